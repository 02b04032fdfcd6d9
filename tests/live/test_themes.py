"""Every default theme of the installed WordPress and of a newer one: what pages say against the database."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.request import Request, urlopen

import pytest
from live.newer import UnavailableError, unpack
from live.servers import SOURCE, Blog, Servers, install_packages

from crawler import read_page
from crawler.records import Linkback, Page

pytestmark = [pytest.mark.live, pytest.mark.timeout(300)]

PORT = 8331
BLOG = Blog(
    name="temi",
    home=f"http://127.0.1.9:{PORT}",
    title="Temi",
    locale="en_US",
    theme="twentytwentythree",
    permalinks="/%year%/%monthnum%/%postname%/",
    options={"page_comments": 1, "comments_per_page": 4, "thread_comments": 1, "thread_comments_depth": 5},
)
LINKBACKS = ("pingback", "trackback")
# Posts, and whether they take pings. The title of one looks like a count of linkbacks.
POSTS = {"mixed": "open", "long": "open", "people": "open", "closed": "closed", "quiet": "open"}
TITLES = {name: f"A {name} post" for name in POSTS} | {"quiet": "One trackback"}


def entry(kind: str, number: int, **more: Any) -> dict[str, Any]:
    """One entry as a ping or a reader leaves it."""
    texts = {
        "pingback": f"[&#8230;] words around link {number} [&#8230;]",
        "trackback": f"<strong>Title {number}</strong>\n\nExcerpt {number}, which ends [...]",
        "comment": f"Comment {number}. Pingback: is a word, <a href='http://else.example/'>too</a>.",
    }
    names = {"pingback": f"Site {number} &raquo; Post", "trackback": f"Weblog {number}", "comment": "Ann"}
    return {
        "kind": kind,
        "name": names[kind],
        "source": f"http://{kind}{number}.example/?a=1&b={number}",
        "text": texts[kind],
        "date": f"2021-04-{number + 1:02d} 09:0{number % 10}:00",
        **more,
    }


def discussions() -> dict[str, list[dict[str, Any]]]:
    kinds = ("pingback", "comment", "trackback")
    return {
        "temi:mixed": [
            entry("comment", 0), entry("pingback", 1), entry("comment", 2, answers=0),
            entry("comment", 3, answers=1), entry("trackback", 4),
            entry("trackback", 5, source="", text="<strong>No address</strong>\n\nNone"),
        ],
        "temi:long": [entry(kinds[n % 3], n) for n in range(14)],
        "temi:people": [entry("comment", 0, name="Pingback: fan"), entry("comment", 1)],
        "temi:closed": [entry("trackback", 0), entry("pingback", 1)],
    }  # fmt: skip


@pytest.fixture(scope="module", params=["installed", "newer"])
def servers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    install_packages()
    try:
        source = SOURCE if request.param == "installed" else unpack(tmp_path_factory.mktemp("newer"))
    except UnavailableError as exc:
        pytest.skip(f"the newer WordPress cannot be had: {exc}")
    started = Servers(tmp_path_factory.mktemp("themes"), (BLOG,), PORT, source)
    try:
        started.start()
        posts = [
            {
                "key": f"temi:{name}",
                "title": TITLES[name],
                "slug": name,
                "text": "<p>Words.</p>",
                "type": "post",
                "date": "2021-03-05 21:07:00",
                "tags": ["rivers"],
                "ping": ping,
                "comments": 0,
                "reader": "",
            }
            for name, ping in POSTS.items()
        ]
        started.command("temi", "create", posts)
        started.command("temi", "discuss", discussions())
        yield started
    finally:
        started.stop()


def fetched(url: str, theme: str) -> tuple[Page, str]:
    with urlopen(Request(url, headers={"X-Theme": theme}), timeout=60) as answer:
        body = answer.read()
        return read_page(body, url, dict(answer.headers)), body.decode()


def pages_of(url: str, theme: str) -> Iterator[tuple[Page, str]]:
    """The post's page and its further comment pages; one that shows again what another showed is left out."""
    waiting, seen, shown = [url], set[str](), set[str]()
    while waiting:
        here = waiting.pop(0)
        if here in seen:
            continue
        seen.add(here)
        page, text = fetched(here, theme)
        ids = set(re.findall(r'id="comment-(\d+)"', text))
        if ids and ids <= shown:
            continue
        shown |= ids
        waiting += page.listing_urls
        yield page, text


