"""The C locale."""

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127
CODESET = 14
Error = ValueError


def setlocale(category, locale=None, /):
    if locale not in (None, '', 'C', 'POSIX', 'C.UTF-8'):
        raise Error('unsupported locale setting')
    return 'C'


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
