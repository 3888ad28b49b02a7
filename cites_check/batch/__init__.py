"""Many lines at once: the same check fed by several processes.

A `Setup` says in plain values how lines are checked, so that any process can make its own checker of it; `Workers` are
processes that do so. What lines have to know of each other stays with the process that started them.
"""
