"""Pages that list linkbacks are read in every run, as no feed tells their counts."""

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
