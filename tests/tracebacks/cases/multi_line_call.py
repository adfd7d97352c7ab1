def f(*args): raise KeyError(args)
f(
    "one",
    "two"
)
