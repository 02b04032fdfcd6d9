"""One identity for a URL, and the site that it belongs to.

What was written is kept in the store; identity is computed, so that a rule can change without a new crawl.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote_from_bytes, unquote_to_bytes

import ada_url

from crawler.blog_hosts import FOLDERS, SUBDOMAINS

if TYPE_CHECKING:
    import tldextract

_LONGEST_KEPT = 300
# Of a text without two dots side by side.
_PLAIN = re.compile(r"https?://[a-z][a-z0-9.-]*\.[a-z]{2,}/[A-Za-z0-9._~/?&=%#:;,@!$*+()-]*")
# The same of a host that is a number or has a port, which is left to the parser once.
_PLAIN_BELOW = re.compile(r"(https?://[a-z0-9.:-]+/)[A-Za-z0-9._~/?&=%#:;,@!$*+()-]*")
_PLAIN_HOST = re.compile(r"https?://([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{2,})(?=[/?#]|\Z)")
_ROOT = re.compile(r"https?://[a-z0-9.:-]+(?=[/?#]|\Z)")
_PLAIN_PATH = re.compile(r"/(?:[A-Za-z0-9._~?&=%#:;,@!$*+()-][A-Za-z0-9._~/?&=%#:;,@!$*+()-]*)?")
_PLAIN_PLACE = re.compile(r"#[A-Za-z0-9._~/?&=%:;,@!$*+()-]*")
_PLAIN_HOME = re.compile(r"https?://[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{2,}")
_WAYBACK = re.compile(
    r"^(?:(?:https?:)?//(?:www\.|wayback\.)?(?:web\.|wayback\.)?archive\.org)?/+web/(?:\d{1,14}|"
    r"\*)(?:[a-z]{2}_)?(?:\*|if_)?/"
    r"(?=https?(?::|%3A)|//|www\.|[a-z0-9-]+\.[a-z0-9.-]+(?:[/:?]|$))"
    r"|^https?://web\.archive\.org/+web/(?=https?:)",
    re.I,
)
# Copies at archive.today (under all its names), in Google's cache and by Google's AMP viewer.
_COPY = re.compile(
    r"^https?://(?:www\.)?archive\.(?:today|is|ph|li|fo|vn|md)/(?:[\d.-]{4,20}|o/\w+)/(?=https?:)"
    r"|^https?://webcache\.googleusercontent\.com/search\?q=cache:(?:[\w-]*:)?(?=https?:|[\w.-]+\.\w+/)"
    r"|^https?://(?:www\.)?google\.[a-z.]{2,6}/amp/(?:s/)?(?=[\w-]+\.[\w.-]+)",
    re.I,
)
_CACHED = re.compile(r"[+&].*|%20.*", re.S)
_BROKEN_SCHEME = re.compile(r"^(https?)(?::|%3A)/*(?=[^/])", re.I)
# Parameters that say how a reader came or what part of the page he sees, not which page it is.
_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|msclkid|mc_[ce]id|igshid|yclid|_ga|_gl|"
    r"twclid|ttclid|li_fat_id|"
    r"mkt_tok|_hsenc|_hsmi|ref_src|ref_url|__twitter_impression|cmpid|ncid|sr_share|share|replytocom|"
    r"cpage|amp|print|"
    r"like_comment|_wpnonce|wt_mc|piwik_\w+|pk_\w+|mtm_\w+|hsctatracking|phpsessid|jsessionid|nb|"
    r"relatedposts_\w+|ysclid|xtor|itm_\w+|oly_(?:anon|enc)_id|mibextid|epik|at_(?:campaign|medium)|"
    r"unapproved|moderation-hash|noamp|usqp|amp_js_v|amp_gsa|"
    r"igsh|srsltid|_openstat|vero_\w+|matomo_\w+|showcomment|spref)$",
    re.I,
)
# Print and AMP copies are asked for by a flag; with any other value the name is the site's own.
_FLAGS: dict[str, tuple[str, ...] | None] = {
    "amp": ("", "1", "true", "amp"),
    "print": ("", "1", "true", "print", "yes"),
    "share": None,
    "nb": ("1",),
}
_OUTPUT = {
    "outputtype": ("amp",),
    "output": ("amp",),
    "view": ("amp",),
}
_VIEWS = {
    "tb": ("tb=1",),
    "feed": tuple(
        f"feed={name}" for name in ("rss2", "rss", "atom", "rdf", "comments-rss2", "comments-atom")
    ),
    "m": ("m=1", "m=0"),
}
_TAIL = re.compile(
    r"(?<=[^/])(?:/(?:trackback|feed(?:/(?:rss2?|atom|rdf))?|amp|comment-page-\d+)|/print(?=/*$))/*$"
    r"|/(?:index|default)\.(?:html?|php|aspx?|cgi|shtml)/*$",
    re.I,
)
_HAS_TAIL = re.compile(r"/(?:trackback|feed|amp|print|comment-page-|index\.|default\.|rss|atom|rdf)", re.I)
# Blogger redirected its readers to the domain of their country.
_BLOGSPOT = re.compile(r"\.blogspot\.(?:com?\.)?[a-z]{2}\Z")
_WWW = re.compile(r"\A(?:www\.)+(?=[^.]+\.)")
_MOBILE = re.compile(r"/m/(?:post/)?(?=\d|entry/)")
_AMP_CACHE = re.compile(r"^/[cvi]/(?:s/)?(?=[^/]+\.[^/]+)", re.I)
_SESSION = re.compile(r";jsessionid=[^/?]*", re.I)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
# Escapes in lower case, and those of characters that need none.
_UNFOLDED = re.compile(
    r"%(?:[0-9A-Fa-f]?[a-f]|[a-f]|2[1789ACDE]|3[0-9A]|4[0-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])"
)
_HIGH = re.compile(r"%[89A-F]")
_HIGH_RUN = re.compile(
    r"(?:%[0-9A-F]{2}|[A-Za-z0-9@_\[\]\\^`{|}~.-])*%[89A-F][0-9A-F](?:%[0-9A-F]{2}|"
    r"[A-Za-z0-9@_\[\]\\^`{|}~.-])*"
)
# Unreserved characters (RFC 3986), and those of the reserved ones that mean nothing in paths and queries.
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!'()*,:@")
_READS = re.compile("[\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff\uff01-\uff5e\u3000-\u3002\x20-\x7e]+")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")


def absolute(url: str, base: str) -> str | None:
    """`url` resolved against `base`, spelled as a browser would; None unless it is http or https."""
    # What a browser would not spell otherwise needs no parser.
    if _is_spelled(url) if len(url) < _LONGEST_KEPT else _spells(url):
        return url
    url = url.strip()
    if url[:1] == "/" and "/." not in url and _PLAIN_PATH.fullmatch(url) and (origin := _origin(base)):
        return origin + url
    if url[:1] == "#" and _PLAIN_PLACE.fullmatch(url) and (page := _page(base)):
        return page + url
    if _PLAIN_HOME.fullmatch(url) and "xn--" not in url and _origin(base):
        return f"{url}/"
    try:
        joined: str = ada_url.join_url(base, url)
    except ValueError:
        return None
    return joined if joined.startswith(("http://", "https://")) else None


def _spells(url: str) -> bool:
    """Whether an address is whole, and spelled as a browser would."""
    if "/." in url or ".." in url:
        return False
    if _PLAIN.fullmatch(url):
        return True
    below = _PLAIN_BELOW.fullmatch(url)
    return below is not None and _spelled(below[1])


# The pages of a blog repeat the links of its template.
_is_spelled = lru_cache(maxsize=4096)(_spells)


@lru_cache(maxsize=4096)
def _spelled(root: str) -> bool:
    """Whether a browser would spell the address of a host's root like this."""
    try:
        return bool(ada_url.parse_url(root, ("href",))["href"] == root)
    except ValueError:
        return False


