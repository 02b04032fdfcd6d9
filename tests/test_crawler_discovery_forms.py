"""The form of posts' addresses, as a blog's feed has it, tells its posts on pages that name more of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from crawler.discovery import Scene, form_of_numbers, form_shown, learn, read_archive
from crawler.records import Link, Page, Region

HOME = "http://blog.example/"
SCENE = Scene(home=HOME, prefix="blog.example/")
DAYS = ("20050301.html", "20050305.html", "20050311.html")


def found(named: Sequence[str], *links: tuple[str, str], region: Region = Region.CONTENT) -> list[str]:
    """Of the links of a page those that are posts, where the blog's feed names these addresses."""
    scene = replace(SCENE, form=learn((HOME + path for path in named), SCENE.prefix))
    page = Page(
        url=HOME, links=tuple(Link(url=HOME + path, text=text, region=region) for path, text in links)
    )
    return [post.url.removeprefix(HOME) for post in read_archive(page, scene=scene).posts]


@pytest.mark.parametrize(
    ("named", "posts", "others"),
    [
        (("?e=12", "?e=13", "?e=101"), ["?e=1", "?e=7"], ["?c=tea", "?e=tea", "?e=1&w=weblog", "x?e=1"]),
        (("read.php?12", "read.php?11", "read.php?10"), ["read.php?9"], ["star.php?9", "read.php?all"]),
        (("012", "011", "010"), ["1", "9"], ["2005", "about", "12/3"]),
        (
            ("?x=entry:entry050305-1015", "?x=entry:entry050307-0915", "?x=entry:entry050309-2015"),
            ["?x=entry:entry040101-0001"],
            ["?x=cat:3", "?x=entry:entry040101-0001;comments:1", "?x=static:about"],
        ),
        # Guards by the names of parameters give way: the feed's own addresses are no traps.
        (("?q=item/1", "?q=item/2", "?q=item/3"), ["?q=item/9"], ["?q=tea", "?q=item/add"]),
        (
            ("?action=look&gid=3", "?action=look&gid=2", "?action=look&gid=4"),
            ["?action=look&gid=1"],
            ["?action=edit&gid=1"],
        ),
        (
            ("m.php?f=a&order=0&sid=31", "m.php?f=a&order=0&sid=32", "m.php?f=a&order=0&sid=33"),
            ["m.php?f=a&order=0&sid=1"],
            ["m.php?f=b&order=0&sid=1", "m.php?f=a&order=1x&sid=1"],
        ),
        # Whole days with what was written on them; no months, nor what is no number.
        (DAYS, ["20040101.html"], ["200401.html", "2004.html", "about.html"]),
        (("d/2005/03/01", "d/2005/03/05", "d/2005/04/02"), ["d/2004/12/31"], ["d/2004/12", "d/1804/12/31"]),
        # The feed's dates and numbers may all be of one year.
        (("2005/a/1", "2005/a/2", "2005/a/3"), ["2004/a/7"], ["12/a/7", "2004/b/7"]),
        # A number with a name is not the number of a page.
        (("12-tea.html", "13-soup.html", "14-rain.html"), ["1-walk.html"], ["2.html", "tea.html"]),
        # The word before the numbers of many posts is theirs, and not that of lists.
        (
            tuple(f"blog-entry-{number}.html" for number in range(21, 27)),
            ["blog-entry-7.html"],
            ["blog-category-3.html", "blog-date-2.html"],
        ),
        (
            tuple(f"article{number}/{'abcdefghi'[number % 9]}-walk" for number in range(21, 27)),
            ["article7/rain"],
            ["rubrique4/rain", "static1/rain"],
        ),
        (
            tuple(f"soup-{number}.html" for number in range(3)),
            ["rain-7.html"],
            ["rain.html"],
        ),
        (
            ("tea-1", "teacup-2", "tea-3", "tea-4", "tea-5", "tea-6"),
            ["rain-7"],
            ["rain"],
        ),
        # Numbers of posts that are no years of a calendar, and the script that lists them.
        (("300117", "300104", "300091"), ["300012", "2500"], ["2500/01"]),
        (
            ("archive.php?b=1&pid=12", "archive.php?b=1&pid=13", "archive.php?b=1&pid=14"),
            ["archive.php?b=1&pid=2"],
            ["archive.php", "archive.php?b=1", "archive.php?b=1&y=2004"],
        ),
        # A number of letters and digits in "sid" is that of a visit, where posts have none.
        (
            ("article.pl?sid=05/03/14/1234", "article.pl?sid=05/03/10/0915", "article.pl?sid=05/03/12/1630"),
            ["article.pl?sid=04/11/01/0815"],
            ["list.pl?sid=04/11/01/0815", "article.pl?sid=add"],
        ),
        # Guards that are no names of parameters stay, and so do pages of lists.
        (("a.jpg?n=1", "a.jpg?n=2", "a.jpg?n=3"), [], ["a.jpg?n=4"]),
        (("x/feed", "y/feed", "z/feed"), [], ["w/feed"]),
        (("tea/1", "soup/2", "bread/3"), ["rice/7"], ["page/2"]),
    ],
)
def test_an_address_that_tells_posts_from_other_pages(
    named: tuple[str, ...], posts: list[str], others: list[str]
) -> None:
    links = [(path, "x") for path in (*posts, *others)]
    assert found(named, *links, region=Region.NAVIGATION) == posts
    assert not found((), *((one, "x") for one in posts if one[0] in "?rm0"), region=Region.NAVIGATION)


