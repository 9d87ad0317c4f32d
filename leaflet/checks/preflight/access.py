"""Checks on what a screen reader gets. veraPDF looks at far more of PDF/UA."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaflet.checks.preflight.values import SCREEN, Check, Finding, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADINGS = {f"H{level}": level for level in range(1, 7)}


def _tagged(subject: Subject) -> Iterator[Finding]:
    if not subject.facts.tagged:
        yield Finding(0, "is not tagged: a screen reader has to guess")
    elif not subject.facts.ua:
        yield Finding(0, "is tagged, but does not say that it is PDF/UA")


def _title(subject: Subject) -> Iterator[Finding]:
    if not subject.facts.title.strip():
        yield Finding(0, "has no title")
    elif not subject.facts.shows_title:
        yield Finding(0, "shows its file's name where its title should be")


def _language(subject: Subject) -> Iterator[Finding]:
    if not subject.facts.language:
        yield Finding(0, "does not say in which language it is")


def _figures(subject: Subject) -> Iterator[Finding]:
    for one in subject.facts.elements:
        if one.kind in ("Figure", "Formula") and not (one.alternative or one.actual):
            yield Finding(0, "has a figure without a word on what it shows")


def _headers(subject: Subject) -> Iterator[Finding]:
    for one in subject.facts.elements:
        if one.kind == "TH" and not one.scope:
            yield Finding(0, "has a header cell that does not say for which cells")


def _headings(subject: Subject) -> Iterator[Finding]:
    level = 0
    for one in subject.facts.elements:
        if one.kind in _HEADINGS:
            if _HEADINGS[one.kind] > level + 1:
                message = f"has a heading {one.kind} after one of level {level}"
                yield Finding(0, message)
            level = _HEADINGS[one.kind]


def _links(subject: Subject) -> Iterator[Finding]:
    for page in subject.facts.pages:
        if any(one.kind == "Link" and not one.contents for one in page.annotations):
            yield Finding(page.number, "has a link that does not say where it leads")
        if page.annotations and page.tabs != "S":
            yield Finding(page.number, "its links are not visited in reading order")


ACCESS = (
    Check(
        "preflight-tagged",
        "The file is tagged, and says so",
        "Tags tell a screen reader what is a heading, a list, a table.",
        "Export as PDF/UA, or with tags.",
        "ISO 14289-1, 5 and 7.1",
        SCREEN,
        _tagged,
    ),
    Check(
        "preflight-title",
        "The file has a title, and windows show it",
        "It is the first thing that a screen reader says.",
        "Give it a title, and DisplayDocTitle.",
        "ISO 14289-1, 7.1",
        SCREEN,
        _title,
    ),
    Check(
        "preflight-language",
        "The file says in which language it is",
        "Else it is read aloud with the sounds of another one.",
        "Set its language.",
        "ISO 14289-1, 7.2",
        SCREEN,
        _language,
    ),
    Check(
        "preflight-figures",
        "Figures say in words what they show",
        "Who does not see a picture has only its words.",
        "Give each figure a text, or mark it as decoration.",
        "ISO 14289-1, 7.3",
        SCREEN,
        _figures,
    ),
    Check(
        "preflight-table-headers",
        "Header cells say for which cells they stand",
        "Inside a table, a screen reader says the header with each cell.",
        "Set the scope of each header cell: row or column.",
        "ISO 14289-1, 7.5",
        SCREEN,
        _headers,
    ),
    Check(
        "preflight-headings",
        "No level of heading is skipped",
        "Readers go from heading to heading, and look for what is not there.",
        "Use the next level.",
        "ISO 14289-1, 7.4.2",
        SCREEN,
        _headings,
    ),
    Check(
        "preflight-links",
        "Links say where they lead, and come in reading order",
        "A screen reader has nothing else to say about them.",
        "Give each link a description, and each page tabs in the order of structure.",
        "ISO 14289-1, 7.18.3 and 7.18.5",
        SCREEN,
        _links,
    ),
)