@lru_cache(maxsize=1024)
def _page(base: str) -> str:
    """An address as a browser would spell it, without its fragment; "" unless it is http or https."""
    try:
        href: str = ada_url.parse_url(base, ("href",))["href"]
    except ValueError:
        return ""
    return href.partition("#")[0] if href.startswith(("http://", "https://")) else ""


@lru_cache(maxsize=1024)
def _origin(base: str) -> str:
    """Scheme and host of an address as a browser would spell them; "" unless it is http or https."""
    try:
        parts = ada_url.parse_url(base, ("protocol", "host"))
    except ValueError:
        return ""
    return f"{parts['protocol']}//{parts['host']}" if parts["protocol"] in ("http:", "https:") else ""


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
        return _identity(_unwrapped(url.strip()), url)
    except (ValueError, UnicodeError):
        return url.strip()


def _identity(text: str, url: str) -> str:
    # One string from the parser and a split are a fifth of the cost of all parts from the parser.
    scheme, _, rest = ada_url.parse_url(text, ("href",))["href"].partition("://")
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
    query = _query(search, path) if search else ""
    return f"https://{host}{path or '/'}?{query}" if query else f"https://{host}{path or '/'}"


def _unwrapped(text: str) -> str:
    """The address inside that of an archive's copy, however often it was wrapped."""
    while (unwrapped := _inner(text)) != text:
        unwrapped = unwrapped.lstrip("/")
        broken = _BROKEN_SCHEME.match(unwrapped)
        text = _BROKEN_SCHEME.sub(r"\1://", unwrapped) if broken else f"http://{unwrapped}"
    return text


