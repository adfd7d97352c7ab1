"""The classes of syntax trees, made from Python.asdl. `compile` makes the trees, and code of them."""

import sys

PyCF_ONLY_AST, PyCF_TYPE_COMMENTS, PyCF_ALLOW_TOP_LEVEL_AWAIT = 1024, 4096, 8192


class AST:
    _fields = ()
    _attributes = ()
    __match_args__ = ()
    __doc__ = ''

    def __new__(cls, /, *args, **kwargs):
        return object.__new__(cls)

    def __init__(self, /, *args, **kwargs):
        cls = type(self)
        if len(args) > len(self._fields):
            plural = '' if len(self._fields) == 1 else 's'
            raise TypeError(f'{cls.__name__} constructor takes at most {len(self._fields)} positional argument{plural}')
        for name, value in zip(self._fields, args):
            if name in kwargs:
                raise TypeError(f'{cls.__name__} got multiple values for argument {name!r}')
            setattr(self, name, value)
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __reduce__(self):
        return type(self), (), self.__dict__


AST.__module__ = 'ast'
# Nodes without fields: a tree made of text holds always the same one.
_singletons = {}


def _define(name, base, fields, attributes, doc):
    fields, attributes = fields.split(), attributes.split()
    names = tuple(field.rstrip('?') for field in fields)
    space = {'__module__': 'ast', '__doc__': doc, '_fields': names, '__match_args__': names}
    if attributes:
        space['_attributes'] = tuple(attribute.rstrip('?') for attribute in attributes)
    space |= {field[:-1]: None for field in fields + attributes if field.endswith('?')}
    cls = globals()[name] = type(name, (globals()[base],), space)
    if ' | ' in globals()[base].__doc__ and '(' not in globals()[base].__doc__:
        _singletons[name] = cls()


for _row in sys._node_classes().split('\0'):
    _define(*_row.split('\t'))
del _row
