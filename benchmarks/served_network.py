"""A seeded network of blogs as files, and nginx on loopback to serve them, for benchmarks of the crawl."""

from __future__ import annotations

import random
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WORDS = (
    "bread",
    "road",
    "river",
    "letter",
    "garden",
    "window",
    "map",
    "engine",
    "winter",
    "library",
    "signal",
    "bridge",
    "copper",
    "paper",
    "harbour",
    "lantern",
    "orchard",
    "needle",
    "market",
    "thunder",
    "bicycle",
    "archive",
    "kettle",
    "meadow",
    "compass",
    "station",
    "cellar",
    "mirror",
    "feather",
    "granite",
)
CONFIG = """
daemon off; master_process off; worker_processes 1; pid {root}/nginx.pid; error_log {root}/error.log;
events {{ worker_connections 1024; }}
http {{
  log_format plain '$host $request_uri $status';
  access_log {access}; default_type text/html; charset utf-8; keepalive_requests 100000;
  client_body_temp_path {root}/t1; proxy_temp_path {root}/t2; fastcgi_temp_path {root}/t3;
  uwsgi_temp_path {root}/t4; scgi_temp_path {root}/t5;
  types {{ text/html html; application/xml xml; text/plain txt; }}
  server {{ {listens} server_name _; root {root}/www/$host; index index.html; }}
}}
"""


@dataclass(frozen=True, slots=True)
class Network:
    """Home pages and post URLs of the served blogs, and the number of entries that their listings show."""

    homes: tuple[str, ...]
    posts: tuple[str, ...]
    linkbacks: int
    access_log: Path


def host_of(blog: int) -> str:
    """A loopback address of its own for each blog: other crawlers do not resolve names below localhost."""
    return f"127.0.1.{blog + 1}"


def post_url(blog: int, post: int, port: int) -> str:
    return f"http://{host_of(blog)}:{port}/2024/{post:03}/"


def sentence(rng: random.Random, words: int) -> str:
    return " ".join(rng.choices(WORDS, k=words)).capitalize() + "."


def post_page(blog: int, post: int, port: int, entries: int, rng: random.Random, size: int) -> str:
    """A WordPress-like post of about `size` bytes with some 75 links and `entries` linkbacks."""
    home = f"http://{host_of(blog)}:{port}/"
    title, word = f"Post {post} of {blog}", WORDS[post % len(WORDS)]
    navigation = "".join(f'<li><a href="{home}tag/{w}/">{w}</a></li>' for w in WORDS)
    others = [post_url(blog, (post + k) % 100, port) for k in range(1, 21)]
    widget = "".join(f'<li><a href="{url}">{url[-4:]}</a></li>' for url in others)
    cited = post_url(rng.randrange(40), rng.randrange(100), port)
    head = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} - Blog {blog}</title>'
        f'<link rel="canonical" href="{post_url(blog, post, port)}">'
        f'<link rel="pingback" href="{home}xmlrpc.php">'
        f'<link rel="alternate" type="application/rss+xml" href="{home}feed.xml">'
        f'<meta property="article:published_time" content="2024-03-0{post % 9 + 1}T08:00:00+00:00"></head>'
        f'<body class="single single-post postid-{post}"><header><a href="{home}">Blog {blog}</a></header>'
        f'<nav><ul>{navigation}</ul></nav><article class="post hentry"><h1 class="entry-title">{title}</h1>'
        f'<div class="entry-content"><p>See <a href="{cited}">this</a>.</p>'
    )
    tail = (
        f'</div><footer><a rel="tag" href="{home}tag/{word}/">{word}</a></footer></article>'
        f'<div id="comments"><ol class="commentlist">{listing(blog, post, port, entries, rng)}</ol></div>'
        f'<aside class="widget"><ul>{widget}</ul></aside></body></html>'
    )
    return head + prose(rng, size - len(head) - len(tail)) + tail


def listing(blog: int, post: int, port: int, entries: int, rng: random.Random) -> str:
    """The entries of a listing, every third one a trackback, and three comments by people."""
    pings = "".join(
        f'<li class="{"pingback" if k % 3 else "trackback"} even depth-1" id="comment-{k}"><p>Pingback: '
        f'<a href="{post_url(rng.randrange(40), rng.randrange(100), port)}?from={blog}-{post}-{k}" '
        f'rel="external nofollow ugc" class="url">{sentence(rng, 4)}</a></p></li>'
        for k in range(entries)
    )
    comments = "".join(
        f'<li class="comment odd depth-1" id="comment-9{k}"><article><footer class="comment-meta">'
        f'<b class="fn">{rng.choice(WORDS)}</b> <time datetime="2024-05-0{k + 1}T10:00:00+00:00">May</time>'
        f'</footer><div class="comment-content"><p>{sentence(rng, 30)}</p></div></article></li>'
        for k in range(3)
    )
    return pings + comments


