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
    tiny.tells("update: error[lang-unknown]: no leaflet is in xx", "there are: en, fr")
    tiny.run("messages", "update", "--leaflet", "xx").exits(1)
    tiny.tells("--leaflet: error[leaflet-unknown]", "there are: hours")
    assert list(tiny.files("locales")) == [PO]


def test_languages_may_be_named_without_an_option(tiny: Driver) -> None:
    tiny.run("messages", "add", "de", "es").exits(0)
    tiny.append(PAGE, "\nCome in.\n").run(*UPDATE, "es").exits(0)
    tiny.prints(POT, "locales/es/LC_MESSAGES/hours.po")


def test_a_language_is_begun_and_the_rest_is_said(tiny: Driver) -> None:
    tiny.write("leaflet.yaml", tiny.read("leaflet.yaml") + LOGO).write(
        "a.svg", "<svg/>"
    )
    before = tiny.files()
    tiny.run("messages", "add", "pa").exits(0).prints(
        "locales/pa/LC_MESSAGES/templates.po", "locales/pa/LC_MESSAGES/hours.po"
    )
    assert tiny.err.splitlines() == [
        "leaflet.yaml: give association.name in pa",
        "leaflet.yaml: say in pa what the logo shows: logo.alternative",
        "styles/typography/pa.yaml: write its rules of typography; "
        "without, texts are set as they are typed",
        f"{PAGE}: once its translation is done, add pa to languages",
    ]
    after = tiny.files()
    assert {name: after[name] for name in before} == before
    tiny.run("messages", "add", "pa").exits(0).prints().tells("nothing changed")
    tiny.run("check").exits(0)  # what is only begun is not asked for


LOGO = "logo: {file: a.svg, alternative: {en: Us, fr: Nous}}\n"


def test_a_language_that_is_begun_is_kept_up_to_date(tiny: Driver) -> None:
    tiny.run("messages", "add", "de", "--leaflet", "hours").exits(0)
    tiny.append(PAGE, "\nCome in.\n").run(*UPDATE).exits(0)
    tiny.prints(POT, "locales/de/LC_MESSAGES/hours.po", PO)


def test_languages_that_nobody_knows_are_all_named(tiny: Driver) -> None:
    before = tiny.files()
    tiny.run("messages", "add", "xx", "fr-CA", "de", "DE").exits(1)
    tiny.tells("no language is tagged xx", "write fr_CA", "write de", "3 problems")
    tiny.run("messages", "add").exits(2)
    assert tiny.files() == before


def test_the_leaflets_own_language_needs_no_catalog(tiny: Driver) -> None:
    tiny.run("messages", "add", "en").exits(0).prints().tells("nothing changed")
    # The labels of our templates, in English, serve every English.
    tiny.run("messages", "add", "en_GB").exits(0)
    tiny.prints("locales/en_GB/LC_MESSAGES/hours.po")


def test_a_parents_catalog_serves_until_there_is_an_own_one(tiny: Driver) -> None:
    tiny.replace(PAGE, "[en, fr]", "[en, fr_CA]")
    tiny.replace("leaflet.yaml", "fr: Notre", "fr_CA: Notre")
    tiny.run("messages", "update").exits(0).prints(POT)
    tiny.run("check").exits(0)
    tiny.run("messages", "add", "fr_CA").exits(0)
    tiny.append(PAGE, "\nCome in.\n").run(*UPDATE).exits(0)
    tiny.prints(POT, PO, "locales/fr_CA/LC_MESSAGES/hours.po")


def test_one_damaged_catalog_and_nothing_is_written(tiny: Driver) -> None:
    tiny.replace(PAGE, "[en, fr]", "[en, fr, es]")
    tiny.replace("leaflet.yaml", "{en: Our", "{es: Grupo, en: Our")
    tiny.write(PO, "msgid 1").write("locales/es/LC_MESSAGES/hours.po", "msgid 2")
    before = tiny.files("locales")
    tiny.run("messages", "update").exits(1)
    tiny.tells(f"{PO}:1", "locales/es/LC_MESSAGES/hours.po:1")
    assert tiny.files("locales") == before


# --- a leaflet with another name

NEW = "locales/fr/LC_MESSAGES/opening.po"
ORPHAN = "catalog-orphan"


def renamed(driver: Driver) -> Driver:
    (driver.root / "content/hours").rename(driver.root / "content/opening")
    return driver


