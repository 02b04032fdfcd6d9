"""The fields of one item of a list of webmentions that marks up nothing: by its links, and what stands around
them."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import Entry, date_of, words_behind
from crawler.lists.entry_parts import subtype_above
from crawler.markup.document import attribute, classes, fold, text_of
from crawler.mentions.parts import (
    WHEN,
    doer_of,
    done_in,
    face_name,
    host_shown,
    host_told,
    is_address,
    is_face,
    leads_to_it,
    lone_text,
    named_after,
    named_by_classes,
    page_of,
    parts_of_name,
    says_where,
)
from crawler.mentions.places import CONTENT
from crawler.records import Kind, Linkback
from crawler.words.dates import read_date

REACTIONS = frozenset({"like", "repost", "bookmark"})
_NO_NAME = re.compile(
    r"\W*(?:someone|somebody|anonymous|anonym|(?:from|by|via|on|in|at|von|aus|bei|de|par|da|di|van|uit|från|fra))\W*",
    re.I,
)
_PROFILE = re.compile(r"\W*(?:(?:go to|view|visit) )?(?:the )?(?:profile|website|homepage)\W*\Z", re.I)
_SENTENCE = re.compile(r"[!?…:;—–]|\.(?:\W|\Z)")
_ENDS = re.compile(r"""[.!?…]["'”’»)]*\Z""")
_DASHED = re.compile(
    r"(?: ?\([^()\s]{3,60}\))?(?:,? (?P<date>[^-–—]{6,40}?|\d{4}-\d\d-\d\d))? [-–—] (?P<text>.+)\Z"
)
# What stands before the name of who did it: "Reply from", "Mentioned by".
_FROM = re.compile(
    r"\b(?:repl(?:y|ied)|comment(?:ed)?|mention(?:ed)?|response|like[ds]?|repost(?:ed)?|antwort|erwähnung|"
    r"réponse|respuesta|mención|risposta|reactie)\s+(?:from|by|von|de|por|di|van)\W*\Z",
    re.I,
)
_VERBS = {"aime": "like", "gusta": "like", "partage": "repost"}
_LONGEST = 160
_SHORT = 40
_LONGEST_NAME = 60
_FEW_WORDS = 3
_WHO_DID = re.compile(r"\w+ by \S+(?: \S+){0,3}(?: (?:and|&) .{1,40})?\Z")
# A text that stands in quotation marks as a whole: they are the template's.
_QUOTED = re.compile(r"\A[„“«「\"]\s?([^„“”«»「」\"]+?)\s?[“”»」\"]\Z")
# Whom the words behind a title name: "by NAME", "par NAME, le 6 mars".
_BY = re.compile(
    r"\W*\b(?:by|von|par|por|di|door|af|av)\s+(?P<name>[^,;:|–—()]{2,60}?)\s*(?:[,;:|–—(]|\b(?:on|am|le|op|den|il|el|em)\b|\Z)"
)


def mention_of(entry: Entry, links: list[LexborNode], language: str | None) -> Linkback:
    """An item with these links to other sites as a webmention."""
    page = page_of(links, language)
    shown = page if page is not None else _said(links)
    source = entry.document.absolute(attribute(shown, "href"))
    subtype = _subtype(entry, shown)
    title, author = _named(entry, links, shown, subtype, language)
    if (headline := _headline(entry, shown)) and headline != author:
        title, author = headline, author or (None if title and headline in title else title)
    if bold := _bold_behind(entry, shown):
        title, author = bold, author or title
    if (called := _called(entry, "author", "name")) and not is_address(called, attribute(shown, "href")):
        title, author = (None if title == called else title), called
    author = author or _signature(entry)
    italic = next(iter(entry.tagged("i", "em")), None) if bold else None
    excerpt = entry.text_of(italic) if italic is not None else _excerpt(entry, shown, author, language)
    excerpt = _QUOTED.sub(r"\1", excerpt) if excerpt else None
    return Linkback(
        kind=Kind.WEBMENTION,
        subtype=subtype,
        source=source,
        title=title,
        site=host_shown(entry, source) or host_told(words_of(entry, shown)[:_LONGEST], source),
        excerpt=None if excerpt == title else excerpt,
        author=author,
        published=_published(entry, links[0], shown, language),
        position=entry.start,
    )


