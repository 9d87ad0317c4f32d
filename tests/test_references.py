"""References as the National Library of Medicine has them, written out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from leaflet.catalog import Catalog, Key, Labels, Language, Message
from leaflet.model import (
    Citation,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    Note,
    Plain,
    plain,
    walk,
)
from leaflet.problems import Location
from leaflet.references import Reference, citations, formatted, numbered, same_language
from leaflet.source.files import Files
from leaflet.source.rules import read_rules
from leaflet.typography import setter

ROOT = Path(__file__).parent.parent
FRENCH = {
    "et al.": "et coll.",
    "PubMed PMID:": "PMID PubMed :",
    "Available from:": "Disponible à :",
    "[Internet]": "[En ligne]",
    "[cited {date}]": "[consulté le {date}]",
    "[date unknown]": "[date inconnue]",
    "direction": "direction",
    "scientific coordination": "coordination scientifique",
    "editor": "rédacteur",
    "editors": "rédacteurs",
}
MESSAGES: dict[Key, Message] = {
    (None, source): Message(
        source, None, said, (Plain(said),), fuzzy=False, at=Location("fr.po")
    )
    for source, said in FRENCH.items()
}
LABELS = {
    "en": Labels("en"),
    "fr": Labels("fr", Catalog("templates", "fr", "fr.po", MESSAGES, {})),
}
ARTICLE = {
    "type": "article",
    "language": "en",
    "authors": ["Takehara K", "Ihn H", "Sato S"],
    "title": "A randomised trial: immunoglobulin treatment in systemic sclerosis",
    "journal": "Clin Exp Rheumatol",
    "date": "2013",
    "volume": "31",
    "issue": "2 Suppl 76",
    "pages": "151-156",
    "pmid": "23910617",
}
REPORT = {
    "type": "report",
    "language": "fr",
    "authors": ["Magron A", "Lefebvre J"],
    "contributors": [
        {"role": "scientific coordination", "names": ["Breton MC"]},
        {"role": "direction", "names": ["Truchon C"]},
    ],
    "title": "Usage optimal des immunoglobulines en rhumatologie",
    "place": "Québec",
    "publisher": "INESSS",
    "date": "2021-04",
}
WEB = {
    "type": "web",
    "language": "en",
    "authors": ["Roy A"],
    "title": "Living with scleroderma",
    "place": "Vancouver (BC)",
    "publisher": "Scleroderma B.C.",
    "date": "2024-06-01",
    "accessed": "2026-11-23",
    "url": "https://www.example.org/living",
}


def made(base: dict[str, Any], tag: str = "en", **changes: Any) -> Inlines:
    said = {key: value for key, value in {**base, **changes}.items() if value}
    reference = msgspec.convert(said, Reference)
    return formatted(reference, Language.of(tag, "CA"), LABELS[tag[:2]])


def said(base: dict[str, Any], tag: str = "en", **changes: Any) -> str:
    return plain(made(base, tag, **changes))


def only(inlines: Inlines, kind: type[Inline]) -> list[Inline]:
    return [inline for inline in walk(inlines) if isinstance(inline, kind)]


TITLE = "A randomised trial: immunoglobulin treatment in systemic sclerosis"
PEOPLE = "Takehara K, Ihn H, Sato S"
WHERE = "Clin Exp Rheumatol. 2013;31(2 Suppl 76):151-156."
PMID = "PubMed PMID: 23910617."


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, f"{PEOPLE}. {TITLE}. {WHERE} {PMID}"),
        ({"et_al": True}, f"{PEOPLE}, et al. {TITLE}. {WHERE} {PMID}"),
        ({"authors": ["Sato S Jr."]}, f"Sato S Jr. {TITLE}. {WHERE} {PMID}"),
        ({"authors": []}, f"{TITLE}. {WHERE} {PMID}"),
        ({"authors": [], "et_al": True}, f"{TITLE}. {WHERE} {PMID}"),
        ({"title": "Does it work?"}, f"{PEOPLE}. Does it work? {WHERE} {PMID}"),
        ({"title": "It works!"}, f"{PEOPLE}. It works! {WHERE} {PMID}"),
        ({"title": "Care in the U.S."}, f"{PEOPLE}. Care in the U.S. {WHERE} {PMID}"),
        (
            {"doi": "10.1136/bmj.a2752"},
            f"{PEOPLE}. {TITLE}. {WHERE} doi: 10.1136/bmj.a2752. {PMID}",
        ),
        ({"pmid": ""}, f"{PEOPLE}. {TITLE}. {WHERE}"),
        (
            {"pmid": "", "doi": "10.1136/bmj.a2752"},
            f"{PEOPLE}. {TITLE}. {WHERE} doi: 10.1136/bmj.a2752.",
        ),
    ],
)
def test_an_article(changes: dict[str, Any], expected: str) -> None:
    assert said(ARTICLE, **changes) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"issue": ""}, "Clin Exp Rheumatol. 2013;31:151-156."),
        ({"volume": "", "issue": "401"}, "Clin Exp Rheumatol. 2013;(401):151-156."),
        ({"volume": "", "issue": ""}, "Clin Exp Rheumatol. 2013:151-156."),
        ({"pages": ""}, "Clin Exp Rheumatol. 2013;31(2 Suppl 76)."),
        ({"volume": "", "issue": "", "pages": ""}, "Clin Exp Rheumatol. 2013."),
        ({"date": "2013-09"}, "Clin Exp Rheumatol. 2013 Sep;31(2 Suppl 76):151-156."),
        ({"date": "2013-09-01"}, "Clin Exp Rheumatol. 2013 Sep 1;31(2 Suppl 76):1"),
        ({"date": "unknown"}, "Clin Exp Rheumatol. [date unknown];31(2 Suppl 76):1"),
        ({"journal": "Clin. Exp."}, "Clin. Exp. 2013;31(2 Suppl 76):151-156."),
        ({"journal": ""}, f"{TITLE}. 2013;31(2 Suppl 76):151-156."),
    ],
)
def test_where_an_article_stands(changes: dict[str, Any], expected: str) -> None:
    assert f" {expected}" in said(ARTICLE, **changes)


def test_an_article_that_was_read_online() -> None:
    online = {"url": "https://x.org/a/", "accessed": "2026-11-23", "pmid": ""}
    assert said(ARTICLE, **online) == (
        f"{PEOPLE}. {TITLE}. Clin Exp Rheumatol [Internet]. "
        "2013 [cited 2026 Nov 23];31(2 Suppl 76):151-156. "
        "Available from: https://x.org/a/."
    )


def test_a_report_in_a_list_of_its_own_language() -> None:
    assert said(REPORT, "fr") == (
        "Magron A, Lefebvre J. Usage optimal des immunoglobulines en rhumatologie. "
        "Breton MC, coordination scientifique; Truchon C, direction. "
        "Québec: INESSS; avril 2021."
    )


def test_a_report_in_a_list_of_another_language() -> None:
    assert said(REPORT) == (
        "Magron A, Lefebvre J. Usage optimal des immunoglobulines en rhumatologie. "
        "Breton MC, scientific coordination; Truchon C, direction. "
        "Québec: INESSS; 2021 Apr. French."
    )


@pytest.mark.parametrize(
    ("changes", "end"),
    [
        ({"place": ""}, "direction. INESSS; 2021 Apr. French."),
        ({"publisher": ""}, "direction. 2021 Apr. French."),
        ({"contributors": []}, "rhumatologie. Québec: INESSS; 2021 Apr. French."),
        (
            {"contributors": [{"role": "editor", "names": ["Roy A"]}]},
            "rhumatologie. Roy A, editor. Québec: INESSS; 2021 Apr. French.",
        ),
        (
            {"contributors": [{"role": "editor", "names": ["Roy A", "Li B"]}]},
            "rhumatologie. Roy A, Li B, editors. Québec: INESSS; 2021 Apr. French.",
        ),
        (
            {"url": "https://x.org/a.pdf"},
            "INESSS; 2021 Apr. Available from: https://x.org/a.pdf French.",
        ),
    ],
)
def test_the_end_of_a_report(changes: dict[str, Any], end: str) -> None:
    assert said(REPORT, **changes).endswith(f" {end}")


def test_a_web_page() -> None:
    assert said(WEB) == (
        "Roy A. Living with scleroderma [Internet]. "
        "Vancouver (BC): Scleroderma B.C.; 2024 Jun 1 [cited 2026 Nov 23]. "
        "Available from: https://www.example.org/living"
    )


def test_a_web_page_without_a_date() -> None:
    assert said(WEB, date="unknown", title="Is it common?", accessed="2026-11") == (
        "Roy A. Is it common? [Internet]. "
        "Vancouver (BC): Scleroderma B.C.; [date unknown] [cited 2026 Nov]. "
        "Available from: https://www.example.org/living"
    )


def test_a_day_of_looking_is_told_with_the_address_only() -> None:
    assert "cited" not in said(REPORT, accessed="2026-11-23")


def test_labels_and_dates_are_in_the_language_of_the_leaflet() -> None:
    assert said(WEB, "fr") == (
        "Roy A. Living with scleroderma [En ligne]. Vancouver (BC): Scleroderma B.C.; "
        "1er juin 2024 [consulté le 23 novembre 2026]. "
        "Disponible à : https://www.example.org/living Anglais."
    )
    assert said(ARTICLE, "fr", et_al=True) == (
        f"{PEOPLE}, et coll. {TITLE}. {WHERE} Anglais. PMID PubMed : 23910617."
    )


@pytest.mark.parametrize("tag", ["en", "en_CA", "en_GB"])
def test_foreign_titles_are_marked(tag: str) -> None:
    marks = only(made(REPORT, tag), Foreign)
    assert marks == [
        Foreign("fr", (Plain("Usage optimal des immunoglobulines en rhumatologie"),)),
        Foreign("fr", (Plain("INESSS"),)),
    ]


def test_the_other_way_round_and_with_the_tag_of_the_web() -> None:
    marks = only(made(ARTICLE, "fr", language="en_GB"), Foreign)
    assert marks == [
        Foreign("en-GB", (Plain(TITLE),)),
        Foreign("en-GB", (Plain("Clin Exp Rheumatol"),)),
    ]


@pytest.mark.parametrize("tag", ["fr", "fr_CA", "fr_FR"])
def test_a_territory_makes_no_other_language(tag: str) -> None:
    inlines = made(REPORT, tag, language="fr_CA")
    assert only(inlines, Foreign) == []
    assert plain(inlines).endswith("avril 2021.")


def test_a_language_without_a_name_is_its_tag() -> None:
    assert said(REPORT, language="qaa").endswith("2021 Apr. Qaa.")


def test_the_links() -> None:
    inlines = made(ARTICLE, doi="10.1136/bmj.a2752", url="https://x.org/a")
    addresses = [(it.href, plain(it.children)) for it in inlines if type(it) is Link]
    assert addresses == [
        ("https://x.org/a", "https://x.org/a"),
        ("https://doi.org/10.1136/bmj.a2752", "10.1136/bmj.a2752"),
        ("https://pubmed.ncbi.nlm.nih.gov/23910617/", "23910617"),
    ]


def test_typography_leaves_numbers_as_they_are() -> None:
    set_type = setter(read_rules(Files(ROOT), "fr_CA"))
    text = plain(set_type(made(ARTICLE, "fr", doi="10.1000/1-2")))
    assert WHERE in text
    assert "10.1000/1-2." in text
    assert "PMID PubMed\u00a0: 23910617." in text


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("date", "2021-4"),
        ("date", "April 2021"),
        ("date", ""),
        ("accessed", "2026"),
        ("pmid", "PMC123"),
        ("doi", "https://doi.org/10.1/x"),
        ("authors", [" A"]),
        ("type", "book"),
        ("abstract", "…"),
    ],
)
def test_a_reference_is_refused(key: str, value: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**ARTICLE, key: value}, Reference)


def test_citations_are_numbered_by_first_appearance() -> None:
    one, two = Citation(("b", "a")), Citation(("c", "b"))
    inlines = (Plain("x"), Emphasis((one,)), Note((two,)))
    assert citations(inlines) == [one, two]
    assert numbered([one, two, one]) == {"b": 1, "a": 2, "c": 3}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("fr", "fr_CA", True),
        ("en_GB", "en_US", True),
        ("fr", "en", False),
        ("fr", "fro", False),
    ],
)
def test_same_language(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert same_language(one, other) is same
