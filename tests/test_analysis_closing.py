"""At which age blogs close their posts, by hand and beside a plain search; old posts that are still open."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_examples import examples

from analysis.closing import closing_age
from analysis.summary import summarize
from tests.made_network import ALPHA, BETA, START, Network


def _age(opened: list[int], closed: list[int]) -> float:
    ages = np.array([*opened, *closed], dtype=float)
    return closing_age(ages, np.array([False] * len(opened) + [True] * len(closed)))


@pytest.mark.parametrize(
    ("opened", "closed", "expected"),
    [
        ([10, 40, 80], [95, 200, 300], 95),
        ([80, 10, 40], [300, 95, 200], 95),
        ([1, 2, 3], [3, 4, 5], None),  # one of six on the wrong side
        ([*range(9), 400], range(90, 100), 90),
        (range(20), [5, 90, 91, 92], 90),
    ],
)
def test_the_age_that_closes_posts(opened: list[int], closed: list[int], expected: int | None) -> None:
    found = _age([*opened], [*closed])
    assert (None if math.isnan(found) else found) == expected


@pytest.mark.parametrize(
    ("opened", "closed"),
    [
        ([], []),
        ([10, 40, 80], []),
        ([], [95, 200, 300]),
        ([10, 40], [95, 200, 300]),
        ([10, 40, 80], [95, 200]),
        ([10, 40, 80, 400], [95, 200, 300]),
        ([200, 300, 400], [10, 40, 80]),
        ([10, 30, 50, 70], [20, 40, 60, 80]),
    ],
)
def test_what_shows_no_age(opened: list[int], closed: list[int]) -> None:
    assert math.isnan(_age(opened, closed))


_AGES = st.lists(st.integers(0, 40), max_size=25)


@settings(max_examples=examples(300), deadline=None)
@given(_AGES, _AGES)
def test_a_plain_search_finds_the_same(opened: list[int], closed: list[int]) -> None:
    best = math.nan
    fewest = math.inf
    for age in sorted(set(closed)):
        wrong = sum(one >= age for one in opened) + sum(one < age for one in closed)
        if wrong < fewest:
            fewest, best = wrong, age
    right = sum(one < best for one in opened), sum(one >= best for one in closed)
    if fewest * 10 > len(opened) + len(closed) or min(right) < 3:
        best = math.nan
    assert _age(opened, closed) == best or (math.isnan(best) and math.isnan(_age(opened, closed)))


def _published(days: int) -> str:
    return (datetime.fromtimestamp(START, UTC) - timedelta(days)).date().isoformat()


def _network() -> Network:
    network = Network()
    network.run(1)
    for blog in (ALPHA, BETA):
        network.blog(blog)
    for days in (10, 40, 80, 95, 200, 300):
        accepts = "open" if days < 90 else "closed"
        network.post(ALPHA, f"{ALPHA}{days}", published=_published(days), accepts=accepts)
    # What says nothing, is gone or has no date tells no age.
    for days in (120, 130):
        network.post(ALPHA, f"{ALPHA}silent{days}", published=_published(days))
        network.post(ALPHA, f"{ALPHA}gone{days}", published=_published(days), accepts="open", gone_run=1)
        network.post(ALPHA, f"{ALPHA}undated{days}", accepts="closed")
    for days in (365, 366, 500):
        network.post(BETA, f"{BETA}{days}", published=_published(days), accepts="open")
    network.post(BETA, f"{BETA}closed", published=_published(900), accepts="closed")
    network.post(BETA, f"{BETA}silent", published=_published(900))
    network.post(BETA, f"{BETA}undated", accepts="open")
    network.post(BETA, f"{BETA}gone", published=_published(900), accepts="open", gone_run=1, status=404)
    for post, source in (("365", "http://192.0.2.1/1"), ("366", "http://192.0.2.1/2"),
                         ("366", "https://x.example/3"), ("closed", "http://192.0.2.1/4")):  # fmt: skip
        network.linkback(f"{BETA}{post}", source)
    return network


def test_blogs_and_posts_say_it(tmp_path: Path) -> None:
    summary = summarize(_network().write(tmp_path / "made.db"))
    blogs = summary.blogs.set_index("url")[["closes_after", "old_open", "old_open_spam"]]
    assert [None if pd.isna(n) else n for n in blogs.loc[ALPHA]] == [95, 0, 0]
    assert [None if pd.isna(n) else n for n in blogs.loc[BETA]] == [None, 2, 1]
    posts = summary.posts.set_index("url")["old_open"]
    assert set(posts[posts.fillna(False)].index) == {f"{BETA}366", f"{BETA}500"}
    undated = {f"{ALPHA}undated120", f"{ALPHA}undated130", f"{BETA}undated"}
    assert set(posts[posts.isna()].index) == undated
