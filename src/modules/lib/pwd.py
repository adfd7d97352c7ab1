"""The users of the system, as /etc/passwd names them."""


class struct_passwd(tuple):
    __module__ = 'pwd'
    __slots__ = ()
    pw_name = property(lambda self: self[0])
    pw_passwd = property(lambda self: self[1])
    pw_uid = property(lambda self: self[2])
    pw_gid = property(lambda self: self[3])
    pw_gecos = property(lambda self: self[4])
    pw_dir = property(lambda self: self[5])
    pw_shell = property(lambda self: self[6])

    def __repr__(self):
        names = 'pw_name', 'pw_passwd', 'pw_uid', 'pw_gid', 'pw_gecos', 'pw_dir', 'pw_shell'
        return 'pwd.struct_passwd(' + ', '.join(f'{n}={v!r}' for n, v in zip(names, self)) + ')'


def getpwall():
    users = []
    with open('/etc/passwd') as f:
        for line in f:
            fields = line.rstrip('\n').split(':')
            if len(fields) == 7:
                fields[2:4] = map(int, fields[2:4])
                users.append(struct_passwd(fields))
    return users


def getpwnam(name, /):
    for user in getpwall():
        if user.pw_name == name:
            return user
    raise KeyError(f'getpwnam(): name not found: {name!r}')


def getpwuid(uid, /):
    for user in getpwall():
        if user.pw_uid == uid:
            return user
    raise KeyError(f'getpwuid(): uid not found: {uid}')
