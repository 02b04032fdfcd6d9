"""Blogs on loopback whose posts lead to one another, as in `listed_blogs.py`."""

from __future__ import annotations

from collections.abc import Iterable

from listed_blogs import MISSING, POSTS, feed, listed, months, newest, page, path_of
from odd_blogs import Answer, blog, post, root, serve


def with_links(answer: Answer, *links: tuple[str, str, str]) -> Answer:
    """A page that has these links as well: path, text and `rel`."""
    more = "".join(f'<a href="/{path}" rel="{rel}">{text}</a>' for path, text, rel in links)
    body = answer.body.replace("</body>", f"<nav>{more}</nav></body>")
    return Answer(body, status=answer.status, kind=answer.kind)


def led(name: str, path: str, *, home: Iterable[str], breaks: Iterable[int] = (), fed: int = 10) -> Answer:
    """A blog of which each post, but for those after which it breaks, leads to the one before."""
    answer = listed(name, path, home=home, fed=range(POSTS - 1, POSTS - 1 - fed, -1))
    numbers = {path_of(number): number for number in range(1, POSTS)}
    if path not in numbers or numbers[path] in breaks:
        return answer
    return with_links(answer, (path_of(numbers[path] - 1), "The one before", "prev"))


@blog
def chained(name: str, path: str, week: int) -> Answer:
    """No list leads on, and its feed names the newest posts only."""
    return led(name, path, home=newest(3))


@blog
def windowed(name: str, path: str, week: int) -> Answer:
    """There is no feed, and its home page shows the newest posts only; one more in the second week."""
    newest_of = range(POSTS - (3 - min(week, 2)), -1, -1)
    answer = listed(name, path, home=newest(5, newest_of), numbers=newest_of)
    numbers = {path_of(number): number for number in newest_of[:-1]}
    return with_links(answer, (path_of(numbers[path] - 1), "Previous", "")) if path in numbers else answer


@blog
def shelved(name: str, path: str, week: int) -> Answer:
    """What its home page calls its archive has nothing but the names of months."""
    if path == "old-ones":
        return page(name, months())
    answer = listed(name, path, home=newest(3), fed=range(POSTS - 1, POSTS - 11, -1))
    return with_links(answer, ("old-ones", "Stories Archive", "")) if path == "" else answer


@blog
def monthly(name: str, path: str, week: int) -> Answer:
    """Months lead to all of its posts as well."""
    return led(name, path, home=[*newest(), *months()])


@blog
def broken(name: str, path: str, week: int) -> Answer:
    """Of the posts before one none is led to, but by months."""
    return led(name, path, home=[*newest(), *months()], breaks=[8])


@blog
def copied(name: str, path: str, week: int) -> Answer:
    """Its posts lead to pages of their comments, to copies for printers and to more of their text."""
    answer = listed(name, path, home=newest(4, range(3, -1, -1)), numbers=range(3, -1, -1))
    number = path[8:].removeprefix("post-no-").strip("/")
    beside = (
        (f"{path}comments/", "0", ""),
        (f"{path}2/", "2", "next"),
        (f"print.php?id={number}", "Print", ""),
    )
    return with_links(answer, *beside) if path.count("/") == 3 else answer


@blog
def dated(name: str, path: str, week: int) -> Answer:
    """Its posts are those of a day, each with a calendar that leads to days without posts for ever."""
    days = [f"2004/01/{number + 1:02}.html" for number in range(POSTS)]
    if path == "feed.xml":
        rows = "".join(f"<item><link>{root(name)}{one}</link></item>" for one in days[20:])
        return Answer(f'<rss version="2.0"><channel>{rows}</channel></rss>', kind="application/rss+xml")
    if path == "":
        return page(name, days[27:])
    if path in days:
        number = days.index(path)
        beside = [days[number - 1]] if number else ["2003/12/31.html"]
        return with_links(post(number), *((one, one[-7:-5], "") for one in beside))
    if not path.startswith("2003/"):
        return MISSING
    year, month, day = (int(part) for part in path.removesuffix(".html").split("/"))
    before = f"{year}/{month - (day == 1) or 12:02}/{day - 1 or 28:02}.html"
    return with_links(page(name, days[-3:], feed=False), (before, "«", ""))


