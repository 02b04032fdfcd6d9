"""WordPress 1.0-2.6 and themes written for them: the kind stands in the text alone.

`comment_type()` prints "Comment", "Trackback" or "Pingback" before "by" and the author's link, within the
`cite`, `small` or `p` of an entry `li#comment-N` without type classes (Classic, Kubrick, their translations).
A comment that only calls itself so ("Pingback: fan" as a name, a body that begins with the word) is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from selectolax.lexbor import LexborNode

from crawler.lists.announced import mentions
from crawler.lists.entries import Entry, date_of, entries
from crawler.lists.entry_parts import is_name, leads_away, linked_again, source_of
from crawler.lists.link_labels import IN_BRACKETS, LINES, LONGEST_LABEL, label_before, label_behind
from crawler.lists.page_language import language_of
from crawler.lists.tools import is_tool
from crawler.lists.untyped import OWN_LINK, POINTING, TYPES, is_called_comment, untyped_entries
from crawler.markup.document import Document, ancestors, classes, fold, text_of
from crawler.markup.links import in_region
from crawler.markup.needles import quotings
from crawler.records import Kind, Linkback, Region
from crawler.words.dated import cut_date, named, parted_date
from crawler.words.dates import read_date
from crawler.words.labels import kind_of_label, kind_of_name, without_label
from crawler.words.linkback_words import NEEDLES

MARKS = (
    "#comment-", "#li-comment-", "#div-comment-", ".commentlist", "#commentlist", "#comments",
    *quotings("name", "comment-"), *POINTING, ".url",
)  # fmt: skip

_NEEDLES = frozenset(NEEDLES)
_TYPED_MARKS = tuple(f".{name}" for name in sorted(TYPES))
_UNLINKED = re.compile(r"(?P<name>.{1,200}?)\s+(?:[—–@|]|--?)\s+(?P<date>.{4,80})", re.S)
_BLOCKS = frozenset({"li", "div", "p", "article", "dt", "section", "td", "dd"})
_TEXT = frozenset({"p", "blockquote", "ul", "ol", "pre", "dd", "br"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "dt"})
_COMMENT = re.compile(r"\W*(?:comm?ent|kommentar|reactie|コメント|评论|留言|댓글|коммент)", re.I)
_LONGEST_DATE = 40
_LONGEST_ITEM = 240
_FEW = 4  # elements of a line of metadata
_FIRST_WORD = re.compile(r"\W*(?:の\s?)?([^\W\d_]{4,20}?)(?:ed)?(?![^\W\d_])")
_AUTHORS = ("author", "comment-author", "commentauthor", "comment_author", "fn")
_AUTHOR_MARKS = frozenset(f".{name}" for name in _AUTHORS)
_LETTER = re.compile(r"[^\W\d_]")
_BARE_URL = re.compile(r"https?://\S+\Z")


def extract(document: Document, url: str) -> Iterator[Linkback]:
    """One linkback for each entry whose line of authorship names its type."""
    if not document.held(_NEEDLES):
        return
    nodes = untyped_entries(document)
    language = language_of(document)
    lists: set[int] = set()
    others: list[Entry] = []
    read: list[int] = []
    behind = bool(nodes) and any(_first_kind(text) or IN_BRACKETS.match(text) for text in mentions(document))
    for entry in map(_with_text, entries(document, nodes, nodes)):
        read += [entry.start, entry.stop]
        if (found := _linked(entry, language, behind=behind) or _unlinked(entry, language)) is not None:
            lists.add(_place_of_list(entry))
            yield found
        else:
            others.append(entry)
    beside = (_beside(entry, language) for entry in others if _place_of_list(entry) in lists)
    yield from filter(None, beside)
    yield from _authors(document, read, language)


def _authors(document: Document, read: list[int], language: str | None) -> Iterator[Linkback]:
    """Blocks of no known name among the comments: a label, and the link that WordPress makes of an author
    (`a.url`, external); in people's words it makes none. `read` are the bounds of what is read already."""
    typed = _bounds_of_typed(document)
    for number in document.numbers(".url"):
        if "external" not in (document.attributes[number].get("rel") or ""):
            continue
        if bisect_right(read, number) % 2 or bisect_right(typed, number) % 2:
            continue
        anchor = document.elements[number]
        if (label := label_before(document, anchor)) is None:
            continue
        block = next((node for node in ancestors(anchor) if node.tag in _BLOCKS), None)
        entry = Entry(document, block, *document.span(block)) if block is not None else None
        if entry is not None and _is_short_ping(entry) and in_region(document, entry.node) is Region.COMMENTS:
            yield _linkback(entry, label[0], anchor, label[1], language)


