# ruff: noqa: E501 (markup stands as sites print it)
"""Webmentions beside the form that sends one, and those that say in few words what was done."""

from __future__ import annotations

import pytest

from crawler.listings import read_listings
from crawler.markup.document import Document
from tests.made_mentions import ANN, URL, ZED, read

FORM = f'<form method="post" action="/webmention"><input type="url" name="source"><input type="hidden" name="target" value="{URL}"></form>'
BOLD = f'<ul><li><a href="{ZED}">Zed</a> <b>Owls</b> <i>They hunt at night.</i></li><li><a href="{ANN}">{ANN}</a></li></ul>'
DATED = (
    f'<ul><li><a href="{ZED}">Owls</a> (7 June 2020)</li><li><a href="{ANN}">Mice</a> (8 June 2020)</li></ul>'
)


@pytest.mark.parametrize(
    "holder",
    [
        "<details><summary><b>Interactions &amp; Comments</b></summary>{}</details>",
        "<section><h2>Responses</h2>{}</section>",
        "<div class='answers'><h3>2 replies</h3>{}</div>",
        "<section><h2>Antworten</h2>{}</section>",
        "<aside><h3>Reactions</h3>{}</aside>",
        "<section><h2>Reacciones</h2>{}</section>",
    ],
)
def test_a_list_between_a_heading_of_answers_and_the_form(holder: str) -> None:
    rows = read(holder.format(BOLD + FORM))
    assert [(row.source, row.title, row.author, row.excerpt) for row in rows] == [
        (ZED, "Owls", "Zed", "They hunt at night."),
        (ANN, None, None, None),
    ]
    dated = read(holder.format(DATED + FORM))
    assert [(row.title, row.published) for row in dated] == [("Owls", "2020-06-07"), ("Mice", "2020-06-08")]


@pytest.mark.parametrize(
    "markup",
    [
        # no such form, or one of something else
        f"<section><h2>Responses</h2>{BOLD}</section>",
        f"<section><h2>Responses</h2>{BOLD}<form action='/search'><input name='source'></form></section>",
        f"<section><h2>Responses</h2>{BOLD}</section>{FORM}",
        # people's comments are typed there, too
        f"<section><h2>Responses</h2>{BOLD}{FORM}<form><textarea name='comment'></textarea></form></section>",
        # a heading of something else
        f"<section><h2>Related</h2>{BOLD}{FORM}</section>",
        f"<section><h2>Comments</h2>{BOLD}{FORM}</section>",
        f"<section><h2>Reply elsewhere</h2>{BOLD}{FORM}</section>",
        # items that say nothing, lead to a site's front page or to this site
        f"<section><h2>Responses</h2><ul><li><a href='{ZED}'>Fediverse</a></li></ul>{FORM}</section>",
        f"<section><h2>Responses</h2>{BOLD.replace(ZED, 'https://barn.example/')}{FORM}</section>",
        f"<section><h2>Responses</h2>{DATED.replace(ZED, '/2020/06/pears/')}{FORM}</section>",
        # beside the page, and in the text
        f"</main><aside><h2>Responses</h2>{BOLD}{FORM}</aside>",
        f"<div class='entry-content'><div><h2>Responses</h2>{BOLD}{FORM}</div></div>",
    ],
)
def test_other_lists_beside_a_form(markup: str) -> None:
    assert read(markup) == ()


def test_a_list_beside_a_form_on_a_page_that_takes_no_webmentions() -> None:
    assert read(f"<section><h2>Responses</h2>{BOLD}{FORM}</section>", head="<!-- webmention -->") == ()


SAID = '<div class="comment"><span class="name"><a href="{page}">{name}</a> {words}</span></div><div class="clear"></div>'


def said(first: str, second: str, zed: str = ZED) -> str:
    blocks = SAID.format(page=zed, name="Zed", words=first) + SAID.format(page=ANN, name="Ann", words=second)
    return f'<h3>Around</h3><div class="around">{blocks}</div>'


@pytest.mark.parametrize(
    ("first", "second", "subtypes"),
    [
        ("mentioned this post.", "liked this post.", ["mention", "like"]),
        ("replied to this article", "reposted this article", ["reply", "repost"]),
        ("bookmarked this page on 7 June 2020", "liked your post", ["bookmark", "like"]),
    ],
)
def test_names_that_link_a_page_and_what_they_did_to_this_post(
    first: str, second: str, subtypes: list[str]
) -> None:
    rows = read(said(first, second))
    assert [(row.source, row.author, row.title, row.subtype) for row in rows] == [
        (ZED, "Zed", None, subtypes[0]),
        (ANN, "Ann", None, subtypes[1]),
    ]


