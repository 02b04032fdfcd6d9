"""Who references whom, as networkx graphs whose arrays come straight from the store's integers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.csr import CsrDiGraph
from analysis.csr.columns import DeferredColumns
from analysis.csr.hyperball import approximate_harmonic as _approximate
from analysis.edges import KIND_NAMES

if TYPE_CHECKING:
    from analysis.corpus import Corpus

__all__ = [
    "EDGE_DETAILS",
    "NODE_DETAILS",
    "approximate_harmonic",
    "blog_graph",
    "edge_table",
    "node_table",
    "post_graph",
]

EDGE_DETAILS = (
    "found", "self_linkback", "clean", "verdict", "rel", "anchor", "first_date", "last_date", "evidence"
)  # fmt: skip
"""Attributes of a reference that are worked out when the first of them is asked for.

The column `self` of the tables is `self_linkback` here, because networkx passes attributes by keyword.
"""

NODE_DETAILS = ("title", "blog", "site", "published", "is_post", "is_home")
"""Attributes of a page, the same."""

_BLOG_EDGE = ("weight", "listed", "found", "first_date", "last_date", "evidence")


def post_graph(corpus: Corpus) -> CsrDiGraph:
    """All references between pages, citing -> cited; nodes are the rows of `corpus.pages`, named by URL.

    Edges are those of `corpus.references`, self-linkbacks and spam among them, with the attributes `kinds`
    ("trackback+pingback"), `listed` (rows of listings that show it, 0 for none), `weight` (1: a reference
    counts once, however often it is listed) and EDGE_DETAILS. `evidence` is the page on which it can be seen.
    What is empty in the table is left out: `found` where nobody read the citing page, texts that are "".
    """
    edges = corpus.edges
    columns = DeferredColumns(
        {
            "kinds": pd.Categorical.from_codes(edges.kinds.astype(np.int16) - 1, pd.Index(KIND_NAMES[1:])),
            "listed": edges.listed,
            "weight": np.ones(len(edges), dtype=np.int8),
        },
        len(edges),
        later=EDGE_DETAILS,
        load=lambda: _stated(corpus.references.rename(columns={"self": "self_linkback"}), EDGE_DETAILS),
    )
    nodes = DeferredColumns(
        {}, len(corpus.labels), later=NODE_DETAILS, load=lambda: _stated(corpus.pages, NODE_DETAILS)
    )
    return CsrDiGraph.from_distinct(
        corpus.labels, edges.source_page, edges.target_page, edge_columns=columns, node_columns=nodes
    )


def blog_graph(corpus: Corpus) -> CsrDiGraph:
    """Clean references between different crawled blogs, citing -> cited; nodes are rows of `corpus.blogs`.

    Nodes are named by the blog's home page and carry `title` and `platform`. An edge's `weight` is the number
    of distinct (source page, target page) pairs, `listed` and `found` count those among them, `first_date`
    and `last_date` span their dates, and `evidence` is one page on which one of them can be seen.
    """
    references = corpus.references
    between = references["clean"] & (references["source_blog_id"] >= 0) & (references["target_blog_id"] >= 0)
    between &= references["source_blog_id"] != references["target_blog_id"]
    grouped = _between_blogs(references[between])
    blogs = corpus.blogs
    return CsrDiGraph.from_edges(
        blogs["url"].tolist(),
        grouped["source_blog_id"].to_numpy(),
        grouped["target_blog_id"].to_numpy(),
        edge_columns=_stated(grouped, _BLOG_EDGE),
        node_columns=_stated(blogs, ("title", "platform")),
    )


def approximate_harmonic(graph: CsrDiGraph, *, seed: int = 1) -> tuple[pd.Series[float], float]:
    """Harmonic centrality over n - 1 of all nodes by label, and the relative error (rms) of it.

    HyperBall, calibrated on exactly computed nodes; see `analysis.csr.hyperball`. Graphs of up to 2,000 nodes
    are computed exactly, with error 0. For exact values of any graph call `networkx.harmonic_centrality`.
    """
    found = _approximate(graph.arrays, seed=seed)
    values = found.values / max(len(graph) - 1, 1)
    return pd.Series(values, index=pd.Index(list(graph), dtype=object), name="harmonic"), found.error


def node_table(graph: CsrDiGraph) -> pd.DataFrame:
    """Nodes by label, one column for each attribute."""
    return pd.DataFrame(dict(graph.node_columns), index=pd.Index(list(graph), dtype=object, name="node"))


def edge_table(graph: CsrDiGraph) -> pd.DataFrame:
    """Edges by source, then target (in order of the nodes), one column for each attribute."""
    labels = np.array(list(graph), dtype=object)
    ends = {"source": labels[graph.arrays.sources], "target": labels[graph.arrays.targets]}
    return pd.DataFrame({**ends, **graph.edge_columns})


def _between_blogs(references: pd.DataFrame) -> pd.DataFrame:
    """One row for each pair of blogs."""
    dated = references.assign(
        first_date=references["first_date"].replace("", pd.NA),
        last_date=references["last_date"].replace("", pd.NA),
    )
    groups = dated.groupby(["source_blog_id", "target_blog_id"], sort=True)
    return groups.agg(
        weight=("listed", "size"),
        listed=("listed", "sum"),
        found=("found", "sum"),
        first_date=("first_date", "min"),
        last_date=("last_date", "max"),
        evidence=("evidence", "first"),
    ).reset_index()


def _stated(frame: pd.DataFrame, names: tuple[str, ...]) -> Mapping[str, Any]:
    """Columns of a table as attributes: empty texts are missing ones."""
    return {
        name: frame[name].replace("", pd.NA).array if _is_text(frame[name]) else frame[name].array
        for name in names
    }


def _is_text(column: pd.Series[Any]) -> bool:
    return pd.api.types.is_string_dtype(column.dtype) or column.dtype == object
