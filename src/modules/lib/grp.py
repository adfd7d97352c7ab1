"""The groups of the system, as /etc/group names them."""


class struct_group(tuple):
    __module__ = 'grp'
    __slots__ = ()
    gr_name = property(lambda self: self[0])
    gr_passwd = property(lambda self: self[1])
    gr_gid = property(lambda self: self[2])
    gr_mem = property(lambda self: self[3])

    def __repr__(self):
        names = 'gr_name', 'gr_passwd', 'gr_gid', 'gr_mem'
        return 'grp.struct_group(' + ', '.join(f'{n}={v!r}' for n, v in zip(names, self)) + ')'


def getgrall():
    groups = []
    with open('/etc/group') as f:
        for line in f:
            fields = line.rstrip('\n').split(':')
            if len(fields) == 4:
                groups.append(struct_group((fields[0], fields[1], int(fields[2]), fields[3].split(',') if fields[3] else [])))
    return groups


def getgrnam(name):
    for group in getgrall():
        if group.gr_name == name:
            return group
    raise KeyError(f'getgrnam(): name not found: {name!r}')


def getgrgid(id):
    for group in getgrall():
        if group.gr_gid == id:
            return group
    raise KeyError(f'getgrgid(): gid not found: {id}')
