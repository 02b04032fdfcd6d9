"""The number of a page of a list, as its address has it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from crawler.discovery.addresses import number_in, parameters, with_query
from crawler.records import Link

_PAGE_NAMES = ("paged", "page", "pg", "start", "offset")
_PAGE_NUMBER = re.compile(r"/(?:page[:/-]?|P|index[-_]?)(\d+)(?:\.html?)?/?$", re.I)

_LONGEST = 6
_FEW = 5


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
    """Targets of links that turn the pages of a list, as what they are called tells: a number that the
    address passes on, several in even steps ("2", "3" for `?n=2`, `?n=3`), or that of the posts before it.
    """
    rows: dict[str, dict[int, str]] = {}
    for link in links:
        if link.text.isdecimal() and len(link.text) < _LONGEST and "?" in link.url:
            target = link.url.partition("#")[0]
            for name, value in parameters(target):
                if value == link.text:
                    rows.setdefault(with_query(target, **{name: ""}), {})[int(value)] = target
    return frozenset(one for row in rows.values() if _are_pages(sorted(row)) for one in row.values())


def _are_pages(numbers: list[int]) -> bool:
    """Whether numbers rise in even steps, but for the last, which may be that of the last page."""
    if len(numbers) == 1:
        return numbers[0] >= _FEW and numbers[0] % _FEW == 0
    step = numbers[1] - numbers[0]
    even = all(right - left == step for left, right in pairwise(numbers[: max(2, len(numbers) - 1)]))
    return even and all(one % step == 0 for one in numbers)
