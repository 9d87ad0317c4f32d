"""Small generators of problems; each says nothing where nothing is wrong."""
