"""The whole analysis: same store, same tables, in whatever order the crawl came; odd cases; axioms."""

from __future__ import annotations

import dataclasses
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_examples import examples

from analysis import TrackgraphError, load
from analysis.columns import TABLES
from analysis.summary import Summary, home_of, summarize
from crawler.errors import StoreError
from tests.made_network import ALPHA, GAMMA, A, B, Network, three_blogs


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> Summary:
    return summarize(three_blogs().write(tmp_path_factory.mktemp("summary") / "made.db"))


def _tables_equal(one: Summary, other: Summary) -> None:
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name), obj=name, rtol=1e-9)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_tables_have_the_declared_columns(summary: Summary, name: str) -> None:
    table = getattr(summary, name)
    assert [(c, str(d)) for c, d in table.dtypes.items()] == [(c.name, c.dtype) for c in TABLES[name]]
    assert len(table) > 0
    texts = [c.name for c in TABLES[name] if c.dtype == "string"]
    assert not table[texts].isna().any().any()


def test_summary_is_frozen_and_says_what_it_is_of(summary: Summary) -> None:
    assert (summary.title, summary.as_of, summary.complete) == ("3 blogs", "2005-01-08T12:33:20Z", False)
    with pytest.raises(dataclasses.FrozenInstanceError):
        summary.title = "other"  # type: ignore[misc]


@pytest.mark.parametrize("seed", range(3))
def test_order_of_crawling_changes_nothing(summary: Summary, tmp_path: Path, seed: int) -> None:
    shuffled = three_blogs().write(tmp_path / "made.db", shuffle=random.Random(seed))
    other = summarize(shuffled)
    _tables_equal(summary, other)
    assert sorted(summary.post_graph.edges) == sorted(other.post_graph.edges)


def test_same_store_same_bytes(tmp_path: Path) -> None:
    store = three_blogs().write(tmp_path / "made.db")
    one, other = summarize(store), summarize(store)
    for name in TABLES:
        assert getattr(one, name).to_csv() == getattr(other, name).to_csv()


_SITES = st.sampled_from(["alpha.example", "beta.example", "x.example", "y.example"])


@settings(max_examples=examples(3), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    rows=st.lists(st.tuples(_SITES, st.integers(1, 3), st.sampled_from(sorted(A))), max_size=8),
    seed=st.integers(0, 9),
)
def test_shuffled_inserts_of_any_network_agree(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, int, int]], seed: int
) -> None:
    network = Network()
    network.run(1)
    network.blog(ALPHA, title="Alpha")
    for number, url in A.items():
        network.post(ALPHA, url, title=f"Post {number}", tags=[f"topic {number % 2}"])
    for repeat, (site, number, post) in enumerate(rows):
        network.linkback(A[post], f"https://{site}/{number}", title=site, repeat=repeat)
    folder = tmp_path_factory.mktemp("shuffled")
    plain = summarize(network.write(folder / "a.db"))
    _tables_equal(plain, summarize(network.write(folder / "b.db", shuffle=random.Random(seed))))


def _with_self(network: Network) -> None:
    network.linkback(B[1], B[2], title="Trains through Italy", kind="pingback", last_run=3)


def _with_spam(network: Network) -> None:
    excerpt = "order now http://a.example/1 http://b.example/2 without any prescription whatsoever"
    network.linkback(B[1], "https://pills.example/1", title="viagra", excerpt=excerpt, last_run=3)


@pytest.mark.parametrize("add", [_with_self, _with_spam])
def test_self_and_spam_linkbacks_change_no_clean_number(
    summary: Summary, tmp_path: Path, add: Callable[[Network], None]
) -> None:
    network = three_blogs()
    add(network)
    after = summarize(network.write(tmp_path / "made.db"))
    for name, key in (("posts", "url"), ("blogs", "url")):
        before, now = getattr(summary, name).set_index(key), getattr(after, name).set_index(key)
        assert now["linkbacks"].sum() == before["linkbacks"].sum() + 1
        kept = [c for c in ("clean", "referring_sites", "harmonic", "pagerank") if c in now]
        pd.testing.assert_frame_equal(now.loc[before.index, kept], before[kept])
    pd.testing.assert_frame_equal(after.topics, summary.topics)
    clean = summary.references[summary.references["clean"]].reset_index(drop=True)
    pd.testing.assert_frame_equal(after.references[after.references["clean"]].reset_index(drop=True), clean)


