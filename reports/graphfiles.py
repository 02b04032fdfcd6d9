"""The reference graphs for other programs: GEXF, GraphML, and node and edge CSV in the form that Gephi reads.

The writers stream, so that a graph of a million edges needs no second copy in memory, and put nothing into
the file that is not in the graph: no date of today. Attributes without a value are left out, for the formats
know no null.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import networkx as nx
import numpy as np

from analysis.summary import Summary
from reports.exports import safe_cell
from reports.formats import clean_text, missing
from reports.tables import frame_of, records

Attributes = Mapping[str, Any]
_NODE_COLUMNS = {
    "posts": (
        "title", "blog", "author", "published", "language", "tags", "linkbacks", "clean", "referring_sites",
        "click_depth", "reach", "reach_outside", "reach_by_listings", "grade",
    ),
    "blogs": (
        "title", "platform", "posts_known", "linkbacks", "clean", "referring_sites", "harmonic", "pagerank",
        "community",
    ),
}  # fmt: skip
_GEXF_TYPES = {"boolean": "boolean", "integer": "long", "double": "double", "string": "string"}
_GRAPHML_TYPES = {"boolean": "boolean", "integer": "long", "double": "double", "string": "string"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A graph ready to be written: nodes in order, what is known of each, and the types of all attributes."""

    graph: nx.DiGraph[Any]
    nodes: list[Any]
    known: dict[Any, Attributes]
    node_types: dict[str, str]
    edge_types: dict[str, str]

    def edges(self) -> Iterator[tuple[Any, Any, Attributes]]:
        """Edges in the order of their nodes, with plain values and without missing ones."""
        for source in self.nodes:
            for target, found in sorted(self.graph.adj[source].items(), key=lambda end: str(end[0])):
                yield source, target, plain(found)

    def attributes(self, node: Any) -> Attributes:
        """What is known of a node, `label` among it."""
        return self.known[node]


