"""What the import system in Python asks of the interpreter: there are built-in modules, and no frozen or dynamic ones."""

import sys

check_hash_based_pycs = 'default'


def acquire_lock():
    pass


def release_lock():
    pass


def lock_held():
    return False


def extension_suffixes():
    return []


def is_builtin(name, /):
    return int(name in sys.builtin_module_names)


def create_builtin(spec, /):
    __import__(spec.name)
    return sys.modules[spec.name]


def exec_builtin(module, /):
    return 0


exec_dynamic = exec_builtin


def create_dynamic(spec, file=None, /):
    raise ImportError(f'no dynamic modules: {spec.name}', name=spec.name)


def is_frozen(name, /):
    return False


def is_frozen_package(name, /):
    raise ImportError(f'No such frozen object named {name}', name=name)


def find_frozen(name, /, *, withdata=False):
    return None


def get_frozen_object(name, data=None, /):
    raise ImportError(f'No such frozen object named {name}', name=name)


init_frozen = get_frozen_object


def _frozen_module_names():
    return []


def _override_frozen_modules_for_tests(override, /):
    pass


def _fix_co_filename(code, path, /):
    pass


def source_hash(key, source):
    import hashlib
    return hashlib.blake2b(source, key=key.to_bytes(8, 'little'), digest_size=8).digest()
