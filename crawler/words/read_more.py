"""The words that lead on to the rest of a text ("[Read More]", "続きを読む"): no part of what they end."""

from __future__ import annotations

import re

from crawler.words.expressions import expression

_PHRASES = (
    r"read (?:more|on|the rest)(?: of this (?:entry|post|article))?|(?:continue|keep) reading|"
    r"(?:続き|つづき)を(?:読む|見る)|続きはこちら|もっと読む|記事を(?:読む|開く)|詳しくはこちら|(?:すべて|全て)表示|"
    r"(?:继续|繼續)(?:阅读|閱讀)|прочети още|(?:阅读|閱讀|查看)(?:全文|更多)|"
    r"더 ?보기|계속 읽기|читать (?:дальше|далее)|weiter ?lesen|mehr lesen|lire la suite|leer más|"
    r"leia mais|ler mais|leggi (?:tutto|ancora)|continua a leggere|"
    r"continuar (?:leyendo|lendo|a ler)|continuer (?:à lire|la lecture)|"
    r"lees (?:meer|verder)|meer lezen|läs (?:mer|vidare)|"
    r"læs (?:mere|videre)|les (?:mer|videre)|lue lisää|en savoir plus|seguir leyendo|llegir més|"
    r"czytaj (?:dalej|więcej)|číst (?:dále?|více)|čítať ďalej|preberi več|pročitaj više|"
    r"читать полностью|читати далі|citește mai departe|devamını oku|διαβάστε περισσότερα"
)
MORE_WORDS = (
    rf"{_PHRASES}|more|続き|続く|つづき|つづく|詳細|续|全文|подробнее|далее|дальше|"
    r"mehr|la suite|suite|leer|más|sigue|mais|continua|altro|verder|meer|"
    r"více|więcej|tovább|devamı|ادامه(?: مطلب)?"
)
"""A part of expressions for the whole of a link's words: the short ones are words of a text elsewhere."""

# What leads on is short, and the text before it long.
_LONGEST_ENDING = 100
_LINK = expression(rf"\W*(?:{MORE_WORDS})\W*", re.I)
_OPENING, _CLOSING = r"[\[(（［【]\s*[.…»>→]*\s*", r"\s*[.…»>→]*\s*[\])）］】]"
_BRACKETED = expression(rf"\s*{_OPENING}(?:{MORE_WORDS}){_CLOSING}\s*", re.I)
# What a text ends with that `_ENDING` finds anything in, but for the signs behind it.
_LAST = (
    "]", ")", "）", "］", "】", "more", "on", "rest", "entry", "post", "article", "reading", "読む",
    "見る", "こちら", "開く", "表示", "阅读", "閱讀", "още", "全文", "更多", "보기", "읽기", "дальше",
    "далее", "lesen", "suite", "más", "mais", "tutto", "ancora", "leggere", "leyendo", "lendo", "ler",
    "lire", "lecture", "meer", "verder", "mer", "vidare", "mere", "videre", "lezen", "lisää", "plus",
    "més", "dalej", "więcej", "dál", "dále", "více", "ďalej", "več", "više", "полностью", "далі",
    "departe", "oku", "περισσότερα",
)  # fmt: skip
_SIGNS = ".…»>→"
_ENDING = expression(
    rf"(?:{_BRACKETED.pattern}|(?:\A|\s+|(?<=[.!?…。！？]))[»>→]*\s*(?:{_PHRASES})|(?<=[.!?…。！？])\s*more|"
    r"(?<=[^\x00-\x7f])more)\s*[.…»>→]*\s*\Z",
    re.I,
)


def leads_on(text: str) -> bool:
    """Whether a link's words are such words and no more."""
    return _LINK.fullmatch(text) is not None


def without_more(text: str) -> str:
    """A text without such words at its end; short ones only behind a sentence, or in brackets."""
    last = text[-_LONGEST_ENDING:].rstrip().rstrip(_SIGNS).rstrip().lower()
    if not last.endswith(_LAST):
        return text
    ending = _ENDING.search(text, max(0, len(text) - _LONGEST_ENDING))
    return text[: ending.start()] if ending is not None else text


def parted_by_more(text: str) -> tuple[str, str] | None:
    """What stands before and behind such words in brackets; None where there are none."""
    parts = _BRACKETED.split(text, maxsplit=1) if any(c in text for c in "[(（［【") else ()
    return (parts[0], parts[1]) if len(parts) > 1 else None
