"""Which URLs are one page: spellings, aliases, moves; and what must stay apart."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.identities import below, identities, prefix_identity, sites
from analysis.pages import Alias, Pages, same_page
from crawler.urls import folder_site, identity, site

_HOSTS = st.sampled_from(
    [
        "a.example",
        "www.a.example",
        "www.www.a.example",
        "xn--bcher-kva.example",
        "A.example",
        "10.0.0.1",
        "www.com",
        "m.a.example",
        "x.blogspot.de",
        "x.typepad.com",
        "www.typepad.com",
        "a-example.cdn.ampproject.org",
        "cdn.ampproject.org",
        "b-archive.org",
        "a--b.example",
        "-a.example",
        "a-.b.example",
        "www.archive.org",
        "web.archive.org",
        "a-b.example",
        "a..example",
        "localhost",
        "a.example:8080",
        "a.example.",
        "user@a.example",
        "é.example",
    ]
)
_PARTS = st.sampled_from(
    [
        "post",
        "2004",
        "trackback",
        "feed",
        "rss2",
        "amp",
        "AMP",
        "print",
        "comment-page-2",
        "index.html",
        "index.php",
        "Feed",
        "~ann",
        "%7Eann",
        "a%20b",
        "é",
        "..",
        ".",
        "",
        "a_b-c",
        "page",
        "indexing",
        "x--y",
        "soup.html",
        "mt-tb.cgi",
        "a..b",
        "c.",
        ".c",
        "print.html",
        "web",
        "web.archive.org",
        "c",
        "www.x.example",
        "RSS",
        "Atom.xml",
        "INDEX.PHP",
        "ind",
        "-",
        "a\nb",
    ]
)
_URLS = st.builds(
    lambda scheme, host, parts, tail: f"{scheme}://{host}/{'/'.join(parts)}{tail}",
    st.sampled_from(["http", "https", "HTTP", "ftp", "javascript"]),
    _HOSTS,
    st.lists(_PARTS, max_size=4),
    st.sampled_from(["", "/", "//", "?p=1", "/?p=2", "?id=3&p=4", "?p=x", "?utm_source=x", "#top", "?", " "]),
)


@given(st.lists(_URLS, max_size=20))
def test_the_short_way_gives_the_same_identities(urls: list[str]) -> None:
    assert identities(urls) == [identity(url) for url in urls]


@given(st.text(max_size=30))
def test_the_short_way_takes_any_text(text: str) -> None:
    assert identities([text]) == [identity(text)]


@given(st.lists(_URLS.filter(lambda url: "www.com" not in url), max_size=10))
def test_sites_of_identities_are_the_sites_of_the_pages(urls: list[str]) -> None:
    found = identities(urls)
    own = [folder_site(text) or site(text) if text.startswith("https://") else "" for text in found]
    assert sites(found) == own


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://ameblo.jp/Hanako/entry-1.html", "ameblo.jp/hanako"),
        ("http://ameblo.jp/hanako?x=1", "ameblo.jp/hanako"),
        ("http://ameblo.jp/", "ameblo.jp"),
        ("http://www.wretch.cc/blog/mei/12", "wretch.cc/mei"),
        ("http://blog.naver.com/PostView.nhn?blogId=x", "naver.com"),
        ("http://alice.blogspot.com/hanako/1", "alice.blogspot.com"),
        ("http://uni.example/~bob/1", "uni.example"),
        ("mailto:hanako@ameblo.jp", ""),
    ],
)
def test_a_host_that_gives_each_blog_a_folder_holds_many_sites(url: str, expected: str) -> None:
    assert sites([identity(url)]) == [expected]


def test_below_takes_the_prefix_and_what_lies_under_it_only() -> None:
    prefix = prefix_identity("a.example/log/")
    inside = ["https://a.example/log", "https://a.example/log/x", "https://a.example/log?p=1"]
    outside = [
        "https://a.example/",
        "https://a.example/logbook",
        "https://a.example/lo",
        "https://b.example/log",
    ]
    ordered = sorted(inside + outside)
    assert sorted(ordered[place] for place in below(ordered, prefix)) == sorted(inside)


def _merged(*aliases: tuple[str, str, str], titles: dict[str, str] | None = None) -> set[str]:
    """The identities left of all URLs named in the aliases."""
    rules = same_page([Alias(*alias) for alias in aliases], titles or {}, ["https://a.example/"])
    urls = [url for alias in aliases for url in alias[:2]]
    return set(rules.apply(identities(urls)))


_A, _B, _C = "https://a.example/1", "https://a.example/2", "https://a.example/3"
_HOME = "https://a.example/"

TOGETHER = [
    [("http://a.example/?p=1", _A, "redirect")],
    [("http://a.example/?p=1", _A, "shortlink")],
    [(_B, _A, "canonical")],
    [(_A, _B, "redirect"), (_B, _C, "redirect")],
    [(_A, _B, "redirect"), (_B, _A, "redirect")],
    [(_A, _B, "redirect"), (_B, _C, "canonical"), (_C, _A, "shortlink")],
    [(_A, _A, "canonical")],
    [("https://old.example/", _HOME, "moved")],
    [("http://www.a.example/", _HOME, "redirect")],
]
APART = [
    [(_A, _HOME, "redirect")],
    [(_A, _HOME, "canonical")],
    [("https://b.example/dead", "https://b.example/", "redirect")],
]


@pytest.mark.parametrize("aliases", TOGETHER)
def test_addresses_of_one_page_become_one(aliases: list[tuple[str, str, str]]) -> None:
    assert len(_merged(*aliases)) == 1


@pytest.mark.parametrize("aliases", APART)
def test_dead_pages_do_not_become_the_home_page(aliases: list[tuple[str, str, str]]) -> None:
    assert len(_merged(*aliases)) == 2


def test_canonical_links_do_not_merge_read_posts_of_several_titles() -> None:
    titles = {_A: "One", _B: "Two", _C: "One"}
    assert len(_merged((_A, _B, "canonical"), titles=titles)) == 2
    assert len(_merged((_A, _C, "canonical"), titles=titles)) == 1
    many = "https://a.example/all"
    assert len(_merged((_A, many, "canonical"), (_B, many, "canonical"), titles=titles)) == 3


def test_a_group_is_called_by_its_read_post() -> None:
    assert _merged((_A, _B, "canonical"), titles={_B: "Two"}) == {_B}
    assert _merged((_A, _B, "redirect"), (_C, _B, "redirect")) == {_A}


def _moved(url: str, *moves: tuple[str, str]) -> str:
    rules = same_page([Alias(old, new, "moved") for old, new in moves], {}, [])
    return rules.apply(identities([url]))[0]


_O, _N, _L = "https://old.example/", "https://new.example/", "https://new.example/log/"
_X, _Y, _Z = "https://x.example/", "https://y.example/", "https://z.example/"


@pytest.mark.parametrize(
    ("url", "moves", "expected"),
    [
        ("http://old.example/2004/x/", [(_O, _N)], "https://new.example/2004/x"),
        ("http://old.example/?p=1", [(_O, _L)], "https://new.example/log?p=1"),
        ("http://new.example/log?p=1", [(_L, _O)], "https://old.example/?p=1"),
        ("http://old.example/", [(_O, _L)], "https://new.example/log"),
        ("http://new.example/log/", [(_L, _O)], "https://old.example/"),
        ("http://new.example/logbook", [(_L, _O)], "https://new.example/logbook"),
        ("http://x.example/1", [(_X, _Y), (_Y, _Z)], "https://z.example/1"),
        ("http://x.example/1", [(_X, _Y), (_Y, _X)], "https://x.example/1"),
        ("http://y.example/1", [(_X, _Y), (_Y, _X)], "https://x.example/1"),
        ("http://new.example/1", [(_N, _L)], "https://new.example/log/1"),
        ("http://new.example/log/1", [(_N, _L)], "https://new.example/log/1"),
        ("http://x.example/1", [("http://x.example/", "https://www.x.example/")], "https://x.example/1"),
    ],
)
def test_moves_rewrite_everything_below_and_cycles_end(
    url: str, moves: list[tuple[str, str]], expected: str
) -> None:
    assert _moved(url, *moves) == expected


_HOMES = st.sampled_from(
    [f"https://{host}.example/{path}" for host in "abc" for path in ("", "log/", "log/old/")]
)


@given(st.lists(st.tuples(_HOMES, _HOMES), max_size=5), _HOMES)
def test_any_moves_come_to_an_end(moves: list[tuple[str, str]], url: str) -> None:
    assert _moved(f"{url}x", *moves).startswith("https://")


_ENDS = st.sampled_from([f"https://{host}.example/{n}" for host in "ab" for n in range(4)])


@given(
    st.lists(st.tuples(_ENDS, _ENDS, st.sampled_from(["redirect", "shortlink"])), max_size=10), st.randoms()
)
def test_merging_is_idempotent_and_knows_no_order(aliases: list[tuple[str, str, str]], rng: object) -> None:
    rules = same_page([Alias(*alias) for alias in aliases], {}, [])
    urls = identities(sorted({end for alias in aliases for end in alias[:2]}))
    once = rules.apply(urls)
    assert rules.apply(once) == once
    mixed = list(reversed(aliases))
    assert same_page([Alias(*alias) for alias in mixed], {}, []).apply(urls) == once


def test_pages_number_members_and_find_others_later() -> None:
    texts = [
        "http://www.b.example/",
        "https://a.example/x/",
        "http://a.example/x",
        "https://c.example/",
        "http://b.example",
    ]
    pages = Pages(np.arange(1, 6), texts, np.array([1, 2, 2]), same_page([], {}, []))
    assert pages.identities == ["https://a.example/x", "https://b.example/"]
    assert pages.of(np.array([1, 2, 3, 4, 5, 0, 99])).tolist() == [1, 0, 0, -1, 1, -1, -1]
    assert pages.spellings == ["https://a.example/x/", "http://www.b.example/"]
    assert pages.texts([2, None]) == ["https://a.example/x/", ""]


def test_no_pages_at_all() -> None:
    pages = Pages(np.array([], dtype=np.int64), [], np.array([], dtype=np.int64), same_page([], {}, []))
    assert (len(pages), pages.of(np.array([0, 7])).tolist()) == (0, [-1, -1])
