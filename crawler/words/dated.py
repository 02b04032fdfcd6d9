"""A date cut out of a short line, and the name that stands beside it: "SITE, DATE", "DATE [SITE]"."""

from __future__ import annotations

import re

from crawler.words.dates import read_date
from crawler.words.expressions import expression
from crawler.words.weekdays import weekday_before, weekday_behind

_TOKEN = expression(r"[^\s\[\]()（）［］「」【】,，、;；|｜·•]+")
# The sender's number beside a date, as in Movable Type's signatures, and a date with spaces in it.
_NUMBER = expression(r"\(\d+(?:\.\d+){3}\)")
_SPACED = expression(r"\b(\d{4}) (\d{2}) (\d{2})\b")
# An element's words that nothing parts from the date in the next: "納屋2006/03/14".
_STUCK = expression(r"[^\W\d_]{2,60}(?=\d{4}[-/.年])")
_LONGEST = 200
_LONGEST_NAME = 60
_MOST_WORDS = 9
_OPENING, _CLOSING = "([{（［「【〔", ")]}）］」】〕"
_SEPARATORS = " \t\u3000-–—~|｜ㅣ·•,，、;；:：/*#»«>→◆◇■□●○▼▽▲△"
_WEEKDAYS = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?|montag|dienstag|mittwoch|donnerstag|"
    r"freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|"
    r"jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|maandag|"
    r"dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|[日月火水木金土]曜日?"
)
_WEEKDAY_BEFORE = expression(rf"(?:(?<=[\s,;\[(（|])|\A)(?P<day>{_WEEKDAYS})[.,]?\s*\Z", re.I)
_LONGEST_WEEKDAY = 16
SENT = (
    r"left|sent|posted|received|written|submitted|tracked|trackbacked|linked|pinged|referenced|"
    r"verlinkt|eingetragen|aufgenommen|empfangen|gesendet|geschrieben|getrackt|"
    r"trackbacké|tracké|reçu|envoyé|écrit|posté|publié|référencé|notifié|"
    r"enlazado|enviado|recibido|escrito|publicado|recebido|postado|inviato|ricevuto|scritto|postato|inserito|"
    r"verzonden|verstuurd|ontvangen|geplaatst|gepost|getrackt|spårat|skickat|mottaget|sporet|sendt|modtaget|"
    r"odesláno|přijato|wysłano|otrzymano|nadesłano|отправлено|получено|küldve|érkezett|lähetetty|trimis|primit"
)
"""Part of an expression: what a page says that a linkback was, before its date or its blog's name."""
_BEFORE = expression(
    rf"(?:(?:(?:track|ping)back|{SENT})\s+)?(?:from|by|at|via|von|da|par|por|sur|depuis|"
    r"door|van|från|fra|od|από|от|со? (?:сайта|блога)|из блога|z bloga|"
    r"ze strony|[從从於于由]|来自|來自|引用自|引用来自|引自|送信元)(?:\s*[:：]\s*|\s+)|"
    r"(?:(?:tracked|posted|published|written|found|seen)\s+(?:on|in)|(?-i:in|on))\s+|"
    r"(?:we)?blog(?: name)?\s*[:：]\s*|(?:site|ブログ名?|サイト名?)\s*[:：]\s*|url\s*[|｜]\s*",
    re.I,
)
_BEHIND = expression(
    rf"(?:\s+|(?<=[,\[(（])|\A)(?:on|at|@|am|um|le|el|il|em|op|den|vom|d|dne|dnia|the|del|"
    # Carrington: "linked to this post on DATE".
    rf"(?:{SENT})(?: (?:here|back|to this (?:post|entry|article)))?"
    r"(?: (?:on|sur|le|am|el|il|op|em|den|dne|dnia))?|引用\s*[於于]|[於于]|引用|"
    r"時刻|时间|時間|日期|日付|日時|(?:投稿|受信|送信|登録|公開|作成)(?:日時?)?|"
    rf"{_WEEKDAYS})"
    r"\.?\s*\Z",
    re.I,
)
# What ends a time of the day, though it may say nothing more.
# "NAMEさんより": "from NAME".
_FROM_PERSON = expression(r"(?<=\w)(?:さん|様)(?:より|から)\s*\Z")
_CLOCK = expression(r"\s?(?:[ap]\.?m\b\.?|uhr\b|h\b)", re.I)
_SENTENCE = expression(r"[.!?。！？…]\s*\Z")
_NO_NAME = expression(
    r"(?:track|ping)backs?|permalink|permanent link|link|read more|more|reply|delete|edit|comments?|#?\d+|"
    r"トラックバック|삭제|답글|url|ip|am|pm|uhr|h|from|by|von|via|par|por|van|från|fra|od|от|来自|來自",
    re.I,
)


