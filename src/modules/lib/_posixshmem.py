"""Memory shared by processes: files where the system keeps such."""

import os as _os


def shm_open(path, flags, mode=0o777):
    return _os.open('/dev/shm' + path, flags | _os.O_CLOEXEC, mode)


def shm_unlink(path):
    _os.unlink('/dev/shm' + path)
