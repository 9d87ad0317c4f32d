"""Reads what people wrote: leaflet.yaml, front matter, Markdown, formats."""
