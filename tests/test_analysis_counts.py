"""Counts of linkbacks: worked by hand on three blogs, and against a plain count of random listings."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from made_examples import examples

from analysis import counts, load
from analysis.corpus import Corpus
from tests.made_network import ALPHA, DAY, START, A, B, C, Network, three_blogs


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return load(three_blogs().write(tmp_path_factory.mktemp("counts") / "made.db"))


def _of(corpus: Corpus, url: str) -> dict[str, Any]:
    frame = counts.of_posts(corpus).assign(url=corpus.posts["url"].to_numpy()).set_index("url")
    return {name: None if pd.isna(value) else value for name, value in frame.loc[url].items()}


BY_HAND = {
    A[1]: {
        **{"listed": 8, "linkbacks": 6, "trackbacks": 4, "pingbacks": 2, "webmentions": 1, "unknown": 0},
        **{
            "reactions": 1,
            "self": 1,
            "spam": 1,
            "verified": 2,
            "verified_exact": 2,
            "removed": 1,
            "unreachable": 2,
            "clean": 3,
        },
        **{"referring_sites": 1, "announced": 8, "complete": True, "blog_median": 1.0},
    },
    A[2]: {"listed": 2, "linkbacks": 2, "pingbacks": 2, "clean": 2, "referring_sites": 1, "complete": False},
    A[4]: {"listed": 0, "linkbacks": 0, "clean": 0, "verified": None, "announced": None, "complete": None},
    A[5]: {"linkbacks": 1, "unknown": 1, "referring_sites": 1},
    B[1]: {"linkbacks": 2, "trackbacks": 1, "webmentions": 1, "reactions": 0, "referring_sites": 2},
    C[1]: {"linkbacks": 1, "pingbacks": 1, "blog_median": 0.0},
}


@pytest.mark.parametrize("url", sorted(BY_HAND))
def test_posts_by_hand(corpus: Corpus, url: str) -> None:
    found = _of(corpus, url)
    assert {name: found[name] for name in BY_HAND[url]} == BY_HAND[url]


def test_blogs_by_hand(corpus: Corpus) -> None:
    alpha = counts.of_blogs(corpus).iloc[0]
    wanted = {"listed": 11, "linkbacks": 9, "self": 1, "spam": 1, "clean": 6, "referring_sites": 2}
    assert {name: alpha[name] for name in wanted} == wanted
    assert alpha["median_linkbacks"] == 1.0
    recent = counts.of_blogs(corpus)["referring_sites_180d"]
    places = [sum(recent < n) + (sum(recent == n) - 1) / 2 for n in recent]
    shares = counts.of_blogs(corpus)["referring_sites_180d_percentile"].tolist()
    assert shares == [100 * place / (len(recent) - 1) for place in places]
    assert len(set(shares)) > 1


def _pair(corpus: Corpus, target: str, source: str) -> dict[str, Any]:
    frame = counts.linkbacks(corpus)
    rows = frame[(frame["target"] == target) & (frame["source"] == source)]
    assert len(rows) == 1
    return dict(rows.iloc[0])


def test_a_pair_listed_three_times_in_two_kinds_is_one_linkback(corpus: Corpus) -> None:
    pair = _pair(corpus, A[1], B[1])
    assert (pair["kinds"], pair["listed"], pair["verdict"], pair["clean"]) == (
        "trackback+pingback", 3, "verified", True,
    )  # fmt: skip
    assert (pair["dated"], pair["dated_by"], pair["source_blog"]) == (
        "2004-11-06",
        "source",
        "https://beta.example/",
    )


@pytest.mark.parametrize(
    ("source", "verdict", "answer"),
    [
        (B[1], "verified", "200"),
        ("http://192.0.2.7/casino/", "unreachable", "timeout"),
        ("https://dead.example/tomatoes", "removed", "410"),
        ("https://old-beta.example/archives/2.html", "unreachable", "404"),
        ("https://delta.example/was-here", "", ""),
    ],
)
def test_what_a_source_answered_stands_beside_its_verdict(
    corpus: Corpus, source: str, verdict: str, answer: str
) -> None:
    pair = _pair(corpus, A[1], source)
    assert (pair["verdict"], pair["answer"]) == (verdict, answer)


@pytest.mark.parametrize(("exact", "other", "wanted"), [(1, 0, 1), (0, 1, 1), (0, 0, 0), (None, None, None)])
def test_a_link_to_exactly_the_listed_address(
    tmp_path: Path, exact: int | None, other: int | None, wanted: int | None
) -> None:
    """Of two spellings of a source the one that proves more counts."""
    network = _one_post([("https://x.example/1", "trackback", 0)])
    network.evidence("https://x.example/1", A[1], "verified", exact=exact)
    network.evidence("http://x.example/1/", A[1], "verified", exact=other)
    with load(network.write(tmp_path / "made.db")) as corpus:
        found = _of(corpus, A[1])
    assert (found["verified"], found["verified_exact"]) == (1, wanted)


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("verified", "removed", "verified"),
        ("unreachable", "verified", "verified"),
        ("removed", "unreachable", "removed"),
        ("unreachable", "removed", "removed"),
        ("unreachable", "unreachable", "unreachable"),
    ],
)
def test_of_two_spellings_the_better_verdict_counts(
    tmp_path: Path, one: str, other: str, wanted: str
) -> None:
    network = _one_post([("https://x.example/1", "trackback", 0)])
    network.evidence("https://x.example/1", A[1], one)
    network.evidence("http://x.example/1/", A[1], other)
    with load(network.write(tmp_path / "made.db")) as corpus:
        assert corpus.pairs["verdict"].tolist() == [wanted]


@pytest.mark.parametrize(
    ("verdict", "exact", "wanted"),
    [
        (None, None, (None, None)),
        ("removed", None, (0, 0)),
        ("unreachable", None, (0, 0)),
        ("verified", 1, (1, 1)),
        ("verified", 0, (1, 0)),
        ("verified", None, (1, None)),  # nobody compared the addresses
    ],
)
def test_where_sources_were_fetched_none_verified_is_a_number(
    verdict: str | None, exact: int | None, wanted: tuple[int | None, int | None], tmp_path: Path
) -> None:
    network = _one_post([("https://x.example/1", "trackback", 0)])
    if verdict:
        network.evidence("https://x.example/1", A[1], verdict, exact=exact)
    with load(network.write(tmp_path / "made.db")) as corpus:
        found = _of(corpus, A[1])
    assert (found["verified"], found["verified_exact"]) == wanted


@pytest.mark.parametrize(
    ("facts", "verdict", "moderated"),
    [
        ({"gone_run": 2}, "verified", True),
        ({"gone_run": 2}, "removed", False),
        ({"gone_run": 2}, "unreachable", False),
        ({"gone_run": 2}, None, None),
        ({}, "verified", False),
    ],
)
def test_what_a_blog_took_out_of_its_listing(
    tmp_path: Path, facts: dict[str, Any], verdict: str | None, moderated: bool | None
) -> None:
    network = _one_post([], runs=2)
    network.linkback(A[1], "https://x.example/1", **facts)
    if verdict is not None:
        network.evidence("https://x.example/1", A[1], verdict)
    with load(network.write(tmp_path / "made.db")) as corpus:
        (found,) = counts.linkbacks(corpus)["moderated"]
    assert (None if pd.isna(found) else found) == moderated


@pytest.mark.parametrize(
    ("reading", "linked", "moderated"),
    [("read", True, True), ("read", False, False), ("unread", False, None), ("inferred", False, None)],
)
def test_who_read_the_source_knows_whether_a_blog_took_its_linkback_out(
    tmp_path: Path, reading: str, linked: bool, moderated: bool | None
) -> None:
    network = _one_post([], runs=2)
    source = network.post(ALPHA, A[2], reading=reading)
    network.linkback(A[1], source, gone_run=2)
    if linked:
        network.link(source, A[1])
    with load(network.write(tmp_path / "made.db")) as corpus:
        (found,) = counts.linkbacks(corpus)["moderated"]
    assert (None if pd.isna(found) else found) == moderated


def test_a_gone_linkback_is_shown_and_counts_nowhere(corpus: Corpus) -> None:
    pair = _pair(corpus, A[1], "https://delta.example/was-here")
    assert (pair["gone"], pair["clean"], pair["listed"], pair["spam_score"]) == (True, False, 0, 0.0)
    assert "delta.example" not in set(counts.sites(corpus)["site"])


def test_dates_come_from_source_then_listing_then_first_sight(corpus: Corpus) -> None:
    frame = counts.linkbacks(corpus).set_index("source")["dated_by"]
    assert frame["https://dead.example/tomatoes"] == "listing"
    assert frame["https://likes.example/ann/like-1"] == "first_seen"
    assert frame[f"{A[2]}"] == "source"


def test_months_count_a_pair_of_two_kinds_under_both(corpus: Corpus) -> None:
    months = counts.months(corpus).set_index(["month", "kind"])["linkbacks"]
    dated = {"pingback": 4, "trackback": 5, "unknown": 1, "webmention": 1}
    assert months.loc["2004-11"].to_dict() == dated
    assert months.loc["undated"].to_dict() == {"pingback": 1, "trackback": 1, "webmention": 1}


def test_sites_by_hand(corpus: Corpus) -> None:
    sites = counts.sites(corpus).set_index("site")
    beta = sites.loc["beta.example"]
    assert (beta["linkbacks"], beta["clean"], beta["posts"], beta["blogs"], beta["crawled"]) == (
        4,
        4,
        3,
        2,
        True,
    )
    assert sites.loc["192.0.2.7", "spam"] == 1


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([("unreachable", 404)], "unreachable"),
        ([("unreachable", 404)] * 2, "unreachable"),
        ([("unreachable", 404)] * 3, "removed"),
        ([("unreachable", 404), ("unreachable", 500), ("unreachable", 404)], "unreachable"),
        ([("unreachable", 404)] * 3 + [("verified", 200)], "verified"),
        ([("verified", 200), ("removed", 200)], "removed"),
        ([("removed", 410), ("unreachable", None)], "unreachable"),
    ],
)
def test_a_404_is_a_deletion_only_after_three_runs(
    tmp_path: Path, verdicts: list[tuple[str, int | None]], expected: str
) -> None:
    network = _one_post([("https://x.example/1", "trackback", 0)], runs=len(verdicts))
    for run, (verdict, status) in enumerate(verdicts, 1):
        network.evidence("http://x.example/1/", A[1], verdict, run=run, status=status)
    with load(network.write(tmp_path / "made.db")) as corpus:
        assert corpus.pairs["verdict"].tolist() == [expected]


def test_entries_without_a_link_are_told_apart_by_what_they_say(tmp_path: Path) -> None:
    network = _one_post([])
    for repeat, title in enumerate(["One", "One", "Two"]):
        network.linkback(A[1], None, title=title, repeat=repeat)
    with load(network.write(tmp_path / "made.db")) as corpus:
        found = _of(corpus, A[1])
    assert (found["listed"], found["linkbacks"], found["clean"], found["referring_sites"]) == (3, 2, 2, 0)


def test_the_author_of_a_pair_is_the_first_that_an_entry_states(tmp_path: Path) -> None:
    network = _one_post([])
    for repeat, author in enumerate([None, "Ann", "Ben"]):
        network.linkback(A[1], "https://x.example/1", author=author, repeat=repeat)
    network.linkback(A[1], None, author="Cem")
    network.linkback(A[1], None, author="Dot", repeat=1)
    network.linkback(A[1], "https://x.example/2")
    with load(network.write(tmp_path / "made.db")) as corpus:
        found = counts.linkbacks(corpus)[["source", "author"]]
    assert found.values.tolist() == [
        ["", "Cem"],
        ["", "Dot"],
        ["https://x.example/1", "Ann"],
        ["https://x.example/2", ""],
    ]


def test_a_date_in_the_future_is_passed_over(tmp_path: Path) -> None:
    network = _one_post([])
    network.linkback(A[1], "https://x.example/1", published="2031-01-01", first_seen=START + 3 * DAY)
    network.linkback(A[1], "https://x.example/2031/02/", first_seen=START + 3 * DAY)
    with load(network.write(tmp_path / "made.db")) as corpus:
        assert corpus.pairs[["dated", "dated_by"]].values.tolist() == [["", "first_seen"]] * 2


def _one_post(rows: list[tuple[str, str, int]], *, runs: int = 1) -> Network:
    network = Network()
    for run in range(1, runs + 1):
        network.run(run)
    network.blog(ALPHA, title="Alpha")
    network.post(ALPHA, A[1], title="Tomatoes")
    for repeat, (source, kind, gone) in enumerate(rows):
        network.linkback(A[1], source, kind=kind, gone_run=1 if gone else None, repeat=repeat)
    return network


_SOURCES = st.builds(
    lambda host, path, tail: f"http://{host}/{path}{tail}",
    st.sampled_from(["x.example", "www.x.example", "y.example.com", "blog.example.com", "alpha.example"]),
    st.sampled_from(["1", "2", "a/b"]),
    st.sampled_from(["", "/", "?utm_source=x", "#top"]),
)
_ROWS = st.lists(
    st.tuples(_SOURCES, st.sampled_from(["trackback", "pingback", "unknown"]), st.integers(0, 1)), max_size=9
)


def _plain(rows: list[tuple[str, str, int]]) -> dict[str, int]:
    """The same counts, by loops and sets."""
    here = [(urlsplit(source), kind) for source, kind, gone in rows if not gone]
    pages = {(s.netloc.removeprefix("www."), s.path.rstrip("/")) for s, _ in here}
    sites = {"example.com" if host.endswith(".com") else host for host, _ in pages}
    own = {page for page in pages if page[0] == "alpha.example"}
    kinds = {
        kind: len({(s.netloc.removeprefix("www."), s.path.rstrip("/")) for s, k in here if k == kind})
        for kind in ("trackback", "pingback", "unknown")
    }
    counted = {"listed": len(here), "linkbacks": len(pages), "self": len(own), "clean": len(pages - own)}
    named = {"trackbacks": kinds["trackback"], "pingbacks": kinds["pingback"], "unknown": kinds["unknown"]}
    return {**counted, **named, "referring_sites": len(sites - {"alpha.example"})}


@settings(
    max_examples=examples(8), deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(rows=_ROWS)
def test_counts_equal_a_plain_count(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, int]]
) -> None:
    store = _one_post(rows).write(tmp_path_factory.mktemp("plain") / "made.db")
    with load(store) as corpus:
        found = _of(corpus, A[1])
    assert {name: found[name] for name in _plain(rows)} == _plain(rows)


@pytest.mark.parametrize(
    ("dated", "recent"),
    [("2004-05-13", False), ("2004-05-14", True), ("2004-11-10", True), ("2004-11-11", False)],
)
def test_the_window_ends_with_the_crawl(dated: str, recent: bool, tmp_path: Path) -> None:
    """180 days up to 2004-11-09, and one that may be a matter of zones."""
    network = _one_post([])
    network.linkback(A[1], "https://x.example/1", published=dated)
    with load(network.write(tmp_path / "made.db")) as corpus:
        assert counts.linkbacks(corpus)["recent"].tolist() == [recent]
        assert counts.of_blogs(corpus)["referring_sites_180d"].tolist() == [recent]


def test_sites_stand_by_clean_linkbacks_then_by_all_then_by_name(tmp_path: Path) -> None:
    network = _one_post([])
    network.post(ALPHA, A[2])
    for post, site in ((A[1], "d"), (A[1], "c"), (A[1], "b"), (A[2], "b"), (A[1], "a")):
        network.linkback(post, f"https://{site}.example/1")
    network.linkback(A[2], "https://c.example/2")
    network.evidence("https://c.example/2", A[2], "removed")
    with load(network.write(tmp_path / "made.db")) as corpus:
        found = counts.sites(corpus)
    assert [site.partition(".")[0] for site in found["site"]] == ["b", "c", "a", "d"]


def test_a_source_that_is_a_crawled_post_is_named(tmp_path: Path) -> None:
    network = _one_post([])
    network.post(ALPHA, A[2])
    for source in (A[1], "https://x.example/1"):
        network.linkback(A[2], source)
    with load(network.write(tmp_path / "made.db")) as corpus:
        found = counts.linkbacks(corpus)
    assert found[["source", "source_post"]].to_numpy().tolist() == [[A[1], A[1]], ["https://x.example/1", ""]]


def test_runs_add_up_to_all_linkbacks(corpus: Corpus) -> None:
    found, pairs = counts.of_runs(corpus), corpus.pairs
    assert sum(found["new"]) == (~pairs["gone"]).sum()
    assert sum(found["new_clean"]) == pairs["clean"].sum()
    assert sum(found["lost"]) == pairs["gone"].sum()


def test_blogs_in_folders_of_one_host_are_sites_of_their_own(tmp_path: Path) -> None:
    network = Network()
    network.run(1)
    home = network.blog("http://ameblo.jp/hanako/")
    post = network.post(home, f"{home}entry-1.html")
    for who in ("taro", "Jiro", "hanako"):
        network.linkback(post, f"http://ameblo.jp/{who}/entry-2.html", title="T", site=f"{who} no blog")
    with load(network.write(tmp_path / "made.db")) as corpus:
        row = counts.of_posts(corpus).iloc[0]
        found = counts.sites(corpus).set_index("site")
    assert (row["linkbacks"], row["self"], row["clean"], row["referring_sites"]) == (3, 1, 2, 2)
    assert found.loc["ameblo.jp/jiro", "url"] == "http://ameblo.jp/Jiro/"
    assert found.loc["ameblo.jp/hanako", ["clean", "url"]].tolist() == [0, home]
