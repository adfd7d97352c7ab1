# large
"""Syntax trees: made of text, looked at, changed, written as text, compiled."""
import __future__
import ast
import codeop
import copy
import pickle

SOURCE = '''
é = 'ü' + x  # ö
@decorated
def f(a, /, b: int = 1, *c, d, e=2, **k) -> None:
    """doc"""
    async def g():
        return [x async for x in y if await z]
    match a:
        case [1, *r] | {'k': v, **rest} if é:
            pass
        case C(x=1) as q:
            f'{a!r:>{b}} é {c}'; u'x'; 1j; ...; b'x'
        case None | -1 | a.b:
            del a[1:2, ::3], b.c
class K(B, metaclass=M):
    x: int = 0
    (y): str
try:
    with open(x) as (a, *b), c:
        raise E from None
except (A, B) as e:
    global w
    w = lambda x, *y: {**x, 1: 2}
else:
    import a.b as c, d
finally:
    from ..x import (y as z)
for i, j in not k and l or m:
    if a < b <= c is not d:
        continue
    i -= (yield)
while (n := 10):
    assert n, 'text'
'''

tree = ast.parse(SOURCE)
print(ast.dump(tree, include_attributes=True, indent=1))
print(ast.unparse(tree))
print(ast.dump(ast.parse(ast.unparse(tree))) == ast.dump(tree))
print(ast.dump(ast.parse('f(x)', mode='eval')), ast.dump(ast.parse('1; 2', mode='single')))
print(ast.Name.__doc__, ast.cmpop.__doc__, ast.Name._fields, ast.Name._attributes, ast.comprehension.__doc__)
print(ast.expr_context.__doc__, ast.excepthandler.__doc__, ast.Return().value, ast.get_docstring(tree.body[1]))
both = ast.parse('a + b', mode='eval').body
print(both.left.ctx is both.right.ctx, [type(n).__name__ for n in ast.walk(both)])
print(ast.dump(copy.deepcopy(both)), ast.dump(pickle.loads(pickle.dumps(both))))


class Doubler(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(node.value * 2), node)


changed = ast.fix_missing_locations(Doubler().visit(ast.parse('x = 21\nprint(x, [x, 3, 2j, "s"])')))
exec(compile(changed, '<tree>', 'exec'))
constant = ast.Constant((1, (2.5, 1 + 2j, b'x', None, ...), True, 1 << 70), lineno=1, col_offset=0)
print(eval(compile(ast.Expression(constant), '', 'eval')))


class Number(ast.Constant):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.extra = 'more'


print(Number(4).extra, eval(compile(ast.fix_missing_locations(ast.Expression(Number(4))), '', 'eval')))

for text in ['1 +', '__import__("os")', '[1,2', '{1: 2, **{}}', '-1', '1+2j', '{1,2}', 'set()', '"a" "b"', '\t[1]', 'a', '1+1']:
    try:
        print(ast.literal_eval(text))
    except (SyntaxError, ValueError) as e:
        print(type(e).__name__, str(e).split('<')[0])

# What is refused.
name = ast.Name('x', ast.Load())
nothing = dict(posonlyargs=[], args=[], vararg=None, kwonlyargs=[], kw_defaults=[], kwarg=None, defaults=[])
statements = [
    ast.Expr(None), None, ast.FunctionDef('f', ast.arguments(**nothing), [], []), ast.If(name, [], []), ast.Assign([], name),
    ast.Assign([name], name), ast.Assign([ast.Constant(1)], name), ast.Delete([name]), ast.Import([]), ast.With([], [ast.Pass()]),
    ast.ImportFrom('x', [ast.alias('a')], -1), ast.Try([ast.Pass()], [], [], []), ast.Raise(None, name), ast.Match(name, []),
    ast.Match(name, [ast.match_case(ast.MatchValue(name), None, [ast.Pass()])]),
    ast.Match(name, [ast.match_case(ast.MatchAs(None, '_'), None, [ast.Pass()])]), ast.AugAssign(name, ast.Add(), name),
]
expressions = [
    ast.BoolOp(ast.And(), [name]), ast.Compare(name, [], []), ast.Dict([name], []), ast.ListComp(name, []), ast.Constant([]),
    ast.Name('None', ast.Load()), ast.Tuple([None], ast.Load()), ast.Lambda(ast.arguments(**{**nothing, 'defaults': [name]}), name),
    ast.Attribute(name, None, ast.Load()), ast.Attribute(name, 3, ast.Load()), ast.BinOp(name, ast.Add(), None),
    ast.UnaryOp(None, name), ast.Starred(name, ast.Load()),
]
for made in [ast.Module([s], []) for s in statements] + [ast.Expression(e) for e in expressions]:
    try:
        compile(ast.fix_missing_locations(made), 'made', 'exec' if isinstance(made, ast.Module) else 'eval')
    except (SyntaxError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
for made, mode in [(ast.Module([ast.Pass()], []), 'exec'), (ast.Module(3, []), 'exec'), (ast.Expression(name), 'exec'),
                   (ast.Module([ast.Pass(lineno=2, col_offset=0, end_lineno=1, end_col_offset=0)], []), 'exec')]:
    try:
        compile(made, 'made', mode)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)

# compile()
for wrong in [dict(flags=1 << 30), dict(optimize=5), dict(mode='foo'), dict(source=5), dict(filename=5), dict(mode='func_type')]:
    try:
        compile(**{**dict(source='x', filename='f', mode='exec'), **wrong})
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(compile('x', b'f', 'exec').co_filename, eval(compile(bytearray(b'1 + 1'), 'f', 'eval')))
print(eval(compile('1 <> 2', '', 'eval', __future__.barry_as_FLUFL.compiler_flag)))
exec(compile('def f(x: int | y): pass\nprint(f.__annotations__)', '', 'exec', __future__.annotations.compiler_flag))
future = compile('from __future__ import annotations\nexec("def f(x: a.b): pass\\nprint(f.__annotations__)")', '', 'exec')
print(hex(future.co_flags))
exec(future)
exec(compile('assert 0', '', 'exec', optimize=1))
for text in ['if 1:\n  pass', 'if 1:\n  pass\n', 'x=1', 'x=(', 'if 1:', 'a b', 'def f():\n  return 1\n', "x='''a", '']:
    try:
        print(repr(text), codeop.compile_command(text) is not None)
    except SyntaxError as e:
        print(repr(text), repr(e))


# Namespaces that are no dicts.
class Mapping:
    def __getitem__(self, key):
        if key == 'a':
            return 12
        raise KeyError(key)

    def __setitem__(self, key, value):
        self.last = key, value

    def keys(self):
        return list('zyx')


m = Mapping()
exec('z = a', globals(), m)
print(m.last)
exec('z = dir()', globals(), m)
print(m.last)
try:
    exec('z = a', globals(), 3)
except TypeError as e:
    print(e)
