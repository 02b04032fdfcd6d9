"""Addresses made whole, spelled as a browser would."""

from __future__ import annotations

import re
from functools import lru_cache

import ada_url

_ARCHIVE = "https://web.archive.org"
# As copies link one another, wherever they were saved to.
_COPY = re.compile(r"/web/\d{4,14}(?:[a-z]{2}_)?/https?:", re.I)
_LONGEST_KEPT = 300
# Of a text without two dots side by side.
_PLAIN = re.compile(r"https?://[a-z][a-z0-9.-]*\.[a-z]{2,}/[A-Za-z0-9._~/?&=%#:;,@!$*+()-]*")
# The same of a host that is a number or has a port, which is left to the parser once.
_PLAIN_BELOW = re.compile(r"(https?://[a-z0-9.:-]+/)[A-Za-z0-9._~/?&=%#:;,@!$*+()-]*")
_PLAIN_PATH = re.compile(r"/(?:[A-Za-z0-9._~?&=%#:;,@!$*+()-][A-Za-z0-9._~/?&=%#:;,@!$*+()-]*)?")
_PLAIN_PLACE = re.compile(r"#[A-Za-z0-9._~/?&=%:;,@!$*+()-]*")
_PLAIN_HOME = re.compile(r"https?://[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{2,}")


def absolute(url: str, base: str) -> str | None:
    """`url` resolved against `base`, spelled as a browser would; None unless it is http or https. The path of
    a copy at the Wayback Machine ("/web/2013…/http://…") is one there, not at the host it was saved to."""
    # What a browser would not spell otherwise needs no parser.
    if _is_spelled(url) if len(url) < _LONGEST_KEPT else _spells(url):
        return url
    url = url.strip()
    if url[:5] == "/web/" and _COPY.match(url):
        base = _ARCHIVE
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


def is_plain(url: str) -> bool:
    """Whether an address is whole, spelled as a browser would, and without escapes and foreign letters in
    disguise (`xn--`): no parser changes anything of it."""
    return "%" not in url and "xn--" not in url and _spells(url)


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
