"""Graphs of other people's data: edge lists (CSV, TSV, whitespace) and GML files, read into arrays."""

from __future__ import annotations

import csv
import gzip
import html
import io
import math
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np

from analysis.csr import CsrDiGraph
from crawler.errors import TrackgraphError

_BLOCK = re.compile(r"\b(node|edge)\s*\[([^\[\]]*)\]")
_FIELD = re.compile(r'(\w+)\s+(?:"([^"]*)"|(\S+))')
_HEADINGS = ("source", "from", "citing", "src", "origin")


class EdgeListError(TrackgraphError):
    """A file that is no edge list; the text names the file and the line."""


def read_edge_list(path: str | Path) -> CsrDiGraph:
    """Source and target in the first two columns, a number of links in the third where there is one.

    Columns are parted by comma, semicolon, tab or blanks; `#` begins a comment; a first line that begins with
    "source", "from" or the like is a heading; ".gz" is unpacked. `weight` is the sum of the numbers, 1 for a
    line without. Nodes are in order of their first mention. Raises EdgeListError for a line with one column
    or a weight that is no number.
    """
    try:
        rows = list(_rows(Path(path)))
    except csv.Error as error:
        raise EdgeListError(f"{path}: {error}") from error
    numbers: dict[str, int] = {}
    ends = [(numbers.setdefault(u, len(numbers)), numbers.setdefault(v, len(numbers))) for u, v, _ in rows]
    pairs = np.array(ends, dtype=np.int32).reshape(-1, 2)
    weights = np.array([weight for _, _, weight in rows], dtype=np.float64)
    return CsrDiGraph.from_edges(list(numbers), pairs[:, 0], pairs[:, 1], edge_columns={"weight": weights})


def read_gml(path: str | Path) -> CsrDiGraph:
    """A GML file with nodes (id, label, anything plain) and edges (source, target); repeats are merged.

    Nodes are named by `label`, by `id` where labels are missing or repeated; the other fields are node
    attributes, `weight` the number of edge records. networkx's own reader refuses repeated edges. Raises
    EdgeListError where an edge names an unknown node or nothing looks like GML.
    """
    blocks = [(kind, _fields(body)) for kind, body in _BLOCK.findall(_text(Path(path)))]
    nodes = [fields for kind, fields in blocks if kind == "node"]
    edges = [fields for kind, fields in blocks if kind == "edge"]
    numbers = {fields.get("id", ""): number for number, fields in enumerate(nodes)}
    if not nodes or len(numbers) != len(nodes):
        raise EdgeListError(f"{path} is no GML graph with nodes of distinct ids")
    try:
        pairs = [(numbers[edge["source"]], numbers[edge["target"]]) for edge in edges]
    except KeyError as error:
        raise EdgeListError(f"{path}: an edge names the unknown node {error}") from error
    ends = np.array(pairs, dtype=np.int32).reshape(-1, 2)
    names = sorted({name for fields in nodes for name in fields} - {"id", "label"})
    return CsrDiGraph.from_edges(
        _labels(nodes),
        ends[:, 0],
        ends[:, 1],
        edge_columns={"weight": np.ones(len(pairs))},
        node_columns={name: [fields.get(name) for fields in nodes] for name in names},
    )


def _labels(nodes: list[dict[str, str]]) -> list[str]:
    labels = [fields.get("label", "") for fields in nodes]
    return labels if len({label for label in labels if label}) == len(nodes) else [f["id"] for f in nodes]


def _fields(body: str) -> dict[str, str]:
    return {name: html.unescape(quoted or bare) for name, quoted, bare in _FIELD.findall(body)}


def _rows(path: Path) -> Iterator[tuple[str, str, float]]:
    lines = (line for line in io.StringIO(_text(path)) if line.strip() and not line.startswith("#"))
    for place, row in enumerate(_split(lines)):
        if place == 0 and row[0].strip().lower().startswith(_HEADINGS):
            continue
        if len(row) < 2:
            raise EdgeListError(f"{path}: no source and target in {' '.join(row)!r}")
        yield row[0].strip(), row[1].strip(), _weight(path, row)


def _split(lines: Iterator[str]) -> Iterable[list[str]]:
    """Rows of columns; what parts them is seen on the first line."""
    first = next(lines, "")
    mark = next((mark for mark in ("\t", ",", ";") if mark in first), None)
    whole = (line for part in ([first] if first else [], lines) for line in part)
    return (line.split() for line in whole) if mark is None else csv.reader(whole, delimiter=mark)


def _weight(path: Path, row: list[str]) -> float:
    if len(row) < 3 or not row[2].strip():
        return 1.0
    with suppress(ValueError):
        if math.isfinite(weight := float(row[2])):
            return weight
    raise EdgeListError(f"{path}: {row[2]!r} is no number of links")


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
        return (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig", "replace")
    except (OSError, EOFError, zlib.error) as error:
        raise EdgeListError(f"cannot read {path}: {getattr(error, 'strerror', None) or error}") from error
