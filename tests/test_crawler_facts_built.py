# ruff: noqa: E501 (markup stands as sites print it)
"""What templates of static sites say of a post, and what they say of others: lists of terms, cards, microdata."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Post

URL = "https://orchard.example/blog/pears/"
TEXT = "<p>We went along the hedge until it rained, and came home with two baskets.</p>"


def post(body: str, head: str = "<title>Pears - Orchard</title>") -> Post:
    found = read_page(f"<html lang=en><head>{head}</head><body>{body}</body></html>".encode(), URL).post
    assert found is not None
    return found


NAMED = '<dl><dt class="sr-only">Authors</dt><dd><ul><li><dl><dt class="sr-only">Name</dt><dd>{}</dd><dt class="sr-only">Mastodon</dt><dd><a href="https://pond.example/@ida">@ida</a></dd></dl></li></ul></dd></dl>'


@pytest.mark.parametrize(
    ("terms", "author"),
    [
        (NAMED.format("Ida Fenn"), "Ida Fenn"),
        ("<dl><dt>Written by</dt><dd>Ida Fenn</dd><dt>Weather</dt><dd>Rain</dd></dl>", "Ida Fenn"),
        (NAMED.format("Ida Fenn") + NAMED.format("Per Dahl"), None),  # which of them?
        ("<dl><dt>Weather</dt><dd>Ida Fenn</dd></dl>", None),
        ("<dl><dt>Author</dt><dd>the one who also keeps the bees of this place</dd></dl>", None),
    ],
)
def test_a_list_of_terms_names_the_author(terms: str, author: str | None) -> None:
    header = "<header><dl><dt>Published on</dt><dd><time datetime='2020-03-05'>March 5, 2020</time></dd></dl><h1>Pears</h1></header>"
    assert post(f"<main><article>{header}{terms}{TEXT}</article></main>").author == author


@pytest.mark.parametrize(
    ("heading", "tags"),
    [("Tags", ("fruit", "hedge")), ("Tags:", ("fruit", "hedge")), ("Popular Tags", ()), ("More", ())],
)
def test_topics_below_a_heading(heading: str, tags: tuple[str, ...]) -> None:
    links = '<div><a href="/t/fruit">fruit</a><a href="/t/hedge">hedge</a></div>'
    page = f"<main><article><h1>Pears</h1><time datetime='2020-03-05'>March 5, 2020</time>{TEXT}<div><h2>{heading}</h2>{links}</div></article></main>"
    assert post(page).tags == tags


@pytest.mark.parametrize(
    ("address", "tags"),
    [
        ("/blog/tag:fruit", ("Fruit",)),
        ("/blog/category:fruit", ("Fruit",)),
        ("/blog/tagged:", ("Fruit",)),
        ("/blog/vintage:fruit", ()),
    ],
)
def test_topics_by_kirby_s_addresses(address: str, tags: tuple[str, ...]) -> None:
    line = f'<p class="meta">5 March 2020 by Ida Fenn in <a href="{address}">Fruit</a></p>'
    found = post(f"<main><article><header><h1>Pears</h1>{line}</header>{TEXT}</article></main>")
    assert (*found.tags, *found.categories)[:1] == tags


OTHER = '<article itemprop="comment" itemscope itemtype="https://schema.org/{}"><div itemprop="author" itemscope><p itemprop="name">Zed Reed</p></div><p>Mine are late.</p><time itemprop="datePublished" datetime="2020-03-09">9 March 2020</time></article>'


@pytest.mark.parametrize(
    ("kind", "author", "published"),
    [
        ("Comment", "Ida Fenn", "2020-03-05"),
        ("Answer", "Ida Fenn", "2020-03-05"),
        ("BlogPosting", "Zed Reed", "2020-03-09"),
    ],
)
def test_microdata_of_a_comment(kind: str, author: str, published: str) -> None:
    head = "<title>Pears - Orchard</title><meta name=author content='Ida Fenn'>"
    header = "<header><h1>Pears</h1><div class=post-meta>March 5, 2020 · 2 min</div></header>"
    found = post(
        f"<main><article>{header}{TEXT}</article><ul><li>{OTHER.format(kind)}</li></ul></main>", head
    )
    assert (found.author, (found.published or "")[:10]) == (author, published)


@pytest.mark.parametrize(
    ("card", "title"),
    [
        (
            '<div class="h-card"><div class="bio"><p>Hi, I am <span class="p-name">Orchard</span>.</p></div></div>',
            "Pears",
        ),
        ('<div class="h-adr"><p><span class="p-name">Orchard</span></p></div>', "Pears"),
        ('<div class="h-feed"><p><b class="p-name">Orchard</b></p></div>', "Orchard"),
    ],
)
def test_a_name_on_a_card_is_no_title(card: str, title: str) -> None:
    head = "<title>Pears • Orchard</title><meta property='og:title' content='Pears'>"
    entry = f"<div class='h-entry'><div class='e-content'>{TEXT}</div><a class='u-url' href='{URL}'><time class='dt-published' datetime='2020-03-05'>5 March 2020</time></a></div>"
    assert post(f"<main>{entry}{card}</main>", head).title == title


@pytest.mark.parametrize(
    ("label", "tag"),
    [
        ('<span class="sr-only">View more blogs with the tag </span>fruit', "fruit"),
        ('<span class="visually-hidden">Posts about </span>fruit', "fruit"),
        ('<span class="sr-only">fruit</span><svg></svg>', "fruit"),
        ("<span class='small'>All of </span>fruit", "All of fruit"),
    ],
)
def test_what_is_only_spoken_is_no_topic(label: str, tag: str) -> None:
    header = "<header><h1>Pears</h1><time datetime='2020-03-05'>March 5, 2020</time>"
    tags = f'<div><a href="/tags/fruit/">{label}</a></div></header>'
    assert post(f"<main><article>{header}{tags}{TEXT}</article></main>").tags == (tag,)
