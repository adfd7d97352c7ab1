"""Suffixes of module files, and the specification of a module."""

SOURCE_SUFFIXES = ['.py']
BYTECODE_SUFFIXES = ['.pyc']
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
EXTENSION_SUFFIXES = []


def all_suffixes():
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES


class ModuleSpec:
    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self.cached = None
        self.has_location = False

    @property
    def parent(self):
        return self.name.rpartition('.')[0] if self.submodule_search_locations is None else self.name

    def __repr__(self):
        return f'ModuleSpec(name={self.name!r}, loader={self.loader!r})'


class BuiltinImporter:
    pass


class FrozenImporter:
    pass


class PathFinder:
    pass


class FileFinder:
    pass


class SourceFileLoader:
    pass


class SourcelessFileLoader:
    pass


class ExtensionFileLoader:
    pass
