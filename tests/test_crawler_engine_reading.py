"""Answers of the blog's own pages: what lists posts keeps its links, what is a post is read as one."""

from __future__ import annotations

import pytest

from crawler.discovery.answers import Scene
from crawler.engine.failures import failed_page
from crawler.engine.reading import Reply, Scenery, read_reply
from crawler.harvest import Harvest, Role, Task
from crawler.seeds import prefix_of

HOME = "https://a.example/"
_LIST = '<main><h2><a href="/2004/11/soup/">Soup</a></h2></main><nav><a href="/page/3/">Older</a></nav>'
_POST = """<meta property="og:type" content="article"><article class="h-entry hentry post">
<h1 class="p-name">Soup</h1><time class="dt-published" datetime="2004-11-05">5 November</time>
<div class="e-content">A soup.</div></article>"""


@pytest.mark.parametrize(
    ("path", "body", "listing", "post"),
    [("page/2/", _LIST, True, False), ("2004/11/soup/", _POST, False, True), ("page/2/", "", False, False)],
)
def test_what_a_page_of_the_blog_brings(path: str, body: str, listing: bool, post: bool) -> None:
    task = Task(url=f"{HOME}{path}", blog=1, role=Role.ARCHIVE)
    reply = Reply(url=task.url, status=200, headers={"content-type": "text/html"}, body=body.encode())
    harvest = read_reply(task, reply, Scenery(scene=Scene(home=HOME, prefix="a.example/")))
    assert (bool(harvest.index_links), harvest.page is not None) == (listing, post)
    if listing:
        assert {link.url for link in harvest.index_links} == {f"{HOME}2004/11/soup/", f"{HOME}page/3/"}
        assert [one.url for one in harvest.found] == [f"{HOME}2004/11/soup/"]


def _comment_page(number: int, body: str) -> Harvest:
    further = f'<a href="/2004/11/soup/?cpage={number + 1}">Older comments</a>'
    task = Task(url=f"{HOME}2004/11/soup/?cpage={number}", blog=1, role=Role.LISTING, post=1)
    reply = Reply(url=task.url, status=200, headers={}, body=f"{_POST}{body}{further}".encode())
    return read_reply(task, reply, Scenery(scene=Scene(home=HOME, prefix="a.example/")))


_PING = '<ol><li class="pingback"><p>Pingback: <a href="http://b.example/" class="url">B</a></p></li></ol>'


@pytest.mark.parametrize(
    ("number", "body", "asks", "traps"),
    [(2, _PING, 1, 0), (2, "", 0, 0), (498, _PING, 1, 0), (499, _PING, 0, 1)],
    ids=["entries", "past the end", "far", "too far"],
)
def test_comment_pages_are_followed_as_far_as_there_are_entries(
    number: int, body: str, asks: int, traps: int
) -> None:
    harvest = _comment_page(number, body)
    assert (len(harvest.asks), len(harvest.events)) == (asks, traps)


@pytest.mark.parametrize(
    ("asked", "answered", "body", "state"),
    [
        ("2004/11/soup/", "2004/11/soups/", _POST, "done"),
        ("2004/11/soup/", "2004/11/soups/", f"<p>No marks of a post</p>{_PING}", "done"),
        ("2004/11/soup/", "2004/11/soup", "<p>No marks of a post</p>", "done"),
        ("2004/11/soup/", "", f"{_LIST}{_LIST}", "skipped"),
        ("2004/11/soup/", "login", "<form><input type=password></form>", "skipped"),
    ],
    ids=["renamed", "with entries", "same page", "home page", "login"],
)
def test_a_redirect_to_what_is_no_post_is_no_reading_of_the_post(
    asked: str, answered: str, body: str, state: str
) -> None:
    task = Task(url=f"{HOME}{answered}", blog=1, role=Role.POST, via=(f"{HOME}{asked}",))
    reply = Reply(url=task.url, status=200, headers={}, body=body.encode())
    harvest = read_reply(task, reply, Scenery(scene=Scene(home=HOME, prefix="a.example/")))
    assert (harvest.state, harvest.reason) == (state, "moved_away" if state == "skipped" else None)


def test_the_example_of_a_failed_look_up_can_be_followed() -> None:
    url = f"{HOME}?rest_route=/wp/v2/posts&per_page=100&_embed=author&_fields=id,link&page=2"
    reply = Reply(url=url, status=404, headers={}, body=b"")
    task = Task(url=url, blog=1, role=Role.REST)
    (event,) = read_reply(task, reply, Scenery(scene=Scene(home=HOME, prefix="a.example/"))).events
    assert (event.reason, event.example) == ("rest_http_404", f"{HOME}?rest_route=/wp/v2/posts&page=2")


_FEED = '<link rel="alternate" type="application/rss+xml" href="/feed">'


