from _hashes import make

md5 = make('md5', 'md5', 16, 64)