def test_a_renamed_leaflet_takes_its_catalog_along(tiny: Driver) -> None:
    tiny.write("locales/fr/hours.signoff.yaml", "readers: []\nmessages: {}\n")
    before = tiny.read(PO)
    renamed(tiny).run("messages", "status").exits(0).tells(
        f"{PO}: warning[{ORPHAN}]: belongs to no leaflet: there is no content/hours",
        f"hint: `make messages` carries its translations over to {NEW}",
        "hint: rename it to locales/fr/opening.signoff.yaml",
    )
    assert "100 %" in tiny.out
    tiny.run("messages", "update").exits(0)
    tiny.prints("locales/opening.pot", NEW)
    tiny.tells(f"hint: its translations are all in {NEW} now: delete it")
    now = before.replace("hours 1.0", "opening 1.0").replace("t/hours/", "t/opening/")
    assert tiny.read(NEW) == now
    assert tiny.read(PO) == before
    tiny.remove("locales/fr/hours.signoff.yaml").remove(PO)
    tiny.run("messages", "update").exits(0).prints()
    assert tiny.err == "nothing changed\n"


def test_so_do_languages_that_are_only_begun(tiny: Driver) -> None:
    german = PO.replace("fr", "de")
    tiny.write(german, tiny.read(PO).replace("Language: fr", "Language: de"))
    renamed(tiny).run("messages", "update", "de").exits(0)
    tiny.prints("locales/opening.pot", NEW.replace("fr", "de"))
    assert 'msgstr "Quand"' in tiny.read(NEW.replace("fr", "de"))


def test_a_catalog_that_already_has_an_heir_is_compared(tiny: Driver) -> None:
    work = tiny.read(PO)
    renamed(tiny).run("messages", "update")
    tiny.replace(NEW, 'msgstr "Quand"', 'msgstr ""')
    tiny.run("messages", "check").exits(0)
    tiny.tells(f"the leaflet's catalog is {NEW} now, and lacks some of its transl")
    tiny.run("messages", "check", "--json").exits(0)
    assert f'"id": "{ORPHAN}"' in tiny.out
    tiny.run("messages", "check", "--leaflet", "opening").exits(0)
    assert ORPHAN not in tiny.err
    tiny.write(NEW, "msgid 1").run("messages", "check").exits(1)
    tiny.tells(f"the leaflet's catalog is {NEW} now: mend that first")
    assert tiny.read(PO) == work


def test_a_leaflet_that_was_taken_away(tiny: Driver) -> None:
    other = tiny.read(PO).replace('msgid "', 'msgid "Not ').replace('Not "', '"')
    tiny.write("locales/fr/LC_MESSAGES/other.po", other)
    tiny.write("locales/fr/LC_MESSAGES/broken.po", "msgid 1")
    tiny.run("messages", "update").exits(0).tells(
        "LC_MESSAGES/other.po: warning[catalog-orphan]",
        "LC_MESSAGES/broken.po: warning[catalog-orphan]",
        "hint: give the leaflet its old name again, or delete the file",
    )


def test_folders_and_files_that_are_no_catalogs(tiny: Driver) -> None:
    for folder in ("deutsch", "de-DE", "G er"):
        tiny.write(f"locales/{folder}/LC_MESSAGES/hours.po", tiny.read(PO))
    tiny.write("locales/fr/LC_MESSAGES/.#hours.po", "x")
    tiny.write("locales/fr/LC_MESSAGES/._hours.po", b"\0")
    for command in ("status", "check", "update"):
        tiny.run("messages", command).exits(0).tells(
            "locales/deutsch/LC_MESSAGES/hours.po: warning[language-unknown]",
            "hint: write de_DE",
            "no language is tagged G er",
            "3 problems",
        )
    assert "deutsch" not in tiny.run("messages", "status").out


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


def test_a_catalog_may_be_larger_than_a_text(tiny: Driver) -> None:
    gone = '\n#~ msgid "{n}"\n#~ msgstr "' + "x" * 10_000 + '"\n'
    tiny.append(PO, "".join(gone.replace("{n}", f"{n}") for n in range(250)))
    tiny.append(PAGE, "\nCome in.\n").run(*UPDATE).exits(0).prints(POT, PO)
    tiny.replace(PAGE, "\nCome in.\n", "").run("messages", "update").exits(0)
    tiny.run("check").exits(0)
