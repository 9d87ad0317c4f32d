"""The ends of lines: what is heard between the words that stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf

from leaflet.sheet import Fit
from leaflet.typeset.pages import Typesetter
from tests.pdf_facts import Node, read_facts, squeeze

PAGE = """<!DOCTYPE html>
<html lang="{lang}"><head><title>Lines</title><style>
@page {{ size: 60mm 120mm; margin: 8mm; @footnote {{ margin: 0 }} }}
html {{ font: 10pt/1.3 "Source Sans 3"; hyphens: auto; hyphenate-character: "-" }}
body {{ margin: 0; direction: {direction} }}
.note {{ float: footnote }}
</style></head><body>{body}</body></html>"""

ENGLISH = (
    "A well-known <em>immunological</em> reaction, <a href='https://example.org/'>"
    "as anybody</a> <strong>can see</strong>, may happen after a non-standard infusion"
    "<span class='note'>The note is set at the foot of the page.</span> or transfusion;"
    "<br>ask – in good time – your self-help group/association and the rheumatologist."
)


def printed(typesetter: Typesetter, body: str, lang: str = "en") -> bytes:
    direction = "rtl" if lang == "ar" else "ltr"
    html = PAGE.format(lang=lang, direction=direction, body=body)
    return typesetter.print(html, Fit(), "lines").pdf


def written(html: str) -> list[str]:
    """Give the words of an HTML, as far as hyphens do not matter."""
    text = re.sub("<span class='note'>.*?</span>", "", html).replace("<br>", " ")
    return re.sub("<[^>]*>|-", "", text).split()


def heard(node: Node) -> list[str]:
    """Give the words of an element without its footnotes, hyphens apart."""
    return node.content.replace("-", "").replace("\u00ad", "").split()


def actual_texts(pdf: bytes) -> Iterator[str]:
    """Give each text that stands for glyphs."""
    with pikepdf.open(BytesIO(pdf)) as file:
        for page in file.pages:
            for step in pikepdf.parse_content_stream(page):
                if str(step.operator) == "BDC" and "/ActualText" in step.operands[1]:
                    yield str(step.operands[1].ActualText)


def test_words_are_apart_where_lines_end(typesetter: Typesetter) -> None:
    pdf = printed(typesetter, f"<p>{ENGLISH}</p>")
    facts = read_facts(pdf)
    assert len(facts.pages[0].lines()) > 8
    (paragraph,) = facts.tree.all("P")
    (note,) = paragraph.all("Note")
    rest = squeeze(paragraph.content).replace(squeeze(note.content), "")
    assert rest.replace("-", "").split() == written(ENGLISH)


def test_the_hyphen_of_a_parted_word_is_a_soft_one(typesetter: Typesetter) -> None:
    pdf = printed(typesetter, f"<p>{ENGLISH}</p>")
    soft = [*actual_texts(pdf)]
    lines = [text for _, text in read_facts(pdf).pages[0].lines()]
    hyphens = [line.split()[-1] for line in lines if line.endswith("-")]
    own = [word for word in hyphens if word in ("well-", "non-", "self-")]
    assert own
    assert len(hyphens) > len(own)
    assert soft == ["\u00ad"] * (len(hyphens) - len(own))


def test_a_paragraph_over_pages_goes_on_as_it_was(typesetter: Typesetter) -> None:
    words = "reconsideration of immunological findings " * 60
    facts = read_facts(printed(typesetter, f"<p>{words}</p>"))
    assert len(facts.pages) > 1
    assert heard(facts.tree.one("P")) == words.split()


def test_lines_from_right_to_left_end_with_their_space(typesetter: Typesetter) -> None:
    words = "\u202ewhoever reads from the right finds all words apart as well\u202c"
    (page,) = read_facts(printed(typesetter, f"<p>{words}</p>", "ar")).pages
    turned, _ = (piece for piece in page.drawn if piece.text.strip())
    assert turned.text == " thgir eht morf sdaer reveohw"
    assert round(turned.box.right) == 52  # the words stay where they were