WORDS = ("walk/", "soup/", "rain/")


@pytest.mark.parametrize(
    ("text", "region", "is_post"),
    [
        ("A cat called Monday", Region.CONTENT, True),
        ("月曜日の猫", Region.CONTENT, True),
        ("Monday", Region.CONTENT, False),
        ("АРХИВ", Region.CONTENT, False),
        ("All posts", Region.CONTENT, False),
        ("Older entries", Region.CONTENT, False),
        ("A cat called Monday", Region.NAVIGATION, False),
        ("A cat called Monday", Region.COMMENTS, True),
    ],
)
def test_an_address_of_one_word_is_a_posts_where_its_words_are_a_title(
    text: str, region: Region, *, is_post: bool
) -> None:
    is_post = is_post and region is Region.CONTENT
    assert found(WORDS, ("puss/", text), region=region) == (["puss/"] if is_post else [])
    assert not found((), ("puss/", text), region=region)


@pytest.mark.parametrize(
    ("text", "region", "is_post"),
    [
        ("A cat called Monday", Region.CONTENT, True),
        ("A cat called Monday", Region.NAVIGATION, False),
        ("March 2004", Region.CONTENT, False),
        ("2003", Region.CONTENT, False),
    ],
)
def test_the_number_of_a_post_may_be_that_of_a_year(text: str, region: Region, *, is_post: bool) -> None:
    links = ("2003", text)
    assert found(("2153", "2150", "2147"), links, region=region) == (["2003"] if is_post else [])
    assert not found(("walk/", "soup/", "rain/"), links, region=region)


@pytest.mark.parametrize(
    "named",
    [
        (),
        ("?e=1", "?e=2"),
        ("?e=1", "?e=2", "?e=2"),
        ("?e=1", "?e=2", "?e=3", "2005/a/", "2005/b/", "x/y/z"),
        ("same", "same", "same"),
    ],
)
def test_too_few_posts_have_no_form(named: tuple[str, ...]) -> None:
    assert learn((HOME + path for path in named), SCENE.prefix) is None


def test_only_the_blogs_own_addresses_are_looked_at() -> None:
    away = [f"http://feeds.example/~r/blog/{n}" for n in range(5)]
    assert learn(away, SCENE.prefix) is None
    form = learn([*away, *(f"{HOME}?e={n}" for n in range(3))], SCENE.prefix)
    assert form is not None
    assert (form.fits(f"{HOME}?e=9", SCENE.prefix), form.fits("http://other.example/?e=9", SCENE.prefix)) == (
        True,
        False,
    )


TITLES = ("A cat called Monday", "Soup for cold days", "The old bakery", "Four days away", "Snow in April")
MONTHS = ("March 2005", "April 2005", "May 2005", "June 2005", "July 2005", "2005年08月", "Week 34, 2005")


