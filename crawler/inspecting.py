"""What `trackgraph inspect` takes for a page and prints of it: plain lines, addresses whole to be copied."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import zip_longest

from crawler.errors import TrackgraphError
from crawler.records import Linkback, Page, PageKind

WIDTH = 80
"""Columns of a terminal; only addresses are wider."""
LABEL, INDENT = 11, " " * 11
EXCERPT_LINES = 2
"""So much of an excerpt is shown; all of it with --json."""
# Signs that move the cursor, colour or clear the screen: a page may hold them, a terminal must not get them.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def json_text(found: object) -> str:
    """As JSON in which control signs of a page, which mean something to a terminal, are escaped."""
    text = json.dumps(found, ensure_ascii=False, indent=2)
    return re.sub("[\x7f-\x9f]", lambda sign: f"\\u{ord(sign[0]):04x}", text)


def refuse_feed(page: Page, body: bytes, name: str) -> None:
    """Raise TrackgraphError, one line, where what was given as a page is a feed: it lists no linkbacks."""
    if page.links:
        return
    # Late: what reads feeds loads much, and a page with links is none.
    from crawler.engine.homes import home_of_feed

    if home_of_feed(page, body) is not None:
        raise TrackgraphError(f"{name} is a feed; give the address of one of its posts")


def page_lines(page: Page) -> Iterator[str]:
    """The facts of a page, then its linkbacks, a few lines each."""
    for name, value in _facts(page):
        yield f"{name:<{LABEL}}{value}"
    for one in page.linkbacks:
        yield ""
        yield from _linkback(one)
    if not page.linkbacks:
        yield ""
        yield f"No linkbacks are listed on this page.{_where_else(page)}"


def _where_else(page: Page) -> str:
    if page.listing_urls:
        return " Its listing stands on the pages named above."
    if page.announced:
        return f" It announces {page.announced}: a script may fill them in, or their markup is not known."
    is_list = page.page_kind is PageKind.INDEX
    return " It is a list of posts, whose pages list theirs: give the address of one." if is_list else ""


def _linkback(one: Linkback) -> Iterator[str]:
    """Kind, title, source, when, by whom and where, how the excerpt begins: what is stated of these."""
    told = (one.published, one.author and f"by {one.author}", one.site)
    title, about = (
        list(_wrapped(_plain(text))) for text in (one.title or "", " · ".join(filter(None, told)))
    )
    excerpt = _wrapped(_plain(one.excerpt or ""), EXCERPT_LINES, mark="> ")
    source = [one.source or "(no link)"]
    lines = (*title, *source, *about, *excerpt) if title else (*about, *source, *excerpt)
    for label, line in zip_longest((one.subtype or one.kind.value,), lines, fillvalue=""):
        yield f"{label:<{LABEL}}{line}"


def _plain(text: str) -> str:
    """Text on one line, without signs that command a terminal."""
    return " ".join(_CONTROL.sub(" ", text).split())


def _wrapped(text: str, lines: int = 0, *, mark: str = "") -> Iterator[str]:
    """Lines that fit beside the labels, as a terminal draws them; after `lines` of them the rest is cut."""
    # Late: only who looks at a page pays for it.
    from rich.console import Console
    from rich.text import Text

    room = WIDTH - LABEL - len(mark)
    if not text:
        return
    found = [part.plain.rstrip() for part in Text(text).wrap(Console(width=WIDTH), room - 1)]
    if lines and len(found) > lines:
        found = [*found[: lines - 1], f"{found[lines - 1]}…"]
    yield from (f"{mark}{line}" for line in found)


def _facts(page: Page) -> Iterator[tuple[str, str]]:
    yield "page", page.url
    yield "kind", page.page_kind.value
    post = page.post
    if post:
        for name in ("title", "author", "published", "canonical", "language"):
            yield name, _beside(getattr(post, name)) if name != "canonical" else post.canonical or "-"
        yield "tags", _beside("; ".join(post.tags))
    ends = page.endpoints
    yield "trackback", f"\n{INDENT}".join(ends.trackback) or "-"
    yield "pingback", ends.pingback or "-"
    yield "webmention", ends.webmention or "-"
    yield "accepts", ends.accepts or "not stated"
    announced = "" if page.announced is None else f", {page.announced} announced"
    yield "linkbacks", f"{len(page.linkbacks)} listed{announced}"
    yield "comments", str(page.comments_count)
    yield "links", str(len(page.links))
    if page.listing_urls:
        yield "listing on", f"\n{INDENT}".join(page.listing_urls)


def _beside(text: str | None) -> str:
    return f"\n{INDENT}".join(_wrapped(_plain(text or ""))) or "-"
