"""Whom to cite: two blogs worked by hand, must-not cases, and a plain count of random blogs."""

from __future__ import annotations

import math
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis import load
from analysis.summary import Summary, of_corpus
from reports.tables import records
from tests.made_network import DAY, START, Network

MAPS, TRAINS = "https://maps.example/", "https://trains.example/"
M = {n: f"{MAPS}{n}" for n in range(1, 14)}
T = {n: f"{TRAINS}{n}" for n in range(1, 3)}


def two_blogs() -> Network:
    """Maps lists two of the three posts that cite it, in 1 and 6 days; one of its four linkbacks is spam."""
    network = Network()
    network.run(1)
    network.blog(MAPS, title="Maps")
    network.blog(TRAINS, title="Trains")
    for n, tags in ((1, ["maps"]), (2, ["maps"]), (3, ["maps", "trains"])):
        open_ = {"accepts": "closed" if n == 2 else "open", "published": f"2004-10-0{n}"}
        network.post(MAPS, M[n], title=f"Map {n}", tags=tags, comments=n, **open_)
    network.post(TRAINS, T[1], title="Night train", tags=["maps"], published="2004-10-10")
    network.post(TRAINS, T[2], title="Day train", published="2004-10-20")
    network.link(T[1], M[1])
    network.link(T[2], M[1])
    network.link(T[2], M[2])
    network.linkback(M[1], T[1], published="2004-10-11")
    network.linkback(M[1], T[2], published="2004-10-26")
    network.linkback(M[1], "http://192.0.2.7/casino", excerpt="casino pills", title="casino", kind="pingback")
    network.linkback(M[2], M[3], published="2004-10-04")
    return network


def _summary(network: Network, folder: Path) -> Summary:
    with load(network.write(folder / "made.db")) as corpus:
        return of_corpus(corpus)


def _rows(network: Network, folder: Path) -> dict[tuple[str, str], dict[str, Any]]:
    found: list[dict[str, Any]] = records(_summary(network, folder).prospects)
    return {(row["blog"], row["topic"]): row for row in found}


def test_two_blogs_by_hand(tmp_path: Path) -> None:
    rows = _rows(two_blogs(), tmp_path)
    assert set(rows) == {(MAPS, "maps"), (MAPS, "trains")}
    row = rows[MAPS, "maps"]
    # Maps counts (3, 1); posts on maps are on maps four times, and on trains once.
    assert row["relevance"] == pytest.approx((3 * 4 + 1 * 1) / math.sqrt(10 * 17))
    assert row["harmonic_percentile"] == 100.0
    assert row["score"] == pytest.approx(100 * row["relevance"])
    assert (row["on_topic"], row["title"], row["latest"]) == (3, "Maps", "2004-10-03")
    assert (row["accepting_share"], row["stated_posts"]) == (pytest.approx(2 / 3), 3)
    assert (row["listed_share"], row["references_found"]) == (pytest.approx(2 / 3), 3)
    assert row["days_to_listing"] == 3.5
    assert (row["comments_per_post"], row["spam_share"]) == (2.0, 0.25)


def test_a_source_that_was_fetched_because_it_is_listed_says_nothing_of_what_gets_listed(
    tmp_path: Path,
) -> None:
    network = two_blogs()
    network.linkback(M[1], "https://reader.example/1", published="2004-10-12")
    network.evidence("https://reader.example/1", M[1], "verified")
    row = _rows(network, tmp_path)[MAPS, "maps"]
    assert (row["listed_share"], row["references_found"]) == (pytest.approx(2 / 3), 3)


@pytest.mark.parametrize(
    ("looked", "told", "found"),
    [(START, None, 3), (START + 30 * DAY, None, 4), (START, 2, 4), (START, 1, 3)],
    ids=["not since", "read since", "counted since", "counted before"],
)
def test_a_post_that_came_after_the_last_look_at_a_listing_says_nothing_of_it(
    looked: int, told: int | None, found: int, tmp_path: Path
) -> None:
    network = two_blogs()
    network.run(2)
    for row in network.rows["posts"]:
        if row["url"] == M[1]:
            row |= {"fetched": looked, "counted_run": told}
    late = network.post(TRAINS, f"{TRAINS}late", first_run=2, first_read=2)
    network.link(late, M[1])
    row = _rows(network, tmp_path)[MAPS, "maps"]
    assert (row["references_found"], row["listed_share"]) == (found, pytest.approx(2 / found))


