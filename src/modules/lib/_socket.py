"""Sockets of the Internet and of the file system, on the system's own calls."""

import os as _os
import struct as _struct
import sys as _sys
import _syscalls
import _thread
import select as _select
from _io_bases import _into

error = OSError
timeout = TimeoutError
has_ipv6 = True
SocketType = None


class herror(OSError):
    __module__ = 'socket'


class gaierror(OSError):
    __module__ = 'socket'


AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = 0, 1, 2, 10
SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, SOCK_RDM, SOCK_SEQPACKET = 1, 2, 3, 4, 5
SOCK_NONBLOCK, SOCK_CLOEXEC = 2048, 524288
SOL_SOCKET, SO_DEBUG, SO_REUSEADDR, SO_TYPE, SO_ERROR, SO_BROADCAST, SO_SNDBUF, SO_RCVBUF, SO_KEEPALIVE = 1, 1, 2, 3, 4, 6, 7, 8, 9
SO_LINGER, SO_REUSEPORT, SO_RCVTIMEO, SO_SNDTIMEO, SO_ACCEPTCONN, SO_PROTOCOL, SO_DOMAIN = 13, 15, 20, 21, 30, 38, 39
SOMAXCONN = 4096
IPPROTO_IP, IPPROTO_ICMP, IPPROTO_TCP, IPPROTO_UDP, IPPROTO_IPV6 = 0, 1, 6, 17, 41
TCP_NODELAY, TCP_MAXSEG, TCP_CORK, TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT = 1, 2, 3, 4, 5, 6
IPV6_V6ONLY = 26
IP_TOS, IP_TTL, IP_MULTICAST_IF, IP_MULTICAST_TTL, IP_MULTICAST_LOOP = 1, 2, 32, 33, 34
MSG_OOB, MSG_PEEK, MSG_DONTROUTE, MSG_DONTWAIT, MSG_WAITALL, MSG_NOSIGNAL = 1, 2, 4, 64, 256, 16384
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
AI_PASSIVE, AI_CANONNAME, AI_NUMERICHOST, AI_NUMERICSERV, AI_ADDRCONFIG = 1, 2, 4, 1024, 32
NI_NUMERICHOST, NI_NUMERICSERV, NI_NAMEREQD, NI_DGRAM, NI_MAXHOST, NI_MAXSERV = 1, 2, 8, 16, 1025, 32
EAI_NONAME, EAI_SERVICE, EAI_FAMILY, EAI_AGAIN, EAI_FAIL = -2, -8, -6, -3, -4
INADDR_ANY, INADDR_LOOPBACK, INADDR_BROADCAST, INADDR_NONE = 0, 0x7f000001, 0xffffffff, 0xffffffff
CAPI = None

_default_timeout = None


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout, /):
    global _default_timeout
    _default_timeout = _timeout_of(timeout)


def _timeout_of(value):
    if value is None:
        return None
    value = float(value)
    if value < 0:
        raise ValueError('Timeout value out of range')
    return value


def inet_aton(text, /):
    words = text.split()
    parts = words[0].split('.') if words and not text[0].isspace() else []
    try:
        # Numbers as C writes them; the last one stands for all octets that are left.
        numbers = [int(p, 16 if p[:2] in ('0x', '0X') else 8 if p[:1] == '0' else 10) for p in parts]
    except ValueError:
        numbers = []
    left = 5 - len(numbers)
    if not 1 <= left <= 4 or any(not 0 <= n <= 255 for n in numbers[:-1]) or not 0 <= numbers[-1] < 256 ** left:
        raise OSError('illegal IP address string passed to inet_aton')
    return bytes(numbers[:-1]) + numbers[-1].to_bytes(left, 'big')


def inet_ntoa(packed, /):
    if len(packed) != 4:
        raise OSError('packed IP wrong length for inet_ntoa')
    return '.'.join(map(str, bytes(packed)))


def inet_pton(family, text, /):
    import ipaddress
    if family not in (AF_INET, AF_INET6):
        raise OSError(97, 'Address family not supported by protocol')
    try:
        return (ipaddress.IPv4Address if family == AF_INET else ipaddress.IPv6Address)(text).packed
    except ValueError:
        raise OSError('illegal IP address string passed to inet_pton') from None


