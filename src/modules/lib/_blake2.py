"""BLAKE2: the host's where nothing special is asked for, else as RFC 7693 has it."""

from _hashes import make

_SIGMA = [[int(c, 16) for c in row] for row in (
    '0123456789abcdef', 'ea489fd61c02b753', 'b8c052fdae367194', '7931dcbe265a40f8', '905724afe1bc683d',
    '2c6a0b834d75fe19', 'c51fed4a0763928b', 'db7ec13950f4862a', '6fe9b308c2d714a5', 'a2847615fb9e3cd0')]


def _variant(name, word, rounds, rotations, fractions, max_size, salt_size):
    mask = (1 << word) - 1
    size = word // 8
    block = 16 * size

    def compress(h, data, count, last):
        m = [int.from_bytes(data[i:i + size], 'little') for i in range(0, block, size)]
        v = h + fractions
        v[12] ^= count & mask
        v[13] ^= count >> word
        if last:
            v[14] ^= mask
        r1, r2, r3, r4 = rotations
        for i in range(rounds):
            s = _SIGMA[i % 10]
            for j, (a, b, c, d) in enumerate(((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
                                              (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14))):
                x = v[a] + v[b] + m[s[2 * j]] & mask
                y = v[d] ^ x
                y = (y >> r1 | y << word - r1) & mask
                z = v[c] + y & mask
                w = v[b] ^ z
                w = (w >> r2 | w << word - r2) & mask
                x = x + w + m[s[2 * j + 1]] & mask
                y ^= x
                y = (y >> r3 | y << word - r3) & mask
                z = z + y & mask
                w ^= z
                v[a], v[b], v[c], v[d] = x, (w >> r4 | w << word - r4) & mask, z, y
        return [a ^ b ^ c for a, b, c in zip(h, v, v[8:])]

    plain = make(name, {'blake2b': 'blake2b512', 'blake2s': 'blake2s256'}[name], max_size, block)

    class blake2:
        MAX_DIGEST_SIZE = MAX_KEY_SIZE = max_size
        SALT_SIZE = PERSON_SIZE = salt_size
        block_size = block

        def __new__(cls, data=b'', /, *, digest_size=max_size, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0,
                    node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True):
            if not 1 <= digest_size <= max_size:
                raise ValueError(f'digest_size for {name.capitalize()} must be between 1 and {max_size} bytes, here it is {digest_size}')
            for what, given, limit in (('key', key, max_size), ('salt', salt, salt_size), ('person', person, salt_size)):
                if len(given) > limit:
                    raise ValueError(f'maximum {what} length is {limit} bytes')
            if (digest_size, bytes(key), bytes(salt), bytes(person), fanout, depth, leaf_size) == (max_size, b'', b'', b'', 1, 1, 0):
                return plain(data)
            self = object.__new__(cls)
            head = (bytes([digest_size, len(key), fanout, depth]) + leaf_size.to_bytes(4, 'little')
                    + node_offset.to_bytes(8 if word == 64 else 6, 'little') + bytes([node_depth, inner_size]))
            head += bytes(4 * size - len(head)) + bytes(salt).ljust(salt_size, b'\0') + bytes(person).ljust(salt_size, b'\0')
            self._h = [a ^ int.from_bytes(head[i * size:(i + 1) * size], 'little') for i, a in enumerate(fractions)]
            self._buffer = bytes(key).ljust(block, b'\0') if key else b''
            self._count = 0
            self.digest_size, self.name = digest_size, name
            self.update(data)
            return self

        def update(self, data, /):
            if isinstance(data, str):
                raise TypeError('Strings must be encoded before hashing')
            data = self._buffer + bytes(data)
            at = 0
            while len(data) - at > block:
                self._count += block
                self._h = compress(self._h, data[at:at + block], self._count, False)
                at += block
            self._buffer = data[at:]

        def digest(self):
            h = compress(self._h, self._buffer.ljust(block, b'\0'), self._count + len(self._buffer), True)
            return b''.join(n.to_bytes(size, 'little') for n in h)[:self.digest_size]

        def hexdigest(self):
            return self.digest().hex()

        def copy(self):
            other = object.__new__(type(self))
            other.__dict__.update(self.__dict__)
            return other

    blake2.__name__ = blake2.__qualname__ = name
    return blake2


def _fractions(word):
    """Of the square roots of the first eight primes."""
    from math import isqrt
    return [isqrt(p << 2 * word) & (1 << word) - 1 for p in (2, 3, 5, 7, 11, 13, 17, 19)]


blake2b = _variant('blake2b', 64, 12, (32, 24, 16, 63), _fractions(64), 64, 16)
blake2s = _variant('blake2s', 32, 10, (16, 12, 8, 7), _fractions(32), 32, 8)
