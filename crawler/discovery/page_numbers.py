"""The number of a page of a list, as its address has it."""

from __future__ import annotations

import re

from crawler.discovery.addresses import number_in, parameters, with_query

_PAGE_NAMES = ("paged", "page", "pg", "start", "offset")
_PAGE_NUMBER = re.compile(r"/(?:page[:/-]?|P|index[-_]?)(\d+)(?:\.html?)?/?$", re.I)


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
