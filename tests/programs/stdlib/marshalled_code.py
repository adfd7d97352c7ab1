# Code objects as bytes and back, their equality and hash.
import marshal

SOURCE = '''
def f(a, b=1, *c, d, **e):
    "doc"
    x = (1, 2.5, "\\xe9\\u4e2d\\U0001f600", b"ab", 3j, -0.0, 10**30, -10**20, 1 << 40, None, ..., True)
    if a in {1, 2, 'x'}:
        return x
    def g():
        return a, x[:b]
    try:
        return [i * 2 for i in range(a)], g(), len(c), d, e
    except ZeroDivisionError as err:
        raise
class C:
    z: int = 3
    def m(self):
        return __class__.__name__
def counted(n):
    for i in range(n):
        yield i
async def later(): pass
'''
code = compile(SOURCE, 'a file.py', 'exec')
names = {}
exec(code, names)
# What the interpreter has learnt about it meanwhile is not part of it.
for i in range(300):
    names['f'](5, d=1), list(names['counted'](3)), names['C']().m()
again = marshal.loads(marshal.dumps(code))
print(again is code, again == code, again != code, hash(again) == hash(code), again == 1)
new = {}
exec(again, new)
for f, C in ((names['f'], names['C']), (new['f'], new['C'])):
    print(f(4, 2, 7, d=1, k=2), f(1, d=2), C().m(), f.__doc__, f.__defaults__, C.__annotations__)
    print(f.__code__.co_filename, f.__code__.co_firstlineno, f.__code__.co_varnames, f.__code__.co_flags)
print(list(new['counted'](3)), new['f'].__code__ == names['f'].__code__, new['f'].__code__ == new['counted'].__code__)
try:
    new['f']('x' * 2, d=1)
except TypeError as e:
    t = e.__traceback__.tb_next
    print(e, t.tb_frame.f_code.co_filename, t.tb_lineno)
for line in (list(names['f'].__code__.co_lines()), list(names['f'].__code__.co_positions())):
    assert line
print(list(x[2] for x in new['f'].__code__.co_lines()) == list(x[2] for x in names['f'].__code__.co_lines()))

print(marshal.loads(marshal.dumps((1, [code, 'x'])))[1][0] == code)
# Where it comes from does not count; where its lines are does.
print(compile(SOURCE, 'elsewhere', 'exec') == code, compile('\n' + SOURCE, 'a file.py', 'exec') == code)
print({code: 1}[compile(SOURCE, 'elsewhere', 'exec')], compile('1', '', 'eval') in {code})
one, other = (compile(text, '', 'eval') for text in ('x + 1', 'x + 1.0'))
print(one == other, one == compile('x + 1', '', 'eval'), compile('0.0', '', 'eval') == compile('-0.0', '', 'eval'))
print((lambda: 1).__code__ == (lambda: 1).__code__, one == one.replace(co_name='other'), one == one.replace())

try:
    marshal.loads(marshal.dumps(code)[:-1])
except (EOFError, ValueError) as e:
    print('refused')
