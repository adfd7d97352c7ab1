def __getattr__(name):
    if name == "lazy": return 42
    raise AttributeError(f"no {name}")
def __dir__(): return ["lazy"]
