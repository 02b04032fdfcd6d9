"""Whom to reference: blogs that take linkbacks and show them, by what they write about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy import sparse

from analysis import counts
from analysis.columns import PROSPECTS
from analysis.dates import iso
from analysis.evidence import links_there, looked_at_since
from analysis.tables import shaped

if TYPE_CHECKING:
    from analysis.corpus import Corpus

NEWEST = 10
"""So many of a blog's newest posts that say whether they take linkbacks tell what it does now."""
QUIET = 365
"""Days after its newest post from which on a blog counts as no longer active."""
BLOGS_AT_ONCE = 32
LEAST_RELEVANCE, MOST_TOPICS = 0.1, 10
"""A blog stands under its most relevant topics, so many at most, each of at least this relevance."""


def prospects(corpus: Corpus, posts: pd.DataFrame, blogs: pd.DataFrame) -> pd.DataFrame:
    """The table `columns.PROSPECTS`, given those of posts and of blogs: a row for each blog that shows
    linkbacks of others, and takes new ones as far as its newest posts say, and each of its main topics;
    active blogs first, then by `score`, by blog and topic. Empty for one blog: there is nobody else
    to reference."""
    habits = _habits(corpus, posts, blogs.set_index("url"))
    habits = habits[~habits["closed"] & (habits["shown"] > 0) & (len(habits) > 1)]
    frame = _relevance(corpus, habits.index).join(habits, on="blog_id")
    frame["score"] = frame["relevance"] * frame["harmonic_percentile"]
    order, ascending = ["active", "score", "blog", "topic"], [False, False, True, True]
    return shaped(PROSPECTS, frame.sort_values(order, ascending=ascending, kind="stable", na_position="last"))


def _habits(corpus: Corpus, posts: pd.DataFrame, blogs: pd.DataFrame) -> pd.DataFrame:
    """What each blog does with linkbacks, by row of `corpus.blogs`."""
    pairs = counts.current(corpus)
    there = corpus.posts[~corpus.posts["gone"]]
    out = pd.DataFrame({"blog": corpus.blogs["url"], "title": corpus.blogs["title"]})
    out["harmonic_percentile"] = out["blog"].map(blogs["harmonic_percentile"])
    out["spam_share"] = out["blog"].map(blogs["spam"] / blogs["linkbacks"])
    comments = posts[~posts["gone"]].groupby("blog")["comments"].mean().astype("float64")
    out["comments_per_post"] = out["blog"].map(comments)
    out["shown"] = (~pairs["self"] & ~pairs["spam"]).groupby(pairs["target_blog_id"]).sum()
    out["days_to_listing"] = _delays(corpus, pairs).groupby(pairs["target_blog_id"]).median()
    newest = there["day"].astype("float64").groupby(there["blog_id"]).max().reindex(out.index)
    out["latest"] = ["" if np.isnan(day) else iso(int(day)) for day in newest]
    answers = corpus.blogs["state"] != "failed"
    out["active"] = (answers & (newest > corpus.today - QUIET)).astype("boolean").where(newest.notna())
    out["closed"] = _closed(there).reindex(out.index, fill_value=False)
    out = out.join(_accepting(there)).join(_listing(corpus))
    return out.fillna({"stated_posts": 0, "references_found": 0, "shown": 0})


def _accepting(posts: pd.DataFrame) -> pd.DataFrame:
    """Of the newest posts that say whether they take linkbacks: how many, and the share that does."""
    newest = _newest(posts[posts["accepts"].isin(["open", "closed"])])
    opened = (newest["accepts"] == "open").groupby(newest["blog_id"])
    return pd.DataFrame({"stated_posts": opened.size(), "accepting_share": opened.mean()})


def _closed(posts: pd.DataFrame) -> pd.Series[bool]:
    """Of each blog, whether its newest posts all say that they take no linkbacks. What was not read and says
    nothing cannot tell."""
    newest = _newest(posts[(posts["reading"] == "read") | (posts["accepts"] != "")])
    return (newest["accepts"] == "closed").groupby(newest["blog_id"]).all()


