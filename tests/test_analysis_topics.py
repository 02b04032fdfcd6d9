"""Topics: tags brought together, rates with their uncertainty, bursts."""

from __future__ import annotations

from itertools import product
from math import inf, log
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_examples import examples
from scipy import stats

from analysis import load
from analysis.bursts import bursts
from analysis.rates import Prior, fitted_prior, prior_votes, ratio_low, smoothed
from analysis.tag_topics import folded, members
from analysis.topics import of_posts, topics
from tests.made_network import ALPHA, BETA, DAY, START, Network


def _names(*tags: str) -> list[str]:
    return members(pd.DataFrame({"post": range(len(tags)), "tag": list(tags)}))[1]


@pytest.mark.parametrize(
    "tags",
    [
        ("Garden", "garden", "GARDEN"),
        ("Café", "cafe"),
        ("story", "stories"),
        ("box", "boxes"),
        ("open-source", "open source", "#open_source"),
        ("Straße", "STRASSE"),
        ("cats", "cat"),
        ("garden", "garden_"),
    ],
)
def test_spellings_of_one_topic(tags: tuple[str, ...]) -> None:
    assert len(_names(*tags)) == 1


@pytest.mark.parametrize(
    "tags",
    [
        ("new", "news"),
        ("garden", "gardener"),
        ("がき", "かき"),
        ("bus", "bu"),
        ("gras", "grass"),
        ("as", "a"),
        ("gas", "ga"),
        ("garden", "garde"),
        ("genus", "genu"),
        ("paris", "pari"),
    ],
)
def test_topics_that_stay_apart(tags: tuple[str, ...]) -> None:
    assert len(_names(*tags)) == 2


def test_the_spelling_used_most_is_shown_and_defaults_are_no_topic() -> None:
    assert _names("Linux", "linux", "linux") == ["linux"]
    assert _names("b", "B") == ["B"]
    assert _names("maps", "boats") == ["boats", "maps"]
    assert _names("Uncategorized", "Allgemein", "Non classé", "未分類") == []


@given(st.text(max_size=12))
def test_folding_is_idempotent(tag: str) -> None:
    assert folded(folded(tag)) == folded(tag)


def test_yield_by_hand() -> None:
    """Prior of mean 2 and shape 4; 6 votes on 2 posts: (4 + 6)/(2 + 2) = 2.5."""
    mean, low, high = smoothed([6], [2], Prior(4.0, 2.0))
    assert mean[0] == 2.5
    assert (low[0], high[0]) == pytest.approx(stats.gamma(10, scale=1 / 4).ppf([0.05, 0.95]))


def test_prior_by_hand() -> None:
    """Rates 0 and 4 on ten posts each: mean 2, spread 4 - 2·2/20 = 3.8, shape 4/3.8, rate 2/3.8."""
    prior = fitted_prior([0, 40], [10, 10])
    assert (prior.shape, prior.rate) == pytest.approx((4 / 3.8, 2 / 3.8))
    assert fitted_prior([0, 0], [1, 2]) == Prior(0.0, 0.0)
    assert fitted_prior([200, 200], [1, 1]).shape == pytest.approx(100.0)


@pytest.mark.parametrize(("votes", "posts"), [([1], [3]), ([2, 2], [1, 1]), ([0, 3, 2], [2, 6, 4])])
def test_a_prior_is_no_surer_than_the_votes_that_make_it(votes: list[int], posts: list[int]) -> None:
    prior = fitted_prior(votes, posts)
    assert 0 < prior.shape <= sum(votes) + 1e-9
    assert prior.shape / prior.rate == pytest.approx(sum(votes) / sum(posts))


def test_one_vote_says_little() -> None:
    """One vote on three posts, and no other topic: mean 1/3, prior of shape 1 and rate 3."""
    mean, low, high = smoothed([1], [3], fitted_prior([1], [3]))
    assert mean[0] == pytest.approx(1 / 3)
    assert (low[0], high[0]) == pytest.approx(stats.gamma(2, scale=1 / 6).ppf([0.05, 0.95]))


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=1, max_size=10))
def test_smoothed_yields_lie_between_their_own_rate_and_the_mean(rows: list[tuple[int, int]]) -> None:
    votes, posts = zip(*rows, strict=True)
    mean, low, high = smoothed(votes, posts, fitted_prior(votes, posts))
    overall = sum(votes) / sum(posts)
    for (v, n), m, lo, hi in zip(rows, mean, low, high, strict=True):
        assert min(v / n, overall) - 1e-9 <= m <= max(v / n, overall) + 1e-9
        assert lo <= m + 1e-9
        assert lo <= hi


