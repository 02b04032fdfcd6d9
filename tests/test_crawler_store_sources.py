"""Which sources are asked for: those of which nothing is known yet."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from crawler.harvest import Role
from crawler.store import open_store
from crawler.store.ledger import references
from crawler.store.schema import ledger, urls
from crawler.store.source_rows import ask_sources
from tests.made_network import ALPHA, BETA, DAY, A, B, Network

CITING = "https://www.citing.example/2004/11/soup/"


def _asked(network: Network, folder: Path) -> list[str]:
    """The sources that are asked for on behalf of the first blog."""
    with open_store(network.write(folder / "made.db")) as store:
        ask_sources(store, 1, 1)
        with store.writing() as connection:
            wanted = select(urls.c.url).join(ledger, ledger.c.url == urls.c.id)
            return sorted(connection.execute(wanted.where(ledger.c.role == Role.SOURCE)).scalars())


def _network(source: str, cited: str = A[1], *, region: str = "content", **facts: Any) -> Network:
    """Alpha's first post lists a post of another blog, which was read at CITING and links somewhere."""
    network = Network()
    network.run(1)
    network.blog(ALPHA)
    network.post(ALPHA, A[1])
    network.post(ALPHA, A[2])
    network.blog("https://www.citing.example/")
    network.post("https://www.citing.example/", CITING, **facts)
    network.link(CITING, cited, region=region)
    network.linkback(A[1], source)
    return network


SPELLINGS = [
    CITING,
    "http://www.citing.example/2004/11/soup/",
    "https://citing.example/2004/11/soup",
    "http://citing.example/2004/11/soup/?utm_source=feed#comments",
    "http://citing.example/2004/11/soup/trackback/",
]


@pytest.mark.parametrize("source", SPELLINGS)
@pytest.mark.parametrize("cited", [A[1], A[1].replace("https://", "http://www.").rstrip("/")])
def test_a_read_post_that_links_there_needs_no_look(source: str, cited: str, tmp_path: Path) -> None:
    assert _asked(_network(source, cited), tmp_path) == []


@pytest.mark.parametrize(
    ("source", "cited", "facts"),
    [
        ("https://citing.example/2004/11/bread/", A[1], {}),
        ("https://other.example/2004/11/soup/", A[1], {}),
        (SPELLINGS[1], A[1], {"gone_run": 1}),
        *((one, A[2], {}) for one in SPELLINGS[:2]),
        *((one, A[1], {"reading": "inferred"}) for one in SPELLINGS[:2]),
        *((one, A[1], {"region": "comments"}) for one in SPELLINGS[:2]),
    ],
    ids=[
        *("another post", "another blog", "gone"),
        *(
            f"{why}{how}"
            for why in ("links elsewhere", "not read", "in comments")
            for how in ("", ", spelled")
        ),
    ],
)
def test_what_is_not_known_is_asked_for(
    source: str, cited: str, facts: dict[str, Any], tmp_path: Path
) -> None:
    assert _asked(_network(source, cited, **facts), tmp_path) == [source]


def test_a_source_of_two_posts_is_known_where_it_links_to_both(tmp_path: Path) -> None:
    for linked, asked in (((A[1],), [SPELLINGS[1]]), ((A[1], A[2]), [])):
        network = _network(SPELLINGS[1])
        network.linkback(A[2], SPELLINGS[1])
        for target in linked[1:]:
            network.link(CITING, target, region="content")
        folder = tmp_path / str(len(linked))
        folder.mkdir()
        assert _asked(network, folder) == asked


@pytest.mark.parametrize(
    ("source", "facts"), [("mailto:ann@reader.example", {}), ("https://reader.example/1", {"gone_run": 1})]
)
def test_what_is_no_page_or_is_listed_no_more_is_not_asked_for(
    source: str, facts: dict[str, Any], tmp_path: Path
) -> None:
    network = _network(CITING)
    network.linkback(A[2], source, **facts)
    assert _asked(network, tmp_path) == []


def test_sources_of_other_blogs_are_left_to_them(tmp_path: Path) -> None:
    network = _network(CITING)
    network.blog(BETA)
    network.post(BETA, B[1])
    network.linkback(B[1], "https://reader.example/1")
    assert _asked(network, tmp_path) == []


READER = "https://reader.example/1"


@pytest.mark.parametrize(
    ("source", "target", "verdict", "days", "more", "asked"),
    [
        (READER, A[1], "verified", 29, {}, False),
        (READER, A[1], "verified", 31, {}, True),
        (READER, A[1], "removed", 89, {}, False),
        (READER, A[1], "removed", 91, {}, True),
        (READER, A[1], "unreachable", 5, {"error": "dns"}, False),
        (READER, A[1], "unreachable", 7, {"error": "dns"}, True),
        (READER, A[1], "unreachable", 0, {"error": "private_address"}, True),
        (READER, A[2], "verified", 0, {}, True),
        ("https://reader.example/2", A[1], "verified", 0, {}, True),
    ],
    ids=[*("fresh", "old") * 3, "another network", "looked at for another post", "another source"],
)
def test_a_source_is_asked_for_again_by_what_it_showed(
    source: str, target: str, verdict: str, days: int, more: dict[str, Any], asked: bool, tmp_path: Path
) -> None:
    network = _network(READER)
    network.evidence(source, target, verdict, fetched=int(time.time()) - days * DAY, **more)
    assert _asked(network, tmp_path) == [READER] * asked


@pytest.mark.parametrize(
    ("blog", "role", "run", "state", "due"),
    [
        (ALPHA, "source", 1, "done", False),
        (ALPHA, "source", 1, "failed", False),
        (ALPHA, "post", 0, "done", False),
        (ALPHA, "source", 0, "done", True),
        ("https://www.citing.example/", "source", 1, "done", True),
    ],
    ids=["in this run", "in vain", "as a post of its own", "in an earlier run", "for another blog"],
)
def test_a_source_is_asked_for_once_in_a_run(
    blog: str, role: str, run: int, state: str, due: bool, tmp_path: Path
) -> None:
    network = _network(READER)
    row = {"url": READER, "blog": blog, "role": role, "state": state, "run": run}
    network.add("ledger", **row, rank=0.0, tries=1)
    with open_store(network.write(tmp_path / "made.db")) as store:
        assert ask_sources(store, 1, 1) == due
        with store.reading() as connection:
            mine = select(ledger.c.state).where(ledger.c.blog == 1)
            assert connection.execute(mine).scalars().all() == (["waiting"] if due else [state])


@pytest.mark.parametrize(
    ("verdicts", "counts"),
    [
        ([], True),
        (["verified"], True),
        (["unreachable"], True),
        (["removed", "verified"], True),
        (["removed"], False),
        (["verified", "removed"], False),
    ],
)
def test_a_source_that_was_fetched_and_does_not_link_there_makes_no_blog_join(
    verdicts: list[str], counts: bool, tmp_path: Path
) -> None:
    spam, other = "http://pills.example/", "http://other.example/"
    network = Network()
    network.run(1)
    network.blog(ALPHA)
    network.post(ALPHA, A[1])
    network.post(ALPHA, A[2])
    network.linkback(A[1], spam)
    network.linkback(A[2], other)
    for run, verdict in enumerate(verdicts, 1):
        network.evidence(spam, A[1], verdict, run=run)
    network.evidence(other, A[1], "removed")
    with open_store(network.write(tmp_path / "made.db")) as store:
        named = {url for url, _ in references(store, 1)}
    assert named == ({spam, other} if counts else {other})
