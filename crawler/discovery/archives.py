"""The blog's own pages as a way to its posts: what an index page links, and which lists to walk next.

The fall-back, where no interface, sitemap or feed is complete. Walked are, in this order of preference, the
pagination that a page offers, its date archives (oldest first), its categories; lists of all posts always.
A page of a list leads to nothing lesser: the second page of all posts to no month, a month to no category.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from crawler import urls
from crawler.discovery.answers import Answer, Lookup, Scene, Trap
from crawler.discovery.classify import LinkUse, Verdict, classify, identified
from crawler.discovery.date_places import NO_YEAR, date_of, place_of
from crawler.discovery.forms import Form, learn
from crawler.discovery.kinds import FURTHER, RANKS, kind_of
from crawler.discovery.link_words import (
    SEVERAL,
    goes_back,
    leads_to_list,
    named_posts,
    reads_like_title,
    turns_page,
)
from crawler.discovery.page_numbers import (
    NEXT,
    by_numbers,
    first_page_of,
    is_first,
    is_turned,
    page_number,
    stem_and_number,
)
from crawler.discovery.traps import trap, without_session
from crawler.records import Discovered, Link, Page, PageKind, Region
from crawler.seeds import in_scope

MANY_PAGES = 5
"""Number of a page of a list from which on a page that names no new post ends the walk."""
_A_PAGE = 10
_A_FOLDER = 5
_PREFERENCE = ("pagination", "date", "day", "category")
_NO_LISTS = frozenset(("day", "category", "author"))
"""Lists that may be posts, where the feed names such: days with what was written on them."""
_NO_TRAPS = frozenset(("search", "faceted", "admin", "trackback", "session_id", "calendar"))
"""Guards by the names of parameters, which software may give to others, and by numbers, which posts have."""
_TOLD = "told"
_COUNTED = frozenset(("outside", "home", "asset"))
FRAME = "frame"
"""What a link "is" that is the frame of a home page: whatever it shows, it may list the blog's posts."""
_LAST_NUMBER = re.compile(r"(\d{1,9})\D*\Z")
# "ACatCalledMonday.aspx"
_HUMPS = re.compile(r"(?:[A-Z][a-z]+|A|I){3,}(?:\.\w{3,5})?\Z")
_BESIDE = re.compile(r"comment|track-?back|\bprint|e-?mail|tell|send", re.I)


def read_archive(
    page: Page, *, scene: Scene, known: Container[str] = frozenset(), rank: float = 0.0
) -> Answer:
    """Posts and further lists that a page of the blog names.

    `rank` is that by which the page was looked up: what goes on where the home page's own further pages do
    (`archives/P2.html`) is of their kind as well. `known` holds the identities (`crawler.urls.identity`) of
    posts that earlier pages of the list named: a page late in a list that names no new one is its end
    (`endless_pagination`), a date archive without any post is a calendar's empty month (`calendar`).
    `complete` is True, as far as this page goes, and False where a guard cut a list off that may have more.
    """
    turned = kind_of(rank) == "pagination"
    # The last page of a list may have a single post.
    seen = judged(page, scene, several=1 if turned or page_number(page.url) > 1 else SEVERAL)
    posts = _posts(seen)
    lists = _lists(seen, page.url, scene, turned=turned)
    end = _end_of_walk(page.url, scene, posts, known, turned=turned)
    traps = list(_traps(seen))
    if end and lists:
        # The list of a year may name its months alone.
        kept = tuple(one for one in lists if end == "calendar" and _is_within(one.url, page.url))
        cut = [one for one in lists if one not in kept]
        traps += [Trap(name=end, count=len(cut), example=cut[0].url)] if cut else []
        lists = kept
    complete = end != "endless_pagination" or not posts
    return Answer(way="archive", posts=posts, lookups=lists, complete=complete, traps=tuple(traps))


def read_beside(
    page: Page, *, scene: Scene, seen: set[int], named: Container[int] = ()
) -> tuple[Discovered, ...]:
    """Posts to which a post leads: the one before it, those of a calendar or of a list beside it.

    `seen` holds the links that were judged on other posts, as hashes of their addresses; those of this page
    are added. Links to what is `named`, as hashes of identities, are not judged.
    """
    fresh = [link for link in (*page.links, *page.beside) if hash(link.url) not in seen]
    seen.update(hash(link.url) for link in fresh)
    fresh = [
        link for link in fresh if link.region is not Region.COMMENTS and in_scope(link.url, scene.prefix)
    ]
    if named:
        fresh = [link for link in fresh if hash(urls.identity(link.url)) not in named]
    if not fresh:
        return ()
    told = named_posts(fresh)
    known = (urls.identity(page.url), urls.identity(scene.home))
    mine = identified(page.url)
    found: dict[str, str] = {}
    for link in fresh:
        bare = link.url.partition("#")[0]
        target = without_session(bare) if trap(bare) == "session_id" else bare
        if mine & identified(target) or _is_beside(target, scene):
            continue
        verdict = _verdict(target, link, page.url, scene, told=bare in told)
        if verdict.use is LinkUse.POST or _is_neighbour(target, link, verdict, page.url, scene):
            found.setdefault(urls.identity(target), target)
    return tuple(Discovered(url=url, way="archive") for mark, url in found.items() if mark not in known)