@pytest.mark.parametrize(
    "markup",
    [
        said("commented on this post", "replied to this post"),  # as comments' heads have it
        said("mentioned this song", "liked this post"),
        said("liked this post", "likes owls"),
        said("liked this post", "mentioned this post", zed="https://barn.example/"),
        said("liked this post", "mentioned this post", zed="/about/"),
        said("liked this post and wrote about it at length", "mentioned this post, too, a while ago now"),
    ],
)
def test_names_and_what_they_did_to_something_else(markup: str) -> None:
    assert read(markup) == ()


def test_names_in_a_text_or_where_no_webmentions_are_taken() -> None:
    markup = said("mentioned this post.", "liked this post.")
    assert read("", post=markup) == ()
    assert read(markup, head="<!-- webmention -->") == ()


QUOTED = '<article><strong class="p-name">{name}</strong><p>{text} <a href="{page}">{link}</a></p></article>'


def quoted(link: str = "source", text: str = "They cut theirs in spring.", name: str = "Zed") -> str:
    return QUOTED.format(name=name, text=text, page=ZED, link=link)


@pytest.mark.parametrize("link", ["source", "(source)", "View original", "Permalink"])
def test_a_name_a_text_and_a_link_to_the_page(link: str) -> None:
    (row,) = read(f'<div id="webmentions"><h3>Webmentions</h3>{quoted(link)}</div>')
    assert (row.source, row.author, row.title, row.excerpt) == (
        ZED,
        "Zed",
        None,
        "They cut theirs in spring.",
    )


@pytest.mark.parametrize(
    "item",
    [
        quoted("the tool"),
        quoted(text=""),
        quoted(name=""),
        quoted().replace("strong", "h4"),  # a card of a tool has its name as a heading
        quoted().replace(ZED, "/about/"),
    ],
)
def test_what_is_no_name_with_a_text_and_a_link(item: str) -> None:
    assert read(f'<div id="webmentions"><h3>Webmentions</h3>{item}</div>') == ()
    assert (
        read(f'<div id="webmentions"><h3>Webmentions</h3>{quoted()}</div>', head="<!-- webmention -->") == ()
    )


CITE = f'<ul class="webmentions-list"><li class="comment h-cite"><div class="p-author h-card"><a class="p-name u-url" href="https://barn.example/">Zed</a></div>{{head}}<div class="e-content{{name}}">{{text}}</div><a class="u-url" href="{ZED}">Source</a></li></ul>'


@pytest.mark.parametrize(
    ("text", "subtype", "excerpt"),
    [
        ("<p><em>Mentioned this post.</em></p>", "mention", None),
        ("Liked this post.", "like", None),
        ("likes this", "like", None),
        ("reposted this", "repost", None),
        # people write such words as well
        ("Liked this post, and the owls in it.", "reply", "Liked this post, and the owls in it."),
        ("I like this", "reply", "I like this"),
        ("Shared with my neighbours.", "reply", "Shared with my neighbours."),
        ("This is liked by owls.", "reply", "This is liked by owls."),
    ],
)
def test_a_text_that_says_but_what_was_done(text: str, subtype: str, excerpt: str | None) -> None:
    for name in ("", " p-name"):
        (row,) = read(CITE.format(head="", name=name, text=text))
        assert (row.subtype, row.title, row.excerpt, row.author) == (subtype, None, excerpt, "Zed")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f'<h3><a href="{ZED}">Notes on peat</a></h3>', "Notes on peat"),
        (f'<h4 class="t"><a href="{ZED}">Notes on peat</a> today</h4>', "Notes on peat"),
        # the page by a word for it, another page, no link, the author
        (f'<h3><a href="{ZED}">Permalink</a></h3>', None),
        ('<h3><a href="https://barn.example/9">Notes on peat</a></h3>', None),
        ("<h3>Notes on peat</h3>", None),
        (f'<div class="p-author h-card"><h3><a href="{ZED}">Zed</a></h3></div>', None),
    ],
)
def test_a_heading_that_links_the_page_of_a_reply(head: str, title: str | None) -> None:
    (row,) = read(CITE.format(head=head, name="", text="They cut theirs in spring."))
    assert (row.source, row.title, row.excerpt) == (ZED, title, "They cut theirs in spring.")


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ('class="wm-list"', 2),
        ('id="wm-grid"', 2),
        ('class="wm-items dark"', 2),
        ('class="wm"', 0),  # two letters need a heading
        ('class="wm-player"', 0),
        ('class="wmlist"', 0),
    ],
)
def test_a_part_that_is_called_a_list_of_wm(name: str, count: int) -> None:
    card = '<div class="wm-reply"><a href="{0}">{0}</a><p>So true.</p></div>'
    assert len(read(f"<div {name}>{card.format(ZED)}{card.format(ANN)}</div>")) == count
    headed = f"<div {name}><h2>Other owls</h2>{card.format(ZED)}{card.format(ANN)}</div>"
    assert read(headed) == ()


