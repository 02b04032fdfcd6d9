"""Mapping views on the rows, in the form in which networkx's own algorithms read a graph."""

from __future__ import annotations

from collections.abc import Hashable, ItemsView, Iterator, Mapping
from itertools import repeat
from typing import Any

import numpy as np

from analysis.csr.columns import NOTHING, Attributes, Columns
from analysis.csr.labels import Labels
from analysis.csr.rows import Rows

Label = Hashable


class NodeAttributes(Mapping[Label, Attributes]):
    """What networkx calls `_node`: label -> attributes."""

    def __init__(self, labels: Labels, columns: Columns) -> None:
        self._labels = labels
        self._columns = columns

    def __len__(self) -> int:
        return len(self._labels)

    def __iter__(self) -> Iterator[Label]:
        return iter(self._labels.names)

    def __contains__(self, label: object) -> bool:
        return label in self._labels

    def __getitem__(self, label: Label) -> Attributes:
        number = self._labels.number(label)
        return self._columns.row(number) if self._columns else NOTHING

    def items(self) -> ItemsView[Label, Attributes]:
        return _FastItems(self)

    def pairs(self) -> Iterator[tuple[Label, Attributes]]:
        """Label and attributes of all nodes."""
        attributes = self._columns.rows(slice(None)) if self._columns else repeat(NOTHING)
        return zip(self._labels.names, attributes, strict=False)


class Neighbourhoods(Mapping[Label, "Neighbours"]):
    """What networkx calls `_succ` (on outgoing rows) or `_pred` (on incoming ones)."""

    def __init__(self, labels: Labels, rows: Rows, columns: Columns) -> None:
        self.labels = labels
        self.rows = rows
        self.columns = columns
        self._starts = rows.starts

    def __len__(self) -> int:
        return len(self.labels)

    def __iter__(self) -> Iterator[Label]:
        return iter(self.labels.names)

    def __contains__(self, label: object) -> bool:
        return label in self.labels

    def __getitem__(self, label: Label) -> Neighbours:
        number = self.labels.number(label)
        return Neighbours(self, int(self._starts[number]), int(self._starts[number + 1]))

    def items(self) -> ItemsView[Label, Neighbours]:
        return _FastItems(self)

    def pairs(self) -> Iterator[tuple[Label, Neighbours]]:
        """Label and neighbours of all nodes."""
        starts = self._starts.tolist()
        rows = map(Neighbours, repeat(self), starts, starts[1:])
        return zip(self.labels.names, rows, strict=True)


class Neighbours(Mapping[Label, Attributes]):
    """One row: neighbour's label -> attributes of the edge, in order of the neighbours' numbers."""

    __slots__ = ("_begin", "_end", "_of")

    def __init__(self, of: Neighbourhoods, begin: int, end: int) -> None:
        self._of = of
        self._begin = begin
        self._end = end

    def __len__(self) -> int:
        return self._end - self._begin

    def __iter__(self) -> Iterator[Label]:
        return iter(self._of.labels.at(self._of.rows.ends[self._begin : self._end]))

    def __contains__(self, label: object) -> bool:
        return label in self._of.labels and self._place(label) is not None

    def __getitem__(self, label: Label) -> Attributes:
        place = self._place(label)
        if place is None:
            raise KeyError(label)
        edges = self._of.rows.edges
        return (
            self._of.columns.row(place if edges is None else int(edges[place]))
            if self._of.columns
            else NOTHING
        )

    def items(self) -> ItemsView[Label, Attributes]:
        return _FastItems(self)

    def pairs(self) -> Iterator[tuple[Label, Attributes]]:
        """Label and edge attributes of all neighbours."""
        if not self._of.columns:
            return zip(self, repeat(NOTHING), strict=False)
        edges = self._of.rows.edges
        span = slice(self._begin, self._end)
        return zip(self, self._of.columns.rows(span if edges is None else edges[span]), strict=True)

    def copy(self) -> dict[Label, dict[str, Any]]:
        """A plain dictionary of plain dictionaries."""
        return {label: dict(attributes) for label, attributes in self.pairs()}

    def __repr__(self) -> str:
        return repr(self.copy())

    def _place(self, label: Any) -> int | None:
        """Where in the row's array the neighbour stands. Raises KeyError for no node at all."""
        number = self._of.labels.number(label)
        ends = self._of.rows.ends[self._begin : self._end]
        place = int(np.searchsorted(ends, number))
        return self._begin + place if place < len(ends) and ends[place] == number else None


class _FastItems(ItemsView[Label, Any]):
    """Items made row by row from the arrays, without a look-up for each key."""

    def __init__(self, mapping: NodeAttributes | Neighbourhoods | Neighbours) -> None:
        super().__init__(mapping)
        self._pairs = mapping.pairs

    def __iter__(self) -> Iterator[tuple[Label, Any]]:
        return self._pairs()
