# ruff: noqa: E501 (markup stands as sites print it)
"""Webmentions on pages that take some, where neither a name nor a heading nor a label tells of them."""

from __future__ import annotations

import pytest

from tests.made_mentions import ANN, ZED, read

HOME, BYRE = "https://barn.example/", "https://byre.example/"
SAID, ALSO = "Ours ripen late.", "Ours do not."


def cite(
    home: str,
    page: str,
    names: str = "h-cite",
    when: str = '<time class="dt-published" datetime="2022-03-12">then</time>',
) -> str:
    return f'<div class="{names}"><span class="p-author h-card"><a class="p-name u-url" href="{home}">Zed</a></span> <a class="u-url" href="{page}">{when}</a><div class="e-content">{SAID}</div></div>'


@pytest.mark.parametrize(
    ("markup", "count"),
    [
        (cite(HOME, ZED) + cite(BYRE, ANN), 2),
        (cite(HOME, ZED), 1),
        ("<hr>" + cite(HOME, ZED) + cite(BYRE, ANN), 2),
        (f"<section><h2>References</h2>{cite(HOME, ZED)}</section>", 0),
        (f"<h2>References</h2>{cite(HOME, ZED)}", 0),
        (cite(HOME, ZED, "h-cite u-in-reply-to"), 0),
        (cite(HOME, ZED, "h-cite p-like-of"), 0),
        (cite(HOME, ZED, "h-cite u-quotation-of"), 0),
        (cite(HOME, ZED, "h-entry"), 0),
        (cite(HOME, ZED, when="there"), 0),
        (cite(HOME, ZED).replace("p-author h-card", "by"), 0),
    ],
)  # fmt: skip
def test_citations_right_behind_the_post(markup: str, count: int) -> None:
    rows = read(markup)
    assert [(row.source, row.published, row.excerpt) for row in rows] == [
        (ZED, "2022-03-12", SAID),
        (ANN, "2022-03-12", SAID),
    ][:count]
    assert read(markup, head="<!-- webmention -->") == ()
    assert read("", post=markup) == ()


def original(home: str, page: str, text: str, words: str = "Original Post") -> str:
    return f'<div><a href="{home}"><img src="/z.png" alt="Zed"></a> Zed - <a href="{page}">{words}</a> - <time datetime="2022-03-12">3/12/2022</time><br>{text}</div>'


@pytest.mark.parametrize(
    ("markup", "count"),
    [
        (original(HOME, ZED, SAID) + original(BYRE, ANN, ALSO), 2),
        (original(HOME, ZED, SAID, "View original") + original(BYRE, ANN, ALSO, "View original"), 2),
        (original(HOME, ZED, SAID), 0),
        (original(HOME, ZED, SAID, "The original barn") + original(BYRE, ANN, ALSO, "An original byre"), 0),
        (original(HOME, ANN, SAID) + original(BYRE, ZED, ALSO), 0),
        (original("/zed/", ZED, SAID) + original("/ann/", ANN, ALSO), 0),
        ((original(HOME, ZED, SAID) + original(BYRE, ANN, ALSO)).replace("time", "span"), 0),
    ],
)  # fmt: skip
def test_blocks_that_link_the_original(markup: str, count: int) -> None:
    rows = read(f'<div id="comments">{markup}</div>')
    assert [(row.source, row.author, row.excerpt) for row in rows] == [
        (ZED, "Zed", SAID),
        (ANN, "Zed", ALSO),
    ][:count]
    assert read(f'<div id="comments">{markup}</div>', head="<!-- webmention -->") == ()


