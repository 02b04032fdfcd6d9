"""What a link says by its words and fragment: a post's own address, its comments, the next page of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.records import Link
from crawler.words.read_more import leads_on

SEVERAL = 3
"""Links that lead on to the rest of a text, from which on a page is one of several posts."""
_PERMALINK = re.compile(
    r"\W*(?:perma-?link|permalien|permalänk|permanent(?:e|er|ny)? (?:link|odkaz)|link permanente|"
    r"lien permanent|enlace permanente|link to this (?:entry|post)|постоянная ссылка|パーマリンク|"
    r"固定リンク|固定链接|固定連結|永久链接|永久連結|고유주소)|[#¶§∞]\Z",
    re.I,
)
# Only what stands below one post is linked so: "?e=12#comments".
_RECEIVED = re.compile(
    r"(?:(?:add|post|leave|view)?[-_]?comments?(?:[-_]?(?:form|area|list|top))?|respond|responses?|track-?backs?|"
    r"pingbacks?|pings|comm?|tb|feedback|disqus_thread|discussion\w*|topreply|kommentare?|commentaires?|comentarios?|"
    r"commenti|reacties)\Z",
    re.I,
)
_THINGS = r"(?:pages?|posts?|entry|entries|articles?|stories|items?|news|messages)"
_TURNING = re.compile(
    rf"(?:(?:view )?(?:next|older|previous|prev|earlier)(?: \d+)?(?: {_THINGS})?|"
    r"(?:nächste|ältere|vorherige|frühere)(?: (?:seite|einträge|beiträge|artikel))?|vorwärts|"
    r"(?:page )?(?:suivante?s?|précédente?s?)|"
    r"(?:articles|billets|entrées|messages) (?:plus anciens|précédents|suivants)|"
    r"(?:página )?(?:siguientes?|anterior(?:es)?|próxima|seguinte)|"
    r"(?:entradas|artículos|mensajes|posts|postagens) (?:anteriores|más antigu[ao]s|mais antig[ao]s)|"
    r"(?:pagina )?(?:successiv[ao]|precedente)|(?:post|articoli|messaggi) (?:più vecchi|precedenti)|"
    r"(?:volgende|vorige|oudere)(?: (?:pagina|berichten))?|"
    r"(?:следующая|предыдущая)(?: страница)?|(?:следующие|предыдущие)(?: \w+)?|"
    r"[次前]の?(?:ページ|頁|\d+件)?へ?|[次前]の?\d+日分|過去の(?:記事|日記)|古い記事|"
    r"(?:äldre|eldre|ældre) (?:inlägg|innlegg|indlæg)|(?:starsze|poprzednie) (?:posty|wpisy)|"
    r"starší (?:příspěvky|články)|(?:daha )?eski (?:kayıtlar|yayınlar|yazılar)|régebbi bejegyzések|"
    r"vanhem(?:mat|pia) (?:tekstit|kirjoitukset)|postări mai vechi|παλαιότερ(?:ες αναρτήσεις|α άρθρα)|"
    r"старіші публікації|старые (?:сообщения|записи)|раньше|"
    r"רשומות (?:קודמות|ישנות)|الصفحة (?:التالية|السابقة)|(?:رسائل |تدوينات )?أقدم|مطالب قدیمی‌تر|"
    r"पुराने? (?:पोस्ट|संदेश)|पुरानी पोस्ट|bài (?:đăng )?cũ hơn|postingan (?:yang )?lebih (?:lama|tua)|"
    r"[上下]一?[页頁]|后一页|更早的?文章|다음(?: 페이지)?|이전(?: 페이지)?)",
    re.I,
)
_LISTING = re.compile(
    rf"(?:[\w']+ )?archives?|(?:view )?(?:all|more|older) {_THINGS}|(?:site )?index|site ?map|"
    r"(?:alle|ältere) (?:beiträge|einträge|artikel)|archiv|tous les (?:articles|billets)|archiv(?:io|o|os)|"
    r"plan du site|todas las entradas|tutti gli articoli|"
    r"過去ログ|(?:記事)?一覧|(?:文章)?(?:存档|归档|歸檔|彙整)|글 ?목록",
    re.I,
)
# To the post before, as posts have it: no page, which may be one of the post's own text.
_BACK = re.compile(
    r"(?:older|previous|prev|earlier)(?: (?:post|entry|article|story))?|yesterday|"
    r"(?:vorherige[rs]?|ältere[rs]?|früher) ?(?:eintrag|beitrag|artikel)?|"
    r"(?:(?:article|billet|entrée) )?(?:précédente?)|(?:(?:entrada|artículo|post) )?anterior|"
    r"(?:(?:post|articolo) )?precedente|(?:vorig|ouder)e? (?:bericht|artikel)|前の(?:記事|日記|日)へ?|"
    r"上一篇|이전 ?글",
    re.I,
)
_ARROWS = re.compile(r"\W*(?:[>»›→«‹←]|<<)\W*")
_LONGEST = 60
_FEW = 3
"""Letters that may be a menu's word where words are not parted."""
_AROUND = re.compile(r"\A[\W_]+|[\W_]+\Z")


def named_posts(links: Iterable[Link], *, several: int = SEVERAL) -> frozenset[str]:
    """Targets, without fragment, that a link of the page says to be posts: by words for a post's own address,
    by the place of its comments, or, where `several` do so, by leading on to the rest of a text."""
    told, more = set(), set()
    for link in links:
        target, _, place = link.url.partition("#")
        if (place and _RECEIVED.match(place)) or (not place and _PERMALINK.match(link.text)):
            told.add(target)
        elif not place and leads_on(link.text):
            more.add(target)
    return frozenset(told | more if len(more) >= several else told)


def turns_page(text: str, *, numbered: bool) -> bool:
    """Whether a link's words are those for the next or the last page of a list, and no others; where its
    address can only be of a page's number (`numbered`), arrows will do."""
    if len(text) >= _LONGEST:
        return False
    return _TURNING.fullmatch(_AROUND.sub("", text)) is not None or (
        numbered and _ARROWS.fullmatch(text) is not None
    )


def goes_back(text: str) -> bool:
    """Whether a post's link has the words for the post before it, and no others."""
    return len(text) < _LONGEST and _BACK.fullmatch(_AROUND.sub("", text)) is not None


def leads_to_list(text: str) -> bool:
    """Whether a link's words are those for a list of all posts, or of their months."""
    return len(text) < _LONGEST and _LISTING.fullmatch(_AROUND.sub("", text)) is not None


def reads_like_title(text: str) -> bool:
    """Whether a link's words are more than those of a menu: two words, or letters of East Asia."""
    if leads_to_list(text) or turns_page(text, numbered=False):
        return False
    dense = len(text) > _FEW and not text.isascii() and text.lower() == text.upper()
    return len(text.split()) > 1 or dense
