"""What discovery is asked with and what it answers: the records of this room, all frozen."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.discovery.forms import Form
from crawler.records import Commented, Discovered


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is known of a blog while its posts are looked for.

    `home` is its home page after redirects, `prefix` host/path/ without scheme, `platform` the software that
    the home page names. `again` is true when an earlier run crawled it to its end: the sitemap, whose facts
    hardly change, is then left out, and the comments feed is asked for. `beyond_rest`: its sitemap named
    posts that REST did not; `knows_pages`: WordPress's pages were asked for lately. `form`: that of its
    posts' addresses, where its own pages are walked and its feed tells.
    """

    home: str
    prefix: str
    platform: str | None = None
    again: bool = False
    beyond_rest: bool = False
    knows_pages: bool = False
    form: Form | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """A URL to ask, and how its answer is to be read.

    `way` is "rest", "feed", "counts", "sitemap" or "archive": the name under which its posts and its
    completeness are recorded. "counts" is WordPress's feed ordered by number of comments: it names the posts
    that have any, and says nothing of what stands in the feed that readers get. How the answer is read
    follows from way and URL alone, so a ledger that keeps these two can go on after a kill. `rank`: smaller
    first.
    """

    url: str
    way: str
    rank: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """Links that were not followed: the guard's name, how many, and the first of them."""

    name: str
    count: int
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one answer says about where the blog's posts are.

    - `posts`: the posts that it names; `type` tells pages from posts.
    - `lookups`: what to ask next (older pages, child sitemaps, and other ways where this one failed).
    - `complete`: True where this answer is the last of its way and nothing is missing, None where `lookups`
      go on with it, False where the way cannot be complete (failed, or names only the newest posts). A way
      that has nothing left to ask is complete when at least one of its answers said True and none said False.
    - `problem`: why nothing could be read: http_404, html, broken, empty …; None where all is well.
    - `total`: number of posts that the way says there are, None where it does not say.
    - `hidden`: posts that exist and that a visitor cannot read (password): never to be fetched or stored.
    - `commented`: the newest comments and linkbacks of the blog (comments feed).
    - `window`: posts that one page of the feed holds, None where no feed was read. Where only "counts" was
      asked and REST was complete, the `window` newest posts are those that the readers' feed names.
    - `traps`: links left alone, by the guard's name.
    """

    way: str
    posts: tuple[Discovered, ...] = ()
    lookups: tuple[Lookup, ...] = ()
    complete: bool | None = None
    problem: str | None = None
    total: int | None = None
    hidden: tuple[str, ...] = ()
    commented: tuple[Commented, ...] = ()
    window: int | None = None
    traps: tuple[Trap, ...] = ()
