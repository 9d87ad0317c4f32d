"""Reads a .po file: bytes in, a `PoFile` out, or every problem with its place.

Lines are decoded one by one, so each wrong byte has a place and each entry keeps its
own bytes, even in charsets that write one character in two ways (Big5, Shift-JIS).
A line is read as statements; nearly always it has one:

    # a comment      #| msgid "previous"      #~ msgstr "obsolete"      "more text"

Comments, blank lines and previous msgids wait in a gap until the next keyword tells
whose they are: those of the entry that begins there.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from leaflet.pofile.advice import problem
from leaflet.pofile.charset import BOM, UNDECLARED, declared, python_charset
from leaflet.pofile.draft import FOLLOWS, Draft, Field, Gap, Place
from leaflet.pofile.strings import unescape, wrap_width
from leaflet.pofile.values import Entry, Key, PoFile, Style, declared_nplurals
from leaflet.problems import LeafletError, Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HTML = (b"<!doctype", b"<html", b"<?xml")
_STATEMENT = re.compile(
    r"""[ \t\r\f\v]* (\#~\|?|\#\|)?
        [ \t\r\f\v]* (?:
            (\#.*)
            | (?: ([^\W\d]\w*) [ \t\r\f\v]* (?:\[[ \t]*([0-9]{1,9})[ \t]*\])? )?
              [ \t\r\f\v]* ((?: "[^"\\\n]*(?:\\.[^"\\\n]*)*" [ \t\r\f\v]* )*)
        ) \n?""",
    re.VERBOSE,
)
"""Prefix, comment, keyword, index, strings; it backtracks nowhere."""
_FORBIDDEN = re.compile("[\0\4]")
"""What separates messages, and their contexts, in .mo files."""
_STRING = re.compile(r'"([^"\\\n]*(?:\\.[^"\\\n]*)*)"')
_CONFLICT = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?:\s|$)")


def parse(data: bytes, path: str) -> PoFile:
    """Give the file that the bytes are; `path` is only for the places of problems.

    Raises:
        LeafletError: the file is damaged; carries every problem found.
    """
    start = BOM if data.startswith(BOM) else b""
    body = data.removeprefix(BOM)
    if wrong := _no_catalog(body, path):
        raise LeafletError(wrong)
    name, index = declared(body)
    charset = python_charset(name or UNDECLARED)
    reader = _Reader(Style(path, charset or "latin-1"))
    if charset is None:
        line, column = (
            body.count(b"\n", 0, index) + 1,
            index - body.rfind(b"\n", 0, index),
        )
        reader.tell("po-charset", (line, column), f"unknown charset {name!r}")
    reader.read_file(body)
    if reader.problems:
        raise LeafletError(sorted(reader.problems, key=lambda found: found.at))
    return PoFile(tuple(reader.entries), reader.style, start, b"".join(reader.gap.raw))


def parse_entry(raw: bytes, style: Style) -> Entry:
    """Give the one entry that the bytes are, in the style of its file.

    Raises:
        LeafletError: the entry has a character that no .po file can have.
    """
    reader = _Reader(style)
    lines = _lines(raw)
    reader.read(lines, [reader.decoded(line, 0) for line in lines])
    if reader.problems:
        raise LeafletError(reader.problems)
    (entry,) = reader.entries
    return entry


def _no_catalog(body: bytes, path: str) -> Problem | None:
    """Tell of a file that is something else altogether."""
    at = Location(path, 1, 1)
    if not body.strip():
        return problem("po-empty", at, "the file is empty")
    if body.startswith(_UTF16) or b"\0" in body[:2]:
        return problem("po-utf16", at, "the file is in UTF-16, not in UTF-8")
    if body.lstrip()[:16].lower().startswith(_HTML):
        return problem("po-html", at, "the file is a web page, not a catalog")
    return None


def _lines(body: bytes) -> list[bytes]:
    """Split after each newline, and nowhere else: `splitlines` would at a bare CR."""
    *lines, last = body.split(b"\n")
    return [line + b"\n" for line in lines] + [last] * bool(last)


class _Reader:
    """Reads lines into entries; goes on after a problem to find the others."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.problems: list[Problem] = []
        self.entries: list[Entry] = []
        self.gap = Gap()
        self._draft: Draft | None = None
        self._places: dict[Key, Place] = {}
        self._conflict = ""
        self._misread = False

    def tell(self, found: str, at: Place, message: str) -> None:
        """Add a problem."""
        self.problems.append(problem(found, Location(self.style.path, *at), message))

    def read_file(self, body: bytes) -> None:
        """Read a whole file: find its style, and check what only a whole file tells."""
        lines = _lines(body)
        texts = [self.decoded(raw, line) for line, raw in enumerate(lines, start=1)]
        newline = "\r\n" if body.count(b"\r\n") * 2 > len(lines) else "\n"
        self.style = replace(self.style, newline=newline, width=wrap_width(texts))
        self.read(lines, texts)
        if not self.entries and not self.problems:
            self.tell("po-empty", (1, 1), "the file has no entries")
        self.problems += _wrong_nplurals(PoFile(tuple(self.entries), self.style))

    def read(self, lines: Sequence[bytes], texts: Iterable[str]) -> None:
        """Read decoded lines, to the end of the last entry."""
        for line, (raw, text) in enumerate(zip(lines, texts, strict=True), start=1):
            marker = _CONFLICT.match(text) if text[0] in "<|=>" else None
            if marker:
                self._marker(marker[1][0], line)
            elif self._conflict in ("", "<"):
                self._line(raw, text, line)
        self._close(at_end=True)
        if self.gap.previous:
            message = "no msgid follows this previous message"
            self.tell("po-truncated", self.gap.at, message)

    def decoded(self, raw: bytes, line: int) -> str:
        """Give the text of a line; tell of bytes and characters that it cannot have."""
        charset = self.style.charset
        try:
            text = raw.decode(charset)
        except UnicodeDecodeError as error:
            column = len(raw[: error.start].decode(charset, "replace")) + 1
            if not self._misread:  # one wrong charset is one mistake
                self._misread = True
                message = f"the byte 0x{raw[error.start]:02X} is not {charset}"
                self.tell("po-charset", (line, column), message)
            text = raw.decode(charset, "replace")
        if found := _FORBIDDEN.search(text):
            message = f"the character {found[0]!a} stands in the line"
            self.tell("po-nul", (line, found.start() + 1), message)
        return text

    def _marker(self, kind: str, line: int) -> None:
        """Read a marker of a merge; what is not our version is passed over."""
        if kind == "<" or not self._conflict:
            message = "version control has left two versions here"
            self.tell("po-merge-conflict", (line, 1), message)
        self._conflict = "" if kind == ">" else kind

    def _line(self, raw: bytes, text: str, line: int) -> None:
        """Read the statements of a line; `#~` and `#|` hold to its end."""
        mark, position = "", 0
        while position < len(text):
            match = _STATEMENT.match(text, position)
            if match is None or match.end() == position:
                self._no_statement(text, (line, position + 1))
                return
            mark = match[1] or mark
            whole = position == 0 and match.end() == len(text)
            part = raw if whole else match[0].encode(self.style.charset, "replace")
            if not self._statement(match, mark, part, line):
                return
            position = match.end()

    def _no_statement(self, text: str, at: Place) -> None:
        """Tell of the rest of a line that is no statement; go on as if it were text."""
        if text[at[1] - 1] == '"':
            message = "the string is not closed on its line"
            self.tell("po-unterminated-string", at, message)
        else:
            self.tell("po-unquoted-text", at, "text stands outside of quotes")
        self._take_for_text(text[at[1] - 1 :])

    def _take_for_text(self, text: str) -> None:
        if self._draft:
            self._draft.fields[-1].strings.append(text)

    def _statement(
        self, match: re.Match[str], mark: str, part: bytes, line: int
    ) -> bool:
        """Read one statement; False where the rest of its line makes no sense."""
        _, comment, keyword, index, strings = match.groups()
        if comment:
            self._comment(comment, (line, match.start(2) + 1), part)
        elif keyword:
            opened = Field(keyword, (line, match.start(3) + 1), int(index or 0))
            opened.keyword += "[]" if index else ""
            if opened.keyword not in FOLLOWS and not self._guessed(opened, match):
                return False
            self._keyword(opened, mark, part)
        elif strings:
            self._continued((line, match.start(5) + 1), mark, part)
        else:
            self.gap.raw.append(part)
        if strings:
            self._strings(match, mark, line)
        return True

    def _guessed(self, opened: Field, match: re.Match[str]) -> bool:
        """Tell of an unknown keyword; True where it is a misspelt msgid or msgstr.

        It is then taken for what is missing there, so the lines after it are not
        called wrong too.
        """
        name = opened.keyword
        if match.string[: opened.at[1] - 1].strip(" \t#~|"):
            message = f"text stands outside of quotes: {name}"
            self.tell("po-unquoted-text", opened.at, message)
            self._take_for_text(name)
            return False
        self.tell("po-unknown-keyword", opened.at, f"{name!r} is not a keyword")
        inside = self._draft and self._draft.fields[-1].keyword in FOLLOWS["msgstr"]
        opened.keyword = "msgstr" if inside else "msgid"
        return name.lower().startswith("m") and bool(match[5])

    def _comment(self, comment: str, at: Place, part: bytes) -> None:
        if self.gap.previous:
            self._comment_inside(at)
        if self.gap.is_blank:
            self.gap.at = at
        self.gap.raw.append(part)
        self.gap.comments.append(comment.rstrip("\r"))

    def _comment_inside(self, at: Place) -> None:
        message = "a comment stands inside an entry"
        self.tell("po-comment-inside-entry", at, message)

    def _keyword(self, opened: Field, mark: str, part: bytes) -> None:
        draft = self._draft
        if mark.endswith("|"):
            self._previous(opened, mark, part)
            return
        if draft and draft.fields[-1].keyword in FOLLOWS[opened.keyword]:
            self._fill_gap(draft.fields[-1])
        else:
            self._close()
            draft = self._draft = Draft(self.gap)
            self.gap = Gap()
        draft.marks.add(mark == "#~")
        draft.fields.append(opened)
        opened.raw.append(part)

    def _previous(self, opened: Field, mark: str, part: bytes) -> None:
        if self.gap.is_blank:
            self.gap.at = opened.at
        self.gap.previous.append(opened)
        self.gap.marks.add(mark == "#~|")
        self.gap.raw.append(part)

    def _fill_gap(self, before: Field) -> None:
        """Give the blank lines inside an entry to the field before them."""
        if not self.gap.raw:
            return
        if not self.gap.is_blank:
            self._comment_inside(self.gap.at)
        before.raw += self.gap.raw
        self.gap = Gap()

    def _continued(self, at: Place, mark: str, part: bytes) -> None:
        """Read strings that have no keyword before them on their line."""
        if mark.endswith("|") and self.gap.previous:
            self.gap.marks.add(mark == "#~|")
            self.gap.raw.append(part)
        elif self._draft and not mark.endswith("|"):
            self._fill_gap(self._draft.fields[-1])
            self._draft.fields[-1].raw.append(part)
            self._draft.marks.add(mark == "#~")
        else:
            message = "a string stands here without a keyword before it"
            self.tell("po-missing-msgid", at, message)

    def _strings(self, match: re.Match[str], mark: str, line: int) -> None:
        """Add the texts of a statement's strings to the field they belong to."""
        fields = self._draft.fields if self._draft else []
        if mark.endswith("|"):
            fields = self.gap.previous
        for string in _STRING.finditer(match.string, *match.span(5)):
            text = string[1]
            if "\\" in text:
                text = self._unescaped(text, (line, string.start(1) + 1))
            if fields:
                fields[-1].strings.append(text)

    def _unescaped(self, text: str, at: Place) -> str:
        line, column = at
        meaning, wrong = unescape(text, self.style.charset)
        for index in wrong:
            escape = text[index : index + 2]
            self.tell("po-bad-escape", (line, column + index), f"unknown {escape}")
        if _FORBIDDEN.search(meaning):
            self.tell("po-nul", at, "an escape for NUL or EOT is in the string")
        return meaning

    def _close(self, *, at_end: bool = False) -> None:
        """End the entry that is being read, and check it."""
        draft, self._draft = self._draft, None
        faults = list(draft.faults(at_end=at_end)) if draft else []
        for fault in faults:
            self.tell(*fault)
        if faults or not draft:
            return
        entry = draft.entry(self.style)
        at = (entry.msgid_line, entry.msgid_column)
        first = self._places.setdefault(entry.key, at)
        if first != at:
            message = f"this message is in line {first[0]} too"
            self.tell("po-duplicate-message", at, message)
        self.entries.append(entry)


def _wrong_nplurals(file: PoFile) -> Iterator[Problem]:
    """Tell of finished messages with more or fewer forms than the header declares."""
    declares = declared_nplurals(file.header)
    for entry in file.entries:
        finished = any(entry.msgstr) and not entry.fuzzy and not entry.obsolete
        wrong = finished and declares not in (None, len(entry.msgstr))
        if wrong and entry.msgid_plural is not None:
            at = Location(file.style.path, entry.msgstr_line, entry.msgstr_column)
            message = f"{len(entry.msgstr)} forms, but the header declares {declares}"
            yield problem("po-plural-forms", at, message)
