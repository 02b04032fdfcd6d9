"""The lines of a part of a page dealt out to the citing pages that they link to: one record for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler.markup.document import Document, ancestors, attribute
from crawler.markup.lines import Line, link_number

_MOST_LINKS = 400
# Elements around one another; a page made to nest deeper is no reader's.
_HIGHEST = 40


@dataclass(slots=True)
class Record:
    """The lines of one record and its links: all to one citing page."""

    source: str
    lines: list[Line]
    own: frozenset[int]
    first: LexborNode


def records(
    document: Document, part: tuple[int, int], read: list[Line], is_source: Callable[[LexborNode], bool]
) -> list[Record]:
    """The lines dealt out to the citing pages that they link to."""
    targets = _targets(read, is_source)
    if not targets:
        return []
    owners = _owners(document, part, read, targets)
    return [
        Record(href, own, frozenset(link.mem_id for link in targets[href]), targets[href][0])
        for href, own in _dealt(read, owners).items()
    ]


def _targets(read: list[Line], is_source: Callable[[LexborNode], bool]) -> dict[str, list[LexborNode]]:
    """The links to each citing page; that to its blog's home beside it, as in "TITLE at SITE", is one."""
    targets: dict[str, list[LexborNode]] = {}
    last: tuple[str, Line] | None = None
    for line in read:
        for link in line.links:
            if len(targets) >= _MOST_LINKS or not is_source(link):
                continue
            href = attribute(link, "href").strip()
            if last is not None and _is_home(href, last[0]) and (line is last[1] or _says_more(line)):
                targets[last[0]].append(link)
                continue
            targets.setdefault(href, []).append(link)
            last = href, line
    return targets


def _is_home(href: str, page: str) -> bool:
    """Whether a link leads to the home page of the blog that another page is of."""
    # Both behind an archive's prefix.
    host, slash, path = page.rpartition("://")[2].partition("/")
    return bool(slash and path) and href.rpartition("://")[2].removesuffix("/") == host


def _says_more(line: Line) -> bool:
    """Whether a line has words besides its links: the line of a list of links has none."""
    return any(c.isalnum() and link_number(c) < 0 for c in line.text)


def _owners(
    document: Document, part: tuple[int, int], read: list[Line], targets: dict[str, list[LexborNode]]
) -> list[str | None]:
    """For each line the page that it belongs to, where an element holds it with that page's links alone."""
    spans: list[tuple[int, int, str]] = []
    places = sorted((document.order(link), href) for href, links in targets.items() for link in links)
    before, behind = -1, _others_behind(places, part[1])
    for at, (number, href) in enumerate(places):
        if at and places[at - 1][1] != href:
            before = places[at - 1][0]
        spans.append((*_alone(document, part, number, before, behind[at]), href))
    owners: list[str | None] = []
    for line in read:
        own = next(
            (attribute(a, "href").strip() for a in line.links if attribute(a, "href").strip() in targets),
            None,
        )
        owners.append(own or next((href for start, stop, href in spans if start <= line.place < stop), None))
    return owners


def _others_behind(places: list[tuple[int, str]], stop: int) -> list[int]:
    """For each link the place of the next one to another page, `stop` where there is none."""
    behind = [stop] * len(places)
    for at in range(len(places) - 2, -1, -1):
        behind[at] = behind[at + 1] if places[at + 1][1] == places[at][1] else places[at + 1][0]
    return behind


def _alone(
    document: Document, part: tuple[int, int], number: int, before: int, behind: int
) -> tuple[int, int]:
    """The span of the highest element of the part around a link that holds no other page's link."""
    span = (number, number + 1)
    for each in islice(ancestors(document.elements[number]), _HIGHEST):
        if each.tag in ("body", "html"):
            break
        start, stop = document.span(each)
        if start < part[0] or stop > part[1] or start <= before or stop > behind:
            break
        span = (start, stop)
    return span


def _dealt(read: list[Line], owners: list[str | None]) -> dict[str, list[Line]]:
    """Lines of no page go to the one before them; to the one behind where the texts come first."""
    first = next(i for i, owner in enumerate(owners) if owner is not None)
    texts_first = _texts_first(read, owners)
    order = range(len(read) - 1, -1, -1) if texts_first else range(first, len(read))
    dealt: dict[str, list[Line]] = {}
    current: str | None = None
    for i in order:
        current = owners[i] or current
        if current is not None and (owners[i] or not _introduces(read[i])):
            dealt.setdefault(current, []).append(read[i])
    return {href: own[::-1] for href, own in reversed(dealt.items())} if texts_first else dealt


def _texts_first(read: list[Line], owners: list[str | None]) -> bool:
    """Whether lines of no page stand before each page's first line, and none behind the last."""
    if owners[-1] is None:
        return False
    known: set[str] = set()
    for i, owner in enumerate(owners):
        if owner is not None and owner not in known:
            known.add(owner)
            if i == 0 or owners[i - 1] is not None or _introduces(read[i - 1]):
                return False
    return True


def _introduces(line: Line) -> bool:
    return line.text.rstrip().endswith((":", "：")) and not line.bold
