"""The blog's own pages as a way to its posts, and where the walk ends."""

from __future__ import annotations

import pytest

from crawler.discovery import Scene, kind_of, read_archive
from crawler.records import Link, Page, PageKind, Region
from crawler.urls import identity

HOME = "http://blog.example/"
SCENE = Scene(home=HOME, prefix="blog.example/")


def index(*paths: str, url: str = HOME, region: Region = Region.CONTENT) -> Page:
    links = tuple(Link(url=f"{HOME}{path}", text="A title of some length", region=region) for path in paths)
    return Page(url=url, links=links)


@pytest.mark.parametrize(
    ("page", "posts", "lists"),
    [
        (index("2004/05/a/", "2004/05/a/#comments", "2004/05/a/?replytocom=3"), ["2004/05/a/"], []),
        (
            index("2004/05/a/", "page/2/", "2004/05/", "tag/tea/"),
            ["2004/05/a/"],
            ["page/2/", "2004/05/"],
        ),
        (index("2004/05/a/", "page/2/", "tag/tea/"), ["2004/05/a/"], ["page/2/", "tag/tea/"]),
        (
            index("2004/05/a/", "page/3/", "2004/05/", "tag/tea/", url=f"{HOME}page/2/"),
            ["2004/05/a/"],
            ["page/3/"],
        ),
        (index("2004/05/a.html", "2004/05/", "tag/tea/"), ["2004/05/a.html"], ["2004/05/"]),
        (
            index("2004/05/a.html", "archives.html", "tag/tea/"),
            ["2004/05/a.html"],
            ["archives.html", "tag/tea/"],
        ),
        (
            index("my-first-post/", "another-post-here/", "about/"),
            ["my-first-post/", "another-post-here/"],
            [],
        ),
        (
            index(
                "2004/05/a/?PHPSESSID=abcdef0123456789",
                "2004/05/a/",
                "index.php?p=7&sid=0a0b0c0d&x=1",
                "2004/05/b.html;jsessionid=AB12?c=1",
                "2004/05/c/?sid=7",
                "page/2/?PHPSESSID=abcdef0123456789",
                "?PHPSESSID=abcdef0123456789",
            ),
            ["2004/05/a/", "index.php?p=7&x=1", "2004/05/b.html?c=1", "2004/05/c/?sid=7"],
            ["page/2/"],
        ),
        (index("2004/05/(S(abcdefghijklmnopqrst))/a/"), [], []),
        (index("my-first-post/", region=Region.NAVIGATION), [], []),
        (index("2004/05/a/", region=Region.COMMENTS), [], []),
        # Without a post's form: at least eight letters, and of several words.
        (
            index("2-my-own/", "a_b_c_d_/", "my-own/", "tomatoes/", "teas/?x=my-own"),
            ["2-my-own/", "a_b_c_d_/"],
            [],
        ),
        (index("category/tea-and-bread/", "wp-admin/some-long-page"), [], ["category/tea-and-bread/"]),
        (index(), [], []),
    ],
)
def test_archive_page(page: Page, posts: list[str], lists: list[str]) -> None:
    answer = read_archive(page, scene=SCENE)
    assert [post.url.removeprefix(HOME) for post in answer.posts] == posts
    assert [one.url.removeprefix(HOME) for one in answer.lookups] == lists
    assert answer.complete is True


@pytest.mark.parametrize(
    ("page", "known", "name"),
    [
        (index("2031/03/", url=f"{HOME}2031/02/"), (), "calendar"),
        (index("page/8/", url=f"{HOME}page/7/"), (), "endless_pagination"),
        (index("?start=60", url=f"{HOME}?start=50"), (), "endless_pagination"),
        *(
            (
                index("2004/05/a/", f"page/{number + 1}/", url=f"{HOME}page/{number}/"),
                ("https://blog.example/2004/05/a",),
                "endless_pagination",
            )
            for number in (5, 7)
        ),
    ],
)
def test_archive_walk_ends(page: Page, known: tuple[str, ...], name: str) -> None:
    answer = read_archive(page, scene=SCENE, known=known)
    assert (answer.lookups, [trap.name for trap in answer.traps]) == ((), [name])
    # Pages that are empty are the end; those that repeat themselves may be no list at all.
    assert answer.complete is (not known)


