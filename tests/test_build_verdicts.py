"""A catalog that did not change is not judged again; what was found is told again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from leaflet.build.plan import plan
from leaflet.build.selection import Selection
from leaflet.build.verdicts import verdict
from leaflet.catalog import Catalog
from leaflet.checks.translations import judge
from leaflet.problems import Location, Problem, Severity
from leaflet.source.files import Files
from tests.conftest import Driver

FRENCH = "locales/fr/LC_MESSAGES/hours.po"
CATALOG = Catalog("hours", "fr", FRENCH, {}, {})
FOUND = [
    Problem("a", Location("a.po", 3, 4), "wrong", "mend it"),
    Problem("b", Location("a.po"), "odd", severity=Severity.WARNING),
]
GLOSSARY = "terms:\n  - words: {en: [care team], fr: [infirmière]}\n"
PARIS = "territory: FR"


class Judge:
    """Finds the same each time, and counts the times."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> list[Problem]:
        self.times += 1
        return FOUND


def test_the_same_case_is_judged_once(tmp_path: Path) -> None:
    judge, files = Judge(), Files(tmp_path, cache=tmp_path)
    for _ in range(3):
        assert verdict(files, CATALOG, ("text", {"a": 1}), judge) == FOUND
    assert judge.times == 1


def test_another_case_is_judged(tmp_path: Path) -> None:
    judge, files = Judge(), Files(tmp_path, cache=tmp_path)
    catalogs = CATALOG, Catalog("hours", "fr_CA", FRENCH, {}, {})
    for catalog in catalogs:
        for text in ("one", "two"):
            verdict(files, catalog, text, judge)
    verdict(Files(tmp_path / "other", cache=tmp_path), CATALOG, "two", judge)
    assert judge.times == 5
    assert len(list(tmp_path.iterdir())) == 3  # the last verdict on each catalog


def test_another_library_judges_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge, files = Judge(), Files(tmp_path, cache=tmp_path)
    for version in ("98", "99"):
        monkeypatch.setattr("babel.__version__", version)
        verdict(files, CATALOG, "text", judge)
    assert judge.times == 2


def test_without_a_cache_all_are_judged(tmp_path: Path) -> None:
    judge = Judge()
    for _ in range(2):
        assert verdict(Files(tmp_path), CATALOG, "text", judge) == FOUND
    assert judge.times == 2


CHANGES: dict[str, Callable[[Driver], object]] = {
    "a message": lambda p: p.replace(FRENCH, "équipe soignante", "équipe médicale"),
    "a comment": lambda p: p.replace(FRENCH, 'msgid "', '# said\nmsgid "'),
    "the glossary": lambda p: p.write("glossary.yaml", GLOSSARY),
    "the territory": lambda p: p.replace("leaflet.yaml", "territory: CA", PARIS),
}


def judged(driver: Driver, cache: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Plan; give the catalogs that were judged meanwhile."""
    seen: list[str] = []
    begin = judge._Judge.__init__

    def noted(self: judge._Judge, catalog: Catalog, *rest: object) -> None:
        seen.append(catalog.path)
        begin(self, catalog, *rest)  # type: ignore[arg-type]  # handed through

    with monkeypatch.context() as patch:
        patch.setattr(judge._Judge, "__init__", noted)
        plan(Files(driver.root, cache=cache), Selection(papers=("a4",)))
    return seen


@pytest.mark.parametrize("change", CHANGES)
def test_a_build_judges_what_changed(
    tiny: Driver,
    change: str,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cache = tmp_path_factory.mktemp("verdicts")
    assert FRENCH in judged(tiny, cache, monkeypatch)
    assert judged(tiny, cache, monkeypatch) == []
    CHANGES[change](tiny)
    assert FRENCH in judged(tiny, cache, monkeypatch)


def test_what_was_found_is_told_each_time(tiny: Driver) -> None:
    tiny.replace(FRENCH, "soignante.", "soignante")
    for _ in range(2):
        tiny.run("build", "--lang", "fr", "--paper", "a4", "--force").exits(0)
        tiny.tells("warning[translation-ending]", "1 problem")
    tiny.replace(FRENCH, "Nous ouvrons", "50 : nous ouvrons")
    for _ in range(2):
        tiny.run("build", "--lang", "fr", "--paper", "a4").exits(1)
        tiny.tells("error[translation-numbers]")
