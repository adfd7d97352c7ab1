"""Editing of lines is the terminal's; the history is kept, but nobody walks through it."""

_history = []
_completer = None
_delimiters = ' \t\n`~!@#$%^&*()-=+[{]}\\|;:\'",<>/?'


def add_history(line, /):
    _history.append(line)


def clear_history():
    _history.clear()


def get_current_history_length():
    return len(_history)


def get_history_item(index, /):
    return _history[index - 1] if 0 < index <= len(_history) else None


def remove_history_item(pos, /):
    if not 0 <= pos < len(_history):
        raise ValueError(f'No history item at position {pos}')
    del _history[pos]


def replace_history_item(pos, line, /):
    if not 0 <= pos < len(_history):
        raise ValueError(f'No history item at position {pos}')
    _history[pos] = line


def read_history_file(filename='~/.history', /):
    import os
    with open(os.path.expanduser(filename)) as f:
        _history.extend(f.read().splitlines())


def write_history_file(filename='~/.history', /):
    import os
    with open(os.path.expanduser(filename), 'w') as f:
        f.writelines(line + '\n' for line in _history)


def set_completer(function=None, /):
    global _completer
    _completer = function


def get_completer():
    return _completer


def set_completer_delims(string, /):
    global _delimiters
    _delimiters = string


def get_completer_delims():
    return _delimiters


def _nothing(*args):
    pass


parse_and_bind = read_init_file = set_history_length = set_startup_hook = set_pre_input_hook = insert_text = redisplay = _nothing
set_auto_history = set_completion_display_matches_hook = _nothing


def get_history_length():
    return -1


def get_line_buffer():
    return ''


def get_begidx():
    return 0


get_endidx = get_completion_type = get_begidx