@pytest.mark.parametrize(
    ("path", "text", "what"),
    [
        ("travel/walk3.html", "permanent link to this entry", "post"),
        ("walk3", "Permalink", "post"),
        ("walk3", "[permalien]", "post"),
        ("walk3", "固定リンク", "post"),
        ("walk3", "#", "post"),
        ("walk3", "# 3", None),
        ("walk3", "Walk", None),
        ("walk3", "permanence", None),
        ("news.html#walk3", "permanent link", None),
        ("2004/05/", "permalink", "list"),
        ("wp-login.php", "permalink", None),
    ],
)
def test_a_link_that_says_to_be_a_posts_own_address(path: str, text: str, what: str | None) -> None:
    page = Page(url=HOME, links=(Link(url=f"{HOME}{path}", text=text),))
    answer = read_archive(page, scene=SCENE)
    assert (len(answer.posts), len(answer.lookups)) == (what == "post", what == "list")


def pages(*links: tuple[str, str], region: Region = Region.CONTENT) -> Page:
    return Page(
        url=HOME, links=tuple(Link(url=HOME + path, text=text, region=region) for path, text in links)
    )


@pytest.mark.parametrize(
    ("page", "posts", "lists"),
    [
        # A place below one post's text.
        (pages(("?e=12", "A walk"), ("?e=12#comments", "2 comments")), ["?e=12"], []),
        (pages(("read.php?12#topreply", "评论(0)")), ["read.php?12"], []),
        (pages(("x/12#trackbacks", "1 trackback"), region=Region.COMMENTS), ["x/12"], []),
        (pages(("?e=12", "A walk"), ("?e=12#top", "up"), ("?e=12#comment-7", "Ann")), [], []),
        (pages(("2005/03/#comments", "comments")), [], ["2005/03/"]),
        (pages(("wp-login.php#comments", "comments")), [], []),
        # Several that lead on to the rest of a text.
        (pages(*((f"x/{name}", "Read more") for name in "abc")), ["x/a", "x/b", "x/c"], []),
        (pages(*((f"x/{name}", "Read more") for name in "ab")), [], []),
        (pages(*((f"x/{name}", "Read more books") for name in "abc")), [], []),
        # A few that are called posts are not all of them.
        (
            pages(("x/a-b-c-d-e", "A"), ("x/f-g-h-i-j", "B"), ("x/a-b-c-d-e#comments", "1")),
            ["x/a-b-c-d-e", "x/f-g-h-i-j"],
            [],
        ),
        (pages(("x/a-b-c-d-e", "A"), ("y#comments", "1"), ("z#tb", "1")), ["y", "z"], []),
        # Comments and printed copies of posts that are named as well.
        (
            pages(("?entry=e1", "link"), ("comments.php?y=05&entry=e1", "0"), ("email.php?entry=e1", "@")),
            ["?entry=e1"],
            [],
        ),
        (
            pages(
                ("PermaLink,guid,0a-1b-2c.aspx#comments", "1"),
                ("CommentView,guid,0a-1b-2c.aspx#feedback", "0"),
            ),
            ["PermaLink,guid,0a-1b-2c.aspx"],
            [],
        ),
        (pages(("comments.php?entry=e1", "0")), ["comments.php?entry=e1"], []),
        (
            pages(("2005/03/sending-mail/", "A"), ("2005/03/on-comments/", "B")),
            ["2005/03/sending-mail/", "2005/03/on-comments/"],
            [],
        ),
        # Words alone.
        *(
            (pages(("x/?from=10", text)), [], ["x/?from=10"])
            for text in ("Older posts »", "« Next 10 entries")
        ),
        *(
            (pages(("x/?o=1", text)), [], ["x/?o=1"])
            for text in ("[nächste Seite]", "前5日分", "上一页", "Äldre inlägg", "أقدم")
        ),
        *((pages(("x", text)), [], ["x"]) for text in ("Stories Archive", "All posts", "過去ログ")),
        *(
            (pages(("x/?from=10", text)), [], [])
            for text in ("What comes next", "Next to nothing", "Äldre", "»", "2")
        ),
        *((pages(("x", text)), [], []) for text in ("Archive of small things", "All posts must end", "more")),
        (pages(("2004/05/a/", "Older posts"), ("?p=3", "Archives")), ["2004/05/a/", "?p=3"], []),
        # In the text, with a name of several words.
        (pages(("ACatCalledMonday.aspx", "A cat")), ["ACatCalledMonday.aspx"], []),
        (pages(("AboutMe.aspx", "About"), ("Contact.aspx", "C"), ("READERS.aspx?x", "R")), [], []),
        (Page(url="http://my-own-blog.example/", links=(Link(url=f"{HOME}?cmd=list", text="a"),)), [], []),
    ],
)
def test_what_links_say_of_posts_and_lists(page: Page, posts: list[str], lists: list[str]) -> None:
    answer = read_archive(page, scene=SCENE)
    assert [post.url.removeprefix(HOME) for post in answer.posts] == posts
    assert [one.url.removeprefix(HOME) for one in answer.lookups] == lists


