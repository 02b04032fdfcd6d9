"""The network of blogs as a drawing: which blogs, where on the paper, and the references between them.

Positions are an aid to the eye and no measure: a seeded force layout puts blogs near those that they cite.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any
from unicodedata import east_asian_width

import networkx as nx

from analysis.columns import Column
from analysis.summary import Summary
from reports.evidence import COUNTED
from reports.formats import Shown, bare, missing, one_line, shown, web_link
from reports.graphcolumns import plain
from reports.tables import PACKED, Heading, frame_of, ranked, records

BLOGS_DRAWN = 90
EDGES_DRAWN = 500
EDGES_LISTED = 500
NAMED = 14
"""So many blogs carry their name at once, those where it hides no other's and no larger blog hides it; the
others show it when pointed at or reached by keyboard."""
NAME_LENGTH = 26
LETTER, LINE = 10.5, 22
"""About the room that a letter and a line of a name take on a phone, where they are largest; a sign of East
Asia takes that of two letters."""
WIDTH, HEIGHT = 960, 600
FEW = 6
"""So many blogs are drawn on a paper that a telephone shows whole."""
MARGINS = (100, 46)
"""Left and right of the outermost blogs, where their names need room; above and below them."""
COLOURS = 8
SMALLEST, LARGEST, STEP = 5, 26, 2.6
"""Radius of a blog that no site cites, of the largest ones, and what the root of its sites adds at most."""
_EDGE_COLUMNS = (
    Column("source", "string", "Citing", "The citing blog; for blogs that were not crawled, their site."),
    Column("target", "string", "Cited", "The cited blog."),
    Column(
        "weight",
        "float64",
        "References",
        "Distinct pairs of citing and cited page between the two, clean ones: the edge's weight.",
    ),
    Column("first_date", "string", "First", "Earliest date of the references."),
    Column("last_date", "string", "Last", "Latest date of the references."),
    Column("evidence", "string", "Evidence", "A page on which one of the references can be seen."),
)


@dataclass(frozen=True, slots=True)
class Node:
    """A blog on the paper: `place` counts from 0, `number` is its row in the table of blogs or None."""

    place: int
    number: int | None
    name: str
    note: str
    x: float
    y: float
    radius: float
    colour: int
    named: bool


@dataclass(frozen=True, slots=True)
class _Box:
    """A rectangle on the paper."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Arrow:
    """A reference on the paper, from one node's rim to the other's."""

    source: int
    target: int
    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """A row of the list: `source` and `target` are numbers of blogs or None, `names` what is shown."""

    source: int | None
    target: int | None
    names: tuple[str, str]
    cells: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """What is drawn and listed of the graph of blogs, and how much there is in all.

    `paper` is width and height of the drawing in pixels, `few` whether a telephone shows all of it.
    """

    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    rows: tuple[EdgeRow, ...]
    headings: tuple[Heading, ...]
    blogs_linked: int
    edges: int
    paper: tuple[int, int]

    @property
    def few(self) -> bool:
        return len(self.nodes) <= FEW


def network(summary: Summary, numbers: dict[str, int]) -> Network:
    """The drawing and the list, empty where no blog cites another. `numbers`: the blogs' row numbers."""
    graph: nx.DiGraph[Any] = summary.blog_graph
    facts = {str(record["url"]): record for record in records(ranked("blogs", frame_of(summary, "blogs")))}
    linked = sorted(
        (node for node in graph if _neighbours(graph, node)), key=lambda n: _rank(n, graph, facts)
    )
    nodes = _nodes(linked[:BLOGS_DRAWN], graph, facts, numbers)
    edges = sorted(_edges(graph), key=lambda edge: (-edge[2]["weight"], edge[0], edge[1]))
    return Network(
        nodes=nodes,
        arrows=_arrows(nodes, [str(n) for n in linked[:BLOGS_DRAWN]], edges),
        rows=_rows(edges[: EDGES_LISTED + PACKED["edges"]], summary, facts, numbers),
        headings=tuple(
            Heading(c.name, c.title, c.definition, c.dtype != "string", True, COUNTED["edges"].get(c.name))
            for c in _EDGE_COLUMNS
        ),
        blogs_linked=len(linked),
        edges=len(edges),
        paper=_paper(len(nodes)),
    )


