"""Extracts messages, and merges, migrates, reads and counts catalogs.

    extract   leaflets and templates -> what translators get
    rules     the versions of extraction, and the steps between them
    start     a language's first catalog
    similar   which old text a new one comes from
    merge     messages and a catalog -> the catalog brought up to date
    progress  a catalog -> how far it is
    read      a catalog -> what an edition prints

Only functions from values to values; `build` reads and writes the files.
"""