def form_shown(page: Page, scene: Scene) -> Form | None:
    """The form of the posts that a home page names by their titles, where no address tells that they are
    posts: there is a number in each (`show.php?nr=12`, `2005/064/rain`)."""
    seen = judged(page, scene)
    if any(verdict.use is LinkUse.POST for _, _, verdict in seen):
        return None
    titled = [
        target
        for target, link, verdict in seen
        if verdict.use is LinkUse.UNSURE and link.region is Region.CONTENT and _is_title(link.text)
    ]
    return form_of_numbers(titled, scene.prefix)


def form_of_numbers(posts: Iterable[str], prefix: str) -> Form | None:
    """The form of several addresses that say nothing but by a number in each."""
    unsure = {one for one in posts if classify(one, prefix).use is LinkUse.UNSURE}
    form = learn(unsure, prefix)
    fit = {one for one in unsure if form is not None and form.fits(one, prefix)}
    numbered = all(map(_LAST_NUMBER.search, (one.partition("://")[2].partition("/")[2] for one in fit)))
    return form if form is not None and form.sure and numbered and len(fit) >= _A_FOLDER else None


def _is_title(text: str) -> bool:
    """Whether a link's words are a title, and not those of a month or a week ("Week 34, 2005")."""
    worded = sum(any(map(str.isalpha, word)) for word in text.split()) > 1
    dense = text.lower() == text.upper() and sum(map(str.isalpha, text)) > 3
    return reads_like_title(text) and (worded or dense)


def _is_beside(target: str, scene: Scene) -> bool:
    """Whether an address is called a page of comments, or of mail, and has not the form of posts."""
    below = target.partition("://")[2].partition("/")[2]
    formed = scene.form is None or scene.form.fits(target, scene.prefix)
    return not formed and _BESIDE.search(below) is not None


def _is_neighbour(target: str, link: Link, verdict: Verdict, here: str, scene: Scene) -> bool:
    """Whether a post's link, whose address says nothing, leads to the post before or after it: not to a
    further page of its own text."""
    if verdict.reason != "pagination" or classify(target, scene.prefix).use is not LinkUse.UNSURE:
        return False
    (stem, _), (own, mine) = stem_and_number(target), stem_and_number(here)
    if (stem == own and mine is None) or target.startswith(here.partition("?")[0].rstrip("/") + "/"):
        return False
    return any(rel in NEXT for rel in link.rel) or goes_back(link.text)


def _is_within(target: str, here: str) -> bool:
    """Whether an address names a month of the year that another one names."""
    year, month, _ = date_of(here)
    other, part, _ = date_of(target)
    return year == other != NO_YEAR and not month and part > 0


_Judged = list[tuple[str, Link, Verdict]]


def judged(page: Page, scene: Scene, *, several: int = SEVERAL) -> _Judged:
    """Each link once, without its fragment and the visit's number, with its verdict; links among comments, to
    the page itself and to the home page are left out. `several`: see `named_posts`."""
    known = (urls.identity(page.url), urls.identity(scene.home))
    seen: dict[str, tuple[str, Link, Verdict]] = {}
    told, pages = named_posts(page.links, several=several), by_numbers(page.links)
    for link in (*page.links, *page.beside):
        if link.region is Region.COMMENTS and not (
            _is_own(link, scene, told) or _is_entry(link, page, scene)
        ):
            continue
        target = bare = link.url.partition("#")[0]
        if trap(target) == "session_id" and not _is_formed(target, scene):
            target = without_session(target)
        if target in seen or urls.identity(target) in known:
            continue
        verdict = _verdict(target, link, page.url, scene, told=bare in told, by_number=bare in pages)
        seen[target] = (target, link, verdict)
    return list(seen.values())


def _is_formed(target: str, scene: Scene) -> bool:
    return scene.form is not None and scene.form.fits(target, scene.prefix)