def _paper(blogs: int) -> tuple[int, int]:
    """Width and height of the paper: a few blogs need less of it."""
    return 320 + 44 * blogs if blogs <= FEW else WIDTH, min(HEIGHT, 260 + 16 * blogs)


def _neighbours(graph: nx.DiGraph[Any], node: Any) -> set[Any]:
    return (set(graph.successors(node)) | set(graph.predecessors(node))) - {node}


def _rank(node: Any, graph: nx.DiGraph[Any], facts: dict[str, dict[str, Any]]) -> tuple[int, int, str]:
    sites = facts.get(str(node), {}).get("referring_sites", 0)
    return (-int(sites), -graph.in_degree(node) - graph.out_degree(node), str(node))


def _edges(graph: nx.DiGraph[Any]) -> list[tuple[str, str, dict[str, Any]]]:
    found = ((str(a), str(b), plain(attributes)) for a, b, attributes in graph.edges(data=True) if a != b)
    return [(a, b, {**attributes, "weight": _weight(attributes)}) for a, b, attributes in found]


def _weight(attributes: dict[str, Any]) -> float:
    weight = attributes.get("weight", 1)
    return float(weight) if isinstance(weight, int | float) else 1.0


def _nodes(
    picked: list[Any], graph: nx.DiGraph[Any], facts: dict[str, dict[str, Any]], numbers: dict[str, int]
) -> tuple[Node, ...]:
    places = _layout(picked, graph)
    most = max((_sites(facts.get(str(node))) for node in picked), default=0)
    nodes = [
        _node(place, str(node), facts.get(str(node)), numbers.get(str(node)), places[place], most)
        for place, node in enumerate(picked)
    ]
    named = _named(nodes)
    return tuple(replace(node, named=node.place in named) for node in nodes)


def _named(nodes: list[Node]) -> set[int]:
    """Places of the blogs that carry their name: the largest first, none over another's name or below a
    larger blog, which is drawn later."""
    names: dict[int, _Box] = {}
    for node in nodes:
        name = _name_box(node)
        larger = (
            _Box(n.x - n.radius, n.y - n.radius, n.x + n.radius, n.y + n.radius) for n in nodes[: node.place]
        )
        if not any(name.meets(other) for other in (*names.values(), *larger)):
            names[node.place] = name
        if len(names) == NAMED:
            break
    return set(names)


def _name_box(node: Node) -> _Box:
    signs = one_line(node.name, NAME_LENGTH)
    half = LETTER * sum(2 if east_asian_width(sign) in "WF" else 1 for sign in signs) / 2
    return _Box(node.x - half, node.y + node.radius - 2, node.x + half, node.y + node.radius + LINE)


def _node(
    place: int,
    label: str,
    fact: dict[str, Any] | None,
    number: int | None,
    at: tuple[float, float],
    most: int,
) -> Node:
    sites = _sites(fact)
    community = None if fact is None or missing(fact["community"]) else int(fact["community"])
    note = (
        f"{bare(label)}: {sites:,} referring site{'' if sites == 1 else 's'}"
        if fact
        else f"{bare(label)}: not crawled"
    )
    if community is not None:
        note += f", community {community}"
    return Node(
        place=place,
        number=number,
        name=_name(label, fact),
        note=note,
        x=at[0],
        y=at[1],
        radius=_radius(sites, most),
        colour=0 if community is None else min(max(community, 1), COLOURS),
        named=False,
    )


def _sites(fact: dict[str, Any] | None) -> int:
    return int(fact["referring_sites"]) if fact else 0


def _radius(sites: int, most: int) -> float:
    """By the root of the sites; in a large network all shrink, so that the blog with the `most` fits."""
    return round(SMALLEST + min(STEP, (LARGEST - SMALLEST) / math.sqrt(max(most, 1))) * math.sqrt(sites), 1)