def _inner(text: str) -> str:
    """What stands in the address of a copy; the address itself where it is none."""
    if "/web/" in text[:64] and (inner := _WAYBACK.sub("", text, count=1)) != text:
        return inner
    if "google" not in text[:40] and "archive." not in text[:24]:
        return text
    inner = _COPY.sub("", text, count=1)
    # The words that were looked for stand behind the cached address.
    return _CACHED.sub("", inner) if inner != text and "/search?" in text[:60] else inner


def _host(host: str) -> str:
    host = host.removesuffix(".")
    if ".blogspot." in host:
        host = _BLOGSPOT.sub(".blogspot.com", host)
    host = _WWW.sub("", host) if host[:4] == "www." else host
    name, _, port = host.partition(":")
    # The port that belongs to the other scheme: http and https are one here.
    return name if port in ("80", "443") else host


def _path(path: str) -> str:
    """The page's path without what only names a part or a copy of it, and without a final slash."""
    if "%" in path:
        path = _unescape(path)
    if ";" in path:
        path = _SESSION.sub("", path)
    if "/index.php/" in path:
        path = path.replace("/index.php/", "/")
    if _HAS_TAIL.search(path):
        while (shorter := _TAIL.sub("", path)) != path:
            path = shorter
    return path.rstrip("/")


def _query(search: str, path: str) -> str:
    named = [(pair, *pair.partition("=")[::2]) for pair in search.split("&") if pair]
    kept = [pair for pair, name, value in named if not _is_tracking(name, value)]
    for view in _VIEWS if kept else ():
        kept = [pair for pair in kept if pair.lower() not in _VIEWS[view] or not _shows(view, path, kept)]
    kept = [_unescape(pair.replace("+", "%20")) if "%" in pair or "+" in pair else pair for pair in kept]
    return "&".join(sorted(kept)) if len(kept) > 1 else "".join(kept)


def _shows(view: str, path: str, kept: list[str]) -> bool:
    """Whether a parameter of this name asks for another view of the page that the rest of the address names.

    ?feed= is a post's feed, or the home page's, which is another page. Blogger's ?m=1 is its telephone view;
    elsewhere it may be January. WordPress's ?tb=1 needs a post.
    """
    if view == "feed":
        return bool(path) or len(kept) > 1
    if view == "m":
        return path.endswith(".html") or (not path and len(kept) == 1)
    return any(pair.startswith(("p=", "page_id=")) for pair in kept)


def _is_tracking(name: str, value: str) -> bool:
    lower = name.lower()
    if lower in _FLAGS:
        flags = _FLAGS[lower]
        return flags is None or value.lower() in flags
    if lower in _OUTPUT:
        return value.lower() in _OUTPUT[lower]
    # ?cid= opens a pop-up at one comment in TypePad and Blogspot; elsewhere it names the page.
    return bool(_TRACKING.match(name)) or (lower == "cid" and value.startswith("6a"))


def split(url: str) -> tuple[str, str, str]:
    """Authority, path and query of an address as written, of an archive's copy those of the page that it
    copies; "" where it has none; never raises."""
    before, _, query = _unwrapped(url).partition("#")[0].partition("?")
    authority, slash, path = before.partition("://")[2].partition("/")
    return authority, slash + path, query


