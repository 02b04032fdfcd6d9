"""Dates as pages write them, in the languages that blogs are written in, read as ISO 8601.

Tables and a few expressions instead of a general parser: a page can hold thousands of dates, and a guess is
worse than silence. Formats and month names are those that the blog engines' own translations print.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from crawler.words.calendars import in_common_calendar
from crawler.words.expressions import expression
from crawler.words.month_names import month_of, with_english_months
from crawler.words.number_order import by_numbers, full_year
from crawler.words.numerals import with_digits

_LONGEST = 400
_FARTHEST_ZONE = 14  # hours from Greenwich; more is the end of a span of time

_ZONES = {
    "z": "Z",
    "ut": "+00:00",
    "utc": "+00:00",
    "gmt": "+00:00",
    "est": "-05:00",
    "edt": "-04:00",
    "cst": "-06:00",
    "cdt": "-05:00",
    "mst": "-07:00",
    "mdt": "-06:00",
    "pst": "-08:00",
    "pdt": "-07:00",
    "cet": "+01:00",
    "cest": "+02:00",
    "mez": "+01:00",
    "mesz": "+02:00",
    "wet": "+00:00",
    "west": "+01:00",
    "eet": "+02:00",
    "eest": "+03:00",
    "jst": "+09:00",
    "kst": "+09:00",
    "hkt": "+08:00",
    "aest": "+10:00",
    "aedt": "+11:00",
    "nzst": "+12:00",
    "nzdt": "+13:00",
}
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}

_DIGIT = expression("[0-9]")
_THREE_DIGITS = expression(r"[0-9](?:[^0-9]*[0-9]){2}")
_YEAR = expression(r"\d\d\d\d")
# What begins with a digit looks behind it for what may not stand before it: so only digits are tried.
# Nor may a letter, but those of scripts without spaces: "发表于2007-5-4".
_LETTER = r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
_ISO = expression(
    rf"(\d(?<![\d/_.-]\d)(?<!{_LETTER}\d)\d{{3}})-"
    r"(\d{1,2})-(\d{1,2})(?![\d-])"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?(?!\d))?",
    re.I,
)
# ISO 8601 as machines state it, and nothing else.
_STATED = expression(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:[.,]\d+)?)?\s?(?:Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.I,
)
_ZONE_BEHIND = expression(r"\s?\(?[A-Z]{2,4}(?![^\W\d_])")
_COMPACT = expression(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?\s*\Z")
_CJK = expression(
    r"(?:(明治|大正|昭和|平成|令和)\s*(\d{1,2}|元)|(?<![\d第])(\d{4}|[019]\d|2[0-6]))\s*([年년])\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号]"
)
# Those of an emperor whose first years were before all trackbacks.
_YEARS_OF_NO_ERA = range(2, 15)
_REPUBLIC = 1911
# "1 Tháng Ba, 2013", "Tháng 3 1, 2013": a month of two words, with its number.
_VIETNAMESE = expression(
    r"(?:(?<!\d)(\d{1,2})\.?\s+)?tháng\s+(\d{1,2}|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười(?:\s+một|\s+hai)?)"
    r"(?:\s+(\d{1,2}))?\s*,?\s+(?:năm\s+)?(\d{4})",
    re.I,
)
_VIETNAMESE_NUMBERS = (
    "một",
    "hai",
    "ba",
    "tư",
    "năm",
    "sáu",
    "bảy",
    "tám",
    "chín",
    "mười",
    "mười một",
    "mười hai",
)
_WORD = r"([^\W\d_]{2,16}(?:-[^\W\d_]{3,8})?)"
_OF = r"(?:(?:of|de|del|di|da|τ?ης?|a[mn])\s+(?:t-)?|d[’']\s?)?"
_DAY = r"(\d(?<![\d./\w-]\d)(?<!\d[,:]\d)\d?)(?:st|nd|rd|th|er|re|e|\.|º|ª|°|-?го)?"
_DAY_MONTH = expression(
    rf"{_DAY}[\s,/·-]*{_OF}{_WORD}(?:\.,?|[,/])?[\s,/·-]*(?:(?:of|de|del|di)\s+)?"
    r"(\d{4}|[’']?\d{2}(?=\s+(?:[-–@]\s+)?\d{1,2}:|\s*[|•·]|\s*\Z))(?!\d)",
    re.I,
)
_MONTH_DAY = expression(
    rf"(?<![^\W\d_]){_WORD}\.?\s*(\d{{1,2}})(?:(?:st|nd|rd|th)\.?|\.|º|er)?(?:\s*,\s*|\s+)(?:(?:de|del|of)\s+)?(\d{{4}}|[’']\d{{2}}(?!\w))(?!\d)",
    re.I,
)
_YEAR_MONTH = expression(rf"(\d(?<![\d/.:-]\d)\d{{3}})[\s.,-]+{_WORD}\.?[\s,-]*(\d{{1,2}})(?![\d:])", re.I)
# As ctime(), Java and Ruby print it: "Wed May 24 10:02:11 BST 2006".
_CTIME = expression(
    rf"(?<![^\W\d_]){_WORD}\s+(\d{{1,2}})\s+(\d{{1,2}}:\d{{2}}(?::\d{{2}})?\s*(?:[A-Z]{{1,4}}|[+-]\d{{2}}:?\d{{2}})?)\s+(\d{{4}})(?!\d)"
)
# "2013. gada 3. janvāris", "2013-يىل 3-يانۋار": the day between the year and the month.
_DAY_BETWEEN = expression(rf"(?<!\d)(\d{{4}})(?:\.?\s*gada|-يىل)\s+(\d{{1,2}})[.\s-]+{_WORD}", re.I)
# "ב-14 באוקטובר": "on" is a letter of the word.
_HEBREW_ON = expression(r"(?<!\w)ב-?(?=\d)")
# "2013(e)ko urtarrila 3a", "2013 m. sausio 3 d."
_YEAR_SAID = expression(r"(?<!\d)(\d{4})(?:-?\(?e?\)?ko|\s?m\.)\s+(?=[^\W\d_])", re.I)
# "April 29 [Sun], 2007"
_DAY_OF_WEEK = expression(r"\s?\[(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\]", re.I)
# "Nov 08 Sat 2008"
_DAY_BEFORE_YEAR = expression(r"(?<=\d)\s(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?\s(?=\d{4}(?!\d))", re.I)
# A date and a time in elements beside each other: "2010/06/1610:11", "June 16, 201010:11".
_RUN_TOGETHER = expression(r"(?<!\d)((?:19|20)\d\d(?:([./-])\d\d\2\d\d)?)(?=\d\d?:\d\d(?!\d))")
_FORMS = ((_DAY_MONTH, (3, 2, 1)), (_MONTH_DAY, (3, 1, 2)), (_YEAR_MONTH, (1, 2, 3)))
_MONTH_ONLY = expression(rf"{_WORD}\.?,?\s+(?:(?:de|del|of)\s+)?(\d{{4}})", re.I)
# "17.07, 2011 @ 18:22": a comma before the year, where only the time behind tells it from a version.
_NUMERIC = expression(
    rf"(\d(?<!\d:\d)(?:(?<![\d/\w.-]\d)\d{{0,3}}|(?<![\d/_.-]\d)(?<!{_LETTER}\d)\d{{3}}))"
    r"\s?([./-])\s?(\d{1,2})\s?(?:\2|,(?=\s\d{4}\W{1,4}\d{1,2}:\d\d))\s?"
    r"(\d{4}|[’']?\d{1,2})(?![\d]|[./-]\d|(?!/\s\d{1,2}:\d\d)[\w-]*[/\w])"
)
_BEFORE_NOON = "am|a\\.\\s?m\\.|午前|오전|上午|凌晨|早上|صباحاً?|ص|πμ|дп|sáng|পু?ূ?র্বাহ্ন|පෙ\\.ව\\.|පෙරවරු|முப|မနက်"
_AFTER_NOON = "pm|p\\.\\s?m\\.|午後|오후|下午|晚上|مساءً?|م|μμ|пп|chiều|tối|অপরাহ্ন|ප\\.ව\\.|පස්වරු|பிப|ညနေ|ညေန"
# Before a time of day these would be other words.
_BEFORE_NOON_BEHIND = f"{_BEFORE_NOON}|ق\\.ظ|e\\.l\\.|de\\.|dop|f m|fm|atm|öö"
_AFTER_NOON_BEHIND = f"{_AFTER_NOON}|ب\\.ظ|p\\.l\\.|du\\.|pop|e m|em|ptm|ös"
_AFTER_NOON_SAID = expression(_AFTER_NOON_BEHIND)
_HALF_BEHIND = expression(rf"\s?(?:{_BEFORE_NOON_BEHIND}|{_AFTER_NOON_BEHIND})(?![^\W\d_])", re.I)
# Letters that say it in one language only.
_HALVES = {"sw": {"mu": "am", "um": "pm"}, "gd": {"m": "am", "f": "pm"}}
_HALF = expression(r"(?<=:\d\d)\s?([a-z]{1,2})(?![^\W_])", re.I)
_HALF_BEFORE = expression(rf"(?:{_BEFORE_NOON}|{_AFTER_NOON})(?=\s*\Z)", re.I)
_LONGEST_HALF = 14
# It begins with a digit too: the half of the day before it is read apart.
_TIME = expression(
    rf"(?P<hour>\d(?<![\d:.]\d)\d?)\s?"
    rf"(?:[:：]|h(?=\s?\d\d)|時|时|시|点|點|\.(?=\d\d(?:\D|\Z)))\s?(?P<minute>\d{{1,2}})?(?!\d)\s?(?:[:：分분]\s?)?"
    rf"(?P<second>(?:(?<=[:：분分])|(?<=[:：분分]\s))\d{{2}}(?!\d|:))?\s?秒?\s*(?P<late>(?:{_BEFORE_NOON_BEHIND}|{_AFTER_NOON_BEHIND})(?![^\W\d_]))?"
    r"\s*\(?(?P<zone>(?:UTC|GMT)?[+-]\d{2}:?\d{2}(?!\d)|[A-Z]{2,4}(?![^\W\d_])|Z(?![^\W\d_]))?",
    re.I,
)


def read_date(text: str, language: str | None = None) -> str | None:
    """The first date in `text` as ISO 8601, as precise as it is written; None where there is none.

    "2006-03-14", "2006-03-14T08:05", "2006-03-14T08:05:00+09:00", "2006-03": nothing is invented, no
    second and no time zone. `language` (a BCP 47 tag) decides numbers that can be read in two ways
    ("03/04/2006"); without it such a date is None. Never raises.
    """
    text = with_digits(" ".join(text[:_LONGEST].replace("،", ",").split()))
    # A day and a year have three digits, but for the first year of an emperor.
    if (_THREE_DIGITS if text.isascii() else _DIGIT).search(text) is None:
        return None
    return _read(text, (language or "").lower())


# Readers ask for the date of one line in turn, and the pages of a blog repeat their lines.
@lru_cache(maxsize=2048)
def _read(text: str, tag: str) -> str | None:
    """The first date in a text with folded white space and ASCII digits; `tag` is the lower-case language."""
    text = text if text.isascii() and not tag.startswith("fa") else in_common_calendar(text, tag)
    text = _in_order(with_english_months(text), tag)
    found = _iso(text) or _cjk(text, tag) or _named(text, tag) or _vietnamese(text) or _numeric(text, tag)
    if found is None and (bare := _DAY_BEFORE_YEAR.sub(" ", text)) != text:
        return _named(bare, tag)
    if found is None and ":" in text and (apart := _RUN_TOGETHER.sub(r"\1 ", text)) != text:
        return _read(apart, tag)
    return found


def stated_date(text: str, language: str | None = None) -> str | None:
    """A date that is made for machines: ISO 8601 as it is stated, any other form as `read_date` reads it.

    None where there is none, and for what software prints instead of none ("0000-00-00", "0001-01-01",
    "1970-01-01"). Never raises.
    """
    text = text[:_LONGEST].strip()
    match = _STATED.fullmatch(text)
    if match is None or int(match[4] or 0) > 23 or int(match[5] or 0) > 59:
        return read_date(text, language)
    try:
        stated = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    clock = "T" + text[11:].upper().replace(" ", "") if match[4] else ""
    return text[:10] + clock if 1970 < stated.year <= 2100 else None


def _in_order(text: str, language: str) -> str:
    """A text whose dates stand in an order that others share: Latvian, Lithuanian, Basque and Uighur ones
    put words or endings between their parts. China's standard time is called as America's central one is."""
    if language.startswith("zh") and "CST" in text:
        text = text.replace("CST", "+08:00")
    if (words := _HALVES.get(language[:2])) is not None:
        text = _HALF.sub(lambda m: f" {words.get(m[1].lower(), m[1])}", text)
    if "ב" in text:
        text = _HEBREW_ON.sub(" ", text)
    if "gada" in text or "يىل" in text:
        text = _DAY_BETWEEN.sub(r"\2 \3 \1", text)
    if "[" in text:
        text = _DAY_OF_WEEK.sub("", text)
    return _YEAR_SAID.sub(r"\1 ", text) if "ko " in text or "m. " in text else text


def _iso(text: str) -> str | None:
    match = (_ISO.search(text) if "-" in text else None) or _COMPACT.match(text)
    if match is None:
        return None
    day = _day(match[1], match[2], match[3])
    if day is None:
        return None
    end = match.end()
    if match[4] is None or _HALF_BEHIND.match(text, end) or (not match[7] and _ZONE_BEHIND.match(text, end)):
        return _with_time(day, text, match.end(3))
    return day + _clock(int(match[4]), int(match[5]), match[6], match[7] or "")


def _cjk(text: str, language: str) -> str | None:
    match = None if text.isascii() else _CJK.search(text)
    if match is None:
        return None
    year = match[3] or str(_ERAS[match[1]] + (1 if match[2] == "元" else int(match[2])))
    year = year if len(year) == 4 else _short_year(int(year), match[4], language)
    day = _day(year, match[5], match[6])
    return _with_time(day, text, match.end()) if day else None


def _short_year(year: int, sign: str, language: str) -> str:
    """The year that two digits before the sign for a year mean; "0" where it may be that of an era."""
    if year >= 90:
        return str(_REPUBLIC + year) if language.startswith(("zh-tw", "zh-hant")) else "0"
    certain = sign == "년" or language.startswith("zh") or year in _YEARS_OF_NO_ERA
    return str(2000 + year) if certain else "0"


def _vietnamese(text: str) -> str | None:
    match = _VIETNAMESE.search(text) if "háng" in text else None
    if match is None or not (match[1] or match[3]):
        return None
    word = " ".join(match[2].lower().split()).replace("bốn", "tư")
    month = word if word.isdigit() else str(_VIETNAMESE_NUMBERS.index(word) + 1)
    day = _day(match[4], month, match[1] or match[3])
    return _with_time(day, text, match.end(), match.start()) if day else None


def _named(text: str, language: str) -> str | None:
    # Years of two digits stand in the first two of the forms; in the second behind an apostrophe.
    for pattern, places in _FORMS if _YEAR.search(text) else _FORMS[: 1 + ("'" in text or "’" in text)]:
        for match in pattern.finditer(text):
            year, month, day = (match[place] for place in places)
            number = month_of(month, language)
            found = _day(full_year(year), str(number), day) if number else None
            if found:
                return _with_time(found, text, match.end(), match.start())
    if _YEAR.search(text) is None:
        return None
    stamp = _CTIME.search(text) if ":" in text else None
    if stamp is not None and (number := month_of(stamp[1], language)):
        found = _day(stamp[4], str(number), stamp[2])
        return _with_time(found, f" {stamp[3]} ", 1) if found else None
    only = _MONTH_ONLY.fullmatch(text)
    number = month_of(only[1], language) if only else None
    return f"{only[2]}-{number:02}" if only and number and 1990 <= int(only[2]) <= 2100 else None


def _numeric(text: str, language: str) -> str | None:
    for match in _NUMERIC.finditer(text):
        first, mark, second, third = match.groups()
        parts = by_numbers((first, second, third), mark, text, match.span(), language)
        day = _day(*parts) if parts else None
        if day:
            return _with_time(day, text, match.end(), match.start())
    return None


def _with_time(day: str, text: str, end: int, start: int = 0) -> str:
    """The day with the time of day that stands right behind it, or right before it."""
    match = _TIME.search(text, end, end + 60)
    if match is None or match.start() - end > 24 or _DIGIT.search(text, end, match.start()):
        match = next(reversed(list(_TIME.finditer(text, max(0, start - 30), start))), None)
        if match is not None and start - match.end() > 12:
            match = None
    return day + _time(match) if match else day


def _time(match: re.Match[str]) -> str:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["late"] or _half_before(match)).lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if _AFTER_NOON_SAID.fullmatch(half) else 0)
    return _clock(hour, minute, match["second"], match["zone"] or "")


def _half_before(match: re.Match[str]) -> str:
    """The half of the day that stands right before a time; "" for none."""
    before = match.string[max(match.pos, match.start() - _LONGEST_HALF) : match.start()]
    found = _HALF_BEFORE.search(before)
    return found[0] if found else ""


def _clock(hour: int, minute: int, second: str | None, zone: str) -> str:
    """Time of day as "T08:05:00+09:00"; "" where there is no such time."""
    if hour > 23 or minute > 59 or (second and int(second) > 60):
        return ""
    return f"T{hour:02}:{minute:02}" + (f":{second}" if second else "") + _offset(zone)


def _offset(zone: str) -> str:
    zone = zone.lower()
    if zone in _ZONES:
        return _ZONES[zone]
    digits = zone.removeprefix("utc").removeprefix("gmt").replace(":", "")
    if digits[:1] not in ("+", "-") or len(digits) not in (3, 5) or int(digits[1:3]) > _FARTHEST_ZONE:
        return ""
    return f"{digits[:3]}:{digits[3:] or '00'}"


def _day(year: str, month: str, day: str) -> str | None:
    """The day as ISO 8601; None where there is no such day, or none that a blog can be of."""
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if 1990 <= found.year <= 2100 else None
