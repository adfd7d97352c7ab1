import circ_b
x = 1
