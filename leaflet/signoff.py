"""Who read a translation, when, against which text: a digest for each message.

A sign-off says that somebody read these words beside that source. So a message is
signed as long as neither has changed, and only signing again can renew it: a date
alone would hide what nobody has read.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, TypeAlias

import msgspec
from msgspec import Meta

from leaflet.shapes import Name, Shape

if TYPE_CHECKING:
    from collections.abc import Collection

    from leaflet.catalog import Key

Digest: TypeAlias = Annotated[
    str, Meta(pattern=r"^[0-9a-f]{16}$", title="a digest of 16 hexadecimal digits")
]
Day: TypeAlias = Annotated[
    str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", title="a day such as 2026-11-23")
]
HEAD = """\
# Who read this text, and each message as it was then: `leaflet sign` writes this file.
# A digest is of a source with its translation; the numbers are those of its readers.
"""


class Reader(Shape, frozen=True, kw_only=True):
    """Somebody who read a text, and stands by it."""

    name: Name
    role: Name
    date: Day


class SignOff(Shape, frozen=True, kw_only=True):
    """Who read one leaflet in one language; readers are numbered from 1."""

    readers: tuple[Reader, ...] = ()
    messages: dict[Digest, tuple[Annotated[int, Meta(ge=1)], ...]] = msgspec.field(
        default_factory=dict
    )

    def unread(self, number: int, digests: Collection[str]) -> list[str]:
        """Give those of the digests that a reader has not signed."""
        return [it for it in digests if number not in self.messages.get(it, ())]

    def best(self, digests: Collection[str]) -> list[str]:
        """Give the digests that are unsigned by the reader who signed most of them.

        One must have read the whole: two halves are not one reading.
        """
        numbers = range(1, len(self.readers) + 1)
        unread = [self.unread(number, digests) for number in numbers]
        return min(unread, key=len, default=[*digests])


@dataclass(frozen=True, slots=True)
class Signed:
    """A sign-off after somebody signed: how many messages, and how many anew.

    `before` is when the same person signed last; empty where they never did.
    """

    sign_off: SignOff
    messages: int
    changed: int
    before: str = ""


def digest(key: Key, translation: str) -> str:
    """Give the digest of a message with its translation, none in its own language.

    >>> digest((None, "Take 5 mg"), "Prenez 5 mg")
    '4d399e36cb277f1e'
    """
    text = json.dumps([*key, translation], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def text_digest(digests: Collection[str]) -> str:
    """Give the digest of a whole text from those of its messages, in any order.

    It stands on a proof, and tells whether what was read is what is signed.

    >>> text_digest(["4d399e36cb277f1e"])
    'da6e015acff5e4c1'
    """
    return hashlib.sha256(" ".join(sorted(digests)).encode()).hexdigest()[:16]


def signed(sign_off: SignOff, reader: Reader, digests: Collection[str]) -> Signed:
    """Give the sign-off with a reader's name under exactly these messages.

    Whoever signs again, under the same name and role, signs anew: a message that has
    changed since is no longer among theirs, unless it is among these.
    """
    people = [(one.name, one.role) for one in sign_off.readers]
    me = (reader.name, reader.role)
    known = me in people
    number = people.index(me) + 1 if known else len(people) + 1
    readers = [*sign_off.readers]
    readers[number - 1 :] = [reader, *readers[number:]]
    marks = {it: {*signers} - {number} for it, signers in sign_off.messages.items()}
    for it in digests:
        marks[it] = marks.get(it, set()) | {number}
    messages = {it: tuple(sorted(marks[it])) for it in sorted(marks) if marks[it]}
    return Signed(
        SignOff(readers=tuple(readers), messages=messages),
        len(digests),
        len(sign_off.unread(number, digests)),
        sign_off.readers[number - 1].date if known else "",
    )


def text(sign_off: SignOff) -> str:
    """Give the file of a sign-off: YAML, one line for each reader and message."""
    people = (
        ", ".join(f"{key}: {_quoted(value)}" for key, value in fields.items())
        for fields in map(msgspec.structs.asdict, sign_off.readers)
    )
    lines = [
        "readers:",
        *(f"  - {{{person}}}" for person in people),
        "messages:",
        *(f'  "{it}": {[*numbers]}' for it, numbers in sign_off.messages.items()),
    ]
    return HEAD + "".join(f"{line}\n" for line in lines)


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
