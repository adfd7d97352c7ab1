try:
    raise ValueError("first")
finally:
    raise TypeError("in finally")
