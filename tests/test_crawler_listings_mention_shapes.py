# ruff: noqa: E501 (markup stands as sites print it)
"""The shapes in which templates of static sites print webmentions: labels, icons, sentences, cards, lists."""

from __future__ import annotations

import pytest

from crawler.words.labels import heads_mentions, read_heading
from tests.made_mentions import ANN, ZED, read

HOMES = {ZED: "https://barn.example/", ANN: "https://byre.example/"}
TIME = '<time datetime="2020-06-07">7 June</time>'
FACE = '<a href="https://barn.example/"><img src="/z.png" alt="Zed"></a>'


def listed(markup: str, **kwargs: str) -> list[tuple[str | None, str | None, str | None]]:
    return [(row.source, row.subtype, row.author) for row in read(markup, **kwargs)]


@pytest.mark.parametrize(
    ("above", "subtype"),
    [
        ("<span>1 like</span>", "like"),
        ("<div>3 boosts</div>", "repost"),
        ("<strong>Bookmarks:</strong>", "bookmark"),
        ("<span>2 curtidas</span>", "like"),
        ("<span>Share</span>", None),
        ("<span>Follow</span>", None),
        # what says nothing of an act says that these people did something
        ("<span>Likes and other things</span>", "reaction"),
        ('<span><a href="/likes/">3 likes</a></span>', "reaction"),
        ("<span>People</span>", "reaction"),
    ],
)
def test_what_a_label_says_of_the_faces_below_it(above: str, subtype: str | None) -> None:
    rows = read(
        f'<aside class="c-webmentions"><h2>Webmentions</h2><div>{above}<ul><li>{FACE}</li></ul></div></aside>'
    )
    expected = [("https://barn.example/", subtype, "Zed")] if subtype else []
    assert [(row.source, row.subtype, row.author) for row in rows] == expected


def test_one_face_right_below_its_heading() -> None:
    markup = f'<div class="box webmentions"><h4>Likes</h4><div class="pile">{FACE}</div><h4>Boosts</h4><div class="pile">{FACE}</div></div>'
    assert [row[1] for row in listed(markup)] == ["like", "repost"]
    unheaded = markup.replace("<h4>Likes</h4>", "").replace("<h4>Boosts</h4>", "")
    assert [row[1] for row in listed(unheaded)] == ["reaction"] * 2


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f'<p><a href="{ZED}">Zed</a> and <a href="{ANN}">Ann</a> liked this post.</p>', [(ZED, "like", "Zed"), (ANN, "like", "Ann")]),
        (f'<p><a href="{ZED}">Zed</a>, <a href="{ANN}">Ann</a> reposted this.</p>', [(ZED, "repost", "Zed"), (ANN, "repost", "Ann")]),
        (f'<p>Liked by: <a href="{ZED}">Zed</a>, and <a href="{ANN}">Ann</a></p>', [(ZED, "like", "Zed"), (ANN, "like", "Ann")]),
        (f'<p> Reposted by <a href="{ZED}">Zed</a></p>', [(ZED, "repost", "Zed")]),
        (f'<p>Geteilt von <a href="{ZED}">Zed</a> und <a href="{ANN}">Ann</a>.</p>', [(ZED, "repost", "Zed"), (ANN, "repost", "Ann")]),
        (f'<p>♥ Liked by <a href="{ZED}">Zed</a> and 2 others.</p>', [(ZED, "like", "Zed")]),
        (f'<p>Shared by <a href="{ZED}">Zed</a>.</p>', [(ZED, "repost", "Zed")]),
        (f'<p>This post was mentioned by <a href="{ZED}">Zed</a> and <a href="{ANN}">Ann</a>.</p>', [(ZED, "mention", None), (ANN, "mention", None)]),
        (f'<p>Mentions powered by <a href="{ZED}">Zed</a>.</p>', []),
        (f'<p>Likes and replies are gathered by <a href="{ZED}">Zed</a>.</p>', []),
        (f'<p>Links and comments by <a href="{ZED}">Zed</a></p>', []),
        (f'<p>2 likes by <a href="{ZED}">Zed</a> and <a href="{ANN}">Ann</a></p>', [(ZED, "like", "Zed"), (ANN, "like", "Ann")]),
        (f'<p>The tool was mentioned by <a href="{ZED}">Zed</a> and 2 others who use it.</p>', []),
        (f'<figure><blockquote>So true.</blockquote><figcaption><a href="{ZED}">Zed</a>, <time datetime="2020-06-07">7 June</time></figcaption></figure>' * 2, [(ZED, None, None)] * 2),
        (f'<p>Liked by: <a href="{ZED}">Zed</a>, who made <a href="{ANN}">the tool</a></p>', []),
        (f'<p>Share: <a href="{ZED}">Zed</a>, <a href="{ANN}">Ann</a></p>', []),
        (f'<p>Written by <a href="{ZED}">Zed</a> and <a href="{ANN}">Ann</a></p>', []),
        (f'<p> <a href="{ZED}">The tool</a> was liked by <a href="{ANN}">Ann</a></p>', []),
        (f'<p>Zed <a href="{ZED}">mentioned</a> this post: "So true"</p>', [(ZED, "mention", "Zed")]),
        (f'<p>Zed <a href="{ZED}">replied</a>: "So true"</p>', [(ZED, "reply", "Zed")]),
        (f'<p><a href="{ZED}">Zed</a> and <a href="{ANN}">Ann</a> wrote the tool.</p>', []),
        (f'<p>Built with <a href="{ZED}">Zed</a>, in the hope that this is liked.</p>', []),
        (f'<p>Something that I once <a href="{ZED}">mentioned</a> in a letter to nobody in particular</p>', []),
    ],
)  # fmt: skip
def test_lines_of_running_text(line: str, expected: list[tuple[str, str, str]]) -> None:
    assert listed(f'<section class="webmentions"><h2>Mentions and likes (2)</h2>{line}</section>') == expected


