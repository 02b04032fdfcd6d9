# ruff: noqa: E501 (markup stands as blogs print it)
"""Entries of known software in words and forms that its own templates do not have: other languages, other places."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.listings import read_listings
from crawler.markup.document import Document
from crawler.records import Linkback

URL = "https://orchard.example/2008/03/apples/"
OWLS = '<a href="https://barn.example/1">Owls</a>'
MORE = '<a href="https://barn.example/1">[{}]</a>'
MOVABLE = "<h2>TrackBack</h2><p>http://orchard.example/mt-tb.cgi/1</p>"


def read(markup: str) -> tuple[Linkback, ...]:
    return read_listings(Document(f"<body>{markup}</body>", URL), URL).linkbacks


@pytest.mark.parametrize(
    ("joined", "more", "tracked"),
    [
        ("fra", "Læs mere", "Sporet den 3. juli 2005 08:00"),
        ("från", "Läs mer", "Spårat 3 juli 2005 08:00"),
        ("de", "Lire la suite", 'Notifié le <a href="#c12">3 juillet 2005 à 08:00</a>'),
        ("desde", "Leer más", "Rastreado en Julio 3, 2005 08:00 AM"),
        ("from", "Read More", "3 July 2005, 08:00"),
    ],
)
def test_the_date_behind_read_more_in_any_language(joined: str, more: str, tracked: str) -> None:
    entry = f"<p>&raquo; {OWLS} {joined} Barn<br>They hunt. {MORE.format(more)}</p><p>{tracked}</p>"
    rows = [(row.title, row.site, row.excerpt, row.published) for row in read(MOVABLE + entry)]
    assert rows == [("Owls", "Barn", "They hunt.", "2005-07-03T08:00")]


@pytest.mark.parametrize(
    "behind",
    [
        "I was there on Sunday. Posted by Ann on July 9, 2005",
        "Bye.</p><p>Posted by Ann, July 9, 2005",
        "All of us went there July 9, 2005",
    ],
)
def test_what_a_comment_says_behind_read_more_is_no_date_of_the_ping(behind: str) -> None:
    entry = f"<p>&raquo; {OWLS} from Barn<br>They hunt. {MORE.format('Read More')}</p><p>{behind}</p>"
    assert [row.published for row in read(MOVABLE + entry)] == [None]


@pytest.mark.parametrize("joined", ["from", "от", "fra"])
@pytest.mark.parametrize("before_date", ["on", ","])
def test_the_word_before_the_date_begins_no_excerpt(joined: str, before_date: str) -> None:
    date = '<a href="#ping-9"><abbr title="2008-09-15T08:11:00+01:00">September 15, 2008</abbr></a>'
    head = f'<div class="trackback-header">{OWLS} {joined} <span>Barn</span> {before_date} {date}</div>'
    entry = f'<div id="ping-9" class="trackback">{head}<div class="trackback-content"><p>They hunt.</p></div></div>'
    rows = [
        (row.site, row.excerpt) for row in read(f'<div id="trackbacks"><h2>1 TrackBack</h2>{entry}</div>')
    ]
    assert rows == [("Barn", "They hunt.")]


def test_a_pingback_that_serendipity_could_not_read() -> None:
    entry = '<a id="c7"></a><div class="serendipity_commentBody"><a href="https://barn.example/1">{}</a><br></div>'
    section = '<div class="serendipity_section_trackbacks"><div>{}</div></div>'
    rows = [read(section.format(entry.format(title))) for title in ("PingBack", "PingBack is back")]
    assert [(row.kind, row.title) for (row,) in rows] == [
        ("pingback", None),
        ("trackback", "PingBack is back"),
    ]


TDIARY = '<div class="commentbody trackbackbody">{}</div>'
TDIARY_HEAD = '<div class="commentator trackback">{}<span class="commentator trackbackblog"><a href="https://barn.example/1">Barn : Owls</a></span> <span class="commenttime trackbacktime">2006-02-23 08:11</span>{}</div>'


@pytest.mark.parametrize(
    "mark", ['<a name="t01"><span class="canchor">_</span></a>', '<span class="canchor">#</span>']
)
@pytest.mark.parametrize(
    ("within", "behind", "excerpt"),
    [
        ("<p>They hunt.</p>", "", "They hunt."),
        ("", "<p>They hunt.</p>", "They hunt."),
        ("", "<div>Comments</div><p>of others</p>", None),
    ],
)
def test_tdiary_s_excerpts_within_an_entry_and_behind_it(
    mark: str, within: str, behind: str, excerpt: str | None
) -> None:
    (row,) = read(TDIARY.format(TDIARY_HEAD.format(mark, within) + behind))
    assert (row.site, row.title, row.excerpt, row.published) == ("Barn", "Owls", excerpt, "2006-02-23T08:11")


@pytest.mark.parametrize("blogs", [["Barn"], ["Barn", "Shed"]])
def test_serendipity_s_entries_that_are_called_comments(blogs: list[str]) -> None:
    head = '<span class="comment-author"><a href="https://barn.example/{0}">Owls</a> | <strong>{0}</strong></span> | <span class="comment-timestamp">20 Jul, 21:04</span>'
    entry = f'<a id="c{{1}}"></a><div class="comment-metadata">{head}</div><div class="comment-body">They hunt {{0}}.</div>'
    rows = read(
        '<div class="serendipity_section_trackbacks"><a id="trackbacks"></a><div id="trackbacklist">{}</div></div>'.format(
            "".join(entry.format(blog, number) for number, blog in enumerate(blogs))
        )
    )
    assert [(row.title, row.site, row.excerpt) for row in rows] == [
        ("Owls", blog, f"They hunt {blog}.") for blog in blogs
    ]


@pytest.mark.parametrize(("info", "content"), [("ping-info", "ping-content"), ("infos", "text")])
def test_dotclear_s_pings_whose_number_is_a_link(info: str, content: str) -> None:
    line = f'<p class="{info}"><a href="#c72">2</a> De <a href="https://barn.example/1">Barn</a> - <time datetime="2021-10-04T08:20:00">04/10</time></p>'
    entry = f'<ul><li id="c72" class="ping">{line}<div class="{content}"><p><strong>Owls</strong></p><p>They hunt.</p></div></li></ul>'
    (row,) = read(entry)
    assert (row.source, row.title, row.site, row.excerpt) == (
        "https://barn.example/1",
        "Owls",
        "Barn",
        "They hunt.",
    )


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Trackback from Barn<br><br>Owls", [("trackback", "Owls", "Barn")]),
        ("Pingback from Barn<br><br>Owls", [("pingback", "Owls", "Barn")]),
        ("Pingback from me, as it were", []),
        ("I got a trackback from Barn", []),
    ],
)
def test_blogengine_s_pings_among_its_comments(text: str, listed: list[tuple[str, str, str]]) -> None:
    entry = f'<div id="id_1a2b3c" class="comment"><p class="date">3/5/2008</p><p class="content">{text}</p><p><a class="url fn" href="https://barn.example/1">Barn</a></p></div>'
    assert [(row.kind, row.title, row.site) for row in read(entry)] == listed


def test_the_comment_beside_a_trackback_is_no_part_of_it() -> None:
    said = '<div class="response even"><div>Re: Apples</div><p>So.</p><div class="date">Comment from Ann at 1 March 2008</div></div>'
    ping = '<div class="response odd"><div class="title">Owls</div><p>They hunt.</p><div class="date">TrackBack from <a href="https://barn.example/1">Barn</a> at 2 March 2008</div></div>'
    (row,) = read(f"<div><h1>Responses</h1>{said}{ping}</div>")
    assert (row.title, row.site, row.published) == ("Owls", "Barn", "2008-03-02")


@pytest.mark.parametrize(
    ("target", "shown", "source"),
    [
        ("https://barn.example/1", "barn.example", "https://barn.example/1"),
        ("https://barn.example/", "barn.example", "https://barn.example/me"),
        ("https://barn.example/1", "this", "https://barn.example/me"),
    ],
)
def test_where_a_webmention_says_that_it_was_mentioned(target: str, shown: str, source: str) -> None:
    by = '<cite class="fn"><a href="https://barn.example/me" class="url">Barn</a></cite>'
    entry = f'<li class="webmention even depth-1" id="li-comment-7"><article id="comment-7">{by}<div class="comment-content"><p>This was mentioned on <a href="{target}">{shown}</a></p></div></article></li>'
    assert [row.source for row in read(f'<ol class="commentlist">{entry}</ol>')] == [source]


def test_a_number_that_links_stands_for_its_line() -> None:
    ping = '<p class="info"><a href="#c1" id="c1">1.</a> On 3 March 2008, by <a href="https://barn.example/1">Barn</a></p><p>They hunt.</p>'
    said = '<p class="info"><a href="#c2" id="c2">1.</a> On 3 March 2008, by Ann</p><p>So.</p>'
    markup = f'<h2>Apples</h2><p>Text.</p><div id="trackbacks"><h3>Trackbacks</h3>{ping}</div><div><h3>Comments</h3>{said}</div>'
    page = read_page(f"<title>Apples</title><body>{markup}</body>".encode(), URL)
    assert (len(page.linkbacks), page.comments_count) == (1, 1)


@pytest.mark.parametrize("clock", ["09:30 AM", "9:30 a.m.", "09:30 Uhr", "09:30h", "09:30"])
def test_what_ends_a_time_begins_no_blog_s_name(clock: str) -> None:
    entry = f'<div><b><a href="https://barn.example/1">Owls</a></b></div><div>November 19, 2006, {clock} - Barn</div><div>They hunt at night, says Barn.</div>'
    rows = [
        (row.site, row.published)
        for row in read(f'<div id="trackbacks"><h3>Trackbacks</h3><div>{entry}</div></div>')
    ]
    assert rows == [("Barn", "2006-11-19T09:30")]


@pytest.mark.parametrize("joined", ["De", "From", "Di", "Från"])
def test_the_blog_behind_a_word_that_names_begin_with(joined: str) -> None:
    line = f'<p><cite><strong>{joined} <a href="https://barn.example/1" title="Owls">Barn</a></strong></cite><br><strong>Owls</strong></p>'
    entry = f'<li class="trackback" id="trackback-5">{line}<p>They hunt, says Barn.</p></li>'
    rows = read(f'<h4 id="trackbacks">Trackbacks</h4><ol class="trackback-list">{entry}</ol>')
    assert [(row.title, row.site, row.excerpt) for row in rows] == [("Owls", "Barn", "They hunt, says Barn.")]


def test_title_and_blog_that_both_link_the_page() -> None:
    link = '<a href="https://barn.example/1" rel="nofollow">{}</a>'
    line = f"da {link.format('Barn')} il Mer, 13/02/2008 - 09:05"
    entry = (
        f'<div class="trackback"><div>{link.format("Owls")}</div><div>{line}</div><div>They hunt.</div></div>'
    )
    rows = read(f'<div id="trackbacks"><h2>Trackback</h2>{entry}</div>')
    found = [(row.title, row.site, row.excerpt, row.published) for row in rows]
    assert found == [("Owls", "Barn", "They hunt.", "2008-02-13T09:05")]


@pytest.mark.parametrize("name", ["serendipity_trackback_c61", "c61", "comment_c61", "comment-61"])
def test_serendipity_s_entries_by_any_of_their_ids(name: str) -> None:
    body = (
        '<div class="serendipity_commentBody"><a href="https://barn.example/1">Owls</a><br>They hunt.</div>'
    )
    source = (
        '<div class="serendipity_comment_source"><b>Weblog:</b> Barn<br><b>Tracked:</b> Aug 13, 08:12</div>'
    )
    section = f'<div class="serendipity_section_trackbacks"><ol><li id="{name}" class="trackback">{body}{source}</li></ol></div>'
    assert [(row.title, row.site, row.excerpt) for row in read(section)] == [("Owls", "Barn", "They hunt.")]


POINTED = '<blockquote><p>&raquo; <a href="https://barn.example/1">Owls</a> from Barn<br>They hunt. [<a href="https://barn.example/1">Read More</a>]<br>Tracked on March 1, 2004</p></blockquote>'


@pytest.mark.parametrize(
    ("above", "below", "listed"),
    [
        ("<p>It looks so:</p>", "<h3>Trackbacks</h3><p>None yet.</p>", 0),
        ("<p>It looks so:</p>", "", 0),
        ("<h3>Trackbacks</h3>", "", 1),
        ('<div class="comments-head">TrackBack</div>', "", 1),
        ("<p>Listed below are links to weblogs that reference Apples:</p>", "", 1),
    ],
)
def test_a_ping_in_a_quotation_needs_a_heading_above(above: str, below: str, listed: int) -> None:
    assert len(read(f"<h2>Apples</h2>{above}{POINTED}{below}")) == listed


@pytest.mark.parametrize(
    ("text", "site", "excerpt"),
    [
        ("They came by boat, and went back wet.", None, "They came by boat, and went back wet."),
        ("They came by boat.<br>Barn, 5 August 2004", "Barn", "They came by boat."),
        ("by Barn on 5 August 2004", "Barn", None),
    ],
)
def test_by_within_a_sentence_names_no_blog(text: str, site: str | None, excerpt: str | None) -> None:
    items = f"<li>{OWLS} - {text}</li>"
    assert [(row.site, row.excerpt) for row in read(f"<h3>Trackbacks</h3><ul>{items}</ul>")] == [
        (site, excerpt)
    ]


@pytest.mark.parametrize(
    ("name", "line", "rows"),
    [
        ("trackbacks", f"Trackbacks: {OWLS} (Barn), <a href='https://mill.example/2'>Rain</a> (5 August 2004)", [("Barn", None), (None, "2004-08-05")]),
        ("trackbacks", f"Trackbacks: {OWLS} (Barn) and more to come", []),
        ("x", f"Trackbacks: {OWLS} (Barn), <a href='https://mill.example/2'>Rain</a>", []),
    ],
)  # fmt: skip
def test_blogs_in_brackets_behind_links_of_one_line(
    name: str, line: str, rows: list[tuple[str | None, str | None]]
) -> None:
    page = f'<div class="blogbody"><h2>Apples</h2><p>Words of the post.</p><p class="{name}">{line}</p></div>'
    assert [(row.site, row.published) for row in read(page)] == rows


@pytest.mark.parametrize(
    ("entry", "site"),
    [
        (f"{OWLS} &raquo; Barn<br>They hunt at night.", "Barn"),
        (f"{OWLS}<br>Barns &raquo; They hunt at night.", None),
        (f"{OWLS}<p>They hunt at night.</p><p>Depuis Barn, le jeudi 3 novembre 2005 à 08:12</p>", "Barn"),
    ],
)
def test_the_blog_behind_a_guillemet_or_depuis(entry: str, site: str | None) -> None:
    assert [row.site for row in read(f'<h3>Trackbacks</h3><ul class="trackbacks"><li>{entry}</li></ul>')] == [
        site
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("<h4>{} (Trackback)</h4>", "trackback"),
        ("<h4>{} (Pingback)</h4><span>17. März 2007</span>", "pingback"),
        ("<p>At 19:40 on 11 April 2006, {} pingbacked:</p>", "pingback"),
        ("<p>April 11, 2006: {} trackbacked</p>", "trackback"),
        ("<cite>{} Trackback <a href='#comment-2'></a></cite>", "trackback"),
        ("<span>{}</span> <em>trackbacked</em> <span>May 3, 2009</span>", "trackback"),
        ("<span>{}</span> <em>Pingback</em>", "pingback"),
        ("<span>{}</span> <em>pinged me</em>", None),
        ("<h4>{} wrote:</h4>", None),
        ("<p>At 19:40 on 11 April 2006, {} commented:</p>", None),
        ("<p>Here is {} trackback</p>", None),
        ("<h4>{} (Trackback) and more</h4>", None),
    ],
)
def test_the_kind_that_ends_a_line_of_authorship(line: str, kind: str | None) -> None:
    said = line.format('<a rel="external nofollow" href="https://barn.example/1">Barn</a>')
    text = "<div class='text'><p><strong>Owls</strong></p><p>They hunt.</p></div>"
    entry = f'<li id="comment-2">{said}{text}</li><li id="comment-3"><h4>Ann</h4><p>A trackback? (Trackback)</p></li>'
    rows = read(f'<h3>2 Comments</h3><ul id="commentlist">{entry}</ul>')
    assert [(row.kind, row.source) for row in rows] == ([(kind, "https://barn.example/1")] if kind else [])


@pytest.mark.parametrize(
    ("labels", "site"),
    [
        ("Weblog: Barn<br>Aufgenommen: Feb 05, 08:40", "Barn"),
        ("<b>Weblog:</b> Barn<br><b>Tracked:</b> Feb 05, 08:40", "Barn"),
        ("Weblog: <br>Aufgenommen: Feb 05, 08:40", None),
        ("Barn<br>Aufgenommen: Feb 05, 08:40", None),
    ],
)
def test_serendipity_s_labels_without_bold(labels: str, site: str | None) -> None:
    body = '<div class="serendipity_commentBody"><a href="https://barn.example/1">Owls</a><br>[…]</div>'
    source = f'<div class="serendipity_comment_source">{labels}</div>'
    (row,) = read(
        f'<div class="serendipity_section_trackbacks"><a id="c7"></a><div>{body}{source}</div></div>'
    )
    assert (row.title, row.site, row.excerpt) == ("Owls", site, None)


@pytest.mark.parametrize(
    ("number", "title", "listed"), [("4", "Owls", 1), ("5", "Owls", 2), ("4", "Bats", 2), (None, "Owls", 2)]
)
def test_an_entry_that_a_theme_prints_twice(number: str | None, title: str, listed: int) -> None:
    item = '<li class="pingback even depth-1"{}><a class="url" href="https://barn.example/1">{}</a></li>'
    first, second = (f' id="comment-{each}"' if each else "" for each in (number and "4", number))
    page = f"<ol>{item.format(first, 'Owls')}</ol><h3>Pings</h3><ol>{item.format(second, title)}</ol>"
    assert len(read(page)) == listed


CLIPPED = "[...] They hunt mice at night. [...]"


@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        ("<h3>2 Comments so far</h3><h3>Ann says:</h3><p>So.</p><h3>{owls} says:</h3><div><p>{text}</p></div>", ["pingback"]),
        ("<h2>Trackbacks</h2><ol><b>{owls}</b><br><p>{text}</p><br></ol>", ["trackback"]),
        ("<h2>Trackbacks/Pingbacks</h2><b>{owls}</b><br><p>{text}</p>", ["pingback"]),
        ("<h2>Trackbacks</h2><b>{owls}</b><br><p>They hunt mice at night.</p>", []),
        ("<h2>Owls</h2><b>{owls}</b><br><p>{text}</p>", []),
        ("<h2>Owls</h2><h3>{owls} says:</h3><p>{text}</p>", []),
    ],
)  # fmt: skip
def test_a_clipped_text_below_who_says_it(page: str, kinds: list[str]) -> None:
    assert [str(row.kind) for row in read(page.format(owls=OWLS, text=CLIPPED))] == kinds


KEPT = "<p><strong>Owls at dusk{}</strong></p><p>They hunt mice at night{}</p>"
SIGNED = '<ol class="commentlist"><li id="comment-7"{}><cite>{}</cite> Says:<br><small>May 3rd, 2006</small>{}</li></ol>'
BARN = '<a href="https://barn.example/owls">Barn</a>'
PRINTED = '<link rel="stylesheet" href="/wp-content/themes/default/style.css">'


@pytest.mark.parametrize(
    ("page", "rows"),
    [
        (PRINTED + SIGNED.format("", BARN, KEPT.format("…", "…")), [("trackback", "Owls at dusk…", "Barn")]),
        (SIGNED.format("", BARN, KEPT.format("&#8230;", "&#8230;")), [("trackback", "Owls at dusk…", "Barn")]),
        (
            f'{PRINTED}<dl class="commentlist"><dt id="comment-7">{BARN} on May 3rd, 2006</dt><dd>{KEPT.format("…", "…")}</dd></dl>',
            [("trackback", "Owls at dusk…", "Barn")],
        ),
        (PRINTED + SIGNED.format("", BARN, KEPT.format("", "…")), []),
        (PRINTED + SIGNED.format("", BARN, KEPT.format("…", ".")), []),
        (PRINTED + SIGNED.format("", BARN, KEPT.format("…", "…") + "<p>And more.</p>"), []),
        (PRINTED + SIGNED.format("", "Barn", KEPT.format("…", "…")), []),
        (PRINTED + SIGNED.format("", BARN.replace("/owls", "/"), KEPT.format("…", "…")), []),
        (PRINTED + SIGNED.format(' class="comment even"', BARN, KEPT.format("…", "…")), []),
        (KEPT.format("…", "…") + f"<p>{BARN}, May 3rd, 2006</p>", []),
    ],
)  # fmt: skip
def test_a_trackback_of_which_only_its_text_tells(page: str, rows: list[tuple[str, str, str]]) -> None:
    assert [(str(row.kind), row.title, row.site) for row in read(page)] == rows


@pytest.mark.parametrize(("label", "listed"), [("Trackback - autor:", 1), ("Trackback - Ann:", 0), ("Komentarz - autor:", 0)])  # fmt: skip
def test_the_polish_word_for_by(label: str, listed: int) -> None:
    item = f'<ol id="commentlist"><li id="comment-3"><p>So.</p><p><cite>{label} {BARN} &#8212; 14 maja 2008 @ <a href="#comment-3">08:05</a></cite></p></li></ol>'
    assert len(read(item)) == listed
