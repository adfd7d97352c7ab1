"""What CPython has in C of `warnings`: here the Python module itself."""

from warnings import _filters_mutated, filters, warn, warn_explicit
from warnings import defaultaction as _defaultaction
from warnings import onceregistry as _onceregistry
