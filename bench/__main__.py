"""One edition, cold process, against the bare `weasyprint` command.

Both sides get the same HTML, options and fonts. They run in turn, A B A B …, and
the ratio is taken pair by pair, since the machine's speed drifts; CPU time of the
process and its children is what counts. Method and results: bench/README.md.

Run `python -m bench` for every edition of the samples, `python -m bench NAME…` for
those whose names begin so; BENCH_PAIRS sets how many pairs there are of each.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.build.plan import plan
from leaflet.build.selection import Selection
from leaflet.finish import UA_1
from leaflet.markup import Pages
from leaflet.source.files import Files
from leaflet.typeset.fonts import read_fonts
from leaflet.typeset.pages import Typesetter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaflet.edition import Edition

PAIRS = int(os.environ.get("BENCH_PAIRS", "5"))
GOAL = 1.15
ROOT = Path(__file__).parent.parent
SAMPLES = ("infusion-day", "ivig-scleroderma")
FORMATS = ("office", "screen")
"""Those that are flat: bare WeasyPrint does not impose, nor make PDF/X."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One edition: its layouts, and the CPU seconds of each pair, ours and bare."""

    name: str
    layouts: int
    pairs: tuple[tuple[float, float], ...]

    @property
    def ratios(self) -> list[float]:
        """Ours divided by bare, pair by pair, the least first."""
        return sorted(ours / bare for ours, bare in self.pairs)

    def __str__(self) -> str:
        """Give the row of a Markdown table."""
        ours, bare = (statistics.median(side) for side in zip(*self.pairs, strict=True))
        least, middle, most = spread(self.ratios)
        return (
            f"| {self.name} | {self.layouts} | {ours:.2f} | {bare:.2f} "
            f"| {least:.2f} | {middle:.2f} | {most:.2f} |"
        )


def spread(values: list[float]) -> tuple[float, float, float]:
    """Give the least, the median and the greatest."""
    return min(values), statistics.median(values), max(values)


def cpu_seconds(command: list[str], **environment: str) -> float:
    """Give the CPU time, user and system, of a command and its children."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        message = f"{' '.join(command)} failed"
        raise SystemExit(message)
    return usage.ru_utime + usage.ru_stime


def compare(edition: Edition, html: str, layouts: int, folder: Path) -> Measured:
    """Measure one edition in pairs."""
    source, pdf = folder / f"{edition.name}.html", folder / "bare.pdf"
    source.write_text(html, "utf-8")
    bare = [sys.executable, "-m", "weasyprint", "--pdf-variant", UA_1.variant]
    bare += ["--presentational-hints", str(source), str(pdf)]
    ours = [sys.executable, "-m", "leaflet", "build", "--force"]
    for option, value in (
        ("--leaflet", edition.leaflet.slug),
        ("--lang", edition.language.tag),
        ("--format", edition.format.name),
        ("--paper", edition.format.paper.name),
    ):
        ours += [option, value]
    fonts = str(folder / "fonts.conf")
    pairs = []
    for turn in range(PAIRS + 1):
        pair = cpu_seconds(ours), cpu_seconds(bare, FONTCONFIG_FILE=fonts)
        pairs += [pair] if turn else []  # the first warms the disk
    return Measured(edition.name, layouts, tuple(pairs))


def measured(names: list[str], folder: Path) -> Iterator[Measured]:
    """Give what each chosen edition of the samples costs."""
    files = Files(ROOT)
    library = read_fonts(files)
    (folder / "fonts.conf").write_text(library.configuration(folder), "utf-8")
    pages, typesetter = Pages(files), Typesetter(files, library, folder)
    for edition in plan(files, Selection(leaflets=SAMPLES, formats=FORMATS)).editions:
        if edition.name.startswith(tuple(names)):
            html = pages.render(edition)
            fit = edition.format.design.fit
            layouts = typesetter.print(html, fit, edition.name).layouts
            yield compare(edition, html, layouts, folder)


def main() -> None:
    """Print a table of the chosen editions, and what it comes to."""
    gcc = "is" if shutil.which("gcc") else "is not"
    print(f"CPU seconds, median of {PAIRS} pairs, and ours / bare; gcc {gcc} here\n")
    print("| edition | layouts | ours | bare | least | median | most |")
    print("|---|---|---|---|---|---|---|")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for row in measured(sys.argv[1:] or [""], Path(folder)):
            print(row, flush=True)
            rows.append(row)
    least, middle, most = spread([statistics.median(row.ratios) for row in rows])
    print(f"\nMedians: least {least:.2f}, median {middle:.2f}, most {most:.2f}.")
    layouts = statistics.median(row.layouts for row in rows)
    most_layouts = max(row.layouts for row in rows)
    print(f"Layouts: median {layouts:g}, most {most_layouts}.")
    over = [row.name for row in rows if statistics.median(row.ratios) > GOAL]
    print(f"Over {GOAL}: {', '.join(over) or 'none'}.")


if __name__ == "__main__":
    main()
