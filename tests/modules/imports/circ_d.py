import circ_c
z = circ_c.y
