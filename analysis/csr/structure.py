"""Small numbers that describe a directed graph: reciprocity, assortativity, cores."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.csr.rows import Adjacency, Floats, Ints


def mutual_edges(arrays: Adjacency) -> NDArray[np.bool_]:
    """For each edge whether its opposite is an edge too. Loops are not mutual."""
    keys = (arrays.sources.astype(np.int64) << 32) | arrays.targets
    opposite = (arrays.targets.astype(np.int64) << 32) | arrays.sources
    places = np.minimum(np.searchsorted(keys, opposite), max(len(keys) - 1, 0))
    return (keys[places] == opposite) & (arrays.sources != arrays.targets) if len(keys) else np.zeros(0, bool)


def reciprocity(arrays: Adjacency) -> float:
    """Share of edges (loops counted among them) whose opposite exists; NaN for a graph without edges."""
    return float(mutual_edges(arrays).mean()) if arrays.edge_count else float("nan")


def attribute_assortativity(arrays: Adjacency, codes: Ints) -> float:
    """Newman's coefficient for groups, one small integer a node: (Σe_ii - Σa_i b_i) / (1 - Σa_i b_i).

    1 where edges stay within groups, 0 where they ignore them; NaN without edges or with one group only.
    Newman, Mixing patterns in networks, 2003, equation 2.
    """
    size = int(codes.max(initial=-1)) + 1
    if not arrays.edge_count:
        return float("nan")
    a = np.bincount(codes[arrays.sources], minlength=size) / arrays.edge_count
    b = np.bincount(codes[arrays.targets], minlength=size) / arrays.edge_count
    within = float(np.mean(codes[arrays.sources] == codes[arrays.targets]))
    chance = float(a @ b)
    return (within - chance) / (1 - chance) if chance < 1 else float("nan")


def value_assortativity(arrays: Adjacency, of_source: Floats, of_target: Floats) -> float:
    """Pearson correlation over edges of a source's value with a target's value; NaN where one is constant."""
    if not arrays.edge_count:
        return float("nan")
    x, y = of_source[arrays.sources], of_target[arrays.targets]
    x, y = x - x.mean(), y - y.mean()
    spread = np.sqrt((x @ x) * (y @ y))
    return float((x @ y) / spread) if spread > 0 else float("nan")


def core_numbers(arrays: Adjacency) -> Ints:
    """Largest k such that the node lies in a subgraph of total degrees (in + out) of at least k.

    Loops are left out. Peeled in whole frontiers. Batagelj and Zaversnik, 2003.
    """
    degrees = _loopless_degrees(arrays)
    cores = np.zeros(len(arrays), dtype=np.int32)
    alive = np.ones(len(arrays), dtype=bool)
    while alive.any():
        k = int(degrees[alive].min())
        front = np.flatnonzero(alive & (degrees <= k))
        while len(front):
            cores[front] = k
            alive[front] = False
            front = _loosened(arrays, front, degrees, alive, k)
    return cores


def _loosened(
    arrays: Adjacency,
    front: NDArray[np.int64],
    degrees: NDArray[np.int64],
    alive: NDArray[np.bool_],
    k: int,
) -> NDArray[np.int64]:
    """Takes the edges of `front` away, and gives the living nodes that fall to k by it."""
    touched = np.concatenate([arrays.outgoing.neighbours(front), arrays.incoming.neighbours(front)])
    nodes, lost = np.unique(touched[alive[touched]], return_counts=True)
    degrees[nodes] -= lost
    fallen: NDArray[np.int64] = nodes[degrees[nodes] <= k].astype(np.int64)
    return fallen


def _loopless_degrees(arrays: Adjacency) -> NDArray[np.int64]:
    proper = arrays.sources != arrays.targets
    ends = np.concatenate([arrays.sources[proper], arrays.targets[proper]])
    return np.bincount(ends, minlength=len(arrays)).astype(np.int64)