def cut_date(text: str, language: str | None) -> tuple[str, str, str] | None:
    """What stands before the first date of a short text, the date as ISO 8601, and what stands behind it.

    None where there is no date, or the text is longer than 200 characters.
    """
    found = read_date(text, language) if len(text) <= _LONGEST else None
    if found is None:
        return None
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    first, last = 0, len(tokens) - 1
    while first < last and read_date(text[tokens[first + 1][0] :], language) == found:
        first += 1
    start = tokens[first][0]
    if (stuck := _STUCK.match(text, start)) and read_date(text[stuck.end() :], language) == found:
        start = stuck.end()
    if (weekday := _WEEKDAY_BEFORE.search(text, max(0, start - _LONGEST_WEEKDAY), start)) is not None:
        start = weekday.start("day")
    start = weekday_before(text, start)
    while last > first and read_date(text[start : tokens[last - 1][1]], language) == found:
        last -= 1
    end = tokens[last][1]
    while text[end - 1] in ":：.":
        end -= 1
    end = behind.end() if (behind := _CLOCK.match(text, end)) is not None else end
    end = weekday_behind(text, end)
    return text[:start], found, text[end:]


def parted_date(text: str, language: str | None) -> tuple[str, str | None]:
    """A line without the date that ends it, and that date: "NAME on DATE", "NAME — DATE"; the whole line and
    None where nothing parts the two, as in "Links for 2009-03-12"."""
    before, found, rest = cut_date(text, language) or ("", None, "")
    before = before.rstrip()
    name = _bare(_BEHIND.sub("", before))
    if found is None or not name or rest.strip(_CLOSING + _SEPARATORS) or name == before:
        return text, None
    return name, found


def signed_date(text: str) -> str:
    """The date of a signature as it is read: without the sender's number in brackets, hyphens for its
    spaces."""
    return _SPACED.sub(r"\1-\2-\3", _NUMBER.sub("", text))


def named(text: str) -> str:
    """The name that a piece beside a date or a link is, without the words and marks that join it; "" where it
    is none: too long, a sentence, or words that name nothing."""
    # Words that join are taken off one by one: thousands of them are no name.
    if len(text) > _LONGEST:
        return ""
    before = None
    while text != before:
        before = text
        text = _bare(text)
        text = _FROM_PERSON.sub("", _BEHIND.sub("", text))
        if match := _BEFORE.match(text):
            text = text[match.end() :]
    if len(text) > _LONGEST_NAME or len(text.split()) > _MOST_WORDS or _SENTENCE.search(text):
        return ""
    if "[...]" in text or "[…]" in text:
        return ""  # what is quoted
    return "" if _NO_NAME.fullmatch(text) or not any(c.isalpha() for c in text) else text


def _bare(text: str) -> str:
    """A text without separators and without brackets of which it holds but one side, or that wrap it."""
    text = text.strip(_SEPARATORS).lstrip("…‥ ")
    for opening, closing in zip(_OPENING, _CLOSING, strict=True):
        if text.startswith(opening) and (closing not in text or text.index(closing) == len(text) - 1):
            text = text[1:].removesuffix(closing)
        if text.endswith(opening) or (text.startswith(closing)):
            text = text.strip(opening + closing)
        if text.endswith(closing) and opening not in text:
            text = text[:-1]
    return text.strip(_SEPARATORS)
