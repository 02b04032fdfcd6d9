# ruff: noqa: E501 (markup stands as sites print it)
"""Webmentions below a heading: in a block of their own, or in what follows it."""

from __future__ import annotations

import pytest

from crawler.listings import read_listings
from crawler.markup.document import Document
from crawler.records import Linkback

URL = "https://orchard.example/2020/05/apples/"
BARN = '<div class="b"><a href="https://barn.example/"><img src="a.jpg" alt="Zed"></a><a href="https://barn.example/1">replied</a></div>'
BYRE = BARN.replace("barn", "byre")
CARD = '<a href="https://barn.example/3"><img src="x.jpg" alt="Barn"><p>Ponds</p><p>March 1, 2023</p></a>'
TWEET = '<blockquote><p>Owls!</p>Zed <a href="https://barn.example/1">March 3, 2023</a></blockquote>'


def read(markup: str) -> tuple[Linkback, ...]:
    post = "<article><h1>Apples</h1><div class='e-content'><p>They are red and round.</p></div></article>"
    head = '<title>Apples</title><link rel="webmention" href="/webmention">'
    page = f"<html lang='en'><head>{head}</head><body><main>{post}{markup}</main></body></html>"
    return read_listings(Document(page, URL), URL).linkbacks


@pytest.mark.parametrize(
    ("heading", "sources"),
    [
        ("<h3>2 Webmentions</h3>", 2),
        ('<div class="row"><h3>Webmentions</h3><a href="https://indieweb.org/Webmention">?</a></div>', 2),
        ('<div><svg></svg><h3>Webmentions</h3> <span><a href="/webmention">What is that?</a></span></div>', 2),
        # a block that says more than its heading is no line of one
        ("<div><h3>Webmentions</h3><p>How they work.</p></div>", 0),
        ("<div><h3>Webmentions</h3> are fine.</div>", 0),
        ("<div><h3>Other people's gardens</h3></div>", 0),
    ],
)  # fmt: skip
def test_a_heading_in_a_line_of_its_own_opens_what_follows(heading: str, sources: int) -> None:
    rows = read(f'<div class="w">{heading}<div class="c">{BARN}{BYRE}</div></div>')
    assert len(rows) == sources


@pytest.mark.parametrize(
    ("markup", "count"),
    [
        (f"<h2>Webmentions</h2>{BARN}{BYRE}", 2),
        (f"<hr><h2>Webmentions</h2><div>{BARN}{BYRE}</div><footer>fin</footer>", 2),
        (f"<div class=head><h3>Webmentions</h3> <a href='/feed'>feed</a></div>{BARN}{BYRE}", 2),
        (f"<h2>Article webmentions</h2><h3>Replies</h3>{BARN}{BYRE}", 2),
        # what follows the section
        (f"<h2>Webmentions</h2><p>None yet.</p><h2>Elsewhere</h2>{BARN}{BYRE}", 0),
        (f"<h2>Webmentions</h2><p>None yet.</p><hr>{BARN}{BYRE}", 0),
        (f"<h2>Webmentions</h2><p>None yet.</p><div id=comments>{BARN}{BYRE}</div>", 0),
        (f"<h2>Webmentions</h2><p>None yet.</p><div class=related-posts>{BARN}{BYRE}</div>", 0),
        # in a text, and what neither says what was done nor links an author
        (f"<p>More.</p><h2>Webmentions</h2><p>These:</p>{BARN}{BYRE}", 0),
        (f"<h2>Webmentions</h2><p>None yet.</p><div>{CARD}{CARD.replace('barn', 'byre')}</div>", 0),
        (f"<h2>Webmentions</h2><p>None yet.</p><div>{TWEET}{TWEET.replace('1', '2')}</div>", 0),
        # vague words need a block of their own
        (f"<h2>Mentions</h2>{BARN}{BYRE}", 0),
    ],
)  # fmt: skip
def test_a_heading_that_no_block_holds_opens_what_follows(markup: str, count: int) -> None:
    assert len(read(markup)) == count


@pytest.mark.parametrize(
    ("meta", "published"),
    [("Reply · Mar 10, 2023", "2023-03-10"), ("Mar 10, 2023", "2023-03-10"), ("Reply", None)],
)
def test_a_line_of_metadata_and_the_body_of_an_item(meta: str, published: str | None) -> None:
    parts = '<a class="webmention-author" href="https://barn.example/">Zed</a><p class="webmention-body">So true.</p>'
    source = '<a class="webmention-source" href="https://barn.example/1">Source</a>'
    item = f'<li class="webmention-item"><div class="webmention-meta">{meta}</div>{parts}{source}</li>'
    (row,) = read(f"<section id=webmentions><h2>Webmentions</h2><ul>{item}</ul></section>")
    assert (row.source, row.published, row.excerpt) == ("https://barn.example/1", published, "So true.")


