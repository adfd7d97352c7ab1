try:
    {}["k"]
except KeyError:
    [][1]
