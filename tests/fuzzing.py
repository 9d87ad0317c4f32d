"""What holds for any bytes that source, pofile and merge are given.

A target takes bytes and fails where something does not hold. Most bytes choose pieces
of files, so that the same bytes serve Hypothesis, which shrinks them, and Atheris,
which steers by what code they reach. `python -m bench.fuzz` runs both, for hours.
"""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import cycle
from pathlib import Path
from time import process_time

from leaflet import pofile
from leaflet.catalog import Key
from leaflet.messages.extract import Extracted, leaflet_messages
from leaflet.messages.merge import merged, template
from leaflet.messages.read import read_catalog
from leaflet.messages.start import catalog
from leaflet.model import Leaflet, texts
from leaflet.pofile import Entry, PoFile
from leaflet.problems import LeafletError, Problem
from leaflet.source.files import Files
from leaflet.source.leaflets import Known, read_leaflet
from tests.pieces import MARKDOWN, PO, RAW, written

Target = Callable[[bytes], None]
SECONDS = 5.0
"""CPU time for what is at most some thousand characters."""
DOCS = Path(__file__).parent.parent / "docs/problems.md"
KNOWN = Known(references={"key"}, formats={"screen", "office"})
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


@lru_cache(maxsize=1)
def known_problems() -> frozenset[str]:
    """Give the ids of the problems that the docs explain."""
    return frozenset(re.findall(r"`([a-z0-9-]+)`", DOCS.read_text("utf-8")))


