"""What the modules _md5, _sha1, … have in common: a hash object over the host's digests."""

from _digest import digest as _digest
from _standin import static_name as _static_name


def make(name, algorithm, digest_size, block_size):
    class Hash:
        __module__ = '_hashlib'

        def __repr__(self):
            return f'<{name} _hashlib.HASH object @ {id(self):#x}>'

        def __init__(self, data=b'', /):
            self._data = bytearray()
            self.update(data)

        def update(self, data, /):
            if isinstance(data, str):
                raise TypeError('Strings must be encoded before hashing')
            self._data += data

        def digest(self):
            return _digest(algorithm, bytes(self._data))

        def hexdigest(self):
            return self.digest().hex()

        def copy(self):
            return Hash(self._data)

    Hash.name = name
    Hash.digest_size = digest_size
    Hash.block_size = block_size
    Hash.__name__ = Hash.__qualname__ = 'HASH'

    _static_name(Hash, '_hashlib.HASH')

    def new(string=b'', *, usedforsecurity=True):
        return Hash(string)

    new.__name__ = new.__qualname__ = name
    return new


def make_extendable(name, algorithm, block_size):
    """One whose digests are as long as the caller wants."""
    new = make(name, algorithm, 0, block_size)
    Hash = type(new())

    def digest(self, length):
        if length < 0:
            raise ValueError('value must be positive')
        return _digest(algorithm, bytes(self._data), length) if length else b''

    Hash.digest = digest
    Hash.hexdigest = lambda self, length: self.digest(length).hex()
    Hash.__name__ = Hash.__qualname__ = 'HASHXOF'
    Hash.__repr__ = lambda self: f'<{name} _hashlib.HASHXOF object @ {id(self):#x}>'
    return new
