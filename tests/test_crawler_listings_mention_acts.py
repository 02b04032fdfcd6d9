# ruff: noqa: E501 (markup stands as sites print it)
"""Webmentions that neither a name nor a heading tells, and parts of them that few marks tell."""

from __future__ import annotations

import pytest

from tests.made_mentions import ANN, ZED, read


def block(words: str, behind: str = "this post on <span>2020-06-07</span>") -> str:
    both = (("https://barn.example/", ZED, "Zed"), ("https://byre.example/", ANN, "Ann"))
    return "".join(
        f'<div class="b"><div><p><a href="{home}">{name}</a> <a href="{page}">{words}</a> {behind}</p></div><p>So true, all of it.</p></div>'
        for home, page, name in both
    )


@pytest.mark.parametrize(
    ("words", "behind", "subtype"),
    [
        ("💬 replied", "this post on <span>2020-06-07</span>", "reply"),
        ("liked", "your article, 7 June 2020", "like"),
        ("mentioned this", "on 7 June 2020", "mention"),
        ("reposted this post", "(7 June 2020)", "repost"),
        ("mentioned", "in this post on 7 June 2020", "mention"),
    ],
)
def test_blocks_that_say_what_was_done_to_this_post(words: str, behind: str, subtype: str) -> None:
    rows = read(f'<div class="flex">{block(words, behind)}</div>')
    assert [(row.source, row.author) for row in rows] == [(ZED, "Zed"), (ANN, "Ann")]
    assert {(row.subtype, row.published, row.excerpt) for row in rows} == {
        (subtype, "2020-06-07", "So true, all of it.")
    }


@pytest.mark.parametrize(
    "markup",
    [
        block("replied", "to the topic on 7 June 2020"),
        block("replied", "to this comment on 7 June 2020"),
        block("read more", "this post on 7 June 2020"),
        block("replied").replace("https://byre.example/2", "/notes/2"),
        f"<aside class='sidebar'>{block('replied')}</aside>",
        block("replied").replace('<div class="b"><div>', "").replace("</div>", ""),
        f"<p>Zed <a href='{ZED}'>replied</a> to this post, and Ann <a href='{ANN}'>mentioned</a> this post.</p>",
    ],
)
def test_blocks_that_say_something_else(markup: str) -> None:
    assert read(markup) == ()


SINGLE = f'<div class="b"><p><a href="https://barn.example/">Zed</a> <a href="{ZED}">{{}}</a> to this post on 2020-06-07</p><p>So true.</p></div>'


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        (SINGLE.format("replied"), 1),
        (SINGLE.format("read more"), 0),
        (SINGLE.format("replied").replace('"https://barn.example/"', '"https://byre.example/"'), 0),
        (SINGLE.format("replied").replace('<a href="https://barn.example/">Zed</a>', "Zed"), 0),
        (SINGLE.format("replied").replace("this post", "the topic"), 0),
        (SINGLE.format("replied") + SINGLE.format("replied").replace(ZED, "/notes/1"), 0),
        (
            f"<article class='comment'><div class='entry-content'>{SINGLE.format('replied')}</div></article>",
            0,
        ),
    ],
)
def test_a_single_block_that_says_what_was_done(markup: str, found: int) -> None:
    assert [(row.source, row.author, row.subtype) for row in read(markup)] == [(ZED, "Zed", "reply")] * found


def test_blocks_with_a_head() -> None:
    rows = read(
        block("replied")
        .replace("<div><p>", "<header><p>")
        .replace("</span></p></div>", "</span></p></header>")
    )
    assert [row.source for row in rows] == [ZED, ANN]


def test_blocks_in_a_text_or_where_no_webmentions_are_taken() -> None:
    assert read("", post=block("replied")) == ()
    assert read(block("replied"), head="<!-- webmention -->") == ()


ON = f'<ul><li>Mentioned on <a href="{ZED}">{ZED}</a>: <p>So true, all of it.</p></li><li>Mentioned by <a href="{ANN}">byre.example</a> 2020-06-07</li></ul>'


def test_a_list_of_nothing_but_addresses_that_mention_this() -> None:
    rows = read(ON)
    assert [(row.source, row.title, row.excerpt, row.published) for row in rows] == [
        (ZED, None, "So true, all of it.", None),
        (ANN, None, None, "2020-06-07"),
    ]


