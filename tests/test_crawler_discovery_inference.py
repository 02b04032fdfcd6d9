"""Which posts need no fetch, how that is checked, and what a crawl will cost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery import Reading, more_to_check, plan, rule_holds, sample_to_check

HOME = "http://blog.example/"
PING = Reading(count=2, comments=1, linkbacks=1)


@pytest.mark.parametrize(
    ("readings", "holds"),
    [
        ([PING, PING, PING], True),
        ([PING, Reading(count=0, comments=0, linkbacks=0)], True),
        ([Reading(count=0, comments=0, linkbacks=0)] * 5, True),
        ([Reading(count=1, comments=1, linkbacks=1)], False),
        ([PING, PING, PING, Reading(count=0, comments=0, linkbacks=1)], False),
        ([PING], None),
        ([PING, PING], None),
        ([Reading(count=0, comments=0, linkbacks=0)] * 4, None),
        ([Reading(count=0, comments=0, linkbacks=0, complete=False)] * 5, None),
        ([PING, Reading(count=0, comments=0, linkbacks=0, complete=False)], None),
        # Comments alone say nothing of linkbacks
        ([PING, PING, PING, Reading(count=1, comments=2, linkbacks=0)], True),
        ([PING, PING, PING, Reading(count=1, comments=1, linkbacks=1, complete=False)], False),
        ([Reading(count=0, comments=0, linkbacks=0)], None),
        ([Reading(count=3, comments=3, linkbacks=0)] * 9, None),
        ([Reading(count=5, comments=1, linkbacks=1)] * 9, None),
        ([Reading(count=None, comments=1, linkbacks=1)] * 9, None),
        ([Reading(count=2, comments=1, linkbacks=1, complete=False)] * 9, None),
        ([], None),
    ],
)
def test_rule(readings: list[Reading], holds: bool | None) -> None:
    assert rule_holds(readings) is holds


@given(st.lists(st.text(min_size=1), unique=True, max_size=200), st.sampled_from([True, False, None]))
def test_samples_are_among_the_candidates(zeros: list[str], proven: bool | None) -> None:
    found = sample_to_check(zeros, proven=proven)
    assert set(found) <= set(zeros)
    assert len(found) == (len(zeros) if proven is False else len(zeros) // 30)
    assert len(more_to_check(zeros)) == min(5, len(zeros))


@pytest.mark.parametrize(("zeros", "places"), [(29, []), (30, [0]), (60, [0, 59]), (91, [0, 45, 90])])
def test_samples_are_spread_from_the_first_to_the_last(zeros: int, places: list[int]) -> None:
    assert sample_to_check([str(n) for n in range(zeros)]) == tuple(map(str, places))


@pytest.mark.parametrize(("delay", "seconds"), [(1.0, 14.3), (0.0, 3.3), (10.0, 113.3)])
def test_plan(delay: float, seconds: float) -> None:
    ways = {"rest": {"found": 64, "complete": True}, "feed": {}}
    found = plan(HOME, ways=ways, posts=64, to_read=6, spent=5, delay=delay)
    assert (found.posts, found.to_read, found.requests) == (64, 6, 11)
    assert found.seconds == pytest.approx(seconds), "the delay begins when the server has answered"
    assert found.ways == (("feed", 0, False), ("rest", 64, True))
