"""What one answer brings: the row that asked for it, what was read, and what is to be fetched next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from crawler.records import Commented, Discovered, Link, Linkback, Page

if TYPE_CHECKING:
    from crawler.verify import Mention


class Role(StrEnum):
    """Why a URL is fetched. Roles of discovery come before those of pages."""

    ROBOTS = "robots"
    HOME = "home"
    REST = "rest"
    SITEMAP = "sitemap"
    FEED = "feed"
    ARCHIVE = "archive"
    POST = "post"
    LISTING = "listing"
    TRACKBACK_RSS = "trackback-rss"
    COMMENT_FEED = "comment-feed"
    JF2 = "jf2"
    SOURCE = "source"


EXTRAS = (Role.TRACKBACK_RSS, Role.COMMENT_FEED, Role.JF2)
"""Roles of listings that stand elsewhere: the values are those of `listings_elsewhere.Form`."""

OTHER_PAGE = "other_page"
"""Reason of a page that shows nothing of the blog or post that it was when it was read last."""
DOUBTS = (OTHER_PAGE, "cut_off")
"""Reasons of such pages; what shows itself so twice in a row is believed."""

DISCOVERY = (Role.HOME, Role.REST, Role.SITEMAP, Role.FEED, Role.ARCHIVE)
"""The roles that must be through before it is decided which posts are fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A row of the ledger on its way. `url_id` is 0 for robots.txt and for a probe (a home page that is asked
    only whether its host lives), which the ledger does not keep.

    `post_url` is the URL of `post`, for listings; `targets` are the posts that list a source, each
    with the other addresses that are known of it.
    `etag` and `last_modified` are sent as conditions where they are set. `via` are the addresses that
    redirected here, the asked one first; `guessed`: it was not asked for, as others were redirected alike.
    `doubted`: it showed another page when it was asked for last; `refused`: the status with which that was
    lately refused, or not found; `broken`: a look-up to which the server answered with an error then.
    """

    url: str
    blog: int
    role: Role
    url_id: int = 0
    post: int | None = None
    post_url: str | None = None
    rank: float = 0.0
    tries: int = 0
    etag: str | None = None
    last_modified: str | None = None
    via: tuple[str, ...] = ()
    targets: tuple[tuple[str, ...], ...] = ()
    guessed: bool = False
    doubted: bool = False
    refused: int | None = None
    broken: bool = False

    @property
    def sent(self) -> int:
        """Requests that were made for it, but for the one that is to come."""
        return self.tries + len(self.via) - self.guessed

    @property
    def asked(self) -> str:
        """The address that was asked for first."""
        return self.via[0] if self.via else self.url

    @property
    def is_probe(self) -> bool:
        """Whether it is asked only whether its host lives."""
        return self.role is Role.HOME and not self.url_id

    @property
    def was_put_off(self) -> bool:
        """Whether it is a post that was tried before, and put off behind others."""
        return self.role is Role.POST and self.tries > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A further URL to fetch. `rank`: smaller first. `done`: its content was read under another address."""

    url: str
    role: Role
    rank: float = 0.0
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A skip, error, warning or trap to be counted by its name."""

    what: str
    reason: str
    example: str
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How far one way of discovery came with one answer; `found` counts the posts that it named.

    `window`: posts that one page of the blog's feed holds. `kept`: it was gone to its end in an earlier run,
    and is not again in this one.
    """

    name: str
    found: int = 0
    complete: bool | None = None
    window: int | None = None
    kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BlogFacts:
    """What an answer says about the whole blog; None leaves a fact as it is. `state` as in the schema."""

    home: str | None = None
    prefix: str | None = None
    moved_from: str | None = None
    title: str | None = None
    platform: str | None = None
    language: str | None = None
    state: str | None = None
    reason: str | None = None
    robots: tuple[tuple[str, int | float | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """One answer, or the failure to get one, with all that follows from it: stored in one transaction.

    `state` is "done", "failed" or "skipped" and `reason` says why it is not done. `url` is the address after
    redirects. `linkbacks` are the entries that it lists of the post that it is about; `index_links` are the
    links of a page of the blog that lists posts and is none. `hidden` and `commented`
    are those of `discovery.Answer`. `gone` is set where the server says that the page is no more
    (404, 410) or sends its readers elsewhere, `unchanged` for a 304. `led`: a redirect to a page that the
    blog knows, and that is read on its own. `elsewhere`: the listing repeats what the post's page may show as
    well (a pop-up, a feed), so that the same pair is the same linkback. `home_named`: the home page that a
    seed names as its own, where it is another page. `mentions`: of a source, what it showed of each target.
    """

    task: Task
    url: str
    state: str
    reason: str | None = None
    status: int | None = None
    page: Page | None = None
    index_links: tuple[Link, ...] = ()
    linkbacks: tuple[Linkback, ...] = ()
    mentions: tuple[tuple[str, Mention], ...] = ()
    hidden: tuple[str, ...] = ()
    commented: tuple[Commented, ...] = ()
    blog: BlogFacts | None = None
    found: tuple[Discovered, ...] = ()
    asks: tuple[Ask, ...] = ()
    ways: tuple[Way, ...] = ()
    events: tuple[Event, ...] = ()
    moved: bool = False
    unchanged: bool = False
    led: bool = False
    unended: bool = False
    elsewhere: bool = False
    home_named: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    fetched: bool = True

    @property
    def requests(self) -> int:
        """Requests that it took: tries and redirects, the last one only where something was fetched."""
        return self.task.sent + (1 - self.led if self.fetched else 0)

    @property
    def counted_as(self) -> str:
        """The name under which it is counted, where it is not done: sources have names of their own, because
        that they cannot be read is no trouble of the blog that lists them."""
        reason = self.reason or "unknown"
        return f"source_{reason}" if self.task.role is Role.SOURCE else reason

    @property
    def gone(self) -> bool:
        """Whether the server says that the page is no more, or shows another one in its place."""
        return self.status in (404, 410) or self.reason == "moved_away"
