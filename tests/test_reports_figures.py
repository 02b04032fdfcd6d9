"""Figures: in any script, without foreign warnings, following light and dark, the same every time."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import etree
from made_summary import empty_summary, frame, hostile, made, one_post

from analysis.summary import Summary
from reports.figures import VARIABLES, Picture, draw_figures, for_page

SUMMARIES = {"made": made(60), "one": one_post(), "empty": empty_summary(), "hostile": hostile()}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("made", ["topics", "months", "posts", "blogs"]),
        ("one", []),
        ("empty", []),
        ("hostile", ["topics", "posts", "blogs"]),
    ],
)
def test_a_figure_is_drawn_where_there_is_data(name: str, expected: list[str]) -> None:
    assert [picture.name for picture in draw_figures(SUMMARIES[name])] == expected


@pytest.fixture(scope="module")
def pictures() -> dict[str, Picture]:
    return {picture.name: picture for picture in draw_figures(SUMMARIES["made"])}


def test_labels_stay_text_in_their_own_script(pictures: dict[str, Picture]) -> None:
    root = etree.fromstring(pictures["topics"].svg.encode())
    texts = {"".join(node.itertext()) for node in root.iter("{*}text")}
    assert {"味噌", "كتابة", "Sourdough", "C++"} <= texts


def test_files_are_pictures(pictures: dict[str, Picture]) -> None:
    for picture in pictures.values():
        assert picture.png.startswith(b"\x89PNG")
        assert b"Software" not in picture.png
        assert "<dc:date>" not in picture.svg


def test_the_same_summary_gives_the_same_bytes(pictures: dict[str, Picture]) -> None:
    assert {picture.name: picture for picture in draw_figures(made(60))} == pictures


def test_page_form_has_no_fixed_colour_and_ids_of_its_own(pictures: dict[str, Picture]) -> None:
    seen: set[str] = set()
    for picture in pictures.values():
        svg = for_page(picture)
        assert not [colour for colour in VARIABLES if colour in svg]
        assert "var(--ink)" in svg
        ids = set(re.findall(r'\bid="([^"]+)"', svg))
        assert not ids & seen
        seen |= ids
        for target in re.findall(r"url\(#([^)]+)\)", svg) + re.findall(r'href="#([^"]+)"', svg):
            assert target in ids
        assert re.search(r'<svg [^>]*role="img"', svg)
        assert not re.search(r"<svg [^>]*\b(?:width|height)=", svg)


@pytest.mark.parametrize(
    "topic", ["$x^2$", "$\\frac$", "<b>&amp;</b>", "a\nb", "\U0001f35e", "𒀀", "%s {0}", "  "]
)
def test_odd_labels_are_drawn_as_they_are(topic: str) -> None:
    summary = replace(empty_summary(), topics=_one_topic(topic))
    (picture,) = draw_figures(summary)
    root = etree.fromstring(picture.svg.encode())
    assert " ".join(topic.split()) in {"".join(node.itertext()).strip() for node in root.iter("{*}text")} | {
        ""
    }


def _one_topic(topic: str) -> object:
    return frame("topics", [{"topic": topic, "votes": 2, "yield": 1.0, "yield_low": 0.5, "yield_high": 2.0}])


def test_months_without_linkbacks_keep_their_place() -> None:
    rows = [
        {"month": month, "kind": "trackback", "linkbacks": 3, "clean": 2} for month in ("2005-11", "2006-02")
    ]
    bars = _bars(
        replace(empty_summary(), months=frame("months", [*rows, {"month": "", "kind": "trackback"}]))
    )
    assert bars == 4


def _bars(summary: Summary) -> int:
    (picture,) = draw_figures(summary)
    return (
        len(re.findall(r'<g id="patch_\d+">\s*<path[^>]*style="fill: #0b6f6b"', picture.svg)) - 1
    )  # the legend's


def _months(*months: str) -> Picture:
    rows = [{"month": month, "kind": "trackback", "linkbacks": 3, "clean": 2} for month in months]
    (picture,) = draw_figures(replace(empty_summary(), months=frame("months", rows)))
    return picture


def _texts(picture: Picture) -> list[str]:
    root = etree.fromstring(picture.svg.encode())
    return ["".join(node.itertext()).strip() for node in root.iter("{*}text")]


@pytest.mark.parametrize(
    ("first", "last"),
    [("2005-11", "2006-02"), ("2005-01", "2006-07"), ("2004-03", "2009-12"), ("2003-02", "2013-01")],
)
def test_the_labels_of_months_include_the_first_and_the_last(first: str, last: str) -> None:
    picture = _months(first, last)
    assert picture.title == "Linkbacks by month"
    labels = [text for text in _texts(picture) if re.fullmatch(r"\d{4}-\d\d", text)]
    assert (labels[0], labels[-1]) == (first, last)
    assert 2 <= len(labels) <= 5
    assert len(set(labels)) == len(labels)


def test_a_long_span_has_a_bar_a_year() -> None:
    picture = _months("2003-02", "2003-07", "2024-05")
    assert picture.title == "Linkbacks by year"
    labels = [text for text in _texts(picture) if re.fullmatch(r"\d{4}", text)]
    assert (labels[0], labels[-1]) == ("2003", "2024")
    assert not [text for text in _texts(picture) if re.fullmatch(r"\d{4}-\d\d", text)]


def test_one_month_is_drawn_with_its_label() -> None:
    assert "2005-11" in _texts(_months("2005-11"))


@pytest.mark.parametrize("months", [("2005-11",), ("2005-01", "2005-03"), ("2003-01", "2006-12")])
def test_the_line_of_clean_linkbacks_goes_over_all_bars(months: tuple[str, ...]) -> None:
    svg = for_page(_months(*months))
    lines = [
        _across(d) for d in re.findall(r'<path d="([^"]+)"[^>]*style="fill: none; stroke: var\(--ink\)', svg)
    ]
    bars = [_across(d) for d in re.findall(r'<path d="([^"]+)"[^>]*style="fill: var\(--trackback\)', svg)]
    first, last = max(lines, key=lambda line: line[1] - line[0])
    del bars[-1]  # the legend's
    assert first <= min(bar[0] for bar in bars)
    assert last >= max(bar[1] for bar in bars)


def _across(path: str) -> tuple[float, float]:
    """Where a path begins and ends on the paper, from left to right."""
    places = [float(place) for place in re.findall(r"[ML] ([\d.]+) ", path)]
    return min(places), max(places)
