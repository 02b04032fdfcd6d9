"""Which further blogs join the crawl: those that cite or are cited most. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import ada_url

from crawler import urls
from crawler.seeds import prefix_of

NO_BLOGS = frozenset(
    {
        "amazon.com",
        "archive.org",
        "bsky.app",
        "facebook.com",
        "feedburner.com",
        "flickr.com",
        "github.com",
        "google.com",
        "gravatar.com",
        "imdb.com",
        "instagram.com",
        "linkedin.com",
        "pinterest.com",
        "reddit.com",
        "t.co",
        "technorati.com",
        "twitter.com",
        "vimeo.com",
        "wikipedia.org",
        "wordpress.org",
        "x.com",
        "youtu.be",
        "youtube.com",
    }
)
"""Sites that everybody links to and that are no blogs."""


def home_of(url: str) -> str:
    """The home page of the blog that a URL probably belongs to: the host's root, or its `~user` folder."""
    parts = ada_url.parse_url(url)
    first = parts["pathname"].split("/")[1] if "/" in parts["pathname"] else ""
    folder = f"{first}/" if first.startswith("~") else ""
    return f"{parts['protocol']}//{parts['host']}/{folder}"


def most_referenced(references: Iterable[tuple[str, int]], *, known: Sequence[str]) -> tuple[str, ...]:
    """Home pages of blogs that a run has not met yet, those with most references first.

    `references` are (URL outside, post that it cites or that cites it); a post counts once for each blog.
    `known`: prefixes of the blogs that the run has. Sites that are no blogs are left out.
    """
    hosts = {prefix.partition("/")[0].removeprefix("www.") for prefix in known}
    posts: dict[str, set[int]] = defaultdict(set)
    homes: dict[str, str] = {}
    for url, post in references:
        try:
            home = home_of(url)
        except ValueError:
            continue
        host = urls.host(home).removeprefix("www.")
        if not home.startswith("http") or host in hosts or urls.site(home) in NO_BLOGS:
            continue
        key = prefix_of(home).removeprefix("www.")
        homes.setdefault(key, home)
        posts[key].add(post)
    ranked = sorted(posts, key=lambda key: (-len(posts[key]), key))
    return tuple(homes[key] for key in ranked)
