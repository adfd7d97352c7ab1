e = ValueError("noted")
e.__notes__ = 5
raise e
