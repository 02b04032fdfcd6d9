"""Harmonic centrality of large graphs: counted approximately, exact where that is cheap, and with its error.

Boldi, Rosa and Vigna, HyperBall, 2013: each node carries a small sketch of the set of nodes that reach it
within t links; the sketch for t + 1 is the union of its citers' sketches for t. The estimate of a sketch is
Ertl's (New cardinality estimation algorithms for HyperLogLog sketches, 2017), which has no bias at any size.

Sketches of large sets that overlap err together, so their common error is measured on nodes whose value is
computed exactly, and taken out. Small sets, where sketches are worst, are counted exactly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.csr.components import component_numbers
from analysis.csr.folds import Fold, touched
from analysis.csr.harmonic import harmonic
from analysis.csr.paths import distances
from analysis.csr.rows import Adjacency, Floats, Rows, distinct

_SMALL = 48
"""Nodes that at most so many others reach are counted exactly."""

_SMALL_GRAPH = 2000
"""Graphs of up to so many nodes are not worth an approximation."""


@dataclass(frozen=True, slots=True)
class Approximation:
    """Values one a node, and how far they may be off.

    `error` is the root mean square of the relative errors at the approximated nodes, measured on `checked`
    exactly computed nodes that were left out of their own correction, one at a time; 0 where all is exact.
    `exact` marks the nodes whose value is no approximation.
    """

    values: Floats
    error: float
    checked: int
    exact: NDArray[np.bool_]


def approximate_harmonic(
    arrays: Adjacency, *, seed: int = 1, registers: int = 64, checked: int = 64
) -> Approximation:
    """Harmonic centrality (not divided by anything) of all nodes, in time of order edges * diameter.

    `registers` (a power of two) sets the sketches' precision (1.04 / √registers each) and memory (as many
    bytes a node, twice); `checked` is the number of exactly computed nodes. Small graphs are exact.
    """
    if len(arrays) <= max(_SMALL_GRAPH, checked):
        return Approximation(harmonic(arrays), 0.0, 0, np.ones(len(arrays), dtype=bool))
    values, exact = _small_sets(arrays)
    rough = np.flatnonzero(~exact)
    if not len(rough):
        return Approximation(values, 0.0, 0, exact)
    values[rough] = _sketched(arrays, seed, registers)[rough]
    error, used = _calibrate(arrays, values, exact, rough, checked, seed)
    return Approximation(values, error, used, exact)


def _sketched(arrays: Adjacency, seed: int, registers: int) -> Floats:
    """Sum over t of (size of the ball of t links, less that of t - 1) / t. The first ball is exact."""
    sketches = _singletons(len(arrays), registers, seed)
    fold = Fold(arrays.incoming)
    size = np.ones(len(arrays))
    total = np.zeros(len(arrays))
    grown = np.arange(len(arrays))
    for depth in range(1, len(arrays)):
        wider = sketches.copy()
        fold.into(np.maximum, sketches, wider, touched(arrays.outgoing, grown))
        grown = np.flatnonzero((wider.view(np.uint64) != sketches.view(np.uint64)).any(axis=1))
        if not len(grown):
            break
        sketches = wider
        found = _first_ball(arrays, grown) if depth == 1 else _sizes(sketches, grown)
        total[grown] += np.maximum(found - size[grown], 0) / depth
        size[grown] = np.maximum(found, size[grown])
    return total


def _first_ball(arrays: Adjacency, nodes: NDArray[np.int64]) -> Floats:
    proper = arrays.sources != arrays.targets
    return np.asarray(1.0 + np.bincount(arrays.targets[proper], minlength=len(arrays))[nodes])


def _singletons(nodes: int, registers: int, seed: int) -> NDArray[np.uint8]:
    """A sketch of each node alone: one random register, holding a geometric random rank."""
    random = np.random.default_rng(seed)
    sketches = np.zeros((nodes, registers), dtype=np.uint8)
    ranks = np.minimum(random.geometric(0.5, nodes), 60)
    sketches[np.arange(nodes), random.integers(0, registers, nodes)] = ranks
    return sketches


def _sizes(sketches: NDArray[np.uint8], nodes: NDArray[np.int64]) -> Floats:
    """Ertl's improved raw estimate of the sets behind some sketches."""
    registers = sketches.shape[1]
    halves = np.exp2(-np.arange(64, dtype=np.float32))
    halves[0] = 0.0  # empty registers are counted apart
    empty_term = registers * _sigma(np.arange(registers + 1) / registers)
    sums = np.empty(len(nodes))
    for begin in range(0, len(nodes), 1 << 13):
        piece = sketches[nodes[begin : begin + (1 << 13)]]
        empty = registers - np.count_nonzero(piece, axis=1)
        sums[begin : begin + (1 << 13)] = halves[piece].sum(axis=1) + empty_term[empty]
    return np.asarray(registers**2 / (2 * np.log(2)) / sums)


