import circ_d
y = circ_d.z
