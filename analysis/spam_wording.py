"""What spam says: the goods that it sells, its sales pitches, and the phrases of its generators."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

from analysis.terms import content_words
from crawler.urls import host

_GOODS = re.compile(
    r"\b(?:viagra|cialis|levitra|xanax|phentermine|tramadol|ambien|adipex|hoodia|valium|kamagra"
    r"|casinos?|poker|blackjack|roulette|baccarat|slot machines?|sports? betting|texas hold ?'?em"
    r"|payday loans?|cash advance|fast loans?|bad credit|no credit check|credit repair|debt consolidation"
    r"|refinanc\w+|mortgage rates?|car insurance quotes?|forex signals?|binary options"
    r"|porno?|xxx|escorts?|hentai|milfs?|sex ?(?:cams?|tubes?|chats?)|adult dating|ringtones?"
    r"|replica bags?|rolex|louis vuitton|michael kors|ugg boots|(?:nfl|nba) jerseys?"
    r"|(?:watches|handbags|jerseys|shoes|boots|sunglasses) (?:outlet|wholesale|for sale)|coach outlet"
    r"|(?:cheap|discount|replica) (?:watches|handbags|jerseys|shoes|boots|meds|pills|software|hotels|flights)"
    r"|weight loss pills?|garcinia cambogia|online pharmac(?:y|ies)|discount pharmac(?:y|ies)"
    r"|essay writing service|seo services?|(?:buy|cheap|quality) backlinks|instagram followers"
    r"|kredite? (?:ohne|trotz) schufa|potenzmittel|viagra kaufen|rachat de crédit|voyance gratuite"
    r"|préstamos rápidos|казино|виагра|порно|проститутки|займы? онлайн)\b"
    r"|出会い系|アダルト(?:動画|ビデオ|サイト)|無修正|援助交際|逆援|セフレ|バイアグラ|オンラインカジノ|パチスロ攻略|競馬予想"
    r"|(?:スーパー|ブランド) ?コピー|激安 ?ブランド|ブランド ?激安"
    r"|(?:ヴィトン|グッチ|シャネル|プラダ|エルメス|コーチ|クロエ|モンクレール|ロレックス) ?"
    r"(?:財布|バッグ|時計|アウトレット|激安|コピー|偽物|通販)"
    r"|六合彩|网上赌场|百家乐|时时彩|代开发票|代写论文|办证|카지노|바카라|토토사이트",
    re.I,
)
_PITCHES = re.compile(
    r"\b(?:cheap (?:[\w'-]+ ){1,4}online|discount (?:[\w'-]+ ){1,4}online"
    r"|(?:buy|order|purchase) (?!it\b|them\b|this\b|that\b|your\b|the\b|a\b|online\b)(?:[\w'-]+ ){1,3}online"
    r"|(?:buy|order) (?:[\w'-]+ )?now (?:discount|cheap|and save)|buy cheap|cheapest price|lowest prices?"
    r"|discounts?\b.{0,60}?\bfree shipping|free (?:worldwide )?shipping"
    r"|(?:no|without(?: a)?) prescription|overnight delivery|money back guarantee"
    r"|make money (?:online|fast|from home)|work (?:at|from) home jobs?|earn \$?\d+ (?:a|per) (?:day|week)"
    r"|(?:günstig|billig|rezeptfrei) (?:online )?(?:kaufen|bestellen)|acheter (?:[\w'-]+ ){1,3}pas cher"
    r"|comprar (?:[\w'-]+ ){1,3}(?:online|barat[oa]s?)|купить (?:[\w-]+ ){1,3}недорого)\b"
    r"|(?:激安|格安) ?通販|通販 ?激安|完全無料で",
    re.I,
)
_FIRST_WORDS = frozenset(
    (
        *("viagra", "cialis", "levitra", "xanax", "phentermine", "tramadol", "ambien", "adipex", "hoodia"),
        *("valium", "kamagra", "casino", "casinos", "poker", "blackjack", "roulette", "baccarat", "slot"),
        *("sport", "sports", "texas", "payday", "cash", "fast", "bad", "no", "credit", "debt", "mortgage"),
        *("car", "forex", "binary", "porn", "porno", "xxx", "escort", "escorts", "hentai", "milf", "milfs"),
        *("sex", "sexcam", "sexcams", "sextube", "sextubes", "sexchat", "sexchats", "adult", "ringtone"),
        *("ringtones", "replica", "rolex", "louis", "michael", "ugg", "nfl", "nba", "watches", "handbags"),
        *("jerseys", "shoes", "boots", "sunglasses", "coach", "cheap", "discount", "discounts", "weight"),
        *("garcinia", "online", "essay", "seo", "buy", "quality", "instagram", "kredit", "rachat", "voyance"),
        *("kredite", "potenzmittel", "order", "purchase", "cheapest", "lowest", "free", "without"),
        *("overnight", "money", "make", "work", "earn", "g", "billig", "rezeptfrei", "acheter"),
        *("comprar", "pr"),
    )
)
"""Words with which goods and pitches in Latin letters begin, up to the first letter with a mark: most texts
hold none, and cost no search."""
_BEYOND = re.compile("[ı\u0307ſ\u0400-\u04ff\u3040-\u9fff\uac00-\ud7af]")
"""Letters of goods and pitches in other scripts, and those that a search takes for plain ones."""
_HINTS = (
    *("topic", "enjoyed", "loved", "keep ", "sharing", "bookmark", "be back", "stumbled", "was a great"),
    *("trackback from", "varied", "reckoned", "east has", "recommend for our", "because we think"),
    *("our picks", "linked to", "we think you", "detailed", "comprehensive", "we read", "usually post"),
    *("honor", "honour"),
)
"""Each phrase of a generator holds one of these."""
_IN_HOSTS = re.compile(r"(?:viagra|levitra|phentermine|casino|payday|replicawatch|cheapjersey)")
"""Goods that no other word holds, for hosts that write their words together."""
_GENERATORS = re.compile(
    r"(?:read|find|there you (?:will|can) find|here you (?:will|can) find|more)[^.!?]{0,40}"
    r"\binfo(?:rmations?|s)?\b[^.!?]{0,20}\b(?:to|on|about) (?:that|this) topic"
    r"|\bfind more (?:here )?(?:on|to) (?:that|this) topic"
    r"|\bread more (?:on to|here on) (?:that|this) topic"
    r"|(?:great|nice|interesting|wonderful|excellent) (?:post|article|blog|site)[,.!]* "
    r"(?:i (?:really )?(?:enjoyed|loved)|keep (?:up|it)|thanks? for sharing|i will (?:bookmark|be back))"
    r"|i (?:have )?(?:just )?(?:bookmarked|stumbled (?:up)?on) (?:your|this) (?:blog|site|page)"
    r"[^.]{0,40}(?:great|nice)"
    r"|\bthis was a great (?:read|post),? thanks|\btrackback from your (?:web)?site"
    r"|\bnever knew that opinions could be this varied"
    r"|\breckoned we could combine\b|\bmid(?:dle)? ?east has got (?:more|much)"
    r"|\bsites we recommend for our (?:visitors|readers)|\blink to because we think they are worth"
    r"|\b(?:represents?|are) our picks from the web|\bcontent or sites we have linked to below"
    r"|\blink to some sites that we think you should visit"
    r"|even (?:if|though) they are(?:n't|n’t| not) linked to us"
    r"|\bhonou?r (?:many|numerous|several) other (?:inter)?(?:net|web) ?sites"
    r"|websites? (?:that )?(?:happen to be )?(?:detailed|comprehensive) (?:below|beneath)"
    r"|\bwe (?:choose|select|pick) blogs (?:that )?we read"
    r"|\busually posts? some (?:very )?(?:fascinating|interesting) stuff",
    re.I,
)


def goods(text: str, url: str, subject: Container[str]) -> list[str]:
    """Goods and pitches in what a linkback says and in the path of its source, each once, in order.

    What the post is itself about is no evidence: a post on poker is cited by posts on poker. `subject` are
    the content words of the post.
    """
    said = f"{text} {_spoken(_path(url))}"
    if not _may_sell(said):
        return []
    matches = (match[0].lower() for form in (_GOODS, _PITCHES) for match in form.finditer(said))
    # "激安ブランド" and "激安 ブランド" are one.
    found = {phrase.replace(" ", ""): phrase for phrase in matches}
    return sorted(phrase for phrase in found.values() if not _is_subject(phrase, subject))


def goods_in_host(url: str, subject: Container[str]) -> str:
    """The first of the goods after which the source's host is named; "" for none."""
    return next((phrase for phrase in _named_after(host(url)) if not _is_subject(phrase, subject)), "")


@lru_cache(maxsize=20_000)
def _named_after(name: str) -> tuple[str, ...]:
    """The goods after which a host is named."""
    return tuple(match[0] for match in (_GOODS.search(_spoken(name)), _IN_HOSTS.search(name)) if match)


def generator_phrase(text: str) -> str:
    """The first phrase of a known generator of linkback texts, cut to 60 characters; "" for none."""
    low = text.lower()
    match = _GENERATORS.search(text) if any(hint in low for hint in _HINTS) else None
    return match[0][:60] if match else ""


def _may_sell(text: str) -> bool:
    low = text.lower()
    if "refinanc" in low or (not low.isascii() and _BEYOND.search(low)):
        return True
    return not _FIRST_WORDS.isdisjoint(re.split(r"[^a-z]+", low))


def _is_subject(phrase: str, subject: Container[str]) -> bool:
    carrying = content_words(phrase)
    return bool(carrying) and all(word in subject for word in carrying)


def _path(url: str) -> str:
    return url.split("://", 1)[-1].partition("/")[2]


def _spoken(text: str) -> str:
    return re.sub(r"[^a-z]+", " ", text.lower())
