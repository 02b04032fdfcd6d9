"""From the store to a graph: a million linkbacks read, URL variants merged, adjacency built.

    python -m benchmarks.store                       # a million linkbacks, beside pandas and networkx
    python -m benchmarks.store --linkbacks 1e5

A seeded store is written to a temporary folder: 100 blogs, a post for each 20 linkbacks and a page outside
for each 7; a fifth of the outside URLs are spellings that need all rules (tracking parameters, escapes, index
files, copies). Then it is loaded: ours gives `corpus.post_graph`; beside it stands what a user would write,
`pandas.read_sql` and `networkx.from_pandas_edgelist`, which merges no spellings. CPU seconds of one thread;
ours is the first load of the process, which also reads the list of public suffixes, and the median of more.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy import Connection, create_engine, insert, select

from analysis import load
from benchmarks.graph import timed
from crawler.store import schema

BLOGS, POSTS, OUTSIDE = 100, 20, 7
"""Blogs; linkbacks for each post; linkbacks for each page outside."""
_TAILS = ("?utm_source=feed", "index.html", "%7Enotes", "?replytocom=7", "trackback/", "?p=3&page=2#top")
_KINDS = ("pingback", "trackback", "webmention")


def main(arguments: list[str] | None = None) -> int:
    """Make the store, load it in both ways, and print a line for each."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.store",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--linkbacks", type=float, default=1e6, help="entries of listings in the store")
    parser.add_argument("--times", type=int, default=5, help="loads, of which the median counts")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="trackgraph-store-") as folder:
        path = Path(folder) / "store.db"
        write_store(path, int(chosen.linkbacks))
        print(f"{int(chosen.linkbacks):,} linkbacks, store of {path.stat().st_size / 2**20:.0f} MB")
        graph, first = timed(lambda: ours(path), 1)
        _line("ours, first load", first, graph)
        graph, mine = timed(lambda: ours(path), chosen.times)
        _line("ours, median", mine, graph)
        plain, its = timed(lambda: theirs(path), 1)
        _line("pandas, networkx", its, plain)
        print(f"  {its / mine:.1f} x")
    return 0


def ours(path: Path) -> nx.DiGraph[Any]:
    """The reference graph of the store."""
    with load(path) as corpus:
        return corpus.post_graph


def theirs(path: Path) -> nx.DiGraph[Any]:
    """Sources and targets as they are written, in a plain networkx graph."""
    entry, url = schema.linkbacks.c, schema.urls
    source, target = url.alias("source"), url.alias("target")
    query = (
        select(source.c.url.label("source"), target.c.url.label("target"), entry.kind)
        .join(source, source.c.id == entry.source)
        .join(schema.posts, schema.posts.c.id == entry.post)
        .join(target, target.c.id == schema.posts.c.url)
    )
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        frame = pd.read_sql(query, connection)
    engine.dispose()
    graph: nx.DiGraph[Any] = nx.from_pandas_edgelist(frame, edge_attr=["kind"], create_using=nx.DiGraph)
    return graph


def write_store(path: Path, linkbacks: int, *, seed: int = 1) -> None:
    """A store with so many entries of listings, some gone, some without a link; by seed."""
    engine = create_engine(f"sqlite:///{path}")
    schema.metadata.create_all(engine)
    random = np.random.default_rng(seed)
    posts, outside = linkbacks // POSTS, linkbacks // OUTSIDE
    with engine.begin() as connection:
        connection.execute(
            insert(schema.meta), {"key": "schema_version", "value": str(schema.SCHEMA_VERSION)}
        )
        connection.execute(insert(schema.runs), _run())
        _add(connection, schema.urls, _urls(posts, outside))
        _add(connection, schema.blogs, map(_blog, range(BLOGS)))
        _add(connection, schema.posts, map(_post, range(posts)))
        _add(connection, schema.linkbacks, _entries(linkbacks, posts, outside, random))
    engine.dispose()


