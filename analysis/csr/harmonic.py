"""Sums over exact distances between all pairs: breadth-first search from many nodes at once, one bit each."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from analysis.csr.folds import Fold, touched
from analysis.csr.paths import distances
from analysis.csr.rows import Adjacency, Floats, Rows

_WORDS = 16
"""64-bit words of a node in one pass: 1,024 searches at once, two cache lines a node."""

_SINGLY = 24
"""Up to so many nodes are searched one by one."""


def harmonic(
    arrays: Adjacency,
    nodes: NDArray[np.integer] | None = None,
    sources: NDArray[np.integer] | None = None,
) -> Floats:
    """Harmonic centrality of `nodes` (all where None): the sum of 1 / d(source, node) over `sources` (all).

    Distances run along the edges, so that it counts who reaches the node; an unreachable source adds
    nothing, nor does the node itself. Not divided by anything. Boldi and Vigna, Axioms for Centrality, 2014.
    """
    everything = np.arange(len(arrays))
    wanted = everything if nodes is None else np.asarray(nodes)
    starts = everything if sources is None else np.asarray(sources)
    if len(wanted) >= len(starts):
        return _by_reached(arrays, starts)[wanted]
    if len(wanted) > _SINGLY:
        return _by_origin(arrays, wanted, starts)
    found = (distances(arrays.incoming, np.array([node]))[starts] for node in wanted)
    return np.array([_inverse_sum(depths) for depths in found], dtype=np.float64)


def _inverse_sum(found: NDArray[np.integer]) -> float:
    depths = np.bincount(found[found > 0])
    return float(np.sum(depths[1:] / np.arange(1, len(depths)))) if len(depths) else 0.0


def _by_reached(arrays: Adjacency, sources: NDArray[np.integer]) -> Floats:
    """For each node the sum of 1/d from `sources`, searching forward from these."""
    total = np.zeros(len(arrays))
    for batch in _batches(sources):
        for depth, fresh in _waves(arrays.outgoing, arrays.incoming, batch):
            total += np.bitwise_count(fresh).sum(axis=1, dtype=np.int64) / depth
    return total


def _by_origin(arrays: Adjacency, origins: NDArray[np.integer], sources: NDArray[np.integer]) -> Floats:
    """For each of `origins` the sum of 1/d from `sources`, searching backward from the former."""
    sums = []
    for batch in _batches(origins):
        total = np.zeros(-(-len(batch) // 64) * 64)
        for depth, fresh in _waves(arrays.incoming, arrays.outgoing, batch):
            total += _bit_counts(fresh[sources]) / depth
        sums.append(total[: len(batch)])
    return np.concatenate(sums)


def _batches(nodes: NDArray[np.integer]) -> Iterator[NDArray[np.integer]]:
    size = _WORDS * 64
    return (nodes[begin : begin + size] for begin in range(0, len(nodes), size))


def _waves(
    ahead: Rows, behind: Rows, origins: NDArray[np.integer]
) -> Iterator[tuple[int, NDArray[np.uint64]]]:
    """Depth 1, 2, 3 …, and for each node the bits of the origins that reach it first at that depth.

    The searches walk along `ahead`; `behind` is the same edges seen from their ends.
    """
    front = _origin_bits(len(ahead), origins)
    seen = front.copy()
    fold = Fold(behind)
    for depth in range(1, len(ahead)):
        moving = np.flatnonzero(front.any(axis=1))
        fresh = np.zeros_like(front)
        fold.into(np.bitwise_or, front, fresh, touched(ahead, moving))
        fresh &= ~seen
        if not fresh.any():
            return
        seen |= fresh
        yield depth, fresh
        front = fresh


def _origin_bits(nodes: int, origins: NDArray[np.integer]) -> NDArray[np.uint64]:
    """A row a node, in which the i-th origin has its own bit i set."""
    bits = np.zeros((nodes, -(-len(origins) // 64)), dtype=np.uint64)
    places = np.arange(len(origins))
    np.bitwise_or.at(bits, (origins, places // 64), np.uint64(1) << (places % 64).astype(np.uint64))
    return bits


def _bit_counts(table: NDArray[np.uint64]) -> NDArray[np.int64]:
    """How many rows have each bit set, in order of the origins."""
    counts = np.zeros(table.shape[1] * 64, dtype=np.int64)
    for begin in range(0, len(table), 1 << 14):
        piece = np.ascontiguousarray(table[begin : begin + (1 << 14)]).astype("<u8").view(np.uint8)
        bits = np.unpackbits(piece, axis=1, bitorder="little")
        counts += bits.sum(axis=0, dtype=np.int64)
    return counts
