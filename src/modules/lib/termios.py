"""Terminals: there are none to be set up."""

TCSANOW, TCSADRAIN, TCSAFLUSH = 0, 1, 2
BRKINT, ICRNL, INPCK, ISTRIP, IXON, OPOST, CSIZE, PARENB, CS8 = 2, 256, 16, 32, 1024, 1, 48, 256, 48
ECHO, ICANON, IEXTEN, ISIG, VMIN, VTIME = 8, 2, 32768, 1, 6, 5
TIOCGWINSZ, TIOCSWINSZ, FIONREAD = 0x5413, 0x5414, 0x541b


class error(Exception):
    __module__ = 'termios'


def tcgetattr(fd, /):
    raise error(25, 'Inappropriate ioctl for device')


def tcsetattr(fd, when, attributes, /):
    raise error(25, 'Inappropriate ioctl for device')


tcflush = tcdrain = tcsendbreak = tcflow = tcgetattr
