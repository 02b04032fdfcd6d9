"""Which sources are asked for: those of which nothing is known yet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from crawler.harvest import Role
from crawler.store import open_store
from crawler.store.schema import ledger, urls
from crawler.store.source_rows import ask_sources
from tests.made_network import ALPHA, BETA, A, B, Network

CITING = "https://www.citing.example/2004/11/soup/"


def _asked(network: Network, folder: Path) -> list[str]:
    """The sources that are asked for on behalf of the first blog."""
    with open_store(network.write(folder / "made.db")) as store:
        ask_sources(store, 1, 1)
        with store.writing() as connection:
            wanted = select(urls.c.url).join(ledger, ledger.c.url == urls.c.id)
            return sorted(connection.execute(wanted.where(ledger.c.role == Role.SOURCE)).scalars())


def _network(source: str, cited: str = A[1], **facts: Any) -> Network:
    """Alpha's first post lists a post of another blog, which was read at CITING and links somewhere."""
    network = Network()
    network.run(1)
    network.blog(ALPHA)
    network.post(ALPHA, A[1])
    network.post(ALPHA, A[2])
    network.blog("https://www.citing.example/")
    network.post("https://www.citing.example/", CITING, **facts)
    network.link(CITING, cited, region="content")
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
        (SPELLINGS[1], A[2], {}),
        (SPELLINGS[1], A[1], {"reading": "inferred"}),
        (SPELLINGS[1], A[1], {"gone_run": 1}),
    ],
    ids=["another post", "another blog", "links elsewhere", "not read", "gone"],
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


def test_sources_of_other_blogs_are_left_to_them(tmp_path: Path) -> None:
    network = _network(CITING)
    network.blog(BETA)
    network.post(BETA, B[1])
    network.linkback(B[1], "https://reader.example/1")
    assert _asked(network, tmp_path) == []
