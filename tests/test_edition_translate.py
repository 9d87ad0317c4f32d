"""Drafts: a text that is not done is marked, and never taken for a good one."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from leaflet.catalog import Catalog, Key, Labels, Message, State
from leaflet.edition import Voice
from leaflet.edition.translate import reference_line
from leaflet.model import (
    Definition,
    Footnote,
    Note,
    Paragraph,
    Plain,
    Text,
    Unfinished,
    parts,
    plain,
    texts,
)
from leaflet.problems import Location
from leaflet.typography import Rules
from tests.test_edition import (
    FIELDS,
    REFERENCES,
    catalog,
    leaflet,
    links,
    resolved,
    text,
    voice,
)

FRENCH = Rules(apostrophe="’")


def drafting(said: Catalog, tag: str = "fr", labels: Labels | None = None) -> Voice:
    """Give a voice that allows drafts."""
    made = replace(voice(tag, said, FRENCH), original=voice("en"))
    return replace(made, labels=labels) if labels else made


def only(state: State, translation: str = "L'heure") -> Catalog:
    """Give a catalog in which one message, `The hour`, is in a state."""
    made = catalog({"The hour": translation, **FIELDS})
    message = made.messages[None, "The hour"]
    changed = {
        State.FUZZY: replace(message, fuzzy=True),
        State.STALE: replace(message, fuzzy=True, made_for=(None, "An hour")),
        State.FAILING: replace(message, failing=True),
        State.MISSING: replace(message, translation=""),
    }[state]
    assert changed.state is state
    return replace(made, messages={**made.messages, message.key: changed})


def mark(said: Catalog) -> Unfinished:
    (shown,) = texts(resolved(leaflet("The hour"), drafting(said)).blocks)
    (inline,) = shown.inlines
    assert isinstance(inline, Unfinished)
    return inline


@pytest.mark.parametrize(
    ("state", "tag"), [(State.FUZZY, "unconfirmed"), (State.STALE, "outdated")]
)
def test_a_guess_is_shown_and_marked(state: State, tag: str) -> None:
    guess = mark(only(state))
    assert guess == Unfinished(state, "", "", (Plain(tag),), (Plain("L’heure"),))


@pytest.mark.parametrize(
    ("state", "tag"),
    [(State.MISSING, "not translated"), (State.FAILING, "error in the translation")],
)
def test_what_is_missing_or_wrong_stands_in_the_source(state: State, tag: str) -> None:
    shown = mark(only(state))
    said = (Plain("The hour"),)
    assert shown == Unfinished(state, "en-CA", "ltr", (Plain(tag),), said)


@pytest.mark.parametrize("state", [State.FUZZY, State.STALE])
def test_a_guess_with_an_error_is_not_shown(state: State) -> None:
    said = only(state)
    message = replace(said.messages[None, "The hour"], failing=True)
    said = replace(said, messages={**said.messages, message.key: message})
    shown = mark(said)
    assert (shown.state, shown.language) == (state, "en-CA")
    assert plain(shown.children) == "The hour"


def test_a_source_is_set_by_its_own_rules() -> None:
    said = catalog(dict(FIELDS))
    made = resolved(leaflet('It\'s "so"'), drafting(said))
    assert [plain(t.inlines) for t in texts(made.blocks)] == ['It\'s "so"']


def test_a_draft_counts_each_message_once() -> None:
    said = only(State.FUZZY)
    made = resolved(leaflet("The hour", "The hour", "Gone"), drafting(said))
    assert made.name == "slug-fr-screen-a4-draft"
    assert made.draft is not None
    assert made.draft.lacking == {State.FUZZY: 1, State.MISSING: 1}
    assert (made.draft.messages, made.draft.unfinished) == (4, 2)


def test_what_is_finished_is_no_draft() -> None:
    said = catalog({"The hour": "L'heure", **FIELDS})
    made = resolved(leaflet("The hour"), drafting(said))
    assert (made.draft, made.name) == (None, "slug-fr-screen-a4")
    assert not list(parts(made.blocks, Unfinished))


def test_a_footnote_that_is_not_done_is_marked_at_its_place() -> None:
    notes = (Footnote("n", text("See it.")),)
    said = catalog({"Word[^n].": "Mot[^n].", **FIELDS})
    made = resolved(leaflet("Word[^n].", footnotes=notes), drafting(said))
    (note,) = parts(made.blocks, Note)
    (inline,) = note.children
    assert isinstance(inline, Unfinished)
    assert plain(inline.children) == "See it."


def test_a_guessed_address_leads_nobody_astray() -> None:
    at = Location("a.md")
    url = "https://example.org/en"
    address = Text(url, (Plain(url),), at, "address", context="link")
    source = "See [the site][site]."
    here = leaflet(source, definitions=(Definition("SITE", address),))
    said = catalog(
        {source: "Le [site][site].", address: "https://example.org/fr", **FIELDS}
    )
    guess = replace(said.messages[address.key], fuzzy=True)
    said = replace(said, messages={**said.messages, guess.key: guess})
    assert links(resolved(here, drafting(said))) == [url]
    with pytest.raises(KeyError):
        resolved(here, voice("fr", said))


def labels(**said: str) -> Labels:
    at = Location("templates.po", 3)
    messages: dict[Key, Message] = {
        (None, key): Message(key, None, to, (Plain(to),), fuzzy=True, at=at)
        for key, to in said.items()
    }
    made = Catalog("templates", "fr", "templates.po", messages, {})
    return Labels("fr", made, draft=True, unfinished=1)


def test_a_label_that_is_not_done_is_marked() -> None:
    said = replace(voice("fr"), labels=labels(References="Références", Other=""))
    guess = (Plain("Références"),)
    assert said.say("References") == (Unfinished(State.FUZZY, "", "", (), guess),)
    for missing in ("Other", "Gone"):
        english = Unfinished(State.MISSING, "en", "ltr", (), (Plain(missing),))
        assert said.say(missing) == (english,)


def test_a_reference_whose_labels_are_not_done_is_marked() -> None:
    speaker = replace(voice("fr"), labels=labels())
    (inline,) = reference_line(
        msgspec.structs.replace(REFERENCES["a"], pmid="123"), speaker
    )
    assert isinstance(inline, Unfinished)
    assert inline.state == State.MISSING
    assert plain(inline.children) == "On a. 2021. Anglais. PubMed PMID: 123."
    (line,) = reference_line(REFERENCES["a"], voice("en"))[:1]
    assert line == Plain("On a")


def test_labels_alone_make_a_draft() -> None:
    said = catalog({"The hour": "L'heure", **FIELDS})
    made = resolved(leaflet("The hour"), drafting(said, labels=labels()))
    assert made.draft is not None
    assert (made.draft.lacking, made.draft.labels) == ({}, 1)


def test_a_paragraph_of_the_leaflets_own_language_is_never_unfinished() -> None:
    (shown,) = texts(resolved(leaflet(Paragraph(text("It's")))).blocks)
    assert shown.inlines == (Plain("It's"),)
