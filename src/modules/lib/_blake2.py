from _hashes import make

blake2b = make('blake2b', 'blake2b512', 64, 128)
blake2s = make('blake2s', 'blake2s256', 32, 64)
