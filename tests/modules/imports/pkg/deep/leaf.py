thing = "leaf"
def up():
    from ... import nothing
def too_far():
    from .... import x
