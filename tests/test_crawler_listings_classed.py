# ruff: noqa: E501 (markup stands as blogs print it)
"""What the class of an element around a record says of its kind, and a blog's name that its title repeats."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Linkback

URL = "https://orchard.example/archives/9-Buoy.html"
OWLS = '<h4><cite>Barn</cite> on <time datetime="2014-03-03T09:12:00+01:00">March 3, 2014</time>: <a href="https://barn.example/owls">Owls</a></h4>'


def only(section: str) -> Linkback:
    page = f"<html lang=en><title>Buoy | Orchard</title><body><h2>Buoy</h2><p>It lay far out.</p>{section}"
    rows = read_page(page.encode(), URL).linkbacks
    assert len(rows) == 1
    return rows[0]


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ('<article id="c62" class="pingback tb-even">{}</article>', "pingback"),
        ('<div class="pingback"><div>{}</div></div>', "pingback"),
        ('<article id="c62" class="trackback tb-even">{}</article>', "trackback"),
        ('<article id="c62" class="tb-even">{}</article>', "trackback"),
        # two names, and names that are longer
        ('<article class="pingback trackback">{}</article>', "trackback"),
        ('<article class="pingbacks-and-more">{}</article>', "trackback"),
    ],
)
def test_a_kind_by_the_class_around_a_record(entry: str, kind: str) -> None:
    row = only(f'<section id="trackbacks"><h3>Trackbacks</h3>{entry.format(OWLS)}</section>')
    assert (row.kind, row.source, row.title) == (kind, "https://barn.example/owls", "Owls")


@pytest.mark.parametrize(
    ("title", "label", "read"),
    [
        ("Owls - Barn", "Weblog: Barn, Received: May 13, 09:12", ("Owls", "Barn")),
        ("Owls - Barn", "Weblog: Barn<br>Received: May 13, 09:12", ("Owls", "Barn")),
        ("Owls", "Weblog: Barn, Received: May 13, 09:12", ("Owls", "Barn")),
        # another's name, a name of several parts, a comma that is part of the name
        ("Owls - Mice", "Weblog: Barn, Received: May 13, 09:12", ("Owls - Mice", "Barn")),
        ("Owls", "Weblog: Barn, Byre, Received: May 13, 09:12", ("Owls", "Barn, Byre")),
        ("Owls-Barn", "Weblog: Barn, Received: May 13, 09:12", ("Owls-Barn", "Barn")),
    ],
)
def test_a_title_that_repeats_the_blog(title: str, label: str, read: tuple[str, str]) -> None:
    entry = f'<li id="li-comment-71" class="serendipity_comment"><div id="comment-71"><div class="commentbody"><cite><a href="https://barn.example/owls">{title}</a></cite><br><small class="commentmetadata">{label}</small><p>They hunt mice.</p></div></div></li>'
    row = only(f'<h3 id="trackbacks">1 Trackback</h3><ul class="trackback">{entry}</ul>')
    assert (row.title, row.site) == read
