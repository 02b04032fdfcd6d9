"""What `trackgraph inspect` prints of a page: plain lines, nothing cut: addresses are there to be copied."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.records import Page


def page_lines(page: Page) -> Iterator[str]:
    """The facts of a page, then its linkbacks, a line or two each."""
    for name, value in _facts(page):
        yield f"{name:<11}{value}"
    yield ""
    for one in page.linkbacks:
        label = one.subtype or one.kind.value
        yield f"{label:<11}{(one.published or '')[:10]:<11}{one.title or one.site or ''}".rstrip()
        yield f"{'':<11}{one.source or '(no link)'}"
    if not page.linkbacks:
        elsewhere = " Its listing stands on the pages named above." if page.listing_urls else ""
        yield f"No linkbacks are listed on this page.{elsewhere}"


def _facts(page: Page) -> Iterator[tuple[str, str]]:
    yield "page", page.url
    yield "kind", page.page_kind.value
    post = page.post
    if post:
        for name in ("title", "author", "published", "canonical", "language"):
            yield name, getattr(post, name) or "-"
        yield "tags", "; ".join(post.tags) or "-"
    ends = page.endpoints
    yield "trackback", f"\n{'':<11}".join(ends.trackback) or "-"
    yield "pingback", ends.pingback or "-"
    yield "webmention", ends.webmention or "-"
    yield "accepts", ends.accepts or "not stated"
    announced = "not stated" if page.announced is None else str(page.announced)
    yield (
        "linkbacks",
        f"{len(page.linkbacks)} listed, {announced} announced"
        if page.announced is not None
        else f"{len(page.linkbacks)} listed",
    )
    yield "comments", str(page.comments_count)
    yield "links", str(len(page.links))
    if page.listing_urls:
        yield "listing on", f"\n{'':<11}".join(page.listing_urls)
