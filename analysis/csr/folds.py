"""Folding the records of a node's neighbours into one record, for all nodes at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.csr.rows import Rows

_FEW = 96
"""Rows up to this length are folded side by side, longer ones by themselves."""

_CHUNK_BYTES = 1 << 21
"""Work in pieces that stay in the cache."""


class Fold:
    """Folds rows of a table over the neighbours that `rows` gives.

    `numpy.ufunc.reduceat` would do, but is ten times slower on short rows of wide tables. Rows are sorted
    by length, so that the k-th neighbours of all of them can be taken in one stroke.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._lengths = rows.degrees()
        self._order = np.argsort(-self._lengths, kind="stable")[: int(np.count_nonzero(self._lengths))]

    def into(
        self,
        ufunc: np.ufunc,
        table: NDArray[Any],
        result: NDArray[Any],
        wanted: NDArray[np.bool_] | None = None,
    ) -> None:
        """result[i] = ufunc of result[i] and of table[j] for all neighbours j of i, for the `wanted` i.

        The two tables must not overlap.
        """
        order = self._order if wanted is None else self._order[wanted[self._order]]
        long = int(np.searchsorted(-self._lengths[order], -_FEW))
        for node in order[:long].tolist():
            self._fold_long(ufunc, table, result, node)
        height = max(1, _CHUNK_BYTES // max(table[:1].nbytes, 1))
        for begin in range(long, len(order), height):
            self._fold_short(ufunc, table, result, order[begin : begin + height])

    def _fold_long(self, ufunc: np.ufunc, table: NDArray[Any], result: NDArray[Any], node: int) -> None:
        ends = self._rows.ends[self._rows.starts[node] : self._rows.starts[node + 1]]
        height = max(_FEW, _CHUNK_BYTES // max(table[:1].nbytes, 1))
        for begin in range(0, len(ends), height):
            piece = ufunc.reduce(table[ends[begin : begin + height]], axis=0)
            ufunc(result[node], piece, out=result[node])

    def _fold_short(
        self, ufunc: np.ufunc, table: NDArray[Any], result: NDArray[Any], nodes: NDArray[np.intp]
    ) -> None:
        """Rows of falling length: the k-th neighbours of all that have so many, then the next ones."""
        lengths = self._lengths[nodes]
        starts = self._rows.starts[nodes]
        folded = result[nodes]
        for k in range(int(lengths[0])):
            reaching = int(np.searchsorted(-lengths, -k))
            ends = self._rows.ends[starts[:reaching] + k]
            ufunc(folded[:reaching], table[ends], out=folded[:reaching])
        result[nodes] = folded


def touched(outgoing: Rows, nodes: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Marks whom any of `nodes` points to: those whose fold can have changed with these nodes."""
    marks = np.zeros(len(outgoing), dtype=bool)
    marks[outgoing.ends if len(nodes) == len(outgoing) else outgoing.neighbours(nodes)] = True
    return marks
