# large
# The library's tools that are made of this: bdb, pdb, trace, profile.
import bdb
import io
import linecache
import os
import pdb
import profile
import pstats
import re
import sys
import tempfile
import trace

SOURCE = '''\
def fact(n):
    if n <= 1:
        return 1
    result = n * fact(n - 1)
    return result

def main():
    total = 0
    for i in range(3):
        total += fact(i)
    try:
        1 / 0
    except ZeroDivisionError:
        pass
    return total
'''

folder = tempfile.mkdtemp()
path = os.path.join(folder, 'subject.py')
with open(path, 'w') as f:
    f.write(SOURCE)
namespace = {'__name__': 'subject', '__file__': path}
exec(compile(SOURCE, path, 'exec'), namespace)
main, fact = namespace['main'], namespace['fact']


def clean(text):
    return re.sub(r'\S+bdb.py\(\d+\)', 'bdb.py', text.replace(path, 'subject.py'))


def debug(commands, function=main):
    out = io.StringIO()
    debugger = pdb.Pdb(stdin=io.StringIO('\n'.join(commands) + '\n'), stdout=out, nosigint=True, readrc=False)
    debugger.use_rawinput = False
    try:
        print(debugger.runcall(function))
    except bdb.BdbQuit:
        print('quit')
    sys.settrace(None)
    for line in clean(out.getvalue()).splitlines():
        print('  ', line)


debug(['n', 'n', 'n', 's', 's', 'p n', 'args', 'w', 'r', 'c'])
debug(['b fact, n == 2', 'c', 'bt', 'n', 'up', 'p i, total', 'p locals()', '!total = 100', 'c', 'q'])
debug(['n', 'n', 'n', '!total = 100', 'n', 'p total', 'until 15', 'p total', 'j 14', 'l', 'c'])
debug(['tbreak %s:10' % path, 'c', 'display total', 'n', 'n', 'n', 'return', 'c'])
debug(['n', 'q'])


class Recorder(bdb.Bdb):
    def __init__(self):
        super().__init__()
        self.seen = []

    def note(self, what, frame):
        if frame.f_code.co_filename == path:
            self.seen.append('%s:%s:%d' % (what, frame.f_code.co_name, frame.f_lineno))

    def user_call(self, frame, args):
        self.note('call', frame)
        self.set_step()

    def user_line(self, frame):
        self.note('line', frame)
        self.set_step()

    def user_return(self, frame, value):
        self.note('return %r' % (value,), frame)
        self.set_step()

    def user_exception(self, frame, info):
        self.note('exception ' + info[0].__name__, frame)
        self.set_step()


recorder = Recorder()
print(recorder.runcall(fact, 2), *recorder.seen)
recorder = Recorder()
recorder.runcall(main)
print(len(recorder.seen), *recorder.seen[-8:])

# trace --count, --trace, --listfuncs, --trackcalls
tracer = trace.Trace(count=1, trace=0)
print(tracer.runfunc(main))
print(sorted((os.path.basename(file), line, n) for (file, line), n in tracer.results().counts.items()
             if file == path))
stdout, sys.stdout = sys.stdout, io.StringIO()
trace.Trace(count=0, trace=1).runfunc(fact, 2)
text, sys.stdout = sys.stdout.getvalue(), stdout
print(clean(text))
tracer = trace.Trace(count=0, trace=0, countcallers=1)
tracer.runfunc(main)
print(sorted((a[2], b[2]) for a, b in tracer.results().callers if a[0] == b[0] == path))
print(sorted(line for line in trace._find_executable_linenos(path) if line > 0))

# profile
profiler = profile.Profile(lambda: 0.0)
profiler.runcall(main)
out = io.StringIO()
stats = pstats.Stats(profiler, stream=out)
print(sorted((name.split(' at ')[0], calls, primitive) for (file, line, name), (primitive, calls, *rest) in stats.stats.items()))

os.unlink(path)
os.rmdir(folder)
