"""Discoverability: six posts worked by hand, a walk of random readers, and the vector of facts."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_examples import examples

from analysis import load
from analysis.discoverability import (
    FOLLOW,
    UNWALKED,
    ReaderGraph,
    is_hidden,
    of_posts,
    reach,
    reach_outside,
    reader_graph,
)
from analysis.percentiles import percentiles
from tests.made_network import ALPHA, BETA, A, B, C, Network, three_blogs

D = FOLLOW


def _six_posts() -> Network:
    """Home a shows a1 and a2; a1 links a2 and b1; b1 lists a1; home b shows b1; b2 links b1; a3, b3 alone.

    Nobody follows links in comments, nor those around the text of a post.
    """
    network = Network()
    network.run(1)
    for home, posts in ((ALPHA, A), (BETA, B)):
        network.blog(home)
        for number in (1, 2, 3):
            network.post(home, posts[number])
    for page, target in (
        (ALPHA, A[1]),
        (ALPHA, A[2]),
        (BETA, B[1]),
        (A[1], A[2]),
        (A[1], B[1]),
        (B[2], B[1]),
    ):
        network.link(page, target)
    for page, target, region in (
        (ALPHA, A[3], "comments"),
        (A[1], A[3], "navigation"),
        (A[1], B[2], "comments"),
    ):
        network.link(page, target, region=region)
    network.linkback(B[1], A[1])
    return network


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    with load(_six_posts().write(tmp_path_factory.mktemp("reach") / "six.db")) as corpus:
        return of_posts(corpus).set_index(pd.Index(corpus.posts["url"]))


def test_reach_by_hand(six: pd.DataFrame) -> None:
    """a1 = ½·d/2 + d·b1 (b1's only link), b1 = ½·d + d/2·a1, a2 = ½·d/2 + d/2·a1, per reader."""
    a1 = (D / 4 + D * D / 2) / (1 - D * D / 2)
    b1, a2 = D / 2 + D / 2 * a1, D / 4 + D / 2 * a1
    found = six["reach"] / 1000
    wanted = {A[1]: a1, A[2]: a2, A[3]: 0, B[1]: b1, B[2]: 0, B[3]: 0}
    assert found.to_dict() == pytest.approx(wanted, abs=1e-8)


def test_reach_outside_by_hand(six: pd.DataFrame) -> None:
    """Of a1: readers start at home b only, so b1 = d + d/2·a1 and a1 = d·b1. Of b1: they start at home a."""
    a1 = D * D / (1 - D * D / 2)
    b1 = (D / 2 * D / 2) / (1 - D * D / 2)
    outside = six["reach_outside"] / 1000
    assert (outside[A[1]], outside[B[1]], outside[A[2]]) == pytest.approx((a1, b1, D / 2 * a1), abs=1e-8)


def test_reach_by_listings_by_hand(six: pd.DataFrame) -> None:
    """Without the listing b1 leads nowhere: a1 = d/4."""
    assert six.loc[A[1], "reach"] - six.loc[A[1], "reach_by_listings"] == pytest.approx(1000 * D / 4)
    assert six.loc[B[3], "reach_by_listings"] == 0


def test_grade_is_the_percentile_of_reach_from_outside(six: pd.DataFrame) -> None:
    assert six["grade"].idxmax() == A[1]
    assert six.loc[B[3], "grade"] == pytest.approx(20.0)


def test_posts_that_nobody_reaches_from_outside_rank_equal(tmp_path: Path) -> None:
    """The own readers are taken out of the sum: what is left of it is rounding, no rank."""
    network = Network()
    network.run(1)
    for number, shown in enumerate((3, 5, 7, 11)):
        home = network.blog(f"https://blog{number}.example/")
        for post in range(shown):
            network.link(home, network.post(home, f"{home}{post}"))
    with load(network.write(tmp_path / "made.db")) as corpus:
        frame = of_posts(corpus)
    assert set(frame["reach_outside"]) == {0.0}
    assert set(frame["grade"]) == {50.0}


def _walked(graph: ReaderGraph, readers: int, homes: Any) -> tuple[Any, Any]:
    """Mean visits to each page per 1,000 readers who really walk, and the standard error of it."""
    generator, ways = np.random.default_rng(7), defaultdict(list)
    for source, target in zip(graph.source, graph.target, strict=True):
        ways[int(source)].append(int(target))
    visits = np.zeros((readers, graph.pages))
    for reader in range(readers):
        page = int(generator.choice(homes))
        visits[reader, page] += 1
        while ways[page] and generator.random() < D:
            page = int(generator.choice(ways[page]))
            visits[reader, page] += 1
    return 1000 * visits.mean(axis=0), 1000 * visits.std(axis=0) / readers**0.5


def test_random_readers_agree(tmp_path: Path) -> None:
    with load(three_blogs().write(tmp_path / "made.db")) as corpus:
        graph, pages = reader_graph(corpus), corpus.posts["page"].to_numpy()
        visits = reach(graph)
        outside = reach_outside(graph, visits, corpus.page_sites, pages)
        walked, error = _walked(graph, 4000, graph.homes)
        assert (np.abs(visits - walked) <= 4 * error + 1e-6).all()
        for home, place in ((ALPHA, A[1]), (BETA, B[2])):
            row = corpus.posts.index[corpus.posts["url"] == place][0]
            others = graph.homes[corpus.blogs["url"].to_numpy() != home]
            walked, error = _walked(graph, 2000, others)
            assert abs(outside[row] - walked[pages[row]]) <= 4 * error[pages[row]]


_PAIRS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=15)


