"""Parts of one listed webmention that any software may print: which of its links is the mention's own page,
whose face a link shows, what was done, and which host the entry names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import Entry
from crawler.lists.entry_parts import source_of
from crawler.markup.document import ancestors, attribute, classes, fold, text_of
from crawler.words.dates import read_date
from crawler.words.expressions import expression

# "- 2 days ago", "· May 3, 2020": no object of the verb before it.
WHEN = re.compile(
    r"\W*(?P<when>\d+ \w+ ago|(?:on )?\w+ \d{1,2},? \d{4}|(?:on )?\d{1,2}\.? \w+,? \d{4})\W*", re.I
)
# What a sentence says was done, in the languages of the templates at hand.
_DONE = {
    "like": (
        r"\b(?:liked|likes this|like-of|favou?rited|starred|gillade|likte|curtiu|gustó)\b|gefällt das|"
        r"\bgeliked\b|a aimé|(?:le )?dio (?:un )?(?:like|me gusta)|ha messo (?:un )?(?:like|mi piace)|"
        r"vindt dit leuk|synes godt om|beğendi|se to líbí|kedveli|нравится|вподоба|좋아(?:합|했|해)|"
        r"赞了|讚了|polubił|tykkäsi|понравил|いいね|点赞|點讚|喜欢|喜歡"
    ),
    "repost": (
        r"\b(?:reposted|repost-of|re-?shared|shared|boosted|retweeted|geteilt|delade|compartió|reposteó|"
        r"compartilhou|repostou|republicou)\b|a partagé|ha condiviso|podał dalej|udostępnił|"
        r"paylaştı|поделил|поширив|공유(?:했|합)|リポスト|ブースト|转发|轉發"
    ),
    "bookmark": r"\b(?:bookmarked|bookmark-of|gespeichert|ブックマーク)\b|a enregistré|收藏",
    "rsvp": r"\brsvp(?:ed)?\b|\b(?:is|are) (?:going|attending)\b",
    "reply": (
        r"\b(?:replied|in-reply-to|responded|commented|answered|antwortete|geantwortet|respondió|respondeu|"
        r"reageerde|svarade|svarte|svarede|vastasi)\b|a répondu|ha risposto|odpowiedział|odpověděl|ответил|"
        r"відповів|답(?:글|장)|返信|回复|回覆"
    ),
    "mention": (
        r"\b(?:mentioned|mention-of|linked to|erwähnte?|verlinkte?|mencionó|mencionou|noemde|nämnde|nevnte|"
        r"mainitsi)\b|a mentionné|ha menzionato|wspomniał|упомянул|згадав|언급(?:했|합)|bahsetti|言及|提到"
    ),
}
_SAID = tuple((subtype, expression(words, re.I)) for subtype, words in _DONE.items())
_ON = expression(r"\W*(?:was\s+)?(?:mentioned|linked|cited|referenced)\s+(?:by|on|in|at|from):?\W*", re.I)
_PART = expression(r"[-_]+")
_NAMED = {
    "like": "like", "likes": "like", "favorite": "like", "favorites": "like", "favourites": "like",
    "repost": "repost", "reposts": "repost", "boost": "repost", "boosts": "repost", "share": "repost",
    "shares": "repost", "announces": "repost", "retweets": "repost",
    "bookmark": "bookmark", "bookmarks": "bookmark", "rsvp": "rsvp", "rsvps": "rsvp",
    "reply": "reply", "replies": "reply", "mention": "mention", "mentions": "mention", "quotes": "mention",
}  # fmt: skip
# A link that says no more than that it leads to the mention.
_LEADS = expression(
    r"\W*(?:(?:(?:(?:view|read|see|visit|vist|go to|open) )?(?:the )?(?:original|permalink|source|link|more)"
    r"(?: (?:post|source|page|article|reply|toot))?|"
    r"(?:view|read|see|visit|go to|open) (?:the )?(?:reply|comment|mention|webmention|post|toot|tweet))"
    r"(?: of this \w+)?|"
    r"(?:zur )?quelle|bron|fuente|fonte|źródło|zdroj|источник|kilde|källa|voir (?:la )?source|"
    r"originalbeitrag|originale|ver (?:el )?original|voir l['’]original|(?:查看)?原文|[来來]源|出典|"
    r"元の?(?:記事|投稿)|원문)"
    r"\W*\Z",
    re.I,
)
# "NAME likes this", as what stands for a picture says.
_NAME_DOES = expression(r"\s+(?:liked?s?|reposted|boosted|bookmarked|shared)\b.*", re.I)
_HAS = expression(r"\s+(?:has|hat|ha|a|heeft|har)\s*\Z", re.I)
# What such a sentence ends with: "liked", "mentioned this post", "replied to your article on 3 May".
_THIS = expression(
    r"(?:\W+(?:to|in|on|auf|a|à|su|på)\b)?(?:\W+(?:this|your|it|diesen|dies|das|esto|ceci|cet)\b"
    r"(?:\W+(?:post|entry|article|page|note|photo|beitrag|artikel|article))?)(?:\W+(?:on|at|am)\b.{0,30})?\W*",
    re.I,
)
_NOBODY = expression(r"(?:why|how|what|who|when|where|that|which|someone|somebody|and|i)\b", re.I)
_WORDS_OF_NAME = 5
_BEFORE_VERB = expression(r"\W*(?:(?:hat|ha|a|has|heeft)\b(?:\s\w+){0,2}\s)?", re.I)
_EXPLAINING = frozenset(
    {
        "webmention.io",
        "webmention.net",
        "webmention.org",
        "webmention.rocks",
        "webmention.app",
        "brid.gy",
        "fed.brid.gy",
        "indieweb.org",
        "indiewebcamp.com",
        "indiewebify.me",
        "indiewebify.net",
        "w3.org",
        "telegraph.p3k.io",
        "quill.p3k.io",
        "commentpara.de",
        "webmention.herokuapp.com",
        "microformats.org",
        "indieauth.com",
        "wordpress.org",
        "go-jamming.brainbaking.com",
        "movabletype.org",
        "hixie.ch",
        "codex.wordpress.org",
        "en.wikipedia.org",
        "de.wikipedia.org",
        "fr.wikipedia.org",
        "ja.wikipedia.org",
    }
)
# Services that search for what links to a page.
_SEARCHING = expression(
    r"technorati\.com/(?:search|cosmos|blogs)|blogsearch\.google\.|bloglines\.com/(?:citations|search)|"
    r"icerocket\.com/|[?&]q=link(?::|%3a)|[?&]as_lq=",
    re.I,
)
# Where a button leads that shares a page.
SHARING = expression(r"/(?:share|sharer|intent|submit)\b[^?]*\?(?:.*&)?(?:u|url|text|title|status)=", re.I)
_FILE = expression(r"\.(?:zip|tgz|tar|gz|bz2|xz|7z|rar|exe|msi|dmg|pkg|deb|rpm|apk|jar|iso)(?:[?#]|\Z)", re.I)
_ABOUT = expression(r"webmention|track-?back|ping-?back|link-?back", re.I)  # fmt: skip
_LONGEST = 60
_FEW_WORDS = 3
_INITIAL = 2
_SILHOUETTES = frozenset("👤👥🧑👩👨")
_SMALL = ("a", "span", "small", "cite", "em", "strong", "b")


def done_in(text: str) -> str | None:
    """The subtype that a sentence states ("… replied to this"); None where it states none."""
    return next((subtype for subtype, words in _SAID if words.search(text)), None)


def act_in(text: str) -> str | None:
    """The subtype that a text states which says no more than what was done: "favorited this."; or None."""
    for subtype, words in _SAID if len(text) <= _LONGEST else ():
        match = words.match(text)
        if match is not None and ("this" in match[0].lower() or _THIS.fullmatch(text[match.end() :])):
            return subtype
    return None


def doer_of(text: str) -> str | None:
    """Who a short sentence says mentioned, liked or answered this: "Ann Lee mentioned this post"; or None."""
    if len(text) > _LONGEST:
        return None
    for _, words in _SAID:
        match = words.search(text)
        name = _HAS.sub("", text[: match.start()]).strip() if match is not None else ""
        if match is not None and name and _THIS.fullmatch(text[match.end() :]) and _is_somebody(name):
            return name
    return None


def _is_somebody(text: str) -> bool:
    return len(text.split()) <= _WORDS_OF_NAME and _NOBODY.match(text) is None


def named_after(names: Iterable[str]) -> str | None:
    """The subtype that classes or an id name: `webmention-likes`, `icon-repost`; "mention" is said of all
    kinds and counts only where nothing else is said. None where none is."""
    found = [_NAMED[part] for name in names for part in _PART.split(name) if part in _NAMED]
    return next((subtype for subtype in found if subtype != "mention"), found[0] if found else None)


def named_by_classes(node: LexborNode) -> str | None:
    """The subtype that an element's classes name, the same in each process where they name several."""
    return named_after(sorted(classes(node)))


