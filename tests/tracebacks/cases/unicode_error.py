"\xff".encode("ascii")
