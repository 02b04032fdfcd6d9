"""Links that are called by numbers or paths: the pages of a list, folders, or anything else."""

from __future__ import annotations

import pytest

from crawler.discovery import Scene, read_archive
from crawler.discovery.page_numbers import by_numbers
from crawler.records import Link, Page

HOME = "http://blog.example/"


@pytest.mark.parametrize(
    ("links", "pages"),
    [
        ({"?n=2": "2", "?n=3": "3"}, 2),
        ({"?from=10": "10", "?from=20": "20", "?from=90": "90"}, 3),
        ({"spip.php?page=sommaire&debut_articles=10#p": "10"}, 1),
        ({"l.php?c=1&n=4": "4", "l.php?c=1&n=5": "5", "l.php?c=1&n=6": "6", "l.php?c=1&n=19": "19"}, 4),
        ({"?n=2": "2", "?n=3": "3", "?x=9": "9"}, 2),
        # A single page may be called so for another reason, and days of a calendar have no even steps.
        ({"?n=2": "2"}, 0),
        ({"?d=3": "3", "?d=4": "4", "?d=14": "14", "?d=15": "15"}, 0),
        ({"?d=3": "3", "?d=14": "14"}, 0),
        ({"?n=2": "two", "?n=3": "3."}, 0),
        ({"2.html": "2", "3.html": "3"}, 2),
        ({"main/2": "2", "main/4": "4", "main/5": "5", "main/40": "40"}, 4),
        ({"n.php?default.0.10": "2", "n.php?default.0.20": "3"}, 2),
        ({"n.php?default.0.0": "1", "n.php?default.0.20": "3"}, 2),
        ({"?from=20": "2", "?from=30": "3"}, 2),
        ({"7.html": "7"}, 0),
        ({"10.html": "10"}, 0),
        ({"a/2.html": "2", "b/3.html": "3"}, 0),
        ({"story/11": "1", "story/12": "2"}, 0),
        ({"story/11": "1"}, 0),
        ({"d/3": "3", "d/9": "9", "d/14": "14"}, 0),
        ({"?n=12": "2", "?n=13": "3"}, 0),
        ({"?n=2000000": "2000000"}, 0),
    ],
)
def test_pages_called_by_numbers_that_their_addresses_pass_on(links: dict[str, str], pages: int) -> None:
    assert len(by_numbers(Link(url=HOME + path, text=text) for path, text in links.items())) == pages


@pytest.mark.parametrize(
    ("path", "text", "listed"),
    [
        ("tea/", "/tea ", True),
        ("tea/green", "/tea/green", True),
        ("blosxom.cgi/tea", "/tea", True),
        ("tea/", "tea", False),
        ("tea/", "/soup", False),
        ("tea/", "/", False),
        ("tea/", "/ tea", False),
        ("about.html", "About me", False),
    ],
)
def test_a_folder_that_is_called_by_its_path_is_a_list(path: str, text: str, *, listed: bool) -> None:
    page = Page(url=HOME, links=(Link(url=HOME + path, text=text),))
    found = read_archive(page, scene=Scene(home=HOME, prefix="blog.example/")).lookups
    assert [one.url for one in found] == ([HOME + path] if listed else [])
