# ruff: noqa: E501 (markup stands as sites print it)
"""Faces of people, and what is said of what they did: where nothing is, they are reactions, and only there."""

from __future__ import annotations

import pytest
from made_mentions import TAKES, read

HOME = "https://barn.example/"
DEEP = "https://byre.example/likes/2"
ZED = f'<a href="{HOME}"><img src="/z.png" alt="Zed"></a>'
ANN = f'<a href="{DEEP}" title="Ann Lee"><img src="/a.png" alt=""></a>'
BOTH = [("reaction", HOME, "Zed"), ("reaction", DEEP, "Ann Lee")]
AVATAR = '<a href="https://{0}.example/"><img src="https://webmention.io/avatar/x/{0}.jpg" alt="{0}"></a>'
FORM = '<form action="https://webmention.io/orchard.example/webmention" method="post"><input name="source"><input name="target"></form>'
WHOLE = '<div class="one"><a href="https://oast.example/3">Otto</a> <time datetime="2020-06-07">7 June</time><p>So true.</p></div>'


def listed(markup: str, head: str = TAKES) -> list[tuple[str | None, str | None, str | None]]:
    return [(row.subtype, row.source, row.author) for row in read(markup, head=head)]


@pytest.mark.parametrize(
    "markup",
    [
        f"<section><h2>Webmentions</h2><div>{ZED}{ANN}</div></section>",
        f"<section><h2>3 Webmentions</h2><ul><li>{ZED}</li><li>{ANN}</li></ul></section>",
        f"<div class='webmentions'><div class='faces'>{ZED}{ANN}</div>{WHOLE * 0}</div>",
        f"<section id='webmentions'><h3>From the web</h3><figure>{ZED}</figure><figure>{ANN}</figure></section>",
        f"<section class='webmentions'><p>2 people</p><div>{ZED}{ANN}</div></section>",
        f"<section class='webmentions'><h3>Reactions</h3><div>{ZED}{ANN}<span>+ 3 more</span></div></section>",
        f"<section aria-label='Webmentions'><div class='avatars'>{ZED}</div><div class='avatars'>{ANN}</div></section>",
        f"<section class='c-webmentions'><h3>Webmentions</h3><h4>Reactions</h4><div class='x'>{ZED}{ANN}</div></section>",
        f"<div><h3>Responses</h3><div class='x'>{ZED}{ANN}</div>{FORM}</div>",
        f"<section class='webmentions'><h2>From the web</h2><div class='a'><h3>Reactions</h3>{ZED}</div><div class='b'><h3>Responses</h3>{ANN}</div></section>",
        f"<aside class='after' aria-label='Webmentions'><div>{ZED}{ANN}</div></aside>",
        f"<section><h2>Webmentions</h2><table><tr><td>{ZED}</td><td>{ANN}</td></tr></table></section>",
        f"<section><h2>Webmentions</h2><figure>{ZED}<figcaption>Zed</figcaption></figure><figure>{ANN}<figcaption>Ann Lee</figcaption></figure></section>",
    ],
)
def test_faces_where_webmentions_are_listed(markup: str) -> None:
    assert listed(markup) == BOTH


@pytest.mark.parametrize(
    ("face", "act"),
    [
        (ZED, "reaction"),
        (f'<a href="{HOME}" title="Zed liked this"><img src="/z.png" alt="Zed"></a>', "like"),
        (f'<a href="{HOME}" title="Zed - like"><img src="/z.png" alt="Zed"></a>', "like"),
        (f'<a href="{HOME}" aria-label="Zed (repost)"><img src="/z.png" alt=""></a>', "repost"),
        (f'<a href="{HOME}"><img src="/z.png" alt="Zed bookmarked this"></a>', "bookmark"),
        (f'<a href="{HOME}" title="Zed Likely - farmer"><img src="/z.png" alt="Zed"></a>', "reaction"),
    ],
)
@pytest.mark.parametrize(
    "around",
    [
        "<section class='webmentions'><div class='faces'>{}</div></section>",
        "<section class='webmentions'><ul><li>{}</li></ul></section>",
        "<section id='webmentions'><h2>Webmentions</h2><ol><li class='webmentions__item'>{}</li></ol></section>",
        "<section id='webmentions'><div class='webmentions__facepile'>{}</div></section>",
        "<section><h2>Webmentions</h2><div><span>1</span>{}</div></section>",
    ],
)
def test_what_a_face_says_of_its_owners_act(face: str, act: str, around: str) -> None:
    assert [row[:2] for row in listed(around.format(face))] == [(act, HOME)]


