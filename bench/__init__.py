"""Benchmarks against the bare engine; `make bench` runs them."""
