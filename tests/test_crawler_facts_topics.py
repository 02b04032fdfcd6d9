# ruff: noqa: E501 (markup stands as blogs print it)
"""Which links are topics of a post, and which those of the whole blog or of other posts."""

from __future__ import annotations

import pytest
from made_post import TEXT, URL, post

from crawler import read_page


@pytest.mark.parametrize(
    ("part", "tags"),
    [
        ('<ul class="td-tags"><li><span>TAGS</span></li><li><a href="/tag/oak/">oak</a></li></ul>', ("Walks", "oak")),
        ('<div class="post-tags"><a href="/tag/oak/">oak</a> <a href="/tag/elm/">elm</a></div>', ("Walks", "oak", "elm")),
        ('<div class="bottom"><span class="tagcloud"><a href="/tag/oak/" rel="tag">oak</a></span></div>', ("Walks", "oak")),
        ('<aside class="entry-taxonomy"><div class="tags-links">Tags: <a href="/tag/oak/" rel="tag">oak</a></div></aside>', ("Walks", "oak")),
        ('<nav class="small post_tags">Tags: <a href="/tag:oak" rel="tag">oak</a></nav>', ("Walks", "oak")),
        ('<aside class="widget"><a href="/tag/oak/" rel="tag">oak</a></aside>', ("Walks",)),
        ('<nav class="topics"><a href="/tag/oak/" rel="tag">oak</a></nav>', ("Walks",)),
        ('<ul class="menu-categories"><li><a href="/category/news/">News</a></li></ul>', ("Walks",)),
        ('<p>Метки: <a href="/tag/oak/">oak</a> • <a href="/2005/03/a-post/#comments">2 отзыва</a></p>', ("Walks", "oak")),
        ('<p>See <a href="/tag/oak/">what else I wrote on oaks</a>.</p>', ("Walks",)),
    ],
)  # fmt: skip
def test_tags_that_stand_apart_from_the_categories(part: str, tags: tuple[str, ...]) -> None:
    line = '<p class="postmeta">March 2, 2005 | <a href="/category/walks/">Walks</a></p>'
    assert post(line + part).tags == tags


@pytest.mark.parametrize(
    ("part", "tags"),
    [
        ('<ul class="td-category"><li class="entry-category"><a href="/town/">Town</a></li></ul>', ("Town",)),
        ('<ul class="td-category"><li class="other-category"><a href="/town/">Town</a></li></ul>', ()),
        ('<aside><ul><li class="entry-category"><a href="/town/">Town</a></li></ul></aside>', ()),
    ],
)
def test_categories_whose_addresses_do_not_say_so(part: str, tags: tuple[str, ...]) -> None:
    assert post(part + "<p>March 2, 2005</p>").tags == tags


def test_who_commented_did_not_write_the_post() -> None:
    comments = '<div class="{}"><h3>Comments</h3><ol><li><cite><span class="author">Piet</span></cite><p>Hm.</p></li></ol></div>'
    assert post("<p>March 2, 2005</p>", comments.format("serendipity_comments")).author is None


def test_a_side_bar_called_as_a_post_s_topics_says_nothing_of_it() -> None:
    aside = '<aside class="entry-meta"><a href="/tag/oak/" rel="tag">oak</a></aside>'
    line = '<p class="postmeta">March 2, 2005 | <a href="/category/walks/" rel="category tag">Walks</a></p>'
    assert post(line, aside).tags == ("Walks",)


def test_the_cloud_of_a_blog_says_nothing_of_its_post() -> None:
    cloud = '<div class="tagcloud"><a href="/tag/oak/" rel="tag">oak</a></div>'
    line = '<p class="postmeta">March 2, 2005 | <a href="/category/walks/" rel="category tag">Walks</a></p>'
    assert post(line, cloud).tags == ("Walks",)


@pytest.mark.parametrize(
    ("name", "tags"), [("tag-link-25", ()), ("tag-link-position-3", ()), ("tag-link", ("oak",))]
)
def test_the_cloud_of_a_blog_below_its_own_heading(name: str, tags: tuple[str, ...]) -> None:
    cloud = f'<h3>Tags</h3><div id="cloud"><a class="{name}" href="/tag/oak.html">oak</a></div>'
    assert post("<p>March 2, 2005</p>", cloud).tags == tags


CATEGORIES = "".join(f'<li><a href="/{each.lower()}/">{each}</a></li>' for each in ("Fairs", "News", "Walks"))


@pytest.mark.parametrize(
    ("line", "below", "tags"),
    [
        ('By Ann | <a href="/walks/">Walks</a> | May 15, 2008', f"<ul>{CATEGORIES}</ul>", ("Walks",)),
        ("By Ann | May 15, 2008", f"<ul>{CATEGORIES}</ul>", ("Fairs", "News", "Walks")),
        ('By Ann | <a href="/bo/">Bo</a> | May 15, 2008', f"<ul>{CATEGORIES}</ul>", ("Fairs", "News", "Walks")),
        ('By Ann | <a href="/walks/">Walks</a> | May 15, 2008', '<span><a href="/fairs/">Fairs</a>, <a href="/walks/">Walks</a></span>', ("Fairs", "Walks")),
    ],
)  # fmt: skip
def test_a_list_that_holds_what_the_by_line_links_is_the_blog_s(
    line: str, below: str, tags: tuple[str, ...]
) -> None:
    page = f'<p class="byline">{line}</p><p>{TEXT}</p><h6>Categories</h6>{below}'
    assert post(page).tags == tags


