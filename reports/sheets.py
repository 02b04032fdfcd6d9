"""The rows of a large sheet, put together as text: xlsxwriter keeps an object for each cell, of which a large
crawl has millions, and writes them one by one."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache, partial
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from analysis.columns import Column
from reports.formats import DATES, NUMERIC, SHARES, TIMES, clean_text, missing

CELL = 32_767
"""Excel's limit of characters in a cell; those beyond the first 65,536 of Unicode count twice."""
_PART = 5_000
"""Rows that are made at a time."""
_DAY = 10
"""Characters of an ISO 8601 date without a time."""
_FIRST_DAY, _LEAP_DAY = datetime(1899, 12, 31), 59
"""Excel knows no date before 1900, and takes that for a leap year."""


class Table(Worksheet):  # type: ignore[misc]
    """A sheet with one row of headings, written as ever, and rows below it that `fill` makes."""

    def __init__(self) -> None:
        super().__init__()
        self._filled: list[str] = []

    def fill(self, columns: Sequence[tuple[Column, list[Any]]], formats: dict[str, Any]) -> None:
        """Make the rows from the columns' values, with the book's formats by name."""
        rows = len(columns[0][1])
        made = [(xl_col_to_name(n), self._cell(column, formats)) for n, (column, _) in enumerate(columns)]
        for start in range(0, rows, _PART):
            cells = [
                _cells(letter, start + 2, cell, values[start : start + _PART])
                for (letter, cell), (_, values) in zip(made, columns, strict=True)
            ]
            lines = enumerate(zip(*cells, strict=True), start=start + 2)
            self._filled += [f'<row r="{row}">{"".join(line)}</row>' for row, line in lines]
        self._check_dimensions(rows, len(columns) - 1)

    def _write_rows(self) -> None:
        last: int = self.dim_rowmax  # type: ignore[has-type]
        self.dim_rowmax = 0
        super()._write_rows()
        self.dim_rowmax = last
        self.fh.write("".join(self._filled))

    def _cell(self, column: Column, formats: dict[str, Any]) -> Callable[[Any], str]:
        """How a value of a column is written, from the reference of its cell on."""
        if column.dtype == "boolean":
            return _flag
        if column.dtype in NUMERIC:
            style = f' s="{formats["percent"]._get_xf_index()}"' if column.name in SHARES else ""
            return partial(self._number, style)
        if column.name in DATES or column.name in TIMES:
            return partial(self._date, *(f' s="{formats[name]._get_xf_index()}"' for name in ("day", "time")))
        return self._text

    def _text(self, value: Any) -> str:
        text = clean_text(str(value))
        if len(text) > CELL // 2:
            text = text.encode("utf-16-le")[: 2 * CELL].decode("utf-16-le", "ignore")
        return f' t="s"><v>{self.str_table._get_shared_string_index(text)}</v></c>'

    def _number(self, style: str, value: float) -> str:
        if math.isinf(value):
            return self._text("infinite" if value > 0 else "-infinite")
        return f"{style}><v>{value:.16G}</v></c>"

    def _date(self, day: str, time: str, value: str) -> str:
        moment = _moment(value)
        if moment is None:
            return self._text(value)
        return f"{day if len(value) == _DAY else time}><v>{moment:.16G}</v></c>"


def _cells(letter: str, first: int, cell: Callable[[Any], str], values: Sequence[Any]) -> list[str]:
    """The cells of a part of a column from row `first` on; nothing where nothing is stated."""
    return [
        "" if missing(value) else f'<c r="{letter}{row}"{cell(value)}'
        for row, value in enumerate(values, start=first)
    ]


def _flag(value: Any) -> str:
    return f' t="b"><v>{int(value)}</v></c>'


@lru_cache(maxsize=65_536)
def _moment(text: str) -> float | None:
    """A date that Excel can filter and group by, as it counts days: as stated, since its cells hold no time
    zone; None for what states no whole date (it stays a text)."""
    try:
        stated = datetime.fromisoformat(text) if len(text) >= _DAY else None
    except ValueError:
        return None
    if stated is None or stated.year <= _FIRST_DAY.year:
        return None
    days = (stated.replace(tzinfo=None) - _FIRST_DAY) / timedelta(days=1)
    return days + (days > _LEAP_DAY)
