"""The words by which pages call linkbacks, in the languages of the engines' translations."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from crawler.records import Kind

_TRACKBACK = (
    "track-?back(?:s|\\(s\\))?(?: pings?)?|track backs?|rétroliens?|retroliens?|retroenlaces?|retroenllaços?|"
    "rückverfolgungen|enlaces de referencia|トラックバック|トラバ|引用通告|引用通知|引用|"
    "트랙백|트랙백들|엮인글|"
    "обратн(?:ые|ая|ых) ссыл(?:к[иа]|ок)|трекб[еэ]ки?|трэкб[еэ]ки?|зворотн[іе] посилання|zpětné odkazy|"
    "geri izlemeler(?:i)?|geri izleme|lacak balik|tillbakaspårningar|tilbagesporinger|tilbakesporinger|"
    "paluuviitteet|visszakövetések|atzera-loturak|طراقبک|تعقيبات|تراكباك|טראקבקים|טרקבקים|טראקבק|"
    "ślady|odnośniki zwrotne|riferimenti esterni"
)
_PINGBACK = (
    "ping-?back(?:s|\\(s\\))?|pings?|notific(?:a|he)|уведомлени[ея]|пингб[еэ]ки?|пінгбеки?|сповіщення|ピンバック|핑백|"
    "自动引用通知|自動引用通知|自動引用通告|pingback 引用通告|ping zurück|ping balik|geri bildirim(?:ler)?|"
    "פינגבקים|פינגבק|تنبيه(?:ات)?|بازتاب(?:‌ها)?|paluuviitteitä"
)
_WEBMENTION = "web-?mentions?"
_BY = r"(?:by|from|von|vom|de|da|di|par|por|door|van|av|af|fra|från|od|от|від|oleh|dari|by:)"
_AND = (
    r"(?:\s*(?:/|&|\+|,|、|・|and|or|und|oder|et|ou|y|o|e|en|of|och|eller|og|"
    r"и|или|i|lub|oraz|ve|veya|dan|atau)\s*)"
)
_NUMBER = r"(?:\d{1,4}|no|one|ein|une?|uno|keine?|aucun|nessun|sin|нет|sem|geen)"

_ONE = frozenset({"one", "ein", "un", "une", "uno"})


_NONE = re.compile(
    r"\W*(?:none|nothing|no (?:trackbacks|pingbacks|pings|webmentions|one)|there (?:are|is) no|keine|"
    r"noch keine|aucun|pas de|nessun|ningun|sin |nenhum|geen|нет |没有|暂无|沒有|ありません|ない|없습니다)|"
    r".{0,20}(?:はありません|がありません|이 없습니다)",
    re.I,
)


@cache
def _label() -> re.Pattern[str]:
    kinds = f"(?:(?P<p>{_PINGBACK})|(?P<t>{_TRACKBACK})|(?P<w>{_WEBMENTION}))"
    return re.compile(rf"[\W_]*{kinds}\s*(?P<by>{_BY}(?=\s|:|\Z))?\s*(?P<colon>[:：])?\s*", re.I)


def kind_of_label(text: str) -> Kind | None:
    """The kind that a label before an entry's link states: "Pingback:", "Trackback von"; None for other text.

    The whole text must be the label, and it must say more than the bare word (a colon, "by").
    """
    match = _label().fullmatch(text)
    if match is None or not (match["by"] or match["colon"]):
        return None
    return _kind(match)


def without_label(text: str) -> tuple[Kind | None, str]:
    """A text that begins with such a label as its kind and what follows; (None, text) where it does not."""
    match = _label().match(text)
    if match is None or not (match["by"] or match["colon"]):
        return None, text
    return _kind(match), text[match.end() :]


def kind_of_name(text: str) -> Kind | None:
    """The kind that a single word names ("Trackback", "ピンバック"); None for other text."""
    match = _label().fullmatch(text)
    return _kind(match) if match else None


@cache
def _heading() -> re.Pattern[str]:
    word = f"(?:{_PINGBACK}|{_TRACKBACK}|{_WEBMENTION}|{_LINKBACKS})"
    number = rf"(?:[\(\[（]?\s*(?P<n>{_NUMBER})\s*[\)\]）]?\s*(?:件|개|个|個|件の)?)"
    tail = r"(?:\s*[:：]?\s*[\(\[（:：]?\s*(?P<m>\d{1,4})\s*(?:件|개|个|個)?\s*[\)\]）]?)"
    article = (
        r"(?:\s+(?:to|for|on|zu|zum|sur|pour|à|para|a|su|op|till|til|к|do)\b.{0,160}|\s*一覧|\s*列表|一覽)?"
    )
    return re.compile(
        rf"[\W_]*(?:この\w{{2,6}}(?:へ|に対する)?の)?{number}?\s*(?P<first>{word})(?P<more>{_AND}{word})*{tail}?{article}\s*[:：]?[\W_]*",
        re.I,
    )


# Words that head other things as often: traces, citations, notices. Beside a second word they are sure.
_AMBIGUOUS = re.compile(
    "ślady|引用|notific(?:a|he)|уведомлени[ея]|сповіщення|تنبيه(?:ات)?|بازتاب(?:‌ها)?|geri bildirim(?:ler)?|"
    "riferimenti esterni",
    re.I,
)
_LINKBACKS = "linkbacks?|blog reactions"


@lru_cache(maxsize=4096)
def read_heading(text: str) -> tuple[Kind, int | None] | None:
    """What a heading says of the section below it: its kind, and the number of linkbacks that it states.

    "3 Trackbacks", "TrackBack (2)", "Trackbacks/Pingbacks", "トラックバック(3)". The kind is unknown where it
    names several. None where the text is no such heading.
    """
    if len(text) > 200:
        return None
    match = _heading().fullmatch(text)
    if match is None or (not match["more"] and _AMBIGUOUS.fullmatch(match["first"])):
        return None
    number = match["n"] or match["m"]
    if not number and not match["more"] and match["first"].lower() in ("ping", "pings"):
        return None  # a bare "Pings" heads services as often
    count = None if not number else int(number) if number.isdigit() else int(number.lower() in _ONE)
    vague = match["more"] or match["first"].lower() in ("ping", "pings")
    return (Kind.UNKNOWN if vague else kind_of_name(match["first"]) or Kind.UNKNOWN), count


def says_none(text: str) -> bool:
    """Whether a line below a heading says that there are no linkbacks."""
    return bool(_NONE.match(text))


def _kind(match: re.Match[str]) -> Kind:
    if match["t"]:
        return Kind.TRACKBACK
    return Kind.PINGBACK if match["p"] else Kind.WEBMENTION
