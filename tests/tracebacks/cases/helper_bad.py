VALUE = 1
def go():
    return VALUE + "x"
go()
