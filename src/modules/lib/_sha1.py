from _hashes import make

sha1 = make('sha1', 'sha1', 20, 64)
