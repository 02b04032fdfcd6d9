# ruff: noqa: E501 (markup stands as blogs print it)
"""Entries and headings that hardly anything marks: a bare class, a bare text, tabs of a page that was saved."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Linkback

URL = "https://orchard.example/2008/03/apples/"
BARN = "https://barn.example/1"
MILL = "https://mill.example/?p=2"
LINK = f'<a href="{BARN}">Owls</a>'
COMMENT = '<li id="comment-4"><cite>Ned</cite> says: <p>Red.</p></li>'
TYPED = '<li class="comment odd alt"><cite>Ned</cite> says: <p>Red.</p></li>'
DATED = f'{LINK} from Barn, March 5, 2008<br><a href="{MILL}">Flour</a> from Mill, March 6, 2008<br>'


def read(markup: str, *, title: str = "Apples", head: str = "") -> tuple[Linkback, ...]:
    page = f"<html><head><title>{title}</title>{head}</head><body><h2>{title}</h2><p>Words.</p>{markup}</body></html>"
    return read_page(page.encode(), URL).linkbacks


@pytest.mark.parametrize(
    ("markup", "listed"),
    [
        (f'<ol class="commentlist">{{}}<li class="pingback"><p>Pingback: {LINK}</p></li></ol>', 1),
        (f'<ol class="comment-list">{{}}<li class="trackback">{LINK}</li></ol>', 1),
        (f'<ol class="answers">{{}}<li class="pingback">{LINK}</li></ol>', 1),
        (
            '<ol class="commentlist">{}<li class="trackback"><a href="/2008/03/apples/trackback/">Owls</a></li></ol>',
            0,
        ),
        (f'<ol class="commentlist">{{}}<li class="trackback"><a href="{BARN}">Trackback</a></li></ol>', 0),
        ('<ol class="commentlist">{}<li class="pingback"><a href="#pings">Owls</a></li></ol>', 0),
        ('<ol class="commentlist">{}<li class="pingback">Pings are closed.</li></ol>', 0),
        (
            '<ol class="commentlist">{}<li class="pingback">Pings are off. <a href="/help">Help</a></li></ol>',
            0,
        ),
    ],
)
@pytest.mark.parametrize("comment", [COMMENT, TYPED])
def test_items_of_a_bare_class_among_comments(markup: str, listed: int, comment: str) -> None:
    assert [row.source for row in read(markup.format(comment))] == [BARN] * listed


@pytest.mark.parametrize(
    ("listing", "listed"),
    [("<ol class='commentlist'>", 1), ("<ul class='share'>", 0), ("<ul>", 0), ("<ul class='comments'>", 0)],
)
def test_items_of_a_bare_class_alone(listing: str, listed: int) -> None:
    others = "<li class='comment'>Comments: <a href='https://barn.example/c'>how they work</a></li>"
    item = f"<li class='pingback'>Pingbacks: {LINK}</li>"
    assert len(read(f"{listing}{others}{item}</{listing[1:3]}>")) == listed


@pytest.mark.parametrize(
    ("page", "listed"),
    [
        ("", 1),
        (URL, 1),
        ("http://www.orchard.example/2008/03/apples", 1),
        ("file:///C:/saved/apples.html", 1),
        ("/2008/03/pears/", 0),
        ("https://barn.example/", 0),
    ],
)
def test_tabs_that_a_browser_saved_with_the_page_s_address(page: str, listed: int) -> None:
    tabs = (
        f'<ul><li><a href="{page}#one">Comments</a></li><li><a href="{page}#two">Trackbacks (1)</a></li></ul>'
    )
    parts = f'<div id="one"><ol>{COMMENT}</ol></div><div id="two"><ol><li>{LINK}</li></ol></div>'
    assert [row.source for row in read(tabs + parts)] == [BARN] * listed


@pytest.mark.parametrize(
    ("markup", "listed"),
    [
        (f"<hr>Trackbacks<br>{DATED}", 2),
        (f"<div>Apples keep.<br>■TrackBack<br>{DATED}</div>", 2),
        (f"<hr>Trackbacks (2)<br>{DATED}<hr>Comments<br>Ned: red, see <a href='http://ned.example/'>mine</a>, May 1, 2008", 2),
        (f"<hr>Trackbacks<br>{DATED}Comments<br><a href='http://ned.example/a'>Ned</a>, May 1, 2008", 2),
        (f"<hr>Trackbacks<table><tr><td>{LINK} from Barn, March 5, 2008</td></tr></table>", 1),
        (f"<hr>Trackbacks<br>None so far.<br>Links<br>{DATED}", 0),
        (f"<hr>Trackbacks (0)<br>{DATED}", 0),
        (f"<hr>Trackbacks<br>They are off since May 4, 2007: see {LINK}.<br>", 0),
        (f"<hr>Trackbacks sent<br>{DATED}", 0),
        (f"<hr>I like trackbacks, but<br>{DATED}", 0),
        (f"<hr>Trackbacks<br>{LINK}<br><a href='{MILL}'>Flour</a><br>", 0),
        (f"<div class='entry-content'>Apples.<br>Trackbacks<br>{DATED}</div>", 0),
        (f"<div id='sidebar'><br>Trackbacks<br>{DATED}</div>", 0),
        (f"<p>They call it <b>so</b> Trackbacks<br>{DATED}</p>", 0),
    ],
)  # fmt: skip
def test_headings_that_no_element_holds(markup: str, listed: int) -> None:
    rows = [(row.source, row.title, row.site, row.published, row.excerpt) for row in read(markup)]
    barn = (BARN, "Owls", "Barn", "2008-03-05", None)
    assert rows == [barn, (MILL, "Flour", "Mill", "2008-03-06", None)][:listed]


@pytest.mark.parametrize(
    ("heading", "title"),
    [("Comments &amp; Trackbacks", "Barn"), ("2 Comments/Pingbacks", "Barn"), ("Comments on owls", "Comments on owls")],
)  # fmt: skip
def test_the_heading_of_comments_and_trackbacks_is_no_title(heading: str, title: str) -> None:
    record = f'<p>[...] apples keep [...]</p><p><cite>Trackback by <a href="{BARN}">Barn</a> &#8212; March 5, 2008</cite></p>'
    (row,) = read(f'<div class="box"><h2>{heading}</h2><div>{record}</div></div>')
    assert (row.title, row.excerpt, row.published) == (title, "[...] apples keep [...]", "2008-03-05")


@pytest.mark.parametrize(
    ("address", "listed"),
    [
        (BARN, 1),
        (f"http://web.archive.org/web/20080401000000/{BARN}", 1),
        ("https://barn.example/other", 0),
    ],
)
def test_a_title_before_its_address(address: str, listed: int) -> None:
    assert [
        row.title
        for row in read(f'<h3>Trackbacks</h3><ul><li>Owls | <a href="{address}">{BARN}</a></li></ul>')
    ] == ["Owls"] * listed


@pytest.mark.parametrize(
    ("title", "dates", "listed"),
    [
        ("Trackback support", ("2004-08-01", "by Jon"), 0),
        ("Trackback support", ("by Ann", "by Jon"), 0),
        ("Trackback spam", ("March 5, 2008", "March 6, 2008"), 2),
        ("Apples", ("2004-08-01", "by Jon"), 2),
    ],
)
def test_links_below_a_heading_on_a_page_about_linkbacks(
    title: str, dates: tuple[str, str], listed: int
) -> None:
    items = f"<li>{LINK} – {dates[0]}</li><li><a href='{MILL}'>Flour</a> – {dates[1]}</li>"
    assert len(read(f"<h3>Trackbacks</h3><ul>{items}</ul>", title=title)) == listed


@pytest.mark.parametrize(
    ("markup", "listed"),
    [
        (f'<h3>Уведомления</h3><ul id="pingbacklist"><li id="pingback-1">{LINK}</li></ul>', 1),
        (f'<h3>Уведомления</h3><ul id="news"><li id="pingback-1">{LINK}</li></ul>', 0),
        (f"Talkbacks to this article:<ul><li>{LINK} From: Barn @ 2008-02-02</li></ul>", 1),
        (f"More on this:<ul><li>{LINK} From: Barn @ 2008-02-02</li></ul>", 0),
    ],
)
def test_lists_that_a_name_or_a_sentence_of_the_software_tells(markup: str, listed: int) -> None:
    assert len(read(markup)) == listed


@pytest.mark.parametrize(
    ("head", "text", "accepts"),
    [
        ('<link rel="webmention" href="/wm">', "", "open"),
        ('<link rel="webmention" href="/wm">', "<p>Trackbacks are closed.</p>", "closed"),
        ('<link rel="pingback" href="/xmlrpc.php">', "", None),
        ('<link rel="not-webmention" href="/wm">', "", None),
    ],
)
def test_a_page_that_names_where_to_send_webmentions_takes_them(
    head: str, text: str, accepts: str | None
) -> None:
    page = f"<html><head><title>Apples</title>{head}</head><body><h2>Apples</h2><p>Words.</p>{text}</body></html>"
    assert read_page(page.encode(), URL).endpoints.accepts == accepts


@pytest.mark.parametrize(
    ("who", "listed"),
    [("", 1), (":", 1), (" -", 1), (" me:", 0), (" my blog:", 0), (" us", 0)],
)
def test_what_a_person_announces_in_a_comment_is_none(who: str, listed: int) -> None:
    text = f'<p>Pingback from{who} <a href="{BARN}">Owls</a></p><p>March 6, 2008</p>'
    assert len(read(f'<h3>Comments</h3><div class="comment">{text}</div>')) == listed


@pytest.mark.parametrize(
    ("heading", "comments"),
    [
        ("Comments", 2),
        ("Comments and Trackbacks", 2),
        ("3 Kommentare/Pingbacks", 2),
        ("Kommentare & Trackbacks (3)", 2),
        ("Comments and letters", 0),
        ("Trackbacks and other things", 0),
    ],
)
def test_comments_below_a_heading_of_both(heading: str, comments: int) -> None:
    people = "".join(f"<li><b>{name}</b>, April 4, 2008<p>Red.</p></li>" for name in ("Ned", "Ida"))
    ping = f'<li class="pingback">Pingback: <a href="{BARN}" rel="nofollow">Owls</a></li>'
    page = f"<html><head><title>Apples</title></head><body><h2>Apples</h2><p>Words.</p><h3>{heading}</h3><ul class='talk'>{people}{ping}</ul></body></html>"
    found = read_page(page.encode(), URL)
    assert (found.comments_count, len(found.linkbacks)) == (comments, 1)


@pytest.mark.parametrize(
    ("behind", "row"),
    [
        ("from Barn – May 1, 2008", ("Barn", None)),
        ("– May 1, 2008 [...] as owls do [...]", (None, "[...] as owls do [...]")),
        ("– May 1, 2008 [...] as owls", (None, None)),
        ("– May 1, 2008 – Barn", ("Barn", None)),
    ],
)
def test_what_is_quoted_is_no_blog_s_name(behind: str, row: tuple[str | None, str | None]) -> None:
    (found,) = read(f"<h3>Trackbacks</h3><div><p>{LINK} {behind}</p></div>")
    assert (found.title, found.site, found.excerpt) == ("Owls", *row)


def test_a_blog_s_own_post_that_tells_of_a_trackback_is_none() -> None:
    own = (
        '<a href="https://orchard.example/2007/tb/">Trackback from hell</a> – May 1, 2007 [...] a ping [...]'
    )
    assert read(f"<ol><li>{own}</li></ol>") == ()


TEXT = "They hunt mice at night."
TITLED = f'{LINK}<br>{TEXT}<br><br><a href="{MILL}">Flour</a><br>Ground by the water.<br><br>'


@pytest.mark.parametrize(
    "holder",
    ["<h3>Trackbacks for this post</h3>{}", '<h3>Trackbacks</h3><div class="t">{}</div>', "<h4>Pingbacks</h4>{}"],
)  # fmt: skip
def test_links_with_a_text_below_each_below_a_heading(holder: str) -> None:
    found = [(each.source, each.title, each.excerpt) for each in read(holder.format(TITLED))]
    assert found == [(BARN, "Owls", TEXT), (MILL, "Flour", "Ground by the water.")]


@pytest.mark.parametrize(
    "markup",
    [
        f"<h3>Links</h3>{TITLED}",
        f"<h3>Trackbacks</h3>{LINK}<br>{TEXT}",
        f"<h3>Trackbacks</h3>{TITLED.replace(MILL, '/flour/')}",
        f"<h3>Trackbacks</h3>{TITLED.replace(MILL, 'https://mill.example/')}",
        f"<h3>Trackbacks</h3>{TITLED.replace(MILL, 'https://mill.example/tool.zip')}",
        f"<h3>Trackbacks</h3>{TITLED.replace(TEXT, 'They hunt; see <a href=https://barn.example/2>mice</a>.')}",
        f"<h3>Trackbacks</h3>{TITLED.replace(LINK, f'Read {LINK} first')}",
    ],
)
def test_links_with_texts_that_are_no_entries(markup: str) -> None:
    assert read(markup) == ()
    assert read(f"<h3>Trackbacks</h3>{TITLED}", title="How trackbacks work") == ()
