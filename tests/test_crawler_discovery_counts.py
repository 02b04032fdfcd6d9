"""WordPress's feed by number of comments: where it ends, and when it is not relied on."""

from __future__ import annotations

import pytest

from crawler.discovery import Scene, read

WORDPRESS = Scene(home="http://blog.example/", prefix="blog.example/", platform="wordpress")


def counts(  # type: ignore[no-untyped-def]
    numbers: list[int | None], page: int = 1, known=frozenset(), mark: str = ""
):
    items = "".join(
        f"<item><link>http://blog.example/{page}-{n}</link>"
        + (
            f"<s:comments xmlns:s='http://purl.org/rss/1.0/modules/slash/'>{number}</s:comments></item>"
            if number is not None
            else "</item>"
        )
        for n, number in enumerate(numbers)
    )
    url = "http://blog.example/feed/?orderby=comment_count%20ID&order=DESC" + (
        f"&paged={page}{mark}" if page > 1 else mark
    )
    body = f"<rss><channel>{items}</channel></rss>".encode()
    return read(url, "feed", status=200, headers={}, body=body, scene=WORDPRESS, known=known)


@pytest.mark.parametrize(
    ("numbers", "complete", "problem"),
    [
        ([9, 4, 1], None, None),
        ([9, 4, 0], True, None),
        ([9, 4, None], True, None),
        ([0, 0], True, None),
        ([], True, None),
        ([4, 9, 1], False, "unordered"),
        ([0, 3], False, "unordered"),
        ([None, None], False, "no_counts"),
    ],
)
def test_counts_end_at_the_first_zero(
    numbers: list[int | None], complete: bool | None, problem: str | None
) -> None:
    answer = counts(numbers)
    assert (answer.way, answer.complete, answer.problem) == ("counts", complete, problem)


@pytest.mark.parametrize(
    ("numbers", "page", "mark", "following"),
    [
        ([2, 1, 0], 1, "#3", None),
        ([2, 1, 0], 1, "#51", None),
        ([2, 1, 0], 1, "#52", "paged=18#52/3"),
        ([3, 2, 1], 1, "#9", "paged=2#9/3"),
        ([2, 1, 1], 2, "#9/3", "paged=3#9/3"),
        ([2, 1, 0], 2, "#54/3", None),
        ([2, 1, 0], 2, "#55/3", "paged=19#55/3"),
        ([0, 0, 0], 3, "#9/3", None),
        ([2, 1, 1], 3, "#9/3", None),
        ([0, 0], 3, "#8/3", None),
        ([0, 0], 3, "#7/3", None),
        ([0], 3, "#9/3", "partial"),
        ([1], 2, "#9/3", "partial"),
        ([], 2, "#9/3", "partial"),
        ([2, 1, 0], 1, "", None),
        ([2, 1, 0], 1, "#x/y", None),
    ],
)
def test_counts_are_whole_where_the_last_page_holds_the_last_of_the_posts(
    numbers: list[int | None], page: int, mark: str, following: str | None
) -> None:
    answer = counts(numbers, page, mark=mark)
    if following == "partial":
        assert (answer.complete, answer.problem) == (False, "partial")
        assert [one.url for one in answer.lookups] == ["http://blog.example/feed/"]
    else:
        assert [one.url.partition("DESC&")[2] for one in answer.lookups] == ([following] if following else [])
        assert answer.complete is (None if following else True)


@pytest.mark.parametrize(
    ("asked", "complete"),
    [("paged=3#30/10", False), ("paged=4#30/10", True), ("paged=3", True), ("paged=3#30", True)],
)
def test_a_page_by_counts_that_should_be_there_lacks_posts(asked: str, complete: bool) -> None:
    url = f"http://blog.example/feed/?orderby=comment_count%20ID&order=DESC&{asked}"
    answer = read(url, "feed", status=404, headers={}, body=b"", scene=WORDPRESS)
    assert (answer.complete, answer.problem) == (complete, None if complete else "partial")
    assert bool(answer.lookups) is not complete


def test_unordered_counts_fall_back_to_the_readers_feed() -> None:
    assert [one.url for one in counts([1, 2]).lookups] == ["http://blog.example/feed/"]
    assert counts([3, 2], page=2, known={"https://blog.example/2-1"}).problem == "repeats"


@pytest.mark.parametrize(
    ("generator", "numbers", "stated"),
    [
        ("https://wordpress.org/?v=6.1", [2, None, 0], [2, 0, 0]),
        ("https://wordpress.org/?v=6.1", [None, None], [None, None]),
        ("https://other.example/", [2, None, 0], [2, None, 0]),
        ("", [None, None], [None, None]),
    ],
)
def test_a_count_that_is_left_out_is_none_only_beside_those_of_wordpress(
    generator: str, numbers: list[int | None], stated: list[int | None]
) -> None:
    said = ("" if one is None else f"<s:comments>{one}</s:comments>" for one in numbers)
    items = "".join(f"<item><link>http://blog.example/{n}</link>{one}</item>" for n, one in enumerate(said))
    body = (
        '<rss xmlns:s="http://purl.org/rss/1.0/modules/slash/"><channel>'
        f"<generator>{generator}</generator>{items}</channel></rss>"
    )
    answer = read(
        "http://blog.example/feed/", "feed", status=200, headers={}, body=body.encode(), scene=WORDPRESS
    )
    assert [post.count for post in answer.posts] == stated


@pytest.mark.parametrize(
    ("relations", "whole"),
    [(("previous",), True), (("prev",), True), (("first",), True), (("self",), False), ((), False)],
)
def test_a_page_of_a_feed_behind_others_that_leads_no_further_is_the_last(
    relations: tuple[str, ...], whole: bool
) -> None:
    scene = Scene(home="http://blog.example/", prefix="blog.example/")
    links = "".join(f'<link rel="{one}" href="http://blog.example/feed?x=1"/>' for one in relations)
    entry = '<entry><link href="http://blog.example/a"/></entry>'
    body = f'<feed xmlns="http://www.w3.org/2005/Atom">{links}{entry}</feed>'.encode()
    answer = read("http://blog.example/feed?x=2", "feed", status=200, headers={}, body=body, scene=scene)
    assert answer.complete is whole
