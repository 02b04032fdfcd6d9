"""Blogs on loopback that change from week to week, for tests of whole crawls: `python tests/odd_blogs.py`.

Prints the port. The blog NAME is served at `http://NAME.localhost:PORT/`; a request for `/week/N` at any
other host sets the week, one for `/log` gives what was asked for since then, as lines "HOST PATH".
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import made_http

POSTS = 12
NOTES: list[str] = []
STATE = {"week": 1, "port": 0}


@dataclass(frozen=True)
class Answer:
    """One answer; `more`: how much more is announced than sent; of status 0: none, the connection ends."""

    body: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "text/html; charset=utf-8"
    more: int = 0


def root(name: str) -> str:
    return f"http://{name}.localhost:{STATE['port']}/"


def post(number: int, sources: Iterable[str] | None = None) -> Answer:
    """A post that lists one pingback, or those from `sources`."""
    listed = "".join(
        f'<li class="pingback"><p>Pingback: <a href="http://{one}" class="url">Title of {one}</a></p></li>'
        for one in (sources if sources is not None else [f"s.example/{number}"])
    )
    return Answer(
        f'<html><head><title>Post {number}</title></head><body class="single-post"><article class="post">'
        f'<h1 class="entry-title">Post {number}</h1><p>Text of {number}</p></article>'
        f'<ol class="commentlist">{listed}</ol></body></html>'
    )


def sitemap(urls: Iterable[str]) -> Answer:
    rows = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return Answer(f'<?xml version="1.0"?><urlset xmlns="{space}">{rows}</urlset>', kind="application/xml")


def moved(to: str, status: int = 301) -> Answer:
    return Answer(status=status, headers={"Location": to})


def number_of(path: str) -> int | None:
    """The number of a post at its address `2020/01/p-N/`."""
    number = path.removeprefix("2020/01/p-").removesuffix("/")
    return int(number) if path.startswith("2020/01/p-") and number.isdigit() else None


def addresses(name: str, numbers: Iterable[int] = range(POSTS)) -> list[str]:
    return [f"{root(name)}2020/01/p-{number}/" for number in numbers]


def plain(name: str, path: str) -> Answer:
    """A blog of twelve posts with a sitemap, as it is where nothing is said otherwise."""
    if path == "":
        return Answer(f"<html><head><title>Blog {name}</title></head><body><p>Welcome</p></body></html>")
    if path == "sitemap.xml":
        return sitemap(addresses(name))
    number = number_of(path)
    found = number is not None and number < POSTS and path.endswith("/")
    return post(number or 0) if found else Answer("<h1>Not found</h1>", status=404)


BLOGS: dict[str, Callable[[str, str, int], Answer | None]] = {}


def blog(made: Callable[[str, str, int], Answer | None]) -> Callable[[str, str, int], Answer | None]:
    """Register what a blog answers beside the plain: (name, path, week); None is the plain answer."""
    BLOGS[made.__name__.replace("_", "-")] = made
    return made


def _broken(path: str, below: int) -> bool:
    number = number_of(path)
    return number is not None and number < below


@blog
def broken_some(name: str, path: str, week: int) -> Answer | None:
    return Answer("fatal", status=500) if _broken(path, 7) and week < 3 else None


@blog
def broken_all(name: str, path: str, week: int) -> Answer | None:
    return Answer("fatal", status=500) if _broken(path, POSTS) else None


@blog
def broken_busy(name: str, path: str, week: int) -> Answer | None:
    return Answer("error", status=503) if _broken(path, 7) else None


@blog
def broken_short(name: str, path: str, week: int) -> Answer | None:
    return Answer("<html><p>Only the begin", more=900) if _broken(path, 7) else None


@blog
def dead(name: str, path: str, week: int) -> Answer | None:
    """It dies after its sitemap was read."""
    mine = [note for note in NOTES if note.startswith(name)]
    return Answer("down", status=500) if len(mine) > 5 else None


@blog
def longer(name: str, path: str, week: int) -> Answer | None:
    """It announces more of each post than it sends."""
    number = number_of(path)
    return Answer(post(number).body, more=900) if number is not None else None


def _front(name: str, urls: Iterable[str]) -> Answer:
    links = "".join(f'<h2><a rel="bookmark" href="{url}">Post {url[-3:]}</a></h2>' for url in urls)
    return Answer(f"<html><head><title>Blog {name}</title></head><body>{links}</body></html>")


@blog
def slashless(name: str, path: str, week: int) -> Answer | None:
    """Its sitemap leaves the final slash out."""
    if path == "sitemap.xml":
        return sitemap(url.removesuffix("/") for url in addresses(name))
    return moved(f"/{path}/") if number_of(path) is not None and not path.endswith("/") else None


@blog
def half_slashless(name: str, path: str, week: int) -> Answer | None:
    """Its sitemap leaves the final slash out, and so do some of its posts."""
    number = number_of(path)
    if number is not None and number > 5:
        return moved(f"/{path.removesuffix('/')}") if path.endswith("/") else post(number)
    return slashless(name, path, week)


@blog
def nowww(name: str, path: str, week: int) -> Answer | None:
    """It lives at `www.`, and its sitemap leaves that out."""
    if not name.startswith("www."):
        return moved(f"{root(f'www.{name}')}{path}")
    return sitemap(addresses(name.removeprefix("www."))) if path == "sitemap.xml" else None


@blog
def nowww_posts(name: str, path: str, week: int) -> Answer | None:
    """Its home page lives at `www.`, its posts without."""
    bare = name.removeprefix("www.")
    if number_of(path) is not None:
        return None if bare == name else Answer(status=404)
    return nowww(name, path, week)


@blog
def old_paths(name: str, path: str, week: int) -> Answer | None:
    """Its sitemap names the addresses of before a move."""
    if path == "sitemap.xml":
        return sitemap(f"{root(name)}2020/old/p-{number}/" for number in range(POSTS))
    return moved(f"/{path.replace('old', '01')}") if path.startswith("2020/old/") else None


@blog
def old_and_new(name: str, path: str, week: int) -> Answer | None:
    """The same, and its home page names the new ones."""
    return _front(name, addresses(name)) if path == "" else old_paths(name, path, week)


@blog
def away_from_start(name: str, path: str, week: int) -> Answer | None:
    """Ten posts of the sitemap are no more: two lead to the home page, one to a page, seven nowhere."""
    if path == "about/":
        return Answer("<html><head><title>About</title></head><body><p>We.</p></body></html>")
    away = {0: moved("/"), 1: moved("/", 302), 2: moved("/about/"), 3: Answer(status=404)}
    away |= dict.fromkeys(range(4, 10), Answer(status=410))
    return away.get(number_of(path) if number_of(path) is not None else -1)


@blog
def away_one(name: str, path: str, week: int) -> Answer | None:
    """One post leads to the home page from the second week to the tenth; the sitemap names it still."""
    return moved("/") if number_of(path) == 0 and 1 < week < 11 else None


@blog
def away_all(name: str, path: str, week: int) -> Answer | None:
    """All posts lead to the home page in the second week."""
    return moved("/", 302) if number_of(path) is not None and week == 2 else None


@blog
def away_missing(name: str, path: str, week: int) -> Answer | None:
    """All posts are missing in the second and third week."""
    return Answer("missing", status=404) if number_of(path) is not None and week in (2, 3) else None


@blog
def deleted(name: str, path: str, week: int) -> Answer | None:
    """One post is deleted in the second week, and restored in the fourth."""
    if not 1 < week < 4:
        return None
    if path == "sitemap.xml":
        return sitemap(addresses(name, range(1, POSTS)))
    return Answer("missing", status=404) if number_of(path) == 0 else None


SELLER = (
    "<html><head><title>For sale</title></head><body><h1>For sale</h1><a href='/buy'>Buy</a></body></html>"
)
NOTICE = (
    '<html><head><title>Soon</title></head><body class="single-post"><article class="post">'
    '<h1 class="entry-title">Back soon</h1><p>We work on the blog.</p></article></body></html>'
)


def _linked(name: str, path: str) -> Answer | None:
    """The plain blog with a home page that links its posts."""
    return _front(name, addresses(name)) if path == "" else None


@blog
def seller(name: str, path: str, week: int) -> Answer | None:
    return Answer(SELLER)


@blog
def sold(name: str, path: str, week: int) -> Answer | None:
    """In the second week all its addresses show a seller of names."""
    return Answer(SELLER) if week == 2 else _linked(name, path)


@blog
def sold_long(name: str, path: str, week: int) -> Answer | None:
    """From the second week on all its addresses show a seller of names."""
    return Answer(SELLER) if week > 1 else _linked(name, path)


@blog
def made_anew(name: str, path: str, week: int) -> Answer | None:
    """From the second week on its home page links other posts."""
    return _front(name, addresses(name, range(100, 104))) if path == "" and week > 1 else _linked(name, path)


@blog
def sold_away(name: str, path: str, week: int) -> Answer | None:
    """In the second week all its addresses lead to a seller of names."""
    return moved(root("seller"), 302) if week == 2 and path != "robots.txt" else _linked(name, path)


@blog
def closed(name: str, path: str, week: int) -> Answer | None:
    """In the second week all its addresses show a notice."""
    return Answer(NOTICE) if week == 2 else _linked(name, path)


@blog
def closed_posts(name: str, path: str, week: int) -> Answer | None:
    """In the second week its posts show a notice."""
    return Answer(NOTICE) if week == 2 and number_of(path) is not None else _linked(name, path)


@blog
def white_posts(name: str, path: str, week: int) -> Answer | None:
    return Answer("") if week == 2 and number_of(path) is not None else _linked(name, path)


@blog
def half_posts(name: str, path: str, week: int) -> Answer | None:
    """In the second week its posts break off before their listing, in a whole answer."""
    number = number_of(path)
    if week != 2 or number is None:
        return _linked(name, path)
    return Answer(post(number).body.partition("<ol")[0] + "<b>Fatal error</b>: out of memory")


@blog
def emptied(name: str, path: str, week: int) -> Answer | None:
    """One post lists nothing from the second week on."""
    return post(0, []) if week > 1 and number_of(path) == 0 else _linked(name, path)


@blog
def rewritten(name: str, path: str, week: int) -> Answer | None:
    """One post is another one from the second week on, and lists nothing."""
    return Answer(NOTICE) if week > 1 and number_of(path) == 0 else _linked(name, path)


@blog
def moved_host(name: str, path: str, week: int) -> Answer | None:
    """It moves to another host in the second week."""
    return moved(f"{root('new-host')}{path}") if week > 1 else _linked(name, path)


@blog
def new_host(name: str, path: str, week: int) -> Answer | None:
    return _linked(name, path)


@blog
def no_ways(name: str, path: str, week: int) -> Answer | None:
    """Its sitemap, its feed and its archive are broken: its home page is what there is."""
    if path == "":
        front = _front(name, addresses(name)).body
        feed = '<head><link rel="alternate" type="application/rss+xml" href="/feed.xml">'
        return Answer(front.replace("<head>", feed) + '<a href="/archives/">All posts</a>')
    return Answer("fatal", status=500) if path in ("sitemap.xml", "feed.xml", "archives/") else None


@blog
def bare(name: str, path: str, week: int) -> Answer | None:
    """It has no sitemap and no feed before the fourth week."""
    return _linked(name, path) or (Answer(status=404) if path == "sitemap.xml" and week < 4 else None)


@blog
def mislaid(name: str, path: str, week: int) -> Answer | None:
    """Its sitemap is not found in the second week."""
    return _linked(name, path) or (Answer(status=404) if path == "sitemap.xml" and week == 2 else None)


@blog
def paged(name: str, path: str, week: int) -> Answer | None:
    """The second page of a post's comments is broken in the first week."""
    if path == "2020/01/p-0/":
        older = f'<div class="nav-next"><a href="/{path}comment-page-2/#comments">Newer Comments</a></div>'
        return Answer(post(0).body.replace("</ol>", f"</ol>{older}"))
    if path == "2020/01/p-0/comment-page-2/":
        return Answer("fatal", status=500) if week == 1 else post(0, ["s.example/page-2"])
    return _linked(name, path)


