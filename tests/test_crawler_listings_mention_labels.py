# ruff: noqa: E501 (markup stands as sites print it)
"""Webmentions below labels that say but what was done, in elements of a page's own, and in lines of who liked
this, where no name or heading tells of webmentions."""

from __future__ import annotations

import pytest

from tests.made_mentions import ANN, ZED, read

HOME, BYRE = "https://barn.example/", "https://byre.example/"
FACES = f'<a href="{HOME}"><img src="/z.png" alt="Zed"></a> <a href="{BYRE}"><img src="/a.png" alt="Ann"></a>'
SAID = f'<div class="item"><a href="{HOME}">Zed</a> <span>Ours ripen late.</span> <a href="{ZED}">Sat Mar 12 2022</a></div>'
ALSO = f'<div class="item"><a href="{BYRE}">Ann</a> <span>Ours do not.</span> <a href="{ANN}">Sun Mar 13 2022</a></div>'
LIKED = [(HOME, "like"), (BYRE, "like")]
REPLIED = [(ZED, "reply"), (ANN, "reply")]


def listed(markup: str, **kwargs: str) -> list[tuple[str | None, str | None]]:
    return [(row.source, row.subtype) for row in read(markup, **kwargs)]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f"<div><h3>Likes</h3>{FACES}<h3>Replies</h3>{SAID}{ALSO}</div>", LIKED + REPLIED),
        (f"<h3>2 likes</h3><p>{FACES}</p><h3>Replies</h3>{SAID}{ALSO}", LIKED + REPLIED),
        (f"<div>Mastodon likes</div><div>{FACES}</div><div>Replies from the web</div>{SAID}{ALSO}", LIKED + REPLIED),
        (f"<section><b>Likes on Bluesky</b><p>{FACES}</p></section><section><b>Replies</b>{SAID}{ALSO}</section>", LIKED + REPLIED),
        (f"<div><h2>Reactions</h2><h3>Likes</h3><ul><li>{FACES}</li></ul><h3>Replies</h3>{SAID}{ALSO}</div>", LIKED + REPLIED),
        (f"<h3>Mentions</h3>{SAID}{ALSO}<h3>Likes</h3><div>{FACES}</div>", [(ZED, "mention"), (ANN, "mention"), *LIKED]),
        (f'<div role="tabpanel" aria-label="Likes"><ul><li>{FACES}</li></ul></div><div role="tabpanel" aria-label="Replies">{SAID}{ALSO}</div>', LIKED + REPLIED),
        (f'<div aria-label="Like">{FACES}</div><div aria-label="Reply">{SAID}{ALSO}</div>', []),  # buttons
        (f'<div aria-label="Likes">{FACES}</div><div aria-label="Further posts">{SAID}{ALSO}</div>', []),
        # lists that are called so, whatever the language of their headings
        (f'<h2>Tanggapan</h2><h3>Suka</h3><ul id="likes"><li>{FACES}</li></ul><h3>Balasan</h3><div id="replies">{SAID}{ALSO}</div>', LIKED + REPLIED),
        (f'<h3>Suka</h3><ul id="likes"><li>{FACES}</li></ul><h3>Balasan</h3><div id="answers">{SAID}{ALSO}</div>', []),
        # pictures with words, and in a gallery
        (f'<h3>Likes</h3><ul><li>{FACES}<p>Zed built this boat.</p></li></ul><h3>Replies</h3>{SAID}{ALSO}', []),
        (f'<h3>Likes</h3><p>{FACES} and 3 more</p><h3>Replies</h3>{SAID}{ALSO}', LIKED + REPLIED),
        (f'<div class="photo-gallery"><h3>Favorites</h3>{FACES}<h3>Shares</h3>{FACES}</div>', []),
        # one label alone, or two of one act
        (f"<h3>Likes</h3><p>{FACES}</p>", []),
        (f"<h3>Replies</h3>{SAID}{ALSO}", []),
        (f"<h3>Replies</h3>{SAID}<h3>Mentions</h3>{ALSO}", []),
        (f"<h3>Likes</h3><p>{FACES}</p><h3>Replies</h3>{SAID}<h3>Replies</h3>{ALSO}", []),
        # titles, and where a reader shares the page
        (f'<h3>Liked</h3><ul><li><a href="{ZED}">Gutters</a></li></ul><h3>Bookmarked</h3><ul><li><a href="{ANN}">Beams</a></li></ul>', []),
        ('<h3>Likes</h3><p><a href="https://barn.example/rate">Rate</a></p><h3>Shares</h3><p><a href="https://byre.example/share?text=x"><img src="/b.png" alt="Byre"></a></p>', []),
        # below a heading of something else, with comments, among a menu, in the text
        (f"<div><h2>In the press</h2><h3>Likes</h3><p>{FACES}</p><h3>Replies</h3>{SAID}{ALSO}</div>", []),
        (f"<h3>Likes and dislikes</h3><p>{FACES}</p><h3>Replies</h3>{SAID}{ALSO}", []),
        (f"<h3>Likes</h3><p>{FACES}</p><h3>Comments</h3>{SAID}{ALSO}", []),
        (f'<h3>Likes</h3><p>Those of others.</p><h3>Replies</h3><p>None yet.</p><h3>Elsewhere</h3>{SAID}{ALSO}', []),
        (f'<h3>Likes</h3><p>{FACES}</p><p>And now to</p><div><p>so</p><p>many</p><p>other</p><p>things.</p></div><h3>Archives</h3><h3>Replies</h3>{SAID}', []),
        (f'<aside class="sidebar"><h3>Likes</h3><p>{FACES}</p><h3>Replies</h3>{SAID}{ALSO}</aside>', []),
        # who answered is no page, and readers' comments link but that
        (f'<h3>Likes</h3><p>{FACES}</p><h3>Replies</h3><div class="item"><a href="{HOME}">Zed</a> <time datetime="2022-03-12">then</time><p>Late.</p></div>', LIKED),
    ],
)  # fmt: skip
def test_two_labels_that_say_what_was_done(markup: str, expected: list[tuple[str, str]]) -> None:
    assert listed(markup) == expected
    assert listed(markup, head="<!-- webmention -->") == []
    assert listed("", post=markup) == []