def card(url: str, head: str, badge: str) -> str:
    return f'<a class="wm-card" href="{url}">{head}<span class="who">Zed</span> <span class="badge">{badge}</span><p class="wm-content">So true.</p></a>'


@pytest.mark.parametrize(
    ("cards", "count"),
    [
        (card(ZED, '<img src="/z.png">', TIME) + card(ANN, "<span>A</span>", "❤️ 喜欢"), 2),
        (card(ZED, '<img src="/z.png">', "liked") + card(ANN, "<span>A</span>", "reposted"), 2),
        (card(ZED, '<img src="/z.png">', "") + card(ANN, "<span>A</span>", "❤️ 喜欢"), 0),
        (card(ZED, "<span>Z</span>", TIME), 0),
    ],
)
def test_links_that_hold_a_whole_mention(cards: str, count: int) -> None:
    rows = read(
        f'<div class="webmentions" id="webmentions"><h2>🔗 Webmentions (2)</h2><div class="wm-list">{cards}</div></div>'
    )
    assert len(rows) == count


def icon(url: str, behind: str = "") -> str:
    return f'<dl class="webmention mention"><dt>Mentioned by <a href="{HOMES[url]}">Zed</a> on 7 June 2020 <a href="{url}"><i class="fa-link"></i></a>{behind}</dt><dd>So true.</dd></dl>'


def test_the_link_that_shows_but_an_icon_leads_to_the_page() -> None:
    rows = read(f'<div id="webmentions"><h4>Network</h4>{icon(ZED)}{icon(ANN)}</div>')
    assert [(row.source, row.published, row.excerpt) for row in rows] == [
        (ZED, "2020-06-07", "So true."),
        (ANN, "2020-06-07", "So true."),
    ]


