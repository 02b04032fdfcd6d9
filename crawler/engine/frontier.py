"""Which URL next: blogs in work, one request to a host at a time, each at the pace that it asks for."""

from __future__ import annotations

import heapq
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import count
from typing import Protocol

import ada_url

from crawler.engine.dead_ends import DeadEnds
from crawler.engine.hosts import LONGEST_WAIT, Host, in_words
from crawler.engine.spellings import Spellings
from crawler.engine.trail import Trail
from crawler.engine.walk import NAMED_ALREADY, Walk
from crawler.harvest import BlogFacts, Harvest, Role, Task
from crawler.records import Page
from crawler.seeds import in_scope
from crawler.store.ledger import BlogRow

ACTIVE = 256
"""Blogs in work at the same time; the others wait in the store."""
WINDOW = 50
"""Tasks of a blog that are in memory; the others wait in the ledger."""
MOST_HOSTS = 4096
"""Hosts that are remembered; of more, those with nothing to remember are asked for robots.txt again."""
PER_ADDRESS = 4
"""Requests at the same time to one IP address, over all hosts that live there."""
_BY_CHOICE = ("robots", "robots_unavailable", "retry_after", NAMED_ALREADY)
"""Reasons for which a task is skipped; any other one says why its host does not answer."""
_PORT = re.compile(r":\d+$")


@dataclass(slots=True)
class Lane:
    """A blog in work: its next tasks, and those on their way (fetched, or not yet stored).

    `read`: the pages of posts that were read, as hashes of their addresses after redirects; `listed`: the
    entries of their listings, as hashes too. `probing`: the host of which the home page is to tell whether it
    lives; `brittle`: it did, so that posts that fail are broken, and have one try. `left`: how the home page
    failed, where the one of the seed is asked in its place. `named`: by way, the posts that it has named, as
    hashes of their identities; `ended`: ways of which an answer said that they are complete. `put_off`: lists
    of dates wait for the known posts, which may lead to the others; `settled`: it was decided what is read.
    """

    blog: BlogRow
    started: float
    tasks: deque[Task] = field(default_factory=deque)
    pending: set[int] = field(default_factory=set)
    discovering: bool = True
    read: set[int] = field(default_factory=set)
    listed: set[int] = field(default_factory=set)
    sources: int = 0
    requests: int = 0
    problems: Counter[str] = field(default_factory=Counter)
    home: Page | None = None
    home_named: str | None = None
    walked: bool = False
    walk: Walk = field(default_factory=Walk)
    trail: Trail = field(default_factory=Trail)
    put_off: bool = False
    settled: bool = False
    named: dict[str, set[int]] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    asked: Counter[Role] = field(default_factory=Counter)
    indexes: int = 0
    sleeping: bool = False
    probing: Host | None = None
    brittle: bool = False
    spellings: Spellings = field(default_factory=Spellings)
    dead_ends: DeadEnds = field(default_factory=DeadEnds)
    left: Harvest | None = None


class Ledger(Protocol):
    """What the frontier needs of the store."""

    def next_blog(self) -> BlogRow | None:
        """A blog that is not in work yet; None where there is none left."""

    def tasks(self, lane: Lane, limit: int) -> list[Task]:
        """Waiting tasks of a blog that are not pending."""

    def advance(self, lane: Lane) -> bool:
        """No task is left and none pending: decide what comes next. False where the blog is finished."""


