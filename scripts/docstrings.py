"""The text of dist/docstrings.txt: the docstrings and signatures of CPython 3.11's native functions, methods and types.

An entry is a name, a signature (may be empty) and a text, with \\x1f between them and \\x1e behind them. A name is that of the
object within its module, `Type.method` or `module.function`; `*.__repr__` stands for the types that say the usual.
scripts/stdlib.mjs runs it in the CPython of the package pyodide; its last expression is the text.
"""

import collections
import importlib
import types

MODULES = (
    "builtins math cmath itertools _functools _operator time sys gc errno _collections _struct array _random _sre _thread "
    "_weakref _abc _io _json _bisect _heapq _statistics _string _contextvars atexit marshal unicodedata zlib _bz2 _codecs "
    "_tracemalloc _signal posix select _socket _csv binascii _pickle _imp _warnings _locale fcntl grp pwd termios random _datetime "
    "faulthandler pyexpat readline"
).split()
NATIVE = (
    types.BuiltinFunctionType, types.MethodDescriptorType, types.WrapperDescriptorType, types.GetSetDescriptorType,
    types.MemberDescriptorType, types.ClassMethodDescriptorType, property, staticmethod,
)

entries = {}


def note(name, thing):
    doc, signature = getattr(thing, "__doc__", None), getattr(thing, "__text_signature__", None)
    if isinstance(doc, str) or isinstance(signature, str):
        entries[name] = (signature or "", doc or "")


def note_type(cls):
    if cls.__flags__ & 1 << 9 and cls.__module__ not in MODULES and cls.__module__ not in ("collections", "functools"):
        return
    module = "" if cls.__module__ == "builtins" else cls.__module__ + "."
    name = module + cls.__qualname__
    note(name, cls)
    for attr, thing in vars(cls).items():
        if isinstance(thing, NATIVE):
            note(f"{name}.{attr}", thing)


def subclasses(cls):
    yield cls
    for sub in type.__subclasses__(cls):
        yield from subclasses(sub)


for name in MODULES:
    try:
        module = importlib.import_module(name)
    except ImportError:
        continue
    note(name, module)
    for name, thing in vars(module).items():
        if isinstance(thing, types.BuiltinFunctionType):
            note(f"{module.__name__}.{name}", thing)
for cls in set(subclasses(object)):
    if not cls.__module__.startswith(("_frozen", "importlib", "encodings", "zipimport")):
        note_type(cls)

# As of 3.11.7; the package has 3.11.3.
entries["builtins"] = ("", """Built-in functions, types, exceptions, and other objects.

This module provides direct access to all 'built-in'
identifiers of Python; for example, builtins.len is
the full name for the built-in function len().

This module is not normally accessed explicitly by most
applications, but can be useful in modules that provide
objects with the same name as a built-in value, but in
which the built-in of that name is also needed.""")

usual = {}
for name, entry in entries.items():
    if name.rpartition(".")[2].startswith("__"):
        usual.setdefault("*." + name.rpartition(".")[2], collections.Counter())[entry] += 1
for name, counts in usual.items():
    entry, count = counts.most_common(1)[0]
    if count > 1:
        for other in [n for n, e in entries.items() if e == entry and n.rpartition(".")[2] == name[2:]]:
            del entries[other]
        entries[name] = entry

"".join("\x1f".join((name, *entry)) + "\x1e\n" for name, entry in sorted(entries.items()))
