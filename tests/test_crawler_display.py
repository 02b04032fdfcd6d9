"""The line that says how far a crawl is."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console
from scrapy.settings import Settings

from crawler import progress
from crawler.discovery import Plan
from crawler.engine import display
from crawler.engine.display import Display, left, line
from crawler.engine.plans import plans_of, show_plans
from crawler.errors import StoreError
from crawler.progress import Progress
from crawler.status import MOST_BLOGS, MOST_NOTES, show_status
from crawler.store.states import BlogState, Problem, RunState, StoreState


@pytest.mark.parametrize(
    ("counts", "elapsed", "text"),
    [
        ({"requests": 100, "waiting": 50}, 10.0, "about 0:00:05 left"),
        ({"requests": 100, "waiting": 50, "slowest": 3700}, 10.0, "about 1:01:40 left"),
        ({"requests": 100, "waiting": 50, "slowest": 100}, 10.0, "about 0:01:40 left"),
        ({"requests": 100, "waiting": 50, "slowest": 3}, 10.0, "about 0:00:05 left"),
        ({"requests": 5, "waiting": 5}, 10.0, "about 0:00:10 left"),
        ({"requests": 100, "waiting": 50, "discovering": 1}, 10.0, "at least 0:00:05 left"),
        ({"requests": 100, "waiting": 0, "discovering": 1}, 10.0, "time left unknown"),
        ({"requests": 100, "waiting": 0}, 10.0, "about 0:00:00 left"),
        ({"requests": 100, "waiting": 50}, 1.0, "time left unknown"),
        ({}, 10.0, "time left unknown"),
    ],
)
def test_the_time_left(counts: dict[str, int], elapsed: float, text: str) -> None:
    assert left(counts, elapsed) == text


@pytest.mark.parametrize(
    ("blogs", "total", "posts", "linkbacks", "text"),
    [
        (0, 1, 1, 1, "0 of 1 blog, 1 post, 1 linkback, "),
        (1, 2, 0, 2, "1 of 2 blogs, 0 posts, 2 linkbacks, "),
    ],
)
def test_nouns_agree_with_their_numbers(
    blogs: int, total: int, posts: int, linkbacks: int, text: str
) -> None:
    counts = {"blogs": blogs, "blogs_total": total, "posts": posts, "linkbacks": linkbacks, "requests": 20}
    assert line(counts, 10.0) == f"{text}2.0 requests/s, about 0:00:00 left"
    assert line({}, 0.0).endswith(" 0.0 requests/s, time left unknown")


def test_a_line_of_a_log_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "PLAIN_EVERY", 0.0)
    counts = dict.fromkeys(("blogs", "blogs_total", "posts", "linkbacks", "requests", "waiting"), 123_456)
    log = io.StringIO()
    with Display(log) as shown:
        shown.show(counts)
    (told,) = log.getvalue().splitlines()
    assert len(told) > 80


def _status(home: str, width: int, **counts: int) -> list[str]:
    run = RunState(run=1, started=0, finished=60, state="finished", seeds=1, requests=9)
    blog = BlogState(
        home=home,
        state="discovering",
        reason=None,
        **{"posts": 1000, "read": 900, "inferred": 70, "gone": 4, "waiting": 12, "failed": 3} | counts,
        ways="feed, sitemap",
        inference="holds",
        crawl_delay=None,
        applied_delay=None,
    )
    shown = io.StringIO()
    whole = StoreState(name="s.db", runs=(run,), blogs=(blog,), problems=(), left=12)
    show_status(whole, Console(file=shown, width=width))
    return shown.getvalue().splitlines()


@pytest.mark.parametrize("host", ["a.example", "a-blog-with-a-long-name.and-a-long-host.example"])
@pytest.mark.parametrize("width", [70, 80, 100, 160])
def test_the_status_fits_the_terminal_and_cuts_no_number(host: str, width: int) -> None:
    lines = _status(f"http://{host}/", width)
    assert max(map(len, lines)) <= width
    (row,) = (line for line in lines if "discovering" in line)
    # Posts known are those read, inferred and unread; those that are gone are none of them.
    assert row.split()[-8 if width < 100 else -10 :][1:8] == ["1000", "900", "70", "30", "4", "12", "3"]
    assert ("feed, sitemap" in row) == (width >= 100)


@pytest.mark.parametrize("odd", ["[/b]", "[b]", "[link=x]"])
def test_brackets_of_an_address_are_shown_as_they_are(odd: str) -> None:
    assert any(line.startswith(f"a.example/{odd}/ ") for line in _status(f"http://a.example/{odd}/", 100))
    shown = io.StringIO()
    nothing = StoreState(name=f"my{odd}.db", runs=(), blogs=(), problems=(), left=0)
    show_status(nothing, Console(file=shown))
    assert shown.getvalue().startswith(f"my{odd}.db: ")
    plan = Plan(blog=f"http://a.example/{odd}/", ways=(), posts=1, to_read=1, requests=2, seconds=3.0)
    show_plans([plan], [], Console(file=shown, width=100))
    assert f"a.example/{odd}/" in shown.getvalue()


def test_the_plan_of_each_blog_and_of_all_side_by_side() -> None:
    told: dict[str, Any] = {
        "ways": {"rest": {"found": 9, "complete": True}, "feed": {"found": 0}},
        "posts": 9,
    }
    told |= {"to_read": 4, "spent": 6, "further": 2, "delay": None, "failed": None}
    blogs = [
        {**told, "blog": "http://a.example/~a/"},
        {**told, "blog": "http://a.example/~b/", "ways": {}, "posts": 0, "to_read": 0, "further": 0},
        {**told, "blog": "http://b.example/", "delay": 1_000.0},
        {**told, "blog": "http://c.example/", "failed": "is dead"},
    ]
    shown = io.StringIO()
    failed = [one for one in blogs if one["failed"]]
    show_plans(plans_of(blogs, 1.0), failed, Console(file=shown, width=120), follow=True)
    assert [line.split() for line in shown.getvalue().splitlines()][1:6] == [
        ["a.example/~a/", "rest", "9", "9", "4", "12", "0:00:16"],
        ["a.example/~b/", "nothing", "0", "0", "6", "0:00:08"],
        ["b.example/", "rest", "9", "9", "4", "12", "3:20:04"],
        ["c.example/", "cannot", "be", "crawled", "0", "0", "0", "-"],
        ["all", "18", "8", "30", "3:20:04"],
    ]
    assert shown.getvalue().endswith("the blogs that --follow takes in.\n")


@pytest.mark.parametrize(("length", "whole"), [(200, True), (300, True), (301, False), (9000, False)])
def test_an_example_without_end_is_cut(length: int, *, whole: bool) -> None:
    url = "http://a.example/".ljust(length, "y")
    run = RunState(run=1, started=0, finished=60, state="finished", seeds=1, requests=9)
    problem = Problem(what="trap", reason="too_long", count=1, blogs=1, example=url)
    shown = io.StringIO()
    show_status(
        StoreState(name="s.db", runs=(run,), blogs=(), problems=(problem,), left=0), Console(file=shown)
    )
    last = shown.getvalue().splitlines()[-1]
    assert last == f"trap too_long: such as {url if whole else f'{url[:300]}…'}"


@pytest.mark.parametrize(
    ("counts", "width", "names"),
    [
        ({}, 80, "posts read inferred unread gone left failed"),
        ({"gone": 0}, 80, "posts read inferred unread left failed"),
        ({"read": 930, "failed": 0, "waiting": 0}, 80, "posts read inferred gone"),
        ({"posts": 0, "read": 0, "inferred": 0, "gone": 0, "waiting": 1, "failed": 0}, 80, "posts read left"),
        ({"gone": 0, "failed": 0}, 160, "posts read inferred unread gone left failed found by"),
    ],
)
def test_a_narrow_terminal_has_room_for_addresses_instead_of_zeros(
    counts: dict[str, int], width: int, names: str
) -> None:
    lines = _status("http://permalink.example/", width, **counts)
    (head,) = (line for line in lines if line.startswith("blog "))
    assert head.split()[2:] == names.split()
    if counts:
        (row,) = (line for line in lines if line.startswith("permalink.example/ "))
        ends = [head.index(f" {name}") + len(name) for name in ("posts", "read")]
        assert all(row[end].isdigit() for end in ends)  # numbers end where their names do


def _shown(state: StoreState) -> list[str]:
    shown = io.StringIO()
    show_status(state, Console(file=shown, width=200))
    return shown.getvalue().splitlines()


@pytest.mark.parametrize(
    ("count", "first"),
    [
        (1, "run"),
        (10, "run"),
        (11, "1 earlier run; all of them with --json"),
        (100, "90 earlier runs; all of them with --json"),
    ],
)
def test_the_last_runs_are_shown_and_the_others_counted(count: int, first: str) -> None:
    facts: dict[str, Any] = {"started": 0, "finished": None, "state": "running", "seeds": 1, "requests": 9}
    made = tuple(RunState(run=number, **facts) for number in range(1, count + 1))
    told = _shown(StoreState(name="s.db", runs=made, blogs=(), problems=(), left=0))
    assert told[0].startswith(first)
    numbers = [int(line.split()[0]) for line in told if " running " in line]
    assert numbers == list(range(max(1, count - 9), count + 1))


def test_an_empty_store_says_so_and_a_clean_run_as_well() -> None:
    empty = StoreState(name="s.db", runs=(), blogs=(), problems=(), left=0)
    assert _shown(empty) == ["s.db: nothing was crawled yet."]
    run = RunState(run=12, started=86_400, finished=None, state="running", seeds=3, requests=9)
    told = _shown(replace(empty, runs=(run,), left=7))
    assert told[1].split() == ["12", "1970-01-02", "00:00", "-", "running", "3", "9"]
    assert told[-2:] == ["Left to fetch: 7", "No errors and no skips in the last run."]


@pytest.mark.parametrize(
    ("facts", "note"),
    [
        ({}, ""),
        ({"reason": "is dead (http://a.example/)"}, "is dead"),
        ({"reason": "is dead (http://b.example/)"}, "is dead (http://b.example/)"),
        ({"crawl_delay": 20.0, "applied_delay": 20.0}, "Crawl-delay 20 s"),
        ({"crawl_delay": 2.5, "applied_delay": 5.0}, "Crawl-delay 2.5 s"),
        ({"crawl_delay": 90.0, "applied_delay": 30.0}, "Crawl-delay 90 s, cut to 30 s"),
        ({"crawl_delay": None, "applied_delay": 1.0}, ""),
        ({"inference": "broken"}, "its counts of comments are wrong: every post was read"),
        (
            {"reason": "time limit", "crawl_delay": 9.0, "applied_delay": 9.0, "inference": "broken"},
            "time limit; Crawl-delay 9 s; its counts of comments are wrong: every post was read",
        ),
    ],
)
def test_what_is_told_of_a_blog_below_the_table(facts: dict[str, Any], note: str) -> None:
    plain: dict[str, Any] = dict.fromkeys(("posts", "read", "inferred", "waiting", "failed"), 0)
    plain |= {"reason": None, "ways": "", "inference": "holds", "crawl_delay": None, "applied_delay": None}
    blog = BlogState(home="http://a.example/", state="stopped", **{**plain, **facts})
    run = RunState(run=1, started=3_600, finished=3_725, state="interrupted", seeds=1, requests=9)
    told = _shown(StoreState(name="s.db", runs=(run,), blogs=(blog,), problems=(), left=0))
    assert told[1].split()[3:] == ["0:02:05", "interrupted", "1", "9"]
    notes = [line.removeprefix("http://a.example/: ") for line in told if line.startswith("http://")]
    assert notes == ([note] if note else [])


@pytest.mark.parametrize("beyond", [0, 2])
def test_long_lists_of_blogs_are_cut_and_say_what_is_left_out(beyond: int) -> None:
    number = MOST_BLOGS + beyond
    numbers = dict.fromkeys(("posts", "read", "inferred", "waiting", "failed"), 1)
    blogs = tuple(
        BlogState(
            home=f"http://{n}.example/",
            state="finished" if n else "failed",
            reason="is dead",
            **numbers,  # type: ignore[arg-type]
            ways="",
            inference="off",
            crawl_delay=None,
            applied_delay=None,
        )
        for n in reversed(range(number))
    )
    run = RunState(run=1, started=0, finished=60, state="finished", seeds=1, requests=9)
    told = _shown(StoreState(name="s.db", runs=(run,), blogs=blogs, problems=(), left=0))
    rows = [line.split()[0] for line in told if " 1 " in line and ".example/" in line]
    assert (len(rows), rows[0]) == (MOST_BLOGS, "0.example/"), "what is not finished comes first"
    more = f"… and {beyond} more blogs; all of them with --json"
    assert (more in told) is bool(beyond)
    assert f"… and {number - MOST_NOTES} more" in told
    assert sum(line.endswith(": is dead") for line in told) == MOST_NOTES


def test_why_blogs_failed_is_told_before_what_they_ask_for() -> None:
    run = RunState(run=1, started=0, finished=60, state="finished", seeds=30, requests=9)
    numbers = dict.fromkeys(("posts", "read", "inferred", "waiting", "failed"), 0)
    more: dict[str, Any] = {"ways": "", "inference": "off", "applied_delay": 2.0, **numbers}
    slow = [
        BlogState(home=f"http://{n}.example/", state="finished", reason=None, crawl_delay=2.0, **more)
        for n in range(30)
    ]
    dead = BlogState(home="http://dead.example/", state="failed", reason="is dead", crawl_delay=None, **more)
    shown = io.StringIO()
    whole = StoreState(name="s.db", runs=(run,), blogs=(*slow, dead), problems=(), left=0)
    show_status(whole, Console(file=shown, width=80))
    notes = [line for line in shown.getvalue().splitlines() if line.startswith("http://")]
    assert notes[0] == "http://dead.example/: is dead"
    assert len(notes) == 20


@pytest.mark.parametrize(
    ("state", "posts", "hops", "first", "told"),
    [
        ("finished", 0, 0, "odd", True),
        ("finished", 1, 0, "well", False),
        ("finished", 0, 1, "well", False),
        ("discovering", 0, 0, "odd", False),
    ],
)
def test_seeds_without_posts_stand_before_other_blogs_and_are_asked_about(
    state: str, posts: int, hops: int, first: str, *, told: bool
) -> None:
    numbers = dict.fromkeys(("read", "inferred", "waiting", "failed"), 0)
    more: dict[str, Any] = {"reason": None, "ways": "", "inference": "off", "applied_delay": None, **numbers}
    blogs = tuple(
        BlogState(home=f"http://{name}.example/", crawl_delay=None, **more, state=way, posts=number, hops=far)
        for name, way, number, far in (("well", "finished", 3, 0), ("odd", state, posts, hops))
    )
    run = RunState(run=1, started=0, finished=60, state="finished", seeds=2, requests=9)
    lines = _shown(StoreState(name="s.db", runs=(run,), blogs=blogs, problems=(), left=0))
    rows = [line.split(".")[0] for line in lines if line.startswith(("well.", "odd."))]
    assert rows[0] == first
    note = "http://odd.example/: no posts were found: is that the blog's home page?"
    assert (note in lines) is told
    assert not any(line.startswith("http://well.example/") for line in lines)


@pytest.mark.parametrize(
    ("host", "whole"), [("a-notebook.example.org", True), (f"{'a' * 30}.example", False)]
)
def test_addresses_of_a_usual_length_stand_in_one_line_of_80_columns(host: str, *, whole: bool) -> None:
    assert any(line.startswith(f"{host}/ ") for line in _status(f"http://{host}/", 80)) is whole


@pytest.mark.parametrize(
    ("known", "fails", "kept"),
    [
        (None, "cannot be read", "cannot be read"),
        ("is full", "cannot be read", "is full"),
        (None, None, None),
    ],
)
def test_a_store_that_fails_while_the_crawl_is_shown_ends_it_once(
    monkeypatch: pytest.MonkeyPatch, known: str | None, fails: str | None, kept: str | None
) -> None:
    looks: list[str] = []
    stops: list[str] = []

    def counters() -> dict[str, int]:
        looks.append("look")
        if fails:
            raise StoreError(fails)
        return {"requests": 1}

    async def stop() -> None:
        stops.append("stop")

    session = SimpleNamespace(counters=counters, failure=StoreError(known) if known else None)
    settings = Settings({"TRACKGRAPH_REPORT": True})
    crawler = SimpleNamespace(settings=settings, spider=SimpleNamespace(session=session), stop_async=stop)

    async def show() -> None:
        shown = Progress(crawler)  # type: ignore[arg-type]
        shown.opened()
        while len(looks) < 3:
            await asyncio.sleep(0)
        shown.closed()

    monkeypatch.setattr(progress, "EVERY", 0.001)
    asyncio.run(asyncio.wait_for(show(), 60))
    assert (str(session.failure) if session.failure else None) == kept
    assert stops == ["stop"] * bool(kept)
