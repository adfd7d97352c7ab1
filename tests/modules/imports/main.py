
import sys, importlib, importlib.util, os, pkgutil, tempfile
sys.dont_write_bytecode = True
def attempt(text):
    try:
        exec(text, {'__name__': '__main__', '__builtins__': __builtins__})
    except BaseException as e:
        print(text.replace('\n', '; '), '->', type(e).__name__, e, getattr(e, 'name', None))
    else: print(text, 'ok')
attempt('import circ_a')
attempt('import circ_c')
attempt('from pkg import *\nprint(sub.name, value)')
attempt('import pkg.deep.leaf as l\nl.up()')
attempt('import pkg.deep.leaf as l\nl.too_far()')
attempt('from . import x')
attempt('from .pkg import x')
attempt('import pkg.nothing')
attempt('import pkg.sub.nothing')
attempt('from pkg import nothing')
attempt('from star import *\nprint(sorted(n for n in globals() if not n.startswith("__b") and n != "__name__"))')
attempt('from badall import *')
attempt('import replaces\nprint(replaces.attr)')
attempt('import fails')
print('fails' in sys.modules)
attempt('import getattr_mod\nprint(getattr_mod.lazy, dir(getattr_mod))\ngetattr_mod.other')
attempt('from getattr_mod import lazy\nprint(lazy)')
attempt('from getattr_mod import other')
sys.path += ['ns1', 'ns2']
attempt('import space.one, space.two\nprint(space.one.n, space.two.n)')
import space
print(sorted(p[-9:] for p in space.__path__), space.__file__ if hasattr(space, '__file__') else 'no file')
print(type(space.__path__).__name__)
import pkg
print(pkg.__name__, pkg.__package__, pkg.__spec__.name, pkg.__spec__.parent, pkg.__spec__.submodule_search_locations == pkg.__path__)
print([m.name for m in pkgutil.iter_modules(pkg.__path__)], [m.name for m in pkgutil.walk_packages(pkg.__path__, 'pkg.')])
print(pkgutil.get_data('pkg', 'data.txt'))
import importlib.resources
print(importlib.resources.files('pkg').joinpath('data.txt').read_text())
folder = tempfile.mkdtemp()
sys.path.append(folder)
with open(os.path.join(folder, 'changing.py'), 'w') as f: f.write('v = 1\n')
import changing
with open(os.path.join(folder, 'changing.py'), 'w') as f: f.write('v = 22\n')
print(changing.v, importlib.reload(changing).v, changing.v)
spec = importlib.util.spec_from_file_location('other_name', 'star.py')
m = importlib.util.module_from_spec(spec)
spec.loader.exec_module(m)
print(m.__name__, m.shown, m.__spec__.origin[-7:], 'other_name' in sys.modules)
import builtins
real = builtins.__import__
def mine(name, globals=None, locals=None, fromlist=(), level=0):
    print('import', name, fromlist, level)
    return real(name, globals, locals, fromlist, level)
builtins.__import__ = mine
import star
from pkg import value
builtins.__import__ = real
sys.modules['blocked'] = None
attempt('import blocked')
attempt('__import__("pkg.sub")\nprint(__import__("pkg.sub").__name__, __import__("pkg.sub", fromlist=["x"]).__name__)')
attempt('import importlib\nimportlib.import_module(".sub", "pkg")\nprint(importlib.import_module(".deep.leaf", package="pkg").thing)')
attempt('import importlib\nimportlib.import_module(".x")')
attempt('import importlib.util\nprint(importlib.util.find_spec("pkg.nothing"), importlib.util.find_spec("nothing"))')
attempt('import importlib.util\nimportlib.util.find_spec("nothing.x")')
print(importlib.util.resolve_name('.a', 'b.c'))
del sys.modules['star']
import star as star2
print(star2.shown)
import zipfile
with zipfile.ZipFile(os.path.join(folder, 'mods.zip'), 'w') as z:
    z.writestr('zipped.py', 'value = "from zip"\n'); z.writestr('zpkg/__init__.py', ''); z.writestr('zpkg/inner.py', 'x = 9\n')
sys.path.insert(0, os.path.join(folder, 'mods.zip'))
import zipped, zpkg.inner
print(zipped.value, zpkg.inner.x, type(zipped.__loader__).__name__)
from types import ModuleType
sys.modules['made'] = ModuleType('made', 'doc'); sys.modules['made'].q = 1
from made import q
print(q, sys.modules['made'].__doc__)
attempt('from made import r')
attempt('import made.sub')
print(importlib.import_module('json').__name__, sys.meta_path[-1].__name__)
# What is no str, and no module
sys.path[:0] = [5, None, [], b'x', object()]
attempt('import nothing')
del sys.path[:5]
for finder in 5, None, object():
    sys.meta_path.insert(0, finder)
    attempt('import nothing')
    del sys.meta_path[0]
for arguments in [('',), ('xyz', None, None, None, -1), (1,), ('xyz', None, None, None, 'a'), ('xyz', {}, None, None, 1), ('xyz', 5, None, None, 1), ('xyz', None, None, None, 1), ('.xyz',)]:
    attempt(f'__import__(*{arguments})')
for listed in [42, None, [1], ['nothing'], (), object()]:
    sys.modules['made'].__all__ = listed
    attempt('from made import *')
del sys.modules['made'].__all__
sys.modules['made'].__dict__[5] = 6
attempt('from made import *')
sys.modules['made'] = 5
import made
print(made)
attempt('from made import x')
attempt('import made.x')
