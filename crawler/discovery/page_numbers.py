"""The number of a page of a list, as its address has it, and which links lead to its other pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from crawler.discovery.addresses import number_in, parameters, with_query
from crawler.records import Link

NEXT = ("next", "prev", "previous")
"""What links to the pages beside a page are in `rel`."""
_PAGE_NAMES = ("paged", "page", "pg", "start", "offset")
_PAGE_NUMBER = re.compile(r"/(?:page[:/-]?|P|index[-_]?)(\d+)(?:\.html?)?/?$", re.I)
_NUMBER = re.compile(r"(?<!\d)\d{1,6}(?!\d)")
_NUMBERED = re.compile(r"(.*?[^/\d])[-_]?(\d{1,4})?")
_NEXT_WORDS = re.compile(
    r"next|older|newer|prev|weiter|ältere|suivant|précéden|siguient|anterior|successiv|следующ|предыдущ|次|前|下一|上一",
    re.I,
)
_MOST_DIGITS = 5
_FEW = 5
"""Posts on a page, at least and in whole multiples, where a single link tells how many come before."""


def first_page_of(url: str) -> str:
    """The address of a list without the number of its page: the same for all its pages."""
    path = _PAGE_NUMBER.sub("/", url.partition("#")[0].partition("?")[0])
    pairs = {name: value for name, value in parameters(url) if name.lower() not in _PAGE_NAMES}
    return with_query(path, **pairs)


def page_number(url: str) -> int:
    """The number of a page of a list, by path or query; 1 where the address has none."""
    found = _PAGE_NUMBER.search(url.partition("?")[0])
    if found and len(found[1]) < 10:
        return int(found[1])
    return next((number for name in ("paged", "page", "pg") if (number := number_in(url, name))), 1)


def by_numbers(links: Iterable[Link]) -> frozenset[str]:
    """Targets of links that turn the pages of a list, as the numbers tell by which they are called: several
    that the address passes on ("2", "3" for `?n=2`, `?n=3`; `?from=10`, `?from=20`), or that of the posts
    before ("20" for `?from=20`)."""
    rows: dict[str, dict[int, tuple[int, str]]] = {}
    for link in links:
        if link.text.isdecimal() and len(link.text) <= _MOST_DIGITS:
            target = link.url.partition("#")[0]
            host, _, below = target.partition("://")[2].partition("/")
            for found in _NUMBER.finditer(below):
                stem = f"{host}/{below[: found.start()]} {below[found.end() :]}"
                rows.setdefault(stem, {})[int(link.text)] = (int(found[0]), target)
    return frozenset(one for row in rows.values() if _are_pages(row) for _, one in row.values())


def _are_pages(row: Mapping[int, tuple[int, str]]) -> bool:
    """Whether addresses hold numbers that are those of pages, or of the posts before them."""
    pairs = [(called, number) for called, (number, _) in row.items()]
    if len(pairs) == 1:
        called, number = pairs[0]
        return called == number >= _FEW and number % _FEW == 0 and "?" in row[called][1]
    numbers = sorted(row)
    if all(called == number for called, number in pairs):
        return _rise_evenly(numbers)
    return any(
        all(number == size * (called - less) for called, number in pairs)
        for less in (0, 1)
        for called, number in pairs[-1:]
        if called > less and (size := number // (called - less)) > 1
    )


def _rise_evenly(numbers: list[int]) -> bool:
    """Whether numbers rise in even steps, but for that of the page itself, which is no link, and the last.
    Days of a calendar do not."""
    steps = [right - left for left, right in pairwise(numbers)]
    step, between = min(steps), steps[:-1] or steps
    gaps = sum(one > step for one in between)
    return gaps <= 1 and max(between) <= 2 * step and all(one % step == 0 for one in numbers)


def is_first(target: str, here: str) -> bool:
    """Whether a later page of a list leads back to its first one by a number, which home pages do not link:
    where pages are counted from 0, they link number 1 themselves."""
    if page_number(here) < 2 or page_number(target) > 1 or first_page_of(target) == target:
        return False
    return first_page_of(target) == first_page_of(here)


def is_turned(target: str, link: Link, here: str) -> bool:
    """Whether a link turns the pages of this list, which only a number tells apart: `index2.html`,
    `category/news3.html`. A name that ends in a number (`tag/python3.html`) says so in its words."""
    said = link.text
    turns = not any(map(str.isalpha, said)) or _NEXT_WORDS.search(said) or set(link.rel) & set(NEXT)
    if not turns or "?" in target or "?" in here:
        return False
    (stem, number), (own, mine) = stem_and_number(target), stem_and_number(here)
    return stem == own and number != mine


def stem_and_number(url: str) -> tuple[str, str | None]:
    """An address without its extension, and the number at its end; a folder's is that of its index."""
    path = url.partition("://")[2]
    head, _, name = path.rpartition("/")
    found = _NUMBERED.fullmatch(f"{head}/{name.partition('.')[0] or 'index'}")
    return (found[1], found[2]) if found else (path, None)