@pytest.mark.parametrize(
    "markup",
    [
        ON.replace(">byre.example<", ">Radio Byre<"),
        ON.replace(ANN, "https://byre.example/"),
        ON.replace(ANN, "/2020/04/pears/").replace("byre.example", "orchard.example"),
        ON.replace("Mentioned by", "Featured in"),
        ON.replace("</ul>", "<li>About me</li></ul>"),
        f"<div class='sidebar'>{ON}</div>",
        f"<div class='e-content'>{ON}</div>",
    ],
)
def test_lists_of_other_addresses(markup: str) -> None:
    assert read(markup) == ()
    assert read(ON, head="<!-- webmention -->") == ()


DATED = f'<li><a href="{ZED}">Zed</a> replied <time datetime="2020-06-07">then</time><div class="mention-text">So true.</div></li>'


@pytest.mark.parametrize(
    ("holder", "item", "listed"),
    [
        ('ul class="mentions-list"', DATED, 1),
        ('div class="post-mentions"', f"<ul>{DATED}</ul>", 1),
        ('section id="mentions"', f"<h3>Replies</h3><ul>{DATED}</ul>", 1),
        ('ul class="mentions-list"', f'<li><a href="{ZED}">Zed</a></li>', 0),
        ('ul class="mentions-list"', DATED + '<li><a href="/about/">About</a></li>', 0),
        ('div class="mention-list"', f"<h3>Mentions</h3><ul>{DATED}</ul>", 1),
        ('div class="mentions"', f"<h3>Books of the year</h3><ul>{DATED}</ul>", 0),
        ('div class="mentions"', f"<h3>Press mentions</h3><ul>{DATED}</ul>", 0),
        ('div class="mentions"', f"<h3>Mentioned in this post</h3><ul>{DATED}</ul>", 0),
        ('ul class="press-mentions"', DATED, 0),
        ('div class="mentions"', f'<p><b>Mentions:</b> <a href="{ZED}">Zed Ltd.</a></p>', 0),
        ('div class="mentions-legales"', f"<ul>{DATED}</ul>", 0),
    ],
)
def test_a_part_that_is_called_mentions_holds_dated_ones(holder: str, item: str, listed: int) -> None:
    markup = f"<{holder}>{item}</{holder.split()[0]}>"
    assert [(row.source, row.excerpt) for row in read(markup)] == [(ZED, "So true.")] * listed
    assert read(markup, head="<!-- webmention -->") == ()


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (f'<a href="{ZED}">Zed</a> (barn.example), <time datetime="2020-06-07">7 June 2020</time> - So true, all of it', (None, "So true, all of it")),
        (f'Reply, 7 June 2020: <a href="{ZED}">Zed</a> - So true, all of it.', (None, "So true, all of it.")),
        (f'<b><a href="{ZED}">Zed</a></b> <span>Reply · 7 June 2020</span> <small>So true, all of it.</small>', (None, "So true, all of it.")),
        (f'<a class="who" href="{ZED}">Zed</a> <time datetime="2020-06-07">then</time><div class="ext-title">Owls of the barn</div>', ("Owls of the barn", None)),
        # a site, a line of metadata, what was done
        (f'<a href="{ZED}">Owls</a> - The Barn of Many Owls <time datetime="2020-06-07">then</time>', ("Owls", None)),
        (f'<b><a href="{ZED}">Owls</a></b> <small>by Zed Lee on 7 June 2020.</small>', ("Owls", None)),
        (f'<b><a href="{ZED}">Owls</a></b> <time datetime="2020-06-07">then</time> <small>via the barn site</small>', ("Owls", None)),
        (f'<div class="card-title"><a href="{ZED}">Zed</a> replied</div><time datetime="2020-06-07">then</time>', (None, None)),
    ],
)  # fmt: skip
def test_texts_and_titles_of_an_item(parts: str, expected: tuple[str | None, str | None]) -> None:
    (row,) = read(f"<section class=webmentions><h2>Webmentions</h2><ul><li>{parts}</li></ul></section>")
    title = None if row.title == "Zed" else row.title  # whose name it is, nothing tells
    assert (row.source, row.published, title, row.excerpt) == (ZED, "2020-06-07", *expected)


