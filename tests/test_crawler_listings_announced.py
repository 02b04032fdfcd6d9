"""What a page announces of its listings, and what a line says beside a date."""

from __future__ import annotations

import pytest

from crawler.listings import Listing, read_listings
from crawler.markup.document import Document
from crawler.words.dated import parted_date

URL = "http://pears.example/2010/05/trees/"


def read(fragment: str, language: str = "en") -> Listing:
    text = f'<html lang="{language}"><head><title>Trees</title></head><body>{fragment}</body></html>'
    return read_listings(Document(text, URL), URL)


NUMBERED = '<ul><li id="comment-7"><a href="http://a.example/1">A</a></li></ul>'


@pytest.mark.parametrize(
    ("fragment", "number"),
    [
        ("<h3>2 Responses, 3 Trackbacks to &#8220;Trees&#8221;</h3>", 3),
        ("<h3>1 Comment and 2 Pingbacks</h3>", 2),
        ("<h3>Ein Kommentar, 2 Trackbacks</h3>", 2),
        (f"<h3>Referências (2)</h3>{NUMBERED}", 2),
        (f"<h3><span>2</span> Referências</h3>{NUMBERED}", 2),
        (f'<h3>2 respostas, 2 referências para "Trees"</h3>{NUMBERED}', 2),
        (f"<a onclick=\"{'switchTab(1);' * 20}\" href='#'>Trackbacks (2)</a>", 2),
        ('<h3>Referências (2)</h3><ol><li><a href="http://a.example/1">A book</a></li></ol>', None),
        ("<h3>Referências</h3>", None),
        ("<p>I got 2 comments, 3 trackbacks and a letter for it.</p>", None),
        ("<h4><a href='#'>2 pings</a></h4>", 2),
        ("<h3>2 comentários e 1 trackback em Trees</h3>", 1),
        ("<h3>2 Responses</h3>", None),
        ("<h3>2 pings a day</h3>", None),
        ("<p>Both comments and pings are currently closed.</p>", None),
    ],
)
def test_announced(fragment: str, number: int | None) -> None:
    assert read(fragment).announced == number


def test_a_post_that_is_called_after_trackbacks_heads_none() -> None:
    text = """<title>Notes » Two trackbacks</title><h2>Two trackbacks</h2><div><p>Words, and
        <a href="http://a.example/x">a link</a>.</p></div>"""
    listing = read_listings(Document(text, URL), URL)
    assert (listing.linkbacks, listing.announced) == ((), None)


@pytest.mark.parametrize(
    ("line", "parted"),
    [
        ("Mie et miettes le 1 mars 2008", ("Mie et miettes", "2008-03-01")),
        ("Plum Log — March 3, 2010", ("Plum Log", "2010-03-03")),
        ("Plum Log (3 May 2010)", ("Plum Log", "2010-05-03")),
        ("Links for 2010-03-12", ("Links for 2010-03-12", None)),
        ("Links of May 3, 2010 and more", ("Links of May 3, 2010 and more", None)),
        ("Plum Log", ("Plum Log", None)),
        ("", ("", None)),
    ],
)
def test_a_line_and_its_date(line: str, parted: tuple[str, str | None]) -> None:
    assert parted_date(line, "en") == parted
