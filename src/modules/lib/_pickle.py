"""Pickling as CPython's C module does it: the Python classes of `pickle`, with that module's name and messages."""

from pickle import PickleError, PicklingError, UnpicklingError, _Pickler, _Unpickler, _getattribute, whichmodule


class Pickler(_Pickler):
    dispatch = dict(_Pickler.dispatch)

    def save_global(self, obj, name=None):
        if name is None:
            name = getattr(obj, '__qualname__', None)
            if name is None:
                name = obj.__name__
        module_name = whichmodule(obj, name)
        try:
            __import__(module_name)
            import sys
            module = sys.modules[module_name]
        except (ImportError, KeyError):
            raise PicklingError(f"Can't pickle {obj!r}: import of module {module_name!r} failed") from None
        if '<locals>' in name:
            raise AttributeError(f"Can't pickle local object {name!r}")
        try:
            found, parent = _getattribute(module, name)
        except AttributeError:
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name} on {module_name} failed") from None
        if found is not obj:
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module_name}.{name}")
        _Pickler.save_global(self, obj, name)

    def save_type(self, obj):
        if obj is type(None):
            return self.save_reduce(type, (None,), obj=obj)
        if obj is type(NotImplemented):
            return self.save_reduce(type, (NotImplemented,), obj=obj)
        if obj is type(...):
            return self.save_reduce(type, (...,), obj=obj)
        return self.save_global(obj)

    dispatch[type(lambda: 0)] = save_global
    dispatch[type] = save_type


class Unpickler(_Unpickler):
    def load(self):
        try:
            return _Unpickler.load(self)
        except EOFError as e:
            if e.args:
                raise
            raise EOFError('Ran out of input') from None
        except IndexError as e:
            if str(e) == 'pop from empty list':
                raise UnpicklingError('unpickling stack underflow') from None
            if str(e) == 'index out of range':
                raise UnpicklingError('pickle data was truncated') from None
            raise
        except KeyError as e:
            if e.args and isinstance(e.args[0], int) and e.__traceback__.tb_next is not None:
                raise UnpicklingError(f"invalid load key, '{_shown(e.args[0])}'.") from None
            raise


def _shown(byte):
    return chr(byte) if 32 <= byte < 127 and byte != 39 else f'\\x{byte:02x}'


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    import io
    f = io.BytesIO()
    Pickler(f, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)
    return f.getvalue()


def load(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=()):
    return Unpickler(file, fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors).load()


def loads(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=()):
    import io
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return Unpickler(io.BytesIO(data), fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors).load()
