"""Which further blogs join the crawl: those that cite or are cited most. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import ada_url

from crawler import urls
from crawler.seeds import prefix_of
from crawler.urls.blog_hosts import FOLDERS

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


_DATED = re.compile(r"/((?:[^/]+/){1,3}?)(?:19|20)\d\d/(?:0?[1-9]|1[0-2])/")
"""The folders before the year and the month by which a post is filed."""
_OF_ARCHIVES = frozenset(("archive", "archives", "index.php", "entry", "entries", "post", "posts"))
"""Folders that stand between a blog and its years."""


def home_of(url: str) -> str:
    """The home page of the blog that a URL probably belongs to: its folder on a host of many blogs, its
    `~user` folder, the one in which its posts are filed by year and month, else the host's root."""
    parts = ada_url.parse_url(url)
    folder = _own_folder(urls.host(url), parts["pathname"]) or _filed_in(parts["pathname"])
    return f"{parts['protocol']}//{parts['host']}/{folder}"


def most_referenced(references: Iterable[tuple[str, int]], *, known: Sequence[str]) -> tuple[str, ...]:
    """Home pages of blogs that a run has not met yet, those with most references first.

    `references` are (URL outside, post that it cites or that cites it); a post counts once for each blog.
    `known`: prefixes of the blogs that the run has. Sites that are no blogs are left out, and so is all of a
    host of which a blog is known, or for which another home has more references, unless the host gives each
    blog a folder.
    """
    bare = {prefix.removeprefix("www.") for prefix in known}
    hosts = {prefix.partition("/")[0] for prefix in bare}
    posts: dict[str, set[int]] = defaultdict(set)
    homes: dict[str, str] = {}
    for url, post in references:
        try:
            home = home_of(url)
        except ValueError:
            continue
        if not home.startswith("http") or urls.site(home) in NO_BLOGS:
            continue
        key = prefix_of(home).removeprefix("www.")
        host = key.partition("/")[0]
        if _shares_host(home):
            met = key in bare or f"{host}/" in bare
        else:
            met = host in hosts or urls.host(home) in FOLDERS
        if met:
            continue
        homes.setdefault(key, home)
        posts[key].add(post)
    ranked = sorted(posts, key=lambda key: (-len(posts[key]), key))
    return tuple(homes[key] for key in _one_a_host(ranked, homes))


def _one_a_host(ranked: Iterable[str], homes: Mapping[str, str]) -> Iterator[str]:
    taken: set[str] = set()
    for key in ranked:
        host = key.partition("/")[0]
        if _shares_host(homes[key]) or host not in taken:
            yield key
        if not _shares_host(homes[key]):
            taken.add(host)


def _shares_host(home: str) -> bool:
    """Whether a home page is one of many blogs in folders of their own."""
    return bool(_own_folder(urls.host(home), ada_url.parse_url(home)["pathname"]))


def _own_folder(host: str, path: str) -> str:
    """The folder of one blog, with its slash, on a host of many, or of a `~user`; "" for none."""
    first, *rest = (*path.split("/")[1:], "")
    if first.startswith("~"):
        return f"{first}/"
    if host not in FOLDERS or not first:
        return ""
    if first.lower() in FOLDERS[host]:
        return f"{first}/{rest[0]}/" if rest[0] else ""
    return f"{first}/"


def _filed_in(path: str) -> str:
    match = _DATED.match(path)
    folders = match[1].split("/")[:-1] if match else []
    while folders and folders[-1].lower() in _OF_ARCHIVES:
        folders.pop()
    return "".join(f"{one}/" for one in folders)