OWN = '<li class="h-cite"><a class="u-url p-name" href="/2020/06/pears/">Pears</a> <time class="dt-published" datetime="2020-06-01">1 June</time></li>'


@pytest.mark.parametrize(
    ("holder", "item", "count"),
    [
        ("mentions", OWN, 1),
        ("webmentions", OWN, 1),
        ("mentions", OWN.replace("u-url p-name", "u-url"), 0),
        ("responses", OWN, 0),
        ("related", OWN, 0),
        ("mentions", OWN.replace("/2020/06/pears/", "#comment-1"), 0),
        ("mentions", OWN.replace("</li>", " replied to this</li>"), 0),
    ],
)
def test_an_own_post_as_a_citation(holder: str, item: str, count: int) -> None:
    rows = read(f'<section class="{holder}"><ul>{item}</ul></section>')
    assert [(row.source, row.title) for row in rows] == [
        ("https://orchard.example/2020/06/pears/", "Pears")
    ] * count


@pytest.mark.parametrize(
    ("cite", "title"),
    [
        (f'<a class="u-url" href="{ZED}">Owls of the barn</a> by Zed', "Owls of the barn"),
        (f'<a class="u-url" href="{ZED}">7 June 2020</a>', None),
        (f'<a class="u-url" href="{ZED}">barn.example/1</a>', None),
        (f'<a class="u-url" href="{ZED}">Zed</a> mentioned this', None),
        (
            f'<span class="p-author h-card"><a class="u-url" href="{ZED}">Zed</a></span> <a class="u-url" href="{ZED}">mentioned this</a>',
            None,
        ),
    ],
)
def test_the_title_of_a_mention_is_its_links(cite: str, title: str | None) -> None:
    (row,) = read(f'<div class="h-cite u-mention">{cite}</div>')
    assert (row.source, row.title) == (ZED, title)


def rounds(one: str) -> str:
    return one + one.replace("barn", "byre").replace("/1", "/2").replace("Zed", "Ann")


SIGNED = '<span class="by"><a href="https://barn.example/">Zed</a></span><time datetime="2020-06-07">then</time><a class="to" href="https://barn.example/1">Owls by Zed</a>'
LED = f'<p class="by"><a href="{ZED}">Zed</a> on 7 June 2020</p><blockquote>So true.</blockquote>'


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (SIGNED, [(ZED, "Owls by Zed", "Zed", None), (ANN, "Owls by Ann", "Ann", None)]),
        (LED, [(ZED, "Zed", None, "So true."), (ANN, "Ann", None, "So true.")]),
        (f'<a href="{ZED}">Owls of Zed</a> <time datetime="2020-06-07">then</time>', [(ZED, "Owls of Zed", None, None), (ANN, "Owls of Ann", None, None)]),
        (SIGNED.replace('"to"', '"permalink"') + "<br>", [(ZED, "Owls by Zed", "Zed", None), (ANN, "Owls by Ann", "Ann", None)]),
    ],
)  # fmt: skip
def test_rounds_with_no_element_around_each(one: str, expected: list[tuple[str | None, ...]]) -> None:
    for markup in (
        f'<section id="webmentions"><h3>Webmentions</h3>{rounds(one)}</section>',
        f'<section><h3>Webmentions</h3><div class="list">{rounds(one)}</div></section>',
    ):
        rows = read(markup)
        assert [(row.source, row.title, row.author, row.excerpt) for row in rows] == expected
        assert {row.published for row in rows} == {"2020-06-07"}


@pytest.mark.parametrize(
    "markup",
    [
        SIGNED + SIGNED.replace("https://barn.example", ""),
        rounds(SIGNED.replace('<time datetime="2020-06-07">then</time>', "<span>|</span>").replace("https://barn.example/1", "https://barn.example/")),
        SIGNED + SIGNED.replace("barn", "byre").replace('class="to"', 'class="from"'),
        f"{rounds(SIGNED)}<span>Powered by <a href='https://webmention.io/'>webmention.io</a></span>",
    ],
)  # fmt: skip
def test_what_does_not_repeat_is_no_round(markup: str) -> None:
    assert read(f'<section id="webmentions"><h3>Webmentions</h3>{markup}</section>') == ()
