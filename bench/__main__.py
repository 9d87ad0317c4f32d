"""One edition, cold process, against the bare `weasyprint` command.

Both sides get the same HTML, options and fonts. They run in turn, A B A B …, and
the ratio is taken pair by pair, since the machine's speed drifts; CPU time of the
process and its children is what counts. Method and results: bench/README.md.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from leaflet.build.plan import plan
from leaflet.build.selection import Selection
from leaflet.markup import Pages
from leaflet.source.files import Files
from leaflet.typeset.fonts import read_fonts

PAIRS = 9
ROOT = Path(__file__).parent.parent


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


def compare(slug: str, language: str, folder: Path) -> None:
    """Print the ratio for one edition: screen, Letter."""
    choice = Selection((language,), (slug,), ("screen",), ("letter",))
    files = Files(ROOT)
    (edition,) = plan(files, choice).editions
    html, pdf = folder / f"{edition.name}.html", folder / "bare.pdf"
    html.write_text(Pages(files).render(edition), "utf-8")
    fonts = folder / "fonts.conf"
    fonts.write_text(read_fonts(files).configuration(folder), "utf-8")
    bare = [sys.executable, "-m", "weasyprint", "--pdf-variant", "pdf/ua-1"]
    bare += [str(html), str(pdf)]
    ours = [sys.executable, "-m", "leaflet", "build", "--lang", language]
    ours += ["--leaflet", slug, "--format", "screen", "--paper", "letter"]
    pairs = []
    for turn in range(PAIRS + 1):
        pair = cpu_seconds(ours), cpu_seconds(bare, FONTCONFIG_FILE=str(fonts))
        pairs += [pair] if turn else []  # the first warms the disk
    ratios = sorted(a / b for a, b in pairs)
    mine, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(
        f"{edition.name}: ours {mine:.2f} s, bare {theirs:.2f} s, ratio median "
        f"{statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}), "
        f"{PAIRS} pairs, CPU; gcc {'is' if shutil.which('gcc') else 'is not'} here"
    )


def main() -> None:
    """Measure a long and a short leaflet."""
    with tempfile.TemporaryDirectory() as folder:
        compare("ivig-scleroderma", "fr", Path(folder))
        compare("infusion-day", "fr", Path(folder))


if __name__ == "__main__":
    main()