A, B = f'<a href="{ZED}">Pears</a>', f'<a href="{ANN}">Plums</a>'


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f'<p><abbr title="Webmentions">Mentioned by</abbr>: {A}, {B}</p>', [("mention", "Pears"), ("mention", "Plums")]),
        (f"<p>Mentioned by {A} and {B}.</p>", [("mention", "Pears"), ("mention", "Plums")]),
        (f"<div><p>Liked by {A}</p></div>", [("like", "Pears")]),
        (f'<p>Reposted by <a href="{HOME}">Zed</a> and 2 others</p>', [("repost", "Zed")]),
        (f'<p>Mentioned by <a href="{HOME}">Zed</a></p>', []),  # a home page mentions nothing
        (f"<p>Mentioned by {A}, who knows better</p>", []),
        (f"<p>As was mentioned by {A}</p>", []),
        (f"<p>Mentioned in {A}, {B}</p>", []),
        ('<p>Mentioned by <a href="/pears/">Pears</a></p>', []),
        ('<p>Mentioned by <a href="https://indieweb.org/Webmention">whom?</a></p>', []),
        (f'<aside class="sidebar"><p>Liked by {A}</p></aside>', []),
    ],
)  # fmt: skip
def test_a_line_that_begins_with_who_did_it(line: str, expected: list[tuple[str, str]]) -> None:
    assert [(row.subtype, row.title or row.author) for row in read(line)] == expected
    assert read(line, head="<!-- webmention -->") == ()
    assert read("", post=line) == ()


@pytest.mark.parametrize(
    ("attribute", "count"),
    [
        ("data-webmentions", 2),
        ("data-webmention-target", 2),
        ("data-webmention-sent", 0),
        ("data-comments", 0),
    ],
)
def test_a_part_that_a_script_fills(attribute: str, count: int) -> None:
    item = (
        '<div class="m"><a href="{}"><img src="/z.png" alt="Zed"></a> <span>replied</span> <a href="{}">last Friday</a><div>'
        + SAID
        + "</div></div>"
    )
    markup = f'<div {attribute}="/apples/">{item.format(HOME, ZED)}{item.format(BYRE, ANN)}</div>'
    assert [(row.source, row.subtype) for row in read(markup)] == [(ZED, "reply"), (ANN, "reply")][:count]
    assert read("", post=markup) == ()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Zed mentioned", ("mention", "Zed")),
        ("Zed Lee liked this post", ("like", "Zed Lee")),
        ("Zed", None),
        ("Zed mentioned pears", None),
        ("mentioned", None),
    ],
)
def test_a_face_whose_title_says_who_did_what(title: str, expected: tuple[str, str] | None) -> None:
    markup = f'<section class="post-webmentions"><p>List:</p><a href="{ZED}" title="{title}"><img src="/z.png"> Zed </a> : Pears</section>'
    rows = [(row.subtype, row.author) for row in read(markup) if row.source == ZED]
    assert rows == ([expected] if expected else [])


def source(page: str, words: str, link: str = "[source]") -> str:
    return f'<li><div><a href="{HOME}"><strong>Zed</strong></a> {words} <a href="{page}">{link}</a></div><div>{SAID}</div></li>'


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (source(ZED, "mentioned this") + source(ANN, "liked this"), [(ZED, "mention"), (ANN, "like")]),
        (source(ZED, "mentioned this") + source(ANN, "liked pears"), []),
        (source(ZED, "replied to this") + source(ANN, "replied to this"), []),  # so do comments
        (source(ZED, "mentioned this"), []),
        (source(ZED, "mentioned this", "a pear") + source(ANN, "liked this", "a plum"), []),
    ],
)
def test_undated_items_that_all_say_what_was_done_to_this(
    items: str, expected: list[tuple[str, str]]
) -> None:
    rows = read(f"<div><h3>Signals</h3><ul>{items}</ul></div>")
    assert [(row.source, row.subtype) for row in rows] == expected
    assert read(f"<div><h3>Signals</h3><ul>{items}</ul></div>", head="<!-- webmention -->") == ()


@pytest.mark.parametrize(
    ("word", "subtype"),
    [("aime", "like"), ("repost", "repost"), ("mention", "mention"), ("aime bien", None), ("pears", None)],
)
def test_one_word_beside_a_face_and_a_name(word: str, subtype: str | None) -> None:
    items = f'<li><a href="{ZED}"><img src="/z.png" alt="Zed"></a> Zed {word}</li>' * 2
    rows = read(f"<section class='webmentions'><h3>Webmentions</h3><ol>{items}</ol></section>")
    assert [(row.author, row.subtype) for row in rows] == [("Zed", subtype)] * 2


def test_whom_a_card_links_behind_by() -> None:
    card = f'<div class="card"><a href="{ZED}">Pears</a> by <a href="{HOME}">Zed Lee</a> Jan 20, 2024</div>'
    rows = read(f'<div class="webmentions"><h2>Mentions</h2>{card}{card}</div>')
    assert [(row.title, row.author, row.published) for row in rows] == [
        ("Pears", "Zed Lee", "2024-01-20")
    ] * 2


