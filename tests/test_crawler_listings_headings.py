# ruff: noqa: E501 (markup stands as blogs print it)
"""Headings in words of a blog's own, records whose address looks like one for pings, comments without words."""

from __future__ import annotations

import pytest

from crawler.listings import read_listings
from crawler.markup.document import Document
from crawler.records import Linkback

URL = "https://orchard.example/2008/03/apples/"
BARN = "https://barn.example/1"


def read(markup: str) -> tuple[Linkback, ...]:
    return read_listings(Document(f"<body>{markup}</body>", URL), URL).linkbacks


@pytest.mark.parametrize(
    ("heading", "listed"),
    [
        ('1 Enlaces <a href="/trackback/" rel="trackback">(URL para enlazar)</a>', 1),
        ('Enlaces <a href="/trackback/" rel="trackback">(URL)</a>', 0),
        ('1 Enlaces <a href="/links/">(URL para enlazar)</a>', 0),
        ('0 Enlaces <a href="/trackback/" rel="trackback">(URL)</a>', 0),
        ("Other blogs that link to this post", 1),
        ("Weblogs linking to this post", 1),
        ("Post linked by", 1),
        ("This entry was linked to by:", 1),
        ("Who links to this post?", 1),
        ("TrackBack list of Apples", 1),
        ("Trackbacks of an old kind", 0),
        ("Who linked here", 0),
        ("Linked by", 0),
        ("Pages linking here", 0),
        ("Post linked by mistake", 0),
        ("Blogs that link here", 0),
        ("Sites we like", 0),
    ],
)
def test_a_heading_in_a_blog_s_own_words(heading: str, listed: int) -> None:
    items = f'<li><cite><a href="{BARN}" rel="external nofollow">Barn &raquo; Owls</a></cite></li>'
    assert len(read(f"<h2>Apples</h2><p>Words.</p><h3>{heading}</h3><ol>{items}</ol>")) == listed


@pytest.mark.parametrize(
    ("heading", "links", "listed"),
    [
        ("<h3>They wrote about it</h3>", ("https://barn.example/1", "https://mill.example/?p=2"), 2),
        ("<h3>They wrote about it</h3>", ("https://barn.example/1", "https://mill.example/"), 0),
        ("<h3>Comments</h3>", ("https://barn.example/1",), 0),
        ("<h3>Likes</h3>", ("https://barn.example/1",), 0),
        ('<h3 id="pings">2 Likes</h3>', ("https://barn.example/1",), 0),
        ('<h3 id="pings">Shared by</h3>', ("https://barn.example/1",), 0),
        ("<p>They wrote about it</p>", ("https://barn.example/1",), 0),
    ],
)
@pytest.mark.parametrize("rel", ["external nofollow", "nofollow ugc external", "nofollow", ""])
def test_a_list_of_links_of_authors_to_pages(
    heading: str, links: tuple[str, ...], listed: int, rel: str
) -> None:
    items = "".join(f'<li><a href="{link}" rel="{rel}" class="url">A name</a></li>' for link in links)
    assert len(read(f"<h2>Apples</h2><p>Words.</p>{heading}<ol>{items}</ol>")) == listed * ("external" in rel)


@pytest.mark.parametrize(
    ("target", "listed"),
    [
        ("http://topsy.example/trackback?url=http%3A%2F%2Forchard.example%2F", 1),
        ("http://topsy.example/tb/orchard.example/2008/03/apples/", 1),
        ("http://barn.example/mt/mt-tb.cgi/12", 0),
        ("http://barn.example/tb/12", 0),
        ("http://barn.example/trackback/12?url=", 0),
    ],
)
def test_a_page_about_a_page_is_no_address_for_pings(target: str, listed: int) -> None:
    records = f'<div class="trackbacks"><a href="{target}" rel="external nofollow" class="url">Tweets that mention Apples</a></div>'
    assert len(read(records)) == listed


@pytest.mark.parametrize(
    ("text", "listed"), [("Pingback/TrackBack", 1), ("Pingback/TrackBack is odd", 0), ("Fine.", 0)]
)
@pytest.mark.parametrize(
    "comment",
    [
        "<dl><dt># re: Apples</dt><dd>Left by <a href='http://ned.example/'>Ned</a> at 11/15/2006 8:10 AM</dd><dd>Red.</dd><dt><a href='#205'>#</a> Owls</dt><dd>Left by <a href='{0}'>Barn</a> at 11/16/2006 3:44 PM</dd><dd>{1}</dd></dl>",
        "<div class='comment'><h4><a href='#205'>#</a> Owls</h4><p>Posted by <a href='{0}'>Barn</a> on 11/16/2006 3:44 PM</p><div>{1}</div></div>",
    ],
)
def test_comments_whose_text_is_the_software_s_own(comment: str, text: str, listed: int) -> None:
    rows = [(row.source, row.title, row.site, row.published) for row in read(comment.format(BARN, text))]
    assert rows == [(BARN, "Owls", "Barn", "2006-11-16T15:44")] * listed