@pytest.mark.parametrize(
    ("listed", "days"),
    [
        ("2004-10-11", 1.0),
        ("2004-10-09", 6.0),
        ("2004-11-10", 18.5),
        ("2004-11-11", 6.0),
        ("2031-01-01", 6.0),
    ],
)
def test_days_to_listing_pass_over_dates_that_cannot_be(listed: str, days: float, tmp_path: Path) -> None:
    """Trains cites Maps a second time; that one is listed after 1 or 31 days, before it was written, or in a
    time to come."""
    network = two_blogs()
    network.rows["linkbacks"][0]["published"] = listed
    if listed == "2004-10-11":
        network.rows["linkbacks"][1]["published"] = None
    row = _rows(network, tmp_path)[MAPS, "maps"]
    assert row["days_to_listing"] == days


def test_the_newest_ten_posts_say_what_a_blog_takes_now(tmp_path: Path) -> None:
    network = two_blogs()
    for n in range(4, 14):
        network.post(
            MAPS, M[n], tags=["maps"], published=f"2004-10-{n:02}", accepts="open" if n < 6 else "closed"
        )
    row = _rows(network, tmp_path)[MAPS, "maps"]
    assert (row["accepting_share"], row["stated_posts"]) == (0.2, 10)


def _closed(network: Network) -> None:
    for post in network.rows["posts"]:
        post["accepts"] = "closed"


def test_posts_that_are_gone_have_no_say(tmp_path: Path) -> None:
    network = two_blogs()
    network.post(MAPS, M[4], tags=["maps"], comments=50, accepts="closed", published="2004-11-01", gone_run=1)
    row = _rows(network, tmp_path)[MAPS, "maps"]
    assert (row["comments_per_post"], row["stated_posts"], row["on_topic"]) == (2.0, 3, 3)
    assert row["latest"] == "2004-10-03"


def test_one_closed_post_closes_no_blog(tmp_path: Path) -> None:
    """Software closes old posts by itself; what the other posts do not state is not closed."""
    network = two_blogs()
    of_maps = [post for post in network.rows["posts"] if post["blog"] == MAPS]
    for place, post in enumerate(of_maps):
        post["accepts"] = None if place else "closed"
    row = _rows(network, tmp_path)[MAPS, "maps"]
    assert (row["accepting_share"], row["stated_posts"]) == (0.0, 1)


def _only_self_and_spam(network: Network) -> None:
    kept = network.rows["linkbacks"]
    network.rows["linkbacks"] = [row for row in kept if not row["source"].startswith(TRAINS)]


def _gone(network: Network) -> None:
    for row in network.rows["linkbacks"]:
        row["gone_run"] = 1


def _one_blog(network: Network) -> None:
    network.rows["blogs"] = network.rows["blogs"][:1]
    network.rows["posts"] = [row for row in network.rows["posts"] if row["blog"] == MAPS]
    network.rows["post_tags"] = [row for row in network.rows["post_tags"] if row["post"].startswith(MAPS)]
    network.rows["links"] = []


def _no_topics(network: Network) -> None:
    network.rows["post_tags"] = []


@pytest.mark.parametrize("spoil", [_closed, _only_self_and_spam, _gone, _one_blog, _no_topics])
def test_no_prospect(spoil: Any, tmp_path: Path) -> None:
    network = two_blogs()
    spoil(network)
    assert _rows(network, tmp_path) == {}


def _nothing_said(network: Network) -> None:
    for post in network.rows["posts"]:
        post["accepts"] = None


def _nothing_found(network: Network) -> None:
    network.rows["links"] = []


def _no_dates(network: Network) -> None:
    for row in (*network.rows["linkbacks"], *network.rows["posts"]):
        row["published"] = None


def _listed_before_written(network: Network) -> None:
    for row in network.rows["linkbacks"]:
        row["published"] = "2004-10-01"


