"""Edits entries: each function gives a new entry, and leaves other lines alone.

An edited entry is read back from its new bytes.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from leaflet.pofile.advice import problem
from leaflet.pofile.draft import comment_kind
from leaflet.pofile.read import parse_entry
from leaflet.pofile.strings import fits, logical_lines, quoted, unescape, wrapped
from leaflet.pofile.values import Entry, Previous, Raw, Style
from leaflet.problems import LeafletError, Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ORDER = ["blank", "", ".", ":", ",", "=", "|"]
"""The kinds of lines above an entry, as msgcat orders them."""
_BLANK = r"[ \t\r\f\v]*"
"""What may stand before the first character of a line, and its newline."""
_FLAGS = re.compile(rf"({_BLANK}(?:#~{_BLANK})?#,)(.*)", re.DOTALL)
_FUZZY = re.compile(r"(?<![^\s,])fuzzy(?![^\s,])[ \t]*,?[ \t]*")
_CONTINUATION = re.compile(
    rf'{_BLANK}(?:#~{_BLANK})?"([^"\\\n]*(?:\\.[^"\\\n]*)*)"{_BLANK}'
)
_LINE_START = re.compile(rf"^(?={_BLANK}\S)".encode(), re.MULTILINE)
_OBSOLETE = re.compile(rf"^{_BLANK}#~ ?".encode(), re.MULTILINE)
_PREVIOUS = re.compile(rf"^({_BLANK})#\|".encode(), re.MULTILINE)
_OBSOLETE_PREVIOUS = re.compile(rf"^({_BLANK})#~\|".encode(), re.MULTILINE)


# All that an entry has, at once: each edit afterwards would read it again.
def entry(  # noqa: PLR0913
    style: Style,
    msgid: str,
    *,
    msgctxt: str | None = None,
    msgid_plural: str | None = None,
    extracted: Sequence[str] = (),
    references: Sequence[str] = (),
    flags: Sequence[str] = (),
) -> Entry:
    """Give a new entry, untranslated, in the style of a file, a blank line above it.

    Raises:
        LeafletError: the charset of the file lacks a character.
    """
    message = Previous(msgid, msgid_plural, msgctxt)
    above = [
        *_comment_lines("#.", extracted),
        *_reference_lines(references),
        *_flag_lines(flags),
    ]
    plural = ['msgstr[0] ""', 'msgstr[1] ""']
    lines = [
        "",
        *map(_safe, above),
        *_message_lines(message, style.width),
        *(['msgstr ""'] if msgid_plural is None else plural),
    ]
    return entry_of(encoded(lines, style), style)


def entry_of(raw: bytes, style: Style) -> Entry:
    """Give the entry that the bytes are; it has no place, being in no file yet."""
    made = parse_entry(raw, style)
    return replace(made, msgid_line=0, msgid_column=0, msgstr_line=0, msgstr_column=0)


def copied(source: Entry, style: Style) -> Entry:
    """Give an entry of another file in the style of this one."""
    made = entry(
        style,
        source.msgid,
        msgctxt=source.msgctxt,
        msgid_plural=source.msgid_plural,
        extracted=source.extracted,
        references=source.references,
        flags=source.flags,
    )
    made = with_previous(with_msgstr(made, *source.msgstr), source.previous)
    made = with_comments(made, source.comments)
    return obsoleted(made) if source.obsolete else made


def with_source(old: Entry, msgid: str, msgctxt: str | None) -> Entry:
    """Give the entry as that of another message: other msgid and msgctxt.

    Only a change of the rules by which messages are written may want this.
    """
    if (msgctxt, msgid) == old.key:
        return old
    mark = "#~ " if old.obsolete else ""
    message = Previous(msgid, old.msgid_plural, msgctxt)
    lines = [mark + line for line in _message_lines(message, _width(old, mark))]
    first, *others = old.raw.target
    if old.obsolete and not old.raw.source.endswith(b"\n"):
        first = b"#~" + first  # it stood on a line of the source, marked there
    source = encoded(lines, old.style)
    return reread(old, Raw(old.raw.above, source, (first, *others)))


def with_msgstr(old: Entry, *forms: str) -> Entry:
    """Give the entry with another translation: one text, or one per plural form.

    Forms that stay the same keep their bytes, and so do lines between two newlines.

    Raises:
        LeafletError: the charset lacks a character, or the forms are too many.
    """
    if forms == old.msgstr:
        return old
    target = [_form(old, index, text, len(forms)) for index, text in enumerate(forms)]
    ended = [with_newline(raw, old.style) for raw in target[:-1]]
    return reread(old, replace(old.raw, target=(*ended, *target[-1:])))


def with_fuzzy(old: Entry, *, fuzzy: bool) -> Entry:
    """Give the entry with the flag `fuzzy`, or without; its other flags stay."""
    if old.fuzzy == fuzzy:
        return old
    lines, charset = _above(old), old.style.charset
    if not fuzzy:
        return _with_above(old, (_not_fuzzy(*line, charset) for line in lines))
    at = next((i for i, (kind, _) in enumerate(lines) if kind == ","), None)
    if at is None:
        return _with_kind(old, ",", ["#, fuzzy"])
    mark, flags = _FLAGS.findall(lines[at][1].decode(charset))[0]
    comma = "," if flags.strip() else ""
    lines[at] = (",", f"{mark} fuzzy{comma}{flags}".encode(charset))
    return _with_above(old, (line for _, line in lines))


def with_flags(old: Entry, flags: Sequence[str]) -> Entry:
    """Give the entry with these flags, all in one line: `#,`."""
    if tuple(flags) == old.flags:
        return old
    return _with_kind(_with_kind(old, "=", []), ",", _flag_lines(flags))


def obsoleted(old: Entry) -> Entry:
    """Give the entry as obsolete: `#~` before each line."""
    if old.obsolete:
        return old
    source, *target = (
        _LINE_START.sub(b"#~ ", part) for part in (old.raw.source, *old.raw.target)
    )
    above = _PREVIOUS.sub(rb"\1#~|", old.raw.above)
    return reread(old, Raw(above, source, tuple(target)))


def revived(old: Entry) -> Entry:
    """Give an obsolete entry back to life, with its flags as they were."""
    if not old.obsolete:
        return old
    source, *target = (
        _OBSOLETE.sub(b"", part) for part in (old.raw.source, *old.raw.target)
    )
    above = _OBSOLETE_PREVIOUS.sub(rb"\1#|", old.raw.above)
    return reread(old, Raw(above, source, tuple(target)))


def with_comments(old: Entry, comments: Sequence[str]) -> Entry:
    """Give the entry with other comments of translators: `#`."""
    if tuple(comments) == old.comments:
        return old
    return _with_kind(old, "", _comment_lines("#", comments))


def with_extracted(old: Entry, extracted: Sequence[str]) -> Entry:
    """Give the entry with other comments from the source: `#.`."""
    if tuple(extracted) == old.extracted:
        return old
    return _with_kind(old, ".", _comment_lines("#.", extracted))


def with_references(old: Entry, references: Sequence[str]) -> Entry:
    """Give the entry with other references: `#:`, one in a line for small diffs."""
    if tuple(references) == old.references:
        return old
    return _with_kind(old, ":", _reference_lines(references))


def with_previous(old: Entry, previous: Previous | None) -> Entry:
    """Give the entry with another previous message: `#|`."""
    if previous == old.previous:
        return old
    mark = "#~| " if old.obsolete else "#| "
    lines = _message_lines(previous, _width(old, mark)) if previous else []
    return _with_kind(old, "|", [mark + line for line in lines])


def _message_lines(message: Previous, width: int) -> list[str]:
    fields = ("msgctxt", message.msgctxt), ("msgid", message.msgid)
    plural = ("msgid_plural", message.msgid_plural)
    return [
        line
        for keyword, text in (*fields, plural)
        if text is not None
        for line in quoted(keyword, text, width)
    ]


def _width(old: Entry, mark: str) -> int:
    """Give the columns that are left after a mark; 0 where nothing is wrapped."""
    return max(old.style.width - len(mark), 1) if old.style.width else 0


def _form(old: Entry, index: int, text: str, count: int) -> bytes:
    """Give the bytes of one msgstr; what stays the same keeps its own."""
    raw = old.raw.target[index] if index < len(old.msgstr) else b""
    if raw and old.msgstr[index] == text:
        return raw
    mark = "#~ " if old.obsolete else ""
    width = _width(old, mark)
    plain = old.msgid_plural is None and count == 1
    keyword = "msgstr" if plain else f"msgstr[{index}]"
    kept = _kept_lines(raw, old.style)
    if not kept or fits(keyword, text, width):
        lines = [mark + line for line in quoted(keyword, text, width)]
        return encoded(lines, old.style)
    parts = [encoded([f'{mark}{keyword} ""'], old.style)]
    for line in logical_lines(text):
        lines = [] if line in kept else [mark + part for part in wrapped(line, width)]
        parts.append(kept.get(line) or encoded(lines, old.style))
    return b"".join(parts)


def _kept_lines(raw: bytes, style: Style) -> dict[str, bytes]:
    """Give the bytes of each logical line that has whole lines of its own."""
    kept: dict[str, bytes] = {}
    texts: list[str] = []
    lines: list[bytes] = []
    for line in raw.split(b"\n")[:-1]:
        if match := _CONTINUATION.fullmatch(line.decode(style.charset)):
            texts.append(unescape(match[1], style.charset)[0])
            lines.append(line + b"\n")
            if texts[-1].endswith("\n"):
                kept["".join(texts)] = b"".join(lines)
                texts, lines = [], []
    return {**kept, "".join(texts): b"".join(lines)} if texts else kept


def reread(old: Entry, raw: Raw) -> Entry:
    """Give the entry that the bytes are, in the place where the old one was read."""
    return replace(
        parse_entry(bytes(raw), old.style),
        msgid_line=old.msgid_line,
        msgid_column=old.msgid_column,
        msgstr_line=old.msgstr_line,
        msgstr_column=old.msgstr_column,
    )


def _above(old: Entry) -> list[tuple[str, bytes]]:
    """Give the lines above an entry, each with its kind (see `_ORDER`)."""
    lines = old.raw.above.split(b"\n")
    ended = [line + b"\n" for line in lines[:-1]] + [lines[-1]] * bool(lines[-1])
    return [(_kind(line.decode(old.style.charset)), line) for line in ended]


def _kind(line: str) -> str:
    text = line.strip()
    if text.startswith(("#|", "#~|")):
        return "|"
    text = text.removeprefix("#~").lstrip()
    return comment_kind(text) if text else "blank"


def _with_above(old: Entry, lines: Iterable[bytes]) -> Entry:
    return reread(old, replace(old.raw, above=b"".join(lines)))


def _with_kind(old: Entry, kind: str, added: Sequence[str]) -> Entry:
    """Put lines of one kind where the old ones were, else where msgcat has them."""
    lines = _above(old)
    kinds = [found for found, _ in lines]
    later = _ORDER[_ORDER.index(kind) :]
    at = next((i for i, found in enumerate(kinds) if found in later), len(kinds))
    at = kinds.index(kind) if kind in kinds else at
    before = [line for found, line in lines[:at] if found != kind]
    after = [line for found, line in lines[at:] if found != kind]
    return _with_above(old, [*before, encoded(map(_safe, added), old.style), *after])


def _safe(line: str) -> str:
    """Give a comment that msgfmt does not join to the next: no backslash ends it."""
    return f"{line} " if line.endswith("\\") else line


def _not_fuzzy(kind: str, line: bytes, charset: str) -> bytes:
    """Give a line without the flag `fuzzy`; nothing where it had no other."""
    if kind not in (",", "="):
        return line
    text = line.decode(charset)
    rest = _FUZZY.sub("", text)
    if rest == text:
        return line
    flags = rest.rstrip(", \t\r\n")
    end = rest[len(rest.rstrip("\r\n")) :]
    return (flags + end).encode(charset) if flags.strip("#~= ") else b""


def _comment_lines(mark: str, comments: Sequence[str]) -> list[str]:
    lines = [line for comment in comments for line in comment.split("\n")]
    return [f"{mark} {line}" if line else mark for line in lines]


def _reference_lines(references: Sequence[str]) -> list[str]:
    return [f"#: {_isolated(one)}" for one in references]


def _flag_lines(flags: Sequence[str]) -> list[str]:
    return [f"#, {', '.join(flags)}"] if flags else []


def _isolated(reference: str) -> str:
    """Give a reference as one word: U+2068 and U+2069 around a name with spaces."""
    words = reference.split()
    if len(words) == 1:
        return reference
    name, colon, line = " ".join(words).rpartition(":")
    if not line.isdecimal():
        name, colon, line = " ".join(words), "", ""
    return f"\u2068{name}\u2069{colon}{line}"


def encoded(lines: Iterable[str], style: Style) -> bytes:
    """Give lines as bytes, each with a newline at its end."""
    text = "".join(line + style.newline for line in lines)
    try:
        return text.encode(style.charset)
    except UnicodeEncodeError as error:
        message = f"{style.charset} has no character {text[error.start]!a}"
        at = Location(style.path)
        raise LeafletError(problem("po-charset", at, message)) from error


def with_newline(raw: bytes, style: Style) -> bytes:
    """Give bytes that end with a newline."""
    return raw if raw.endswith(b"\n") else raw + style.newline.encode()
