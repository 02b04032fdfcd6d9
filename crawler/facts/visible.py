"""A post's facts as a reader sees them: headings, date lines and by-lines of pages that mark up nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from typing import Any

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.facts.entry import machine_date
from crawler.facts.head import Head
from crawler.facts.teasers import in_teaser
from crawler.facts.topics import read_topics
from crawler.markup.dates import read_date
from crawler.markup.document import Document, attribute, fold
from crawler.markup.entries import language_of
from crawler.markup.labels import read_heading
from crawler.markup.links import Anchor, in_region
from crawler.records import Region

_HEADINGS = ("h1", "h2", "h3", "h4")
_TITLE_MARKS = (
    ".title", ".etitle", ".entry-title", ".post-title", ".entrytitle", ".itemtitlestyle", ".weblogtitle",
)  # fmt: skip
# What heads a listing below the post, and is no post's title unless the page's own title says so.
_LISTING = re.compile(
    r"\W*(?:\d+\s*)?(?:reader |user )?(?:comments?|responses?|replies|kommentare?|commentaires?|comentarios|"
    r"commenti|reacties|コメント|迴響|評論|评论|댓글|комментарии|post a comment|"
    r"leave a (?:reply|comment))\W*\d*\W*",
    re.I,
)
_BYLINES = (
    ".posted", ".byline", ".entry-meta", ".post-meta", ".postmeta", ".postmetadata", ".postinfo",
    ".post-info", ".meta",
    ".entry-footer", ".post-footer", ".dateline", ".date", ".dates", ".timestamp", ".entry-date",
    ".post-date", ".postdate",
    ".entry-footer-info", ".date-header", ".published", ".itemdate", ".post_date", ".entry_date",
    ".dateposted", ".metadata",
    ".entry-header", ".post-header", ".post-details", ".entry-info", ".articledate", ".article-date",
    ".post-byline",
    ".serendipity_date", ".serendipity_entryfooter", ".day-date", ".post-info-co", ".post-author",
    ".credit", ".submitted",
    ".entry-published", ".post_info", ".author", ".contentinfo", ".posted-on", ".article-meta",
    ".asset-meta", ".meta-wrapper",
    ".entry_footer",
    ".itemfooterstyle", ".entryinformation", ".entryfooter", ".journal-entry-tag", ".lessdate", ".under_p",
)  # fmt: skip
_STOP = (
    r"(?=\s*(?:$|[|·•—–/(\[<:,;]|\s(?:at|on|in|am|um|the|le|el|il|a las|à|em|en|dans|vom|op|unter|filed|"
    r"posted|published|with|no comments|comments?|permalink|and filed|under|\S+\s\d{1,2}(?:st|nd|rd|"
    r"th)?,)(?:\s|$)|\s\d)"
    r"|(?<=[^\W\d_]{2})\.(?:\s|$))"
)
_NAME = r"(?P<name>(?!(?:the|a|an|this|that|der|die|das|la|le|el)\s)[^\W\d_][^|<>\n]{0,60}?)"
_WROTE = (
    r"(?:posted|written|published|submitted|geschrieben|veröffentlicht|verfasst|eingestellt|publié|rédigé|"
    r"escrito|publicado|postado|pubblicato|scritto|geplaatst|gepost|skrevet)"
)
_WRITING = re.compile(rf"\b{_WROTE}\b|\b(?:by|von|par|por|filed|updated)\b", re.I)
_SHORTEST_SENTENCE = 30
_BEFORE_NAME = r"\s+(?:by|von|par|por|da|door|av|af)\s*:?\s+"
_AUTHOR_WORD = r"(?:投稿者|投稿|作者|著者|筆者|автор|posted by|author|autor|auteur|autore)\s*[::]?\s*"
_BY = (
    re.compile(r"(?:^|\s)由\s*(?P<name>[^\s|]{1,40}?)\s*(?:發表|发表|發佈|发布|張貼|张贴|撰写|撰寫|[于於])"),
    re.compile(_WROTE + _BEFORE_NAME + _NAME + _STOP, re.I),
    re.compile(_AUTHOR_WORD + _NAME + _STOP, re.I),
    re.compile(r"(?:^|[\s|·•(])(?:by|von|par|por|di|door)\s+" + _NAME + _STOP, re.I),
    # WordPress 1.5: "Filed under: A — NAME @ 10:12 am"
    re.compile(r"[—–]\s(?P<name>[^\W\d_][^|<>@\n—–]{1,40}?)\s@\s\d{1,2}[:.h]\d\d"),
)
_ANYWHERE = re.compile(
    r"(?:posted|written|published)\s+(?:by\s+.{1,80}?\s(?:at|on)|on)\s.{6,40}", re.I | re.S
)
_URL_DATE = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/(0[1-9]|[12]\d|3[01])(?:/|$)")
_TAG_LINK = re.compile(r"/tags?[/_-]|[?&]tag=|action=tags", re.I)
_WORD = re.compile(r"\W+")
_DIGITS = re.compile(r"(?:\d\D*){3}")
_JOINTS = " |:»«·•—–>~-\t"
_MOST_HEADINGS = 120
_LONGEST_BYLINE = 300
_DAY = len("2006-03-14")


def read_visible(
    document: Document, head: Head, anchors: list[Anchor], site_title: str, known_title: str, begin: int = -1
) -> dict[str, Any]:
    """Fields that the page shows; only those that are there. `known_title` is the title, where the page's
    markup has given it already: then it only serves to find the place. What stands from the element `begin`
    on, that of the first linkback, says nothing of the post."""
    headings = _headings(document)
    above = [each for each in headings if begin < 0 or document.span(each[0])[1] <= begin]
    title_node, title = _title(document, above or headings, head, site_title, known_title)
    lines = list(_lines(document, title_node))
    if begin >= 0 and (title_node is None or document.order(title_node) < begin):
        lines = [line for line in lines if document.end(document.order(line[0])) <= begin]
        headings = [each for each in headings if document.order(each[0]) < begin]
    fields: dict[str, Any] = {
        "title": title,
        "author": _author(lines),
        "published": _published(document, headings, lines, title_node),
    }
    topics = read_topics(document, anchors, lines)
    fields["tags"] = [link.text for link in topics]
    fields["categories"] = [link.text for link in topics if not _TAG_LINK.search(link.url)]
    return {name: value for name, value in fields.items() if value}


def title_from_head(head: Head, site_title: str) -> str:
    """<title> or og:title without the site's name and what joins the two."""
    return without_site(
        head.first("og:title", "twitter:title") or head.title, site_title or head.first("og:site_name")
    )