def _named(
    entry: Entry, links: list[LexborNode], shown: LexborNode, subtype: str | None, language: str | None
) -> tuple[str | None, str | None]:
    """Title and author: the words of the mention's link, unless they say only when or what was done, and
    those of the link before it, or the name behind "by"; the name alone of "NAME mentioned this"."""
    text = text_of(shown)
    if (doer := doer_of(text)) is not None:
        return None, doer
    if (doer := _bold_doer(shown, text)) is not None:
        return None, doer
    href = attribute(shown, "href")
    if text != href and text.endswith(href):  # "NAME — ADDRESS"
        return None, text.removesuffix(href).strip(" -–—|:") or None
    said = any(map(str.isalnum, text)) and not read_date(text, language) and not leads_to_it(text)
    said = said and named_after([text.lower()]) is None
    says = said and not is_address(text, attribute(shown, "href")) and shown.css_first("time") is None
    if shown is not links[0]:
        author = _name(links, shown) or _before(entry, shown)
        return (text if says and text != author else None), author
    before = entry.text().partition(text)[0] if says else ""
    if says_where(before) and not _FROM.search(before):
        behind = _BY.match(words_of(entry, shown).removeprefix(before))
        return text, behind["name"].rstrip(". ") if behind is not None else None
    if says and (subtype in REACTIONS or done_in(words_of(entry, shown, *entry.tagged("blockquote")))):
        return None, text
    if says and _FROM.search(before):
        return None, text
    behind = _BY.match(words_of(entry, shown)) if says else None
    if behind is not None:
        signed = (name for link in links if (name := text_of(link)) and behind["name"].startswith(f"{name} "))
        return text, next(signed, behind["name"])
    _, path, query = urls.split(href)
    if says and not path.strip("/") and not query and entry.tagged("time"):
        return None, text  # a home page is somebody's, and what was written has a date
    quoted = shown.parent is not None and shown.parent.tag == "cite" and entry.tagged("q", "blockquote")
    if is_face(shown) or (says and quoted):
        return None, face_name(shown)
    return (text if says else None), (None if says else _before(entry, shown))


def _bold_doer(shown: LexborNode, text: str) -> str | None:
    """Who a link names in a part that it begins with, before the part that says what was done."""
    parts = [text_of(node) for node in shown.css("span, strong, b")][:2]
    if len(parts) < 2 or not text.startswith(parts[0]) or not 0 < len(parts[0]) <= _SHORT:
        return None
    return parts[0] if leads_to_it(parts[1]) and done_in(parts[1]) and not done_in(parts[0]) else None


def _called(entry: Entry, *ending: str) -> str | None:
    """What the item calls something by the end of a class: its author's name in `.mention-author-name`."""
    numbers = (
        number
        for number, names in entry.classes()
        if any(tuple(parts_of_name(name)[-len(ending) :]) == ending for name in names)
    )
    return next((entry.text_of(entry.document.elements[number]) for number in numbers), None)


def _signature(entry: Entry) -> str | None:
    """What stands in the part that is called the author, where that is but a name."""
    text = _called(entry, "author")
    if not text or len(text) > _SHORT or "." in text.strip("."):
        return None  # a sentence, or a host
    return None if done_in(text) or read_date(text) else text


def _headline(entry: Entry, shown: LexborNode) -> str | None:
    """What the item calls its title, unless that is its link's line, or says what was done."""
    text = _called(entry, "title")
    return text if text and text != text_of(shown) and done_in(text) is None else None


def _bold_behind(entry: Entry, shown: LexborNode) -> str | None:
    """The title of an item that is but a link, bold words and, in italics, what is written there."""
    parts = [node.tag for node in entry.node.iter()]
    if parts not in (["a", "b"], ["a", "b", "i"], ["a", "strong"], ["a", "strong", "em"]):
        return None
    parent = shown.parent
    beside = parent is not None and parent.mem_id == entry.node.mem_id
    text = entry.text_of(entry.tagged("b", "strong")[0]) if beside else ""
    return text if text and done_in(text) is None and text != text_of(shown) else None


def _before(entry: Entry, shown: LexborNode) -> str | None:
    """The name before the only link of an item: "NAME <a>replied to</a> this", or that of a heading."""
    heading = next(iter(entry.tagged("h1", "h2", "h3", "h4", "h5", "h6", "strong", "b")), None)
    if heading is not None and entry.document.order(heading) < entry.document.order(shown):
        words = text_of(heading)
    else:
        link = text_of(shown)
        words = entry.text().partition(link)[0].strip() if link else ""
    if not 0 < len(words) <= _LONGEST_NAME or _NO_NAME.fullmatch(words) or done_in(words):
        return None
    return None if _SENTENCE.search(words) else words


def _name(links: list[LexborNode], shown: LexborNode) -> str | None:
    """What the first link that is not the mention's says, or whose face it shows."""
    names = (text_of(link) or face_name(link) for link in links if link is not shown)
    return next((name for name in names if name and not leads_to_it(name) and not _PROFILE.match(name)), None)