@pytest.mark.parametrize(
    ("said", "excerpt"),
    [
        ("„So true.“", "So true."),
        ("« So true. »", "So true."),
        ("“So true.”", "So true."),
        ("「So true.」", "So true."),
        ('"So true."', "So true."),
        ("“So true”, and “so new”.", "“So true”, and “so new”."),
        ("He says “so true.”", "He says “so true.”"),
    ],
)
def test_quotation_marks_around_a_whole_text_are_the_templates(said: str, excerpt: str) -> None:
    line = '<li><a href="{}">Zed</a>, 7 June 2020: {}</li>'
    rows = read(f"<section><h2>Webmentions</h2><ul>{line.format(ZED, said)}</ul></section>")
    assert [row.excerpt for row in rows] == [excerpt]


def test_details_of_one_mention_each() -> None:
    each = '<details><summary>{} mentioned this on 7 June 2020</summary><p>So true.</p><a href="{}">Read it there</a></details>'
    rows = read(f"<section><h2>Webmentions</h2>{each.format('Zed', ZED)}{each.format('Ann', ANN)}</section>")
    assert [(row.source, row.published, row.excerpt) for row in rows] == [
        (ZED, "2020-06-07", "So true."),
        (ANN, "2020-06-07", "So true."),
    ]
    how = "<details><summary>How to mention this</summary><p>Write.</p><a href='https://barn.example/how'>Read it there</a></details>"
    assert read(f"<section><h2>Webmentions</h2>{how}{how.replace('how', 'why')}</section>") == ()


@pytest.mark.parametrize(
    ("label", "count"),
    [("Webmentions", 2), ("Mentions", 2), ("Notes", 0), ("Read more", 0)],
)
def test_an_aside_whose_label_says_what_its_heading_does_not(label: str, count: int) -> None:
    items = "".join(f'<li><a href="{url}">Zed</a> <time>7 June 2020</time></li>' for url in (ZED, ANN))
    aside = f'<aside aria-label="{label}"><h2>Reactions from around the web</h2><ul>{items}</ul></aside>'
    assert len(read(aside)) == count


@pytest.mark.parametrize(
    ("face", "count"),
    [
        ('<img class="webmentions__face" src="/z.jpg" title="Zed" alt="">', 2),  # shown again in the list
        ('<img class="webmentions__face" src="/y.jpg" title="Yan" alt="">', 3),
    ],
)
def test_items_that_mark_none_of_their_parts_below_faces(face: str, count: int) -> None:
    item = '<li class="webmentions__item"><article class="webmention"><a href="{}">{}</a> <time>7 June 2020</time><p>So true.</p></article></li>'
    items = item.format(ZED, "Zed") + item.format(ANN, "Ann")
    rows = read(f'<div class="webmentions"><h3>Webmentions</h3><div>{face}</div><ol>{items}</ol></div>')
    linked = [row for row in rows if row.source is not None]
    assert [(row.source, row.published, row.excerpt) for row in linked] == [
        (ZED, "2020-06-07", "So true."),
        (ANN, "2020-06-07", "So true."),
    ]
    assert len(rows) == count


@pytest.mark.parametrize(
    ("between", "count"),
    [
        ("<pre>&lt;li&gt;a mention&lt;/li&gt;</pre>", 0),
        ("<div><pre><code>a mention</code></pre></div>", 0),
        ("<p>So far:</p>", 2),
    ],
)
def test_a_list_below_an_example_is_of_the_text(between: str, count: int) -> None:
    items = f'<li><a href="{ZED}">Owls</a></li><li><a href="{ANN}">Mice</a></li>'
    body = f"<h2>Webmentions</h2>{between}<ul>{items}</ul>"
    page = (
        f"<html><body><main><article><h1>Apples</h1><p>They are red.</p>{body}</article></main></body></html>"
    )
    assert len(read_listings(Document(page, URL), URL).linkbacks) == count
