"""Webmentions printed one after the other with no element around each: author, date, link, and so on.

Such a run is told by nothing but its repetition: the same elements with the same classes again and again, a
link to another site in each round.
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.lists.entries import Entry
from crawler.markup.document import Document, attribute, classes
from crawler.markup.kin import HEADINGS

_HOLDERS = frozenset({"div", "section", "aside"})
_PARTS = frozenset(
    {"a", "span", "time", "small", "p", "blockquote", "q", "cite", "strong", "b", "em", "br", "img"}
)
_LONGEST_ROUND = 6


def flat_runs(document: Document, place: range) -> Iterator[list[Entry]]:
    """The rounds of each run in a part of the page."""
    for number in place:
        if document.names[number] in _HOLDERS:
            yield _rounds(document, list(document.elements[number].iter()))
    first = document.elements[place.start]
    if first.tag in HEADINGS and first.parent is not None:
        held = [node for node in first.parent.iter() if document.order(node) in place]
        yield _rounds(document, held)


def _rounds(document: Document, children: list[LexborNode]) -> list[Entry]:
    """The entries of what stands behind the last heading, up to what is no part of one; mostly none."""
    headed = [at for at, node in enumerate(children) if node.tag in HEADINGS]
    run = children[headed[-1] + 1 :] if headed else children
    run = run[: next((at for at, node in enumerate(run) if node.tag not in _PARTS), len(run))]
    made = [(node.tag, classes(node)) for node in run]
    for length in range(2, min(_LONGEST_ROUND, len(run) // 2) + 1):
        if len(run) % length == 0 and made == made[:length] * (len(run) // length) and len(set(made)) > 1:
            found = [_entry(document, run[at : at + length]) for at in range(0, len(run), length)]
            return found if all(map(_links_away, found)) else []
    return []


def _entry(document: Document, nodes: list[LexborNode]) -> Entry:
    return Entry(document, nodes[0], document.order(nodes[0]), document.span(nodes[-1])[1])


def _links_away(entry: Entry) -> bool:
    """Whether a round links other sites; one that begins with a link has no other one."""
    links = [entry.node, *entry.links()] if entry.node.tag == "a" else entry.links()
    targets = [entry.document.absolute(attribute(link, "href")) for link in links]
    away = [each for each in targets if each and not urls.is_same_host(each, entry.document.url)]
    return len(away) == 1 or (len(away) > 1 and entry.node.tag != "a")