def _content_part(entry: Entry) -> LexborNode | None:
    """The part of the item that is called its text: `.webmention-content`, `.comment__text`; of one that
    holds the date or another such part as well, the part of it that is."""
    document = entry.document
    first = document.order(next(iter(entry.links()), entry.node))
    called = [number for number, names in entry.classes() if any(map(CONTENT.match, names))]
    parts = [number for number in called if not number <= first < document.end(number)]
    for number, further in zip(parts, (*parts[1:], len(document.elements)), strict=False):
        if further >= document.end(number) and not document.within(document.elements[number], "time"):
            return document.elements[number]
    return document.elements[parts[0]] if parts else None


def _excerpt(entry: Entry, shown: LexborNode, author: str | None, language: str | None) -> str | None:
    """What the item quotes: its text by name, else its paragraphs without the one that is the author."""
    quoted = (each for each in entry.tagged("q", "blockquote") if each.mem_id != entry.node.mem_id)
    part = _content_part(entry) or next(quoted, None)
    if part is not None and _says_act(entry, part, shown):
        return None
    text = (
        entry.text_of(part, *entry.tagged("cite"), *_signed(entry), *_dates_in(entry, part, language))
        if part is not None
        else words_behind(entry, shown, language)
        or _behind_colon(entry, shown, language)
        or _behind_dash(entry, shown, language)
        or _before_source(entry, shown)
        or _last_block(entry, shown, language)
        or _small_print(entry, shown, language)
        or lone_text(entry.node, language)
    )
    if text and leads_to_it(text) and read_date(text, language) is not None:
        return None  # "replied on 3 May"
    text = _without_when(text, shown) if text else text
    for stated in map(text_of, entry.tagged("time")) if text else ():
        if text and stated and text.startswith(stated):
            text = text.removeprefix(stated).lstrip(" -–—·:") or None
    return (text.removeprefix(f"{author} ") if text != author else None) if text and author else text


def _without_when(text: str, shown: LexborNode) -> str | None:
    """A text without the "- 2 days ago" that stands right behind the link and that it begins with."""
    behind = shown.next
    words = fold(behind.text_content or "") if behind is not None and behind.is_text_node else ""
    told = WHEN.fullmatch(words)
    before, _, after = text.partition(told["when"]) if told is not None else (text, "", "")
    return text if told is None or any(map(str.isalnum, before)) else after.lstrip(" -–—·") or None


def _says_act(entry: Entry, part: LexborNode, shown: LexborNode) -> bool:
    """Whether a part that holds the link to the page says beside its links but what was done."""
    start, end = entry.document.span(part)
    held = start <= entry.document.order(shown) < end
    return held and leads_to_it(entry.text_of(part, *entry.tagged("a", "time"), *_signed(entry)))


def _dates_in(entry: Entry, part: LexborNode, language: str | None) -> list[LexborNode]:
    """The small parts that a text begins with and that say but when it was written."""
    text = entry.text_of(part)
    small = (node for node in entry.tagged("span", "time", "small") if 0 < len(text_of(node)) <= _SHORT)
    return [node for node in small if text.startswith(text_of(node)) and read_date(text_of(node), language)]


def _signed(entry: Entry) -> list[LexborNode]:
    """The headings of an entry that are links: who wrote it, or where."""
    headings = entry.tagged("h2", "h3", "h4", "h5", "h6")
    return [node for node in headings if next(entry.document.linked_within(node), None) is not None]


def _behind_colon(entry: Entry, shown: LexborNode, language: str | None) -> str | None:
    """The bare text behind "Mentioned on LINK:", or "LINK on DATE:"."""
    words = text_of(shown)
    behind = entry.text().partition(words)[2].lstrip() if words else ""
    before, colon, text = behind.partition(":" if behind.startswith(":") else ": ")
    dated = not before or (len(before) <= _LONGEST_NAME and read_date(before, language) is not None)
    return text.strip() or None if colon and dated else None


def _behind_dash(entry: Entry, shown: LexborNode, language: str | None) -> str | None:
    """The bare text behind "NAME (SITE), DATE - "; without a date only where it is a sentence, no site."""
    words = text_of(shown)
    match = _DASHED.match(entry.text().partition(words)[2]) if words else None
    if match is None or not (match["date"] or _ENDS.search(match["text"])):
        return None
    dated = not match["date"] or read_date(match["date"], language) is not None
    return match["text"] if dated and len(match["text"].split()) > _FEW_WORDS else None


