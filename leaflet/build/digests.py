"""What an edition is made from, as digests: the same digests, the same bytes."""

from __future__ import annotations

import hashlib
import io
import pickle
import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leaflet.build.inputs import ENGINE, OURS, PROGRAM, place, states
from leaflet.build.libraries import libraries
from leaflet.catalog import LABELS, Catalog
from leaflet.edition import TICKET_STYLE
from leaflet.problems import Location
from leaflet.source.files import Files
from leaflet.source.states import state

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from leaflet.edition import Edition
    from leaflet.source.states import State

LENGTH = 20
"""Hexadecimal digits of a shortened digest: 80 bits."""
APART = ("format", "project")
"""Fields of an edition that are told of as settings."""


class Digests:
    """The digests of files, each read once, and not at all where its state is known."""

    def __init__(
        self,
        files: Files,
        states: Mapping[str, State],
        known: Mapping[str, tuple[int, int, str]],
    ) -> None:
        self._files = files
        self._states = dict(states)
        self._known = {
            n: d for n, (*seen, d) in known.items() if tuple(seen) == states.get(n)
        }
        self._shared: dict[str, str] = {}

    def inputs(self) -> dict[str, tuple[int, int, str]]:
        """Give each file's state, and its digest where it was asked for."""
        return {
            name: (*seen, self._known.get(name, ""))
            for name, seen in self._states.items()
        }

    def made_from(self, edition: Edition) -> dict[str, str]:
        """Give the digest of each part of what an edition is made from.

        Pictures are not among them: which ones there are is known when it is printed.
        """
        return {
            "text": value_digest(
                [
                    getattr(edition, f.name)
                    for f in fields(edition)
                    if f.name not in APART
                ]
            ),
            "settings": value_digest(
                [*(getattr(edition, name) for name in APART), self._logo(edition)]
            ),
            "templates": self.all_of("templates/"),
            "styles": self._files_digest(
                f"styles/{name}"
                for name in (
                    *(s for part in edition.parts for s in part.stylesheets),
                    *([TICKET_STYLE] if edition.shop else []),
                )
            ),
            "profile": self._files_digest(
                filter(None, [edition.format.design.profile])
            ),
            "fonts": self.all_of("styles/fonts/"),
            "program": self.all_of(PROGRAM),
            "engine": self.all_of(ENGINE),
        }

    def pictures(self, names: Iterable[str]) -> dict[str, str]:
        """Give the digest of each picture."""
        return {name: self.file(name) for name in sorted(names)}

    def file(self, name: str) -> str:
        """Give the digest of a file, the project's or else ours; of none, nothing."""
        for one in (name, OURS + name):
            seen = self._states.get(one) or state(place(self._files, one))
            if seen != (0, 0):
                self._states[one] = seen
                return self._digest(one)
        return ""

    def _logo(self, edition: Edition) -> str:
        return self.file(edition.project.logo.file) if edition.project.logo else ""

    def all_of(self, begin: str) -> str:
        """Give one digest of all files whose names begin so, ours included."""
        if begin not in self._shared:
            names = {n.removeprefix(OURS) for n in self._states}
            self._shared[begin] = self._files_digest(
                sorted(name for name in names if name.startswith(begin))
            )
        return self._shared[begin]

    def _files_digest(self, names: Iterable[str]) -> str:
        return value_digest([(name, self.file(name)) for name in names])

    def _digest(self, name: str) -> str:
        """Give a file's digest; nothing where it is not as it was seen to be."""
        if name not in self._known:
            path = Path(place(self._files, name))
            try:
                digest = hashlib.sha256(path.read_bytes()).hexdigest()[:LENGTH]
            except OSError:
                digest = ""
            same = state(str(path)) == self._states[name]
            self._known[name] = digest if same else ""
        return self._known[name]


def program() -> str:
    """Give the digest of our own code and of the engine, as installed here."""
    files = Files(Path())
    seen = states(files, [f"{ENGINE}{path}" for path in libraries()])
    digests = Digests(files, {n: s for n, s in seen.items() if ":" in n}, {})
    return digests.all_of(PROGRAM) + digests.all_of(ENGINE)


class _Canonical(pickle.Pickler):
    """Writes a value so that equal values give equal bytes.

    Places in files are left out: a line that moves changes nothing in print. So are
    the messages of a leaflet's catalog: those that are used stand in the blocks.
    """

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, Location):
            return str, ()
        if isinstance(value, Catalog):
            said = sorted(
                (str(key), message.state, message.translation)
                for key, message in value.messages.items()
                if value.domain == LABELS
            )
            return tuple, ([value.domain, value.language, *said],)
        return NotImplemented


def _named(name: str | None) -> tuple[str, ...]:
    return (name,) if name else ()


def value_digest(value: object) -> str:
    """Give the digest of a value; Python's version counts, too."""
    buffer = io.BytesIO()
    pickler = _Canonical(buffer, protocol=5)
    pickler.fast = True  # no memory of what it has written: the same object twice is
    pickler.dump((sys.version_info[:2], value))  # no other than two that are equal
    return hashlib.sha256(buffer.getvalue()).hexdigest()[:LENGTH]
