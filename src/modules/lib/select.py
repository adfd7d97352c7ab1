"""Waiting for descriptors."""

from _thread import _poll

error = OSError
POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL = 1, 2, 4, 8, 16, 32
POLLRDNORM, POLLRDBAND, POLLWRNORM, POLLWRBAND, POLLMSG, POLLRDHUP = 64, 128, 256, 512, 1024, 8192
PIPE_BUF = 4096


def _descriptor(fd):
    if isinstance(fd, int):
        pass
    elif hasattr(fd, 'fileno'):
        fd = fd.fileno()
        if not isinstance(fd, int):
            raise TypeError('fileno() returned a non-integer')
    else:
        raise TypeError('argument must be an int, or have a fileno() method.')
    if fd < 0:
        raise ValueError(f'file descriptor cannot be a negative integer ({fd})')
    return fd


def _milliseconds(seconds):
    return -1 if seconds is None or seconds < 0 else int(-(-seconds * 1000 // 1))


class poll:
    def __init__(self):
        self._events = {}

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT, /):
        self._events[_descriptor(fd)] = eventmask

    def modify(self, fd, eventmask, /):
        fd = _descriptor(fd)
        if fd not in self._events:
            raise FileNotFoundError(2, 'No such file or directory')
        self._events[fd] = eventmask

    def unregister(self, fd, /):
        del self._events[_descriptor(fd)]

    def poll(self, timeout=None, /):
        flat = [n for pair in self._events.items() for n in pair]
        found = _poll(flat, -1 if timeout is None or timeout < 0 else int(-(-timeout // 1)))
        return [(found[i], found[i + 1]) for i in range(0, len(found), 2) if found[i + 1]]


def select(rlist, wlist, xlist, timeout=None, /):
    if timeout is not None and not isinstance(timeout, (int, float)):
        raise TypeError('timeout must be a float or None')
    if timeout is not None and timeout < 0:
        raise ValueError('timeout must be non-negative')
    lists = [[(item, _descriptor(item)) for item in items] for items in (rlist, wlist, xlist)]
    if any(fd >= 1024 for items in lists for _, fd in items):
        raise ValueError('filedescriptor out of range in select()')
    poller = poll()
    for items, bit in zip(lists, (POLLIN, POLLOUT, POLLPRI)):
        for _, fd in items:
            poller._events[fd] = poller._events.get(fd, 0) | bit
    ready = dict(poller.poll(_milliseconds(timeout) if timeout is not None else None))
    for events in ready.values():
        if events & POLLNVAL:
            raise OSError(9, 'Bad file descriptor')
    masks = (POLLIN | POLLHUP | POLLERR, POLLOUT | POLLERR, POLLPRI)
    return tuple([item for item, fd in items if ready.get(fd, 0) & mask] for items, mask in zip(lists, masks))


from _standin import static_names
static_names(globals())
del static_names
