"""Graphs leave whole: GEXF, GraphML and CSV, read by other libraries, give nodes and edges again."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from made_examples import examples
from made_summary import empty_summary, hostile, made

from analysis.csr import CsrDiGraph
from reports import graphcolumns
from reports.exports import safe_cell
from reports.graphcolumns import plain, prepare
from reports.graphfiles import write_graphs

NAMES = ("posts", "blogs")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graphs")
    write_graphs(made(60), folder)
    return folder


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["gexf", "graphml"])
def test_networkx_reads_the_same_graph_back(written: Path, name: str, form: str) -> None:
    graph = getattr(made(60), f"{name[:-1]}_graph")
    read = (
        nx.read_gexf(written / f"{name}.gexf")
        if form == "gexf"
        else nx.read_graphml(written / f"{name}.graphml")
    )
    assert read.is_directed()
    assert set(read) == {str(node) for node in graph}
    assert set(read.edges()) == {(str(a), str(b)) for a, b in graph.edges()}
    for source, target, attributes in graph.edges(data=True):
        found = read.edges[source, target]
        for attribute, value in plain(attributes).items():
            assert found[attribute] == value, attribute


@pytest.mark.parametrize("name", NAMES)
def test_nodes_carry_what_the_tables_say(written: Path, name: str) -> None:
    summary = made(60)
    read = nx.read_graphml(written / f"{name}.graphml")
    table = {record["url"]: record for record in getattr(summary, name).to_dict("records")}
    known = [node for node in read if node in table]
    assert known
    for node in known:
        assert read.nodes[node]["referring_sites"] == table[node]["referring_sites"]
        assert read.nodes[node].get("title", "") == table[node]["title"]


def test_files_are_well_formed_and_of_their_format(written: Path) -> None:
    gexf = etree.parse(written / "posts.gexf").getroot()
    assert gexf.tag == "{http://www.gexf.net/1.2draft}gexf"
    assert "lastmodifieddate" not in etree.tostring(gexf[0]).decode()
    weights = {edge.get("weight") for edge in gexf.iter("{*}edge")}
    assert weights == {"1"}
    assert all("label" in node.attrib for node in gexf.iter("{*}node"))
    titles = {attribute.get("title") for attribute in gexf.iter("{*}attribute")}
    assert "kinds" in titles
    assert titles.isdisjoint({"label", "weight"})
    graphml = etree.parse(written / "posts.graphml").getroot()
    assert {key.get("attr.type") for key in graphml.iter("{*}key")} <= {"string", "long", "double", "boolean"}


@pytest.mark.parametrize(
    ("dates", "starts", "mode"),
    [
        (("2004-11-06", "1999-01-31"), ["2004-11-06", "1999-01-31"], "dynamic"),
        (("2004-11-06", None), ["2004-11-06", None], "dynamic"),
        (("2004-11-06", "2004-11"), ["2004-11-06", None], "dynamic"),
        (("2004-11-06", '"><x'), ["2004-11-06", None], "dynamic"),
        ((None, None), [None, None], "static"),
    ],
)
def test_the_timeline_of_gephi_begins_where_the_edges_do(
    dates: tuple[str | None, ...], starts: list[str | None], mode: str, tmp_path: Path
) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    for target, date in zip("bc", dates, strict=True):
        graph.add_edge("a", target, **({"first_date": date} if date else {}))
    write_graphs(replace(empty_summary(), post_graph=graph), tmp_path)
    gexf = etree.parse(tmp_path / "posts.gexf").getroot()
    assert [edge.get("start") for edge in gexf.iter("{*}edge")] == starts
    (drawn,) = gexf.iter("{*}graph")
    assert drawn.get("mode") == mode
    assert drawn.get("timeformat") == ("date" if mode == "dynamic" else None)
    read = nx.read_gexf(tmp_path / "posts.gexf")
    assert [facts.get("first_date") for *_, facts in read.edges(data=True)] == list(dates)


@pytest.mark.parametrize("name", NAMES)
def test_gephi_lists(written: Path, name: str) -> None:
    graph = getattr(made(60), f"{name[:-1]}_graph")
    nodes = pd.read_csv(written / f"{name}-nodes.csv", dtype=str, keep_default_na=False)
    edges = pd.read_csv(written / f"{name}-edges.csv", keep_default_na=False)
    assert list(nodes.columns[:2]) == ["Id", "Label"]
    assert list(edges.columns[:4]) == ["Source", "Target", "Type", "Weight"]
    assert set(nodes["Id"]) == {str(node) for node in graph}
    assert set(zip(edges["Source"], edges["Target"], strict=True)) == {
        (str(a), str(b)) for a, b in graph.edges()
    }
    assert set(edges["Type"]) == {"Directed"}


def test_hostile_text_breaks_no_file(tmp_path: Path) -> None:
    write_graphs(hostile(), tmp_path)
    for path in tmp_path.glob("*.g*"):
        etree.parse(path)
    read = nx.read_gexf(tmp_path / "blogs.gexf")
    (edge,) = read.edges(data=True)
    assert edge[1] == 'x" onload="alert(4)'
    assert edge[2]["kinds"] == "trackback"
    assert "none" not in edge[2]


def test_empty_graphs(tmp_path: Path) -> None:
    paths = write_graphs(empty_summary(), tmp_path)
    assert len(paths) == 8
    assert len(nx.read_gexf(tmp_path / "posts.gexf")) == 0
    assert len(nx.read_graphml(tmp_path / "blogs.graphml")) == 0
    assert (tmp_path / "posts-edges.csv").read_text() == "Source,Target,Type,Weight\n"


def test_a_graph_in_arrays_gives_the_same_files(tmp_path: Path) -> None:
    summary = made(60)
    write_graphs(summary, tmp_path / "dicts")
    arrays = CsrDiGraph.from_networkx(summary.post_graph)
    write_graphs(replace(summary, post_graph=arrays), tmp_path / "arrays")
    for name in ("posts.gexf", "posts.graphml", "posts-edges.csv"):
        assert (tmp_path / "arrays" / name).read_text() == (tmp_path / "dicts" / name).read_text()


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**9), 10**9), st.floats(allow_nan=True), st.text(max_size=8)
)


@settings(max_examples=examples(15), deadline=None)
@given(st.dictionaries(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), VALUES, max_size=8))
def test_any_attribute_survives(tmp_path_factory: pytest.TempPathFactory, edges: dict[Any, Any]) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    for (source, target), value in edges.items():
        graph.add_edge(source, target, mark=value)
    folder = tmp_path_factory.mktemp("any")
    write_graphs(replace(empty_summary(), post_graph=graph), folder)
    marks = prepare(graph).of_edges.get("mark")
    for read in (nx.read_graphml(folder / "posts.graphml"), nx.read_gexf(folder / "posts.gexf")):
        for source, target, attributes in graph.edges(data=True):
            expected = plain(attributes).get("mark")
            found = read.edges[source, target].get("mark")
            if marks and marks.kind == "string" and expected is not None:
                expected = str(expected).lower() if isinstance(expected, bool) else str(expected)
                found = found or ""  # an element without text reads as none
            assert _folded(found) == _folded(expected)


@settings(max_examples=examples(15), deadline=None)
@given(st.lists(st.text(alphabet=",;\"'\n\r\t \x00=@aé\ud800", max_size=6), min_size=1, max_size=5))
def test_any_text_comes_back_from_csv(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    graph: nx.DiGraph[int] = nx.DiGraph()
    for number, text in enumerate(texts):
        graph.add_edge(number, number + 1, note=text)
    folder = tmp_path_factory.mktemp("text")
    write_graphs(replace(empty_summary(), post_graph=graph), folder)
    with (folder / "posts-edges.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row.get("note", "") for row in rows] == [safe_cell(text) for text in texts]


def test_titles_with_characters_that_xml_forbids(tmp_path: Path) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("https://a.example/", title='\x00A\x0b<b>\x1f \ud800&\ufffe\x7f "quoted"\n second')
    graph.add_node("https://b.example/\x02", title="\x01")
    write_graphs(replace(empty_summary(), post_graph=graph), tmp_path)
    for name in ("posts.gexf", "posts.graphml"):
        etree.parse(tmp_path / name)
    for read in (nx.read_gexf(tmp_path / "posts.gexf"), nx.read_graphml(tmp_path / "posts.graphml")):
        assert set(read) == {"https://a.example/", "https://b.example/"}
        assert read.nodes["https://a.example/"]["label"] == 'A<b> & "quoted"\n second'


def test_values_that_python_takes_for_equal_keep_their_own_text(tmp_path: Path) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    for target, value in zip("bcde", (1, True, 1.0, "1"), strict=True):
        graph.add_edge("a", target, mark=value)
    write_graphs(replace(empty_summary(), post_graph=graph), tmp_path)
    read = nx.read_graphml(tmp_path / "posts.graphml")
    assert [read.edges["a", target]["mark"] for target in "bcde"] == ["1", "true", "1.0", "1"]


def test_what_the_tables_say_wins_and_what_they_leave_open_stays() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("u", title="graph", rank=1)
    graph.add_node("v", title="kept", rank=2)
    graph.add_node("w")
    facts = pd.DataFrame({"url": ["v", "u", "x"], "title": [pd.NA, "table", "none"], "rank": [pd.NA, 2.5, 9]})
    drawn = prepare(graph, facts)
    found = {name: [*column.part(str, "-")(range(3))] for name, column in drawn.of_nodes.items()}
    assert found == {
        "label": ["table", "kept", "w"],
        "rank": ["2.5", "2", "-"],
        "title": ["table", "kept", "-"],
    }
    assert drawn.of_nodes["rank"].kind == "double"


def _folded(value: Any) -> Any:
    """XML folds a carriage return into a line feed."""
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


def test_edge_list_is_safe_in_a_spreadsheet(tmp_path: Path) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edge("=1+1", "b", weight=-2.5, note="@x")
    write_graphs(replace(empty_summary(), blog_graph=graph), tmp_path)
    with (tmp_path / "blogs-edges.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row == {"Source": "'=1+1", "Target": "b", "Type": "Directed", "Weight": "-2.5", "note": "'@x"}


@pytest.mark.parametrize("at_once", [1, 2, 4, 100])
def test_rows_are_ordered_and_whole_however_many_are_made_at_once(
    at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graphcolumns, "_AT_ONCE", at_once)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("d", label="D")
    graph.add_node("a", label="L", title="T")
    for source, target, weight in (("c", "a", 2), ("a", "c", None), ("b", "a", 3), ("a", "b", None)):
        graph.add_edge(source, target, **({"weight": weight} if weight else {}))
    write_graphs(replace(empty_summary(), post_graph=graph), tmp_path)
    nodes = (tmp_path / "posts-nodes.csv").read_text()
    assert nodes == "Id,Label,title\na,T,T\nb,b,\nc,c,\nd,D,\n", "a title names a node before its label does"
    edges = ["a,b,Directed,1", "a,c,Directed,1", "b,a,Directed,3", "c,a,Directed,2"]
    assert (tmp_path / "posts-edges.csv").read_text().splitlines()[1:] == edges
    drawn = etree.parse(tmp_path / "posts.gexf").getroot()
    assert [(edge.get("id"), edge.get("weight")) for edge in drawn.iter("{*}edge")] == [
        ("0", None),
        ("1", None),
        ("2", "3"),
        ("3", "2"),
    ]


def test_a_weight_in_words_is_an_attribute_like_others(tmp_path: Path) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edge("a", "b", weight="heavy")
    write_graphs(replace(empty_summary(), post_graph=graph), tmp_path)
    (edge,) = etree.parse(tmp_path / "posts.gexf").getroot().iter("{*}edge")
    assert edge.get("weight") is None
    assert [one.get("value") for one in edge.iter("{*}attvalue")] == ["heavy"]
    assert nx.read_graphml(tmp_path / "posts.graphml").edges["a", "b"]["weight"] == "heavy"
