"""importlib._bootstrap_external by the name that CPython freezes it under. Bytecode is the interpreter's own."""

import sys

exec(sys._compile_file(
    __file__.replace('lib-dynload/_frozen_importlib_external.py', 'importlib/_bootstrap_external.py'),
    '<frozen importlib._bootstrap_external>'))


def _get_code(self, fullname):
    path = self.get_filename(fullname)
    kind = type(self)
    if (getattr(kind, 'get_data', None) is FileLoader.get_data and kind.source_to_code is SourceLoader.source_to_code
            and kind.path_stats is SourceFileLoader.path_stats):
        return sys._compile_file(path, path)
    try:
        data = self.get_data(path)
    except OSError as exc:
        raise ImportError('source not available through get_data()', name=fullname) from exc
    return self.source_to_code(data, path)


_get_code.__name__, _get_code.__qualname__ = 'get_code', 'SourceLoader.get_code'
SourceLoader.get_code = _get_code

import _frozen_importlib
