"""Dates that pages state, as days: what can be read is used, what cannot is passed over."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

DAY = 86_400
"""Seconds."""
EPOCH = date(1970, 1, 1)
EARLIEST = date(1993, 1, 1)
"""Before this no blog was written: an earlier date is a default of some software."""

_IN_PATH = re.compile(r"/((?:19|20)\d\d)/(\d\d?)(?:/(\d\d?))?(?=/|$)")
_STATED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)")


def stated_day(text: str | None) -> int | None:
    """Days since 1970 of an ISO 8601 text in its own time zone; the first of an unstated month or day.

    None where the text is no date, or one before 1993.
    """
    match = _STATED.match(text or "")
    if match is None:
        return None
    return _day_of(match)


def _day_of(match: re.Match[str]) -> int | None:
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return (found - EPOCH).days if found >= EARLIEST else None


def url_day(url: str) -> int | None:
    """Days since 1970 of the first "/2022/11/05/" or "/2022/11/" in a URL's path, by which many blogs file
    their posts; the first of an unstated day. None where there is none."""
    path = url.partition("?")[0].partition("#")[0]
    # A path as "/2004/11/31/" names the 31st post of the month rather than no date at all.
    return next((day for match in _IN_PATH.finditer(path) if (day := _day_of(match)) is not None), None)


def stated_days(texts: Iterable[str | None]) -> list[int | None]:
    """`stated_day` of each text, each distinct one read once."""
    known: dict[str | None, int | None] = {}
    return [known[t] if t in known else known.setdefault(t, stated_day(t)) for t in texts]


def url_days(urls: Iterable[str]) -> list[int | None]:
    """`url_day` of each URL."""
    return [url_day(url) for url in urls]


def iso(day: int) -> str:
    """ "2004-11-09" of days since 1970."""
    return (EPOCH + timedelta(days=int(day))).isoformat()


def moment(seconds: int | None) -> str:
    """ISO 8601 in UTC of Unix seconds; "" for none."""
    return "" if seconds is None else datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
