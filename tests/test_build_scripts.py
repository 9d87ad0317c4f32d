"""A language whose letters our font has not: leaflet.yaml names its fonts."""

from __future__ import annotations

import pytest

from leaflet import pofile
from leaflet.facts import read_facts
from tests.conftest import Driver
from tests.han import FAMILY, squares

SAID = {
    "Opening hours": "開館時間",
    "Ask your care team.": "請問醫護人員。",
    "When": "何時",
    "We open at nine [@one].": "我們九時開門 [@one]。",
}
LABELS = "文獻參考也有中文版本日期下次審閱翻譯頁共聯絡由與圖表注"
NAMED = "  languages: {zh: {text: Squares, headings: Squares}}\n"


@pytest.fixture
def chinese(tiny: Driver) -> Driver:
    """Give the tiny project in Traditional Chinese, with a font, not yet named."""
    tiny.replace("content/hours/leaflet.md", "[en, fr]", "[en, fr, zh_Hant]")
    tiny.replace("leaflet.yaml", "fr: Notre", "zh_Hant: Our Group, fr: Notre")
    tiny.replace(
        "leaflet.yaml",
        "fonts: {text: Source Sans 3, headings: Source Sans 3}\n",
        "fonts:\n  text: Source Sans 3\n  headings: Source Sans 3\n",
    )
    tiny.run("messages", "update", "--lang", "zh_Hant").exits(0)
    for domain in ("hours", "templates"):
        name = f"locales/zh_Hant/LC_MESSAGES/{domain}.po"
        po = pofile.parse(tiny.read(name).encode(), name)
        said = [
            pofile.with_msgstr(entry, SAID.get(entry.msgid) or label(entry.msgid))
            for entry in po.entries
            if not entry.is_header
        ]
        po = pofile.replaced(po, *said)
        po = pofile.with_header(po, {"Last-Translator": "Li <li@example.org>"})
        tiny.write(name, po.encode())
    text = "".join([*SAID.values(), LABELS, "年月日。、：繁體中文英法語文"])
    return tiny.write("styles/fonts/squares.otf", squares(text))


def label(said: str) -> str:
    """Give a label in characters of our font, with the placeholders of its own."""
    kept = "".join(f"{{{part.split('}')[0]}}}" for part in said.split("{")[1:])
    return LABELS[len(said) % 20 :][:3] + kept + ("。" if said.endswith(".") else "")


def test_a_language_has_fonts_of_its_own(chinese: Driver) -> None:
    chinese.append("leaflet.yaml", NAMED)
    chinese.run("build", "--lang", "zh_Hant", "--lang", "fr").exits(0)
    used = {}
    for tag in ("fr", "zh_Hant"):
        file = chinese.root / f"build/hours/hours-{tag}-screen-letter.pdf"
        pages = read_facts(file.read_bytes(), tag).pages
        used[tag] = {font.name for page in pages for font in page.fonts}
    assert any(name.startswith(FAMILY) for name in used["zh_Hant"])
    assert any(name.startswith("Source") for name in used["fr"])


def test_a_job_ticket_in_another_language_has_them_too(chinese: Driver) -> None:
    chinese.append("leaflet.yaml", NAMED)
    # 5 pt in four inks: preflight warns, and quotes the text.
    design = "layout: flat\ntarget: press\nbleed: 3\nstylesheets: [page.css]\n"
    chinese.write("styles/formats/press.yaml", design)
    chinese.write(
        "styles/page.css",
        "html { font-family: var(--text-font) } p { font-size: 5pt; color: #0b5563 }",
    )
    chinese.replace("content/hours/leaflet.md", "[screen]", "[press]")
    chinese.run("build", "--lang", "zh_Hant").exits(0)
    file = chinese.root / "build/hours/hours-zh_Hant-press-letter-ticket.pdf"
    (page,) = read_facts(file.read_bytes(), "ticket").pages
    assert "Job ticket" in page.text
    # In its head, and in a warning that quotes it.
    assert page.text.count("開館時間") == 2


def test_without_them_each_character_is_told(chinese: Driver) -> None:
    chinese.run("build", "--lang", "zh_Hant").exits(1)
    chinese.tells("glyph-missing", "the font Source Sans 3 has no 開 (U+958B")


def test_a_font_that_is_not_there_is_told(chinese: Driver) -> None:
    chinese.append("leaflet.yaml", NAMED.replace("text: Squares", "text: Circles"))
    chinese.run("build", "--lang", "en").exits(1)
    chinese.tells("font-unknown", "the font Circles is not in styles/fonts")


def test_names_are_checked_as_all_others(chinese: Driver) -> None:
    chinese.append("leaflet.yaml", "  languages: {zh: {text: Squares}, 7: x}\n")
    chinese.run("build").exits(1)
    chinese.tells("leaflet.yaml:", "yaml-missing", "yaml-")
