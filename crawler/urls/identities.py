"""One identity for a URL.

What was written is kept in the store; identity is computed, so that a rule can change without a new crawl.
"""

from __future__ import annotations

import re

import ada_url

from crawler.urls.copies import unwrapped
from crawler.urls.escapes import unescape
from crawler.urls.parameters import kept_query
from crawler.urls.sites import BLOGSPOT, WWW
from crawler.urls.spelling import is_plain

_TAIL = re.compile(
    r"(?<=[^/])(?:/(?:trackback|feed(?:/(?:rss2?|atom|rdf))?|amp|comment-page-\d+)|/print(?=/*$))/*$"
    r"|/(?:index|default)\.(?:html?|php|aspx?|cgi|shtml)/*$",
    re.I,
)
_HAS_TAIL = re.compile(r"/(?:trackback|feed|amp|print|comment-page-|index\.|default\.|rss|atom|rdf)", re.I)
_MOBILE = re.compile(r"/m/(?:post/)?(?=\d|entry/)")
_AMP_CACHE = re.compile(r"^/[cvi]/(?:s/)?(?=[^/]+\.[^/]+)", re.I)
_SESSION = re.compile(r";jsessionid=[^/?]*", re.I)


def identity(url: str) -> str:
    """The spelling that all variants of one page share, as an https URL. Idempotent; never raises.

    Folded: scheme, `www.`, default ports, a final slash, the fragment, tracking parameters and their order,
    percent escapes (EUC-JP and Shift_JIS escapes become UTF-8 where only one reading makes sense), IDNA,
    Wayback, archive.today, AMP and Google cache prefixes, `/trackback/`, `/feed/`, AMP and print copies,
    comment pages, index files and `/index.php/`, Blogger's domains of countries. Kept: `?p=N` and all other
    parameters, the letter case of the path. What is no http URL comes back stripped and otherwise
    unchanged.
    """
    try:
        return _identity(unwrapped(url.strip()), url)
    except (ValueError, UnicodeError):
        return url.strip()


def _identity(text: str, url: str) -> str:
    # One string from the parser and a split are a fifth of the cost of all parts from the parser.
    href = text if is_plain(text) else ada_url.parse_url(text, ("href",))["href"]
    scheme, _, rest = href.partition("://")
    if scheme not in ("http", "https"):
        return url.strip()
    rest, _, search = rest.partition("#")[0].partition("?")
    authority, _, path = rest.partition("/")
    host = _host(authority.rpartition("@")[2])
    path = f"/{path}"
    if host.endswith("cdn.ampproject.org") and (inner := _AMP_CACHE.sub("", path)) != path:
        return _identity(f"https://{inner}?{search}", url)
    if path.startswith("/m/") and host.endswith(".tistory.com"):
        path = _MOBILE.sub("/", path, count=1)
    path = _path(path)
    query = kept_query(search, path) if search else ""
    return f"https://{host}{path or '/'}?{query}" if query else f"https://{host}{path or '/'}"


def _host(host: str) -> str:
    host = host.removesuffix(".")
    if ".blogspot." in host:
        host = BLOGSPOT.sub(".blogspot.com", host)
    host = WWW.sub("", host) if host[:4] == "www." else host
    name, _, port = host.partition(":")
    # The port that belongs to the other scheme: http and https are one here.
    return name if port in ("80", "443") else host


def _path(path: str) -> str:
    """The page's path without what only names a part or a copy of it, and without a final slash."""
    if "%" in path:
        path = unescape(path)
    if ";" in path:
        path = _SESSION.sub("", path)
    if "/index.php/" in path:
        path = path.replace("/index.php/", "/")
    if _HAS_TAIL.search(path):
        while (shorter := _TAIL.sub("", path)) != path:
            path = shorter
    return path.rstrip("/")