@pytest.mark.parametrize(
    ("behind", "excerpt"),
    [
        ("<span>mentioned on Mar 10, 2023</span>", None),
        ("<span>replied</span>", None),
        ("<span>replied on Mar 10, 2023</span><p>So true.</p>", "So true."),
    ],
)
def test_what_was_done_and_when_is_no_text(behind: str, excerpt: str | None) -> None:
    link = '<a href="https://barn.example/1"><img src="a.jpg" alt="Zed"><strong>Zed</strong></a>'
    (row,) = read(f"<div><h2>Webmentions</h2><ul><li>{link} {behind}</li></ul></div>")
    assert row.excerpt == excerpt


ZED = '<td><a href="https://barn.example/1">Zed</a></td>'
BEN = '<td><a href="https://byre.example/2">Ben</a></td>'


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        (f"<tr>{ZED}<td>So true.</td><td>2023-03-10</td></tr><tr>{BEN}<td>No.</td><td>2023-03-11</td></tr>", 2),
        (f"<tr><th>Who</th><th>When</th></tr><tr>{ZED}<td>10 March 2023</td></tr>", 1),
        # a table that says of something else which sites there are
        (f"<tr>{ZED}<td>So true.</td></tr><tr>{BEN}<td>No.</td></tr>", 0),
        (f"<tr>{ZED}<td>2023-03-10</td></tr><tr>{BEN}<td>never</td></tr>", 0),
        ("<tr><td>Zed</td><td>2023-03-10</td></tr>", 0),
        ('<tr><td><a href="https://webmention.io/">webmention.io</a></td><td>2023-03-10</td></tr>', 0),
    ],
)  # fmt: skip
@pytest.mark.parametrize("holder", ["<h2>Webmentions</h2>{}", "<section><h2>Webmentions</h2>{}</section>"])
def test_the_dated_rows_of_a_table(rows: str, count: int, holder: str) -> None:
    assert len(read(holder.format(f"<table>{rows}</table>"))) == count


@pytest.mark.parametrize(
    ("heading", "count"),
    [
        ("Erwähnungen im Netz", 1),
        ("2 Erwähnungen im Web", 1),
        ("Erwähnungen anderswo", 1),
        ("Erwähnungen im Text", 0),
        ("Ehrenvolle Erwähnungen im Netz", 0),
    ],
)
def test_a_heading_of_mentions_in_german(heading: str, count: int) -> None:
    item = '<li><a href="https://barn.example/1">Zed</a> hat das am 10. März 2023 erwähnt.</li>'
    assert len(read(f"<section><h2>{heading}</h2><ul>{item}</ul></section>")) == count


@pytest.mark.parametrize(
    ("link", "title"),
    [
        ("A barn of our own", "A barn of our own"),
        ("https://barn.example/1", None),
        ("barn.example/1", None),
        ("Source", None),
        ("12 October 2021", None),
    ],
)
def test_the_title_of_a_mention_that_names_nobody(link: str, title: str | None) -> None:
    source = (
        f'<span class="webmention__source"><a class="u-url" href="https://barn.example/1">{link}</a></span>'
    )
    item = f'<li class="webmentions__item"><article class="h-cite webmention"><div class="webmention__meta">{source}</div><div class="webmention__content p-content">So true.</div></article></li>'
    (row,) = read(f'<ol class="webmentions__list">{item}</ol>')
    assert (row.title, row.author, row.excerpt) == (title, None, "So true.")


FACE = '<a class="mention-author" href="https://barn.example/1"><img src="a.jpg" alt="Zed"> Zed</a>'


@pytest.mark.parametrize(
    ("more", "published", "excerpt"),
    [
        ("", None, None),
        ('<time datetime="2023-03-10">March 10</time>', "2023-03-10", None),
        ('<time datetime="2023-03-10">March 10</time><blockquote>So true.</blockquote>', "2023-03-10", "So true."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("heading", ["2 mentions", "Likes"])
def test_a_face_with_a_date_or_a_quotation_is_more_than_a_face(
    more: str, published: str | None, excerpt: str | None, heading: str
) -> None:
    item = f"<li class='mention'>{FACE}{more}</li>"
    (row,) = read(f"<section class='webmentions'><h2>{heading}</h2><ol>{item}</ol></section>")
    assert (row.source, row.author) == ("https://barn.example/1", "Zed")
    if heading != "Likes":
        assert (row.published, row.excerpt) == (published, excerpt)
