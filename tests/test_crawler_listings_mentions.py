# ruff: noqa: E501 (markup stands as sites print it)
"""Webmentions that few marks tell: by a class of the link, a sentence, the part they stand in, or "Mentions"."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.listings import read_listings
from crawler.markup.document import Document
from crawler.mentions.parts import doer_of
from crawler.records import Linkback

URL = "https://orchard.example/2020/05/apples/"
TIME = '<time datetime="2020-06-07">7 June</time>'
TAKES = '<link rel="webmention" href="/webmention">'


def read(markup: str, head: str = TAKES) -> tuple[Linkback, ...]:
    post = "<article><h1>Apples</h1><div class='e-content'><p>They are red and round.</p></div></article>"
    page = f"<html lang='en'><head><title>Apples</title>{head}</head><body><main>{post}{markup}</main></body></html>"
    return read_listings(Document(page, URL), URL).linkbacks


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f'<div class="webmention"><a class="wm-source" href="https://barn.example/1">Zed</a> replied on {TIME}<p>Nice.</p></div>', ("reply", None, "Zed", "Nice.")),
        (f'<div class="wm"><a class="wm-author" href="https://barn.example/">Zed</a> mentioned this in <a class="wm-source" href="https://barn.example/1">Owls</a> {TIME}</div>', ("mention", "Owls", "Zed", None)),
        (f'<div class="webmention"><a href="https://barn.example/1">Zed Lee mentioned this</a> {TIME}</div>', ("mention", None, "Zed Lee", None)),
        (f'<ul><li><a href="https://barn.example/1">Zed replied to this post on {TIME}</a></li></ul>', ("reply", None, "Zed", None)),
        (f'<ul><li><a href="https://barn.example/1">Why I replied to this</a> {TIME}</li></ul>', ("reply", "Why I replied to this", None, None)),
    ],
)  # fmt: skip
def test_items_of_a_part_called_webmentions(markup: str, expected: tuple[str | None, ...]) -> None:
    rows = read(f'<div class="webmentions"><h2>Webmentions</h2>{markup}</div>')
    assert [row.source for row in rows] == ["https://barn.example/1"]
    assert [(row.subtype, row.title, row.author, row.excerpt) for row in rows] == [expected]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Lee mentioned this", "Ann Lee"),
        ("Ann has reposted this post.", "Ann"),
        ("Ann replied to this on 3 May", "Ann"),
        ("Ann mentioned", None),
        ("Why I liked this", None),
        ("The book everyone mentioned", None),
        ("Ann replied to this letter from home", None),
        ("A day in the life of Ann who liked this", None),
    ],
)
def test_who_did_what(text: str, name: str | None) -> None:
    assert doer_of(text) == name


ENTRY = f'<div class="h-entry"><a class="p-author h-card" href="https://barn.example/">Zed</a> <a class="u-url" href="https://barn.example/1">{TIME}</a><p class="e-content">Fine</p></div>'
OWN = ENTRY.replace("https://barn.example/1", "/notes/1")


@pytest.mark.parametrize(
    ("holder", "entry", "listed"),
    [
        ('div id="webmentions"', ENTRY, 1),
        ('section class="webmentions"', ENTRY, 1),
        ('ul class="post-webmentions"', f"<li>{ENTRY}</li>", 1),
        ('section class="webmentions"', OWN, 0),
        ('div class="mentions"', ENTRY, 1),
        ('section id="responses"', ENTRY, 1),
        ('div class="mentions"', OWN, 0),
        ('section class="related"', ENTRY, 0),
        ('div class="h-feed"', ENTRY, 0),
        ('main class="has-webmentions"', ENTRY, 0),
    ],
)
def test_an_entry_is_a_webmention_by_its_place(holder: str, entry: str, listed: int) -> None:
    rows = read(f"<{holder}>{entry}</{holder.split()[0]}>")
    assert [(row.source, row.author, row.excerpt) for row in rows] == [
        ("https://barn.example/1", "Zed", "Fine")
    ] * listed


ITEM = f'<li><a href="https://barn.example/1">Owls</a> by Zed, {TIME}</li>'


@pytest.mark.parametrize("holder", ["aside", "section", 'div class="mentions"', "details"])
@pytest.mark.parametrize("heading", ["Mentions", "2 mentions", "Mentions (1)", "Mentioned by", "Erwähnungen"])
def test_mentions_where_the_page_takes_webmentions(holder: str, heading: str) -> None:
    markup = f"<{holder}><h2>{heading}</h2><ul>{ITEM}</ul></{holder.split()[0]}>"
    assert [(row.source, row.title, row.author) for row in read(markup)] == [
        ("https://barn.example/1", "Owls", "Zed")
    ]
    assert read(markup, head="") == ()
    assert read(markup, head="<!-- no webmention yet -->") == ()


@pytest.mark.parametrize(
    "markup",
    [
        '<aside><h2>Mentions</h2><ul><li><a href="https://barn.example/1">Owls</a></li></ul></aside>',
        f'<aside><h2>Mentions</h2><ul><li><a href="/2020/01/pears/">Pears</a> {TIME}</li></ul></aside>',
        f'<aside><h2>Mentions</h2><ul>{ITEM}<li><a href="/about/">About</a></li></ul></aside>',
        f"<aside><h2>Honourable mentions</h2><ul>{ITEM}</ul></aside>",
        f"<aside><h2>Mentions légales</h2><ul>{ITEM}</ul></aside>",
        f"<div class='e-content'><section><h2>Mentions</h2><ul>{ITEM}</ul></section></div>",
        f"<div class='sidebar'><section><h2>Mentions</h2><ul>{ITEM}</ul></section></div>",
    ],
)
def test_other_mentions(markup: str) -> None:
    assert read(markup) == ()


def test_mentions_of_a_page_that_takes_none_are_no_webmentions() -> None:
    assert read(f'<div class="mentions">{ENTRY}</div>', head="") == ()


BESIDE_AUTHOR = [
    ("https://pear.example", "https://pear.example/replies/44", "https://pear.example/replies/44"),
    ("https://m.example/@pia", "https://m.example/@pia/44", "https://m.example/@pia/44"),
    # the link beside is of another site, or no page below
    ("https://pear.example/notes/2", "https://fig.example/", "https://pear.example/notes/2"),
    ("https://pear.example/notes/2", "https://pear.example/", "https://pear.example/notes/2"),
]


@pytest.mark.parametrize(("author", "beside", "source"), BESIDE_AUTHOR)
def test_the_page_below_the_authors_home(author: str, beside: str, source: str) -> None:
    html = f"""<section class="webmentions"><h2>Webmentions</h2><ol><li class="webmentions__item">
