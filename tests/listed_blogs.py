"""Blogs without sitemap or complete feed on loopback, whose posts stand in lists, as in `odd_blogs.py`.

Posts 0, 1, 2 … are of one month each, in address and feed; each lists one pingback.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from odd_blogs import Answer, blog, post, root, serve

POSTS = 30
PAGE = 10
MISSING = Answer("<h1>Not found</h1>", status=404)
OUTSIDE = ("http://shop.example/2004/05/a-post/", "http://shop.example/2004/05/another-post/")
TAGS = ("tea", "soup", "bread")


def month(number: int) -> str:
    return f"{2004 + number // 12}/{number % 12 + 1:02}/"


def path_of(number: int) -> str:
    return f"{month(number)}post-no-{number}/"


def anchors(paths: Iterable[str]) -> str:
    return "".join(f'<li><a href="/{path}">To {path}</a></li>' for path in paths)


def page(name: str, *paths: Iterable[str], feed: bool = True) -> Answer:
    """A page that links these paths."""
    head = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">' if feed else ""
    body = f"<ul>{anchors(chain(*paths))}</ul>"
    return Answer(f"<html><head><title>Blog {name}</title>{head}</head><body>{body}</body></html>")


def feed(name: str, numbers: Iterable[int]) -> Answer:
    names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
    rows = "".join(
        f"<item><title>Post {n}</title><link>{root(name)}{path_of(n)}</link>"
        f"<pubDate>Sat, 15 {names[n % 12 * 4 :][:3]}"
        f" {2004 + n // 12} 08:00:00 +0000</pubDate></item>"
        for n in numbers
    )
    top = f"<title>Blog</title><link>{root(name)}</link><description>d</description>"
    return Answer(f'<rss version="2.0"><channel>{top}{rows}</channel></rss>', kind="application/rss+xml")


def listed(
    name: str,
    path: str,
    *,
    home: Iterable[str],
    numbers: Sequence[int] = range(POSTS - 1, -1, -1),
    fed: Sequence[int] | None = None,
    lists: Callable[[str], Iterable[str] | None] = lambda _: None,
) -> Answer:
    """A blog of these posts, newest first: its home page links `home`, its feed has the posts `fed`, its
    months their posts, and `lists` gives what other pages link."""
    posts = {path_of(number): number for number in numbers}
    if path == "":
        return page(name, home, feed=fed is not None)
    if path == "feed.xml" and fed is not None:
        return feed(name, fed)
    if path in posts:
        return post(posts[path])
    own = [one for one in posts if one.startswith(path)] if path.count("/") == 2 else None
    links = lists(path) or own
    return page(name, links) if links else MISSING


def newest(count: int = PAGE, numbers: Sequence[int] = range(POSTS - 1, -1, -1)) -> list[str]:
    return [path_of(number) for number in numbers[:count]]


def months(count: int = POSTS) -> list[str]:
    return [month(number) for number in range(count - 1, -1, -1)]


@blog
def two_pages(name: str, path: str, week: int) -> Answer:
    """Two pages of posts, with months and tags beside them."""
    side = [*months(15), *(f"tag/{tag}/" for tag in TAGS)]
    posts = newest(15, range(14, -1, -1))
    return listed(
        name,
        path,
        home=[*posts[:PAGE], "page/2/", *side],
        numbers=range(14, -1, -1),
        lists=lambda at: [*posts[PAGE:], *side] if at == "page/2/" else None,
    )


@blog
def cut_pages(name: str, path: str, week: int) -> Answer:
    """Its pages end long before its posts do; months name all, in the fifth week one more."""
    numbers = [number for number in range(POSTS - 1, -1, -1) if number != 4 or week > 4]
    posts = newest(POSTS, numbers)
    turned = {"page/2/": posts[5:PAGE]}
    home = [*posts[:5], "page/2/", *months()]
    return listed(name, path, home=home, numbers=numbers, fed=numbers[:PAGE], lists=turned.get)


@blog
def cut_pages_with_tags(name: str, path: str, week: int) -> Answer:
    """The page that follows is missing, and only tags lead to older posts."""
    tags = {f"tag/t-{number}/": newest(POSTS)[number::8] for number in range(8)}
    return listed(name, path, home=[*newest(5), "page/2/", *tags], lists=tags.get)


@blog
def stray_next(name: str, path: str, week: int) -> Answer:
    """What its home page calls the next page is no list of posts."""
    answer = listed(name, path, home=[*newest(5), *months()], fed=range(29, 19, -1))
    following = '<a rel="next" href="/about">About us</a>' if path == "" else ""
    if path == "about":
        return page(name, [])
    return Answer(
        answer.body.replace("</body>", f"{following}</body>"), status=answer.status, kind=answer.kind
    )


@blog
def numbered(name: str, path: str, week: int) -> Answer:
    """Pages of posts that only a number tells apart, and tags, one of which ends in a number."""
    posts = newest(POSTS)

    def lists(at: str) -> list[str] | None:
        if at == "index2.html":
            return [*posts[10:20], "tag/tea.html"]
        if at == "index3.html":
            return posts[20:]
        return posts[:3] if at.startswith("tag/") else None

    answer = listed(name, path, home=posts[:10], lists=lists)
    turned = {"": "index2.html", "index2.html": "index3.html"}.get(path)
    more = f'<a href="/{turned}">&raquo;</a><a href="/tag/tea2.html">tea2</a>' if turned else ""
    return Answer(answer.body.replace("</body>", f"{more}</body>"), status=answer.status, kind=answer.kind)


@blog
def turned_back(name: str, path: str, week: int) -> Answer:
    """Pages of few posts that stand in a folder, lead back to the first one by its number, and whose third
    one the feed names as well."""
    posts = newest(POSTS)
    pages = {f"archives/P{number}.html": number for number in range(1, 11)}

    def lists(at: str) -> list[str] | None:
        if (number := pages.get(at)) is None:
            return None
        beside = [f"archives/P{other}.html" for other in (number - 1, number + 1) if 0 < other <= len(pages)]
        return [*posts[number * 3 - 3 : number * 3], *beside]

    home = [*posts[:3], "archives/P2.html"]
    return listed(name, path, home=home, fed=range(29, 19, -1), lists=lists)


@blog
def small(name: str, path: str, week: int) -> Answer:
    """Months, and a feed that names nearly all posts; in the third week one that only its month shows."""
    numbers = [number for number in range(14, -1, -1) if number != 5 or week > 2]
    fed = [number for number in numbers if number != 5]
    return listed(name, path, home=[*newest(5), *months(15)], numbers=numbers, fed=fed)


@blog
def growing(name: str, path: str, week: int) -> Answer:
    """Two new posts a week, and months."""
    numbers = range(20 + 2 * week, -1, -1)
    return listed(name, path, home=[*newest(5, numbers), *months(19)], numbers=numbers, fed=numbers[:10])


@blog
def still_front(name: str, path: str, week: int) -> Answer:
    """Its home page shows the same posts for ever, its feed a new one each week."""
    numbers = range(18 + week, -1, -1)
    home = [path_of(number) for number in (12, 13, 14)] + months(19)
    return listed(name, path, home=home, numbers=numbers, fed=numbers[:10])


@blog
def busy(name: str, path: str, week: int) -> Answer:
    """More new posts in the second week than its feed holds."""
    numbers = range(29 if week > 1 else 9, -1, -1)
    return listed(
        name, path, home=[*newest(5, numbers), *months(len(numbers))], numbers=numbers, fed=numbers[:10]
    )


@blog
def recent_archive(name: str, path: str, week: int) -> Answer:
    """What it calls its archives names the newest posts only."""
    home = [*newest(), "archives.html", *months()]
    return listed(name, path, home=home, fed=range(29, 19, -1), lists=_archives)


def _archives(path: str) -> list[str] | None:
    return newest() if path == "archives.html" else None


@blog
def featured(name: str, path: str, week: int) -> Answer:
    """Its home page shows the very first post beside the newest ones."""
    return listed(name, path, home=[*newest(), path_of(0), *months()], fed=range(29, 19, -1))


@blog
def by_update(name: str, path: str, week: int) -> Answer:
    """Its feed begins with an old post that was changed."""
    return listed(name, path, home=[*newest(), *months()], fed=[3, *range(29, 19, -1)])


@blog
def unfed(name: str, path: str, week: int) -> Answer:
    """Its feed leaves every third post out."""
    fed = [number for number in range(29, 14, -1) if number % 3]
    return listed(name, path, home=[*newest(), *months()], fed=fed)


@blog
def weekly(name: str, path: str, week: int) -> Answer:
    """Its lists are of weeks, the newest first, of which the address does not tell which comes first."""
    weeks = {f"2004/week_{number}/": range(number * 4, number * 4 + 4) for number in range(7)}

    def lists(at: str) -> list[str] | None:
        return [path_of(number) for number in weeks[at]] if at in weeks else None

    home = [*newest(10, range(27, -1, -1)), *reversed(weeks)]
    return listed(name, path, home=home, numbers=range(27, -1, -1), fed=range(27, 17, -1), lists=lists)


@blog
def tagged(name: str, path: str, week: int) -> Answer:
    """Only tags lead to its older posts."""
    tags = [f"tag/t-{number}/" for number in range(8)]

    def lists(at: str) -> list[str] | None:
        return [path_of(n) for n in range(POSTS) if f"tag/t-{n % 8}/" == at] if at in tags else None

    return listed(name, path, home=[*newest(), *tags], fed=range(29, 19, -1), lists=lists)


@blog
def unformed(name: str, path: str, week: int) -> Answer:
    """Addresses of no known form, which its feed names for some of its posts, and pages by their words."""
    posts = {f"?e={number}": number for number in range(29, -1, -1)}
    pages = {
        "" if first == 0 else f"?o={first}&w=a": list(posts)[first : first + PAGE] for first in (0, 10, 20)
    }
    if path == "feed.xml":
        rows = "".join(f"<item><link>{root(name)}{one}</link></item>" for one in list(posts)[:PAGE])
        return Answer(f'<rss version="2.0"><channel>{rows}</channel></rss>', kind="application/rss+xml")
    if path not in pages:
        return post(posts[path]) if path in posts else MISSING
    older = f"?o={int(path[3:5] or 0) + PAGE}&w=a"
    turned = f'<a href="/{older.replace("&", "&amp;")}">Older posts</a>' if older in pages else ""
    answer = page(name, pages[path], ["?c=tea", "?about=me"])
    return Answer(answer.body.replace("</body>", f"{turned}</body>"))


@blog
def calendared(name: str, path: str, week: int) -> Answer:
    """Only days lead to its posts, those of one month from each page, and to a day of the month before."""
    day = {f"2004/{number // 5 + 1:02}/{number % 5 * 5 + 1:02}/": number for number in range(POSTS)}

    def shown(at: int) -> list[str]:
        month_of = at // 5
        before = [5 * month_of - 1] if month_of else []
        return [one for one, number in day.items() if number // 5 == month_of or number in before]

    if path == "feed.xml":
        names = ("Jan", "Feb", "Mar", "Apr", "May", "Jun")
        rows = "".join(
            f"<item><link>{root(name)}?p={n}</link>"
            f"<pubDate>Sat, {n % 5 * 5 + 1} {names[n // 5]} 2004 08:00:00 +0000</pubDate></item>"
            for n in range(29, 14, -1)
        )
        return Answer(f'<rss version="2.0"><channel>{rows}</channel></rss>', kind="application/rss+xml")
    if path.startswith("?p="):
        return post(int(path[3:]))
    if path in day:
        return page(name, [f"?p={day[path]}"], shown(day[path]))
    return page(name, [f"?p={n}" for n in range(29, 24, -1)], shown(29)) if not path else MISSING


@blog
def turning(name: str, path: str, week: int) -> Answer:
    """Its pages are turned for ever, its archives lead to archives, its calendar to the month before."""
    first, posts = int(path.partition("from=")[2] or 0), newest(5)
    year, month_of = (int(part) for part in path.split("/")[1:3]) if path.startswith("d/") else (2004, 6)
    before = f"{year}/{month_of - 1:02}" if month_of > 1 else f"{year - 1}/12"
    if path in posts:
        return post(29 - posts.index(path))
    further = [
        (f"?from={first + 10}", "Older posts"),
        (f"x{path}" if path[:1] == "x" else "x", "Archives"),
        (f"d/{before}/05/", "«"),
    ]
    links = "".join(f'<a href="/{target}">{text}</a>' for target, text in further)
    return Answer(page(name, posts).body.replace("</body>", f"{links}</body>"))


@blog
def mapped(name: str, path: str, week: int) -> Answer:
    """Its sitemap names two posts of another host as well."""
    if path == "sitemap.xml":
        own = [f"{root(name)}{path_of(number)}" for number in range(5)]
        rows = "".join(f"<url><loc>{url}</loc></url>" for url in [*own, *OUTSIDE])
        return Answer(f"<urlset>{rows}</urlset>", kind="application/xml")
    return listed(name, path, home=newest(2, range(4, -1, -1)), numbers=range(4, -1, -1))


@blog
def unborn(name: str, path: str, week: int) -> Answer:
    """It has a page about its author, and no posts yet."""
    return Answer('<title>To come</title><a href="/about.html">About me</a>') if not path else MISSING


@blog
def scripted(name: str, path: str, week: int) -> Answer:
    """A script fills its only page in."""
    return (
        Answer('<title>App</title><div id="root"></div><script src="/m.js"></script>')
        if not path
        else MISSING
    )


@blog
def blog_below(name: str, path: str, week: int) -> Answer:
    """Its home page shows no post, but a folder names them all: one more from the third week on."""
    numbers = range(POSTS - 1 + (week > 2), -1, -1)
    posts = newest(len(numbers), numbers)
    pages = {"blog/": [*posts[:20], "blog/page/2/"], "blog/page/2/": [*posts[20:], "blog/"]}
    return listed(name, path, home=["about/", "blog/"], numbers=numbers, lists=pages.get)


if __name__ == "__main__":
    serve()
