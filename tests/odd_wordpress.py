"""WordPress blogs on loopback that change from week to week, as in `odd_blogs.py`."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from email.utils import formatdate
from urllib.parse import parse_qs, urlsplit

from odd_blogs import (
    NOTES,
    NOTICE,
    Answer,
    addresses,
    blog,
    moved,
    number_of,
    paged,
    plain,
    post,
    root,
    serve,
    sitemap,
)

FULL = 10
"""Posts on one page of a feed."""


@dataclass(frozen=True)
class Entry:
    """A post: number, address below the home page, sources of its pingbacks, date, comments of people."""

    number: int
    path: str
    sources: tuple[str, ...] = ()
    date: str = "2020-01-02T03:04:05"
    people: int = 0

    @property
    def count(self) -> int:
        return len(self.sources) + self.people


def entries(number: int, listing: int, path: str = "2020/01/p-{}/", **more: str) -> list[Entry]:
    """So many posts, newest first; the newest list a pingback each, the others nothing."""
    return [
        Entry(n, path.format(n), (f"s.example/{n}",) if n > number - listing else (), **more)
        for n in range(number, 0, -1)
    ]


def late(posts: Iterable[Entry], *numbers: int) -> list[Entry]:
    """The same, and these posts list one more pingback."""
    return [
        replace(one, sources=(*one.sources, "late.example/")) if one.number in numbers else one
        for one in posts
    ]


def wordpress(name: str, path: str, posts: list[Entry]) -> Answer:
    """What WordPress answers: home page, REST, feeds, sitemap, posts."""
    parts = urlsplit(path)
    asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
    if parts.path == "" and not asked:
        return _home(name, posts)
    if "wp/v2/posts" in path:
        return _rest(name, posts)
    if "wp/v2/pages" in path:
        return Answer("[]", kind="application/json")
    if parts.path == "feed/" or "feed" in asked:
        return _feed(name, posts, asked)
    if parts.path == "comments/feed/":
        return _comments(name, posts)
    if parts.path == "wp-sitemap-posts-post-1.xml":
        return sitemap(f"{root(name)}{one.path}" for one in posts)
    found = [one for one in posts if one.path == path]
    if not found:
        return Answer("<h1>Not found</h1>", status=404)
    people = '<li class="comment"><cite class="fn">Ann</cite> says:<p>Yes.</p></li>' * found[0].people
    body = post(found[0].number, found[0].sources).body
    return Answer(body.replace("</ol>", f"{people}</ol>"))


_RSS = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel>'
    "<title>{}</title><generator>https://wordpress.org/?v=6.1</generator>{}</channel></rss>"
)


def _home(name: str, posts: list[Entry]) -> Answer:
    head = (
        '<meta name="generator" content="WordPress 6.1"><link rel="https://api.w.org/" href="/wp-json/">'
        '<link rel="alternate" type="application/rss+xml" title="It" href="/feed/">'
        '<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">'
    )
    links = "".join(f'<h2><a rel="bookmark" href="/{one.path}">{one.number}</a></h2>' for one in posts[:FULL])
    return Answer(f"<html><head><title>It</title>{head}</head><body>{links}</body></html>")


def _rest(name: str, posts: list[Entry]) -> Answer:
    items = [
        {
            "type": "post",
            "link": f"{root(name)}{one.path}",
            "date_gmt": one.date,
            "modified_gmt": one.date,
            "title": {"rendered": f"Post {one.number}"},
        }
        for one in posts
    ]
    return Answer(json.dumps(items), kind="application/json", headers={"X-WP-Total": str(len(posts))})


def _feed(name: str, posts: list[Entry], asked: dict[str, str]) -> Answer:
    if asked.get("orderby", "").startswith("comment_count"):
        posts = sorted(posts, key=lambda one: (-one.count, -one.number))
    page = int(asked.get("paged", 1))
    shown = posts[(page - 1) * FULL : page * FULL]
    items = "".join(
        f"<item><title>Post {one.number}</title><link>{root(name)}{one.path}</link>"
        f"<slash:comments>{one.count}</slash:comments></item>"
        for one in shown
    )
    status = 200 if shown else 404
    return Answer(_RSS.format("It", items), status=status, kind="application/rss+xml")


def _comments(name: str, posts: list[Entry]) -> Answer:
    """The feed of comments: the late ones came a minute ago."""
    items = "".join(
        f"<item><title>Comment on Post {one.number}</title><link>{root(name)}{one.path}#comment-1</link>"
        f"<pubDate>{formatdate(time.time() - 60, usegmt=True)}</pubDate></item>"
        for one in posts
        if "late.example/" in one.sources
    )
    return Answer(_RSS.format("Comments for it", items), kind="application/rss+xml")


def _asked(name: str) -> int:
    """Requests that a blog had in this week."""
    return sum(note.startswith(f"{name} ") for note in NOTES)


@blog
def there_and_back(name: str, path: str, week: int) -> Answer:
    """Its posts have other addresses in the second week, and their first ones again; then two are pinged."""
    new, old = entries(12, 8, "p-{}/"), entries(12, 8)
    one, other = (new, old) if week == 2 else (old, new)
    if path in (paths := [entry.path for entry in other]):
        return moved(f"/{one[paths.index(path)].path}")
    return wordpress(name, path, late(one, 1, 7) if week > 3 else one)


@blog
def renamed(name: str, path: str, week: int) -> Answer:
    """One post has another address in the second and third week; then it is back, nothing leads there, and
    it is pinged."""
    posts = entries(12, 12)
    new = [Entry(5, "2020/01/new-5/", one.sources) if one.number == 5 else one for one in posts]
    if week in (2, 3):
        return moved("/2020/01/new-5/") if path == "2020/01/p-5/" else wordpress(name, path, new)
    return wordpress(name, path, late(posts, 5) if week > 3 else posts)


@blog
def guarded(name: str, path: str, week: int) -> Answer:
    """After some requests of the first week it turns everybody away."""
    guard = week == 1 and _asked(name) > 12
    return Answer("Denied", status=403) if guard else wordpress(name, path, entries(60, 60))


@blog
def guarded_posts(name: str, path: str, week: int) -> Answer:
    """Eight of its posts are for members, some of them in a row."""
    members = number_of(path) in (3, 9, 20, 21, 22, 23, 24, 25)
    return Answer("Members", status=403) if members else wordpress(name, path, entries(30, 30))


@blog
def tested(name: str, path: str, week: int) -> Answer:
    """After some requests of the first week it shows a test whether a reader is a person."""
    test = week == 1 and _asked(name) > 14
    page = "<html><head><title>One moment, please</title></head><body><h1>We look at you</h1></body></html>"
    return Answer(page) if test else wordpress(name, path, entries(40, 30))


@blog
def hushed(name: str, path: str, week: int) -> Answer:
    """One post has its first pingback in the second week, in which all posts show a notice."""
    if week == 2 and number_of(path) is not None:
        return Answer(NOTICE)
    pinged = {3: ("s.example/3",)} if week > 1 else {}
    posts = [replace(one, people=2, sources=pinged.get(one.number, ())) for one in entries(4, 0)]
    return wordpress(name, path, posts)


@blog
def quiet(name: str, path: str, week: int) -> Answer:
    """It prints less than it counts: the entries are filled in by a script."""
    posts = entries(12, 12)
    return post(number_of(path) or 0, []) if number_of(path) else wordpress(name, path, posts)


@blog
def spread_out(name: str, path: str, week: int) -> Answer:
    """One post in thirty-five has a pingback: some of the others are read to see whether its counts hold."""
    posts = [
        replace(one, sources=(f"s.example/{one.number}",) if one.number == 65 else ())
        for one in entries(70, 0)
    ]
    return wordpress(name, path, posts)


@blog
def vintage(name: str, path: str, week: int) -> Answer:
    """It is older than REST, and says so; its feed is broken in the second week."""
    if "feed" in path and week == 2:
        return Answer("fatal", status=500)
    found = wordpress(name, path, entries(10, 4))
    new = '<meta name="generator" content="WordPress 6.1"><link rel="https://api.w.org/" href="/wp-json/">'
    old = found.body.replace(new, '<meta name="generator" content="WordPress 2.8">')
    return Answer("No such thing", status=404) if "rest_route" in path else replace(found, body=old)


@blog
def closed_rest(name: str, path: str, week: int) -> Answer:
    """Its robots.txt forbids REST, and it has no sitemap."""
    if path == "robots.txt":
        return Answer("User-agent: *\nDisallow: /wp-json/\n", kind="text/plain")
    return Answer(status=404) if "sitemap" in path else wordpress(name, path, entries(60, 20))


@blog
def made_static(name: str, path: str, week: int) -> Answer:
    """It becomes plain files in the second week, at the same addresses; they state no counts."""
    posts = entries(11, 8)
    if week == 1:
        return wordpress(name, path, posts)
    number = number_of(path)
    if number and number <= len(posts):
        return post(number, posts[-number].sources)
    if path == "sitemap.xml":
        return sitemap(addresses(name, range(1, 12)))
    return _front(name) if path == "" else plain(name, path)


@blog
def speechless(name: str, path: str, week: int) -> Answer:
    """Its REST and its feeds are broken in the second week."""
    broken = week == 2 and ("feed" in path or "rest_route" in path or "wp-json" in path)
    return Answer("fatal", status=500) if broken else wordpress(name, path, entries(40, 20))


@blog
def worn(name: str, path: str, week: int) -> Answer:
    """Its feeds are broken in the second and third week."""
    broken = week in (2, 3) and "feed" in path
    return Answer("fatal", status=500) if broken else wordpress(name, path, entries(12, 6))


@blog
def shop(name: str, path: str, week: int) -> Answer:
    """From the second week on a shop takes its home page, and it goes on in a folder."""
    posts = entries(12, 8)
    if week == 1:
        return wordpress(name, path, posts)
    links = "".join(f'<a href="/{one}">{one}</a>' for one in ("shoes", "hats", "gloves", "blog/"))
    return (
        Answer(f"<html><title>Shop</title><body>{links}</body></html>") if path == "" else Answer(status=404)
    )


@blog
def moderated(name: str, path: str, week: int) -> Answer:
    """From the third week on one post shows another pingback, which was held back, in place of its own: it
    counts as many as before."""
    held = week > 2
    posts = [
        replace(one, sources=("held.example/",)) if held and one.number == 8 else one
        for one in entries(12, 8)
    ]
    if path != "comments/feed/":
        return wordpress(name, path, posts)
    items = "".join(
        f"<item><link>{root(name)}{one.path}#comment-{len(one.sources[0])}{one.number}</link>"
        f"<pubDate>{one.number:02} Feb 2020 10:00:00 GMT</pubDate></item>"
        for one in posts
        if one.sources
    )
    return Answer(_RSS.format("Comments for it", items), kind="application/rss+xml")


@blog
def undated(name: str, path: str, week: int) -> Answer:
    """Its posts are of a year to come."""
    return wordpress(name, path, entries(12, 8, date="2099-01-01T00:00:00"))


def _front(name: str) -> Answer:
    links = "".join(f'<h2><a rel="bookmark" href="{url}">{url[-3:]}</a></h2>' for url in addresses(name))
    return Answer(f"<html><head><title>Blog {name}</title></head><body>{links}</body></html>")


def _at_home(name: str, path: str, week: int) -> Answer:
    if number_of(path) == 3 and week > 3:
        return post(3, ["s.example/3", "late.example/"])
    return _front(name) if path == "" else plain(name, path)


@blog
def shut_page(name: str, path: str, week: int) -> Answer | None:
    """The second page of a post's comments is shut in the first week."""
    found = paged(name, path, week)
    return Answer("Denied", status=403) if found and found.status == 500 else found