def _sigma(share: Floats) -> Floats:
    """Ertl's sigma: share + Σ share^(2^k) 2^(k - 1); infinite at 1, so that an empty sketch counts 0."""
    total, power, factor = share.copy(), share.copy(), 1.0
    for _ in range(64):
        power = power * power
        total += power * factor
        factor *= 2
    total[share == 1] = np.inf
    return total


def _small_sets(arrays: Adjacency) -> tuple[Floats, NDArray[np.bool_]]:
    """Exact values of the nodes that few others reach, and which these are."""
    values = np.zeros(len(arrays))
    exact = ~_behind_large_components(arrays)
    exact &= arrays.incoming.degrees() <= _SMALL
    known = fresh = np.flatnonzero(exact) * (len(arrays) + 1)  # pairs node * n + reached by
    for depth in range(1, _SMALL + 2):
        fresh = _one_link_further(arrays.incoming, fresh, known, exact)
        if not len(fresh):
            break
        values += np.bincount(fresh // len(arrays), minlength=len(arrays)) / depth
        known = np.sort(np.concatenate([known, fresh]))
        exact &= np.bincount(known // len(arrays), minlength=len(arrays)) <= _SMALL + 1
        known = known[exact[known // len(arrays)]]
    return values, exact


def _behind_large_components(arrays: Adjacency) -> NDArray[np.bool_]:
    """Marks the nodes that a strong component of more than _SMALL nodes reaches."""
    numbers = component_numbers(arrays, "strong")
    large = np.bincount(numbers, minlength=1)[numbers] > _SMALL
    return distances(arrays.outgoing, np.flatnonzero(large)) >= 0


def _one_link_further(
    rows: Rows, pairs: NDArray[np.int64], known: NDArray[np.int64], exact: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """New pairs (node, who reaches it by one link more), for nodes that are still counted exactly.

    Whom a node with a large set reaches has a large set as well, and drops out.
    """
    nodes, reached = np.divmod(pairs, len(rows))
    exact[nodes[~exact[reached]]] = False
    going_on = exact[nodes]
    nodes, reached = nodes[going_on], reached[going_on]
    owners: NDArray[np.int64] = np.repeat(nodes, rows.degrees()[reached]).astype(np.int64)
    further = distinct(owners * len(rows) + rows.neighbours(reached))
    places = np.minimum(np.searchsorted(known, further), max(len(known) - 1, 0))
    return further[known[places] != further] if len(known) else further


def _calibrate(
    arrays: Adjacency,
    values: Floats,
    exact: NDArray[np.bool_],
    rough: NDArray[np.int64],
    checked: int,
    seed: int,
) -> tuple[float, int]:
    """Takes the common error out of `values[rough]`, in place; gives the error that is left, and its sample.

    The correction is a factor that depends on the size of the estimate: the nodes nearest in size among the
    exactly computed ones, averaged.
    """
    by_value = rough[np.argsort(values[rough], kind="stable")]
    count = min(checked, len(by_value))
    places = distinct(_spread(len(by_value), count, seed))
    sample = by_value[places]
    truth = harmonic(arrays, sample)
    ratio = truth / values[sample]
    factor, left_out = _smoothed(ratio)
    values[rough] *= np.interp(np.log(values[rough]), np.log(values[sample]), factor)
    values[sample] = truth
    exact[sample] = True
    return float(np.sqrt(np.mean((left_out / ratio - 1) ** 2))), len(sample)


def _spread(size: int, count: int, seed: int) -> NDArray[np.int64]:
    """One random place in each of `count` equal spans of 0 … size - 1."""
    bounds = np.linspace(0, size, count + 1)
    spans = np.random.default_rng([seed, 1]).random(count)
    return np.minimum(bounds[:-1] + spans * np.diff(bounds), size - 1).astype(np.int64)


def _smoothed(ratio: Floats, reach: int = 8) -> tuple[Floats, Floats]:
    """Mean of each ratio and its neighbours in order, with and without itself."""
    sums = np.concatenate([[0.0], np.cumsum(ratio)])
    low = np.maximum(np.arange(len(ratio)) - reach, 0)
    high = np.minimum(np.arange(len(ratio)) + reach + 1, len(ratio))
    whole = sums[high] - sums[low]
    others = np.maximum(high - low - 1, 1)
    return whole / (high - low), np.where(high - low > 1, (whole - ratio) / others, 1.0)
