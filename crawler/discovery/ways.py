"""The ways to a blog's posts, cheapest complete one first, and what to try where one fails."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from typing import Any

from crawler import urls
from crawler.discovery.addresses import number_in, parameter, with_query
from crawler.discovery.answers import Answer, Lookup, Scene
from crawler.discovery.feed_pages import (
    blogger_feed,
    counts_feed,
    is_counts,
    lacks_page,
    past_the_end,
    plain_feed,
    read_feed_page,
)
from crawler.discovery.rest import is_pages, read_rest, rest_url
from crawler.discovery.sitemaps import first_sitemaps, next_guess, read_sitemap, root_of
from crawler.records import Discovered, Page
from crawler.seeds import in_scope

SMALL = 10
"""Posts up to which one page of the reader's feed tells all counts (WordPress's usual page)."""
_TONGUE = re.compile(
    r"(?:ar|b[gn]|c[asy]|d[ae]|e[lnstu]|f[air]|g[al]|h[eiruy]|i[dst]|ja|k[ao]|l[tv]|m[ks]|n[blno]|p[lt]|r[ou]"
    r"|s[klqrvw]|t[hlr]|u[krz]|vi|zh)(?:-\w+)?",
    re.I,
)
"""Languages of blogs, as folders of their addresses name them: no `tv`, and no `us`."""
_COMMENTS = re.compile(r"comment|kommentar|talkback", re.I)
_TRACKBACKS = re.compile(r"trackback|pingback", re.I)
# Feeds as links of a page call them, where its head names none: software of 2003 and its templates.
_FEED_PATH = re.compile(
    r"/(?:[\w-]*\.(?:rdf|rss(?:20?|10?|09\d)?|atom)|(?:rss|atom|feed|rdf|index|backend)[\w-]{0,6}\.xml|"
    r"(?:rss|atom|feed|rdf|backend)[\d_-]{0,4}\.(?:php|aspx|cgi)|"
    r"(?:rss2?|atom|feeds?)(?:/(?:rss2?|atom|default))?/?|SyndicationService\.asmx/Get(?:Rss|Atom)|"
    r"(?:rss|rdf|atom)\d*_xml|[\w-]*(?:rss|atom|feed)\w{0,3}\.(?:php|xml|aspx)\?[\w.=&-]*|"
    r"[^?]*\?(?:[\w=&]*&)?(?:(?:feed|flavou?r|cmd|_t|rss)=(?:rss|atom|rdf)[\d.]*|(?:feed|rss)=1|q=[\w/]+/feed)"
    r"(?:&[\w=]*)?)\Z",
    re.I,
)
_FEED_WORDS = re.compile(r"\W*(?:(?:rss|atom|xml|rdf)\b|feeds?\b|syndicat|フィード)", re.I)
WITHOUT_SITEMAP = frozenset((
    ".text", "b2evolution", "blojsom", "blosxom", "coreblog", "dotclear", "greymatter", "lifetype", "manila",
    "mephisto", "movabletype", "nanoblogger", "newtelligence", "nucleus", "pivot", "pyblosxom", "radio",
    "serendipity", "simplog", "tdiary", "textpattern", "typepad",
))  # fmt: skip
"""Software that makes no sitemap by itself: none is looked for that robots.txt does not name, unless the home
page leads to no lists."""
_COMPLETE_WAYS = ("rest", "sitemap", "feed", "archive")


def start(
    page: Page, scene: Scene, sitemaps: tuple[str, ...] = (), *, rest: bool = True
) -> tuple[Lookup, ...]:
    """What to ask first, from the blog's home page; `sitemaps` are those of `own_sitemaps`.

    WordPress: REST (which leads to the feed by number of comments and to pages) and the posts' sitemap.
    Others, and WordPress that says to be older than REST (`rest` off): sitemap and feed. On a re-crawl of
    WordPress the comments feed takes the sitemap's place, unless that named posts which REST does not (those
    of other languages, say).
    """
    if page.rest or scene.platform == "wordpress":
        return _wordpress(page, scene, sitemaps, rest=rest)
    # Blogger makes feed and sitemap of the same posts: once they were compared, the feed is enough.
    places = () if _is_blogger_again(scene) else first_sitemaps(scene, sitemaps)
    if not sitemaps and scene.platform in WITHOUT_SITEMAP:
        places = ()
    lookups = [Lookup(url=url, way="sitemap", rank=1.0) for url in places]
    lookups += [Lookup(url=url, way="feed", rank=2.0) for url in _first_feeds(page, scene)]
    if scene.again:
        lookups += [Lookup(url=url, way="feed", rank=2.5) for url in page.feeds if _TRACKBACKS.search(url)][
            :1
        ]
    return tuple(lookups)


def read(
    url: str,
    way: str,
    *,
    status: int,
    headers: Mapping[str, str],
    body: bytes,
    scene: Scene,
    known: Container[str] = frozenset(),
) -> Answer:
    """One answer of a lookup, of any status.

    `url` is the one that was asked, `headers` have lower-case names. `known`: identities of the posts that
    earlier pages of the same way named. Never raises. An unknown way, and a page of an "archive" (see
    `read_archive`), give the problem "unknown_way".
    """
    if way == "rest":
        return _rest(url, status, headers, body, scene, known)
    if way == "feed":
        return _feed(url, status, body, scene, known)
    if way == "sitemap":
        return _sitemap(url, status, body, scene)
    if way == "archive" and status != 200:
        # A page of a list that is not there, past its end say, lacks no post.
        return Answer(way="archive") if status in (404, 410) else _failed("archive", f"http_{status}")
    return Answer(way=way, complete=False, problem="unknown_way")


def forbidden(url: str, way: str, scene: Scene) -> tuple[Lookup, ...]:
    """What to ask instead of a look-up that robots.txt forbids: not the same by another door."""
    if way == "rest":
        first = not is_pages(url) and (number_in(url, "page") or 1) == 1
        return _after_rest(url, scene) if first else ()
    if way == "feed":
        return _instead_of_feed(url, scene) if is_counts(url) else ()
    return _sitemap(url, 403, b"", scene).lookups if way == "sitemap" else ()


def recorded_as(url: str, way: str) -> str:
    """The name under which a look-up's posts are recorded: "counts" and "pages" are ways of their own."""
    if way == "feed" and is_counts(url):
        return "counts"
    return "pages" if way == "rest" and is_pages(url) else way


