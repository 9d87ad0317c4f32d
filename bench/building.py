"""Building many editions, again and again: `python -m bench.building [NAME…]`.

Both sides of a pair run in turn, A B A B …, and the ratio is taken pair by pair, since
the speed of a shared machine drifts. CPU time is that of a process and its children;
wall time is told where it is what counts. Results and method: docs/performance.md.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from leaflet.build.cache import cache_folder
from leaflet.build.inputs import states
from leaflet.build.manifest import Entry, Manifest, key, write_manifest
from leaflet.build.plan import plan
from leaflet.build.selection import Selection
from leaflet.source.files import Files

ROOT = Path(__file__).parent.parent
PAIRS = int(os.environ.get("BENCH_PAIRS", "7"))
PARTS = ("leaflet.yaml", "content", "locales", "templates", "styles")
FORMATS = ("screen", "office")
LEAFLET = (sys.executable, "-m", "leaflet", "build")
SLUG = "ivig-scleroderma"
# The bare engine, warm: all pages in one process, with one font configuration.
LOOP = """
import os, sys
from pathlib import Path
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
fonts = FontConfiguration()
for path in sorted(Path(sys.argv[1]).glob("*.html")):
    HTML(string=path.read_text("utf-8")).write_pdf(
        path.with_suffix(".pdf"), font_config=fonts, pdf_variant="pdf/ua-1",
        presentational_hints=True)
os._exit(0)
"""
MEMORY = """
import os, sys
from pathlib import Path
from leaflet.build.cache import cache_folder
from leaflet.build.plan import plan
from leaflet.build.press import Press
from leaflet.build.selection import Selection
from leaflet.build.workers import Limits, print_all
from leaflet.source.files import Files
from leaflet.typeset.fonts import read_fonts
files = Files(Path(sys.argv[1]))
edition = plan(files, Selection(languages=("en",), papers=("a4",))).editions[0]
press = Press(files, read_fonts(files), cache_folder())
printed = print_all(press, [edition] * 500, 1, Limits(editions=501))
for number, (_, outcome) in enumerate(printed, start=1):
    assert outcome.printed
    if number in (10, 500):
        me = os.getpid()
        (worker,) = Path(f"/proc/{me}/task/{me}/children").read_text().split()
        size = Path(f"/proc/{worker}/statm").read_text().split()[1]
        print(int(size) * os.sysconf("SC_PAGE_SIZE") // 1000, flush=True)
os._exit(0)
"""


def run(command: list[str], folder: Path, **environment: str) -> tuple[float, float]:
    """Give the CPU and the wall time of a command and its children, in seconds."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        message = f"{' '.join(command)[:200]} failed"
        raise SystemExit(message)
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - started


Side = Callable[[], tuple[float, float]]


def compare(what: str, one: Side, other: Side, *, wall: bool = False) -> None:
    """Print the median of the ratios of pairs, and both medians."""
    pairs = []
    for turn in range(PAIRS + 1):
        pair = one()[wall], other()[wall]
        pairs += [pair] if turn else []  # the first warms the disk
    ratios = sorted(a / b for a, b in pairs)
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f}"
    print(
        f"{what}: {statistics.median(ratios):.2f} ({spread}),"
        f" {ours:.3f} s to {theirs:.3f} s {'wall' if wall else 'CPU'}, {PAIRS} pairs",
        flush=True,
    )


def sample(root: Path) -> Path:
    """Give a copy of the sample project."""
    root.mkdir()
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, root / part)
        else:
            shutil.copy(ROOT / part, root / part)
    return root


def copied(folder: Path, leaflets: int) -> Path:
    """Give a copy of the sample in which one leaflet stands that many times.

    In two languages, two formats and two papers, five of them are 40 editions.
    """
    root = sample(folder / "project")
    shutil.rmtree(root / "content/infusion-day")
    for number in range(1, leaflets):
        name = f"{SLUG}-{number}"
        shutil.copytree(root / "content" / SLUG, root / "content" / name)
        (root / "content" / name / "references.yaml").unlink(missing_ok=True)
        catalogs = root / "locales/fr/LC_MESSAGES"
        shutil.copy(catalogs / f"{SLUG}.po", catalogs / f"{name}.po")
    return root


def pages(root: Path, folder: Path) -> dict[str, str]:
    """Write the HTML that we emit for each edition; give the engine's environment."""
    from leaflet.markup import Pages
    from leaflet.typeset.fonts import read_fonts

    files = Files(root)
    made = Pages(files)
    folder.mkdir()
    for edition in plan(files, Selection(formats=FORMATS)).editions:
        (folder / f"{edition.name}.html").write_text(made.render(edition), "utf-8")
    fonts = folder / "fonts.conf"
    fonts.write_text(read_fonts(files).configuration(cache_folder()), "utf-8")
    return {"FONTCONFIG_FILE": str(fonts)}


def nothing_changed(folder: Path) -> None:
    """The whole sample, against an interpreter that does nothing."""
    root = sample(folder / "sample")
    run([*LEAFLET], root)
    compare(
        "nothing changed, the sample, against python -c pass",
        lambda: run([*LEAFLET], root),
        lambda: run([sys.executable, "-c", "pass"], root),
    )


