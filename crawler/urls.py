"""One identity for a URL, and the site that it belongs to.

What was written is kept in the store; identity is computed, so that a rule can change without a new crawl.
"""

from __future__ import annotations

import re
from functools import lru_cache

import ada_url
import tldextract

_TLD = tldextract.TLDExtract(suffix_list_urls=(), include_psl_private_domains=True, cache_dir=None)
_WAYBACK = re.compile(r"^(?:https?:)?//web\.archive\.org/web/\d{1,14}(?:[a-z]{2}_)?/", re.I)
_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_ga|ref_src|replytocom|cid|amp|print|cpage)$",
    re.I,
)
_TAIL = re.compile(
    r"(?:/(?:trackback|feed(?:/(?:rss2?|atom|rdf))?|amp|print|comment-page-\d+)|/(?:index|default)\.(?:html?|php|aspx?))/*$",
    re.I,
)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def absolute(url: str, base: str) -> str | None:
    """`url` resolved against `base`, spelled as a browser would; None unless it is http or https."""
    try:
        joined: str = ada_url.join_url(base, url.strip())
    except ValueError:
        return None
    return joined if joined.startswith(("http://", "https://")) else None


def identity(url: str) -> str:
    """The spelling that all variants of one page share, as an https URL. Idempotent; never raises.

    What is no http URL comes back stripped and otherwise unchanged.
    """
    text = url.strip()
    while (unwrapped := _WAYBACK.sub("", text)) != text:
        text = unwrapped if unwrapped.startswith(("http:", "https:")) else f"http://{unwrapped}"
    try:
        parts = ada_url.parse_url(text)
    except ValueError:
        return url.strip()
    if parts["protocol"] not in ("http:", "https:"):
        return url.strip()
    host = parts["host"].removeprefix("www.").removesuffix(".")
    path = _unescape(parts["pathname"])
    while (shorter := _TAIL.sub("", path)) != path:
        path = shorter
    path = path.replace("/index.php/", "/").rstrip("/")
    query = "&".join(
        sorted(
            _unescape(p) for p in parts["search"][1:].split("&") if p and not _TRACKING.match(p.split("=")[0])
        )
    )
    return f"https://{host}{path}?{query}" if query else f"https://{host}{path or '/'}"


@lru_cache(maxsize=65536)
def site_of_host(host: str) -> str:
    """Registrable domain of a host, private suffixes counted as suffixes; the host itself where there is none."""
    found = _TLD(host)
    return f"{found.domain}.{found.suffix}" if found.suffix and found.domain else host


def host(url: str) -> str:
    """Lower-case host of a URL, with its port where it has an unusual one; "" where there is none."""
    try:
        return str(ada_url.parse_url(url)["host"])
    except ValueError:
        return ""


def site(url: str) -> str:
    """Registrable domain of a URL: `alice.blogspot.com`, `example.co.uk`; the host where there is none; "" for no URL.

    A port counts (loopback blogs on several ports are several sites).
    """
    return site_of_host(host(url))


def _unescape(text: str) -> str:
    """Percent escapes of unreserved characters undone, the others in upper case."""
    if "%" not in text:
        return text
    return _ESCAPE.sub(lambda m: chr(c) if (c := int(m[1], 16)) in _UNRESERVED else m[0].upper(), text)
