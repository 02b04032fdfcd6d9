"""The language of a page, and the order of its dates where they tell it themselves."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.lists.page_language import language_of
from crawler.markup.document import Document

LANGUAGES = [
    ("<html lang=de><p>3/4/2006", "de"),
    ("<html xml:lang=fr-FR><p>x", "fr-FR"),
    ("<p>x", None),
    ("<p>3/4/2006, 23/4/2006", "und-x-dmy"),
    ("<html lang=en><p>05.13.2008 05.06.2008", "en-x-mdy"),
    ("<html lang=de><p>13.05.2008", "de-x-dmy"),
    ("<p>13/05.2008 1.13.05.2008 v3.13.2008.1 04/13.2008", None),
    ("<html lang=en-US><li>(23/04/2006)<li>05/04/2006", "en-US-x-dmy"),
    ("<html lang=fr><li>04/23/2006<li>05/04/2006", "fr-x-mdy"),
    ("<p>23/4/2006 04/23/2006", None),
    # years whose last two digits are those of a day, where the year may come first
    ("<html lang=ja><p>27/03/05<p>© 2027", "ja-x-ymd"),
    ("<html lang=zh-TW><p>2031-03-05", "zh-TW-x-ymd"),
    ("<html lang=ja><p>27/03/05<p>© 2026", "ja"),
    ("<html lang=ja><p>23/04/2027", "ja-x-dmy"),
    ("<html lang=ja><script>12027 20270 2027x20281</script>", "ja-x-ymd"),
    ("<html lang=ja><script>12027 20270 120281</script>", "ja"),
    ("<html lang=en><p>03/04/2027", "en"),
    # no dates
    ("<p>1/23/4/2006", None),
    ("<a href=/23/04/2006/x>x</a>", None),
    ("<a href=/a-23/04/2006>x</a>", None),
    ("<p>33/04/2006 04/33/2006x 45/50/2008", None),
    ("<html lang=en><p>v23/4/2006", "en"),
]


@pytest.mark.parametrize(("html", "language"), LANGUAGES)
def test_language(html: str, language: str | None) -> None:
    assert language_of(Document(html, "http://example.org/")) == language


@pytest.mark.parametrize(
    ("other", "day"), [("23/11/2005", "2005-05-04"), ("11/23/2005", "2005-04-05"), ("12/11/2005", None)]
)
def test_dates_that_leave_no_choice_tell_the_order_of_the_others(other: str, day: str | None) -> None:
    html = (
        '<h1>Tides</h1><p>They come twice a day.</p><ol class="commentlist">'
        f'<li class="comment" id="comment-1"><p>Seen on {other}</p></li><li class="pingback" id="comment-2">'
        '<cite><a href="http://pier.example/1">Piers</a></cite> 04/05/2005</li></ol>'
    )
    assert [row.published for row in read_page(html.encode(), "http://example.org/2005/tides").linkbacks] == [
        day
    ]
