"""WordPress 2.7 and later, WordPress.com: entries that `comment_class()` marks as pingback or trackback.

Themes from Kubrick's successors to Twenty Twenty-Five print short pings ("Pingback: TITLE"), whole comments
("SITE says: [...] text [...]") or blocks (`wp-block-comment-author-name`); the class states the kind whatever
the text says, because many themes print "Pingback:" for both. Comment types that the webmention plugins store
("webmention", "mention", "like", "repost" …) come through the same function. Recent-comments widgets carry
none of these classes. Zinnia 0.20 (Django) prints the same classes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import replace

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.comments.classes import (
    COMMENT_ID,
    OWN_TYPES,
    believed_kind,
    is_typed_comment,
    kind_by_class,
)
from crawler.comments.words import BODY, body_of
from crawler.lists.entries import Entry, date_of, entries, in_margin
from crawler.lists.entry_parts import is_name, signed_by_host, source_of
from crawler.lists.headed_lists import counted_lists
from crawler.lists.list_items import kind_beside, settled
from crawler.lists.page_language import language_of
from crawler.lists.tools import is_tool
from crawler.markup.document import Document, attribute, classes, text_of
from crawler.markup.kin import element_before, next_element
from crawler.mentions.fields import REACTIONS
from crawler.mentions.parts import act_in, cited_as, cited_within, host_shown
from crawler.records import Kind, Linkback
from crawler.words.dated import parted_date
from crawler.words.labels import without_label

_CLASSES = (
    ".pingback", ".trackback", ".webmention", ".mention", ".like", ".repost", ".bookmark",
    *sorted(f".{name}" for name in OWN_TYPES),
)  # fmt: skip

# Typecho, whose lists are made alike, has the type in the id: `li#pingback-12.comment-parent`.
_TYPED = ("#pingback-", "#trackback-")

MARKS = (*_CLASSES, *_TYPED, ".comment")

_ANSWERS = tuple(f".depth-{n}" for n in range(2, 11))
_AUTHOR = (
    "fn", "p-author", "wp-block-comment-author-name", "comment-author", "comment-author-name",
    "comment_author",
    "commentauthor", "author", "comment-author-link", "social-comment-author", "author-name",
)  # fmt: skip
_EDIT = re.compile(
    r"\s*[\(\[（|]?\s*(?:edit|bearbeiten|modifier|editar|modifica|edytuj|bewerken)\s*[\)\]）|]?\s*\Z", re.I
)
_LONGEST_TITLE = 200
_LONGEST_ACT = 40
# How WordPress begins the text that it quotes.
_QUOTED = ("[", "…", "...")
_LABELLED = re.compile(r"[^:：\d|]{2,40}(?::|：|\s-(?=\s))\s*(?P<title>[^:：\s].{0,199})")
_DASHED = re.compile(r"\A\s*[-–—]\s+")
_ADDRESS = re.compile(r"https?://\S+")


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """One linkback for each element of the classes; nested elements of one entry are one."""
    typed = ((node, kind) for node in document.marked(*_CLASSES, *_TYPED) if (kind := kind_by_class(node)))
    listed = ((n, kind) for n, kind in typed if is_typed_comment(n) or not in_margin(document, n))
    kinds = {document.order(node): kind for node, kind in listed if not _is_model(node)}
    counted = {} if kinds else dict(_counted(document))
    kinds.update(counted)
    if not kinds:
        return
    nodes = [document.elements[number] for number in sorted(kinds)]
    nodes = [node for node in nodes if node.tag != "dd" or not _has_term(document, node, kinds)]
    nodes = _once_each(nodes)
    comments = [node for node in document.marked(".comment", ".pingback", ".trackback") if node.tag == "li"]
    answers = [node for node in document.marked(*_ANSWERS) if "comment" in classes(node)]
    language = language_of(document)
    rows: list[Linkback] = []
    for entry in entries(document, nodes, [*document.marked(".children"), *comments, *answers]):
        row = _linkback(_with_text(entry), *believed_kind(entry, kinds), language)
        rows.append(_settled(row, counted[entry.start][0]) if entry.start in counted else row)
    # No person's comment is without words of his own.
    yield from rows if not counted or all(map(_is_kept_by_wordpress, rows)) else ()


def _once_each(nodes: list[LexborNode]) -> list[LexborNode]:
    """The entries without those that themes print twice, among the comments and in a list of pings."""
    ids = [attribute(node, "id") for node in nodes]
    counts = Counter(ids)
    first: dict[object, LexborNode] = {}
    for number, node in zip(ids, nodes, strict=True):
        first.setdefault((number, text_of(node)) if number and counts[number] > 1 else node.mem_id, node)
    return list(first.values())


def _counted(document: Document) -> Iterator[tuple[int, tuple[Kind, str | None]]]:
    """Items without a type of their own, of a list below a heading that states how many linkbacks it holds.

    They are read as trackbacks, whose text may open with a title, and settled afterwards.
    """
    for listing, kind in counted_lists(document):
        for item in listing.iter():
            if "comment" in classes(item) and COMMENT_ID.fullmatch(attribute(item, "id").strip()):
                yield document.order(item), (kind, None)


def _is_kept_by_wordpress(row: Linkback) -> bool:
    """Whether an entry has but words that WordPress keeps of linkbacks: a quote, or a title and a text."""
    return (
        row.excerpt is None or settled(Kind.UNKNOWN, row.excerpt, titled=_is_titled(row)) is not Kind.UNKNOWN
    )


def _is_titled(row: Linkback) -> bool:
    return row.site is not None and row.site != row.title


def _settled(row: Linkback, kind: Kind) -> Linkback:
    kind = settled(kind, row.excerpt, titled=_is_titled(row))
    return replace(row, kind=kind, site=row.site if kind is Kind.TRACKBACK else None)


def _has_term(document: Document, node: LexborNode, kinds: Container[int]) -> bool:
    """Whether the entry begins with the `dt` before this `dd`."""
    before = element_before(node)
    return before is not None and before.tag == "dt" and document.order(before) in kinds


def _with_text(entry: Entry) -> Entry:
    """Thesis: an entry whose `dt` says who and when, and whose `dd` behind it says what."""
    if entry.node.tag != "dt":
        return entry
    behind = next_element(entry.node)
    document = entry.document
    stop = document.span(behind)[1] if behind is not None and behind.tag == "dd" else entry.stop
    return Entry(document, entry.node, entry.start, stop)


def _is_model(node: LexborNode) -> bool:
    """Whether an entry shows what one looks like: its links lead nowhere, as WordPress prints no author's."""
    links = node.css("a[href]")
    return bool(links) and all(attribute(a, "href").strip() == "#" for a in links)