@pytest.mark.parametrize("href", ["/2004/05/other/", "/?p=51"])
def test_topics_of_teasers_are_not_the_post_s(href: str) -> None:
    line = '<p class="postmeta">March 2, 2005 | <a href="/category/walks/" rel="category tag">Walks</a></p>'
    teaser = (
        f'<h3><a href="{href}">Other</a></h3><p><a href="/category/misc/" rel="category tag">Misc</a></p>'
    )
    assert post(line, f"<article>{teaser}</article>").tags == ("Walks",)


def test_a_list_of_the_blog_with_a_category_that_a_sentence_names() -> None:
    filed = (
        '<p>This entry was posted in <a href="/category/walks/">Walks</a> by <a href="/u/ann/">Ann</a>.</p>'
    )
    names = ("Fairs", "News", "Walks")
    listed = "".join(f'<li><a href="/category/{each.lower()}/">{each}</a></li>' for each in names)
    menu = '<ul><li><a href="/">Home</a></li><li><a href="/news/">News</a></li></ul>'
    page = (
        f"<title>A walk</title>{menu}<h1>A walk</h1><p>{TEXT}</p>{filed}<h3>Categories</h3><ul>{listed}</ul>"
    )
    found = read_page(page.encode(), URL).post
    assert found is not None
    assert found.tags == ("Walks",)


@pytest.mark.parametrize(
    ("above", "tags"),
    [
        ('<h6><a href="/category/walks/" rel="category tag">Walks</a></h6>', ("Walks",)),
        ('<h6><a href="/2004/05/other/">Other</a></h6>', ()),
    ],
)
def test_a_topic_in_a_heading_above_the_title(above: str, tags: tuple[str, ...]) -> None:
    others = (
        '<h6><a href="/category/misc/" rel="category tag">Misc</a></h6><h5><a href="/other/">Other</a></h5>'
    )
    page = f"<title>A walk</title><div>{above}<h1>A walk</h1></div><p>{TEXT}</p><div>{others}</div>"
    found = read_page(page.encode(), URL).post
    assert found is not None
    assert found.tags == tags


CATEGORY = '<a class="tag p-category" href="/categories/oak/" rel="tag">oak</a>'


@pytest.mark.parametrize(
    ("within", "beside", "tags"),
    [
        (f'<aside class="promo"><nav><ul class="tags"><li>{CATEGORY}</li></ul></nav></aside>', "", ("oak",)),
        (f'<aside class="related"><ul><li class="h-entry">{CATEGORY}</li></ul></aside>', "", ()),
        (f'<div id="comments"><p>{CATEGORY}</p></div>', "", ()),
        ("", f"<aside>{CATEGORY}</aside>", ()),
    ],
)
def test_what_an_entry_marks_as_its_category_in_an_aside(
    within: str, beside: str, tags: tuple[str, ...]
) -> None:
    entry = f'<article class="h-entry"><h1 class="p-name">A walk</h1><p>{TEXT}</p>{within}</article>'
    found = read_page(f"<title>A walk</title>{entry}{beside}".encode(), URL).post
    assert found is not None
    assert found.tags == tags


def test_the_mark_before_a_tag_is_no_part_of_it() -> None:
    tags = '<div class="post-tags"><a href="/tag/oak/" rel="tag"># oak</a> <a href="/tag/cs/" rel="tag">C#</a></div>'
    assert post(tags).tags == ("oak", "C#")


@pytest.mark.parametrize(
    ("own", "cloud", "tags"),
    [
        ("oak", "tag-link-25", ("oak",)),
        ("oak", "tag-link-position-3", ("oak",)),
        ("", "tag-link-25", ()),
        # Cocoon calls those of the post so
        ("oak", "tag-link tag-link-25", ("oak", "elm")),
        ("oak", "", ("oak", "elm")),
    ],
)
def test_links_of_a_cloud_that_are_marked_as_those_of_the_post(
    own: str, cloud: str, tags: tuple[str, ...]
) -> None:
    line = f'<p>Tagged with <a href="/tag/{own}/" rel="tag">{own}</a></p>' if own else ""
    below = f'<div id="all-tags"><a class="{cloud}" href="/tag/elm/" rel="tag">elm</a></div>'
    assert post(line, below).tags == tags


@pytest.mark.parametrize(
    ("href", "tags"),
    [
        ("index.html", ("oak",)),
        ("https://blog.example/2005/03/a-post/index.html", ("oak",)),
        ("../other/index.html", ()),
        ("../index.html", ()),
    ],
)
def test_a_copy_in_files_links_its_own_post_by_its_file(href: str, tags: tuple[str, ...]) -> None:
    tag = '<p>Tagged with <a href="../../../tag/oak/index.html" rel="tag">oak</a></p>'
    page = f'<div id="content"><h2><a href="{href}" rel="bookmark">A walk</a></h2><p>{TEXT}</p>{tag}</div>'
    found = read_page(f'<title>Blog</title><body class="single-post">{page}'.encode(), URL).post
    assert found is not None
    assert found.tags == tags


@pytest.mark.parametrize(
    ("href", "text", "tags"),
    [
        ("../", "Up to blog", ()),
        ("/", "Back to the main page", ()),
        ("/cat/school.html", "Back to school", ("Back to school",)),
        ("../", "Walks", ("Walks",)),
    ],
)
def test_the_way_up_behind_the_time_of_a_post_is_no_topic(
    href: str, text: str, tags: tuple[str, ...]
) -> None:
    line = (
        f'<span class="posted">Posted by Ann at March 2, 2005 10:51 AM | <a href="{href}">{text}</a></span>'
    )
    assert post(line).tags == tags
