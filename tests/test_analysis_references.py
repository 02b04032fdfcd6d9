"""References: listed, found, or both; furniture and reactions are none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis import load
from analysis.corpus import Corpus
from analysis.summary import of_corpus
from reports.tables import records, unclaimed
from tests.made_network import ALPHA, BETA, DAY, START, A, B, C, Network, three_blogs


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return load(three_blogs().write(tmp_path_factory.mktemp("references") / "made.db"))


def _edge(corpus: Corpus, source: str, target: str) -> dict[str, Any]:
    frame = corpus.references
    rows = frame[(frame["source"] == source) & (frame["target"] == target)]
    return dict(rows.iloc[0]) if len(rows) else {}


@pytest.mark.parametrize(
    ("source", "target", "listed", "found", "clean"),
    [
        (B[1], A[1], True, True, True),
        (A[2], A[1], True, True, False),
        (B[2], A[5], False, True, True),
        (B[3], A[5], True, False, True),
        ("https://dead.example/tomatoes", A[1], True, False, False),
        ("http://192.0.2.7/casino/", A[1], True, None, False),
        (C[1], A[2], True, False, True),
    ],
)
def test_references_by_hand(
    corpus: Corpus, source: str, target: str, listed: bool, found: bool | None, clean: bool
) -> None:
    edge = _edge(corpus, source, target)
    seen = None if pd.isna(edge["found"]) else edge["found"]
    assert (edge["listed"], seen, edge["clean"]) == (listed, found, clean)


HOST, GUEST = "https://host.example/", "https://guest.example/"
NEW = {"first_read": 2, "fetched": START + 30 * DAY}
"""Of a post that the second run read first."""
OLD_DAY, NEW_DAY = "2004-10-01", "2004-12-01"


@pytest.mark.parametrize(
    ("host", "guest", "listed"),
    [
        ({}, {"published": OLD_DAY}, False),
        ({}, {}, False),  # both were read in one run
        ({}, {**NEW, "published": NEW_DAY}, None),
        ({}, {**NEW, "published": "2004-11-09"}, None),  # the day on which the listing was read
        ({}, {**NEW, "published": "2004-11-08"}, False),  # the blog joined later, the post was there
        ({}, NEW, None),
        ({"fetched": START + 30 * DAY}, {**NEW, "published": NEW_DAY}, False),
        ({"counted_run": 1}, {**NEW, "published": NEW_DAY}, None),
        ({"counted_run": 2}, {**NEW, "published": NEW_DAY}, False),
        ({"reading": "inferred", "counted_run": 2}, NEW, False),
        ({"reading": "unread"}, {"published": OLD_DAY}, None),
    ],
)
def test_what_was_not_looked_at_since_is_not_called_unlisted(
    host: dict[str, Any], guest: dict[str, Any], listed: bool | None, tmp_path: Path
) -> None:
    network = Network()
    network.run(1)
    network.run(2)
    for home in (HOST, GUEST):
        network.blog(home)
    network.post(HOST, f"{HOST}1", title="Host", tags=["maps"], published=OLD_DAY, **host)
    network.post(GUEST, f"{GUEST}1", tags=["maps"], **guest)
    network.link(f"{GUEST}1", f"{HOST}1")
    network.linkback(network.post(HOST, f"{HOST}2", tags=["maps"]), "https://x.example/1")
    with load(network.write(tmp_path / "made.db")) as corpus:
        found = of_corpus(corpus)
        edge = _edge(corpus, f"{GUEST}1", f"{HOST}1")
    assert (None if pd.isna(edge["listed"]) else bool(edge["listed"])) is listed
    assert edge["evidence"] == f"{GUEST}1"
    assert len(unclaimed(found.references, found.posts)) == (listed is False)
    (prospect,) = records(found.prospects)
    assert prospect["references_found"] == (listed is False)


@pytest.mark.parametrize("accepts", ["open", "closed", None])
def test_a_reference_says_whether_the_cited_post_takes_linkbacks(accepts: str | None, tmp_path: Path) -> None:
    network = Network()
    network.run(1)
    for home, own in ((HOST, accepts), (GUEST, "open" if accepts is None else None)):
        network.post(network.blog(home), f"{home}1", accepts=own)
    network.link(f"{GUEST}1", f"{HOST}1")
    with load(network.write(tmp_path / "made.db")) as corpus:
        assert corpus.references["accepts"].tolist() == [accepts or ""]


@pytest.mark.parametrize(
    ("published", "dated"),
    [("2004-11-10", "2004-11-10"), ("2004-11-11", ""), ("2031-01-01", ""), (None, "")],
)
def test_a_citing_post_from_the_future_dates_no_reference(
    published: str | None, dated: str, tmp_path: Path
) -> None:
    """The crawl ends on 2004-11-09; one day more may be a matter of zones."""
    network = Network()
    network.run(1)
    network.post(network.blog(HOST), f"{HOST}1")
    network.post(network.blog(GUEST), f"{GUEST}1", published=published)
    network.link(f"{GUEST}1", f"{HOST}1")
    with load(network.write(tmp_path / "made.db")) as corpus:
        (edge,) = records(corpus.references)
        (_, _, drawn) = next(iter(corpus.blog_graph.edges(data=True)))
    assert (edge["first_date"], edge["last_date"], drawn.get("last_date", "")) == (dated, dated, dated)


def test_a_reference_has_the_verdict_of_its_linkback(corpus: Corpus) -> None:
    ends = ["source_page", "target_page"]
    both = corpus.references.merge(corpus.pairs[[*ends, "verdict"]], on=ends, suffixes=("", "_of_linkback"))
    assert (both["verdict"] == both["verdict_of_linkback"]).all()
    assert set(both["verdict"]) == {"", "verified", "removed", "unreachable"}
    assert _edge(corpus, B[2], A[5])["verdict"] == "verified"  # found, and listed nowhere


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("https://likes.example/ann/like-1", A[1]),
        ("https://delta.example/was-here", A[1]),
        (A[1], A[5]),
        (ALPHA, A[1]),
    ],
)
def test_reactions_gone_rows_navigation_and_home_pages_make_none(
    corpus: Corpus, source: str, target: str
) -> None:
    assert not _edge(corpus, source, target)


def test_a_reference_leads_to_its_evidence(corpus: Corpus) -> None:
    found, listed = _edge(corpus, B[2], A[5]), _edge(corpus, B[3], A[5])
    assert (found["evidence"], found["anchor"], found["first_date"]) == (B[2], "a trip to Rome", "2004-11-07")
    assert (listed["evidence"], listed["kinds"], listed["first_date"]) == (A[5], "unknown", "2004-11-08")
    assert _edge(corpus, A[3], B[1])["rel"] == "nofollow"


def test_integers_name_rows_of_pages_and_blogs(corpus: Corpus) -> None:
    for row in corpus.references.itertuples():
        assert corpus.pages["url"][row.source_page] == row.source
        assert corpus.blogs["url"][row.target_blog_id] == row.target_blog
    assert [str(corpus.references[c].dtype) for c in ("source_page", "target_blog_id")] == ["int32", "int32"]


@pytest.mark.parametrize(
    ("posts", "linking", "expected"),
    [(20, 4, 4), (20, 5, 0), (25, 5, 5), (25, 6, 0), (4, 4, 4), (5, 5, 0)],
)
def test_links_repeated_over_a_blogs_pages_are_no_references(
    tmp_path: Path, posts: int, linking: int, expected: int
) -> None:
    network = Network()
    network.run(1)
    network.blog(ALPHA)
    network.blog(BETA)
    network.post(BETA, B[1])
    for number in range(posts):
        url = network.post(ALPHA, f"{ALPHA}{number}")
        if number < linking:
            network.link(url, B[1], region="content" if number else "navigation")
            network.link(url, B[1], region="comments")
    if posts > 5:
        network.link(f"{ALPHA}0", B[1], region="content")
    with load(network.write(tmp_path / "made.db")) as corpus:
        found = int(corpus.references["found"].sum())
    assert found == expected - (posts <= 5 and expected > 0)


@pytest.mark.parametrize(("linking", "found"), [(4, 4), (6, 2)])
def test_a_repeated_link_is_a_reference_where_a_listing_shows_it(
    tmp_path: Path, linking: int, found: int
) -> None:
    network = Network()
    network.run(1)
    network.blog(ALPHA)
    network.blog(BETA)
    network.post(BETA, B[1], accepts="open", tags=["soup"])
    for number in range(20):
        url = network.post(ALPHA, f"{ALPHA}{number}", tags=["soup"])
        if number < linking:
            network.link(url, B[1], region="content")
        if number < 2 or number == 19:
            network.linkback(B[1], url)
    with load(network.write(tmp_path / "made.db")) as corpus:
        assert int(corpus.references["found"].sum()) == found
        summary = of_corpus(corpus)
    linkbacks = summary.linkbacks.set_index("source").loc[[f"{ALPHA}{number}" for number in (0, 1, 19)]]
    assert linkbacks["found"].tolist() == [True, True, False]
    assert linkbacks["verdict"].tolist() == ["verified", "verified", ""]
    # Of the others nobody knows whether they are citations: the share of these alone would say nothing.
    beta = summary.prospects[summary.prospects["blog"] == BETA]
    assert beta["references_found"].tolist() == [linking if found == linking else 0]


@pytest.mark.parametrize(("listed", "moderated"), [(True, [True]), (False, [])])
def test_a_repeated_link_stays_a_citation_when_its_linkback_is_taken_out(
    tmp_path: Path, listed: bool, moderated: list[bool]
) -> None:
    network = Network()
    network.run(1)
    network.run(2)
    network.blog(ALPHA)
    network.blog(BETA)
    network.post(BETA, B[1])
    for number in range(20):
        network.link(
            network.post(ALPHA, f"{ALPHA}{number}"), B[1], region="content" if number < 6 else "footer"
        )
    if listed:
        network.linkback(B[1], f"{ALPHA}0", gone_run=2)
    with load(network.write(tmp_path / "made.db")) as corpus:
        summary = of_corpus(corpus)
    linkbacks = summary.linkbacks
    assert linkbacks["moderated"].tolist() == linkbacks["found"].tolist() == moderated
    assert summary.references["source"].tolist() == [f"{ALPHA}0"] * listed


def test_a_verified_source_is_found(tmp_path: Path) -> None:
    network = Network()
    network.run(1)
    network.blog(ALPHA)
    network.post(ALPHA, A[1])
    network.linkback(A[1], "https://x.example/1")
    network.evidence("https://x.example/1", A[1], "verified", anchor="see", rel="ugc")
    with load(network.write(tmp_path / "made.db")) as corpus:
        edge = corpus.references.iloc[0]
    assert (edge["listed"], edge["found"], edge["anchor"], edge["rel"]) == (True, True, "see", "ugc")


@pytest.mark.parametrize(
    ("last", "found", "verdict"),
    [
        (("verified", 200), True, "verified"),
        (("removed", 200), False, "removed"),
        (("removed", 410), False, "removed"),
        (("unreachable", 500), None, "unreachable"),
    ],
)
def test_the_last_look_at_a_source_counts(
    tmp_path: Path, last: tuple[str, int], found: bool | None, verdict: str
) -> None:
    network = Network()
    for run in (1, 2):
        network.run(run)
    network.blog(ALPHA)
    network.post(ALPHA, A[1])
    network.linkback(A[1], "https://x.example/1")
    network.evidence("https://x.example/1", A[1], "verified", run=1)
    network.evidence("https://x.example/1", A[1], last[0], status=last[1], run=2)
    with load(network.write(tmp_path / "made.db")) as corpus:
        edge, pair = corpus.references.iloc[0], corpus.pairs.iloc[0]
    assert (edge["verdict"], pair["verdict"]) == (verdict, verdict)
    assert (None if pd.isna(edge["found"]) else bool(edge["found"])) is found


@pytest.mark.parametrize(
    ("facts", "looks", "verdict", "answer"),
    [
        ({}, (), "verified", ""),
        ({}, (("unreachable", 500, 2),), "verified", ""),
        ({"gone_run": 2, "status": 410}, (), "removed", "410"),
        ({"gone_run": 2, "status": 404}, (("verified", 200, 1),), "removed", "404"),
        ({"gone_run": 2, "status": 404}, (("unreachable", 404, 2),), "removed", "404"),
        ({"gone_run": 2, "status": 404}, (("verified", 200, 2),), "verified", "200"),
        ({"gone_run": 2, "status": 301}, (("verified", 200, 1),), "", ""),
        ({"gone_run": 2, "status": 301}, (("verified", 200, 3),), "verified", "200"),
    ],
)
def test_a_post_that_is_gone_cites_nothing_any_more(
    tmp_path: Path,
    facts: dict[str, int],
    looks: tuple[tuple[str, int, int], ...],
    verdict: str,
    answer: str,
) -> None:
    """B1 was read and cited A1, which lists it, and A2, which does not."""
    network = Network()
    for run in (1, 2, 3):
        network.run(run)
    for blog, posts in ((ALPHA, (A[1], A[2])), (BETA, (B[1],))):
        network.blog(blog)
        for post in posts:
            network.post(blog, post, **(facts if post == B[1] else {}))
    network.linkback(A[1], B[1])
    for target in (A[1], A[2]):
        network.link(B[1], target)
    for said, status, run in looks:
        network.evidence(B[1], A[1], said, status=status, run=run)
    with load(network.write(tmp_path / "made.db")) as corpus:
        pair, cited = corpus.pairs.iloc[0], corpus.references
    assert (pair["verdict"], pair["answer"], bool(pair["clean"])) == (verdict, answer, verdict != "removed")
    assert cited["target"].tolist() == ([A[1]] if facts else [A[1], A[2]])
    assert cited["verdict"].iloc[0] == verdict


@pytest.mark.parametrize("reaction", ["like", "repost", "bookmark", "reaction"])
@pytest.mark.parametrize(("also", "references"), [((), 0), (("mention",), 1)])
def test_the_link_of_a_like_is_no_reference_that_went_unlisted(
    tmp_path: Path, also: tuple[str, ...], references: int, reaction: str
) -> None:
    network = Network()
    network.run(1)
    network.blog(ALPHA)
    network.post(ALPHA, A[1])
    for subtype in (reaction, *also):
        network.linkback(A[1], "https://likes.example/1", kind="webmention", subtype=subtype)
    network.evidence("https://likes.example/1", A[1], "verified", anchor="like")
    with load(network.write(tmp_path / "made.db")) as corpus:
        assert corpus.references["listed"].tolist() == [True] * references
        assert corpus.pairs["reaction"].tolist() == [not also]
