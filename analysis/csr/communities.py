"""Communities: a partition of the nodes that keeps most links inside: Louvain, large graphs by networkit."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from analysis.csr.components import by_first_member
from analysis.csr.digraph import CsrDiGraph
from analysis.csr.rows import Adjacency, Floats, Ints

SMALL_NODES, SMALL_EDGES = 1000, 10_000
"""Up to this size the search in Python is done before networkit and all that it loads are imported."""

Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Communities:
    """`numbers` gives each node's community (0 the largest, ties by first member); `modularity` its quality.

    Modularity is the directed one of Leicht and Newman (2008), as networkx.community.modularity computes it
    for a DiGraph: share of edge weight inside, less that expected from the in- and out-degrees. 0 without
    edges.
    """

    numbers: Ints
    modularity: float


def communities(
    graph: CsrDiGraph, *, seed: int = 1, resolution: float = 1.0, weight: str | None = "weight"
) -> Communities:
    """Louvain (Blondel and others 2008), in large graphs with refinement (Staudt and Meyerhenke 2016), on one
    thread so that a seed gives one result.

    Directions are left out for the search, weights of both directions added; modularity is computed with
    them. A higher `resolution` gives smaller communities. A node without edges is a community by itself.
    """
    weights = None if weight is None else graph.edge_columns.numeric(weight)
    values = np.ones(graph.arrays.edge_count) if weights is None else weights.astype(np.float64)
    small = len(graph) <= SMALL_NODES and graph.arrays.edge_count <= SMALL_EDGES
    found = by_size((_louvain if small else _plm)(graph.arrays, values, seed, resolution))
    return Communities(found, modularity(graph.arrays, found, values, resolution))


def modularity(arrays: Adjacency, numbers: Ints, weights: Floats, resolution: float = 1.0) -> float:
    """Directed modularity of a partition; 0 for a graph without edge weight."""
    total = float(weights.sum())
    if total == 0:
        return 0.0
    size = int(numbers.max()) + 1
    out = np.bincount(numbers[arrays.sources], weights, minlength=size) / total
    into = np.bincount(numbers[arrays.targets], weights, minlength=size) / total
    inside = weights[numbers[arrays.sources] == numbers[arrays.targets]].sum() / total
    return float(inside - resolution * (out @ into))


def by_size(found: Ints) -> Ints:
    """The same grouping, the largest group numbered 0, ties in order of their first members."""
    numbers = by_first_member(np.unique(found, return_inverse=True)[1])
    order = np.argsort(-np.bincount(numbers), kind="stable") if len(numbers) else np.zeros(0, np.intp)
    places = np.empty(len(order), dtype=np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return places[numbers]


def _louvain(arrays: Adjacency, weights: Floats, seed: int, resolution: float) -> Ints:
    summed, (low, high) = _undirected(arrays, weights)
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(arrays)))
    plain.add_weighted_edges_from(zip(low.tolist(), high.tolist(), summed.tolist(), strict=True))
    out = np.zeros(len(arrays), dtype=np.int32)
    for number, members in enumerate(
        nx.community.louvain_communities(plain, resolution=resolution, seed=seed)
    ):
        out[list(members)] = number
    return out


def _plm(arrays: Adjacency, weights: Floats, seed: int, resolution: float) -> Ints:
    import networkit  # slow to import and wanted only here

    undirected = networkit.GraphFromCoo(_undirected(arrays, weights), n=len(arrays), weighted=True)
    threads = networkit.getMaxNumberOfThreads()
    networkit.setNumberOfThreads(1)
    try:
        networkit.setSeed(seed, False)
        search = networkit.community.PLM(undirected, refine=True, gamma=resolution, par="none")
        return np.array(search.run().getPartition().getVector(), dtype=np.int32)
    finally:
        networkit.setNumberOfThreads(threads)


def _undirected(arrays: Adjacency, weights: Floats) -> tuple[Floats, tuple[Longs, Longs]]:
    """Each pair of different nodes once, with the weight of both directions, in networkit's form."""
    proper = arrays.sources != arrays.targets
    low = np.minimum(arrays.sources, arrays.targets)[proper].astype(np.int64)
    high = np.maximum(arrays.sources, arrays.targets)[proper]
    pairs, place = np.unique((low << 32) | high, return_inverse=True)
    summed = np.bincount(place, weights[proper], minlength=len(pairs)).astype(np.float64)
    # networkit 11.2 reads beyond the arrays when they are int32.
    return summed, (pairs >> 32, pairs & 0xFFFFFFFF)