def says_where(text: str) -> bool:
    """Whether words but lead to the link behind them, which mentions this: "Mentioned in"."""
    return _ON.fullmatch(text) is not None


def explains(target: str | None) -> bool:
    """Whether a link leads to the home page of a site by which people send linkbacks, or to its page about
    them, or to a search for links: a list with such a link tells how. Other pages of theirs do mention
    posts; Bridgy's are copies."""
    if _SEARCHING.search(target or ""):
        return True
    if bare_host(target or "") not in _EXPLAINING:
        return False
    _, path, _ = urls.split("http://" + (target or "").rpartition("://")[2])
    last = path.rstrip("/").rpartition("/")[2].lower()
    return not last or _ABOUT.search(last) is not None


def is_file(target: str | None) -> bool:
    """Whether a link leads to a file to download: a list with one is of versions, of attachments."""
    return _FILE.search(target or "") is not None


def parts_of_name(name: str) -> list[str]:
    """The words of a class or an id, as "-" and "_" part them."""
    return [part for part in _PART.split(name) if part]


def page_of(links: list[LexborNode], language: str | None) -> LexborNode | None:
    """Of an entry's links, the one to what was written: called its source, around the date, or the words
    "replied", "original"; else one below the first, which leads to its author, the only one that shows but an
    icon, or one that shows its address. None where nothing tells."""
    for link in links:
        if any(parts_of_name(name)[-1:] == ["source"] for name in classes(link)):
            return link
    for link in links:
        if link.css_first("time, .dt-published") is not None:
            return link
    texts = [(link, text) for link in links if len(text := text_of(link)) <= _LONGEST]
    dated = (link for link, text in texts if read_date(text, language))
    told = (link for link, text in texts if leads_to_it(text) or leads_to_it(fold(attribute(link, "title"))))
    if (named := next(dated, None) or next(told, None)) is not None:
        return named
    author = _bare(links[0]).rstrip("/") + "/" if links else ""
    below = (link for link in links[1:] if _bare(link).startswith(author) and _bare(link) != author)
    return next((link for link in below if text_of(link)), None) or _shown_as_place(links)


