"""Printing conditions: a press, its inks and a paper, as an ICC profile knows them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import ImageCms

from leaflet.problems import LeafletError, Location, Problem
from leaflet.sheet.papers import LETTER_TERRITORIES

if TYPE_CHECKING:
    from leaflet.source.files import Files

REGISTRY = "http://www.color.org"
"""Who registers the names of printing conditions (ISO 15930-7, 6.2.2)."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A printing condition.

    `identifier` is its registered name, empty where the profile is the shop's own.
    `ink_limit` is the most ink at any place, in percent, all inks together.
    """

    identifier: str
    description: str
    profile: bytes
    ink_limit: int


CONDITIONS = {
    "fogra39": (
        "FOGRA39",
        "Offset printing, coated paper (ISO 12647-2:2004/Amd 1)",
        "styles/icc/FOGRA39L_coated.icc",
        330,
    ),
    "gracol": (
        "CGATS TR 006",
        "GRACoL printing, coated paper grade 1 (ANSI CGATS TR 006-2007)",
        "styles/icc/TR006_coated.icc",
        320,
    ),
}
"""Identifier, description, profile and ink limit of the conditions that we ship."""
OWN_LIMIT = 300
"""Where the shop's own profile is used: what most shops accept on any paper."""


def condition_of(files: Files, profile: str | None, territory: str) -> Condition:
    """Give the condition of a shop's own profile, else the territory's usual one.

    `profile` is a file of the project.

    Raises:
        LeafletError: it is missing, or no profile of a press that prints in CMYK.
    """
    if profile is None:
        return _read(files, "gracol" if territory in LETTER_TERRITORIES else "fogra39")
    data = _bytes(files, profile)
    return Condition("", _described(data, profile), data, OWN_LIMIT)


def _read(files: Files, name: str) -> Condition:
    identifier, description, file, limit = CONDITIONS[name]
    data = _bytes(files, file)
    _described(data, file)
    return Condition(identifier, description, data, limit)


def _bytes(files: Files, name: str) -> bytes:
    path = files.find(name)
    if path is None:
        raise _wrong(name, "there is no such profile")
    return path.read_bytes()


def _described(profile: bytes, name: str) -> str:
    """Give what a profile says of itself, if it is one of a CMYK press."""
    try:
        read = ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile
    except OSError as error:
        raise _wrong(name, f"is no ICC profile: {error}") from error
    if (read.xcolor_space.strip(), read.device_class) != ("CMYK", "prtr"):
        raise _wrong(name, f"is a profile for {read.xcolor_space.strip()}")
    return str(read.profile_description)


def _wrong(name: str, message: str) -> LeafletError:
    hint = "ask the print shop for the ICC profile of its press (CMYK)"
    return LeafletError(Problem("profile-unusable", Location(name), message, hint))
