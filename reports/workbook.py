"""All tables as one Excel workbook, a sheet each, with the definitions at the column heads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from analysis.columns import TABLES, Column
from analysis.summary import Summary
from reports.formats import SHARES, clean_text
from reports.sheets import Table
from reports.tables import frame_of, ranked

ROWS = 100_000
"""A sheet holds at most so many rows (Excel's own limit is 1,048,576); the rest is in the CSV."""
_WIDE = frozenset({"url", "source", "target", "listing", "evidence", "example", "definition", "spam_reasons"})
_OPTIONS = {
    "strings_to_urls": False,  # Excel takes 65,530 links a sheet, then it calls the file broken
    "strings_to_formulas": False,  # a title "=HYPERLINK(…)" stays a title
    "strings_to_numbers": False,
    "in_memory": True,
}


def write_workbook(summary: Summary, path: Path) -> Path:
    """A sheet of definitions, then one sheet for each table in its default order."""
    with xlsxwriter.Workbook(str(path), _OPTIONS) as book:
        book.set_properties(
            {"title": clean_text(summary.title), "author": "trackgraph", "created": created(summary.as_of)}
        )
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "percent": book.add_format({"num_format": "0%"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "time": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        _contents(book.add_worksheet("definitions"), summary, formats)
        for name in TABLES:
            _sheet(book.add_worksheet(name, Table), name, summary, formats)
    return path


def created(as_of: str) -> datetime:
    """The date that the workbook states as its own: the end of the last run, so that it does not vary."""
    try:
        stated = datetime.fromisoformat(as_of)
    except ValueError:
        return datetime(2000, 1, 1)  # the file format has no zone
    return (stated.astimezone(UTC) if stated.tzinfo else stated).replace(tzinfo=None, microsecond=0)


def _contents(sheet: Any, summary: Summary, formats: dict[str, Any]) -> None:
    heads = ("table", "column", "title", "definition")
    for place, head in enumerate(heads):
        sheet.write_string(0, place, head, formats["head"])
    lines = ((name, c.name, c.title, c.definition) for name, columns in TABLES.items() for c in columns)
    row = 0
    for row, line in enumerate(lines, start=1):
        for place, text in enumerate(line):
            sheet.write_string(row, place, text, formats["wrap"])
    for note in _cut_tables(summary):
        row += 1
        sheet.write_string(row, 0, note)
    for place, width in enumerate((14, 22, 22, 90)):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 0)


def _cut_tables(summary: Summary) -> Iterator[str]:
    for name in TABLES:
        if (total := len(frame_of(summary, name))) > ROWS:
            yield f"{name}: the first {ROWS:,} of {total:,} rows; all of them are in tables/{name}.csv"


def _sheet(sheet: Table, name: str, summary: Summary, formats: dict[str, Any]) -> None:
    columns, frame = TABLES[name], ranked(name, frame_of(summary, name)).head(ROWS)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.name, formats["head"])
        sheet.write_comment(0, place, f"{column.title}: {column.definition}", {"x_scale": 2.2})
        cell_format = formats["percent"] if column.name in SHARES else None
        sheet.set_column(place, place, _width(column, frame[column.name]), cell_format)
    sheet.fill([(column, frame[column.name].tolist()) for column in columns], formats)
    sheet.freeze_panes(1, 1)
    if len(frame):
        sheet.autofilter(0, 0, len(frame), len(columns) - 1)


def _width(column: Column, values: pd.Series[Any]) -> float:
    if column.dtype != "string":
        return max(10, len(column.name) + 3)
    longest = int(values.head(200).str.len().max()) if len(values) else 0
    return max(len(column.name) + 3, min(longest + 2, 60 if column.name in _WIDE else 36))
