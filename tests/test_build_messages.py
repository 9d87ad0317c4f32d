"""Catalogs on disk: written where messages changed, and only there."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT, Driver

PAGE = "content/hours/leaflet.md"
POT, PO = "locales/hours.pot", "locales/fr/LC_MESSAGES/hours.po"
LABELS = "locales/fr/LC_MESSAGES/templates.po"
UPDATE = ("messages", "update", "--leaflet", "hours")


def test_an_update_writes_what_changed_and_no_more(tiny: Driver) -> None:
    tiny.run(*UPDATE).exits(0).prints(POT)  # the catalog itself is up to date
    tiny.append(PAGE, "\nCome in.\n").run(*UPDATE).exits(0).prints(POT, PO)
    assert 'msgid "Come in."\nmsgstr ""\n' in tiny.read(PO)
    before = tiny.files("locales")
    tiny.run(*UPDATE).exits(0).prints().tells("nothing changed")
    assert tiny.files("locales") == before


def test_moved_lines_alone_write_nothing(tiny: Driver) -> None:
    tiny.run(*UPDATE)
    before = tiny.files("locales")
    tiny.replace(PAGE, "## When", "\n\n## When")
    tiny.run(*UPDATE).exits(0).prints().tells("nothing changed")
    assert tiny.files("locales") == before


def test_a_new_language_gets_a_catalog_that_msgfmt_likes(tiny: Driver) -> None:
    tiny.replace(PAGE, "[en, fr]", "[en, fr, es]")
    tiny.replace("leaflet.yaml", "{en: Our", "{es: Grupo, en: Our")
    name = "locales/es/LC_MESSAGES/hours.po"
    tiny.run(*UPDATE).exits(0).prints(POT, name)
    done = subprocess.run(
        [shutil.which("msgfmt") or "", "-c", "-o", "/dev/null", tiny.root / name],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_only_the_chosen_language(tiny: Driver) -> None:
    tiny.replace(PAGE, "[en, fr]", "[en, fr, es, de]")
    tiny.replace("leaflet.yaml", "{en: Our", "{es: Grupo, de: Wir, en: Our")
    tiny.run(*UPDATE, "--lang", "de").exits(0)
    assert (tiny.root / "locales/de/LC_MESSAGES/hours.po").exists()
    assert not (tiny.root / "locales/es").exists()


def test_unknown_names_name_the_known_ones(tiny: Driver) -> None:
    tiny.run("messages", "update", "--lang", "xx").exits(1)
    tiny.tells("--lang: error[lang-unknown]: no leaflet is in xx", "there are: en, fr")
    tiny.run("messages", "update", "--leaflet", "xx").exits(1)
    tiny.tells("--leaflet: error[leaflet-unknown]", "there are: hours")
    assert list(tiny.files("locales")) == [PO]


def test_one_damaged_catalog_and_nothing_is_written(tiny: Driver) -> None:
    tiny.replace(PAGE, "[en, fr]", "[en, fr, es]")
    tiny.replace("leaflet.yaml", "{en: Our", "{es: Grupo, en: Our")
    tiny.write(PO, "msgid 1").write("locales/es/LC_MESSAGES/hours.po", "msgid 2")
    before = tiny.files("locales")
    tiny.run("messages", "update").exits(1)
    tiny.tells(f"{PO}:1", "locales/es/LC_MESSAGES/hours.po:1")
    assert tiny.files("locales") == before


def test_a_damaged_template_is_made_anew(tiny: Driver) -> None:
    """It is nobody's work; two branches that both changed it often clash."""
    tiny.write(POT, "<<<<<<< ours").run("messages", "extract").exits(0)
    assert 'msgid "When"\n' in tiny.read(POT)


def test_sources_with_mistakes_are_not_extracted(tiny: Driver) -> None:
    before = tiny.replace(PAGE, "nine", "<b>").files("locales")
    for command in ("extract", "update"):
        tiny.run("messages", command).exits(1).tells(f"{PAGE}:13: error[html]")
    assert tiny.files("locales") == before


def test_a_project_with_our_templates_keeps_our_labels(tiny: Driver) -> None:
    """An empty catalog of labels in the project would hide ours."""
    tiny.run("messages", "update").exits(0).prints(POT)
    tiny.write("templates/mine.html.j2", '{{ _("See you") }}')
    tiny.run("messages", "update").exits(0)
    assert 'msgid "See you"\nmsgstr ""\n' in tiny.read(LABELS)
    assert 'msgstr "Références"' in tiny.read(LABELS)


def test_a_lost_value_in_a_label_stops_the_build(tiny: Driver) -> None:
    tiny.write(LABELS, (ROOT / LABELS).read_bytes())
    tiny.replace(LABELS, 'Version {version}"\n\n', 'Version {verison}"\n\n')
    tiny.run("check").exits(1).tells(LABELS, "error[catalog-placeholder]")


def test_our_own_catalogs_are_up_to_date(
    project: Callable[[Path], Driver],
) -> None:
    project(ROOT).run("messages", "update").exits(0).prints()
