"""Answers of the blog's own pages: what lists posts keeps its links, what is a post is read as one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.discovery.answers import Scene
from crawler.engine.failures import failed_page, led_on, not_modified
from crawler.engine.reading import Reply, Scenery, read_reply, refused_again, without_answer
from crawler.harvest import Harvest, Role, Task
from crawler.seeds import prefix_of

HOME = "https://a.example/"
AROUND = Scenery(scene=Scene(home=HOME, prefix="a.example/"))
_LIST = '<main><h2><a href="/2004/11/soup/">Soup</a></h2></main><nav><a href="/page/3/">Older</a></nav>'
_POST = """<meta property="og:type" content="article"><article class="h-entry hentry post">
<h1 class="p-name">Soup</h1><time class="dt-published" datetime="2004-11-05">5 November</time>
<div class="e-content">A soup.</div></article>"""


@pytest.mark.parametrize(
    ("path", "body", "listing", "post"),
    [
        ("page/2/", _LIST, True, False),
        ("2004/11/soup/", _POST, False, True),
        ("page/2/", "", False, False),
        ("2004/11/", _POST, False, False),
        ("index2.html", _POST + _LIST, True, False),
        ("index2.html", _POST, False, True),
        ("2004/11/05/", _POST, False, True),
        ("2004/11/05/", _POST + _LIST, True, False),
    ],
)
def test_what_a_page_of_the_blog_brings(path: str, body: str, listing: bool, post: bool) -> None:
    task = Task(url=f"{HOME}{path}", blog=1, role=Role.ARCHIVE)
    reply = Reply(url=task.url, status=200, headers={"content-type": "text/html"}, body=body.encode())
    harvest = read_reply(task, reply, AROUND)
    assert (bool(harvest.index_links), harvest.page is not None) == (listing, post)
    if listing:
        assert {link.url for link in harvest.index_links} == {f"{HOME}2004/11/soup/", f"{HOME}page/3/"}
        assert [one.url for one in harvest.found] == [f"{HOME}2004/11/soup/"]


def _comment_page(number: int, body: str) -> Harvest:
    further = f'<a href="/2004/11/soup/?cpage={number + 1}">Older comments</a>'
    task = Task(url=f"{HOME}2004/11/soup/?cpage={number}", blog=1, role=Role.LISTING, post=1)
    reply = Reply(url=task.url, status=200, headers={}, body=f"{_POST}{body}{further}".encode())
    return read_reply(task, reply, AROUND)


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
        ("2004/11/soup/", "ask?to=/2004/11/soup/", f"{_POST}{_PING}", "done"),
    ],
    ids=["renamed", "with entries", "same page", "home page", "login", "entries at a question"],
)
def test_a_redirect_to_what_is_no_post_is_no_reading_of_the_post(
    asked: str, answered: str, body: str, state: str
) -> None:
    task = Task(url=f"{HOME}{answered}", blog=1, role=Role.POST, via=(f"{HOME}{asked}",))
    reply = Reply(url=task.url, status=200, headers={}, body=body.encode())
    harvest = read_reply(task, reply, AROUND)
    assert (harvest.state, harvest.reason) == (state, "moved_away" if state == "skipped" else None)


def test_a_question_that_a_post_leads_to_is_no_reading_of_it() -> None:
    task = Task(url=f"{HOME}ask?to=/2004/11/soup/", blog=1, role=Role.POST, via=(f"{HOME}2004/11/soup/",))
    reply = Reply(url=task.url, status=200, headers={}, body=_POST.encode())
    harvest = read_reply(task, reply, AROUND)
    assert (harvest.state, harvest.reason) == ("failed", "other_page")


@pytest.mark.parametrize(
    ("linked", "doubted", "home", "state"),
    [
        ("abc", False, HOME, "done"),
        ("xyz", False, HOME, "failed"),
        ("xyz", True, HOME, "done"),
        ("xy", True, HOME, "failed"),
        ("xyz", True, "https://b.example/", "failed"),
        ("a", False, HOME, "done"),
        ("a", False, "https://b.example/", "done"),
        ("", False, f"{HOME}?feed", "done"),
    ],
    ids=[
        "as it was",
        "another page",
        "the same again",
        "leads nowhere",
        "elsewhere",
        "one is left",
        "moved",
        "feed",
    ],
)
def test_a_home_page_that_shows_nothing_of_its_blog_is_believed_the_second_time(
    linked: str, doubted: bool, home: str, state: str
) -> None:
    task = Task(url=home, blog=1, role=Role.HOME, doubted=doubted, via=(HOME,))
    body = "".join(f'<a href="/{name}/">{name}</a>' for name in linked) + _FEED * home.endswith("?feed")
    around = replace(AROUND, before=tuple(f"{HOME}{name}/" for name in "abc"))
    assert (
        read_reply(task, Reply(url=home, status=200, headers={}, body=body.encode()), around).state == state
    )


def test_what_a_look_up_named_outside_of_the_blog_is_counted() -> None:
    urls = (f"{HOME}2004/11/a/", "https://b.example/2004/11/b/", "https://b.example/2004/11/c/")
    body = f"<urlset>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>"
    task = Task(url=f"{HOME}sitemap.xml", blog=1, role=Role.SITEMAP)
    harvest = read_reply(task, Reply(url=task.url, status=200, headers={}, body=body.encode()), AROUND)
    (event,) = harvest.events
    assert (event.reason, event.example, event.count) == ("outside_blog", urls[1], 2)
    assert [(way.name, way.found) for way in harvest.ways] == [("sitemap", 1)]


def test_a_feed_by_counts_keeps_the_number_of_posts_over_a_redirect() -> None:
    query = "?orderby=comment_count%20ID&order=DESC"
    task = Task(url=f"{HOME}feed{query}", blog=1, role=Role.FEED, via=(f"{HOME}feed/{query}#60",))
    comments = "<x:comments xmlns:x='http://purl.org/rss/1.0/modules/slash/'>1</x:comments>"
    feed = f"<rss><channel><item><link>/a</link>{comments}</item></channel></rss>"
    (ask,) = read_reply(task, Reply(url=task.url, status=200, headers={}, body=feed.encode()), AROUND).asks
    assert ask.url == f"{HOME}feed{query}&paged=2#60/1"


@pytest.mark.parametrize(("number", "asks"), [(99, 0), (100, 1)])
def test_mentions_of_a_service_are_read_page_by_page(number: int, asks: int) -> None:
    asked = "https://webmention.io/api/mentions.jf2?target=x&per-page=100&page=0"
    task = Task(url=f"{asked}#{HOME}2004/11/soup/", blog=1, role=Role.JF2)
    children = ",".join(f'{{"type": "entry", "url": "https://b.example/{n}"}}' for n in range(number))
    body = f'{{"type": "feed", "children": [{children}]}}'.encode()
    harvest = read_reply(task, Reply(url=asked, status=200, headers={}, body=body), AROUND)
    assert (len(harvest.linkbacks), harvest.elsewhere) == (number, True)
    following = asked.replace("&page=0", "&page=1")
    assert [ask.url for ask in harvest.asks] == [f"{following}#{HOME}2004/11/soup/"] * asks


@pytest.mark.parametrize(
    ("link", "found", "exact"),
    [("a", True, True), ("a/", True, False), ("b", True, False), ("b/", True, False), ("c", False, False)],
)
def test_a_source_may_link_another_address_of_the_post(link: str, found: bool, exact: bool) -> None:
    task = Task(url="https://b.example/1", blog=1, role=Role.SOURCE, targets=((f"{HOME}a", f"{HOME}b"),))
    body = f'<a href="{HOME}{link}">it</a>'.encode()
    reply = Reply(url=task.url, status=200, headers={"content-type": "text/html"}, body=body)
    ((target, mention),) = read_reply(task, reply, AROUND).mentions
    assert (target, mention.found, mention.exact) == (f"{HOME}a", found, exact)


@pytest.mark.parametrize(("refused", "reason"), [(403, "sitemap_http_403"), (None, "sitemap_http_404")])
def test_what_was_refused_before_costs_nothing_and_has_another_way(refused: int | None, reason: str) -> None:
    url = f"{HOME}wp-sitemap-posts-post-1.xml"
    task = Task(url=url, blog=1, role=Role.SITEMAP, refused=refused)
    told = refused_again(task, AROUND)
    assert (told.url, told.requests, [event.reason for event in told.events]) == (url, 0, [reason])
    assert [ask.url for ask in told.asks] == [f"{HOME}sitemap.xml"]
    lost = without_answer(task, "timeout", None, AROUND)
    assert (lost.state, lost.reason, lost.requests, lost.events) == ("failed", "timeout", 1, ())
    assert [ask.url for ask in lost.asks] == [f"{HOME}sitemap.xml"]
    assert [way.complete for way in lost.ways] == [way.complete for way in told.ways]


@pytest.mark.parametrize(
    ("reason", "status", "via", "said"),
    [
        ("http_503", 503, (), "its home page answers 503"),
        ("dns", None, (), "its host name is unknown"),
        ("odd_thing", None, (), "odd thing"),
        ("private_address", None, (), "its address is private"),
        ("private_address", None, ("https://b.example/",), "it redirects to a private address"),
        ("private_address", 302, (), "it redirects to a private address"),
    ],
)
def test_why_a_blog_cannot_be_crawled_is_said_in_words(
    reason: str, status: int | None, via: tuple[str, ...], said: str
) -> None:
    blog = failed_page(Task(url=HOME, blog=1, role=Role.HOME, via=via), reason, status).blog
    assert blog is not None
    assert (blog.state, blog.reason) == ("failed", f"cannot be crawled: {said} ({HOME})")


def test_a_page_that_is_not_read_keeps_what_is_known_of_it() -> None:
    task = Task(url=f"{HOME}p/#x", blog=1, role=Role.POST, via=(f"{HOME}q/",), etag="1", last_modified="2")
    same = not_modified(task)
    assert (same.url, same.state, same.status, same.unchanged) == (f"{HOME}p/", "done", 304, True)
    assert (same.etag, same.last_modified) == ("1", "2")
    led = led_on(task, f"{HOME}r/", 301)
    assert (led.url, led.task.url, led.status, led.led) == (f"{HOME}r/", f"{HOME}r/", 301, True)
    assert (led.task.via, led.requests) == ((f"{HOME}q/", task.url), 2)


def test_the_example_of_a_failed_look_up_can_be_followed() -> None:
    url = f"{HOME}?rest_route=/wp/v2/posts&per_page=100&_embed=author&_fields=id,link&page=2"
    reply = Reply(url=url, status=404, headers={}, body=b"")
    task = Task(url=url, blog=1, role=Role.REST)
    (event,) = read_reply(task, reply, AROUND).events
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
        ("a.example/blog/", "https://a.example/login/", f"{_FEED}<a href='/login/lost'>Lost?</a>", None),
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
    links = "" if "login" in answered else "".join(f'<a href="{answered}/{n}.html">{n}</a>' for n in "123")
    reply = Reply(url=answered, status=200, headers={}, body=f"{head}{_LIST}{links}".encode())
    blog = read_reply(task, reply, Scenery(scene=Scene(home=f"http://{seed}", prefix=seed))).blog
    assert blog is not None
    assert (blog.prefix, blog.moved_from) == (prefix, seed if prefix else None)


@pytest.mark.parametrize(
    ("folder", "numbers", "moved"),
    [
        ("journal", (1, 2, 3), True),
        ("journal", (), True),
        ("journal", (5, 6, 7), False),
        ("blog", (1, 2, 3), False),
        ("blog", (), False),
    ],
)
def test_a_blog_in_another_folder_has_its_pages_there(
    folder: str, numbers: tuple[int, ...], moved: bool
) -> None:
    answered = "http://a.example/journal/"
    body = "".join(f'<h2><a href="/{folder}/{number}.html">{number}</a></h2>' for number in (2, 3, 4))
    task = Task(url=answered, blog=1, role=Role.HOME, via=(f"{HOME}blog/",))
    reply = Reply(url=answered, status=200, headers={}, body=f"{_FEED}{body}".encode())
    scene = Scene(home=f"{HOME}blog/", prefix="a.example/blog/")
    before = tuple(f"{HOME}blog/{number}.html" for number in numbers)
    blog = read_reply(task, reply, Scenery(scene=scene, before=before)).blog
    assert blog is not None
    assert blog.prefix == ("a.example/journal/" if moved else None)


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
    assert found.home_named == (named if named != asked else None)


def test_what_is_asked_first_has_the_spelling_of_the_home_page_that_answered() -> None:
    task = Task(url="https://www.a.example/", blog=1, role=Role.HOME, via=(HOME,))
    body = b'<a rel="home" href="/">Home</a>'
    for path, named in (("", None), ("2004/11/soup", "https://www.a.example/")):
        harvest = read_reply(task, Reply(url=f"{task.url}{path}", status=200, headers={}, body=body), AROUND)
        assert [ask.url for ask in harvest.asks] == ["https://www.a.example/sitemap.xml"]
        assert harvest.home_named == named


@pytest.mark.parametrize(
    ("end", "unended"),
    [
        ("", True),
        ("</HTML>\n", False),
        (_PING, False),
        (f"{_PING}</html>", False),
        (f"</html>{' ' * 3000}", True),
    ],
)
def test_a_page_without_an_end_may_lack_its_entries(end: str, unended: bool) -> None:
    task = Task(url=f"{HOME}2004/11/soup/", blog=1, role=Role.POST)
    reply = Reply(url=task.url, status=200, headers={}, body=f"{_POST}{end}".encode())
    assert read_reply(task, reply, AROUND).unended is unended


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
    around = AROUND
    harvest = read_reply(Task(url=HOME, blog=1, role=Role.HOME), reply, around)
    assert [one.url for one in harvest.asks if one.role is Role.HOME] == homes
    assert bool(harvest.asks) is True


_NAMES_REST = f'<link rel="https://api.w.org/" href="{HOME}wp-json/">'


@pytest.mark.parametrize(
    ("version", "more", "first", "denied"),
    [
        ("2.3", "", f"{HOME}feed/", ["rest"]),
        ("2.3", _NAMES_REST, f"{HOME}wp-json/wp/v2/posts", []),
        ("6.1", "", f"{HOME}?rest_route=/wp/v2/posts", []),
        ("6.1", _NAMES_REST, f"{HOME}wp-json/wp/v2/posts", []),
    ],
)
def test_a_home_page_says_whether_its_wordpress_has_rest(
    version: str, more: str, first: str, denied: list[str]
) -> None:
    feed = '<link rel="alternate" type="application/rss+xml" href="/feed/">'
    body = f'<head><meta name="generator" content="WordPress {version}">{more}{feed}</head>'
    reply = Reply(url=HOME, status=200, headers={}, body=body.encode())
    task = Task(url=HOME, blog=1, role=Role.HOME)
    harvest = read_reply(task, reply, Scenery(scene=Scene(home=HOME, prefix="a.example/")))
    assert harvest.asks[0].url.startswith(first)
    assert [(way.name, way.complete) for way in harvest.ways] == [(name, False) for name in denied]
