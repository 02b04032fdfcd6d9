"""The author in a line of a post that has no word for one: its link to a user's page, what stands beside the
sign of a user, or the one part of the line that is neither date, topic nor count."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler.facts.teasers import in_teaser
from crawler.facts.wording import is_capital, is_lead, is_name
from crawler.markup.document import Document, fold
from crawler.markup.mark_names import MarkNames
from crawler.urls import is_same_host
from crawler.words.dated import cut_date
from crawler.words.expressions import expression

_USER_URL = expression(
    r"(?:^|/)(?:authors?|users?|members?|profiles?|team|staff|contributors?|userinfo|user_information|tiki-user_information)"
    r"(?:\.php)?(?:/[^/?#]+(?:/(?:index\.html?)?)?\Z|[?=])|"
    r"[?&](?:uid|user_?id|member_?id|author(?:_?id)?|view_user)=[\w-]+|[?&]go=user_\d",
    re.I,
)
_USER_CLASS = expression(r"(?:author|user|member|nick|writer)(?:[-_]?(?:name|link|\d+))?\Z")
# What sets of icons call the sign of a person: "fa-user-circle", "glyphicon-user", "icon-users".
_USER_SIGN = expression(
    r"\.(?:icons?|fa|glyphicons?|dashicons|genericons?|ion|bi|ti|la|mdi|ri|lnr|octicon|typcn|el|im|fi|pe)[-_]"
    r"(?:[a-z]+[-_])?(?:users?|author|person)(?:[-_](?:o|alt|circle|fill|line|outline|tie|edit|\d))*\Z"
)
# Whom a link writes to, and users who are nobody in particular.
_MAIL = expression(r"mailto:([^?@]+)@[^?@]", re.I)
_NO_MAIL_OF_ONE = expression(
    r"(?:e?-?mail|e?-?post|info|admin|webmaster|contact|kontakt|feedback|letters?|comments?|repl(?:y|ies)|"
    r"redak\w+|editors?|office|hello|questions?|ask|share|send|blog)\b",
    re.I,
)
# What stands between the parts of a line.
_MARK = expression(r"\s*(?:[|·•│｜¦/／\[\]()（）［］]|::|\s[-–—~]\s|,\s|、|，)\s*|\Z")
_EDGE = expression(r"(?:\A|\s)(?:in|on|at|am|um|in:|op|om|le|à|a|en|dans|@|unter|om|kl\.?)\Z", re.I)
# Words of templates, and of their translations: what a part that is no name says.
_TEMPLATE = expression(
    r"comment|kommentar|komment|comentari|comentári|commenti|reacti|yorum|σχόλι|коммент|комент|коммен|hozzászól|"
    r"komentá|koment|response|repl(?:y|ies)|permalink|perma|permanent|link\b|print|imprim|druck|e-?mail|share|"
    r"tweet|edit|track|ping|quote|uncategor|allgemein|general|sin categor|non class|без рубрики|read|more|"
    r"views?|hits?|gelesen|lecturas|vue|filed|posted|categor|kategor|tags?\b|topic|no\b|keine?|aucun|sin\b|"
    r"nessun|geen|abgelegt|gespeichert|publi|pubblic|geplaatst|opgeslagen|archiv|arquivad|zamieszcz|um\b|uhr|today|yesterday|mood|music|location|weather|category|leave|jump|home|next|prev|top|"
    r"コメント|トラックバック|編集|固定|カテゴリ|テーマ|댓글|덧글|트랙백|분류|评论|評論|引用|阅读|閱讀|浏览|人氣|留言|回應|"
    r"タグ|标签|標籤|태그|続き|全文|原创|原創|转载|轉載|发表|發表|发布|發佈|投稿|公開|更新|게시|작성|등록|수정|"
    r"贴了|貼了|条目|條目|目录|目錄|收藏|书签|書籤|"
    r"归类|歸類|属于|屬於|分类|分類|归档|歸檔|收录|收錄|本文|文章|日志|日誌|記事|首页|首頁|ホーム|トップ|홈|"
    r"log ?in|sign|regist|anmeld|connex|profil|account|stamp|continu|leggi|weiter|lire|suite|skriv|"
    r"facebook|digg|delicious|rss|subscribe|archive|help|about|"
    r"anonym|save|hide|show|discuss|write|schreib|écri|anzeigen|versenden|empfehl|merken|blog|url|"
    r"\A(?:mon|tue|wed|thu|fri|sat|sun)\Z|\btime\Z|\A(?:gmt|utc)\Z|"
    r"\A[快晴雨曇雪れりのち時々一後→/]+\Z|조회|\d|[。:：=@#%&*+!?！？<>\"“”]",
    re.I,
)
# A day of the week in brackets behind a date, in the languages that shorten it to what may be a name too.
_DAY = expression(
    r"(?<=[\d日])\s*[(（]\s*(?:mo|di|mi|do|fr|sa|so|die|mit|don|fre|sam|son|lun|mar|mer|jeu|ven|dim|mié|mie|jue|vie|"
    r"sáb|sab|dom|gio|seg|ter|qua|qui|sex|ma|wo|vr|za|zo|пн|вт|ср|чт|пт|сб|вс|pon|wt|śr|czw|pt|sob|nie|"
    r"\w{3,10}(?:tag|dag|day)|\w{2,4}di|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|\w{4,7}dì|"
    r"sabato|domenica|segunda|terça|quarta|quinta|sexta|понедельник|вторник|среда|четверг|пятница|суббота|"
    r"воскресенье)(?:-feira)?\.?\s*[)）]",
    re.I,
)
# What pictures of people are called, and what stands in their place: "Avatar of Ann", "Ann's photo".
_OF_PERSON = expression(r"avatar|gravatar|rounded-full|rounded-circle|profile|author", re.I)
_PICTURE_OF = expression(
    r"\A(?:(?:author )?avatar|photo(?:graph)?|(?:profile )?picture|profile (?:photo|image)|headshot|portrait)"
    r"(?: of| for| von| de)?(?=\s)|"
    r"(?:['’]s)? (?:avatar|photo|(?:profile )?picture|profile (?:photo|image)|headshot)\Z",
    re.I,
)
_MOST_LINKS = 20
_LONGEST = 24
_MOST_WORDS = 3
# Nodes from a sign to its words: white space stands between.
_NEXT = 3
# As people call themselves beside words of another script than Latin.
_HANDLE = expression(r"[a-z][a-z_-]{2,}[a-z0-9_-]{0,12}")
_FIRST_NOT_LATIN = "\u0370"
# Scripts without capitals: a name of theirs is short.
_FIRST_IDEOGRAPHIC = "\u2e80"
_LONGEST_IDEOGRAPHIC = 8


def user_link(document: Document, lines: Iterable[tuple[LexborNode, str]]) -> str:
    """The words of the one link of the lines that leads to a user's page or mail, or is called a user's; ""
    where there is none, or several that differ."""
    found: dict[str, None] = {}
    attributes, classes = document.attributes, document.classes
    for node, _ in lines:
        for number in islice(document.linked_within(node), _MOST_LINKS):
            if in_teaser(document, number):
                continue
            marked = any(map(_USER_CLASS.match, classes[number]))
            href = attributes[number]["href"] or ""
            mail = _MAIL.match(href)
            if (
                marked
                or mail
                or (_USER_URL.search(href) and is_same_host(document.absolute(href) or "", document.url))
            ):
                text = fold(document.elements[number].text()[:80])
                if not 1 < len(text) <= 40 or _TEMPLATE.search(text) or not is_name(text):
                    continue
                if marked or not mail or _is_mail_of(text, mail[1].lower()):
                    found[text] = None
    return next(iter(found)) if len(found) == 1 else ""


def _is_mail_of(name: str, user: str) -> bool:
    """Whether an address is of a name's first or last word: "Ann Lee" at "a.lee@blog.example", no "Mail"."""
    words = name.lower().split()
    return (
        is_capital(name)
        and not _NO_MAIL_OF_ONE.match(user)
        and any(len(word) > 2 and word in user for word in (words[0], words[-1]))
    )


