"""Sitemaps: indexes, urlsets, text lists and gzip files (https://www.sitemaps.org/protocol.html).

An answer that is no sitemap, though its address says so (a home page with status 200), is recognised.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from crawler import urls
from crawler.binary import plain_text
from crawler.discovery.answers import Answer, Lookup, Scene
from crawler.discovery.classify import LinkUse, classify
from crawler.discovery.content import date
from crawler.discovery.feeds import read_feed
from crawler.markup import xml
from crawler.records import Discovered, Post
from crawler.seeds import in_scope

MAX_CHILDREN = 1_000
"""Children of one index that are followed."""
_POSTS = re.compile(r"(?:^|[/_=-])(?:posts?|entry|entries|articles?|blog)(?:[._-]|\d|$|&)", re.I)
_WP_POSTS = re.compile(r"sitemap-posts-post-|(?:^|/)post-sitemap|sitemap=posts&.*subtype=post\b", re.I)
_OTHERS = re.compile(
    r"(?:^|[/_-])(?:categor\w*|tags?|post_tag|taxonom\w*|authors?|users?|archives?|images?|videos?|news|attachment"
    r"|products?|product_cat|post_format|misc|local|events?)(?:[._-]|\d|$)|sitemap=(?:users|taxonomies)",
    re.I,
)
_GHOST_PAGES = re.compile(r"/sitemap-pages(?:-\d+)?\.xml$")
"""Pages of Ghost have no comments, and so no linkbacks."""
_ROBOTS_LINE = re.compile(r"^[^\S\n]*sitemap\s*:\s*(\S+)", re.I | re.M)
_HEAD = 50_000
_LINKED = re.compile(rb"<link\b(?=[^>]{0,500}\brel\s*=\s*[\"']?sitemap\b)[^>]{0,1000}>", re.I)
_HREF = re.compile(rb"\bhref\s*=\s*([\"']?)([^\"'\s>]+)", re.I)
_PAGE_OF_NIKOLA = re.compile(r"/index-\d+\.html$")
_TAIL = 4000
_ENDS = re.compile(rb"</(?:\w+:)?(?:urlset|sitemapindex)\s*>|\0", re.I)
"""The end of a sitemap; in UTF-16 it is not looked for."""
_USUAL = "sitemap.xml"
_GHOST_POSTS = "sitemap-posts.xml"
_WP_FIRST = "wp-sitemap-posts-post-1.xml"
_WP_INDEX = "wp-sitemap.xml"


def from_robots(body: bytes, url: str) -> tuple[str, ...]:
    """The sitemaps that the robots.txt at `url` names, absolute, in its order, each once; none where it is an
    HTML page."""
    if xml.looks_html(body):
        return ()
    lines = _ROBOTS_LINE.findall(plain_text(body))
    return tuple(dict.fromkeys(one for line in lines if (one := urls.absolute(line, url))))


def own_sitemaps(named: tuple[str, ...], scene: Scene) -> tuple[str, ...]:
    """Of the sitemaps that a host's robots.txt names those below the blog's folder, all where there are none:
    it may speak for many blogs."""
    return tuple(one for one in named if in_scope(one, scene.prefix)) or named


def from_head(body: bytes, scene: Scene, *, url: str) -> tuple[str, ...]:
    """The sitemaps below the blog's folder that a home page's head names by `<link rel="sitemap">`."""
    head = body[:_HEAD]
    tags = _LINKED.findall(head) if b"sitemap" in head.lower() else []
    written = [href[2].decode("utf-8", "replace") for tag in tags if (href := _HREF.search(tag))]
    named = dict.fromkeys(one for text in written if (one := urls.absolute(html.unescape(text), url)))
    return tuple(one for one in named if in_scope(one, scene.prefix))


def first_sitemaps(scene: Scene, stated: tuple[str, ...], *, plain: bool = False) -> tuple[str, ...]:
    """Where to look for a blog's sitemap: what robots.txt states, else the platform's usual place.

    `plain`: the blog's addresses may have no paths (WordPress with `?p=N`), so its sitemap has none either,
    unless robots.txt states one that has. The own indexes of WordPress and Ghost are passed over: their
    children have fixed names, so the posts' one is asked directly.
    """
    usual = f"{root_of(scene)}{_USUAL}"
    if scene.platform == "ghost" and all(one == usual for one in stated):
        return (f"{root_of(scene)}{_GHOST_POSTS}",)
    wordpress = scene.platform == "wordpress"
    own = [one for one in stated if one.rstrip("/").endswith(_WP_INDEX)]
    if own or (wordpress and not stated):
        root = own[0].rstrip("/").removesuffix(_WP_INDEX) if own else root_of(scene)
        pathless = plain and not own
        return (f"{root}?sitemap=posts&sitemap-subtype=post&paged=1" if pathless else f"{root}{_WP_FIRST}",)
    return stated or (usual,)


def usual_sitemap(scene: Scene) -> tuple[Lookup, ...]:
    """The usual place alone, of software that makes none by itself."""
    return (Lookup(url=f"{root_of(scene)}{_USUAL}", way="sitemap", rank=1.0),)


def next_guess(url: str, scene: Scene) -> str | None:
    """Where to look when there was no sitemap at `url`; None when the usual place was asked.

    For WordPress's own sitemap that is the place of its plugins, which leads to theirs by a redirect; for
    Ghost's that of its index.
    """
    own = url.endswith(_WP_FIRST) or "sitemap-subtype=" in url
    own = own or (scene.platform == "ghost" and url.endswith(f"/{_GHOST_POSTS}"))
    return f"{root_of(scene)}{_USUAL}" if own else None


def root_of(scene: Scene) -> str:
    """The folder that the blog lives in, with scheme and `www.` of its home page and a slash at the end."""
    scheme, _, rest = scene.home.partition("://")
    host, _, folder = scene.prefix.partition("/")
    home = rest.partition("/")[0]
    if home.removeprefix("www.") == host.removeprefix("www."):
        host = home  # another spelling would be redirected
    return f"{scheme or 'http'}://{f'{host}/{folder}'.rstrip('/')}/"


def read_sitemap(body: bytes, url: str, scene: Scene) -> Answer:
    """One sitemap file: posts of a urlset, or the children of an index that can hold posts.

    The blog's home page and what no post's address looks like are left out; of a child that is named after
    posts every address is one. Addresses outside the blog are named too, to be counted and left alone.
    `problem`: html, empty, not_a_sitemap; partial where it breaks off, though it was sent whole: some servers
    cut what they send, or made it on a full disk.
    """
    body = xml.unpack(body)
    listed = xml.listed(body, ("url", "sitemap"), ("loc", "lastmod"))
    if listed is None:
        return _text_list(body, url, scene)
    kind, entries = listed
    if kind in ("sitemapindex", "urlset"):
        answer = (_index if kind == "sitemapindex" else _urlset)(_stated(entries, url), url, scene)
        cut = not answer.problem and not _ENDS.search(body[-_TAIL:])
        if not cut:
            return answer
        kept = answer.posts
        if kept and not in_scope(kept[-1].url, scene.prefix):
            kept = kept[:-1]  # whose an address is that is cut in its host, nobody knows
        return replace(answer, posts=kept, complete=False, problem="partial")
    feed = read_feed(body, url)
    if feed is not None and feed.posts:
        return _urlset([(post.url, post.modified or "") for post in feed.posts], url, scene)
    return _problem("not_a_sitemap")


def _index(entries: Iterable[tuple[str, str]], url: str, scene: Scene) -> Answer:
    children = [address for address, _ in entries if address != url]
    wanted = _children(children)[:MAX_CHILDREN]
    if scene.platform == "ghost":
        wanted = [child for child in wanted if not _GHOST_PAGES.search(child)] or wanted
    lookups = tuple(Lookup(url=child, way="sitemap", rank=2.0) for child in wanted)
    return Answer(way="sitemap", lookups=lookups) if lookups else _problem("empty")


def _children(children: list[str]) -> list[str]:
    """Children that hold posts: WordPress's by name; else all but those of lists, media and people."""
    own = [child for child in children if _WP_POSTS.search(child)]
    return own or [
        child for child in children if _can_hold_posts(child.partition("://")[2].partition("/")[2])
    ]