def _small_print(entry: Entry, shown: LexborNode, language: str | None) -> str | None:
    """The sentence that an item prints small behind its link, and that neither dates nor links it."""
    behind = (
        node for node in entry.tagged("small") if entry.document.order(node) > entry.document.order(shown)
    )
    for node in behind:
        text = entry.text_of(node)
        plain = not entry.document.within(node, "a", "time") and read_date(text, language) is None
        if plain and _ENDS.search(text) and len(text.split()) > _FEW_WORDS and not _WHO_DID.match(text):
            return text
    return None


def _before_source(entry: Entry, shown: LexborNode) -> str | None:
    """The words of a paragraph, or of the part called the text, before a link that but leads to the page:
    "TEXT <a>source</a>"."""
    paragraph = shown.parent
    called = paragraph is not None and any(map(CONTENT.match, classes(paragraph)))
    if paragraph is None or not (paragraph.tag == "p" or called) or not leads_to_it(text_of(shown)):
        return None
    text = entry.text_of(paragraph, shown)
    return text if len(text.split()) > _FEW_WORDS and text_of(paragraph).startswith(text) else None


def _last_block(entry: Entry, shown: LexborNode, language: str | None) -> str | None:
    """The text of the block that ends an item behind its link or `time` and has no name, as components print
    it; a date beside the link is none."""
    times = entry.tagged("time")
    blocks = entry.tagged("div", "span") if times else entry.tagged("div")
    if len(blocks) > 1 and leads_to_it(text_of(blocks[-1])):
        blocks = blocks[:-1]  # the last one but links the page
    order = entry.document.order
    behind = times[-1] if times else shown
    if not blocks or order(blocks[-1]) < order(behind) or entry.document.within(blocks[-1], "a", "time"):
        return None
    text = entry.text_of(blocks[-1])
    dated = not times and read_date(text, language) is not None
    told = dated or _WHO_DID.match(text) is not None
    return text if len(text.split()) > _FEW_WORDS and not told else None


def words_of(entry: Entry, *without: LexborNode | None) -> str:
    """The item's text, that of the `dd` behind a `dt` included, without some of its parts."""
    behind = [node for node in entry.tagged("dd") if entry.node.tag == "dt"]
    return " ".join([entry.text(*without), *(entry.text_of(node, *without) for node in behind)])


def _subtype(entry: Entry, shown: LexborNode) -> str | None:
    """What the item's classes say, or the heading above its list, or the words that say what was done."""
    named = named_by_classes(entry.node)
    headed = subtype_above(entry.node.parent, alone=True) if entry.node.parent is not None else None
    headed = headed or subtype_above(entry.node, alone=True)
    if named not in (None, "mention"):
        return named
    if headed in REACTIONS:
        return headed
    part = _content_part(entry)
    text = part if part is not None and not _says_act(entry, part, shown) else None
    # "mention" is said of all kinds; beside its links an item says little but what was done.
    beside = words_of(entry, *entry.tagged("a", "time", "blockquote"), text)
    act = done_in(beside) if len(beside) <= _SHORT and leads_to_it(beside) else None
    if act or named:
        return act or named
    noun = named_after([text_of(shown).lower()]) or _lone_act(entry, shown)
    return noun or done_in(words_of(entry, *entry.tagged("blockquote"), text)[:_LONGEST]) or headed


def _lone_act(entry: Entry, shown: LexborNode) -> str | None:
    """What the one word says that an item has beside a face and the name of its owner: "ANN repost"."""
    name = face_name(shown) if is_face(shown) else None
    words = words_of(entry, *entry.tagged("a", "time")).strip() if name else ""
    verb = words.removeprefix(name or "").strip().lower()
    return (
        _VERBS.get(verb) or named_after([verb])
        if name and words.startswith(name) and verb.isalpha()
        else None
    )


def _published(entry: Entry, first: LexborNode, shown: LexborNode, language: str | None) -> str | None:
    """When: the item's `time` or line of metadata, the words of its link, a short text behind it."""
    found = date_of(entry, first, language) or read_date(text_of(shown), language)
    if found is None:
        small = (
            text for node in entry.tagged("footer", "span") if len(text := entry.text_of(node)) <= _SHORT
        )
        found = next(filter(None, (read_date(text, language) for text in small)), None)
    behind = words_of(entry, first, shown)
    return found or (read_date(behind, language) if len(behind) <= _LONGEST else None)


def _said(links: list[LexborNode]) -> LexborNode:
    """The first link, or the later one to the same page that has words where the first is a picture."""
    same = (a for a in links if attribute(a, "href") == attribute(links[0], "href") and text_of(a))
    return next(same, links[0])
