"""What translators get: messages with kind, headings, places and notes."""

from __future__ import annotations

import pytest

from leaflet.messages.extract import Extracted, label_messages
from leaflet.pofile import Entry, parse
from leaflet.problems import LeafletError
from leaflet.source.files import Files
from tests.conftest import Driver

PAGE = "content/hours/leaflet.md"


def extracted(driver: Driver, domain: str = "hours") -> dict[str, Entry]:
    """Give the entries of a template by msgid, after `messages extract`."""
    driver.run("messages", "extract").exits(0)
    name = f"locales/{domain}.pot"
    entries = parse((driver.root / name).read_bytes(), name).entries
    return {entry.msgid: entry for entry in entries if not entry.is_header}


def labels(driver: Driver) -> dict[str, Extracted]:
    return {found.source: found for found in label_messages(Files(driver.root))}


def test_kind_heading_path_and_place(tiny: Driver) -> None:
    found = extracted(tiny)
    assert found["Opening hours"].extracted == ("title",)
    assert found["Opening hours"].references == (f"{PAGE}:2",)
    assert found["When"].extracted == ("heading 2 · Opening hours",)
    text = found["We open at nine [@one]."]
    assert text.extracted == ("paragraph · Opening hours › When",)
    assert text.references == (f"{PAGE}:13",)
    assert list(found) == [
        "Opening hours",
        "Ask your care team.",
        "When",
        "We open at nine [@one].",
    ]


def test_notes_and_contexts_of_the_author(tiny: Driver) -> None:
    tiny.append(
        PAGE,
        "\n<!-- translators: the bag,\nnot the needle -->\nSet the drip.\n"
        "\n<!-- context: verb -->\nOpen\n\nOpen\n",
    )
    found = extracted(tiny)
    note = found["Set the drip."].extracted
    assert note == ("paragraph · Opening hours › When", "the bag, not the needle")
    text = tiny.read("locales/hours.pot")
    assert text.count('msgid "Open"') == 2
    assert text.count('msgctxt "verb"') == 1


def test_equal_messages_are_one_with_every_place(tiny: Driver) -> None:
    tiny.append(PAGE, "\nCome in.\n\n## Where\n\nCome in.\n\nWhen\n")
    found = extracted(tiny)
    assert found["Come in."].references == (f"{PAGE}:15", f"{PAGE}:19")
    assert found["Come in."].extracted == (
        "paragraph · Opening hours › When",
        "paragraph · Opening hours › Where",
    )
    assert found["When"].references == (f"{PAGE}:11", f"{PAGE}:21")


def test_addresses_are_messages_of_their_own(tiny: Driver) -> None:
    tiny.append(PAGE, "\nSee [the map][map].\n\n[map]: https://example.org/en\n")
    address = extracted(tiny)["https://example.org/en"]
    assert address.msgctxt == "link"


def test_labels_of_our_templates_and_our_code(tiny: Driver) -> None:
    found = labels(tiny)
    version = found["Version {version}"]  # _("Version {version}", version=…)
    assert version.flags == ("python-brace-format",)
    assert version.references[0].startswith("templates/closing.html.j2:")
    assert found["References"].flags == ()
    exists = found["This leaflet is also available in English."]
    assert exists.references[0].startswith("leaflet/build/voices.py:")
    assert exists.comments[0] == "label"
    assert exists.comments[1].startswith("Say it of your own language")
    assert found["Page {page} of {pages}"].comments[1].startswith("At the foot of")


def test_labels_of_the_projects_own_templates(tiny: Driver) -> None:
    tiny.write(
        "templates/people.html.j2",
        '{# translators: one\n  note #}\n{{ _("Team {name}", name=x) }}{{ _(x) }}',
    )
    team = labels(tiny)["Team {name}"]
    assert team.comments == ("label", "one note")
    assert team.references == ("templates/people.html.j2:3",)


def test_every_broken_template_is_told(tiny: Driver) -> None:
    tiny.write("templates/a.j2", "\n{% if %}").write("templates/b.j2", b"x\n\xff")
    with pytest.raises(LeafletError) as told:
        label_messages(Files(tiny.root))
    places = [(p.id, str(p.at)) for p in told.value.problems]
    assert places == [
        ("template", "templates/a.j2:2"),
        ("encoding", "templates/b.j2:2"),
    ]