def test_hot_by_hand() -> None:
    """8 votes now and 2 before, 20 and 20 in the crawl, whose half is worth 2: Beta(1 + 8, 1 + 2)."""
    q = stats.beta(9, 3).ppf(0.05)
    assert ratio_low([8], [2], 20, 20)[0] == pytest.approx(q / (1 - q))
    q = stats.beta(2 * 2 / 3 + 8, 2 / 3 + 2).ppf(0.05)
    assert ratio_low([8], [2], 40, 20)[0] == pytest.approx(q / (1 - q) / 2)
    q = stats.beta(2 * 0.1 + 1, 2 * 0.9 + 8).ppf(0.05)
    assert ratio_low([1], [8], 1, 9)[0] == pytest.approx(q / (1 - q) * 9)
    assert np.isnan(ratio_low([8], [0], 8, 0)).all()
    assert np.isnan(ratio_low([0], [8], 0, 8)).all()


def test_two_votes_and_none_before_make_no_hot_topic() -> None:
    """In a crawl with a tenth as many votes now as before, two votes say little."""
    low = ratio_low([2], [0], 10, 100, 10.0)[0]
    assert low < 1 < ratio_low([6], [0], 10, 100, 10.0)[0]


def test_worth_of_the_crawls_share_by_hand() -> None:
    """Topics of 10 votes with shares 0.2 and 0.8, s = 0.5: t = (2·10·0.09 - 2·0.25)/(20 - 10) = 0.13."""
    assert prior_votes([2, 8], [8, 2], 0.5) == pytest.approx(2.0)
    assert prior_votes([3, 7], [7, 3], 0.5) == pytest.approx(0.25 / ((20 * 0.04 - 0.5) / 10) - 1)
    assert prior_votes([2, 8, 0], [8, 2, 0], 0.5) == pytest.approx(2.0)
    assert prior_votes([5, 5], [5, 5], 0.5) == 100.0
    assert prior_votes([1, 0], [0, 1], 0.5) == 100.0
    assert prior_votes([0, 0], [0, 0], 0.5) == 2.0
    assert prior_votes([3], [1], 0.5) == 2.0
    assert prior_votes([3, 2], [0, 0], 1.0) == 2.0


@given(st.integers(0, 30), st.integers(0, 30))
def test_more_recent_votes_are_never_colder(recent: int, earlier: int) -> None:
    assert ratio_low([recent + 1], [earlier], 50, 50)[0] >= ratio_low([recent], [earlier], 50, 50)[0]


def _plain_bursts(hits: list[int], totals: list[int]) -> float:
    """The cost of the cheapest of all sequences of states, each tried."""
    base = sum(hits) / sum(totals)
    chances = (base, min(2 * base, 0.9999))
    best = inf
    for states in product((0, 1), repeat=len(hits)):
        cost = sum(
            -float(stats.binom.logpmf(h, t, chances[s])) for s, h, t in zip(states, hits, totals, strict=True)
        )
        ups = sum(b > a for a, b in zip((0, *states), states, strict=False))
        best = min(best, cost + ups * log(len(hits)))
    return best


@settings(max_examples=examples(25), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=6))
def test_bursts_are_the_cheapest_sequence(rows: list[tuple[int, int]]) -> None:
    hits, totals = [h for h, _ in rows], [h + more for h, more in rows]
    found = bursts(hits, totals)
    if not sum(hits) or sum(hits) == sum(totals):
        assert found == []
        return
    base = sum(hits) / sum(totals)
    calm = sum(-float(stats.binom.logpmf(h, t, base)) for h, t in zip(hits, totals, strict=True))
    ours = calm - sum(b.weight for b in found) + len(found) * log(len(hits))
    assert ours == pytest.approx(_plain_bursts(hits, totals), abs=1e-6)


def test_a_burst_by_hand() -> None:
    found = bursts([1, 1, 8, 8, 1, 1], [20] * 6)
    assert [(b.start, b.end) for b in found] == [(2, 3)]
    quiet_end = bursts([1, 1, 8, 8, 0, 0], [20, 20, 20, 20, 0, 0])
    assert [(b.start, b.end) for b in quiet_end] == [(2, 3)]
    assert bursts([3, 3, 3, 3], [20] * 4) == []
    assert bursts([], []) == []


