"""The reference graphs for other programs: GEXF, GraphML, and node and edge CSV in the form that Gephi reads.

The writers stream columns of ready texts, so that a million edges are written in seconds and need no
second copy in memory, and put nothing into the file that is not in the graph: no date of today. Attributes
without a value are left out, for the formats know no null.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from analysis.summary import Summary
from reports.exports import safe_cell
from reports.formats import clean_text
from reports.graphcolumns import Column, Drawn, Part, chosen, constant, lines, prepare
from reports.tables import frame_of

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
_DATE = "first_date"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_XML_TYPES = {"boolean": "boolean", "integer": "long", "double": "double", "string": "string"}


def write_graphs(summary: Summary, folder: Path) -> tuple[Path, ...]:
    """Both graphs: `posts` and `blogs`, each as .gexf, .graphml, -nodes.csv and -edges.csv."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name, graph in (("posts", summary.post_graph), ("blogs", summary.blog_graph)):
        drawn = prepare(graph, frame_of(summary, name)[["url", *_NODE_COLUMNS[name]]])
        written += [
            _write_gexf(drawn, folder / f"{name}.gexf", summary),
            _write_graphml(drawn, folder / f"{name}.graphml"),
            _write_nodes(drawn, folder / f"{name}-nodes.csv"),
            _write_edges(drawn, folder / f"{name}-edges.csv"),
        ]
    return tuple(written)


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

    def rows(self, count: int, parts: list[Part]) -> None:
        """An element for each row, joined from its parts."""
        self.stream.writelines(lines(count, parts))


_SPECIAL = re.compile(r"[&<>\"\r\n\t]")
_RETURN = {"\r": "&#13;"}
_QUOTED_IN_CSV = re.compile(r'[",\r\n]')


def _marks(attributes: Mapping[str, str]) -> str:
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
        # Gephi's timeline runs over the first dates of the edges.
        dates = {"mode": "dynamic", "timeformat": "date"} if _DATE in drawn.of_edges else {"mode": "static"}
        xml.open("graph", defaultedgetype="directed", **dates)
        _gexf_declare(xml, "node", _gexf_columns(drawn.of_nodes))
        _gexf_declare(xml, "edge", _gexf_columns(drawn.of_edges))
        xml.open("nodes")
        xml.rows(len(drawn.nodes), _gexf_nodes(drawn))
        xml.close("nodes")
        xml.open("edges")
        xml.rows(len(drawn.sources), _gexf_edges(drawn))
        xml.close("edges")
        xml.close("graph")
        xml.close("gexf")
    return path


def _gexf_columns(columns: Mapping[str, Column]) -> dict[str, Column]:
    """Columns that GEXF has no place of its own for: Gephi would show label and weight twice."""
    return {
        name: column for name, column in columns.items() if name != "label" and not _is_weight(name, column)
    }


def _is_weight(name: str, column: Column) -> bool:
    return name == "weight" and column.kind in ("integer", "double")


def _gexf_declare(xml: _Xml, what: str, columns: Mapping[str, Column]) -> None:
    xml.open("attributes", **{"class": what, "mode": "static"})
    for place, (name, column) in enumerate(columns.items()):
        xml.leaf("attribute", id=str(place), title=clean_text(name), type=_XML_TYPES[column.kind])
    xml.close("attributes")


def _gexf_nodes(drawn: Drawn) -> list[Part]:
    names = [f"<node id={_quoted(clean_text(node))}" for node in drawn.nodes]
    label = drawn.labels.part(lambda text: f" label={_quoted(clean_text(text))}>\n<attvalues>\n")
    closing = constant("</attvalues>\n</node>\n")
    return [
        lambda rows: names[rows.start : rows.stop],
        label,
        *_gexf_values(_gexf_columns(drawn.of_nodes)),
        closing,
    ]


def _gexf_edges(drawn: Drawn) -> list[Part]:
    names = [_quoted(clean_text(node)) for node in drawn.nodes]
    weight = drawn.of_edges.get("weight")
    weighed = weight is not None and _is_weight("weight", weight)
    began = drawn.of_edges.get(_DATE)
    return [
        lambda rows: [f'<edge id="{number}" source=' for number in rows],
        chosen(names, drawn.sources),
        constant(" target="),
        chosen(names, drawn.targets),
        weight.part(lambda text: f" weight={_quoted(text)}") if weight and weighed else constant(""),
        began.part(_start) if began else constant(""),
        constant(">\n<attvalues>\n"),
        *_gexf_values(_gexf_columns(drawn.of_edges)),
        constant("</attvalues>\n</edge>\n"),
    ]


