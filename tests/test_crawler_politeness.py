"""What is asked after each answer, and when, by crawls under a clock of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_clock import Answer, Answers, Crawled, blog, crawl, found

ROBOTS, HOME, SITEMAP, P0, P1, P2 = (
    "robots.txt",
    "",
    "sitemap.xml",
    "2020/01/p-0/",
    "2020/01/p-1/",
    "2020/01/p-2/",
)
NAMES = {ROBOTS: "robots", HOME: "home", SITEMAP: "sitemap"}
READ = found()
START = "robots@0 home@1 sitemap@2 "


def said(status: int, wait: str = "") -> Answer:
    return Answer(status=status, headers={"Retry-After": wait} if wait else {})


def to(url: str) -> Answer:
    return Answer(status=301, headers={"Location": url})


def rules(*lines: str) -> Answer:
    return Answer("\n".join(("User-agent: *", *lines, "")))


Row = tuple[Answers, str, str, str]
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
    return {HOME: answer}, asked, f"home {reason}", why


def of_long(answer: Answer) -> Row:
    """The host asks for a longer wait than a crawl has time for."""
    return {P0: answer}, START + "p-0@3", "p-0 waiting, p-1 waiting, p-2 waiting", "asks to wait 601 s"


ONCE = "p-0@3 p-1@4 p-2@5"
OFF = "p-0@3 p-2@8 p-0@9 p-1@10"
THRICE = "p-0@3 p-2@8 p-0@9 p-0@19 p-1@20"
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
    "to a new place": ({P0: to("new/"), f"{P0}new/": READ}, f"{START}p-0@3 p-0/new@4 p-1@5 p-2@6", "", ""),
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
        {HOME: [said(503, "30"), Answer("<p>Hello</p>")]},
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


def _home(name: str) -> str:
    return f"https://{''.join(one if one.isalnum() else '-' for one in name)}.example/"


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    answers: dict[str, object] = {}
    for name, (own, *_) in CASES.items():
        home = _home(name)
        answers |= blog(3, home) | {home + path: answer for path, answer in own.items()}
    answers["https://rules.example/robots.txt"] = rules("Disallow: /2020/01/p-1/", "Sitemap: /sitemap.xml")
    with pytest.MonkeyPatch.context() as patched:
        folder = tmp_path_factory.mktemp("politeness")
        yield crawl(patched, folder, answers, *map(_home, CASES))  # type: ignore[arg-type]


def _named(url: str, home: str) -> str:
    path = url.removeprefix(home)
    return NAMES.get(path, path.removeprefix("2020/01/").rstrip("/"))


def _asked(crawled: Crawled, home: str) -> list[str]:
    return [f"{_named(url, home)}@{at:g}" for at, url in crawled.asked if url.startswith(home)]


def _left(crawled: Crawled, home: str) -> str:
    rows = [(_named(url, home), how) for url, how in crawled.done.items() if url.startswith(home)]
    return ", ".join(f"{name} {how}" for name, how in rows if how != "done")


def test_each_blog_and_request_is_counted_once(crawled: Crawled) -> None:
    assert crawled.counts["blogs"] == len(CASES)
    # Nothing was sent to a place that is crowded, nor to a name that the DNS finds at a private address.
    assert crawled.counts["requests"] == len(crawled.asked) - 2


@pytest.mark.parametrize("name", CASES)
def test_each_answer_of_a_blog(crawled: Crawled, name: str) -> None:
    home, (_, asked, left, why) = _home(name), CASES[name]
    assert _asked(crawled, home) == asked.split()
    assert _left(crawled, home) == left
    blog = crawled.blogs[home]
    assert why in (blog.reason or "")
    assert (blog.state == "finished") is (not why)


# What a host of sources answers otherwise than with a page at /a and one at /b, what is asked of it, and how
# the sources end, but for those that are read.
ROBOTS_ONLY = "robots@4"
SOURCES: dict[str, Row] = {
    "read": ({}, "robots@4 a@5 b@6", "", ""),
    **{f"{n}": ({"a": said(n)}, "robots@4 a@5 b@6", f"a http_{n}", "") for n in (300, 304, 403, 404, 410)},
    **{f"{n}": ({"a": said(n)}, "robots@4 a@5 b@10", f"a http_{n}", "") for n in (429, 500, 503)},
    **{why: ({"a": why}, "robots@4 a@5 b@10", f"a {why}", "") for why in ("timeout", "dns", "tls")},
    **{why: ({"a": why}, "robots@4 a@5 b@6", f"a {why}", "") for why in ("too_large", "content_type")},
    "429, a minute": ({"a": said(429, "60")}, "robots@4 a@5 b@65", "a http_429", ""),
    "429, more": ({"a": said(429, "61")}, "robots@4 a@5", "a http_429, b http_429", ""),
    "500, more": ({"a": said(500, "61")}, "robots@4 a@5", "a http_500, b http_500", ""),
    "rules 403": ({ROBOTS: said(403)}, "robots@4 a@5 b@6", "", ""),
    "rules 500": ({ROBOTS: said(500)}, ROBOTS_ONLY, "a robots_unavailable, b robots_unavailable", ""),
    **{f"rules {n}": ({ROBOTS: said(n)}, ROBOTS_ONLY, f"a http_{n}, b http_{n}", "") for n in (429, 503)},
    **{
        f"rules {why}": ({ROBOTS: why}, ROBOTS_ONLY, f"a {why}, b {why}", "")
        for why in ("timeout", "dns", "cut_off")
    },
    "rules too_large": (
        {ROBOTS: "too_large"},
        ROBOTS_ONLY,
        "a robots_unavailable, b robots_unavailable",
        "",
    ),
    "rules forbid one": ({ROBOTS: rules("Disallow: /a")}, "robots@4 b@5", "a robots", ""),
    "rules of 20 seconds": ({ROBOTS: rules("Crawl-delay: 20")}, "robots@4 a@24 b@44", "", ""),
    "to a private place": ({"a": to("http://10.0.0.1/")}, "robots@4 a@5 b@6", "a private_address", ""),
    "to itself": ({"a": to("/a")}, "robots@4 a@5 b@6", "a redirect_loop", ""),
    "to another": ({"a": to("/b")}, "robots@4 a@5 b@6 b@7", "", ""),
    "to another host": ({"a": to("https://other.example/")}, "robots@4 a@5 b@6", "", ""),
}


@pytest.fixture(scope="module")
def verified(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    answers: dict[str, object] = {"https://other.example/": READ}
    for name, (own, *_) in SOURCES.items():
        home, there = _home(name), _home(f"of {name}")
        answers |= blog(1, home) | {home + P0: found(f"{there}a", f"{there}b")}
        answers |= {f"{there}a": READ, f"{there}b": READ} | {there + path: one for path, one in own.items()}
    with pytest.MonkeyPatch.context() as patched:
        folder = tmp_path_factory.mktemp("sources")
        yield crawl(patched, folder, answers, *map(_home, SOURCES), verify=True)  # type: ignore[arg-type]


def test_a_private_source_is_not_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home, private = _home("blog"), "http://10.0.0.1/a"
    made = crawl(monkeypatch, tmp_path, blog(1, home) | {home + P0: found(private)}, home, verify=True)
    assert (_asked(made, "http://10."), made.done[private]) == ([], "private_address")


@pytest.mark.parametrize("name", SOURCES)
def test_each_answer_of_a_source(verified: Crawled, name: str) -> None:
    there, (_, asked, left, _) = _home(f"of {name}"), SOURCES[name]
    assert _asked(verified, there) == asked.split()
    assert _left(verified, there) == left
    assert verified.blogs[_home(name)].state == "finished"


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        (said(429), "robots@4 a@5 b@10 c@15 d@23 e@39"),
        (said(503), "robots@4 a@5 b@10 c@15 d@23 e@39"),
        (said(500), "robots@4 a@5 b@10 c@15 d@20 e@25"),
        ("timeout", "robots@4 a@5 b@10 c@15 d@20 e@25"),
        (said(404), "robots@4 a@5 b@6 c@7 d@8 e@9 f@10 g@11"),
    ],
)
def test_a_host_of_sources_is_left_alone_after_five_refusals(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: Answer | str, asked: str
) -> None:
    home, there = _home("blog"), _home("sources")
    listed = [f"{there}{name}" for name in "abcdefg"]
    answers = blog(1, home) | {home + P0: found(*listed)} | dict.fromkeys(listed, answer)
    verified = crawl(monkeypatch, tmp_path, answers, home, verify=True)
    assert _asked(verified, there) == asked.split()
    why = answer if isinstance(answer, str) else f"http_{answer.status}"
    assert _left(verified, there) == ", ".join(f"{name} {why}" for name in "abcdefg")
