from . import value
from .deep import thing
name = __name__, __package__
