"""Sources of linkbacks are fetched where the user wants it: what each answer proves, and what it must not."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import made_http
import pytest
from forked import crawl

from analysis import load
from analysis.summary import of_corpus
from crawler.options import CrawlOptions, CrawlResult
from crawler.status import manifest, read_status

HTML = "text/html; charset=utf-8"
Answer = tuple[int, str, dict[str, str]]


@dataclass
class Site:
    """A server on a port of its own: answers by path, and the paths that were asked for."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    home: str = ""

    def page(self, path: str, body: str, status: int = 200, **headers: str) -> None:
        """What a path answers."""
        named = {"Content-Type": HTML} | {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = (status, body, named)


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(made_http.Handler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            status, body, headers = site.answers.get(self.path, (404, "nothing here", {}))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

    return Handler


@pytest.fixture(scope="module")
def sites() -> Iterator[tuple[Site, Site]]:
    """A blog, and a site whose pages its listings name."""
    both, servers = (Site(), Site()), []
    for site in both:
        server = made_http.Server(_handler(site))
        site.home = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
    _serve(*both)
    yield both
    for server in servers:
        server.shutdown()
        server.server_close()


ONE, TWO = "/2020/01/one/", "/2020/01/two/"


def _link(url: str) -> str:
    return f'<html><body><p>As <a rel="external" href="{url}">they say</a> there.</p></body></html>'


def _post(title: str, sources: list[str]) -> str:
    entries = "".join(
        f'<li class="pingback"><p>Pingback: <a href="{url}" class="url">T</a></p></li>' for url in sources
    )
    return (
        f'<html><head><link rel="shortlink" href="/?p={46 if title == "One" else 47}"></head>'
        f'<body class="single-post"><h1 class="entry-title">{title}</h1><article class="post"><p>Text'
        f'</p></article><ol class="commentlist">{entries}</ol></body></html>'
    )


def _serve(blog: Site, other: Site) -> None:
    places = "".join(f"<url><loc>{blog.home}{path}</loc></url>" for path in (ONE, TWO))
    blog.page("/", "<html><head><title>Blog</title></head><body><p>Hello</p></body></html>")
    blog.page("/robots.txt", f"Sitemap: {blog.home}/sitemap.xml", Content_Type="text/plain")
    xml = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'
    blog.page("/sitemap.xml", xml, Content_Type="application/xml")
    names = [
        "exact",
        "variant",
        "plain",
        "moved",
        "short",
        "silent",
        "gone",
        "missing",
        "hidden",
        "image",
        "both",
        "feed",
        "newest",
    ]
    busy = other.home.replace("127.0.0.1", "localhost")
    named = [f"{other.home}/{name}" for name in names] + [f"{busy}/busy", f"{busy}/later"]
    blog.page(ONE, _post("One", [*named, "http://127.0.0.1:9/dead", f"{blog.home}{TWO}"]))
    blog.page(TWO, _post("Two", [f"{other.home}/both"]))
    other.page("/robots.txt", "User-agent: *\nDisallow: /hidden", Content_Type="text/plain")
    other.page("/exact", _link(blog.home + ONE))
    other.page("/variant", _link(f"{blog.home}{ONE[:-1]}?utm_source=feed"))
    other.page("/plain", f"see {blog.home}{ONE}", Content_Type="text/plain")
    other.page("/moved", "", 301, Location="/arrived")
    other.page("/arrived", _link(blog.home + ONE))
    other.page("/short", _link(f"{blog.home}/?p=46"))
    other.page("/silent", _link("http://elsewhere.example/"))
    other.page("/gone", "", 410)
    other.page("/busy", "", 503, Retry_After="99999")
    other.page("/hidden", _link(blog.home + ONE))
    other.page("/image", "GIF89a", Content_Type="image/gif")
    other.page("/both", _link(blog.home + ONE))
    for name, target in (("/feed", blog.home + ONE), ("/newest", "http://elsewhere.example/")):
        item = f"<item><link>{target}</link></item>"
        other.page(name, f"<rss><channel>{item}</channel></rss>", Content_Type="application/rss+xml")


def _crawl(blog: Site, store: Path, **more: Any) -> CrawlResult:
    wanted: dict[str, Any] = {"verify": True, "reach": ("127.0.0.0/8",), **more}
    return crawl(
        CrawlOptions(
            seeds=(blog.home,), store=store, delay=0.0, retry_wait=0.05, progress=False, apart=True, **wanted
        )
    )


def _evidence(store: Path) -> dict[tuple[str, str], tuple[Any, ...]]:
    query = (
        "select s.url, t.url, verdict, exact, status, error from evidence join urls s on s.id = source "
        "join urls t on t.id = target order by run"
    )
    with closing(sqlite3.connect(store)) as base:
        return {(_last(s), "/" + _last(t)): tuple(rest) for s, t, *rest in base.execute(query)}


def _last(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]


@pytest.fixture(scope="module")
def first(sites: tuple[Site, Site], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The store of a first crawl, and what it asked of the other site."""
    sites[1].asked.clear()
    store = tmp_path_factory.mktemp("sources") / "s.db"
    result = _crawl(sites[0], store)
    assert (result.state, result.failed, result.left, result.linkbacks) == ("finished", 0, 0, 18)
    return store, list(sites[1].asked)


@pytest.fixture(scope="module")
def crawled(first: tuple[Path, list[str]]) -> Path:
    return first[0]


@pytest.fixture
def again(sites: tuple[Site, Site], crawled: Path, tmp_path: Path) -> Path:
    """A copy of it for a further crawl; what was asked for until now is forgotten."""
    sites[1].asked.clear()
    return Path(shutil.copy(crawled, tmp_path / "s.db"))


def test_each_answer_has_its_verdict(first: tuple[Path, list[str]]) -> None:
    crawled, asked = first
    assert _evidence(crawled) == {
        ("exact", "/one"): ("verified", 1, 200, None),
        ("variant", "/one"): ("verified", 0, 200, None),
        ("plain", "/one"): ("verified", 1, 200, None),
        ("moved", "/one"): ("verified", 1, 200, None),
        ("short", "/one"): ("verified", 0, 200, None),
        ("both", "/one"): ("verified", 1, 200, None),
        ("both", "/two"): ("removed", 0, 200, None),
        ("silent", "/one"): ("removed", 0, 200, None),
        ("feed", "/one"): ("verified", 1, 200, None),
        ("newest", "/one"): ("unreachable", 0, 200, "feed"),
        ("gone", "/one"): ("removed", None, 410, "http_410"),
        ("missing", "/one"): ("unreachable", None, 404, "http_404"),
        ("busy", "/one"): ("unreachable", None, 503, "http_503"),
        ("later", "/one"): ("unreachable", None, None, "http_503"),
        ("hidden", "/one"): ("unreachable", None, None, "robots"),
        ("image", "/one"): ("unreachable", None, None, "content_type"),
        ("dead", "/one"): ("unreachable", None, None, "refused"),
    }
    assert not {"/hidden", "/later"} & set(asked)
    assert asked.count("/both") == asked.count("/busy") == 1
    assert asked.count("/robots.txt") == 2, "once for each of its names"


def test_the_numbers_tell_it(sites: tuple[Site, Site], crawled: Path) -> None:
    blog, _ = sites
    with load(str(crawled)) as corpus:
        summary = of_corpus(corpus)
    posts = summary.posts.set_index("url")
    one = posts.loc[blog.home + ONE]
    assert (one["verified"], one["removed"], one["unreachable"]) == (7, 2, 7)
    assert summary.complete, "a source that cannot be read leaves nothing of the blog unread"
    (found,) = read_status(crawled).blogs
    assert (found.failed, found.waiting) == (0, 0)
    named = {problem.reason for problem in read_status(crawled).problems}
    assert {"source_http_404", "source_refused", "source_robots"} <= named
    assert not named & {"http_404", "refused", "robots"}


def test_sources_are_left_alone_unless_asked_for(sites: tuple[Site, Site], tmp_path: Path) -> None:
    blog, other = sites
    other.asked.clear()
    _crawl(blog, tmp_path / "s.db", verify=False)
    assert other.asked == []
    assert _evidence(tmp_path / "s.db") == {}


def test_private_addresses_are_not_asked_for_sources(
    sites: tuple[Site, Site], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    blog, other = sites
    other.asked.clear()
    blog.asked.clear()
    result = _crawl(blog, tmp_path / "s.db", reach=())
    assert (result.state, result.failed) == ("finished", 0)
    assert other.asked == []
    assert {error for *_, error in _evidence(tmp_path / "s.db").values()} == {"private_address"}
    assert _counts(tmp_path / "s.db")["requests"] == len(blog.asked)
    assert f"2 posts read, 18 linkbacks, {len(blog.asked)} requests\n" in capfd.readouterr().err
    # Once the user names their network, they are asked.
    _crawl(blog, tmp_path / "s.db")
    assert other.asked
    assert "verified" in {verdict for verdict, *_ in _evidence(tmp_path / "s.db").values()}


def _counts(store: Path) -> dict[str, int]:
    counts: dict[str, int] = manifest(store)[-1]["counts"]
    return counts


def _age(store: Path, days: int) -> None:
    with closing(sqlite3.connect(store)) as base:
        base.execute("update evidence set fetched = fetched - ?", (days * 86_400,))
        base.commit()


LOST = frozenset({"/missing", "/busy", "/image", "/newest", "/robots.txt"})


@pytest.mark.parametrize(
    ("days", "asked"),
    [
        (5, set()),
        (7, LOST),
        (31, {*LOST, "/exact", "/variant", "/plain", "/moved", "/arrived", "/short", "/both", "/feed"}),
    ],
)
def test_each_is_looked_at_again_in_its_time(
    sites: tuple[Site, Site], again: Path, days: int, asked: set[str]
) -> None:
    _age(again, days)
    _crawl(sites[0], again)
    assert set(sites[1].asked) == asked


def test_a_source_is_looked_at_once_more_for_another_post_that_lists_it(
    sites: tuple[Site, Site], again: Path
) -> None:
    blog, other = sites
    before = blog.answers[TWO]
    blog.page(TWO, _post("Two", [f"{other.home}/both", f"{other.home}/exact"]))
    with closing(sqlite3.connect(again)) as base:
        base.execute("update posts set fetched = fetched - ?", (400 * 86_400,))
        base.commit()
    _crawl(blog, again)
    blog.answers[TWO] = before
    assert set(other.asked) == {"/robots.txt", "/exact"}
    found = _evidence(again)
    assert (found["exact", "/one"][0], found["exact", "/two"][0]) == ("verified", "removed")


def test_a_source_that_was_read_as_a_post_is_looked_at_where_it_does_not_link(
    sites: tuple[Site, Site], tmp_path: Path
) -> None:
    blog, other = sites
    before = dict(other.answers)
    for path in ("/exact", "/silent"):
        status, body, headers = before[path]
        other.answers[path] = (
            status,
            body.replace("<body>", '<body class="single-post"><article>'),
            headers,
        )
    places = "".join(f"<url><loc>{other.home}{path}</loc></url>" for path in ("/exact", "/silent"))
    xml = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'
    other.page("/", "<html><head><title>Other</title></head><body><p>Hello</p></body></html>")
    other.page("/robots.txt", f"Sitemap: {other.home}/sitemap.xml", Content_Type="text/plain")
    other.page("/sitemap.xml", xml, Content_Type="application/xml")
    _crawl(other, tmp_path / "s.db")
    assert {"/exact", "/silent"} <= set(other.asked)
    other.asked.clear()
    _crawl(blog, tmp_path / "s.db")
    other.answers = before
    assert "/silent" in other.asked
    assert "/exact" not in other.asked
    with load(tmp_path / "s.db") as corpus:
        references = corpus.references
        verdicts = references.set_index(references["source"].map(_last))["verdict"]
    assert (verdicts["exact"], verdicts["silent"]) == ("verified", "removed")


@pytest.mark.parametrize(
    ("dates", "read"), [(("2020-01-01", "2020-01-01"), 0), (("2020-01-01", "2026-02-02"), 1)]
)
def test_a_source_that_is_a_post_of_another_blog_is_read_there_by_its_date(
    sites: tuple[Site, Site], tmp_path: Path, dates: tuple[str, str], read: int
) -> None:
    blog, other = sites
    before = dict(blog.answers), dict(other.answers)
    blog.page(ONE, _post("One", [f"{other.home}/exact"]))
    other.page("/", "<html><head><title>Other</title></head><body><p>Hello</p></body></html>")
    other.page("/robots.txt", f"Sitemap: {other.home}/sitemap.xml", Content_Type="text/plain")
    other.page("/exact", _post("Exact", []))
    for date in dates:
        place = f"<url><loc>{other.home}/exact</loc><lastmod>{date}</lastmod></url>"
        xml = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{place}</urlset>'
        other.page("/sitemap.xml", xml, Content_Type="application/xml")
        other.asked.clear()
        _crawl(other, tmp_path / "s.db")
        asked = other.asked.count("/exact")
        _crawl(blog, tmp_path / "s.db")
    blog.answers, other.answers = before
    assert asked == read


TOO_MANY = (429, "", {"Retry-After": "99999"})


@pytest.mark.parametrize(
    ("path", "of_blog", "lost", "error"),
    [
        ("/robots.txt", False, "exact", "http_429"),
        ("/exact", False, "exact", "http_429"),
        ("/elsewhere", True, "elsewhere", "http_429"),
    ],
)
def test_a_host_of_sources_that_wants_peace_never_stops_the_blog(
    sites: tuple[Site, Site], tmp_path: Path, path: str, of_blog: bool, lost: str, error: str
) -> None:
    site = sites[0 if of_blog else 1]
    posts, before = sites[0].answers[ONE], dict(site.answers)
    listed = [f"{sites[1].home}/exact", f"{sites[0].home}/elsewhere"]
    sites[0].page(ONE, _post("One", listed))
    site.answers[path] = TOO_MANY
    result = _crawl(sites[0], tmp_path / "s.db")
    site.answers = before
    sites[0].answers[ONE] = posts
    assert (result.state, result.failed, result.left) == ("finished", 0, 0)
    assert _evidence(tmp_path / "s.db")[lost, "/one"][0::3] == ("unreachable", error)


def test_two_processes_find_the_same(sites: tuple[Site, Site], crawled: Path, tmp_path: Path) -> None:
    _crawl(sites[0], tmp_path / "two.db", processes=2)
    assert _evidence(tmp_path / "two.db") == _evidence(crawled)