def test_of_two_icons_neither_is_known_to_lead_there() -> None:
    second = '<a href="https://social.example/zed"><i class="fa-user"></i></a>'
    rows = read(f'<div id="webmentions">{icon(ZED, second)}</div>')
    assert [row.source for row in rows] == ["https://barn.example/"]


def interaction(url: str) -> str:
    return f'<div class="interaction"><span><a href="https://social.example/@zed">Zed</a> · {TIME}</span><blockquote>So true.</blockquote><span class="source">Source: <a href="{url}">{url}</a></span></div>'


@pytest.mark.parametrize(
    ("summary", "count"),
    [
        ("Responses and other mentions (2)", 2),
        ("Replies &amp; mentions", 2),
        ("Reaktionen und Erwähnungen", 2),
        ("Mentions and notes", 0),
        ("Honourable mentions", 0),
        ("Products and mentions", 0),
    ],
)
def test_answers_and_mentions_under_one_heading(summary: str, count: int) -> None:
    markup = f"<details open><summary>{summary}</summary>{interaction(ZED)}{interaction(ANN)}</details>"
    assert [row.source for row in read(markup)] == [ZED, ANN][:count]
    assert read(markup, head="<!-- webmention -->") == ()
    assert read(markup.replace(TIME, "")) == ()


@pytest.mark.parametrize(
    ("text", "heads"),
    [("Mentions across the web", True), ("3 replies and mentions", True), ("Likes", False), ("Mentions légales", False)],
)  # fmt: skip
def test_headings_of_mentions(text: str, heads: bool) -> None:
    assert heads_mentions(text) is heads


def act(url: str, words: str, when: str = TIME) -> str:
    return f'<li><div><a href="{url}" rel="author">Zed</a> <span>{words} {when}</span></div></li>'


@pytest.mark.parametrize(
    ("items", "count"),
    [
        (act("https://barn.example/", "liked this on") + act(ANN, "commented on this on"), 2),
        (act(ZED, "reposted this on"), 1),
        (act(ZED, "commented on this on") + act(ANN, "commented on this on"), 0),
        (act(ZED, "liked this on") + act(ANN, "follows Zed since"), 0),
        (act(ZED, "liked this on") + act("/ann/", "liked this on"), 0),
        (act(ZED, "liked this on", "Monday"), 0),
    ],
)
def test_lists_of_who_did_what_to_this_and_when(items: str, count: int) -> None:
    markup = f"<section><h2>Public reactions to this post</h2><ul>{items}</ul></section>"
    assert len(read(markup)) == count
    assert read("", post=markup) == ()
    assert read(markup, head="<!-- webmention -->") == ()


@pytest.mark.parametrize(
    ("markup", "count"),
    [
        ('<section aria-label="Webmentions"><span>Webmentions</span>{}</section>', 1),
        ('<section aria-label="Web mentions"><h2>Reactions</h2>{}</section>', 1),
        ('<section aria-label="Webmentions"><h2>Sites that I sent some to</h2>{}</section>', 0),
        ('<section aria-label="How webmentions work">{}</section>', 0),
        ('<section aria-label="Related posts">{}</section>', 0),
        ('<aside class="sidebar" aria-label="Webmentions">{}</aside>', 0),
        ('<section class="wm"><h2>網路上的互動</h2>{}</section>', 1),
        ('<section class="wm"><h2>Watermarks we like</h2>{}</section>', 0),
        ('<section class="wm">{}</section>', 0),
        ('<section class="wmo"><h2>Reactions</h2>{}</section>', 0),
    ],
)
def test_parts_that_are_labelled_or_called_by_two_letters(markup: str, count: int) -> None:
    item = (
        f'<ul><li><a href="https://barn.example/">Zed</a><p>So true.</p><a href="{ZED}">原文 →</a></li></ul>'
    )
    assert [row.source for row in read(markup.format(item))] == [ZED][:count]