@blog
def traveller(name: str, path: str, week: int) -> Answer:
    """It lives on another host in the second and third week."""
    return moved(f"{root('inn')}{path}") if week in (2, 3) else _at_home(name, path, week)


@blog
def inn(name: str, path: str, week: int) -> Answer:
    return moved(f"{root('traveller')}{path}") if week > 3 else _at_home(name, path, week)


@blog
def returner(name: str, path: str, week: int) -> Answer:
    """It lives on another host in the second week, which answers nobody from the third on."""
    return moved(f"{root('ruin')}{path}") if week == 2 else _at_home(name, path, week)


@blog
def ruin(name: str, path: str, week: int) -> Answer:
    return Answer("gone", status=500) if week > 2 else _at_home(name, path, week)


@blog
def plainer(name: str, path: str, week: int) -> Answer:
    """It lives at `www.`, and without it from the second week on; nothing answers there from the third on."""
    if name.startswith("www."):
        bare = name.removeprefix("www.")
        return (
            Answer(status=0)
            if week > 2
            else moved(f"{root(bare)}{path}")
            if week > 1
            else _at_home(name, path, week)
        )
    return _at_home(name, path, week) if week > 1 else moved(f"{root(f'www.{name}')}{path}")


@blog
def wanderer(name: str, path: str, week: int) -> Answer:
    """Its sitemap names the first addresses; they lead to others from the second week on, to third ones from
    the third on."""
    here = min(week, 3)
    if path == "sitemap.xml":
        return sitemap(f"{root(name)}at-1/p-{number}/" for number in range(6))
    at, _, rest = path.partition("/")
    if not rest or not at.startswith("at-"):
        return plain(name, path)
    stage = int(at[3:])
    return moved(f"/at-{stage + 1}/{rest}") if stage < here else post(int(rest[2:-1]))


if __name__ == "__main__":
    serve()