def _is_own(link: Link, scene: Scene, told: Container[str]) -> bool:
    """Whether a link that seems to be of comments is a post's own: templates call the line below it so."""
    return _is_formed(link.url, scene) or ("#" in link.url and link.url.partition("#")[0] in told)


def _is_entry(link: Link, page: Page, scene: Scene) -> bool:
    """Whether a list names a post by the place for its comments alone."""
    is_list = page.page_kind is PageKind.INDEX or classify(page.url, scene.prefix).use is LinkUse.ARCHIVE
    return is_list and classify(link.url, scene.prefix).use is LinkUse.POST


def _verdict(
    target: str, link: Link, here: str, scene: Scene, *, told: bool, by_number: bool = False
) -> Verdict:
    """What the address looks like, what the link's words and `rel` say, and whether others call it a post, or
    the page of a list."""
    found = classify(target, scene.prefix)
    if _has_form(target, link, found, scene):
        return Verdict(LinkUse.POST, "form")
    if found.use is LinkUse.SKIP:
        return found
    if _is_numbered_page(target, link, found, scene):
        return Verdict(LinkUse.ARCHIVE, "pagination")
    if found.use is not LinkUse.POST and is_turned(target, link, here):
        return Verdict(LinkUse.ARCHIVE, "pagination")
    if "bookmark" in link.rel and found.use is not LinkUse.ARCHIVE:
        return Verdict(LinkUse.POST, "bookmark")
    numbered = scene.form is not None and target[-1:].isdecimal()
    if found.use is LinkUse.UNSURE and (turns_page(link.text, numbered=numbered) or by_number):
        return Verdict(LinkUse.ARCHIVE, "pagination")
    if found.use is LinkUse.UNSURE and (leads_to_list(link.text) or FRAME in link.rel):
        return Verdict(LinkUse.ARCHIVE, "list")
    if found.use is LinkUse.UNSURE and _is_called_by_path(target, link.text):
        return Verdict(LinkUse.ARCHIVE, "category")
    if found.use is LinkUse.UNSURE and told:
        return Verdict(LinkUse.POST, _TOLD)
    if any(rel in NEXT for rel in link.rel) and found.use is LinkUse.UNSURE:
        return Verdict(LinkUse.ARCHIVE, "pagination")
    if any(rel in ("tag", "category") for rel in link.rel) and found.use is not LinkUse.POST:
        return Verdict(LinkUse.ARCHIVE, "category")
    return found


def _is_called_by_path(target: str, text: str) -> bool:
    """Whether a link is called as the folder that it leads to: Blosxom's categories ("/tea/green")."""
    folder = text.strip().rstrip("/")
    return folder.startswith("/") and " " not in folder and target.rstrip("/").endswith(folder)


def _has_form(target: str, link: Link, found: Verdict, scene: Scene) -> bool:
    """Whether an address has the form that the blog's posts have, against what it looks like by itself."""
    form = scene.form
    if form is None or found.use is LinkUse.POST or not form.fits(target, scene.prefix):
        return False
    if found.use is LinkUse.UNSURE:
        return form.sure or (link.region is Region.CONTENT and reads_like_title(link.text))
    if found.use is LinkUse.ARCHIVE:
        # A script that lists posts may show each of them as well: "archive.php?pid=12".
        called = found.reason == "list" and "?" in target
        # The number of a post may be that of a year.
        titled = found.reason == "date" and link.region is Region.CONTENT and _is_title(link.text)
        return form.numbered and (found.reason in _NO_LISTS or called or titled)
    return form.sure and found.reason in _NO_TRAPS


def _is_numbered_page(target: str, link: Link, found: Verdict, scene: Scene) -> bool:
    """Whether what looks like a post (`archive/2`) has not the form of the blog's posts, and its link's words
    are those for older ones."""
    if found.use is not LinkUse.POST or scene.form is None or scene.form.fits(target, scene.prefix):
        return False
    return target[-1:].isdecimal() and turns_page(link.text, numbered=True)


def _posts(seen: _Judged) -> tuple[Discovered, ...]:
    """Links that are posts; where few are, and by other links alone, the likely ones as well."""
    sure = [target for target, _, verdict in seen if verdict.use is LinkUse.POST]
    if not any(verdict.use is LinkUse.POST and verdict.reason != _TOLD for _, _, verdict in seen):
        likely = [one for one, link, found in seen if found.use is LinkUse.UNSURE and _likely(one, link)]
        sure += likely if len(likely) >= len(sure) else []
    if not sure and not any(verdict.use is LinkUse.ARCHIVE for _, _, verdict in seen):
        sure = _of_one_folder(seen)
    sure = _without_copies(sure)
    once = {urls.identity(target): target for target in reversed(sure)}
    return tuple(Discovered(url=target, way="archive") for target in reversed(once.values()))


