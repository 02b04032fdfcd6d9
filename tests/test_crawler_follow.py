"""Blogs met on the way join the crawl hop by hop; private ones only where the user named their network."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from forked import crawl
from made_served import served_blogs, served_by

from crawler.engine.addresses import Permitted
from crawler.engine.following import home_of, most_referenced
from crawler.errors import CrawlError
from crawler.options import CrawlOptions, CrawlResult
from crawler.status import read_status
from trackgraph import main

BLOGS, POSTS = 4, 6
_SERVER = """
import functools, sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
server = ThreadingHTTPServer(
    ("127.0.0.1", 0), functools.partial(SimpleHTTPRequestHandler, directory=sys.argv[1])
)
print(f"http://127.0.0.1:{server.server_port}/\\n", flush=True)
server.serve_forever()
"""


@dataclass(frozen=True)
class Served:
    """Blogs on ports of 127.0.0.1 that cite each other, and what their listings show."""

    homes: tuple[str, ...]
    linkbacks: list[list[str]]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    truth = tmp_path_factory.mktemp("follow") / "truth.json"
    with served_blogs(BLOGS, POSTS, "--truth", str(truth)) as homes:
        yield Served(homes, json.loads(truth.read_text())["linkbacks"])


def _crawl(served: Served, store: Path, **more: Any) -> CrawlResult:
    options = CrawlOptions(
        seeds=served.homes[:1], store=store, delay=0.0, progress=False, apart=True, thorough=True, **more
    )
    return crawl(options)


def _hops(store: Path) -> dict[str, int]:
    with closing(sqlite3.connect(store)) as base:
        rows = base.execute("select u.url, hops from blogs join urls u on u.id = blogs.home")
        return dict(rows.fetchall())


def _expected(served: Served) -> list[str]:
    """Homes of other blogs that the first one's listings name, most named first."""
    found = {
        (post, home_of(source)) for post, source, _ in served.linkbacks if post.startswith(served.homes[0])
    }
    counted = {home: sum(home == one for _, one in found) for home in served.homes[1:]}
    return sorted((home for home in counted if counted[home]), key=lambda home: (-counted[home], home))


@pytest.mark.parametrize("processes", [1, 2])
def test_blogs_that_cite_join_and_are_read_whole(served: Served, tmp_path: Path, processes: int) -> None:
    store = tmp_path / "s.db"
    result = _crawl(served, store, follow=1, reach=("127.0.0.0/8",), processes=processes)
    met = _expected(served)
    assert met, "the first blog's listings name others"
    assert _hops(store) == {served.homes[0]: 0, **dict.fromkeys(met, 1)}
    assert (result.state, result.failed, result.left) == ("finished", 0, 0)
    assert result.posts == POSTS * (1 + len(met))
    mine = (served.homes[0], *met)
    assert result.linkbacks == sum(post.startswith(mine) for post, *_ in served.linkbacks)


def test_blogs_that_joined_join_again_in_the_next_run(served: Served, tmp_path: Path) -> None:
    store, met = tmp_path / "s.db", _expected(served)
    _crawl(served, store, follow=1, reach=("127.0.0.0/8",))
    again = _crawl(served, store, follow=1, reach=("127.0.0.0/8",))
    assert (again.run, again.blogs) == (2, 1 + len(met))
    assert _hops(store) == {served.homes[0]: 0, **dict.fromkeys(met, 1)}
    alone = crawl(CrawlOptions(seeds=(met[0],), store=store, delay=0.0, progress=False, apart=True))
    assert (alone.run, alone.blogs, alone.failed) == (3, 1, 0), "its own address is permitted to a seed"
    assert _hops(store)[met[0]] == 0


