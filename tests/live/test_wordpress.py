"""Real WordPress blogs that really ping each other, crawled with the real command, against their database.

Run with `pytest -m live`. The steps build on each other: the blogs are started once and change between
crawls.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from live.scenario import BLOGS, PORT, drafts
from live.servers import Servers, install_packages

pytestmark = [pytest.mark.live, pytest.mark.timeout(900)]

ROOT = Path(__file__).parent.parent.parent
Entry = tuple[str, str, str]


@dataclass
class Truth:
    """What a visitor of all blogs can see, from their database."""

    linkbacks: Counter[Entry]
    posts: dict[str, dict[str, Any]]
    hidden: int

    @property
    def needed(self) -> int:
        """Requests that cannot be saved: each post with any entry, and its further comment pages."""
        return sum(post["pages"] for post in self.posts.values() if post["entries"])


@dataclass
class Live:
    """The running blogs and the folder for stores."""

    servers: Servers
    folder: Path
    addresses: dict[str, str]

    def truth(self) -> Truth:
        answers = list(self.servers.each("truth").values())
        return Truth(
            linkbacks=Counter(tuple(one) for answer in answers for one in answer["linkbacks"]),
            posts={post["url"]: post for answer in answers for post in answer["posts"]},
            hidden=sum(answer["hidden"] for answer in answers),
        )

    def crawl(self, store: str, *options: str) -> list[dict[str, Any]]:
        """Crawl all blogs with the command; the requests that their servers logged."""
        before = self.servers.logged()
        seeds = [f"{blog.home}/" for blog in BLOGS]
        command = [sys.executable, "-m", "trackgraph", "crawl", *seeds, "--store", str(self.folder / store)]
        done = subprocess.run(
            [*command, "--delay", "0", *options],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        requests: list[dict[str, Any]] = self.servers.requests(before)
        return requests

    def harvest(self, store: str) -> Counter[Entry]:
        """(target, kind, source) of all linkbacks that the store says are listed."""
        return Counter(
            self._rows(
                store,
                "select p_url.url, l.kind, s_url.url from linkbacks l join posts p on p.id = l.post "
                "join urls p_url on p_url.id = p.url left join urls s_url on s_url.id = l.source "
                "where l.gone_run is null and p.gone_run is null",
            )
        )

    def posts(self, store: str) -> dict[str, str]:
        """Title by address of the posts that are there."""
        query = "select u.url, p.title from posts p join urls u on u.id = p.url where p.gone_run is null"
        return dict(self._rows(store, f"{query} and p.reading <> 'unread'"))

    def _rows(self, store: str, query: str) -> list[Any]:
        connection = sqlite3.connect(self.folder / store)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    install_packages()
    folder = tmp_path_factory.mktemp("wordpress")
    servers = Servers(folder, BLOGS, PORT)
    try:
        servers.start()
        yield Live(servers, folder, _fill(servers))
    finally:
        servers.stop()


def _fill(servers: Servers) -> dict[str, str]:
    """Create all posts, let WordPress ping, then moderate and change; the posts' addresses by key."""
    wanted = drafts()
    by_blog = {name: [d.arguments() for d in wanted.values() if d.blog == name] for name in servers.blogs}
    addresses = {key: url for made in servers.each("create", by_blog).values() for key, url in made.items()}
    pings = {
        name: servers.command(name, "trackback_urls", [k for k in addresses if k.startswith(f"{name}:")])
        for name in servers.blogs
    }
    endpoints = {key: url for made in pings.values() for key, url in made.items()}
    links: dict[str, dict[str, Any]] = {name: {} for name in servers.blogs}
    for draft in wanted.values():
        if draft.links or draft.trackbacks:
            anchors = " ".join(
                f'See <a href="{addresses[key]}">{wanted[key].title}</a>.' for key in draft.links
            )
            links[draft.blog][draft.key] = [
                f"<p>{draft.title}. {anchors}</p>",
                [endpoints[key] for key in draft.trackbacks],
            ]
    servers.each("link", links)
    servers.ping()
    servers.command(
        "alder", "moderate", [["alder:0", 0, "spam"], ["alder:0", 1, "hold"], ["alder:13", 0, "trash"]]
    )
    servers.command(
        "alder",
        "change",
        {
            "alder:15": {"post_password": "secret"},
            "alder:16": {"post_status": "private"},
            "alder:17": {"post_status": "draft"},
        },
    )
    servers.command("birke", "change", {"birke:10": "trash"})
    return addresses


