"""What laid-out pages may hold, whatever a project's templates asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leaflet.markup import BASE
from leaflet.problems import Location, Problem
from leaflet.source.marks import link_faults

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = 200
"""Of one edition: the longest leaflet that anybody folds or staples has 60."""


def over_limits(document: Any, name: str) -> Iterator[Problem]:
    """Tell of too many pages, of attached files, of links that lead to no reader."""
    at = Location(name)
    if len(document.pages) > PAGES:
        message = f"has {len(document.pages)} pages; {PAGES} is the limit"
        yield Problem("pages-many", at, message, "divide the leaflet")
    links = [link for page in document.pages for link in page.links]
    if document.metadata.attachments or any(kind == "attachment" for kind, *_ in links):
        message, hint = "a template attaches a file", "take rel=attachment out of it"
        yield Problem("attachment", at, message, hint)
    for address in dict.fromkeys(to for kind, to, *_ in links if kind == "external"):
        # A relative address leads to ours, where nothing is.
        if link_faults(address) or address.startswith(BASE):
            message = f"the link {address!r} leads nowhere that a leaflet may lead"
            hint = "use https://…, mailto:…, tel:… or #section in the template"
            yield Problem("link-address", at, message, hint)