def test_most_referenced_come_first_up_to_the_limit(served: Served, tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    _crawl(served, store, follow=2, max_blogs=1, reach=("127.0.0.0/8",))
    assert _hops(store) == {served.homes[0]: 0, _expected(served)[0]: 1}


def test_a_dead_blog_that_joined_is_told_and_no_failure_of_a_seed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index.html").write_text('<body class="home blog"><h2><a href="/2006/a/">A</a></h2>')
    (tmp_path / "2006" / "a").mkdir(parents=True)
    dead = "http://127.0.0.1:9/"
    entry = f'<li class="pingback"><p>Pingback: <a href="{dead}x/" class="url">X</a></p></li>'
    page = f'<body class="single"><ol class="commentlist">{entry}'
    (tmp_path / "2006" / "a" / "index.html").write_text(page)
    manners: dict[str, Any] = {"delay": 0.0, "progress": False, "apart": True, "retry_wait": 0.1}
    with served_by(["-c", _SERVER, str(tmp_path)], 1) as homes:
        options = CrawlOptions(
            seeds=homes, store=tmp_path / "s.db", follow=1, reach=("127.0.0.0/8",), **manners
        )
        met = crawl(options)
    given = crawl(CrawlOptions(seeds=(dead,), store=tmp_path / "t.db", **manners))
    assert [(one.blogs, one.failed, one.failed_seeds) for one in (met, given)] == [(2, 1, 0), (1, 1, 1)]
    assert capfd.readouterr().err.count(f"{dead}: cannot be crawled") == 2


def test_private_blogs_do_not_join_unasked_and_are_counted(served: Served, tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    result = _crawl(served, store, follow=1)
    assert (result.state, result.blogs, result.failed) == ("finished", 1, 0)
    skipped = {(one.what, one.reason): one.count for one in read_status(store).problems}
    assert skipped["skip", "private_address"] == len(_expected(served))


def test_without_follow_nothing_joins(served: Served, tmp_path: Path) -> None:
    _crawl(served, tmp_path / "s.db", reach=("127.0.0.0/8",))
    assert list(_hops(tmp_path / "s.db").values()) == [0]


def test_networks_and_hosts_that_may_be_reached() -> None:
    permitted = Permitted(reach=("10.0.0.0/8", "intranet.corp", "127.0.0.1:8001", "fd00::/8"))
    for url in ("http://10.1.2.3/", "http://intranet.corp/", "http://127.0.0.1:8001/", "http://[fd00::1]/"):
        assert permitted.url(url), url
    for url in ("http://11.0.0.1/x", "http://b.example/"):
        assert permitted.url(url), "public ones anyway"
    for url in ("http://127.0.0.1:8002/", "http://192.168.1.1/", "http://[::1]/", "http://localhost/"):
        assert not permitted.url(url), url
    assert permitted.address("wiki.corp", "10.9.9.9")
    assert permitted.address("wiki.corp", "::ffff:10.9.9.9")
    assert not permitted.address("wiki.corp", "192.168.0.1")
    assert not permitted.address("rebind.example", "169.254.169.254")


@pytest.mark.parametrize(
    ("addresses", "permitted"),
    [
        (("127.0.0.1", "::1"), True),  # of which the first one refuses, so that the second is asked for
        (("::1", "127.0.0.1"), True),
        # What strangers' names do to reach inside; each address is judged where it is connected to.
        (("93.184.215.14", "fd00::1"), True),
        (("10.0.0.1", "93.184.215.14"), True),
        (("fd00::1", "10.0.0.1"), False),
        (("10.0.0.1", "127.0.0.1"), True),
    ],
)
def test_a_name_is_private_unless_one_of_its_addresses_may_be_reached(
    addresses: tuple[str, ...], permitted: bool
) -> None:
    asked = Permitted(reach=("127.0.0.0/8",))
    for ip in addresses:
        asked.address("both.example", ip)
    assert asked.url("http://both.example/") is permitted


def test_of_a_seed_on_a_private_address_no_other_port_is_reached() -> None:
    asked = Permitted(homes=("http://intranet.corp:8080/",))
    for ip in ("93.184.215.14", "10.0.0.1", "93.184.215.14"):
        assert asked.address("intranet.corp", ip)
    assert asked.url("http://intranet.corp:8080/x")
    assert not asked.url("http://intranet.corp:9200/")


@pytest.mark.parametrize("addresses", [("10.0.0.1", "192.168.0.1"), ("192.168.0.1", "10.0.0.1")])
def test_of_a_seed_in_two_private_networks_no_other_port_is_reached(addresses: tuple[str, ...]) -> None:
    asked = Permitted(homes=("http://intranet.corp:8080/",), reach=("10.0.0.0/8",))
    for ip in addresses:
        assert asked.address("intranet.corp", ip)
    assert asked.url("http://intranet.corp:8080/x")
    assert not asked.url("http://intranet.corp:9200/")


def test_names_below_localhost_are_in_its_network() -> None:
    assert Permitted(reach=("127.0.0.0/8",)).url("http://a.localhost:8001/")
    assert not Permitted(reach=("10.0.0.0/8",)).url("http://a.localhost:8001/")


@pytest.mark.parametrize("wrong", ["10.0.0.0/33", "10.0.0.1/8", "not a host", "http://a.example/", ""])
def test_what_is_no_network_is_told(wrong: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(CrawlError, match="no host and no network"):
        Permitted(reach=(wrong,))
    store = tmp_path / "s.db"
    assert main(["crawl", "http://127.0.0.1:9/", "--reach", wrong, "--store", str(store)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not store.exists()


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://b.example/2006/05/a/", "https://b.example/"),
        ("https://b.example/a-post", "https://b.example/"),
        ("http://b.example/~Dan/2006/05/x.html", "http://b.example/~Dan/"),
        ("http://b.example/blog/2006/05/04/x.html", "http://b.example/blog/"),
        ("http://b.example/en/weblog/2006/5/x", "http://b.example/en/weblog/"),
        ("http://b.example/archives/2006/05/x.html", "http://b.example/"),
        ("http://b.example/mt/archives/2006/05/x.html", "http://b.example/mt/"),
        ("http://b.example/index.php/2006/05/x", "http://b.example/"),
        ("http://b.example/blog/2006/13/x", "http://b.example/"),
        ("http://b.example/blog/1234/05/x", "http://b.example/"),
        ("http://b.example/a/b/c/d/2006/05/x", "http://b.example/"),
        ("http://ameblo.jp/Hanako/entry-1.html", "http://ameblo.jp/Hanako/"),
        ("http://ameblo.jp/", "http://ameblo.jp/"),
        ("http://d.hatena.ne.jp/taro/20060504", "http://d.hatena.ne.jp/taro/"),
        ("http://www.wretch.cc/blog/mei/123", "http://www.wretch.cc/blog/mei/"),
    ],
)
def test_the_home_that_a_page_belongs_to(url: str, home: str) -> None:
    assert home_of(url) == home


@pytest.mark.parametrize(
    ("references", "known", "found"),
    [
        # Hosts that give each blog a folder hold many; of others one joins, the one with most references.
        (["ameblo.jp/a/1", "ameblo.jp/b/1"], [], ["ameblo.jp/a/", "ameblo.jp/b/"]),
        (["ameblo.jp/a/1", "ameblo.jp/b/1"], ["ameblo.jp/a/"], ["ameblo.jp/b/"]),
        (["u.example/~a/1", "u.example/~b/1"], ["u.example/~a/"], ["u.example/~b/"]),
        (["u.example/~a/1"], ["www.u.example/"], []),
        (["ameblo.jp/"], [], []),
        (["b.example/blog/2006/05/a", "b.example/blog/2006/05/b", "b.example/"], [], ["b.example/blog/"]),
        (["b.example/blog/2006/05/a"], ["b.example/"], []),
        (["b.example/a"], ["b.example/blog/"], []),
    ],
)
def test_one_blog_of_a_host_joins_unless_it_holds_many(
    references: list[str], known: list[str], found: list[str]
) -> None:
    numbered = [(f"http://{url}", number) for number, url in enumerate(references)]
    assert most_referenced(numbered, known=known) == tuple(f"http://{one}" for one in found)


def test_a_post_counts_once_for_each_blog_and_big_sites_are_no_blogs() -> None:
    references = [
        ("https://b.example/1", 1),
        ("https://b.example/2", 1),
        ("https://c.example/~dan/x", 1),
        ("https://c.example/~dan/y", 2),
        ("https://www.a.example/known", 3),
        ("https://en.wikipedia.org/wiki/X", 3),
        ("mailto:x@y.example", 3),
    ]
    found = most_referenced(references, known=["a.example/"])
    assert found == ("https://c.example/~dan/", "https://b.example/")