def _shown_as_place(links: list[LexborNode]) -> LexborNode | None:
    """Of the links behind the first, the only one that shows but an icon; else one that shows its address."""
    icons = [link for link in links[1:] if not text_of(link) and link.css_first("svg, i") is not None]
    if len(icons) == 1:
        return icons[0]
    return next((link for link in links[1:] if is_address(text_of(link), attribute(link, "href"))), None)


def leads_to_it(text: str) -> bool:
    """Whether a link's words or title only say what was done ("replied"), or that it leads there ("View
    original")."""
    if len(text) > _LONGEST:
        return False
    before = _BEFORE_VERB.match(text)
    begins = {0, before.end() if before else 0, len(text) - len(text.lstrip())}
    verbs = (words.match(text, begin) for _, words in _SAID for begin in begins)
    return _LEADS.match(text) is not None or any(verbs)


def _bare(anchor: LexborNode) -> str:
    """Where a link leads, without scheme and without an archive's prefix."""
    return attribute(anchor, "href").rpartition("://")[2]


def is_face(link: LexborNode) -> bool:
    """Whether a link shows nothing but somebody: a picture, or the initial that stands for one."""
    text = text_of(link)
    if link.css_first("img") is not None:
        return len(text) <= _LONGEST
    stands = text in _SILHOUETTES or (text.isalnum() and len(text) <= _INITIAL)
    return stands and bool(attribute(link, "title") or attribute(link, "aria-label") or _title_within(link))


