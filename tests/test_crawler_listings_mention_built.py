# ruff: noqa: E501 (markup stands as sites print it)
"""Webmentions as built sites print them: what stands for an author, a page, a text, and what is no entry."""

from __future__ import annotations

import pytest

from crawler import read_page
from tests.made_mentions import ANN, TAKES, URL, ZED, read

HOME, BYRE = "https://barn.example/", "https://byre.example/"
SAID = "Ours ripen in the week after."


def listed(markup: str, **kwargs: str) -> list[tuple[str | None, str | None]]:
    return [(row.source, row.subtype) for row in read(markup, **kwargs)]


def test_an_h_cite_that_links_but_its_author() -> None:
    cite = f'<ul><li class="comment h-cite"><div class="p-author h-card"><img class="u-photo" src="/z.png" alt=""><a class="p-name u-url" href="{HOME}">Zed</a></div><time class="dt-published" datetime="2020-06-07">7 June</time><div class="e-content">{SAID}</div></li></ul>'
    (row,) = read(f"<section><h2>Webmentions</h2>{cite}</section>")
    assert (row.source, row.author, row.excerpt) == (HOME, "Zed", SAID)
    for heading in ("Comments", "Comments and webmentions", "Responses"):
        assert read(f"<section><h2>{heading}</h2>{cite}</section>") == ()


@pytest.mark.parametrize(
    ("sign", "subtype"), [("❤️", "like"), ("🔁", "repost"), ("🔖", "bookmark"), ("🌱", "reaction")]
)
def test_a_sign_beside_a_face(sign: str, subtype: str) -> None:
    face = '<div class="col"><a href="{}" title="{}"><img src="/z.png" alt="{}">{}</a></div>'
    pile = face.format(ZED, "Zed", "Zed", sign) + face.format(ANN, "Ann", "Ann", sign)
    assert listed(f'<div id="webmentions"><div class="row">{pile}</div></div>') == [
        (ZED, subtype),
        (ANN, subtype),
    ]


FACES = f'<h4>Likes</h4><p><a href="{HOME}"><img src="/z.png" alt="Zed"></a></p>'
MEDIA = f'<h4>Replies</h4><div class="media"><a href="{ANN}"><img src="/a.png" alt="Ann"></a><div class="media-body"><h4><a href="{BYRE}">Ann</a></h4>{SAID} <a href="{ANN}"><i></i></a></div></div>'


@pytest.mark.parametrize(
    ("heading", "count"),
    [
        ("Responses from around the web...", 2),
        ("Reactions from elsewhere", 2),
        ("Reaktionen aus dem Netz", 2),
        ("Reaktionen auf anderen Blogs (3)", 2),
        ("Menções na web (3)", 2),
        ("Reacties op andere sites", 2),
        ("Отклики на других сайтах", 2),
        ("Menções na imprensa", 0),
        ("Op andere sites", 0),
        ("Around the web", 0),
        ("Reply elsewhere", 0),
        ("Responses", 0),
    ],
)
def test_a_heading_of_what_the_web_says(heading: str, count: int) -> None:
    markup = f"<section><h3>{heading}</h3>{FACES}{MEDIA}{MEDIA.replace(ANN, ANN + '2')}</section>"
    assert len(read(markup)) == (count and count + 1)
    assert read(markup, head="") == ()


def test_the_text_of_a_block_whose_heading_is_its_author() -> None:
    rows = read(f"<section><h3>Webmentions</h3>{MEDIA}{MEDIA.replace(ANN, ANN + '2')}</section>")
    assert [(row.author, row.excerpt) for row in rows] == [("Ann", SAID)] * 2


