"""The order in which the frontier hands out tasks, and what it leaves out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.engine.frontier import Frontier, Lane, again, bare_name
from crawler.harvest import Harvest, Role, Task
from crawler.store.ledger import BlogRow

ROBOTS = b"User-agent: *\nDisallow: /private/\n"


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


@pytest.mark.parametrize(
    ("status", "reason", "why"),
    [
        (200, "robots", "robots.txt forbids it"),
        (503, "robots_unavailable", "its robots.txt cannot be read: it answers 503"),
    ],
)
def test_a_blog_whose_home_page_is_forbidden_fails_with_a_reason(status: int, reason: str, why: str) -> None:
    run = _Run({1: ["https://a.example/"]}, delay=0.0)
    robots = run.frontier.next()
    assert robots is not None
    host = run.frontier.host_of(robots.url)
    host.learn_robots(status, b"User-agent: *\nDisallow: /\n", "trackgraph", obey_delay=False)
    host.busy = False
    (task,) = run.frontier.lanes[1].tasks
    run.frontier.lanes[1].tasks[0] = replace(task, role=Role.HOME)
    run.frontier.release(robots)
    assert run.frontier.next() is None
    (skipped,) = run.skipped
    assert skipped.blog is not None
    assert (skipped.blog.state, skipped.reason) == ("failed", reason)
    assert skipped.blog.reason == f"cannot be crawled: {why} (https://a.example/)"


def test_the_frontier_wakes_when_a_host_is_free() -> None:
    run = _Run({1: ["https://a.example/1", "https://a.example/2"], 2: ["https://b.example/1"]})
    assert run.frontier.wakes_at() is None, "no blog was begun"
    first, second = run.take(), run.take()
    assert run.frontier.wakes_at() is None, "only answers help"
    for task, now in ((first, 5.0), (second, 5.5)):
        assert task is not None
        run.now = now
        run.answer(task)
    assert run.frontier.wakes_at() == 6.0


def test_so_many_blogs_are_in_work_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.engine.frontier.ACTIVE", 2)
    run = _Run({n: [f"https://h{n}.example/1"] for n in range(3)})
    assert not run.frontier.empty
    assert set(run.frontier.lanes) == {0, 1}
    run.frontier.drop(0)
    assert not run.frontier.empty
    assert (set(run.frontier.lanes), run.frontier.starving) == ({1, 2}, 0)


def test_a_task_at_another_address_is_one_try_more_of_the_same() -> None:
    task = Task(url="https://a.example/1", blog=1, role=Role.POST, etag="1", last_modified="2", via=("x",))
    led = again(task, "https://a.example/2")
    assert (led.url, led.via, led.sent) == ("https://a.example/2", ("x", task.url), task.sent + 1)
    assert (led.etag, led.last_modified) == (None, None)
    once_more = again(task)
    assert (once_more.url, once_more.via, once_more.etag) == (task.url, task.via, "1")
    assert once_more.sent == task.sent + 1