def without_site(title: str, site_title: str) -> str:
    """A title without the site's name before or behind it; the whole title where nothing would be left."""
    lower, name = title.lower(), site_title.lower()
    if not name or name not in lower or len(lower) != len(title):
        return title
    if lower.rstrip(" )").endswith(name):
        short = title[: lower.rindex(name)].rstrip(" (")
        kept = short.rstrip(_JOINTS)
    elif lower.lstrip(" (").startswith(name):
        short = title[lower.index(name) + len(name) :].lstrip(" )")
        kept = short.lstrip(_JOINTS)
    else:
        return title
    # Without a joint the name is part of the title: "Life in Example Town" on Example Town.
    return kept.strip() if kept != short and kept.strip() else title


def _headings(document: Document) -> list[tuple[LexborNode, str]]:
    numbers = document.tags(*_HEADINGS)[:_MOST_HEADINGS]
    if named := document.numbers(*_TITLE_MARKS)[:_MOST_HEADINGS]:
        numbers = sorted({*numbers, *named})
    nodes = map(document.elements.__getitem__, numbers)
    found = ((node, fold(node.text()[:1200])) for node in nodes)
    return [(node, text) for node, text in found if 0 < len(text) <= 300]


def _title(
    document: Document, headings: list[tuple[LexborNode, str]], head: Head, site_title: str, known: str
) -> tuple[LexborNode | None, str]:
    """The heading that is the post's title, and its text; nothing where no heading is."""
    named = _key(known) or f" {_key(head.title)} | {_key(head.first('og:title'))} "
    site = _key(site_title)
    inside = [
        (node, text) for node, text in headings
        if (key := _key(text)) and key in named and key != site and _may_be_title(document, node)
    ]  # fmt: skip
    if inside:
        return max(inside, key=lambda each: len(each[1]))
    if known:
        return None, ""
    return _unnamed(document, headings, site)


