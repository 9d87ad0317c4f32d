"""XLIFF: what CAT tools get, and the many ways in which they give it back."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from leaflet import exchange
from leaflet.exchange import Row, Table, Verdict
from tests.conftest import ROOT

ROWS = (
    Row(
        "abc",
        "Ask **us** [@one].\\\nNow, {who}",
        "[@one] **nous** *oui*",
        Verdict.REVIEW,
        ("sure?",),
        "paragraph · Title",
        ("a note",),
        "Ask us.",
    ),
    Row("abd", "Open"),
    Row("abe", "Done", "Fini", Verdict.DONE),
)
TABLE = Table("hours", "en", "fr_CA", ROWS)
ONE, TWO = exchange.write("xliff", TABLE, "CA"), exchange.write("xliff2", TABLE, "CA")


@pytest.mark.parametrize(("data", "name"), [(ONE, "1.2"), (TWO, "2.0")])
def test_the_very_file(data: bytes, name: str) -> None:
    """Valid by the schemas of OASIS, and read so by translate-toolkit 3.20."""
    assert data == (ROOT / f"tests/ref/hours-{name}.xlf").read_bytes()


@pytest.mark.parametrize(
    ("attributes", "verdict"),
    [
        ('state="new"', Verdict.UNSAID),
        ('state="needs-translation"', Verdict.UNSAID),
        ("", Verdict.UNSAID),
        ('state="translated"', Verdict.DONE),
        ('state="final"', Verdict.DONE),
        ('state="signed-off"', Verdict.DONE),
        ('state="needs-review-translation"', Verdict.REVIEW),
        ('state="needs-adaptation"', Verdict.REVIEW),
        ('state="x-doubtful"', Verdict.REVIEW),
    ],
)
def test_states_of_1_2(attributes: str, verdict: Verdict) -> None:
    target = f"<target {attributes}>Ouvert</target>".encode()
    data = ONE.replace(b'<target state="needs-translation"/>', target)
    assert exchange.read(data, "a.xlf").rows[1].state is verdict


def test_approved_without_a_state_is_done() -> None:
    data = ONE.replace(b'"abd" approved="no"', b'"abd" approved="yes"')
    assert exchange.read(data, "a.xlf").rows[1].state is Verdict.DONE


@pytest.mark.parametrize(
    ("attributes", "verdict"),
    [
        ("", Verdict.UNSAID),
        ('state="initial"', Verdict.UNSAID),
        ('state="initial" subState="leaflet:review"', Verdict.REVIEW),
        ('state="translated"', Verdict.DONE),
        ('state="reviewed" subState="x:y"', Verdict.DONE),
        ('state="final"', Verdict.DONE),
    ],
)
def test_states_of_2_0(attributes: str, verdict: Verdict) -> None:
    old = b'<segment state="initial">'
    data = TWO.replace(old, f"<segment {attributes}>".encode())
    assert exchange.read(data, "a.xliff").rows[1].state is verdict


def test_segments_of_2_0_are_joined() -> None:
    whole = re.compile(rb'<segment state="translated">.*?</segment>', re.DOTALL)
    cut = (
        b'<segment state="final"><source>Do</source><target>Fi</target></segment>'
        b"<ignorable><source>n</source></ignorable>"
        b'<segment state="final"><source>e</source><target order="2">i</target>'
        b"</segment>"
    )
    row = exchange.read(whole.sub(cut, TWO), "a.xlf").rows[2]
    assert (row.source, row.translation, row.state) == ("Done", "Fini", Verdict.DONE)
    half = cut.replace(b'<segment state="final"><source>e', b"<segment><source>e")
    half = half.replace(b'<target order="2">i</target>', b"")
    row = exchange.read(whole.sub(half, TWO), "a.xlf").rows[2]
    assert (row.translation, row.state) == ("Fin", Verdict.REVIEW)


def test_marks_that_tools_add_are_looked_through() -> None:
    marked = (
        b'<target state="final"><mrk mtype="seg" mid="1">Fi<!-- a -->ni</mrk><?b c?>'
    )
    data = ONE.replace(b'<target state="translated">Fini', marked)
    assert exchange.read(data, "a.xlf").rows[2].translation == "Fini"
    marked = b'<target><mrk id="m1" type="term">Fi<!-- a -->ni</mrk>'
    data = TWO.replace(b"<target>Fini", marked)
    assert exchange.read(data, "a.xlf").rows[2].translation == "Fini"


def test_codes_that_are_not_nested() -> None:
    """A CAT tool may write the two ends of a pair apart (2.0, 4.7.2.3)."""
    ends = b'<target><sc id="7" dataRef="d1"/>a<ec startRef="7" dataRef="d1"/></target>'
    data = re.sub(rb'<target><ph id="2".*?</target>', ends, TWO)
    assert exchange.read(data, "a.xlf").rows[0].translation == "**a**"


def test_notes_of_others_are_comments() -> None:
    note = b'<note from="Ada">Why?\nReally.</note></trans-unit>'
    rows = exchange.read(ONE.replace(b"</trans-unit>", note), "a.xlf").rows
    assert rows[0].comments == ("sure?", "Ada: Why?", "Really.")
    note = b'<note category="comment">sure?</note><note>Why?</note>'
    data = TWO.replace(b'<note category="comment">sure?</note>', note)
    assert exchange.read(data, "a.xlf").rows[0].comments == ("sure?", "Why?")


def test_rows_are_told_by_their_lines() -> None:
    assert [row.at for row in exchange.read(ONE, "a.xlf").rows] == [5, 17, 21]
    assert etree.fromstring(ONE).find(".//{*}trans-unit").sourceline == 5