@pytest.mark.parametrize(
    ("link", "page", "count"),
    [
        (ZED, "#comment-4", 1),
        ("https://barn.example/", "#comment-4", 0),
        (ZED, "https://orchard.example/notes/4", 0),
    ],
)
def test_an_entry_that_links_but_its_author_by_the_page(link: str, page: str, count: int) -> None:
    entry = f'<article id="comment-4" class="p-comment h-entry"><a href="{link}" class="p-author h-card">Zed</a> <a href="{page}">{TIME}</a><div class="e-content">So true.</div></article>'
    rows = read(f'<div id="webmentions"><h2>Comments and responses</h2>{entry}</div>')
    assert [row.source for row in rows] == [ZED][:count]
    assert read(f'<div id="comments"><h2>Comments</h2>{entry}</div>') == ()


def test_names_and_signs_are_no_titles() -> None:
    reply = f"<li>Reply from <a href='{ZED}'>Zed</a> at 7 June 2020<p>So true.</p></li>"
    sign = (
        f"<li><a href='https://byre.example/'>Ann</a> {TIME} · <a href='{ANN}' title='Permalink'>#</a></li>"
    )
    titled = f"<li>More from <a href='{ZED}'>The barn</a> {TIME}</li>"
    rows = [
        row for item in (reply, sign, titled) for row in read(f'<div id="webmentions"><ul>{item}</ul></div>')
    ]
    assert [(row.title, row.author) for row in rows] == [(None, "Zed"), (None, "Ann"), ("The barn", None)]


@pytest.mark.parametrize(
    ("text", "heads"),
    [("Paluulinkit", True), ("Trackback nuorodos (2)", True), ("Nuorodos", False), ("Linkit", False)],
)
def test_more_headings_of_linkbacks(text: str, heads: bool) -> None:
    assert (read_heading(text) is not None) is heads


@pytest.mark.parametrize(
    ("line", "count"),
    [
        (f'(16.5.2012, 10:00) Pingback von <a href="{ZED}">{ZED}</a>.', 1),
        (f'[2012-05-16 10:00] Trackback from <a href="{ZED}">{ZED}</a>', 1),
        (f'(16.5.2012, 10:00) <a href="{ZED}">Zed</a> meint:', 0),
        (f'(16 Jahre alt) Pingback von <a href="{ZED}">{ZED}</a>.', 0),
    ],
)
def test_a_date_before_what_a_record_says(line: str, count: int) -> None:
    first = '<div class="one" id="comment-2"><div>(15.5.2012, 9:00) <b>Ann</b> meint:</div><p>Fein.</p></div>'
    rows = read(
        f'<h2>Kommentare</h2><div class="all">{first}<div class="one" id="pingback-3"><div>{line}</div></div></div>',
        head="",
    )
    assert [(row.source, row.published) for row in rows] == [(ZED, "2012-05-16T10:00")][:count]


def single(inner: str) -> str:
    return f'<div class="webmentions"><h3>Webmentions</h3><div class="webmention"><span class="webmention-icon">💬</span>{inner}</div></div>'


AUTHOR = '<a href="https://social.example/@zed" class="webmention-author">Zed</a>'


