import errno
import os
import os.path

print(os.path.join('a', 'b', '..', 'c'), os.path.normpath('a/./b/../c'), os.path.splitext('x.tar.gz'))
try:
    os.stat('/does/not/exist')
except FileNotFoundError as e:
    print(e, e.errno == errno.ENOENT)
print(os.getcwd() == os.path.abspath('.'), os.path.isdir('/'), os.fspath('x'), 'PATH' in os.environ)
