# A module's repr says what its spec says; frozen modules have a file and no place.
import importlib.machinery
import importlib.util
import io
import os
import sys
import types


class Loader:
    def __repr__(self):
        return '<a loader>'


print(os, io, os.path, importlib.util, sys)
print(os.__spec__.origin, os.__spec__.has_location, os.__file__.endswith('os.py'))
print(types.ModuleType('plain'), types.ModuleType("it's"))
for spec in (
    importlib.machinery.ModuleSpec('a', None),
    importlib.machinery.ModuleSpec('b', Loader()),
    importlib.machinery.ModuleSpec('c', Loader(), origin='from afar'),
    importlib.util.spec_from_file_location('d', '/nowhere/d.py'),
):
    module = types.ModuleType('another name')
    module.__spec__ = spec
    print(module)
module.__spec__ = 3
try:
    print(module)
except AttributeError as e:
    print(e)
module.__spec__ = None
print(module)
module.__loader__ = Loader()
print(module)
module.__file__ = 'of its own'
print(module)
