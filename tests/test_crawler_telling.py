"""The line that a crawl says of each blog, and what it counts."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from made_clock import FRONT, HOME, P0, P1, ROBOTS, Answer, Told, blog, crawl, found, rules, said, to

FAR = "https://far.example/"
LINKED = Answer('<p>Hello</p><p><a href="https://far.example/">Far</a></p>')
NONE = "found no posts"


@pytest.mark.parametrize(
    ("posts", "own", "line"),
    [
        (1, {}, "1 post read, 1 linkback, 4 requests"),
        (2, {}, "2 posts read, 2 linkbacks, 5 requests"),
        (2, {P0: found()}, "2 posts read, 1 linkback, 5 requests"),
        (2, {P0: found(f"{FAR}a", f"{FAR}a", f"{FAR}b")}, "2 posts read, 4 linkbacks, 5 requests"),
        (2, {P0: said(404)}, "1 post read, 1 linkback, 5 requests, 1 http_404"),
        (2, {P0: said(500)}, "1 post read, 1 linkback, 7 requests, 1 http_500"),
        (2, {P0: said(404), P1: "refused"}, "0 posts read, 0 linkbacks, 5 requests, 1 http_404, 1 refused"),
        (2, {P0: said(404), P1: said(404)}, "0 posts read, 0 linkbacks, 5 requests, 2 http_404"),
        (2, {P0: to("new/"), f"{P0}new/": found()}, "2 posts read, 1 linkback, 6 requests"),
        (2, {P0: to(f"/{P1}")}, "1 post read, 1 linkback, 5 requests"),
        (
            2,
            {P0: said(429, "7200")},
            "0 posts read, 0 linkbacks, 4 requests, stopped: a.example asks to wait 2 h",
        ),
        (
            2,
            {P0: ["timeout", said(503, "7200")]},
            "0 posts read, 0 linkbacks, 5 requests, stopped: a.example asks to wait 2 h",
        ),
        (2, {FRONT: said(404)}, "cannot be crawled: its home page answers 404"),
        (2, {ROBOTS: rules("Disallow: /")}, "cannot be crawled: robots.txt forbids it"),
    ],
)
def test_one_line_for_each_blog(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    posts: int,
    own: dict[str, Told],
    line: str,
) -> None:
    lines = _said(
        monkeypatch, tmp_path, caplog, blog(posts) | {HOME + path: one for path, one in own.items()}
    )
    assert lines == [f"{HOME}: {line}"]


@pytest.mark.parametrize(
    ("home", "line"),
    [
        (Answer("<p>Hello</p>"), f"{NONE}, and its home page links nothing: does a script fill it in?"),
        (LINKED, f"{NONE}: is that the blog's home page?"),
    ],
)
def test_a_blog_without_posts_is_warned_of(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture, home: Answer, line: str
) -> None:
    lines = _said(monkeypatch, tmp_path, caplog, {HOME: home})
    assert f"{HOME}: {line}" in lines


@pytest.mark.parametrize(("delay", "told"), [(30, 0), (31, 1), (99, 1)])
def test_a_crawl_delay_that_is_cut_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture, delay: int, told: int
) -> None:
    answers: dict[str, Told] = {**blog(1), HOME + ROBOTS: rules(f"Crawl-delay: {delay}")}
    lines = _said(monkeypatch, tmp_path, caplog, answers)
    cut = f"a.example asks for a Crawl-delay of {delay} s: 30 s are kept"
    assert lines == [*[cut] * told, f"{HOME}: 1 post read, 1 linkback, 4 requests"]


def test_sources_that_were_looked_at_are_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    answers = blog(1) | {HOME + P0: found(f"{FAR}a", f"{FAR}b", "http://10.0.0.1/"), f"{FAR}a": LINKED}
    lines = _said(monkeypatch, tmp_path, caplog, answers, verify=True)
    assert lines == [f"{HOME}: 1 post read, 3 linkbacks, 7 requests, 2 sources looked at"]


def _said(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    caplog: pytest.LogCaptureFixture,
    answers: dict[str, Told],
    **options: bool,
) -> list[str]:
    log = logging.getLogger("trackgraph")
    monkeypatch.setattr(log, "propagate", True)
    with caplog.at_level(logging.INFO, log.name):
        made = crawl(monkeypatch, folder, answers, **options)
    lines = [record.getMessage() for record in caplog.records if record.name == log.name]
    assert made.counts["requests"] == len(made.asked)
    assert made.counts["linkbacks"] == len(made.listed)
    return lines
