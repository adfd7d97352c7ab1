"""Dates, containers, numbers, digests: results and error messages."""

import datetime as dt, json, collections, itertools, functools, random, string, textwrap
from decimal import *
from fractions import Fraction
import statistics as st, hashlib, hmac, secrets, uuid, base64
d=dt.datetime(2024,2,29,13,5,7,123456)
print(d, repr(d), d.isoformat(), d.strftime('%Y-%m-%d %H:%M:%S.%f %j %a %A %b %B %y %I %p %U %W %w %u %%'), d.date(), d.time())
print(dt.datetime.strptime('2024-03-01 10:20:30','%Y-%m-%d %H:%M:%S'), dt.datetime.fromisoformat('2024-01-02T03:04:05+05:30'))
print(d+dt.timedelta(days=1,hours=2), d-dt.datetime(2020,1,1), dt.timedelta(1,2,3).total_seconds(), repr(dt.timedelta(days=-1,seconds=5)), str(dt.timedelta(days=-1,seconds=5)))
print(d.replace(tzinfo=dt.timezone.utc).isoformat(), dt.timezone(dt.timedelta(hours=-5)), d.weekday(), d.isocalendar(), d.timetuple())
print(dt.date(2024,12,25)-dt.date(2024,1,1), dt.date.fromordinal(738000), dt.date.today()>dt.date(2020,1,1), dt.datetime.fromtimestamp(0,dt.timezone.utc), d.ctime(), f'{d:%H:%M}', format(d.date(),'%d/%m'))
for f in (lambda: dt.date(2023,2,29), lambda: dt.datetime.strptime('x','%Y'), lambda: dt.datetime(2024,1,1)<dt.date(2024,1,1), lambda: dt.date(2024,1,1)+1, lambda: dt.datetime.fromisoformat('bad'), lambda: dt.time(25), lambda: dt.datetime.now().replace(month=13)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(dt.datetime.min, dt.datetime.max, dt.time(1,2).isoformat(), dt.datetime.combine(dt.date(2024,1,1),dt.time(3)))
from zoneinfo import ZoneInfo
try: print(dt.datetime(2024,7,1,tzinfo=ZoneInfo('America/New_York')).utcoffset())
except Exception as e: print(type(e).__name__)
print(json.dumps({'a':[1,2.5,None,True,'é\n"'],'b':{'c':float('inf')}}), json.dumps({'b':1,'a':2},indent=2,sort_keys=True), json.dumps([1,2],separators=(',',':')), json.dumps('é',ensure_ascii=False))
print(json.loads('{"a": [1, 2.0, "x\\u00e9", null, true, -1e5]}'), json.loads('1'), json.dumps({1:2,None:3,True:4,2.5:1}))
for s in ('{','[1,]','{"a" 1}','nul','"abc','{"a":1,}','[1 2]','','01','"\\x"','"\n"'):
    try: print(json.loads(s))
    except json.JSONDecodeError as e: print(repr(s), e, e.pos, e.lineno, e.colno)
try: json.dumps(set())
except TypeError as e: print(e)
a=[]; a.append(a)
try: json.dumps(a)
except ValueError as e: print(e)
class E(json.JSONEncoder):
    def default(self,o): return list(o) if isinstance(o,set) else super().default(o)
print(json.dumps({'s':{1}},cls=E), json.dumps(d,default=str), json.loads('{"a":1}',object_hook=lambda d: tuple(d.items())), json.loads('[1.5]',parse_float=Decimal))
C=collections
print(C.Counter('abracadabra').most_common(2), C.Counter(a=3)-C.Counter(a=1), C.OrderedDict(a=1,b=2), C.defaultdict(list,{1:[2]}), C.deque([1,2,3],2), C.ChainMap({'a':1},{'b':2})['b'])
P=C.namedtuple('P','x y',defaults=[5]); p=P(1); print(p,p._asdict(),p._replace(x=3),P._fields, P._field_defaults)
print(list(itertools.permutations('abc',2))[:3], list(itertools.combinations_with_replacement([1,2],2)), list(itertools.groupby('aabb'))[0][0], list(itertools.accumulate([1,2,3],initial=10)), list(itertools.zip_longest('ab','c',fillvalue='-')), list(itertools.pairwise('abc')), list(itertools.starmap(pow,[(2,3)])), list(itertools.product('ab',repeat=2)))
@functools.lru_cache(maxsize=None)
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
print(fib(50), fib.cache_info(), functools.reduce(lambda a,b:a*b,range(1,6)), functools.partial(int,base=2)('101'), functools.partial(pow,2))
@functools.singledispatch
def sd(x): return 'obj'
@sd.register
def _(x:int): return 'int'
@sd.register(list)
def _(x): return 'list'
print(sd(1),sd([]),sd('')); 
@functools.total_ordering
class T:
    def __init__(s,v): s.v=v
    def __eq__(s,o): return s.v==o.v
    def __lt__(s,o): return s.v<o.v
print(T(1)<=T(2), T(3)>T(2), sorted([3,1],key=functools.cmp_to_key(lambda a,b:a-b)))
random.seed(42); print(random.random(), random.randint(1,100), random.choice('abc'), random.sample(range(100),5), random.shuffle(l:=list(range(5))), l, random.gauss(0,1), random.choices('ab',[1,3],k=5), random.uniform(1,2), random.betavariate(1,2), random.getrandbits(70), random.triangular(), random.expovariate(1), random.normalvariate(), random.randbytes(3))
r=random.Random(1); s=r.getstate(); x=r.random(); r.setstate(s); print(x==r.random(), isinstance(random.SystemRandom().random(),float), random.SystemRandom().randint(1,1))
class R(random.Random):
    def random(self): return 0.5
q=R(); print(q.random(), q.randint(1,10), q.choice([1,2,3]), q.uniform(0,10), q.sample([1,2,3,4],2))
for f in (lambda: random.choice([]), lambda: random.sample([1],2), lambda: random.randint(5,1), lambda: random.randrange(0), lambda: random.choices([1],[0])):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(string.Template('$a ${b} $$').substitute(a=1,b=2), string.capwords('hello world'), string.ascii_letters, string.Formatter().format('{0:>5}|{x}',1,x=2))
try: string.Template('$a').substitute()
except KeyError as e: print(e)
t='The quick brown fox jumps over the lazy dog. '*3
print(textwrap.fill(t,40)); print(textwrap.wrap(t,30,initial_indent='* ',subsequent_indent='  ')[:2], textwrap.shorten(t,30), repr(textwrap.dedent('  a\n   b\n')), textwrap.indent('a\nb','> '))
getcontext().prec=20; print(Decimal(1)/Decimal(7), Decimal('1.10')+Decimal('2.205'), Decimal('3.14159').quantize(Decimal('0.01'),ROUND_HALF_UP), Decimal(2).sqrt(), Decimal('1E+3'), Decimal(0.1), Decimal('NaN'), Decimal('1.5').as_tuple(), round(Decimal('2.675'),2), f"{Decimal('1234567.891'):,.2f}", Decimal(5)//2, -Decimal(7)%3, Decimal(2)**10, Decimal('1').exp())
for f in (lambda: Decimal('x'), lambda: Decimal(1)/0, lambda: Decimal(1)+1.5, lambda: Decimal(0)/0):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(Fraction(3,6), Fraction('0.125'), Fraction(1.5)+1, Fraction(22,7).limit_denominator(3), Fraction(1,3)**2, repr(Fraction(-1,2)), float(Fraction(1,3)), Fraction(7,2)//1, round(Fraction(7,2)))
x=[1,2,2,3,9]; print(st.mean(x),st.median(x),st.mode(x),st.stdev(x),st.variance(x),st.pstdev(x),st.quantiles(x),st.harmonic_mean([1,2]),st.geometric_mean([1,4]),st.multimode('aabb'),st.correlation([1,2,3],[1,2,4]),st.linear_regression([1,2,3],[2,4,6]),st.fmean(x),st.NormalDist(0,1).cdf(1))
try: st.mean([])
except st.StatisticsError as e: print(e)
print(hashlib.md5(b'a').hexdigest(), hashlib.sha256(b'a').hexdigest()[:16], hashlib.new('sha1',b'x').hexdigest(), hashlib.sha3_256(b'').hexdigest()[:8], hashlib.blake2b(b'a',digest_size=8).hexdigest(), sorted(hashlib.algorithms_guaranteed)[:3], hashlib.pbkdf2_hmac('sha256',b'p',b's',10).hex()[:16], hashlib.sha512().name, hashlib.sha256().block_size)
print(hmac.new(b'k',b'm','sha256').hexdigest()[:16], hmac.compare_digest('a','a'), hmac.digest(b'k',b'm','md5').hex())
print(base64.b64encode(b'hi'), base64.urlsafe_b64encode(b'\xff\xfe'), base64.b32encode(b'hi'), base64.b16encode(b'hi'), base64.b85encode(b'hello'), base64.a85encode(b'hello'), base64.b64decode('aGk='), base64.b32decode('NBUQ===='))
try: base64.b64decode('a')
except Exception as e: print(type(e).__name__, e)