@pytest.mark.parametrize(
    ("seed", "answered", "prefix", "moved_from"),
    [
        ("a.example/", "https://www.a.example/", None, None),
        ("a.example/", "https://a.example/blog/", None, None),
        ("a.example/blog/", "https://a.example/", "a.example/", "a.example/blog/"),
        ("a.example/x/blog/", "https://www.a.example/x/", "www.a.example/x/", "a.example/x/blog/"),
        ("a.example/~bob/", "https://a.example/maintenance/", None, None),
        ("a.example/", "https://b.example/x/", "b.example/x/", "a.example/"),
        ("a.example/blog/", "https://a.example/blog", None, None),
    ],
)
def test_a_home_page_that_leads_to_another_host_or_a_folder_above_is_a_move(
    seed: str, answered: str, prefix: str | None, moved_from: str | None
) -> None:
    task = Task(url=answered, blog=1, role=Role.HOME, via=(f"http://{seed}",))
    reply = Reply(url=answered, status=200, headers={}, body=_LIST.encode())
    blog = read_reply(task, reply, Scenery(scene=Scene(home=f"http://{seed}", prefix=seed))).blog
    assert blog is not None
    assert (blog.prefix, blog.moved_from) == (prefix, moved_from)


@pytest.mark.parametrize(
    ("seed", "answered", "head", "prefix"),
    [
        ("a.example/blog/", "https://a.example/journal/", _FEED, "a.example/journal/"),
        ("a.example/~bob/", "https://www.a.example/~robert/", _FEED, "www.a.example/~robert/"),
        ("a.example/x/blog/", "https://a.example/x/", _FEED, "a.example/x/"),
        ("a.example/blog/", "https://a.example/journal/", "", None),
        ("a.example/blog/", "https://a.example/blog/en/", _FEED, None),
        ("a.example/", "https://a.example/journal/", _FEED, None),
        ("a.example/~bob/", "https://a.example/%7Ebob/", _FEED, None),
        ("a.example/blog/", "https://a.example/blog", _FEED, None),
        ("a.example/blog/", "https://a.example/blog/index.php", _FEED, None),
    ],
)
def test_a_home_page_that_leads_to_a_blog_in_another_folder_is_a_move(
    seed: str, answered: str, head: str, prefix: str | None
) -> None:
    task = Task(url=answered, blog=1, role=Role.HOME, via=(f"http://{seed}",))
    reply = Reply(url=answered, status=200, headers={}, body=f"{head}{_LIST}".encode())
    blog = read_reply(task, reply, Scenery(scene=Scene(home=f"http://{seed}", prefix=seed))).blog
    assert blog is not None
    assert (blog.prefix, blog.moved_from) == (prefix, seed if prefix else None)


@pytest.mark.parametrize(
    ("asked", "named", "followed"),
    [
        ("https://a.example/feed.xml", "https://a.example/", True),
        ("https://www.a.example/blog/feed/", "https://a.example/blog/", True),
        ("https://feeds.example/alice", "https://a.example/", False),
        ("https://a.example/feed.xml", "https://a.example/feed.xml", False),
    ],
)
def test_a_feed_leads_to_the_home_page_on_its_host(asked: str, named: str, followed: bool) -> None:
    feed = f"<rss version='2.0'><channel><title>A</title><link>{named}</link></channel></rss>"
    task = Task(url=asked, blog=1, role=Role.HOME, rank=-1000.0)
    scenery = Scenery(scene=Scene(home=asked, prefix=prefix_of(asked)))
    found = read_reply(task, Reply(url=asked, status=200, headers={}, body=feed.encode()), scenery)
    homes = [(ask.url, ask.rank) for ask in found.asks if ask.role is Role.HOME]
    assert homes == ([(named, -1000.0)] if followed else [])
    assert found.blog is not None
    assert (found.blog.home, found.blog.moved_from) == (named if followed else asked, None)


@pytest.mark.parametrize(
    ("role", "via", "status", "requests"),
    [
        (Role.HOME, (), None, 0),
        (Role.SOURCE, (), None, 0),
        (Role.POST, (), 302, 1),
        (Role.HOME, ("https://b.example/",), None, 2),
    ],
)
def test_a_private_address_costs_the_requests_that_led_to_it(
    role: Role, via: tuple[str, ...], status: int | None, requests: int
) -> None:
    task = Task(url="https://a.example/", blog=1, role=role, via=via)
    assert failed_page(task, "private_address", status).requests == requests
    assert failed_page(task, "dns", status).requests == 1 + len(via)


@pytest.mark.parametrize(
    ("status", "said"), [(None, "its address is private"), (301, "it redirects to a private address")]
)
def test_a_home_page_that_leads_to_a_private_address_is_not_called_private(
    status: int | None, said: str
) -> None:
    blog = failed_page(Task(url=HOME, blog=1, role=Role.HOME), "private_address", status).blog
    assert blog is not None
    assert blog.reason == f"cannot be crawled: {said} ({HOME})"


_FEED = '<link rel="alternate" type="application/rss+xml" href="/feed/">'
_REST = '<link rel="https://api.w.org/" href="/wp-json/">'
_SENT = '<meta http-equiv="refresh" content="0; url=/blog/">'


@pytest.mark.parametrize(
    ("body", "homes"),
    [(_SENT, [f"{HOME}blog/"]), (_SENT + _FEED, []), (_REST + _SENT, []), (_FEED, []), ("", [])],
    ids=["sends on", "feed", "REST", "stays", "empty"],
)
def test_a_home_page_that_only_sends_on_leads_to_the_next(body: str, homes: list[str]) -> None:
    reply = Reply(url=HOME, status=200, headers={}, body=f"<head>{body}</head>".encode())
    around = Scenery(scene=Scene(home=HOME, prefix="a.example/"))
    harvest = read_reply(Task(url=HOME, blog=1, role=Role.HOME), reply, around)
    assert [one.url for one in harvest.asks if one.role is Role.HOME] == homes
    assert bool(harvest.asks) is True