def inet_ntop(family, packed, /):
    if family not in (AF_INET, AF_INET6):
        raise ValueError(f'unknown address family {family}')
    packed = bytes(packed)
    if len(packed) != (4 if family == AF_INET else 16):
        raise ValueError('invalid length of packed IP address string')
    if family == AF_INET:
        return inet_ntoa(packed)
    if not any(packed[:10]) and (packed[10:12] == b'\xff\xff' or not any(packed[10:12]) and any(packed[12:14])):
        return ('::ffff:' if packed[10] else '::') + inet_ntoa(packed[12:])
    import ipaddress
    return str(ipaddress.IPv6Address(packed))


def htons(n, /):
    if not 0 <= n < 65536:
        raise OverflowError('htons: Python int too large to convert to C 16-bit unsigned integer'
                            if n >= 0 else "htons: can't convert negative Python int to C 16-bit unsigned integer")
    return (n & 255) << 8 | n >> 8


ntohs = htons


def htonl(n, /):
    if not 0 <= n < 1 << 32:
        raise OverflowError('int larger than 32 bits')
    return int.from_bytes(n.to_bytes(4, 'little'), 'big')


ntohl = htonl


def gethostname():
    return _os.uname()[1]


def _hosts():
    names = {'localhost': '127.0.0.1', '': '0.0.0.0', '<broadcast>': '255.255.255.255'}
    try:
        with open('/etc/hosts') as f:
            for line in f:
                fields = line.split('#')[0].split()
                if fields and ':' not in fields[0]:
                    for name in fields[1:]:
                        names.setdefault(name, fields[0])
    except OSError:
        pass
    return names


def gethostbyname(name, /):
    try:
        inet_aton(name)
        return name
    except OSError:
        found = _hosts().get(name)
    if found is None:
        raise gaierror(EAI_NONAME, 'Name or service not known')
    return found


def gethostbyname_ex(name, /):
    return name, [], [gethostbyname(name)]


def gethostbyaddr(name, /):
    address = gethostbyname(name)
    names = [n for n, a in _hosts().items() if a == address and n]
    return (names or [name])[0], names[1:], [address]


_SERVICES = {'ftp': 21, 'ssh': 22, 'telnet': 23, 'smtp': 25, 'domain': 53, 'http': 80, 'pop3': 110, 'imap2': 143, 'https': 443}
_PROTOCOLS = {'ip': 0, 'icmp': 1, 'igmp': 2, 'tcp': 6, 'udp': 17, 'ipv6': 41, 'gre': 47, 'esp': 50, 'ah': 51, 'ipv6-icmp': 58, 'sctp': 132}


def _services():
    """(name, port, protocol) of those that the system lists, else of the best known."""
    try:
        with open('/etc/services') as f:
            for line in f:
                fields = line.split('#')[0].split()
                if len(fields) > 1:
                    port, _, protocol = fields[1].partition('/')
                    for name in fields[:1] + fields[2:]:
                        yield name, int(port), protocol
    except OSError:
        for name, port in _SERVICES.items():
            yield name, port, 'tcp'


def getservbyname(name, protocol=None, /):
    for known, port, kind in _services():
        if known == name and protocol in (None, kind):
            return port
    raise OSError('service/proto not found')


def getservbyport(port, protocol=None, /):
    if not 0 <= port < 65536:
        raise OverflowError('getservbyport: port must be 0-65535.')
    for name, known, kind in _services():
        if known == port and protocol in (None, kind):
            return name
    raise OSError('port/proto not found')


def getprotobyname(name, /):
    try:
        return _PROTOCOLS[name.lower()]
    except KeyError:
        raise OSError('protocol not found') from None


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    if isinstance(host, bytes):
        host = host.decode()
    if host is None:
        host = '0.0.0.0' if flags & AI_PASSIVE else '127.0.0.1'
    if isinstance(port, (str, bytes)):
        text = port.decode() if isinstance(port, bytes) else port
        port = int(text) if text.isdigit() else getservbyname(text)
    kinds = [(SOCK_STREAM, 6), (SOCK_DGRAM, 17), (SOCK_RAW, 0)]
    if ':' in host and family in (AF_UNSPEC, AF_INET6):
        return [(AF_INET6, k, p, '', (host, port or 0, 0, 0)) for k, p in kinds if type in (0, k) and proto in (0, p)]
    if family == AF_INET6:
        raise gaierror(-9, 'Address family for hostname not supported')
    address = gethostbyname(host)
    return [(AF_INET, k, p, '', (address, port or 0)) for k, p in kinds if type in (0, k) and proto in (0, p)]


