"""The table of coverage, worked by hand: a crawl with gaps of every kind, and one without."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import load
from analysis.coverage import coverage
from tests.made_network import ALPHA, BETA, DAY, GAMMA, START, Network

FOURTH = "https://delta.example/"
A, B = f"{ALPHA}p/", f"{BETA}p/"


def _with_gaps() -> Network:
    """Of four blogs one is whole, one has two posts too many, two failed, one of them after it was read."""
    network = Network()
    network.run(1)
    network.run(2, state="interrupted")
    network.blog(ALPHA)
    network.blog(BETA)
    network.blog(GAMMA, state="failed")
    network.blog(FOURTH, state="failed")
    for number in (7, 8):
        network.add(
            "ledger", url=f"{B}{number}", blog=BETA, role="post", state="skipped", reason="max_posts", run=1
        )
    network.post(ALPHA, f"{A}1", accepts="open", announced=3)
    network.post(ALPHA, f"{A}2", accepts="closed")
    network.post(ALPHA, f"{A}3", reading="inferred")
    network.post(ALPHA, f"{A}4", gone_run=2, accepts="open", announced=1)
    network.post(ALPHA, f"{A}5", reading="unread")
    network.post(BETA, f"{B}1", accepts="open", published="2004-10-01")
    network.post(GAMMA, f"{GAMMA}1")
    _linkbacks(network)
    return network


def _linkbacks(network: Network) -> None:
    first, second = "https://a.example/1", "https://x.example/2"  # one that comes before all others
    network.linkback(f"{A}1", first, published="2004-10-30")
    network.linkback(f"{A}1", first, published="2004-10-30", repeat=1)
    network.linkback(f"{A}1", second)
    network.linkback(f"{A}1", None, title="An entry without a link")
    network.linkback(f"{A}1", f"{B}1")
    network.linkback(f"{A}1", f"{A}5")
    network.linkback(f"{A}1", "https://y.example/", first_run=2, last_run=2, first_seen=START + 30 * DAY)
    network.linkback(f"{A}1", "https://z.example/", gone_run=2)
    network.linkback(f"{A}4", "https://w.example/")
    network.linkback(f"{B}1", first, published="2004-11-01")
    network.evidence(first, f"{A}1", "verified")
    network.evidence(second, f"{A}1", "unreachable", status=503)


def _without_gaps() -> Network:
    """One blog whose one linkback is of a post of it."""
    network = Network()
    network.run(1)
    network.blog(ALPHA)
    network.post(ALPHA, f"{A}1", published="2004-10-01")
    network.post(ALPHA, f"{A}2", published="2004-10-01")
    network.linkback(f"{A}1", f"{A}2")
    return network


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    folder, found = tmp_path_factory.mktemp("coverage"), {}
    for name, network in (("gaps", _with_gaps()), ("whole", _without_gaps())):
        with load(network.write(folder / f"{name}.db")) as corpus:
            found[name] = coverage(corpus).set_index("what")
    return found


BY_HAND = {
    "blogs": ((4, None), (1, None)),
    "blogs crawled completely": ((1, 4), (1, 1)),
    "blogs failed": ((2, 4), (0, 1)),
    "posts known": ((6, None), (2, None)),
    "posts fetched": ((4, 6), (2, 2)),
    "posts inferred": ((1, 6), (0, 2)),
    "posts unread": ((1, 6), (0, 2)),
    "posts gone": ((1, None), (0, None)),
    "posts with a listing": ((2, 6), (1, 2)),
    "posts accepting linkbacks": ((2, 6), (0, 2)),
    "posts that announce a count": ((1, 6), (0, 2)),
    "entries listed": ((8, None), (1, None)),
    "linkbacks": ((7, None), (1, None)),
    "linkbacks without a source": ((1, 7), (0, 1)),
    "linkbacks dated by first sight": ((1, 7), (0, 1)),
    "linkbacks without a date": ((3, 7), (0, 1)),
    "linkbacks gone": ((2, 9), (0, 1)),
    "sources": ((5, None), (1, None)),
    "sources read as posts": ((1, 5), (1, 1)),
    "sources fetched to check": ((2, 5), (0, 1)),
    "sources unreachable": ((1, 2), (0, 0)),
    "sources not looked at": ((2, 5), (0, 1)),
    "runs": ((2, None), (1, None)),
    "runs finished": ((1, 2), (1, 1)),
}
"""What is counted: count and "of", of the crawl with gaps and of the one without."""


@pytest.mark.parametrize("what", BY_HAND)
def test_coverage_by_hand(tables: dict[str, pd.DataFrame], what: str) -> None:
    rows = [tables[name].loc[what] for name in ("gaps", "whole")]
    found = tuple((row["count"], None if pd.isna(row["of"]) else row["of"]) for row in rows)
    assert found == BY_HAND[what]


def test_no_row_is_left_out(tables: dict[str, pd.DataFrame]) -> None:
    assert list(tables["gaps"].index) == list(BY_HAND)


@pytest.mark.parametrize(
    ("what", "gaps", "whole"),
    [
        (
            "blogs crawled completely",
            "The others were not crawled to the end: 2 posts left out by max_posts.",
            "All of them were crawled to the end.",
        ),
        ("blogs failed", "What earlier runs read of 1 of them still counts", "None."),
        ("sources fetched to check", "Asked for only to see whether they link", "None: of sources outside"),
        (
            "linkbacks gone",
            'Once listed, and listed no more: of each the column "Gone because"',
            "Once listed",
        ),
        ("sources unreachable", "They count as clean", ""),
        ("sources not looked at", "Nobody read them", "None."),
        ("runs finished", "The last one is interrupted: numbers may still grow.", "The last one finished."),
    ],
)
def test_coverage_says_what_it_means(
    tables: dict[str, pd.DataFrame], what: str, gaps: str, whole: str
) -> None:
    notes = {name: str(table.loc[what, "note"]) for name, table in tables.items()}
    assert notes["gaps"].startswith(gaps)
    assert notes["whole"].startswith(whole)
