"""`python -m leaflet`, and the command `leaflet`."""

from __future__ import annotations

import gc
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line, which is imported when garbage is looked for less.

    What a short build makes is kept to its end: a tenth of its time, and of that of one
    that finds nothing changed, would be spent on looking for what is not.
    """
    gc.set_threshold(200_000, 20, 20)
    from leaflet.cli import main as command

    command()


if __name__ == "__main__":
    main()
