"""Job tickets, as a project builds them beside its press files."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pypdfium2 import PdfDocument

from tests.conftest import ROOT, Driver
from tests.verapdf import failures

if TYPE_CHECKING:
    from pathlib import Path

LETTER = ("--paper", "letter")
EN = (*LETTER, "--lang", "en")
PRESS = "build/hours/hours-en-press-letter.pdf"
TICKET = "build/hours/hours-en-press-letter-ticket.pdf"
ORDER = "press: {paper: 150 g/m² silk, quantity: {en: 1500, fr: 200}, language: fr}\n"


@pytest.fixture
def shop(tiny: Driver) -> Driver:
    """Give a project with a press edition and one for the screen."""
    design = "layout: flat\ntarget: press\nbleed: 3\nstylesheets: [page.css]\n"
    tiny.write("styles/formats/press.yaml", design).write("styles/page.css", "")
    return tiny.replace("content/hours/leaflet.md", "[screen]", "[screen, press]")


def said(path: Path) -> str:
    """Give what a reader of the page reads, on one line."""
    with PdfDocument(path) as pdf:
        assert len(pdf) == 1
        return " ".join(pdf[0].get_textpage().get_text_range().split())


def test_a_ticket_tells_of_the_file_beside_it(shop: Driver) -> None:
    shop.run("build", *EN).exits(0).writes(PRESS, TICKET)
    text = said(shop.root / TICKET)
    digest = hashlib.sha256((shop.root / PRESS).read_bytes()).hexdigest()
    for part in (
        *("Job ticket Opening hours", "hours-en-press-letter.pdf", digest),
        *("215.9 × 279.4 mm (8 1/2 × 11 in)", "3 mm (0.12 in) on each side"),
        *("CGATS TR 006", "black; no spot colours", "PDF/X-4", "Source Sans 3"),
        *("allows 320 %", "passed (checks: 10)", "Our Group", "us@example.org"),
        *("Version 1.0", "published November 23, 2026", "one side"),
    ):
        assert part in text
    # What nobody has said is left to be written.
    assert text.count("to be filled in") == 3
    assert f"{TICKET} " in shop.out
    assert not list(shop.root.glob("build/*/*screen*-ticket.pdf"))


def test_it_is_as_accessible_as_a_screen_edition(shop: Driver) -> None:
    shop.run("build", *EN, "--format", "press").exits(0)
    path = shop.root / TICKET
    assert failures(path, "ua1") == []
    assert failures(path, "2a") == []
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo.Title) == "Job ticket: hours-en-press-letter.pdf"
    shop.run("check", str(path)).exits(0)


def test_what_is_ordered_and_in_which_language(shop: Driver) -> None:
    shop.append("leaflet.yaml", ORDER)
    shop.run("build", *LETTER, "--format", "press").exits(0)
    text = said(shop.root / TICKET)
    assert "Fiche de fabrication" in text
    assert "150 g/m² silk" in text
    assert "1 500 exemplaires" in text.replace("\xa0", " ")
    assert "anglais" in text
    assert "Fond perdu 3 mm" in text
    other = said(shop.root / TICKET.replace("-en-", "-fr-"))
    assert "200 exemplaires" in other.replace("\xa0", " ")
    assert "Horaires" in other


def test_a_leaflet_orders_for_itself(shop: Driver) -> None:
    shop.append("leaflet.yaml", ORDER)
    shop.replace(
        "content/hours/leaflet.md",
        "version:",
        "press: {quantity: 30, note: By Monday}\nversion:",
    )
    shop.run("build", *EN, "--format", "press").exits(0)
    text = said(shop.root / TICKET)
    assert "30 exemplaires" in text.replace("\xa0", " ")
    assert "By Monday" in text
    assert "150 g/m² silk" in text


def test_the_longest_order_of_the_fullest_sheet_has_room(shop: Driver) -> None:
    """A folded sheet with its table, a title of two lines, and warnings."""
    shop.replace("content/hours/leaflet.md", "[screen, press]", "[folded]")
    shop.replace("content/hours/leaflet.md", "Opening hours", "Our opening hours " * 7)
    fold = "layout: booklet\nspreads: true\ntarget: press\nbleed: 3\n"
    shop.write("styles/formats/folded.yaml", f"{fold}stylesheets: [page.css]\n")
    shop.write("styles/page.css", "p, h1 { font-size: 5pt; color: #0b5563 }")
    words = {"paper": 80, "finishing": 80, "note": 300}
    order = ", ".join(f"{key}: {'silk ' * (n // 5)}" for key, n in words.items())
    shop.append("leaflet.yaml", f"press: {{{order}, language: fr}}\n")
    shop.run("build", *EN).exits(0)
    text = said(shop.root / TICKET.replace("-press-", "-folded-"))
    assert text.count("silk") == 92
    assert "preflight-text-inks" in text


def test_a_shop_may_speak_a_language_of_no_leaflet(shop: Driver) -> None:
    shop.write("logo.svg", '<svg xmlns="http://www.w3.org/2000/svg"></svg>')
    shop.replace("leaflet.yaml", "{en: Our Group, fr: Notre groupe}", "{en: Our Group}")
    shop.append("leaflet.yaml", "logo: {file: logo.svg, alternative: {en: A}}\n")
    shop.replace("content/hours/leaflet.md", "[en, fr]", "[en]")
    shop.append("leaflet.yaml", ORDER)
    shop.run("build", *EN, "--format", "press").exits(0)
    text = said(shop.root / TICKET)
    assert "Fiche de fabrication" in text
    assert "Our Group" in text


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("{quantity: many}", "'many' is not a number of copies"),
        ("{quantity: {en: 0}}", "'0' is not a whole number above 0"),
        (f"{{note: {'by Monday ' * 31}}}", "is not 300 letters at most"),
        ("{language: qq}", "no language is tagged qq"),
        ("{colour: red}", "press.colour is not a key here"),
    ],
)
def test_an_order_that_makes_no_sense(shop: Driver, value: str, told: str) -> None:
    shop.append("leaflet.yaml", f"press: {value}\n").run("build").exits(1)
    assert "leaflet.yaml:14: error" in shop.err
    assert told in shop.err


def test_a_ticket_is_built_with_its_file_and_only_then(shop: Driver) -> None:
    def built(*arguments: str) -> dict[str, str]:
        shop.run("build", *EN, "--json", *arguments).exits(0)
        lines = [json.loads(line) for line in shop.out.splitlines()]
        return {one["file"]: one["why"] for one in lines if one["built"]}

    assert built().keys() >= {PRESS, TICKET}
    before = shop.files("build")
    assert built() == {}
    assert shop.files("build") == before
    shop.remove(TICKET)
    assert built() == dict.fromkeys((PRESS, TICKET), "its ticket is gone")
    (shop.root / TICKET).write_bytes(b"%PDF-1.7")
    why = "its ticket is not the one that was built"
    assert built() == dict.fromkeys((PRESS, TICKET), why)
    after = shop.files("build")
    assert {n: d for n, (d, _) in after.items()} == {
        n: d for n, (d, _) in before.items()
    }
    shop.run("verify", *EN).exits(0)
    shop.write(TICKET, b"%PDF-1.7").run("verify", *EN).exits(1)
    shop.tells(f"{TICKET}: error[verify-different]", "1 problem")
    # Its stylesheet is no other edition's.
    own = (ROOT / "styles/ticket.css").read_text("utf-8")
    shop.write("styles/ticket.css", own + "p { margin: 0 }\n")
    assert built() == dict.fromkeys((PRESS, TICKET), "changed: styles")


def test_drafts_have_no_ticket(shop: Driver) -> None:
    shop.replace("locales/fr/LC_MESSAGES/hours.po", '"Quand"', '""')
    options = ("--draft", "--lang", "fr", "--format", "press", *LETTER)
    shop.run("build", *options).exits(0)
    assert not list(shop.root.glob("build/*/*ticket*"))


def test_only_the_shops_language_needs_the_labels_of_tickets(shop: Driver) -> None:
    text = (ROOT / "locales/fr/LC_MESSAGES/templates.po").read_text("utf-8")
    without = [
        block
        for block in text.split("\n\n")
        if "ticket" not in block or "closing.html" in block
    ]
    assert len(without) < len(text.split("\n\n")) - 40
    shop.write("locales/fr/LC_MESSAGES/templates.po", "\n\n".join(without) + "\n")
    shop.run("build", *LETTER, "--lang", "fr").exits(0)
    shop.writes(TICKET.replace("-en-", "-fr-"))
    # Where the shop is spoken to in French, press editions need them, and no others.
    shop.append("leaflet.yaml", ORDER).run("build", *EN).exits(1)
    assert "catalog-missing" in shop.err
    assert "no translation into fr of «Job ticket»" in shop.err
    assert "build/hours/hours-en-screen-letter.pdf" in shop.out
    assert "press" not in shop.out


def test_a_build_counts_the_warnings_of_preflight(shop: Driver) -> None:
    css = "p { font-size: 5pt; color: #0b5563 }"
    shop.write("styles/page.css", css)
    for _ in range(2):  # what is kept is told, too
        shop.run("build", *EN, "--format", "press").exits(0)
        shop.tells("of preflight; to read: leaflet check", PRESS)
    assert "preflight-text-inks" in said(shop.root / TICKET)
    shop.run("check", str(shop.root / PRESS)).tells("warning[preflight-text-inks]")