@pytest.mark.parametrize(
    ("inner", "source", "published"),
    [
        (f'{AUTHOR} <a href="{ZED}" class="webmention-verb">replied to this</a> {TIME}', ZED, "2020-06-07"),
        (f'{AUTHOR} <a href="{ZED}" class="webmention-go">View original</a> {TIME}', ZED, "2020-06-07"),
        (f'{AUTHOR} <a href="{ZED}" class="webmention-tool">a loom</a> {TIME}', "https://social.example/@zed", "2020-06-07"),
        (f'<blockquote class="webmention-content"><b><a href="https://social.example/@zed">Zed</a></b> So true. <a href="{ZED}">Source</a> | <time>7 June 2020</time></blockquote>', ZED, "2020-06-07"),
        ('<img src="/z.png" alt="Zed"><a href="https://social.example/@zed">Zed</a>', "https://social.example/@zed", None),
        ('<div class="webmention__author"><a href="https://barn.example/2020/1"><b>Zed</b></a> <span>— <small>June 7, 2020</small></span></div><div class="webmention__body">So true.</div>', "https://barn.example/2020/1", "2020-06-07"),
    ],
)  # fmt: skip
def test_the_page_of_an_entry_that_is_called_a_webmention(
    inner: str, source: str | None, published: str | None
) -> None:
    rows = read(single(inner))
    assert [(row.source, row.published) for row in rows] == [(source, published)]


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [('<div class="webmention-text">So true.</div>', "So true."), ("", None)],
)
def test_the_innermost_part_that_is_called_a_text(text: str, excerpt: str | None) -> None:
    name = (
        '<a href="https://barn.example/" class="webmention-author">Zed</a> <span class="kind">replied</span>'
    )
    item = f'<li class="webmentions-item"><div><a href="https://barn.example/"><img src="/z.png" alt="Zed"></a></div><div class="webmentions-content"><div>{name}</div>{text}<div class="webmention-meta"><a href="{ZED}">2020-06-07</a></div></div></li>'
    rows = read(f'<div class="webmentions" id="webmentions"><h3>Mentions</h3><ul>{item}</ul></div>')
    assert [(row.source, row.excerpt) for row in rows] == [(ZED, excerpt)]


@pytest.mark.parametrize(
    ("holder", "link", "count"),
    [
        ("webmentions", f'<a href="{ZED}" title="Zed"><img src="/z.png" alt=""></a>', 1),
        ("webmentions", f'<a href="{ZED}">Zed</a>', 0),
        ("webmention-area", f'<a href="{ZED}" title="Zed"><img src="/z.png" alt=""></a>', 0),
    ],
)
def test_a_comment_that_links_but_a_face(holder: str, link: str, count: int) -> None:
    rows = read(
        f'<section class="{holder}"><details><summary><b>1</b> comments</summary><ul><li class="comment">{link}<p>So true.</p></li></ul></details></section>'
    )
    assert [row.source for row in rows] == [ZED][:count]


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ('This article has 2 <a href="https://ctrl.example/setup">Webmentions</a>', 2),
        ('This article has 3 <a href="https://ctrl.example/setup">Webmentions</a>', 0),
        ('This article has no <a href="https://ctrl.example/setup">Webmentions</a>', 0),
        ('This article names 2 <a href="https://ctrl.example/setup">Webmentions</a>', 0),
    ],
)
def test_a_sentence_that_counts_the_items_below_it(sentence: str, count: int) -> None:
    items = "".join(f'<li><a rel="noopener" href="{url}">{url}</a></li>' for url in (ZED, ANN))
    assert len(read(f"<p>{sentence}</p><ul>{items}</ul>")) == count


def test_a_picture_that_is_called_a_mention_likes_what_its_heading_says() -> None:
    face = '<a href="https://barn.example/likes/3"><img class="mention-image" src="/z.png" alt="Zed"></a>'
    markup = '<div class="webmentions" id="webmentions"><h4>{} (2)</h4><div class="faces">{}</div></div>'
    assert [row[1] for row in listed(markup.format("Likes", face * 2))] == ["like", "like"]
    assert [row[1] for row in listed(markup.format("Mentions", face))] == ["mention"]
    assert [row[1] for row in listed(markup.format("People", face))] == ["reaction"]


@pytest.mark.parametrize(
    ("before", "count"),
    [('<div class="divider"></div>', 1), ("<div>More</div>", 0), ("<div><img src='/a.png'></div>", 0)],
)
def test_a_heading_below_a_divider(before: str, count: int) -> None:
    item = f'<li><a href="https://barn.example/">Zed</a> mentioned this on 7 June 2020 — <a href="{ZED}">read it <i></i></a></li>'
    rows = read(f"<section>{before}<h2>Mentioned elsewhere.</h2><ul>{item}</ul></section>")
    assert [row.source for row in rows] == [ZED][:count]