@pytest.mark.parametrize(
    ("number", "known", "ends"),
    [(10, False, False), (10, True, False), (50, True, True), (50, False, False)],
)
def test_a_page_by_its_words_alone_ends_where_it_repeats(number: int, *, known: bool, ends: bool) -> None:
    links = (Link(url=f"{HOME}2004/05/a/"), Link(url=f"{HOME}x?from={number + 10}", text="Next page"))
    page = Page(url=f"{HOME}x?from={number}", links=links)
    seen = (identity(links[0].url),) if known else ()
    answer = read_archive(page, scene=SCENE, known=seen, rank=1.0)
    assert bool(answer.lookups) is not ends
    empty = read_archive(Page(url=page.url, links=links[1:]), scene=SCENE, rank=1.0)
    assert not empty.lookups


@pytest.mark.parametrize(
    ("path", "rel", "what"),
    [
        ("some/page", "bookmark", "post"),
        ("2004/05/", "bookmark", "list"),
        ("wp-login.php", "bookmark", None),
        ("older", "prev", "list"),
        ("older", "next", "list"),
        ("older", "nofollow", None),
        ("2004/05/a.html", "next", "post"),
        ("t/tea", "tag", "list"),
        ("t/tea", "category", "list"),
        ("t/tea", "tagged", None),
        ("2004/05/a.html", "tag", "post"),
        ("wp-login.php", "tag", None),
    ],
)
def test_what_a_link_says_of_itself(path: str, rel: str, what: str | None) -> None:
    links = (Link(url=f"{HOME}{path}", rel=("x", rel), text="Tea"), Link(url=f"{HOME}{path}", text="Tea"))
    answer = read_archive(Page(url=HOME, links=links), scene=SCENE)
    assert (len(answer.posts), len(answer.lookups)) == (what == "post", what == "list")


@pytest.mark.parametrize(
    ("page", "known"),
    [
        (index("2004/05/a/", "2004/04/", url=f"{HOME}2004/05/"), ()),
        (index("2004/05/a/", "page/8/", url=f"{HOME}page/7/"), ()),
        (index("2004/05/a/", "page/3/", url=f"{HOME}page/2/"), ()),
        # The first pages may show what the home page and a box of lately written posts did.
        (index("2004/05/a/", "page/5/", url=f"{HOME}page/4/"), ("https://blog.example/2004/05/a",)),
        (
            index("2004/05/a/", "2004/05/b/", "page/8/", url=f"{HOME}page/7/"),
            ("https://blog.example/2004/05/a",),
        ),
    ],
)
def test_archive_walk_goes_on(page: Page, known: tuple[str, ...]) -> None:
    assert len(read_archive(page, scene=SCENE, known=known).lookups) == 1