@pytest.mark.parametrize(
    ("author", "words", "expected"),
    [
        ('<div class="comment-author">Zed</div>', "Link", ("Zed", SAID)),
        ('<div class="comment-author">Zed</div>', "Source", ("Zed", SAID)),
        ('<div class="comment-author">zed.example</div>', "Link", None),  # a host is no name
        ("", "Link", None),
        ('<div class="comment-author">Zed</div>', "the pears of last year", None),
    ],
)
def test_a_text_that_ends_with_a_link_to_it(
    author: str, words: str, expected: tuple[str, str] | None
) -> None:
    entry = f'<div class="comment">{author}<div class="comment-content">{SAID} <a href="{ZED}">{words}</a></div></div>'
    rows = read(
        f"<details><summary>2 Webmentions</summary><div>{entry}{entry.replace(ZED, ANN)}</div></details>"
    )
    assert [(row.author, row.excerpt) for row in rows] == ([expected] * 2 if expected else [])


REPLY = f'<li><a href="{HOME}"><strong>Zed</strong></a> <a href="{ZED}"><time datetime="2020-06-07">7 June</time></a><p>{SAID}</p></li>'


@pytest.mark.parametrize(
    ("other", "count", "comments"),
    [
        ('<li><strong>Ida</strong> <time datetime="2020-06-08">8 June</time><p>Mine do not.</p></li>', 1, 0),
        (
            '<li><a href="https://byre.example/share?text=apples">Post about this</a> and it shows up here!</li>',
            1,
            0,
        ),
        # what links nowhere else and says no time may be an explanation
        ('<li><a href="/about/">How this works</a></li>', 0, 0),
        ("<li>Nothing else.</li>", 0, 0),
    ],
)
def test_what_stands_among_the_entries(other: str, count: int, comments: int) -> None:
    markup = f'<div class="x-webmentions"><h2>2 Responses</h2><ul>{REPLY}{other}</ul></div>'
    assert len(read(markup)) == count
    assert read(f'<div class="x-webmentions"><h2>2 Responses</h2><ul>{other}</ul></div>') == ()


def test_a_part_that_is_called_the_body() -> None:
    item = '<li class="webmention-item"><span class="webmention-author"><a href="https://barn.example/">Zed</a></span> <span class="webmention-type">replied</span>{}</li>'
    listing = '<div class="webmentions"><h3>Interactions</h3><ul class="webmentions-list">{}</ul></div>'
    (row,) = read(listing.format(item.format(f'<div class="webmention-body">{SAID}</div>')))
    assert (row.source, row.excerpt) == (HOME, SAID)
    whole = f'<li class="webmention-item"><div class="webmention-body"><span class="webmention-author"><a href="{HOME}">Zed</a></span> replied</div></li>'
    (row,) = read(listing.format(whole))
    assert row.excerpt is None


@pytest.mark.parametrize(
    ("name", "page", "count"),
    [
        ("Zed", HOME + "1", 2),
        ("there", HOME + "1", 0),  # no name
        ("Zed", HOME, 0),  # nothing but who it is
        ("Zed", "https://pear.example/1", 0),
    ],
)
def test_a_page_below_the_home_that_a_face_links(name: str, page: str, count: int) -> None:
    entry = f'<div class="grid"><a href="{HOME}"><img src="/z.png" alt="Zed"></a><div><p><a href="{page}">{name}</a></p><div>{SAID}</div></div></div>'
    rows = read(f"<div><h3>Webmentions</h3><h4>The conversation goes on</h4><div>{entry}{entry}</div></div>")
    assert [row.source for row in rows if row.subtype != "reaction"] == [page] * count


@pytest.mark.parametrize(
    ("line", "count"),
    [
        (
            f'<div class="icon">💬</div><a href="{HOME}"><img src="/z.png" alt="Zed"></a> <a href="{HOME}">Zed</a> hat das erwähnt',
            1,
        ),
        (f'<a href="{HOME}"><img src="/z.png" alt="Zed"></a> <a href="{HOME}">Zed</a> mentioned this', 1),
        (f'Mentioned by <a href="{HOME}">Zed</a>', 0),
        (f'<a href="{HOME}">Zed</a> writes about mentions', 0),
    ],
)
def test_the_home_page_of_who_mentioned_this(line: str, count: int) -> None:
    part = f'<h5>Mentions</h5><div class="list-mentions"><div class="single">{line}</div></div>'
    assert listed(f'<div id="x-webmentions"><div>{part}</div></div>') == [(HOME, "mention")] * count


