if (n := 10) and n / 0: pass
