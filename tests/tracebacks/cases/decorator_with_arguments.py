def deco(n):
    return n
@deco(3)
def func():
    pass
