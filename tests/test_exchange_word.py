"""Word: what a person sees there, and what Word itself does to a text."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from leaflet import exchange
from leaflet.exchange import Row, Table, Verdict
from leaflet.problems import LeafletError

ROW = Row(
    "abc",
    "Take **5 mg** [@one].",
    "Prenez **5 mg** [@one].",
    Verdict.REVIEW,
    ("sure?",),
    "paragraph · Title",
    ("a note",),
    "Take 5 mg.",
)


def document(language: str = "fr") -> Any:
    table = Table("hours", "en", language, (ROW,))
    return Document(io.BytesIO(exchange.write("docx", table, "CA")))


def read(changed: Any) -> Table:
    made = io.BytesIO()
    changed.save(made)
    return exchange.read(made.getvalue(), "a.docx")


def test_the_table_is_one_to_work_in() -> None:
    made = document()
    table, section = made.tables[0], made.sections[0]
    assert [cell.text for cell in table.rows[0].cells] == [
        "id", "where", "English (en)", "French (fr)", "state", "comment"
    ]  # fmt: skip
    assert [cell.text for cell in table.rows[1].cells] == [
        "abc",
        "paragraph · Title\na note\nThe text was: Take 5 mg.",
        ROW.source,
        ROW.translation,
        "review",
        "sure?",
    ]
    assert section.page_width > section.page_height
    assert round(section.page_width.mm, 1) == 279.4  # Letter, as Canada has it
    room = section.page_width - section.left_margin - section.right_margin
    assert abs(sum(column.width for column in table.columns) - room) < 10_000
    header = table.rows[0]._tr
    assert header.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    source = table.rows[1].cells[2]._tc
    assert source.find(f"{qn('w:tcPr')}/{qn('w:shd')}").get(qn("w:fill")) == "F2F4F5"


def test_marks_stand_out_and_are_not_spelt() -> None:
    made = document()
    runs = made.tables[0].rows[1].cells[3].paragraphs[0].runs
    marks = [run.text for run in runs if run.style.name == "Mark"]
    assert marks == ["**", "**", "[@one]"]
    assert made.styles["Mark"].element.find(f"{qn('w:rPr')}/{qn('w:noProof')}") is not (
        None
    )


@pytest.mark.parametrize(
    ("language", "tag", "rtl"),
    [("fr", "fr-CA", False), ("ar", "ar-EG", True), ("zh_Hant", "zh-TW", False)],
)
def test_columns_speak_their_language(language: str, tag: str, *, rtl: bool) -> None:
    cells = document(language).tables[0].rows[1].cells
    for cell, expected in ((cells[2], "en-CA"), (cells[3], tag)):
        for run in cell.paragraphs[0].runs:
            said = run._r.find(f"{qn('w:rPr')}/{qn('w:lang')}")
            assert {said.get(qn(f"w:{n}")) for n in ("val", "eastAsia", "bidi")} == {
                expected
            }
        end = cell.paragraphs[0]._p.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:lang')}")
        assert end.get(qn("w:val")) == expected  # what is typed into an empty cell
    paragraph = cells[3].paragraphs[0]._p
    assert (paragraph.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None) == rtl
    assert (paragraph.find(f".//{qn('w:rtl')}") is not None) == rtl


def test_tracked_changes_are_read_as_accepted() -> None:
    made = document()
    paragraph = made.tables[0].rows[1].cells[3].paragraphs[0]._p
    for run in paragraph.findall(qn("w:r")):
        paragraph.remove(run)
    for change in (
        "<w:r {}><w:t xml:space='preserve'>Prenez </w:t></w:r>",
        "<w:del {} w:id='1'><w:r><w:delText>5</w:delText></w:r></w:del>",
        "<w:moveFrom {} w:id='3'><w:r><w:t>away</w:t></w:r></w:moveFrom>",
        "<w:ins {} w:id='2'><w:r><w:t>six</w:t><w:br/><w:t>a</w:t></w:r></w:ins>",
        "<w:hyperlink {}><w:r><w:noBreakHyphen/><w:t>link</w:t></w:r></w:hyperlink>",
        "<w:sdt {}><w:sdtContent><w:r><w:t>!</w:t></w:r></w:sdtContent></w:sdt>",
    ):
        paragraph.append(parse_xml(change.format(nsdecls("w"))))
    assert read(made).rows[0].translation == "Prenez six\na-link!"


def test_a_deleted_row_is_not_there() -> None:
    made = document()
    mark = parse_xml(f"<w:del {nsdecls('w')} w:id='1'/>")
    made.tables[0].rows[1]._tr.find(qn("w:trPr")).append(mark)
    assert read(made).rows == ()


def test_comments_of_word_come_with_their_authors() -> None:
    made = document()
    runs = made.tables[0].rows[1].cells[2].paragraphs[0].runs
    made.add_comment(runs[:2], text="Which spoon?\nSecond", author="Ada", initials="A")
    assert read(made).rows[0].comments == ("sure?", "Ada: Which spoon?", "Second")


def test_paragraphs_in_a_cell_are_lines() -> None:
    made = document()
    made.tables[0].rows[1].cells[5].add_paragraph("two")
    assert read(made).rows[0].comments == ("sure?", "two")


@pytest.mark.parametrize("translation", ["French (fr)", "German (de)"])
def test_tables_may_be_cut_and_columns_moved(translation: str) -> None:
    """The header tells what is where; two languages in one file are one too many."""
    made = document()
    other = made.add_table(2, 3)
    texts = [("English (en)", translation, " ID "), ("Two", "Deux", "XYZ ")]
    for row, line in zip(other.rows, texts, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text
    if "fr" in translation:
        row = read(made).rows[1]
        assert (row.id, row.source, row.translation) == ("xyz", "Two", "Deux")
        return
    with pytest.raises(LeafletError) as error:
        read(made)
    assert [str(p.at) for p in error.value.problems] == ["a.docx:3"]
    assert [p.id for p in error.value.problems] == ["exchange-columns"]


def test_a_state_that_is_none_is_told_with_its_comment() -> None:
    made = document()
    made.tables[0].rows[1].cells[4].text = "ok"
    found = read(made)
    assert (found.rows, len(found.problems)) == ((), 1)
    problem = found.problems[0]
    assert (problem.id, str(problem.at)) == ("exchange-state", "a.docx:2")
    assert problem.message == "abc: 'ok' is no state (its comment: sure?)"