def test_one_reply_below_its_heading() -> None:
    entry = f'<div class="k"><a href="{HOME}">Zed</a> <a href="{ZED}">replied</a></div>'
    part = '<div class="x-webmentions"><h5>{}</h5><div class="l">{}</div>{}</div>'
    assert listed(part.format("Replies", entry, "")) == [(ZED, "reply")]
    assert listed(part.format("Sources", entry, "")) == []
    assert listed(part.format("Replies", entry, '<div class="l"><p>None.</p></div>')) == []


@pytest.mark.parametrize(
    ("item", "count"),
    [
        (
            '<li class="webmention"><a class="webmention_link" href="{}">x</a> <time class="webmention_date" datetime="2020-06-07">7 June</time></li>',
            2,
        ),
        (
            '<li class="WebMentions-item"><div class="WebMention"><div class="WebMention-header"><a href="https://barn.example/">Zed</a></div><div class="WebMention-content"><i>liked via <a href="{0}">{0}</a></i></div></div></li>',
            2,
        ),
        ('<li class="webmention"><a class="webmention_link" href="{}">x</a></li>', 2),
        ('<li class="h-cite"><a class="webmention_link" href="/2020/{}">x</a></li>', 0),
    ],
)
def test_entries_whose_parts_have_other_names(item: str, count: int) -> None:
    items = item.format(ZED) + item.format(ANN)
    rows = read(
        f'<section class="webmentions_section"><h2>Mentions</h2><ul class="webmentions_container">{items}</ul></section>'
    )
    assert [row.source for row in rows] == [ZED, ANN][:count]


def test_the_date_in_an_author_s_card_links_the_page() -> None:
    entry = f'<article class="reply h-entry"><header class="p-author h-card"><a href="{HOME}"><h3 class="p-name">Zed</h3></a><a class="u-url" href="{ZED}"><time class="dt-published" datetime="2020-06-07">7 June</time></a></header><div class="e-content">{SAID}</div></article>'
    assert [
        row.source for row in read(f'<section id="webmentions"><h2>Webmentions</h2>{entry}</section>')
    ] == [ZED]
    assert read(f"<section><h2>Other posts</h2>{entry}</section>") == ()


@pytest.mark.parametrize(
    ("alt", "text", "author"),
    [
        ("Avatar de Zed", "Zed", "Zed"),
        ("Photo of Zed", "", "Photo of Zed"),
        ("Zed", "Z", "Zed"),
        ("Zed", "of the barn", "Zed"),
    ],
)
def test_whose_face_it_is(alt: str, text: str, author: str) -> None:
    face = f'<a href="{HOME}"><span>{text}</span><img src="/z.png" alt="{alt}"></a>'
    rows = read(f'<div class="webmentions"><h3>2 likes</h3><ul><li>{face}</li><li>{face}</li></ul></div>')
    assert [row.author for row in rows] == [author] * 2


@pytest.mark.parametrize(
    ("parts", "excerpt"),
    [
        (f"<span>{SAID}</span>", SAID),
        (f"<span>{SAID}</span><span>So do those of my aunt.</span>", None),
        ("<span>written on 7 June 2020</span>", None),
    ],
)
def test_the_one_part_that_says_something(parts: str, excerpt: str | None) -> None:
    item = f'<li><a href="{HOME}"><img src="/z.png" alt="Zed"></a><div>{parts}<br><span><a href="{HOME}">Zed</a> <abbr title="2020-06-07">7 June</abbr> <a href="{ZED}" title="Permalink">#</a></span></div></li>'
    (row,) = read(f'<div id="webmentions"><h3>Discussion:</h3><ul>{item}</ul></div>')
    assert (row.source, row.excerpt) == (ZED, excerpt)


