"""Shows the uncaught exception of every program of the folder cases, as the interpreter would."""
import os
import sys

sys.path.insert(0, 'cases')
for name in sorted(os.listdir('cases')):
    if name.startswith('helper_') or not name.endswith('.py'):
        continue
    print('====', name, file=sys.stderr, flush=True)
    file = 'cases/' + name
    namespace = {'__name__': '__main__', '__file__': file, '__builtins__': __builtins__}
    try:
        with open(file, encoding='utf-8') as f:
            source = f.read()
        exec(compile(source, file, 'exec'), namespace)
    except BaseException as e:
        # Without this program's own frame.
        e.__traceback__ = e.__traceback__.tb_next
        sys.excepthook(type(e), e, e.__traceback__)
