def f():
    total_value = 3
    return total_valeu
f()
