"""Addresses, signals, command lines, codecs, texts, markup."""

import urllib.parse as up, http, http.client, socket, select, selectors, signal, os, sys, shlex, getopt, optparse, cmd, code, codecs, difflib, unicodedata, ipaddress, mimetypes, tempfile, email, email.message, sched, time, timeit, graphlib, reprlib, tokenize, io, ast, keyword, linecache, filecmp, colorsys, struct, numbers, cmath, math, array, errno, tomllib, html.parser, stat, re, http.cookies
print(up.urlparse('http://u:p@h.com:80/p;x?q=1&r=2#f'), up.parse_qs('a=1&a=2&b='), up.quote('a b/é'), up.unquote('%20'), up.urlencode({'a':1,'b':['x','y']},doseq=True), up.urljoin('http://a/b/c','../d'), up.urlsplit('//x/y').netloc, up.quote_plus('a b'), up.urlunparse(('http','h','/p','','','')))
print(http.HTTPStatus(404), http.HTTPStatus.OK.phrase, http.client.responses[200])
a,b=socket.socketpair(); a.send(b'x'); print(select.select([b],[],[],1)[0]==[b], b.recv(10)); sel=selectors.DefaultSelector(); sel.register(b,selectors.EVENT_READ,'d'); a.send(b'y'); print([(k.data,m) for k,m in sel.select(1)]); sel.close(); a.close(); b.close()
print(socket.inet_aton('1.2.3.4'), socket.htons(1), socket.AF_INET, socket.gethostbyname('localhost'), socket.getaddrinfo('127.0.0.1',80)[0][4])
signal.signal(signal.SIGUSR1,lambda s,f: print('sig',s, signal.Signals(s).name)); os.kill(os.getpid(),signal.SIGUSR1); print(signal.getsignal(signal.SIGTERM), signal.SIGINT, signal.strsignal(11)); signal.signal(signal.SIGALRM,lambda *a: print("alarm")); signal.setitimer(signal.ITIMER_REAL,0.01); time.sleep(0.05)
print(shlex.split('a "b c" d\\ e'), shlex.quote("it's"), shlex.join(['a b','c']), getopt.getopt(['-a','1','--foo=2','x'],'a:',['foo=']))
class C(cmd.Cmd):
    prompt=''
    def do_hi(self,a): print('hi',a)
    def do_q(self,a): return True
C(stdin=io.StringIO('hi x\nbad\nq\n')).cmdloop() if False else C().onecmd('hi y')
print(codecs.encode('abc','rot13'), codecs.lookup('utf8').name, codecs.getincrementaldecoder('utf8')().decode(b'\xc3'), 'é'.encode('latin1'), b'\xff'.decode('cp1252'), codecs.BOM_UTF8, 'x'.encode('utf-16'), 'abc'.encode('idna'), codecs.escape_decode(b'a\\n'))
print('\n'.join(difflib.unified_diff(['a','b'],['a','c'],lineterm='')), difflib.get_close_matches('appel',['apple','ape']), difflib.SequenceMatcher(None,'abcd','bcde').ratio(), list(difflib.ndiff(['a'],['b'])))
print(unicodedata.name('é'), unicodedata.normalize('NFD','é'), unicodedata.category('A'), unicodedata.lookup('SNOWMAN'), unicodedata.numeric('½'), unicodedata.east_asian_width('あ'))
print(ipaddress.ip_address('1.2.3.4'), list(ipaddress.ip_network('10.0.0.0/30').hosts()), ipaddress.ip_address('::1').is_loopback, mimetypes.guess_type('a.html'))
m=email.message_from_string('From: a@b\nSubject: Hi\n\nbody\n'); print(m['subject'], m.get_payload()); e=email.message.EmailMessage(); e['To']='x@y'; e.set_content('hé'); print(e.as_string())
s=sched.scheduler(time.time,time.sleep); s.enter(0.01,1,print,('sched',)); s.run(); print(timeit.timeit('1+1',number=10)>0, list(graphlib.TopologicalSorter({'a':{'b'}}).static_order()), reprlib.repr(list(range(100))))
print(colorsys.rgb_to_hsv(1,0,0), cmath.sqrt(-1), math.comb(5,2), math.isqrt(17), math.gcd(12,18), math.prod([2,3]), math.dist((0,0),(3,4)), math.log2(8), math.fsum([.1]*10), math.perm(5,2), math.nextafter(1,2), math.ulp(1))
ar=array.array('i',[1,2]); ar.append(3); print(ar, ar.tobytes(), array.array('d',[1.5]).itemsize, errno.errorcode[2], os.strerror(13))
print(tomllib.loads('a=1\n[b]\nc=["x",2.5,true]\nd=2024-01-01'), stat.filemode(0o100644), isinstance(1,numbers.Integral))
class P(html.parser.HTMLParser):
    def handle_starttag(self,t,a): print('S',t,a)
    def handle_endtag(self,t): print('E',t)
    def handle_data(self,d): print('D',d)
P().feed('<a href="x">t&amp;</a><br/>')
c=http.cookies.SimpleCookie('a=b; c=d'); print(c['a'].value, c.output())
print(re.findall(r'(\w)(\d)','a1b2'), re.sub(r'(?P<x>a)',r'[\g<x>]','banana'), re.split(r'[,;]\s*','a, b;c'), re.match(r'(?i)ABC','abc'), re.fullmatch('a+','aa').span(), re.compile('x',re.M|re.I), [m.group() for m in re.finditer('a.','abac')], re.escape('a.b'), re.sub('a',lambda m: m[0].upper(),'aba',count=1), re.search(r'(?<=a)b(?!c)','abab').start())
try: re.compile('(')
except re.error as e: print(e, e.pos)