def _of_one_folder(seen: _Judged) -> list[str]:
    """Links of the text that are called by several words and lie in one folder, where nothing else is a post:
    a page by hand lists its texts so."""
    folders: dict[str, list[str]] = {}
    for target, link, verdict in seen:
        folder = target.partition("://")[2].rpartition("/")[0]
        if (
            verdict.use is LinkUse.UNSURE
            and link.region is Region.CONTENT
            and "/" in folder
            and "?" not in target
        ):
            folders.setdefault(folder, []).extend([target] if reads_like_title(link.text) else [])
    largest = max(folders.values(), key=len, default=[])
    return largest if len(largest) >= _A_FOLDER else []


def _without_copies(targets: list[str]) -> list[str]:
    """Without the pages of a post's comments, trackbacks or mail, which bear the number of the post."""
    beside = {target for target in targets if _BESIDE.search(target.partition("://")[2].partition("/")[2])}
    if not beside:
        return targets
    whole = {mark for target in targets if target not in beside for mark in identified(target)}
    return [one for one in targets if one not in beside or not any(mark in whole for mark in identified(one))]


def _likely(target: str, link: Link) -> bool:
    """Whether an address of no known form reads like a post's: in the text, with a slug of several words."""
    slug = target.partition("://")[2].partition("?")[0].rstrip("/").partition("/")[2].rpartition("/")[2]
    worded = "-" in slug or "_" in slug or _HUMPS.match(slug) is not None
    return link.region is Region.CONTENT and bool(link.text) and len(slug) >= 8 and worded


def _lists(seen: _Judged, here: str, scene: Scene, *, turned: bool) -> tuple[Lookup, ...]:
    """The lists to walk: all of the best kind that the page offers, and every list of all posts.

    Behind pages the next best as well: pages may end early, and what is turned may be no list of posts.
    """
    kinds: dict[str, list[str]] = {}
    for target, _, verdict in seen:
        if verdict.use is LinkUse.ARCHIVE and not is_first(target, here):
            kinds.setdefault(verdict.reason, []).append(target)
    offered = [kind for kind in _leads_to(here, scene) if kind in kinds]
    best = offered[: 2 if offered[:1] == ["pagination"] else 1]
    wanted = [(kind, target) for kind in ("list", *best) for target in kinds.get(kind, ())]
    return tuple(
        Lookup(url=target, way="archive", rank=_rank(kind, target, here, scene, turned=turned))
        for kind, target in wanted
    )


def _leads_to(here: str, scene: Scene) -> tuple[str, ...]:
    """The kinds of lists that a page leads to, the best first: nothing lesser than what it is itself."""
    if page_number(here) > 1:
        return _PREFERENCE[:1]
    reason = classify(here, scene.prefix).reason
    return _PREFERENCE[:3] if reason in ("date", "day") else _PREFERENCE


def _rank(kind: str, target: str, here: str, scene: Scene, *, turned: bool) -> float:
    """When a list is looked at: by its kind, dates in their order."""
    if kind == "pagination":
        first = first_page_of(here)
        further = 1.0 if turned else FURTHER.get(classify(first, scene.prefix).reason, 1.0)
        return further + page_number(here) / 100_000
    return RANKS[kind] + (place_of(target) if kind in ("date", "day") else page_number(here) / 100_000)


def _end_of_walk(
    here: str, scene: Scene, posts: Iterable[Discovered], known: Container[str], *, turned: bool
) -> str | None:
    """The guard that ends the walk at this page; None where it goes on."""
    reason = classify(here, scene.prefix).reason
    found = [urls.identity(post.url) for post in posts]
    if not found and reason in ("date", "day"):
        return "calendar"
    number = page_number(here)
    if reason != "pagination" and number == 1:
        if not turned:
            return None
        # "?skip=50" is a page by its words alone.
        last = _LAST_NUMBER.search(here)
        number = int(last[1]) // _A_PAGE if last else 1
    stale = all(one in known for one in found)
    return "endless_pagination" if not found or (stale and number >= MANY_PAGES) else None


def _traps(seen: _Judged) -> Iterable[Trap]:
    counts: dict[str, list[str]] = {}
    for target, _, verdict in seen:
        if verdict.use is LinkUse.SKIP and verdict.reason not in _COUNTED:
            counts.setdefault(verdict.reason, []).append(target)
    return (Trap(name=name, count=len(found), example=found[0]) for name, found in counts.items())
