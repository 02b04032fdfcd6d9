"""The network on paper: every blog in sight, the biggest first, the same place every time."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations
from typing import Any

import networkx as nx
import pytest
from made_rows import BLOGS
from made_summary import frame, made, one_post

from reports.network import BLOGS_DRAWN, EDGES_LISTED, HEIGHT, NAMED, WIDTH, network
from reports.tables import PACKED

NUMBERS = {url: place for place, (url, _, _) in enumerate(BLOGS)}


@pytest.mark.parametrize(
    ("blogs", "width"), [(1, None), (2, 408), (3, 452), (6, 584), (7, 960), (20, 960), (200, 960)]
)
def test_every_blog_lies_on_a_paper_that_is_narrow_for_a_few(blogs: int, width: int | None) -> None:
    graph = nx.relabel_nodes(nx.path_graph(blogs, nx.DiGraph), str)
    drawn = network(replace(one_post(), blog_graph=graph), {})
    if width is None:
        assert drawn.nodes == ()
        return
    assert (drawn.paper[0], drawn.few) == (width, width < WIDTH)
    assert drawn.paper[1] <= HEIGHT
    room = (60, 30)  # for the half of a name, and the whole of it below
    for node in drawn.nodes:
        assert room[0] < node.x < drawn.paper[0] - room[0]
        assert room[1] < node.y < drawn.paper[1] - room[1]
    assert len({(node.x, node.y) for node in drawn.nodes}) == len(drawn.nodes)


def test_the_same_graph_lies_the_same_whatever_its_order() -> None:
    summary = made(30)
    turned: nx.DiGraph[Any] = nx.DiGraph()
    turned.add_nodes_from(reversed(list(summary.blog_graph)))
    turned.add_edges_from(reversed(list(summary.blog_graph.edges(data=True))))
    assert network(replace(summary, blog_graph=turned), NUMBERS) == network(summary, NUMBERS)


def test_blogs_with_most_referring_sites_come_first_and_lone_ones_are_left_out() -> None:
    drawn = network(made(30), NUMBERS)
    assert [node.number for node in drawn.nodes[:7]] == list(range(7))
    assert 7 not in [node.number for node in drawn.nodes]
    radii = [node.radius for node in drawn.nodes]
    assert radii == sorted(radii, reverse=True)
    assert {node.colour for node in drawn.nodes[:7]} == {1, 2, 3}


def test_a_large_network_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PACKED, "edges", 100)
    graph: nx.DiGraph[Any] = nx.star_graph(400).to_directed()
    drawn = network(replace(one_post(), blog_graph=nx.relabel_nodes(graph, str)), {})
    assert len(drawn.nodes) == BLOGS_DRAWN
    assert drawn.blogs_linked == 401
    assert drawn.edges == 800
    assert len(drawn.rows) == EDGES_LISTED + 100


def test_no_edges_and_loops_draw_nothing() -> None:
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_edge("a", "a")
    graph.add_node("b")
    drawn = network(replace(one_post(), blog_graph=graph), {})
    assert drawn.nodes == drawn.arrows == drawn.rows == ()


def test_evidence_of_an_edge_is_a_page_that_shows_it() -> None:
    summary = made(60)
    clean = summary.references[summary.references["clean"]]
    pages: dict[tuple[str, str], set[str]] = {}
    for row in clean.to_dict("records"):
        pages.setdefault((row["source_blog"], row["target_blog"]), set()).add(row["evidence"])
    rows = network(summary, NUMBERS).rows
    found = {(row.cells[0].text, row.cells[1].text): row.cells[5].text for row in rows}
    known = set(found) & set(pages)
    assert len(known) > len({source for source, _ in known})
    assert {pair for pair, page in found.items() if page} == known
    assert all(found[pair] in pages[pair] for pair in known)


def test_arrows_go_from_rim_to_rim() -> None:
    drawn = network(made(30), NUMBERS)
    assert drawn.arrows
    for arrow in drawn.arrows:
        source, target = drawn.nodes[arrow.source], drawn.nodes[arrow.target]
        length = math.dist((source.x, source.y), (target.x, target.y))
        left = math.dist((source.x, source.y), (arrow.x1, arrow.y1))
        to_go = math.dist((target.x, target.y), (arrow.x1, arrow.y1))
        short = math.dist((target.x, target.y), (arrow.x2, arrow.y2))
        done = math.dist((source.x, source.y), (arrow.x2, arrow.y2))
        assert (left, short) == pytest.approx((source.radius, target.radius + 4), abs=0.2)
        assert (left + to_go, short + done) == pytest.approx((length, length), abs=0.4)


def test_weights_of_any_kind_do_not_stop_the_drawing() -> None:
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_edge("a", "b", weight=None)
    graph.add_edge("b", "c", weight="heavy")
    graph.add_edge("c", "a", weight=0)
    drawn = network(replace(one_post(), blog_graph=graph), {})
    assert len(drawn.arrows) == 3
    assert [row.cells[2].text for row in drawn.rows] == ["1", "1", "0"]


@pytest.mark.parametrize(
    ("blogs", "name", "named"),
    [
        (6, "short", 6),
        (60, "short", NAMED),
        (60, "a name of some length", NAMED),
        (60, "名前の長いブログです", NAMED),
    ],
)
def test_no_name_hides_another(blogs: int, name: str, named: int) -> None:
    graph = nx.relabel_nodes(nx.complete_graph(blogs, nx.DiGraph), lambda place: f"{name}{place}")
    drawn = network(replace(one_post(), blog_graph=graph), {})
    shown = [node for node in drawn.nodes if node.named]
    assert drawn.nodes[0].named
    assert len(shown) == named
    wide = len(name) * (6 if name.isascii() else 12)
    for one, other in combinations(shown, 2):
        assert abs(one.y - other.y) >= 13 or abs(one.x - other.x) >= wide


@pytest.mark.parametrize(
    ("sites", "radii"),
    [
        ((0, 1, 4), [10.2, 7.6, 5.0]),
        ((4, 25, 64), [25.8, 18.0, 10.2]),
        ((100, 400, 900), [26.0, 19.0, 12.0]),  # the largest fits, and the others still differ from it
    ],
)
def test_sizes_tell_blogs_apart_however_many_sites_cite_them(
    sites: tuple[int, ...], radii: list[float]
) -> None:
    blogs = [f"https://{name}.example/" for name in "abc"]
    rows = [{"url": url, "title": "", "referring_sites": n} for url, n in zip(blogs, sites, strict=True)]
    graph = nx.path_graph(blogs, nx.DiGraph)
    drawn = network(replace(one_post(), blogs=frame("blogs", rows), blog_graph=graph), {})
    assert [node.radius for node in drawn.nodes] == radii
    assert not [node.note for node in drawn.nodes if " 1 referring sites" in node.note]
