"""The lines of a part of a page dealt out to the citing pages that they link to: one record for each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.markup.document import Document, ancestors, attribute, fold
from crawler.markup.lines import Line, link_number
from crawler.told.field_labels import LABEL

_MOST_LINKS = 400
_LONGEST_DATE = 60
_DATED = re.compile(r"(?<!\d)(?:\d{4}\D{1,3}\d{1,2}\D{1,3}\d{1,2}|\d{1,2}\D{1,12}\d{4})(?!\d)")
# Elements around one another; a page made to nest deeper is no reader's.
_HIGHEST = 40


@dataclass(slots=True)
class Record:
    """The lines of one record and its links: all to one citing page. `home` are the words of a link to the
    blog's home page beside them: its name."""

    source: str
    lines: list[Line]
    own: frozenset[int]
    first: LexborNode
    home: str = ""


def records(
    document: Document, part: tuple[int, int], read: list[Line], is_source: Callable[[LexborNode], bool]
) -> list[Record]:
    """The lines dealt out to the citing pages that they link to."""
    targets, homes = _targets(read, is_source)
    if not targets:
        return []
    owners = _owners(document, part, read, targets, homes)
    return [
        Record(
            href,
            own,
            frozenset(link.mem_id for link in targets[href]),
            targets[href][0],
            fold(homes[href].text()) if href in homes else "",
        )
        for href, own in _dealt(read, owners).items()
    ]


def _targets(
    read: list[Line], is_source: Callable[[LexborNode], bool]
) -> tuple[dict[str, list[LexborNode]], dict[str, LexborNode]]:
    """The citing pages by address, each with the links to it; and by the same addresses the link to the home
    page of its blog beside them, which is the blog's name ("TITLE [BLOG]", "from BLOG: TITLE")."""
    found = [(link, line) for line in read for link in line.links if is_source(link)][:_MOST_LINKS]
    hrefs = [attribute(link, "href").strip() for link, _ in found]
    targets: dict[str, list[LexborNode]] = {}
    homes: dict[str, LexborNode] = {}
    page = ""
    for at, (link, line) in enumerate(found):
        href = hrefs[at]
        beside = at > 0 and _is_beside(found[at - 1][1], line)
        if page and is_home(href, page) and (beside or _says_more(line)):
            homes.setdefault(page, link)
        elif at + 1 < len(found) and _goes_on(line, found[at + 1][1]) and is_home(href, hrefs[at + 1]):
            homes.setdefault(hrefs[at + 1], link)
        else:
            page = href
            targets.setdefault(href, []).append(link)
    # Of a chain of folders each stands for the next one: only the last is a page.
    return targets, {page: link for page, link in homes.items() if page in targets}


def _is_beside(before: Line, line: Line) -> bool:
    """Whether two links stand on one line, or in two cells of one row: "TITLE | BLOG, DATE"."""
    return before is line or 0 <= before.column < line.column


def _goes_on(line: Line, next_line: Line) -> bool:
    """Whether two links stand on one line, or the second behind a label: "BLOG at DATE", "Title: TITLE"."""
    if next_line is line:
        return True
    label = LABEL.match(next_line.text)
    return label is not None and label.lastgroup == "title"


def is_home(home: str, page: str) -> bool:
    """Whether an address is that of a folder above a page, or of the page's script without what it asks."""
    # Both behind an archive's prefix.
    (host, folder, query), (its, path, asked) = (
        urls.split(f"://{each.rpartition('://')[2]}") for each in (home, page)
    )
    if host.lower().removeprefix("www.") != its.lower().removeprefix("www.") or query or not host:
        return False
    if (above := folder.rstrip("/")) == path.rstrip("/"):
        return bool(asked)
    return path.startswith(f"{above}/")


def _says_more(line: Line) -> bool:
    """Whether a line has words besides its links: the line of a list of links has none."""
    return any(c.isalnum() and link_number(c) < 0 for c in line.text)


def _owners(
    document: Document,
    part: tuple[int, int],
    read: list[Line],
    targets: dict[str, list[LexborNode]],
    homes: dict[str, LexborNode],
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
    owned = {link.mem_id: href for href, links in targets.items() for link in links}
    owned |= {link.mem_id: href for href, link in homes.items()}
    for line in read:
        own = next((owned[a.mem_id] for a in line.links if a.mem_id in owned), None)
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
    """Lines of no page go to the one before them; to the one behind where the texts come first, or a line
    that leads each record."""
    first = next(i for i, owner in enumerate(owners) if owner is not None)
    texts_first = _texts_first(read, owners)
    for i in [] if texts_first else _leads(read, owners):
        owners[i] = owners[i + 1]
        first = min(first, i)
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
    last = next((i for i in range(len(read) - 1, -1, -1) if owners[i] or _says_more(read[i])), -1)
    if last < 0 or owners[last] is None:
        return False
    known: set[str] = set()
    for i, owner in enumerate(owners):
        if owner is not None and owner not in known:
            known.add(owner)
            if i == 0 or owners[i - 1] is not None or _introduces(read[i - 1]):
                return False
    return True


def _leads(read: list[Line], owners: list[str | None]) -> list[int]:
    """The numbers of the lines that lead the records, one right before each page's first line: they are
    dates, and none stands behind the last page; or one line fewer does than behind each page before it."""
    known: set[str] = set()
    found: list[int] = []
    gaps: list[int] = []
    last = 0
    for i, owner in enumerate(owners):
        if owner is None:
            continue
        if owner not in known:
            known.add(owner)
            if i == 0 or owners[i - 1] is not None or _introduces(read[i - 1]):
                return []
            found.append(i - 1)
            gaps.append(i - last - 1)
        last = i
    behind = read[last + 1 :]
    dated = all(_is_date(read[i]) for i in found) and not any(map(_is_date, behind))
    counted = len(found) > 1 and all(gap == len(behind) + 1 for gap in gaps[1:])
    return found if dated or counted else []


def _is_date(line: Line) -> bool:
    return len(line.text) <= _LONGEST_DATE and _DATED.search(line.text) is not None


def _introduces(line: Line) -> bool:
    return line.text.rstrip().endswith((":", "：")) and not line.bold
