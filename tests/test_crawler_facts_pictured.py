# ruff: noqa: E501 (markup stands as pages print it)
"""Authors beside their pictures, in by-lines of newer names, and dates that a line keeps for those who point at it."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Post

TEXT = "<p>We went along the river, past the mill and the woods behind it, until it rained.</p>" * 3
AVATAR = '<img src="/a.png" alt="{}" class="h-8 w-8 rounded-full mr-2">'
PICTURE = '<img src="/a.png" alt="{}">'


def post(body: str, title: str = "A walk - The Wood") -> Post:
    page = f'<html lang=en><head><title>{title}</title></head><body><header><a href="/">The Wood</a></header><article>{body}</article></body></html>'
    found = read_page(page.encode(), "https://blog.example/a-walk/").post
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("block", "author"),
    [
        (f"<div>{AVATAR.format('Pia Holm')}<span>Pia Holm</span></div><div>4 March 2024</div>", "Pia Holm"),
        (f"<div>{PICTURE.format('Pia Holm')}<div><p>Pia Holm</p><p>March 4, 2024</p></div></div>", "Pia Holm"),
        (f"<div>{PICTURE.format('pia')}<p>pia</p><p>March 4, 2024 · 5 min read</p></div>", "pia"),
        (f"<div>{PICTURE.format('Avatar of Pia')}<span>Pia</span></div>", "Pia"),
        (f"<div>{PICTURE.format('Pia Holm’s photo')}<span>Pia Holm</span></div>", "Pia Holm"),
        ('<div><img src="https://gravatar.example/avatar/1" alt="Pia"><span>Pia</span></div>', "Pia"),
        # a picture and what is said below it, another's picture, words of templates, no words
        (f"<div>{PICTURE.format('The mill at dusk')}<span>The mill at dusk</span></div>", None),
        (f"<div>{AVATAR.format('The Wood')}<span>Pia goes out</span></div>", None),
        (f"<div>{PICTURE.format('Read more')}<p>Read more</p><p>March 4, 2024</p></div>", None),
        (f"<div>{AVATAR.format('Pia Holm')}</div>", None),
        (f"<div>{AVATAR.format('')}<span>Walks</span></div>", None),
        # the text of the post, and the picture of whoever else wrote
        (f"<div>{TEXT}</div><div>{AVATAR.format('Pia Holm')} Pia Holm says that it rained.</div>", None),
    ],
)  # fmt: skip
def test_an_author_beside_a_picture(block: str, author: str | None) -> None:
    assert post(f"<h1>A walk</h1>{block}{TEXT}").author == author


def test_the_picture_of_another_post_s_author_names_nobody() -> None:
    teaser = f'<div class="related"><h3><a href="/nets/">Nets</a></h3><div>{AVATAR.format("Pia Holm")}<span>Pia Holm</span></div></div>'
    assert post(f"<h1>A walk</h1><div>March 4, 2024</div>{TEXT}{teaser}").author is None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('<section><div class="board-item__posted-by">Written by Pia Holm on March 4, 2024</div></section>', ("Pia Holm", "2024-03-04")),
        ('<section><div class="note-posted_on">March 4, 2024</div></section>', (None, "2024-03-04")),
        ('<section><div class="card-footer text-muted">Posted on March 4, 2024 by <a href="#">Pia</a></div></section>', ("Pia", "2024-03-04")),
        # other parts, called otherwise
        ('<section><div class="board-item__comments">Written by Pia Holm, I think</div></section>', (None, None)),
        ('<section><div class="card-header">Read it now</div></section>', (None, None)),
    ],
)  # fmt: skip
def test_by_lines_of_newer_names(line: str, told: tuple[str | None, str | None]) -> None:
    found = post(f"<h1>A walk</h1>{TEXT}{line}")
    assert (found.author, found.published) == told


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ('<p class="postinfo">by Pia, <span class="posttime" title="2024-03-04 10:31:00">2 years ago</span></p>', "2024-03-04T10:31:00"),
        ('<p class="byline"><a href="/a-walk/" title="2024-03-04">2 years ago</a></p>', "2024-03-04"),
        # a line that shows its date, one that is no by-line, other titles
        ('<p class="postinfo">March 5, 2024, <span title="2024-03-04 10:31:00">2 years ago</span></p>', "2024-03-05"),
        ('<p class="lead"><span title="2024-03-04">We</span> went out</p>', None),
        ('<p class="postinfo">by <span title="2024 in review">Pia</span></p>', None),
        ('<p class="postinfo">by <span title="A walk">Pia</span></p>', None),
        ('<p class="postinfo">by Pia<span title="2024-03-04 10:31:00"></span></p>', None),
        # a time that is none for machines, as a theme leaves its example
        ('<p class="postinfo"><time datetime="2015年12月22日星期二凌晨3点58分">2024-03-04</time></p>', "2024-03-04"),
        ('<p class="postinfo"><time datetime="2015-12-22">March 4, 2024</time></p>', "2015-12-22"),
    ],
)  # fmt: skip
def test_dates_behind_an_age(line: str, published: str | None) -> None:
    assert post(f"<h1>A walk</h1>{line}{TEXT}").published == published


@pytest.mark.parametrize("name", ["panel-heading", "card-heading"])
def test_a_title_in_a_panel(name: str) -> None:
    body = f'<div class="panel"><div class="{name}">A walk</div><div class="panel-body">{TEXT}</div><div class="panel-footer">Yazan: derya | Kategori: Deniz</div></div>'
    assert post(body).author == "derya"