def test_a_text_begins_behind_its_date() -> None:
    item = f'<li><a href="{HOME}">Zed</a> <a href="{ZED}">replied</a><div class="k-text"><span class="date">07.06.2020 10:12</span><p>{{}}</p></div></li>'
    listing = '<div class="webmentions"><ul>{}</ul></div>'
    (row,) = read(listing.format(item.format(SAID)))
    assert (row.excerpt, row.published) == (SAID, "2020-06-07T10:12")
    told = "In <span>May 2019</span> there was frost."
    (row,) = read(listing.format(item.format(told)))
    assert row.excerpt == "In May 2019 there was frost."


@pytest.mark.parametrize(("words", "excerpt"), [("Continue reading", SAID), ("Mine", f"{SAID} Mine")])
def test_a_link_that_leads_on_is_no_part_of_the_text(words: str, excerpt: str) -> None:
    entry = f'<article class="webmention webmention-reply"><figure class="webmention-author"><a class="webmention-author-name" href="{HOME}">Zed</a></figure><div class="webmention-text"><p>{SAID} </p><a class="webmention-continue" href="{ZED}">{words}</a></div></article>'
    (row,) = read(f'<div class="webmentions">{entry}</div>')
    assert row.excerpt is not None
    assert row.excerpt.replace(SAID, f"{SAID} ").split() == excerpt.split()


def test_an_entry_that_a_text_shows() -> None:
    entry = f'<article class="webmention-reply"><header class="webmention-reply__header"><a class="webmention__author-link" href="{HOME}">Zed</a> <a href="{ZED}"><time datetime="2020-06-07">7 June</time></a></header><p>Will you write it up?</p></article>'
    assert read("", post=f"<p>Zed asked:</p>{entry}<p>So I did.</p>") == ()
    assert [row.source for row in read("", post=f"<p>They are red.</p>{entry}")] == [ZED]
    assert [row.source for row in read(entry)] == [ZED]


def test_comments_among_webmentions_are_counted() -> None:
    other = (
        '<li id="r-2"><strong>Ida</strong> <time datetime="2020-06-08">8 June</time><p>Mine do not.</p></li>'
    )
    page = f"<html lang=en><head>{TAKES}<title>Apples</title></head><body><article class=h-entry><h1>Apples</h1></article><div class='x-webmentions'><h2>2 Responses</h2><ul>{REPLY}{other}</ul></div></body></html>"
    found = read_page(page.encode(), URL)
    assert [row.source for row in found.linkbacks] == [ZED]


@pytest.mark.parametrize(
    ("verb", "behind", "subtypes"),
    [
        ("liked", " - 2 years ago", ["like", "like"]),
        ("retweeted", " · May 3, 2020", ["repost", "repost"]),
        ("mentioned", " 3 May 2020", ["mention", "mention"]),
        ("mentioned", " them on 3 May 2020", []),
        ("replied", " to the topic", []),
        ("waved", " - 2 years ago", []),
    ],
)
def test_a_verb_that_links_what_was_done(verb: str, behind: str, subtypes: list[str]) -> None:
    row = '<div class="mb"><div class="flex"><img src="/z.png"><div><a href="{}">Zed</a> <span class="grey"><a href="{}">{}</a>{}</span></div></div></div>'
    rows = row.format(HOME, ZED, verb, behind) + row.format(BYRE, ANN, verb, behind)
    assert [subtype for _, subtype in listed(rows)] == subtypes
    elsewhere = "https://pond.example/"
    assert listed(row.format(elsewhere, ZED, verb, behind) + row.format(elsewhere, ANN, verb, behind)) == []


LONG = "10 years ago I planted four of them here."


