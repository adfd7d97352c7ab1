[1][None:"a"]