def test_allow_and_deny_lists_apply_to_stored_data(tmp_path: Path) -> None:
    store = three_blogs().write(tmp_path / "made.db")
    allowed = summarize(store, allow=["192.0.2.7"]).posts.set_index("url")
    denied = summarize(store, deny=["beta.example"]).posts.set_index("url")
    assert (allowed.loc[A[1], "spam"], denied.loc[A[1], "spam"]) == (0, 2)
    assert denied.loc[A[1], "referring_sites"] == 1


def test_one_host_alone_is_a_list_of_one(tmp_path: Path) -> None:
    store = three_blogs().write(tmp_path / "made.db")
    assert summarize(store, deny="beta.example").options.deny == ("beta.example",)
    with load(store, allow="192.0.2.7") as corpus:
        assert corpus.options.allow == ("192.0.2.7",)


@pytest.mark.parametrize("options", [{"window_days": 0}, {"window_days": -1}, {"deny": "no host"}])
def test_options_that_mean_nothing_are_one_clear_error(tmp_path: Path, options: dict[str, Any]) -> None:
    with pytest.raises(TrackgraphError):
        summarize(three_blogs().write(tmp_path / "made.db"), **options)


@pytest.mark.parametrize(
    ("blog", "home"),
    [
        ("https://alpha.example/", ALPHA),
        ("alpha.example", ALPHA),
        (" http://www.alpha.example ", ALPHA),
        (A[1], ALPHA),
        ("https://gamma.example/log/", GAMMA),
        ("gamma.example", GAMMA),
        ("http://gamma.example/log", GAMMA),
        ("https://gamma.example/log/?p=1", GAMMA),
        ("https://gamma.example/other/", None),
        ("https://gamma.example/logbook/", None),
        ("delta.example", None),
        ("alpha", None),
        ("", None),
        ("not a url", None),
    ],
)
def test_a_blog_is_named_by_any_spelling_of_its_address(
    blog: str, home: str | None, summary: Summary
) -> None:
    if home:
        assert home_of(summary, blog) == home
    else:
        with pytest.raises(TrackgraphError, match="is no crawled blog of this store"):
            home_of(summary, blog)


@pytest.mark.parametrize(
    ("blog", "meant"),
    [
        ("alpha", ALPHA),
        ("ALPHA", ALPHA),
        ("alhpa.example", ALPHA),
        ("https://alpha.exmaple/", ALPHA),
        ("gamma.example/logbook/", GAMMA),
        ("example", None),
        ("delta.example", None),
        ("zeta", None),
    ],
)
def test_who_mistypes_a_blog_is_told_which_one_is_near(
    blog: str, meant: str | None, summary: Summary
) -> None:
    with pytest.raises(TrackgraphError) as raised:
        home_of(summary, blog)
    told = f"did you mean {meant}?" if meant else "trackgraph status lists those that are"
    assert str(raised.value).endswith(f"; {told}")


def test_of_several_blogs_on_a_host_none_is_guessed(summary: Summary) -> None:
    blogs = summary.blogs.assign(url=["https://host.example/a/", "https://host.example/b/", ALPHA])
    folders = dataclasses.replace(summary, blogs=blogs)
    assert home_of(folders, "host.example/b") == "https://host.example/b/"
    assert home_of(folders, "host.example/b/2024/") == "https://host.example/b/"
    with pytest.raises(TrackgraphError, match="several blogs lie there: https://host"):
        home_of(folders, "host.example")


def test_threshold_is_the_readers_choice(tmp_path: Path) -> None:
    store = three_blogs().write(tmp_path / "made.db")
    assert summarize(store, spam_threshold=1.1).posts["spam"].sum() == 0
    assert summarize(store, spam_threshold=0.05).posts["spam"].sum() == 2


