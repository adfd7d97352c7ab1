from _hashes import make

sha224 = make('sha224', 'sha224', 28, 64)
sha256 = make('sha256', 'sha256', 32, 64)
