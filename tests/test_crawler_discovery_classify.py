"""What addresses are by their looks, and the guards against traps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery import LinkUse, classify
from crawler.discovery.traps import MAX_LENGTH, trap

BLOG = "http://blog.example/"
PREFIX = "blog.example/"

POSTS = (
    "bbs/view.php?id=diary&page=1&desc=asc&no=15",
    "bbs/board.php?bo_table=diary&wr_id=15&page=2",
    "show.php?nr=15",
    "news/12-a-walk",
    "2004/05/06/my-post/",
    "2004/05/my-post.html",
    "2004/my-post",
    "2010/10/10/x",
    "archives/000123.html",
    "archives/51234567.html",
    "archives/12-A-title.html",
    "archives/weblog/000123.html",
    "index.php/archives/12",
    "?p=12",
    "?P=12",
    "?eid=12",
    "index.php?itemid=12",
    "post/2004/05/06/My-title",
    "index.php?post/2004/05/06/title",
    "index.php?/archives/12-x.html",
    "entry/2004/05/06/123456",
    "20040506/p1",
    "blog-entry-12.html",
    "entry-123.html",
    "article/12345.html",
    "e/0123456789abcdef0123",
    "node/12",
    "blog/my-post",
    "2004/p12.html",
    "articles/p12.html",
    "archives/archive-132005.htm",
    "?q=node/12",
    "index.php?story=20050305",
    "?mid=blog&document_srl=12",
    "travel/?permalink=a-walk.html",
    "index.php?option=com_content&view=article&id=12:a-walk&catid=1:trips&Itemid=2",
    "index.php?option=com_content&task=view&id=12&Itemid=2",
    "1052.html",
    "19213.html",
    "20265.html",
    "2005/mar/05/walk/",
    "2005/marathon/",
    "2005/03/consumer-price-index",
    "2005/03/default-settings",
    "2004/06/17/2020",
    "2004/06/17/200512",
    "entry/2004/05/16/200512",
    "entry/2004/05/16/211015",
)
ARCHIVES = (
    ("2004/05/", "date"),
    ("2004/", "date"),
    ("2004/05/index.html", "date"),
    ("blog/archives/05-2004", "date"),
    ("archive-05-2004.html", "date"),
    ("week/2004/19", "date"),
    ("bbs/list.php?id=diary&page=2", "pagination"),
    ("bbs/view.php?id=diary&page=2", "pagination"),
    ("bbs/list.php?page=2&no=15", "pagination"),
    ("archives/2004/05/", "date"),
    ("archives/2004_05.html", "date"),
    ("archives/2004-05.html", "date"),
    ("2004-5.html", "date"),
    ("200405.html", "date"),
    ("archives/2004/05.html", "date"),
    ("2004_05_01_archive.html", "date"),
    ("2004/week12/index.html", "date"),
    ("blog-date-200405.html", "date"),
    ("archive/2004/05", "date"),
    ("m/200405", "date"),
    ("?m=200405", "date"),
    ("?month=200405", "date"),
    ("index.php?archive=2004-05", "date"),
    ("index.php?/archives/2004/05.html", "date"),
    ("archives/archive-032005.htm", "date"),
    ("archives/archive_2005-m03.php", "date"),
    ("default,month,2005-03.aspx", "date"),
    ("archives_month:oct_2005", "date"),
    ("2005/mar/", "date"),
    ("weblog/2005/march/", "date"),
    ("?record=200503", "date"),
    ("?a=2005-m03&w=weblog", "date"),
    ("?x=y:05;m:03", "date"),
    ("default,date,2005-03-05.aspx", "day"),
    ("2005/mar/05/", "day"),
    ("?date=20050305", "day"),
    ("2004/05/06/", "day"),
    ("20040506", "day"),
    ("page/2/", "pagination"),
    ("page-2.html", "pagination"),
    ("archives/P2.html", "pagination"),
    ("?paged=2", "pagination"),
    ("node?page=3", "pagination"),
    ("P10/", "pagination"),
    ("notes/page:2", "pagination"),
    ("?skip=20", "pagination"),
    ("default.aspx?PageIndex=2", "pagination"),
    ("?q=node&page=1", "pagination"),
    ("index.php?option=com_content&view=frontpage&Itemid=1&limitstart=6", "pagination"),
    ("search?updated-max=2004-05-06T00:00:00&max-results=7", "pagination"),
    ("2005/03/default.aspx", "date"),
    ("2005/default.aspx", "date"),
    ("archive/2005-m03", "date"),
    ("12345/2005/", "date"),
    ("12345/200503", "date"),
    ("blog/files/archive-march-2004.html", "date"),
    ("m2005-03.html", "date"),
    ("m2005-03-01/", "date"),
    ("archives.html", "list"),
    ("entrylist.html", "list"),
    ("blog/", "list"),
    ("posts", "list"),
    ("notes", "list"),
    ("news/", "list"),
    ("journal/", "list"),
    ("directory.php", "list"),
    ("tag/tea/", "category"),
    ("categorie-1234567.html", "category"),
    ("blog/files/category-tea.html", "category"),
    ("index.php?categorie3/tea", "category"),
    ("category/notes/", "category"),
    ("blog-category-3.html", "category"),
    ("archives/cat_12.html", "category"),
    ("taxonomy/term/3", "category"),
    ("?cate=3", "category"),
    ("CategoryView,category,Tea.aspx", "category"),
    ("?q=taxonomy/term/3", "category"),
    ("author/ann/", "author"),
)
TRAPS = (
    ("?p=12&replytocom=4", "replytocom"),
    ("2004/05/my-post?cid=99", "cid"),
    ("2004/05/06/my-post/comment-page-2/", "comment_page"),
    ("2004/05/06/my-post/?cpage=3", "comment_page"),
    ("2004/05/06/my-post/feed/", "feed"),
    ("feeds/posts/default", "feed"),
    ("2004/05/06/my-post/trackback/", "trackback"),
    ("2004/05/06/my-post/print/", "print"),
    ("2004/05/06/my-post/?print=1", "print"),
    ("2004/05/06/my-post/amp/", "amp"),
    ("2004/05/06/my-post/?amp=1", "amp"),
    ("2004/05/06/my-post/?share=twitter", "share"),
    ("2004/05/my-post.html?m=1", "mobile"),
    ("wp-login.php", "admin"),
    ("wp-admin/post.php", "admin"),
    ("cgi-bin/mt/mt-search.cgi", "admin"),
    ("search?q=tea", "search"),
    ("?s=tea", "search"),
    ("2004/05/06/my-post/?PHPSESSID=abcdef0123456789", "session_id"),
    ("index.php?sid=0a0b0c0d", "session_id"),
    ("post.jsp;jsessionid=AB12", "session_id"),
    ("tag/a+b/", "faceted"),
    ("?tag[]=a&tag[]=b", "faceted"),
    ("?x=1&tag[]=a", "faceted"),
    ("?tag=a,b", "faceted"),
    ("?ReplyToCom=4", "replytocom"),
    ("category/tea/?orderby=price", "faceted"),
    ("calendar/2099/01/", "calendar"),
    ("9999/12/", "calendar"),
    ("?m=999912", "calendar"),
    ("page/30000/", "endless_pagination"),
    ("p/1234567890/", "endless_pagination"),
    ("page/2001/", "endless_pagination"),
    ("?paged=2001", "endless_pagination"),
    ("?paged=1234567890", "endless_pagination"),
    ("?start=200001", "endless_pagination"),
    ("a/b/a/b/c", "repeating_path"),
    ("x/x/x/y", "repeating_path"),
    ("2010/05/2010/05/foo.html", "repeating_path"),
    ("photo.jpg", "asset"),
    ("x" * MAX_LENGTH, "too_long"),
    ("tea/tea/tea", "repeating_path"),
    ("a/x/x/x", "repeating_path"),
    ("a/b/a/b", "repeating_path"),
    ("?view=list", "faceted"),
    ("?OrderBy=price", "faceted"),
    ("?category=a,b", "faceted"),
    ("?date=999901", "calendar"),
    ("?year=1993", "calendar"),
    ("?year=2100", "calendar"),
    ("?offset=200001", "endless_pagination"),
    ("?pagenum=2001", "endless_pagination"),
    ("?pg=2001", "endless_pagination"),
    ("?page=2001", "endless_pagination"),
    ("?m=0", "mobile"),
    ("?yr=9999", "calendar"),
    ("?archive=9999-01", "calendar"),
    ("?label=a,b", "faceted"),
    ("?sort=up", "faceted"),
    ("?order=asc", "faceted"),
    ("?search=tea", "search"),
    ("b/x/a/b/a/b", "repeating_path"),
    ("my-post/?printable=yes", "print"),
    ("?tb=3", "trackback"),
    ("?p=12&pb=1", "trackback"),
    ("index.php?op=Trackbacks&articleId=12", "trackback"),
    ("generateTrackBackLink.action?entry=12", "trackback"),
    ("tea/?permalink=a.html&page=comments", "comment_page"),
    ("print_entry.php?entry=12", "print"),
    ("index2.php?option=com_content&task=view&id=12&pop=1", "print"),
    ("?q=tea", "search"),
    ("?q=nodes", "search"),
    ("?q=blog", "search"),
    ("?action=edit&id=3", "admin"),
    ("notes/page:2001", "endless_pagination"),
    ("12345.html?mode=reply", "replytocom"),
    ("12345.html?replyto=678", "replytocom"),
    ("2150/1", "calendar"),
    ("archive/2150", "calendar"),
    ("?option=com_content&order=asc", "faceted"),
)
NO_TRAPS = (
    "2004/05/06/my-post/",
    "2004/05/06/printing-a-book/",
    "2004/05/06/feeding-birds/",
    "2004/05/06/amp-repair/",
    "2004/05/06/searching/",
    "2004/05/06/administration/",
    "2004/05/06/the-calendar/",
    "300130",
    "entry/2004/05/16/211015",
    "2004/05/06/2150/",
    "12345.html?mode=view",
    "author/admin/",
    "tag/tea/",
    "page/200/",
    "p/123456789/",
    "page/2000/",
    "?paged=2000",
    "?start=200000",
    "?start=2001",
    "?tag=a+b",
    "?archive=1",
    "?m=200405",
    "?p=12",
    "1/1/1/x",
    "2010/10/10/x",
    "archives/000123.html",
    "index.php?id=3",
    "node/12?page=1",
    "x" * (MAX_LENGTH - len(BLOG)),
    "1/1/1/1",
    "a/1/1/1",
    "?m=2004",
    "?page=next",
    "a/tea/tea/",
    "tea/tea/a/",
    "tea/tea",
    "a/b/c/b",
    "?year=1994",
    "?year=2099",
    "?date=tomorrow",
    "?category=a",
    "?offset=200000",
    "?pagenum=2000",
    "?tag=a&cat=b",
    "?p=12&c=1&tb=1&pb=1",
    "?q=node/12",
    "?q=node&page=1",
    "?action=showlog&gid=12",
    "?option=com_content&view=article&id=3",
    "2004/05/06/print_entry/",
    "?op=TracksOfBears",
    "?page=comment-on-tea",
)


@pytest.mark.parametrize("path", POSTS)
def test_posts(path: str) -> None:
    assert classify(BLOG + path, PREFIX).use is LinkUse.POST


@pytest.mark.parametrize(("path", "reason"), ARCHIVES)
def test_archives(path: str, reason: str) -> None:
    found = classify(BLOG + path, PREFIX)
    assert (found.use, found.reason) == (LinkUse.ARCHIVE, reason)


@pytest.mark.parametrize(("path", "name"), TRAPS)
def test_traps_have_names(path: str, name: str) -> None:
    assert trap(BLOG + path) == name
    assert classify(BLOG + path, PREFIX).use is LinkUse.SKIP


@pytest.mark.parametrize("path", NO_TRAPS)
def test_no_traps(path: str) -> None:
    assert trap(BLOG + path) is None


@pytest.mark.parametrize(
    "path",
    [
        "404.html",
        "index.php?blog=2&title=a_walk&more=1&c=1&tb=1&pb=1",
        "?page=FrontPage",
        "index.php?option=com_user&Itemid=3",
        "?id=200503",
        "a-walk.html",
    ],
)
def test_only_reading_tells(path: str) -> None:
    assert classify(BLOG + path, PREFIX).use is LinkUse.UNSURE


@pytest.mark.parametrize("path", ["", "index.html", "index.php"])
def test_home_is_left_alone(path: str) -> None:
    assert classify(BLOG + path, PREFIX).reason == "home"


@pytest.mark.parametrize("prefix", ["a.example/~bob/", "a.example/%7Ebob/", "www.a.example/~bob/"])
def test_what_stands_below_a_folder_in_any_spelling(prefix: str) -> None:
    assert classify("http://a.example/~bob/page/2/", prefix).reason == "pagination"
    assert classify("http://www.a.example/%7ebob/index.php", prefix).reason == "home"
    assert classify("http://a.example/~bob", prefix).reason == "home"


@pytest.mark.parametrize("path", ["my-first-post/", "about/", "123", "?page_id=2", "?p=", "?x=1"])
def test_unsure_where_only_reading_tells(path: str) -> None:
    assert classify(BLOG + path, PREFIX).use is LinkUse.UNSURE


@pytest.mark.parametrize(
    ("url", "prefix", "inside"),
    [
        ("http://www.blog.example/2004/05/a-post", "blog.example/", True),
        ("https://blog.example/~ann/2004/05/a-post", "blog.example/~ann/", True),
        ("http://other.example/2004/05/a-post", "blog.example/", False),
        ("http://blog.example/~bob/2004/05/a-post", "blog.example/~ann/", False),
        ("http://blog.example.evil.example/2004/05/a-post", "blog.example/", False),
    ],
)
def test_scope_is_the_prefix(url: str, prefix: str, inside: bool) -> None:
    assert (classify(url, prefix).reason != "outside") is inside


@given(st.text(max_size=60), st.sampled_from(["blog.example/", "blog.example/~ann/", ""]))
def test_never_raises(path: str, prefix: str) -> None:
    for url in (path, BLOG + path, f"{BLOG}?{path}"):
        assert classify(url, prefix).use in LinkUse
