# ruff: noqa: E501 (markup stands as blogs print it)
"""What an entry says of itself in one line or a few: title, blog, date and text in the orders that people print."""

from __future__ import annotations

import pytest

from crawler.listings import read_listings
from crawler.markup.document import Document
from crawler.records import Linkback

URL = "https://orchard.example/2008/03/apples/"
OWLS = '<a href="https://barn.example/2008/03/owls.html">Owls at dusk</a>'
MILL = '<a href="http://mill.example/archives/17">Grinding flour</a>'
TEXT = "They hunt mice at night and never miss"


def read(markup: str) -> tuple[Linkback, ...]:
    return read_listings(Document(f"<body>{markup}</body>", URL), URL).linkbacks


def more(words: str) -> str:
    return f'<a href="https://barn.example/2008/03/owls.html">{words}</a>'


POINTED = "<h2>TrackBack</h2><p>&raquo; {title} from Barn<br />{text} {more}</p><p>Tracked on March 3, 2008 10:00 AM</p>"
BLOCK = '<div id="ping-1" class="trackback"><div class="trackback-content"><p>&raquo; {title} from Barn<br />{text} {more}</p></div><p class="trackback-footer">Tracked on March 3, 2008 10:00 AM</p></div>'
LABELS = "<h2>TrackBack</h2><p>&raquo; {title}<br />Excerpt: {text} {more}<br />Weblog: Barn<br />Tracked: March 3, 2008 10:00 AM</p>"
ITEM = "<h3>Trackbacks</h3><ul><li>{title} from Barn, March 3, 2008 10:00 AM<br>{text} {more}</li></ul>"
LINES = "<h3>Trackbacks</h3><p>{title} from Barn, March 3, 2008 10:00 AM<br>{text} {more}</p>"


@pytest.mark.parametrize("shape", [POINTED, BLOCK, LABELS, ITEM, LINES])
@pytest.mark.parametrize(
    "words", ["[Read More]", more("[Read More]"), more("Read More"), more("続きを読む"), more("Continue reading"), "(more)", "Read more &raquo;"]
)  # fmt: skip
def test_words_that_lead_on_are_no_part_of_an_excerpt(shape: str, words: str) -> None:
    markup = shape.format(title=OWLS, text=TEXT, more=words)
    found = [(each.title, each.site, each.excerpt, each.published) for each in read(markup)]
    assert found == [("Owls at dusk", "Barn", TEXT, "2008-03-03T10:00")]


@pytest.mark.parametrize("text", ["They need no more", "Who wants to know furthermore", "You can read more about it"])  # fmt: skip
@pytest.mark.parametrize("shape", [POINTED, LABELS, ITEM, LINES])
def test_words_of_a_text_stay(shape: str, text: str) -> None:
    markup = shape.format(title=OWLS, text=text, more="")
    assert [each.excerpt for each in read(markup)] == [text]


def test_labels_of_two_entries_with_words_that_lead_on() -> None:
    first = f"{OWLS}<br>Excerpt: {TEXT} {more('続きを読む')}<br>Weblog: Barn<br>Tracked: 2008-03-03 10:00"
    second = f"{MILL}<br>Excerpt: It turns.<br>Weblog: Mill<br>Tracked: 2008-03-04 10:00"
    rows = read(f"<div>{first}<br><br>{second}</div>")
    assert [(row.title, row.excerpt) for row in rows] == [("Owls at dusk", TEXT), ("Grinding flour", "It turns.")]  # fmt: skip
