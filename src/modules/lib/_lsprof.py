"""The profiler's interface. Calls are not counted: the interpreter tells nobody of them."""


class Profiler:
    __module__ = '_lsprof'

    def __init__(self, timer=None, timeunit=0.0, subcalls=True, builtins=True):
        pass

    def enable(self, subcalls=True, builtins=True):
        pass

    def disable(self):
        pass

    def clear(self):
        pass

    def getstats(self):
        return []
