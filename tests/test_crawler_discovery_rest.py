"""WordPress's REST as a way to posts: its pages, what it leads to, and what is tried where it fails."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from made_rest import HTML, REST, WORDPRESS, ask, item, rest

from crawler.discovery import read
from crawler.urls import identity


def test_rest_post() -> None:
    answer = ask(REST, "rest", rest([item(1)]), x_wp_total="1", x_wp_totalpages="1")
    (post,) = answer.posts
    assert (post.url, post.accepts, post.type, post.way) == (
        "http://blog.example/post-1/",
        "closed",
        "post",
        "rest",
    )
    assert (post.post.title, post.post.author, post.post.excerpt) == ("Tea & bread", "Ann", "Short")
    assert (post.post.tags, post.post.categories) == (("Food", "Tea"), ("Food",))
    assert (post.post.published, post.modified) == ("2010-01-02T03:04:05+00:00", "2010-02-02T03:04:05+00:00")
    assert [link.url for link in post.links] == ["http://other.example/"]
    assert (answer.complete, answer.total) == (True, 1)


def test_control_characters_in_a_text_break_nothing() -> None:
    body = rest([item(1)]).replace(b"Short", b"Short\x0b\ttext")
    assert ask(REST, "rest", body).posts[0].post.excerpt == "Short text"


@pytest.mark.parametrize(
    ("url", "total", "pages", "items", "following"),
    [
        (REST, "250", "3", 100, f"{REST}&page=2"),
        (f"{REST}&page=2", "250", "3", 100, f"{REST}&page=3"),
        (f"{REST}&page=3", "250", "3", 50, None),
        (REST, "", "", 100, f"{REST}&page=2"),
        (REST, "", "", 99, None),
        (REST, "", "1234567890", 99, None),
        (f"{REST}&page=1234567890", "", "", 100, f"{REST}&page=2"),
        (f"{REST}&page=2", "250", "3", 0, None),
    ],
)
def test_rest_pages(url: str, total: str, pages: str, items: int, following: str | None) -> None:
    body = rest([item(n) for n in range(items)])
    answer = ask(url, "rest", body, x_wp_total=total, x_wp_totalpages=pages)
    posts = [one.url for one in answer.lookups if one.way == "rest" and "/posts" in one.url]
    assert posts == ([following] if following else [])
    assert answer.complete is (None if following else True)


def test_where_rest_fails_on_a_re_crawl_the_sitemap_is_asked_after_all() -> None:
    plain = "http://blog.example/?rest_route=/wp/v2/posts&per_page=100"
    scene = replace(WORDPRESS, again=True)
    answer = read(plain, "rest", status=404, headers={}, body=b"", scene=scene)
    assert [one.way for one in answer.lookups] == ["feed", "sitemap"]
    first = read(plain, "rest", status=404, headers={}, body=b"", scene=WORDPRESS)
    assert [one.way for one in first.lookups] == ["feed"], "where it is the first crawl it was asked already"


def test_a_page_of_rest_that_only_repeats_ends_the_way() -> None:
    body, known = rest([item(1), item(2)]), {identity(str(item(n)["link"])) for n in (1, 2, 3)}
    again = read(f"{REST}&page=2", "rest", status=200, headers={}, body=body, scene=WORDPRESS, known=known)
    assert (again.problem, again.complete, [one.way for one in again.lookups]) == ("repeats", False, ["feed"])
    first = read(REST, "rest", status=200, headers={}, body=body, scene=WORDPRESS, known=known)
    assert first.problem is None


def test_a_page_of_rest_that_a_new_post_moved_on_is_none_that_repeats() -> None:
    body, known = rest([item(n) for n in (3, 4)]), {identity(str(item(n)["link"])) for n in (1, 2, 3)}
    second = read(f"{REST}&page=2", "rest", status=200, headers={}, body=body, scene=WORDPRESS, known=known)
    assert (second.problem, second.complete, len(second.posts)) == (None, True, 2)


def test_a_post_of_rest_without_an_address_hides_no_other() -> None:
    broken = [item(1, link=None), item(2, link=7), item(3, link="javascript:x"), item(4)]
    assert [post.url for post in ask(REST, "rest", rest(broken)).posts] == ["http://blog.example/post-4/"]


@pytest.mark.parametrize(
    ("status", "accepts"), [("open", "open"), ("closed", "closed"), ("maybe", None), (None, None), (1, None)]
)
def test_what_rest_says_of_pings(status: object, accepts: str | None) -> None:
    (post,) = ask(REST, "rest", rest([item(1, ping_status=status)])).posts
    assert post.accepts == accepts
    assert set(post.post.origins) >= {("published", "rest")}
    assert {origin for _, origin in post.post.origins} == {"rest"}
    assert all(getattr(post.post, name) for name, _ in post.post.origins)


@pytest.mark.parametrize(
    ("url", "more", "short"),
    [
        (REST, {}, "http://blog.example/?p=1"),
        ("http://blog.example/?rest_route=/wp/v2/posts&per_page=100", {}, "http://blog.example/?p=1"),
        ("http://blog.example/b/wp-json/wp/v2/posts?page=2", {}, "http://blog.example/b/?p=1"),
        ("http://blog.example/b/index.php/wp-json/wp/v2/posts", {}, "http://blog.example/b/?p=1"),
        ("http://blog.example/index.php?rest_route=/wp/v2/posts", {}, "http://blog.example/?p=1"),
        ("http://blog.example/?lang=de&rest_route=/wp/v2/posts", {}, "http://blog.example/?p=1"),
        (REST, {"type": "page"}, None),
        (REST, {"id": "1"}, None),
        (REST, {"id": None}, None),
        ("https://api.example/wp/v2/sites/blog.example/posts?per_page=100", {}, None),
        ("https://api.example/sites/posts?of=/wp-json/", {}, None),
    ],
)
def test_the_address_of_a_post_by_its_number(url: str, more: dict[str, Any], short: str | None) -> None:
    answer = ask(url, "rest", rest([item(1, **more)]))
    assert [one.shortlink for one in answer.posts] == [short]


def test_rest_hides_posts_behind_a_password() -> None:
    secret = item(2, content={"rendered": "", "protected": True})
    answer = ask(REST, "rest", rest([item(1), secret]))
    assert [post.url for post in answer.posts] == ["http://blog.example/post-1/"]
    assert answer.hidden == ("http://blog.example/post-2/",)


@pytest.mark.parametrize(
    ("many", "feed"),
    [
        (5, "http://blog.example/feed/"),
        (60, "http://blog.example/feed/?orderby=comment_count%20ID&order=DESC#60"),
    ],
)
def test_rest_leads_to_counts_and_pages(many: int, feed: str) -> None:
    answer = ask(
        REST, "rest", rest([item(n) for n in range(many)]), x_wp_total=str(many), x_wp_totalpages="1"
    )
    assert [one.url for one in answer.lookups] == [feed, REST.replace("/posts", "/pages")]


@pytest.mark.parametrize("many", [0, 5, 60])
def test_pages_that_are_known_are_not_asked_for(many: int) -> None:
    body = rest([item(n) for n in range(many)])
    scene = replace(WORDPRESS, again=True, knows_pages=True)
    answer = ask(REST, "rest", body, scene=scene, x_wp_total=str(many), x_wp_totalpages="1")
    assert [one.way for one in answer.lookups] == ["feed"] * bool(many)


@pytest.mark.parametrize(
    ("links", "by_counts"),
    [
        (("/a/", "/en/b/"), False),
        (("/de/a/", "/en-GB/b/"), False),
        (("/?p=1", "/?p=2&lang=fr"), False),
        (("/en/a/", "/en/b/"), True),
        (("/a/", "/tv/b/"), True),
        (("/a/", "/b/en/"), True),
        (("/2008/a/", "/english/b/"), True),
    ],
)
def test_a_feed_of_one_of_several_languages_is_not_read_by_counts(
    links: tuple[str, str], by_counts: bool
) -> None:
    posts = [item(n, link=f"http://blog.example{link}") for n, link in enumerate(links)]
    answer = ask(REST, "rest", rest(posts), x_wp_total="60", x_wp_totalpages="1")
    assert ("orderby=" in answer.lookups[0].url) is by_counts


@pytest.mark.parametrize(
    ("url", "link", "feed"),
    [
        (
            "http://blog.example/index.php/wp-json/wp/v2/posts?per_page=100",
            "/index.php/1",
            "http://blog.example/index.php/feed",
        ),
        (
            "http://blog.example/?rest_route=/wp/v2/posts&per_page=100",
            "/?p=1",
            "http://blog.example/?feed=rss2",
        ),
    ],
)
def test_feed_has_the_form_of_the_blog(url: str, link: str, feed: str) -> None:
    answer = ask(url, "rest", rest([item(1, link=f"http://blog.example{link}")]))
    assert answer.lookups[0].url == feed


@pytest.mark.parametrize(
    ("status", "body", "problem"),
    [
        (404, b"", "http_404"),
        (403, b"", "http_403"),
        (401, b'{"code":"rest_forbidden"}', "http_401"),
        (200, HTML, "html"),
        (200, b'{"code":"rest_disabled"}', "refused"),
        (200, b"[{", "broken"),
        (200, b"null", "broken"),
        (200, b'{"posts":[]}', "broken"),
        (200, b"", "broken"),
    ],
)
def test_where_rest_fails_its_plain_form_and_then_the_feed_are_tried(
    status: int, body: bytes, problem: str
) -> None:
    first = ask(REST, "rest", body, status=status)
    assert (first.problem, first.complete) == (problem, None)
    assert [one.url.split("&")[0] for one in first.lookups] == [
        "http://blog.example/?rest_route=/wp/v2/posts"
    ]
    second = ask(first.lookups[0].url, "rest", body, status=status)
    assert second.complete is False
    assert [one.url for one in second.lookups] == ["http://blog.example/?feed=rss2"]


def test_pages_are_a_side_way() -> None:
    answer = ask(REST.replace("posts", "pages"), "rest", rest([item(1, type="page")]))
    assert (answer.way, answer.complete, answer.posts[0].type) == ("pages", None, "page")
