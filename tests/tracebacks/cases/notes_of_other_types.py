e = ValueError("noted")
e.__notes__ = [1, "x", None]
raise e