def _linkback(entry: Entry, kind: Kind, subtype: str | None, language: str | None) -> Linkback:
    anchor, name = _anchor(entry)
    if anchor is None and name is None and (line := _line(entry)):
        text, date = parted_date(line, language)
        site = text if kind is Kind.TRACKBACK and is_name(text) else None
        return Linkback(
            kind=kind, subtype=subtype, title=text, site=site, published=date, position=entry.start
        )
    if kind is Kind.UNKNOWN:
        kind = kind_beside(entry, "", language) or Kind.UNKNOWN
    lead, excerpt = body_of(entry, anchor, kind)
    title = _title(entry, name)
    if (quote := entry.find("excerpt")) is not None and _is_within(quote, anchor):
        excerpt, title = text_of(quote), _titled_behind(entry, quote)
    if kind is Kind.WEBMENTION:
        subtype = subtype or cited_as(entry) or act_in(excerpt or "")
    source = source_of(entry.document, anchor) or _told_by_title(anchor or name)
    # WordPress shows none; Byteflow does.
    shown = host_shown(entry, source) if kind is Kind.PINGBACK else None
    host = shown if shown != title else None
    page = _page(entry) if kind is Kind.WEBMENTION else None
    if page is not None:
        return _signed(entry, page, title, subtype, excerpt, date_of(entry, anchor or name, language))
    return Linkback(
        kind=kind,
        subtype=subtype,
        source=source,
        title=lead or (None if subtype in REACTIONS else title),
        # WordPress keeps the blog's name as a trackback's author.
        site=title if lead or (kind is Kind.TRACKBACK and is_name(title)) else host,
        excerpt=None if excerpt == title else excerpt,
        author=title if subtype in REACTIONS else None,
        published=date_of(entry, anchor or name, language),
        position=entry.start,
    )


def _is_within(node: LexborNode, anchor: LexborNode | None) -> bool:
    return anchor is not None and node.parent is not None and node.parent.mem_id == anchor.mem_id


