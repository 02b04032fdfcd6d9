# ruff: noqa: E501 (markup stands as blogs print it)
"""How many comments of people a page shows, by what headings and sentences say, and beside linkbacks."""

import pytest

from crawler import read_page

URL = "https://blog.example/2005/03/post/"
PAGE = "<title>A walk</title><body><div id='content'><h2>A walk</h2><p>Text.</p>{}</div></body>"


def count(listing: str) -> int:
    return read_page(PAGE.format(listing).encode(), URL).comments_count


@pytest.mark.parametrize(
    "item",
    ["<li>{}</li>", "<li><p>{}</p></li>", '<li class="comment"><p>{}</p></li>', '<li id="comment-0">{}</li>'],
)
@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("No comments yet.", 0),
        ("Noch keine Kommentare", 0),
        ("コメントはありません", 0),
        ("Be the first to reply!", 0),
        ("Ann: No comments from me.", 1),
        ("No, I do not think so.", 1),
        ("Keine Ahnung, was das soll.", 1),
    ],
)
def test_an_item_that_says_that_there_are_no_comments(item: str, text: str, number: int) -> None:
    found = count(f'<ol class="commentlist">{item.format(text)}</ol>')
    assert found == number or (item == "<li>{}</li>" and found == 0)


@pytest.mark.parametrize(
    ("heading", "number"), [("één reactie", 1), ("One comment", 1), ("Un commentaire", 1), ("None", 0)]
)
def test_a_heading_that_counts_in_words(heading: str, number: int) -> None:
    said = '<div class="c">So.<br><span class="date">Ann - 14-03-07 20:11</span></div>'
    assert count(f"<h3>{heading}</h3>{said}") == number


def test_an_entry_of_class_pingback_that_leads_nowhere_is_no_comment() -> None:
    items = (
        '<li class="{}" id="comment-1"><div id="div-comment-1">Pingback: <a href="#">A title</a></div></li>'
    )
    page = "<title>Looks</title><h1>Looks</h1><p>So:</p><ol>{}</ol>"
    counts = [
        read_page(
            page.format(items.format(name)).encode(), "https://quay.example/2010/05/looks/"
        ).comments_count
        for name in ("pingback even", "comment even")
    ]
    assert counts == [0, 1]


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("1 komentár", 2),
        ("2 komentáre", 2),
        ("2 tankar om “A walk”", 2),
        ("2 thoughts on “A walk”", 2),
        ("2 gedachten over “A walk”", 2),
        ("Two friends", 0),
        ("2 tankmen on “A walk”", 0),
        ("Komentátor", 0),
    ],
)
def test_a_heading_that_alone_names_the_comments(heading: str, number: int) -> None:
    assert count(f"<h3>{heading}</h3><ol><li><p>Fine.</p></li><li><p>Wet.</p></li></ol>") == number


REPLY = '<ul class="children"><li class="comment even depth-2" id="comment-8"><cite class="fn">Ann</cite><p>So.</p></li></ul>'


@pytest.mark.parametrize(("below", "comments"), [("", 0), (REPLY, 1)])
def test_what_is_called_a_comment_and_numbered_as_the_webmention_around_it_is_none(
    below: str, comments: int
) -> None:
    card = '<cite class="fn p-name"><a class="u-url" href="https://barn.example/">Zed</a></cite>'
    page = '<a class="u-url" href="https://barn.example/1"><time datetime="2005-03-03">March 3</time></a>'
    own = f'<article class="comment u-comment h-cite" id="comment-7">{card}<p>So.</p>{page}</article>'
    item = f'<li class="webmention even depth-1" id="li-comment-7">{own}{below}</li>'
    assert count(f'<h3>Mentions</h3><ul class="webmention-list">{item}</ul>') == comments


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        ("There are currently no comments, why don't you leave one?", 0),
        ("There are no comments so far. Write the first, and be the one who began.", 0),
        ("Why are there currently no comments?", 1),
        ("Currently there are owls in the wood, and no mice.", 1),
    ],
)  # fmt: skip
def test_a_sentence_that_says_that_there_are_none_yet(text: str, comments: int) -> None:
    assert count(f"<h2>Comments</h2><ol><li>{text}</li></ol>") == comments


SAYS = '<div class="item"><p><a href="/people/{0}">{0}</a></p><div>Well walked.</div><span>2005-03-0{1} 09:30</span></div>'


@pytest.mark.parametrize("indent", ["", " " * 250])
@pytest.mark.parametrize(
    ("heading", "comments"),
    [
        ("2 个评论", 2),
        ("2 個評論", 2),
        ("2 条评论", 2),
        ("2 Comments", 2),
        ("0 个评论", 0),
        ("评论规则", 0),
        ("2 个朋友", 0),
    ],
)
def test_a_heading_in_a_part_of_its_own_however_the_page_is_indented(
    indent: str, heading: str, comments: int
) -> None:
    items = f"\n{indent}".join(SAYS.format(name, day) for day, name in enumerate(("Ann", "Bo"), 1))
    block = f'<div class="part">{indent}<div class="head"><h2>{heading}</h2></div>{indent}<div class="body">{indent}{items}</div></div>'
    assert count(block) == comments


ROW = "<tr><th>Ann</th><th>March 3, 2005, 10:20 a.m.</th></tr><tr><td>So it was.</td></tr>"


@pytest.mark.parametrize(
    ("held", "number"),
    [
        (f"<table id=cmtentry-4>{ROW}</table><table id=cmtentry-5>{ROW}</table>", 2),
        (f"<div id=reply_4><table>{ROW}</table></div>" * 3, 3),
        (f"<table id=cmtentry-4>{ROW}</table>", 1),
        (f"<table id=row-4>{ROW}</table><table id=row-5>{ROW}</table>", 1),
        (f"<div><table id=cmtentry-4>{ROW}</table></div><div><table id=cmtentry-5>{ROW}</table></div>", 1),
        ("", 0),
    ],
)
def test_a_box_of_all_comments_that_is_called_one(held: str, number: int) -> None:
    assert count(f'<div class="comment-entry">{held}</div>') == number
