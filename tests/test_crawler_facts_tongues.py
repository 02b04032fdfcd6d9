# ruff: noqa: E501 (markup stands as blogs print it)
"""What lines of further languages say of a post, and the footer of its article."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Post

URL = "https://orchard.example/2008/03/apples/"


def read(body: str) -> Post:
    page = f"<title>Apples - Orchard</title><body><h1><a href='/'>Orchard</a></h1>{body}"
    return read_page(page.encode(), URL).post or Post()


@pytest.mark.parametrize(
    ("line", "author", "published"),
    [
        ("Gepubliceerd door Kees om 12 april 2005 19:22", "Kees", "2005-04-12T19:22"),
        ("Gepubliceerd door Om Piet, 12 april 2005", "Om Piet", "2005-04-12"),
        ("Por Domingo Cruz, 4 de marzo de 2009", "Domingo Cruz", "2009-03-04"),
        # The day of the week is nobody.
        ("יום רביעי, 4 במרץ 2009", None, "2009-03-04"),
        ("Szerda, 2009. március 4.", None, "2009-03-04"),
        ("von Mittwoch, 4. März 2009", None, "2009-03-04"),
    ],
)
def test_who_wrote_it_and_when(line: str, author: str | None, published: str) -> None:
    post = read(f'<h2>Apples</h2><p class="date">{line}</p><p>They are ripe.</p>')
    assert (post.author, post.published) == (author, published)


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ('Rédigé le 14 septembre 2006 à 19:10 dans <a href="/raisin/">Raisin</a> | <a href="#p">Lien permanent</a>', ("Raisin",)),
        ('Vu le 14 septembre 2006 à 19:10 dans <a href="/raisin/">Raisin</a>', ()),
    ],
)  # fmt: skip
def test_the_topics_of_typepad(line: str, tags: tuple[str, ...]) -> None:
    assert read(f'<h2>Apples</h2><p>They are ripe.</p><p class="entry-footer">{line}</p>').tags == tags


@pytest.mark.parametrize(
    ("footer", "author", "tags"),
    [
        ("<footer>posted by Nora at 10:22 | {}</footer>", "Nora", ("Fruit",)),
        # What its class calls something else, or is that of the page.
        ('<footer class="box">posted by Nora at 10:22 | {}</footer>', None, ()),
        ("</article><footer>posted by Nora at 10:22 | {}</footer>", None, ()),
    ],
)
def test_the_footer_of_the_article(footer: str, author: str | None, tags: tuple[str, ...]) -> None:
    article = f"<article><header><h2>Apples</h2></header><div>They are ripe.</div>{footer}</article>"
    post = read(article.format('<a href="/category/1-1.html">Fruit</a>'))
    assert (post.author, post.tags) == (author, tags)


@pytest.mark.parametrize(
    ("beside", "author", "published"),
    [
        ('<th class="journal_list_date">2010/06/12</th>{}<td class="journal_list_user"> | by <a title="記事投稿者：Nora">Nora</a></td>', "Nora", "2010-06-12"),
        ('<th class="journal_comment_date">2010/06/12</th>{}<td class="journal_comment_user">Nora</td>', None, None),
    ],
)  # fmt: skip
def test_the_line_of_netcommons(beside: str, author: str | None, published: str | None) -> None:
    title = '<td class="journal_list_title"><h4>Apples</h4></td>'
    post = read(f"<table><tr>{beside.format(title)}</tr></table><p>They are ripe.</p>")
    assert (post.author, post.published) == (author, published)
