"""The C locale."""

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127
CODESET = 14
Error = ValueError


# As at CPython's start: characters are those of UTF-8, all else is C's.
_set = {c: 'C.UTF-8' if c == LC_CTYPE else 'C' for c in range(LC_ALL)}


def setlocale(category, locale=None, /):
    if locale not in (None, '', 'C', 'POSIX', 'C.UTF-8', 'C.utf8'):
        raise Error('unsupported locale setting')
    if not 0 <= category <= LC_ALL:
        raise Error('invalid locale category')
    if locale is not None:
        name = {'': 'C.UTF-8', 'POSIX': 'C', 'C.utf8': 'C.UTF-8'}.get(locale, locale)
        for c in _set if category == LC_ALL else [category]:
            _set[c] = name
    if category < LC_ALL:
        return _set[category]
    if len(set(_set.values())) == 1:
        return _set[0]
    names = 'LC_CTYPE', 'LC_NUMERIC', 'LC_TIME', 'LC_COLLATE', 'LC_MONETARY', 'LC_MESSAGES'
    shown = ';'.join(f'{name}={_set[globals()[name]]}' for name in names)
    return shown + ''.join(f';LC_{x}=C' for x in ('PAPER', 'NAME', 'ADDRESS', 'TELEPHONE', 'MEASUREMENT', 'IDENTIFICATION'))


def localeconv():
    empty = dict.fromkeys(
        ('int_curr_symbol', 'currency_symbol', 'mon_decimal_point', 'mon_thousands_sep',
         'positive_sign', 'negative_sign', 'thousands_sep'), '')
    numbers = dict.fromkeys(
        ('int_frac_digits', 'frac_digits', 'p_cs_precedes', 'p_sep_by_space', 'n_cs_precedes',
         'n_sep_by_space', 'p_sign_posn', 'n_sign_posn'), CHAR_MAX)
    return {**empty, **numbers, 'decimal_point': '.', 'grouping': [], 'mon_grouping': []}


def strcoll(a, b, /):
    return (a > b) - (a < b)


def strxfrm(text, /):
    return text


def getencoding():
    return 'utf-8'


def nl_langinfo(key, /):
    return 'UTF-8' if key == CODESET else ''
