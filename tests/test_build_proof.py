"""Proofs, as a project builds them for the reviewers of a translation."""

from __future__ import annotations

import csv
import json
import re

import pikepdf
import pytest
from pypdfium2 import PdfDocument

from leaflet.signoff import text_digest
from tests.conftest import ROOT, Driver
from tests.pdf_facts import read_facts
from tests.verapdf import failures

PAGE = "content/hours/leaflet.md"
FRENCH = "locales/fr/LC_MESSAGES/hours.po"
LABELS = "locales/fr/LC_MESSAGES/templates.po"
PROOF = ("build", "--format", "proof", "--paper", "a4")
FR = (*PROOF, "--lang", "fr")
MADE = "build/hours/hours-fr-proof-a4.pdf"
SIGN = ("sign", "hours", "fr", "--name", "Ada Roy", "--role", "nurse")
DOSE = "\n## Dose\n\n<!-- translators: Once. -->\nTake 5 mg every 24 hours.\n"


@pytest.fixture
def begun(tiny: Driver) -> Driver:
    """Give a project whose French has a dose that is wrong, a doubt, and gaps."""
    text = (ROOT / LABELS).read_text("utf-8")
    tiny.write(LABELS, text.replace('msgstr "Approbation"', 'msgstr ""'))
    tiny.append(PAGE, DOSE + "\nAsk us.\n")
    tiny.run("messages", "update").exits(0)
    tiny.replace(FRENCH, '24 hours."\nmsgstr ""', '24 hours."\nmsgstr "X 50 mg."')
    tiny.replace(FRENCH, 'msgstr "X', 'msgstr "Prenez toutes les 24 heures')
    tiny.replace(FRENCH, "#. title\n", "# Or heures?\n#, fuzzy\n#. title\n")
    return tiny


def said(driver: Driver, name: str = MADE) -> str:
    """Give what a reader of a proof reads, on one line."""
    with PdfDocument(driver.root / name) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    return " ".join(" ".join(pages).replace("\u202f", " ").split())


def language(driver: Driver) -> str:
    with pikepdf.open(driver.root / MADE) as pdf:
        return str(pdf.Root.Lang)


def test_an_unfinished_translation_has_a_proof(begun: Driver) -> None:
    begun.run("build", "--lang", "fr").exits(1)
    begun.run(*FR).exits(0).writes(MADE)
    assert not begun.err.count("error")
    text = said(begun)
    for part in (
        *("Proof · for reviewers only; not to be handed out", "version 1.0"),
        *("English → French", "Ada Roy; from version 1.0"),
        *("not translated: 2", "unconfirmed: 1", "with an error: 1"),
        *("remarks of the checks: 1", "translation-numbers", "50 mg"),
        *("Note of the author: Once.", "Or heures?", "A Journal"),
        *("It can be corrected, but not signed for yet.", "Sign-off", "Signature"),
    ):
        assert part in text
    assert text.count("not translated ") >= 2


def test_each_message_has_its_number_and_its_id(begun: Driver) -> None:
    begun.run(*FR).exits(0)
    text = said(begun)
    begun.run("messages", "export", "fr", "--format", "csv").exits(0)
    with (begun.root / "build/exchange/hours-fr.csv").open(encoding="utf-8") as file:
        _, *rows = csv.reader(file)
    assert len(rows) == 7
    for number, (name, where, *_) in enumerate(rows, start=1):
        assert where.startswith(f"{number} · ")
        assert re.search(rf"\b{number} (?:\S+ ){{1,12}}· {name}", text)


def test_source_and_translation_speak_their_languages(begun: Driver) -> None:
    begun.run(*FR).exits(0)
    tree = read_facts((begun.root / MADE).read_bytes()).tree
    spoken = {(one.lang, " ".join(one.text.split())) for one in tree.all("P")}
    assert ("en-CA", "We open at nine [1].") in spoken
    assert ("fr-CA", "Nous ouvrons à neuf heures [1].") in spoken
    assert failures(begun.root / MADE, "ua1") == []
    assert failures(begun.root / MADE, "2a") == []


def test_its_own_words_are_those_of_the_translation_once_it_has_them(
    tiny: Driver,
) -> None:
    tiny.run(*FR).exits(0)
    assert language(tiny) == "fr-CA"
    text = said(tiny)
    assert "Épreuve · réservée à la relecture; ne pas distribuer" in text
    assert "anglais → français" in text
    assert "modifiée le" not in text  # the catalog does not say when
    date = "2026-11-20 10:00+0000"
    tiny.replace(FRENCH, "Revision-Date: ", f"Revision-Date: {date}")
    tiny.run(*FR).exits(0)
    assert "modifiée le 20 novembre 2026" in said(tiny)


