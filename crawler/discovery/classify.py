"""What an address of a blog is, by its looks: a post, a list of posts, or nothing for a crawler.

The forms are those of the software that blogs run on (WordPress, Movable Type, TypePad, Blogger, Serendipity,
Dotclear, b2evolution, Textpattern, Drupal, Nucleus, Hatena, livedoor, FC2, Seesaa, goo, JUGEM, Ameba and
Tistory).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from crawler.discovery.addresses import parameters
from crawler.discovery.traps import DRUPAL, trap
from crawler.seeds import in_scope
from crawler.words.expressions import expression


class LinkUse(StrEnum):
    """What to do with a link: read it as a post, walk it as a list, look closer, or leave it."""

    POST = "post"
    ARCHIVE = "archive"
    UNSURE = "unsure"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A use and the name of the rule that gave it."""

    use: LinkUse
    reason: str


_Y = r"(?:19|20)\d\d"
_M = r"(?:0?[1-9]|1[0-2])"
_MM = r"(?:0[1-9]|1[0-2])"
"""A month where nothing parts it from its year: "19213.html" is no month, but a number of LiveJournal's."""
_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
"""A month by its name, as Django has it in addresses."""
_NO_TIME = r"(?<!/\d\d/)"
"""Behind a day stands the time at which a post was written: "16/200512", "17/2020"."""
_END = r"(?:/|/(?:index|default)\.\w{3,5})?$"

_ARCHIVES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("pagination", expression(r"/page[:/-]?\d+(?:\.html?)?/?$|(?-i:/P\d+(?:\.html|/))$", re.I)),
    (
        "date",
        expression(
            rf"(?:/archives?|/date|/blog|/m)*/(?:{_Y}[/_-]m?{_M}|{_NO_TIME}{_Y}{_MM}?)(?:\.\w{{3,5}}|-\d\.html)?{_END}"
            rf"|/{_Y}_{_M}_\d\d_(?:\w*_)?archive\.html$|/{_Y}/week_?\d+{_END}|/week/{_Y}/\d\d?/?$"
            rf"|/(?:blog-date-|archive-|archive/){_Y}{_M}(?:\.html)?/?$"
            rf"|/archives?[_-](?:(?:0[1-9]|1[0-2]){_Y}|{_Y}[_-]m?{_M})\.\w{{3,5}}$"  # Greymatter, Pivot
            rf"|/archives?[/-](?:0[1-9]|1[0-2])-{_Y}(?:\.html)?/?$"  # Weebly, OverBlog
            rf"|/archives?[_-]{_NAME}[_-]{_Y}\.html$|/m{_Y}-{_M}(?:-01)?(?:\.html|/?)$"  # RapidWeaver, Excite
            rf"|/{_Y}/{_NAME}{_END}|,month,{_Y}-{_M}\.aspx$|/archives?_(?:month|year):\w+$",  # dasBlog, Grav
            re.I,
        ),
    ),
    (
        "day",
        expression(
            rf"(?:/archives?|/date|/blog|/d)*/{_Y}(?:[/_-]{_M}|{_MM})[/_-]?\d\d(?:\.\w{{3,5}})?{_END}|/{_Y}/{_NAME}/\d\d?/?$"
            rf"|,date,{_Y}-{_M}-\d\d?\.aspx$",
            re.I,
        ),
    ),
    (
        "list",
        expression(
            r"/(?:archives?|all|entrylist|allposts|all-posts|toc|past)(?:\.\w{3,5})?/?$|/directory\.php$"
            r"|^/(?:blog|weblog|posts?|articles?|entries|writings?|notes?|journal|diary|essays|stories|news)/?$",
            re.I,
        ),
    ),
    (
        "category",
        expression(
            r"/(?:category|categories|categorie|kategorie|cat|tags?|labels?|topics?|themes?|thema|taxonomy|plugin/tag)/"
            r"|/CategoryView,category,|/category-[^/]*\.html$|/(?:blog-category-|theme-|cat_|cat|categorie-?)\d|/archives/(?:cat_|category/)|/c/\w{8,}|/categories?/?$|/tags?/?$",
            re.I,
        ),
    ),
    ("author", expression(r"/(?:authors?|profile|about_author|writers?)/", re.I)),
)

