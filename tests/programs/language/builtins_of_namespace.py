# A namespace's `__builtins__` decide what its code sees.
print([name for name in globals() if name not in ('__file__', '__cached__')], __annotations__)
import keyword
print(type(__builtins__).__name__, type(keyword.__builtins__).__name__)
ns = {}
exec("x: int = 1", ns)
print(sorted(ns), type(ns['__builtins__']).__name__, ns['__annotations__'])
try:
    exec("print(1)", {'__builtins__': {}})
except NameError as e: print(e)
exec("print(len('abc'))", {'__builtins__': {'print': print, 'len': lambda s: 42}})
y: int = 3
print(__annotations__)
print(eval("abs(-1)", {'__builtins__': __builtins__}))
import builtins
print(keyword.__builtins__ is builtins.__dict__, (lambda: 0).__builtins__ is builtins.__dict__)
for text in ["class A: pass", "import math", "def f(): return len('ab')\nr = f()", "print(x)"]:
    for b in {}, {'len': lambda s: 'mine', 'print': print}:
        ns = {'__builtins__': b}
        try:
            exec(text, ns)
            print(sorted(ns), ns.get('r'))
        except Exception as e:
            print(type(e).__name__, e)
src = "def f(n):\n    t = 0\n    for i in range(n):\n        t += len('abc')\n    return t\n"
code = compile(src, 'x', 'exec')
a, b = {}, {'__builtins__': {'len': lambda s: 100, 'range': range}}
exec(code, a); exec(code, b)
for k in range(5): print(a['f'](1000), b['f'](1000))
b['__builtins__']['len'] = lambda s: 7
print(a['f'](1000), b['f'](1000))
import sys
def g(): return sys._getframe().f_builtins
print(g() is builtins.__dict__, b['f'].__builtins__ is b['__builtins__'])
try: eval("foo.bar", {'__builtins__': {'fool': 1}})
except NameError as e: print(e)
try: eval("abs(1)", {'__builtins__': None})
except Exception as e: print(type(e).__name__, e)
print(eval("x + y", {'__builtins__': None}, {'x': 1, 'y': 2}))
try: eval("__import__('os').system('true')", {'__builtins__': None}, {})
except Exception as e: print(type(e).__name__, e)