@lru_cache(maxsize=1)
def project() -> Path:
    """Give a project with a picture, in a folder that goes when Python ends."""
    root = Path(tempfile.mkdtemp(prefix="leaflet-fuzz-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    (root / "content/tiny").mkdir(parents=True)
    (root / "content/tiny/b.svg").write_text(SVG, "utf-8")
    return root


def told_well(problems: Sequence[Problem], data: bytes) -> None:
    """Hold that problems are those of the docs, with a line that the file has."""
    lines = len(re.split(rb"\r\n|\r|\n", data))
    for one in problems:
        assert one.id in known_problems(), one
        assert 0 <= one.at.line <= lines + 1, one  # where text is missing at the end
        assert one.message, one
        assert "internal" not in str(one), one


def source(data: bytes) -> None:
    """A file is a leaflet or has problems; its messages are what it says."""
    file = written(data, MARKDOWN)
    path = project() / "content/tiny/leaflet.md"
    path.write_bytes(file)
    started = process_time()
    reading = read_leaflet(Files(project()), path, KNOWN)
    assert process_time() - started < SECONDS
    assert (reading.leaflet is None) == bool(reading.problems)
    told_well(reading.problems, file)
    if reading.leaflet:
        translated_as_it_is(reading.leaflet)


def translated_as_it_is(leaflet: Leaflet) -> None:
    """Hold that a catalog that says what the source says changes nothing."""
    messages = leaflet_messages(leaflet)
    assert len({message.key for message in messages}) == len(messages)
    pot = pofile.parse(template("a 1", "en", messages).encode(), "a.pot")
    keys = [entry.key for entry in pot.entries if not entry.is_header]
    assert keys == [message.key for message in messages]
    said = [pofile.with_msgstr(e, e.msgid) for e in pot.entries if not e.is_header]
    po = pofile.parse(pofile.replaced(pot, *said).encode(), "fr.po")
    definitions = {one.label: one.address.source for one in leaflet.definitions}
    found, problems = read_catalog(po, "tiny", "fr", "fr.po", definitions)
    assert not problems, problems
    for text in texts((leaflet.blocks, leaflet.footnotes)):
        if text.source:
            assert found.messages[text.key].inlines == text.inlines, text


def po(data: bytes) -> None:
    """A catalog keeps every byte, or is refused; an edit changes its own lines."""
    file = written(data, PO)
    started = process_time()
    try:
        read = pofile.parse(file, "fr.po")
    except LeafletError as error:
        read, problems = None, error.problems
    else:
        problems = ()
    assert process_time() - started < SECONDS
    assert (read is None) == bool(problems)
    told_well(problems, file)
    if read is None:
        return
    assert read.encode() == file
    for number, entry in enumerate(read.entries):
        edited_alone(read, number, entry)


def edited_alone(read: PoFile, number: int, entry: Entry) -> None:
    """Hold that edits of one entry mean what they say, and leave all others."""
    others = [e for n, e in enumerate(read.entries) if n != number]
    edits = [pofile.with_fuzzy(entry, fuzzy=not entry.fuzzy)]
    if entry.key != (None, ""):  # a header's text says how the file is read
        edits += [
            pofile.with_msgstr(entry, *("new\nline" for _ in entry.msgstr)),
            pofile.with_comments(entry, ["by", "hand"]),
            pofile.revived(entry) if entry.obsolete else pofile.obsoleted(entry),
        ]
    for edited in edits:
        after = pofile.replaced(read, edited)
        again = pofile.parse(after.encode(), "fr.po")
        assert again == after
        kept = [e for n, e in enumerate(again.entries) if n != number]
        assert kept == others
        assert again.entries[number] == edited
        assert edited.key == entry.key


def merge(data: bytes) -> None:
    """Authors, translators and updates in any order: no translation is lost."""
    if data[:1] == bytes([RAW]):
        merged_with_any(data[1:])
        return
    desk = Desk()
    steps = iter(data)
    for step in steps:
        desk.do(step, next(steps, 0))
    desk.update()


def merged_with_any(data: bytes) -> None:
    """Hold that nothing is lost of a catalog that somebody wrote elsewhere."""
    file = written(data, PO)
    try:
        read = pofile.parse(file, "fr.po")
    except LeafletError:
        return
    messages = [SOURCES[one % len(SOURCES)] for one in dict.fromkeys(data[:4])]
    wanted = list(dict.fromkeys(messages))
    extracted = [Extracted(c, s, ("paragraph · A",), ("a.md:1",)) for c, s in wanted]
    try:
        after = merged(read, "a 1", "en", extracted)
    except LeafletError as error:
        # A charset that cannot hold what is new is told of.
        told_well(error.problems, file)
        return
    again = pofile.parse(after.encode(), "fr.po")
    assert again == after
    assert merged(again, "a 1", "en", extracted).encode() == after.encode()
    said = {e.key: e.msgstr for e in after.entries if not e.is_header}
    for entry in read.entries:
        if not entry.is_header and any(entry.msgstr) and entry.msgid_plural is None:
            assert said[entry.key] == entry.msgstr, entry


SOURCES: list[Key] = [
    (None, "Take 5 mg in the morning, with a glass of water."),
    (None, "Take 50 mg in the morning, with a glass of water."),
    (None, "Take 50 mg in the evening, with a glass of water."),
    (None, "Call us"),
    ("button", "Call us"),
    (None, "Call us at once"),
    (None, 'A "quoted" \\ text'),
    ("", "Call us"),
    (None, "é"),
    (None, "Bring your papers, and a friend."),
]
KINDS = ("paragraph · A", "list item · A › B", "heading 2 · A", "table cell · A")


@dataclass(slots=True)
class Desk:
    """A leaflet's texts, its catalog, and all that a translator has ever written."""

    wanted: list[Key] = field(default_factory=list)
    po: PoFile = field(default_factory=lambda: catalog("fr", "en", "a 1"))
    written: dict[Key, str] = field(default_factory=dict)
    notes: dict[Key, str] = field(default_factory=dict)
    read: set[Key] = field(default_factory=set)
    count: int = 0

    def do(self, step: int, what: int) -> None:
        """Do one thing: an author's, a translator's, or an update."""
        key = SOURCES[what % len(SOURCES)]
        steps: Sequence[Callable[[Key], None]] = (
            *(self.write, self.drop, self.move, self.translate, self.translate),
            *(self.accept, self.doubt, self.note, self.save),
        )
        if step % 10 < len(steps):
            steps[step % 10](key)
        else:
            self.update()

    def write(self, key: Key) -> None:
        if key not in self.wanted:
            self.wanted.insert(self.count % (len(self.wanted) + 1), key)
        self.count += 1

    def drop(self, key: Key) -> None:
        self.wanted = [one for one in self.wanted if one != key]

    def move(self, key: Key) -> None:
        if key in self.wanted:
            self.drop(key)
            self.wanted.append(key)

    def save(self, _key: Key) -> None:
        """Save and open the catalog."""
        self.po = pofile.parse(self.po.encode(), "fr.po")

    def translate(self, key: Key) -> None:
        """Write a translation, and take off the mark of a guess."""
        self.count += 1
        text = f"traduction {self.count}" + "\n" * (self.count % 3 == 0)
        if self._edit(key, lambda one: pofile.with_msgstr(one, text)):
            self.written[key] = text
            self.accept(key)

    def accept(self, key: Key) -> None:
        """Take a guess as it is."""
        if found := self._edit(key, lambda one: pofile.with_fuzzy(one, fuzzy=False)):
            self.written[key] = found.msgstr[0]
            self.read.add(key)

    def doubt(self, key: Key) -> None:
        if self._edit(key, lambda one: pofile.with_fuzzy(one, fuzzy=True)):
            self.read.discard(key)

    def note(self, key: Key) -> None:
        self.count += 1
        if self._edit(key, lambda one: pofile.with_comments(one, [f"n{self.count}"])):
            self.notes[key] = f"n{self.count}"

    def _edit(self, key: Key, edit: Callable[[Entry], Entry]) -> Entry | None:
        """Edit a live entry; give it as it is then."""
        for entry in self.po.entries:
            if entry.key == key and not entry.obsolete:
                edited = edit(entry)
                self.po = pofile.replaced(self.po, edited)
                return edited
        return None

    def update(self) -> None:
        """Update the catalog, and hold what must be true of it then."""
        kinds = cycle(KINDS)
        messages = [
            Extracted(context, text, (next(kinds),), (f"a.md:{line}",))
            for line, (context, text) in enumerate(self.wanted, start=1)
        ]
        self.po = merged(self.po, "a 1", "en", messages)
        again = pofile.parse(self.po.encode(), "fr.po")
        assert again == self.po
        assert merged(again, "a 1", "en", messages).encode() == self.po.encode()
        self.read &= set(self.wanted)
        entries = [e for e in self.po.entries if not e.is_header]
        assert [e.key for e in entries if not e.obsolete] == self.wanted
        self._holds({e.key: e for e in entries})

    def _holds(self, entries: Mapping[Key, Entry]) -> None:
        for key, text in self.written.items():
            assert not text or entries[key].msgstr == (text,), key
        for key, note in self.notes.items():
            assert note in entries[key].comments, key
        for key, entry in entries.items():
            if not entry.obsolete and any(entry.msgstr) and not entry.fuzzy:
                assert key in self.read, key


TARGETS: dict[str, Target] = {"source": source, "pofile": po, "merge": merge}


def seeds(name: str) -> Iterator[bytes]:
    """Give bytes to begin with: each piece, and files as they are written."""
    yield bytes(range(90))
    yield from (bytes([kind, one, 1, 1, one]) for one in range(80) for kind in (9, 99))
    root = Path(__file__).parent.parent
    pattern = {"source": "content/*/leaflet.md", "pofile": "locales/fr/*/*.po"}
    for path in sorted(root.glob(pattern.get(name, "locales/*.pot"))):
        yield bytes([RAW]) + path.read_bytes()[:4000]
