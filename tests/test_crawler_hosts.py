"""What hosts ask of their visitors, and the order in which the frontier hands out tasks."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from crawler.engine.frontier import Frontier, Lane, bare_name
from crawler.engine.hosts import LONGEST_CRAWL_DELAY, Host, in_words, retry_after
from crawler.harvest import Harvest, Role, Task
from crawler.store.ledger import BlogRow

ROBOTS = b"User-agent: *\nDisallow: /private/\nCrawl-delay: 7\n"


def _host(status: int | None = 200, body: bytes = ROBOTS, *, obey: bool = True) -> Host:
    host = Host(name="a.example", delay=1.0)
    host.learn_robots(status, body, "trackgraph", obey_delay=obey)
    return host


@pytest.mark.parametrize(
    ("status", "body", "url", "allowed"),
    [
        (200, ROBOTS, "https://a.example/post", True),
        (200, ROBOTS, "https://a.example/private/x", False),
        (200, b"User-agent: trackgraph\nDisallow: /\n", "https://a.example/", False),
        (200, b"User-agent: other\nDisallow: /\n", "https://a.example/", True),
        (200, b"<html><body>home page</body></html>", "https://a.example/private/x", True),
        (404, b"Disallow: /", "https://a.example/private/x", True),
        (403, b"", "https://a.example/", True),
        (503, b"", "https://a.example/", False),
        (429, b"", "https://a.example/", False),
        (200, b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n", "https://a.example/", False),
        (200, "User-agent: *\r\nDisallow: /\r\n".encode("utf-16"), "https://a.example/", False),
        (
            200,
            b"\xfe\xff" + "User-agent: *\nDisallow: /private/".encode("utf-16-be"),
            "https://a.example/x",
            True,
        ),
        (200, b"user-agent:Trackgraph/0.1.0 (+x)\nDisallow: /\n", "https://a.example/", False),
        (200, b"User-agent: tracker/1.0\nDisallow: /\n", "https://a.example/", True),
        (None, b"", "https://a.example/", True),
    ],
)
def test_robots(status: int | None, body: bytes, url: str, allowed: bool) -> None:
    assert _host(status, body).allows(url, "trackgraph") is allowed


def test_rules_that_cannot_be_read_forbid_everything() -> None:
    host = Host(name="a.example", delay=1.0)
    host.learn_robots(None, b"", "trackgraph", obey_delay=True, unread="it breaks off")
    assert host.closed_for == "it breaks off"
    assert not host.allows("https://a.example/", "trackgraph")


def test_crawl_delay_counts_from_robots_txt_on() -> None:
    host = Host(name="a.example", delay=1.0)
    host.answered(10.0)
    host.learn_robots(200, ROBOTS, "trackgraph", obey_delay=True)
    assert host.next_at == 17.0


@pytest.mark.parametrize(
    ("written", "delay"),
    [
        ("7", 7.0),
        ("2.5", 2.5),
        ("2,5", 2.5),
        ("10s", 10.0),
        ("10 seconds", 10.0),
        ("10 sec # please", 10.0),
        ("1/2", 1.0),
        ("10 minutes", 1.0),
        ("ten", 1.0),
        ("-3", 1.0),
        ("", 1.0),
    ],
)
def test_a_crawl_delay_is_a_number_however_it_is_written(written: str, delay: float) -> None:
    body = f"User-agent: *\r\nCrawl-delay: {written}\r\nDisallow: /private/\r\n".encode()
    host = _host(body=body)
    assert host.delay == delay
    assert not host.allows("https://a.example/private/x", "trackgraph")


def test_crawl_delay_is_applied_and_cut() -> None:
    assert _host().delay == 7.0
    assert _host(body=b"User-agent: *\nCrawl-delay: 900\n").delay == LONGEST_CRAWL_DELAY
    assert _host(body=b"User-agent: *\nCrawl-delay: 0.2\n").delay == 1.0
    assert _host(obey=False).delay == 1.0
    assert dict(_host().robots_facts) == {"status": 200, "crawl_delay": 7.0, "applied_delay": 7.0}


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 5 ", 5.0),
        ("Thu, 01 Jan 1970 00:02:00 GMT", 20.0),
        ("Thu, 01 Jan 1970 00:00:10 GMT", 0.0),
        ("Thursday, 01-Jan-70 00:02:00 GMT", 20.0),
        ("Thu Jan  1 00:02:00 1970", 20.0),
        ("soon", None),
        ("", None),
        (None, None),
        ("-3", None),
        ("\xb2", None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None, monkeypatch: pytest.MonkeyPatch) -> None:
    # A date without a zone is UTC (RFC 9110, 5.6.7), wherever the crawl runs.
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    assert retry_after(value, wall=100.0) == seconds
    monkeypatch.undo()
    time.tzset()


def test_a_host_that_is_asked_to_slow_down_does() -> None:
    host = _host(404, b"")
    host.slow_down(10.0, 60.0)
    assert (host.next_at, host.delay, host.lost) == (70.0, 2.0, False)
    host.answered(70.0)
    assert host.next_at == 72.0


def test_a_host_that_refuses_again_and_again_is_left_alone_and_asked_ever_slower() -> None:
    host, now, gaps = _host(404, b""), 0.0, []
    while not host.lost:
        host.slow_down(now, 1.0)
        gaps.append(host.next_at - now)
        now = host.next_at
    assert gaps == [2.0, 4.0, 8.0, 16.0, 32.0]
    slow = Host(name="a.example", delay=100.0)
    slow.slow_down(0.0, 1.0)
    assert slow.delay == 100.0, "never faster than the user wants"


def test_a_host_is_left_alone_after_failures_in_a_row_of_several_posts() -> None:
    host, told = _host(404, b""), []
    for ends in (
        "failed",
        "failed",
        "again",
        "slow",
        "failed",
        "answered",
        "failed",
        "slow",
        "failed",
        "slow",
        "failed",
    ):
        if ends == "answered":
            host.answered(0.0)
        elif ends == "slow":
            host.slow_down(0.0, 1.0)
        else:
            host.failed(0.0, 1.0, again=ends == "again")
        told.append(host.lost)
    assert told == [False] * 10 + [True]


class _Ledger:
    def __init__(self, blogs: dict[int, list[str]]) -> None:
        self.left = {key: list(found) for key, found in blogs.items()}
        self.new = list(blogs)
        self.finished: list[int] = []

    def next_blog(self) -> BlogRow | None:
        if not self.new:
            return None
        key = self.new.pop(0)
        home = f"https://{self.left[key][0].split('/')[2]}/"
        fact = {"prefix": home[8:], "seed": home, "platform": None, "state": "crawling", "reason": None}
        return BlogRow(id=key, home=home, hops=0, again=False, **fact)  # type: ignore[arg-type]

    def tasks(self, lane: Lane, limit: int) -> list[Task]:
        taken, self.left[lane.blog.id] = self.left[lane.blog.id][:limit], self.left[lane.blog.id][limit:]
        roles = {url: Role.SOURCE if url.endswith("/source") else Role.POST for url in taken}
        return [Task(url=url, blog=lane.blog.id, role=roles[url], url_id=hash(url)) for url in taken]

    def advance(self, lane: Lane) -> bool:
        self.finished.append(lane.blog.id)
        return False


class _Run:
    """A frontier under a clock of its own; every host has been asked for robots.txt."""

    def __init__(self, blogs: dict[int, list[str]], *, delay: float = 1.0, **options: float) -> None:
        self.now = 0.0
        self.skipped: list[Harvest] = []
        self.addresses: dict[str, str] = {}
        self.ledger = _Ledger(blogs)
        self.frontier = Frontier(
            self.ledger,
            clock=lambda: self.now,
            agent="trackgraph",
            delay=delay,
            skip=self.skipped.append,
            address_of=self.addresses.get,
            **options,  # type: ignore[arg-type]
        )

    def take(self) -> Task | None:
        task = self.frontier.next()
        if task is not None and task.role is Role.ROBOTS:
            self.frontier.host_of(task.url).learn_robots(404, b"", "trackgraph", obey_delay=True)
            self.frontier.host_of(task.url).busy = False
            self.frontier.release(task)
            return self.take()
        return task

    def answer(self, task: Task) -> None:
        self.frontier.host_of(task.url).answered(self.now)
        self.frontier.release(task)
        self.frontier.stored([Harvest(task=task, url=task.url, state="done")])


def test_robots_come_before_the_first_page_of_a_host() -> None:
    run = _Run({1: ["https://a.example/1"]})
    task = run.frontier.next()
    assert task is not None
    assert (task.role, task.url) == (Role.ROBOTS, "https://a.example/robots.txt")
    assert run.frontier.next() is None, "one request to a host at a time"


def test_one_request_to_a_host_at_a_time_and_the_delay_after_each() -> None:
    run = _Run({1: ["https://a.example/1", "https://a.example/2"], 2: ["https://b.example/1"]})
    first, second = run.take(), run.take()
    assert first is not None
    assert second is not None
    assert {first.url, second.url} == {"https://a.example/1", "https://b.example/1"}
    run.answer(first)
    assert run.take() is None
    run.now = 0.9
    assert run.take() is None
    run.now = 1.0
    third = run.take()
    assert third is not None
    assert third.url == "https://a.example/2"


def test_two_blogs_of_one_host_share_its_pace() -> None:
    run = _Run({1: ["https://h.example/~a/1"], 2: ["https://h.example/~b/1"]})
    first = run.take()
    assert first is not None
    assert run.take() is None
    run.answer(first)
    assert run.take() is None
    run.now = 1.0
    second = run.take()
    assert second is not None
    assert second.blog != first.blog


def _shared(number: int, **options: float) -> tuple[_Run, list[Task]]:
    """A run over hosts whose addresses are not known, and their first tasks, all on their way."""
    run = _Run({n: [f"https://h{n}.example/1", f"https://h{n}.example/2"] for n in range(number)}, **options)
    return run, [task for _ in range(number) if (task := run.take()) is not None]


def test_hosts_of_one_address_share_four_requests_once_it_is_known() -> None:
    run, tasks = _shared(6)
    run.addresses.update({f"h{n}.example": "192.0.2.1" for n in range(6)})
    room = [run.frontier.has_room(task.url) for task in tasks]
    assert room == [True] * 4 + [False] * 2
    assert run.frontier.has_room(tasks[0].url), "a request is counted once"
    for task in tasks[4:]:
        run.frontier.hand_back(task)
        run.frontier.release(task)
    run.now = 5.0
    assert run.take() is None
    run.answer(tasks[0])
    run.now = 5.2
    assert run.take() == tasks[4]
    assert run.take() is None


def test_a_limit_for_each_address_can_be_shared_by_processes() -> None:
    run, tasks = _shared(3, processes=4)
    run.addresses.update({"h0.example": "192.0.2.1", "h1.example": "192.0.2.1", "h2.example": "192.0.2.2"})
    assert [run.frontier.has_room(task.url) for task in tasks] == [True, False, True]


def _at(run: _Run, moment: float) -> list[str]:
    """What can be asked for at a moment, all of it answered at once."""
    run.now, taken = moment, []
    while (task := run.take()) is not None:
        taken.append(task.url)
        run.answer(task)
    return taken


@pytest.mark.parametrize(("processes", "pace"), [(1, 1.0), (4, 4.0)])
def test_a_host_of_sources_has_the_pace_of_one_process_over_all(processes: int, pace: float) -> None:
    first, second = "https://s.example/1/source", "https://s.example/2/source"
    run = _Run({1: [first, second]}, processes=processes)
    assert [_at(run, when) for when in (0.0, pace - 0.1, pace)] == [[first], [], [second]]


@pytest.mark.parametrize(("lost", "delay"), [(True, 1.0), (False, 4.0)])
def test_a_host_of_sources_is_asked_again_for_a_blog_that_joins(lost: bool, delay: float) -> None:
    first, second, post = (
        "https://s.example/1/source",
        "https://s.example/2/source",
        "https://s.example/2004/",
    )
    run = _Run({1: [first, second], 2: [post]}, processes=4)
    run.ledger.new = [1]
    task = run.take()
    assert task is not None
    host = run.frontier.host_of(first)
    if lost:
        for _ in range(5):
            host.failed(0.0, 0.0)
        host.leave("dns")
    run.answer(task)
    assert _at(run, 10.0) == [second] * (not lost)
    assert [(one.state, one.reason) for one in run.skipped] == [("failed", "dns")] * lost
    run.ledger.new = [2]
    run.frontier.more_blogs()
    assert _at(run, 20.0) == [post]
    assert (host.foreign, host.lost, host.denial, host.delay) == (False, False, "robots", delay)


def test_where_hosts_of_sources_are_forgotten_those_of_blogs_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.engine.frontier.MOST_HOSTS", 2)
    own = "https://a.example/1"
    sources = [f"https://{place}/source" for place in ("s.example", "t.example", "t.example/2", "u.example")]
    run = _Run({1: [own, *sources]})
    assert [url for when in (0.0, 5.0, 10.0) for url in _at(run, when)] == [own, *sources]
    assert set(run.frontier.hosts) == {"a.example", "t.example", "u.example"}


def test_without_a_delay_addresses_have_no_limit() -> None:
    run, tasks = _shared(6, delay=0.0)
    run.addresses.update({f"h{n}.example": "192.0.2.1" for n in range(6)})
    assert all(run.frontier.has_room(task.url) for task in tasks)


@pytest.mark.parametrize(
    ("host", "name"),
    [("a.example", "a.example"), ("a.example.:81", "a.example"), ("[::1]:80", "[::1]"), ("[::1]", "[::1]")],
)
def test_the_name_of_a_host_without_its_port(host: str, name: str) -> None:
    assert bare_name(host) == name


def test_what_robots_forbid_is_skipped_by_name() -> None:
    run = _Run({1: ["https://a.example/private/1", "https://a.example/2"]}, delay=0.0)
    robots = run.frontier.next()
    assert robots is not None
    host = run.frontier.host_of(robots.url)
    host.learn_robots(200, ROBOTS, "trackgraph", obey_delay=False)
    host.busy = False
    run.frontier.release(robots)
    task = run.frontier.next()
    assert task is not None
    assert task.url == "https://a.example/2"
    assert [(one.state, one.reason) for one in run.skipped] == [("skipped", "robots")]


def test_a_blog_over_its_time_is_put_aside() -> None:
    run = _Run({1: ["https://a.example/1", "https://a.example/2"]}, delay=0.0, time_per_blog=10.0)
    first = run.take()
    assert first is not None
    run.now = 11.0
    run.answer(first)
    assert run.take() is None
    assert [(lane.blog.id, why) for lane, why in run.frontier.stopping] == [(1, "time limit")]


@pytest.mark.parametrize(
    ("wait", "delay", "stopped"),
    [(3600.0, 1.0, {1, 2}), (60.0, 1.0, set()), (600.0, 1.0, set()), (3600.0, 7200.0, set())],
)
def test_no_blog_waits_hours_for_its_host(wait: float, delay: float, stopped: set[int]) -> None:
    """Not even one that did not ask itself: two blogs of one host, of which the first was told to wait."""
    run = _Run(
        {
            1: ["https://a.example/u/1", "https://a.example/u/2"],
            2: ["https://a.example/v/1", "https://a.example/v/2"],
        },
        delay=delay,
    )
    first = run.take()
    assert first is not None
    run.frontier.host_of(first.url).slow_down(run.now, wait)
    run.frontier.release(first)
    assert run.take() is None
    assert {lane.blog.id for lane, why in run.frontier.stopping if "asks to wait" in why} == stopped
    assert set(run.frontier.lanes) == {1, 2} - stopped


def test_a_blog_without_tasks_is_finished_once_all_is_stored() -> None:
    run = _Run({1: ["https://a.example/1"]}, delay=0.0)
    task = run.take()
    assert task is not None
    run.frontier.host_of(task.url).answered(0.0)
    run.frontier.release(task)
    assert run.take() is None
    assert run.ledger.finished == []
    run.frontier.stored([Harvest(task=task, url=task.url, state="done")])
    assert run.take() is None
    assert run.ledger.finished == [1]
    assert run.frontier.empty


def test_a_blog_whose_home_page_is_forbidden_fails_with_a_reason() -> None:
    run = _Run({1: ["https://a.example/"]}, delay=0.0)
    robots = run.frontier.next()
    assert robots is not None
    host = run.frontier.host_of(robots.url)
    host.learn_robots(200, b"User-agent: *\nDisallow: /\n", "trackgraph", obey_delay=False)
    host.busy = False
    (task,) = run.frontier.lanes[1].tasks
    run.frontier.lanes[1].tasks[0] = replace(task, role=Role.HOME)
    run.frontier.release(robots)
    assert run.frontier.next() is None
    (skipped,) = run.skipped
    assert skipped.blog is not None
    assert (skipped.blog.state, skipped.reason) == ("failed", "robots")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (7_199, "7199 s"),
        (7_200, "2 h"),
        (86_400, "24 h"),
        (3 * 86_400, "3 days"),
        (400 * 86_400, "400 days"),
        (251_606_292_973, "7978 years"),
    ],
)
def test_a_long_wait_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words
