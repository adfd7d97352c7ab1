raise KeyError("quoted\nkey")
