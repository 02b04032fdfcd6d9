"""The sample network: what it holds, that it stays the same, and that its pages say what its truth says."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest

from sample.network import SampleBlog, build_network
from sample.render import answer, has_popup
from sample.server import SampleServer
from sample.truth import differences, truth_of

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def network() -> tuple[SampleBlog, ...]:
    return build_network(today=TODAY)


def get(network: tuple[SampleBlog, ...], url: str) -> tuple[int, str]:
    parts = urlsplit(url)
    reply = answer(network, parts.netloc, parts.path, dict(parse_qsl(parts.query)))
    charset = "euc-jp" if b"EUC-JP" in reply.body[:600] else "utf-8"
    return reply.status, reply.body.decode(charset)


def test_it_has_what_the_demo_promises(network: tuple[SampleBlog, ...]) -> None:
    linkbacks = [k for b in network for p in b.posts for k in p.linkbacks]
    assert len(network) == 8
    assert sum(len(b.posts) for b in network) == 120
    assert {b.language for b in network} == {"en", "de", "fr", "ja"}
    assert {k.kind for k in linkbacks} == {"trackback", "pingback", "webmention"}
    assert {k.origin for k in linkbacks} == {"citation", "outside", "spam", "dead", "self", "repeat"}
    assert {k.subtype for k in linkbacks} >= {"mention", "reply", "like", "repost"}


def test_the_same_day_gives_the_same_network_and_another_day_another() -> None:
    assert build_network(today=TODAY) == build_network(today=TODAY)
    assert build_network(today=TODAY) != build_network(today=date(2027, 1, 1))


def test_every_post_answers_and_shows_its_citations(network: tuple[SampleBlog, ...]) -> None:
    for post in (p for b in network for p in b.posts):
        status, html = get(network, post.url)
        assert status == 200
        assert all(f'href="{url}"' in html for url, _ in post.cites), post.url


def test_every_linkback_stands_on_the_post_or_on_its_further_pages(network: tuple[SampleBlog, ...]) -> None:
    for blog in network:
        for post in blog.posts:
            _, html = get(network, post.url)
            if has_popup(blog, post):
                html += get(network, f"{blog.home}cgi-bin/mt-tb.cgi?__mode=view&entry_id={post.number}")[1]
            for page in range(1, 4) if blog.platform == "wordpress" else ():
                html += get(network, f"{post.url}comment-page-{page}/")[1]
            assert [k.source for k in post.linkbacks if f'href="{k.source}"' not in html] == []


@pytest.mark.parametrize(
    "url",
    [
        "http://nobody.localhost:8700/",
        "http://crumb.localhost:8700/no-such-post/",
        "http://crumb.localhost:8700/page/99/",
        "http://radweg.localhost:8700/sitemap.xml",
        "http://inkwell.localhost:8700/cgi-bin/mt-tb.cgi?__mode=view&entry_id=2",
        "http://oldmaps.localhost:8700/?p=99",
        "http://madobe.localhost:8700/archives/999999.html",
        "http://slowpost.localhost:8700/feed/",
        "http://permalink.localhost:8700/notes/nothing/",
        "http://potager.localhost:8700/archives/99-rien.html",
    ],
)
def test_what_it_does_not_have_is_not_found(network: tuple[SampleBlog, ...], url: str) -> None:
    assert get(network, url)[0] == 404


def test_differences_name_what_is_missing_and_what_is_not_there(network: tuple[SampleBlog, ...]) -> None:
    rows = Counter(truth_of(network).rows)
    assert differences(network, rows) == []
    first = next(iter(rows))
    invented = ("http://crumb.localhost:8700/", None, "pingback")
    changed = rows - Counter([first]) + Counter([invented])
    assert differences(network, changed) == [f"missing: {first}", f"not there: {invented}"]


def test_truth_counts_pairs_once_and_leaves_junk_out(network: tuple[SampleBlog, ...]) -> None:
    """Worked by hand: one citation by two protocols, one own, one junk entry."""
    blog = network[0]
    junk, citation = (
        next(k for b in network for p in b.posts for k in p.linkbacks if k.origin == origin)
        for origin in ("spam", "citation")
    )
    own = replace(citation, source=blog.posts[0].url, origin="self")
    twice = replace(citation, kind="trackback", origin="repeat")
    post = replace(blog.posts[1], linkbacks=(citation, twice, own, junk))
    truth = truth_of((replace(blog, posts=(post,)),))
    assert (truth.listed[post.url], truth.linkbacks[post.url], truth.own[post.url]) == (4, 3, 1)
    assert truth.referring_hosts[post.url] == {urlsplit(citation.source or "").netloc}


@pytest.fixture(scope="module")
def server() -> Iterator[SampleServer]:
    with SampleServer(today=TODAY, port=0) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def ask(server: SampleServer, host: str, path: str, data: bytes | None = None) -> int:
    url = f"http://127.0.0.1:{server.server_port}{path}"
    request = urllib.request.Request(url, data=data, headers={"Host": host})
    try:
        with urllib.request.urlopen(request) as response:
            return int(response.status)
    except urllib.error.HTTPError as exc:
        with exc:
            return exc.code


def test_it_serves_blogs_by_name_and_takes_no_ping(server: SampleServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert ask(server, "crumb.localhost", "/") == 200
    assert ask(server, "unknown.localhost", "/") == 404
    assert ask(server, "crumb.localhost", "/", data=b"url=x") == 501


def test_a_taken_port_is_replaced_by_a_free_one(server: SampleServer) -> None:
    with SampleServer(today=TODAY, port=server.server_port) as second:
        assert second.server_port != server.server_port
        assert all(f":{second.server_port}/" in home for home in second.home_urls)


@pytest.mark.parametrize(("error", "said"), [(ConnectionResetError(), ""), (ValueError("broken"), "broken")])
def test_a_visitor_that_goes_away_is_no_error(
    server: SampleServer, capsys: pytest.CaptureFixture[str], error: Exception, said: str
) -> None:
    try:
        raise error
    except type(error):
        server.handle_error(None, ("127.0.0.1", 1))
    assert said in capsys.readouterr().err if said else not capsys.readouterr().err
