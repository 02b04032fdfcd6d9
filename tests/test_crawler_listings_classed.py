# ruff: noqa: E501 (markup stands as blogs print it)
"""What the class of an element around a record says of its kind, a blog's name that its title repeats, and lists of
sentences below a heading of trackbacks."""

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


@pytest.mark.parametrize(
    ("items", "listed"),
    [
        (["{} says how pings are sent.", "{} is simpler."], 0),
        (["{} says how pings are sent."], 0),
        (["{} <em>says</em> how pings are sent."], 0),
        # whose it is, when, the beginning of a text, a text that is cut, no sentence
        (["{} from Barn", "{} from Byre"], 2),
        (["{} says so, 3 May 2008.", "{} on 4 May 2008."], 2),
        (["{} They hunt mice at dusk.", "{} They sleep all day."], 2),
        (["{} [...] hunt mice at dusk. [...]", "{} [...] sleep all day. [...]"], 2),
        (["{} hunt mice at dusk...", "{} is simpler."], 2),
        (["{}", "{}"], 2),
    ],
)
def test_a_list_of_sentences_is_none_of_linkbacks(items: list[str], listed: int) -> None:
    links = (f'<a href="https://site{number}.example/owls">Owls {number}</a>' for number in range(9))
    said = "".join(f"<li>{item.format(next(links))}</li>" for item in items)
    page = f"<html lang=en><title>Buoy | Orchard</title><body><h1>Buoy</h1><p>It lay far out.</p><h2>Trackbacks</h2><ul>{said}</ul>"
    assert len(read_page(page.encode(), URL).linkbacks) == listed


@pytest.mark.parametrize(
    ("said", "comments"),
    [
        ("No trackbacks yet.", 0),
        ("No pingbacks found", 0),
        ("No trackbacks yet? Here is mine.", 1),
        ("Well said.", 1),
    ],
)
def test_what_says_that_there_are_no_trackbacks_is_no_comment(said: str, comments: int) -> None:
    page = f'<title>Buoy | Orchard</title><h1>Buoy</h1><p>It lay far out.</p><div id="trackback-list"><ol class="commentlist"><li class="comment"><p>{said}</p></li></ol></div>'
    assert read_page(page.encode(), URL).comments_count == comments
