"""The rules that all listings share: the union, headings, announced counts, further pages, hostile pages."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_examples import examples

from crawler.listings import read_listings
from crawler.markup.document import Document
from crawler.records import Kind
from crawler.words.labels import kind_of_label, read_heading

URL = "https://orchard.example/2008/03/apples/"

HEADINGS = [
    ("3 Trackbacks", Kind.TRACKBACK, 3),
    ("TrackBack (2)", Kind.TRACKBACK, 2),
    ("One Pingback", Kind.PINGBACK, 1),
    ("Twee trackbacks", Kind.TRACKBACK, 2),
    ("Links para esta mensagem:", Kind.UNKNOWN, None),
    ("No Trackbacks", Kind.TRACKBACK, 0),
    ("5 Pingbacks/Trackbacks", Kind.UNKNOWN, 5),
    ("Trackbacks/Pingbacks", Kind.UNKNOWN, None),
    ("3 Pings", Kind.UNKNOWN, 3),
    ("Pings & Trackbacks", Kind.UNKNOWN, None),
    ("Trackback or Pingback", Kind.UNKNOWN, None),
    ("Трекбеки та пінгбеки", Kind.UNKNOWN, None),
    ("Trackbacks και Pingbacks", Kind.UNKNOWN, None),
    ("Trackback và Pingback", Kind.UNKNOWN, None),
    ("Visszakövetések és pingbackek", Kind.UNKNOWN, None),
    ("2 Trackback(s)", Kind.TRACKBACK, 2),
    ("2 обратных ссылки", Kind.TRACKBACK, 2),
    ("2 Trackbacks to “Apples”", Kind.TRACKBACK, 2),
    ("Webmentions", Kind.WEBMENTION, None),
    ("トラックバック(3)", Kind.TRACKBACK, 3),
    ("この記事へのトラックバック", Kind.TRACKBACK, None),
    ("ピンバック", Kind.PINGBACK, None),
    ("トラックバック／ピンバック", Kind.UNKNOWN, None),
    ("トラックバックとピンバック", Kind.UNKNOWN, None),
    ("트랙백과 핑백", Kind.UNKNOWN, None),
    ("먼댓글 (3)", Kind.TRACKBACK, 3),
    ("Rétroliens (2)", Kind.TRACKBACK, 2),
    ("Retroenlaces", Kind.TRACKBACK, None),
    ("引用通告", Kind.TRACKBACK, None),
    ("트랙백 3개", Kind.TRACKBACK, 3),
    ("Обратные ссылки", Kind.TRACKBACK, None),
    ("Зворотні посилання", Kind.TRACKBACK, None),
    ("Zpětné odkazy", Kind.TRACKBACK, None),
    ("Geri İzlemeler", Kind.TRACKBACK, None),
    ("Tillbakaspårningar", Kind.TRACKBACK, None),
    ("Lacak balik", Kind.TRACKBACK, None),
    ("Track- und Pingbacks", Kind.UNKNOWN, None),
    ("2 Ping- und Trackbacks", Kind.UNKNOWN, 2),
    ("Trackbacks/Pingbacks/Tweetbacks", Kind.UNKNOWN, None),
    ("Pingbacks & Mentions", Kind.PINGBACK, None),
    ("Weitere Trackbacks", Kind.TRACKBACK, None),
    ("List of Trackbacks", Kind.TRACKBACK, None),
    ("Trackback List", Kind.TRACKBACK, None),
    ("2 Blog-Trackbacks", Kind.TRACKBACK, 2),
    ("この記事へのトラックバック一覧です。", Kind.TRACKBACK, None),
    ("Ссылки на эту запись", Kind.UNKNOWN, None),
    ("Blogs que enlazan esta entrada", Kind.UNKNOWN, None),
]
NO_HEADINGS = [
    "トラックバックとコメント",
    "トラックバックと迷惑メール",
    "Mentions",
    "Tweetbacks & mentions",
    "Trackback list format",
    "More about trackbacks",
    "Tracks und Backs",
    "Ссылки на эту тему",
    "TrackBack URL",
    "トラックバックURL",
    "Comments (3)",
    "2 Kommentare",
    "About trackbacks",
    "Trackbacks are closed",
    "Trackback specification",
    "3 comments and 2 trackbacks",
    "My pingback collection",
    "Reactions",
    "Pings",
    "引用",
    "迴響",
    "Ślady",
    "Уведомления",
    "Shipping",
    "Trackbacks: 50%",
    "Pingbacks (12 %)",
    "",
    "x" * 500,
]


@pytest.mark.parametrize(("text", "kind", "number"), HEADINGS)
def test_heading(text: str, kind: Kind, number: int | None) -> None:
    assert read_heading(text) == (kind, number)


@pytest.mark.parametrize("text", NO_HEADINGS)
def test_no_heading(text: str) -> None:
    assert read_heading(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Pingback: ", Kind.PINGBACK),
        ("Trackback by", Kind.TRACKBACK),
        ("Pingback von ", Kind.PINGBACK),
        ("Notifica: ", Kind.PINGBACK),
        ("Уведомление: ", Kind.PINGBACK),
        ("Rétrolien : ", Kind.TRACKBACK),
        ("Pingback 由", Kind.PINGBACK),
        ("Pingback által ", Kind.PINGBACK),
        ("Pingback, kirjoitti ", Kind.PINGBACK),
        ("Pingback 由于", None),
        ("Pingback", None),
        ("Comment by", None),
        ("A trackback by", None),
        ("Pingback: fan says", None),
        ("", None),
    ],
)
def test_label(text: str, kind: Kind | None) -> None:
    assert kind_of_label(text) is kind


ANNOUNCED = [
    ("<h3>3 Trackbacks</h3>", 3),
    ("<h3>TrackBack <span>(2)</span></h3>", 2),
    ("<h3>2 Pingbacks</h3><h3>1 Trackback</h3>", 3),
    ("<a href='#trackbacks'>Trackbacks (4)</a><h3>Trackbacks (4)</h3>", 4),
    ("<h3>Trackbacks</h3>", None),
    ("<h3>3 Comments</h3>", None),
    ("<p><a href='/1#tb'>TrackBack (2)</a></p><p><a href='/2#tb'>TrackBack (5)</a></p>", None),
    ("<p>There were 3 trackbacks in all.</p>", None),
    ("<p title='3 Trackbacks'>x</p>", None),
    ("<div class='entry-content'><p>Text.</p><h2>3 Pingbacks</h2></div>", None),
    ("<div class='entry-content'><p>Text.</p></div><h2>3 Pingbacks</h2>", 3),
    ("<div class='entry-content'><p class='meta'><a href='#tb'>3 Pingbacks</a></p></div>", 3),
    ("<li>Pingbacks: 50%</li>", None),
]


@pytest.mark.parametrize(("body", "number"), ANNOUNCED)
def test_announced(body: str, number: int | None) -> None:
    assert read_listings(Document(f"<body>{body}</body>", URL), URL).announced == number


FURTHER = [
    ('<a href="/2008/03/apples/comment-page-2/#comments">Newer</a>', [f"{URL}comment-page-2/"]),
    ('<a href="?cpage=3">3</a><a href="?cpage=3#comments">3</a>', [f"{URL}?cpage=3"]),
    ('<a href="/2008/03/apples/comment-page-1/#comment-7">permalink</a>', []),
    ('<a href="/2008/03/pears/comment-page-2/">of another post</a>', []),
    (
        '<a href="/mt/mt-tb.cgi?__mode=view&amp;entry_id=5">TrackBack</a>',
        ["https://orchard.example/mt/mt-tb.cgi?__mode=view&entry_id=5"],
    ),
    ('<a href="/t?__mode=view&entry_id=5">T</a><a href="/t?__mode=view&entry_id=6">T</a>', []),
    (
        '<a href="/mt/mt-tb.cgi?__mode=view&amp;entry_id=5">TrackBack (1)</a>',
        ["https://orchard.example/mt/mt-tb.cgi?__mode=view&entry_id=5"],
    ),
    ('<a href="/mt/mt-tb.cgi?__mode=view&amp;entry_id=5">TrackBack (0)</a>', []),
]


@pytest.mark.parametrize(("body", "urls"), FURTHER)
def test_further_pages(body: str, urls: list[str]) -> None:
    assert list(read_listings(Document(f"<body>{body}</body>", URL), URL).listing_urls) == urls


def test_a_row_that_the_page_repeats_stays_repeated() -> None:
    link = '<a class="url" href="http://b.example/1">B</a>'
    item = f'<li class="pingback even"><p>Pingback: {link}</p></li>'
    page = f"<ol class='commentlist pinglist'>{item}{item}</ol>"
    found = read_listings(Document(page, URL), URL).linkbacks
    assert [(row.source, row.position) for row in found] == [
        ("http://b.example/1", 0),
        ("http://b.example/1", 1),
    ]


def test_rows_of_several_conventions_come_in_document_order() -> None:
    page = (
        '<div class="h-cite u-comment"><a class="u-url" href="https://i.example/1">1</a></div>'
        '<ol><li class="pingback even"><a class="url" href="https://p.example/2">2</a></li></ol>'
        '<div class="h-cite u-comment"><a class="u-url" href="https://i.example/3">3</a></div>'
    )
    found = read_listings(Document(page, URL), URL).linkbacks
    assert [row.convention for row in found] == ["microformats", "wordpress", "microformats"]


PIECES = st.sampled_from(
    [
        "<li class='pingback even'>", "<li id='comment-1'>", "</li>", "<ol class=commentlist>", "</ol>",
        "<div>",
        "<a class=url href='http://b.example/1'>", "<a href='javascript:x'>", "</a>", "Pingback by ", "» ",
        "<h2>Trackbacks</h2>", "<div class='h-cite u-comment'>", "<a class=u-url href='//[bad'>", "<cite>",
        "</div>",
        "Tracked on March 1, 2005", "<p>", "Excerpt: ", "Weblog: ", "\x00", "<time datetime='x'>",
        "トラックバック",
        "<dl id=trackbacks><dt>", "<ul class=pinglist><li>", " from X<br>", "[Read More]", "İ", "<!--",
    ]
)  # fmt: skip


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_never_raises(parts: list[str]) -> None:
    found = read_listings(Document("".join(parts), URL), URL)
    assert [row.position for row in found.linkbacks] == list(range(len(found.linkbacks)))


HOSTILE = {
    "nested sayings": '<div class="comment" id="id_1a2b"><p class="content">Pingback from x</p>',
    "nested pings": '<div class="pingback even" id="comment-1"><p>x',
    "nested items": '<li class="pingback even" id="comment-1"><a class=url href="http://b/">',
    "nested citations": '<div class="h-cite u-comment"><a class=u-url href="http://b/1">x</a>',
    "nested lists": "<ol class=commentlist><li id=comment-1>trackback",
    "headings": "<h2>Trackbacks</h2>",
    "words": "» <a href='http://b/1'>t</a> from x<br>[Read More] Tracked on March ",
    "brackets": ">trackback<",
}


def calls(work: Callable[[], object]) -> int:
    """How many functions the work calls, those in C among them: the same on every machine."""
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", HOSTILE)
def test_work_stays_in_proportion(name: str) -> None:
    def cost(times: int) -> int:
        document = Document(HOSTILE[name] * times, URL)
        return calls(lambda: read_listings(document, URL))

    cost(20)
    assert cost(1600) < 2000 + 12 * cost(200)


OWN_PLACES = [
    ("https://orchard.example/2008/03/apples/#comment-4", False),
    ("https://orchard.example/", False),
    ("https://orchard.example/2008/04/pears/#comment-4", True),
    ("https://pear.example/", True),
]


@pytest.mark.parametrize(("source", "listed"), OWN_PLACES)
def test_a_place_on_the_page_and_the_own_front_page_are_no_sources(source: str, *, listed: bool) -> None:
    row = f'<li class="pingback even depth-1"><p>Pingback: <a href="{source}" class="url">Pears</a></p></li>'
    page = f"<h1>Apples</h1><ol class='commentlist'>{row}</ol>"
    assert bool(read_listings(Document(page, URL), URL).linkbacks) is listed


@pytest.mark.parametrize(
    ("said", "excerpt"),
    [
        ('mentioned by <a href="https://pear.example/9" class="u-url">pear.example/9</a>', None),
        ('<a href="https://pear.example/9" class="u-url">Pears</a> in rows.', "Pears in rows."),
        ("Mentioned by all.", "Mentioned by all."),
    ],
)
def test_a_text_that_only_says_who_mentions_is_no_excerpt(said: str, excerpt: str | None) -> None:
    row = f'<div class="webmention webmention--mention h-cite"><span class="webmention__text">{said}</span>'
    link = '<a class="webmention__source" href="https://pear.example/9">Permalink</a>'
    page = f'<section class="webmentions">{row}{"" if "<a" in said else link}</div></section>'
    assert [one.excerpt for one in read_listings(Document(page, URL), URL).linkbacks] == [excerpt]


PING = '<ol class="commentlist"><li class="pingback" id="comment-{}"><p>Pingback: <a href="https://hedge.example/{}/">Hedge</a></p></li></ol>'


@pytest.mark.parametrize(
    ("page", "sources"),
    [
        (f"<div><pre>{PING.format(1, 1)}</pre></div>", []),
        (f"<div><pre><code>{PING.format(1, 1)}</code></pre>{PING.format(2, 2)}</div>", [2]),
        (f"<div><pre>a = 1</pre>{PING.format(1, 1)}<pre>b = 2</pre></div>", [1]),
        (f"<div><code>{PING.format(1, 1)}</code>{PING.format(2, 2)}</div>", [2]),
        (f"<div><code>a = 1<p>So.</p></div>{PING.format(1, 1)}", [1]),  # code that nobody closed
        (f"<div><code>a = 1</code></div>{PING.format(1, 1)}<p><code>b</code></p>", [1]),
        (f"<pre>{PING.format(1, 1)}", [1]),  # a whole page in a `pre` that nobody closed
    ],
)
def test_listings_in_preformatted_text_are_examples(page: str, sources: list[int]) -> None:
    rows = read_listings(Document(f"<h1>Apples</h1>{page}", URL), URL).linkbacks
    assert [row.source for row in rows] == [f"https://hedge.example/{number}/" for number in sources]


SAID = '<li>Pingback: <a href="https://hedge.example/2/">Hedge</a> 2008-03-09</li>'


@pytest.mark.parametrize(
    ("page", "listed"),
    [
        (f"<h1>Apples 2</h1><p>Out now.</p><h2>Changelog</h2><ul><li>Fixed 2008-03-04</li>{SAID}</ul>", 0),
        (f"<h1>Apples 2</h1><p>Out now.</p><h2>What is new</h2><ul>{SAID}<li>Fixed 2008-03-04</li></ul>", 0),
        (f"<h1>Apples</h1><p>They are red.</p><h2>2 comments</h2><ul><li>Ann: So.</li>{SAID}</ul>", 1),
        (f"<h1>Apples</h1><p>They are red.</p><h2>Responses</h2><ul><li>Ann: So.</li>{SAID}</ul>", 1),
        (f"<title>Orchard: Apples</title><h2>Apples</h2><p>They are red.</p><ul>{SAID}</ul>", 1),
        (f"<h1>Apples</h1><p>They are red.</p><ul>{SAID}</ul>", 1),
        (f"<h1>Changes</h1><h2>1.2 (May 3, 2012)</h2><ul>{SAID}{SAID}</ul>", 0),
        (f"<h1>Apples</h1><p>They are red.</p><h3>Who wrote about it</h3><ul>{SAID}</ul>", 1),
    ],
)
def test_a_list_of_a_section_of_the_text_tells_of_linkbacks(page: str, listed: int) -> None:
    assert len(read_listings(Document(f"<body>{page}</body>", URL), URL).linkbacks) == listed


LEFT = (
    '<h4># <a href="#18">Pears</a></h4><div>Left by <a href="https://hedge.example/2/">Hedge</a> at {}</div>'
    "<p>{}</p>"
)


@pytest.mark.parametrize(
    ("date", "text", "listed"),
    [
        ("3/5/2007 1:39 AM", "Pingback from  Pears", 1),
        ("3/5/2007 1:39 AM", 'Pingback from <a href="https://hedge.example/2/">Pears</a>', 1),
        ("March 5, 2007", "Pingback from  Pears", 1),
        (
            "3/5/2007 1:39 AM",
            'Trackback from me: <a href="https://hedge.example/2/">here</a> I wrote of it.',
            0,
        ),
        ("3/5/2007 1:39 AM", "Pingback from Hedge is what I wanted to try here.", 0),
        ("3/5/2007 1:39 AM", "I saw no pingback from you.", 0),
    ],
)
def test_a_comment_that_only_says_from_where_it_pings(date: str, text: str, listed: int) -> None:
    comment = f'<div class="comment">{LEFT.format(date, text)}</div>'
    page = f'<body><h1>Apples</h1><div id="comments"><h3>Feedback</h3>{comment}</div></body>'
    assert len(read_listings(Document(page, URL), URL).linkbacks) == listed


PART = '<h3>Trackbacks:</h3><div class="{part}">{block}</div>'
BLOCK = '<div class="trackback"><h4><a href="{href}">{title}</a></h4>{more}</div>'
BLOCKS = [
    (PART, "http://plum.example/2", "Plums", "", 1),
    # none: a part of another name, the own site, an address for pings, a heading, more than the title
    (PART.replace("{part}", "links"), "http://plum.example/2", "Plums", "", 0),
    (PART, "http://orchard.example/2", "Plums", "", 0),
    (PART, "http://plum.example/trackback/2", "Plums", "", 0),
    (PART, "http://plum.example/2", "2 Trackbacks", "", 0),
    (PART, "http://plum.example/2", "Plums", '<a href="http://fig.example/2">Figs</a>', 0),
]


@pytest.mark.parametrize(("part", "href", "title", "more", "listed"), BLOCKS)
def test_named_blocks_of_a_named_part_that_are_but_a_title(
    part: str, href: str, title: str, more: str, listed: int
) -> None:
    html = part.format(part="trackbacks", block=BLOCK.format(href=href, title=title, more=more))
    found = read_listings(Document(html, "http://orchard.example/1"), "http://orchard.example/1")
    assert len(found.linkbacks) == listed


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("<p>TrackBack URL: http://orchard.example/mt/mt-tb.cgi/4", Kind.TRACKBACK),
        ("<p>TrackBack URL: http://orchard.example/tb/4", Kind.UNKNOWN),
        ("<link rel=pingback href=/x><p>TrackBack URL: http://orchard.example/mt-tb.cgi/4", Kind.UNKNOWN),
    ],
)
def test_kinds_that_no_words_tell_where_only_trackbacks_are_taken(head: str, kind: Kind) -> None:
    html = f'{head}<ul class="pings"><li><a href="http://plum.example/2">Plums</a>, May 3, 2004</ul>'
    found = read_listings(Document(html, "http://orchard.example/1"), "http://orchard.example/1")
    assert [row.kind for row in found.linkbacks] == [kind]