@lru_cache(maxsize=65536)
def site_of_host(host: str) -> str:
    """Registrable domain of a host, private suffixes counted as suffixes; where there is none, the host
    without `www.`."""
    found = _suffixes()(_BLOGSPOT.sub(".blogspot.com", host))
    return f"{found.domain}.{found.suffix}" if found.suffix and found.domain else _WWW.sub("", host)


@cache
def _suffixes() -> tldextract.TLDExtract:
    # Late, because it loads an HTTP client with it, which not every command needs.
    import tldextract

    return tldextract.TLDExtract(
        suffix_list_urls=(), include_psl_private_domains=True, cache_dir=None, extra_suffixes=SUBDOMAINS
    )


def host(url: str) -> str:
    """Lower-case host of a URL, with its port where it has an unusual one; "" where there is none."""
    if (plain := _PLAIN_HOST.match(url)) is not None and "xn--" not in plain[1]:
        return plain[1]
    root = _ROOT.match(url)
    return _host_below(root[0]) if root is not None else _parsed_host(url)


def _parsed_host(url: str) -> str:
    try:
        return str(ada_url.parse_url(url, ("host",))["host"])
    except ValueError:
        return ""


# Hosts that are numbers or have a port.
_host_below = lru_cache(maxsize=4096)(_parsed_host)


def site(url: str) -> str:
    """Registrable domain of a URL (`alice.blogspot.com`, `example.co.uk`), else its host; "" for no URL.
    A port counts (loopback blogs on several ports are several sites). A copy in an archive has its page's."""
    return site_of_host(host(_unwrapped(url)))


def is_same_host(one: str, other: str) -> bool:
    """Whether two addresses have one host, with `www.` or without, in an archive or not."""
    first, second = (_WWW.sub("", host(_unwrapped(each))) for each in (one, other))
    return first == second


def is_same_blog(one: str, other: str) -> bool:
    """Whether two addresses are of one site; at hosts that give each blog a folder, of the same folder."""
    one, other = _unwrapped(one), _unwrapped(other)
    if site(one) != site(other):
        return False
    return host(one) not in FOLDERS or host(one) != host(other) or _folder(one) == _folder(other)


SHARED_HOSTS = frozenset(name.removeprefix("www.") for name in FOLDERS)
"""Hosts that give each blog a folder, as identities name them."""


def folder_site(url: str) -> str:
    """The site of a blog on such a host (`ameblo.jp/hanako`); "" elsewhere and for the host's own pages."""
    name = host(url).removeprefix("www.")
    behind = FOLDERS.get(name, FOLDERS.get(f"www.{name}"))
    parts = [] if behind is None else [one.lower() for one in split(url)[1].split("/") if one]
    folder = next((one for one in parts if one not in (behind or ())), "")
    return f"{name}/{folder}" if folder and "." not in folder else ""


def _folder(url: str) -> str:
    """The blog's own folder at a host of `FOLDERS`, lower case; "" for the host's own pages."""
    names = [name.lower() for name in split(url)[1].split("/") if name]
    return next((name for name in names if name not in FOLDERS[host(url)]), "")


def _unescape(text: str) -> str:
    """Percent escapes of unreserved characters undone, the others in upper case and, where they are Japanese
    text in another encoding, as UTF-8."""
    if _UNFOLDED.search(text):
        text = _ESCAPE.sub(_unescaped, text)
    if _HIGH.search(text) and _decoded(unquote_to_bytes(text), "utf-8") is None:
        text = _HIGH_RUN.sub(_as_utf8, text)
    return text


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if code in _UNRESERVED else match[0].upper()


def _as_utf8(match: re.Match[str]) -> str:
    raw = _ESCAPE.sub(lambda m: chr(int(m[1], 16)), match[0]).encode("latin-1", "replace")
    text = _decoded(raw, "utf-8")
    if text is not None:
        return match[0]
    readings = {t for t in (_japanese(raw, "euc_jp"), _japanese(raw, "cp932")) if t}
    if len(readings) != 1:
        return match[0]
    return quote_from_bytes(readings.pop().encode(), safe="-._~@[]|^`{}\\")


def _japanese(raw: bytes, encoding: str) -> str | None:
    """The text where the bytes read as Japanese in this encoding: with kana, or kanji throughout."""
    text = _decoded(raw, encoding)
    if text is None or not _READS.fullmatch(text):
        return None
    return text if len(raw) > 3 or _KANA.search(text) else None


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None
