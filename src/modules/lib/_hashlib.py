"""Keys of passwords. Digests are those of the modules of their names, which hashlib asks when it finds none here."""

import _digest
from _operator import _compare_digest as compare_digest

openssl_md_meth_names = frozenset()


class UnsupportedDigestmodError(ValueError):
    __module__ = '_hashlib'


class HASH:
    __module__ = '_hashlib'


def get_fips_mode():
    return 0


def new(name, string=b'', *, usedforsecurity=True):
    raise ValueError(f'unsupported hash type {name}')


def openssl_sha256(string=b'', *, usedforsecurity=True):
    import _sha256
    return _sha256.sha256(string)


def hmac_new(key, msg=b'', digestmod=None):
    raise UnsupportedDigestmodError('Unsupported digestmod')


def hmac_digest(key, msg, digest):
    raise UnsupportedDigestmodError('Unsupported digestmod')


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    if not isinstance(hash_name, str):
        raise TypeError(f"pbkdf2_hmac() argument 'hash_name' must be str, not {type(hash_name).__name__}")
    import hashlib
    name = hash_name.lower()
    if name not in ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'):
        raise UnsupportedDigestmodError(f'unsupported hash type {hash_name}')
    if iterations < 1:
        raise ValueError('iteration value must be greater than 0.')
    if dklen is not None and dklen < 1:
        raise ValueError('key length must be greater than 0.')
    return _digest.pbkdf2(name, bytes(password), bytes(salt), iterations, dklen or hashlib.new(name).digest_size)


def scrypt(password, *, salt=None, n=None, r=None, p=None, maxmem=0, dklen=64):
    if salt is None:
        raise TypeError('salt is required')
    if n is None or n < 2 or n & n - 1:
        raise ValueError('n must be a power of 2.')
    if r is None or p is None:
        raise TypeError(f"{'r' if r is None else 'p'} is required and must be an unsigned int")
    if 128 * n * r >= (maxmem or 32 << 20):
        raise ValueError('Invalid parameter combination for n, r, p, maxmem.')
    return _digest.scrypt(bytes(password), bytes(salt), n, r, p, maxmem or 64 << 20, dklen)


from _standin import static_names
static_names(globals())
del static_names