@pytest.mark.parametrize(
    ("paths", "texts", "shown"),
    [
        (tuple(f"look.php?text={n}" for n in range(5)), TITLES, True),
        (tuple(f"ann/{n}/item/" for n in range(70, 75)), TITLES, True),
        (tuple(f"2005/{n}/{word}" for n, word in enumerate("abcde", 61)), TITLES, True),
        (
            tuple(f"a/{n}/" for n in range(5)),
            ("月曜日の猫", "古いパン屋", "雨の中の散歩", "春の雪の日", "四日間の旅"),
            True,
        ),
        (tuple(f"look.php?text={n}" for n in range(4)), TITLES, False),
        (tuple(f"look.php?text={n}" for n in range(5)), ("Rain", "Tea", "Soup", "Bread", "Snow"), False),
        (tuple(f"look.php?ym={n}" for n in range(7)), MONTHS, False),
        (tuple(f"a/{word}/" for word in ("tea", "soup", "rain", "snow", "bread")), TITLES, False),
        (("a/1", "b.php?x=2", "c/d/3", "4.html", "e?f=5"), TITLES, False),
        # Addresses that say themselves which are posts.
        ((*(f"look.php?text={n}" for n in range(5)), "2004/05/a-walk/"), (*TITLES, "A walk"), False),
        (tuple(f"?cat={n}" for n in range(5)), TITLES, False),
    ],
)
def test_posts_of_a_home_page_that_only_a_number_tells(
    paths: tuple[str, ...], texts: tuple[str, ...], *, shown: bool
) -> None:
    links = tuple(Link(url=HOME + path, text=text) for path, text in zip(paths, texts, strict=False))
    form = form_shown(Page(url=HOME, links=links), SCENE)
    assert (form is not None) is shown
    assert form is None or all(form.fits(link.url, SCENE.prefix) for link in links)
    menu = tuple(replace(link, region=Region.NAVIGATION) for link in links)
    assert form_shown(Page(url=HOME, links=menu), SCENE) is None


@pytest.mark.parametrize(
    ("named", "path", "text", "posts"),
    [
        (WORDS, "archive/2", "Older posts", 0),
        (WORDS, "archive/2", "»", 0),
        (WORDS, "archive/2", "A walk in the rain", 1),
        (WORDS, "archive/a2b", "Older posts", 1),
        ((), "archive/2", "Older posts", 1),
        (("archive/12", "archive/11", "archive/10"), "archive/9", "Older posts", 1),
    ],
)
def test_a_page_whose_address_looks_like_a_posts(
    named: tuple[str, ...], path: str, text: str, posts: int
) -> None:
    assert len(found(named, (path, text))) == posts


@pytest.mark.parametrize(
    ("path", "rank", "texts", "posts"),
    [
        ("", 0.0, ("Read more", "Read more", "Read more"), 3),
        ("", 0.0, ("Read more", "Read more"), 0),
        ("list.php?from=20", 1.0, ("Read more",), 1),
        ("tea?page=3", 3.95, ("Read more", "Read more"), 2),
        ("list.php?from=20", 1.0, ("A walk",), 0),
        ("list.php?from=20", 0.0, ("Read more",), 0),
    ],
)
def test_a_later_page_of_a_list_may_name_one_post(
    path: str, rank: float, texts: tuple[str, ...], posts: int
) -> None:
    links = tuple(Link(url=f"{HOME}x.php?more={n}", text=text) for n, text in enumerate(texts))
    assert len(read_archive(Page(url=HOME + path, links=links), scene=SCENE, rank=rank).posts) == posts


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        ([f"look.php?text={n}" for n in range(5)], True),
        ([f"look.php?text={n}" for n in range(4)], False),
        # What tells by itself that it is a post or a list needs no form.
        ([f"?p={n}" for n in range(9)], False),
        ([f"2005/03/{n}-walk/" for n in range(9)], False),
        ([f"?month=20050{n}" for n in range(1, 9)], False),
        ([f"a/{word}/" for word in ("tea", "soup", "rain", "snow", "bread")], False),
    ],
)
def test_addresses_that_say_nothing_but_by_a_number(paths: list[str], *, told: bool) -> None:
    form = form_of_numbers([HOME + path for path in paths], SCENE.prefix)
    assert (form is not None) is told