def test_traps_are_counted_by_name() -> None:
    page = index("2004/05/a/", "2004/05/a/?replytocom=1", "2004/05/a/?replytocom=2", "wp-login.php", "x.jpg")
    traps = {trap.name: (trap.count, trap.example) for trap in read_archive(page, scene=SCENE).traps}
    assert traps == {
        "replytocom": (2, f"{HOME}2004/05/a/?replytocom=1"),
        "admin": (1, f"{HOME}wp-login.php"),
    }


@pytest.mark.parametrize(
    ("here", "target", "text", "turned"),
    [
        ("", "index2.html", "»", True),
        ("index2.html", "index3.html", "3", True),
        ("", "index-9.html", "Older posts", True),
        ("category/tea.html", "category/tea2.html", "›", True),
        ("category/tea2.html", "category/tea.html", "1", True),
        ("tag/python.html", "tag/python3.html", "python3", False),
        ("", "about2.html", "»", False),
        ("", "index2.html", "My second index", False),
        ("", "2004/05/06/index2.html", "2", False),
        ("a/", "index2.html", "2", False),
        ("", "list.php?n=2", "2", False),
    ],
)
def test_pages_that_only_a_number_tells_apart(here: str, target: str, text: str, turned: bool) -> None:
    links = (Link(url=f"{HOME}2004/05/a.html"), Link(url=f"{HOME}{target}", text=text))
    found = read_archive(Page(url=f"{HOME}{here}", links=links), scene=SCENE).lookups
    walked = [one.url.removeprefix(HOME) for one in found]
    assert walked == ([target] if turned or target.startswith("tag/") else [])


@pytest.mark.parametrize(
    ("here", "offered", "walked"),
    [
        ("page/2/", ("2004/05/", "tag/tea/", "archives.html"), ["archives.html"]),
        ("index2.html", ("2004/05/", "tag/tea/"), []),
        ("2004/05/", ("tag/tea/", "page/2/"), ["page/2/"]),
        ("2004/", ("tag/tea/", "2004/05/"), ["2004/05/"]),
        ("2004/05/", ("2004/05/06/", "tag/tea/"), ["2004/05/06/"]),
        ("tag/tea/", ("tag/soup/", "2004/05/"), ["2004/05/"]),
        ("archives.html", ("tag/tea/", "2004/05/"), ["2004/05/"]),
        ("about/", ("tag/tea/",), ["tag/tea/"]),
    ],
)
def test_a_list_leads_to_no_lesser_one(here: str, offered: tuple[str, ...], walked: list[str]) -> None:
    found = read_archive(index("2004/05/a.html", *offered, url=f"{HOME}{here}"), scene=SCENE).lookups
    assert [one.url.removeprefix(HOME) for one in found] == walked


def test_months_come_in_their_order_and_pages_of_lists_behind_those_of_the_blog() -> None:
    dates = ("2005/01/", "2004/", "2004/12/", "2005/", "2004/01/", "archive/200402.html", "?m=200403")
    ranked = sorted(read_archive(index(*dates), scene=SCENE).lookups, key=lambda one: one.rank)
    assert [one.url.removeprefix(HOME) for one in ranked] == [
        *("2004/", "2004/01/", "archive/200402.html", "?m=200403", "2004/12/", "2005/", "2005/01/")
    ]
    dates = (
        "a/?year=2005&month=2",
        "archives/01-2005",
        "2004/dec/",
        "archives_month:mar_2005",
        "archive/2004/",
    )
    dates += ("2004/marching/",)
    ranked = sorted(read_archive(index(*dates), scene=SCENE).lookups, key=lambda one: one.rank)
    assert [one.url.removeprefix(HOME) for one in ranked] == [
        *("archive/2004/", "2004/dec/", "archives/01-2005", "a/?year=2005&month=2", "archives_month:mar_2005")
    ]
    pages = {
        "": "pagination",
        "page/2/": "pagination",
        "archives/": "more",
        "archives/page/2/": "more",
        "2004/05/": "date",
        "2004/05/page/2/": "date",
        "tag/tea/": "category",
    }
    for here, kind in pages.items():
        further = f"{here.removesuffix('page/2/')}page/3/"
        page = index("2004/05/a.html", further, url=f"{HOME}{here}")
        assert [kind_of(one.rank) for one in read_archive(page, scene=SCENE).lookups] == [kind], here


