"""The pictures of docs/formats.md: each format as it is built, seen from a distance.

`python -m docs.pictures` makes them all anew, `python -m docs.pictures trifold` one.
The same files give the same pictures.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
from PIL import Image

from leaflet.build.choice import chosen_formats
from leaflet.build.plan import plan
from leaflet.build.press import Press
from leaflet.build.selection import Selection
from leaflet.problems import LeafletError
from leaflet.source.files import Files
from leaflet.typeset.fonts import read_fonts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leaflet.edition import Edition
    from leaflet.sheet import Format

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs/images/formats"
SAMPLE, LONGER = "infusion-day", "ivig-scleroderma"
"""The leaflet that is shown, and the one that fills a booklet."""
HALF = 9
"""Blocks of the sample that a half-fold has room for."""
WIDTH, GAP = 480, 8
"""Pixels of a picture, and between pages."""
UPRIGHT, LYING, PAGES = 4, 2, 8
"""Pages in a row, and pages at most: of a long text, its beginning is enough."""
GROUND = "#c9d1d3"
COLOURS = 32


def main(names: Iterable[str]) -> None:
    """Write the pictures of formats; of all where none is named.

    Raises:
        LeafletError: there is no such format, or the sample cannot be built in it.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        files = Files(ROOT)
        press = Press(files, read_fonts(files), Path(folder))
        for edition in editions(files, tuple(names)):
            path = FOLDER / f"{edition.format.name}.png"
            picture(press, edition).save(path, optimize=True)
            print(path.relative_to(ROOT))


def editions(files: Files, names: tuple[str, ...]) -> Iterator[Edition]:
    """Give the sample in each of the formats, in French, on its first paper."""
    targets: dict[str, Format] = {}
    for target in chosen_formats(files, names):
        targets.setdefault(target.name, target)

    def planned(name: str) -> dict[str, Edition]:
        chosen = Selection(("fr",), (SAMPLE, LONGER), (name,), ("a4",))
        return {one.leaflet.slug: one for one in plan(files, chosen).editions}

    samples = planned("screen")
    for target in targets.values():
        if target.design.for_review:
            yield planned(target.name)[LONGER]
            continue
        sample = samples[LONGER if target.design.layout == "booklet" else SAMPLE]
        half = target.design.layout == "half-fold"
        blocks = sample.blocks[:HALF] if half else sample.blocks
        yield replace(sample, format=target, blocks=blocks)


def picture(press: Press, edition: Edition) -> Image.Image:
    """Give a format's sheets or pages beside each other, small.

    Raises:
        LeafletError: it cannot be built.
    """
    outcome = press.print(edition)
    if outcome.printed is None:
        raise LeafletError(outcome.problems)
    with pdfium.PdfDocument(outcome.printed.pdf) as document:
        shown = [document[number] for number in range(min(len(document), PAGES))]
        upright = shown[0].get_height() > shown[0].get_width()
        across = min(UPRIGHT if upright else LYING, len(shown))
        width = (WIDTH - GAP * (across + 1)) // across
        seen = [page.render(scale=width / page.get_width()).to_pil() for page in shown]
    rows = [seen[at : at + across] for at in range(0, len(seen), across)]
    high = sum(max(page.height for page in row) + GAP for row in rows) + GAP
    whole = Image.new("RGB", (WIDTH, high), GROUND)
    top = GAP
    for row in rows:
        for number, page in enumerate(row):
            whole.paste(page, (GAP + number * (width + GAP), top))
        top += max(page.height for page in row) + GAP
    return whole.quantize(COLOURS, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main(sys.argv[1:])
