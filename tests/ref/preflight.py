"""Writes docs/preflight.md from the checks: `python -m tests.ref.preflight`."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.checks.preflight import CHECKS, LIMITS, Check, Target
from tests.conftest import ROOT

PAGE = ROOT / "docs/preflight.md"
INTRODUCTION = """\
# Preflight

`leaflet check FILE.pdf` looks at a finished PDF, whoever made it, and tells what is
wrong with it for the place that it goes to. A problem's line is the page; places are
millimetres from the top left corner of the trimmed sheet. `--target` says where the
file goes; without it, PDF/X goes to the press, PDF/UA to the screen, and what says
nothing of itself is printed at home.

A build does the same with each edition before it writes it: an error stops that
edition. Warnings stop nothing: a build says how many there are, and `leaflet check`
with the names of the files tells each. Those of a press edition are on its job ticket.

The ledgers say clause by clause how our own files stand: [PDF/UA](ledger-pdfua.md),
[PDF/X-4](ledger-pdfx4.md).

This page is made from the checks themselves, by `python -m tests.ref.preflight`. The
rules of the Ghent Workgroup (GWG 2022, for PDF/X-4) are told in our own words, with
their numbers: `press` is sheet-fed offset in CMYK, `digital` is digital print.

## Limits of each target

| | screen | office | press | digital |
|---|---|---|---|---|
"""
ROWS = (
    ("small text in several inks or white, below", "{0.text:g} pt"),
    ("lines thinner than", "{0.line:g} pt"),
    ("images: an error up to", "{0.image[0]:g} ppi"),
    ("images: a warning up to", "{0.image[1]:g} ppi"),
    ("images in one bit: an error up to", "{0.bitmap[0]:g} ppi"),
    ("images in one bit: a warning up to", "{0.bitmap[1]:g} ppi"),
    ("ink on 15 × 15 mm, more than", "{0.ink:g} %"),
    ("nearer to the edge than", "{0.safe:g} mm"),
    ("bleed of less than", "{0.bleed:g} mm"),
)
SEEN = """
## What is not seen

- glyphs of Type 3 fonts, the insides of soft masks, and which layers are hidden
- missing glyphs of simple fonts: only composite fonts say which glyph is drawn
- contrast to gradients behind text that pdfium does not render
- ink of gradients, of images in RGB and of spot colours; overprint in mode 0
- whether bleed has something else below it that does reach the edge
- what only a reader can judge: whether a picture's text says what it shows, whether
  the order of reading makes sense

Broken, locked and endless files are a problem (`pdf-broken`, `pdf-locked`,
`pdf-limit`), and are looked at in a process of their own: see [security](security.md).
"""


def page() -> str:
    """Give the whole page."""
    return "".join([INTRODUCTION, *limits(), "\n## Checks\n", *checks(), SEEN])


def limits() -> Iterator[str]:
    for words, form in ROWS:
        cells = [form.format(LIMITS[target]) for target in Target]
        shown = ["" if cell.startswith("0 ") else cell for cell in cells]
        yield f"| {words} | {' | '.join(shown)} |\n"


def checks() -> Iterator[str]:
    for check in CHECKS:
        yield f"\n### `{check.id}`\n\n{check.title}. {check.rationale}\n\n"
        yield f"- {severities(check)}\n- source: {check.clause}\n- {check.advice}\n"


def severities(check: Check) -> str:
    grouped: dict[str, list[str]] = {}
    for target in Target:
        if target in check.targets:
            grouped.setdefault(str(check.targets[target]), []).append(str(target))
    return "; ".join(f"{how} for {', '.join(them)}" for how, them in grouped.items())


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