def _voted() -> Network:
    """Alpha's posts 0-3 are on apples, 4-7 on pears, a week apart; votes for apples are recent."""
    network = Network()
    network.run(1, started=START)
    network.blog(ALPHA)
    network.blog(BETA)
    for n in range(8):
        topic = "Apples" if n < 4 else "Pears"
        day = pd.Timestamp(START - (500 - 7 * n) * DAY, unit="s").strftime("%Y-%m-%d")
        network.post(ALPHA, f"{ALPHA}{n}", title=topic, published=day, tags=[topic], language="en")
    votes = [(0, f"a{k}.example", 30) for k in range(5)] + [(4, "b1.example", 400), (5, "b1.example", 10)]
    votes += [(1, "a0.example", 30), (4, "b2.example", 390)]
    for post, site, ago in votes:
        day = pd.Timestamp(START - ago * DAY, unit="s").strftime("%Y-%m-%d")
        network.linkback(f"{ALPHA}{post}", f"https://{site}/{post}", published=day, title=f"on {post}")
    return network


@pytest.mark.parametrize(
    ("ago", "vote_ago", "judged"),
    [
        (20, 10, False),
        (179, 10, False),
        (180, 10, True),
        (None, 10, False),
        (20, 200, True),
        (None, 400, True),
    ],
    ids=["new", "just new", "an old post", "a post without a date", "an old vote", "an old vote, no date"],
)
def test_a_topic_without_a_past_is_not_called_hot(
    ago: int | None, vote_ago: int, judged: bool, tmp_path: Path
) -> None:
    def day(number: int) -> str:
        return pd.Timestamp(START + 3600 - number * DAY, unit="s").strftime("%Y-%m-%d")

    network = _voted()
    published = {} if ago is None else {"published": day(ago)}
    network.post(ALPHA, f"{ALPHA}8", title="Quinces", tags=["Quinces"], **published)
    network.post(ALPHA, f"{ALPHA}9", title="Gone", tags=["Quinces"], published=day(900), gone_run=1)
    network.linkback(f"{ALPHA}8", "https://q.example/1", published=day(vote_ago))
    with load(network.write(tmp_path / "made.db")) as corpus:
        table = topics(corpus).set_index("topic")
    assert table["hot"].notna().to_dict() == {"Apples": True, "Pears": True, "Quinces": judged}
    assert table.loc["Quinces", "recent_votes"] + table.loc["Quinces", "earlier_votes"] == 1
    assert table.loc["Quinces", "earlier_posts"] == (ago == 180)


def test_no_topic_is_hot_where_all_grow_alike(tmp_path: Path) -> None:
    """Ten sites cite one topic each before the window, and all four of them in it: each has one vote then and
    one now in the whole crawl, yet no topic grew more than the others."""
    network = Network()
    network.run(1)
    network.blog(ALPHA)
    for post, topic in enumerate(("Apples", "Pears", "Plums", "Quinces")):
        network.post(ALPHA, f"{ALPHA}{post}", tags=[topic], published="2003-01-01")
        for site in range(10):
            days = ["2004-10-20", "2004-01-20"] if site % 4 == post else ["2004-10-20"]
            for day in days:
                source = f"https://s{site}.example/{day}/{post}"
                network.linkback(f"{ALPHA}{post}", source, published=day)
    with load(network.write(tmp_path / "made.db")) as corpus:
        table = topics(corpus)
    assert table["recent_votes"].tolist() == [10] * 4
    assert sorted(table["earlier_votes"]) == [2, 2, 3, 3]
    assert (table["hot"] < 1).all()


def test_each_post_names_the_topics_that_count_it(tmp_path: Path) -> None:
    network = _voted()
    network.post(ALPHA, f"{ALPHA}8", title="Both", tags=["apples", "Pears; and more", "Uncategorized"])
    network.post(ALPHA, f"{ALPHA}9", title="Gone", tags=["Apples"], gone_run=1)
    with load(network.write(tmp_path / "made.db")) as corpus:
        named = of_posts(corpus).set_axis(corpus.posts["url"])
        table = topics(corpus).set_index("topic")
    assert named[f"{ALPHA}8"] == "Apples; Pears, and more"
    assert (named[f"{ALPHA}0"], named[f"{ALPHA}9"]) == ("Apples", "")
    counted = named[named != ""].str.split("; ").explode().value_counts()
    assert counted.to_dict() == table["posts"].to_dict()


