"""The stretches of a page in which a link may be printed as a ping is, told by its source before any walk."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Set

from crawler.markup.document import Document
from crawler.markup.pings import Piece, pieces

# The ways in which a source may write points at an entry: a guillemet or an arrow.
_POINTERS = frozenset((
    "»", "&raquo;", "&#187;", "&#xbb;", "≫", "&#8811;", "→", "&rarr;", "&#8594;", ">>", "&gt;&gt;", "&gt;>",
))  # fmt: skip
# The last word of each label, as the colon follows it.
_LABEL_ENDS = (
    "title", "題名", "タイトル", "件名", "titel", "titre", "título", "excerpt", "概要", "内容", "本文",
    "auszug",
    "extrait", "extracto", "resumo", "samenvatting", "blog", "blog name", "ウェブログ", "ウェブログ名",
    "ブログ",
    "ブログ名", "サイト", "サイト名", "from", "tracked", "tracked on", "date", "日付", "日時", "受信日",
    "時刻", "gesendet", "gesendet am",
)  # fmt: skip
_LABEL_BYTES = frozenset(word.encode()[-1] for word in _LABEL_ENDS) | frozenset(b" >;\n")
_MARKUP = re.compile(r"<[^<>]*>")
_NEAR = 160
_FAR = 600
_APART = 8
# What a link begins with in the source, and what hides links from a parser.
_LINKS = ("<a ", "<a\n", "<a\r", "<a\t", "<a>")
_ENTRY_ID = re.compile(r"(?:ping-?|trackback-?|tb-?|p)\d+", re.I)
_ENTRY_IDS = ("#ping-", "#ping", "#trackback-", "#trackback", "#tb-", "#tb", "#p")
_NO_ENTRIES = frozenset({"body", "ul", "ol", "dl", "a"})
_ENTRY_CLASS = frozenset({"trackback", "ping", "trackback-content", "trackback-header", "trackback-body"})
_UNREAD = (("<!--", b"-->"), ("<script", b"</script"))


def stretches(
    document: Document, marked: Set[int], introducing: frozenset[str], longest: int
) -> Iterator[tuple[list[Piece], set[int]]]:
    """The stretches of the page that links which may be entries' titles stand in, with those links' places.

    Such links have a guillemet or arrow before them, a label ("Title:", "Excerpt:") beside them, an
    introduction before them (`introducing` has its words, lower case), or stand in one of the elements
    `marked`, which are made for one ping each. A stretch goes on for `longest` pieces behind the last of
    them.
    Where source and tree differ in their links, the whole page is one stretch and any link may be a title.
    """
    for links in _clusters(_candidates(document, marked, introducing)):
        yield _line(document, links, longest, marked)


def _clusters(links: list[int]) -> Iterator[list[int]]:
    """Links that stand near each other, so that one reading serves them all."""
    cluster: list[int] = []
    for link in links:
        if cluster and link - cluster[-1] > _APART:
            yield cluster
            cluster = []
        cluster.append(link)
    if cluster:
        yield cluster


def _candidates(document: Document, marked: Set[int], introducing: frozenset[str]) -> list[int]:
    """The links that may be an entry's title, by their place among all links, ascending: those that a
    guillemet, a label or an introduction stands beside, and those in an element made for one ping."""
    links, attributes = document.tags("a"), document.attributes
    begins = _link_places(document)
    if begins is None:
        return list(range(len(links)))
    found: set[int] = set()
    for word in document.held(introducing):
        found.update(_beside(begins, document.places_of(word), 0, len(document.data)))
    for word in document.held(_POINTERS):
        found.update(_beside(begins, document.places_of(word), 0, _NEAR))
    found.update(_beside(begins, _labels(document), _FAR, _NEAR))
    for number in marked:
        found.update(range(bisect_left(links, number), bisect_left(links, document.end(number))))
    return sorted(link for link in found if "href" in attributes[links[link]])


def _beside(begins: list[int], places: Iterable[int], before: int, behind: int) -> Iterator[int]:
    """The links that begin so many bytes before or behind one of some ascending places; at most the first
    three behind each."""
    last = 0
    for place in places:
        first = bisect_left(begins, place)
        low = max(last, bisect_left(begins, place - before))
        last = min(first + 3, bisect_left(begins, place + behind))
        yield from range(low, last)


def _labels(document: Document) -> Iterator[int]:
    """The places in the source right behind a colon that a label's word stands before."""
    lower = document.lower
    begin, place = 0, lower.find(b":")
    while place >= 0:
        # Most colons of a page are those of addresses.
        if lower[place - 1] in _LABEL_BYTES and _is_label(lower[max(begin, place - _NEAR) : place]):
            yield place + 1
        begin = place + 1
        place = lower.find(b":", begin)
    for place in document.places_of("："):
        if _is_label(lower[max(0, place - _NEAR) : place]):
            yield place


def _is_label(source: bytes) -> bool:
    text = _MARKUP.sub("", source.decode("utf-8", "ignore")).replace("&nbsp;", " ")
    return text.rstrip().endswith(_LABEL_ENDS)


def _line(
    document: Document, links: list[int], longest: int, marked: Set[int]
) -> tuple[list[Piece], set[int]]:
    """The pieces of the page from the link before the first of some links to an entry's length behind the
    last, and the places of those links in it."""
    numbers = document.tags("a")
    wanted = {document.elements[numbers[link]].mem_id for link in links}
    start = document.elements[numbers[links[0] - 1]] if links[0] else document.tree.body
    line: list[Piece] = []
    titles: set[int] = set()
    end = longest
    for i, piece in enumerate(pieces(document, start, marked) if start is not None else ()):
        line.append(piece)
        if piece.anchor is not None and piece.anchor.mem_id in wanted:
            end = i + longest
            wanted.discard(piece.anchor.mem_id)
            titles.add(i)
        if i > end and not wanted:
            break
    return line, titles


def _link_places(document: Document) -> list[int] | None:
    """Where in `document.data` each of the page's links (`document.tags("a")`) begins; None where source and
    tree differ in their links."""
    begins = _begins(document)
    return begins if len(begins) == len(document.tags("a")) else None


def _begins(document: Document) -> list[int]:
    """Where the links begin in the source, those in comments and scripts left out."""
    begins = sorted(place for form in _LINKS for place in document.places_of(form))
    if len(begins) == len(document.tags("a")):
        return begins
    lower = document.lower
    hidden = sorted((place, end) for begin, end in _UNREAD for place in document.places_of(begin))
    kept: list[int] = []
    at = behind = 0
    for place in begins:
        while at < len(hidden) and hidden[at][0] < place:
            begin, end = hidden[at]
            if begin >= behind and (behind := lower.find(end, begin)) < 0:
                return kept
            at += 1
        if place >= behind:
            kept.append(place)
    return kept


def entry_marks(document: Document) -> frozenset[int]:
    """Numbers of the elements that a template makes for one ping, by their id or class."""
    attributes, names = document.attributes, document.names
    by_id = [
        number
        for number in document.numbers(*_ENTRY_IDS)
        if _is_entry_id((attributes[number].get("id") or "").strip(), names[number])
    ]
    by_class = document.numbers(*(f".{name}" for name in _ENTRY_CLASS))
    return frozenset(by_id).union(number for number in by_class if names[number] not in _NO_ENTRIES)


def _is_entry_id(name: str, tag: str) -> bool:
    return bool(_ENTRY_ID.fullmatch(name)) and (
        not name.startswith("p") or name.startswith("ping") or tag == "p"
    )
