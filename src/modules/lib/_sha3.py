from _hashes import make, make_extendable

sha3_224 = make('sha3_224', 'sha3-224', 28, 144)
sha3_256 = make('sha3_256', 'sha3-256', 32, 136)
sha3_384 = make('sha3_384', 'sha3-384', 48, 104)
sha3_512 = make('sha3_512', 'sha3-512', 64, 72)

shake_128 = make_extendable('shake_128', 'shake128', 168)
shake_256 = make_extendable('shake_256', 'shake256', 136)
