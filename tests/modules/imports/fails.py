before = 1
raise RuntimeError("in module")