def _bounds_of_typed(document: Document) -> list[int]:
    """Where the outermost entries of a stated type begin and end, ascending: they have their own reader."""
    bounds: list[int] = []
    for number in document.numbers(*_TYPED_MARKS):
        if not bounds or number >= bounds[-1]:
            bounds += [number, document.end(number)]
    return bounds


def _place_of_list(entry: Entry) -> int:
    parent = entry.node.parent
    return parent.mem_id if parent is not None else -1


def _beside(entry: Entry, language: str | None) -> Linkback | None:
    """An item among linked ones that is a label and a name, and has no link: "Pingback: NAME on DATE". No
    person's comment is without words of his own."""
    if any(not is_tool(entry.document, a) for a in entry.tagged("a")):
        return None
    small = [each for each in entry.tagged("em", "small", "span", "i", "time") if entry.size(each) <= _FEW]
    dated = [(each, date) for each in small[:_FEW] if (date := read_date(entry.text_of(each), language))]
    kind, text = without_label(entry.text(*(each for each, _ in dated)))
    if kind is None or not 0 < len(text) <= _LONGEST_ITEM or not _is_one_line(entry):
        return None
    name, published = parted_date(text.strip(), language)
    published = published or next((date for _, date in dated), None)
    site = name if kind is Kind.TRACKBACK and is_name(name) else None
    return Linkback(kind=kind, title=name, site=site, published=published, position=entry.start)


def _with_text(entry: Entry) -> Entry:
    """An entry whose element is only its heading, with the paragraphs behind it."""
    parent = entry.node.parent
    if entry.node.tag not in _HEADINGS or parent is None:
        return entry
    document = entry.document
    end = _next_of_other_tag(entry.node)
    stop = document.order(end) if end is not None else document.span(parent)[1]
    return Entry(document, entry.node, entry.start, stop)


def _next_of_other_tag(node: LexborNode) -> LexborNode | None:
    """The first element behind that is no text of an entry."""
    following = node.next
    while following is not None and (not following.is_element_node or following.tag in _TEXT):
        following = following.next
    return following


def _is_one_line(entry: Entry) -> bool:
    """Whether all that an entry says stands in one element, beside its date and its tools: no author apart
    from his words."""
    spoken = [
        node
        for node in [entry.node, *entry.tagged("p", "div", "cite", "span", "strong", "b", "h3", "h4", "h5")]
        if node.text(deep=False).strip() and read_date(entry.text_of(node), None) is None
    ]
    return len(spoken) <= 1


def _first_kind(text: str) -> Kind | None:
    """The kind that the first word of a text names."""
    word = _FIRST_WORD.match(text)
    return kind_of_name(word[1]) if word else None


def _linked(entry: Entry, language: str | None, *, behind: bool) -> Linkback | None:
    """An entry's link with the kind before it or, where the page has texts that begin with one, behind it."""
    if (called := _called_by_own_link(entry, language)) is not None:
        return called
    if is_called_comment(classes(entry.node)) and not _is_short_ping(entry):
        return None
    document = entry.document
    stop = document.span(entry.node)[1]
    for anchor in entry.tagged("a"):
        if document.order(anchor) >= stop:
            return None  # the text behind a heading names no type
        label = label_before(document, anchor) or (label_behind(document, anchor) if behind else None)
        if label is not None:
            kind, holder = label
            if _is_said_by_person(entry, holder, anchor):
                return None
            return _linkback(entry, kind, anchor, holder, language)
    return _dated_with_kind(entry, language) if behind else None