def _titled_behind(entry: Entry, quote: LexborNode) -> str | None:
    """The title of a ping whose link is all that it says: "1[…] text… - TITLE", as Customizr has it."""
    return _DASHED.sub("", entry.text(quote, *entry.tagged("sup")), count=1).strip() or None


def _page(entry: Entry) -> LexborNode | None:
    """The link to a mention's page beside its author: the signature, or the date, which the webmention
    plugin lets lead there."""
    page = signed_by_host(entry.tagged("a")) or cited_within(entry)
    return page or next((a for a in entry.tagged("a") if _is_dated_page(entry, a)), None)


def _is_dated_page(entry: Entry, anchor: LexborNode) -> bool:
    own = "time" in (anchor.parent.tag if anchor.parent is not None else "", *(c.tag for c in anchor.iter()))
    target = source_of(entry.document, anchor) if own else None
    return target is not None and not urls.is_same_host(target, entry.document.url)


def _line(entry: Entry) -> str | None:
    """The title of an entry that is one line without a link, as themes print a ping whose author left no
    address: what stands behind its label, in whatever language, or all of it; None for other entries."""
    if entry.find(*BODY) is not None or len(entry.tagged("p", "blockquote", "time")) > 1:
        return None
    tools = [node for node in entry.tagged("a") if is_tool(entry.document, node)]
    text = _EDIT.sub("", entry.text(*tools)).strip()
    if (match := _LABELLED.fullmatch(text)) is not None:
        return match["title"]
    if len(tools) < len(entry.tagged("a")) or text.startswith(_QUOTED) or len(text) > _LONGEST_TITLE:
        return None
    return text or None


def _signed(
    entry: Entry,
    page: LexborNode,
    author: str | None,
    subtype: str | None,
    excerpt: str | None,
    published: str | None,
) -> Linkback:
    """A mention as the webmention plugin prints it since 5.0: the author says, "@", the page's host."""
    return Linkback(
        kind=Kind.WEBMENTION,
        subtype=subtype,
        source=source_of(entry.document, page),
        site=host_shown(entry, source_of(entry.document, page)),
        excerpt=_quote(excerpt, text_of(page)),
        author=author,
        published=published,
        position=entry.start,
    )


def _quote(excerpt: str | None, host: str) -> str | None:
    """The text of a mention, where it is more than "This Article was mentioned on HOST"."""
    text = (excerpt or "").rstrip(" .")
    said = bool(host) and text.endswith(f" {host}") and len(text) - len(host) < _LONGEST_ACT
    return None if said else excerpt


def _anchor(entry: Entry) -> tuple[LexborNode | None, LexborNode | None]:
    """The link of the entry's author, and the element that names the author."""
    anchors = entry.tagged("a")
    url = next((a for a in anchors if "url" in classes(a) and text_of(a)), None)
    if url is not None:
        return url, _author_in(entry, url)
    author = _author(entry)
    if author is None:
        first = next(iter(entry.links()), None)
        return first, first
    start, end = entry.document.span(author)
    inside = (a for a in anchors if start <= entry.document.order(a) < end and text_of(a))
    around = author.parent if author.parent is not None and author.parent.tag == "a" else None
    anchor = next(inside, around)
    return anchor, anchor or author


def _told_by_title(name: LexborNode | None) -> str | None:
    """The address in the name's `title`, where Hybrid and its children repeat it."""
    told = attribute(name, "title").strip() if name is not None and name.tag == "cite" else ""
    return told if _ADDRESS.fullmatch(told) else None


def _author_in(entry: Entry, anchor: LexborNode) -> LexborNode:
    """The part of the link that is the name: Twenty Twenty has "says:" within the link too."""
    start, end = entry.document.span(anchor)
    return next((each for each in entry.document.elements[start:end] if "fn" in classes(each)), anchor)


def _author(entry: Entry) -> LexborNode | None:
    """The innermost element that names the author: of "comment-author > cite.fn" the latter."""
    found = entry.find("fn") or entry.find(*_AUTHOR)
    if found is None or found.tag == "img":
        found = next(iter(entry.tagged("cite")), None)
    return found if found is not None and text_of(found) else None


def _title(entry: Entry, name: LexborNode | None) -> str | None:
    if name is not None and (stated := without_label(text_of(name) + " ")[1].strip()):
        return stated
    kind, title = without_label(entry.text(*entry.tagged("time")))
    return _EDIT.sub("", title).strip()[:300] or None if kind else None
