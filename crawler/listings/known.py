"""Known (idno): the annotations of a post, `.idno-annotation` with the page that made each in the last line.

Likes, reshares, mentions, RSVPs and replies (the latter `u-comment h-cite` since 2014). A reply that was
typed into the site's own form has its page on this site, and is a comment.
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import Entry, entries
from crawler.lists.page_language import language_of
from crawler.markup.document import Document, attribute, classes, text_of
from crawler.mentions.parts import done_in, host_shown
from crawler.records import Kind, Linkback
from crawler.words.dates import read_date

MARKS: tuple[str, ...] = (".idno-annotation",)

_LONGEST = 40
_CONTENT = ("e-content", "p-content", "idno-annotation-text")
_REACTIONS = frozenset({"like", "repost", "bookmark", "rsvp"})
_SAID = (("liked", "like"), ("reshared", "repost"), ("shared", "repost"), ("bookmarked", "bookmark"))


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """One linkback for each annotation whose page is elsewhere."""
    nodes = document.marked(*MARKS)
    language = language_of(document)
    for entry in entries(document, nodes, nodes):
        page = _page(entry, language)
        source = document.absolute(attribute(page, "href")) if page is not None else None
        if page is not None and source and not urls.is_same_host(source, url):
            yield _linkback(entry, page, source, language)


def _page(entry: Entry, language: str | None) -> LexborNode | None:
    """The link around the date, in the entry's last line."""
    lines = [node for node in entry.elements if node.tag == "small" or "idno-entry-meta" in classes(node)]
    links = (a for line in lines[-1:] for a in line.css("a[href]"))
    return next((a for a in links if len(text := text_of(a)) < _LONGEST and read_date(text, language)), None)


def _linkback(entry: Entry, page: LexborNode, source: str, language: str | None) -> Linkback:
    links = [a for a in entry.tagged("a") if attribute(a, "href") == attribute(page, "href") and a != page]
    said = next((text for a in links if (text := text_of(a))), "")
    subtype = next((subtype for word, subtype in _SAID if said.lower().startswith(word)), None)
    subtype = subtype or (None if _is_quoted(entry) else _done(entry))
    words = _words(entry) if subtype not in _REACTIONS else None
    time = page.css_first("time[datetime]")
    stated = attribute(time, "datetime") if time is not None else ""
    named = subtype in (None, "mention") and not words and said.lower() != urls.host(source)
    return Linkback(
        kind=Kind.WEBMENTION,
        subtype=subtype or ("reply" if words else "mention"),
        source=source,
        title=said if named and said != source else None,
        site=host_shown(entry, source),
        excerpt=words,
        author=_author(entry, page),
        published=read_date(stated or text_of(page), language),
        position=entry.start,
    )


def _is_quoted(entry: Entry) -> bool:
    """Whether the entry marks what was said."""
    return entry.find(*_CONTENT) is not None


def _done(entry: Entry) -> str | None:
    """What the words around the author's name say: "NAME liked this post", "NAME RSVPed Yes"."""
    lines = (node for node in entry.tagged("p", "span") if node.css_first("small") is None)
    said = (done_in(entry.text_of(node, *entry.tagged("a"))) for node in lines if node.css_first("a"))
    return next(filter(None, said), None)


def _words(entry: Entry) -> str | None:
    """What a reply says: the part that is marked so, in older versions the paragraphs without a link."""
    content = entry.find(*_CONTENT)
    if content is not None:
        return entry.text_of(content) or None
    plain = [node for node in entry.tagged("p") if node.css_first("a, img, small") is None]
    return " ".join(filter(None, map(entry.text_of, plain))) or None


def _author(entry: Entry, page: LexborNode) -> str | None:
    """The first name that leads elsewhere than to the annotation's page: in its last line, else at all."""
    target = attribute(page, "href")
    line = entry.document.span(page.parent)[0] if page.parent is not None else 0
    links = entry.tagged("a")
    for node in sorted(links, key=lambda each: entry.document.order(each) < line):
        if "u-photo" not in classes(node) and attribute(node, "href") != target and (name := text_of(node)):
            return name
    return None
