"""Dates of the Iranian calendar and of the Republic of China, put into the words of the common one."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
_NAMED = "|".join(_MONTHS)
# Blogs are not older than 1375 (1996); years from 1405 on may be those of the Islamic calendar.
_YEAR = r"(?P<year>13[789]\d|140[0-4])"
_DATES = (
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})\s*(?:ام|م)?\s+(?P<month>{_NAMED})\s*(?:ماه)?\s*[,،]?\s*{_YEAR}(?!\d)"),
    re.compile(rf"(?P<month>{_NAMED})\s+(?P<day>\d{{1,2}})\s*(?:ام|م)?\s*[,،]?\s+{_YEAR}(?!\d)"),
    re.compile(rf"(?<![\d/-]){_YEAR}([/-])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}})(?![\d/-])"),
)  # fmt: skip
_PERSIAN = re.compile("[\u0600-\u06ff]")
_REPUBLIC = re.compile(r"(?:中華)?民國\s*(\d{2,3})\s*年")
_FOUNDED = 1911
# 1 Farvardin 1388 was 21 March 2009; leap years come in cycles of 33.
_KNOWN = date(2009, 3, 21).toordinal()


def in_common_calendar(text: str, language: str) -> str:
    """A text in which such dates are written as "2009-11-03", or years as "2007年"; others stay."""
    if "民國" in text:
        text = _REPUBLIC.sub(lambda match: f"{_FOUNDED + int(match[1])}年", text)
    if not (language.startswith("fa") or _PERSIAN.search(text)):
        return text
    plain = text.replace("ي", "ی").replace("\u200c", " ")
    for pattern in _DATES:
        if (common := pattern.sub(_common, plain)) != plain:
            return common
    return text.replace("مه\u0654", "مه")


def _common(match: re.Match[str]) -> str:
    month, day = match["month"], int(match["day"])
    number = int(month) if month.isdigit() else _MONTHS.index(month) + 1
    if not (1 <= number <= 12 and 1 <= day <= (31 if number < 7 else 30)):
        return match[0]
    within = (number - 1) * 31 - max(0, number - 7) + day - 1
    begin = _new_year(int(match["year"])) - _new_year(1388) + _KNOWN
    return date.fromordinal(begin + within).isoformat()


def _new_year(year: int) -> int:
    """The number of the first day of a year of the Iranian calendar, counted from any day."""
    cycles, rest = divmod(year + 1595, 33)
    return 365 * (year + 1595) + 8 * cycles + (rest + 3) // 4
