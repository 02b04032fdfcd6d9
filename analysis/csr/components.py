"""Weakly and strongly connected components."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from analysis.csr.rows import Adjacency, Ints, Rows, bucketed

Connection = Literal["weak", "strong"]


def component_numbers(arrays: Adjacency, connection: Connection) -> Ints:
    """Number of each node's component; components are numbered by their first node, from 0."""
    return by_first_member(found(arrays, connection))


def found(arrays: Adjacency, connection: Connection) -> NDArray[np.integer]:
    """The same from 0 up without gaps, numbered as it comes: for whoever only counts or collects."""
    if not len(arrays):
        return np.zeros(0, dtype=np.int32)
    core = _core(arrays, connection)
    if 2 * len(core) < len(arrays):
        return _searched(arrays.outgoing.matrix(), connection)
    return _around(core, arrays.outgoing, connection)


def several(numbers: NDArray[np.integer], among: NDArray[np.bool_]) -> tuple[Ints, NDArray[np.int64]]:
    """The nodes `among`, component by component in order of first members; and where each ends."""
    nodes = np.flatnonzero(among)
    _, compact = np.unique(numbers[nodes], return_inverse=True)
    order, ends = grouped(by_first_member(compact))
    return nodes[order].astype(np.int32), ends


def by_first_member(numbers: NDArray[np.integer]) -> Ints:
    """The same grouping (numbers from 0, none left out), groups numbered in order of their first members."""
    first = np.zeros(int(numbers.max(initial=-1)) + 1, dtype=np.int64)
    first[numbers[::-1]] = np.arange(len(numbers) - 1, -1, -1)  # of several values the last one written stays
    places = np.empty(len(first), dtype=np.int32)
    places[np.argsort(first)] = np.arange(len(first), dtype=np.int32)
    return np.asarray(places[numbers], dtype=np.int32)


def grouped(numbers: Ints) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """Members of group 0, 1, 2 … one after the other, ascending in each; and where each group ends."""
    return bucketed(numbers, int(numbers.max(initial=-1)) + 1), np.cumsum(np.bincount(numbers))


def _core(arrays: Adjacency, connection: Connection) -> Ints:
    """Nodes that share a component with the one of most links, found by searches that cost little.

    All that it reaches, for the weak kind; for the strong one what reaches it as well, which is all of its
    component. On the web's graphs that is most of the nodes.
    """
    busiest = int(arrays.outgoing.degrees().argmax())
    reached = _reached(arrays.outgoing, busiest)
    if connection == "weak":
        return reached
    ahead = np.zeros(len(arrays), dtype=bool)
    ahead[reached] = True
    behind = _reached(arrays.incoming, busiest)
    return behind[ahead[behind]]


def _around(core: Ints, rows: Rows, connection: Connection) -> NDArray[np.integer]:
    """Components, with the whole core as one node: only what lies outside is left to search.

    The core's own links are dropped. They lead to no node outside it (weak), or to none that leads back
    (strong).
    """
    outside = np.ones(len(rows), dtype=bool)
    outside[core] = False
    others = np.flatnonzero(outside)
    place = np.zeros(len(rows), dtype=np.int32)  # the core's place is 0
    place[others] = np.arange(1, len(others) + 1, dtype=np.int32)
    starts = np.zeros(len(others) + 2, dtype=np.int32)
    np.cumsum(rows.degrees()[others], out=starts[2:])
    ends = place[rows.neighbours(others)]
    size = len(others) + 1
    matrix = sparse.csr_array((np.ones(len(ends)), ends, starts), shape=(size, size))
    return np.asarray(_searched(matrix, connection)[place])


def _reached(rows: Rows, start: int) -> Ints:
    return np.asarray(csgraph.breadth_first_order(rows.matrix(), start, return_predecessors=False))


def _searched(matrix: sparse.csr_array, connection: Connection) -> NDArray[np.integer]:
    return np.asarray(csgraph.connected_components(matrix, directed=True, connection=connection)[1])
