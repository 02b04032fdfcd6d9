"""What is asked after each answer, and when, by crawls under a clock of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_clock import (
    FRONT,
    P0,
    P1,
    ROBOTS,
    SITEMAP,
    Answer,
    Crawled,
    Told,
    blog,
    crawl,
    found,
    home_of,
    rules,
    said,
    to,
)

from crawler.engine.reading import Reply, Scenery, read_reply
from crawler.harvest import Harvest, Task
from crawler.spiders import blogs

READ = found()
START = "robots@0 home@1 sitemap@2 "


Row = tuple[dict[str, Told], str, str, str]
"""Answers, what is asked for, what is not read and how that ends, and why the blog as a whole is not."""


def of_post(answer: Answer | str, asked: str, ends: str = "", then: Answer | str = READ) -> Row:
    """The first of three posts answers so, and `then` if asked again."""
    return {P0: (answer, then)}, START + asked, f"p-0 {ends}" if ends else "", ""


def of_rules(answer: Answer | str, asked: str, unread: str = "") -> Row:
    """It answers so for its robots.txt; `unread`: why that cannot be read."""
    left = "home robots_unavailable" if unread else ""
    return {ROBOTS: answer}, asked, left, f"its robots.txt cannot be read: {unread}" if unread else ""


def of_home(answer: Answer | str, asked: str, reason: str, why: str) -> Row:
    """It answers so for its home page, and cannot be crawled."""
    return {FRONT: answer}, asked, f"home {reason}", why


def of_long(answer: Answer) -> Row:
    """The host asks for a longer wait than a crawl has time for."""
    return {P0: answer}, START + "p-0@3", "p-0 waiting, p-1 waiting, p-2 waiting", "asks to wait 601 s"


ONCE = "p-0@3 p-1@4 p-2@5"
OFF = "p-0@3 p-2@8 p-0@9 p-1@10"
THRICE = "p-0@3 p-2@8 p-0@9 p-0@19 p-1@20"
HOME_THRICE = "home@1 home@301 home@601"
RULES_THRICE = "robots@0 robots@5 robots@15"
CASES: dict[str, Row] = {
    "ordinary": ({}, START + ONCE, "", ""),
    # Posts that are not there, or later
    **{f"post {n}": of_post(said(n), ONCE, f"http_{n}") for n in (300, 304, 401, 403, 404, 410, 451, 505)},
    **{f"post {n} once": of_post(said(n), OFF) for n in (500, 502, 504, 520, 521, 522, 523, 524)},
    "post 500": of_post(said(500), THRICE, "http_500", said(500)),
    "post 500, wait": of_post(said(500, "20"), "p-0@3 p-2@23 p-0@24 p-1@25"),
    "post 500, more": of_long(said(500, "601")),
    "post 503 once": of_post(said(503), "p-0@3 p-2@8 p-0@10 p-1@12"),
    "post 503, wait": of_post(said(503, "30"), "p-0@3 p-0@33 p-1@35 p-2@37"),
    "post 503, ten minutes": of_post(said(503, "600"), "p-0@3 p-0@603 p-1@605 p-2@607"),
    "post 503, more": of_long(said(503, "601")),
    **{
        f"home 503, {wait} s": (
            {FRONT: said(503, wait)},
            "robots@0 " + asked,
            "home waiting",
            f"asks to wait {wait} s once more",
        )
        for wait, asked in (("600", "home@1 home@601"), ("301", "home@1 home@302"), ("300", HOME_THRICE))
    },
    "home 503, 200 s": of_home(said(503, "200"), "robots@0 home@1 home@201 home@401", "http_503", "503"),
    "home 503, 600 s once": (
        {FRONT: [said(503, "600"), Answer("<title>Back</title>")]},
        "robots@0 home@1 home@601 sitemap@603 p-0@605 p-1@607 p-2@609",
        "",
        "",
    ),
    "post 429 once": of_post(said(429), "p-0@3 p-0@8 p-1@10 p-2@12"),
    "post 429": of_post(said(429), "p-0@3 p-0@8 p-0@18 p-1@38 p-2@46", "http_429", said(429)),
    "post 429, wait": of_post(said(429, "30"), "p-0@3 p-0@33 p-1@35 p-2@37"),
    "post 429, no wait": of_post(said(429, "0"), "p-0@3 p-0@5 p-1@7 p-2@9"),
    "post late": of_post("timeout", OFF),
    **{
        f"post {why}": of_post(why, THRICE, why, why)
        for why in ("timeout", "unreachable", "broken_connection", "cut_off", "bad_answer", "dns_timeout")
    },
    **{f"post {why}": of_post(why, "p-0@3 p-1@8 p-2@9", why) for why in ("dns", "refused", "tls")},
    **{
        f"post {why}": of_post(why, ONCE, why)
        for why in ("too_large", "content_type", "content_encoding", "private_address", "not_reading")
    },
    "post crowded": of_post("crowded", "p-0@3 p-0@3 p-1@4 p-2@5"),
    # Posts that lead elsewhere
    "to a private place": of_post(to("http://127.0.0.1/"), ONCE, "private_address"),
    "to this machine": of_post(to("//localhost/2020/"), ONCE, "private_address"),
    "to no page": of_post(to("ftp://ordinary.example/"), ONCE, "redirect_nowhere"),
    "to nothing": of_post(to(""), ONCE, "redirect_nowhere"),
    "to another host": of_post(to("https://other.example/"), ONCE, "moved_away"),
    "to the home page": of_post(to("/"), ONCE, "moved_away"),
    "to itself": of_post(to(f"/{P0}"), ONCE, "redirect_loop"),
    "to a part of itself": of_post(to("#top"), ONCE, "redirect_loop"),
    "to another post": of_post(to(f"/{P1}"), ONCE),
    **{
        f"to a new place by {n}": (
            {P0: to("new/", n), f"{P0}new/": READ},
            f"{START}p-0@3 p-0/new@4 p-1@5 p-2@6",
            "",
            "",
        )
        for n in (301, 302, 303, 307, 308)
    },
    **{f"to nowhere by {n}": of_post(to("new/", n), ONCE, f"http_{n}") for n in (300, 304, 305, 306, 309)},
    "to a forbidden place": (
        {ROBOTS: rules("Disallow: /no", "Sitemap: /sitemap.xml"), P0: to("/no/")},
        START + ONCE,
        "p-0 robots",
        "",
    ),
    "home to a forbidden place": (
        {ROBOTS: rules("Disallow: /no"), FRONT: to("/no/")},
        "robots@0 home@1",
        "home robots",
        "robots.txt forbids it",
    ),
    "home to a host that forbids it": (
        {FRONT: to("https://shut.example/")},
        "robots@0 home@1",
        "home robots",
        "robots.txt forbids it (https://shut.example/)",
    ),
    "on and on": (
        {P0: to("1/"), **{f"{P0}{n}/": to(f"/{P0}{n + 1}/") for n in range(1, 12)}},
        f"{START}p-0@3 {' '.join(f'p-0/{n}@{n + 3}' for n in range(1, 11))} p-1@14 p-2@15",
        "p-0 redirect_limit",
        "",
    ),
    # Its rules
    **{f"rules {n}": of_rules(said(n), START + ONCE) for n in (204, 304, 401, 403, 404, 410)},
    **{f"rules {n}": of_rules(said(n), "robots@0", f"it answers {n}") for n in (500, 502, 504, 520)},
    **{f"rules {n}": of_rules(said(n), RULES_THRICE, f"it answers {n}") for n in (429, 503)},
    "rules 429, wait": (
        {ROBOTS: [said(429, "30"), rules("Sitemap: /sitemap.xml")]},
        "robots@0 robots@30 home@32 sitemap@34 p-0@36 p-1@38 p-2@40",
        "",
        "",
    ),
    "rules 429, more": ({ROBOTS: said(429, "3000")}, "robots@0", "home waiting", "asks to wait 3000 s"),
    "rules timeout": of_rules("timeout", RULES_THRICE, "it does not answer in time"),
    "rules cut_off": of_rules("cut_off", RULES_THRICE, "it breaks off"),
    "rules broken_connection": of_rules("broken_connection", RULES_THRICE, "it closes the connection"),
    "rules bad_answer": of_rules("bad_answer", RULES_THRICE, "it is no HTTP"),
    "rules too_large": of_rules("too_large", "robots@0", "it is too large"),
    "rules content_encoding": of_rules("content_encoding", "robots@0", "it is packed"),
    **{
        f"rules {why}": of_rules(why, "robots@0 home@5 sitemap@6 p-0@7 p-1@8 p-2@9")
        for why in ("dns", "dns_timeout", "refused", "tls")
    },
    "rules unreachable": of_rules("unreachable", f"{RULES_THRICE} home@35 sitemap@36 p-0@37 p-1@38 p-2@39"),
    "rules are no text": of_rules("content_type", START + ONCE),
    "rules are private": of_rules(to("http://10.0.0.1/robots.txt"), START + ONCE),
    "rules lead to themselves": of_rules(to("/robots.txt"), START + ONCE),
    "rules are a page": of_rules(Answer("<html>Disallow: /</html>"), START + ONCE),
    "rules allow nothing": (
        {ROBOTS: rules("Disallow: /")},
        "robots@0",
        "home robots",
        "robots.txt forbids it",
    ),
    "rules forbid a post": (
        {ROBOTS: rules("Disallow: /2020/01/p-1")},
        START + "p-0@3 p-2@4",
        "p-1 robots",
        "",
    ),
    "rules elsewhere": (
        {ROBOTS: to("https://rules.example/robots.txt")},
        "robots@0 home@2 sitemap@3 p-0@4 p-2@5",
        "p-1 robots",
        "",
    ),
    "rules of ten seconds": of_rules(
        rules("Crawl-delay: 10"), "robots@0 home@10 sitemap@20 p-0@30 p-1@40 p-2@50"
    ),
    "rules of a minute": of_rules(
        rules("Crawl-delay: 60"), "robots@0 home@30 sitemap@60 p-0@90 p-1@120 p-2@150"
    ),
    # Its home page and sitemap
    **{
        f"home {n}": of_home(said(n), "robots@0 home@1", f"http_{n}", f"answers {n}") for n in (304, 403, 404)
    },
    **{
        f"home {n}": of_home(said(n), "robots@0 home@1 home@6 home@16", f"http_{n}", f"answers {n}")
        for n in (429, 500, 503)
    },
    "home 503, wait": (
        {FRONT: [said(503, "30"), Answer("<p>Hello</p>")]},
        "robots@0 home@1 home@31 sitemap@33 p-0@35 p-1@37 p-2@39",
        "",
        "",
    ),
    "home timeout": of_home(
        "timeout", "robots@0 home@1 home@6 home@16", "timeout", "does not answer in time"
    ),
    "home dns": of_home("dns", "robots@0 home@1", "dns", "its host name is unknown"),
    "home is private": of_home(
        to("http://10.0.0.1/"), "robots@0 home@1", "private_address", "it redirects to a private address"
    ),
    **{
        f"sitemap {n}": ({SITEMAP: said(n)}, f"{START}sitemap@7 sitemap@17", f"sitemap http_{n}", "")
        for n in (429, 500, 503)
    },
    "sitemap timeout": ({SITEMAP: "timeout"}, f"{START}sitemap@7 sitemap@17", "sitemap timeout", ""),
    "sitemap is private": ({SITEMAP: to("http://10.0.0.1/")}, START, "sitemap private_address", ""),
}
"""By name of a blog of three posts: what it answers otherwise than an ordinary one, and what comes of it."""


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    answers: dict[str, Told] = {}
    for name, (own, *_) in CASES.items():
        home = home_of(name)
        answers |= blog(3, home) | {home + path: answer for path, answer in own.items()}
    answers["https://shut.example/robots.txt"] = rules("Disallow: /")
    sitemap = f"Sitemap: {home_of('rules elsewhere')}{SITEMAP}"
    answers["https://rules.example/robots.txt"] = rules("Disallow: /2020/01/p-1/", sitemap)
    with pytest.MonkeyPatch.context() as patched:
        folder = tmp_path_factory.mktemp("politeness")
        yield crawl(patched, folder, answers, *map(home_of, CASES))


def test_each_blog_and_request_is_counted_once(crawled: Crawled) -> None:
    assert crawled.counts["blogs"] == len(CASES)
    # Nothing was sent to a place that is crowded, nor to a name that the DNS finds at a private address.
    assert crawled.counts["requests"] == len(crawled.asked) - 2


def test_what_is_left_out_by_choice_is_no_error(crawled: Crawled) -> None:
    skips = {name[5:] for name in crawled.problems if name.startswith("skip ")}
    assert skips == {"robots", "robots_unavailable", "private_address", "moved_away", "content_type"}


@pytest.mark.parametrize("status", [500, 503])
def test_rules_that_cannot_be_read_are_asked_for_once_for_all_blogs_of_a_host(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, status: int
) -> None:
    there = home_of("two")
    made = crawl(monkeypatch, tmp_path, {there + ROBOTS: said(status)}, f"{there}a/", f"{there}b/")
    assert {url for _, url in made.asked} == {there + ROBOTS}
    assert {one.state for one in made.blogs.values()} == {"failed"}
    assert made.counts["blogs"] == 2


@pytest.mark.parametrize("name", CASES)
def test_each_answer_of_a_blog(crawled: Crawled, name: str) -> None:
    home, (_, asked, left, why) = home_of(name), CASES[name]
    assert crawled.told(home) == asked.split()
    assert crawled.left(home) == left
    blog = crawled.blogs[home]
    assert why in (blog.reason or "")
    assert (blog.state == "finished") is (not why)


def test_a_page_that_trips_a_reader_stops_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def trips(task: Task, reply: Reply, around: Scenery) -> Harvest:
        if task.url.endswith((P0, P1)):
            raise ValueError("a fault")
        return read_reply(task, reply, around)

    monkeypatch.setattr(blogs, "read_reply", trips)
    made = crawl(monkeypatch, tmp_path, blog(3, there := home_of("faults")), there)
    assert made.told(there) == (START + ONCE).split()
    assert made.left(there) == "p-0 fault, p-1 fault"
    assert (made.blogs[there].state, made.counts["faults"]) == ("finished", 2)
    assert made.counts["requests"] == len(made.asked)


NINE = START + "p-0@3 p-1@4 p-2@5 p-3@6 p-4@7 "
TURNS = START + "p-0@3 p-5@8 p-1@13 p-6@18 p-2@23 "
ONE_TRY = "home@28 p-7@29 p-8@30 p-0@31 p-1@32 p-2@33 p-3@34 p-4@35 p-5@36 p-6@37"
SLOWER = "p-0@3 p-0@8 p-0@18 p-1@38 p-1@54 p-1@86 p-2@146 p-2@206 p-2@266 p-3@326 p-3@386 p-3@446 p-4@506"


@pytest.mark.parametrize(
    ("answer", "home", "asked", "why"),
    [
        (said(403), 200, NINE + "home@8 p-5@9 p-6@10 p-7@11 p-8@12", ""),
        (said(403), 403, NINE + "home@8", "does not answer any more: http_403"),
        (said(404), 200, NINE + "p-5@8 p-6@9 p-7@10 p-8@11", ""),
        (said(500), 200, TURNS + ONE_TRY, ""),
        (said(500), 500, TURNS + "home@28", "does not answer any more: http_500"),
        ("timeout", 200, TURNS + ONE_TRY, ""),
        ("timeout", 503, TURNS + "home@28", "does not answer any more: http_503"),
        (said(429), 200, START + SLOWER, "does not answer any more: http_429"),
    ],
)
def test_a_host_of_which_every_post_fails(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    answer: Answer | str,
    home: int,
    asked: str,
    why: str,
) -> None:
    posts = [f"2020/01/p-{number}/" for number in range(9)]
    there = home_of("nine")
    answers: dict[str, Told] = {**blog(9, there), **{there + path: answer for path in posts}}
    answers[there] = [blog(9, there)[there], said(home)]
    made = crawl(monkeypatch, tmp_path, answers, there)
    assert made.told(there) == asked.split()
    assert made.blogs[there].state == ("stopped" if why else "finished")
    assert why in (made.blogs[there].reason or "")
    assert made.counts["requests"] == len(made.asked)


@pytest.mark.parametrize(
    ("guess", "asked"),
    [
        (READ, "p-3@8 p-4@9"),
        (said(404), "p-3@8 p-4@9 p-4/@10"),
        (said(410), "p-3@8 p-4@9 p-4/@10"),
        (to("p-4/"), "p-3@8 p-4@9 p-4/@10"),
        (to("http://10.0.0.1/"), "p-3@8 p-4@9 p-4/@10"),
    ],
)
def test_posts_are_asked_for_where_those_before_them_led(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, guess: Answer, asked: str
) -> None:
    answers: dict[str, Told] = dict(blog(5, there := home_of("slashes")))
    for number in range(5):
        post = f"{there}2020/01/p-{number}"
        answers[post] = answers[f"{post}/"]
        answers[f"{post}/"] = to(post)
    answers |= {post: guess, f"{post}/": READ}
    made = crawl(monkeypatch, tmp_path, answers, there)
    told = [f"{url.rpartition('/01/')[2]}@{at:g}" for at, url in made.asked if "/01/" in url]
    assert " ".join(told) == f"p-0/@3 p-0@4 p-1/@5 p-1@6 p-2@7 {asked}"
    assert made.blogs[there].read == 5
    assert made.counts["requests"] == len(made.asked)
