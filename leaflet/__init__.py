"""Leaflet: one text in, every sheet out."""

__version__ = "0.1.0"