def _title_within(link: LexborNode) -> str:
    """The title of what stands for a picture within a link: `<i title="Ann">A</i>`."""
    titled = link.css_first("[title]")
    return fold(attribute(titled, "title")) if titled is not None else ""


def face_name(link: LexborNode) -> str | None:
    """Whose face a link shows: what stands for the picture, else the words with it."""
    image = link.css_first("img")
    stated = (attribute(image, "alt"), attribute(image, "title")) if image is not None else ()
    spoken = fold(attribute(link, "aria-label")) if image is None else ""
    told = (*map(fold, stated), fold(attribute(link, "title")), _title_within(link), spoken, text_of(link))
    told += tuple(text_of(node) for node in link.css("span")) if link.child is not link.last_child else ()
    names = [name for text in told if (name := _NAME_DOES.sub("", text)) and done_in(name) is None]
    # "Avatar of NAME" stands for a picture beside the name itself.
    own = (name for name in names if len(name) > _INITIAL and names[0].endswith(f" {name}"))
    return next(own, next(iter(names), None))


def bare_host(target: str) -> str:
    """The host of an address behind an archive's prefix, without "www."; "" where there is none."""
    return urls.host("http://" + target.rpartition("://")[2]).removeprefix("www.") if target else ""


def host_shown(entry: Entry, source: str | None) -> str | None:
    """The host of the citing page, where a small part of the entry is nothing but its name."""
    host = bare_host(source or "")
    for node in entry.tagged(*_SMALL) if host else ():
        text = text_of(node).strip("() @")
        if len(text) <= _LONGEST and text.lower().removeprefix("www.") == host:
            return text
    return None


def host_told(text: str, source: str | None) -> str | None:
    """The host of the citing page, where a text names it as a word: "TITLE (example.org, 3 March)"."""
    host = bare_host(source or "")
    words = (word.strip(".,;:()[]–—") for word in text.split()) if host else ()
    return next((word for word in words if word.lower().removeprefix("www.") == host), None)


def lone_text(node: LexborNode, language: str | None) -> str | None:
    """The one part of an entry that says more than a name, a date or an act, and links nothing; None where
    there are several."""
    found: list[LexborNode] = []
    for part in node.css("p, div, span"):
        if part.css_first("a, time, abbr, img") is None and not any(_holds(each, part) for each in found):
            words = text_of(part)
            if len(words.split()) > _FEW_WORDS and read_date(words, language) is None:
                found.append(part)
    text = text_of(found[0]) if len(found) == 1 else ""
    return text if text and done_in(text[:_LONGEST]) is None else None


def _holds(node: LexborNode, part: LexborNode) -> bool:
    return any(each.mem_id == node.mem_id for each in ancestors(part))


def is_address(text: str, target: str) -> bool:
    """Whether a link's words are the beginning of its address, shown in place of a title."""
    shown = text.rpartition("://")[2].rstrip("…/").removesuffix("...").lower().removeprefix("www.")
    address = target.rpartition("://")[2].lower().removeprefix("www.")
    return " " not in text and bool(shown) and "." in shown and address.startswith(shown)


def cited_as(entry: Entry) -> str | None:
    """What the plugin's own markup within the entry says that the mention is: `article.h-cite.p-like`."""
    for _, names in entry.classes():
        if "h-cite" in names:
            return "reply" if "p-comment" in names else named_after(sorted(names))
    return None


def cited_within(entry: Entry) -> LexborNode | None:
    """The link to the citing page in an `h-cite` within the entry; its own permalink leads nowhere else."""
    cited = cited_page(entry)
    target = source_of(entry.document, cited)
    away = target is not None and not urls.is_same_host(target, entry.document.url)
    return cited if away else None


def cited_page(entry: Entry) -> LexborNode | None:
    """The link to the citing page, as the webmention plugins' lists have it outside the author's card."""
    cards = [entry.document.span(node) for node in entry.elements[1:] if "h-card" in classes(node)]
    for node in entry.tagged("a"):
        number = entry.document.order(node)
        if "u-url" in classes(node) and not any(start <= number < end for start, end in cards):
            return node
    return None
