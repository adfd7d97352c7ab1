import sys
class M: attr = 5
sys.modules[__name__] = M()
