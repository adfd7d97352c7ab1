from _hashes import make

sha3_224 = make('sha3_224', 'sha3-224', 28, 144)
sha3_256 = make('sha3_256', 'sha3-256', 32, 136)
sha3_384 = make('sha3_384', 'sha3-384', 48, 104)
sha3_512 = make('sha3_512', 'sha3-512', 64, 72)


def shake_128(data=b'', /, *, usedforsecurity=True):
    raise NotImplementedError('shake_128 is not supported yet')


def shake_256(data=b'', /, *, usedforsecurity=True):
    raise NotImplementedError('shake_256 is not supported yet')
