"""What a citing site is called, and where its home is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

import pandas as pd

from crawler.urls import folder_site


def site_names(sites: Iterable[str], pairs: pd.DataFrame, blogs: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Name and address of each site, "" where nothing says it.

    Of the site's crawled blog, where it holds exactly one; else the name that listings give its pages most
    often, and the root of the host on which most of its sources lie (of equals the first by spelling).
    """
    alone = blogs[~blogs["site"].duplicated(keep=False)]
    titles, homes = (dict(zip(alone["site"], alone[name], strict=True)) for name in ("title", "url"))
    listed = _most_frequent(pairs["source_site"], pairs["site"])
    hosts = _most_frequent(pairs["source_site"], [_root(url) for url in pairs["source_url"]])
    names = [titles.get(site) or listed.get(site, "") for site in sites]
    return names, [homes.get(site) or hosts.get(site, "") for site in sites]


def _most_frequent(groups: Iterable[str], values: Iterable[str]) -> dict[str, str]:
    """By group the value that it has most often, empty ones left out."""
    counts = Counter((group, value) for group, value in zip(groups, values, strict=True) if value)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]), reverse=True)
    return {group: value for (group, value), _ in ordered}


def _root(url: str) -> str:
    """Scheme and host of a web address, with the blog's folder on hosts that give each blog one; "" for any
    other."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    folder = folder_site(url).rpartition("/")[2]
    end = parts.path.lower().find(f"/{folder}/") if folder else -1
    own = f"{parts.path[1 : end + 1]}{parts.path[end + 1 :].split('/')[0]}/" if end >= 0 else ""
    return f"{parts.scheme}://{parts.netloc}/{own}"