@blog
def mislaid_old(name: str, path: str, week: int) -> Answer | None:
    """Its sitemap is broken in the second week, empty in the third; its home page names three posts."""
    if path == "sitemap.xml" and week in (2, 3):
        return Answer(status=500) if week == 2 else sitemap([])
    return _front(name, addresses(name, range(3))) if path == "" else None


class Handler(made_http.Handler):
    """Answers for the blog that the host names."""

    def do_GET(self) -> None:
        """Any answer."""
        name = self.headers["Host"].partition(".localhost")[0]
        path = self.path.removeprefix("/")
        made = BLOGS.get(name.removeprefix("www."))
        if made is None:
            return self._control(path)
        NOTES.append(f"{name} {self.path}")
        return self._send(made(name, path, STATE["week"]) or plain(name, path))

    def _control(self, path: str) -> None:
        if path.startswith("week/"):
            STATE["week"] = int(path.removeprefix("week/"))
            NOTES.clear()
        self._send(Answer("\n".join(NOTES), kind="text/plain"))

    def _send(self, answer: Answer) -> None:
        if not answer.status:
            self.close_connection = True
            return
        body = answer.body.encode()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(body) + answer.more))
        for key, value in answer.headers.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = bool(answer.more)


def serve() -> None:
    """Print the port and answer until interrupted."""
    server = made_http.Server(Handler)
    STATE["port"] = server.server_address[1]
    print(STATE["port"], flush=True)  # noqa: T201
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    serve()
