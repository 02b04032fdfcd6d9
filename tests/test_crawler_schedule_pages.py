"""Posts that are read though nothing is said of a change: pages with linkbacks, broken and missing ones."""

from __future__ import annotations

import pytest

from crawler.schedule import DAY, PostFacts, decide

NOW = 1_700_000_000


@pytest.mark.parametrize(
    ("silent", "age", "decision"),
    [(True, None, "read"), (False, None, "keep"), (True, 10 * DAY, "too_old")],
)
def test_silent_pages(silent: bool, age: float | None, decision: str) -> None:
    facts = PostFacts(
        count=None,
        reading="read",
        published=NOW - 1000 * DAY,
        fetched=NOW - 60,
        confirmed=True,
        listed=True,
        silent=silent,
    )
    assert decide(facts, now=NOW, thorough=False, max_age=age) == decision


@pytest.mark.parametrize(
    ("count", "confirmed", "listed", "decision"),
    [
        (0, True, True, "infer"),
        (0, False, False, "infer"),
        (0, False, True, "read"),
        (1, True, True, "read"),
        (None, True, True, "read"),
    ],
    ids=["named", "no way was complete", "named no more", "has a comment", "not counted"],
)
def test_a_post_without_comments_that_no_way_names_any_more_is_looked_for(
    count: int | None, confirmed: bool, listed: bool, decision: str
) -> None:
    facts = PostFacts(
        count=count, reading="inferred", published=NOW, fetched=None, confirmed=confirmed, listed=listed
    )
    assert decide(facts, now=NOW, thorough=False, max_age=None) == decision


@pytest.mark.parametrize(("failed", "decision"), [(True, "read"), (False, "keep")])
def test_a_post_that_could_not_be_read_is_read_again_whatever_its_age(failed: bool, decision: str) -> None:
    facts = PostFacts(
        count=3,
        reading="read",
        published=NOW - 1000 * DAY,
        fetched=NOW - DAY,
        confirmed=True,
        listed=True,
        failed=failed,
    )
    assert decide(facts, now=NOW, thorough=False, max_age=None) == decision
