"""What laid-out pages may hold: templates can ask for anything."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from leaflet.typeset.limits import PAGES, over_limits

Link = tuple[str, str, object, object]


def told(*links: tuple[str, str], pages: int = 1, attachments: int = 0) -> list[str]:
    """Give the ids told of pages with these links on the last one."""
    empty = [SimpleNamespace(links=[]) for _ in range(pages - 1)]
    last = SimpleNamespace(links=[(*link, None, None) for link in links])
    metadata = SimpleNamespace(attachments=[object()] * attachments)
    document = SimpleNamespace(pages=[*empty, last], metadata=metadata)
    found = list(over_limits(document, "a-en-screen-a4"))
    assert all(one.hint and one.at.path == "a-en-screen-a4" for one in found)
    return [one.id for one in found]


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a?b#c", "http://example.org", "mailto:a@b.org", "tel:+1604"],
)
def test_addresses_that_a_leaflet_may_lead_to(address: str) -> None:
    assert told(("external", address), ("internal", "anchor")) == []


@pytest.mark.parametrize(
    "address",
    [
        "javascript:app.alert(1)",
        "file:///etc/passwd",
        "ftp://example.org",
        "https://leaflet.invalid/relative.html",
        "",
    ],
)
def test_addresses_that_lead_nowhere(address: str) -> None:
    assert told(("external", address), ("external", address)) == ["link-address"]


def test_attached_files() -> None:
    assert told(attachments=1) == ["attachment"]
    assert told(("attachment", "https://leaflet.invalid/a.svg")) == ["attachment"]


def test_pages() -> None:
    assert told(pages=PAGES) == []
    assert told(pages=PAGES + 1) == ["pages-many"]
