# ruff: noqa: E501 (markup stands as pages print it)
"""Titles in no heading, what stands behind the comments' label, and full names before a date in a line of several
parts."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Post

URL = "https://blog.example/archives/000012.html"
ARTICLE = '<meta property="og:type" content="article">'
TEXT = "<p>We went along the river, past the mill and the woods behind it, until it rained.</p>"


def post(body: str, title: str = "A walk") -> Post:
    found = read_page(
        f"<html lang=en><head><title>{title}</title>{ARTICLE}</head><body>{body}</body></html>".encode(), URL
    ).post
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("markup", "whole", "title"),
    [
        ('<div class="blog_title">{}</div>', "post.example: The Wood : A walk", "A walk"),
        ('<div class="blog_title"><a href="/">The Wood</a></div><div class="blog_title">{}</div>', "post.example: The Wood : A walk", "A walk"),
        ('<span class="main-headline">{}</span>', "A walk - The Wood", "A walk"),
        ('<div><h1><a href="/">The Wood</a></h1></div><h3 class="box_title">Diary</h3><div class="diary_page_title"><a href="/archives/000012.html">{}</a></div>', "A walk - The Wood", "A walk"),
        ("<b>{}</b>", "The Wood : A walk", "A walk"),
        # more than the title, and what is called nothing of the kind
        ('<div class="blog_title">{} and back</div>', "post.example: The Wood : A walk", "post.example: The Wood : A walk"),
        ('<div class="blog_text">{}</div>', "post.example: The Wood : A walk", "post.example: The Wood : A walk"),
        ('<div class="untitled">{}</div>', "post.example: The Wood : A walk", "post.example: The Wood : A walk"),
    ],
)  # fmt: skip
def test_a_title_that_is_called_one(markup: str, whole: str, title: str) -> None:
    body = f'<div class="date">March 3, 2005</div>{markup.format("A walk")}{TEXT}'
    assert post(body, whole).title == title


@pytest.mark.parametrize(
    ("body", "published"),
    [
        (f"<div><b>A walk</b><br> 10:12 PM, 03 Mar 2004</div>{TEXT}", "2004-03-03T22:12"),
        (f"<div><b>A walk</b></div><div>March 3, 2004</div>{TEXT}", "2004-03-03"),
        # bold words of the text, the date of a comment
        (f"<div>We call it <b>a stroll</b><br> 10:12 PM, 03 Mar 2004</div>{TEXT}", None),
        (f'<div><b>A walk</b></div>{TEXT}<h3 class="note_comment_title">So did we</h3><p>by Bo on 4 Mar 2004</p>', None),
    ],
)  # fmt: skip
def test_the_date_below_bold_words_that_are_the_whole_title(body: str, published: str | None) -> None:
    found = post(body)
    assert (found.title, found.published, found.author) == ("A walk", published, None)


COMMENT = "<div><h3>#1 Comment by Bo</h3>26 March 2004, 16:19<p>Thank you :)</p></div>"


@pytest.mark.parametrize(
    ("label", "published", "author"),
    [
        ("<div class=titlebar>Comments</div>", "2004-03-24T19:49", None),
        ("<p>Kommentare:</p>", "2004-03-24T19:49", None),
        # a number counts them, a link leads to them: the post's own lines may follow
        ("<p>2 comments</p><p>By Ann Lee, 24 March 2004, 19:49</p>", "2004-03-24T19:49", "Ann Lee"),
        ('<p><a href="#c">Comments</a></p><p>By Ann Lee, 24 March 2004, 19:49</p>', "2004-03-24T19:49", "Ann Lee"),
    ],
)  # fmt: skip
def test_what_stands_behind_the_label_of_the_comments(label: str, published: str, author: str | None) -> None:
    head = f"<div><h2>A walk</h2>24 March 2004, 19:49 | Ann{TEXT * 3}</div>"
    found = post(f"{head}{label}{COMMENT}", "A walk - The Wood")
    assert (found.published, found.author) == (published, author)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ('<span>Ann Lee on March 3, 2005 10:31 AM</span> <span>|</span> <a href="/p">Permalink</a>', "Ann Lee"),
        ("Ann de Wit op 3 maart 2005 | 2 reacties", "Ann de Wit"),
        ("Filed | Ann Lee am 3. März 2005", "Ann Lee"),
        # one word may be a topic, a comma a place; words of templates; no date
        ("Walks on March 3, 2005 | Permalink", None),
        ("New York, March 3, 2005 | Permalink", None),
        ("Read More on March 3, 2005 | Permalink", None),
        ("Ann Lee on Walks | Permalink", None),
    ],
)  # fmt: skip
def test_a_full_name_before_a_word_and_a_date(line: str, author: str | None) -> None:
    body = f'<div class="entry"><h3 class="entry-header">A walk</h3>{TEXT}<p class="entry-footer">{line}</p></div>'
    assert post(body, "A walk - The Wood").author == author


@pytest.mark.parametrize(
    ("author", "read"),
    [
        ('<a href="/author/bo/">bo<span class="screen-reader-text">bo</span></a>', "bo"),
        ('<a href="/author/bo/"><span class="sr-only">Written by</span> Bo Lund</a>', "Bo Lund"),
        ('<span class="visually-hidden">Author: </span>Bo Lund', "Bo Lund"),
        # said for those alone, and words that are of another class
        ('<span class="screen-reader-text">Bo Lund</span>', "Bo Lund"),
        ('<a href="/author/bo/">Bo <span class="last-name">Lund</span></a>', "Bo Lund"),
    ],
)
def test_a_name_is_what_readers_see(author: str, read: str) -> None:
    meta = f'<div class="post-info"><span class="entry-date">May 3, 2023</span> | <span class="entry-author">{author}</span></div>'
    assert post(f"<h1>A walk</h1>{meta}{TEXT}", "A walk - The Wood").author == read


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ('Posted by Lena to <a href="/cat_sea.html">Sea</a> at November 12, 2004 10:04 PM', "Lena"),
        ('Posted by Lena <a href="/category/sea" rel="category tag">Sea</a> November 12, 2004', "Lena"),
        ("Posted by Inés Sea on November 12, 2004", "Inés Sea"),
        # a topic that is linked below the post is none of the name
        ('Posted by Inés Sea, on November 12, 2004</p><p class="tags">Tags: <a href="/tag/sea" rel="tag">Sea</a>', "Inés Sea"),
        ('<a href="/category/sea" rel="category tag">Sea</a> | lena @ 2004-11-12 21:14:02', "lena"),
        ('<a href="/category/sea" rel="category tag">Sea</a> | Lena @ 10:04 pm', "Lena"),
        # nobody, and an address
        ('<a href="/category/sea" rel="category tag">Sea</a> | @ 2004-11-12 21:14:02', None),
        ('<a href="/category/sea" rel="category tag">Sea</a> | write @ blog.example 2004-11-12', None),
    ],
)  # fmt: skip
def test_a_name_beside_a_topic(line: str, author: str | None) -> None:
    body = f'<div class="post"><h2>A walk</h2><p class="post-meta">{line}</p>{TEXT}</div>'
    assert post(body, "A walk - The Wood").author == author


@pytest.mark.parametrize("name", ["titolo", "titre", "titel", "news_titolo", "titulo"])
def test_a_title_that_is_called_one_in_other_languages(name: str) -> None:
    line = '<div class="line">By Ann Lee, 3 March 2005</div>'
    found = post(f'<div class="{name}">A walk</div>{line}{TEXT}', "The Wood - A walk")
    assert (found.title, found.author, found.published) == ("A walk", "Ann Lee", "2005-03-03")
