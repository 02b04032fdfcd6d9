"""All tables as one Excel workbook, a sheet each, with the definitions at the column heads."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from analysis.columns import TABLES, Column
from analysis.summary import Summary
from reports.formats import DATES, NUMERIC, SHARES, TIMES, clean_text, missing, reasons
from reports.tables import frame_of, ranked
from reports.totals import opinions

ROWS = 100_000
"""A sheet holds at most so many rows (Excel's own limit is 1,048,576); the rest is in the CSV."""
CELL = 32_767
"""Excel's limit of characters in a cell; those beyond the first 65,536 of Unicode count twice."""
_WIDE = frozenset({"url", "source", "target", "listing", "evidence", "example", "definition", "spam_reasons"})
_DAY = 10
"""Characters of an ISO 8601 date without a time."""
_FIRST_YEAR = 1900
"""Excel knows no date before it."""
_OPTIONS = {"in_memory": True}
"""Texts are written as such and never guessed at: a title "=HYPERLINK(…)" stays a title, and of links Excel
takes 65,530 a sheet before it calls the file broken."""


def write_workbook(summary: Summary, path: Path) -> Path:
    """A sheet of definitions, and of what the numbers depend on; then one for each table in its order."""
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
            _sheet(book.add_worksheet(name), name, summary, formats)
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
    for note in (*_cut_tables(summary), "; ".join([*_date(summary.as_of), *opinions(summary.options)])):
        row += 1
        sheet.write_string(row, 0, note)
    for place, width in enumerate((14, 22, 22, 90)):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 0)


def _date(as_of: str) -> Iterator[str]:
    if as_of:
        yield f"as of {as_of}"


def _cut_tables(summary: Summary) -> Iterator[str]:
    for name in TABLES:
        if (total := len(frame_of(summary, name))) > ROWS:
            yield f"{name}: the first {ROWS:,} of {total:,} rows; all of them are in tables/{name}.csv"


def _sheet(sheet: Any, name: str, summary: Summary, formats: dict[str, Any]) -> None:
    columns, frame = TABLES[name], ranked(name, frame_of(summary, name)).head(ROWS)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.name, formats["head"])
        sheet.write_comment(0, place, f"{column.title}: {column.definition}", {"x_scale": 2.2})
        cell_format = formats["percent"] if column.name in SHARES else None
        sheet.set_column(place, place, _width(column, frame[column.name]), cell_format)
        _fill(sheet, place, column, frame[column.name].tolist(), formats)
    sheet.freeze_panes(1, 1)
    if len(frame):
        sheet.autofilter(0, 0, len(frame), len(columns) - 1)


def _fill(sheet: Any, place: int, column: Column, values: list[Any], formats: dict[str, Any]) -> None:
    dated = column.name in DATES or column.name in TIMES
    for row, found in enumerate(values, start=1):
        if missing(found):
            continue
        if column.dtype == "boolean":
            sheet.write_boolean(row, place, bool(found))
        elif column.dtype in NUMERIC:
            _number(sheet, row, place, found)
        elif dated and (moment := _moment(found)) is not None:
            sheet.write_datetime(row, place, moment, formats["day" if len(found) == _DAY else "time"])
        else:
            text = reasons(str(found)) if column.name == "spam_reasons" else str(found)
            sheet.write_string(row, place, _cut(clean_text(text)))


def _cut(text: str) -> str:
    if len(text) <= CELL // 2:
        return text
    return text.encode("utf-16-le")[: 2 * CELL].decode("utf-16-le", "ignore")


def _moment(text: str) -> datetime | None:
    """A date that Excel can filter and group by: as stated, since its cells hold no time zone; None for what
    states no whole date (it stays a text)."""
    try:
        stated = datetime.fromisoformat(text) if len(text) >= _DAY else None
    except ValueError:
        return None
    return stated.replace(tzinfo=None) if stated is not None and stated.year >= _FIRST_YEAR else None


def _number(sheet: Any, row: int, place: int, found: Any) -> None:
    if math.isinf(found):
        sheet.write_string(row, place, "infinite" if found > 0 else "-infinite")
    else:
        sheet.write_number(row, place, found)


def _width(column: Column, values: pd.Series[Any]) -> float:
    if column.dtype != "string":
        return max(10, len(column.name) + 3)
    longest = int(values.head(200).str.len().max()) if len(values) else 0
    return max(len(column.name) + 3, min(longest + 2, 60 if column.name in _WIDE else 36))
