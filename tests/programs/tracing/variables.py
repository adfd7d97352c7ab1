# What trace functions see and change of variables; f_trace and its like.
import sys


def trace_calls_of(name, local):
    def tracer(frame, event, arg):
        if frame.f_code.co_name == name:
            return local(frame, event, arg) or local
    return tracer


def traced(f, local, *args):
    sys.settrace(trace_calls_of(f.__name__, local))
    try:
        return f(*args)
    finally:
        sys.settrace(None)


# Values as they come about.
def loop(n):
    total = 0
    for i in range(n):
        square = i * i
        total += square
    return total


seen = []


def watch(frame, event, arg):
    line = frame.f_lineno - frame.f_code.co_firstlineno
    seen.append((event, line, dict(frame.f_locals), arg))


print(traced(loop, watch, 3))
for row in seen:
    print(*row)


# Values changed by the trace function: locals, cells, free variables.
def change(frame, event, arg):
    if event == 'line' and frame.f_lineno == frame.f_code.co_firstlineno + 2:
        frame.f_locals['a'] = 'changed'
        frame.f_locals['b'] = 'too'


def plain():
    a = b = 1
    return a, b


def captured():
    a = b = 1
    return a, b, lambda: (a, b)


def make_free():
    a = b = 1

    def free():
        x = 1
        return a, b, x
    return free


print(traced(plain, change))
a, b, f = traced(captured, change)
print(a, b, f())
free = make_free()
print(traced(free, change), free())


# Names that were not bound before.
def unbound():
    if 0:
        later = 1
    return sorted(locals())


def bind(frame, event, arg):
    if event == 'line':
        frame.f_locals['later'] = 5


print(traced(unbound, bind))


# Other functions for what comes, lines switched off, opcodes switched on.
def three():
    x = 1
    x = 2
    x = 3


def first(frame, event, arg):
    print('first', event, frame.f_lineno - frame.f_code.co_firstlineno)
    return second


def second(frame, event, arg):
    print('second', event, frame.f_lineno - frame.f_code.co_firstlineno)
    frame.f_trace_lines = False
    assert frame.f_trace is second
    return second


traced(three, first)


def count_opcodes(frame, event, arg):
    frame.f_trace_opcodes = True
    kinds.append(event)
    return count_opcodes


kinds = []
traced(three, count_opcodes)
print(kinds.count('call'), kinds.count('line'), kinds.count('opcode') > 3, kinds.count('return'))

frame = sys._getframe()
print(frame.f_trace, frame.f_trace_lines, frame.f_trace_opcodes)
for name, value in [('f_trace_lines', 1), ('f_trace_opcodes', None), ('f_lineno', 3), ('f_lineno', 'x')]:
    try:
        setattr(frame, name, value)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
for name in 'f_trace_lines', 'f_lineno':
    try:
        delattr(frame, name)
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
frame.f_trace = print
print(frame.f_trace is print)
del frame.f_trace
print(frame.f_trace)


# A frame that is running already, told by its f_trace; the caller's too.
def tell(frame, event, arg):
    print('told', frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno)
    return tell


def start():
    caller = sys._getframe().f_back
    caller.f_trace = tell
    sys.settrace(lambda *args: None)


def runs_already():
    x = 1
    start()
    x = 2
    for i in range(2):
        x = i
    sys.settrace(None)
    x = 3


runs_already()


# A trace function runs untraced, unless call_tracing says otherwise.
def helper():
    return 1


def nested(frame, event, arg):
    if frame.f_code.co_name == 'helper':
        print('helper', event)
        return nested
    if event == 'line':
        helper()
        sys.call_tracing(helper, ())
    return nested


sys.settrace(nested)
plain()
sys.settrace(None)
try:
    sys.call_tracing(helper, [])
except TypeError as e:
    print(e)

# Not a function.
sys.settrace(5)
try:
    plain()
except TypeError as e:
    print(e, sys.gettrace())
