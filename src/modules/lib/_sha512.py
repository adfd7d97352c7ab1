from _hashes import make

sha384 = make('sha384', 'sha384', 48, 128)
sha512 = make('sha512', 'sha512', 64, 128)