def box(url: str, name: str = "box") -> str:
    return f'<div class="{name}"><a href="{HOMES[url]}">Zed</a> <a href="{url}">{TIME}</a><div class="prose">So true.</div></div>'


@pytest.mark.parametrize(
    ("markup", "count"),
    [
        (f'<div class="italic"> 2 webmentions </div>{box(ZED)}{box(ANN)}', 2),
        (f"<p>2 Webmentions</p>{box(ZED)}{box(ANN)}<p>That is all.</p>", 2),
        (f"<p>1 webmention</p>{box(ZED)}{box(ANN)}", 0),
        (f"<p>3 webmentions</p>{box(ZED)}{box(ANN)}", 0),
        (f"<p>0 webmentions</p>{box(ZED)}{box(ANN)}", 0),
        (f"<p>2 webmentions</p>{box(ZED)}{box(ANN, 'advert')}", 0),
        (f"<p>2 lessons</p>{box(ZED)}{box(ANN)}", 0),
        (f"<aside class='sidebar'><p>2 webmentions</p>{box(ZED)}{box(ANN)}</aside>", 0),
    ],
)
def test_as_many_blocks_as_a_line_above_them_states(markup: str, count: int) -> None:
    rows = read(markup)
    assert [(row.source, row.excerpt) for row in rows] == [(ZED, "So true."), (ANN, "So true.")][:count]
    assert read("", post=markup) == ()


def report(url: str, words: str, link: str = "View original", when: str = TIME) -> str:
    return f'<article class="card"><div><a href="{HOMES[url]}">Zed</a> <span> {words} </span> {when}</div><div>So true, all of it.</div><div><a href="{url}"> {link} </a></div></article>'


@pytest.mark.parametrize(
    ("blocks", "count"),
    [
        (report(ZED, "mentioned this") + report(ANN, "replied"), 2),
        (report(ZED, "liked this") + report(ANN, "reposted this"), 2),
        (report(ZED, "replied") + report(ANN, "replied"), 0),
        (report(ZED, "mentioned this") + report(ANN, "writes of flour"), 0),
        (report(ZED, "liked") + report(ANN, "mentioned"), 0),
        (report(ZED, "mentioned this", "The barn") + report(ANN, "replied", "The byre"), 0),
        (report(ZED, "mentioned this", when="") + report(ANN, "replied", when=""), 0),
        (report(ZED, "mentioned this"), 0),
    ],
)
def test_blocks_that_say_who_did_what_to_this_and_where(blocks: str, count: int) -> None:
    rows = read(f'<div class="space-y-4">{blocks}</div>')
    assert [row.source for row in rows] == [ZED, ANN][:count]
    assert read("", post=blocks) == read(blocks, head="<!-- webmention -->") == ()


@pytest.mark.parametrize(
    ("link", "count"),
    [
        ('<a class="u-author h-card u-url" href="https://barn.example/2020/1">Zed</a>', 1),
        ('<a class="u-author h-card u-url" href="https://barn.example/zed">Zed</a>', 0),
        ('<a class="u-author h-card" href="https://barn.example/2020/1">Zed</a>', 0),
        ('<a class="u-author h-card u-url" href="https://orchard.example/2020/1">Zed</a>', 0),
        ('<a class="u-author h-card u-url" href="https://barn.example/2020/1">Zed</a> <a href="https://barn.example/">Barn</a>', 0),
    ],
)  # fmt: skip
def test_a_card_that_links_a_page_well_below_a_host(link: str, count: int) -> None:
    entry = f'<h4>Responses</h4><article class="u-comment h-cite"><div>{link} {TIME}</div><p class="p-content">So true.</p></article>'
    assert [row.source for row in read(entry)] == ["https://barn.example/2020/1"][:count]
    assert read(entry, head="<!-- webmention -->") == ()