def ten_thousand(folder: Path) -> None:
    """10,000 editions that were built: 400 leaflets, 25 of each."""
    root = folder / "many"
    root.mkdir()
    shutil.copy(ROOT / "leaflet.yaml", root)
    editions: dict[str, Entry] = {}
    digest = "0" * 20
    kinds = ("text", "settings", "templates", "styles", "fonts", "program", "engine")
    for slug in (f"leaflet-{number}" for number in range(400)):
        for name in (f"content/{slug}/leaflet.md", f"build/{slug}/x.pdf"):
            (root / name).parent.mkdir(parents=True)
            (root / name).write_text("text", "utf-8")
        for language in (f"l{number}" for number in range(25)):
            catalog = root / f"locales/{language}/LC_MESSAGES/{slug}.po"
            catalog.parent.mkdir(parents=True, exist_ok=True)
            catalog.write_text("text", "utf-8")
            name = f"{slug}-{language}-screen-a4"
            file = root / f"build/{slug}/{name}.pdf"
            file.write_text("text", "utf-8")
            editions[name] = Entry(
                leaflet=slug,
                language=language,
                format="screen",
                paper="a4",
                file=f"build/{slug}/{name}.pdf",
                made_from=dict.fromkeys(kinds, digest),
                pictures={},
                sha256="0" * 64,
                changed=file.stat().st_mtime_ns,
                size=file.stat().st_size,
                pages=1,
                seconds=1.0,
            )
    inputs = {name: (*seen, digest) for name, seen in states(Files(root), ()).items()}
    write_manifest(root, Manifest(inputs, (key(Selection()),), editions))
    times = [run([*LEAFLET], root)[0] for _ in range(PAIRS)]
    print(
        f"nothing changed, 10,000 editions: {statistics.median(times):.2f} s CPU "
        f"({min(times):.2f} to {max(times):.2f}), {PAIRS} times",
        flush=True,
    )


def forty(folder: Path) -> None:
    """40 editions: one worker against the bare engine, after one edit, two workers."""
    root = copied(folder, 5)
    chosen = [word for name in FORMATS for word in ("--format", name)]
    environment = pages(root, folder / "html")
    loop = [sys.executable, "-c", LOOP, str(folder / "html")]

    def built(jobs: int) -> Side:
        return lambda: run([*LEAFLET, *chosen, "--force", f"-j{jobs}"], root)

    compare(
        "40 editions, one worker, against a warm loop of the bare engine",
        built(1),
        lambda: run(loop, folder, **environment),
    )
    catalog = root / f"locales/fr/LC_MESSAGES/{SLUG}.po"
    text, turn = catalog.read_text("utf-8"), iter(range(1, 1000))

    def edited() -> tuple[float, float]:
        """Change the name of the translator, which each edition prints."""
        new = f"Last-Translator: Ada {'x' * next(turn)}"
        old = text[text.index("Last-Translator: ") :].partition(" <")[0]
        catalog.write_text(text.replace(old, new), "utf-8")
        return run([*LEAFLET, *chosen], root)

    compare("one edit among 40 editions, against all", edited, built(0))
    compare("40 editions, two workers, against one", built(2), built(1), wall=True)
    if prince := shutil.which("prince"):
        script = f'for f in html/*.html; do {prince} "$f" -o prince.pdf; done'
        compare(
            "40 editions, two workers, against a shell loop of Prince",
            built(2),
            lambda: run(["sh", "-c", script], folder),
            wall=True,
        )


def memory(folder: Path) -> None:
    """500 editions of a short leaflet in one worker, against 10."""
    root = copied(folder, 2)
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(root)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    ten, many = map(int, done.stdout.split())
    print(f"memory after 500, against 10: {many / ten:.2f}, {many} kB to {ten} kB")


def hyphens(folder: Path) -> None:
    """The same 40 pages hyphenated as German and as Hungarian, against French."""
    root = copied(folder, 4)
    environment = pages(root, folder / "fr")
    for path in (folder / "fr").glob(f"{SLUG}*-en-*.html"):
        path.unlink()
    for language in ("de", "hu"):
        (folder / language).mkdir()
        for path in (folder / "fr").glob("*.html"):
            text = path.read_text("utf-8").replace('lang="fr-CA"', f'lang="{language}"')
            (folder / language / path.name).write_text(text, "utf-8")

    def hyphenated(language: str) -> Side:
        loop = [sys.executable, "-c", LOOP, str(folder / language)]
        return lambda: run(loop, folder, **environment)

    for one in ("de", "hu"):
        what = f"16 editions hyphenated as {one}, against fr"
        compare(what, hyphenated(one), hyphenated("fr"))


BENCHES = {
    one.__name__: one for one in (nothing_changed, ten_thousand, forty, memory, hyphens)
}


def main() -> None:
    """Run the chosen benches, or all."""
    for name in sys.argv[1:] or BENCHES:
        with tempfile.TemporaryDirectory() as folder:
            BENCHES[name](Path(folder))


if __name__ == "__main__":
    main()
