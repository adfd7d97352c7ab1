from circ_a import x