def needs_archive(ways: Mapping[str, Mapping[str, Any]], *, sitemap: bool = True) -> bool:
    """Whether the blog's own pages must be walked: no way is complete.

    `ways` is {way: {found, complete}} as the store keeps it. A sitemap that names fewer posts than the feed's
    newest ones is not taken for complete, nor is any with `sitemap=False`.
    """
    found = {name: int(way.get("found") or 0) for name, way in ways.items()}
    for name in _COMPLETE_WAYS:
        complete = bool(ways.get(name, {}).get("complete")) and found[name] > 0
        if complete and (name != "sitemap" or (sitemap and found[name] >= found.get("feed", 0))):
            return False
    return True


def _wordpress(page: Page, scene: Scene, sitemaps: tuple[str, ...], *, rest: bool) -> tuple[Lookup, ...]:
    # a page that names no REST root is of an old WordPress, or hides it: the plain form works on any
    root = page.rest or f"{root_of(scene)}?rest_route=/"
    lookups = [Lookup(url=rest_url(root), way="rest", rank=0.0)]
    if not rest:
        lookups = [Lookup(url=_readers_feed(page, scene), way="feed", rank=1.5)]
    if scene.again:
        lookups += [Lookup(url=url, way="feed", rank=2.5) for url in page.feeds if _COMMENTS.search(url)][:1]
    if scene.again and not scene.beyond_rest and rest:
        return tuple(lookups)
    known = _as_wordpress(scene) if page.rest else Scene(home=scene.home, prefix=scene.prefix)
    places = first_sitemaps(known, sitemaps, plain="rest_route=" in root)
    return (*lookups, *(Lookup(url=url, way="sitemap", rank=1.0) for url in places))


