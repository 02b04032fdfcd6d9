"""The blog's own pages as a way to its posts: what an index page links, and which lists to walk next.

The fall-back, where no interface, sitemap or feed is complete. Walked are, in this order of preference, the
pagination that a page offers, its date archives, its categories; lists of all posts always.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from crawler import urls
from crawler.discovery.addresses import number_in
from crawler.discovery.answers import Answer, Lookup, Scene, Trap
from crawler.discovery.classify import Role, Verdict, classify
from crawler.discovery.traps import trap, without_session
from crawler.records import Discovered, Link, Page, Region

MANY_PAGES = 5
"""Number of a page of a list from which on a page that names no new post ends the walk."""
_PREFERENCE = ("pagination", "date", "day", "category")
_RANKS = {"list": 0.0, "pagination": 1.0, "date": 2.0, "day": 3.0, "category": 4.0}
_COUNTED = frozenset(("outside", "home", "asset"))
_PAGE_NUMBER = re.compile(r"/(?:page[/-]?|P)(\d+)(?:\.html?)?/?$", re.I)
_NEXT = ("next", "prev", "previous")


def read_archive(
    page: Page, *, scene: Scene, known: Container[str] = frozenset(), shapes: Container[str] = frozenset()
) -> Answer:
    """Posts and further lists that a page of the blog names.

    `known` holds the identities (`crawler.urls.identity`) of posts that are known already: a page late in a
    list that names no new one is its end (`endless_pagination`), a date archive without any post is a
    calendar's empty month (`calendar`). `shapes` as in `classify`. `complete` is True, as far as this
    page goes, and False where a guard cut a list off that may have more.
    """
    seen = _judged(page, scene, shapes)
    posts = _posts(seen)
    lists = _lists(seen, page.url)
    end = _end_of_walk(page.url, scene, posts, known)
    traps = list(_traps(seen))
    if end and lists:
        traps.append(Trap(name=end, count=len(lists), example=lists[0].url))
        lists = ()
    complete = end != "endless_pagination" or not posts
    return Answer(way="archive", posts=posts, lookups=lists, complete=complete, traps=tuple(traps))


_Judged = list[tuple[str, Link, Verdict]]


def _judged(page: Page, scene: Scene, shapes: Container[str]) -> _Judged:
    """Each link once, without its fragment and the visit's number, with its verdict; links among comments are
    left out."""
    here = urls.identity(page.url)
    seen: dict[str, tuple[str, Link, Verdict]] = {}
    for link in page.links:
        if link.region is Region.COMMENTS:
            continue
        target = link.url.partition("#")[0]
        if trap(target) == "session_id":
            target = without_session(target)
        if target in seen or urls.identity(target) == here:
            continue
        seen[target] = (target, link, _verdict(target, link, scene, shapes))
    return list(seen.values())


def _verdict(target: str, link: Link, scene: Scene, shapes: Container[str]) -> Verdict:
    """What the address looks like, and what the link's own `rel` says."""
    found = classify(target, scene.prefix, shapes)
    if found.role is Role.SKIP:
        return found
    if "bookmark" in link.rel and found.role is not Role.ARCHIVE:
        return Verdict(Role.POST, "bookmark")
    if any(rel in _NEXT for rel in link.rel) and found.role is Role.UNSURE:
        return Verdict(Role.ARCHIVE, "pagination")
    if any(rel in ("tag", "category") for rel in link.rel) and found.role is not Role.POST:
        return Verdict(Role.ARCHIVE, "category")
    return found


def _posts(seen: _Judged) -> tuple[Discovered, ...]:
    """Links that are posts; where none is, the likely ones among those that could be."""
    sure = [target for target, _, verdict in seen if verdict.role is Role.POST]
    if not sure:
        sure = [
            target for target, link, verdict in seen if verdict.role is Role.UNSURE and _likely(target, link)
        ]
    once = {urls.identity(target): target for target in reversed(sure)}
    return tuple(Discovered(url=target, way="archive") for target in reversed(once.values()))


def _likely(target: str, link: Link) -> bool:
    """Whether an address of no known form reads like a post's: in the text, with a slug of several words."""
    slug = target.partition("?")[0].rstrip("/").rpartition("/")[2]
    return (
        link.region is Region.CONTENT and bool(link.text) and len(slug) >= 8 and ("-" in slug or "_" in slug)
    )


def _lists(seen: _Judged, here: str) -> tuple[Lookup, ...]:
    """The lists to walk: all of the best kind that the page offers, and every list of all posts."""
    kinds: dict[str, list[str]] = {}
    for target, _, verdict in seen:
        if verdict.role is Role.ARCHIVE:
            kinds.setdefault(verdict.reason, []).append(target)
    best = next((kind for kind in _PREFERENCE if kind in kinds), None)
    wanted = [(kind, target) for kind in ("list", best) if kind for target in kinds.get(kind, ())]
    base = float(page_number(here))
    return tuple(
        Lookup(url=target, way="archive", rank=_RANKS[kind] + base / 1000) for kind, target in wanted
    )


def _end_of_walk(here: str, scene: Scene, posts: Iterable[Discovered], known: Container[str]) -> str | None:
    """The guard that ends the walk at this page; None where it goes on."""
    verdict = classify(here, scene.prefix)
    found = [urls.identity(post.url) for post in posts]
    if not found and verdict.reason in ("date", "day"):
        return "calendar"
    if verdict.reason != "pagination":
        return None
    stale = all(one in known for one in found)
    return "endless_pagination" if not found or (stale and page_number(here) >= MANY_PAGES) else None


def page_number(url: str) -> int:
    """The number of a page of a list, by path or query; 1 where the address has none."""
    found = _PAGE_NUMBER.search(url.partition("?")[0])
    if found and len(found[1]) < 10:
        return int(found[1])
    return next((number for name in ("paged", "page", "pg") if (number := number_in(url, name))), 1)


def _traps(seen: _Judged) -> Iterable[Trap]:
    counts: dict[str, list[str]] = {}
    for target, _, verdict in seen:
        if verdict.role is Role.SKIP and verdict.reason not in _COUNTED:
            counts.setdefault(verdict.reason, []).append(target)
    return (Trap(name=name, count=len(found), example=found[0]) for name, found in counts.items())