@pytest.mark.parametrize(
    "markup",
    [
        # of other people than those that answered
        f"<section><h2>Webmentions</h2><p>None yet.</p></section><section><h2>Readers</h2><div>{ZED}{ANN}</div></section>",
        f"<section class='webmentions'><h2>Webmentions</h2><p>None.</p><h3>Followers</h3><div>{ZED}{ANN}</div></section>",
        f"<section class='webmentions'><h2>Webmentions</h2><div class='team'>{ZED}{ANN}</div></section>",
        f"<section class='webmentions'><h2>Blogroll</h2><div>{ZED}{ANN}</div></section>",
        f"<section class='webmentions'><p>Written by</p><div>{ZED}</div></section>",
        f"<section class='webmentions'><div>{ZED.replace('<a', '<a rel=me')}{ANN}</div></section>",
        f"<section class='webmentions'><p>Share:</p><div>{ZED}{ANN}</div></section>",
        f"<section class='webmentions'><div class='share'>{ZED}{ANN}</div></section>",
        f"<section class='webmentions'><div>{ZED}<a href='https://webmention.io/'><img src='/w.png' alt='webmention.io'></a></div></section>",
        f"<div><h2>The crew</h2>{AVATAR.format('fig')}{AVATAR.format('pear')}</div>",
        f"<div><h3>Comments</h3><div class='x'>{ZED}{ANN}</div></div>",
        f"<div><h3>Members</h3><div class='x'>{ZED}{ANN}</div></div>",
        f"<div><h3>Responses</h3><div class='x'>{ZED}{ANN}</div></div>",
        f"<aside class='sidebar'><section><h2>Webmentions</h2><div>{ZED}{ANN}</div></section></aside>",
        f"<footer class='site-footer'><section><h2>Webmentions</h2><div>{ZED}{ANN}</div></section></footer>",
        # beside what they wrote
        f"<section class='webmentions'><div class='m'>{ZED}<p>Love it</p></div><div class='m'>{ANN}<p>So do I</p></div></section>",
        f"<section class='webmentions'><div class='m'><div>{ZED}</div><div>Love it</div></div></section>",
        f"<section class='webmentions'>{ZED}<p>Love it</p>{ANN}<p>So do I</p></section>",
        f"<section class='webmentions'><div class='m'><span>{ZED}</span> Love it</div></section>",
        f"<section class='c-webmentions'><ul><li>{ZED} Love it 100%</li><li>{ANN} So do I</li></ul></section>",
        f"<section class='webmentions'><div>{ZED}<p>Love it 100%</p>{ANN}<p>1 of my best</p></div></section>",
        f"<section class='x-webmentions'><div class='m'><div class='h-card'>{ZED}<span>Zed</span></div><div><p>Love it</p><a href='{HOME}3'>there</a></div></div></section>",
        # no faces, or of no webmentions
        f"<section class='webmentions'><h2>Webmentions</h2><p>No mentions yet.</p><div>{ZED}{ANN}</div></section>",
        "<section class='webmentions'><p><a href='https://barn.example/share?text=x'><img src='/b.svg' alt='Barn'></a><a href='https://byre.example/intent/post?url=x'><img src='/b.svg' alt='Byre'></a></p></section>",
        f"<section class='webmentions'><div><a href='{HOME}'><img src='/z.png' alt=''>A page on barns</a><a href='{DEEP}'><img src='/a.png' alt=''>Byres</a></div></section>",
        f"<h3>Likes</h3><p>{ZED}{ANN}</p>",
        f"<h3>Likes (3)</h3><p>{ZED}{ANN}</p>",
    ],
)
def test_faces_that_are_no_reactions(markup: str) -> None:
    assert listed(markup) == []


def test_avatars_of_webmention_io_without_a_heading() -> None:
    assert [row[0] for row in listed(f"<div>{AVATAR.format('fig')}{AVATAR.format('pear')}</div>")] == [
        "reaction"
    ] * 2


@pytest.mark.parametrize("heading", ["Likes (2)", "2 likes", "2 Reposts"])
def test_as_many_faces_as_a_heading_counts(heading: str) -> None:
    act = "repost" if "Repost" in heading else "like"
    markup = f"<details><summary>{heading}</summary><p>{ZED}{ANN}</p></details>"
    assert [row[:2] for row in listed(markup)] == [(act, HOME), (act, DEEP)]
    assert listed(markup, head="<meta name=x content=webmention>") == []


