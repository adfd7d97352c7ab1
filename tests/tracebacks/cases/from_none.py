try:
    {}["k"]
except KeyError:
    raise IndexError("only this") from None
