"""Which posts' comments changed, by two readings of the feed that shows a blog's newest ones."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.store.commented import Shown, came_or_went

ONE, TWO, THREE = (Shown(10 * n, f"comment-{n}", n) for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("before", "now", "posts"),
    [
        # nothing is known of one of the two
        ((), (ONE, TWO), []),
        ((ONE, TWO), (), []),
        # the same, in whatever order
        ((ONE, TWO), (TWO, ONE), []),
        # a new one pushes the oldest out
        ((ONE, TWO), (TWO, THREE), [30]),
        # one between came late, or went
        ((ONE, THREE), (TWO, THREE), [20]),
        ((TWO, THREE), (ONE, THREE), [20]),
        # the newest went, and what stood behind the oldest is seen again
        ((TWO, THREE), (ONE, TWO), [30]),
        # a feed with room for more shows all: an old one that came, or went, without another
        ((TWO, THREE), (ONE, TWO, THREE), [10]),
        ((ONE, TWO, THREE), (TWO, THREE), [10]),
        # two posts have comments of one name
        ((ONE, TWO), (Shown(50, "comment-1", 1), TWO), []),
        ((ONE, THREE), (Shown(50, "comment-3", 3), ONE), [30, 50]),
        # without dates nothing tells how far a feed reaches
        ((Shown(10, "comment-1", 0), TWO), (TWO, Shown(40, "comment-4", 0)), []),
    ],
)
def test_posts_of_comments_that_came_or_went(
    before: tuple[Shown, ...], now: tuple[Shown, ...], posts: list[int]
) -> None:
    assert came_or_went(before, now) == posts
    assert came_or_went(now, before) == posts


@dataclass(frozen=True)
class Blog:
    """What a blog shows in two weeks, and how many comments its feed holds."""

    before: frozenset[Shown]
    now: frozenset[Shown]
    room: int

    def feed(self, shown: frozenset[Shown]) -> list[Shown]:
        return sorted(shown, key=lambda one: -one.date)[: self.room]


COMMENTS = st.frozensets(
    st.integers(1, 30).map(lambda date: Shown(date % 7, f"comment-{date}", date)), max_size=12
)
BLOGS = st.builds(Blog, COMMENTS, COMMENTS, st.integers(1, 12))


@given(BLOGS)
def test_no_post_is_named_whose_comments_are_the_same(blog: Blog) -> None:
    changed = {one.post for one in blog.before ^ blog.now}
    assert set(came_or_went(blog.feed(blog.before), blog.feed(blog.now))) <= changed


@given(BLOGS)
def test_what_is_newer_than_both_feeds_reach_is_named(blog: Blog) -> None:
    before, now = blog.feed(blog.before), blog.feed(blog.now)
    if before and now:
        reach = max(min(one.date for one in feed) for feed in (before, now))
        changed = {one.post for one in blog.before ^ blog.now if one.date > reach}
        assert changed <= set(came_or_went(before, now))