@pytest.mark.parametrize(
    ("line", "act"),
    [
        ("2 people liked this post", "like"),
        ("2 people like this", "like"),
        ("2 people have reposted this", "repost"),
        ("<strong>2</strong> people bookmarked this", "bookmark"),
        ("3 people liked this post", None),
        ("2 people wrote this post", None),
        ("2 people liked the barn", None),
        ("People liked this post", None),
    ],
)
def test_a_line_that_counts_the_faces_below_it(line: str, act: str | None) -> None:
    markup = f"<div><p>{line}</p><div>{FACES}</div></div>"
    assert listed(markup) == ([(HOME, act), (BYRE, act)] if act else [])
    assert listed(markup, head="<!-- webmention -->") == []


def who(url: str, name: str, words: str, face: str = "") -> str:
    return f'<div class="row">{face}<div class="who"><a class="author" href="{url}">{name}</a> {words}</div></div>'


IMG = '<img src="/z.png" alt="">'


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (who(HOME, "Zed", "liked this", IMG) + who(BYRE, "Ann", "liked this", IMG), LIKED),
        (who(HOME, "Zed", "liked this") + who(BYRE, "Ann", "reposted this post"), [(HOME, "like"), (BYRE, "repost")]),
        (who(HOME, "Zed", "liked this", IMG), LIKED[:1]),
        (who(HOME, "Zed", "<span>liked this</span> <time>3 May 2022</time>", IMG), LIKED[:1]),
        (who(HOME, "Zed", "liked this"), []),  # may be a sentence
        (who(HOME, "Zed", "liked this barn", IMG) + who(BYRE, "Ann", "liked this byre", IMG), []),
        (who(HOME, "Zed", "liked it", IMG) + who(BYRE, "Ann", "liked it", IMG), []),
        (who(HOME, "Zed", "replied to this", IMG) + who(BYRE, "Ann", "replied to this", IMG), []),
        (who("/zed/", "Zed", "liked this", IMG) + who("/ann/", "Ann", "liked this", IMG), []),
        (who(HOME, "Zed", "liked this, and why not?", IMG) + who(BYRE, "Ann", "liked this, she says", IMG), []),
        (f'<aside class="sidebar">{who(HOME, "Zed", "liked this", IMG)}</aside>', []),
    ],
)  # fmt: skip
def test_blocks_of_who_liked_this(markup: str, expected: list[tuple[str, str]]) -> None:
    assert listed(f"<div>{markup}</div>") == expected
    assert listed(f"<div>{markup}</div>", head="<!-- webmention -->") == []


