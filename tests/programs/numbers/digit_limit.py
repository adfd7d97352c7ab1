# The limit on the digits of int conversions.
import sys
def t(f, s):
    try: print(s, '=>', repr(f()))
    except Exception as e: print(s, '=>', type(e).__name__, e.args)
t(lambda: (sys.get_int_max_str_digits()), 'sys.get_int_max_str_digits()')
t(lambda: (int('1' * 4301)), "int('1' * 4301)")
t(lambda: (str(10 ** 4300)), 'str(10 ** 4300)')
t(lambda: (len(str(10 ** 4299))), 'len(str(10 ** 4299))')
t(lambda: (len(hex(10 ** 5000))), 'len(hex(10 ** 5000))')
t(lambda: (sys.set_int_max_str_digits(700)), 'sys.set_int_max_str_digits(700)')
t(lambda: (str(10 ** 800)), 'str(10 ** 800)')
t(lambda: (int('7' * 701)), "int('7' * 701)")
t(lambda: (sys.set_int_max_str_digits(5)), 'sys.set_int_max_str_digits(5)')
t(lambda: (sys.set_int_max_str_digits(0)), 'sys.set_int_max_str_digits(0)')
t(lambda: (len(str(10 ** 5000))), 'len(str(10 ** 5000))')
t(lambda: (int('1' * 5000) % 1000007), "int('1' * 5000) % 1000007")
t(lambda: ('%d' % 10 ** 6000 == '1' + '0' * 6000), "'%d' % 10 ** 6000 == '1' + '0' * 6000")
