"""Headings of linkbacks and of comments that say their word in two scripts, and in further languages."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.comments.headed import is_heading
from crawler.records import Kind
from crawler.words.labels import read_heading

PAGE = (
    "<title>Apples - Orchard</title><body><h1>Apples</h1><p>They are ripe.</p><h3>{}</h3><ul>"
    '<li><a href="https://barn.example/owls">Owls at dusk</a> 2008-03-03 10:00<br>They hunt mice.</li></ul>'
)


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        ("TRACKBACK トラックバック", Kind.TRACKBACK, None),
        ("トラックバック TrackBack", Kind.TRACKBACK, None),
        ("Trackback - トラックバック", Kind.TRACKBACK, None),
        ("トラックバック/TrackBack(2)", Kind.TRACKBACK, 2),
        ("트랙백(Trackback)", Kind.TRACKBACK, None),
        ("Trackback (트랙백)", Kind.TRACKBACK, None),
        ("引用 Trackbacks (2)", Kind.TRACKBACK, 2),
        ("Обратные ссылки (trackback)", Kind.TRACKBACK, None),
        ("ピンバック Pingback", Kind.PINGBACK, None),
        ("トラックバック Pingback", None, None),  # two kinds
        ("Trackback りんご", None, None),
        ("エントリー トラックバック", None, None),
        ("引用", None, None),
    ],
)
def test_a_word_in_two_scripts(text: str, kind: Kind | None, count: int | None) -> None:
    assert read_heading(text) == ((kind, count) if kind else None)


@pytest.mark.parametrize(
    "heading",
    [
        "Geri İzlemeler", "Обратни връзки", "Тракбек", "Трекбекове", "Sledilniki", "Retroligazóns",
        "Tillbakaspår", "Rückverweise", "걸린글", "Trackback-ak", "TRACKBACK トラックバック",
    ],
)  # fmt: skip
def test_headings_of_lists(heading: str) -> None:
    rows = read_page(PAGE.format(heading).encode(), "https://orchard.example/apples").linkbacks
    assert [(row.kind, row.source) for row in rows] == [(Kind.TRACKBACK, "https://barn.example/owls")]


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("COMMENT コメント", True),
        ("Comments コメント (2)", True),
        ("コメント COMMENT", True),
        ("Comment(댓글)", True),
        ("Comment りんご", False),
        ("Comment by 凪", False),
    ],
)
def test_headings_of_comments(text: str, heads: bool) -> None:
    assert is_heading(text) is heads
