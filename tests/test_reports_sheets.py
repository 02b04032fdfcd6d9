"""Rows of a sheet that are put together as text are those that xlsxwriter writes cell by cell."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
import xlsxwriter

from analysis.columns import Column
from reports import sheets
from reports.sheets import CELL, Table

ROWS = 23


def _column(name: str, dtype: str) -> Column:
    return Column(name, dtype, name, "what it is")


def _turned(*values: Any) -> list[Any]:
    return [values[row % len(values)] for row in range(ROWS)]


COLUMNS = [
    (_column("title", "string"), _turned("A & B < C", " spaced ", None, "=1+1", "", "日本 \U0001d11e", "7")),
    (_column("clean", "boolean"), _turned(True, False, pd.NA)),
    (_column("linkbacks", "Int64"), _turned(0, -3, 12345678901, pd.NA)),
    (_column("reach", "float64"), _turned(0.1, float("nan"), float("inf"), -float("inf"), 1e-9, 2.0)),
    (_column("spam_share", "float64"), _turned(0.25, None)),
    (_column("published", "string"), _turned("2006-12-31", "1900-03-01", "2006", "1899-01-01", None)),
    (_column("started", "string"), _turned("2006-12-31T23:10:05", "2006-12-31T23:10:05.25+02:00", "soon")),
]


def _plainly(sheet: Any, row: int, place: int, column: Column, value: Any, formats: dict[str, Any]) -> None:
    """One cell by xlsxwriter's own methods."""
    if value is None or value is pd.NA or value == "" or value != value:
        return
    if column.dtype == "boolean":
        sheet.write_boolean(row, place, value)
    elif column.dtype == "string":
        try:
            stated = datetime.fromisoformat(value).replace(tzinfo=None) if len(value) > 9 else None
        except ValueError:
            stated = None
        if stated is not None and stated.year >= 1900 and column.name in ("published", "started"):
            sheet.write_datetime(row, place, stated, formats["day" if len(value) == 10 else "time"])
        else:
            sheet.write_string(row, place, value)
    elif value in (float("inf"), -float("inf")):
        sheet.write_string(row, place, "infinite" if value > 0 else "-infinite")
    else:
        sheet.write_number(row, place, value, formats["percent"] if column.name == "spam_share" else None)


@pytest.fixture(params=[4, 23, 5000])
def book(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A sheet in parts of some rows, and the same cell by cell."""
    monkeypatch.setattr(sheets, "_PART", request.param)
    with xlsxwriter.Workbook(str(tmp_path / "t.xlsx"), {"strings_to_formulas": False}) as made:
        names = {"percent": "0%", "day": "yyyy-mm-dd", "time": "yyyy-mm-dd hh:mm"}
        formats = {name: made.add_format({"num_format": shown}) for name, shown in names.items()}
        filled, plain = made.add_worksheet("filled", Table), made.add_worksheet("plain")
        for place, (column, values) in enumerate(COLUMNS):
            for sheet in (filled, plain):
                sheet.write_string(0, place, column.name)
            for row, value in enumerate(values, start=1):
                _plainly(plain, row, place, column, value, formats)
        filled.fill(COLUMNS, formats)
    return openpyxl.load_workbook(tmp_path / "t.xlsx")


def test_a_filled_sheet_is_one_that_was_written_cell_by_cell(book: Any) -> None:
    told = [[(c.value, c.number_format, c.data_type) for row in sheet for c in row] for sheet in book]
    assert told[0] == told[1]
    assert len(told[0]) == (ROWS + 1) * len(COLUMNS)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("x" * (CELL + 9), "x" * CELL),
        ("\U0001d11e" * CELL, "\U0001d11e" * (CELL // 2)),
        ("x" * CELL, "x" * CELL),
    ],
    ids=["long", "wide", "full"],
)
def test_a_text_is_cut_at_what_a_cell_holds(tmp_path: Path, text: str, held: str) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "t.xlsx")) as made:
        sheet = made.add_worksheet("one", Table)
        sheet.write_string(0, 0, "title")
        sheet.fill([(_column("title", "string"), [text])], {})
    assert openpyxl.load_workbook(tmp_path / "t.xlsx")["one"]["A2"].value == held


def test_no_rows_are_an_empty_sheet(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "t.xlsx")) as made:
        sheet = made.add_worksheet("none", Table)
        sheet.write_string(0, 0, "title")
        sheet.fill([(_column("title", "string"), [])], {})
    assert openpyxl.load_workbook(tmp_path / "t.xlsx")["none"].max_row == 1
