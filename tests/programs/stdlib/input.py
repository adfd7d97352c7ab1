import sys, io
sys.stdin = io.StringIO("first\nsecond\n")
print(input(), input('p> '))
try: input()
except EOFError as e: print('eof', e)
old = sys.stdout; sys.stdout = b = io.StringIO()
sys.stdin = io.StringIO('x\n'); r = input('prompt'); sys.stdout = old
print(repr(b.getvalue()), r)
try: input(1, 2)
except TypeError as e: print(e)
try: input(prompt=1)
except TypeError as e: print(e)
class I:
    def readline(self): return 5
sys.stdin = I()
try: input()
except TypeError as e: print(e)
sys.stdin = None
try: input()
except RuntimeError as e: print(e)
del sys.stdin  # lost
try: input()
except RuntimeError as e: print(e)