def own(attributes: str, name: str = "web-mention") -> str:
    return f"<li><{name} {attributes}>Ours ripen late.</{name}></li>"


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (own(f'url="{ZED}" author="Zed" published="2022-03-12"'), (ZED, "Zed", "2022-03-12", None)),
        (own(f'source="{ZED}" author-name="Zed" type="like-of"'), (ZED, "Zed", None, "like")),
        (own(f'href="{ZED}" author="Zed"', "webmention-reply"), (ZED, "Zed", None, "reply")),
        (own(f'url="{ZED}"'), None),
        (own('url="/posts/pears/" author="Zed"'), None),
        (own('url="https://webmention.io/" author="Zed"'), None),
        (own(f'url="{ZED}" author="Zed"', "webmention-form"), None),
        (own(f'url="{ZED}" author="Zed"', "blog-post"), None),
    ],
)
def test_elements_that_hold_a_mention(item: str, expected: tuple[str, str, str | None, str | None]) -> None:
    rows = read(f"<ol>{item}</ol>")
    found = [(row.source, row.author, row.published, row.subtype) for row in rows]
    assert found == ([expected] if expected else [])
    assert read("", post=f"<ol>{item}</ol>") == ()


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("webmention-list", 2),
        ("web-mentions", 2),
        ("wm-list", 2),
        ("webmention-form", 0),
        ("post-list", 0),
        ("webmention-settings", 0),
    ],
)
def test_elements_that_hold_a_list(name: str, count: int) -> None:
    assert (
        len(read(f"<{name}><mention-card>{SAID}</mention-card><mention-card>{ALSO}</mention-card></{name}>"))
        == count
    )


@pytest.mark.parametrize(
    ("posted", "count"),
    [("2020-05-01", 2), ("2020-06-07", 2), ("2020-06-08", 0), ("", 2)],
)
def test_a_list_of_mentions_is_no_older_than_the_post(posted: str, count: int) -> None:
    items = "".join(
        f'<li><a href="{url}">On apples</a> <time datetime="2020-06-07T20:00:00Z">7 June</time></li>'
        for url in (ZED, ANN)
    )
    time = f'<time class="dt-published" datetime="{posted}T12:00:00Z">then</time>' if posted else ""
    markup = f'{time}<section class="mentions"><h2>Mentions</h2><ul>{items}</ul></section>'
    assert len(read(markup)) == count


def test_whose_face_it_is_by_the_words_beside_it() -> None:
    face = (
        f'<a href="{HOME}"><span>❤️ by</span><img src="/z.png" alt="profile photo of Zed"><span>Zed</span></a>'
    )
    (row,) = read(f'<div class="webmentions"><h3>Likes</h3><div class="faces">{face}</div></div>')
    assert (row.subtype, row.author) == ("like", "Zed")


@pytest.mark.parametrize("name", ["Bron", "Link", "Fonte"])
def test_the_link_around_the_date_is_the_page_whatever_the_author_s_name(name: str) -> None:
    items = SAID.replace("Zed", name) + ALSO
    assert [row.source for row in read(f'<div class="webmentions"><h3>Replies</h3>{items}</div>')] == [
        ZED,
        ANN,
    ]


@pytest.mark.parametrize(("part", "count"), [("webmention_url", 1), ("webmention_photo", 0)])
def test_a_link_that_is_called_the_address_of_an_item(part: str, count: int) -> None:
    item = f'<li class="webmention">Mention url: <a class="{part}" href="{ZED}">{ZED}</a> <img class="webmention__img" src="/z.png"> by Zed</li>'
    assert len(read(f'<ul class="mentions">{item}{item.replace(ZED, ANN)}</ul>')) == 2 * count


