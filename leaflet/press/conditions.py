"""Printing conditions: a press, its inks and a paper, as an ICC profile knows them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from PIL import ImageCms

from leaflet.problems import LeafletError, Location, Problem
from leaflet.sheet.papers import LETTER_TERRITORIES

if TYPE_CHECKING:
    from leaflet.source.files import Files

REGISTRY = "http://www.color.org"
"""Who registers the names of printing conditions (ISO 15930-7, 6.2.2)."""


_ASK = "ask the print shop for the ICC profile of its press (CMYK)"


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
_LARGEST = 20_000_000
"""Bytes of a profile; those of presses have a few million."""


def condition_of(files: Files, profile: str | None, territory: str) -> Condition:
    """Give the condition of a shop's own profile, else the territory's usual one.

    `profile` is a file of the project.

    Raises:
        LeafletError: it is missing, or no profile of a press that prints in CMYK.
    """
    if profile is None:
        return _read(files, "gracol" if territory in LETTER_TERRITORIES else "fogra39")
    data = _bytes(files, profile)
    described = _described(data, profile)
    try:
        transform(data)
    except ImageCms.PyCMSError as error:
        raise _wrong(
            profile, "is damaged: no colour can be turned into inks"
        ) from error
    return Condition("", described, data, OWN_LIMIT)


def _read(files: Files, name: str) -> Condition:
    identifier, description, file, limit = CONDITIONS[name]
    data = _bytes(files, file)
    _described(data, file)
    return Condition(identifier, description, data, limit)


def transform(profile: bytes) -> ImageCms.ImageCmsTransform:
    """Give what turns colours of screens into the inks of a press.

    Raises:
        ImageCms.PyCMSError: the profile has no tables for it, or broken ones.
    """
    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        "RGB",
        "CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _bytes(files: Files, name: str) -> bytes:
    path = files.find(name)
    if path is not None:
        return files.read_bytes(path, _LARGEST)
    if (files.root / name).is_file():
        hint = "copy it into the project, such as styles/icc/shop.icc, and name it so"
        raise _wrong(name, "is no file of the project", hint)
    raise _wrong(name, "there is no such profile")


def _described(profile: bytes, name: str) -> str:
    """Give what a profile says of itself, if it is one of a CMYK press."""
    try:
        read = ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile
    except OSError as error:
        raise _wrong(name, f"is no ICC profile: {error}") from error
    if (read.xcolor_space.strip(), read.device_class) != ("CMYK", "prtr"):
        raise _wrong(name, f"is a profile for {read.xcolor_space.strip()}")
    return str(read.profile_description or PurePath(name).stem)


def _wrong(name: str, message: str, hint: str = _ASK) -> LeafletError:
    return LeafletError(Problem("profile-unusable", Location(name), message, hint))
