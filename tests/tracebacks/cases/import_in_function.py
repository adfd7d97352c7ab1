def f():
    from helper_good import missing_name
f()