def _start(date: str) -> str:
    return f' start="{date}"' if _DAY.fullmatch(date) else ""


def _gexf_values(columns: Mapping[str, Column]) -> list[Part]:
    return [
        column.part(lambda text, place=place: f'<attvalue for="{place}" value={_quoted(text)}/>\n')  # type: ignore[misc]
        for place, column in enumerate(columns.values())
    ]


def _write_graphml(drawn: Drawn, path: Path) -> Path:
    with _Xml(path) as xml:
        xml.open("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
        _graphml_declare(xml, "node", drawn.of_nodes)
        _graphml_declare(xml, "edge", drawn.of_edges)
        xml.open("graph", edgedefault="directed")
        xml.rows(len(drawn.nodes), _graphml_nodes(drawn))
        xml.rows(len(drawn.sources), _graphml_edges(drawn))
        xml.close("graph")
        xml.close("graphml")
    return path


def _graphml_declare(xml: _Xml, what: str, columns: Mapping[str, Column]) -> None:
    for place, (name, column) in enumerate(columns.items()):
        key = {"for": what, "attr.name": clean_text(name), "attr.type": _XML_TYPES[column.kind]}
        xml.leaf("key", id=f"{what[0]}{place}", **key)


def _graphml_nodes(drawn: Drawn) -> list[Part]:
    names = [f"<node id={_quoted(clean_text(node))}>\n" for node in drawn.nodes]
    values = _graphml_values(drawn.of_nodes, "n")
    return [lambda rows: names[rows.start : rows.stop], *values, constant("</node>\n")]


def _graphml_edges(drawn: Drawn) -> list[Part]:
    names = [_quoted(clean_text(node)) for node in drawn.nodes]
    return [
        constant("<edge source="),
        chosen(names, drawn.sources),
        constant(" target="),
        chosen(names, drawn.targets),
        constant(">\n"),
        *_graphml_values(drawn.of_edges, "e"),
        constant("</edge>\n"),
    ]


def _graphml_values(columns: Mapping[str, Column], prefix: str) -> list[Part]:
    return [
        column.part(lambda text, place=place: f'<data key="{prefix}{place}">{_escaped(text)}</data>\n')  # type: ignore[misc]
        for place, column in enumerate(columns.values())
    ]


def _write_nodes(drawn: Drawn, path: Path) -> Path:
    columns = {name: column for name, column in drawn.of_nodes.items() if name != "label"}
    ids = [_quoted_cell(safe_cell(node)) for node in drawn.nodes]
    parts: list[Part] = [lambda rows: ids[rows.start : rows.stop], _cells(drawn.labels)]
    return _write_csv(path, ["Id", "Label", *columns], len(ids), [*parts, *map(_cells, columns.values())])


def _write_edges(drawn: Drawn, path: Path) -> Path:
    columns = {name: column for name, column in drawn.of_edges.items() if name != "weight"}
    ids = [_quoted_cell(safe_cell(node)) for node in drawn.nodes]
    weight = drawn.of_edges.get("weight")
    parts = [
        chosen(ids, drawn.sources),
        chosen([f",{name},Directed" for name in ids], drawn.targets),
        constant(",1") if weight is None else _cells(weight, ",1"),
        *map(_cells, columns.values()),
    ]
    return _write_csv(path, ["Source", "Target", "Type", "Weight", *columns], len(drawn.sources), parts)


def _cells(column: Column, none: str = ",") -> Part:
    safe = safe_cell if column.kind == "string" else str
    return column.part(lambda text: f",{_quoted_cell(safe(text))}", none)


def _quoted_cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _QUOTED_IN_CSV.search(text) else text


def _write_csv(path: Path, head: Iterable[str], count: int, parts: list[Part]) -> Path:
    # Gephi takes a byte order mark for part of the first column's name: none here.
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(",".join(map(_quoted_cell, head)) + "\n")
        stream.writelines(lines(count, [*parts, constant("\n")]))
    return path