class Frontier:
    """Hands out tasks. `clock` gives seconds that never go back; `skip` takes what is not fetched."""

    def __init__(
        self,
        ledger: Ledger,
        *,
        clock: Callable[[], float],
        agent: str,
        delay: float,
        skip: Callable[[Harvest], None],
        address_of: Callable[[str], str | None],
        time_per_blog: float | None = None,
        processes: int = 1,
    ) -> None:
        self._ledger = ledger
        self._clock = clock
        self._agent = agent
        self._delay = delay
        self._skip = skip
        self._address_of = address_of
        self._limit = time_per_blog
        self._processes = processes
        self._per_address = max(1, PER_ADDRESS // processes)
        self._order = count()
        self._ready: list[tuple[float, int, Lane]] = []
        self._addresses: Counter[str] = Counter()
        self._queues: dict[str, list[Lane]] = {}
        self.starving = 0
        self._exhausted = False
        self.hosts: dict[str, Host] = {}
        self.lanes: dict[int, Lane] = {}
        self.stopping: list[tuple[Lane, str]] = []

    @property
    def empty(self) -> bool:
        """Whether no blog is in work and none is left."""
        self._fill()
        return not self.lanes

    def next(self) -> Task | None:
        """A task whose host is free now; None where none is."""
        self._fill()
        now = self._clock()
        while self._ready and self._ready[0][0] <= now:
            lane = heapq.heappop(self._ready)[2]
            task = self._try(lane, now)
            if task is not None:
                return task
        return None

    def wakes_at(self) -> float | None:
        """The clock's time at which some host is free again; None where only answers can help."""
        return self._ready[0][0] if self._ready else None

    def host_of(self, url: str) -> Host:
        """The host of a URL."""
        name = host_name(url)
        if name not in self.hosts:
            self.hosts[name] = Host(name=name, delay=self._delay)
        return self.hosts[name]

    def _host_for(self, task: Task) -> Host:
        """The host of a task. That of a source may be asked by every process, so each goes slower."""
        name = host_name(task.url)
        known = self.hosts.get(name)
        if task.role is Role.SOURCE and known is None:
            self._forget_hosts()
            self.hosts[name] = Host(name=name, delay=self._delay * self._processes, foreign=True)
        if known is not None and known.foreign and task.role not in (Role.SOURCE, Role.ROBOTS):
            known.adopt(self._delay)
        return self.host_of(task.url)

    def _forget_hosts(self) -> None:
        if len(self.hosts) < MOST_HOSTS:
            return
        now = self._clock()
        idle = (h for h in self.hosts.values() if h.foreign and not h.busy and h.next_at <= now)
        for host in list(idle):
            del self.hosts[host.name]

    def put_back(self, task: Task) -> None:
        """A task is to be fetched (again, or at another address) as soon as its host allows it."""
        lane = self.lanes.get(task.blog)
        if lane is not None:
            lane.tasks.appendleft(task)

    def put_off(self, task: Task) -> None:
        """A post is to be tried once more behind others, as are those next to it: some broken posts in a row
        are not to be taken for a broken host. Anything else is tried at once."""
        lane = self.lanes.get(task.blog)
        if lane is not None and task.role is Role.POST:
            lane.tasks.append(task)
            lane.tasks.rotate(-(len(lane.tasks) // 2))
        else:
            self.put_back(task)

    def has_room(self, url: str) -> bool:
        """Whether the request that is on its way to a host may go to its IP address, now that it is known."""
        host = self.host_of(url)
        address = self._address(host)
        if address == host.counted:
            return True
        if self._is_full(address):
            return False
        self._addresses[host.counted] -= 1
        self._addresses[address] += 1
        host.counted = address
        return True

    def hand_back(self, task: Task) -> None:
        """A task was not sent: it waits for its turn again, as if it had not been handed out."""
        self.host_of(task.url).busy = False
        self.put_back(task)

    def release(self, task: Task) -> None:
        """A request is over, well or badly: its blog may go on when its host allows the next."""
        host = self.host_of(task.url)
        self._addresses[host.counted] -= 1
        lane = self.lanes.get(task.blog)
        # The next source is most often on another host; and who waits in vain is told at once.
        when = self._clock() if host.foreign or self._in_vain(host) else host.next_at
        for one in [lane, *self._queues.pop(host.name, [])]:
            if one is not None:
                self._push(one, when)

    def stored(self, harvests: Iterable[Harvest]) -> None:
        """Answers are in the store: their blogs look into the ledger again."""
        for harvest in harvests:
            lane = self.lanes.get(harvest.task.blog)
            if lane is None:
                continue
            lane.pending.discard(harvest.task.url_id)
            if lane.sleeping:
                lane.sleeping = False
                self.starving -= 1
                self._push(lane, self._clock())

    def drop(self, blog: int) -> None:
        """Take a blog out of work; its waiting tasks stay in the ledger."""
        lane = self.lanes.pop(blog, None)
        if lane is not None and lane.sleeping:
            lane.sleeping = False
            self.starving -= 1

    def _fill(self) -> None:
        while len(self.lanes) < ACTIVE and not self._exhausted:
            blog = self._ledger.next_blog()
            if blog is None:
                self._exhausted = True
                return
            lane = Lane(blog=blog, started=self._clock(), discovering=blog.state != "crawling")
            lane.walk.again = blog.again
            self.lanes[blog.id] = lane
            self._push(lane, self._clock())

    def more_blogs(self) -> None:
        """New blogs were entered: look again."""
        self._exhausted = False

    def _push(self, lane: Lane, when: float) -> None:
        heapq.heappush(self._ready, (when, next(self._order), lane))

    def _try(self, lane: Lane, now: float) -> Task | None:
        """The lane's next task; None where the lane was sent to sleep, to wait or out of work."""
        while self.lanes.get(lane.blog.id) is lane:
            if self._limit is not None and now - lane.started > self._limit:
                self.stopping.append((lane, "time limit"))
                self.drop(lane.blog.id)
                return None
            if not lane.tasks and not self._refill(lane):
                return None
            task = _respelt(lane, lane.tasks.popleft())
            if lane.walk.passes_over(task):
                self._deny(lane, task, NAMED_ALREADY)
                continue
            host = self._host_for(task)
            if task.role is not Role.ROBOTS and host.asked_robots and not host.allows(task.url, self._agent):
                self._deny(lane, task, host.denial)
                continue
            if self._in_vain(host):
                if task.role is Role.SOURCE:
                    self._deny(lane, task, "retry_after")
                    continue
                self.stopping.append((lane, f"{host.name} asks to wait {in_words(host.next_at - now)}"))
                self.drop(lane.blog.id)
                return None
            if self._must_wait(lane, task, host, now):
                return None
            return self._start(lane, task, host)
        return None

    def _refill(self, lane: Lane) -> bool:
        lane.tasks.extend(self._ledger.tasks(lane, WINDOW))
        while not lane.tasks:
            if lane.pending:
                lane.sleeping = True
                self.starving += 1
                return False
            if not self._ledger.advance(lane):
                self.drop(lane.blog.id)
                self._fill()
                return False
            lane.tasks.extend(self._ledger.tasks(lane, WINDOW))
        return True

    def _deny(self, lane: Lane, task: Task, reason: str) -> None:
        lane.pending.add(task.url_id)
        state = "skipped" if reason in _BY_CHOICE else "failed"
        facts = None
        if task.role is Role.HOME:
            unread = f"its robots.txt cannot be read: {self.host_of(task.url).closed_for}"
            why = "robots.txt forbids it" if reason == "robots" else unread
            facts = BlogFacts(state="failed", reason=f"cannot be crawled: {why} ({task.url})")
        self._skip(Harvest(task=task, url=task.url, state=state, reason=reason, blog=facts, fetched=False))

    def _in_vain(self, host: Host) -> bool:
        """Whether a host asks for a longer wait than a crawl has time for."""
        return host.next_at - self._clock() > max(LONGEST_WAIT, host.delay)

    def _must_wait(self, lane: Lane, task: Task, host: Host, now: float) -> bool:
        if host.busy:
            lane.tasks.appendleft(task)
            self._queues.setdefault(host.name, []).append(lane)
            return True
        when = host.next_at
        if self._is_full(self._address(host)):
            when = max(when, now + 0.1)
        if when <= now:
            return False
        lane.tasks.appendleft(task)
        self._push(lane, when)
        return True

    def _is_full(self, address: str) -> bool:
        return bool(self._delay) and self._addresses[address] >= self._per_address

    def _start(self, lane: Lane, task: Task, host: Host) -> Task:
        if not host.asked_robots and task.role is not Role.ROBOTS:
            lane.tasks.appendleft(task)
            task = Task(url=robots_url(task.url), blog=task.blog, role=Role.ROBOTS)
        if task.url_id:
            lane.pending.add(task.url_id)
        host.busy = True
        host.counted = self._address(host)
        self._addresses[host.counted] += 1
        return task

    def _address(self, host: Host) -> str:
        return self._address_of(bare_name(host.name)) or host.name


@lru_cache(maxsize=4096)
def host_name(url: str) -> str:
    """Host and port of a URL, as a key."""
    return str(ada_url.parse_url(url, ("host",))["host"])


def bare_name(host: str) -> str:
    """The name in a key of `host_name`, without a port and a final dot, as addresses are kept by it."""
    return _PORT.sub("", host).rstrip(".")


def robots_url(url: str) -> str:
    """Where the rules for a URL stand."""
    parts = ada_url.parse_url(url)
    return f"{parts['protocol']}//{parts['host']}/robots.txt"


def _respelt(lane: Lane, task: Task) -> Task:
    """The task at the address that it would be redirected to, as others of its blog were."""
    if task.role is not Role.POST or task.via or task.tries:
        return task
    lane.spellings.as_home(task.url, lane.blog.home)
    target = lane.spellings.likely(task.url)
    if target is None or not in_scope(target, lane.blog.prefix):
        return task
    return replace(again(task, target), guessed=True)


def again(task: Task, url: str | None = None) -> Task:
    """The same task for one more try, or at the address that it was redirected to."""
    if url is None:
        return replace(task, tries=task.tries + 1)
    return replace(task, url=url, via=(*task.via, task.url), etag=None, last_modified=None)