def _can_hold_posts(path: str) -> bool:
    return bool(_POSTS.search(path)) or not _OTHERS.search(path)


def _urlset(entries: Iterable[tuple[str, str]], url: str, scene: Scene) -> Answer:
    named = bool(_WP_POSTS.search(url))
    posts = tuple(
        Discovered(url=address, way="sitemap", modified=modified, post=_facts(modified))
        for address, stated in entries
        if _is_post(address, scene, named=named)
        for modified in (date(stated),)
    )
    return Answer(way="sitemap", posts=posts, complete=True)


_NOTHING = Post()


def _facts(modified: str | None) -> Post:
    return Post(modified=modified, origins=(("modified", "sitemap"),)) if modified else _NOTHING


def _is_post(address: str, scene: Scene, *, named: bool) -> bool:
    verdict = classify(address, scene.prefix)
    if scene.platform == "nikola" and _PAGE_OF_NIKOLA.search(address):
        return False  # its sitemap names the pages of the blog as well
    if named:
        return verdict.reason != "home"
    return verdict.use in (LinkUse.POST, LinkUse.UNSURE) or verdict.reason == "outside"


def _stated(entries: Iterable[tuple[str, ...]], base: str) -> Iterator[tuple[str, str]]:
    """(address, lastmod as written) of each entry."""
    for written, modified in entries:
        address = urls.absolute(written, base) if written else None
        if address:
            yield address, modified


def _text_list(body: bytes, url: str, scene: Scene) -> Answer:
    """A sitemap of one address a line."""
    if xml.looks_html(body):
        return _problem("html")
    lines = body.decode("utf-8-sig", "replace").split()
    found = [line for line in lines if line.startswith(("http://", "https://"))]
    if not found or len(found) < len(lines):
        return _problem("not_a_sitemap" if lines else "empty")
    return _urlset(((line, "") for line in found), url, scene)


def _problem(name: str) -> Answer:
    return Answer(way="sitemap", complete=False, problem=name)