def getnameinfo(address, flags, /):
    host, port = address[:2]
    if not flags & NI_NUMERICHOST:
        host = gethostbyaddr(host)[0]
    return host, str(port)


def if_nameindex():
    try:
        pairs = []
        for name in _os.listdir('/sys/class/net'):
            with open(f'/sys/class/net/{name}/ifindex') as f:
                pairs.append((int(f.read()), name))
        return sorted(pairs)
    except OSError:
        return [(1, 'lo')]


def if_nametoindex(name, /):
    for index, known in if_nameindex():
        if known == name:
            return index
    raise OSError('no interface with this name')


def if_indextoname(index, /):
    if index < 0:
        raise OverflowError("can't convert negative value to unsigned int")
    for known, name in if_nameindex():
        if known == index:
            return name
    raise OSError(6, 'No such device or address')


def sethostname(name, /):
    raise PermissionError(1, 'Operation not permitted')


def close(fd, /):
    _syscalls.close(fd)


def dup(fd, /):
    return _syscalls.dup(fd)


class socket:
    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        self._fd = -1
        if fileno is not None:
            self._fd = fileno
            if fileno < 0:
                raise ValueError('negative file descriptor')
            option = lambda name: int.from_bytes(_syscalls.getsockopt(fileno, SOL_SOCKET, name, 4), _sys.byteorder)
            family = option(SO_DOMAIN) if family == -1 else family
            type = option(SO_TYPE) if type == -1 else type
            proto = option(SO_PROTOCOL) if proto == -1 else proto
        self._family = AF_INET if family == -1 else int(family)
        self._type = SOCK_STREAM if type == -1 else int(type) & ~(SOCK_NONBLOCK | SOCK_CLOEXEC)
        self._proto = 0 if proto == -1 else int(proto)
        self._timeout = None
        if fileno is None:
            self._fd = _syscalls.socket(self._family, self._type | SOCK_CLOEXEC, self._proto)
        if type != -1 and type & SOCK_NONBLOCK:
            self.settimeout(0.0)
        elif _default_timeout is not None:
            self.settimeout(_default_timeout)

    family = property(lambda self: self._family)
    type = property(lambda self: self._type)
    proto = property(lambda self: self._proto)
    timeout = property(lambda self: self._timeout)

    def __repr__(self):
        return f'<socket object, fd={self._fd}, family={self._family}, type={self._type}, proto={self._proto}>'

    def _pack(self, address, what='connect'):
        if self._family == AF_UNIX:
            path = _os.fsencode(address) if not isinstance(address, (bytes, bytearray)) else bytes(address)
            return _struct.pack('=H', AF_UNIX) + path + (b'' if path.startswith(b'\0') else b'\0')
        if not isinstance(address, tuple):
            raise TypeError(f'{what}(): AF_INET address must be tuple, not {address.__class__.__name__}')
        host, port = address[:2]
        if isinstance(port, bool) or not hasattr(port, '__index__'):
            raise TypeError(f"'{port.__class__.__name__}' object cannot be interpreted as an integer")
        if not 0 <= port <= 65535:
            raise OverflowError(f'{what}(): port must be 0-65535.')
        if self._family == AF_INET6:
            flow, scope = (*address[2:], 0, 0)[:2]
            return _struct.pack('=H', AF_INET6) + _struct.pack('>HI', port, flow) + inet_pton(
                AF_INET6, host or '::') + _struct.pack('=I', scope)
        return _struct.pack('=H', AF_INET) + _struct.pack('>H', port) + inet_aton(gethostbyname(host)) + bytes(8)

    def _unpack(self, raw):
        if len(raw) < 2:
            return None if self._family == AF_INET else ''
        family = _struct.unpack_from('=H', raw)[0]
        if family == AF_UNIX:
            path = raw[2:]
            return path if path.startswith(b'\0') else _os.fsdecode(path.split(b'\0')[0])
        port = _struct.unpack_from('>H', raw, 2)[0]
        if family == AF_INET6:
            return inet_ntop(AF_INET6, raw[8:24]), port, _struct.unpack_from('>I', raw, 4)[0], _struct.unpack_from('=I', raw, 24)[0]
        return inet_ntoa(raw[4:8]), port

    def _wait(self, events):
        """With a timeout, or while others may run: until the socket is ready."""
        if self._timeout is None:
            if _thread._several():
                _thread._poll([self._fd, events], -1)
        elif self._timeout:
            if not _thread._poll([self._fd, events], max(1, int(self._timeout * 1000)))[1]:
                raise TimeoutError('timed out')

    def fileno(self):
        return self._fd

    def detach(self):
        fd, self._fd = self._fd, -1
        return fd

    def close(self):
        fd, self._fd = self._fd, -1
        if fd >= 0:
            _syscalls.close(fd)

    def __del__(self):
        self.close()

    def setblocking(self, flag, /):
        self.settimeout(None if flag else 0.0)

    def getblocking(self):
        return self._timeout != 0.0

    def settimeout(self, timeout, /):
        self._timeout = _timeout_of(timeout)
        _syscalls.blocking(self._fd, timeout is None)

    def gettimeout(self):
        return self._timeout

    def bind(self, address, /):
        _syscalls.bind(self._fd, self._pack(address, 'bind'))

    def listen(self, backlog=128, /):
        _syscalls.listen(self._fd, max(0, backlog))

    def _accept(self):
        self._wait(_select.POLLIN)
        fd, raw = _syscalls.accept(self._fd)
        return fd, self._unpack(raw)

    def connect(self, address, /):
        try:
            _syscalls.connect(self._fd, self._pack(address))
        except BlockingIOError:
            if not self._timeout:
                raise
            self._wait(_select.POLLOUT)
            failed = self.getsockopt(SOL_SOCKET, SO_ERROR)
            if failed:
                raise OSError(failed, _os.strerror(failed)) from None

    def connect_ex(self, address, /):
        try:
            self.connect(address)
        except OSError as e:
            if e.errno is None:
                raise
            return e.errno
        return 0

    def getsockname(self):
        return self._unpack(_syscalls.getsockname(self._fd))

    def getpeername(self):
        return self._unpack(_syscalls.getpeername(self._fd))

    def send(self, data, flags=0, /):
        self._wait(_select.POLLOUT)
        return _syscalls.sendto(self._fd, bytes(data), flags, b'')

    def sendall(self, data, flags=0, /):
        data = bytes(data)
        while data:
            data = data[self.send(data, flags):]

    def sendto(self, data, *rest):
        flags, address = rest if len(rest) == 2 else (0, rest[0])
        self._wait(_select.POLLOUT)
        return _syscalls.sendto(self._fd, bytes(data), flags, self._pack(address, 'sendto'))

    def _receive(self, size, flags, method):
        if size < 0:
            raise ValueError(f'negative buffersize in {method}')
        if size == 0 and method.startswith('recv') and 'from' not in method:
            return b'', None
        self._wait(_select.POLLIN)
        data, raw = _syscalls.recvfrom(self._fd, size, flags)
        return data, self._unpack(raw)

    def _receive_into(self, buffer, size, flags, method, too_small):
        view = _into(buffer, method, 'argument 1')
        if size < 0:
            raise ValueError(f'negative buffersize in {method}')
        if size > len(view):
            raise ValueError(too_small)
        data, address = self._receive(size or len(view), flags, method)
        view[:len(data)] = data
        return len(data), address

    def recv(self, size, flags=0, /):
        return self._receive(size, flags, 'recv')[0]

    def recvfrom(self, size, flags=0, /):
        return self._receive(size, flags, 'recvfrom')

    def recv_into(self, buffer, nbytes=0, flags=0):
        return self._receive_into(buffer, nbytes, flags, 'recv_into', 'buffer too small for requested bytes')[0]

    def recvfrom_into(self, buffer, nbytes=0, flags=0):
        return self._receive_into(buffer, nbytes, flags, 'recvfrom_into', 'nbytes is greater than the length of the buffer')

    def shutdown(self, how, /):
        _syscalls.shutdown(self._fd, how)

    def setsockopt(self, level, option, value, length=None, /):
        _syscalls.setsockopt(self._fd, level, option, _struct.pack('=i', value) if isinstance(value, int) else bytes(value))

    def getsockopt(self, level, option, size=0, /):
        raw = _syscalls.getsockopt(self._fd, level, option, size or 4)
        return raw if size else int.from_bytes(raw, _sys.byteorder, signed=True)


SocketType = socket


def socketpair(family=AF_UNIX, type=SOCK_STREAM, proto=0, /):
    a, b = _syscalls.socketpair(int(family), int(type) | SOCK_CLOEXEC, proto)
    return socket(family, type, proto, a), socket(family, type, proto, b)


from _standin import static_names
static_names(globals())
del static_names
