"""Which date the address of a list names, and so which place it has among lists of dates."""

from __future__ import annotations

import re
from math import inf
from urllib.parse import unquote

UNDATED = 0.88
"""The place among dates (`date_place`) from which on lists stand whose address tells no date."""
A_MONTH = 0.00032
"""How far the places of two months in a row lie apart, at least."""
A_YEAR = 0.0042
"""How far the places of two years in a row lie apart."""
NO_YEAR = 2110
_YEAR = r"((?:19|20)\d\d)"
_MONTH = re.compile(rf"(?<!\d){_YEAR}(?:[/_-]?m?(0[1-9]|1[0-2]|[1-9](?!\d)))?(?:[/_-]?([0-3]\d))?")
# "08-2005", "?year=2005&month=8", "2005/aug/", "aug_2005"
_MONTH_FIRST = re.compile(rf"(?<!\d)(0[1-9]|1[0-2])[_-]?{_YEAR}(?!\d)")
_YEAR_FIELD = re.compile(rf"year={_YEAR}(?!\d)", re.I)
_MONTH_FIELD = re.compile(r"month=(0?[1-9]|1[0-2])(?!\d)", re.I)
_WEEK = re.compile(rf"(?<!\w)week/{_YEAR}/")
# "?y=05&m=08", "?x=y:05;m:08", "?m=08&y=05"
_SHORT_YEAR = re.compile(r"(?<![a-z])y[=:]((?:19|20)?\d\d)(?!\d)", re.I)
_SHORT_MONTH = re.compile(r"(?<![a-z])m[=:](0?[1-9]|1[0-2])(?!\d)", re.I)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = rf"({'|'.join(_NAMES)})[a-z]*"
_NAMED = re.compile(
    rf"(?<!\d){_YEAR}[/_-]{_NAME}(?:/(\d\d?))?(?![\w-])|(?<![a-z]){_NAME}[/_-]{_YEAR}(?!\d)", re.I
)


def date_place(year: int, month: int, day: int) -> float:
    """Where the list of a day, a month (day 0) or a year comes among lists of dates: from 0 to 0.9, whole
    years before their months; what has no date at the end."""
    return ((year - 1900) * 420 + month * 32 + day) / 100_000


def is_year(place: float) -> bool:
    """Whether a place is that of a whole year."""
    return round(place / A_YEAR, 6).is_integer()


def place_of(url: str) -> float:
    """The place of a list by its address."""
    return date_place(*date_of(url))


def month_place(url: str) -> float:
    """The place of a post by its address; infinite where that names no month."""
    year, month, day = date_of(url)
    return date_place(year, month, day) if month and year != NO_YEAR else inf


def date_of(url: str) -> tuple[int, int, int]:
    """Year, month and day that an address names last, 0 for what it leaves out, `NO_YEAR` for no date."""
    below = unquote(url.partition("://")[2].partition("/")[2])
    if (year := _YEAR_FIELD.search(below)) and (month := _MONTH_FIELD.search(below)):
        return int(year[1]), int(month[1]), 0
    if week := _WEEK.search(below):
        return int(week[1]), 0, 0
    if year := _SHORT_YEAR.search(below):
        month = _SHORT_MONTH.search(below)
        return _whole_year(year[1]), int(month[1]) if month else 0, 0
    if found := _NAMED.search(below):
        name = (found[2] or found[4])[:3].lower()
        return int(found[1] or found[5]), _NAMES.index(name) + 1, int(found[3] or 0)
    plain = list(_MONTH.finditer(below))
    if not (plain and plain[-1][2]) and (turned := _MONTH_FIRST.search(below)):
        return int(turned[2]), int(turned[1]), 0
    return _parts(plain[-1]) if plain else (NO_YEAR, 0, 0)


def _whole_year(written: str) -> int:
    """A year, whose century may be left out: blogs are of this one and of the end of the last."""
    year = int(written)
    return year if year > 99 else year + (1900 if year > 90 else 2000)


def _parts(found: re.Match[str]) -> tuple[int, int, int]:
    year, month, day = (int(part or 0) for part in found.groups())
    return year, month, day
