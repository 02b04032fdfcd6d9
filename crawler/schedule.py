"""When a post is read: at first, again, or not at all. Pure: facts and the time in, a word out.

A post is read again at once when its blog states a change (another count of comments, another date of
modification, a fresh comment), or where it states no counts and another blog began to cite the post. Without
such a word it is visited by its age, because a removal is not always announced: see `revisit_after`.
"""

from __future__ import annotations

from dataclasses import dataclass

DAY = 86_400
PAGES_AGAIN = 30 * DAY
"""Seconds after which a WordPress blog is asked for its pages again, which no feed names."""
WALKED_AGAIN = 27 * DAY
"""Seconds after which a blog's own lists are walked again, though home page and feed show nothing new: by
every fourth weekly crawl."""
COUNTS_STAND = 27 * DAY
"""Seconds for which the numbers that a blog stated last stand while its feeds fail."""
REFUSED_AGAIN = 30 * DAY
"""Seconds after which a sitemap, a feed or REST that was not there is asked for again, if it never was."""
NO_POST_AGAIN = 30 * DAY
"""Seconds after which a page of a sitemap that was no post is read again: its blog may have been shut."""
GONE_AGAIN = 6 * DAY
"""Seconds after which a post that is gone, and that its blog still names, is looked at again: soon at first,
since a blog may answer so for a week, and ever later."""
LATEST_GONE_AGAIN = 60 * DAY
CHECKED_AGAIN = {"verified": 30 * DAY, "removed": 90 * DAY, "unreachable": 6 * DAY}
"""Seconds after which a source is fetched again, by what it showed: the dead ones in each weekly crawl, since
a 404 counts as a removal only after three of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFacts:
    """What the decision rests on. Times are Unix seconds; `published` is None where no date is known.

    `count` is the number of comments and linkbacks that the blog states. `confirmed`: a way of discovery
    named the post in this run. `listed`: a complete way should have named it. `silent`: it lists linkbacks
    and is a page, whose count no feed tells: such few are read in every run. `failed`: it could not be read
    when it was asked for last. `cited`: a post of another blog cites it that the run before read first.
    """

    count: int | None
    reading: str
    published: int | None
    fetched: int | None
    confirmed: bool
    listed: bool
    silent: bool = False
    failed: bool = False
    cited: bool = False


def decide(post: PostFacts, *, now: int, thorough: bool, max_age: float | None) -> str:
    """What to do with a post: read, infer (only if the rule holds), keep as it is, or too_old."""
    word = _word(post, now, thorough=thorough)
    old = max_age is not None and post.published is not None and now - post.published > max_age
    return "too_old" if old and word != "keep" else word


def _word(post: PostFacts, now: int, *, thorough: bool) -> str:
    missing = post.listed and not post.confirmed
    if post.fetched is None:
        return "infer" if post.count == 0 and not thorough and not missing else "read"
    if post.silent or post.failed or missing:
        return "read"  # it may have changed, or be gone
    if post.cited and post.count is None:
        return "read"
    return "keep" if lately(post.fetched, now, revisit_after(post, now)) else "read"


def look_again(*, since: int, looked: int, now: int, was_read: bool) -> bool:
    """Whether a post that is gone `since` then, and that its blog still names, is looked at once more.

    It is when half the time has passed that lay between its going and the last look (`looked`), twice that
    time where nothing was ever read of it, at least `GONE_AGAIN`, at most `LATEST_GONE_AGAIN`.
    """
    wait = (looked - since) / 2 if was_read else (looked - since) * 2
    return not lately(looked, now, min(max(GONE_AGAIN, wait), LATEST_GONE_AGAIN))


def lately(then: int, now: int, seconds: float) -> bool:
    """Whether less than so many seconds passed since then. More than a day ahead is no time at which anything
    was: a clock that went wrong wrote it."""
    return -DAY <= now - then < seconds


def revisit_after(post: PostFacts, now: int) -> float:
    """Seconds after which a post is read again without word of a change.

    A tenth of its age where the blog states no counts (a day for a post of ten days, at most 60 days), a
    quarter of it and at least 7 days where it does (at most 180 days). A date that is still to come (but for
    clocks that go wrong) is none.
    """
    published = post.published
    if published is None or published > now + DAY:
        published = now - 365 * DAY
    age = max(0, now - published)
    if post.count is None:
        return min(age / 10, 60 * DAY)
    return min(max(age / 4, 7 * DAY), 180 * DAY)
