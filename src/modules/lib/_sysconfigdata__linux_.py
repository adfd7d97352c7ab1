"""How CPython was built: nothing was."""

build_time_vars = {'TZPATH': '/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo'}