def _name(label: str, fact: dict[str, Any] | None) -> str:
    title = "" if fact is None or missing(fact["title"]) else str(fact["title"])
    return one_line(title, 40) or one_line(bare(label), 40)


def _layout(picked: list[Any], graph: nx.DiGraph[Any]) -> list[tuple[float, float]]:
    """Places on the paper, the same for the same graph."""
    index = {node: place for place, node in enumerate(picked)}
    small: nx.Graph[int] = nx.Graph()
    small.add_nodes_from(range(len(picked)))
    small.add_edges_from(
        (index[a], index[b]) for a in picked for b in graph.successors(a) if b in index and a != b
    )
    if len(picked) < 2:
        width, height = _paper(len(picked))
        return [(width / 2, height / 2)] * len(picked)
    found = nx.spring_layout(small, seed=20, iterations=150, k=2.2 / math.sqrt(len(picked)))
    return _fitted([(float(found[place][0]), float(found[place][1])) for place in range(len(picked))])


def _fitted(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    sizes = zip(zip(*points, strict=True), _paper(len(points)), MARGINS, strict=True)
    xs, ys = (_scaled(list(values), size, margin) for values, size, margin in sizes)
    return list(zip(xs, ys, strict=True))


def _scaled(values: list[float], size: int, margin: int) -> list[float]:
    low, high = min(values), max(values)
    shares = ((value - low) / (high - low) if high > low else 0.5 for value in values)
    return [round(margin + share * (size - 2 * margin), 1) for share in shares]


def _arrows(
    nodes: tuple[Node, ...], labels: list[str], edges: list[tuple[str, str, dict[str, Any]]]
) -> tuple[Arrow, ...]:
    at = dict(zip(labels, nodes, strict=True))
    ends = ((at[a], at[b], attributes["weight"]) for a, b, attributes in edges if a in at and b in at)
    return tuple(arrow for arrow, _ in zip((_arrow(*end) for end in ends), range(EDGES_DRAWN), strict=False))


def _arrow(source: Node, target: Node, weight: float) -> Arrow:
    distance = math.hypot(target.x - source.x, target.y - source.y) or 1.0
    dx, dy = (target.x - source.x) / distance, (target.y - source.y) / distance
    return Arrow(
        source=source.place,
        target=target.place,
        x1=round(source.x + dx * source.radius, 1),
        y1=round(source.y + dy * source.radius, 1),
        x2=round(target.x - dx * (target.radius + 4), 1),
        y2=round(target.y - dy * (target.radius + 4), 1),
        width=round(min(0.8 + 0.5 * math.log2(max(weight, 1)), 4), 1),
    )


def _rows(
    edges: list[tuple[str, str, dict[str, Any]]],
    summary: Summary,
    facts: dict[str, dict[str, Any]],
    numbers: dict[str, int],
) -> tuple[EdgeRow, ...]:
    evidence = _evidence(summary)
    return tuple(
        EdgeRow(
            numbers.get(a),
            numbers.get(b),
            (_name(a, facts.get(a)), _name(b, facts.get(b))),
            _cells(a, b, {**evidence.get((a, b), {}), **attributes}),
        )
        for a, b, attributes in edges
    )


def _cells(source: str, target: str, attributes: dict[str, Any]) -> tuple[Shown, ...]:
    record = {"source": source, "target": target, **attributes}
    return tuple(shown(record.get(column.name), column) for column in _EDGE_COLUMNS)


def _evidence(summary: Summary) -> dict[tuple[str, str], dict[str, Any]]:
    """For each pair of blogs the page that shows one of their references, the first in the default order."""
    frame = ranked("references", frame_of(summary, "references"))
    frame = frame[frame["clean"].fillna(False).astype(bool)]
    firsts = frame.drop_duplicates(["source_blog", "target_blog"])
    pairs = zip(firsts["source_blog"], firsts["target_blog"], firsts["evidence"], strict=True)
    return {(str(a), str(b)): {"evidence": page} for a, b, page in pairs if web_link(str(page))}
