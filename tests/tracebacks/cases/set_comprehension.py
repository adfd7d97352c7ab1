def g(i): return {}[i]
{g(i) for i in range(3)}