def plain(text: str) -> str:
    return re.sub(r"\W+", " ", re.sub(r"<[^>]*>|&#?\w+;", " ", text)).strip()


def wrong_fields(found: Linkback, truth: dict[str, Any], printed: str) -> list[str]:
    """What of a linkback differs from the database, among what the theme prints."""
    lead, _, rest = truth["text"].rpartition("\n\n")
    has_text = plain(rest) in plain(printed)
    title = lead if lead and has_text else truth["name"]
    excerpt = (rest if lead else truth["text"]) if has_text else ""
    wanted = {
        "kind": truth["kind"],
        "title": plain(title),
        "excerpt": plain(excerpt),
        "published": truth["date"] if truth["date"] in printed else "",
    }
    got = {
        "kind": found.kind.value,
        "title": plain(found.title or ""),
        "excerpt": plain(found.excerpt or ""),
        "published": (found.published or "")[:19],
    }
    return [
        f"{truth['source']} {name}: {got[name]!r}, not {wanted[name]!r}"
        for name in wanted
        if got[name] != wanted[name]
    ]


def differences(post: dict[str, Any], theme: str) -> list[str]:
    """Everything in which a post's pages, as they are read, differ from the database."""
    truth = {one["source"]: one for one in post["entries"] if one["kind"] in LINKBACKS}
    wrong: list[str] = []
    listed: list[Linkback] = []
    people = 0
    for page, text in pages_of(post["url"], theme):
        listed += page.linkbacks
        people += page.comments_count
        wrong += wrong_facts(page, post)
        for one in page.linkbacks:
            if (entry := truth.get(one.source or "")) is not None:
                begin = text.index(f'id="comment-{entry["id"]}"')
                behind = text.find('id="comment-', begin + 9)
                wrong += wrong_fields(one, entry, text[begin:behind])
    missing = Counter(truth.keys()) - Counter(one.source or "" for one in listed)
    extra = Counter(one.source or "" for one in listed) - Counter(truth.keys())
    wanted = len(post["entries"]) - len(truth)
    wrong += [f"missing {sorted(missing)}, extra {sorted(extra)}"] if missing or extra else []
    return wrong + ([f"comments: {people}, not {wanted}"] if people != wanted else [])


def wrong_facts(page: Page, post: dict[str, Any]) -> list[str]:
    found = page.post
    pingback = f"{BLOG.home}/xmlrpc.php"
    checks = {
        "title": found is not None and found.title == post["title"],
        "published": found is not None and (found.published or "")[:10] in (post["date"][:10], ""),
        "tags": found is not None and "rivers" in found.tags,
        "announced": page.announced is None,
        "endpoint": not post["open"] or page.endpoints.pingback == pingback,
        "accepts": page.endpoints.accepts in (None, "open" if post["open"] else "closed"),
    }
    return [f"{name} of {page.url}: {found}" for name, right in checks.items() if not right]


def test_every_theme_shows_what_the_database_holds(servers: Servers) -> None:
    posts = servers.command("temi", "discussions")
    assert Counter(len(post["entries"]) for post in posts) == {0: 1, 2: 2, 6: 1, 14: 1}
    assert len(servers.themes) >= 3
    wrong = {
        f"{theme}: {post['title']}": found
        for theme in servers.themes
        for post in posts
        if (found := differences(post, theme))
    }
    assert not wrong, "\n".join(f"{name}: {one}" for name, found in wrong.items() for one in found)


def test_each_request_has_its_theme(servers: Servers) -> None:
    """The test itself: other themes are really shown."""
    shown = {theme: fetched(f"{BLOG.home}/2021/03/long/", theme) for theme in servers.themes}
    assert all(f"themes/{theme}" in text or f"{theme}-style" in text for theme, (_, text) in shown.items())
    assert len({text for _, text in shown.values()}) == len(shown)
    assert all(page.linkbacks for page, _ in shown.values())