def _called_by_own_link(entry: Entry, language: str | None) -> Linkback | None:
    """An entry whose link to itself says the kind, beside its author:
    `<a href="#comment-2">Trackback</a> ... <span class="comment-author"><a>NAME</a>`."""
    document = entry.document
    if document.marks.keys().isdisjoint(_AUTHOR_MARKS) or not document.has(*POINTING):
        return None
    held, nodes = document.attributes, document.elements
    links = map(document.order, entry.tagged("a")[:_FEW])
    own = (text_of(nodes[a]) for a in links if OWN_LINK.fullmatch(held[a].get("href") or ""))
    kind = next(filter(None, map(kind_of_name, own)), None)
    author = entry.find(*_AUTHORS) if kind is not None else None
    number = next(document.linked_within(author), None) if author is not None else None
    if kind is None or author is None or number is None:
        return None
    anchor = nodes[number]
    return _linkback(entry, kind, anchor, author, language) if leads_away(anchor) else None


def _is_said_by_person(entry: Entry, holder: LexborNode, anchor: LexborNode) -> bool:
    """Whether the label stands in a person's words: below a `cite` or heading that names somebody else, or
    where the entry's own line calls it a comment: "Comment by NAME"."""
    if holder.tag not in ("p", "div", "li", "strong", "em"):
        return False
    begin = entry.document.order(holder)
    named = (text_of(node) for node in entry.tagged(*LINES) if entry.document.span(node)[1] <= begin)
    if any(text not in ("", text_of(anchor)) and kind_of_name(text) is None for text in named):
        return True
    return any(_COMMENT.match(entry.text_of(cite)) for cite in entry.tagged("cite", "small"))


def _dated_with_kind(entry: Entry, language: str | None) -> Linkback | None:
    """An entry whose line of metadata begins with the kind and says the date, beside the `cite` of its
    author: `<cite><a>NAME</a></cite> <small>Pingback on DATE</small>`."""
    cite = next(iter(entry.tagged("cite", "strong", "b")), None) or entry.find(*_AUTHORS)
    number = next(entry.document.linked_within(cite), None) if cite is not None else None
    anchor = entry.document.elements[number] if number is not None else None
    if cite is None or anchor is None or text_of(cite) != text_of(anchor) or not leads_away(anchor):
        return None
    for holder in entry.tagged("small", "span", "em", "p", "div"):
        kind = _first_kind(holder.text()[:LONGEST_LABEL]) if entry.size(holder) <= _FEW else None
        text = entry.text_of(holder) if kind else ""
        word = _FIRST_WORD.match(text)
        if kind and word and (cut := cut_date(text[word.end() :], language)) and not named(cut[0]):
            return replace(_linkback(entry, kind, anchor, holder, language), published=cut[1])
    return None


def _is_short_ping(entry: Entry) -> bool:
    """Whether an entry says nothing but a label and the name that its one link is: "Pingback: NAME"."""
    links = [a for a in entry.tagged("a") if not is_tool(entry.document, a) and text_of(a)]
    return len(links) == 1 and kind_of_label(entry.text(*entry.tagged("a"))) is not None


