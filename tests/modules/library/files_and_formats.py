"""Packed data, pickles, tables, configuration, arguments, files and folders."""

import struct, pickle, copy, csv, configparser, argparse, io, os, sys, tempfile, pathlib, shutil, glob, fnmatch
sys.stderr = sys.stdout
print(struct.pack('<IhB',1,-2,3), struct.unpack('>d',struct.pack('>d',1.5)), struct.calcsize('iq'), list(struct.iter_unpack('<H',b'\1\0\2\0')), struct.Struct('3s').pack(b'ab'))
try: struct.pack('B',300)
except struct.error as e: print(e)
class A:
    def __init__(s,x): s.x=x
    def __eq__(s,o): return s.x==o.x
class B:
    __slots__=('a',)
    def __getstate__(s): return {'a':s.a}
    def __setstate__(s,d): s.a=d['a']
for proto in range(6):
    o={'l':[1,2.5,'x',b'y',None,(1,),{3},frozenset([4]),10**30,-5,True,1+2j,range(3)],'a':A(5)}
    s=pickle.dumps(o,proto); print(len(s), pickle.loads(s)==o)
def f(): pass
print(pickle.loads(pickle.dumps(f)) is f, pickle.loads(pickle.dumps(len)) is len, pickle.loads(pickle.dumps(ValueError('x'))))
for bad in (lambda: pickle.dumps(lambda: 0), lambda: pickle.loads(b''), lambda: pickle.loads(b'abc'), lambda: pickle.dumps(io.StringIO), lambda: pickle.dumps(open(__file__)), lambda: pickle.loads(pickle.dumps([1,2,3])[:-3]), lambda: pickle.dumps((i for i in [])), lambda: pickle.dumps(sys)):
    try: r=bad(); print(type(r))
    except Exception as e: print(type(e).__name__, str(e).split(' at 0x')[0])
def g():
    class L: pass
    return L()
try: pickle.dumps(g())
except Exception as e: print(type(e).__name__, e)
a=[1,[2,3],{'k':A(1)}]; b=copy.deepcopy(a); b[1].append(4); print(b==a, copy.copy(a)[1] is a[1])
import pickletools; pickletools.dis(pickle.dumps([1,'a'],2))
s=io.StringIO(); w=csv.writer(s); w.writerow([1,'a,b','q"x',None,2.5]); w.writerows([[1],['x\ny']]); print(repr(s.getvalue()))
print(list(csv.reader(['a,"b,c",d','1,2,3'])), list(csv.DictReader(io.StringIO('x,y\n1,2\n3'))), csv.list_dialects())
dw=csv.DictWriter(sys.stdout,['a','b'],extrasaction='ignore',lineterminator='\n'); dw.writeheader(); dw.writerow({'a':1,'b':2,'c':3})
print(csv.Sniffer().sniff('a;b;c\n1;2;3\n').delimiter, list(csv.reader(io.StringIO("a|'b|c'"),delimiter='|',quotechar="'")))
c=configparser.ConfigParser(); c.read_string('[DEFAULT]\nx=1\n[a]\ny = %(x)s2\nz: yes\n[b]\nl=\n  m1\n  m2\n')
print(c.sections(), c['a']['y'], c.getboolean('a','z'), c.getint('a','x'), dict(c['b']), c.get('a','q',fallback='fb'))
try: c.get('a','nope')
except configparser.NoOptionError as e: print(e)
c['n']={'k':'v'}; c.write(sys.stdout)
p=argparse.ArgumentParser(prog='prog',description='Desc here',epilog='end'); p.add_argument('file',help='a file'); p.add_argument('-n','--num',type=int,default=3,help='number (default: %(default)s)'); p.add_argument('-v',action='store_true'); p.add_argument('--ch',choices=['a','b']); p.add_argument('rest',nargs='*'); p.add_argument('--req',required=True,metavar='R')
p.print_help(); print(p.parse_args(['f','x','y','-n','5','--req','1']))
for args in (['f'],['f','--req','1','-n','x'],['f','--req','1','--ch','z'],['f','--req','1','--bogus'],['-h']):
    try: p.parse_args(args)
    except SystemExit as e: print('exit',e.code)
