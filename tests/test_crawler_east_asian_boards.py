# ruff: noqa: E501 (markup stands as boards print it)
"""Boards and skins of East Asia, and words of other scripts, as they were met in a trial: GBoard, XE, Sablog-X, Xuite."""

from __future__ import annotations

import pytest

from crawler import read_page
from crawler.records import Page

URL = "https://orchard.example/?p=7"
OWLS = "https://barn.example/owls"
LINK = f'<a href="{OWLS}">Owls at dusk</a>'
DATE = "2008-03-03T10:00"
POST = "<title>Apples - Orchard</title><body><h1>Apples</h1><p>They are ripe.</p>{}"


def read(markup: str, url: str = URL) -> Page:
    return read_page(POST.format(markup).encode(), url)


@pytest.mark.parametrize(
    ("entry", "site", "excerpt", "published"),
    [
        # GBoard: the blog above, the date at the text's end.
        (
            f'<div class="Trackback_Blogname"><a href="{OWLS}">Barn</a></div><div><div><div class="Trackback_Title">{LINK}</div><div class="Trackback_Excerpt">They hunt mice. <span class="tb_r">2008-03-03 10:00</span></div></div></div>',
            "Barn",
            "They hunt mice.",
            DATE,
        ),
        # A text may end with words set apart, and with a day of its own.
        (
            f'<div class="tb_title">{LINK}</div><div class="tb_excerpt">They hunt mice <i>since 2008-03-03</i></div>',
            None,
            "They hunt mice since 2008-03-03",
            None,
        ),
        # Above the second title stands the first one's blog.
        (
            f'<div class="tb_title"><a href="https://sty.example/1">Pigs</a></div><div class="tb_blogname">Sty</div><div class="tb_title">{LINK}</div><div class="tb_date">2008-03-03 10:00</div>',
            None,
            None,
            DATE,
        ),
        (
            f'<div class="trackback-title">{LINK}</div><div class="trackback-text">They hunt mice.</div><div class="trackback-from">於 Barn / 2008/03/03 10:00</div>',
            "Barn",
            "They hunt mice.",
            DATE,
        ),
        (
            f'<p class="tb_title">1 ■{LINK}</p><p class="tb_contents">They hunt mice. ...</p><p class="tb_blogname">ブログ名：Barn 2008-03-03 10:00</p>',
            "Barn",
            "They hunt mice. ...",
            DATE,
        ),
    ],
)  # fmt: skip
def test_parts_called_of_a_trackback(
    entry: str, site: str | None, excerpt: str | None, published: str | None
) -> None:
    row = read(f"<div id='tb'><p>트랙백</p>{entry}</div>").linkbacks[-1]
    assert (row.title, row.site, row.excerpt, row.published) == ("Owls at dusk", site, excerpt, published)


@pytest.mark.parametrize(
    ("heading", "announced"),
    [("엮인글 <em>'1'</em>", 1), ("‘1’ Trackbacks", 1), ("엮인글 '글'", None)],
)
def test_a_heading_with_a_quoted_number_is_no_blog(heading: str, announced: int | None) -> None:
    entry = f'<div class="item"><p class="meta">2008.03.03 10:00</p><h4>{LINK}</h4><p>They hunt mice at night.</p></div>'
    page = read(f'<div id="trackback"><h3>{heading}</h3><div>{entry}</div></div>')
    assert page.announced == announced
    assert announced is None or [row.site for row in page.linkbacks] == [None]


@pytest.mark.parametrize(
    ("text", "author"),
    [("香りが強い。水は少し。", "ann_lee"), ("娘。", "ann_lee"), ("They are ripe.", "ann_lee")],
)
def test_a_sentence_before_the_signature_is_nobody(text: str, author: str) -> None:
    signed = f"<div class='main'>{text}</div><div class='posted'>ann_lee at 23:11│Comments(1)</div>"
    page = f"<title>Apples</title><div><h2>Apples</h2></div><div class='blogbody'>{signed}</div>"
    post = read_page(page.encode(), URL).post
    assert post is not None
    assert post.author == author


@pytest.mark.parametrize(
    ("line", "published"),
    [
        (f"<h3><span class='date'>2008-03-03 10:00</span> {LINK}</h3><p>They hunt mice.</p>", "2008-02-01"),
        (f"<ul><li><span class='date'>2008-03-03 10:00</span> {LINK}</li></ul>", "2008-02-01"),
    ],
)
def test_the_date_before_the_first_linkback_is_not_the_posts(line: str, published: str) -> None:
    page = read(f"<p class='ttr'>2008年02月01日(火)</p><h2>トラックバック (1件)</h2>{line}")
    assert [row.published for row in page.linkbacks] == [DATE]
    assert page.post is not None
    assert page.post.published == published


def test_an_article_may_be_named_by_a_word_and_a_number() -> None:
    url = "https://orchard.example/index.php?p="
    kinds = [read("<p>So.</p>", f"{url}{name}").page_kind for name in ("article.12", "archive")]
    assert kinds == ["post", "index"]


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("<b>标签</b>: <a href='/?q=a'>Oak</a> <a href='/?q=b'>Elm</a>", ("Oak", "Elm")),
        ("<b>标签</b>：<a href='/?q=a'>Oak</a>", ("Oak",)),
        ("<b>标签</b> of others: <a href='/?q=a'>Oak</a>", ()),
        ("<b>Read</b>: <a href='/?q=a'>Oak</a>", ()),
    ],
)
def test_a_colon_behind_the_element_of_a_label(line: str, tags: tuple[str, ...]) -> None:
    post = read(f"<div class='posttext'>{line}</div>").post
    assert post is not None
    assert post.tags == tags


@pytest.mark.parametrize(
    ("who", "number"),
    [
        ('<div class="username">评论作者: 老王</div>', 2),
        ('<div class="username">評論作者：老王</div>', 2),
        ('<div class="username">文章作者: 老王</div>', 0),
        ('<div class="Comment_Author">老王</div>', 2),
    ],
)
def test_who_commented(who: str, number: int) -> None:
    said = f"<div><div>{who}<div>2008-03-15 20:00</div></div><div>下次叫上我。</div></div>"
    assert read(f"<hr>{said}<hr>{said}").comments_count == number


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("آدرس دنبالک: {}", True),
        ("رابط التعقيب: {}", True),
        ("Geri izleme adresi: {}", True),
        ("Visszakövetési URL ehhez: {}", True),
        ("Зворотнє посилання: {}", True),
        ("رابط: {}", False),
    ],
)
def test_the_word_before_an_address_for_pings(label: str, found: bool) -> None:
    address = "https://orchard.example/7/trackback/"
    told = label.format(f"<code>{address}</code>")
    assert read(f"<p>{told}</p>").endpoints.trackback == ((address,) if found else ())
