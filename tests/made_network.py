"""A hand-made network written into a store by plain inserts: every row is stated, nothing is crawled."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, insert

from crawler.store import schema

DAY = 86_400
START = 1_100_000_000
"""Unix seconds of the first run: 9 November 2004."""

_URL_FIELDS = {
    "blogs": ("home",),
    "posts": ("url", "canonical"),
    "aliases": ("url", "target"),
    "endpoints": ("url",),
    "linkbacks": ("listing", "source"),
    "links": ("page", "target"),
    "evidence": ("source", "target"),
    "ledger": ("url",),
}


class Network:
    """Rows of a store, named by URL until `write` gives them integers (in an order of your choice)."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {table: [] for table in schema.metadata.tables}
        self.home_of: dict[str, str] = {}

    def run(self, number: int, *, state: str = "finished", started: int | None = None, **counts: int) -> None:
        """A run that takes an hour; runs are 30 days apart."""
        begin = START + (number - 1) * 30 * DAY if started is None else started
        finished = begin + 3600 if state != "running" else None
        facts = {"id": number, "started": begin, "finished": finished, "state": state, "version": "0.1.0"}
        self.rows["runs"].append({**facts, "seeds": [], "settings": {}, "counts": counts})

    def blog(self, home: str, **facts: Any) -> str:
        """A blog by its home page; `facts` are columns of the schema."""
        usual = {"seed": home, "prefix": home.split("//", 1)[1], "hops": 0, "state": "finished", "ways": {}}
        more = {"robots": {}, "inference": "unchecked", "first_run": 1, "last_run": 1}
        self.rows["blogs"].append({"home": home, **usual, **more, **facts})
        return home

    def post(self, blog: str, url: str, *, tags: Iterable[str] = (), **facts: Any) -> str:
        """A post of a blog, read unless `reading` says otherwise."""
        usual: dict[str, Any] = {
            "type": "post",
            "origins": {},
            "reading": "read",
            "blocked": 0,
            "first_run": 1,
            "last_run": 1,
        }
        if facts.get("reading", "read") != "unread":
            usual |= {"first_read": 1}
        if facts.get("reading", "read") == "read":
            usual |= {"status": 200, "listing_complete": 1, "comments": 0, "fetched": START}
        self.rows["posts"].append({"blog": blog, "url": url, **usual, **facts})
        self.rows["post_tags"].extend({"post": url, "tag": tag, "category": 0} for tag in tags)
        return url

    def linkback(self, post: str, source: str | None, **facts: Any) -> None:
        """An entry of a post's listing: a trackback on the post's own page unless `facts` say otherwise."""
        entries = self.rows["linkbacks"]
        usual = {"listing": post, "kind": "trackback", "position": sum(e["post"] == post for e in entries)}
        more = {"convention": "wordpress", "repeat": 0, "first_run": 1, "last_run": 1, "first_seen": START}
        entries.append({"post": post, "source": source, **usual, **more, **facts})

    def link(self, page: str, target: str, *, region: str = "content", **facts: Any) -> None:
        """A hyperlink of a read page."""
        usual = {"rel": "", "text": "", "last_run": 1}
        self.rows["links"].append({"page": page, "target": target, "region": region, **usual, **facts})

    def alias(self, url: str, target: str, *, how: str = "redirect") -> None:
        """Two addresses of one page (or, with how="moved", two homes of one blog)."""
        self.rows["aliases"].append({"url": url, "target": target, "how": how, "last_run": 1})

    def evidence(self, source: str, target: str, verdict: str, *, run: int = 1, **facts: Any) -> None:
        """What a fetched source showed."""
        usual = {"fetched": START + (run - 1) * 30 * DAY, "status": 200}
        row = {"source": source, "target": target, "run": run, "verdict": verdict, **usual, **facts}
        self.rows["evidence"].append(row)

    def add(self, table: str, **facts: Any) -> None:
        """A row of any other table."""
        self.rows[table].append(facts)

    def write(self, path: Path, *, shuffle: random.Random | None = None) -> str:
        """Make the store and fill it; its URL. With `shuffle`, rows and integers come in another order."""
        engine = create_engine(f"sqlite:///{path}")
        schema.metadata.create_all(engine)
        rows = {table: list(entries) for table, entries in self.rows.items()}
        for entries in rows.values() if shuffle else ():
            shuffle.shuffle(entries)
        numbered = _numbered(rows, shuffle)
        with engine.begin() as connection:
            for table in schema.metadata.sorted_tables:
                for row in numbered[table.name]:
                    connection.execute(insert(table), row)
        engine.dispose()
        return f"sqlite:///{path}"


