"""How many comments of people a post has."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import counts


@pytest.mark.parametrize(
    ("count", "complete", "shown", "reading", "listed", "expected"),
    [
        (7, 1, 2, "read", 3, 4),
        (7, 1, 2, "gone", 0, 2),
        (2, 1, 0, "read", 3, 0),
        (7, 0, 2, "read", 3, 2),
        (7, None, 2, "read", 3, 2),
        (None, 1, 5, "read", 3, 5),
        (None, 1, None, "read", 3, None),
        (None, None, None, "unread", 0, None),
        (0, None, None, "inferred", 0, 0),
    ],
)
def test_people_wrote_what_the_feed_counts_less_what_is_listed(
    count: int | None,
    complete: int | None,
    shown: int | None,
    reading: str,
    listed: int,
    expected: int | None,
) -> None:
    numbers = {"count": [count], "listing_complete": [complete], "comments": [shown]}
    posts = pd.DataFrame({**{k: pd.array(v, "Int64") for k, v in numbers.items()}, "reading": [reading]})
    posts["gone"] = reading == "gone"
    found = counts.comments(posts, pd.Series([listed]))
    assert [None if pd.isna(number) else number for number in found] == [expected]