def _linkback(
    entry: Entry, kind: Kind, anchor: LexborNode, holder: LexborNode, language: str | None
) -> Linkback:
    # A line that is all of the entry holds its text as well.
    lead, excerpt = _body(entry, anchor if holder.mem_id == entry.node.mem_id else holder, kind)
    if not lead and kind is Kind.TRACKBACK and (again := linked_again(entry.node, anchor)) is not None:
        lead, excerpt = again[0], again[1] or excerpt
    excerpt = excerpt or (_below_line(entry, anchor) if holder.mem_id == entry.node.mem_id else None)
    name = text_of(anchor) or None
    published = (
        read_date(entry.text_of(holder, anchor), language)
        or date_of(entry, anchor, language)
        or next(filter(None, (_dated(entry, part) for part in _paragraphs(entry, holder))), None)
    )
    return Linkback(
        kind=kind,
        source=source_of(entry.document, anchor) if leads_away(anchor) else None,
        title=lead or name,
        site=name if lead or (kind is Kind.TRACKBACK and is_name(name)) else None,
        excerpt=excerpt,
        published=published,
        position=entry.start,
    )


def _unlinked(entry: Entry, language: str | None) -> Linkback | None:
    """An entry whose author left no address: "Trackback by NAME — DATE"; None without that whole form."""
    for holder in entry.tagged("cite", "small"):
        kind, rest = without_label(entry.text_of(holder))
        match = _UNLINKED.match(rest) if kind is not None else None
        published = read_date(match["date"], language) if match else None
        if kind is not None and match is not None and published:
            lead, excerpt = _body(entry, holder, kind)
            name = match["name"].strip()
            return Linkback(
                kind=kind,
                title=lead or name,
                site=name if lead else None,
                excerpt=excerpt,
                published=published,
                position=entry.start,
            )
    return None


def _body(entry: Entry, holder: LexborNode, kind: Kind) -> tuple[str | None, str | None]:
    """The leading <strong> of a trackback's body (its title), and the body's text."""
    parts = [part for part in _paragraphs(entry, holder) if _dated(entry, part) is None and _said(part)]
    text = fold(" ".join(entry.text_of(part) for part in parts))
    lead = None
    if kind is Kind.TRACKBACK and parts:
        start, end = entry.document.span(parts[0])
        strong = [each for each in entry.document.elements[start:end] if each.tag in ("strong", "b")]
        lead = text_of(strong[0]) if strong and text.startswith(text_of(strong[0])) else None
        text = text[len(lead) :].strip() if lead else text
    return lead or None, text if text and not _BARE_URL.match(text) else None


def _below_line(entry: Entry, anchor: LexborNode) -> str | None:
    """What a `br` parts from the line of an author, where no paragraph holds it: "Trackback by NAME, DATE",
    and the text below."""
    lines: list[str] = [""]
    each = anchor.next
    while each is not None and each.tag not in _TEXT - {"br"} and each.tag not in _BLOCKS:
        if each.tag == "br":
            lines.append("")
        elif each.tag != "a" or not is_tool(entry.document, each):
            lines[-1] += (each.text_content if each.is_text_node else each.text()) or ""
        each = each.next
    said = [line for line in map(fold, lines[1:]) if _LETTER.search(line) and not _date_of_line(entry, line)]
    return " ".join(said) or None


def _said(part: LexborNode) -> str:
    """A paragraph's text; none where it is but the author's line: `<p><cite>NAME</cite>:</p>`."""
    cite, text = part.css_first("cite"), text_of(part)
    return "" if cite is not None and text.rstrip(" :") == text_of(cite) else text


def _dated(entry: Entry, part: LexborNode) -> str | None:
    """The date that a paragraph is, and nothing else; None for text."""
    return _date_of_line(entry, entry.text_of(part))


def _date_of_line(entry: Entry, text: str) -> str | None:
    if len(text) > _LONGEST_DATE or text.endswith((".", "!", "?")):
        return None
    return read_date(text, language_of(entry.document))


def _paragraphs(entry: Entry, holder: LexborNode) -> Iterable[LexborNode]:
    low, high = entry.document.span(holder)
    behind = 0
    for node in entry.tagged("p", "blockquote"):
        start, end = entry.document.span(node)
        if start >= behind and not start <= low < end and not low <= start < high:
            behind = end
            yield node
