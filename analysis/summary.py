"""All of the analysis of one store, as one frozen value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from analysis import authority, closing, columns, counts, discoverability
from analysis.corpus import Corpus, Options, rules
from analysis.coverage import coverage
from analysis.dates import moment
from analysis.prospects import prospects
from analysis.spam_lists import unused
from analysis.tables import shaped
from analysis.topics import of_posts as topics_of_posts
from analysis.topics import topics
from crawler.errors import TrackgraphError
from crawler.store import Store, open_store
from crawler.urls import identity

IDLE_NAMED = 3
"""So many entries of a list of spam that cover nothing are told one by one."""
_ALIKE = 0.9
"""Share of its signs that an address has in common with one that it may mean."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What the reports show. Each table has the columns of `analysis.columns.TABLES`, also when it is empty.

    `title` says what was crawled, `as_of` is the end of the last run (ISO 8601), `complete` whether the crawl
    of every blog finished. `post_graph` and `blog_graph` are the reference graphs, citing -> cited. Empty
    cells of "string" columns are "", of other columns NA or NaN. `options`: the opinions applied.
    """

    title: str
    as_of: str
    complete: bool
    posts: pd.DataFrame
    blogs: pd.DataFrame
    topics: pd.DataFrame
    prospects: pd.DataFrame
    linkbacks: pd.DataFrame
    references: pd.DataFrame
    sites: pd.DataFrame
    months: pd.DataFrame
    coverage: pd.DataFrame
    problems: pd.DataFrame
    runs: pd.DataFrame
    post_graph: nx.DiGraph[Any]
    blog_graph: nx.DiGraph[Any]
    options: Options = field(default_factory=Options)


def summarize(
    store: Store | str | Path,
    *,
    now: int | None = None,
    window_days: int = 180,
    spam_threshold: float = 0.5,
    allow: Iterable[str] = (),
    deny: Iterable[str] = (),
) -> Summary:
    """The whole analysis of a store: an open one, a path, or an SQLAlchemy URL.

    The same store and options give the same tables on any day and machine: `now` (Unix seconds) is the end of
    the last run unless told, and every table has a stated order. `analysis.corpus.Options` says what the
    others mean. Raises StoreError where there is no store, TrackgraphError for an option that can mean
    nothing.
    """
    options = Options(
        spam_threshold=spam_threshold, allow=rules(allow), deny=rules(deny), window_days=window_days, now=now
    )
    opened = store if isinstance(store, Store) else open_store(store)
    with Corpus(opened, options=options, owned=opened is not store) as corpus:
        return of_corpus(corpus)


def idle_rules(summary: Summary) -> Iterator[str]:
    """What is to be said of entries of the lists of spam that cover no linkback: a line each; where there are
    many, as in a list that was made elsewhere, one for all of an option."""
    sources = summary.linkbacks["source"].dropna().unique()
    for option, given in (("--allow", summary.options.allow), ("--deny", summary.options.deny)):
        idle = unused(given, sources)
        if len(idle) > IDLE_NAMED:
            share = f"{len(idle)} of {len(given)} entries of {option}"
            yield f"{share} cover no linkback of this store, such as {idle[0]}"
        else:
            yield from (
                f"{option} {rule} covers no linkback of this store; check its spelling" for rule in idle
            )


def home_of(summary: Summary, blog: str) -> str:
    """Home page of the crawled blog that an address names: in any spelling, by one of its pages, or by a host
    on which it is the only one. Raises TrackgraphError where no blog is named so.
    """
    homes, asked = [str(home) for home in summary.blogs["url"]], _folder(blog.strip())
    around = [home for home in homes if asked.startswith(_folder(home))]
    found = sorted(around, key=len)[-1:] or [home for home in homes if _folder(home).startswith(asked)]
    if len(found) != 1:
        several = f"several blogs lie there: {', '.join(found[:3])}"
        why = several if found else _alike(blog, homes) or "trackgraph status lists those that are"
        raise TrackgraphError(f"{blog!r} is no crawled blog of this store; {why}")
    return found[0]


def _alike(blog: str, homes: list[str]) -> str:
    """The home page that a part of its address, or a mistyped one, may mean; "" where none is near."""
    name = blog.strip().casefold()
    holding = [home for home in homes if name and name in home.casefold()]
    folders = {_folder(home).partition("://")[2]: home for home in homes}
    wanted = _folder(name).partition("://")[2]
    typed = [folders[near] for near in get_close_matches(wanted, folders, 1, _ALIKE)]
    near = holding if len(holding) == 1 else typed
    return f"did you mean {near[0]}?" if near else ""


def _folder(url: str) -> str:
    path = url.partition("?")[0]
    return identity(path if "://" in path else f"https://{path}").rstrip("/") + "/"


def of_corpus(corpus: Corpus) -> Summary:
    """The summary of a corpus that is already loaded."""
    whole = corpus.completeness["complete"]
    _ = corpus.pages, corpus.references  # the graphs read them later, when the store may be closed
    posts, blogs = _posts(corpus), _blogs(corpus)
    return Summary(
        title=_title(corpus),
        as_of=corpus.as_of,
        complete=bool(len(whole) and whole.all()),
        posts=posts,
        blogs=blogs,
        topics=topics(corpus),
        prospects=prospects(corpus, posts, blogs),
        linkbacks=counts.linkbacks(corpus),
        references=shaped(columns.REFERENCES, corpus.references),
        sites=counts.sites(corpus),
        months=counts.months(corpus),
        coverage=coverage(corpus),
        problems=shaped(columns.PROBLEMS, corpus.events),
        runs=_runs(corpus),
        post_graph=corpus.post_graph,
        blog_graph=corpus.blog_graph,
        options=corpus.options,
    )


def _title(corpus: Corpus) -> str:
    blogs = corpus.blogs
    if len(blogs) == 1:
        return str(blogs["title"].iloc[0] or blogs["url"].iloc[0])
    return f"{len(blogs)} blogs" if len(blogs) else "Empty store"


def _posts(corpus: Corpus) -> pd.DataFrame:
    """Posts, most referring sites first, then most clean linkbacks, then by URL."""
    posts = corpus.posts
    homes = np.append(corpus.blogs["url"].to_numpy(dtype=object), "")
    frame = pd.concat(
        [posts.drop(columns=["announced"]), counts.of_posts(corpus), discoverability.of_posts(corpus)], axis=1
    )
    frame = frame.loc[:, ~frame.columns.duplicated(keep="last")]
    frame["comments"] = counts.comments(posts, frame["listed"])
    frame["blog"] = homes[posts["blog_id"].to_numpy()]
    frame["old_open"] = closing.old_open(corpus)
    frame["topics"] = topics_of_posts(corpus)
    frame["tags"] = corpus.tags.groupby("post")["tag"].agg("; ".join).reindex(posts.index)
    order, ascending = ["referring_sites", "clean", "url"], [False, False, True]
    return shaped(columns.POSTS, frame.sort_values(order, ascending=ascending, kind="stable"))


def _blogs(corpus: Corpus) -> pd.DataFrame:
    """Blogs, most referring sites first, then by harmonic centrality, then by URL."""
    blogs = corpus.blogs
    whole = corpus.completeness
    reason = blogs["reason"].where(blogs["reason"] != "", whole["lacking"])
    state = blogs["state"].where(reason == "", blogs["state"] + ": " + reason)
    parts = [
        blogs.drop(columns=["state"]),
        _sizes(corpus),
        counts.of_blogs(corpus),
        authority.of_blogs(corpus),
        closing.of_blogs(corpus),
    ]
    frame = pd.concat(parts, axis=1).assign(state=state, complete=whole["complete"])
    order, ascending = ["referring_sites", "harmonic", "url"], [False, False, True]
    return shaped(columns.BLOGS, frame.sort_values(order, ascending=ascending, kind="stable"))


def _sizes(corpus: Corpus) -> pd.DataFrame:
    """How many posts of each blog are known, fetched, inferred, list something, or take linkbacks."""
    posts = corpus.posts[~corpus.posts["gone"]]
    listing = posts["page"].isin(counts.current(corpus)["target_page"])
    flags = pd.DataFrame(
        {
            "posts_known": True,
            "posts_fetched": posts["reading"] == "read",
            "posts_inferred": posts["reading"] == "inferred",
            "posts_with_listing": listing,
            "posts_accepting": posts["accepts"] == "open",
        },
        index=posts.index,
    )
    return flags.groupby(posts["blog_id"]).sum().reindex(corpus.blogs.index, fill_value=0)


def _runs(corpus: Corpus) -> pd.DataFrame:
    runs = corpus.runs
    times = {
        name: [moment(None if pd.isna(value) else int(value)) for value in runs[name]]
        for name in ("started", "finished")
    }
    seeds = [len(value or ()) for value in runs["seeds"]]
    return shaped(columns.RUNS, runs.assign(run=runs["id"], seeds=seeds, **times, **counts.of_runs(corpus)))
