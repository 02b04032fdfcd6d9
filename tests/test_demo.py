"""The demo, end to end: blogs served by one process, crawled by another, and the numbers that they give."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import networkx as nx
import pandas as pd
import pytest
from selectolax.lexbor import LexborHTMLParser

from analysis import load
from sample.network import SampleBlog, build_network
from sample.truth import differences, truth_of
from tests.evidence_of_page import numbers_of


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "trackgraph", "demo", "--out", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=200)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert str(folder / "report" / "index.html") in done.stdout
    assert max(map(len, done.stdout.replace(str(folder), "").splitlines())) <= 80
    return folder


@pytest.fixture(scope="module")
def network(demo: Path) -> tuple[SampleBlog, ...]:
    """The network as it was served: its port stands in the harvested addresses."""
    with load(demo / "demo.db") as corpus:
        port = urlsplit(str(corpus.posts["url"].iloc[0])).port
    return build_network(today=datetime.now(UTC).date(), port=port or 80)


@pytest.fixture(scope="module")
def posts(demo: Path) -> pd.DataFrame:
    return pd.read_csv(demo / "report" / "tables" / "posts.csv").set_index("url")


def test_the_store_holds_what_was_served_row_by_row(demo: Path, network: tuple[SampleBlog, ...]) -> None:
    with load(demo / "demo.db") as corpus:
        targets = corpus.pages["url"].take(corpus.linkbacks["target_page"].to_numpy())
        rows = Counter(zip(targets, corpus.linkbacks["source_url"], corpus.linkbacks["kind"], strict=True))
    assert differences(network, rows) == []


def test_posts_have_the_titles_dates_and_tags_of_their_blogs(
    posts: pd.DataFrame, network: tuple[SampleBlog, ...]
) -> None:
    served = {post.url: post for blog in network for post in blog.posts}
    assert set(posts.index) == set(served)
    for url, row in posts.iterrows():
        post = served[str(url)]
        assert row["title"] == post.title, url
        assert str(row["published"])[:10] == f"{post.published:%Y-%m-%d}", url
        assert set(str(row["tags"]).split("; ")) == set(post.tags), url
        assert row["comments"] == len(post.comments), url


@pytest.mark.parametrize(
    ("column", "truth"), [("listed", "listed"), ("linkbacks", "linkbacks"), ("self", "own")]
)
def test_counts_equal_the_truth(
    column: str, truth: str, posts: pd.DataFrame, network: tuple[SampleBlog, ...]
) -> None:
    assert posts[column].to_dict() == getattr(truth_of(network), truth)


def test_spam_is_told_from_citations(demo: Path, network: tuple[SampleBlog, ...]) -> None:
    """No citation is called spam; most of the junk is, though some of it shows nothing but a name."""
    origins = {(p.url, k.source): k.origin for b in network for p in b.posts for k in p.linkbacks}
    table = pd.read_csv(demo / "report" / "tables" / "linkbacks.csv")
    judged = Counter(
        (origins[row.target, row.source], row.spam_score >= 0.5) for row in table.itertuples(index=False)
    )
    assert [origin for (origin, spam), n in judged.items() if spam and n and origin != "spam"] == []
    assert judged["spam", True] > 2 * judged["spam", False]


def test_closed_posts_say_so(posts: pd.DataFrame, network: tuple[SampleBlog, ...]) -> None:
    closed = {post.url for blog in network for post in blog.posts if post.closed}
    assert set(posts.index[posts["accepts"] == "open"]) & closed == set()
    assert set(posts.index[posts["accepts"] == "closed"]) <= closed


def test_the_graphs_hold_every_reference(demo: Path, network: tuple[SampleBlog, ...]) -> None:
    graph = nx.read_graphml(demo / "report" / "graphs" / "posts.graphml")
    listed = {(k.source, p.url) for b in network for p in b.posts for k in p.linkbacks if k.subtype != "like"}
    cited = {(p.url, target) for b in network for p in b.posts for target, _ in p.cites}
    reactions = {
        (k.source, p.url)
        for b in network
        for p in b.posts
        for k in p.linkbacks
        if k.subtype in ("like", "repost", "bookmark")
    }
    assert set(graph.edges) == (listed | cited) - reactions


def test_discoverability_is_worked_out_for_every_post(posts: pd.DataFrame) -> None:
    assert posts["reach"].notna().all()
    assert posts["grade"].between(0, 100).all()
    assert posts["orphan"].isin(["no", "yes"]).any() or posts["orphan"].str.startswith("inconclusive").all()


def test_every_number_of_the_page_opens_what_it_counts(demo: Path) -> None:
    tree = LexborHTMLParser((demo / "report" / "index.html").read_text(encoding="utf-8"))
    numbers = list(numbers_of(tree))
    assert not [number for number in numbers if number.opened != number.shown]
    wanted = {"listed", "linkbacks", "clean", "self", "spam", "reactions", "referring_sites", "trackbacks"}
    assert wanted | {"pingbacks", "webmentions"} <= {n.column for n in numbers if n.table == "posts"}


def test_the_crawl_counts_entries_and_the_report_tells_how_many_linkbacks_they_are(
    demo: Path, posts: pd.DataFrame
) -> None:
    coverage = pd.read_csv(demo / "report" / "tables" / "coverage.csv").set_index("what")["count"]
    assert coverage["entries listed"] == posts["listed"].sum() > coverage["linkbacks"]
    assert coverage["linkbacks"] == posts["linkbacks"].sum()


def test_the_sources_that_were_read_are_counted(demo: Path) -> None:
    coverage = pd.read_csv(demo / "report" / "tables" / "coverage.csv").set_index("what")["count"]
    linkbacks = pd.read_csv(demo / "report" / "tables" / "linkbacks.csv")
    read = linkbacks[linkbacks["source_post"].notna()]
    assert coverage["sources read as posts"] == read["source"].nunique() > 0
    assert coverage["sources"] == coverage["sources read as posts"] + coverage["sources not looked at"]
    assert read["found"].notna().all()