def test_the_act_that_stands_in_an_items_content() -> None:
    markup = (
        "<div class='webmentions' id='webmentions'><ul><li class='item'><div class='webmentions-avatar'>"
        f"{ZED}</div><div class='webmentions-content'><div><a href='{HOME}'>Zed</a> <span>liked</span></div>"
        f"<div class='webmention-meta'><a href='{HOME}likes/3'>link</a></div></div></li></ul></div>"
    )
    assert [row[:2] for row in listed(markup)] == [("like", f"{HOME}likes/3")]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f"<div><span>Gefällt</span><span class='pics'>{ZED}{ANN}</span></div>", ["like", "like"]),
        (f"<div><span>Geteilt</span><span class='pics'>{ZED}</span></div>", ["repost"]),
        (f"<div><strong>Liked</strong><div>{ZED}</div></div>", ["like"]),
        (f"<div><span>Like</span><span class='pics'>{ZED}</span></div>", ["reaction"]),
        (
            f"<div><strong>2 likes</strong><div>{ZED}<a href='{DEEP}'><i title='Ann'>👤</i></a></div></div>",
            ["like", "like"],
        ),
        (f"<div><strong>2 likes</strong><div>{ZED}<a href='{DEEP}' title='Permalink'>#</a></div></div>", []),
        (f"<p><a href='{HOME}'>Zed</a> <a href='{DEEP}'>liked</a> this.</p>", ["like"]),
        (f"<p><a href='{HOME}'>Zed</a> <a href='{DEEP}'>liked</a> the look of it.</p>", []),
        (f"<p><a href='{HOME}'>Zed</a> made <a href='{DEEP}'>this</a>.</p>", []),
        (f"<ul><li><a href='{HOME}'>Zed</a> <a href='{HOME}3'>le dio like a esto</a></li></ul>", ["like"]),
        (f"<ul><li><a href='{HOME}'>Zed</a> <a href='{HOME}3'>ha condiviso questo</a></li></ul>", ["repost"]),
        (
            f"<ul><li><a href='{HOME}'>Zed</a> <i>like-of</i> <a href='{HOME}3'>{HOME}3</a> <i>2020-06-07</i></li></ul>",
            ["like"],
        ),
        (
            f"<ul><li><a href='{HOME}'>Zed</a> <i>in-reply-to</i> <a href='{HOME}3'>{HOME}3</a> <i>2020-06-07</i></li></ul>",
            ["reply"],
        ),
        # "mention" is said of all kinds, and words may stand right behind a name
        (f"<ul><li class='mention'><a href='{HOME}3'>Zed</a>: I liked it</li></ul>", ["mention"]),
        (
            f"<ul><li class='mention'><div><a href='{HOME}3'><img src='/z.png'> Zed </a> liked</div></li></ul>",
            ["like"],
        ),
        (
            f"<ul><li class='mention'><a href='{HOME}3'>Zed</a> <time>2020-06-07</time><blockquote>I liked it.</blockquote></li></ul>",
            ["mention"],
        ),
        (f"<ul><li><a href='{HOME}3'>Zed</a><span>like-of</span></li></ul>", ["like"]),
        (
            f"<ul><li><a href='{HOME}3'>Zed</a><span>Liked on: <time>2020-06-07</time></span></li></ul>",
            ["like"],
        ),
        (
            "<h2>Webmentions</h2>"
            + f"<div><h3><a href='{HOME}'>Zed</a></h3><p><a href='{HOME}3'>Like</a> received on 6/7/2020</p></div>"
            * 2,
            ["like", "like"],
        ),
        (
            f"<article class='webmention-item'><a class='webmention-author' href='{HOME}'>Zed</a> <a class='webmention-verb' href='{HOME}3'>liked this</a></article>",
            ["like"],
        ),
        (
            f"<article class='webmention-item'><a class='webmention-author' href='{HOME}'>Zed</a> <a class='webmention-link' href='{HOME}3'>What I liked</a></article>",
            [None],
        ),
        (f"<ul><li><a href='{HOME}3'>Zed</a>님이 좋아합니다 <time>2020-06-07</time></li></ul>", ["like"]),
        (f"<ul><li><a href='{HOME}3'>Zed</a> podał dalej <time>2020-06-07</time></li></ul>", ["repost"]),
        (f"<p>❤️ 2</p><div>{ZED}{ANN}</div>", ["like", "like"]),
        (f"<p>❤️ 2 🔁 1</p><div>{ZED}{ANN}</div>", ["reaction", "reaction"]),
        (f"<p>🔁 <a href='{HOME}'>Zed</a>, <a href='{DEEP}'>Ann</a></p>", ["repost", "repost"]),
        (f"<p>❤️ or 🔁 <a href='{HOME}'>Zed</a>, <a href='{DEEP}'>Ann</a></p>", []),
        (f"<p>❤️ the work of <a href='{HOME}'>Zed</a>, <a href='{DEEP}'>Ann</a></p>", []),
    ],
)
def test_what_else_says_the_act_where_webmentions_are_listed(markup: str, expected: list[str]) -> None:
    assert [row.subtype for row in read(f"<section class='c-webmentions'>{markup}</section>")] == expected


