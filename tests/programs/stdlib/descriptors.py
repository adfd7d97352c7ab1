# large
# Files, pipes, processes and sockets by their descriptors.
import os
import select
import socket
import subprocess
import tempfile

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "notes")
    fd = os.open(path, os.O_RDWR | os.O_CREAT)
    print(os.write(fd, b"one two three"), os.lseek(fd, 4, os.SEEK_SET), os.read(fd, 3), os.fstat(fd).st_size)
    os.ftruncate(fd, 5)
    os.close(fd)
    with open(path) as f:
        print(f.read())
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND), "w") as f:
        f.write("!")
    os.utime(path, (1, 2))
    os.link(path, path + "2")
    with open(path + "2") as f:
        text = f.read()
    print(text, os.stat(path).st_mtime, sorted(os.listdir(folder)))
    try:
        os.open(os.path.join(folder, "missing"), os.O_RDONLY)
    except FileNotFoundError as e:
        print(e.errno, e.strerror, os.path.basename(e.filename))
try:
    os.read(fd, 1)
except OSError as e:
    print(e)

reader, writer = os.pipe()
print(select.select([reader], [writer], [], 0) == ([], [writer], []))
os.write(writer, b"through the pipe")
print(select.select([reader], [], [], 1) == ([reader], [], []), os.read(reader, 7))

done = subprocess.run("cat; echo oops >&2; exit 3", shell=True, input=b"in", capture_output=True)
print(done.stdout, done.stderr, done.returncode)
print(subprocess.check_output(["echo", "a b"], env={"PATH": os.environ["PATH"]}))
try:
    subprocess.run(["/does/not/exist"])
except FileNotFoundError as e:
    print(e)

a, b = socket.socketpair()
a.sendall(b"hello")
print(b.recv(3), b.recv(3), b.family.name)
b.settimeout(0.01)
try:
    b.recv(1)
except TimeoutError as e:
    print(e)
a.close()
print(b.recv(1))
with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
    peer, address = server.accept()
    with peer, peer.makefile("rwb") as stream:
        client.send(b"line\nrest")
        client.shutdown(socket.SHUT_WR)
        print(stream.readline(), stream.read(), address == client.getsockname())
