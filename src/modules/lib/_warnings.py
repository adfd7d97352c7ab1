"""What CPython's warnings.c does: the default filters, and warnings without the module warnings while nobody imports it."""

import sys

_defaultaction = 'default'
_onceregistry = {}
_version = 0
filters = [
    ('default', None, DeprecationWarning, '__main__', 0),
    ('ignore', None, DeprecationWarning, None, 0),
    ('ignore', None, PendingDeprecationWarning, None, 0),
    ('ignore', None, ImportWarning, None, 0),
    ('ignore', None, ResourceWarning, None, 0),
]


def _filters_mutated():
    global _version
    _version += 1


def _current(name):
    module = sys.modules.get('warnings')
    return getattr(module, name, None) if module is not None else None


def _matches(pattern, text):
    if pattern is None:
        return True
    return pattern == text if isinstance(pattern, str) else pattern.match(text) is not None


def _action(category, text, lineno, module):
    current = _current('filters')
    for action, msg, cat, mod, line in filters if current is None else current:
        if (line == 0 or line == lineno) and issubclass(category, cat) and _matches(msg, text) and _matches(mod, module):
            return action
    return _current('defaultaction') or _defaultaction


def _is_known(registry, key):
    if registry is None:
        return False
    if registry.get('version', 0) != _version:
        registry.clear()
        registry['version'] = _version
    elif registry.get(key):
        return True
    registry[key] = True
    return False


def _show(message, category, filename, lineno, source):
    show = _current('_showwarnmsg')
    if show is not None:
        return show(sys.modules['warnings'].WarningMessage(message, category, filename, lineno, source=source))
    if sys.stderr is None:
        return
    line = ''
    try:
        with open(filename, encoding='utf-8', errors='replace') as file:
            line = file.read().splitlines()[lineno - 1].strip()
    except (OSError, IndexError):
        pass
    text = f'{filename}:{lineno}: {category.__name__}: {message}\n'
    sys.stderr.write(text + (f'  {line}\n' if line else ''))


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    if module is None:
        module = filename or '<unknown>'
        if module[-3:].lower() == '.py':
            module = module[:-3]
    if isinstance(message, Warning):
        text, category = str(message), type(message)
    else:
        text, message = message, category(message)
    key = (text, category, lineno)
    if registry is not None and registry.get('version', 0) == _version and registry.get(key):
        return
    action = _action(category, text, lineno, module)
    if action == 'error':
        raise message
    if action == 'ignore':
        return
    if action == 'once':
        once = _current('onceregistry')
        if (_onceregistry if once is None else once).setdefault((text, category), lineno) is not lineno:
            return
    elif action == 'module':
        if _is_known(registry, key) or _is_known(registry, (text, category, 0)):
            return
    elif action == 'default':
        if _is_known(registry, key):
            return
    elif action != 'always':
        raise RuntimeError(f'Unrecognized action ({action!r}) in warnings.filters:\n {(action,)}')
    _show(message, category, filename, lineno, source)


def _is_internal(frame):
    filename = frame.f_code.co_filename
    return 'importlib' in filename and '_bootstrap' in filename


def _caller(stacklevel):
    frame = sys._getframe(0)
    if stacklevel <= 0 or _is_internal(frame):
        for _ in range(stacklevel - 1):
            frame = frame and frame.f_back
        return frame
    for _ in range(stacklevel - 1):
        frame = frame.f_back
        while frame is not None and _is_internal(frame):
            frame = frame.f_back
        if frame is None:
            break
    return frame


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    frame = _caller(stacklevel)
    if frame is None:
        space, filename, lineno = sys.__dict__, 'sys', 1
    else:
        space, filename, lineno = frame.f_globals, frame.f_code.co_filename, frame.f_lineno
    registry = space.setdefault('__warningregistry__', {})
    module = space.get('__name__', '<string>')
    warn_explicit(message, category, filename, lineno, module, registry, space, source)
