"""Extracts, reads and merges catalogs."""
