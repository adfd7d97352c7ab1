"""Addresses and names of the network, buffers that sockets read into."""
import socket


def try_(f, *args):
    try:
        print(f.__name__, args, f(*args))
    except (OSError, OverflowError, TypeError, ValueError) as e:
        print(f.__name__, args, type(e).__name__, e)


for text in "1.2.3.4", "1.2.3", "0x7f.1", "010.1.1.1", "1.2.3.256", "1.2.3.4 x", "1..2", "4294967295", "4294967296", "", " 1.2.3.4":
    try_(socket.inet_aton, text)
    try_(socket.inet_pton, socket.AF_INET.value, text)
for text in "::1", "::ffff:1.2.3.4", "::1.2.3.4", "1:0:0:2::", "x":
    try:
        print(socket.inet_ntop(socket.AF_INET6, socket.inet_pton(socket.AF_INET6, text)))
    except OSError as e:
        print(e)
try_(socket.inet_pton, 99, "1.2.3.4")
try_(socket.inet_ntop, 99, b"abcd")
try_(socket.inet_ntop, 2, b"abc")
try_(socket.inet_ntoa, b"abc")
try_(socket.getservbyname, "no-such")
try_(socket.getservbyport, 70000)
try_(socket.getprotobyname, "udp")
try_(socket.getprotobyname, "no-such")
try_(socket.if_nametoindex, "no-such")
try_(socket.if_indextoname, -1)

a, b = socket.socketpair()
a.settimeout(5.0)
b.sendall(b"hello world")
octets = bytearray(10)
print(a.recv_into(octets, 3), octets, a.recv_into(octets, 2, socket.MSG_PEEK), octets, a.recv_into(octets), octets)
print(a.recv_into(bytearray()), a.recv(0))
try_(a.recv_into, b"fixed")
try_(a.recv_into, bytearray(3), -1)
try_(a.recv_into, bytearray(3), 4)
try_(a.recvfrom_into, bytearray(3), 4)
try_(a.recv, -1)
try_(a.recvfrom, -1)
b.close()
print(a.recv_into(octets))
a.close()