_SIGNS = MarkNames(_USER_SIGN.match)


def beside_sign(document: Document, lines: Iterable[tuple[LexborNode, str]]) -> str:
    """The name in or right behind the sign of a user in one of the lines; "" where there is none."""
    signs = document.numbers(*names) if (names := _SIGNS.on(document)) else []
    for node, _ in lines if signs else ():
        start, end = document.span(node)
        for number in signs[bisect_left(signs, start) : bisect_left(signs, end)]:
            name = fold(_words_at(document.elements[number])).strip(" .,:;-–—|")
            if _is_short(name) and is_name(name) and not _TEMPLATE.search(name):
                return name
    return ""


def beside_picture(document: Document, lines: Iterable[tuple[LexborNode, str]]) -> str:
    """The name that a line begins with, alone or before its date, and that is also said in place of a picture
    in it: of one that is called a person's, or in a line with a date."""
    for node, text in lines:
        pictures = document.within(node, "img")[:1]
        held = document.attributes[pictures[0]] if pictures else {}
        alt = fold(held.get("alt") or "")
        if not alt or in_teaser(document, pictures[0]):
            continue
        name = _PICTURE_OF.sub(" ", alt).strip()
        cut = cut_date(text, None)
        said = (text if cut is None else cut[0]).strip(" ,|·•–—-")
        called = name != alt or _OF_PERSON.search(f"{held.get('class')} {held.get('src')}") is not None
        if said == name and (called or cut is not None) and _is_name_of_one(name):
            return name
    return ""


