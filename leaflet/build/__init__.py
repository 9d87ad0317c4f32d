"""The pipeline: sources and catalogs to editions, editions to files."""
