"""The language that a page is in, and the order in which it writes the numbers of a date."""

from __future__ import annotations

import re
from itertools import chain

from crawler.markup.document import Document, once
from crawler.words.number_order import DAY_FIRST, MONTH_FIRST, YEAR_FIRST, YEAR_FIRST_IN

_MANY = 9
# A year behind a number and a slash or a full stop: in addresses most stand behind no number.
_YEARS = frozenset(
    f"{digit}{sign}{century}"
    for digit in range(10)
    for sign in "/."
    for century in ("199", "200", "201", "202", "203")
)
_BEFORE_YEAR = re.compile(rb"(?:\A|[^\w/.-])(\d\d?)([/.])(\d\d?)\Z")
_LONGEST = 6
_MONTHS, _DAYS = 12, 31
# The years whose two digits could be those of a day: a page that names one may be as new.
_LIKE_DAYS = tuple(f"20{number}" for number in range(27, _DAYS + 1))


@once
def language_of(document: Document) -> str | None:
    """The language that the page's `html` element states, or that its words tell; at its end how the page
    writes its dates (see `number_order`), where any of them can be read in one way only, or that it may be of
    a year that looks like a day."""
    roots = document.tags("html")
    held = document.attributes[roots[0]] if roots else {}
    # Japanese is told by its commonest word.
    stated = (
        held.get("lang") or held.get("xml:lang") or ("ja" if len(document.places_of("の")) > _MANY else "")
    )
    order = _order(document)
    if not order and stated.startswith(YEAR_FIRST_IN) and _names_late_year(document):
        order = YEAR_FIRST
    return f"{stated or 'und'}{order}" if order else stated or None


def _order(document: Document) -> str:
    """The order that all those dates of the page agree on which leave no choice, as "23/11/2005" does; ""
    where there are none, or they differ."""
    data, found = document.data, set()
    for needle in document.held(_YEARS):
        for place in (number + 1 for number in document.places_of(needle)):
            if match := _BEFORE_YEAR.search(data[max(0, place - _LONGEST) : place]):
                first, second = int(match[1]), int(match[3])
                if match[2] != data[place : place + 1]:
                    continue
                if _DAYS >= max(first, second) > _MONTHS >= min(first, second) > 0:
                    found.add(DAY_FIRST if first > _MONTHS else MONTH_FIRST)
    return found.pop() if len(found) == 1 else ""


def _names_late_year(document: Document) -> bool:
    """Whether a number of the page is a year whose last two digits could be those of a day."""
    data, places = document.data, chain.from_iterable(map(document.places_of, _LIKE_DAYS))
    return any(not (data[p - 1 : p].isdigit() or data[p + 4 : p + 5].isdigit()) for p in places)
