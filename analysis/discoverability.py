"""How easily readers find a post: a vector of facts, and the visits that random readers pay it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.csr import CsrDiGraph
from analysis.csr.rows import distinct
from analysis.edges import pair_keys
from analysis.pages import Integers
from analysis.percentiles import percentiles

if TYPE_CHECKING:
    from analysis.corpus import Corpus

FOLLOW = 0.85
"""The chance that a reader follows a link of the page rather than stops."""

UNWALKED = "archive pages were not read"
"""Why a post that no page links is not called an orphan."""

READERS = 1000
ROUNDING = 1e-6
"""Visits per 1,000 readers below which a difference of two reaches is that of their rounding."""
_DIGITS = 6
"""Decimals of a reach that mean anything: equal posts are equal that far, and rank equal."""
_REST = 1e-10
"""Walks are summed until less than this share of the readers is still under way."""
_SITES_AT_ONCE = 8
"""Sites whose readers walk side by side: what they need stays in the processor's cache."""
_NOINDEX = r"(?:^|,)\s*(?:googlebot:\s*)?(?:noindex|none)\s*(?:,|$)"

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ReaderGraph:
    """What readers can click: edges between pages, and the home pages where they start.

    `source` and `target` are pages, each pair once; `homes` and `home_sites` the home pages and their sites.
    """

    pages: int
    source: Integers
    target: Integers
    homes: Integers
    home_sites: NDArray[Any]


def of_posts(corpus: Corpus) -> pd.DataFrame:
    """By row of `corpus.posts`: the columns `click_depth` to `orphan` of `columns.POSTS`."""
    posts, pages = corpus.posts, corpus.posts["page"].to_numpy()
    out = pd.DataFrame(index=posts.index)
    depth = click_depth(corpus)[pages]
    out["click_depth"] = pd.array(depth, dtype="Int64")
    out.loc[depth < 0, "click_depth"] = pd.NA
    for way in ("in_feed", "in_sitemap"):
        out[way] = posts[way].astype("boolean")
    _with_indexing(out, posts)
    out["internal_inlinks"] = _internal_inlinks(corpus)[pages]
    whole, plain = reader_graph(corpus), reader_graph(corpus, listings=False)
    visits = reach(whole)
    out["reach"] = visits[pages]
    out["reach_outside"] = reach_outside(whole, visits, corpus.page_sites, pages)
    brought = out["reach"] - reach(plain)[pages]
    out["reach_by_listings"] = brought.where(brought.abs() > ROUNDING, 0.0)
    out["grade"] = percentiles(out["reach_outside"].mask(posts["gone"]).round(_DIGITS))
    out["orphan"] = _orphans(corpus)
    return out


def reader_graph(corpus: Corpus, *, listings: bool = True) -> ReaderGraph:
    """Reader's links: a home page to what it shows, a post to its in-content links and, with `listings`, to
    the sources that its listing shows. Links to pages outside the corpus are not followed."""
    links, pairs = corpus.links, corpus.pairs
    homes = corpus.blogs["page"].to_numpy()
    at_home = links["source_page"].isin(homes) & (links["region"] != "comments")
    in_post = (corpus.page_posts[links["source_page"].to_numpy()] >= 0) & (links["region"] == "content")
    ends = [links.loc[at_home | in_post, ["source_page", "target_page"]].to_numpy(dtype=np.int64)]
    if listings:
        shown = pairs[~pairs["gone"] & (pairs["source_page"] >= 0)]
        ends.append(shown[["target_page", "source_page"]].to_numpy(dtype=np.int64))
    keys = distinct(np.concatenate([pair_keys(e[:, 0], e[:, 1]) for e in ends]))
    source, target = keys >> 32, keys & 0xFFFFFFFF
    other = source != target
    sites = corpus.page_sites[homes]
    return ReaderGraph(len(corpus.page_sites), source[other], target[other], homes, sites)


def reach(graph: ReaderGraph) -> Floats:
    """Expected visits to each page per 1,000 readers; zeros without a home page.

    A reader starts at a random home page, follows a random link with probability 0.85, else (or where the
    page has no link) stops, and the next reader starts. PageRank restarted at the home pages is the share of
    all visits that a page gets; a visit in `c = 0.15 + 0.85 × (share of the pages without links)` ends a
    reader's way, so there are 1/c visits to a reader, and reach = 1,000 × PageRank / c.
    """
    if not len(graph.homes):
        return np.zeros(graph.pages)
    net = CsrDiGraph.from_edges(graph.pages, graph.source, graph.target)
    starts = {int(home): 1.0 for home in graph.homes}
    ranks = nx.pagerank(
        net,
        alpha=FOLLOW,
        personalization=starts,
        dangling=starts,
        tol=_REST / graph.pages,
        max_iter=1000,
        weight=None,
    )
    share = np.array([ranks[page] for page in range(graph.pages)])
    ends = np.bincount(graph.source, minlength=graph.pages) == 0
    return np.asarray(READERS * share / (1 - FOLLOW + FOLLOW * share[ends].sum()))