def _unnamed(
    document: Document, headings: list[tuple[LexborNode, str]], site: str
) -> tuple[LexborNode | None, str]:
    """The title where the page's own title does not hold it: the heading that follows a date, or the first
    that links to the post, or that is called a title, or the first at all."""
    usable = [
        (n, t) for n, t in headings
        if _key(t) != site and not _heads_listing(t) and _may_be_title(document, n)
    ]  # fmt: skip
    ranks: list[list[tuple[LexborNode, str]]] = [
        [b for a, b in pairwise(headings) if _is_date(a[1]) and not _is_date(b[1]) and b in usable],
        [(n, t) for n, t in usable if _holds_bookmark(document, n)],
        [(n, t) for n, t in usable if "title" in attribute(n, "class").lower() and not _is_date(t)],
        [(n, t) for n, t in usable if n.tag in ("h1", "h2", "h3") and not _is_date(t)],
    ]
    return next((rank[0] for rank in ranks if rank), (None, ""))


def _holds_bookmark(document: Document, node: LexborNode) -> bool:
    links = (document.attributes[number] for number in document.within(node, "a"))
    return any("bookmark" in (held.get("rel") or "").split() for held in links)


def _heads_listing(text: str) -> bool:
    return _LISTING.fullmatch(text) is not None or read_heading(text) is not None


def _key(text: str) -> str:
    return _WORD.sub(" ", text.lower()).strip()


def _may_be_title(document: Document, node: LexborNode) -> bool:
    """Whether the heading stands in the content and does not lead to the blog's home page."""
    inside = next(document.linked_within(node), None)
    link = document.elements[inside] if inside is not None else node.parent
    if link is not None and link.tag == "a" and leads_home(document, attribute(link, "href")):
        return False
    return in_region(document, node) is Region.CONTENT


def leads_home(document: Document, href: str) -> bool:
    """Whether a link leads to a folder above the page: the blog's home page, not the page itself."""
    target = document.absolute(href)
    if not target or "?" in target:
        return False
    host, ours, query = urls.split(document.url)
    its_host, its, _ = urls.split(target)
    path = its.rstrip("/").removesuffix("/index.html").removesuffix("/index.php") + "/"
    if host.removeprefix("www.") != its_host.removeprefix("www."):
        return False
    return ours.startswith(path) and (bool(query) or ours.rstrip("/") != path.rstrip("/"))


def _is_date(text: str) -> bool:
    return len(text) <= 40 and _DIGITS.search(text) is not None and read_date(text) is not None


def _lines(document: Document, title: LexborNode | None) -> Iterator[tuple[LexborNode, str]]:
    """Date lines and by-lines of the post with their text: named ones, and short ones beside the title."""
    beside = list(_beside(document, title)) if title is not None else []
    named = _from_title(document, document.marked(*_BYLINES), title)
    for place, node in enumerate(beside + named):
        text = _separated(node)
        if 0 < len(text) <= 600 and not (place < len(beside) and _is_prose(node, text)):
            yield node, text


def _is_prose(node: LexborNode, text: str) -> bool:
    """Whether a paragraph beside the title is the first of the post: a sentence that tells of no writing."""
    if node.tag != "p" or len(text) < _SHORTEST_SENTENCE or "class" in node.attributes:
        return False
    return text[-1] in ".!?…" and _WRITING.search(text) is None and not text[0].isdigit()


def _separated(node: LexborNode) -> str:
    """Text of an element, its parts kept apart: "By <a>A</a><span>May 1</span>" is no "AMay"."""
    return fold(node.text(separator=" ")[:1000]).replace(" ,", ",").replace(" .", ".")


