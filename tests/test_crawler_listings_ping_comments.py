"""Pings kept as comments: those whose whole text is "PingBack from ADDRESS", by their author's
link, or as WordPress keeps a trackback."""

from __future__ import annotations

import pytest

from crawler import read_page

LINK = '<a href="http://plum.example/2">http://plum.example/2</a>'
SAID = [
    (f"<p>PingBack from {LINK}</p>", "http://plum.example/2"),
    ("<p>PingBack from http://plum.example/2</p>", "http://plum.example/2"),
    (f"<p>Pingback from {LINK} received.</p>", "http://plum.example/2"),
    (f"<div>Trackback from: {LINK}</div>", "http://plum.example/2"),
    # none
    (f"<p>Pingback from {LINK}, again</p>", None),
    (f"<p>A Pingback from {LINK}</p>", None),
    ("<p>Pingback from Plum</p>", None),
    (f"<p>Pingback from {LINK}</p><p>What is that?</p>", None),
    ("<p>Pingback from http://orchard.example/2</p>", None),
    (f"<p>Pingback from {LINK} and {LINK}</p>", None),
]


@pytest.mark.parametrize(("said", "source"), SAID)
def test_said(said: str, source: str | None) -> None:
    body = f"<h1>Pruning</h1><h3>Comments</h3><div id=comments><div class=comment>{said}</div></div>"
    page = read_page(body.encode(), "http://orchard.example/1")
    assert [row.source for row in page.linkbacks] == ([source] if source else [])


LINKED = [
    ("http://plum.example/2.aspx", "http://plum.example/2.aspx"),
    ("/utility/Redirect.aspx?U=http://plum.example/2.aspx", "http://plum.example/2.aspx"),
    ("/utility/Redirect.aspx?U=http%3A%2F%2Fplum.example%2F2", "http://plum.example/2"),
    # the own site
    ("/services/trackbacks/4.aspx", None),
    ("/utility/Redirect.aspx?U=http://orchard.example/2", None),
]


@pytest.mark.parametrize(("href", "source"), LINKED)
def test_the_author_link_called_trackback(href: str, source: str | None) -> None:
    body = f"""<h1>Pruning</h1><div id=comments><div class=comment>
<h4><a href="#1">#</a> Pears @ 5/13/2008</h4>
<p>Dry.</p><p class=foot><a title="TrackBack" href="{href}">Anonymous</a></p></div></div>"""
    page = read_page(body.encode(), "http://orchard.example/1")
    assert [row.source for row in page.linkbacks] == ([source] if source else [])


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("<p><strong>Hardy plums…</strong></p><p>What the orchard grows…</p>", "Hardy plums…"),
        # set in lines, as tools that tidy pages do
        ("<p>\n <strong>Hardy plums&#8230;</strong>\n</p>\n<p>\n What grows&#8230;\n</p>", "Hardy plums…"),
        # people
        ("<p><strong>Hardy plums…</strong> they say</p><p>What the orchard grows…</p>", None),
        ("<p><strong>Hardy plums…</strong></p><p>What the orchard grows.</p>", None),
        ("<p><strong>Hardy plums…</strong></p>", None),
    ],
)  # fmt: skip
def test_a_bold_title_and_a_text_both_cut_off(text: str, title: str | None) -> None:
    cite = '<cite><a href="http://plum.example/2">The Plum</a></cite>'
    item = f'<li id="comment-4">{cite} said: <small>March 3rd, 2008</small>{text}</li>'
    other = '<li id="comment-3"><cite>Ann</cite> said: <small>March 2nd, 2008</small><p>Fine.</p></li>'
    body = f"<h1>Pruning</h1><h3>2 Comments</h3><ol class=commentlist>{other}{item}</ol>"
    page = read_page(body.encode(), "http://orchard.example/1")
    assert [(row.title, row.site) for row in page.linkbacks] == ([(title, "The Plum")] if title else [])


PING = """<div id="pingbacks"><h2>Pingbacks</h2><div class="pingback odd" id="p7">
<span class="pingback-time"><a href="#p7">1.10.2012 14:06</a></span>
<span class="pingback-title"><a class="pingback-url" href="http://loom.example/1" rel="nofollow">A loom</a>
<span class="pingback-location">{}</span></span>{}</div></div>"""


@pytest.mark.parametrize(
    ("beside", "below", "site", "excerpt"),
    [
        ("@loom.example", '<div class="text">Of a barn.</div>', "loom.example", "Of a barn."),
        ("@www.loom.example", '<div class="message">Of a barn.</div>', "www.loom.example", "Of a barn."),
        ("@yarn.example", '<div class="text">Of a barn.</div>', None, "Of a barn."),
        ("at noon", '<p>Of a barn.</p><div class="text">Reply</div>', None, "Of a barn."),
        ("", '<div class="buttons">Reply</div>', None, None),
    ],
)
def test_parts_of_a_pingback_of_byteflow(
    beside: str, below: str, site: str | None, excerpt: str | None
) -> None:
    page = f"<title>A barn</title><h1>A barn</h1><p>Words.</p>{PING.format(beside, below)}"
    (row,) = read_page(page.encode(), "https://hay.example/2012/09/barn/").linkbacks
    assert (row.title, row.site, row.excerpt, row.published) == ("A loom", site, excerpt, "2012-10-01T14:06")
