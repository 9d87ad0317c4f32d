"""A leaflet, resolved: translated, numbered, typeset, with every mark in place."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.catalog import Catalog, Labels, Language, Message
from leaflet.edition import Edition, Elsewhere, Voice, resolve
from leaflet.model import (
    Box,
    Break,
    Cited,
    Code,
    Definition,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    Leaflet,
    Link,
    Note,
    Paragraph,
    Plain,
    Table,
    Text,
    plain,
    texts,
    walk,
)
from leaflet.problems import Location
from leaflet.project import Project
from leaflet.references import Reference
from leaflet.shapes import FrontMatter
from leaflet.sheet import PAPERS, Design, Format
from leaflet.source.files import Files
from leaflet.source.inline import InlineReader
from leaflet.source.rules import read_rules
from leaflet.typography import Rules, setter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from leaflet.model import Block, Blocks

    Said = Mapping[Any, str]  # by the source, or by a Text where there is a context

ROOT = Path(__file__).parent.parent
ADDRESSES = {"SITE": "https://example.org/en"}
READER = InlineReader(ADDRESSES)
PROJECT = {
    "association": {
        "name": {"en": "Health B.C.", "fr": "Santé C.-B.", "ar": "Health B.C."},
        "language": "en",
        "website": "www.example.org",
        "email": "info@example.org",
    },
    "territory": "CA",
    "colours": {
        name: {"rgb": "#000000", "cmyk": [0, 0, 0, 100]}
        for name in ("ink", "muted", "accent", "tint", "paper")
    },
    "fonts": {"text": "Sans", "headings": "Serif"},
}
FRONT = {
    "title": "The *title*",
    "language": "en",
    "version": "1.0",
    "published": "2026-11-23",
    "disclaimer": "Ask your team.",
    "languages": ["en", "fr"],
    "formats": ["screen"],
}
REFERENCES = {
    key: Reference(type="article", language="en", title=f"On {key}", date="2021")
    for key in ("a", "b", "c", "a:1")
}
DESIGN = Design(
    layout="flat", target="screen", papers=("a4",), stylesheets=("test.css",)
)
AS_TYPED = Rules()
FORMAT = Format("screen", DESIGN, PAPERS["a4"])


def text(source: str, line: int = 1, context: str | None = None) -> Text:
    inlines, faults = READER.read(source)
    assert not faults
    return Text(source, inlines, Location("a.md", line), "paragraph", context=context)


def leaflet(
    *blocks: Block | str, front: Mapping[str, Any] = FRONT, **parts: Any
) -> Leaflet:
    made = tuple(Paragraph(text(b)) if isinstance(b, str) else b for b in blocks)
    fields = tuple(
        ((key,), text(front[key])) for key in ("title", "disclaimer") if key in front
    )
    parts = {"fields": fields, **parts}
    return Leaflet(
        "slug", "a.md", msgspec.convert(front, FrontMatter), blocks=made, **parts
    )


def catalog(said: Said, **header: str) -> Catalog:
    messages = {}
    for source, translation in said.items():
        key = source if isinstance(source, Text) else text(source)
        inlines = text(translation).inlines
        messages[key.context, key.source] = Message(
            key.source,
            key.context,
            translation,
            inlines,
            fuzzy=False,
            at=Location("fr.po", 9),
        )
    fields = {name.replace("_", "-"): value for name, value in header.items()}
    return Catalog("slug", "fr", "fr.po", messages, fields)


def voice(
    tag: str = "en", said: Catalog | None = None, rules: Rules = AS_TYPED
) -> Voice:
    language = Language.of(tag, "CA")
    return Voice(language, rules, setter(rules), Labels(tag), said)


def resolved(
    made: Leaflet, spoken: Voice | None = None, elsewhere: tuple[Elsewhere, ...] = ()
) -> Edition:
    project = msgspec.convert(PROJECT, Project)
    return resolve(made, REFERENCES, project, spoken or voice(), elsewhere, FORMAT)


def works(blocks: Blocks) -> list[tuple[int, str, str]]:
    cited = [it for each in texts(blocks) for it in walk(each.inlines)]
    return [work for it in cited if isinstance(it, Cited) for work in it.works]


def shown(blocks: Blocks) -> list[str]:
    return [plain(each.inlines) for each in texts(blocks)]


FIELDS: Said = {
    "The *title*": "Le *titre*",
    "Ask your team.": "Demandez à votre équipe.",
}


# --- citations


def test_citations_are_numbered_in_the_order_of_the_source() -> None:
    made = resolved(leaflet("One [@b] and [@a; @b].", "Two [@c]."))
    assert works(made.blocks) == [
        (1, "b", "cite:b:1"),
        (2, "a", "cite:a:1"),
        (1, "b", "cite:b:2"),
        (3, "c", "cite:c:1"),
    ]
    assert [(it.number, it.key, it.anchors) for it in made.entries] == [
        (1, "b", ("cite:b:1", "cite:b:2")),
        (2, "a", ("cite:a:1",)),
        (3, "c", ("cite:c:1",)),
    ]
    assert plain(made.entries[0].inlines) == "On b. 2021."


def test_a_translation_that_moves_citations_keeps_their_numbers() -> None:
    said = catalog({"One [@a], two [@b].": "Deux [@b], un [@a].", **FIELDS})
    made = resolved(leaflet("One [@a], two [@b]."), voice("fr", said))
    assert works(made.blocks) == [(2, "b", "cite:b:1"), (1, "a", "cite:a:1")]
    assert [it.number for it in made.entries] == [1, 2]


def test_citations_in_a_footnote_are_numbered_where_it_is_called() -> None:
    notes = (Footnote("n", text("See [@b].")),)
    made = resolved(leaflet("One [@a].[^n]", "Two [@c] [@b].", footnotes=notes))
    assert [(number, key) for number, key, _ in works(made.blocks)] == [
        (1, "a"),
        (2, "b"),
        (3, "c"),
        (2, "b"),
    ]


def test_a_footnote_called_twice_has_its_own_anchors_each_time() -> None:
    notes = (Footnote("n", text("See [@b].")),)
    made = resolved(leaflet("One[^n] two[^n].", footnotes=notes))
    assert made.entries[0].anchors == ("cite:b:1", "cite:b:2")


SENTENCES = st.lists(
    st.lists(st.sampled_from(["[@a]", "[@b; @a]", "[@c]", "[@a:1]", "[^n]", "x"])),
    min_size=1,
)


@settings(max_examples=50)
@given(SENTENCES)
def test_every_way_back_has_its_place(sentences: list[list[str]]) -> None:
    notes = (Footnote("n", text("See [@a:1].")),)
    headings = [Heading(2, text("Cite a 1"), "cite-a-1")]
    paragraphs = [" ".join(["Say", *words]) for words in sentences]
    made = resolved(leaflet(*headings, *paragraphs, footnotes=notes))
    anchors = [anchor for _, _, anchor in works(made.blocks)]
    ways = [anchor for entry in made.entries for anchor in entry.anchors]
    assert len(set(anchors)) == len(anchors)
    assert sorted(ways) == sorted(anchors)
    assert [entry.number for entry in made.entries] == [
        number for number, _ in enumerate(made.entries, start=1)
    ]
    assert all(entry.anchors for entry in made.entries)
    assert not {"cite-a-1"} & set(anchors)


# --- translation


def test_a_translation_takes_the_place_of_the_source() -> None:
    said = catalog({"Hello *you*": "Bonjour *vous*", **FIELDS})
    made = resolved(leaflet("Hello *you*"), voice("fr", said))
    assert next(texts(made.blocks)) == Text(
        "Bonjour *vous*",
        (Plain("Bonjour "), Emphasis((Plain("vous"),))),
        Location("fr.po", 9),
        "paragraph",
    )
    assert made.title == "Le titre"
    assert plain(made.field("disclaimer")) == "Demandez à votre équipe."
    assert made.field("funding") == ()


@pytest.mark.parametrize("said", [{}, {"Hello": ""}])
def test_source_text_never_stands_in_silence(said: Said) -> None:
    made = catalog({**said, **FIELDS})
    with pytest.raises(KeyError):
        resolved(leaflet("Hello"), voice("fr", made))


def test_a_fuzzy_translation_is_not_printed() -> None:
    made = catalog({"Hello": "Bonjour", **FIELDS})
    fuzzy = {key: replace(each, fuzzy=True) for key, each in made.messages.items()}
    with pytest.raises(KeyError):
        resolved(leaflet("Hello"), voice("fr", replace(made, messages=fuzzy)))


def test_a_message_is_found_by_its_context() -> None:
    hot, cold = text("Tap", context="verb"), text("Tap", context="noun")
    said = catalog({hot: "Touchez", cold: "Robinet", **FIELDS})
    made = resolved(leaflet(Paragraph(hot), Paragraph(cold)), voice("fr", said))
    assert shown(made.blocks) == ["Touchez", "Robinet"]


def test_an_empty_cell_is_no_message() -> None:
    table = Table(None, (text(""), text("Dose")), ((text("IV"), text("")),))
    said = catalog({"Dose": "Dose", "IV": "IV", **FIELDS})
    made = resolved(leaflet(table), voice("fr", said))
    assert shown(made.blocks) == ["", "Dose", "IV", ""]


def test_a_footnote_stands_at_its_mark_translated_and_typeset() -> None:
    notes = (Footnote("n", text("It's")),)
    said = catalog({"Word[^n].": "Mot[^n].", "It's": "C'est", **FIELDS})
    made = resolved(
        leaflet("Word[^n].", footnotes=notes),
        voice("fr", said, Rules(apostrophe="’")),
    )
    assert next(texts(made.blocks)).inlines == (
        Plain("Mot"),
        Note((Plain("C’est"),)),
        Plain("."),
    )


def test_links_by_label_lead_where_the_language_says() -> None:
    address = Text(
        "https://example.org/en",
        (Plain("https://example.org/en"),),
        Location("a.md"),
        "address",
        context="link",
    )
    source = "See *[the site][site]* or [mail](mailto:a@example.org)."
    here = leaflet(source, definitions=(Definition("SITE", address),))
    assert links(resolved(here)) == ["https://example.org/en", "mailto:a@example.org"]
    said = catalog(
        {
            source: "Le *[site][site]* ou [courriel](mailto:a@example.org).",
            address: "https://example.org/fr",
            **FIELDS,
        }
    )
    assert links(resolved(here, voice("fr", said))) == [
        "https://example.org/fr",
        "mailto:a@example.org",
    ]


def links(edition: Edition) -> list[str]:
    found = [it for each in texts(edition.blocks) for it in walk(each.inlines)]
    return [it.href for it in found if isinstance(it, Link)]


def identity(made: Leaflet) -> Catalog:
    """Give the catalog that says everything as the source does."""
    messages = {
        (it.context, it.source): Message(
            it.source,
            it.context,
            it.source,
            it.inlines,
            fuzzy=False,
            at=it.at,
        )
        for it in made.texts()
        if it.source
    }
    return Catalog("slug", "en", "en.po", messages, {})


@cache
def english() -> Voice:
    return voice("en", None, read_rules(Files(ROOT), "en_CA"))


WORDS = st.lists(
    st.sampled_from(
        [
            *("it's", "5 mg", '"so"', "*em*", "**strong**", "`co'de`", "2-5", "..."),
            *("[@a]", "[@b; @c]", "[^n]", "[l](https://x.org/it's)", "[s][site]"),
            "[été]{lang=fr}",
        ]
    ),
    min_size=1,
).map(" ".join)


@settings(max_examples=50)
@given(st.lists(WORDS, min_size=1))
def test_the_catalog_that_says_the_same_changes_nothing(sources: list[str]) -> None:
    # One place for all: a catalog has one entry for equal messages.
    blocks = (
        Box("summary", text("Title"), tuple(Paragraph(text(s)) for s in sources)),
    )
    made = leaflet(
        *blocks,
        footnotes=(Footnote("n", text("A note [@c].")),),
        definitions=(Definition("SITE", text(ADDRESSES["SITE"], context="link")),),
    )
    spoken = english()
    plainly = resolved(made, spoken)
    said = resolved(made, replace(spoken, catalog=identity(made)))
    assert said.blocks == plainly.blocks
    assert said.entries == plainly.entries
    assert said.fields == plainly.fields


# --- typography


def test_typography_is_for_words_alone() -> None:
    rules = Rules(apostrophe="’")
    source = "It's `it's` [it's on](https://x.org/it's) [l'été]{lang=fr}"
    made = resolved(leaflet(source), voice("en", None, rules))
    inlines = next(texts(made.blocks)).inlines
    assert inlines[:3] == (Plain("It’s "), Code("it's"), Plain(" "))
    assert plain(inlines) == "It’s it's it’s on l'été"
    assert links(made) == ["https://x.org/it's"]


def test_real_rules() -> None:
    rules = read_rules(Files(ROOT), "fr_CA")
    front = {**FRONT, "language": "fr"}
    made = resolved(
        leaflet(
            "L'IgIV : 5 mg[^n]", front=front, footnotes=(Footnote("n", text("5 %")),)
        ),
        voice("fr", None, rules),
    )
    assert shown(made.blocks) == ["L’IgIV\u00a0: 5\u00a0mg5\u00a0%"]


# --- the imprint and the rest


DATED = {
    **FRONT,
    "reviewed": "2026-10",
    "next_review": "2028-11-01",
    "adapted_from": {
        "title": "T",
        "author": {"name": "Dr. Roy"},
        "published": "2023-03-01",
    },
}


def test_dates_are_words_in_the_imprint() -> None:
    made = resolved(
        leaflet(front=DATED),
        voice(
            "fr",
            catalog(
                FIELDS,
                Last_Translator="Ada Roy <a@example.org>",
                Project_Id_Version="slug 1.0",
            ),
            read_rules(Files(ROOT), "fr_CA"),
        ),
    ).imprint
    assert words(made.month, made.published, made.reviewed) == [
        "novembre 2026",
        "23\u00a0novembre 2026",
        "octobre 2026",
    ]
    assert words(made.next_review, made.adapted) == [
        "1er\u00a0novembre 2028",
        "mars 2023",
    ]
    assert (made.version, made.translator) == ("1.0", "Ada Roy")
    assert (made.source_language, made.source_version) == ("anglais", "1.0")


def words(*parts: Iterable[Inline]) -> list[str]:
    return [plain(tuple(part)) for part in parts]


def test_what_is_left_out_is_not_in_the_imprint() -> None:
    made = resolved(leaflet()).imprint
    assert (made.reviewed, made.next_review, made.adapted) == ((), (), ())
    assert (made.translator, made.source_version) == ("", "")


def test_names_and_addresses() -> None:
    front = {**FRONT, "web": "https://example.org/{language}/slug"}
    made = resolved(leaflet(front=front), voice("fr", catalog(FIELDS)))
    assert made.name == "slug-fr-screen-a4"
    assert made.web == "https://example.org/fr/slug"
    assert made.created == "2026-11-23T00:00:00Z"
    assert made.language.bcp47 == "fr-CA"
    assert resolved(leaflet()).web is None


def test_a_voice_typesets_what_it_says() -> None:
    spoken = voice("en", None, Rules(apostrophe="’"))
    assert spoken.say("Don't") == (Plain("Don’t"),)
    other = Elsewhere(Language.of("fr", "CA"), (Plain("Aussi"), Break()))
    assert resolved(leaflet(), spoken, (other,)).elsewhere == (other,)
