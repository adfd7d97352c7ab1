try:
    raise ExceptionGroup("g", [ValueError(1)])
except* ValueError as eg:
    raise RuntimeError("after group") from eg