def _is_name_of_one(name: str) -> bool:
    short = 1 < len(name) <= 40 and len(name.split()) <= _MOST_WORDS + 1
    return short and is_name(name) and not _TEMPLATE.search(name)


def is_linked_lead(document: Document, line: tuple[LexborNode, str], name: str) -> bool:
    """Whether a dated line begins with a linked name, in small letters: "by ann lee on March 2, 2005"."""
    node, text = line
    before, found, behind = text.partition(name)
    if not found or not is_lead(before) or cut_date(behind, None) is None:
        return False
    links = islice(document.linked_within(node), _MOST_LINKS)
    return any(fold(document.elements[number].text()[:200]) == name for number in links)


def _words_at(sign: LexborNode) -> str:
    """The sign's own words, else those of what stands right behind it."""
    each: LexborNode | None = sign
    for _ in range(_NEXT):
        if each is None or (text := each.text(separator=" ")[:80]).strip():
            return "" if each is None else text
        each = each.next
    return ""


def leftover(document: Document, lines: Iterable[tuple[LexborNode, str]], topics: Collection[str]) -> str:
    """The one part of a line that says something else than its topics (one at least, as links), dates, counts
    and the words of templates: "Walks | 2006/03/18 14:22 | Ann"; "" where there is none, or several."""
    for node, text in lines if topics else ():
        links = [
            (fold(document.elements[number].text()[:80]), number)
            for number in islice(document.linked_within(node), _MOST_LINKS)
        ]
        shown = [link for link, _ in links if link in topics]
        others = frozenset(link for link, _ in links)
        if shown and len(text) <= 200 and (name := _one_part(text, shown)) and name not in others:
            return name
    return ""


def _one_part(text: str, shown: list[str]) -> str:
    text = _DAY.sub("", text)
    for topic in shown:
        text = text.replace(topic, "|", 1)
    foreign = any(topic[0] >= _FIRST_NOT_LATIN for topic in shown)
    parts = {part for part in map(_bare, _MARK.split(text)) if part and not _says_template(part, foreign)}
    return parts.pop() if len(parts) == 1 and _may_be_name(next(iter(parts)), foreign) else ""


def _says_template(part: str, foreign: bool) -> bool:
    """Whether a part is words of a template; the figures that end a user's name ("ann55") are none where the
    blog's own words are `foreign`, of another script."""
    name = part.rstrip("0123456789") if foreign and _HANDLE.fullmatch(part) else part
    return _TEMPLATE.search(name) is not None


def _bare(part: str) -> str:
    """A part without its date, and without the joint that led to another."""
    part = part.strip(" .,;-–—|")
    if (cut := cut_date(part, None)) is not None:
        part = f"{cut[0]} {cut[2]}".strip(" .,;-–—|")
    return _EDGE.sub("", part).strip()


def _may_be_name(part: str, foreign: bool) -> bool:
    words = part.split()
    if foreign and _HANDLE.fullmatch(part):
        return True
    if part[0] >= _FIRST_IDEOGRAPHIC:
        return len(words) == 1 and 1 < len(part) <= _LONGEST_IDEOGRAPHIC and is_name(part)
    short = len(part) > 2 and _is_short(part)
    return short and is_name(part) and all(word[0].isupper() for word in words)


def _is_short(part: str) -> bool:
    return len(part) <= _LONGEST and len(part.split()) <= _MOST_WORDS