<article class="webmention h-cite"><a class="webmention__author p-author h-card u-url" href="{author}">Pia</a>
<div class="webmention__content p-content">Wait, as <a href="{author}/x">I said</a>.</div>
<a class="u-url" href="{beside}">Source</a></article></li></ol></section>"""
    page = read_page(html.encode(), "https://orchard.example/1")
    assert next(row.source for row in page.linkbacks if row.convention == "static_webmentions") == source


FACE = """<li class="webmention {kind} even thread-even depth-1 h-cite avatar-only" id="li-comment-{number}">
<div id="comment-{number}" class="h-cite"><span class="p-author h-card"><a class="u-url" title="Otto"
href="https://otto.example"><img alt="Otto" src="/o.jpg" class="avatar photo u-photo"><span class="hide-name p-name">
Otto</span></a></span> <a class="u-url" href="https://otto.example/{number}"></a></div></li>"""


def test_the_faces_of_the_webmention_plugin_stand_for_pages() -> None:
    html = f"""<div id="comments"><ul class="reaction-list reaction-list--like"><h2>Likes</h2>
{FACE.format(kind="like", number=8)}</ul><ul class="reaction-list reaction-list--mention"><h2>Mentions</h2>
{FACE.format(kind="mention", number=9)}</ul></div>"""
    page = read_page(html.encode(), "https://orchard.example/1")
    assert [(row.subtype, row.source, row.author) for row in page.linkbacks] == [
        ("like", "https://otto.example/8", "Otto"),
        ("mention", "https://otto.example/9", "Otto"),
    ]


def test_a_face_of_the_webmention_plugin_that_links_but_its_person() -> None:
    face = FACE.format(kind="p-like like", number=8).replace(
        '<a class="u-url" href="https://otto.example/8"></a>', ""
    )
    html = f'<div id="comments"><ul class="reaction-list reaction-list--like">{face}</ul></div>'
    page = read_page(html.encode(), "https://orchard.example/1")
    assert [row.source for row in page.linkbacks] == ["https://otto.example/"]


@pytest.mark.parametrize(
    ("said", "excerpt"),
    [
        ('This Article was mentioned on <a href="https://barn.example/1">barn.example</a>', None),
        ('Dieser Beitrag wurde erwähnt auf <a href="https://barn.example/1">barn.example</a>.', None),
        ('Owls hunt by night, and by day they sleep in <a href="https://barn.example/1">barn.example</a>', "Owls hunt by night, and by day they sleep in barn.example"),
        ('Nice. <a href="https://barn.example/1">barn.example</a> says so', "Nice. barn.example says so"),
    ],
)  # fmt: skip
def test_a_mention_of_wordpress_that_quotes_nothing(said: str, excerpt: str | None) -> None:
    name = '<b class="fn"><a class="url" href="https://barn.example/1">Barn</a></b>'
    entry = f'<li id="comment-20" class="webmention even thread-even depth-1"><div class="comment-author">{name}</div><div class="comment-content"><p>{said}</p></div></li>'
    (row,) = read(f'<ol class="comment-list">{entry}</ol>')
    assert (row.source, row.excerpt) == ("https://barn.example/1", excerpt)


def test_the_quote_of_an_item_that_says_what_was_done() -> None:
    item = '<div class="mention"><p><strong>Zed</strong> replied:</p><blockquote>Do owls hunt?</blockquote><a href="https://barn.example/1">View original</a></div>'
    rows = read(f'<section class="webmentions"><h3>Responses (1)</h3>{item}</section>')
    assert [(row.author, row.excerpt) for row in rows] == [("Zed", "Do owls hunt?")]


def test_the_text_of_an_article_in_an_item() -> None:
    meta = '<div class="webmention__meta"><img src="q.jpg" alt="Zed"><a class="h-card u-url" href="https://barn.example/1"><strong class="p-name">Zed</strong></a></div>'
    item = f'<li class="webmentions__item"><article class="webmention">{meta}<div>Owls hunt.</div></article></li>'
    (row,) = read(f'<ol class="webmentions__list">{item}</ol>')
    assert (row.source, row.excerpt) == ("https://barn.example/1", "Owls hunt.")


@pytest.mark.parametrize(
    ("behind", "excerpt"),
    [
        ("<div class=css-5>A careful piece, and lovely photographs.</div>", "A careful piece, and lovely photographs."),
        ("<div class=css-5><a href='/reply'>Write a careful answer to this</a></div>", None),
        ("<div class=css-5>Show original</div>", None),
        ("", None),
    ],
)  # fmt: skip
def test_the_block_behind_the_time_of_a_component(behind: str, excerpt: str | None) -> None:
    item = f'<li class="h-card css-q1"><a href="https://ada.example/"><img src="a.png" alt="Ada"></a><div class=css-0><a class="u-url css-7" href="https://ada.example/"><strong>Ada</strong></a><time datetime="2019-02-11">Feb 11th, 2019</time>{behind}</div></li>'
    assert [(row.source, row.excerpt) for row in read(f"<h3>Webmentions</h3><ul>{item}</ul>")] == [
        ("https://ada.example/", excerpt)
    ]


@pytest.mark.parametrize(
    ("link", "source"),
    [
        ('<a class="u-url" href="https://ada.example/@ada/9"><img class="u-photo" src="a.jpg" alt="Ada"></a>', "https://ada.example/@ada/9"),
        ('<a class="u-url" href="https://ada.example/"><img class="u-photo" src="a.jpg" alt="Ada"></a>', "https://ada.example/"),
        ('<a class="u-url" href="https://ada.example/"><img src="a.jpg" alt=""><b class="p-name">Ada</b></a>', "https://ada.example/"),
        ('<img class="u-photo" src="a.jpg" alt="Ada">', None),
    ],
)  # fmt: skip
def test_the_only_link_of_a_static_sites_entry_is_a_face(link: str, source: str | None) -> None:
    item = f'<li class="webmentions__item webmention--repost"><article class="h-cite webmention"><div class="webmention__author p-author h-card">{link}</div></article></li>'
    rows = read(f"<h3>Reposts (1)</h3><ol class=webmentions__list>{item}</ol>")
    assert [(row.author, row.source, row.subtype) for row in rows] == [("Ada", source, "repost")]


def test_items_that_mark_nothing_stand_beside_those_that_others_read() -> None:
    marked = f'<article class="webmention h-cite"><a class="webmention-author" href="https://zed.example/2"><span>Zed</span></a><a class="webmention-date" href="https://zed.example/2">{TIME}</a><div class="webmention-content">Nice.</div></article>'
    plain = '<div class="webmention-mention"><a href="https://ada.example/3">Ada</a> mentioned this in <a href="https://ada.example/3">Owls</a></div>'
    rows = read(f"<section id=webmentions><h2>Comments</h2><div>{marked}</div><div>{plain}</div></section>")
    assert [row.source for row in rows] == ["https://zed.example/2", "https://ada.example/3"]
    helped = plain.replace("ada.example/3", "indieweb.org/Webmention")
    assert len(read(f"<section id=webmentions><div>{marked}</div><div>{helped}</div></section>")) == 1


def test_a_link_that_says_a_name_and_its_address() -> None:
    item = '<li><a href="https://ada.example/3">{}https://ada.example/3</a></li>'
    rows = read(f"<div class=webmentions><ul>{item.format('Ada — ')}{item.format('')}</ul></div>")
    assert [(row.author, row.title) for row in rows] == [("Ada", None), (None, None)]


@pytest.mark.parametrize(
    ("behind", "excerpt"),
    [
        ("<div>the argument against is put best there</div>", "the argument against is put best there"),
        ("<div>on Tuesday, March 5, 2024 at noon</div>", None),
        ("<div>a year ago</div>", None),
        ("", None),
    ],
)
def test_the_block_behind_the_line_of_who_mentioned_it(behind: str, excerpt: str | None) -> None:
    line = '<a href="https://ada.example/"><strong>Ada</strong></a> mentioned this <a href="https://ada.example/3">[source]</a>'
    rows = read(f"<div id=webmentions><h4>Webmentions</h4><ul><li><div>{line}</div>{behind}</li></ul></div>")
    assert [(row.source, row.author, row.excerpt) for row in rows] == [
        ("https://ada.example/3", "Ada", excerpt)
    ]


def test_a_paragraph_that_is_but_the_name_is_no_excerpt() -> None:
    item = '<div class=t><img src="a.jpg" alt=""><p>{n}</p><a href="https://{n}.example/3">mentioned this</a><div><span>12 March, 2022</span></div></div>'
    rows = read(
        f"<section><h2>Webmentions</h2><div>{item.format(n='Ada')}{item.format(n='Ben')}</div></section>"
    )
    assert [(row.author, row.excerpt) for row in rows] == [("Ada", None), ("Ben", None)]


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        # Templates print the paragraphs of a reply into one of their own, which cannot hold them.
        ('<p class="e-content"><p>So true.</p></p>', "So true."),
        ('<p class="e-content"><p>So true.</p>\n<blockquote>Walk.</blockquote> <p>And rain.</p></p>', "So true. Walk. And rain."),
        ('<p class="e-content">So true.</p>', "So true."),
        # paragraphs behind an empty one that did not hold them
        ('<p class="e-content"></p><p>Reply to this</p>', None),
        ('<p class="e-content"></p><p>Reply to this</p><div>More</div><p></p>', None),
        ('<p class="e-content"></p><p>Reply to this</p><p class="end"></p>', None),
        ('<div class="e-content"></div><p>Reply to this</p><p></p>', None),
    ],
)  # fmt: skip
def test_the_text_that_a_paragraph_could_not_hold(text: str, excerpt: str | None) -> None:
    card = '<a class="p-author h-card" href="https://pear.example/">Pia</a>'
    link = '<a class="u-url" href="https://pear.example/replies/44"><time class="dt-published">2023-03-05</time></a>'
    body = f'<article class="h-entry"><h1 class="p-name">A walk</h1><div class="u-comment h-cite">{card}{text}{link}</div></article>'
    (found,) = read_page(body.encode(), URL).linkbacks
    assert (found.source, found.author, found.excerpt) == ("https://pear.example/replies/44", "Pia", excerpt)


@pytest.mark.parametrize(
    ("last", "count"),
    [
        ('<a href="https://ada.example/">Ada</a> interacted <a href="https://ada.example/3">[source]</a>', 2),
        ('<a href="https://ada.example/">Ada</a> interacted <a href="https://ada.example/3">View original</a>', 2),
        # nothing says where: a list of links
        ('<a href="https://ada.example/">Ada</a> interacted <a href="https://ada.example/3">Owls</a>', 0),
        ('<a href="https://ada.example/3">Source</a>', 0),
    ],
)  # fmt: skip
def test_an_item_that_links_its_author_and_its_source(last: str, count: int) -> None:
    first = '<a href="https://zed.example/">Zed</a> liked this <a href="https://zed.example/1">[source]</a>'
    rows = read(
        f'<div id="webmentions-container"><h3>2 Reactions</h3><ul><li>{first}</li><li>{last}</li></ul></div>'
    )
    assert len(rows) == count


@pytest.mark.parametrize(
    ("card", "found"),
    [
        ('<a href="https://ada.example/3"><img src="a.jpg" alt="Ada"><div><p>So true.</p><p>March 10, 2023</p></div></a>', True),
        ('<a href="https://ada.example/3"><img src="a.jpg" alt="Ada"><time datetime="2023-03-10">10 March</time></a>', True),
        # what a card without a date leads to is not known
        ('<a href="https://ada.example/3"><img src="a.jpg" alt="Ada"><div><p>So true.</p></div></a>', False),
        ('<a href="/2020/05/pears/"><img src="a.jpg" alt="Pears"><div><p>Pears</p><p>March 10, 2023</p></div></a>', False),
        ('<a href="https://indieweb.org/Webmention"><img src="a.jpg" alt="?"><p>March 10, 2023</p></a>', False),
    ],
)  # fmt: skip
def test_a_link_that_is_a_whole_mention(card: str, found: bool) -> None:
    rows = read(f"<div><h4>Webmentions</h4><div>{card}</div></div>")
    assert [(row.source, (row.published or "")[:10]) for row in rows] == [
        ("https://ada.example/3", "2023-03-10")
    ] * found


LAST = '<div><a href="https://ada.example/3">View original</a></div>'
PORTRAIT = '<a class="u-url" href="https://ada.example/{}" title="Ada{}"><img src="a.jpg" alt="Ada"></a>'


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (f"<h3>1 Like</h3><div class=m><div class=k>{PORTRAIT.format('3', '')}</div></div>", [("like", "https://ada.example/3")]),
        (f"<h3>1 Mention</h3><div class=m><div class=k>{PORTRAIT.format('3', '')}</div></div>", [("mention", "https://ada.example/3")]),
        (f"<ul class=reactions>{PORTRAIT.format('3', ' liked')}</ul>", [("like", "https://ada.example/3")]),
        # the home page of somebody mentions nothing, and a face alone says nothing of what was done
        (f"<h3>1 Mention</h3><div class=m><div class=k>{PORTRAIT.format('', '')}</div></div>", [("reaction", "https://ada.example/")]),
        (f"<div class=m><div class=k>{PORTRAIT.format('3', '')}</div></div>", [("reaction", "https://ada.example/3")]),
        (f"<ul class=reactions>{PORTRAIT.format('3', ' Fenn')}</ul>", [("reaction", "https://ada.example/3")]),
    ],
)  # fmt: skip
def test_faces_in_frames_and_what_heads_them(group: str, expected: list[tuple[str, str]]) -> None:
    rows = read(f"<div><h3>1 Webmentions</h3><div class=g>{group}</div></div>")
    assert [(row.subtype, row.source) for row in rows] == expected


@pytest.mark.parametrize(
    ("text", "behind", "excerpt"),
    [
        ("We tried a scythe on ours.", LAST, "We tried a scythe on ours."),
        ("We tried a scythe on ours.", "", "We tried a scythe on ours."),
        ("liked by Ada Fenn", LAST, None),
        ("liked by Ada Fenn and 3 others", LAST, None),
    ],
)  # fmt: skip
def test_the_text_before_the_link_that_ends_an_item(text: str, behind: str, excerpt: str | None) -> None:
    line = '<a href="https://ada.example/">Ada</a> <span>mentioned this</span> <time>3/10/2023</time>'
    page = "" if behind else ' <a href="https://ada.example/3">View original</a>'
    item = f"<article><img src='a.jpg' alt='Ada'><div><div>{line}{page}</div><div>{text}</div>{behind}</div></article>"
    rows = read(f"<div id=webmentions-list><h3>Webmentions</h3>{item}</div>")
    assert [(row.source, row.excerpt) for row in rows] == [("https://ada.example/3", excerpt)]
