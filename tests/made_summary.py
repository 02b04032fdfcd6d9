"""A summary made by hand and by a seeded generator, with everything that real blogs bring to a report."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache
from typing import Any

import made_rows
import networkx as nx
import pandas as pd

from analysis.columns import TABLES
from analysis.summary import Summary
from analysis.tables import shaped

HOSTILE_TITLE = '<script>alert("x")</script> <img src=x onerror=alert(1)>'
FORMULA = '=HYPERLINK("https://evil.example/","click")'


def made(posts: int = 240, *, seed: int = 7, complete: bool = True) -> Summary:
    """A network of eight blogs with so many posts, in six languages, with spam, likes, gone rows and gaps."""
    random_ = random.Random(seed)
    post_rows = [made_rows.post(random_, place) for place in range(posts)]
    linkback_rows = [row for post in post_rows for row in made_rows.linkbacks_of(random_, post)]
    tables = {
        "posts": post_rows,
        "blogs": [made_rows.blog(random_, place) for place in range(len(made_rows.BLOGS))],
        "topics": [made_rows.topic(random_, name) for name in made_rows.TOPICS],
        "prospects": [made_rows.prospect(random.Random(place), place) for place in range(12)],
        "linkbacks": linkback_rows,
        "references": [*map(made_rows.reference, linkback_rows), *made_rows.unlisted(post_rows)],
        "sites": [made_rows.site(site, linkback_rows) for site in made_rows.SITES],
        "months": made_rows.months(random_),
        "coverage": made_rows.coverage(posts),
        "problems": made_rows.problems(),
        "runs": made_rows.runs(),
    }
    frames = {name: frame(name, rows) for name, rows in tables.items()}
    return Summary(
        title="8 blogs about bread, miso and links",
        as_of="2006-12-31T23:10:00+00:00",
        complete=complete,
        **frames,
        post_graph=made_rows.post_graph(frames["references"]),
        blog_graph=made_rows.blog_graph(random_),
    )


def frame(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows as the table of that name; what a row lacks is missing, or 0 where the column knows no missing."""
    filled = [{c.name: row.get(c.name, _nothing(c.dtype)) for c in TABLES[name]} for row in rows]
    return shaped(TABLES[name], {c.name: [row[c.name] for row in filled] for c in TABLES[name]})


@cache
def empty_summary() -> Summary:
    """The summary of a store in which nothing was crawled."""
    tables: dict[str, Any] = {name: frame(name, []) for name in TABLES}
    graphs: dict[str, Any] = {"post_graph": nx.DiGraph(), "blog_graph": nx.DiGraph()}
    return Summary(title="Empty store", as_of="", complete=False, **tables, **graphs)


@cache
def one_post() -> Summary:
    """One blog with one post that nobody cites."""
    post = {
        "url": "https://one.example/p",
        "blog": "https://one.example/",
        "title": "Only",
        "reading": "read",
    }
    blog = {
        "url": "https://one.example/",
        "title": "One",
        "posts_known": 1,
        "posts_fetched": 1,
        "complete": True,
    }
    return replace(
        empty_summary(),
        title="One",
        as_of="2024-02-03T04:05:06+00:00",
        posts=frame("posts", [post]),
        blogs=frame("blogs", [blog]),
    )


@cache
def hostile() -> Summary:
    """Texts and addresses that want to be run: markup, script addresses, formulas, control characters."""
    post = {
        "url": "javascript:alert(document.domain)",
        "blog": "data:text/html,<script>alert(1)</script>",
        "title": HOSTILE_TITLE,
        "language": '"><script>',
        "linkbacks": 2,
        "clean": 2,
        "referring_sites": 2,
        "reach_by_listings": -0.5,
        "grade": 50.0,
        "tags": FORMULA,
        "author": "@SUM(A1)\x00\x0b",
    }
    linkback = {
        "target": post["url"],
        "blog": post["blog"],
        "target_title": HOSTILE_TITLE,
        "source": "JavaScript:alert(2)",
        "source_site": "evil.example",
        "title": "</script><script>alert(3)</script>",
        "excerpt": "]]>--><!-- \ufffe \x08",
        "listing": "vbscript:x",
        "kinds": "trackback",
        "clean": True,
        "listed": 1,
        "spam_reasons": "+1 (0.1)",
        "dated": "2006-01-01",
    }
    blog = {
        "url": post["blog"],
        "title": HOSTILE_TITLE,
        "referring_sites": 2,
        "harmonic": 0.5,
        "community": 1,
        "posts_known": 1,
    }
    topic = {
        "topic": HOSTILE_TITLE,
        "votes": 3,
        "yield": 1.0,
        "yield_low": 0.5,
        "yield_high": 2.0,
        "hot": 2.0,
        "posts": 1,
    }
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_edge(str(post["blog"]), 'x" onload="alert(4)', weight=2, kinds="track\x01back", none=None)
    return replace(
        empty_summary(),
        title=HOSTILE_TITLE,
        as_of="2006-01-02",
        posts=frame("posts", [post]),
        linkbacks=frame("linkbacks", [linkback]),
        blogs=frame("blogs", [blog]),
        topics=frame("topics", [topic]),
        sites=frame("sites", [{"site": "evil.example", "clean": 1, "linkbacks": 1}]),
        problems=frame(
            "problems",
            [{"run": 1, "what": "error", "reason": "x", "count": 1, "example": "javascript:alert(5)"}],
        ),
        post_graph=graph,
        blog_graph=graph,
    )


def _nothing(dtype: str) -> Any:
    return {"int64": 0, "float64": float("nan")}.get(dtype)
