"""Where a heading of linkbacks stands: what is listed below one in a post's text, in a menu or behind several
posts came to no post."""

from __future__ import annotations

import pytest

from crawler.listings import read_listings
from crawler.markup.document import Document

URL = "https://orchard.example/2008/03/apples/"
BARE = (
    '<ul><li><a href="https://barn.example/a">Barn owls</a></li>'
    '<li><a href="https://mill.example/b">Mill race</a></li></ul>'
)
DATED = (
    '<ul><li><a href="https://barn.example/a">Barn owls</a>, Barn, 3 March 2008</li>'
    '<li><a href="https://mill.example/b">Mill race</a>, Mill, 5 March 2008</li></ul>'
)
SPECIFIED = BARE.replace("https://mill.example/b", "https://www.hixie.ch/specs/pingback/pingback")
MARKED = BARE.replace("<a ", '<a rel="nofollow" ')
TEXT = "<h2>Apples</h2><p>Apples fall from trees in autumn.</p>"
SECTION = "<h3>Methods</h3><p>We counted all of them twice.</p>"
COMMENTS = "<h3>2 Comments</h3><p>Apples are not the only fruit.</p>"
HOME = "".join(
    f'<div class="post"><h2><a href="/p{n}">Day {n}</a></h2><p>Apples.</p></div>' for n in range(3)
)


def box(head: str, held: str) -> str:
    return f'<div class="box"><h4>{head}</h4>{held}</div>'


LISTINGS = [
    f"{TEXT}<h3>Trackbacks</h3>{BARE}",
    f"{TEXT}<h3>Trackbacks</h3>{BARE}{COMMENTS}",
    f"{TEXT}<h3>Trackbacks</h3>{DATED}{COMMENTS}",
    f"{TEXT}<h3>Trackbacks</h3>{MARKED}{SECTION}",
    f"{TEXT}{COMMENTS}<h3>Pingbacks</h3>{BARE}<h3>Leave a reply</h3><form></form>",
    f"{TEXT}<h3>Tags</h3><ul><li>fruit</li></ul><h3>Trackbacks</h3>{BARE}{COMMENTS}",
    f"{TEXT}<h3>Comments</h3><ul><li>Ah!</li></ul><h3>Trackbacks</h3>{BARE}<h3>Archive</h3><p>x</p>",
    f"{TEXT}{box('2 comments', '<p>Hm.</p>')}{box('Trackbacks', BARE)}",
    f'<div class="post">{TEXT}</div><h3>Trackbacks</h3>{BARE}',
    f'<div class="post">{TEXT}</div><h3>Trackbacks</h3>{BARE}{HOME}',
    f'<div class="post">{TEXT}</div><div class="rel">{HOME}</div><h3>Trackbacks</h3>{BARE}',
    f"{TEXT}<div><b>Trackbacks</b><br><a href='https://barn.example/a'>Owls</a> from Barn, 3 May 2008</div>",
    f"{TEXT}<ul><h3>Trackbacks</h3>{MARKED[4:]}",
    f"{TEXT}{COMMENTS}<ul><li>Hm.</li><h3 id='trackbacks'>Trackbacks</h3>{BARE[4:]}",
]
NO_LISTINGS = [
    f"{TEXT}<h3>Trackbacks</h3>{BARE}{SECTION}",
    f"{TEXT}<h3>Trackbacks</h3>{DATED}{SECTION}{COMMENTS}",
    f"{TEXT}<h3>Webmentions</h3>{BARE}{SECTION}",
    f"<h2>1.4</h2><ul><li>Faster</li></ul><h2>Trackbacks</h2>{BARE}<h2>1.3</h2><ul><li>Slower</li></ul>",
    f'<div class="mw-parser-output"><p>See these.</p><h2>Trackbacks</h2>{BARE}</div>',
    f'<div class="markdown-body"><h2>Pingbacks</h2>{BARE}</div>',
    f"{HOME}<h3>Trackbacks</h3>{BARE}",
    f'{HOME}<div class="x"><h3>Webmentions</h3>{BARE}</div>',
    f"{HOME}<h3>Trackbacks</h3>{DATED}",
    f"{TEXT}{box('About', '<p>Me.</p>')}{box('Trackbacks', BARE)}{box('Friends', BARE)}",
    f"{TEXT}<h4>Recent Comments</h4><p>Al on Pears</p><h4>Trackbacks</h4>{BARE}<h4>Friends</h4>",
    f"{TEXT}<h3>Trackbacks</h3>{SPECIFIED}",
    f"<title>Linkbacks of every kind</title>{TEXT}<h3>Trackbacks</h3>{BARE}",
    f"{TEXT}<div><b>Trackbacks</b> wrote on March 3, 2008: <a href='https://barn.example/a'>Barn</a></div>",
    f"{TEXT}<ul><h3>Trackbacks</h3>{BARE[4:]}{SECTION}",
    f"{TEXT}<ul><h3>Friends</h3>{BARE[4:-5]}<h3>Trackbacks</h3></ul>",
    f"{TEXT}<ul><li>Hm.</li><h3>Trackbacks</h3>{BARE[4:-5]}<h3>Links</h3><li>None</li></ul>",
    f"{TEXT}<div>All about <b>trackbacks</b>, 3 March 2008: <a href='https://barn.example/a'>Barn</a></div>",
]


COMMENT_HEADINGS = [
    "2 Kommentare", "2 commentaires", "2 comentarios", "2 comentários", "2 commenti", "2 reacties",
    "コメント(2)", "댓글 2", "2 条评论", "迴響", "2 комментария", "2 komentarze", "2 komentáře", "2 yorum",
    "2 kommentarer",
    "2 kommenttia", "2 hozzászólás", "2 תגובות", "تعليقان", "2 коментарі", "2 σχόλια",
    "What do you think?",
]  # fmt: skip
MENU_HEADINGS = [
    "Kategorien", "Catégories", "Kategorie", "Rubriky", "Kategoriler", "Kategorier", "Kategóriák", "קטגוריות",
    "Категорії", "カテゴリ", "카테고리", "分类", "Recent Comments", "Archive", "About me",
]  # fmt: skip


@pytest.mark.parametrize("heading", COMMENT_HEADINGS)
def test_a_listing_before_the_comments(heading: str) -> None:
    page = f"{TEXT}<h3>Trackbacks</h3>{BARE}<h3>{heading}</h3><p>Apples are not the only fruit.</p>"
    assert read_listings(Document(page, URL), URL).linkbacks


@pytest.mark.parametrize("heading", MENU_HEADINGS)
def test_a_list_before_a_menu(heading: str) -> None:
    page = f"{TEXT}<div><h3>Trackbacks</h3>{BARE}<h3>{heading}</h3><ul><li>A</li></ul></div>"
    assert read_listings(Document(page, URL), URL).linkbacks == ()


@pytest.mark.parametrize("page", LISTINGS)
def test_listing(page: str) -> None:
    assert read_listings(Document(page, URL), URL).linkbacks


@pytest.mark.parametrize("page", NO_LISTINGS)
def test_no_listing(page: str) -> None:
    assert read_listings(Document(page, URL), URL).linkbacks == ()
