# ruff: noqa: E501 (markup stands as blogs print it)
"""Entries and lists that only look like linkbacks: what people say in comments, searches for links, advertisements."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.listings import read_listings
from crawler.markup.document import Document
from crawler.records import Linkback

URL = "https://orchard.example/2008/03/apples/"
CITE = '<p><cite>{word} by <a href="https://barn.example" rel="external nofollow">Barn</a> — March 2, 2008</cite></p>'
TISTORY = (
    '<ol><li id="trackback20"><h4><a href="https://barn.example/88">Owls</a></h4><p>{line} '
    '<span class="date">2009/10/22 11:00</span></p><p>The text of it.</p></li></ol>'
)


def read(markup: str) -> tuple[Linkback, ...]:
    return read_listings(Document(f"<body>{markup}</body>", URL), URL).linkbacks


@pytest.mark.parametrize(
    ("word", "listed"), [("Trackback", 1), ("Pingback", 1), ("Comment", 0), ("Kommentar", 0)]
)
def test_the_line_of_authorship_tells_a_comment(word: str, listed: int) -> None:
    said = '<p>Trackback by <a href="https://mill.example">Mill</a>? No.</p>' if not listed else "<p>No.</p>"
    assert (
        len(read(f'<ol id="commentlist"><li id="comment-1">{said}{CITE.format(word=word)}</li></ol>'))
        == listed
    )


@pytest.mark.parametrize(
    ("targets", "listed"),
    [
        (("https://barn.example/1", "https://mill.example/2"), 2),
        (("http://blogsearch.google.com/?q=link:x", "http://www.technorati.com/search/x"), 0),
        (("https://www.google.com/search?q=link%3Aorchard.example", "http://www.bloglines.com/citations?url=x"), 0),
        (("http://technorati.com/weblog/2008/03/1.html", "https://mill.example/2"), 2),
        (("http://www.movabletype.org/trackback/", "https://mill.example/2"), 0),
        (("https://en.wikipedia.org/wiki/Trackback", "https://mill.example/2"), 0),
        (("https://en.wikipedia.org/wiki/Apple", "https://mill.example/2"), 2),
        (("https://barn.example/apple-1.2.zip", "https://barn.example/apple-1.1.zip"), 0),
        (("https://barn.example/apple.tar.gz?x=1", "https://mill.example/2"), 0),
        (("https://barn.example/zip", "https://mill.example/2.html"), 2),
    ],
)  # fmt: skip
def test_a_list_that_leads_to_searches_or_explains_is_none(targets: tuple[str, ...], listed: int) -> None:
    items = "".join(f'<li><a href="{target}">A page</a></li>' for target in targets)
    assert len(read(f"<h3>Links to this post</h3><ul>{items}</ul>")) == listed


@pytest.mark.parametrize(
    ("name", "listed"), [("list", 1), ("ad", 0), ("ads box", 0), ("adverts", 0), ("loads", 1)]
)
def test_advertisements_below_a_heading(name: str, listed: int) -> None:
    markup = '<ul><li><a href="https://barn.example/1" rel="nofollow">Cheap flights</a></li></ul>'
    assert len(read(f'<h3>Pingbacks</h3><div class="{name}">{markup}</div>')) == listed


@pytest.mark.parametrize(
    "line",
    ["Tracked from <b>Barn</b>", "<span>Tracked from</span> <strong>Barn</strong>", "Tracked from Barn |"],
)
def test_the_site_behind_a_label_of_its_own(line: str) -> None:
    assert [(each.site, each.published) for each in read(TISTORY.format(line=line))] == [
        ("Barn", "2009-10-22T11:00")
    ]


def test_an_invitation_is_no_excerpt() -> None:
    entry = '<h4><a href="https://eki.example/77">駅弁</a></h4><div>冷めてもおいしいという話を読んだ。</div><ul><li>2008-04-07 12:30</li><li>駅めぐり</li></ul>'
    markup = f'<div id="tb"><h3>trackback</h3><p>この記事にトラックバックする(ユーザー)</p><div class="trackback">{entry}</div></div>'
    assert [each.excerpt for each in read(markup)] == ["冷めてもおいしいという話を読んだ。"]


POINTED = '<p>» <a href="https://barn.example/1">Owls</a> from Barn<br>They hunt at night. <a href="https://barn.example/1">[Read More]</a></p>'
TRACKED = '<p class="posted">Tracked on July 3, 2005 08:00 AM</p>'
LABELLED = '<p>Title: <a href="https://barn.example/1">Owls</a><br>Excerpt: They hunt.<br>Weblog: Barn<br>Date: July 2, 2005</p>'
RDF = '<!-- <rdf:Description trackback:ping="https://orchard.example/mt-tb.cgi/1" /> -->'


@pytest.mark.parametrize(
    ("markup", "listed"),
    [
        (f"<h2>TrackBack</h2>{POINTED}", 1),
        (f"{POINTED}{TRACKED}", 1),
        (f"{RDF}{POINTED}{TRACKED}", 1),
        (f"<h2>TrackBack</h2>{LABELLED}", 1),
        (POINTED, 0),
        (f"{RDF}{POINTED}", 0),
        (LABELLED, 0),
    ],
)
def test_what_an_author_has_read_is_printed_as_pings_are(markup: str, listed: int) -> None:
    assert len(read(markup)) == listed


@pytest.mark.parametrize(
    ("heading", "target", "listed"),
    [
        ("2 backlinks", "https://barn.example/1", 1),
        ("2 backlinks", "https://orchard.example/1", 0),
        ("2 Trackbacks", "https://orchard.example/1", 1),
    ],
)
def test_notes_of_one_site_that_link_each_other(heading: str, target: str, listed: int) -> None:
    items = "".join(f'<li><a href="{target}{n}">A note</a></li>' for n in range(2))
    assert bool(read(f"<h3>{heading}</h3><ul>{items}</ul>")) == bool(listed)


@pytest.mark.parametrize(
    ("names", "listed"),
    [("", 1), ("alt", 1), ("comment even thread-even depth-1", 0), ("comment byuser odd", 0)],
)
def test_the_class_of_a_comment_is_believed_before_its_words(names: str, listed: int) -> None:
    said = '<p><a href="https://barn.example/1">Owls</a> on May 5, 2014</p><p>[&#8230;] as the orchard says [&#8230;]</p>'
    markup = f'<h3>1 Comment</h3><ol><li id="comment-1" class="{names}">{said}</li></ol>'
    assert len(read(markup)) == listed


@pytest.mark.parametrize(
    ("generator", "listed"),
    [("", 1), ("WordPress 2.0", 1), ("Jekyll v3.8", 1), ("Movable Type 3.2", 0), ("TypePad", 0)],
)
def test_clipped_comments_are_pingbacks_where_the_software_takes_any(generator: str, listed: int) -> None:
    meta = f'<meta name="generator" content="{generator}">' if generator else ""
    signed = (
        '<cite><a href="http://barn.example/2006/05/03/walks/" rel="nofollow">Barn: Walks</a></cite> Says:'
    )
    item = f"<li>{signed}<br><small>May 3rd, 2006</small><p>[...] a walk, says Orchard [...]</p></li>"
    assert len(read(f"{meta}<h3>1 Response</h3><ol>{item}</ol>")) == listed


OWN_PING = """<title>Crates</title><h1>Crates</h1><p>Words.</p><div id="said"><{list}>
<li class="{name}" id="comment-7"><a href="https://barge.example/1" rel="nofollow">Barge</a>{behind}</li></{list}></div>"""


@pytest.mark.parametrize(
    ("listing", "name", "behind", "kind"),
    [
        ("ol", "ping", '<small><span class="pingtype">Pingback</span> on <a href="#comment-7">Oct 2nd, 2007</a></small>', "pingback"),
        ("ol", "ping", "<span>Trackback</span> on Oct 2nd, 2007", "trackback"),
        ("ol", "ping", "<p>The word trackback is a word of prose.</p>", "unknown"),
        ('ul id="trackbacks"', "ping", "", "trackback"),
        ('ul class="pingbacks"', "ping", "", "pingback"),
        ('ul id="pings"', "ping", "", "unknown"),
        ('ul id="trackbacks"', "ping comment-pingback", "", "pingback"),
    ],
)  # fmt: skip
def test_the_kind_of_what_a_theme_calls_a_ping(listing: str, name: str, behind: str, kind: str) -> None:
    page = OWN_PING.format(list=listing, name=name, behind=behind)
    (row,) = read_page(page.encode(), "https://quay.example/2007/10/crates/").linkbacks
    assert (str(row.kind), row.title) == (kind, "Barge")


@pytest.mark.parametrize(
    ("inside", "title", "published"),
    [
        ("Barge <small>pingbacked on June 2, 2006, 9:15 am</small>", "Barge", "2006-06-02T09:15"),
        ("Barge <small>(part two)</small>", "Barge (part two)", None),
        ("<small>June 2, 2006</small> Barge", "June 2, 2006 Barge", None),
    ],
)
def test_small_words_that_a_link_ends_with(inside: str, title: str, published: str | None) -> None:
    item = f'<li id="comment-31"><a href="https://barge.example/1">{inside}</a></li>'
    page = f"<title>Crates</title><h1>Crates</h1><p>Words.</p><h3>Trackbacks</h3><ol>{item}</ol>"
    (row,) = read_page(page.encode(), "https://quay.example/2007/10/crates/").linkbacks
    assert (row.title, row.published) == (title, published)


NUMBERLESS = """<title>Marble</title><h1>Marble</h1><p>Words.</p><h3>Comments</h3>
<div class="box"><p>Marble again, and more of it.</p><i>{line} 12 March 2006 @ <a href="#{own}">7:40 pm</a></i></div>"""


@pytest.mark.parametrize(
    ("line", "own", "kinds"),
    [
        ('Pingback by <a href="http://tile.example/m">Tiles</a>', "comment-71", ["pingback"]),
        ('Comment by <a href="http://tile.example/m">Tiles</a>', "comment-71", []),
        ('Pingback by <a href="http://tile.example/m">Tiles</a>', "note-71", []),
        ("Pingback fan Tiles", "comment-71", []),
    ],
)
@pytest.mark.parametrize("quote", ['"', "'"])
def test_blocks_that_only_a_link_to_the_comment_numbers(
    line: str, own: str, kinds: list[str], quote: str
) -> None:
    markup = NUMBERLESS.format(line=line, own=own).replace('"', quote)
    page = read_page(markup.encode(), "https://quay.example/2006/03/marble/")
    assert [str(row.kind) for row in page.linkbacks] == kinds


LABELLED = """<title>Dill</title><h1>Dill</h1><p>Words.</p><h3>Comments</h3><ol id="commentlist">
<li class="comment Bed" id="comment-2"><ul class="labels"><li><a href="{href}">{word}</a> <a href="#comment-2">3 May 2007</a></li>
<li class="comment-author"><span><a href="http://bed.example/dill">Bed</a></span></li></ul>
<div class="text"><p></p><p><strong>Dill up high</strong></p><p>It grows.</p></div></li></ol>"""


@pytest.mark.parametrize(
    ("href", "word", "found"),
    [
        ("#comment-2", "Trackback", [("trackback", "Dill up high", "Bed", "It grows.", "2007-05-03")]),
        ("#comment-2", "Comment", []),
        ("http://spec.example/", "Trackback", []),
    ],
)
@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_link_of_an_entry_to_itself_says_its_kind(
    href: str, word: str, found: list[tuple[str, ...]], quote: str
) -> None:
    rows = read_page(
        LABELLED.format(href=href, word=word).replace('"', quote).encode(),
        "https://quay.example/2007/05/dill/",
    ).linkbacks
    assert [(str(r.kind), r.title, r.site, r.excerpt, r.published) for r in rows] == found


def test_an_anchor_that_says_the_kind() -> None:
    item = '<li><a name="comment-6">[{}]</a> <a href="http://wave.example/3">Waves</a>@ 2008-06-03<br><p><strong>Talk</strong></p><p>Words of hers.</p></li>'
    page = "<title>Mail</title><h1>Mail</h1><p>Words.</p><h3>Trackbacks and comments</h3><ul>{}</ul>"
    url = "https://quay.example/2008/06/mail/"
    (row,) = read_page(page.format(item.format("Trackback")).encode(), url).linkbacks
    assert (row.title, row.site, row.excerpt) == ("Talk", "Waves", "Words of hers.")
    assert not read_page(page.format(item.format("Comment")).encode(), url).linkbacks


@pytest.mark.parametrize(
    ("href", "count"),
    [
        ("#", 0),
        ("http://quay.example/2012/05/dots/", 0),
        ("https://www.quay.example/2012/05/dots", 0),
        ("https://quay.example/2012/05/dots/?p=2", 1),
        ("https://quay.example/2012/05/stripes/", 1),
        ("https://dot.example/2012/05/dots/", 1),
    ],
)
def test_no_page_mentions_itself(href: str, count: int) -> None:
    # Saved copies have the page's own address where the page had `href="#"`.
    item = f'<li class="pingback even" id="comment-4"><p>Pingback: <a href="{href}" rel="external nofollow" class="url">Week 18</a></p></li>'
    page = f"<title>Dots</title><h1>Dots</h1><p>Words.</p><ol class='commentlist'>{item}</ol>"
    rows = read_page(page.encode(), "https://quay.example/2012/05/dots/").linkbacks
    assert len([row for row in rows if row.source]) == count


@pytest.mark.parametrize(("around", "count"), [('class="sidebar"', 0), ('class="column"', 1)])
def test_bare_classes_in_a_side_bar_are_of_other_posts(around: str, count: int) -> None:
    item = '<li class="pingback"><a href="http://dot.example/w" rel="nofollow" class="url">Week 18</a></li>'
    page = f"<title>Dots</title><h1>Dots</h1><p>Words.</p><div {around}><ul class='new-pingbacks'>{item}</ul></div>"
    assert len(read_page(page.encode(), "https://quay.example/2012/05/dots/").linkbacks) == count


@pytest.mark.parametrize(
    ("cite", "label", "count"),
    [
        ('<cite><a href="http://bo.example/1">Bo</a></cite> says:', "Trackback from", 0),
        ("<cite>Bo</cite> says:", "Pingback:", 0),
        ("", "Trackback from", 1),
        ('<cite><a href="http://bo.example/1">Waves</a></cite>', "Trackback from", 1),
    ],
)
def test_a_label_in_the_words_of_somebody_else(cite: str, label: str, count: int) -> None:
    item = f'<li id="comment-1">{cite}<p>{label} <a href="http://wave.example/2">Waves</a>, whose blog it is</p></li>'
    page = f"<title>Loon</title><h1>Loon</h1><p>Words.</p><ol class='commentlist'>{item}</ol>"
    assert len(read_page(page.encode(), "https://quay.example/2010/05/loon/").linkbacks) == count


@pytest.mark.parametrize(("href", "count"), [("#", 0), ("http://bo.example/1", 1), ("", 1)])
def test_an_entry_that_leads_nowhere_is_a_model(href: str, count: int) -> None:
    item = f'<li class="pingback even depth-1"><p>Pingback: <a href="{href}">A title</a></p></li>'
    page = f"<title>Looks</title><h1>Looks</h1><div><p>So:</p><ol>{item}</ol><p>Then.</p></div>"
    assert len(read_page(page.encode(), "https://quay.example/2010/05/looks/").linkbacks) == count