def _numbered(
    rows: Mapping[str, list[dict[str, Any]]], shuffle: random.Random | None
) -> dict[str, list[dict[str, Any]]]:
    urls = _integers(
        (row[f] for t, fs in _URL_FIELDS.items() for row in rows[t] for f in fs if row.get(f)), shuffle
    )
    blogs = {row["home"]: n for n, row in enumerate(rows["blogs"], 1)}
    posts = {row["url"]: n for n, row in enumerate(rows["posts"], 1)}
    tags = _integers((row["tag"] for row in rows["post_tags"]), shuffle)
    out: dict[str, list[dict[str, Any]]] = {
        table: [dict(row) for row in entries] for table, entries in rows.items()
    }
    for table, entries in out.items():
        for row in entries:
            row |= {f: urls[row[f]] for f in _URL_FIELDS.get(table, ()) if row.get(f)}
            row |= {"blog": blogs[row["blog"]]} if isinstance(row.get("blog"), str) else {}
            row |= {"post": posts[row["post"]]} if isinstance(row.get("post"), str) else {}
    for row in out["post_tags"]:
        row["tag"] = tags[row["tag"]]
    for table in ("blogs", "posts", "linkbacks", "evidence"):
        for number, row in enumerate(out[table], 1):
            row["id"] = number
    out["urls"] = [{"id": n, "url": url} for url, n in urls.items()]
    out["tags"] = [{"id": n, "tag": tag} for tag, n in tags.items()]
    out["meta"] = [{"key": "schema_version", "value": str(schema.SCHEMA_VERSION)}]
    return out


def _integers(values: Iterable[str], shuffle: random.Random | None) -> dict[str, int]:
    distinct = list(dict.fromkeys(values))
    if shuffle:
        shuffle.shuffle(distinct)
    return {value: number for number, value in enumerate(distinct, 1)}


ALPHA, BETA, GAMMA = "https://alpha.example/", "https://beta.example/", "https://gamma.example/log/"
A = {n: f"{ALPHA}2004/11/post-{n}/" for n in range(1, 6)}
B = {n: f"{BETA}archives/{n}.html" for n in range(1, 5)}
C = {n: f"{GAMMA}?p={n}" for n in range(1, 4)}


def three_blogs() -> Network:
    """Three blogs with twelve posts, and every case that the numbers must tell apart."""
    network = Network()
    network.run(1)
    network.run(2)
    network.run(3)
    _blogs_and_posts(network)
    _linkbacks_of_alpha(network)
    _linkbacks_of_others(network)
    _links(network)
    _evidence_and_events(network)
    return network


def _blogs_and_posts(network: Network) -> None:
    network.blog(ALPHA, title="Alpha", platform="wordpress", language="en", last_run=3, inference="holds")
    network.blog(
        BETA,
        title="Beta",
        platform="movabletype",
        language="en",
        last_run=3,
        moved_from="old-beta.example/",
        ways={"archive": {"found": 4, "requests": 2, "complete": True}},
    )
    network.blog(
        GAMMA,
        title="Gamma",
        platform="wordpress",
        language="de",
        last_run=3,
        state="stopped",
        reason="limit of posts",
    )
    common = {
        "language": "en",
        "author": "Ann",
        "in_feed": 1,
        "in_sitemap": 1,
        "accepts": "open",
        "last_run": 3,
    }
    network.post(
        ALPHA,
        A[1],
        title="Growing tomatoes indoors",
        published="2004-11-01",
        tags=["Gardening", "Food"],
        announced=8,
        comments=3,
        excerpt="Seeds, light and warm soil for tomatoes.",
        **common,
    )
    network.post(
        ALPHA,
        A[2],
        title="Tomato soup",
        published="2004-11-02",
        tags=["food"],
        canonical=A[2],
        announced=3,
        **common,
    )
    network.post(
        ALPHA,
        A[3],
        title="Compost heaps",
        published="2004-11-03",
        tags=["gardening"],
        robots="noindex",
        **common,
    )
    network.post(
        ALPHA, A[4], title="Nothing here", published="2004-11-04", reading="inferred", count=0, **common
    )
    network.post(
        ALPHA, A[5], title="Trip to Rome", published="2004-11-05", tags=["Travel"], canonical=A[1], **common
    )
    common |= {"author": "Ben", "in_sitemap": None}
    network.post(
        BETA,
        B[1],
        title="Why tomatoes need light",
        published="2004-11-06T10:00:00+01:00",
        tags=["Gardens", "gardening"],
        announced=2,
        **common,
    )
    network.post(BETA, B[2], title="Trains through Italy", published="2004-11-07", tags=["travels"], **common)
    network.post(
        BETA,
        B[3],
        title="Rome in winter",
        published="2004-11-08",
        tags=["Travel"],
        **{**common, "in_feed": 0, "accepts": "closed", "closed_run": 2},
    )
    network.post(BETA, B[4], title="Gone", published="2004-11-09", status=410, **{**common, "gone_run": 2})
    common |= {"author": "Cem", "language": "de", "in_feed": None, "accepts": None}
    network.post(GAMMA, C[1], title="Zug nach Rom", published="2004-11-10", tags=["Reisen"], **common)
    network.post(GAMMA, C[2], title="Noch nicht gelesen", reading="unread", **common)
    network.post(GAMMA, C[3], title="Gesperrt", blocked=1, reading="unread", **common)