def reach_outside(graph: ReaderGraph, visits: Floats, page_sites: NDArray[Any], pages: Integers) -> Floats:
    """The same for some pages, with starts only at home pages of other sites than the page's own.

    Expected visits add up over the starts: those from a page's own site are taken from the whole, and the
    rest is brought to 1,000 readers again (0 where it is but the rounding of that subtraction). NaN where
    there is no home page of another site.
    """
    sites, own = np.unique(graph.home_sites.astype(str), return_inverse=True)
    homes_of = np.bincount(own.reshape(-1), minlength=len(sites))
    out = visits[pages].copy()
    site_of = np.searchsorted(sites, page_sites[pages].astype(str))
    site_of[(site_of == len(sites)) | (sites[np.minimum(site_of, len(sites) - 1)] != page_sites[pages])] = -1
    total = len(graph.homes)
    walks = _Walks(graph)
    for first in range(0, len(sites), _SITES_AT_ONCE):
        starts = (own.reshape(-1) >= first) & (own.reshape(-1) < first + _SITES_AT_ONCE)
        inside = np.flatnonzero((site_of >= first) & (site_of < first + _SITES_AT_ONCE))
        columns = site_of[inside] - first
        visited = walks.visits(graph.homes[starts], own.reshape(-1)[starts] - first, pages[inside])
        from_own = visited[np.arange(len(inside)), columns]
        others = total - homes_of[site_of[inside]]
        with np.errstate(divide="ignore", invalid="ignore"):
            rest = (total * out[inside] - READERS * from_own) / others
        out[inside] = np.where(others > 0, np.where(rest > ROUNDING, rest, 0.0), np.nan)
    return out


def click_depth(corpus: Corpus) -> Integers:
    """Links from the home page of a page's blog, by links of any region within that blog; -1 for none.

    Archives and other pages that list posts are steps on the way, where the crawl read them.
    """
    blog, clicks = corpus.step_blogs, corpus.clicks
    source, target = clicks["source_page"].to_numpy(), clicks["target_page"].to_numpy()
    inside = (blog[source] == blog[target]) & (blog[source] >= 0)
    homes, pages = corpus.blogs["page"].to_numpy(), len(blog)
    depth = np.full(pages, -1, dtype=np.int64)
    # One node before all home pages makes one search of many.
    sources = np.concatenate([source[inside], np.full(len(homes), pages)])
    net = CsrDiGraph.from_edges(pages + 1, sources, np.concatenate([target[inside], homes]))
    for page, steps in dict(nx.single_source_shortest_path_length(net, pages)).items():
        if page < pages:
            depth[page] = steps - 1
    return depth[: len(corpus.page_blogs)]


class _Walks:
    """Readers under way, told apart by where they started. Pages without links, most of a crawl's, end a way:
    only the others are walked."""

    def __init__(self, graph: ReaderGraph) -> None:
        degree = np.bincount(graph.source, minlength=graph.pages)
        self._onward = np.flatnonzero(degree)
        place = np.cumsum(degree > 0) - 1
        chance = FOLLOW / degree[graph.source]
        shape = (graph.pages, len(self._onward))
        self._step = sparse.csr_array((chance, (graph.target, place[graph.source])), shape=shape)
        self._inner = self._step[self._onward]

    def visits(self, homes: Integers, column: Integers, pages: Integers) -> Floats:
        """Expected visits to some pages (rows) of the walks that start at the homes of each column."""
        starts = np.zeros((self._step.shape[0], _SITES_AT_ONCE))
        np.add.at(starts, (homes, column), 1.0)
        walkers = starts[self._onward]
        visits = walkers.copy()
        while walkers.sum() > _REST:
            walkers = np.asarray(self._inner @ walkers)
            visits += walkers
        return np.asarray(starts[pages] + self._step[pages] @ visits)


def is_hidden(robots: pd.Series) -> pd.Series:
    """Whether what pages tell robots keeps them out of an index: "noindex" or "none", to all or to Google.

    "max-image-preview:none" does not, nor does "otherbot: noindex". Missing where a page says nothing.
    """
    return robots.str.contains(_NOINDEX, regex=True)


def _with_indexing(out: pd.DataFrame, posts: pd.DataFrame) -> None:
    there = ~posts["gone"]
    read = (posts["reading"] == "read") & there
    blocked = posts["blocked"].fillna(0).eq(1) & there
    hidden = is_hidden(posts["robots"]) | blocked
    out["indexable"] = (~hidden).astype("boolean").where(read | blocked)
    own = posts["canonical"].isna() | (posts["canonical_page"] == posts["page"])
    out["self_canonical"] = own.astype("boolean").where(read)


def _internal_inlinks(corpus: Corpus) -> Integers:
    """For each page the number of other pages of its blog with an in-content link to it."""
    return _linked_from(corpus.links[corpus.links["region"] == "content"], corpus.page_blogs)


def _linked_from(links: pd.DataFrame, blog: Integers) -> Integers:
    source, target = links["source_page"].to_numpy(), links["target_page"].to_numpy()
    inside = (blog[source] == blog[target]) & (blog[source] >= 0) & (source != target)
    keys = distinct(pair_keys(source[inside], target[inside]))
    return np.bincount(keys & 0xFFFFFFFF, minlength=len(blog)).astype(np.int64)


def _orphans(corpus: Corpus) -> list[str]:
    """Whether no other page of the blog links to the post at all; only said of blogs that were read whole.

    That a post is linked nowhere is only known where the archives were walked as well: they link all posts.
    """
    posts = corpus.posts
    linked = _linked_from(corpus.clicks, corpus.step_blogs)[posts["page"].to_numpy()] > 0
    whole = corpus.completeness.iloc[posts["blog_id"].to_numpy()]
    verdicts = np.where(linked, "no", "yes")
    unwalked = np.where(linked | whole["archives"].to_numpy(dtype=bool), "", UNWALKED)
    why = np.where(whole["why_inconclusive"] == "", unwalked, whole["why_inconclusive"])
    why = np.where(posts["gone"], "the post is gone", why)
    return [f"inconclusive: {w}" if w else str(v) for w, v in zip(why, verdicts, strict=True)]