def test_the_home_page_is_no_list_below_itself() -> None:
    """A blog whose host leads on to a folder, which is its home page then."""
    scene = Scene(home=f"{HOME}weblog/", prefix="blog.example/")
    found = read_archive(index("2004/05/a.html", "weblog/", "weblog", "posts/"), scene=scene)
    assert [one.url.removeprefix(HOME) for one in found.lookups] == ["posts/"]


@pytest.mark.parametrize(
    ("here", "target", "walked"),
    [
        ("blog/page/2/", "blog/page/1/", False),
        ("journal?page=2", "journal?page=1", False),
        ("journal?page=2", "journal?page=3", True),
        ("journal", "journal?page=1", True),
        ("page/2/", "tag/tea/page/1/", True),
    ],
)
def test_a_later_page_leads_back_to_no_first_one(here: str, target: str, walked: bool) -> None:
    answer = read_archive(index("2004/05/a.html", target, url=HOME + here), scene=SCENE)
    assert [one.url.removeprefix(HOME) for one in answer.lookups] == [target] * walked


@pytest.mark.parametrize(
    ("here", "offered", "walked", "traps"),
    [
        ("2004/", ["2004/05/", "2004/06/"], ["2004/05/", "2004/06/"], []),
        ("archive/2004", ["archive/2004/05", "archive/2003"], ["archive/2004/05"], ["calendar"]),
        ("2004/05/", ["2004/04/", "2004/06/"], [], ["calendar"]),
        ("2004/", ["2003/"], [], ["calendar"]),
    ],
)
def test_a_year_without_posts_leads_to_its_months(
    here: str, offered: list[str], walked: list[str], traps: list[str]
) -> None:
    answer = read_archive(index(*offered, url=HOME + here), scene=SCENE)
    assert [one.url.removeprefix(HOME) for one in answer.lookups] == walked
    assert [one.name for one in answer.traps] == traps


@pytest.mark.parametrize(
    ("paths", "region", "named"),
    [
        ([f"words/{name}.html" for name in "abcde"], Region.CONTENT, 5),
        ([f"words/{name}.html" for name in "abcd"], Region.CONTENT, 0),
        ([f"{name}.html" for name in "abcdef"], Region.CONTENT, 0),
        ([f"words/{name}.html" for name in "abcde"], Region.NAVIGATION, 0),
        ([f"words/{name}.html" for name in "abcde"] + ["2004/05/a.html"], Region.CONTENT, 1),
        ([f"words/{name}.html" for name in "abcde"] + ["archives/"], Region.CONTENT, 0),
    ],
)
def test_texts_of_one_folder(paths: list[str], region: Region, named: int) -> None:
    assert len(read_archive(index(*paths, region=region), scene=SCENE).posts) == named


@pytest.mark.parametrize(("kind", "named"), [(PageKind.INDEX, 1), (PageKind.POST, 0), (PageKind.OTHER, 0)])
def test_an_entry_that_only_the_place_for_its_comments_links(kind: PageKind, named: int) -> None:
    links = index("2004/05/a/", "about", region=Region.COMMENTS).links
    assert len(read_archive(Page(url=HOME, links=links, page_kind=kind), scene=SCENE).posts) == named
