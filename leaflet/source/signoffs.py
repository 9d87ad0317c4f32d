"""Sign-offs as files: locales/<language>/<leaflet>.signoff.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaflet.problems import LeafletError, Location, Problem
from leaflet.signoff import SignOff
from leaflet.source.values import value_problems
from leaflet.source.yaml import read_yaml

if TYPE_CHECKING:
    from leaflet.source.files import Files


def sign_off_name(language: str, leaflet: str) -> str:
    """Give the path in the project of a leaflet's sign-off in a language."""
    return f"locales/{language}/{leaflet}.signoff.yaml"


def read_sign_off(files: Files, language: str, leaflet: str) -> SignOff | None:
    """Give who read a leaflet in a language; None where nobody has signed.

    Raises:
        LeafletError: the file is not as we wrote it.
    """
    name = sign_off_name(language, leaflet)
    path = files.root / name
    if not path.exists():
        return None
    read = read_yaml(files.read(path), name, SignOff)
    problems = [*read.problems, *value_problems(read, name)]
    if read.value is None or problems:
        raise LeafletError(problems)
    known = range(1, len(read.value.readers) + 1)
    for place, number in read.scalars.items():
        if place[0] == "messages" and number not in known:
            at = Location(name, read.lines[place])
            hint = "get the file from version control again, or sign again"
            message = f"there is no reader {number}"
            problems.append(Problem("sign-off-reader", at, message, hint))
    if problems:
        raise LeafletError(problems)
    return read.value
