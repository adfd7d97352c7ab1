x = 1
raise ValueError("plain")