CARD = '<div class="card"><a href="{home}"><img src="/z.png" alt="Zed"></a><div><a href="{page}">Pears</a><p>by Zed, <time datetime="2022-03-12">then</time></p></div></div>'


@pytest.mark.parametrize(
    ("before", "card", "count"),
    [
        ("", CARD, 2),
        ("<hr>", CARD, 2),
        ("<div>More</div>", CARD, 0),
        ("<p>And now to</p>", CARD, 0),
        ("", CARD.replace("datetime", "class"), 0),
        ("", CARD.replace("{home}", "{page}"), 0),  # a teaser
        ("", CARD.replace("{home}", "{home}ann/"), 0),  # a profile beside what its owner made
    ],
)
def test_cards_below_a_bare_heading_right_behind_the_post(before: str, card: str, count: int) -> None:
    cards = card.format(home=HOME, page=ZED) + card.format(home=BYRE, page=ANN)
    rows = read(f"{before}<h2>Mentions</h2>{cards}")
    assert [(row.source, row.title, row.author) for row in rows] == [
        (ZED, "Pears", "Zed"),
        (ANN, "Pears", "Zed"),
    ][:count]
    assert read(f"{before}<h2>Mentions</h2>{cards}", head="<!-- webmention -->") == ()


ROW = '<div class="row"><img src="/z.png"><div><h4><a href="{}">Zed</a> <span><a href="{}">{}</a> <span>on May 3, 2022</span></span></h4></div></div>'


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(HOME, ZED, "liked"), (BYRE, ANN, "replied")], [(ZED, "like"), (ANN, "reply")]),
        # one of them at its author's home, and a profile elsewhere
        ([(HOME, ZED, "replied"), (HOME, ANN, "liked")], [(ZED, "reply"), (ANN, "like")]),
        ([(HOME, ZED, "replied"), (BYRE, ANN, "replied")], []),
        ([(BYRE, ZED, "liked"), (HOME, ANN, "liked")], []),
        ([(HOME, ZED, "liked"), ("/ann/", ANN, "liked")], []),
    ],
)
def test_verbs_in_headings(rows: list[tuple[str, str, str]], expected: list[tuple[str, str]]) -> None:
    assert listed("<div>" + "".join(ROW.format(*row) for row in rows) + "</div>") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Zed liked this article on <a href="https://barn.example/1">barn.example</a>.', ("like", "Zed")),
        ('Zed reposted this post on <a href="https://barn.example/1">barn.example</a>', ("repost", "Zed")),
        (
            'This Article was mentioned on <a href="https://barn.example/1">barn.example</a>',
            ("mention", None),
        ),
        ('Zed liked this article on <a href="https://barn.example/1">the barn</a>.', None),
        ('Zed liked this article on <a href="https://barn.example/">barn.example</a>.', None),  # no page
        ('Zed liked this article on <a href="https://barn.example/1">barn.example</a>, but I do not.', None),
        ('I found this article on <a href="https://barn.example/1">barn.example</a>', None),
        ('This article was first mentioned on <a href="https://barn.example/1">barn.example</a>', None),
    ],
)
def test_comments_that_say_no_more_than_what_was_done(
    text: str, expected: tuple[str, str | None] | None
) -> None:
    comment = f'<li class="comment" id="comment-3"><b class="fn">Zed</b> <time datetime="2022-03-12">then</time><div class="comment-content"><p>{text}</p></div></li>'
    rows = read(f'<ol class="comment-list">{comment}</ol>', head="")
    assert [(row.subtype, row.author) for row in rows] == ([expected] if expected else [])
    assert all((row.source, row.site, row.published) == (ZED, "barn.example", "2022-03-12") for row in rows)
    assert read(f"<div><p>{text}</p></div>", head="") == ()
    assert read("", head="", post=f"<p>{text}</p>") == ()


def test_whom_a_german_line_names() -> None:
    term = f'<dt><a href="{ZED}">Birnen</a></dt><dd>von Zed am <time datetime="2022-03-12">12. März 2022</time></dd>'
    (row,) = read(f"<section class='webmentions'><dl>{term}</dl></section>")
    assert (row.author, row.title, row.published) == ("Zed", "Birnen", "2022-03-12")
