"""The schema of the store: every table and column, with its meaning. The documentation is made from it.

The store keeps facts only. Opinions (same post? spam? hot?) are computed on read, so that a rule can change
without a new crawl. URLs live once, in `urls`, as they were written; everything else refers to them by
integer. Times are Unix seconds (UTC) as integers; dates that pages state are kept as ISO 8601 text, as
precise as they were stated.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    DDL,
    JSON,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
)

SCHEMA_VERSION = 8
"""Raised by one with every change of a table; `crawler.store.migrations` holds the way up."""

SAME_BLOG = "the same blog as "
"""The reason of a blog that turned out to be a further address of another one begins so; its seed follows."""

metadata = MetaData()


def _fact(name: str, kind: Any, comment: str, **options: Any) -> Column[Any]:
    return Column(name, kind, comment=comment, **options)


meta = Table(
    "meta",
    metadata,
    _fact(
        "key", String, "name of a property of the store: schema_version, created, program", primary_key=True
    ),
    _fact("value", Text, "its value", nullable=False),
    comment="Properties of the store itself.",
)

urls = Table(
    "urls",
    metadata,
    _fact("id", Integer, "the integer by which all other tables name this URL", primary_key=True),
    _fact("url", Text, "the URL, absolute, as it was written", nullable=False, unique=True),
    comment="Dictionary of all URLs, each spelling once.",
)
# The usual index of PostgreSQL takes no text over 2,700 bytes, and pages link longer addresses.
_BY_HASH = "DROP CONSTRAINT urls_url_key, ADD CONSTRAINT urls_url_key EXCLUDE USING hash (url WITH =)"
_URLS_BY_HASH = DDL(f"ALTER TABLE urls {_BY_HASH}")  # type: ignore[no-untyped-call]
event.listen(urls, "after_create", _URLS_BY_HASH.execute_if(dialect="postgresql"))

runs = Table(
    "runs",
    metadata,
    _fact("id", Integer, "1, 2, 3 … in order of their start", primary_key=True),
    _fact("started", Integer, "start, Unix seconds", nullable=False),
    _fact("finished", Integer, "end, Unix seconds; null while running or after a kill"),
    _fact(
        "state", String, "running, finished, or interrupted (by the user, a limit, or a kill)", nullable=False
    ),
    _fact("version", String, "version of trackgraph that crawled", nullable=False),
    _fact("seeds", JSON, "the seeds as the user gave them", nullable=False),
    _fact("settings", JSON, "every setting that could change the outcome", nullable=False),
    _fact("counts", JSON, "named counters at the end of the run (Scrapy stats that matter)", nullable=False),
    _fact(
        "blogs",
        JSON(none_as_null=True),
        "what became of each blog, and of its robots.txt, kept when the next run begins; null for the last"
        " run, which the table `blogs` tells of",
    ),
    comment="One row for each crawl, resumed or not: the run manifest.",
)

blogs = Table(
    "blogs",
    metadata,
    _fact("id", Integer, "key", primary_key=True),
    _fact("seed", Text, "the seed as the user gave it, or the URL by which the blog was met", nullable=False),
    _fact("home", ForeignKey("urls.id"), "the home page, after redirects", nullable=False, unique=True),
    _fact("prefix", Text, "host/path/ without scheme: what is below it belongs to the blog", nullable=False),
    _fact("title", Text, "the blog's name"),
    _fact("platform", String, "software, where it says so: wordpress, movabletype, blogger …"),
    _fact("language", String, "language of the home page, BCP 47"),
    _fact("moved_from", Text, "the seed's prefix, where the seed redirected to another host or folder"),
    _fact("hops", Integer, "0 for seeds, n for a blog met n hops away (--follow)", nullable=False, default=0),
    _fact(
        "state", String, "queued, discovering, crawling, finished, stopped (a limit), failed", nullable=False
    ),
    _fact("reason", Text, "why it failed or stopped, one line"),
    _fact(
        "ways",
        JSON,
        "what each way of discovery gave: {way: {found, requests, complete}}, and kept: true where its own"
        " pages were not walked again, as `walked` says when they were",
        nullable=False,
    ),
    _fact(
        "commented",
        JSON,
        "what its comments feeds showed last: {feed: [[post's url, name of the comment, Unix seconds], …]}",
    ),
    _fact("walked", Integer, "when its own pages were last walked to their end, Unix seconds; null if never"),
    _fact(
        "robots",
        JSON,
        "robots.txt: {status, crawl_delay, applied_delay, disallowed: URLs that it kept unasked}",
        nullable=False,
    ),
    _fact(
        "inference",
        String,
        "whether posts with count 0 may be inferred: unchecked, holds, broken, off",
        nullable=False,
    ),
    _fact("first_run", ForeignKey("runs.id"), "run that met it first", nullable=False),
    _fact("last_run", ForeignKey("runs.id"), "run that visited it last", nullable=False),
    comment="What the seeds name: a home page and everything below it.",
)

posts = Table(
    "posts",
    metadata,
    _fact("id", Integer, "key", primary_key=True),
    _fact("blog", ForeignKey("blogs.id"), "the blog it belongs to", nullable=False, index=True),
    _fact("url", ForeignKey("urls.id"), "its URL, after redirects", nullable=False, unique=True),
    _fact(
        "type",
        String,
        "post, or page for what the blog's software calls a page (no date, in no feed)",
        nullable=False,
        default="post",
    ),
    _fact("title", Text, "title"),
    _fact("author", Text, "author's name"),
    _fact("published", String, "ISO 8601, as stated"),
    _fact("modified", String, "ISO 8601, as stated"),
    _fact("language", String, "BCP 47, as stated"),
    _fact("excerpt", Text, "the summary that the author or the page gives, at most 1,000 characters"),
    _fact("canonical", ForeignKey("urls.id"), "canonical URL that the page states"),
    _fact("robots", Text, "robots meta content and X-Robots-Tag, lower case"),
    _fact("platform", String, "software, where the page says so"),
    _fact(
        "origins",
        JSON,
        "which source gave each field: {field: jsonld|microformats|meta|feed|rest|visible}",
        nullable=False,
    ),
    _fact(
        "reading",
        String,
        "read (its page was), inferred (known from REST or feed to have no comments), unread",
        nullable=False,
    ),
    _fact("status", Integer, "last HTTP status of its page; null when never fetched"),
    _fact(
        "in_feed",
        Integer,
        "1 if a feed of the blog names it, 0 if a feed was read and does not, null if none was read",
    ),
    _fact("in_sitemap", Integer, "the same for the sitemap"),
    _fact("feed_run", ForeignKey("runs.id"), "run in which a feed last named it"),
    _fact("sitemap_run", ForeignKey("runs.id"), "the same for the sitemap"),
    _fact("blocked", Integer, "1 if robots.txt forbids it", nullable=False, default=0),
    _fact("comments", Integer, "people's comments on its page, linkbacks not among them"),
    _fact("announced", Integer, "number of linkbacks that its page states"),
    _fact("count", Integer, "comments and linkbacks together that the feed states (slash:comments)"),
    _fact("counted_run", ForeignKey("runs.id"), "run in which the blog last stated that count"),
    _fact("accepts", String, "open, closed, or null where nothing says so"),
    _fact(
        "closed_run",
        ForeignKey("runs.id"),
        "run that found it closed though an earlier one found it open; null while it is open",
    ),
    _fact(
        "listing_complete",
        Integer,
        "1 if every page of its listing was read in the last reading, else 0; null when unread",
    ),
    _fact("fetched", Integer, "when its page was last read, Unix seconds"),
    _fact("first_run", ForeignKey("runs.id"), "run that met it first", nullable=False),
    _fact(
        "first_read",
        ForeignKey("runs.id"),
        "run that first knew what it lists, read or inferred; what came after it is new",
    ),
    _fact("last_run", ForeignKey("runs.id"), "last run that confirmed it exists", nullable=False),
    _fact("gone_run", ForeignKey("runs.id"), "run that found it gone (404, 410), null while it is there"),
    comment="Posts of the crawled blogs.",
)

aliases = Table(
    "aliases",
    metadata,
    _fact("url", ForeignKey("urls.id"), "a spelling or former address", nullable=False),
    _fact("target", ForeignKey("urls.id"), "the URL that it leads to", nullable=False),
    _fact(
        "how",
        String,
        "redirect, canonical, shortlink, or moved (a whole blog: both are home pages)",
        nullable=False,
    ),
    _fact("last_run", ForeignKey("runs.id"), "run that saw it last", nullable=False),
    PrimaryKeyConstraint("url", "target", "how"),
    Index("aliases_target", "target"),
    comment="Addresses that the web itself says are the same page.",
)

tags = Table(
    "tags",
    metadata,
    _fact("id", Integer, "key", primary_key=True),
    _fact("tag", Text, "the author's spelling", nullable=False, unique=True),
    comment="Dictionary of tags and categories.",
)

post_tags = Table(
    "post_tags",
    metadata,
    _fact("post", ForeignKey("posts.id"), "the post", nullable=False),
    _fact("tag", ForeignKey("tags.id"), "the tag", nullable=False),
    _fact("category", Integer, "1 if the author's software calls it a category", nullable=False, default=0),
    PrimaryKeyConstraint("post", "tag"),
    comment="Topics that authors gave their posts.",
)

endpoints = Table(
    "endpoints",
    metadata,
    _fact("post", ForeignKey("posts.id"), "the post", nullable=False),
    _fact("protocol", String, "trackback, pingback or webmention", nullable=False),
    _fact("url", ForeignKey("urls.id"), "the endpoint", nullable=False),
    _fact("last_run", ForeignKey("runs.id"), "run that saw it last", nullable=False),
    PrimaryKeyConstraint("post", "protocol", "url"),
    comment="Where posts accept linkbacks.",
)

linkbacks = Table(
    "linkbacks",
    metadata,
    _fact("id", Integer, "key", primary_key=True),
    _fact("post", ForeignKey("posts.id"), "the post whose listing shows it", nullable=False, index=True),
    _fact(
        "listing",
        ForeignKey("urls.id"),
        "the page (post, comment page, pop-up, feed) that shows it",
        nullable=False,
    ),
    _fact("kind", String, "trackback, pingback, webmention or unknown", nullable=False),
    _fact("subtype", String, "webmentions: mention, reply, like, repost, bookmark, rsvp, reaction"),
    _fact("source", ForeignKey("urls.id"), "the citing page as written; null where the entry has no link"),
    _fact("title", Text, "title of the citing page, as listed"),
    _fact("site", Text, "name of the citing site, as listed"),
    _fact("excerpt", Text, "excerpt, as listed"),
    _fact("author", Text, "author, as listed"),
    _fact("published", String, "ISO 8601, as listed"),
    _fact("position", Integer, "place in the listing page, from 0", nullable=False),
    _fact("convention", String, "module of crawler.listings that read it", nullable=False),
    _fact(
        "repeat",
        Integer,
        "0, or n for the n-th further identical entry of the same post",
        nullable=False,
        default=0,
    ),
    _fact("first_run", ForeignKey("runs.id"), "run that saw it first", nullable=False),
    _fact("last_run", ForeignKey("runs.id"), "run that saw it last", nullable=False),
    _fact(
        "gone_run",
        ForeignKey("runs.id"),
        "run that read the whole listing and found it no more; null while listed",
    ),
    _fact("first_seen", Integer, "Unix seconds", nullable=False),
    Index("linkbacks_source", "source"),
    comment="Every entry that a listing showed, repeats included.",
)

links = Table(
    "links",
    metadata,
    _fact(
        "page",
        ForeignKey("urls.id"),
        "the page: a post, a home page, or one that lists posts",
        nullable=False,
    ),
    _fact("target", ForeignKey("urls.id"), "where to", nullable=False),
    _fact("region", String, "content, comments or navigation", nullable=False),
    _fact("rel", String, "rel values, space separated, lower case", nullable=False, default=""),
    _fact(
        "text", Text, "anchor text of the first such link, at most 200 characters", nullable=False, default=""
    ),
    _fact("last_run", ForeignKey("runs.id"), "run that saw it last", nullable=False),
    PrimaryKeyConstraint("page", "target", "region"),
    comment="Hyperlinks of read pages, once for each page, target and region.",
    # By far the longest table: in SQLite, without row numbers it is one tree instead of two.
    sqlite_with_rowid=False,
)

evidence = Table(
    "evidence",
    metadata,
    _fact("id", Integer, "key", primary_key=True),
    _fact("source", ForeignKey("urls.id"), "the citing page", nullable=False),
    _fact("target", ForeignKey("urls.id"), "the cited post", nullable=False),
    _fact("run", ForeignKey("runs.id"), "run in which it was fetched", nullable=False),
    _fact("verdict", String, "verified, removed or unreachable", nullable=False),
    _fact("exact", Integer, "1 if the link is to exactly the listed target"),
    _fact("status", Integer, "HTTP status; null where none came"),
    _fact("error", String, "why unreachable: timeout, dns, robots, refused …"),
    _fact("rel", String, "rel values of the link"),
    _fact("anchor", Text, "anchor text of the link"),
    _fact("snippet", Text, "text around the link"),
    _fact("fetched", Integer, "Unix seconds", nullable=False),
    UniqueConstraint("source", "target", "run"),
    comment="What a fetched source showed: one row for each source, target and run.",
)

ledger = Table(
    "ledger",
    metadata,
    _fact("url", ForeignKey("urls.id"), "the URL to fetch", nullable=False),
    _fact("blog", ForeignKey("blogs.id"), "on behalf of which blog", nullable=False),
    _fact("role", String, "home, rest, sitemap, feed, archive, post, listing, source", nullable=False),
    _fact("post", ForeignKey("posts.id"), "for listings: the post that they belong to"),
    _fact(
        "state",
        String,
        "known (not decided yet), waiting, done, failed, skipped; done only together with its rows",
        nullable=False,
    ),
    _fact("run", ForeignKey("runs.id"), "run that this state belongs to", nullable=False),
    _fact("rank", Float, "order within its blog: smaller first", nullable=False, default=0.0),
    _fact("reason", String, "why failed or skipped: robots, http_404, timeout, too_large, private_address …"),
    _fact("status", Integer, "last HTTP status"),
    _fact("tries", Integer, "fetches in this run", nullable=False, default=0),
    _fact("fetched", Integer, "last answer, Unix seconds"),
    _fact("changed", Integer, "last time that its content was seen changed, Unix seconds"),
    _fact("etag", Text, "validator for a conditional request, where it proves something"),
    _fact("last_modified", Text, "the same"),
    _fact("stated_modified", String, "sitemap lastmod or REST modified, as last stated"),
    PrimaryKeyConstraint("url", "blog"),
    Index("ledger_waiting", "blog", "state", "rank"),
    comment="The ledger of the crawl: every known URL and how far it got.",
)
# As text, which both dialects read alike: an Index with a condition loads the dialects that it is meant for.
_LEDGER_POST = "CREATE INDEX ledger_post ON ledger (post) WHERE post IS NOT NULL"
event.listen(ledger, "after_create", DDL(_LEDGER_POST))  # type: ignore[no-untyped-call]

events = Table(
    "events",
    metadata,
    _fact("run", ForeignKey("runs.id"), "the run", nullable=False),
    _fact("blog", ForeignKey("blogs.id"), "the blog; null where it concerns the whole run"),
    _fact("what", String, "skip, error, warning or trap", nullable=False),
    _fact("reason", String, "its name: robots, http_404, timeout, calendar, replytocom …", nullable=False),
    _fact("count", Integer, "how often", nullable=False),
    _fact("example", Text, "first URL that it happened to"),
    Index("events_of_run", "run", "blog"),
    comment="Every skip and error, counted by name, with an example.",
)
