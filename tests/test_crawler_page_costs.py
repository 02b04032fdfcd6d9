"""Pages that are made to cost much: what is done for them stays in proportion to their size."""

from __future__ import annotations

import cProfile

import pytest
from selectolax.lexbor import LexborHTMLParser

from crawler import read_page
from crawler.markup.nesting import shallow

URL = "https://blog.example/2006/03/a/"
LINK = '<a href="http://s.example/1">T</a>'


def calls(markup: str) -> int:
    """How many functions reading a page calls: a measure of its cost that no other process disturbs."""
    profile = cProfile.Profile()
    with profile:
        read_page(markup.encode(), URL)
    return sum(entry.callcount for entry in profile.getstats())


# Each is repeated: parts of trackbacks within each other, headings without end, lists that nobody closes.
REPEATED = [
    f"<h2>Trackback</h2><ul><li>S <ul><li>{LINK}",
    f"<div><h2>Trackbacks</h2>{LINK}",
    f"<b>Trackbacks</b><br>{LINK}<br>",
    f"<b>Trackbacks</b><div>{LINK}</div>",
    f"<dl><dt>Trackbacks<dd>{LINK}",
    '<ol class="commentlist"><li class="comment pingback">',
    f'<div class="trackback">{LINK}',
    "<b><p>",
    f'<ul class="pings"><li>{LINK} x ',
    f"<h3>Trackbacks</h3><ul><li>{LINK} y",
    f'<dl class="pings"><dt>{LINK}<dd>x',
    f'<div id="c1" class="trackback">{LINK} Weblog: x',
    '<a href="#pings">Trackbacks (2)</a><ul id="pings"><li>x</li></ul>',
    f'<div class="PingbacksList-list"><div class="Pingback-root">{LINK}</div></div>',
    f'<link rel="webmention" href="/w"><div class="mentions"><h3>Mentions</h3>{LINK}<time>2006</time></div>',
]


@pytest.mark.parametrize("piece", REPEATED)
def test_a_page_costs_in_proportion_to_its_tags(piece: str) -> None:
    markup, part = piece * 600, piece * 150
    read_page(part.encode(), URL)  # what is learned from the first page of a kind is none of its cost
    least, cost = calls(part), calls(markup)
    assert cost < 1000 * markup.count("<")
    assert cost < 4.6 * least


@pytest.mark.parametrize("closes", ["", "</x></x>"])
@pytest.mark.parametrize("count", [1800, 6000])
def test_open_formatting_is_not_repeated_without_end(count: int, closes: str) -> None:
    markup = "".join(f"<b id=c{i}>{closes}<p>x" for i in range(count))
    assert len(LexborHTMLParser(shallow(markup)).css("*")) < 12 * count


def test_an_entry_with_many_signatures_costs_in_proportion() -> None:
    markup = '<ol class="pinglist"><li>' + f'<p class="posted">{LINK} y</p>' * 600
    assert calls(markup) < 1000 * markup.count("<")


def test_links_that_nobody_closes_stay() -> None:
    page = read_page((f"<p>{LINK[:-4]}" * 4000).encode(), URL)
    assert len(page.links) == 4000


def test_signs_of_a_font_of_icons_are_no_links() -> None:
    page = read_page(
        f"<h2>Trackbacks</h2><p>{LINK} \ue001\ue002 from A Blog \ue005 on March 4, 2006 \uf0c1</p>".encode(),
        URL,
    )
    assert [(row.source, row.published) for row in page.linkbacks] == [("http://s.example/1", "2006-03-04")]


RUNS = ["!", "» ", "| ", "by ", "on ", "@ ", "&nbsp;", "[...] ", "2006-"]
PLACES = [
    '<h3>Trackbacks</h3><ul><li><a href="http://s.example/1">{} z</a> x on May 3, 2006</ul>',
    f"<h3>Trackbacks</h3><ul><li>{LINK} {{}} z</ul>",
    f"<h3>Trackbacks</h3><p>{LINK} from B {{}} z<br>Tracked on May 3, 2006</p>",
    f"<h3>Trackbacks</h3><p>Title: {LINK}<br>Excerpt: {{}}<br>Weblog: {{}} z<br>Tracked: {{}} z</p>",
]


# No test measures time: what is quadratic takes minutes here, and the limit ends it.
@pytest.mark.timeout(60)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("run", RUNS)
def test_signs_without_end_cost_in_proportion(place: str, run: str) -> None:
    page = place.format(*[run * (200_000 // len(run))] * place.count("{}"))
    assert read_page(page.encode(), URL).url == URL