_POSTS = expression(
    rf"/{_Y}/{_M}/(?:\d\d?/)?(?!index\.|default\.|page/)[^/]*[^/\d][^/]*(?:\.\w{{3,5}})?/?$"  # 04/05/06/slug
    rf"|/{_Y}/(?!page/|index\.|default\.|week)[^/]*[^/\d.][^/]*/?$|/{_Y}/{_NAME}/\d\d?/[^/]+/?$"  # 2004/slug
    rf"|/(?:archives?|items?|articles?|art|entry|entries|posts?|node|log|eid|diary|notes?|essays?|stories|story)/(?!page)[^/]*\d[^/]*/?$"
    r"|/(?:articles?|entry|entries|posts?|item|diary|notes?|essays?|stories|story|blog|weblog|journal|news)/(?!page|index\.)[^/?]*[a-z][^/?]*(?:/[^/?]+)*/?$"
    rf"|/(?:archives/)?{_Y}/{_M}/\d\d/\d{{3,}}/?$|/{_Y}{_M}\d\d/p?\d+(?:/[^/]*)?/?$"  # Hatena
    r"|/blog-entry-\d+\.html$|/entry-\d+\.html$|/e/[0-9a-f]{16,}/?$"  # FC2, Ameba, goo
    r"|/(?:index\.php/)?archives/\d+(?:-[^/]*)?(?:\.html?)?/?$"
    r"|/(?:archives/)?(?:\d{5,6}|\d{8,})\.html$|^/(?!40[34]|500)\d{3,4}\.html$",  # Movable Type 2, LJ
    re.I,
)
_POST_NAMES = frozenset(
    (
        "p",
        "itemid",
        "eid",
        "entry",
        "entry_id",
        "postid",
        "post_id",
        "article",
        "articleid",
        "blogentry",
        "story",
        "document_srl",
        "permalink",
        "wr_id",
    )
)
_ARCHIVE_NAMES = {
    "paged": "pagination",
    "page": "pagination",
    "pg": "pagination",
    "start": "pagination",
    "offset": "pagination",
    "skip": "pagination",
    "pageindex": "pagination",
    "pagenum": "pagination",
    "limitstart": "pagination",
    "startrow": "pagination",
    "startnum": "pagination",
    "rowstart": "pagination",
    "updated-max": "pagination",
    "m": "date",
    "month": "date",
    "monthnum": "date",
    "archive": "date",
    "date": "date",
    "record": "date",
    "calmonth": "date",
    "day": "day",
    "archivelist": "list",
    "cat": "category",
    "catid": "category",
    "category": "category",
    "category_name": "category",
    "cate": "category",
    "postcategoryid": "category",
    "tag": "category",
    "label": "category",
    "author": "author",
}
# A month, whatever the parameter is called: 200503, 2005-m03, y:05;m:03.
_MONTH = expression(rf"{_Y}[-_]?m?(?:0[1-9]|1[0-2])|y:\d\d(?:;m:\d\d)?")
_DAY = expression(rf"{_Y}(?:0[1-9]|1[0-2])[0-3]\d")
# What boards call the script that shows one entry, and its number.
_VIEW = expression(r"/(?:view|read|show)\w*\.\w{3,5}$", re.I)
_NUMBERS = frozenset(("no", "num", "nr", "uid", "idx", "seq"))
_LONG = 8
_PIECES = expression(r"[^/?&=.,:;]+")
_OTHER_NAMES = frozenset(("page_id", "author_name", "memberid", "lang", "id"))