def _from_title(document: Document, nodes: list[LexborNode], title: LexborNode | None) -> list[LexborNode]:
    """Those of the first 80 that stand in the content, from shortly before the title on."""
    start = document.order(title) - 12 if title is not None else 0
    kept = [node for node in nodes if document.order(node) >= start][:80]
    inside = [node for node in kept if in_region(document, node) is Region.CONTENT]
    return [node for node in inside if not in_teaser(document, document.order(node))]


def _beside(document: Document, title: LexborNode) -> Iterator[LexborNode]:
    """Short elements right after, then right before, the title or what wraps it alone."""
    for start in (title, title.parent):
        if start is None or start.tag in ("body", "html"):
            return
        yield from _siblings(document, start, forward=True)
        yield from _siblings(document, start, forward=False)


def _is_comments(document: Document, node: LexborNode) -> bool:
    named = "comment" in attribute(node, "class").lower()
    return named and any(True for _ in document.linked_within(node))


def _siblings(document: Document, node: LexborNode, *, forward: bool) -> Iterator[LexborNode]:
    here = node.next if forward else node.prev
    seen = 0
    while here is not None and seen < 8:
        seen += 1
        if here.is_element_node and here.tag in (
            "small",
            "p",
            "div",
            "span",
            "em",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "time",
            "abbr",
            "ul",
        ):
            if (
                in_region(document, here) is not Region.CONTENT
                or _is_longer(here, 260)
                or _is_comments(document, here)
            ):
                return
            if _holds_posts(document, here):
                return
            yield here
        here = here.next if forward else here.prev


def _is_longer(node: LexborNode, length: int) -> bool:
    """Whether an element's text has more characters: that of the post itself need not be read to its end."""
    for each in node.traverse(include_text=True):
        if each.is_text_node and (length := length - len(each.text_content or "")) < 0:
            return True
    return False


def _holds_posts(document: Document, node: LexborNode) -> bool:
    """Whether an element is a list of other posts, as block themes show them below a post."""
    start, end = document.span(node)
    return any(start < number < end for number in document.numbers(".wp-block-post"))


def _published(
    document: Document,
    headings: list[tuple[LexborNode, str]],
    lines: list[tuple[LexborNode, str]],
    title: LexborNode | None,
) -> str:
    dates: list[str] = []
    # A date header says the day, in figures that may be read in two ways; a by-line says the time as well.
    for date in islice(_shown_dates(document, headings, lines), 4):
        dates.append(date)
        if len(date) > _DAY and date[:_DAY] == dates[0][:_DAY]:
            return date
    dates = [date for date in dates if len(date) > _DAY] or dates
    if not dates and (match := _ANYWHERE.search(_body_text(document))):
        dates = list(filter(None, [read_date(match[0])]))
    if not dates and (in_url := _URL_DATE.search(document.url)):
        dates = ["-".join(in_url.groups())]
    if not dates and (language := language_of(document)):
        # Figures that only the page's language tells apart: "03/04/2006".
        dates = [found for _, text in lines if (found := read_date(text, language))]
    return dates[0] if dates else ""


def _shown_dates(
    document: Document, headings: list[tuple[LexborNode, str]], lines: list[tuple[LexborNode, str]]
) -> Iterator[str]:
    """The dates of the post's lines, then that of the first heading that is one."""
    found = (machine_date(document, node) or read_date(text) for node, text in lines)
    yield from filter(None, found)
    yield from islice((date for _, text in headings if _is_date(text) and (date := read_date(text))), 1)


def _body_text(document: Document) -> str:
    body = document.tree.body
    return (
        fold(body.text(separator=" ")[:200_000])
        if body is not None and document.has("posted by", "written by", "posted on", "published on")
        else ""
    )


def _author(lines: Iterable[tuple[LexborNode, str]]) -> str:
    texts = [text for _, text in lines if len(text) <= _LONGEST_BYLINE]
    for pattern in _BY:
        for text in texts:
            if (match := pattern.search(text)) and len(match["name"].strip()) > 1:
                return match["name"].strip(" -–—.,|[]")
    return ""
