"""What stands beside a page: the pages before and after it, and the posts to which a post leads."""

from __future__ import annotations

import pytest

from crawler.discovery import Form, Scene, first_page_of, learn, page_number, read_archive, read_beside
from crawler.records import Link, Page, Region

HOME = "http://blog.example/"
SCENE = Scene(home=HOME, prefix="blog.example/")


@pytest.mark.parametrize(
    ("url", "first"),
    [
        ("page/2/", ""),
        ("tag/tea/page/3/?x=1", "tag/tea/?x=1"),
        ("?cat=3&Paged=2&x=1", "?cat=3&x=1"),
        ("?start=10", ""),
        ("2004/05/", "2004/05/"),
    ],
)
def test_pages_of_a_list_have_its_first_page_in_common(url: str, first: str) -> None:
    assert first_page_of(f"{HOME}{url}") == f"{HOME}{first}"


@pytest.mark.parametrize(
    ("url", "number"),
    [("", 1), ("page/12/", 12), ("index2.html", 2), ("?paged=3", 3), ("?x=3", 1), ("page/1234567890/", 1)],
)
def test_page_number(url: str, number: int) -> None:
    assert page_number(f"{HOME}{url}") == number


def test_what_the_head_calls_the_next_page() -> None:
    page = Page(url=HOME, beside=(Link(url=f"{HOME}?from=10", rel=("next",)),))
    assert [one.url for one in read_archive(page, scene=SCENE).lookups] == [f"{HOME}?from=10"]


POST = "http://blog.example/w/0014.html"
NUMBERED = learn([f"{HOME}?e={number}" for number in (3, 4, 5)], "blog.example/")


@pytest.mark.parametrize(
    ("here", "path", "text", "rel", "form", "led"),
    [
        (POST, "2004/05/a.html", "A walk", "", None, True),
        (POST, "2004/05/", "May 2004", "", None, False),
        (POST, "tag/tea/", "Tea", "tag", None, False),
        (POST, "about/", "About me", "", None, False),
        (POST, "w/0013.html", "earlier", "", None, True),
        (POST, "w/0013.html", "« Previous entry", "", None, True),
        (POST, "w/0013.html", "A walk in the rain", "prev", None, True),
        (POST, "w/0015.html", "next page", "", None, False),
        (POST, "w/0013.html", "Previous page", "", None, False),
        (POST, "?e=3", "3", "", NUMBERED, True),
        (POST, "?c=3", "3", "", NUMBERED, False),
        # Further pages of the post's own text, its comments, and copies of it.
        (f"{HOME}a-walk.html", "a-walk-2.html", "2", "next", None, False),
        (f"{HOME}a-walk/", "a-walk/2/", "Next", "next", None, False),
        (f"{HOME}a-walk/", "b-walk/", "Next", "next", None, True),
        (f"{HOME}?p=12", "comments.php?p=12", "3 comments", "", None, False),
        (f"{HOME}?e=12", "?e=12&mode=trackback", "3 trackbacks", "", NUMBERED, False),
        (f"{HOME}?e=12", "comments.php?post=3", "Comments", "", NUMBERED, False),
        (f"{HOME}?p=12", "?p=11", "A walk", "", None, True),
        (f"{HOME}?p=12", "?p=12", "Here", "", None, False),
    ],
)
def test_where_a_post_leads(here: str, path: str, text: str, rel: str, form: Form | None, led: bool) -> None:
    link = Link(url=HOME + path, text=text, rel=tuple(rel.split()), region=Region.NAVIGATION)
    scene = Scene(home=HOME, prefix="blog.example/", form=form)
    seen: set[int] = set()
    found = read_beside(Page(url=here, links=(link,)), scene=scene, seen=seen)
    assert [one.url for one in found] == [HOME + path] * led
    assert read_beside(Page(url=f"{HOME}x", links=(link,)), scene=scene, seen=seen) == (), "seen before"
    own = Page(url=here, links=(Link(url=HOME + path, text=text, rel=link.rel, region=Region.COMMENTS),))
    assert read_beside(own, scene=scene, seen=set()) == (), "among comments"
    assert len(read_beside(Page(url=here, beside=(link,)), scene=scene, seen=set())) == led
