"""The sample blogs as answers to HTTP requests: (host, path, query) in, status, type and bytes out."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from sample.network import SampleBlog, SampleComment, SampleLinkback, SamplePost

Query = dict[str, str]
COMMENTS_PER_PAGE = 4
POSTS_PER_PAGE = 6
POSTS_PER_FEED = 10
_HTML = "text/html; charset=UTF-8"
_XML = "application/xml; charset=UTF-8"
_RSS = "application/rss+xml; charset=UTF-8"
_MONTHS = {
    "de": (
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer."""

    status: int
    content_type: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = field(default=())


NOT_FOUND = Answer(404, _HTML, b"<!DOCTYPE html><title>Not found</title><h1>Not found</h1>")


def answer(network: tuple[SampleBlog, ...], host: str, path: str, query: Query) -> Answer:
    """What the network answers to a GET: 404 for a host or page that it does not have."""
    blog = next((b for b in network if urlsplit(b.home).hostname == host.partition(":")[0]), None)
    if blog is None:
        return NOT_FOUND
    reply = _PLATFORMS[blog.platform](network, blog, path, query)
    return reply or NOT_FOUND


@cache
def _environment() -> Environment:
    env = Environment(
        loader=PackageLoader("sample"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    env.globals["mf_class"] = lambda subtype: _MICROFORMATS[subtype]
    env.globals["origin"] = lambda url: "{0.scheme}://{0.netloc}/".format(urlsplit(url))
    return env


_MICROFORMATS = {
    "like": "u-like",
    "repost": "u-repost",
    "reply": "u-comment",
    "mention": "u-mention",
}


def _page(name: str, blog: SampleBlog, charset: str = "utf-8", **values: Any) -> bytes:
    def long_date(moment: datetime) -> str:
        if blog.language == "de":
            return f"{moment.day}. {_MONTHS['de'][moment.month - 1]} {moment.year}"
        return f"{_MONTHS['en'][moment.month - 1]} {moment.day}, {moment.year}"

    text = _environment().get_template(name).render(blog=blog, long_date=long_date, **values)
    return text.encode(charset, "xmlcharrefreplace")


def _html(name: str, blog: SampleBlog, charset: str = "utf-8", **values: Any) -> Answer:
    declared = "text/html" if charset != "utf-8" else _HTML
    return Answer(200, declared, _page(name, blog, charset, **values))


def _find(blog: SampleBlog, path: str) -> SamplePost | None:
    return next((p for p in blog.posts if p.path == path), None)


def _neighbours(blog: SampleBlog, post: SamplePost) -> dict[str, Any]:
    at = post.number - 1
    following = blog.posts[at + 1] if at + 1 < len(blog.posts) else None
    return {"post": post, "previous": blog.posts[at - 1] if at else None, "following": following}


def _entries(
    post: SamplePost, shape: Callable[[SampleLinkback | SampleComment], dict[str, Any]]
) -> list[dict[str, Any]]:
    """Linkbacks and comments of a post in one list, by date, as WordPress keeps them."""
    mixed: list[SampleLinkback | SampleComment] = [*post.linkbacks, *post.comments]
    return [shape(e) for e in sorted(mixed, key=lambda e: (e.published, isinstance(e, SampleComment)))]


def _wordpress_entry(entry: SampleLinkback | SampleComment) -> dict[str, Any]:
    if isinstance(entry, SampleComment):
        shape = {"kind": "comment", "link": entry.url, "label": entry.author, "body": entry.text}
        return shape | {
            "author": entry.author,
            "url": entry.url,
            "text": entry.text,
            "published": entry.published,
        }
    label = f"{entry.site} » {entry.title}" if entry.kind == "pingback" else entry.site
    shape = {"kind": entry.kind, "link": entry.source, "label": label, "body": f"[…] {entry.excerpt} […]"}
    return shape | {
        "source": entry.source,
        "site": entry.site,
        "title": entry.title,
        "excerpt": entry.excerpt,
        "published": entry.published,
    }


def _wordpress(network: tuple[SampleBlog, ...], blog: SampleBlog, path: str, query: Query) -> Answer | None:
    if path == "/robots.txt":
        return Answer(
            200,
            "text/plain",
            f"User-agent: *\nDisallow: /wp-admin/\nSitemap: {blog.home}wp-sitemap.xml\n".encode(),
        )
    if path == "/feed/":
        return _feed_page(
            blog, int(query.get("paged", 1)), busiest="comment_count" in query.get("orderby", "")
        )
    if path == "/wp-sitemap.xml":
        return Answer(200, _XML, _page("sitemap_index.xml", blog))
    if path == "/wp-sitemap-posts-post-1.xml":
        return Answer(200, _XML, _page("sitemap.xml", blog, shown=blog.posts))
    if path == "/wp-json/wp/v2/posts":
        return _rest(blog, query)
    if path == "/" or path.startswith("/page/"):
        return _wordpress_home(blog, int(path.removeprefix("/page/").strip("/") or 1) if path != "/" else 1)
    return _wordpress_post(blog, path)


def _wordpress_home(blog: SampleBlog, number: int) -> Answer | None:
    newest = list(reversed(blog.posts))
    shown = newest[(number - 1) * POSTS_PER_PAGE : number * POSTS_PER_PAGE]
    older = f"{blog.home}page/{number + 1}/" if number * POSTS_PER_PAGE < len(newest) else None
    newer = (blog.home if number == 2 else f"{blog.home}page/{number - 1}/") if number > 1 else None
    extra: dict[str, Any] = {"feed": f"{blog.home}feed/", "rest": True, "version": "6.4.2"}
    return (
        _html("wordpress_home.html", blog, shown=shown, older=older, newer=newer, **extra) if shown else None
    )


def _wordpress_post(blog: SampleBlog, path: str) -> Answer | None:
    base, _, tail = path.partition("comment-page-")
    post = _find(blog, base)
    if post is None:
        return None
    entries = _entries(post, _wordpress_entry)
    pages = max(1, -(-len(entries) // COMMENTS_PER_PAGE)) if blog.platform == "wordpress" else 1
    number = int(tail.strip("/")) if tail.strip("/").isdigit() else pages
    if blog.platform == "wordpress":
        entries_shown = entries[(number - 1) * COMMENTS_PER_PAGE : number * COMMENTS_PER_PAGE]
    else:
        entries_shown = entries
    template = "wordpress_post.html" if blog.platform == "wordpress" else "wordpress_blocks_post.html"
    return _html(
        template,
        blog,
        post=post,
        entries=entries_shown,
        total=len(entries),
        page=number,
        pages=pages,
        page_url=lambda n: f"{post.url}comment-page-{n}/#comments",
    )


def _feed_page(blog: SampleBlog, number: int, *, busiest: bool = False) -> Answer | None:
    """A page of the feed, the newest posts first, or those with most comments and linkbacks."""
    newest = list(reversed(blog.posts))
    if busiest:
        newest.sort(key=lambda p: (len(p.comments) + len(p.linkbacks), p.number), reverse=True)
    shown = newest[(number - 1) * POSTS_PER_FEED : number * POSTS_PER_FEED]
    return Answer(200, _RSS, _page("rss.xml", blog, shown=shown)) if shown else None


def _rest(blog: SampleBlog, query: Query) -> Answer:
    size, number = int(query.get("per_page", 10)), int(query.get("page", 1))
    newest = list(reversed(blog.posts))
    shown = newest[(number - 1) * size : number * size]
    total = (("X-WP-Total", str(len(newest))), ("X-WP-TotalPages", str(-(-len(newest) // size))))
    if not shown:
        return Answer(400, "application/json", b'{"code":"rest_post_invalid_page_number"}')
    body = json.dumps([_rest_post(blog, p) for p in shown]).encode()
    return Answer(200, "application/json; charset=UTF-8", body, total)


def _rest_post(blog: SampleBlog, post: SamplePost) -> dict[str, Any]:
    stamp = post.published.strftime("%Y-%m-%dT%H:%M:%S")
    links = "".join(f'<p>See <a href="{url}">{title}</a>.</p>' for url, title in post.cites)
    terms = [{"id": n, "name": t, "taxonomy": "post_tag"} for n, t in enumerate(post.tags, 1)]
    return {
        "id": post.number,
        "date": stamp,
        "date_gmt": stamp,
        "modified": stamp,
        "modified_gmt": stamp,
        "link": post.url,
        "title": {"rendered": post.title},
        "content": {"rendered": "".join(f"<p>{s}</p>" for s in post.sentences) + links, "protected": False},
        "excerpt": {"rendered": f"<p>{post.sentences[0]}</p>"},
        "comment_status": "closed" if post.closed else "open",
        "ping_status": "closed" if post.closed else "open",
        "tags": [t["id"] for t in terms],
        "categories": [],
        "_embedded": {"author": [{"name": blog.author}], "wp:term": [[], terms]},
    }


def _wordpress_old(
    network: tuple[SampleBlog, ...], blog: SampleBlog, path: str, query: Query
) -> Answer | None:
    if path == "/robots.txt":
        return Answer(200, "text/plain", b"User-agent: *\nDisallow: /wp-trackback.php\n")
    if path != "/":
        return None
    if "p" in query:
        post = _find(blog, f"/?p={query['p']}")
        if post is None:
            return None
        entries = _entries(post, _wordpress_entry)
        return _html(
            "wordpress_old_post.html", blog, post=post, entries=entries, total=len(entries), network=network
        )
    number = int(query.get("paged", 1))
    if query.get("feed") == "rss2":
        return _feed_page(blog, number)
    newest = list(reversed(blog.posts))
    shown = newest[(number - 1) * POSTS_PER_PAGE : number * POSTS_PER_PAGE]
    older = f"{blog.home}?paged={number + 1}" if number * POSTS_PER_PAGE < len(newest) else None
    newer = f"{blog.home}?paged={number - 1}" if number > 1 else None
    extra: dict[str, Any] = {"feed": f"{blog.home}?feed=rss2", "rest": False, "version": "1.5.2"}
    return (
        _html("wordpress_home.html", blog, shown=shown, older=older, newer=newer, **extra) if shown else None
    )


def _movabletype(network: tuple[SampleBlog, ...], blog: SampleBlog, path: str, query: Query) -> Answer | None:
    if path == "/cgi-bin/mt-tb.cgi" and query.get("__mode") == "view":
        number = query.get("entry_id", "")
        post = next((p for p in blog.posts if str(p.number) == number and has_popup(blog, p)), None)
        return _html("movabletype_popup.html", blog, post=post, pings=post.linkbacks) if post else None
    return _static(blog, path, "movabletype_post.html", "http://www.movabletype.org/")


def has_popup(blog: SampleBlog, post: SamplePost) -> bool:
    """Whether the post's listing stands in a pop-up page of its own, and only the number on the post."""
    return blog.platform == "movabletype" and post.number % 4 == 1


def _movabletype_ja(
    network: tuple[SampleBlog, ...], blog: SampleBlog, path: str, query: Query
) -> Answer | None:
    return _static(blog, path, "movabletype_ja_post.html", "http://www.movabletype.org/", "euc-jp")


def _typepad(network: tuple[SampleBlog, ...], blog: SampleBlog, path: str, query: Query) -> Answer | None:
    return _static(blog, path, "typepad_post.html", "http://www.typepad.com/")


def _static(
    blog: SampleBlog, path: str, template: str, generator: str, charset: str = "utf-8"
) -> Answer | None:
    """Static files with one Atom feed and one page that lists all posts."""
    newest = list(reversed(blog.posts))
    if path == "/atom.xml":
        return Answer(200, "application/atom+xml", _page("atom.xml", blog, shown=newest[:POSTS_PER_FEED]))
    if path == "/sitemap.xml" and blog.platform == "typepad":
        return Answer(200, _XML, gzip.compress(_page("sitemap.xml", blog, shown=blog.posts), mtime=0))
    if path == "/":
        return _home(blog, newest, charset, generator)
    post = _find(blog, path)
    if post is None:
        return None
    popup = has_popup(blog, post)
    return _html(
        template,
        blog,
        charset,
        pings=post.linkbacks,
        comments=post.comments,
        popup=popup,
        **_neighbours(blog, post),
    )


def _home(blog: SampleBlog, shown: Iterable[SamplePost], charset: str, generator: str) -> Answer:
    values = {"feed": f"{blog.home}atom.xml", "feed_type": "application/atom+xml", "generator": generator}
    body = _page("home.html", blog, charset, shown=shown, newer=None, older=None, encoding=charset, **values)
    return Answer(200, "text/html", body)


def _indieweb(network: tuple[SampleBlog, ...], blog: SampleBlog, path: str, query: Query) -> Answer | None:
    newest = list(reversed(blog.posts))
    if path == "/feed.xml":
        return Answer(200, "application/atom+xml", _page("atom.xml", blog, shown=newest))
    if path == "/sitemap.xml":
        return Answer(200, _XML, _page("sitemap.xml", blog, shown=blog.posts))
    if path == "/":
        values = {
            "feed": f"{blog.home}feed.xml",
            "feed_type": "application/atom+xml",
            "generator": "Eleventy v2.0.1",
        }
        return _html("home.html", blog, shown=newest, newer=None, older=None, encoding="utf-8", **values)
    post = _find(blog, path)
    if post is None:
        return None
    reply = _html(
        "indieweb_post.html", blog, pings=post.linkbacks, comments=post.comments, **_neighbours(blog, post)
    )
    link = () if post.closed else (("Link", f'<{blog.home}webmention>; rel="webmention"'),)
    return Answer(reply.status, reply.content_type, reply.body, link)


def _serendipity(network: tuple[SampleBlog, ...], blog: SampleBlog, path: str, query: Query) -> Answer | None:
    newest = list(reversed(blog.posts))
    if path == "/feeds/index.rss2":
        return Answer(200, _RSS, _page("rss.xml", blog, shown=newest[:POSTS_PER_FEED]))
    if path == "/" or path.startswith("/archives/P"):
        number = int(path.removeprefix("/archives/P").removesuffix(".html") or 1) if path != "/" else 1
        shown = newest[(number - 1) * POSTS_PER_PAGE : number * POSTS_PER_PAGE]
        older = f"{blog.home}archives/P{number + 1}.html" if number * POSTS_PER_PAGE < len(newest) else None
        newer = f"{blog.home}archives/P{number - 1}.html" if number > 1 else None
        values = {
            "feed": f"{blog.home}feeds/index.rss2",
            "feed_type": "application/rss+xml",
            "generator": "Serendipity v.2.3.5",
        }
        return (
            _html("home.html", blog, shown=shown, newer=newer, older=older, encoding="utf-8", **values)
            if shown
            else None
        )
    post = _find(blog, path)
    if post is None:
        return None
    return _html(
        "serendipity_post.html", blog, pings=post.linkbacks, comments=post.comments, **_neighbours(blog, post)
    )


_PLATFORMS: dict[str, Callable[[tuple[SampleBlog, ...], SampleBlog, str, Query], Answer | None]] = {
    "wordpress": _wordpress,
    "wordpress-blocks": _wordpress,
    "wordpress-old": _wordpress_old,
    "movabletype": _movabletype,
    "movabletype-ja": _movabletype_ja,
    "typepad": _typepad,
    "indieweb": _indieweb,
    "serendipity": _serendipity,
}