@settings(max_examples=examples(30), deadline=None)
@given(pairs=_PAIRS, homes=st.lists(st.integers(0, 6), min_size=1, max_size=3, unique=True))
def test_reach_equals_the_solved_equations(pairs: list[tuple[int, int]], homes: list[int]) -> None:
    edges = sorted({(a, b) for a, b in pairs if a != b})
    source, target = np.array([e[0] for e in edges], dtype=int), np.array([e[1] for e in edges], dtype=int)
    sites = np.array([f"{home % 2}" for home in homes], dtype=object)
    graph = ReaderGraph(7, source, target, np.array(homes), sites)
    step = np.zeros((7, 7))
    for a, b in edges:
        step[b, a] = D / sum(e[0] == a for e in edges)
    start = np.bincount(homes, minlength=7) / len(homes)
    assert reach(graph) == pytest.approx(1000 * np.linalg.solve(np.eye(7) - step, start), abs=1e-6)
    page_sites = np.array(["0"] * 7, dtype=object)
    other = np.array([home % 2 == 1 for home in homes])
    outside = reach_outside(graph, reach(graph), page_sites, np.arange(7))
    if not other.any():
        assert np.isnan(outside).all()
        return
    start = np.bincount(np.array(homes)[other], minlength=7) / other.sum()
    assert outside == pytest.approx(1000 * np.linalg.solve(np.eye(7) - step, start), abs=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_reach_from_outside_of_many_sites(seed: int) -> None:
    random, pages = np.random.default_rng(seed), 40
    edges = np.unique(random.integers(0, pages, (60, 2)), axis=0)
    edges = edges[edges[:, 0] != edges[:, 1]]
    site_of = np.array([f"{number}.example" for number in random.integers(0, 19, pages)], dtype=object)
    homes = np.flatnonzero(random.random(pages) < 0.6)
    graph = ReaderGraph(pages, edges[:, 0], edges[:, 1], homes, site_of[homes])
    step = np.zeros((pages, pages))
    step[edges[:, 1], edges[:, 0]] = D / np.bincount(edges[:, 0], minlength=pages)[edges[:, 0]]
    visits = np.linalg.inv(np.eye(pages) - step)
    expected = [
        1000 * visits[page, [home for home in homes if site_of[home] != site_of[page]]].mean()
        for page in range(pages)
    ]
    assert len(set(site_of[homes])) > 8
    assert reach_outside(graph, reach(graph), site_of, np.arange(pages)) == pytest.approx(expected, abs=1e-6)


@pytest.fixture(scope="module")
def vector(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    with load(three_blogs().write(tmp_path_factory.mktemp("vector") / "made.db")) as corpus:
        return of_posts(corpus).set_index(pd.Index(corpus.posts["url"]))


@pytest.mark.parametrize(
    ("url", "column", "expected"),
    [
        (A[1], "click_depth", 1),
        (A[5], "click_depth", 2),
        (A[4], "click_depth", None),
        (B[3], "click_depth", None),
        (A[1], "in_feed", True),
        (B[3], "in_feed", False),
        (C[1], "in_feed", None),
        (A[1], "indexable", True),
        (A[3], "indexable", False),
        (C[3], "indexable", False),
        (A[4], "indexable", None),
        (A[2], "self_canonical", True),
        (A[5], "self_canonical", False),
        (C[2], "self_canonical", None),
        (B[4], "indexable", None),
        (B[4], "self_canonical", None),
        (A[1], "internal_inlinks", 2),
        (A[5], "internal_inlinks", 0),
        (B[1], "orphan", "no"),
        (B[3], "orphan", "yes"),
        (B[4], "orphan", "inconclusive: the post is gone"),
        (A[1], "orphan", "inconclusive: 1 of its posts was not read"),
        (C[1], "orphan", "inconclusive: the crawl of the blog is stopped"),
    ],
)
def test_vector_by_hand(vector: pd.DataFrame, url: str, column: str, expected: object) -> None:
    value = vector.loc[url, column]
    assert (None if pd.isna(value) else value) == expected


@pytest.mark.parametrize(
    ("facts", "indexable"),
    [
        ({"reading": "unread"}, False),
        ({}, False),
        ({"reading": "unread", "gone_run": 1}, None),
        ({"gone_run": 1}, None),
    ],
)
def test_a_gone_post_is_neither_indexable_nor_blocked(
    facts: dict[str, Any], indexable: bool | None, tmp_path: Path
) -> None:
    network = Network()
    network.run(1)
    network.blog(ALPHA)
    network.post(ALPHA, A[1], blocked=1, **facts)
    with load(network.write(tmp_path / "made.db")) as corpus:
        (found,) = of_posts(corpus)["indexable"]
    assert (None if pd.isna(found) else found) == indexable


def _walked_blog(ways: dict[str, Any]) -> Network:
    """A home page that shows a post and its second page, which shows another; a fourth is linked nowhere."""
    network = Network()
    network.run(1)
    network.blog(ALPHA, ways=ways)
    network.blog(BETA)
    for number in (1, 2, 3, 4):
        network.post(ALPHA, A[number])
    network.link(ALPHA, A[1])
    network.link(ALPHA, f"{ALPHA}page/2/", region="navigation")
    network.link(f"{ALPHA}page/2/", A[2])
    network.link(f"{ALPHA}page/2/", ALPHA)
    network.link(A[2], A[3])
    network.link(f"{BETA}page/2/", A[4])
    return network


@pytest.mark.parametrize(
    ("ways", "fourth"),
    [
        ({"archive": {"found": 4, "requests": 2, "complete": True}}, "yes"),
        ({"archive": {"found": 4, "requests": 2, "complete": False}}, UNWALKED),
        ({"rest": {"found": 4, "requests": 1, "complete": True}}, UNWALKED),
        ({}, UNWALKED),
    ],
)
def test_pages_that_list_posts_are_steps_and_no_nodes(
    tmp_path: Path, ways: dict[str, Any], fourth: str
) -> None:
    with load(_walked_blog(ways).write(tmp_path / "made.db")) as corpus:
        found = of_posts(corpus).set_index(pd.Index(corpus.posts["url"]))
        assert len(corpus.pages) == 6
        assert len(corpus.links) == 2
        readers = reader_graph(corpus)
    depths = [None if pd.isna(depth) else depth for depth in found["click_depth"]]
    assert depths == [1, 2, 3, None]
    assert _verdicts(found) == ["no", "no", "no", fourth]
    assert found["internal_inlinks"].tolist() == [1, 0, 1, 0]
    assert len(readers.source) == 2, "readers start at home pages and follow links of posts"


def _verdicts(found: pd.DataFrame) -> list[str]:
    return [text.removeprefix("inconclusive: ") for text in found["orphan"]]


def test_a_list_that_was_left_out_may_lead_to_a_post(tmp_path: Path) -> None:
    network = _walked_blog({"archive": {"found": 4, "requests": 2, "complete": True}})
    month = {"role": "archive", "state": "skipped", "reason": "named_already"}
    network.add("ledger", url=f"{ALPHA}2004/05/", blog=ALPHA, run=1, rank=0.0, tries=0, **month)
    with load(network.write(tmp_path / "made.db")) as corpus:
        assert _verdicts(of_posts(corpus)) == ["no", "no", "no", UNWALKED]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], []),
        ([5.0], [None]),
        ([1.0, 2.0, 3.0], [0.0, 50.0, 100.0]),
        ([1.0, 1.0], [50.0, 50.0]),
        ([0.1 + 0.2, 0.3], [50.0, 50.0]),
        ([0.3, 0.3 + 1e-10], [0.0, 100.0]),
    ],
)
def test_percentiles(values: list[float], expected: list[float | None]) -> None:
    found = percentiles(pd.Series(values, dtype=float))
    assert [None if pd.isna(value) else value for value in found] == expected


@pytest.mark.parametrize(
    ("robots", "hidden"),
    [
        ("noindex", True),
        ("follow, noindex", True),
        ("none", True),
        ("googlebot: noindex", True),
        ("index, googlebot: none", True),
        ("index, follow, max-image-preview:none", False),
        ("max-video-preview: none", False),
        ("otherbot: noindex", False),
        ("noindexing", False),
        ("unavailable_after: 25 jun 2010 15:00:00 pst", False),
        ("", False),
    ],
)
def test_only_what_is_said_to_all_or_to_google_hides_a_page(robots: str, hidden: bool) -> None:
    assert is_hidden(pd.Series([robots])).tolist() == [hidden]