def test_an_empty_store_gives_empty_tables(tmp_path: Path) -> None:
    empty = summarize(Network().write(tmp_path / "empty.db"))
    assert all(len(getattr(empty, name)) == 0 for name in set(TABLES) - {"coverage"})
    assert (empty.as_of, empty.complete, len(empty.post_graph), len(empty.blog_graph)) == ("", False, 0, 0)
    assert (empty.coverage["count"] == 0).all()
    whole = empty.coverage.set_index("what").loc["blogs crawled completely", "note"]
    assert whole == "There is none. Only these give verdicts on orphans."


def test_a_blog_without_posts_is_a_row_of_zeros(tmp_path: Path) -> None:
    network = Network()
    network.run(1, state="running")
    network.blog(ALPHA, state="queued")
    only = summarize(network.write(tmp_path / "one.db")).blogs.iloc[0]
    assert (only["posts_known"], only["linkbacks"], only["harmonic"], only["pagerank"]) == (0, 0, 0.0, 1.0)
    assert not only["complete"]


@pytest.mark.parametrize(
    ("read_before", "note"),
    [
        (True, "What earlier runs read of 1 of them still counts: see the problems."),
        (False, "Nothing is known of them: see the problems."),
    ],
)
def test_what_is_known_of_blogs_that_failed(tmp_path: Path, read_before: bool, note: str) -> None:
    network = Network()
    network.run(1)
    network.blog(ALPHA, state="failed", reason="its home page answers 404")
    if read_before:
        network.post(ALPHA, A[1])
    rows = summarize(network.write(tmp_path / "failed.db")).coverage.set_index("what")
    assert (rows.loc["blogs failed", "count"], rows.loc["blogs failed", "note"]) == (1, note)


def test_no_store_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        summarize(tmp_path / "none.db")


def test_graphs_answer_after_the_store_was_closed(summary: Summary) -> None:
    assert summary.post_graph.edges[B[1], A[1]]["anchor"] == "Growing tomatoes indoors"
    assert summary.blog_graph.has_edge("https://beta.example/", ALPHA)


@pytest.mark.parametrize(
    ("row", "complete", "state"),
    [
        ({"state": "waiting", "blog": "reading"}, False, "reading: 1 of its pages was not fetched yet"),
        ({"state": "done"}, True, "finished"),
        ({"state": "failed", "reason": "http_404"}, True, "finished"),
        ({"state": "failed", "reason": "http_410"}, True, "finished"),
        ({"state": "failed", "reason": "http_500"}, False, "finished: 1 of its pages could not be fetched"),
        ({"state": "waiting"}, False, "finished: 1 of its pages was not fetched yet"),
        ({"state": "skipped", "reason": "max_age"}, False, "finished: 1 post left out by max_age"),
        ({"state": "failed", "reason": "http_500", "role": "source"}, True, "finished"),
    ],
)
def test_a_blog_that_is_not_complete_says_why(
    row: dict[str, str], complete: bool, state: str, tmp_path: Path
) -> None:
    network = Network()
    network.run(1)
    row = {"role": "post", "blog": "finished", **row}
    network.blog(ALPHA, state=row.pop("blog"))
    network.post(ALPHA, A[1], title="Apples")
    network.add("ledger", url=A[1], blog=ALPHA, run=1, rank=0.0, tries=0, **row)
    (found,) = summarize(network.write(tmp_path / "made.db")).blogs.to_dict("records")
    assert (found["complete"], found["state"]) == (complete, state)


@pytest.mark.parametrize("table", ["linkbacks", "links", "runs", "evidence", "urls"])
def test_what_the_database_cannot_read_is_one_line_and_what_is_ours_is_not(
    table: str, tmp_path: Path
) -> None:
    store = tmp_path / "made.db"
    three_blogs().write(store)
    with pytest.raises(ValueError, match="ours"), load(store) as corpus:
        raise ValueError("ours")
    corpus.close()
    with closing(sqlite3.connect(store)) as base:
        base.execute(f"drop table {table}")
    with pytest.raises(StoreError, match=rf"made\.db failed: no such table: {table}\.$"):
        summarize(store)
