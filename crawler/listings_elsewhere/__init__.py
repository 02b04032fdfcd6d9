"""Listings that do not stand on the post's own page: what is worth asking for, and what the answers say.

Everything here is pure: a page in, requests to make out; an answer's bytes in, linkbacks out. Asking is left
to the caller, who asks only what `elsewhere` names: one request a post, and a further one only where
`next_page` names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from crawler import urls
from crawler.listings_elsewhere import comment_feeds, jf2, trackback_rss
from crawler.records import Linkback, Page, PageKind


class Form(StrEnum):
    """How an answer is written: TrackBack's own RSS, a feed of comments, or webmention.io's JF2."""

    TRACKBACK_RSS = "trackback-rss"
    COMMENT_FEED = "comment-feed"
    JF2 = "jf2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """One request that may show more of a post's listing. `target` is the post's URL."""

    url: str
    form: Form
    target: str


# Others answer a GET with a redirect to the post (WordPress, Serendipity, Drupal, Dotclear) and hold no list.
_LISTS_PINGS = re.compile(r"mt-tb|/tb\.cgi|/t/trackback/|[?&]tb_id=|tb\.php|trackback\.php", re.I)
_COMMENT_FEED = re.compile(
    r"[/?]feed/(?:atom|rss2)/comments(?:/\d+)?/?$|/feeds/trackbacks\.rss2?$|[?&]type=trackbacks\b", re.I
)
_WHOLE_BLOG = re.compile(r"/comments/?$|/feeds/trackbacks", re.I)
_POPUP = re.compile(r"__mode=view", re.I)


def elsewhere(page: Page) -> tuple[Extra, ...]:
    """What to ask for beside this page: nothing for most pages, one request for the others.

    A page whose webmention endpoint is webmention.io has its mentions there, since scripts fill them in.
    Other places are asked only where the page states more linkbacks than it shows and no pop-up of its own
    holds them.
    """
    if page.page_kind is not PageKind.POST:
        return ()
    found = [*_hosted(page)]
    if (page.announced or 0) > len(page.linkbacks):
        found += [*_short_listed(page)][:1]
    return tuple(found)


def read_extra(body: bytes, extra: Extra) -> tuple[Linkback, ...]:
    """The linkbacks of `extra.target` that an answer lists; none where it is of another form."""
    match extra.form:
        case Form.TRACKBACK_RSS:
            read = trackback_rss.extract(body, extra.url)
        case Form.COMMENT_FEED:
            read = comment_feeds.extract(body, extra.url, extra.target)
        case Form.JF2:
            read = jf2.extract(body, extra.url)
    return tuple(replace(one, position=place) for place, one in enumerate(read))


def next_page(body: bytes, extra: Extra) -> Extra | None:
    """The request for an answer's next page; None where this was the last, or the form has no pages."""
    following = jf2.next_url(body, extra.url) if extra.form is Form.JF2 else None
    return replace(extra, url=following) if following else None


def is_popup(url: str) -> bool:
    """Whether a page is a pop-up of Movable Type, which lists again what the post's page may show."""
    return _POPUP.search(url) is not None


def _hosted(page: Page) -> Iterator[Extra]:
    """The request to webmention.io for a page that names it as its endpoint."""
    if page.endpoints.webmention and urls.host(page.endpoints.webmention) == "webmention.io":
        targets = [*dict.fromkeys((page.canonical or page.url, page.url))]
        yield Extra(url=jf2.request_url(targets), form=Form.JF2, target=targets[0])


def _short_listed(page: Page) -> Iterator[Extra]:
    """Where a page that shows fewer linkbacks than it states may have the others, the best place first."""
    if any(is_popup(url) for url in page.listing_urls):
        return
    named = [url for url in (*page.feeds, *(link.url for link in page.links)) if _COMMENT_FEED.search(url)]
    for url in sorted(dict.fromkeys(named), key=lambda url: bool(_WHOLE_BLOG.search(url))):
        yield Extra(url=url, form=Form.COMMENT_FEED, target=page.url)
    for ping in page.endpoints.trackback:
        if _LISTS_PINGS.search(ping):
            yield Extra(url=trackback_rss.listing_url(ping), form=Form.TRACKBACK_RSS, target=page.url)
