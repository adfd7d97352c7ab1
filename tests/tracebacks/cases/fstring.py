x = None
print(f"value: {x.attr}")
