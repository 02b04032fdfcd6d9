"""A seeded network of blogs on loopback: `python benchmarks/served.py --blogs 40 --posts 100`.

Each blog has a port of its own, a sitemap, and posts in the markup of a classic WordPress theme with
comments, trackbacks and pingbacks, some of them spread over comment pages. All pages are made before the
first request, so that the server costs little. `--truth FILE` writes what the listings show.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
from dataclasses import dataclass, field
from pathlib import Path

WORDS = [
    "archive",
    "ink",
    "river",
    "map",
    "seed",
    "bread",
    "letter",
    "winter",
    "garden",
    "lamp",
    "paper",
    "tide",
    "wheel",
    "stone",
    "music",
    "road",
    "glass",
    "bird",
    "kitchen",
    "engine",
    "harbour",
    "morning",
    "quiet",
    "copper",
    "field",
    "signal",
    "thread",
    "window",
    "ladder",
    "market",
]
PER_PAGE = 12
"""Entries of a comment page."""


@dataclass
class Network:
    """All answers: `pages[port][path]` is (content type, body). `truth`: (post, source, kind) as listed."""

    pages: dict[int, dict[str, tuple[str, bytes]]] = field(default_factory=dict)
    truth: list[tuple[str, str, str]] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    listings: list[str] = field(default_factory=list)


def build(*, blogs: int, posts: int, size: int, port: int, seed: int = 7) -> Network:
    """The network; the same arguments give the same bytes."""
    network = Network()
    for number in range(blogs):
        _blog(network, random.Random(seed * 1000 + number), port + number, blogs, posts, size, port)
    return network


def _blog(
    network: Network, dice: random.Random, own: int, blogs: int, posts: int, size: int, first: int
) -> None:
    root = f"http://127.0.0.1:{own}"
    pages = network.pages[own] = {}
    paths = [f"/{2010 + n % 14}/{1 + n % 12:02}/{_slug(dice)}-{n}/" for n in range(posts)]
    for number, path in enumerate(paths):
        network.posts.append(root + path)
        _post(network, pages, dice, root, path, number, paths, size, first, blogs)
    links = "".join(f'<li><a href="{path}">{_words(dice, 5)}</a></li>' for path in paths[:50])
    head = f"<!DOCTYPE html><html lang=en><head><title>Blog {own}</title></head>"
    home = f"{head}<body><ul>{links}</ul></body></html>"
    pages["/"] = ("text/html; charset=utf-8", home.encode())
    pages["/robots.txt"] = ("text/plain", f"User-agent: *\nSitemap: {root}/sitemap.xml\n".encode())
    rows = "".join(f"<url><loc>{root}{path}</loc></url>" for path in paths)
    sitemap = (
        f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'
    )
    pages["/sitemap.xml"] = ("application/xml", sitemap.encode())


def _post(
    network: Network,
    pages: dict[str, tuple[str, bytes]],
    dice: random.Random,
    root: str,
    path: str,
    number: int,
    paths: list[str],
    size: int,
    first: int,
    blogs: int,
) -> None:
    entries = [_entry(network, dice, root + path, n, first, blogs) for n in range(_how_many(dice))]
    parts = [entries[n : n + PER_PAGE] for n in range(0, len(entries), PER_PAGE)] or [[]]
    for place, part in enumerate(parts, 1):
        where = path if place == 1 else f"{path}comment-page-{place}/"
        if place > 1:
            network.listings.append(root + where)
        nav = "".join(
            f'<a class="page-numbers" href="{root}{path}comment-page-{n}/#comments">{n}</a>'
            for n in range(2, len(parts) + 1)
        )
        body = _html(dice, root, path, number, paths, "".join(part), nav, size)
        pages[where] = ("text/html; charset=utf-8", body.encode())


def _how_many(dice: random.Random) -> int:
    return dice.choice((0, 0, 0, 1, 2, 3, 5, 8, 30))


def _entry(network: Network, dice: random.Random, post: str, number: int, first: int, blogs: int) -> str:
    kind = dice.choice(("comment", "comment", "pingback", "trackback"))
    source = f"http://127.0.0.1:{first + dice.randrange(blogs)}/{dice.randrange(9999)}/{number}/"
    if kind != "comment":
        network.truth.append((post, source, kind))
    return (
        f'<li class="{kind} even depth-1" id="comment-{number}"><div class="comment-author vcard">'
        f'<cite class="fn"><a href="{source}" rel="external nofollow ugc" class="url">{_words(dice, 3)}</a>'
        f'</cite> <span class="says">says:</span></div><div class="comment-meta commentmetadata">'
        f'<a href="{post}#comment-{number}">March {1 + number % 28}, 2014 at 8:05 am</a></div>'
        f"<p>[&#8230;] {_words(dice, 20)} [&#8230;]</p></li>"
    )


def _html(
    dice: random.Random,
    root: str,
    path: str,
    number: int,
    paths: list[str],
    entries: str,
    nav: str,
    size: int,
) -> str:
    title = _words(dice, 5).capitalize()
    near = [paths[(number + step) % len(paths)] for step in range(1, 31)]
    side = "".join(f'<li><a href="{root}{one}">{_words(dice, 4)}</a></li>' for one in near)
    tags = "".join(f'<a href="{root}/tag/{word}/" rel="tag">{word}</a> ' for word in dice.sample(WORDS, 3))
    year, month = path.split("/")[1:3]
    head = (
        f'<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>{title} | Blog</title>'
        f'<link rel="canonical" href="{root}{path}"><link rel="pingback" href="{root}/xmlrpc.php">'
        f'<meta name="generator" content="WordPress 6.1"><meta property="article:published_time" '
        f'content="{year}-{month}-03T10:00:00+00:00"></head><body class="single single-post"><main>'
        f'<article class="post type-post"><header><h1 class="entry-title">{title}</h1></header>'
        f'<div class="entry-content">'
    )
    foot = (
        f'</div><footer>{tags}</footer></article><div id="comments" class="comments-area">'
        f'<h2 class="comments-title">Thoughts</h2><ol class="commentlist">{entries}</ol>'
        f'<nav class="comment-navigation">{nav}</nav></div></main>'
        f'<aside class="widget-area"><ul>{side}</ul></aside></body></html>'
    )
    return head + _prose(dice, max(0, size - len(head) - len(foot))) + foot


def _prose(dice: random.Random, size: int) -> str:
    parts: list[str] = []
    length = 0
    while length < size:
        target = f"http://elsewhere-{dice.randrange(500)}.example/{dice.randrange(99)}"
        out = f' <a href="{target}">{_words(dice, 2)}</a>'
        part = f"<p>{_words(dice, 90)}{out if dice.random() < 0.5 else ''}</p>\n"
        parts.append(part)
        length += len(part)
    return "".join(parts)


def _words(dice: random.Random, number: int) -> str:
    return " ".join(dice.choices(WORDS, k=number))


def _slug(dice: random.Random) -> str:
    return "-".join(dice.choices(WORDS, k=3))


class Server(asyncio.Protocol):
    """HTTP/1.1 with keep-alive for GET, out of a dictionary."""

    def __init__(self, pages: dict[str, tuple[str, bytes]], wait: float) -> None:
        self._pages, self._wait, self._buffer = pages, wait, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to answer."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer each complete request."""
        self._buffer += data
        while b"\r\n\r\n" in self._buffer:
            head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
            if self._wait:
                asyncio.get_running_loop().call_later(self._wait, self._answer, head)
            else:
                self._answer(head)

    def _answer(self, head: bytes) -> None:
        path = head.split(b" ", 2)[1].decode("latin-1").partition("?")[0]
        kind, body = self._pages.get(path, ("text/html", b""))
        status = "200 OK" if path in self._pages else "404 Not Found"
        lines = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        self._transport.write(lines.encode() + body)


async def serve(network: Network, wait: float) -> None:
    """Serve until the process is ended or its standard input closes."""
    loop = asyncio.get_running_loop()
    for port, pages in network.pages.items():
        await loop.create_server(lambda pages=pages: Server(pages, wait), "127.0.0.1", port)  # type: ignore[misc]
    sys.stdout.write("\n".join(f"http://127.0.0.1:{port}/" for port in network.pages) + "\n\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


def main() -> None:
    """Build, write the truth, serve."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name, default in (("blogs", 40), ("posts", 100), ("bytes", 47_000), ("port", 9300)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--wait", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--truth", type=Path, help="file for what the listings show")
    given = parser.parse_args()
    network = build(blogs=given.blogs, posts=given.posts, size=given.bytes, port=given.port)
    if given.truth:
        facts = {"linkbacks": network.truth, "posts": network.posts, "listings": network.listings}
        given.truth.write_text(json.dumps(facts))
    asyncio.run(serve(network, given.wait))


if __name__ == "__main__":
    main()
