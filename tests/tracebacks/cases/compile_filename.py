exec(compile("\n\nraise ValueError('here')", "made_up.py", "exec"))
