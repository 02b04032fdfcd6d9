"""Dates as pages write them, in the languages that blogs are written in, read as ISO 8601.

Tables and a few expressions instead of a general parser: a page can hold thousands of dates, and a guess is
worse than silence. Formats and month names are those that the blog engines' own translations print.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache

_LONGEST = 400

# Twelve months of a language, each with its forms (nominative, genitive, short) joined by "/".
_MONTHS = """
january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept october/oct november/nov december/dec
januar/jänner/jän februar/feber märz/mrz april mai juni juli august september oktober/okt november dezember/dez
janvier/janv février/févr/fév mars avril/avr mai juin juillet/juil août septembre octobre novembre décembre/déc
enero/ene febrero marzo abril/abr mayo junio julio agosto/ago septiembre/setiembre octubre noviembre diciembre/dic
janeiro fevereiro/fev março abril maio junho julho agosto setembro/set outubro/out novembro dezembro
gennaio/gen febbraio marzo aprile maggio/mag giugno/giu luglio/lug agosto settembre ottobre/ott novembre dicembre
januari februari maart/mrt april mei juni juli augustus/aug september oktober november december
января/январь/янв февраля/февраль/фев марта/март/мар апреля/апрель/апр мая/май июня/июнь/июн июля/июль/июл августа/август/авг сентября/сентябрь/сен октября/октябрь/окт ноября/ноябрь/ноя декабря/декабрь/дек
stycznia/styczeń/sty lutego/luty/lut marca/marzec kwietnia/kwiecień/kwi maja czerwca/czerwiec/cze lipca/lipiec/lip sierpnia/sierpień/sie września/wrzesień/wrz października/październik/paź listopada/listopad/lis grudnia/grudzień/gru
januari februari mars april maj juni juli augusti september oktober november december
januari/jan februari/peb maret april mei juni juli agustus/agu september/sep oktober/okt november desember/des
ocak/oca şubat/şub mart nisan/nis mayıs haziran/haz temmuz/tem ağustos/ağu eylül/eyl ekim/eki kasım/kas aralık/ara
يناير/كانون-الثاني فبراير/شباط مارس/آذار أبريل/إبريل/نيسان مايو/أيار يونيو/حزيران يوليو/تموز أغسطس/آب سبتمبر/أيلول أكتوبر/تشرين-الأول نوفمبر/تشرين-الثاني ديسمبر/كانون-الأول
januar februar marts april maj juni juli august september oktober november december
januar februar mars april mai juni juli august september oktober november desember
tammikuuta/tammikuu helmikuuta/helmikuu maaliskuuta/maaliskuu huhtikuuta/huhtikuu toukokuuta/toukokuu kesäkuuta/kesäkuu heinäkuuta/heinäkuu elokuuta/elokuu syyskuuta/syyskuu lokakuuta/lokakuu marraskuuta/marraskuu joulukuuta/joulukuu
ledna/leden února/únor března/březen dubna/duben května/květen června/červen července/červenec srpna/srpen září října/říjen listopadu prosince/prosinec
січня/січень лютого/лютий березня/березень квітня/квітень травня/травень червня/червень липня/липень серпня/серпень вересня/вересень жовтня/жовтень листопада/листопад грудня/грудень
január február március/márc április/ápr május/máj június/jún július/júl augusztus szeptember/szept október november december
gener febrer març abril maig juny juliol agost setembre octubre novembre desembre
ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
ιανουαρίου/ιανουάριος φεβρουαρίου/φεβρουάριος μαρτίου/μάρτιος απριλίου/απρίλιος μαΐου/μάιος ιουνίου/ιούνιος ιουλίου/ιούλιος αυγούστου/αύγουστος σεπτεμβρίου/σεπτέμβριος οκτωβρίου/οκτώβριος νοεμβρίου/νοέμβριος δεκεμβρίου/δεκέμβριος
ינואר/בינואר פברואר/בפברואר מרץ/במרץ אפריל/באפריל מאי/במאי יוני/ביוני יולי/ביולי אוגוסט/באוגוסט ספטמבר/בספטמבר אוקטובר/באוקטובר נובמבר/בנובמבר דצמבר/בדצמבר
януари февруари март април май юни юли август септември октомври ноември декември
siječnja/siječanj veljače/veljača ožujka/ožujak travnja/travanj svibnja/svibanj lipnja/lipanj srpnja/srpanj kolovoza/kolovoz rujna/rujan listopada studenoga/studenog/studeni prosinca/prosinac
januar februar marec april maj junij julij avgust september oktober november december
јануар/јан фебруар/феб март/мар април/апр мај јун јул август/авг септембар/сеп октобар/окт новембар/нов децембар/дец
januara/januára februara/februára marca/marta apríla mája júna júla augusta/avgusta septembra/septembar októbra/oktobar novembra/novembar decembra/decembar
jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember
xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro decembro
janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember
ژانویه فوریه مارس آوریل مه ژوئن ژوئیه/جولای اوت/آگوست سپتامبر اکتبر نوامبر دسامبر
一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月
"""  # noqa: E501

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
    "jst": "+09:00",
    "kst": "+09:00",
}
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_YEAR_FIRST = ("ja", "zh", "ko", "hu", "sv", "lt", "fa")
_MONTH_FIRST = ("en", "en-us", "en_us", "en-ph", "fil")

_DIGIT = re.compile("[0-9]")
_ISO = re.compile(
    r"(?<![\d/\w.-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\d-])"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?(?!\d))?",
    re.I,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?\s*\Z")
_CJK = re.compile(
    r"(?:(明治|大正|昭和|平成|令和)\s*(\d{1,2}|元)|(?<!\d)(\d{4}))\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号]"
)
# "1 Tháng Ba, 2013", "Tháng 3 1, 2013": a month of two words, with its number.
_VIETNAMESE = re.compile(
    r"(?:(?<!\d)(\d{1,2})\s+)?tháng\s+(\d{1,2}|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười(?:\s+một|\s+hai)?)"
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
_OF = r"(?:(?:of|de|del|di|d[’']|da|τ?ης?)\s+)?"
_DAY = r"(?<![\d:.,/\w-])(\d{1,2})(?:st|nd|rd|th|er|re|e|\.|º|ª|°|-?го)?"
_DAY_MONTH = re.compile(
    rf"{_DAY}[\s,/·-]*{_OF}{_WORD}[.,/]?[\s,/·-]*(?:(?:of|de|del|di)\s+)?(\d{{4}}|[’']?\d{{2}}(?=\s+\d{{1,2}}:|\s*[|•·]|\s*\Z))(?!\d)",
    re.I,
)
_MONTH_DAY = re.compile(
    rf"(?<![^\W\d_]){_WORD}\.?\s*(\d{{1,2}})(?:st|nd|rd|th|\.|º|er)?(?:\s*,\s*|\s+)(?:(?:de|del|of)\s+)?(\d{{4}})(?!\d)",
    re.I,
)
_YEAR_MONTH = re.compile(rf"(?<![\d/.:-])(\d{{4}})[\s.,-]+{_WORD}\.?[\s,-]*(\d{{1,2}})(?![\d:])", re.I)
# As ctime(), Java and Ruby print it: "Wed May 24 10:02:11 BST 2006".
_CTIME = re.compile(
    rf"(?<![^\W\d_]){_WORD}\s+(\d{{1,2}})\s+(\d{{1,2}}:\d{{2}}(?::\d{{2}})?\s*(?:[A-Z]{{1,4}}|[+-]\d{{2}}:?\d{{2}})?)\s+(\d{{4}})(?!\d)"
)
_MONTH_ONLY = re.compile(rf"{_WORD}\.?,?\s+(?:(?:de|del|of)\s+)?(\d{{4}})", re.I)
_NUMERIC = re.compile(
    r"(?<![\d/\w.:-])(\d{1,4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|[’']?\d{1,2})(?![\d]|[./-]\d|[\w-]*[/\w])"
)
_BEFORE_NOON = "am|a\\.m\\.|午前|오전|上午|凌晨|早上|ص"
_AFTER_NOON = "pm|p\\.m\\.|午後|오후|下午|晚上|μμ|م"
_TIME = re.compile(
    rf"(?P<half>{_BEFORE_NOON}|{_AFTER_NOON})?\s*(?<![\d:.])(?P<hour>\d{{1,2}})\s?"
    rf"(?:[:：]|h(?=\s?\d\d)|時|时|시|点|點|\.(?=\d\d(?:\D|\Z)))\s?(?P<minute>\d{{1,2}})?(?!\d)\s?(?:[:：分분]\s?)?"
    rf"(?P<second>(?<=[:：분分\s])\d{{2}}(?!\d|:))?\s?秒?\s*(?P<late>(?:{_BEFORE_NOON}|{_AFTER_NOON})(?![^\W\d_]))?"
    r"\s*\(?(?P<zone>[A-Z]{2,4}(?![^\W\d_])|Z(?![^\W\d_])|(?:UTC|GMT)?[+-]\d{2}:?\d{2}(?!\d))?",
    re.I,
)


def read_date(text: str, language: str | None = None) -> str | None:
    """The first date in `text` as ISO 8601, as precise as it is written; None where there is none.

    "2006-03-14", "2006-03-14T08:05", "2006-03-14T08:05:00+09:00", "2006-03": nothing is invented, no
    second and no time zone. `language` (a BCP 47 tag) decides numbers that can be read in two ways
    ("03/04/2006"); without it such a date is None. Never raises.
    """
    text = " ".join(text[:_LONGEST].replace("،", ",").split())
    if _DIGIT.search(text) is None:
        return None
    return (
        _iso(text)
        or _cjk(text)
        or _named(text)
        or _vietnamese(text)
        or _numeric(text, (language or "").lower())
    )


def _iso(text: str) -> str | None:
    match = _ISO.search(text) or _COMPACT.match(text)
    if match is None:
        return None
    day = _day(match[1], match[2], match[3])
    if day is None or match[4] is None:
        return _with_time(day, text, match.end()) if day else None
    return day + _clock(int(match[4]), int(match[5]), match[6], match[7] or "")


def _cjk(text: str) -> str | None:
    match = _CJK.search(text)
    if match is None:
        return None
    year = match[3] or str(_ERAS[match[1]] + (1 if match[2] == "元" else int(match[2])))
    day = _day(year, match[4], match[5])
    return _with_time(day, text, match.end()) if day else None


def _vietnamese(text: str) -> str | None:
    match = _VIETNAMESE.search(text) if "háng" in text else None
    if match is None or not (match[1] or match[3]):
        return None
    word = " ".join(match[2].lower().split()).replace("bốn", "tư")
    month = word if word.isdigit() else str(_VIETNAMESE_NUMBERS.index(word) + 1)
    day = _day(match[4], month, match[1] or match[3])
    return _with_time(day, text, match.end(), match.start()) if day else None


def _named(text: str) -> str | None:
    for pattern, places in ((_DAY_MONTH, (3, 2, 1)), (_MONTH_DAY, (3, 1, 2)), (_YEAR_MONTH, (1, 2, 3))):
        for match in pattern.finditer(text):
            year, month, day = (match[place] for place in places)
            number = _months().get(_bare(month))
            found = _day(_full_year(year), str(number), day) if number else None
            if found:
                return _with_time(found, text, match.end(), match.start())
    stamp = _CTIME.search(text)
    if stamp is not None and (number := _months().get(_bare(stamp[1]))):
        found = _day(stamp[4], str(number), stamp[2])
        return _with_time(found, f" {stamp[3]} ", 1) if found else None
    only = _MONTH_ONLY.fullmatch(text)
    number = _months().get(_bare(only[1])) if only else None
    return f"{only[2]}-{number:02}" if only and number and 1990 <= int(only[2]) <= 2100 else None


def _numeric(text: str, language: str) -> str | None:
    for match in _NUMERIC.finditer(text):
        first, mark, second, third = match.groups()
        parts = _numeric_order(first, mark, second, third, language)
        day = _day(*parts) if parts else None
        if day:
            return _with_time(day, text, match.end(), match.start())
    return None


def _numeric_order(
    first: str, mark: str, second: str, third: str, language: str
) -> tuple[str, str, str] | None:
    """Year, month and day of three numbers; None where they can be read in two ways."""
    if len(first) == 4:
        return (first, second, third) if len(third) < 3 else None
    if len(first) == 3:
        return None
    if len(third) < 3 and language.startswith(_YEAR_FIRST):
        return _full_year(first), second, third
    if len(third) == 1:
        return None
    year = _full_year(third)
    if not third.isdigit():
        return year, second, first  # an apostrophe before the year: "24-05-’06"
    if int(first) > 12 or int(second) > 12:
        return (year, second, first) if int(second) <= 12 else (year, first, second)
    if mark == "." or first == second:
        return year, second, first
    if not language:
        return None
    return (year, first, second) if language in _MONTH_FIRST else (year, second, first)


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
    half = (match["late"] or match["half"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if re.fullmatch(_AFTER_NOON, half) else 0)
    return _clock(hour, minute, match["second"], match["zone"] or "")


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
    return f"{digits[:3]}:{digits[3:]}" if digits[:1] in ("+", "-") and len(digits) == 5 else ""


def _day(year: str, month: str, day: str) -> str | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if 1990 <= found.year <= 2100 else None


def _full_year(year: str) -> str:
    year = year.lstrip("’'")
    return year if len(year) == 4 else str((1900 if int(year) >= 90 else 2000) + int(year))


def _bare(word: str) -> str:
    """A month's name without case and accents, so that spellings with and without them are one."""
    if word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFKD", word.replace("İ", "i").casefold())
    return "".join(c for c in folded if not unicodedata.combining(c)).replace("ı", "i")


@cache
def _months() -> dict[str, int]:
    table: dict[str, int] = {}
    for line in _MONTHS.strip().splitlines():
        for number, forms in enumerate(line.split(), start=1):
            for form in forms.split("/"):
                table.setdefault(_bare(form), number)
    return table
