"""Addresses that are never worth a request: copies of a page, endless spaces, doors that are not for readers.

Each guard has a name, under which what it stopped is counted. All look at the address alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from crawler.discovery.addresses import parameters

MAX_LENGTH = 1_000
"""Characters of an address; longer ones are made by machines."""
MAX_PAGE = 2_000
"""Number of the last page of a pagination that is followed."""
YEARS = range(1994, 2100)
"""Years of archives that are followed; a calendar widget goes on beyond them."""

_ASSET = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|bmp|css|js|json|xml|rdf|rss|atom|pdf|zip|gz|tgz|rar|exe|dmg|mp[34g]|avi|mov|wmv|ogg|wav"
    r"|flv|swf|docx?|xlsx?|pptx?|txt|opml|ics|torrent|woff2?|ttf)$",
    re.I,
)
_ADMIN = re.compile(
    r"/(?:wp-(?:login|signup|activate|admin|json|includes|content|cron|comments-post|trackback|register)\b|xmlrpc\.php"
    r"|(?:administrator|login|logout|signin|signup|register|cart|checkout|my-account)(?:/|\.php|$)"
    r"|user/(?:login|register|password)|serendipity_admin|cgi-bin/(?:mt|mt-\w+)\.cgi|mt-(?:comments|search|tb|cp|send-entry)\.cgi"
    r"|htsrv/)",
    re.I,
)
_ADMIN_ROOT = re.compile(r"^/(?:admin|account)(?:/|\.php|$)", re.I)
_SEARCH = re.compile(r"/(?:search|suche|recherche|buscar|cerca)(?:/|\.php|$)|/plugin/quicksearch", re.I)
_FEED = re.compile(r"/(?:feed|feeds|rss2?|atom|rdf)(?:/.*)?$|/(?:index|atom|rss)\.(?:rdf|xml)$", re.I)
_TRACKBACK = re.compile(r"/(?:trackback|tb)/?(?:\d+/?)?$|trackback\w*\.(?:cgi|php|action|aspx?|jsp)", re.I)
_PRINT = re.compile(
    r"/(?:print|printable|printpage|imprimir|drucken)/?$|/print/\d+|/print(?:_?(?:entry|article|page|story))?\.(?:php|aspx?)$",
    re.I,
)
_AMP = re.compile(r"/amp/?$|\.amp\.html$", re.I)
_MAIL = re.compile(r"/(?:email|emailpopup|mailto|send-to-friend|forward)/?$", re.I)
_COMMENT_PAGE = re.compile(r"/comment-page-\d+/?$|/comments?/(?:reply|feed)|/comments/?$", re.I)
_FACETED_TAG = re.compile(r"/(?:tag|tags|topic|label|labels|category)/[^/]*[+,][^/]*", re.I)
_CALENDAR = re.compile(r"/(?:calendar|kalender|events?|agenda)/(?:\d{4}|month|week|day|today|list)", re.I)
_SESSION_PART = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.I)
_SESSION_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=|/\(S\([a-z0-9]{16,}\)\)", re.I)
_SESSION_NAME = re.compile(
    r"^(?:phpsessid|jsessionid|aspsessionid\w*|oscsid|sessionid|session_id|sid|s_id|cfid|cftoken)$", re.I
)
# "300130" is the number of a post, and "16/211015" the time of its day.
_YEAR = re.compile(
    r"(?<!\d)/(?:archives?/|date/|blog/)?(\d{4})(?:[/_-]?(?:0[1-9]|1[0-2])|[/_-][1-9])?(?:[/_-]\d{1,2})?/?"
    r"(?:index\.\w+)?$"
)
_PAGE_PATH = re.compile(r"/(?:page|seite|pagina|p)[:/-]?(\d+)(?:\.html)?/?$", re.I)

_COPY = {
    "replytocom": "replytocom",
    "replyto": "replytocom",
    "cid": "cid",
    "cpage": "comment_page",
    "share": "share",
    "like_comment": "share",
    "like": "share",
    "print": "print",
    "printable": "print",
    "printertopic": "print",
    "pfstyle": "print",
    "amp": "amp",
    "feed": "feed",
    "tempskin": "feed",
    "s": "search",
    "q": "search",
    "search": "search",
    "rest_route": "admin",
    "doing_wp_cron": "admin",
    "preview": "admin",
    "attachment_id": "attachment",
    "tribe-bar-date": "calendar",
    "ical": "calendar",
    "eventdate": "calendar",
    "showcomment": "comment_page",
    "redirect_to": "admin",
    "action": "admin",
    "tb": "trackback",
    "pb": "trackback",
    "pop": "print",
}
_PINGS = ("tb", "pb")
_DOES = frozenset(("op", "page", "do", "act", "mode"))
_RECEIVED = {
    "trackback": "trackback",
    "trackbacks": "trackback",
    "comment": "comment_page",
    "comments": "comment_page",
    "reply": "replytocom",
}
_READS = re.compile(r"(?:show|view|read|display|index)\w*\Z", re.I)
"""What is done to a page that is only looked at: `?action=showlog`."""
DRUPAL = re.compile(r"node(?:/|\Z)|(?:blog|taxonomy|archive|story)/")
"""Paths that Drupal writes as `?q=` where its host rewrites no addresses: no search."""
_FACETS = frozenset(
    (
        "orderby",
        "order",
        "sort",
        "sortby",
        "dir",
        "filter",
        "view",
        "display",
        "limit",
        "per_page",
        "perpage",
        "layout",
    )
)
_PAGE_NAMES = frozenset(("page", "paged", "pg", "pagenum", "start", "offset"))


# A link is judged by several rules, and each asks this first.
@lru_cache(maxsize=256)
def trap(url: str) -> str | None:
    """The name of the guard that stops this address; None where it may be asked.

    Names: too_long, asset, admin, search, feed, trackback, print, amp, mail, share, mobile, replytocom, cid,
    comment_page, calendar, faceted, session_id, endless_pagination, repeating_path, attachment.
    """
    if len(url) > MAX_LENGTH:
        return "too_long"
    head, _, _ = url.partition("#")
    path = head.partition("?")[0].partition("://")[2]
    path = path[path.find("/") :] if "/" in path else "/"
    for name, test in _PATH_TESTS:
        if test(path):
            return name
    return _query_trap(parameters(head)) if "?" in head else None


def without_session(url: str) -> str:
    """The address without the number of a visit, which PHP and Java write into every link of a page."""
    path, question, query = url.partition("?")
    kept = [part for part in query.split("&") if not _is_session(*part.partition("=")[::2])]
    path = _SESSION_PART.sub("", path)
    return f"{path}?{'&'.join(kept)}" if question and any(kept) else path


def _is_session(name: str, value: str) -> bool:
    return bool(_SESSION_NAME.match(name)) and (len(value) >= 8 or not value.isdigit())


def _query_trap(pairs: list[tuple[str, str]]) -> str | None:
    names = [name.lower() for name, _ in pairs]
    joined = "c" in names  # b2's page of comments, trackbacks and pingbacks: ?p=12&c=1&tb=1&pb=1
    component = any(name == "option" and value.startswith("com_") for name, value in pairs)
    for name, value in pairs:
        found = _parameter_trap(name.lower(), value)
        if found and not (joined and name in _PINGS):
            return found
    if len(names) > 1 and (len(set(names)) < len(names) or any(name.endswith("[]") for name in names)):
        return "faceted"
    facets = _FACETS.intersection(names) - ({"view", "layout", "limit"} if component else set())
    return "faceted" if facets else None


def _parameter_trap(name: str, value: str) -> str | None:
    if (name == "action" and _READS.match(value)) or (name == "q" and DRUPAL.match(value)):
        return None
    if name in _COPY:
        return _COPY[name]
    if name in _DOES and (found := _RECEIVED.get(value.lower())):
        return found
    if _is_session(name, value):
        return "session_id"
    if name == "m" and value in ("0", "1"):
        return "mobile"
    if name in ("tag", "cat", "category", "label") and "," in value:
        return "faceted"
    if name in ("m", "month", "archive", "date", "yr", "year") and not _sane_year(value):
        return "calendar"
    if name in _PAGE_NAMES and value.isascii() and value.isdigit() and _too_far(name, value):
        return "endless_pagination"
    return None


def _too_far(name: str, value: str) -> bool:
    limit = MAX_PAGE * 100 if name in ("start", "offset") else MAX_PAGE
    return len(value) > 9 or int(value) > limit


def _sane_year(value: str) -> bool:
    digits = re.match(r"\d{4}", value)
    return digits is None or int(digits[0]) in YEARS


def _odd_year(path: str) -> bool:
    found = _YEAR.search(path)
    return bool(found and int(found[1]) not in YEARS and int(found[1]) > 2100)


def _far_page(path: str) -> bool:
    found = _PAGE_PATH.search(path)
    return bool(found and (len(found[1]) > 9 or (int(found[1]) > MAX_PAGE and "page" in path.lower())))


def _repeats(path: str) -> bool:
    """The same folder three times, or the same two folders twice in a row: a relative link gone wrong."""
    parts = [part for part in path.split("/") if part]
    if len(parts) < 3:
        return False
    threes = (parts[i : i + 3] for i in range(len(parts) - 2))
    if any(three[0] == three[1] == three[2] and not three[0].isdigit() for three in threes):
        return True
    fours = (parts[i : i + 4] for i in range(len(parts) - 3))
    return any(four[:2] == four[2:] and four[0] != four[1] for four in fours)


_PATH_TESTS: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("session_id", _SESSION_PATH.search),
    ("trackback", _TRACKBACK.search),
    ("feed", _FEED.search),
    ("comment_page", _COMMENT_PAGE.search),
    ("print", _PRINT.search),
    ("amp", _AMP.search),
    ("mail", _MAIL.search),
    ("admin", _ADMIN.search),
    ("admin", _ADMIN_ROOT.search),
    ("search", _SEARCH.search),
    ("asset", _ASSET.search),
    ("faceted", _FACETED_TAG.search),
    ("calendar", _CALENDAR.search),
    ("endless_pagination", _far_page),
    ("calendar", _odd_year),
    ("repeating_path", _repeats),
)
