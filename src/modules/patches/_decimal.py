

# Appended to a copy of _pydecimal: the messages and the order of signals of CPython's native module.
_ORDER = (InvalidOperation, Clamped, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow)


def _raise_error(self, condition, explanation=None, *args):
    error = _condition_map.get(condition, condition)
    if error in self._ignored_flags:
        return error().handle(self, *args)
    self.flags[error] = 1
    if not self.traps[error]:
        return condition().handle(self, *args)
    raise error([condition])


def __repr__(self):
    def names(signals):
        return ', '.join(s.__name__ for s in _ORDER if signals[s])
    return (f'Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, '
            f'capitals={self.capitals}, clamp={self.clamp}, flags=[{names(self.flags)}], traps=[{names(self.traps)}])')


Context._raise_error = _raise_error
Context.__repr__ = __repr__
del _raise_error, __repr__
__libmpdec_version__ = "2.5.1"

from _standin import static_name as _static_name
_static_name(Decimal, 'decimal.Decimal')
_static_name(Context, 'decimal.Context')
del _static_name
