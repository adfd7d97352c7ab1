e = ValueError("in group")
e.add_note("a note")
g = ExceptionGroup("g", [e, TypeError("t")])
g.add_note("group note")
raise g
