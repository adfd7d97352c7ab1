__all__ = ["sub", "value"]
value = 3