def prose(rng: random.Random, size: int) -> str:
    """Paragraphs of about `size` bytes in all."""
    paragraphs: list[str] = []
    while size > 0:
        paragraphs.append(f'<p class="has-text-align-left">{sentence(rng, 60)}</p>\n')
        size -= len(paragraphs[-1])
    return "".join(paragraphs)


def write_network(
    root: Path, *, blogs: int, posts: int, port: int, size: int = 47_000, seed: int = 11
) -> Network:
    """Write all pages, feeds and sitemaps below `root`/www."""
    rng = random.Random(seed)
    urls, total = [], 0
    for blog in range(blogs):
        folder = root / "www" / host_of(blog)
        home = f"http://{host_of(blog)}:{port}/"
        mine = [post_url(blog, post, port) for post in range(posts)]
        urls += mine
        counts = [rng.choice((1, 1, 2, 3, 5)) for _ in mine]
        total += sum(counts)
        for post, entries in enumerate(counts):
            page = folder / "2024" / f"{post:03}" / "index.html"
            page.parent.mkdir(parents=True)
            page.write_text(post_page(blog, post, port, entries, rng, size), "utf-8")
        _write_indexes(folder, home, mine, counts)
    homes = tuple(f"http://{host_of(blog)}:{port}/" for blog in range(blogs))
    return Network(homes, tuple(urls), total, root / "access.log")


def _write_indexes(folder: Path, home: str, urls: list[str], counts: list[int]) -> None:
    links = "".join(f'<h2 class="entry-title"><a href="{u}">{u}</a></h2>' for u in urls[:10])
    (folder / "index.html").write_text(
        f'<!DOCTYPE html><html lang="en"><head><title>{home}</title>'
        f'<link rel="alternate" type="application/rss+xml" href="{home}feed.xml"></head>'
        f'<body class="home blog">{links}</body></html>',
        "utf-8",
    )
    items = "".join(
        f"<item><title>{u}</title><link>{u}</link><slash:comments>{n + 3}</slash:comments></item>"
        for u, n in zip(urls[:10], counts, strict=False)
    )
    (folder / "feed.xml").write_text(
        '<?xml version="1.0"?><rss version="2.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel>'
        f"<title>{home}</title><link>{home}</link>{items}</channel></rss>",
        "utf-8",
    )
    locs = "".join(f"<url><loc>{u}</loc></url>" for u in urls)
    (folder / "sitemap.xml").write_text(
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{locs}</urlset>', "utf-8"
    )
    (folder / "robots.txt").write_text(f"User-agent: *\nSitemap: {home}sitemap.xml\n", "utf-8")


@contextmanager
def served(root: Path, port: int, *, core: int | None = None, log: bool = False) -> Iterator[int]:
    """nginx over `root`/www on loopback, on one core if `core` is given, for as long as the block lasts.

    Yields the number of its process.
    """
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        sys.exit("This benchmark serves its pages with nginx; on Debian and Ubuntu: apt install nginx-light")
    config = root / "nginx.conf"
    access = f"{root}/access.log plain" if log else "off"
    hosts = sorted(folder.name for folder in (root / "www").iterdir())
    _refuse_taken(hosts, port)
    listens = " ".join(f"listen {host}:{port} backlog=512;" for host in hosts)
    config.write_text(CONFIG.format(root=root, listens=listens, access=access))
    pin = ["taskset", "-c", str(core)] if core is not None else []
    process = subprocess.Popen(
        [*pin, nginx, "-c", str(config), "-p", str(root), "-e", str(root / "error.log")]
    )
    try:
        _wait_for(hosts[0], port)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def _refuse_taken(hosts: list[str], port: int) -> None:
    """End the benchmark where another server answers for one of the blogs: its pages would be counted."""
    for host in hosts:
        with socket.socket() as probe:
            if probe.connect_ex((host, port)) == 0:
                sys.exit(f"something else serves at {host}:{port}; stop it first")


def _wait_for(host: str, port: int) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://{host}:{port}/", timeout=1).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
        else:
            return
    sys.exit("nginx did not start; see error.log in the folder of the benchmark")
