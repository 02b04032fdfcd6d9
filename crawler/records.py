"""What a page tells: the records that leave `read_page`, all frozen, URLs absolute and as written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The protocol by which a linkback came, as far as the page says it."""

    TRACKBACK = "trackback"
    PINGBACK = "pingback"
    WEBMENTION = "webmention"
    UNKNOWN = "unknown"


class PageKind(StrEnum):
    """What a page is: one post, a list of posts, or neither (error pages, forms, pop-ups)."""

    POST = "post"
    INDEX = "index"
    OTHER = "other"


class Region(StrEnum):
    """Where in a page a link stands."""

    CONTENT = "content"
    COMMENTS = "comments"
    NAVIGATION = "navigation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkback:
    """One received reference as a listing shows it.

    `source` is the citing page's URL, absolute and otherwise as written; None where the entry has no link.
    `subtype` is, for webmentions, one of mention, reply, like, repost, bookmark, rsvp, or reaction (a face of
    whose owner's act the page tells nothing); None where not stated.
    `published` is ISO 8601, as precise as the page states it ("2006-03-14", "2006-03-14T08:05:00+09:00");
    no time zone is invented. `position` counts the page's entries from 0, in document order.
    `convention` names the module of `crawler.listings` that read it.
    """

    kind: Kind
    source: str | None = None
    title: str | None = None
    site: str | None = None
    excerpt: str | None = None
    author: str | None = None
    published: str | None = None
    subtype: str | None = None
    position: int = 0
    convention: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A hyperlink of a page: where it goes, what it says, and where it stands. `rel` is lower case."""

    url: str
    text: str = ""
    rel: tuple[str, ...] = ()
    region: Region = Region.CONTENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """Where a page accepts linkbacks. `accepts` is "closed" where the page says so, "open" where it says so
    or names where to send trackbacks or webmentions, else None."""

    trackback: tuple[str, ...] = ()
    pingback: str | None = None
    webmention: str | None = None
    accepts: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What a page, a feed or an API says about one post.

    `tags` are all topics that the author gave, tags and categories together, in the page's order;
    `categories` are those of them that are called categories. `robots` is what the robots meta element and
    the X-Robots-Tag header say, lower case; "googlebot: …" what is said to Google alone. `origins` names for
    each field (as pairs) where it was read: "jsonld", "microformats" (microdata and rel values as well),
    "meta", "visible", "feed", "rest", "sitemap".
    """

    title: str | None = None
    author: str | None = None
    published: str | None = None
    modified: str | None = None
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    language: str | None = None
    canonical: str | None = None
    excerpt: str | None = None
    robots: str | None = None
    platform: str | None = None
    origins: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All that one page says. `post` is None where the page is not a post.

    `comments_count` counts people's comments, linkbacks not among them. `announced` is the number of
    linkbacks that the page itself states ("3 Trackbacks"), None where it states none. `listing_urls` are
    further pages that hold parts of this post's listing (comment pages, pop-ups), as the page links them,
    without repeats. `shortlink` is the short address that the page names for itself. `site_title` is the
    blog's name, `feeds` the feeds that the page names, `rest` the WordPress REST root that it names. `beside`
    are the pages that its head calls the ones before and after it.
    `encoding` is the one that the text was read with.
    """

    url: str
    page_kind: PageKind = PageKind.OTHER
    post: Post | None = None
    endpoints: Endpoints = Endpoints()
    linkbacks: tuple[Linkback, ...] = ()
    comments_count: int = 0
    announced: int | None = None
    links: tuple[Link, ...] = ()
    listing_urls: tuple[str, ...] = ()
    site_title: str | None = None
    language: str | None = None
    canonical: str | None = None
    robots: str | None = None
    platform: str | None = None
    shortlink: str | None = None
    feeds: tuple[str, ...] = ()
    rest: str | None = None
    beside: tuple[Link, ...] = ()
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commented:
    """A comment or linkback that a feed of comments shows: the URL of its post, its name there (the address's
    fragment, `comment-12`) and its date (ISO 8601, "" where none is stated)."""

    post: str
    name: str
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """A post that a blog's feed, sitemap, REST interface or archive names, before its page is read.

    `way` is "rest", "feed", "sitemap" or "archive". `count` is the number of approved comments and linkbacks
    together (`slash:comments`), None where not stated. `accepts` is "open", "closed" or None. `links` are the
    links of the post's text where the way carries the text, else empty. `modified` is sitemap lastmod or REST
    modified. `post` carries the facts that the way states. `type` is "post", or "page" for what the software
    calls a page (no date, in no feed). `shortlink` is its address by number, where the way tells it.
    """

    url: str
    way: str
    type: str = "post"
    post: Post = Post()
    count: int | None = None
    accepts: str | None = None
    modified: str | None = None
    links: tuple[Link, ...] = ()
    trackback: str | None = None
    shortlink: str | None = None
