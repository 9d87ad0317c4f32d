"""Benchmarks against the bare engine; `make bench` runs them.

Where PYTHONDONTWRITEBYTECODE is set, each process would compile our modules anew, 0.2 s
of it, but not the engine's, which were compiled when they were installed.
"""

import os

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