def test_topics_by_hand(tmp_path: Path) -> None:
    with load(_voted().write(tmp_path / "made.db")) as corpus:
        table = topics(corpus).set_index("topic")
    apples: dict[str, Any] = dict(table.loc["Apples"])
    pears: dict[str, Any] = dict(table.loc["Pears"])
    assert (apples["posts"], apples["votes"], apples["recent_votes"], apples["share_noticed"]) == (
        4,
        5,
        5,
        0.5,
    )
    assert (pears["posts"], pears["votes"], pears["recent_votes"], pears["share_noticed"]) == (4, 2, 1, 0.5)
    assert apples["lift"] == pytest.approx(6 / 3)
    assert pears["lift"] == pytest.approx(3 / 6)
    assert (apples["earlier_votes"], pears["earlier_votes"]) == (0, 2)
    assert (apples["earlier_posts"], pears["earlier_posts"]) == (4, 4)
    # Six recent votes of eight; apples 5 and 0, pears 1 and 2: 5/16 + 3·25/144 - 2·3/16 = 0.458 of 8 - 34/8.
    worth = (3 / 16) / ((5 / 16 + 75 / 144 - 6 / 16) / (8 - 34 / 8)) - 1
    assert worth < 2
    q = stats.beta(5 + 2 * 0.75, 2 * 0.25).ppf(0.05)
    assert apples["hot"] == pytest.approx(q / (1 - q) * 2 / 6)
    assert (apples["origin"], apples["language"], table.index[0]) == ("tags", "en", "Apples")
    assert pears["half_life"] == pytest.approx((72 + 455) / 2)


def test_topics_that_are_alike_stand_by_their_names_and_one_of_two_languages_has_none(tmp_path: Path) -> None:
    network = Network()
    network.run(1)
    network.blog(ALPHA)
    for number, tag in enumerate("cabbac"):
        network.post(ALPHA, f"{ALPHA}{number}", tags=[tag], language="fr" if number == 3 else "de")
    with load(network.write(tmp_path / "made.db")) as corpus:
        table = topics(corpus)
    assert list(zip(table["topic"], table["language"], strict=True)) == [("a", "de"), ("b", ""), ("c", "de")]


@pytest.mark.parametrize("day", ["9999-12-31", "4900-01-01"])
def test_a_date_far_ahead_moves_no_lift_of_other_blogs(day: str, tmp_path: Path) -> None:
    def lifts(network: Network, name: str) -> dict[str, float]:
        with load(network.write(tmp_path / name)) as corpus:
            return topics(corpus).set_index("topic")["lift"].to_dict()

    odd = _voted()
    odd.blog("https://a.first.example/")
    odd.post("https://a.first.example/", "https://a.first.example/1", published=day)
    assert lifts(odd, "odd.db") == lifts(_voted(), "plain.db")


@pytest.mark.parametrize(("days", "half"), [((-9,), 0.0), ((-9, 4, 30), 4.0), ((3, 8), 3.0), ((), None)])
def test_a_vote_from_before_its_post_counts_as_on_its_day(
    days: tuple[int, ...], half: float | None, tmp_path: Path
) -> None:
    network = Network()
    network.run(1)
    network.blog(ALPHA)
    post = network.post(ALPHA, f"{ALPHA}1", tags=["Figs"], published="2004-05-10")
    for place, day in enumerate(days):
        date = (pd.Timestamp("2004-05-10") + pd.Timedelta(days=day)).strftime("%Y-%m-%d")
        network.linkback(post, f"https://s{place}.example/1", published=date)
    with load(network.write(tmp_path / "made.db")) as corpus:
        [found] = topics(corpus)["half_life"]
    assert (None if np.isnan(found) else found) == half


@pytest.mark.parametrize(("published", "half"), [("2004-11-10", 0.0), ("2004-11-11", None), (None, None)])
def test_a_post_that_is_still_to_come_has_no_half_life(
    published: str | None, half: float | None, tmp_path: Path
) -> None:
    network = Network()
    network.run(1)
    network.blog(ALPHA)
    post = network.post(ALPHA, f"{ALPHA}1", tags=["Figs"], published=published)
    network.linkback(post, "https://s.example/1", published="2004-11-01")
    with load(network.write(tmp_path / "made.db")) as corpus:
        [found] = topics(corpus)["half_life"]
    assert (None if np.isnan(found) else found) == half


@pytest.mark.parametrize(
    ("facts", "half"), [({}, 8.0), ({"kind": "webmention", "subtype": "like"}, 2.0), ({"gone_run": 1}, 2.0)]
)
def test_an_entry_without_a_link_has_a_half_life_and_no_vote(
    facts: dict[str, Any], half: float, tmp_path: Path
) -> None:
    network = Network()
    network.run(1)
    network.blog(ALPHA)
    post = network.post(ALPHA, f"{ALPHA}1", tags=["Figs"], published="2004-05-10")
    network.linkback(post, "https://s.example/1", published="2004-05-12")
    for title in ("One", "Two"):
        network.linkback(post, None, title=title, published="2004-05-18", **facts)
    with load(network.write(tmp_path / "made.db")) as corpus:
        table = topics(corpus)
    assert (table["half_life"].tolist(), table["votes"].tolist()) == ([half], [1])