@pytest.mark.parametrize(
    ("name", "found"), [("c-webmentions__item", 1), ("my-webmention-item", 1), ("c-help__item", 0)]
)
def test_items_by_their_class_that_show_who_wrote_them(name: str, found: int) -> None:
    rows = read(
        f"<div class='c-webmentions'>For this page<div class='{name}'>{ZED}<div>It came out green.</div></div></div>"
    )
    assert [(row.source, row.author, row.excerpt, row.subtype) for row in rows] == [
        (HOME, "Zed", "It came out green.", None)
    ] * found


@pytest.mark.parametrize(
    ("href", "found"), [(HOME, 1), ("https://barn.example/@zed", 1), ("https://barn.example/barns", 0)]
)
def test_a_name_below_a_face_that_leads_home(href: str, found: int) -> None:
    face = f'<a href="{href}"><img src="/z.png" alt=""><span>Zed Barn</span></a>'
    rows = listed(f"<section class='c-webmentions'><div class='x'>{face}{ANN}</div></section>")
    assert ("reaction", href, "Zed Barn") in rows if found else not rows


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            f"<p>Mentioned in <a href='{DEEP}'>On byres</a> by Ann.</p>",
            (DEEP, "On byres", "Ann", None, None),
        ),
        (
            f"<ul><li>From <a href='{DEEP}'>byre.example</a> on 2020-06-07</li></ul>",
            (DEEP, None, None, "2020-06-07", None),
        ),
        (
            f"<article><h4><a href='{DEEP}'>Ann</a></h4><p>So true.</p><footer>07.06.2020</footer></article>",
            (DEEP, "Ann", None, "2020-06-07", "So true."),
        ),
        (
            f"<div><a href='{DEEP}'><span><img src='/a.png' alt='Ann'><span>Ann</span><span>7 June 2020</span></span><span class='b-text'>So true.</span></a></div>",
            (DEEP, None, "Ann", "2020-06-07", "So true."),
        ),
    ],
)
def test_fields_of_what_is_printed_in_a_line_an_article_or_a_link(
    markup: str, expected: tuple[str | None, ...]
) -> None:
    rows = read(f"<section class='c-webmentions'><h2>Webmentions</h2>{markup}</section>")
    assert [(row.source, row.title, row.author, row.published, row.excerpt) for row in rows] == [expected]


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>Mentioned in passing by <a href='{DEEP}'>someone</a> who sold barns</p>",
        f"<div><a href='{DEEP}'><img src='/a.png' alt=''><span>Byres</span><span>for sale</span></a></div>",
    ],
)
def test_lines_and_links_that_are_no_mentions(markup: str) -> None:
    assert read(f"<section class='c-webmentions'><h2>Webmentions</h2>{markup}</section>") == ()


def test_classes_that_name_several_acts_say_the_same_in_each_process() -> None:
    """Sets have another order in each: what the first class by its letters says is what is told."""
    pairs = [(a, b) for a in ("like", "repost", "bookmark") for b in ("like", "repost", "bookmark") if a != b]
    items = [
        f'<li class="zed-{a} {b}-of"><a href="https://{a}.example/{b}"><img src="/a.png" alt="A"></a></li>'
        for a, b in pairs
    ]
    rows = listed(f'<div class="webmentions"><ul class="faces">{"".join(items)}</ul></div>')
    assert [subtype for subtype, *_ in rows] == [b for _, b in pairs]