def test_labels_of_proofs_stop_no_leaflet(tiny: Driver) -> None:
    text = (ROOT / LABELS).read_text("utf-8")
    tiny.write(LABELS, text.replace('msgstr "Approbation"', 'msgstr ""'))
    tiny.run("build", "--lang", "fr").exits(0)
    tiny.run(*FR).exits(0)
    assert language(tiny) == "en-CA"  # one language, not some words of each


def test_a_proof_of_the_source_itself(tiny: Driver) -> None:
    tiny.run(*PROOF, "--lang", "en").exits(0)
    text = said(tiny, "build/hours/hours-en-proof-a4.pdf")
    assert "I have read every passage. The text may be printed as it is." in text
    assert "→" not in text
    assert "not translated" not in text


def test_a_language_that_is_only_begun(tiny: Driver) -> None:
    tiny.run("messages", "add", "de").exits(0)
    tiny.run(*PROOF, "--lang", "de").exits(0)
    assert "not translated: 4" in said(tiny, "build/hours/hours-de-proof-a4.pdf")


def test_from_right_to_left_the_sheet_is_turned_round(tiny: Driver) -> None:
    tiny.run(*PROOF, "--lang", "xr").exits(0)
    made = tiny.root / "build/hours/hours-xr-proof-a4-pseudo.pdf"
    assert "←" in said(tiny, str(made))
    assert failures(made, "ua1") == []


def test_proofs_are_built_where_somebody_asks_for_them(tiny: Driver) -> None:
    tiny.run("build").exits(0)
    assert "proof" not in tiny.out
    tiny.run(*PROOF).exits(0)
    tiny.run("build", "--json").exits(0)
    assert "proof" not in tiny.out
    # A build of all that has noticed a change has not renewed the proof.
    tiny.replace(FRENCH, "Horaires", "Heures")
    tiny.run("build").exits(0)
    tiny.run(*FR, "--json").exits(0)
    (one,) = map(json.loads, tiny.out.splitlines())
    assert one["built"]
    assert "Heures" in said(tiny)
    tiny.run(*FR, "--json").exits(0)
    (one,) = map(json.loads, tiny.out.splitlines())
    assert not one["built"]
    tiny.run("verify", "--format", "proof", "--lang", "fr", "--paper", "a4").exits(0)


def test_a_leaflet_may_have_a_proof_each_time(tiny: Driver) -> None:
    tiny.replace(PAGE, "[screen]", "[screen, proof]").run("build").exits(0)
    tiny.writes(MADE, "build/hours/hours-en-proof-a4.pdf")


def test_the_signature_on_paper_is_recorded_for_that_text_alone(tiny: Driver) -> None:
    tiny.run(*FR).exits(0)
    (digest,) = re.findall(r"--proof ([0-9a-f]{16}) --name", said(tiny))
    tiny.run(*SIGN, "--proof", digest[:8].upper() + " " + digest[8:]).exits(0)
    tiny.replace(FRENCH, "Horaires", "Heures")
    tiny.run(*SIGN, "--proof", digest).exits(1).tells(
        "--proof: error[sign-off-proof]: the text of hours in fr is",
        "hint: make a new proof",
    )
    tiny.run(*FR).exits(0)
    text = said(tiny)
    assert "Ada Roy, nurse, " in text
    assert "passages modifiés depuis : 1" in text.replace("\u00a0", " ")
    assert text.count("Modifié depuis la signature de Ada Roy, le ") == 1


def test_the_digest_is_of_all_that_is_read() -> None:
    assert text_digest(["a", "b"]) == text_digest(["b", "a"])
    assert text_digest(["a", "b"]) != text_digest(["a", "c"])


def test_it_lies_and_is_turned_on_its_short_edge(tiny: Driver) -> None:
    tiny.run(*FR).exits(0)
    with pikepdf.open(tiny.root / MADE) as pdf:
        _, _, width, height = pdf.pages[0].mediabox
        assert width > height
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"


def test_a_proof_is_no_press_file(tiny: Driver) -> None:
    design = "layout: proof\ntarget: press\nstylesheets: [proof.css]\n"
    tiny.write("styles/formats/mine.yaml", design)
    tiny.run("check").exits(1).tells("styles/formats/mine.yaml:2: error[format-value]")


def test_a_character_that_no_font_has_is_told_with_its_line(begun: Driver) -> None:
    begun.replace(FRENCH, "# Or heures?", "# Or 👍?")
    begun.run(*FR).exits(1).tells(f"{FRENCH}:", "glyph-missing", "U+1F44D")
