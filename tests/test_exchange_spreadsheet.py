"""Spreadsheets: texts that stay texts, in Excel's files and in CSV."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from leaflet import exchange
from leaflet.exchange import Row, Table, Verdict, archive

FORMULAS = ["=1+1", "+1", "-1", "@A1", '=HYPERLINK("http://a.org")', "\t=1"]
TABLE = Table(
    "hours",
    "en",
    "ar",
    tuple(Row(f"ab{i}", text, text) for i, text in enumerate(FORMULAS)),
)


def book() -> Any:
    return load_workbook(io.BytesIO(exchange.write("xlsx", TABLE, "CA")))


def read(changed: Any) -> Table:
    made = io.BytesIO()
    changed.save(made)
    return exchange.read(made.getvalue(), "a.xlsx")


def test_formulas_are_texts_and_stay_so() -> None:
    sheet = book().active
    for number, text in enumerate(FORMULAS, start=2):
        cell = sheet.cell(number, 4)
        assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")
        assert cell.quotePrefix


def test_the_sheet_is_one_to_work_in() -> None:
    sheet = book().active
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.row_dimensions[7].height == 15
    assert sheet["C2"].fill.fgColor.rgb == "00F2F4F5"
    assert sheet["C2"].alignment.readingOrder == 0
    assert sheet["D2"].alignment.readingOrder == 2  # from right to left
    (states,) = sheet.data_validations.dataValidation
    assert (str(states.sqref), states.formula1) == ("E2:E7", '"review,done"')


@pytest.mark.parametrize("value", [5, 1.5, True, "=A1", "2026-01-01"])
def test_what_is_no_text_is_not_guessed_at(value: object) -> None:
    made = book()
    made.active["D3"].value = value
    made.active["F3"].value = "why?"
    found = read(made)
    if value == "2026-01-01":  # a text
        assert found.rows[1].translation == value
        return
    assert [row.id for row in found.rows] == ["ab0", "ab2", "ab3", "ab4", "ab5"]
    (problem,) = found.problems
    assert (problem.id, str(problem.at)) == ("exchange-cell", "a.xlsx:3")
    assert problem.message.endswith("(its comment: why?)")


def test_escapes_that_share_a_sign_are_texts() -> None:
    table = Table("hours", "en", "fr", (Row("abc", "_x0041_x0042_"),))
    data = exchange.write("xlsx", table, "CA")
    assert exchange.read(data, "a.xlsx").rows[0].source == "_x0041_x0042_"


def test_notes_at_cells_are_comments() -> None:
    made = book()
    made.active["D2"].comment = Comment("Really?\nYes.", "Ada")
    assert [c for c in read(made).rows[0].comments if c] == ["Really?", "Yes."]


def test_shared_and_rich_strings_are_read() -> None:
    """As Excel writes them: each text once, in parts, with its pronunciation."""
    sheet = """<worksheet xmlns="{0}"><sheetData><row r="1">
      <c r="A1" t="inlineStr"><is><t>id</t></is></c>
      <c r="B1" t="str"><v>English (en)</v></c><c r="C1" t="s"><v>0</v></c></row>
      <row r="9"><c r="A9" t="s"><v>2</v></c><c r="C9" t="s"><v>1</v></c></row>
      </sheetData></worksheet>"""
    strings = """<sst xmlns="{0}"><si><t>French (fr)</t></si>
      <si><r><t xml:space="preserve">Un </t></r><r><t>_x000D_deux</t></r>
      <rPh sb="0" eb="1"><t>spoken</t></rPh></si><si><t>abc</t></si></sst>"""
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    data = archive.packed(
        exchange.write("xlsx", TABLE, "CA"),
        {
            "xl/worksheets/sheet1.xml": sheet.format(name).encode(),
            "xl/sharedStrings.xml": strings.format(name).encode(),
        },
    )
    (row,) = exchange.read(data, "a.xlsx").rows
    assert (row.id, row.source, row.translation, row.at) == ("abc", "", "Un \rdeux", 9)


# --- CSV


def test_csv_is_what_excel_opens_and_runs_nothing() -> None:
    data = exchange.write("csv", TABLE, "CA")
    assert data.startswith("\ufeffid,where,English (en),Arabic (ar)".encode())
    for row in list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))[1:]:
        assert row[2].startswith("'")


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_csv_of_other_countries(delimiter: str) -> None:
    rows = [["id", "English (en)", "French (fr)"], ["abc", "a,b", "c;\td\ne"]]
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter).writerows(rows)
    (row,) = exchange.read(made.getvalue().encode(), "a.csv").rows
    assert (row.source, row.translation, row.state) == (
        "a,b",
        "c;\td\ne",
        Verdict.UNSAID,
    )