def _readers_feed(page: Page, scene: Scene) -> str:
    """WordPress's feed of all posts, by its pretty address where the page names that: the plain one is then
    redirected. No category's, and not as a feed service has it, without pages."""
    pretty = f"{root_of(scene)}feed/"
    named = (url for url in page.feeds if urls.identity(url) == urls.identity(pretty))
    return next(named, with_query(root_of(scene), feed="rss2"))


def _as_wordpress(scene: Scene) -> Scene:
    return Scene(home=scene.home, prefix=scene.prefix, platform="wordpress", again=scene.again)


def _first_feeds(page: Page, scene: Scene) -> tuple[str, ...]:
    """The one feed of posts to start with; Blogger's in large pages. Empty where the page names none, nor
    links one."""
    found = _of_posts(page.feeds) or _of_posts(_linked_feeds(page, scene))
    blogger = [url for url in found if "/feeds/posts/" in url]
    # Blogs that Blogger writes to their own hosts have but the feed that they name.
    if blogger or (scene.platform == "blogger" and not any(in_scope(one, scene.prefix) for one in found)):
        return (blogger_feed(blogger[0] if blogger else f"{root_of(scene)}feeds/posts/default"),)
    return tuple(found[:1])


def _of_posts(feeds: Iterable[str]) -> list[str]:
    return [url for url in feeds if not _COMMENTS.search(url) and not _TRACKBACKS.search(url)]


def _linked_feeds(page: Page, scene: Scene) -> list[str]:
    """The blog's own addresses that look like feeds, those first that a link's words call so."""
    own = [link for link in page.links if in_scope(link.url, scene.prefix) and _FEED_PATH.search(link.url)]
    return [link.url for link in sorted(own, key=lambda link: not _FEED_WORDS.match(link.text))]


def _rest(
    url: str, status: int, headers: Mapping[str, str], body: bytes, scene: Scene, known: Container[str]
) -> Answer:
    page = number_in(url, "page") or 1
    if status == 400 and page > 1:
        return Answer(way="rest", complete=True)  # posts were deleted between two pages
    answer = (
        read_rest(body, url, headers, known=known) if status == 200 else _failed("rest", f"http_{status}")
    )
    if is_pages(url):
        # a side way: it says nothing of whether all posts are known
        return Answer(way="pages", posts=answer.posts, lookups=answer.lookups, hidden=answer.hidden)
    if answer.problem:
        return _with(answer, _instead_of_rest(url, scene))
    return _with(answer, _beside_rest(url, answer, scene)) if page == 1 else answer


def _beside_rest(url: str, answer: Answer, scene: Scene) -> tuple[Lookup, ...]:
    """What the posts' REST does not tell: numbers of comments (by feed), and WordPress's pages."""
    total = answer.total if answer.total is not None else len(answer.posts)
    pages = Lookup(url=url.replace("wp/v2/posts", "wp/v2/pages", 1), way="rest", rank=2.0)
    beside = () if scene.knows_pages else (pages,)
    if not total:
        return beside
    # feeds end in a slash where the posts' own addresses do: the other form is redirected
    slash = all(post.url.endswith("/") for post in answer.posts[:1])
    feed = _wordpress_feed(url, scene, slash=slash)
    # Where a blog has several languages, its feed has but one of them: its pages tell which posts it counts.
    plain = total <= SMALL or len(_languages(answer.posts, scene)) > 1
    return (Lookup(url=feed if plain else counts_feed(feed, total), way="feed", rank=1.5), *beside)


def _languages(posts: Iterable[Discovered], scene: Scene) -> set[str]:
    """The languages that the addresses of posts name by a folder or by `lang=`; "" for those without."""
    named = set()
    for post in posts:
        folder = post.url.partition("://")[2].removeprefix(scene.prefix).partition("/")[0]
        tongue = _TONGUE.fullmatch(parameter(post.url, "lang") or folder)
        named.add(tongue[0].lower() if tongue else "")
    return named