def _newest(posts: pd.DataFrame) -> pd.DataFrame:
    """The newest ten posts of each blog, those without a date last."""
    order, ascending = ["day", "url"], [False, True]
    newest = posts.sort_values(order, ascending=ascending, kind="stable", na_position="last")
    return newest.groupby("blog_id").head(NEWEST)


def _listing(corpus: Corpus) -> pd.DataFrame:
    """Of the references that posts of other sites in this crawl make: how many, and the share listed. Sources
    that were fetched only because a listing names them say nothing of what is not listed, nor do those that
    came after the listing was looked at last, nor links that a blog repeats, found only where listed."""
    edges, sites = corpus.edges, corpus.page_sites
    read = links_there(edges.source_page, edges.target_page, corpus, repeated=False)
    others = read & edges.found & (sites[edges.source_page] != sites[edges.target_page])
    others &= (edges.listed > 0) | looked_at_since(edges.source_page, edges.target_page, corpus)
    blog = pd.Series(corpus.page_blogs[edges.target_page[others]])
    listed = pd.Series(edges.listed[others] > 0).groupby(blog)
    return pd.DataFrame({"references_found": listed.size(), "listed_share": listed.mean()})


def _delays(corpus: Corpus, pairs: pd.DataFrame) -> pd.Series[Any]:
    """Days from the source's publication to the date in the listing; NaN where one is not known. A date to
    come is none."""
    published = np.append(corpus.posts["day"].astype("float64").to_numpy(), np.nan)
    post = np.append(corpus.page_posts, -1)[pairs["source_page"].to_numpy()]
    stated = pairs["stated"].astype("float64")
    delay: pd.Series[Any] = stated.where(stated <= corpus.today + 1) - published[post]
    return delay.where(~pairs["self"] & (delay >= 0))


def _relevance(corpus: Corpus, wanted: pd.Index[Any]) -> pd.DataFrame:
    """Blogs and topics that fit: `blog_id`, `topic`, `relevance`, `on_topic` (its posts on the topic).

    The vector of a blog counts its posts on each topic; that of a topic counts, over all of its posts, the
    topics that they are on. `relevance` is the cosine of the two.
    """
    members, names = corpus.topic_posts, corpus.topics["topic"]
    shape = (len(corpus.posts), len(names))
    ends = members["post"].to_numpy(), members["topic"].to_numpy()
    on = sparse.csr_array((np.ones(len(members)), ends), shape=shape)
    posts, blogs = np.arange(shape[0]), corpus.posts["blog_id"].to_numpy()
    by = sparse.csr_array((np.ones(shape[0]), (blogs, posts)), shape=(len(corpus.blogs), shape[0]))
    written = sparse.csr_array(by @ on)
    topics = _unit(sparse.csr_array(on.T @ on))
    found = _cosines(written, topics)
    frame = pd.DataFrame({"blog_id": found.row, "number": found.col, "relevance": found.data})
    frame = frame[frame["blog_id"].isin(wanted) & (frame["relevance"] >= LEAST_RELEVANCE)]
    frame["topic"] = names.to_numpy(dtype=object)[frame["number"]]
    frame["on_topic"] = np.asarray(written[frame["blog_id"], frame["number"]]).ravel()
    order, ascending = ["blog_id", "relevance", "topic"], [True, False, True]
    return frame.sort_values(order, ascending=ascending, kind="stable").groupby("blog_id").head(MOST_TOPICS)


def _cosines(written: sparse.csr_array, topics: sparse.csr_array) -> sparse.coo_array:
    """Of each blog and each of its own topics. A few blogs at a time: all products would be a full table."""
    across, units = topics.T.tocsc(), _unit(written)
    parts = (
        (units[n : n + BLOGS_AT_ONCE] @ across).multiply(written[n : n + BLOGS_AT_ONCE] > 0)
        for n in range(0, written.shape[0], BLOGS_AT_ONCE)
    )
    return sparse.coo_array(sparse.vstack([written[:0], *parts]))


def _unit(rows: sparse.csr_array) -> sparse.csr_array:
    """Rows of length 1; empty ones stay empty."""
    lengths = np.sqrt(rows.multiply(rows).sum(axis=1))
    return sparse.csr_array(sparse.diags_array(1 / np.where(lengths > 0, lengths, 1.0)) @ rows)