def _same(found: Counter[Entry], truth: Truth) -> None:
    """Nothing missing, nothing else; a difference names its entries."""
    missing, extra = truth.linkbacks - found, found - truth.linkbacks
    assert not missing + extra, f"missing: {sorted(missing.elements())}; extra: {sorted(extra.elements())}"


def _overview(requests: list[dict[str, Any]]) -> str:
    return f"{len(requests)} requests\n" + "\n".join(
        sorted(f"{one['status']} {one['host']}{one['uri']}" for one in requests)
    )


def test_blogs_really_pinged(live: Live) -> None:
    """The truth itself: without enough of it the other tests would prove little."""
    truth = live.truth()
    kinds = Counter(kind for _, kind, _ in truth.linkbacks.elements())
    assert kinds["pingback"] >= 40
    assert kinds["trackback"] >= 20
    assert truth.hidden >= 4
    assert sum(post["pages"] > 1 for post in truth.posts.values()) >= 4
    assert live.addresses["alder:15"] not in truth.posts


def test_first_crawl_is_the_truth_and_cheap(live: Live) -> None:
    truth = live.truth()
    requests = live.crawl("weekly.db")
    _same(live.harvest("weekly.db"), truth)
    assert set(live.posts("weekly.db")) == set(truth.posts)
    assert {one["method"] for one in requests} == {"GET"}
    assert len(requests) <= truth.needed + 0.2 * len(truth.posts), _overview(requests)


def test_thorough_crawl_finds_nothing_else(live: Live) -> None:
    requests = live.crawl("thorough.db", "--thorough")
    assert live.harvest("thorough.db") == live.harvest("weekly.db")
    asked = {one["host"] + one["uri"] for one in requests if one["status"] == 200}
    assert {url.partition("://")[2] for url in live.truth().posts} <= asked


def test_second_crawl_of_unchanged_blogs_is_cheap(live: Live) -> None:
    truth = live.truth()
    requests = live.crawl("weekly.db")
    _same(live.harvest("weekly.db"), truth)
    assert len(requests) <= 0.2 * len(truth.posts), _overview(requests)


def test_crawl_after_changes_is_the_truth_again(live: Live) -> None:
    """Posts added, changed, deleted; linkbacks added, unapproved, deleted, approved, swapped one for one."""
    servers = live.servers
    new = [
        {
            **draft.arguments(),
            "key": f"cedre:new{n}",
            "slug": f"new-{n}",
            "title": f"Nouveau {n}",
            "date": f"2020-05-0{n + 1} 08:00:00",
        }
        for n, draft in enumerate(list(drafts().values())[:3])
    ]
    servers.command("cedre", "create", new)
    text = " ".join(
        f'<a href="{live.addresses[key]}">x</a>' for key in ("alder:19", "birke:12", "momi:0", "alder:0")
    )
    servers.command("cedre", "link", {"cedre:new0": [f"<p>{text}</p>", []]})
    servers.ping()
    servers.command(
        "alder",
        "moderate",
        [
            ["alder:0", 1, "approve"],
            ["alder:0", 4, "hold"],
            ["alder:2", 0, "delete"],
            ["alder:about", 0, "hold"],
        ],
    )
    servers.command("momi", "moderate", [["momi:0", 0, "delete"], ["momi:1", 0, "spam"]])
    servers.command("birke", "moderate", [["birke:1", 0, "hold"]])
    swapped = {"key": "birke:1", "kind": "trackback", "source": "http://127.0.1.9/late", "title": "Late"}
    servers.command("birke", "add_linkback", swapped)
    servers.command("birke", "change", {"birke:0": {"post_title": "Umbenannt"}, "birke:2": "trash"})
    servers.command(
        "alder", "change", {"alder:3": {"post_password": "secret"}, "alder:15": {"post_password": ""}}
    )
    truth = live.truth()
    live.crawl("weekly.db")
    _same(live.harvest("weekly.db"), truth)
    found = live.posts("weekly.db")
    assert set(found) == set(truth.posts)
    assert found[live.addresses["birke:0"]] == "Umbenannt"