sp=argparse.ArgumentParser(prog='q'); sub=sp.add_subparsers(dest='cmd'); s1=sub.add_parser('one',help='first'); s1.add_argument('--x',nargs='+',type=float); print(sp.parse_args(['one','--x','1','2'])); sp.print_help(); g=sp.add_mutually_exclusive_group(); g.add_argument('--a',action='count'); g.add_argument('--b',action='append'); print(sp.parse_args(['--a','--a']), sp.format_usage())
with tempfile.TemporaryDirectory() as td:
    P=pathlib.Path(td); (P/'a'/'b').mkdir(parents=True); (P/'a'/'x.txt').write_text('héllo\nworld\n'); (P/'a'/'b'/'y.py').write_bytes(b'\0\1')
    print(sorted(str(q.relative_to(P)) for q in P.rglob('*')), (P/'a'/'x.txt').read_text().split(), (P/'a/x.txt').stat().st_size, (P/'a/x.txt').suffix, (P/'a/x.txt').stem, (P/'a').is_dir(), (P/'nope').exists())
    print(sorted(os.path.basename(x) for x in glob.glob(td+'/a/*')), sorted(glob.glob('**/*.py',root_dir=td,recursive=True)), [(os.path.relpath(r,td),sorted(d),sorted(f)) for r,d,f in sorted(os.walk(td))])
    shutil.copytree(td+'/a',td+'/c'); shutil.copy(td+'/a/x.txt',td+'/z'); shutil.move(td+'/z',td+'/zz'); print(sorted(os.listdir(td)), shutil.disk_usage(td).total>0); shutil.rmtree(td+'/c'); os.rename(td+'/zz',td+'/w'); os.remove(td+'/w'); print(sorted(os.listdir(td)))
    with open(td+'/f','w+b') as f: f.write(b'0123456789'); f.seek(3); print(f.read(2), f.tell(), f.seekable()); f.truncate(5)
    print(os.path.getsize(td+'/f'), oct(os.stat(td+'/f').st_mode)); os.chmod(td+'/f',0o600); print(oct(os.stat(td+'/f').st_mode))
    try: open(td+'/nope/x')
    except FileNotFoundError as e: print(e.errno, e.strerror)
    try: os.rmdir(td+'/a')
    except OSError as e: print(type(e).__name__, e.errno)
    shutil.make_archive(td+'/arc','zip',td+'/a'); print(sorted(os.listdir(td))); shutil.unpack_archive(td+'/arc.zip',td+'/un'); print(sorted(os.listdir(td+'/un')))
    (P/'lnk').symlink_to(P/'a'); print((P/'lnk').is_symlink(), os.readlink(td+'/lnk')==td+'/a', (P/'lnk').resolve()==(P/'a').resolve())
    with tempfile.NamedTemporaryFile('w',dir=td,suffix='.t',delete=False) as nf: nf.write('x'); print(os.path.basename(nf.name).endswith('.t'))
    fd,nm=tempfile.mkstemp(dir=td); os.write(fd,b'abc'); os.close(fd); print(os.path.getsize(nm))
    with tempfile.SpooledTemporaryFile() as sf: sf.write(b'1'); sf.seek(0); print(sf.read())
    print([e.name for e in sorted(os.scandir(td),key=lambda e:e.name) if e.is_dir()])
pp=pathlib.PurePosixPath('/a/b/../c.tar.gz'); print(pp.parts, pp.suffixes, pp.with_suffix('.x'), pp.with_name('q'), pp.parent, pp.is_absolute(), pp.match('*.gz'), pathlib.PureWindowsPath('c:\\x\\y').drive, pp/'z', pathlib.Path('a').joinpath('b','c'), repr(pathlib.Path('x')))
print(fnmatch.filter(['a.py','b.txt'],'*.py'), fnmatch.translate('a*[!b]?'), fnmatch.fnmatch('A','a'))
print(os.path.join('a','/b','c'), os.path.splitext('x.tar.gz'), os.path.normpath('a/../b//c'), os.path.commonpath(['/a/b','/a/c']), os.path.expanduser('~')!='~', os.sep, os.linesep, os.name, os.environ.get('NOPE'), os.getenv('HOME') is not None)
os.environ['QQ']='1'; print(os.environ['QQ'], os.path.expandvars('$QQ')); del os.environ['QQ']