def write_graphs(summary: Summary, folder: Path) -> tuple[Path, ...]:
    """Both graphs: `posts` and `blogs`, each as .gexf, .graphml, -nodes.csv and -edges.csv."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name, graph in (("posts", summary.post_graph), ("blogs", summary.blog_graph)):
        drawn = prepare(graph, _facts(summary, name))
        written += [
            _write_gexf(drawn, folder / f"{name}.gexf", summary),
            _write_graphml(drawn, folder / f"{name}.graphml"),
            _write_nodes(drawn, folder / f"{name}-nodes.csv"),
            _write_edges(drawn, folder / f"{name}-edges.csv"),
        ]
    return tuple(written)


def prepare(graph: nx.DiGraph[Any], facts: Mapping[str, Attributes]) -> Drawn:
    """Order the nodes, join what the tables say about them, and find the type of every attribute."""
    nodes = sorted(graph, key=str)
    known: dict[Any, Attributes] = {}
    for node in nodes:
        found = {**plain(graph.nodes[node]), **facts.get(str(node), {})}
        found["label"] = str(found.get("title") or found.get("label") or node)
        known[node] = found
    drawn = Drawn(graph, nodes, known, {}, {})
    drawn.node_types.update(_types(known.values()))
    drawn.edge_types.update(_types(attributes for _, _, attributes in drawn.edges()))
    return drawn


def plain(attributes: Attributes) -> dict[str, Any]:
    """Attributes as bool, int, float or str; missing values left out, anything else in its text form."""
    return {str(name): _value(found) for name, found in attributes.items() if not missing(found)}


def _value(found: Any) -> bool | int | float | str:
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


def _types(rows: Iterable[Attributes]) -> dict[str, str]:
    seen: dict[str, set[type]] = {}
    for row in rows:
        for name, found in row.items():
            seen.setdefault(name, set()).add(type(found))
    return {name: _type(seen[name]) for name in sorted(seen)}


def _type(types: set[type]) -> str:
    if types == {bool}:
        return "boolean"
    if types == {int}:
        return "integer"
    return "double" if types <= {int, float} else "string"


def _facts(summary: Summary, name: str) -> dict[str, Attributes]:
    frame = frame_of(summary, name)[["url", *_NODE_COLUMNS[name]]]
    return {record.pop("url"): plain(record) for record in records(frame)}


def _text(found: Any) -> str:
    return str(found).lower() if isinstance(found, bool) else str(found)


class _Xml:
    """A small writer of elements, one line each; several times as fast as a SAX generator."""

    def __init__(self, path: Path) -> None:
        self.stream = path.open("w", encoding="utf-8", newline="\n")

    def __enter__(self) -> _Xml:
        self.stream.write('<?xml version="1.0" encoding="utf-8"?>\n')
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()

    def open(self, tag: str, **attributes: str) -> None:
        self.stream.write(f"<{tag}{_marks(attributes)}>\n")

    def close(self, tag: str) -> None:
        self.stream.write(f"</{tag}>\n")

    def leaf(self, tag: str, text: str = "", **attributes: str) -> None:
        end = f">{_escaped(text)}</{tag}>" if text else "/>"
        self.stream.write(f"<{tag}{_marks(attributes)}{end}\n")

    def lines(self, lines: list[str]) -> None:
        """Elements that are already written out."""
        self.stream.writelines(lines)


_SPECIAL = re.compile(r"[&<>\"\r\n\t]")
_RETURN = {"\r": "&#13;"}


def _marks(attributes: Attributes) -> str:
    return "".join([f" {name}={_quoted(text)}" for name, text in attributes.items()])


def _quoted(text: str) -> str:
    return quoteattr(text) if _SPECIAL.search(text) else f'"{text}"'


def _escaped(text: str) -> str:
    return escape(text, _RETURN) if _SPECIAL.search(text) else text


def _write_gexf(drawn: Drawn, path: Path, summary: Summary) -> Path:
    with _Xml(path) as xml:
        xml.open("gexf", xmlns="http://www.gexf.net/1.2draft", version="1.2")
        xml.open("meta")
        xml.leaf("creator", "trackgraph")
        xml.leaf("description", clean_text(f"{summary.title} {summary.as_of}".strip()))
        xml.close("meta")
        xml.open("graph", defaultedgetype="directed", mode="static")
        _gexf_declare(xml, "node", drawn.node_types)
        _gexf_declare(xml, "edge", drawn.edge_types)
        _gexf_nodes(xml, drawn)
        _gexf_edges(xml, drawn)
        xml.close("graph")
        xml.close("gexf")
    return path


def _gexf_declare(xml: _Xml, what: str, types: dict[str, str]) -> None:
    xml.open("attributes", **{"class": what, "mode": "static"})
    for place, (name, kind) in enumerate(types.items()):
        xml.leaf("attribute", id=str(place), title=clean_text(name), type=_GEXF_TYPES[kind])
    xml.close("attributes")


def _gexf_nodes(xml: _Xml, drawn: Drawn) -> None:
    xml.open("nodes")
    for node in drawn.nodes:
        found = drawn.attributes(node)
        xml.open("node", id=clean_text(str(node)), label=clean_text(str(found["label"])))
        _gexf_values(xml, found, drawn.node_types)
        xml.close("node")
    xml.close("nodes")


def _gexf_edges(xml: _Xml, drawn: Drawn) -> None:
    xml.open("edges")
    weighed = drawn.edge_types.get("weight") in ("integer", "double")
    for place, (source, target, found) in enumerate(drawn.edges()):
        ends = {"source": clean_text(str(source)), "target": clean_text(str(target))}
        weight = {"weight": _text(found["weight"])} if weighed and "weight" in found else {}
        xml.open("edge", id=str(place), **ends, **weight)
        _gexf_values(xml, found, drawn.edge_types)
        xml.close("edge")
    xml.close("edges")


def _gexf_values(xml: _Xml, found: Attributes, types: dict[str, str]) -> None:
    values = ((place, _text(found[name])) for place, name in enumerate(types) if name in found)
    lines = [f'<attvalue for="{place}" value={_quoted(text)}/>\n' for place, text in values]
    xml.lines(["<attvalues>\n", *lines, "</attvalues>\n"])


def _write_graphml(drawn: Drawn, path: Path) -> Path:
    with _Xml(path) as xml:
        xml.open("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
        for what, types in (("node", drawn.node_types), ("edge", drawn.edge_types)):
            for place, (name, kind) in enumerate(types.items()):
                key = {"for": what, "attr.name": clean_text(name), "attr.type": _GRAPHML_TYPES[kind]}
                xml.leaf("key", id=f"{what[0]}{place}", **key)
        xml.open("graph", edgedefault="directed")
        for node in drawn.nodes:
            xml.open("node", id=clean_text(str(node)))
            _graphml_values(xml, drawn.attributes(node), drawn.node_types, "n")
            xml.close("node")
        for source, target, found in drawn.edges():
            xml.open("edge", source=clean_text(str(source)), target=clean_text(str(target)))
            _graphml_values(xml, found, drawn.edge_types, "e")
            xml.close("edge")
        xml.close("graph")
        xml.close("graphml")
    return path


def _graphml_values(xml: _Xml, found: Attributes, types: dict[str, str], prefix: str) -> None:
    values = ((place, _text(found[name])) for place, name in enumerate(types) if name in found)
    xml.lines([f'<data key="{prefix}{place}">{_escaped(text)}</data>\n' for place, text in values])


def _write_nodes(drawn: Drawn, path: Path) -> Path:
    names = [name for name in drawn.node_types if name != "label"]
    rows = (
        [_cell(node), _cell(found["label"]), *_cells(found, names)]
        for node, found in ((node, drawn.attributes(node)) for node in drawn.nodes)
    )
    return _write_csv(path, ["Id", "Label", *names], rows)


def _write_edges(drawn: Drawn, path: Path) -> Path:
    names = [name for name in drawn.edge_types if name != "weight"]
    rows = (
        [_cell(source), _cell(target), "Directed", _cell(found.get("weight", 1)), *_cells(found, names)]
        for source, target, found in drawn.edges()
    )
    return _write_csv(path, ["Source", "Target", "Type", "Weight", *names], rows)


def _cells(found: Attributes, names: list[str]) -> list[str]:
    return [_cell(found[name]) if name in found else "" for name in names]


def _cell(found: Any) -> str:
    return _text(found) if isinstance(found, bool | int | float) else safe_cell(str(found))


def _write_csv(path: Path, head: list[str], rows: Iterable[list[str]]) -> Path:
    # Gephi takes a byte order mark for part of the first column's name: none here.
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)
    return path
