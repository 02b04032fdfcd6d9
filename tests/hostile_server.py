"""Blogs that no crawl should have to meet, on loopback: `python tests/hostile_server.py`.

Each is a name below `.localhost` on one port. Prints their home pages and an empty line; `/log` gives a line
"HOST PATH" for each request.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from contextlib import suppress

import made_http

NOTES: list[str] = []
JSON = "application/json"
XML = "application/xml"
REST = "/wp-json/wp/v2/posts"


class Handler(made_http.Handler):
    """What a blog answers stands in `BLOGS`, by path without query; else it is an ordinary small blog."""

    def do_GET(self) -> None:
        """The answer of the blog that is asked."""
        name = self.headers["Host"].partition(".")[0]
        path = self.path.partition("?")[0]
        if path == "/log":
            return self.send("\n".join(NOTES), "text/plain")
        NOTES.append(f"{name} {self.path}")
        answer = BLOGS.get(name, {}).get(path) or USUAL.get(path)
        if answer is not None:
            return answer(self)
        return self.send(post(path)) if path.startswith("/2020/") else self.send("none", status=404)

    @property
    def base(self) -> str:
        """The blog's address without a slash at the end."""
        return f"http://{self.headers['Host']}"

    def send(
        self, body: str | bytes, kind: str = "text/html", *, status: int = 200, **headers: str | bytes
    ) -> None:
        """Send an answer; header names have lines for hyphens."""
        content = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
        lines: list[bytes] = [f"HTTP/1.1 {status} X".encode(), f"Content-Type: {kind}".encode()]
        if status != 304:
            lines.append(b"Content-Length: %d" % len(content))
        for key, value in headers.items():
            text = value if isinstance(value, bytes) else value.encode()
            lines.append(key.replace("_", "-").encode() + b": " + text)
        with suppress(OSError):  # who has read enough goes away
            self.wfile.write(b"\r\n".join(lines) + b"\r\n\r\n" + (content if status != 304 else b""))

    def endless_length(self) -> None:
        """A length that is no number of this world."""
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
        self.wfile.write(head + b"9" * 5000 + b"\r\n\r\n")

    def cut(self) -> None:
        """Break off in the middle of an answer."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 99\r\n\r\nUser-ag")
        self.close_connection = True


Answer = Callable[[Handler], None]


def post(path: str, more: str = "") -> str:
    """A post with one pingback."""
    entry = f'<li class="pingback"><p>Pingback: <a href="http://s.example{path}" class="url">T</a></p></li>'
    return (
        f'<html><body class="single-post"><h1 class="entry-title">Post {path}</h1><article class="post">'
        f'<p>Text</p></article><ol class="commentlist">{entry}</ol>{more}</body></html>'
    )


def home(to: Handler) -> None:
    """A home page that names a feed and, where the blog has one, REST."""
    rest = REST in BLOGS.get(to.headers["Host"].partition(".")[0], {})
    api = f'<link rel="https://api.w.org/" href="{to.base}/wp-json/">' if rest else ""
    to.send(f'<html><head><link rel="alternate" type="application/rss+xml" href="/feed">{api}</head></html>')


def sitemap(to: Handler) -> None:
    """Two posts."""
    rows = "".join(f"<url><loc>{to.base}/2020/01/{name}/</loc></url>" for name in ("one", "two"))
    to.send(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>', XML)


def many(to: Handler, number: int) -> None:
    """A sitemap of so many posts."""
    rows = "".join(f"<url><loc>{to.base}/2020/01/{n}-post/</loc></url>" for n in range(number))
    to.send(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>', XML)


def _many(number: int) -> Answer:
    return lambda to: many(to, number)


def pages_only(to: Handler) -> None:
    """Pages of a site; its posts are linked from the home page."""
    rows = "".join(f"<url><loc>{to.base}/page-about-{n}/</loc></url>" for n in range(8))
    to.send(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>', XML)


def front(to: Handler) -> None:
    """Links to three posts, with the number of the visit, and to a list of three more."""
    first = 4 if "page/2" in to.path else 1
    links = "".join(
        f'<h2><a href="/2020/01/{n}/a-post/?PHPSESSID=abcdef0123456789">A post</a></h2>'
        for n in range(first, first + 3)
    )
    to.send(f'<html><body>{links}<a rel="next" href="/page/2/">Older</a></body></html>')


def renamed(to: Handler) -> None:
    """One post under its old and its new address."""
    rows = "".join(f"<url><loc>{to.base}/2020/01/{name}/</loc></url>" for name in ("old", "one"))
    to.send(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>', XML)


def same_feed(to: Handler) -> None:
    """The same two posts under an address that always names another one."""
    after = len(NOTES)
    items = "".join(f"<item><link>{to.base}/2020/02/{n}-post/</link></item>" for n in range(2))
    older = f'<link xmlns="http://www.w3.org/2005/Atom" rel="next" href="{to.base}/feed?c={after}"/>'
    to.send(f'<rss version="2.0"><channel>{older}{items}</channel></rss>', XML)


def same_rest(to: Handler) -> None:
    """A full page that is the same for each number, without totals."""
    rows = [{"link": f"{to.base}/2020/03/{n}-post/", "title": {"rendered": "T"}} for n in range(100)]
    to.send(json.dumps(rows), JSON)


def poisoned_rest(to: Handler) -> None:
    """Titles, names and texts that were cut through an emoji."""
    half = "cut \ud83d \x00"
    term = [[{"name": half, "taxonomy": "post_tag"}]]
    row = {"link": f"{to.base}/2020/03/half/", "title": {"rendered": half}, "excerpt": {"rendered": half}}
    row["_embedded"] = {"author": [{"name": half}], "wp:term": term}
    to.send(json.dumps([row]), JSON, X_WP_Total="1", X_WP_TotalPages="1")


def ever_on(to: Handler) -> None:
    """A home page that sends its readers on to one of another address, as that one does."""
    number = int(to.path.partition("=")[2] or 0) + 1
    to.send(f'<meta http-equiv="refresh" content="0; url=/?n={number}">')


def to_other(to: Handler) -> None:
    """The former address of the blog "other"."""
    to.send("", status=301, Location=to.base.replace("//twin.", "//other.") + "/")


def comment_pages(to: Handler) -> None:
    """A post whose comment pages always link a further one; from the third on they are empty."""
    found = re.search(r"cpage=(\d+)", to.path)
    number = int(found[1]) if found else 1
    link = f'<a href="/2020/01/one/?cpage={number + 1}">Older comments</a>'
    body = post("/2020/01/one/", link)
    to.send(body if number < 3 else re.sub(r"<li.*</li>", "", body))


def last_first(to: Handler) -> None:
    """A post of three comment pages, whose own address shows the last one; each links its neighbours."""
    found = re.search(r"cpage=(\d)", to.path)
    number = int(found[1]) if found else 3
    near = [one for one in (number - 1, number + 1) if 1 <= one <= 3]
    links = "".join(f'<a href="/2020/01/one/?cpage={one}#comments">Comments</a>' for one in near)
    to.send(post(f"/2020/01/one/{number}", links))


def first_first(to: Handler) -> None:
    """A post of two comment pages, whose own address shows the first one."""
    number = 2 if "cpage=2" in to.path else 1
    to.send(post(f"/2020/01/one/{number}", f'<a href="/2020/01/one/?cpage={3 - number}">Comments</a>'))


def with_lists(to: Handler) -> None:
    """A sitemap that names a list as well."""
    rows = "".join(f"<url><loc>{to.base}/{path}/</loc></url>" for path in ("2020/01/one", "posts/lately"))
    to.send(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>', XML)


def a_list(to: Handler) -> None:
    """A page of posts, which is not modified where that is asked."""
    if "If-None-Match" in to.headers:
        return to.send("", status=304)
    links = "".join(f'<h2><a href="/2020/01/{n}/">A post</a></h2>' for n in ("one", "two"))
    return to.send(f"<html><body>{links}</body></html>", ETag='"1"')


def _rules(text: str | bytes) -> Answer:
    return lambda to: to.send(text, "text/plain")


def _fixed(body: str, *, status: int = 200, **headers: str | bytes) -> Answer:
    return lambda to: to.send(body, status=status, **headers)


_NONE = _fixed("none", status=404)
USUAL: dict[str, Answer] = {"/": home, "/robots.txt": _rules(""), "/sitemap.xml": sitemap}
BLOGS: dict[str, dict[str, Answer]] = {
    "good": {},
    "ever-on": {"/": ever_on},
    "other": {},
    "twin": {"/": to_other},
    "unmodified": {"/": _fixed("", status=304)},
    "half-unmodified": {"/2020/01/one/": _fixed("", status=304), "/sitemap.xml": sitemap},
    "rules-cut": {"/robots.txt": Handler.cut},
    "rules-large": {"/robots.txt": _rules("User-agent: *\nDisallow: /\n" + "#" * 1_100_000)},
    "rules-busy": {"/robots.txt": _fixed("", status=429)},
    "rules-marked": {"/robots.txt": _rules("\ufeffUser-agent: *\nDisallow: /2020/01/one/\n")},
    "rules-image": {"/robots.txt": lambda to: to.send(b"\x89PNG", "image/png")},
    "renamed": {
        "/sitemap.xml": renamed,
        "/2020/01/old/": _fixed("", status=301, Location="/2020/01/one/"),
    },
    "same-feed": {"/sitemap.xml": _NONE, "/feed": same_feed},
    "same-rest": {REST: same_rest, "/sitemap.xml": _NONE},
    "poisoned-rest": {REST: poisoned_rest},
    "comment-pages": {"/2020/01/one/": comment_pages},
    "raw-redirect": {"/2020/01/one/": _fixed("", status=301, Location="/2020/02/日本/".encode())},
    "odd-wait": {"/2020/01/one/": _fixed("", status=429, Retry_After=b"\xb2")},
    "broken-posts": {
        "/sitemap.xml": _many(20),
        **{f"/2020/01/{n}-post/": _fixed("", status=500) for n in (2, 3, 9, 11)},
    },
    "broken-row": {
        "/sitemap.xml": _many(20),
        **{f"/2020/01/{n}-post/": _fixed("", status=500) for n in range(6)},
    },
    "broken-host": {
        "/sitemap.xml": _many(8),
        **{f"/2020/01/{n}-post/": _fixed("", status=500) for n in range(8)},
    },
    "to-home": {
        "/sitemap.xml": _many(8),
        **{f"/2020/01/{n}-post/": _fixed("", status=302, Location="/") for n in range(6)},
    },
    "pages-only": {"/": front, "/page/2/": front, "/sitemap.xml": pages_only},
    "sent-on": {
        "/": _fixed('<meta http-equiv="refresh" content="0; url=weblog/">'),
        "/weblog/": front,
        "/page/2/": front,
        "/sitemap.xml": _NONE,
    },
    "last-first": {"/2020/01/one/": last_first},
    "first-first": {"/2020/01/one/": first_first},
    "lists": {"/sitemap.xml": with_lists, "/posts/lately/": a_list},
    "odd-length": {"/2020/01/one/": Handler.endless_length},
}


def main() -> None:
    """Serve until the process is ended."""
    server = made_http.Server(Handler)
    homes = [f"http://{name}.localhost:{server.server_address[1]}/" for name in BLOGS]
    sys.stdout.write("\n".join([*homes, "", ""]))
    sys.stdout.flush()
    server.serve_forever(poll_interval=0.1)


if __name__ == "__main__":
    main()
