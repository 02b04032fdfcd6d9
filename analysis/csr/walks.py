"""Where random walkers are found: PageRank, personalised, weighted, with any rule for dead ends."""

from __future__ import annotations

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import linalg

from analysis.csr.rows import Adjacency, Floats

TOLERANCE = 1e-8
"""Default bound on the L1 distance between the result and the true stationary distribution."""

_MOST_STEPS = 10_000


def pagerank(
    arrays: Adjacency,
    *,
    damping: float = 0.85,
    start: Floats | None = None,
    dangling: Floats | None = None,
    weights: Floats | None = None,
    tolerance: float = TOLERANCE,
    patience: int | None = None,
    enough: float | None = None,
) -> Floats:
    """Share of time that a walker spends at each node; sums to 1; empty for the empty graph.

    At each step the walker follows an outgoing edge with probability `damping` (edges in proportion to
    `weights`, one per edge in edge order, else evenly), and otherwise starts again at a node drawn from
    `start` (evenly where None). From a node without outgoing weight it goes on by `dangling` (`start` where
    None). The result is closer than `tolerance` to the truth in L1.

    After `patience` steps a result within `enough` is taken as well; where even that is not reached,
    networkx.PowerIterationFailedConvergence is raised. Raises ZeroDivisionError for a `start` or
    `dangling` without any mass, ValueError for a damping outside 0 ≤ damping < 1.

    Brin and Page 1998. Solved as z = start + damping * P z, whose scaled solution is the distribution: it
    needs no care for dead ends and loses mass there, so that it converges faster than the walk itself
    (Gleich, PageRank beyond the Web, 2015, section 5.2).
    """
    if not 0 <= damping < 1:
        raise ValueError(f"damping must be at least 0 and less than 1, not {damping}")
    if not len(arrays):
        return np.zeros(0)
    if patience is not None and patience < 1:
        raise nx.PowerIterationFailedConvergence(patience)
    steps, sinks = _transitions(arrays, weights, damping)
    limits = (
        tolerance,
        _MOST_STEPS if patience is None else patience,
        tolerance if enough is None else enough,
    )
    first = _distribution(start, len(arrays))
    visits = _solved(steps, first, damping, *limits)
    if dangling is None:
        return np.asarray(visits / visits.sum())
    onward = _solved(steps, _distribution(dangling, len(arrays)), damping, *limits)
    stuck = damping * (1 - damping) * visits[sinks].sum() / (1 - damping * onward[sinks].sum())
    ranks: Floats = (1 - damping) * visits + stuck * onward
    return np.asarray(ranks / ranks.sum())


def _transitions(
    arrays: Adjacency, weights: Floats | None, damping: float
) -> tuple[sparse.csr_array, np.ndarray[tuple[int], np.dtype[np.intp]]]:
    """Damped transition probabilities by target, and the nodes without a way on."""
    if weights is None:
        totals = arrays.outgoing.degrees().astype(np.float64)
    else:
        totals = np.bincount(arrays.sources, weights, minlength=len(arrays)).astype(np.float64)
    share = np.divide(damping, totals, out=np.zeros(len(arrays)), where=totals != 0)
    incoming = arrays.incoming
    values = share[incoming.ends]
    if weights is not None:
        values *= incoming.take(weights)
    shape = (len(arrays), len(arrays))
    return sparse.csr_array((values, incoming.ends, incoming.starts), shape=shape), np.flatnonzero(
        totals == 0
    )


def _solved(
    steps: sparse.csr_array, first: Floats, damping: float, tolerance: float, patience: int, enough: float
) -> Floats:
    """The z with z = first + steps @ z: a Krylov method gets near it, plain steps go on to the bound.

    The distance to the truth is at most the residual's sum over (1 - damping), because no column of `steps`
    sums to more than `damping`.
    """
    total = _near(steps, first, tolerance / 2, patience)
    front = first - total + steps @ total
    if not float(np.abs(front).sum()) < damping:
        # the method broke down, as it may where most nodes lead nowhere
        total, front = first.copy(), steps @ first
    for step in range(max(patience, _MOST_STEPS) + 1):
        total += front
        front = steps @ front
        missing = 2 * float(np.abs(front).sum()) / ((1 - damping) * float(total.sum()))
        if missing <= tolerance:
            break
        if step >= patience and missing > enough:
            raise nx.PowerIterationFailedConvergence(patience)
    # rounding can leave traces below what the first term alone gives
    return np.asarray(np.maximum(total + front, first))


def _near(steps: sparse.csr_array, first: Floats, tolerance: float, patience: int) -> Floats:
    """A guess at z, near it at half the products that plain steps take, or anywhere at all.

    Nodes that nobody links to keep what `first` gives them, and those that lead nowhere give nothing on: only
    what is between them is solved.
    """
    between = _between(steps)
    found = first.copy()
    found[between] = 0
    given = (first + steps @ found)[between]
    found[between] = _krylov(steps[between][:, between], given, tolerance, patience)
    return np.asarray(first + steps @ found)


def _between(steps: sparse.csr_array) -> NDArray[np.intp]:
    """Nodes with links that come in and links that go out, those of few incoming links first.

    Rows of equal length one after the other make a product three times as fast: the processor foresees where
    each ends.
    """
    onward = np.zeros(steps.shape[0], dtype=bool)
    onward[steps.indices] = True
    links = np.diff(steps.indptr)
    nodes = np.flatnonzero(onward & (links > 0))
    # numpy sorts 16-bit integers by counting them
    lengths = np.minimum(links[nodes], np.iinfo(np.uint16).max).astype(np.uint16)
    return nodes[np.argsort(lengths, kind="stable")]


def _krylov(steps: sparse.csr_array, first: Floats, tolerance: float, patience: int) -> Floats:
    nodes = len(first)
    system = linalg.LinearOperator((nodes, nodes), matvec=lambda x: x - steps @ x, dtype=np.float64)
    limit = max(tolerance, 1e-13)
    with np.errstate(all="ignore"):  # a breakdown shows in the residual
        found, _ = linalg.bicgstab(system, first, x0=first, rtol=limit, maxiter=max(patience // 2, 1))
    return np.asarray(found)


def _distribution(values: Floats | None, nodes: int) -> Floats:
    if values is None:
        return np.full(nodes, 1 / nodes)
    mass = float(values.sum())
    if mass == 0:
        raise ZeroDivisionError("no node has any mass")
    return np.asarray(values, dtype=np.float64) / mass