def _linkbacks_of_alpha(network: Network) -> None:
    """A1 shows eight rows, six pairs: one self, one spam, one a like, one removed; a ninth row is gone."""
    network.linkback(
        A[1],
        B[1],
        title="Why tomatoes need light",
        site="Beta",
        excerpt="[…] Growing tomatoes indoors says it all: seeds and light […]",
        published="2004-11-06",
        last_run=3,
    )
    network.linkback(
        A[1],
        "http://www.beta.example/archives/1.html?utm_source=feed",
        kind="pingback",
        title="Why tomatoes need light",
        last_run=3,
    )
    network.linkback(A[1], A[2], kind="pingback", title="Tomato soup", published="2004-11-02", last_run=3)
    network.linkback(
        A[1],
        "http://192.0.2.7/casino/",
        title="cheap casino",
        site="casino",
        excerpt='buy <a href="http://x.example/1">viagra</a> <a href="http://x.example/2">casino</a> <a href="http://x.example/3">poker</a>',
        last_run=3,
    )
    network.linkback(
        A[1],
        "https://likes.example/ann/like-1",
        kind="webmention",
        subtype="like",
        author="Ann L.",
        last_run=3,
    )
    network.linkback(
        A[1],
        "https://dead.example/tomatoes",
        title="My tomatoes",
        excerpt="Growing tomatoes indoors",
        published="2004-11-03",
        last_run=3,
    )
    network.linkback(
        A[1],
        "https://old-beta.example/archives/2.html",
        kind="trackback",
        title="Trains through Italy",
        excerpt="tomatoes growing along the line",
        published="2004-11-07",
        last_run=3,
    )
    network.linkback(
        A[1], B[1], repeat=1, title="Why tomatoes need light", site="Beta", published="2004-11-06", last_run=3
    )
    network.linkback(
        A[1], "https://delta.example/was-here", kind="pingback", title="Tomatoes, was here", gone_run=2
    )
    network.linkback(A[2], None, kind="pingback", title="A source without a link", last_run=3)
    network.linkback(
        A[2],
        f"{GAMMA}2004/zug-nach-rom/",
        kind="pingback",
        title="Zug nach Rom",
        published="2004-11-10",
        last_run=3,
    )
    network.linkback(
        A[5],
        B[3],
        kind="unknown",
        title="Rome in winter",
        excerpt="a trip to Rome",
        published="2004-11-08",
        last_run=3,
    )
    network.alias(f"{GAMMA}2004/zug-nach-rom/", C[1], how="canonical")
    network.alias("https://old-beta.example/", BETA, how="moved")


def _linkbacks_of_others(network: Network) -> None:
    network.linkback(
        B[1],
        A[3],
        convention="movabletype",
        title="Compost heaps",
        excerpt="tomatoes need compost and light",
        last_run=3,
        first_run=2,
        first_seen=START + 30 * DAY,
    )
    network.linkback(
        B[1],
        C[1],
        kind="webmention",
        subtype="reply",
        title="Zug nach Rom",
        published="2004-11-11",
        last_run=3,
    )
    network.linkback(B[3], A[5], title="Trip to Rome", published="2004-11-05", last_run=3)
    network.linkback(
        C[1], B[2], kind="pingback", title="Trains through Italy", published="2004-11-12", last_run=3
    )


def _links(network: Network) -> None:
    for home, posts in ((ALPHA, (A[1], A[2], A[3])), (BETA, (B[1], B[2])), (GAMMA, (C[1],))):
        for post in posts:
            network.link(home, post, text="a post")
    network.link(A[2], A[1], text="how I grow them")
    network.link(A[3], B[1], text="Why tomatoes need light", rel="nofollow")
    network.link(B[1], A[1], text="Growing tomatoes indoors")
    network.link(B[1], f"{A[1]}#comments", text="the comments")
    network.link(B[2], C[1], text="by train")
    network.link(B[2], A[5], text="a trip to Rome")
    network.link(A[1], A[5], region="navigation", text="Recent: Trip to Rome")


def _evidence_and_events(network: Network) -> None:
    network.evidence(B[1], A[1], "verified", exact=1, anchor="Growing tomatoes indoors", rel="")
    network.evidence(A[2], A[1], "verified", exact=1)
    network.evidence("http://192.0.2.7/casino/", A[1], "unreachable", status=None, error="timeout")
    network.evidence("https://dead.example/tomatoes", A[1], "removed", status=410)
    network.evidence("https://old-beta.example/archives/2.html", A[1], "unreachable", status=404, run=1)
    network.evidence("https://old-beta.example/archives/2.html", A[1], "unreachable", status=404, run=2)
    network.add("events", run=3, blog=GAMMA, what="skip", reason="robots", count=1, example=C[3])
    network.add("events", run=3, blog=None, what="warning", reason="http_503", count=2, example=BETA)
    network.add("ledger", url=C[2], blog=GAMMA, role="post", state="waiting", run=3, rank=0.0, tries=0)
    network.add("endpoints", post=A[1], protocol="pingback", url=f"{ALPHA}xmlrpc.php", last_run=3)
