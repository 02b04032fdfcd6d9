"""The parts of an address, and the site and blog that it belongs to."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import ada_url

from crawler.urls.blog_hosts import FOLDERS, SUBDOMAINS
from crawler.urls.copies import unwrapped

if TYPE_CHECKING:
    import tldextract

_PLAIN_HOST = re.compile(r"https?://([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{2,})(?=[/?#]|\Z)")
_LONGEST_SCHEME, _LONGEST_ROOT = len("https://"), 100
# Blogger redirected its readers to the domain of their country.
BLOGSPOT = re.compile(r"\.blogspot\.(?:com?\.)?[a-z]{2}\Z")
WWW = re.compile(r"\A(?:www\.)+(?=[^.]+\.)")
SHARED_HOSTS = frozenset(name.removeprefix("www.") for name in FOLDERS)
"""Hosts that give each blog a folder, as identities name them."""


def split(url: str) -> tuple[str, str, str]:
    """Authority, path and query of an address as written, of an archive's copy those of the page that it
    copies; "" where it has none; never raises."""
    before, _, query = unwrapped(url).partition("#")[0].partition("?")
    authority, slash, path = before.partition("://")[2].partition("/")
    return authority, slash + path, query


@lru_cache(maxsize=65536)
def site_of_host(host: str) -> str:
    """Registrable domain of a host, private suffixes counted as suffixes; where there is none, the host
    without `www.`."""
    found = _suffixes()(BLOGSPOT.sub(".blogspot.com", host))
    return f"{found.domain}.{found.suffix}" if found.suffix and found.domain else WWW.sub("", host)


@cache
def _suffixes() -> tldextract.TLDExtract:
    # Late, because it loads an HTTP client with it, which not every command needs.
    import tldextract

    return tldextract.TLDExtract(
        suffix_list_urls=(), include_psl_private_domains=True, cache_dir=None, extra_suffixes=SUBDOMAINS
    )


def host(url: str) -> str:
    """Lower-case host of a URL, with its port where it has an unusual one; "" where there is none."""
    begin = url.find("://", 0, _LONGEST_SCHEME)
    end = url.find("/", begin + 3) if begin > 0 else -1
    return _host_below(url[:end]) if begin + 3 < end < _LONGEST_ROOT else _host_of(url)


def _host_of(url: str) -> str:
    if (plain := _PLAIN_HOST.match(url)) is not None and "xn--" not in plain[1]:
        return plain[1]
    try:
        return str(ada_url.parse_url(url, ("host",))["host"])
    except ValueError:
        return ""


# Without their paths: a page has many links and few hosts.
_host_below = lru_cache(maxsize=4096)(_host_of)


def site(url: str) -> str:
    """Registrable domain of a URL (`alice.blogspot.com`, `example.co.uk`), else its host; "" for no URL.
    A port counts (loopback blogs on several ports are several sites). A copy in an archive has its page's."""
    return site_of_host(host(unwrapped(url)))


def is_same_host(one: str, other: str) -> bool:
    """Whether two addresses have one host, with `www.` or without, in an archive or not."""
    first, second = (WWW.sub("", host(unwrapped(each))) for each in (one, other))
    return first == second


def is_same_blog(one: str, other: str) -> bool:
    """Whether two addresses are of one site; at hosts that give each blog a folder, of the same folder."""
    one, other = unwrapped(one), unwrapped(other)
    if site(one) != site(other):
        return False
    return host(one) != host(other) or folder_site(one) == folder_site(other)


def folder_site(url: str) -> str:
    """The site of a blog on a host that gives each one a folder (`ameblo.jp/hanako`); "" elsewhere and for
    the host's own pages."""
    name = host(url).removeprefix("www.")
    behind = FOLDERS.get(name, FOLDERS.get(f"www.{name}"))
    parts = [] if behind is None else [one.lower() for one in split(url)[1].split("/") if one]
    folder = next((one for one in parts if one not in (behind or ())), "")
    return f"{name}/{folder}" if folder and "." not in folder else ""