@pytest.mark.parametrize(
    ("spoil", "column", "beside"),
    [
        (_nothing_said, "accepting_share", ("stated_posts", 0)),
        (_nothing_found, "listed_share", ("references_found", 0)),
        (_no_dates, "days_to_listing", ("latest", "")),
        (_listed_before_written, "days_to_listing", ("latest", "2004-10-03")),
    ],
)
def test_what_is_not_known_is_empty_and_no_zero(
    spoil: Any, column: str, beside: tuple[str, Any], tmp_path: Path
) -> None:
    network = two_blogs()
    spoil(network)
    row = _rows(network, tmp_path)[MAPS, "maps"]
    assert pd.isna(row[column])
    assert row[beside[0]] == beside[1]


@pytest.mark.parametrize(
    ("ago", "active"),
    [(-2, None), (-1, True), (0, True), (364, True), (365, False), (4000, False), (None, None)],
)
def test_a_blog_is_active_by_its_newest_post(ago: int | None, active: bool | None, tmp_path: Path) -> None:
    network = two_blogs()
    for post in network.rows["posts"]:
        day = None if ago is None else pd.Timestamp(START - ago * DAY, unit="s")
        post["published"] = None if day is None else day.strftime("%Y-%m-%d")
    found = _rows(network, tmp_path)[MAPS, "maps"]["active"]
    assert (None if pd.isna(found) else bool(found)) == active


@pytest.mark.parametrize(("state", "active"), [("failed", False), ("stopped", True), ("finished", True)])
def test_a_blog_that_cannot_be_crawled_any_more_is_not_active(
    state: str, active: bool, tmp_path: Path
) -> None:
    network = two_blogs()
    network.rows["blogs"][0]["state"] = state
    assert bool(_rows(network, tmp_path)[MAPS, "maps"]["active"]) == active


def test_active_blogs_stand_first_and_those_without_a_date_last(tmp_path: Path) -> None:
    network = two_blogs()
    blogs = {
        "https://live.example/": START,
        "https://dead.example/": START - 900 * DAY,
        "https://none.example/": None,
    }
    for home, newest in blogs.items():
        network.blog(home)
        day = None if newest is None else pd.Timestamp(newest, unit="s").strftime("%Y-%m-%d")
        network.linkback(network.post(home, f"{home}1", tags=["maps"], published=day), "https://x.example/1")
    network.linkback(network.post("https://live.example/", "https://live.example/2", tags=["trains"]), T[1])
    rows = records(_summary(network, tmp_path).prospects)
    states = [None if pd.isna(row["active"]) else bool(row["active"]) for row in rows]
    assert states == sorted(states, key=(True, False, None).index)
    assert set(states) == {True, False, None}
    scores = [[row["score"] for row in rows if row["active"] is state] for state in (True, False)]
    assert scores == [sorted(part, reverse=True) for part in scores]


TAGS, OTHER = ("apples", "pears", "plums", "figs"), "https://other.example/"


def test_relevance_is_that_of_a_plain_count(tmp_path: Path) -> None:
    """Of twelve networks that have no topic in common."""
    network, tagged = Network(), []
    network.run(1)
    for number in range(12):
        random_ = random.Random(number)
        for blog in (f"https://{name}{number}.example/" for name in "abc"):
            network.blog(blog, title=blog)
            for n in range(random_.randrange(1, 6)):
                tags = [f"{tag} {number}" for tag in random_.sample(TAGS, random_.randrange(1, 4))]
                tagged.append((blog, tags))
                network.linkback(network.post(blog, f"{blog}{n}", tags=tags), f"{OTHER}{number}/{n}")
    found = _rows(network, tmp_path)
    assert {key: row["relevance"] for key, row in found.items()} == pytest.approx(_plain(tagged))


def _plain(tagged: list[tuple[str, list[str]]]) -> dict[tuple[str, str], float]:
    """Relevance by counting, of each blog and each of its topics."""
    blogs = {blog: Counter(t for b, tags in tagged if b == blog for t in tags) for blog, _ in tagged}
    names = {tag for _, tags in tagged for tag in tags}
    topics = {t: Counter(o for _, tags in tagged if t in tags for o in tags) for t in names}
    length = {id(v): math.sqrt(sum(n * n for n in v.values())) for v in (*blogs.values(), *topics.values())}
    return {
        (blog, topic): sum(mine[t] * topics[topic][t] for t in names)
        / length[id(mine)]
        / length[id(topics[topic])]
        for blog, mine in blogs.items()
        for topic in mine
    }
