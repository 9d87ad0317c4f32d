"""The text between the quotes of a .po file: its escapes and its line breaks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CONTROLS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_ESCAPES = {**_CONTROLS, "v": "\v", '"': '"', "\\": "\\"}
_ESCAPED = str.maketrans({char: "\\" + name for name, char in _ESCAPES.items()})
_ESCAPE = re.compile(r"((?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]+))+)|\\(.?)", re.DOTALL)
_BYTE = re.compile(r"\\(?:x([0-9A-Fa-f]+)|([0-7]+))")
_BYTE_VALUES = 0x100

_WIDE = "\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60"
_CHUNK = re.compile(f"[{_WIDE}] *|[^ {_WIDE}]+ *| +")
_WIDTHS = (79, 76, 78, 80)
"""Where programs wrap: gettext's own, Babel, polib, translate-toolkit."""
_SAMPLE = 20_000
_LONG = 80
_NARROWEST = 60
"""Strings that break before this were broken by hand, at the ends of sentences."""


def escape(text: str) -> str:
    r"""Give a text as it stands between quotes.

    >>> print(escape('5 mg\t"daily"'))
    5 mg\t\"daily\"
    """
    return text.translate(_ESCAPED)


def unescape(text: str, charset: str = "utf-8") -> tuple[str, list[int]]:
    r"""Give what an escaped text means, and the indexes of its bad escapes.

    Octal and hexadecimal escapes are bytes of the file's charset, and of more than
    two hexadecimal digits the last two count, as msgfmt reads them.

    >>> unescape(r"caf\xc3\xa9 \q")
    ('café \\q', [12])
    """
    bad: list[int] = []

    def meaning(match: re.Match[str]) -> str:
        numbers, name = match.groups()
        char = _from_bytes(numbers, charset) if numbers else _ESCAPES.get(name)
        if char is None:
            bad.append(match.start())
        return match[0] if char is None else char

    return _ESCAPE.sub(meaning, text), bad


def _from_bytes(numbers: str, charset: str) -> str | None:
    found = _BYTE.findall(numbers)
    values = (int(hexa, 16) if hexa else int(octal, 8) for hexa, octal in found)
    try:
        return bytes(value % _BYTE_VALUES for value in values).decode(charset)
    except UnicodeDecodeError:
        return None


def logical_lines(text: str) -> list[str]:
    r"""Split a text after each newline.

    >>> logical_lines("one\ntwo")
    ['one\n', 'two']
    """
    *lines, last = text.split("\n")
    return [f"{line}\n" for line in lines] + [last] * bool(last)


def fits(keyword: str, text: str, width: int) -> bool:
    """Whether a keyword and its text stand on one line, as msgcat breaks lines."""
    if len(logical_lines(text)) > 1:
        return False
    whole = escape(text)
    unbroken = _CHUNK.match(whole)
    if not width or (unbroken and unbroken.end() == len(whole)):
        return True
    return columns(f'{keyword} "{whole}"') <= width


def quoted(keyword: str, text: str, width: int) -> list[str]:
    r"""Give the lines of a keyword and its text.

    `width` counts the quotes; 0 breaks only after a newline.

    >>> quoted("msgid", "one\ntwo", 0)
    ['msgid ""', '"one\\n"', '"two"']
    """
    if fits(keyword, text, width):
        return [f'{keyword} "{escape(text)}"']
    lines = logical_lines(text)
    return [f'{keyword} ""', *(part for line in lines for part in wrapped(line, width))]


def wrapped(line: str, width: int) -> list[str]:
    """Break one logical line after spaces, and between wide characters."""
    text = escape(line)
    whole = not width or columns(text) + 2 <= width
    return [f'"{part}"' for part in ([text] if whole else _filled(text, width - 2))]


def _filled(line: str, width: int) -> Iterator[str]:
    filled: list[str] = []
    used = 0
    for chunk in _CHUNK.findall(line):
        size = columns(chunk)
        if filled and used + size > width:
            yield "".join(filled)
            filled, used = [], 0
        filled.append(chunk)
        used += size
    yield "".join(filled)


def columns(text: str) -> int:
    """Give the columns a text takes: wide characters of East Asia take two."""
    if text.isascii():
        return len(text)
    return len(text) + sum(east_asian_width(char) in "WF" for char in text)


def wrap_width(lines: Sequence[str]) -> int:
    """Give the width at which the strings of a file are wrapped; 0 for not at all.

    A file is wrapped where more strings go on after a space than run over the edge:
    a line with no space inside it could not have been broken, and tells nothing.
    """
    sample = [line.strip() for line in lines[:_SAMPLE]]
    pairs = list(zip(sample, [*sample[1:], ""], strict=True))
    breaks = [(line, after) for line, after in pairs if _is_wrapped(line, after)]
    long = sum(_runs_over(line) for line in sample)
    if len(breaks) <= long:
        return 0
    least = max(columns(line) for line, _ in breaks)
    most = min(columns(line) + len(after.partition(" ")[0]) for line, after in breaks)
    known = (width for width in _WIDTHS if least <= width < most)
    return next(known, least if least >= _NARROWEST else 0)


def _is_wrapped(line: str, after: str) -> bool:
    both = line[:1] == after[:1] == '"'
    return both and not line.endswith('\\n"') and " " in line[1:-1].strip()


def _runs_over(line: str) -> bool:
    return len(line) > _LONG and line[0] in '"m' and " " in line.partition('"')[2]