@blog
def beside(name: str, path: str, week: int) -> Answer:
    """Its home page stands in a folder, its posts in another one."""
    posts = {f"post/words-of-{number}": number for number in range(12)}
    if path == "feed.xml":
        rows = "".join(f"<item><link>{root(name)}{one}</link></item>" for one in reversed(posts))
        return Answer(f'<rss version="2.0"><channel>{rows}</channel></rss>', kind="application/rss+xml")
    if path in ("blog", "blog/"):
        return page(name, list(posts)[6:], ["about", "blog/page/2"])
    if path == "blog/page/2":
        return page(name, list(posts)[:6])
    return post(posts[path]) if path in posts else MISSING


@blog
def apart(name: str, path: str, week: int) -> Answer:
    """A folder without posts of its own, which shows what is new beside it and has the feed of the whole."""
    if path == "feed.xml":
        return feed(name, range(9, -1, -1))
    if path in ("diary", "diary/"):
        return page(name, newest(2, range(9, -1, -1)), ["diary/about"])
    return listed(name, path, home=newest(10, range(9, -1, -1)), numbers=range(9, -1, -1))


@blog
def headed(name: str, path: str, week: int) -> Answer:
    """Scripts load what its head calls the next page."""
    pages = {"": newest(10), "page/2/": newest(20)[10:], "page/3/": newest(30)[20:]}
    following = {"": "page/2/", "page/2/": "page/3/"}.get(path)
    answer = listed(name, path, home=pages[""], fed=range(29, 19, -1), lists=pages.get)
    head = f'<link rel="next" href="/{following}"></head>' if following else "</head>"
    return Answer(answer.body.replace("</head>", head), status=answer.status, kind=answer.kind)


@blog
def anchored(name: str, path: str, week: int) -> Answer:
    """Its feed names places of its pages."""
    posts = newest(8, range(7, -1, -1))
    if path != "feed.xml":
        return listed(name, path, home=posts, numbers=range(7, -1, -1), fed=range(1))
    rows = "".join(f"<item><link>{root(name)}{one}#a{n}</link></item>" for n, one in enumerate(posts))
    return Answer(f'<rss version="2.0"><channel>{rows}</channel></rss>', kind="application/rss+xml")


@blog
def bracketed(name: str, path: str, week: int) -> Answer:
    """Brackets in its addresses, as TYPO3 has them."""
    posts = {f"index.php?id=6&tx_news[news]={number}&tx_news[action]=detail": number for number in range(8)}
    if path == "feed.xml":
        rows = "".join(f"<item><link>{root(name)}{one.replace('&', '&amp;')}</link></item>" for one in posts)
        return Answer(f'<rss version="2.0"><channel>{rows}</channel></rss>', kind="application/rss+xml")
    asked = path.replace("%5B", "[").replace("%5D", "]")
    return post(posts[asked]) if asked in posts else page(name, posts) if not path else MISSING


@blog
def by_hand(name: str, path: str, week: int) -> Answer:
    """A page by hand that lists its texts, whose addresses say nothing."""
    texts = {f"words/w{'abcdefgh'[number]}.html": number for number in range(8)}
    return page(name, texts, ["about.html"], feed=False) if not path else post(texts.get(path, 99))


@blog
def entire(name: str, path: str, week: int) -> Answer:
    """A list names all of its posts; its pages are turned one by one."""
    posts = newest(29, range(28, -1, -1))
    pages = {f"page/{n}/": [*posts[n * 5 - 5 : n * 5], *[f"page/{n + 1}/"] * (n < 6)] for n in range(1, 7)}
    home = [*posts[:5], "archives/", "page/2/"]
    lists = {**pages, "archives/": posts}
    return listed(name, path, home=home, numbers=range(28, -1, -1), fed=range(28, 18, -1), lists=lists.get)


@blog
def yearly(name: str, path: str, week: int) -> Answer:
    """The list of a year names its months alone."""
    years = {
        f"{year}/": [one for one in months() if one.startswith(str(year))] for year in (2004, 2005, 2006)
    }
    return listed(name, path, home=[*newest(5), *years], fed=range(29, 24, -1), lists=years.get)


if __name__ == "__main__":
    serve()
