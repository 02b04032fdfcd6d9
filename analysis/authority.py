"""Authority of blogs, on the graph of clean references between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd

from analysis.csr import CsrDiGraph
from analysis.csr.communities import communities
from analysis.csr.hyperball import approximate_harmonic
from analysis.percentiles import percentiles

if TYPE_CHECKING:
    from analysis.corpus import Corpus

DAMPING, TOLERANCE = 0.85, 1e-8
"""Of PageRank: the chance to go on, and the L1 change at which it has settled."""

EXACT_UP_TO = 20_000
"""Blogs in a graph whose harmonic centrality is exact; beyond, it would take longer than all the rest."""


def of_blogs(corpus: Corpus) -> pd.DataFrame:
    """By row of `corpus.blogs`: `harmonic`, `pagerank`, their percentiles, and `community` (from 1, largest
    first; NA in a crawl without blogs). All zero where no blog cites another."""
    graph = CsrDiGraph.from_networkx(corpus.blog_graph)
    homes = corpus.blogs["url"]
    out = pd.DataFrame(index=corpus.blogs.index)
    out["harmonic"] = homes.map(harmonic(graph)).astype("float64")
    out["pagerank"] = homes.map(pagerank(graph)).astype("float64")
    for name in ("harmonic", "pagerank"):
        out[f"{name}_percentile"] = percentiles(out[name])
    out["community"] = homes.map(_communities(graph)).astype("Int64")
    return out


def harmonic(graph: nx.DiGraph[Any], *, exact_up_to: int = EXACT_UP_TO) -> dict[Any, float]:
    """For each node the sum of 1/distance from every other node that reaches it, over n - 1 (Boldi and Vigna,
    Axioms for centrality, arXiv 1308.2140). 0 for a node alone.

    Counted approximately on graphs of more than `exact_up_to` nodes: a value is then off by about 1 %
    (root mean square; `analysis.csr.hyperball` measures it each time).
    """
    others = max(1, len(graph) - 1)
    if len(graph) <= exact_up_to:
        values = nx.harmonic_centrality(graph)
    else:
        approximate = approximate_harmonic(CsrDiGraph.from_networkx(graph).arrays).values
        values = dict(zip(graph, approximate.tolist(), strict=True))
    return {node: value / others for node, value in values.items()}


def pagerank(graph: nx.DiGraph[Any]) -> dict[Any, float]:
    """PageRank by links that are there or not (a blog that cites another ten times has one voice), dangling
    mass spread evenly. {} for the empty graph."""
    if not len(graph):
        return {}
    tolerance = TOLERANCE / len(graph)  # networkx multiplies by the number of nodes
    return dict(nx.pagerank(graph, alpha=DAMPING, tol=tolerance, max_iter=1000, weight=None))


def _communities(graph: CsrDiGraph) -> dict[Any, int]:
    """Number of each node's community, from 1."""
    found = communities(graph)
    return {node: int(number) + 1 for node, number in zip(graph, found.numbers, strict=True)}
