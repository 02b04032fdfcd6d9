"""The attributes of a graph's nodes and edges as columns of ready texts, in the order of the files."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.csr import CsrDiGraph
from reports.formats import clean_text, missing

Value = bool | int | float | str
Codes = NDArray[np.integer]
Part = Callable[[range], Iterable[str]]
"""Gives a piece of text for each of some rows."""

_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Column:
    """One attribute: `texts[codes[row]]` is its value in a row, -1 none; `kind` is boolean, integer, double
    or string. Each text stands there once, because writing it out is what costs."""

    kind: str
    codes: Codes
    texts: list[str]

    def __bool__(self) -> bool:
        return bool((self.codes >= 0).any())

    def at(self, rows: Codes) -> Column:
        """The same of some rows, in their order."""
        return Column(self.kind, self.codes[rows], self.texts)

    def otherwise(self, other: Column) -> Column:
        """The other's value where this one has none."""
        if not self or not other:
            return self if self else other
        codes = np.where(other.codes >= 0, other.codes + len(self.texts), -1)
        kinds = {self.kind, other.kind}
        kind = self.kind if len(kinds) == 1 else "double" if kinds == {"integer", "double"} else "string"
        return Column(kind, np.where(self.codes >= 0, self.codes, codes), self.texts + other.texts)

    def part(self, written: Callable[[str], str], none: str = "") -> Part:
        """Each row's text as `written`, `none` where it has none."""
        return chosen([*map(written, self.texts), none], self.codes)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A graph ready to be written: nodes and edges in order, and their attributes by name.

    `sources` and `targets` are places in `nodes`; `labels` is what the nodes are called.
    """

    nodes: list[str]
    labels: Column
    sources: Codes
    targets: Codes
    of_nodes: dict[str, Column]
    of_edges: dict[str, Column]


def prepare(graph: nx.DiGraph[Any], facts: pd.DataFrame | None = None) -> Drawn:
    """Nodes by name, edges by source and target, and the attributes that have a value anywhere.

    `facts` adds what a table says, by its column `url`: its value wins over the graph's own.
    """
    held = CsrDiGraph.from_networkx(graph)
    order = sorted(range(len(held)), key=lambda number: str(held.labels.names[number]))
    nodes = [str(held.labels.names[number]) for number in order]
    of_nodes = {name: column.at(np.array(order, np.int64)) for name, column in _columns(held.node_columns)}
    for name, column in _looked_up(nodes, facts):
        of_nodes[name] = column.otherwise(of_nodes[name]) if name in of_nodes else column
    of_nodes["label"] = _labels(nodes, of_nodes)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    sources, targets = rank[held.arrays.sources], rank[held.arrays.targets]
    edges = np.lexsort((targets, sources))
    of_edges = {name: column.at(edges) for name, column in _columns(held.edge_columns)}
    return Drawn(
        nodes,
        of_nodes["label"],
        sources[edges],
        targets[edges],
        _with_values(of_nodes),
        _with_values(of_edges),
    )


def column_of(values: Any) -> Column:
    """A numpy or pandas array as texts: bool, int, float or str, missing values left out, anything else in
    its text form."""
    if values.dtype == object and pd.api.types.infer_dtype(values, skipna=True) != "string":
        return _mixed(values.tolist())
    codes, uniques = pd.factorize(values)
    kept = [None if missing(found) else _value(found) for found in uniques.tolist()]
    gaps = np.array([value is None for value in kept] + [True])
    texts = ["" if value is None else text(value) for value in kept]
    return Column(
        _kind(value for value in kept if value is not None), np.where(gaps[codes], -1, codes), texts
    )


def plain(attributes: Mapping[str, Any]) -> dict[str, Value]:
    """Attributes as bool, int, float or str; missing values left out, anything else in its text form."""
    return {str(name): _value(found) for name, found in attributes.items() if not missing(found)}


def text(value: Value) -> str:
    """A value as both formats write it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def constant(piece: str) -> Part:
    """The same text for every row."""
    return lambda rows: [piece] * len(rows)


def chosen(pieces: list[str], codes: Codes) -> Part:
    """`pieces[code]` for each row; -1 is the last piece."""
    array = np.array(pieces, dtype=object)
    return lambda rows: array[codes[rows.start : rows.stop]].tolist()


def lines(count: int, parts: list[Part]) -> Iterator[str]:
    """The parts of each row joined, some thousands of rows at a time, so that a million need little room."""
    for begin in range(0, count, _AT_ONCE):
        rows = range(begin, min(begin + _AT_ONCE, count))
        yield from map("".join, zip(*(part(rows) for part in parts), strict=True))


def _columns(columns: Mapping[str, Any]) -> Iterator[tuple[str, Column]]:
    return ((name, column_of(columns[name])) for name in columns)


def _looked_up(nodes: list[str], facts: pd.DataFrame | None) -> Iterator[tuple[str, Column]]:
    if facts is None:
        return
    urls = facts["url"].astype(object)
    place_of = dict(zip(urls.tolist(), range(len(urls)), strict=True))
    places = np.array([place_of.get(node, -1) for node in nodes], dtype=np.int64)
    for name in facts.columns.drop("url"):
        column = column_of(facts[name].array)
        yield name, Column(column.kind, np.append(column.codes, -1)[places], column.texts)


def _labels(nodes: list[str], known: dict[str, Column]) -> Column:
    named = Column("string", np.arange(len(nodes)), nodes)
    for name in ("label", "title"):
        if name in known:
            named = known[name].otherwise(named)
    return Column("string", named.codes, named.texts)


def _with_values(columns: dict[str, Column]) -> dict[str, Column]:
    return {name: columns[name] for name in sorted(columns) if columns[name]}


def _mixed(values: list[Any]) -> Column:
    """Of values that pandas would take for the same (1, 1.0 and True) each keeps its own text."""
    kept = [None if missing(found) else _value(found) for found in values]
    places: dict[tuple[type, Value], int] = {}
    codes = [-1 if value is None else places.setdefault((type(value), value), len(places)) for value in kept]
    kind = _kind(value for _, value in places)
    return Column(kind, np.array(codes, dtype=np.int64), [text(value) for _, value in places])


def _value(found: Any) -> Value:
    if isinstance(found, str):
        return found if found.isprintable() else clean_text(found)
    if isinstance(found, np.generic):
        found = found.item()
    if isinstance(found, bool | int):
        return found
    if isinstance(found, float):
        return found if math.isfinite(found) else str(found)
    if isinstance(found, set | frozenset | list | tuple):
        return "+".join(sorted(str(part) for part in found))
    return clean_text(str(found))


def _kind(values: Iterable[Value]) -> str:
    types = {type(value) for value in values}
    if types == {bool}:
        return "boolean"
    if types == {int}:
        return "integer"
    return "double" if types and types <= {int, float} else "string"
