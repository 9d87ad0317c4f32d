"""The engine's door: what it may fetch, what it says, how it comes in."""

from __future__ import annotations

import ctypes.util
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from leaflet.source.files import Files
from leaflet.typeset.engine import engine, fetcher, log, use_fonts
from leaflet.typeset.fonts import read_fonts

BASE = "https://leaflet.invalid/"
PIXEL = """<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>"""
OTHER = PIXEL.replace('"1"', '"2"')
ROOT = Path(__file__).parent.parent


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a project beside a secret."""
    root = tmp_path / "project"
    (root / "images").mkdir(parents=True)
    (tmp_path / "secret.svg").write_text(PIXEL, "utf-8")
    (root / "images/own.svg").write_text(PIXEL, "utf-8")
    (root / "images/my own.svg").write_text(PIXEL, "utf-8")
    (root / "leaflet.yaml").write_text("secret: 1", "utf-8")
    (root / "images/link.svg").symlink_to(tmp_path / "secret.svg")
    (root / "images/folder.svg").mkdir()
    return root


@pytest.fixture
def fetch(root: Path) -> Callable[[str], Any]:
    return fetcher(Files(root)).fetch  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", ["own.svg", "my%20own.svg", "../images/own.svg"])
def test_pictures_of_the_project_are_given(
    fetch: Callable[[str], Any], name: str
) -> None:
    response = fetch(f"{BASE}images/{name}")
    assert response.read() == PIXEL.encode()


def test_the_nearest_root_wins(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "images").mkdir(parents=True)
    (other / "images/own.svg").write_text(OTHER, "utf-8")
    (other / "images/theirs.svg").write_text(OTHER, "utf-8")
    pictures = fetcher(Files(root, other))
    assert pictures.fetch(f"{BASE}images/own.svg").read() == PIXEL.encode()
    assert pictures.fetch(f"{BASE}images/theirs.svg").read() == OTHER.encode()


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://example.org/picture.svg",
        "https://example.org/images/own.svg",
        "https://leaflet.invalid.example.org/images/own.svg",
        "ftp://leaflet.invalid/images/own.svg",
        "data:image/svg+xml,<svg/>",
        f"{BASE}../secret.svg",
        f"{BASE}images/../../secret.svg",
        f"{BASE}%2e%2e/secret.svg",
        f"{BASE}images/..%2f..%2fsecret.svg",
        f"{BASE}images/link.svg",
        f"{BASE}images/folder.svg",
        f"{BASE}images/none.svg",
        f"{BASE}leaflet.yaml",
        f"{BASE}images/own.svg%00.png",
        f"{BASE}{'x' * 5000}.svg",
        BASE,
    ],
)
def test_everything_else_is_refused(fetch: Callable[[str], Any], url: str) -> None:
    with pytest.raises(ValueError, match="not a picture of the project"):
        fetch(url)


def test_absolute_paths_are_below_the_root(
    fetch: Callable[[str], Any], tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="not a picture of the project"):
        fetch(f"{BASE}/{tmp_path}/secret.svg")


@pytest.mark.parametrize(
    "href",
    ["file:///etc/passwd", "../secret.svg", "http://example.org/x.svg"],
)
def test_pictures_in_pictures_are_refused_and_told(
    root: Path, tmp_path: Path, href: str
) -> None:
    """The engine swallows what goes wrong inside an SVG; the log must have it."""
    (root / "images/outer.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        f'<image href="{href}" width="9" height="9"/></svg>',
        "utf-8",
    )
    use_fonts(read_fonts(Files(root)), tmp_path / "cache")
    html = f'<html lang=en><title>t</title><img src="{BASE}images/outer.svg" alt="x">'
    with log() as said:
        engine().HTML(string=html, url_fetcher=fetcher(Files(root))).write_pdf()
    assert any("refers to something outside the picture" in line for line in said)


# --- the log


def test_log_gathers_each_line_once() -> None:
    engine()
    logger = logging.getLogger("weasyprint")
    logger.warning("before")
    with log() as said:
        for _ in range(2):
            logger.warning("once %s", "said")
        logger.error("worse")
        logger.info("not worth telling")
    logger.warning("after")
    assert said == ["once said", "worse"]


def test_log_is_given_even_where_the_work_stops() -> None:
    engine()
    with pytest.raises(ZeroDivisionError), log() as said:  # noqa: PT012
        logging.getLogger("weasyprint").warning("on the way")
        _ = 1 / 0
    assert said == ["on the way"]


# --- coming in


def test_import_leaves_the_search_for_libraries_alone() -> None:
    search = ctypes.util.find_library
    engine()
    assert ctypes.util.find_library is search


IMPORT = """
import ctypes.util, sys
search = ctypes.util.find_library
from leaflet.typeset.engine import engine
{before}
engine().HTML(string="<html lang=en><title>t</title>x").render()
assert ctypes.util.find_library is search
"""


@pytest.mark.parametrize(
    "before",
    [
        "",
        # A loader that needs the search: the first import fails half way.
        "import cffi, os\n"
        "real = cffi.FFI.dlopen\n"
        "def dlopen(self, name, flags=0):\n"
        "    if ctypes.util.find_library is not search: raise OSError(name)\n"
        "    return real(self, name, flags)\n"
        "cffi.FFI.dlopen = dlopen",
    ],
)
def test_import_works_with_and_without_the_search(before: str, tmp_path: Path) -> None:
    configuration = tmp_path / "fonts.conf"
    library = read_fonts(Files(ROOT))
    configuration.write_text(library.configuration(tmp_path / "cache"), "utf-8")
    subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT.format(before=before)],
        cwd=ROOT,
        env=os.environ | {"FONTCONFIG_FILE": str(configuration)},
        check=True,
        capture_output=True,
    )


def test_import_starts_no_process(tmp_path: Path) -> None:
    """The search for libraries would start ldconfig and gcc."""
    script = (
        "import subprocess\n"
        "def no(*a, **k): raise SystemExit('a process was started')\n"
        "subprocess.Popen.__init__ = no\n"
        "from leaflet.typeset.engine import engine\n"
        "engine()"
    )
    configuration = tmp_path / "fonts.conf"
    library = read_fonts(Files(ROOT))
    configuration.write_text(library.configuration(tmp_path / "cache"), "utf-8")
    environment = os.environ | {"FONTCONFIG_FILE": str(configuration)}
    subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
    )


LEAN = """
import sys
from pathlib import Path
from leaflet.typeset.engine import engine
html = engine(Path(sys.argv[1])).HTML(string=sys.argv[2])
sys.stdout.buffer.write(html.write_pdf(pdf_variant="pdf/ua-1"))
print(*sys.modules, file=sys.stderr)
"""
PLAIN = LEAN.replace("engine(Path(sys.argv[1]))", "weasyprint").replace(
    "from leaflet.typeset.engine import engine", "import weasyprint"
)
LINE = "<html lang=en><title>t</title><p>A line with <b>bold</b> and <i>italic</i>."


def test_a_lean_import_makes_the_same_file(tmp_path: Path) -> None:
    """The first time the declarations are parsed, then they are known."""
    (tmp_path / "fonts.conf").write_text(
        read_fonts(Files(ROOT)).configuration(tmp_path / "cache"), "utf-8"
    )
    environment = os.environ | {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    plain, first, second = (
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path), LINE],
            cwd=ROOT,
            env=environment,
            check=True,
            capture_output=True,
        )
        for script in (PLAIN, LEAN, LEAN)
    )
    assert plain.stdout == first.stdout == second.stdout
    loaded = [set(one.stderr.decode().split()) for one in (plain, first, second)]
    assert ["pycparser" in names for names in loaded] == [True, True, False]
    assert ["fontTools.subset" in names for names in loaded] == [True, False, False]


def test_font_tools_come_when_they_are_called(tmp_path: Path) -> None:
    """A font that HarfBuzz does not cut down, as where its subsetter is missing."""
    use_fonts(read_fonts(Files(ROOT)), tmp_path)
    script = (
        "from leaflet.typeset.engine import engine\n"
        "weasyprint = engine()\n"
        "import sys; assert 'fontTools' not in sys.modules\n"
        "from weasyprint.pdf import fonts\n"
        "fonts.harfbuzz_subset = None\n"
        f"weasyprint.HTML(string={LINE!r}).write_pdf()\n"
        "assert 'fontTools.subset' in sys.modules\n"
        "try: fonts.TTFont('no font')\n"
        "except fonts.TTLibError: pass\n"
    )
    subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True
    )


def test_fonts_configuration_is_written_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "")
    library = read_fonts(Files(ROOT))
    use_fonts(library, tmp_path / "new/cache")
    (path,) = (tmp_path / "new/cache").glob("fonts-*.conf")
    assert os.environ["FONTCONFIG_FILE"] == str(path)
    os.utime(path, (1, 1))
    use_fonts(library, tmp_path / "new/cache")
    assert path.stat().st_mtime == 1
