"""Further pages of a post's listing, as its page links them: comment pages and trackback pop-ups."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urldefrag

from crawler import urls
from crawler.document import Document, attribute

_COMMENT_PAGE = re.compile(
    r"(?:/comment-page-\d+/?|[?&]cpage=\d+)(?:&[^#]*)?(?:#comments?|#respond)?\Z", re.I
)
_NUMBER = re.compile(r"(/comment-page-|[?&]cpage=)(\d+)", re.I)
_POP_UP = re.compile(r"[?&]__mode=view\b|serendipity(?:\[|%5b)type(?:\]|%5d)=trackbacks", re.I)
_SELECTOR = (
    'a[href*="comment-page-"], a[href*="cpage="], a[href*="__mode=view"], a[href*="=trackbacks"],'
    ' area[href*="__mode=view"]'
)
_NEEDLES = ("comment-page-", "cpage=", "__mode=view", "=trackbacks")


def listing_urls(document: Document, url: str) -> tuple[str, ...]:
    """Links to other pages of this post's listing, absolute, without fragment, each once, in document order.

    Only pages that the page itself links: a comment page past the end answers like a real one. Pop-ups of
    several posts (an index page) are none.
    """
    if not document.has(*_NEEDLES):
        return ()
    pages, pop_ups = (
        list(dict.fromkeys(_comment_pages(document, url))),
        list(dict.fromkeys(_pop_ups(document))),
    )
    return tuple(pages + (pop_ups if len(pop_ups) == 1 else []))


def shown_page(further: Iterable[str]) -> str | None:
    """The comment page that a post's own address shows, told by the others that it links; None without them.

    WordPress shows the first page there, or the last one, and links it under a number of its own from all the
    others: reading it again would bring nothing.
    """
    numbers = {int(found[2]): url for url in further if (found := _NUMBER.search(url)) and len(found[2]) < 7}
    if not numbers:
        return None
    last = max(numbers)
    own = last + 1 if 1 in numbers else 1
    return _NUMBER.sub(rf"\g<1>{own}", numbers[last])


def _comment_pages(document: Document, url: str) -> Iterator[str]:
    here, page = urls.identity(url), urldefrag(url)[0]
    for target in _targets(document, _COMMENT_PAGE):
        if target != page and urls.identity(target) == here:
            yield target


def _pop_ups(document: Document) -> Iterator[str]:
    own = urldefrag(document.url)[0]
    return (target for target in _targets(document, _POP_UP) if target != own)


def _targets(document: Document, pattern: re.Pattern[str]) -> Iterator[str]:
    for anchor in document.css(_SELECTOR):
        href = attribute(anchor, "href").strip()
        if pattern.search(href) and (target := document.absolute(href)):
            yield urldefrag(target)[0]
