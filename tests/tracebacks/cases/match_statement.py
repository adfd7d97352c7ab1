match [1, 2]:
    case [a, b] if a / 0:
        pass
