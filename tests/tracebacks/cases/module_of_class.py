class E(Exception): pass
E.__module__ = "some.place"
raise E("qualified")