@pytest.mark.parametrize(
    ("before", "listed"),
    [("<h4><a href='http://ann.example'>Ann</a> wrote:</h4>", 0), ("<h4>Ann</h4>", 0), ("<h4>Pingback</h4>", 1), ("", 1)],
)  # fmt: skip
def test_a_label_below_the_heading_that_names_a_person(before: str, listed: int) -> None:
    entry = f'<li id="comment-2">{before}<p>Pingback: <a href="{BARN}">Barn</a></p></li>'
    assert len(read(f'<h3>2 Comments</h3><ol class="commentlist">{entry}</ol>')) == listed


@pytest.mark.parametrize(
    ("address", "source"),
    [("https://zed.example/2023/owls", "https://zed.example/2023/owls"), (f"{URL}#comment-7", "https://zed.example/")],
)  # fmt: skip
def test_the_date_of_a_mention_leads_to_its_page(address: str, source: str) -> None:
    date = f'<div class="wp-block-comment-date"><time datetime="2023-03-21"><a href="{address}">March 21, 2023</a></time></div>'
    name = '<div class="wp-block-comment-author-name"><a rel="external" href="https://zed.example/">Zed</a></div>'
    entry = f'<li id="comment-7" class="webmention even thread-even depth-1">{name}{date}<div class="wp-block-comment-content"><p>Owls!</p></div></li>'
    (row,) = read(f'<ol class="wp-block-comment-template">{entry}</ol>')
    assert (row.source, row.excerpt) == (source, "Owls!")


def test_pebble_names_the_blog_beside_the_date() -> None:
    details = '<div class="trackbackDetails">TrackBack from Barn on 15 March 2005 15:20:00 GMT</div>'
    record = f'<div class="trackback"><div class="trackbackTitle"><a href="{BARN}">Owls</a></div><div class="trackbackBody">They hunt.</div>{details}</div>'
    (row,) = read(f"<h2>TrackBacks</h2>{record}")
    assert (row.title, row.site, row.published) == ("Owls", "Barn", "2005-03-15T15:20:00+00:00")


def test_a_sentence_that_names_a_page_and_its_author() -> None:
    said = f'Linked in <a href="{BARN}">Owls</a> by <a href="https://barn.example" class="p-author">Zed</a>'
    entry = f'<ul class="webmentions__list"><li class="webmentions__item"><div class="webmention__content">{said}</div></li></ul>'
    assert [row.source for row in read(entry)] == [BARN]


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ('<li>Owls at night | <a href="{0}">{0}</a></li>', "Owls at night"),
        ('<li>Owls: <a href="{0}">{0}/</a></li>', "Owls"),
        ('<li>Owls, as I said, are at <a href="{0}">{0}</a></li>', None),
        ('<li>Owls | <a href="https://mill.example/9">{0}</a></li>', None),
        ('<li>Owls | <a href="{0}">{0}</a> and more</li>', None),
    ],
)
def test_a_title_before_the_address(item: str, title: str | None) -> None:
    rows = read(f"<h2>Apples</h2><p>Words.</p><h3>Trackbacks</h3><ul>{item.format(BARN)}</ul>")
    assert [(row.source, row.title, row.site) for row in rows] == ([(BARN, title, None)] if title else [])


@pytest.mark.parametrize(
    ("names", "words", "listed"),
    [
        ("comment", " <span>--- October 3, 2009</span>", 1),
        ("comment", " <span>--- October 3, 2009</span><p>I like them.</p>", 0),
        ("comment even depth-1", " <span>--- October 3, 2009</span>", 0),
        ("comment", " says hello", 0),
    ],
)
def test_an_item_that_is_called_a_comment_and_has_no_words(names: str, words: str, listed: int) -> None:
    item = (
        f'<li id="comment-61" class="{names}"><cite><a class="url" href="{BARN}">Barn</a></cite>{words}</li>'
    )
    assert len(read(f'<h3 id="pings">Trackbacks/Pingbacks</h3><ol class="inverse">{item}</ol>')) == listed


def test_a_header_above_the_list_of_a_named_part() -> None:
    items = f'<li><a href="{BARN}" rel="external nofollow">Barn</a></li>'
    header = "<header><span>Pingbacks &amp; Trackbacks</span><small>Trackback URL: /tb/1</small></header>"
    for before, listed in ((header, 1), ("<header><h3>Comments</h3></header>", 0), ("<div>Pings</div>", 0)):
        assert len(read(f'<section id="trackbacks">{before}<ol>{items}</ol></section>')) == listed


@pytest.mark.parametrize(
    ("behind", "listed"),
    [
        ('<h2>Fixes</h2><ul><li><a href="https://git.example/loft/6">Typos</a></li></ul>', 0),
        ('<h2>Fixes</h2><ul><li><a href="https://barn.example/6">Owls</a></li></ul>', 2),
        ('<h2>Fixes</h2><ul><li>Typos</li><li><a href="/loft/6">More</a></li></ul>', 2),
        ('<h2>Comments</h2><ul><li><a href="https://git.example/ann">Ann</a>: so.</li></ul>', 2),
        ("<h2>Fixes</h2><p>Typos.</p>", 2),
    ],
)
def test_the_first_part_of_a_log_of_changes_lists_nothing(behind: str, listed: int) -> None:
    items = '<li><a href="https://git.example/loft/4">In the background</a></li><li><a href="https://git.example/loft/5">With dates</a></li>'
    assert len(read(f"<h1>Loft 2.4</h1><h2>Pingbacks</h2><ul>{items}</ul>{behind}")) == listed
