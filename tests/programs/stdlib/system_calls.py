"""Functions of os: those relative to a directory's descriptor, processes, times of files, what they say of wrong arguments."""
import os
import shutil
import stat
import subprocess
import sys
import tempfile


def try_(f, *args, **kwargs):
    try:
        print(f.__name__, f(*args, **kwargs))
    except (OSError, TypeError, ValueError, NotImplementedError) as e:
        print(f.__name__, type(e).__name__, e)


top = tempfile.mkdtemp()
os.chdir(top)
os.mkdir("a")
open("a/x", "w").close()
os.symlink("x", "a/l")
fd = os.open("a", os.O_RDONLY)
print(sorted(os.listdir(fd)), sorted((e.path, e.is_symlink()) for e in os.scandir(fd)))
print(os.stat("x", dir_fd=fd).st_size, os.readlink("l", dir_fd=fd), os.access("x", os.R_OK, dir_fd=fd))
os.rename("x", "y", src_dir_fd=fd, dst_dir_fd=fd)
os.mkdir("sub", dir_fd=fd)
os.rmdir("sub", dir_fd=fd)
os.unlink("l", dir_fd=fd)
new = os.open("new", os.O_CREAT | os.O_WRONLY, dir_fd=fd)
os.write(new, b"hi")
os.close(new)
os.link("new", "new2", src_dir_fd=fd, dst_dir_fd=fd)
os.utime("new", ns=(1000000000123456789, 1234567890987654321), dir_fd=fd)
os.chmod("new", 0o600, dir_fd=fd)
status = os.stat("a/new")
print(status.st_mtime_ns, status.st_atime_ns, status[8], oct(status.st_mode), status.st_nlink)
print(sorted(os.listdir("a")), os.path.samefile(".", top))
os.fchdir(fd)
print(os.path.basename(os.getcwd()))
os.chdir("..")
print([(t, sorted(d), sorted(f)) for t, d, f, _ in os.fwalk(".")])
os.mkfifo("p")
os.mknod("n")
print(stat.S_ISFIFO(os.stat("p").st_mode), stat.S_ISREG(os.stat("n").st_mode))
os.close(fd)
try_(os.stat, "x", dir_fd=fd)
try_(os.stat, 0, dir_fd=0)
try_(os.listdir, 9999)
try_(os.utime, "n", (1, 2, 3))
try_(os.utime, "n", ns=[1, 2])
try_(os.remove, 5)
try_(os.rename, "no", "where")
try_(os.rmdir, b"no")
# Names that are not UTF-8.
os.mkdir("d\udcfe")
with open("d\udcfe/f\udcff", "w") as f:
    f.write("abc")
os.symlink("f\udcff", b"d\xfe/l\xfd")
print(ascii([(d, sorted(names)) for d, _, names in os.walk("d\udcfe")]), os.listdir(b"d\xfe") != [])
print(ascii(os.readlink("d\udcfe/l\udcfd")), os.readlink(b"d\xfe/l\xfd"), os.stat(b"d\xfe/f\xff").st_size)
print(ascii(sorted(os.path.basename(os.path.realpath(e)) for e in os.scandir("d\udcfe"))), os.fsencode("\udcff"))
os.rename("d\udcfe/f\udcff", "plain")
os.remove(b"d\xfe/l\xfd")
os.rmdir("d\udcfe")
os.chdir("/")
shutil.rmtree(top)

fd = os.open(os.devnull, os.O_RDWR)
print(os.get_inheritable(fd))
os.set_inheritable(fd, True)
print(os.get_inheritable(fd), os.get_inheritable(os.dup2(fd, 50)), os.get_inheritable(os.dup2(fd, 50, False)))

print(os.spawnv(os.P_WAIT, "/bin/sh", ["sh", "-c", "exit 3"]), os.spawnlp(os.P_WAIT, "no-such-program", "x"))
print(os.spawnle(os.P_WAIT, "/bin/sh", "sh", "-c", "exit $CODE", {"CODE": "4"}))
pid = os.spawnvp(os.P_NOWAIT, "sh", ["sh", "-c", "kill -9 $$"])
status = os.waitpid(pid, 0)[1]
print(os.WIFSIGNALED(status), os.WTERMSIG(status), os.WIFEXITED(status), os.waitstatus_to_exitcode(status))
sys.stdout.flush()
os.spawnlp(os.P_WAIT, "echo", "echo", "from the child")
subprocess.run(["echo", "inherited"])
subprocess.run(["cat"], input=b"what it was given\n")
program = "import os; print('before', flush=True); os.execvp('sh', ['sh', '-c', 'echo after; exit 6'])"
done = subprocess.run([sys.executable, "-c", program], capture_output=True)
print(done.stdout, done.stderr, done.returncode)
try_(os.waitstatus_to_exitcode, 0x137F)
try_(os.spawnv, os.P_WAIT, "/bin/sh", [])
try_(os.execv, "/no-such", ["x"])
try_(os.execv, "/no-such", [])
print(len(os.getrandom(10)), os.major(os.makedev(300, 7)), os.minor(os.makedev(300, 7)))
