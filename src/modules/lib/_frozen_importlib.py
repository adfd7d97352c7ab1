"""importlib._bootstrap by the name that CPython freezes it under. Modules are found by the interpreter itself, which asks
the finders of sys.meta_path that are not its own."""

import sys

import _imp

exec(sys._compile_file(__file__.replace('lib-dynload/_frozen_importlib.py', 'importlib/_bootstrap.py'), '<frozen importlib._bootstrap>'))
_setup(sys, _imp)

import _frozen_importlib_external as _bootstrap_external

_bootstrap_external._set_bootstrap_module(sys.modules[__name__])


def _find_and_load(name, import_):
    return sys._load(name)


# Modules that CPython has frozen: their specs name no place, whatever their `__file__` says.
_FROZEN = {
    'abc', 'codecs', 'io', '_collections_abc', '_sitebuiltins', 'genericpath', 'ntpath', 'posixpath', 'os', 'site', 'stat',
    'importlib._bootstrap', 'importlib._bootstrap_external', 'importlib.util', 'importlib.machinery', 'runpy', 'zipimport',
}
_LIBRARY = __file__.removesuffix('lib-dynload/_frozen_importlib.py')


def _complete(module):
    """Gives a module that was loaded by the interpreter the attributes that importlib's loaders give."""
    if type(module) is not type(sys) or getattr(module, '__spec__', None) is not None or module.__name__ == '__main__':
        return
    name, file, path = module.__name__, getattr(module, '__file__', None), getattr(module, '__path__', None)
    if file is not None:
        loader = _bootstrap_external.SourceFileLoader(name, file)
        spec = _bootstrap_external.spec_from_file_location(name, file, loader=loader, submodule_search_locations=path)
        module.__cached__ = spec.cached
        if name in _FROZEN and file.startswith(_LIBRARY):
            spec.origin, spec.has_location = 'frozen', False
    elif path is not None:
        loader = _bootstrap_external.NamespaceLoader(name, path, _bootstrap_external.PathFinder._get_spec)
        path = module.__path__ = loader._path
        spec = ModuleSpec(name, loader, is_package=True)
        spec.submodule_search_locations = path
    else:
        spec = ModuleSpec(name, BuiltinImporter, origin='built-in')
    module.__spec__, module.__loader__ = spec, spec.loader


def zipimporter(path):
    if not path or _bootstrap_external._path_isdir(path):
        raise ImportError(f'not a Zip file: {path!r}', path=path)
    import zipimport
    return zipimport.zipimporter(path)


def _install_finders():
    real = sys._real_finders = {f.__name__: f for f in (BuiltinImporter, FrozenImporter, _bootstrap_external.PathFinder)}
    sys.meta_path[:] = [real[f.__name__] if f in sys._finders else f for f in sys.meta_path]
    sys._finders[:] = real.values()
    loaders = _bootstrap_external._get_supported_file_loaders()
    sys.path_hooks += [zipimporter, _bootstrap_external.FileFinder.path_hook(*loaders)]
    sys._path_hooks[:] = sys.path_hooks[-2:]
    for module in list(sys.modules.values()):
        _complete(module)
    sys._complete = _complete


_install_finders()
