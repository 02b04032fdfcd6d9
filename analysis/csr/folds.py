"""Folding the records of a node's neighbours into one record, for all nodes at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.csr.rows import Ints, Rows

_FEW = 24
"""Rows up to this length are folded side by side, longer ones by themselves."""

_CHUNK_BYTES = 1 << 22
"""Work in pieces that stay in the cache."""


class Fold:
    """Folds rows of a table over the neighbours that `rows` gives.

    `numpy.ufunc.reduceat` would do, but is ten times slower on short rows of wide tables. Rows are sorted
    by length, so that the k-th neighbours of all of them can be taken in one stroke.
    """

    def __init__(self, rows: Rows) -> None:
        lengths = rows.degrees()
        self._rows = rows
        self._order = np.argsort(-lengths, kind="stable")
        self._lengths = lengths[self._order]
        self._long = int(np.searchsorted(-self._lengths, -_FEW))
        self._used = int(np.searchsorted(-self._lengths, 0))

    def into(self, ufunc: np.ufunc, table: NDArray[Any], result: NDArray[Any]) -> None:
        """result[i] = ufunc of result[i] and of table[j] for all neighbours j of i. The two must not overlap."""
        for place in range(self._long):
            node = int(self._order[place])
            self._fold_long(ufunc, table, result, node)
        height = max(1, _CHUNK_BYTES // max(table[:1].nbytes, 1))
        for begin in range(self._long, self._used, height):
            self._fold_short(ufunc, table, result, begin, min(begin + height, self._used))

    def _fold_long(self, ufunc: np.ufunc, table: NDArray[Any], result: NDArray[Any], node: int) -> None:
        ends = self._rows.ends[self._rows.starts[node] : self._rows.starts[node + 1]]
        height = max(_FEW, _CHUNK_BYTES // max(table[:1].nbytes, 1))
        for begin in range(0, len(ends), height):
            piece = ufunc.reduce(table[ends[begin : begin + height]], axis=0)
            ufunc(result[node], piece, out=result[node])

    def _fold_short(
        self, ufunc: np.ufunc, table: NDArray[Any], result: NDArray[Any], begin: int, end: int
    ) -> None:
        nodes = self._order[begin:end]
        lengths = self._lengths[begin:end]
        starts: Ints = self._rows.starts[nodes]
        folded = result[nodes]
        for k in range(int(lengths[0])):
            reaching = int(np.searchsorted(-lengths, -k))
            ends = self._rows.ends[starts[:reaching] + k]
            ufunc(folded[:reaching], table[ends], out=folded[:reaching])
        result[nodes] = folded
