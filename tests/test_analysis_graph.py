"""Graphs of a corpus: the same edges as its tables, nothing converted, and files of other people's edges."""

from __future__ import annotations

import gzip
import io
import random
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from made_network import three_blogs

from analysis import Corpus, load
from analysis.csr import CsrDiGraph, backend
from analysis.edge_lists import EdgeListError, read_edge_list, read_gml
from analysis.graph import approximate_harmonic, blog_graph, edge_table, node_table, post_graph
from analysis.summary import summarize
from crawler.errors import TrackgraphError


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return load(three_blogs().write(tmp_path_factory.mktemp("graph") / "three.db"))


def test_edges_are_the_references(corpus: Corpus) -> None:
    graph, references = post_graph(corpus), corpus.references
    assert type(graph) is CsrDiGraph
    assert list(graph) == corpus.labels
    assert list(graph.edges) == list(zip(references["source"], references["target"], strict=True))
    for row in references.to_dict("records"):
        data = graph.edges[row["source"], row["target"]]
        # A graph's edge says whether a link was seen, not whether anybody looked.
        seen = None if pd.isna(row["found"]) else row["found"]
        assert (data["listed"] > 0, data.get("found")) == (row["listed"], seen)
        assert data["weight"] == 1
        assert data["self_linkback"] == row["self"]
        for name in (
            "kinds",
            "verdict",
            "rel",
            "anchor",
            "first_date",
            "last_date",
            "evidence",
            "clean",
        ):
            assert data.get(name, "") == row[name], name


def test_nodes_carry_their_pages(corpus: Corpus) -> None:
    graph = post_graph(corpus)
    for row in corpus.pages.to_dict("records"):
        data = graph.nodes[row["url"]]
        assert data["is_post"] == row["is_post"]
        assert data.get("title", "") == row["title"]


