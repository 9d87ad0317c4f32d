"""A rebuild costs what changed, and says why."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from leaflet.build import inputs, renew
from leaflet.build.manifest import SETTLED
from leaflet.build.press import Press
from leaflet.build.ready import ready
from leaflet.typeset.pages import Printed, Typesetter
from tests.conftest import Driver

PAGE = "content/hours/leaflet.md"
FRENCH = "locales/fr/LC_MESSAGES/hours.po"
ALL = [
    f"hours-{language}-screen-{paper}"
    for language in ("en", "fr")
    for paper in ("a4", "letter")
]
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>'
Change = Callable[[Driver], object]


@pytest.fixture
def built(tiny: Driver, monkeypatch: pytest.MonkeyPatch) -> Driver:
    """Give a project that was built, with an engine that takes no time."""

    def print_(_self: Typesetter, html: str, *_: object) -> Printed:
        names = [n for n in ("content/hours/a.svg",) if n in html]
        return Printed(html.encode(), 1, 1.0, tuple(names))

    monkeypatch.setattr(Typesetter, "print", print_)
    monkeypatch.setattr(Press, "judge", lambda *_: None)
    tiny.write("logo.svg", PICTURE).write("content/hours/a.svg", PICTURE)
    tiny.append("leaflet.yaml", "logo: {file: logo.svg, alternative: {en: A, fr: B}}\n")
    tiny.write("styles/page.css", "p { color: red }")
    return settled(tiny).run("build").exits(0)


def settled(driver: Driver) -> Driver:
    """Wait until the times of all files tell that they did not change since."""
    time.sleep(1.2 * SETTLED / 1e9)
    return driver


def why(driver: Driver, *arguments: str) -> dict[str, str]:
    """Build; give the editions that were built, and why."""
    driver.run("build", "--json", *arguments)
    lines = [json.loads(line) for line in driver.out.splitlines()]
    return {
        line["file"].rpartition("/")[2].removesuffix(".pdf"): line["why"]
        for line in lines
        if line.get("built")
    }


def test_nothing_changed(built: Driver) -> None:
    before = built.files("build")
    assert why(built) == {}
    assert built.code == 0
    assert built.files("build") == before
    assert len(built.out.splitlines()) == 4


CHANGES: dict[str, tuple[Change, list[str], str]] = {
    "a translation": (
        lambda p: p.replace(FRENCH, "neuf heures", "9 heures"),
        ALL[2:],
        "changed: text",
    ),
    "a message of nobody": (
        lambda p: p.append(FRENCH, '\nmsgid "old"\nmsgstr "vieux"\n'),
        [],
        "",
    ),
    "another message of nobody": (
        lambda p: p.append(FRENCH, '\n#~ msgid "x"\n#~ msgstr "y"\n'),
        [],
        "",
    ),
    "lines that move": (
        lambda p: p.replace(PAGE, "## When\n", "\n\n## When\n"),
        [],
        "",
    ),
    "a setting": (
        lambda p: p.replace("leaflet.yaml", "www.example.org", "www.example.com"),
        ALL,
        "changed: settings",
    ),
    "the logo": (
        lambda p: p.replace("logo.svg", "0 0 9 9", "0 0 8 8"),
        ALL,
        "changed: settings",
    ),
    "a stylesheet": (
        lambda p: p.replace("styles/page.css", "red", "blue"),
        ALL,
        "changed: styles",
    ),
    "a stylesheet of another format": (
        lambda p: p.write("styles/office.css", "p { color: red }"),
        [],
        "",
    ),
    "a template": (
        lambda p: p.write("templates/closing.html.j2", "<p>the end</p>"),
        ALL,
        "changed: templates",
    ),
    "a rule of typography": (
        lambda p: p.write("styles/typography/fr.yaml", "ellipsis: '. . .'\n"),
        ALL[2:],
        "changed: text",
    ),
    "another leaflet": (
        lambda p: p.write("content/b/leaflet.md", p.read(PAGE).replace("en, fr", "en")),
        ["b-en-screen-a4", "b-en-screen-letter"],
        "new",
    ),
    "a file that is gone": (
        lambda p: p.remove(f"build/hours/{ALL[0]}.pdf"),
        ALL[:1],
        "its file is gone",
    ),
    "a file changed by hand": (
        lambda p: p.append(f"build/hours/{ALL[1]}.pdf", "x"),
        ALL[1:2],
        "its file is not the one that was built",
    ),
    "a file that was only touched": (
        lambda p: os.utime(p.root / f"build/hours/{ALL[1]}.pdf", (1, 1)),
        [],
        "",
    ),
    "no manifest": (
        lambda p: p.remove("build/manifest.json"),
        ALL,
        "new",
    ),
    "a manifest that is none": (
        lambda p: p.write("build/manifest.json", '{"version": 1, "inputs": [[]]}'),
        ALL,
        "new",
    ),
    "half a manifest": (
        lambda p: p.write("build/manifest.json", p.read("build/manifest.json")[:500]),
        ALL,
        "new",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_built_after_a_change(built: Driver, name: str) -> None:
    change, editions, reason = CHANGES[name]
    change(built)
    assert why(built) == dict.fromkeys(editions, reason)
    assert built.code == 0
    assert why(built) == {}


def test_a_picture_of_the_text(built: Driver) -> None:
    built.append(PAGE, "\n![A drop](a.svg)\n")
    built.append(FRENCH, '\nmsgid "A drop"\nmsgstr "Une goutte"\n')
    assert why(built) == dict.fromkeys(ALL, "changed: text")
    built.replace("content/hours/a.svg", "0 0 9 9", "0 0 8 8")
    assert why(built) == dict.fromkeys(ALL, "changed: content/hours/a.svg")
    assert why(built) == {}


def test_force(built: Driver) -> None:
    assert why(built, "--force") == dict.fromkeys(ALL, "it was asked for")


def test_another_standard_for_once(built: Driver) -> None:
    others = [f"{name}-ua-2" for name in ALL]
    assert list(why(built, "--standard", "ua-2")) == others
    assert list(why(built, "--standard", "ua-2")) == []
    assert list(why(built)) == []


def test_part_of_it(built: Driver) -> None:
    built.remove("build")
    assert list(why(built, "--lang", "fr")) == ALL[2:]
    assert (
        why(built, "--lang", "fr") == why(built, "--lang", "fr", "--paper", "a4") == {}
    )
    assert list(why(built)) == ALL[:2]


@pytest.mark.parametrize(
    ("option", "name"),
    [("--lang", "zz"), ("--leaflet", "no"), ("--format", "no"), ("--paper", "a99")],
)
def test_a_name_that_is_not_there_beside_one_that_is(
    built: Driver, option: str, name: str
) -> None:
    """Nothing has changed, and yet all that is named is looked for."""
    known = {"--lang": "fr", "--leaflet": "hours", "--format": "screen"}
    chosen = (option, known.get(option, "a4"), option, name)
    settled(built).run("build", *chosen).exits(1).tells("unknown]", name)


def test_a_language_that_nobody_has_built_yet(built: Driver) -> None:
    built.run("build")
    assert [*why(built, "--lang", "xx", "--lang", "en")] == [
        f"hours-xx-screen-{paper}-pseudo" for paper in ("a4", "letter")
    ]


def test_explain(built: Driver) -> None:
    built.replace(FRENCH, "neuf heures", "9 heures").run("build", "--explain").exits(0)
    head, *rows = built.out.splitlines()
    assert head.endswith("why")
    assert [row.split("  ")[-1] for row in rows] == [
        *["nothing changed"] * 2,
        *["changed: text"] * 2,
    ]
    assert "kept" in rows[0]


def test_a_change_while_it_builds_is_seen_the_next_time(
    built: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*arguments: object) -> object:
        found = ready(*arguments)  # type: ignore[arg-type]  # handed through
        built.replace("styles/page.css", "blue", "green")
        return found

    built.replace("styles/page.css", "red", "blue")
    with monkeypatch.context() as patch:
        patch.setattr(renew, "ready", slow)
        assert list(why(built)) == ALL
    assert list(why(built)) == ALL
    assert why(built) == {}


def test_nothing_changed_imports_no_engine(built: Driver) -> None:
    """Neither the engine, nor YAML, nor templates."""
    script = (
        "import sys, os; os._exit = sys.exit\n"
        "from leaflet.cli import main\n"
        "try: main()\n"
        "finally: print(*sys.modules)"
    )
    found = built.python("-c", script, "build").exits(0)
    assert f"build/hours/{ALL[0]}.pdf" in found.out
    loaded = set(found.out.split("\n")[-2].split())
    assert "leaflet.build.manifest" in loaded
    assert not loaded & {"weasyprint", "yaml", "jinja2", "babel", "msgspec", "PIL"}


def test_another_library_of_the_engine(
    built: Driver,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """A new Pango breaks lines elsewhere: seen from its file, without the engine."""
    folder = tmp_path_factory.mktemp("lib")
    old, new = (str(folder / f"libpango-1.0.so.0.{number}") for number in (1, 2))
    Path(old).write_bytes(b"old")
    os.utime(old, (0, 9))
    monkeypatch.setattr(renew, "libraries", lambda: [old])
    built.run("build", "--force").exits(0)
    assert why(built) == {}
    os.utime(old, (0, 10))  # installed again
    assert why(built) == {}
    Path(old).unlink()
    Path(new).write_bytes(b"new")
    monkeypatch.setattr(renew, "libraries", lambda: [new])
    assert set(why(built).values()) == {"changed: engine"}


def test_another_release_of_a_package(
    built: Driver,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    site = tmp_path_factory.mktemp("site")
    for package in ("weasyprint-70.0", "pillow-13.0.0", "unknown-1"):
        folder = site / f"{package}.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(package, "utf-8")
        os.utime(folder / "METADATA", (0, 9))
    monkeypatch.setattr(inputs, "_installed", lambda: str(site))
    assert set(why(built).values()) == {"changed: engine"}
    (site / "unknown-1.dist-info").rename(site / "unknown-2.dist-info")
    assert why(built) == {}
    (site / "pillow-13.0.0.dist-info").rename(site / "pillow-13.1.0.dist-info")
    assert set(why(built).values()) == {"changed: engine"}