def _instead_of_rest(url: str, scene: Scene) -> tuple[Lookup, ...]:
    """REST by its plain form, which needs no rewriting; after that the feed, page by page."""
    if parameter(url, "rest_route") is None and (number_in(url, "page") or 1) == 1:
        plain = rest_url(f"{root_of(scene)}?rest_route=")
        return (Lookup(url=plain, way="rest", rank=0.5),)
    return _after_rest(url, scene)


def _after_rest(url: str, scene: Scene) -> tuple[Lookup, ...]:
    """The feed, page by page, where there is no REST."""
    feed = Lookup(url=_wordpress_feed(url, scene), way="feed", rank=1.5)
    # On a re-crawl the sitemap was passed over, for REST to tell all: now it is wanted after all.
    places = first_sitemaps(_as_wordpress(scene), ()) if scene.again else ()
    return (feed, *(Lookup(url=place, way="sitemap", rank=2.0) for place in places))


def _wordpress_feed(rest: str, scene: Scene, *, slash: bool = True) -> str:
    """The posts' feed in the form of the blog's REST address: `/feed/`, `/index.php/feed`, `?feed=rss2`."""
    if "/wp-json/" in rest and parameter(rest, "rest_route") is None:
        return f"{rest.partition('/wp-json/')[0]}/feed{'/' if slash else ''}"
    return with_query(root_of(scene), feed="rss2")


def _feed(url: str, status: int, body: bytes, scene: Scene, known: Container[str]) -> Answer:
    way = "counts" if is_counts(url) else "feed"
    if status in (404, 410) and past_the_end(url) and not lacks_page(url):
        return Answer(way=way, complete=True)
    if status in (404, 410) and past_the_end(url):
        answer = _failed(way, "partial")
    elif status != 200:
        answer = _failed(way, f"http_{status}")
    else:
        answer = read_feed_page(body, url, scene, known=known)
    if answer.way == "feed" and not answer.complete and not answer.lookups and _is_blogger_again(scene):
        places = first_sitemaps(scene, ())
        return _with(answer, tuple(Lookup(url=place, way="sitemap", rank=2.0) for place in places))
    if not answer.problem or answer.lookups:
        return answer
    return _with(answer, _instead_of_feed(url, scene))


def _is_blogger_again(scene: Scene) -> bool:
    return scene.again and scene.platform == "blogger"


def _instead_of_feed(url: str, scene: Scene) -> tuple[Lookup, ...]:
    """The reader's feed for one by counts; WordPress's plain form for its pretty one, and the other way
    round: a copy of the blog as plain files has no answer to a query. What was asked is not asked again."""
    if is_counts(url):
        return (Lookup(url=plain_feed(url), way="feed", rank=3.0),)
    wordpress = scene.platform == "wordpress" and not past_the_end(url)
    if not wordpress or "comments" in url or urls.host(url) != urls.host(scene.home):
        return ()
    root = root_of(scene)
    other = f"{root}feed/" if "feed=" in url else with_query(root, feed="rss2")
    return (Lookup(url=other, way="feed", rank=3.0),)


def _sitemap(url: str, status: int, body: bytes, scene: Scene) -> Answer:
    answer = read_sitemap(body, url, scene) if status == 200 else _failed("sitemap", f"http_{status}")
    guess = next_guess(url, scene) if answer.problem else None
    return _with(answer, (Lookup(url=guess, way="sitemap", rank=2.0),)) if guess else answer


def _failed(way: str, problem: str) -> Answer:
    return Answer(way=way, complete=False, problem=problem)


def _with(answer: Answer, lookups: tuple[Lookup, ...]) -> Answer:
    """The answer with further lookups; where they take the place of a failed one, the way is still open."""
    same = any(one.way == answer.way for one in lookups)
    return Answer(
        way=answer.way,
        posts=answer.posts,
        lookups=(*answer.lookups, *lookups),
        complete=None if same and answer.problem else answer.complete,
        problem=answer.problem,
        total=answer.total,
        hidden=answer.hidden,
        commented=answer.commented,
        window=answer.window,
        traps=answer.traps,
    )