@pytest.mark.parametrize(
    ("behind", "said", "excerpt"),
    [
        (" - 2 years ago", SAID, SAID),
        (" - 2 years ago", LONG, LONG),
        (" – May 3, 2020", SAID, SAID),
        ("", LONG, LONG),
    ],
)
def test_how_long_ago_is_no_text(behind: str, said: str, excerpt: str) -> None:
    row = '<div class="mb"><div class="flex"><img src="/z.png"><div><a href="{}">Zed</a> <span><a href="{}">mentioned</a>{}</span></div></div><div class="mt">{}</div></div>'
    rows = read(row.format(HOME, ZED, behind, said) + row.format(BYRE, ANN, behind, said))
    assert [each.excerpt for each in rows] == [excerpt, excerpt]


@pytest.mark.parametrize(
    ("author", "told", "source", "site"),
    [
        (HOME, f' mentioned this at <a href="{ZED}">barn.example</a>', ZED, "barn.example"),
        (ZED, " mentioned this", ZED, None),
        (ZED, f' mentioned this at <a href="{HOME}">a barn</a>', ZED, None),
    ],
)
def test_the_page_in_a_row_of_commentions(author: str, told: str, source: str, site: str | None) -> None:
    row = f'<li class="commentions-list-type-mention"><h4><a href="{author}">Zed</a>{told}</h4><p class="commentions-list-date">2020-06-07 10:00</p></li>'
    (found,) = read(f'<div class="commentions-list"><h3>Comments</h3><ul>{row}</ul></div>')
    assert (found.source, found.author, found.site) == (source, "Zed", site)


@pytest.mark.parametrize(
    ("line", "content", "published", "excerpt"),
    [
        ("Reply by Zed on June 7, 2020 - 10:12", f"<p>{SAID}</p>", "2020-06-07", SAID),
        (f"{SAID} {SAID} {SAID} It was June 7, 2020.", "<p>See.</p>", None, "See."),
    ],
)
def test_the_line_of_a_webmention(line: str, content: str, published: str | None, excerpt: str) -> None:
    row = f'<div class="webmention webmention--in-reply-to"><span class="webmention-summary"><img src="/z.png" title="Zed"> {line}</span><div class="webmention-content">{content}</div></div>'
    rows = f'<div class="views-row">{row}</div>' * 2
    found, _ = read(f'<div><h2>Webmentions</h2><div class="view view-webmentions">{rows}</div></div>')
    assert ((found.published or "")[:10] or None, found.excerpt) == (published, excerpt)


@pytest.mark.parametrize(
    ("heading", "count"),
    [("2 responses via webmention", 2), ("Replies by webmentions", 2), ("2 responses via mail", 0)],
)
def test_a_summary_of_what_webmentions_say(heading: str, count: int) -> None:
    row = '<li>🔗 <a href="{}">Zed</a> <a href="{}">linked here</a>, June 7, 2020</li>'
    rows = row.format(HOME, ZED) + row.format(BYRE, ANN)
    markup = f"<footer><details open><summary>{heading}</summary><ol>{rows}</ol></details></footer>"
    assert len(read(markup)) == count


@pytest.mark.parametrize(
    ("face", "name", "source"),
    [
        ("u-author", "Zed", ZED),
        ("avatar", "Zed", None),
        ("u-author", f'<a href="{HOME}about">Zed</a>', None),
    ],
)
def test_a_page_behind_a_name_that_is_no_link(face: str, name: str, source: str | None) -> None:
    row = f'<li class="p-comment h-cite"><a class="{face}" href="{HOME}"><img class="u-photo" src="/z.png" alt="Zed"></a><div><div class="p-author h-card"><p class="p-name">{name}</p><a class="u-url" href="{ZED}"><span class="hidden">Visit the source</span><svg></svg></a></div><p class="comment-content">{SAID}</p></div></li>'
    rows = read(f"<div><h2>Answers</h2><ul>{row}</ul></div>")
    assert [each.source for each in rows] == ([source] if source else [])