def _add(connection: Connection, table: Any, rows: Iterator[dict[str, Any]]) -> None:
    while some := list(islice(rows, 10_000)):
        connection.execute(insert(table), some)


def _run() -> dict[str, Any]:
    return {
        "id": 1,
        "started": 1_700_000_000,
        "finished": 1_700_003_600,
        "state": "finished",
        "version": "0",
        "seeds": [],
        "settings": {},
        "counts": {},
    }


def _urls(posts: int, outside: int) -> Iterator[dict[str, Any]]:
    """Home pages, then posts, then pages outside."""
    homes = (f"https://blog{blog}.example/" for blog in range(BLOGS))
    of_posts = (
        f"https://blog{post % BLOGS}.example/{2005 + post % 15}/{1 + post % 12:02}/a-post-of-ours-{post}/"
        for post in range(posts)
    )
    texts = [*homes, *of_posts, *map(_outside_url, range(outside))]
    return ({"id": number, "url": text} for number, text in enumerate(texts, 1))


def _outside_url(number: int) -> str:
    """One in five is an odd spelling, most of these of the page that comes next."""
    odd = number % 5 == 0
    page = number + odd
    base = f"http://www.site{page % 5000}.example/{2005 + page % 15}/{1 + page % 12:02}/what-we-said-{page}/"
    return base + _TAILS[number // 5 % len(_TAILS)] if odd else base


def _blog(blog: int) -> dict[str, Any]:
    facts = {
        "state": "finished",
        "ways": {},
        "robots": {},
        "inference": "holds",
        "first_run": 1,
        "last_run": 1,
    }
    prefix = f"blog{blog}.example/"
    return {
        "id": blog + 1,
        "seed": prefix,
        "home": blog + 1,
        "prefix": prefix,
        "title": f"Blog {blog}",
        **facts,
    }


def _post(post: int) -> dict[str, Any]:
    return {
        "id": post + 1,
        "blog": post % BLOGS + 1,
        "url": BLOGS + post + 1,
        "title": f"A post of ours, number {post}",
        "published": f"{2005 + post % 15}-{1 + post % 12:02}-{1 + post % 28:02}",
        "origins": {},
        "reading": "read",
        "first_run": 1,
        "first_read": 1,
        "last_run": 1,
    }


def _entries(count: int, posts: int, outside: int, random: np.random.Generator) -> Iterator[dict[str, Any]]:
    """Entries by target: few posts and few sources have most of them; half of the sources are posts."""
    target = np.minimum((posts + 1) ** random.random(count), posts).astype(np.int64)
    target[::2] = random.integers(1, posts + 1, len(target[::2]))
    source: NDArray[np.int64] = BLOGS + random.integers(1, posts + 1, count)
    source[::2] = BLOGS + posts + 1 + (random.random(len(source[::2])) ** 2 * outside).astype(np.int64)
    target.sort()
    ends = zip(target.tolist(), source.tolist(), strict=True)
    return (_entry(place, post, url) for place, (post, url) in enumerate(ends))


def _entry(place: int, post: int, source: int) -> dict[str, Any]:
    return {
        "post": post,
        "listing": BLOGS + post,
        "kind": _KINDS[place % 3],
        "source": None if place % 100 == 99 else source,
        "title": "What they said of it there",
        "site": "A site elsewhere",
        "excerpt": "[…] and some words around the link, as most listings show them, cut somewhere […]",
        "published": f"{2006 + place % 15}-{1 + place % 12:02}-{1 + place % 28:02}",
        "position": place,
        "convention": "wordpress",
        "first_run": 1,
        "last_run": 1,
        "gone_run": 1 if place % 50 == 49 else None,
        "first_seen": 1_700_000_000,
    }


def _line(name: str, took: float, graph: nx.DiGraph[Any]) -> None:
    size = f"{graph.number_of_nodes():,} pages, {graph.number_of_edges():,} references"
    print(f"  {name:18} {took:6.2f} s   {size}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
