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
        # no faces, or of no webmentions
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
