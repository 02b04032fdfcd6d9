"""What is asked of hosts of sources after each answer, and when, by crawls under a clock of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_clock import P0, ROBOTS, Answer, Crawled, Told, blog, crawl, found, home_of, rules, said, to

READ = found()
ROBOTS_ONLY = "robots@4"
SOURCES: dict[str, tuple[dict[str, Told], str, str]] = {
    "read": ({}, "robots@4 a@5 b@6", ""),
    **{f"{n}": ({"a": said(n)}, "robots@4 a@5 b@6", f"a http_{n}") for n in (300, 304, 403, 404, 410)},
    **{f"{n}": ({"a": said(n)}, "robots@4 a@5 b@10", f"a http_{n}") for n in (429, 500, 503)},
    **{why: ({"a": why}, "robots@4 a@5 b@10", f"a {why}") for why in ("timeout", "dns", "tls")},
    **{why: ({"a": why}, "robots@4 a@5 b@6", f"a {why}") for why in ("too_large", "content_type")},
    "429, a minute": ({"a": said(429, "60")}, "robots@4 a@5 b@65", "a http_429"),
    "429, more": ({"a": said(429, "61")}, "robots@4 a@5", "a http_429, b http_429"),
    "500, more": ({"a": said(500, "61")}, "robots@4 a@5", "a http_500, b http_500"),
    "rules 403": ({ROBOTS: said(403)}, "robots@4 a@5 b@6", ""),
    "rules 500": ({ROBOTS: said(500)}, ROBOTS_ONLY, "a robots_unavailable, b robots_unavailable"),
    **{f"rules {n}": ({ROBOTS: said(n)}, ROBOTS_ONLY, f"a http_{n}, b http_{n}") for n in (429, 503)},
    **{
        f"rules {why}": ({ROBOTS: why}, ROBOTS_ONLY, f"a {why}, b {why}")
        for why in ("timeout", "dns", "cut_off")
    },
    "rules too_large": ({ROBOTS: "too_large"}, ROBOTS_ONLY, "a robots_unavailable, b robots_unavailable"),
    "rules forbid one": ({ROBOTS: rules("Disallow: /a")}, "robots@4 b@5", "a robots"),
    "rules of 20 seconds": ({ROBOTS: rules("Crawl-delay: 20")}, "robots@4 a@24 b@44", ""),
    "to a private place": ({"a": to("http://10.0.0.1/")}, "robots@4 a@5 b@6", "a private_address"),
    "to itself": ({"a": to("/a")}, "robots@4 a@5 b@6", "a redirect_loop"),
    "to another": ({"a": to("/b")}, "robots@4 a@5 b@6 b@7", ""),
    "to another host": ({"a": to("https://other.example/")}, "robots@4 a@5 b@6", ""),
}
"""What a host of sources answers otherwise than with a page at /a and one at /b, what is asked of it, and how
the sources end that are not read."""


@pytest.fixture(scope="module")
def verified(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    answers: dict[str, Told] = {"https://other.example/": READ}
    for name, (own, *_) in SOURCES.items():
        home, there = home_of(name), home_of(f"of {name}")
        answers |= blog(1, home) | {home + P0: found(f"{there}a", f"{there}b")}
        answers |= {f"{there}a": READ, f"{there}b": READ} | {there + path: one for path, one in own.items()}
    with pytest.MonkeyPatch.context() as patched:
        folder = tmp_path_factory.mktemp("sources")
        yield crawl(patched, folder, answers, *map(home_of, SOURCES), verify=True)


def test_a_page_of_the_blogs_own_host_that_is_busy_is_no_reason_to_leave_the_host(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    home = home_of("own")
    answers = blog(1, home) | {home + P0: found(f"{home}a", f"{home}b"), f"{home}a": said(429, "61")}
    made = crawl(monkeypatch, tmp_path, answers, home, verify=True)
    assert made.told(home)[-2:] == ["a@4", "b@65"]
    assert (made.left(home), made.blogs[home].state) == ("a http_429, b http_404", "finished")


def test_what_waits_at_a_host_that_wants_to_be_left_in_peace_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    home, there = home_of("blog"), home_of("busy")
    answers = blog(2, home) | {home + P0: found(f"{there}x", f"{there}y"), f"{there}b/": said(429, "3600")}
    made = crawl(monkeypatch, tmp_path, answers, f"{there}b/", f"{there}c/", home, verify=True)
    assert made.told(there) == ["robots@0", "b@1"]
    assert made.left(there) == "b waiting, c waiting, x retry_after, y retry_after"
    states = [(one.state, one.reason) for one in made.blogs.values()]
    assert states == [("stopped", "busy.example asks to wait 3600 s")] * 2 + [("finished", None)]
    assert made.problems["skip source_retry_after"] == 2


def test_a_private_source_is_not_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home, private = home_of("blog"), "http://10.0.0.1/a"
    made = crawl(monkeypatch, tmp_path, blog(1, home) | {home + P0: found(private)}, home, verify=True)
    assert (made.told("http://10."), made.done[private]) == ([], "private_address")


@pytest.mark.parametrize("name", SOURCES)
def test_each_answer_of_a_source(verified: Crawled, name: str) -> None:
    there, (_, asked, left) = home_of(f"of {name}"), SOURCES[name]
    assert verified.told(there) == asked.split()
    assert verified.left(there) == left
    assert verified.blogs[home_of(name)].state == "finished"


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
    home, there = home_of("blog"), home_of("sources")
    listed = [f"{there}{name}" for name in "abcdefg"]
    answers = blog(1, home) | {home + P0: found(*listed)} | dict.fromkeys(listed, answer)
    verified = crawl(monkeypatch, tmp_path, answers, home, verify=True)
    assert verified.told(there) == asked.split()
    why = answer if isinstance(answer, str) else f"http_{answer.status}"
    assert verified.left(there) == ", ".join(f"{name} {why}" for name in "abcdefg")


@pytest.mark.parametrize(("path", "asked"), [(ROBOTS, "robots@1 a@5"), ("rules", "rules@1 robots@5 a@6")])
def test_rules_that_lead_to_those_of_another_host_are_those_of_that_host_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, path: str, asked: str
) -> None:
    home, there = home_of("led"), home_of("rules")
    answers: dict[str, Told] = {
        **blog(1, home),
        home + P0: found(f"{there}a", f"{there}b"),
        f"{there}a": READ,
    }
    answers[there + path] = rules("Disallow: /b", f"Sitemap: {home}sitemap.xml")
    answers |= {home + ROBOTS: to(there + path), f"{there}robots.txt": rules("Disallow: /b")}
    answers[there + path] = rules("Disallow: /b", f"Sitemap: {home}sitemap.xml")
    made = crawl(monkeypatch, tmp_path, answers, home, verify=True)
    assert made.told(there) == asked.split()
    assert made.left(there) == "b robots"
