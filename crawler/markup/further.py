"""Further pages of a post's listing, as its page links them: comment pages and trackback pop-ups."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urldefrag

from crawler import urls
from crawler.markup.document import Document

_COMMENT_PAGE = re.compile(
    r"(?:/comment-page-\d+/?|[?&]cpage=\d+)(?:&[^#]*)?(?:#comments?|#respond)?\Z", re.I
)
_NUMBER = re.compile(r"(/comment-page-|[?&]cpage=)(\d+)", re.I)
_POP_UP = re.compile(r"[?&]__mode=view\b|serendipity(?:\[|%5b)type(?:\]|%5d)=trackbacks", re.I)
_NEEDLES = ("comment-page-", "cpage=", "__mode=view", "=trackbacks")


def listing_urls(document: Document, url: str, announced: int | None = None) -> tuple[str, ...]:
    """Links to other pages of this post's listing, absolute, without fragment, each once, in document order.

    Only pages that the page itself links: a comment page past the end answers like a real one. Pop-ups of
    several posts (an index page) are none, nor are those of a page that states that it has no linkbacks
    (`announced` is 0).
    """
    hrefs = _hrefs(document)
    if not hrefs:
        return ()
    pages = list(dict.fromkeys(_comment_pages(document, url, hrefs)))
    pop_ups = list(dict.fromkeys(_pop_ups(document, hrefs))) if announced != 0 else []
    return tuple(pages + (pop_ups if len(pop_ups) == 1 else []))


def shown_page(further: Iterable[str]) -> str | None:
    """The comment page that a post's own address shows, told by the others that it links; None without them.

    WordPress shows the first page there, or the last one, and links it under a number of its own from all the
    others: reading it again would bring nothing. None as well where only the second page is linked, which can
    be the next one of the first or, of three, the one before the last.
    """
    numbers = _numbers(further)
    last = max(numbers, default=0)
    if not last or list(numbers) == [2]:
        return None
    own = last + 1 if 1 in numbers or len(numbers) == 1 else 1
    return _NUMBER.sub(rf"\g<1>{own}", numbers[last])


def first_page(url: str, further: Iterable[str]) -> str | None:
    """The first comment page, where the page at `url` is the second and last one: what led to it showed the
    first. Else None."""
    numbers = _numbers(further)
    return numbers[1] if comment_page(url) == 2 and list(numbers) == [1] else None


def comment_page(url: str) -> int:
    """The number of the comment page that an address names; 1 where it names none."""
    found = _NUMBER.search(url)
    return int(found[2][:9]) if found else 1


def _numbers(further: Iterable[str]) -> dict[int, str]:
    """Comment pages among the addresses, by number."""
    return {int(found[2]): url for url in further if (found := _NUMBER.search(url)) and len(found[2]) < 7}


def _hrefs(document: Document) -> list[str]:
    """Addresses, as written, of the links that may lead to a page of a listing."""
    if not document.has(*_NEEDLES):
        return []
    attributes = document.attributes
    hrefs = [attributes[number].get("href") or "" for number in document.tags("a", "area")]
    return [href.strip() for href in hrefs if any(needle in href for needle in _NEEDLES)]


def _comment_pages(document: Document, url: str, hrefs: list[str]) -> Iterator[str]:
    here, page = urls.identity(url), urldefrag(url)[0]
    for target in _targets(document, hrefs, _COMMENT_PAGE):
        if target != page and urls.identity(target) == here:
            yield target


def _pop_ups(document: Document, hrefs: list[str]) -> Iterator[str]:
    own = urldefrag(document.url)[0]
    return (target for target in _targets(document, hrefs, _POP_UP) if target != own)


def _targets(document: Document, hrefs: list[str], pattern: re.Pattern[str]) -> Iterator[str]:
    for href in hrefs:
        if pattern.search(href) and (target := document.absolute(href)):
            yield urldefrag(target)[0]
