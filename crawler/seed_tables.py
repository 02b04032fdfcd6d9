"""Columns of URLs in tables as people and spreadsheets write them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

HOSTLIKE = re.compile(r"^(?:localhost|[\w-]+(?:\.[\w-]+)+|\[[0-9a-f:.]+\])(?::\d+)?(?:[/?#].*)?$", re.I)
"""A host in any script, with a port and a path where there are any, without a scheme."""
_NAMES = (
    "url",
    "home",
    "home_page",
    "homepage",
    "html_url",
    "htmlurl",
    "site",
    "website",
    "blog_url",
    "site_url",
    "web_address",
    "address",
    "link",
    "blog",
    "domain",
    "host",
)
_STATED_MARK = re.compile(r"sep=(.)[\r\n]+", re.I)


def column_of_urls(text: str) -> list[str]:
    """The cells of the column named url, site, link, home, address, blog … that holds URLs or hosts, else of
    the first one that holds URLs; empty where none does. Raises csv.Error for what is no table."""
    rows = _rows(text)
    index = _place(rows)
    if index is None:
        return []
    cells = [row[index].strip() for row in rows if len(row) > index]
    headed = not _is_address(cells[0]) if cells else False
    return [cell for cell in cells[headed:] if cell]


def _rows(text: str) -> list[list[str]]:
    """Rows with anything in them; a line that says which mark parts the columns is none, nor is a comment."""
    stated = _STATED_MARK.match(text)
    body = text[stated.end() :] if stated else text
    mark = stated[1] if stated else _mark(body)
    rows = csv.reader(io.StringIO(body, newline=None), delimiter=mark)
    return [row for row in rows if any(row) and not (row[0].startswith("#") and not any(row[1:]))]


def _mark(text: str) -> str:
    """What parts the columns, by the first line: a tab, else the commoner of comma and semicolon."""
    lines = text.splitlines()
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    if "\t" in first:
        return "\t"
    return ";" if first.count(";") > first.count(",") else ","


def _place(rows: Sequence[Sequence[str]]) -> int | None:
    """Which column holds the URLs. A column called "blog" may hold the names of the blogs instead."""
    if not rows:
        return None
    head = [re.sub(r"[\s-]+", "_", cell.strip().lower()) for cell in rows[0]]
    columns = [[row[n].strip() for row in rows if len(row) > n] for n in range(max(map(len, rows)))]
    named = [head.index(name) for name in _NAMES if name in head]
    whole = [n for n, cells in enumerate(columns) if any("://" in cell for cell in cells)]
    hosts = [n for n in named if any(columns[n][1:]) and all(map(_is_address, filter(None, columns[n][1:])))]
    some = [n for n in (*named, 0) if any(map(_is_address, columns[n]))]
    return next(iter([n for n in named if n in whole] or hosts or whole or some), None)


def _is_address(cell: str) -> bool:
    return "://" in cell or HOSTLIKE.match(cell) is not None