@pytest.mark.parametrize(("href", "title", "author"), [(HOME, None, "Zed"), (ZED, "Zed", None)])
def test_a_home_page_beside_a_date_is_its_owner_s(href: str, title: str | None, author: str | None) -> None:
    item = f'<div><div><a href="{href}">Zed</a> <time datetime="2022-03-12">then</time></div><div>{SAID}</div></div>'
    rows = read(f'<div class="webmentions"><div class="all">{item}{item}</div></div>')
    assert [(row.title, row.author) for row in rows] == [(title, author)] * 2


def test_an_initial_with_a_spoken_name_is_a_face() -> None:
    faces = f'<a href="{HOME}" aria-label="Zed">Z</a><a href="{BYRE}"><img src="/a.png" alt="Ann"></a>'
    rows = read(f'<div class="webmentions"><h3>2 likes</h3><div class="faces">{faces}</div></div>')
    assert [(row.subtype, row.author) for row in rows] == [("like", "Zed"), ("like", "Ann")]


@pytest.mark.parametrize(("behind", "count"), [("<p>See also the wiki.</p>", 0), ("", 1)])
def test_a_list_among_the_paragraphs_of_a_post_is_an_example(behind: str, count: int) -> None:
    item = f'<li class="webmention"><a class="webmention__author h-card" href="{HOME}">Zed</a> <a class="webmention__source" href="{ZED}">liked this</a></li>'
    assert len(read("", post=f'<p>I print:</p><ul class="webmentions">{item}</ul>{behind}')) == count


def dated(home: str, page: str, title: str = "") -> str:
    return f'<article class="row"><img src="/z.png" alt=""><div><h3><a href="{home}">Zed</a></h3>{title}<p>{SAID}</p><a href="{page}"><time datetime="2022-03-12">then</time></a></div></article>'


@pytest.mark.parametrize(
    ("markup", "count"),
    [
        (dated(HOME, ZED) + dated(BYRE, ANN), 2),
        (dated(HOME, ZED), 0),
        (dated(HOME, ANN) + dated(BYRE, ZED), 0),
        (dated(f"{HOME}zed/", f"{HOME}zed/1") + dated(f"{BYRE}ann/", f"{BYRE}ann/2"), 0),  # no homes: a forum
        (dated("/zed/", "/zed/1") + dated("/ann/", "/ann/2"), 0),
        (f"<h2>Responses</h2>{dated(HOME, ZED)}{dated(BYRE, ANN)}", 2),
        (f"<h2>2 comments</h2><div>{dated(HOME, ZED)}{dated(BYRE, ANN)}</div>", 2),
        # the latest posts of friends
        (f"<h2>What friends write</h2>{dated(HOME, ZED)}{dated(BYRE, ANN)}", 0),
        (f"<h2>What friends write</h2><div>{dated(HOME, ZED)}{dated(BYRE, ANN)}</div>", 0),
        (dated(HOME, ZED, f'<a href="{ZED}">Pears</a>') + dated(BYRE, ANN, f'<a href="{ANN}">Plums</a>'), 0),
        (f'<aside class="sidebar">{dated(HOME, ZED)}{dated(BYRE, ANN)}</aside>', 0),
    ],
)  # fmt: skip
def test_blocks_of_a_home_and_a_dated_page_of_it(markup: str, count: int) -> None:
    rows = read(f"<section><section>{markup}</section></section>")
    assert [(row.source, row.author, row.published) for row in rows] == [
        (ZED, "Zed", "2022-03-12"),
        (ANN, "Zed", "2022-03-12"),
    ][:count]
    assert read(f"<section>{markup}</section>", head="<!-- webmention -->") == ()


def test_whom_a_link_of_several_parts_names() -> None:
    item = f'<div class="wm"><a href="{ZED}"><span>Zed</span> <span>replied</span> <time datetime="2022-03-12">then</time></a><p>{SAID}</p></div>'
    rows = read(f"<section><h3>Mentions around the web</h3><div>{item}{item}</div></section>")
    assert [(row.author, row.subtype, row.published) for row in rows] == [("Zed", "reply", "2022-03-12")] * 2