def classify(url: str, prefix: str) -> Verdict:
    """The use of an address below `prefix` (host/path/), with the rule's name as reason; UNSURE for one that
    could be a post or a page."""
    bare = url.partition("#")[0]
    if not in_scope(bare, prefix):
        return Verdict(LinkUse.SKIP, "outside")
    path, pairs = _path_below(bare, prefix), parameters(bare)
    if path == "/search" and any(name == "updated-max" for name, _ in pairs):
        return Verdict(LinkUse.ARCHIVE, "pagination")  # Blogger's "older posts"
    if guard := trap(bare):
        return Verdict(LinkUse.SKIP, guard)
    if "?" in bare and "=" not in bare.partition("?")[2]:
        path, pairs = (
            f"/{unquote(bare.partition('?')[2]).lstrip('/')}",
            [],
        )  # index.php?/archives/12-title.html
    elif pairs and pairs[0][0] == "q" and DRUPAL.match(pairs[0][1]):
        path, pairs = f"/{pairs[0][1]}", pairs[1:]  # ?q=node/12&page=1
    home = re.fullmatch(r"/(?:(?:index|default|home)\.\w{3,5}/?)?", path) is not None
    if _VIEW.search(path) and any(name in _NUMBERS and value.isdecimal() for name, value in pairs):
        return Verdict(LinkUse.POST, "post_query")
    if pairs and (found := _by_query(pairs, home=home)):
        return found
    if home:
        return Verdict(LinkUse.SKIP, "home")
    return _by_path(path)


def identified(url: str) -> frozenset[str]:
    """What of an address tells a post from others: values of parameters that number posts, long names with a
    number."""
    below = url.partition("://")[2].partition("/")[2]
    numbered = {value for name, value in parameters(url) if name.lower() in _POST_NAMES}
    long = {one for one in _PIECES.findall(below) if len(one) >= _LONG and any(map(str.isdigit, one))}
    return frozenset(numbered | long)


def _path_below(url: str, prefix: str) -> str:
    """The path from the blog's root on, with a slash in front and `index.php` out of it."""
    # By its folders, not its letters: both may be escaped.
    parts = url.partition("://")[2].partition("?")[0].split("/", prefix.count("/"))
    return "/" + "".join(parts[prefix.count("/") :]).removeprefix("index.php/")


def _by_query(pairs: list[tuple[str, str]], *, home: bool) -> Verdict | None:
    names = {name.lower(): value for name, value in pairs}
    if names.get("option", "").startswith("com_"):
        names.pop("itemid", None)  # Joomla's number of a menu
        if "article" in (names.get("view"), names.get("task")) or names.get("task") == "view":
            return Verdict(LinkUse.POST, "post_query")
    if any(name in _POST_NAMES and value for name, value in names.items()):
        # livedoor and others page their front with ?p=2; WordPress numbers posts so: only reading tells
        return Verdict(LinkUse.POST, "post_query")
    for name, reason in _ARCHIVE_NAMES.items():
        if name in names and (reason != "pagination" or any(map(str.isdigit, names[name]))):
            whole = reason == "date" and _DAY.fullmatch(names[name])
            return Verdict(LinkUse.ARCHIVE, "day" if whole else reason)
    if any(_MONTH.fullmatch(value) and not name.endswith(("id", "no")) for name, value in names.items()):
        return Verdict(LinkUse.ARCHIVE, "date")
    if _OTHER_NAMES.intersection(names):
        return Verdict(LinkUse.UNSURE, "query")
    return Verdict(LinkUse.UNSURE, "query") if home else None


def _by_path(path: str) -> Verdict:
    for reason, pattern in _ARCHIVES:
        if pattern.search(path):
            return Verdict(LinkUse.ARCHIVE, reason)
    if _POSTS.search(path):
        return Verdict(LinkUse.POST, "post_path")
    return Verdict(LinkUse.UNSURE, "path")
