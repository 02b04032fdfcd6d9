"""In which order the three numbers of a date stand: what the numbers, the words beside them, and the page's
language say of it."""

from __future__ import annotations

import re
from datetime import date

DAY_FIRST, MONTH_FIRST, YEAR_FIRST = "-x-dmy", "-x-mdy", "-x-ymd"
"""Ends of a language's tag (private use, BCP 47): how the page writes its dates, whatever its language."""

YEAR_FIRST_IN = ("ja", "zh", "ko", "hu", "sv", "lt", "fa")
"""The languages whose dates have the year first."""

_MONTH_FIRST_IN = ("en", "en-us", "en_us", "en-ph", "fil")
_LONGEST_WORD = 12
_DIGITS = 2
# What would say 2027 to 2031 in two digits is a day, but on a page that names one of these years.
_LATEST_YEAR = 26
# What joins a day to a sentence where it stands before the month; "10:30 am" is none.
_BEFORE_DAY = re.compile(r"(?:\A|(?<![\d:])[\s(\[])(?:le|il|el|am|em|op|den|dne|dnia|vom|du|del)\s\Z", re.I)
# As American themes write a day and its hour: "11.5.06 / 10am", in English "04.12.10 at 3:44 am".
_HOUR_ALONE = re.compile(r" ?/ ?\d{1,2} ?[ap]m\b", re.I)
_AT_HOUR = re.compile(r"(?<=\.\d\d) at \d{1,2}:\d\d [ap]m\b", re.I)
_WEEKDAYS = (
    "mon monday montag mo lun lundi lunes lunedì seg segunda ma maandag 月",
    "tue tues tuesday dienstag di mar mardi martes martedì ter terça dinsdag 火",
    "wed wednesday mittwoch mi mer mercredi mié miércoles mercoledì qua quarta wo woensdag 水",
    "thu thur thurs thursday donnerstag do jeu jeudi jue jueves gio giovedì qui quinta donderdag 木",
    "fri friday freitag fr ven vendredi vie viernes venerdì sex sexta vr vrijdag 金",
    "sat saturday samstag sonnabend sa sam samedi sáb sábado sab sabato za zaterdag 土",
    "sun sunday sonntag so dim dimanche dom domingo domenica zo zondag 日",
)
_NUMBERS = {word: number for number, words in enumerate(_WEEKDAYS) for word in words.split()}
_WEEKDAY_BEHIND = re.compile(r"\s?[(（\[,]\s?(?P<day>[^\W\d_]{1,12})")
# The shortest are other words too, but for the mark behind them.
_WEEKDAY_BEFORE = re.compile(r"(?P<day>[^\W\d_]{3,12}(?=[.,)\]]{0,2}\s\Z)|[^\W\d_]{1,2}(?=[.,)\]]{1,2}\s\Z))")


def by_numbers(
    parts: tuple[str, str, str], mark: str, text: str, span: tuple[int, int], language: str
) -> tuple[str, str, str] | None:
    """Year, month and day of three numbers that stand at `span` of a text, joined by `mark`; None where they
    can be read in two ways."""
    first, second, third = parts
    if len(first) == 4:
        return (first, second, third) if len(third) < 3 else None
    if len(first) == 3:
        return None
    if (told := _by_weekday(parts, text, span)) is not None:
        return told
    if len(third) < 3 and language.startswith(YEAR_FIRST_IN) and not _is_day_first(parts, language):
        return full_year(first), second, third
    if len(third) == 1:
        return None
    year = full_year(third)
    if not third.isdigit():
        return year, second, first  # an apostrophe before the year: "24-05-’06"
    if int(first) > 12 or int(second) > 12:
        return (year, second, first) if int(second) <= 12 else (year, first, second)
    dotted = mark == "." and not language.endswith(MONTH_FIRST)
    if dotted and _has_american_hour(text, span[1], language):
        return year, first, second
    if dotted or first == second or _BEFORE_DAY.search(text, max(0, span[0] - _LONGEST_WORD), span[0]):
        return year, second, first
    if not language:
        return None
    return (year, first, second) if _is_month_first(language) else (year, second, first)


def _has_american_hour(text: str, behind: int, language: str) -> bool:
    """Whether an hour stands behind a date as in America: without minutes, or in English behind "at"."""
    english = language in ("", "und") or language in _MONTH_FIRST_IN
    return bool(_HOUR_ALONE.match(text, behind) or (english and _AT_HOUR.match(text, behind)))


def _is_day_first(parts: tuple[str, str, str], language: str) -> bool:
    """Whether dates of two digits each stand in Europe's order where the language has the year first: the
    page's others do, or the first number is none of a year that the page can be of, and the last is."""
    if len(parts[2]) != _DIGITS or language.endswith(YEAR_FIRST):
        return False
    return language.endswith(DAY_FIRST) or int(parts[0]) > _LATEST_YEAR >= int(parts[2])


def _is_month_first(language: str) -> bool:
    return language.endswith(MONTH_FIRST) or language in _MONTH_FIRST_IN


def _by_weekday(parts: tuple[str, str, str], text: str, span: tuple[int, int]) -> tuple[str, str, str] | None:
    """The one order of these numbers whose day is that of the week which stands beside them; None where none
    does, or where it fits several."""
    start, end = span
    match = _WEEKDAY_BEHIND.match(text, end)
    number = _NUMBERS.get(match["day"].lower()) if match is not None else None
    if number is None:
        match = _WEEKDAY_BEFORE.search(text, max(0, start - _LONGEST_WORD), start)
        number = _NUMBERS.get(match["day"].lower()) if match is not None else None
    if number is None:
        return None
    first, second, third = parts
    orders = [(full_year(third), second, first), (full_year(third), first, second)] if len(third) != 1 else []
    orders += [(full_year(first), second, third)] if len(third) < 3 else []
    fitting = {_day(order): order for order in orders}
    fitting.pop(None, None)
    own = [order for day, order in fitting.items() if day is not None and day.weekday() == number]
    return own[0] if len(own) == 1 else None


def _day(order: tuple[str, str, str]) -> date | None:
    try:
        return date(int(order[0]), int(order[1]), int(order[2]))
    except ValueError:
        return None


def full_year(year: str) -> str:
    """A year of two digits, with or without an apostrophe, as one of four."""
    year = year.lstrip("’'")
    return year if len(year) == 4 else str((1900 if int(year) >= 50 else 2000) + int(year))