def test_details_wait_until_they_are_wanted(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = post_graph(corpus)
    asked: list[str] = []
    monkeypatch.setattr(graph.edge_columns, "_complete", lambda: asked.append("edges"))
    nx.pagerank(graph)
    nx.harmonic_centrality(graph)
    list(nx.strongly_connected_components(graph))
    dict(graph.in_degree(weight="listed"))
    assert not asked


def test_blog_graph_counts_clean_references_between_blogs(corpus: Corpus) -> None:
    graph, references = blog_graph(corpus), corpus.references
    homes = set(corpus.blogs["url"])
    assert set(graph) == homes
    clean = references[references["clean"] & references["source_blog"].isin(homes)]
    clean = clean[clean["source_blog"] != clean["target_blog"]]
    expected = clean.groupby(["source_blog", "target_blog"]).size().to_dict()
    assert expected
    assert {(u, v): weight for u, v, weight in graph.edges(data="weight")} == expected
    for _, _, data in graph.edges(data=True):
        assert data["evidence"] in set(references["evidence"])
        assert data["first_date"] <= data["last_date"]


def test_order_of_crawling_changes_nothing(corpus: Corpus, tmp_path: Path) -> None:
    other = load(three_blogs().write(tmp_path / "shuffled.db", shuffle=random.Random(5)))
    for make in (post_graph, blog_graph):
        pd.testing.assert_frame_equal(edge_table(make(corpus)), edge_table(make(other)))
        pd.testing.assert_frame_equal(node_table(make(corpus)), node_table(make(other)))


def test_no_self_linkback_and_no_spam_in_the_blog_graph(corpus: Corpus, tmp_path: Path) -> None:
    sites = sorted(set(corpus.page_sites) - {""})
    denied = load(three_blogs().write(tmp_path / "denied.db"), deny=(*sites, "old-beta.example"))
    assert sum(listed for _, _, listed in blog_graph(corpus).edges(data="listed")) > 0
    assert sum(listed for _, _, listed in blog_graph(denied).edges(data="listed")) == 0
    assert post_graph(denied).number_of_edges() == post_graph(corpus).number_of_edges()


def test_reports_convert_no_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the graph was converted")

    monkeypatch.setattr(backend, "convert_to_nx", refuse)
    monkeypatch.setattr(CsrDiGraph, "to_networkx", refuse)
    monkeypatch.setattr(nx.DiGraph, "add_edges_from", refuse)
    summary = summarize(three_blogs().write(tmp_path / "three.db"))
    ranks = nx.pagerank(summary.post_graph)
    assert sum(ranks.values()) == pytest.approx(1)
    for function in (
        nx.harmonic_centrality,
        nx.reciprocity,
        nx.in_degree_centrality,
        nx.number_weakly_connected_components,
    ):
        function(summary.blog_graph)


@pytest.mark.parametrize("make", [post_graph, blog_graph])
@pytest.mark.parametrize(
    ("write", "read"), [(nx.write_gexf, nx.read_gexf), (nx.write_graphml, nx.read_graphml)]
)
def test_files_for_other_programs(corpus: Corpus, make: Any, write: Any, read: Any) -> None:
    graph, held = make(corpus), io.BytesIO()
    write(graph, held)
    held.seek(0)
    found = read(held)
    assert set(found.edges) == set(graph.edges)
    assert nx.get_edge_attributes(found, "evidence") == nx.get_edge_attributes(graph, "evidence")
    assert nx.get_edge_attributes(found, "first_date") == nx.get_edge_attributes(graph, "first_date")


def test_approximate_harmonic_by_label(corpus: Corpus) -> None:
    graph = post_graph(corpus)
    values, error = approximate_harmonic(graph)
    exact = nx.harmonic_centrality(graph)
    assert error == 0
    assert values.to_dict() == pytest.approx(
        {node: value / (len(graph) - 1) for node, value in exact.items()}
    )


@pytest.mark.parametrize(
    "text",
    [
        "a b 2\nb c\nb c\n",
        "a,b,2\nb,c,1\nb,c,1\n",
        "# made by hand\nsource\ttarget\tlinks\na\tb\t2\nb\tc\t2\n",
        "From;To\na;b\nb;c\na;b\nb;c",
        "\ufeffsource,target\na,b\na,b\nb,c,2\n",
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_edge_lists(tmp_path: Path, text: str, packed: bool) -> None:
    path = tmp_path / ("edges.csv.gz" if packed else "edges.csv")
    path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
    graph = read_edge_list(path)
    assert list(graph.edges(data="weight")) == [("a", "b", 2.0), ("b", "c", 2.0)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\n", "no source and target"),
        ("a b many\n", "no number of links"),
        ("a b nan\n", "no number of links"),
        ("a b -inf\n", "no number of links"),
        (f"{'a' * 200_000},b\n", "field larger"),
    ],
    ids=["one column", "words", "no number", "infinite", "a huge field"],
)
def test_what_is_no_edge_list(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "edges.txt").write_text(text)
    with pytest.raises(EdgeListError, match=message):
        read_edge_list(tmp_path / "edges.txt")
    with pytest.raises(TrackgraphError, match="cannot read"):
        read_edge_list(tmp_path / "missing.txt")


@pytest.mark.parametrize(
    "packed",
    [b"a b\n", gzip.compress(b"a b\n" * 99)[:-9], gzip.compress(b"a b\n")[:12] + b"\xff" * 9],
    ids=["not packed", "cut off", "damaged"],
)
def test_a_packed_file_that_is_broken_is_told(tmp_path: Path, packed: bytes) -> None:
    (tmp_path / "edges.gz").write_bytes(packed)
    with pytest.raises(EdgeListError, match=r"cannot read .*edges\.gz"):
        read_edge_list(tmp_path / "edges.gz")


def test_an_empty_edge_list_is_an_empty_graph(tmp_path: Path) -> None:
    (tmp_path / "edges.txt").write_text("# nothing\n")
    assert len(read_edge_list(tmp_path / "edges.txt")) == 0


GML = """graph [ directed 1
  node [ id 1 label "left.example" value 0 source "a,b" ]
  node [ id 2 label "r&#233;st.example" value 1 ]
  edge [ source 1 target 2 ]
  edge [ source 1 target 2 ]
  edge [ source 2 target 2 ]
]"""


def test_gml_with_repeated_edges(tmp_path: Path) -> None:
    (tmp_path / "blogs.gml").write_text(GML)
    graph = read_gml(tmp_path / "blogs.gml")
    assert list(graph.nodes(data="value")) == [("left.example", "0"), ("rést.example", "1")]
    assert {(u, v): w for u, v, w in graph.edges(data="weight")} == {
        ("left.example", "rést.example"): 2.0,
        ("rést.example", "rést.example"): 1.0,
    }


@pytest.mark.parametrize(
    "text", ["", "a,b\n", "graph [ node [ id 1 ] node [ id 1 ] ]", "node [ id 1 ] edge [ source 1 target 2 ]"]
)
def test_what_is_no_gml(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.gml").write_text(text)
    with pytest.raises(EdgeListError, match=r"x\.gml"):
        read_gml(tmp_path / "x.gml")


def test_zachary_as_an_edge_list(tmp_path: Path) -> None:
    plain = nx.karate_club_graph().to_directed()
    nx.write_edgelist(plain, tmp_path / "karate.txt", data=False)
    graph = read_edge_list(tmp_path / "karate.txt")
    ranks = {int(str(node)): rank for node, rank in nx.pagerank(graph, weight=None).items()}
    assert ranks == pytest.approx(nx.pagerank(plain, weight=None, tol=1e-12), abs=1e-8)
    assert np.isclose(nx.overall_reciprocity(graph), 1.0)
