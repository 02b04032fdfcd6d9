"""One crawl in one process: the store, the frontier, and what is fetched but not yet stored."""

from __future__ import annotations

import logging
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace

from crawler import discovery, store
from crawler.agent import user_agent
from crawler.discovery.answers import Scene
from crawler.engine import walking
from crawler.engine.addresses import Permitted
from crawler.engine.bounds import bounded
from crawler.engine.failures import failed_page
from crawler.engine.frontier import Frontier, Lane
from crawler.engine.hops import follow
from crawler.engine.reading import Scenery, lookups_to_asks, refused_again
from crawler.engine.returns import as_left, seed_again
from crawler.engine.telling import detail, report, warn_of_none
from crawler.engine.walk import Named, Walk
from crawler.errors import TrackgraphError
from crawler.harvest import DISCOVERY, Event, Harvest, Role, Task
from crawler.options import CrawlOptions
from crawler.schedule import DAY
from crawler.seeds import named_homes
from crawler.store import decisions, earlier, late_posts, ledger, runs
from crawler.store.blog_rows import owner_of_posts
from crawler.store.decisions import Limits
from crawler.store.ledger import BlogRow
from crawler.store.source_rows import ask_sources
from crawler.store.writes import Loose, Writer

BATCH = 150
"""Answers that are stored in one transaction."""
MOST = 200
"""Answers that wait to be stored, at most, while another process writes to the store."""
FLUSH_SECONDS = 0.5
"""Longest time that an answer waits to be stored."""

log = logging.getLogger("trackgraph")


class Session:
    """The state of a crawl in this process. `share`: the blogs that are this process's, where not all are;
    `held`: what it lets go when it ends, where the run is its own (the store)."""

    def __init__(
        self,
        kept: store.Store,
        run: int,
        options: CrawlOptions,
        *,
        share: Sequence[int] | None = None,
        held: ExitStack | None = None,
    ) -> None:
        self.store = kept
        self.run = run
        self.options = options
        self.agent = user_agent(options.contact)
        self.permitted = Permitted(named_homes(runs.seeds_of(kept, run)), options.reach)
        self.done = False
        self._held = held
        self.counts: Counter[str] = Counter()
        self.failure: Exception | None = None
        self._writer = Writer(kept, run)
        self._buffer: list[Harvest] = []
        self._loose: list[Loose] = []
        self._flushed = time.monotonic()
        self._count_at = 0.0
        self._all_met = False
        self._share = share
        self._queue: deque[int] = deque()
        self._limits = Limits(
            thorough=options.thorough,
            max_posts=options.max_posts or None,
            max_age=options.max_age * DAY if options.max_age else None,
        )
        self.load_blogs()
        self.frontier = Frontier(
            self,
            clock=time.monotonic,
            agent="trackgraph",
            delay=options.delay,
            skip=self.leave,
            address_of=self.permitted.ips.get,
            time_per_blog=options.time_per_blog or None,
            processes=options.processes,
        )

    def load_blogs(self) -> int:
        """Look for blogs of the run that nobody has begun; how many are this process's."""
        mine = ledger.open_blogs(self.store, self.run) if self._share is None else self._share
        self._queue = deque(mine)
        self.counts["blogs_total"] += len(mine)
        return len(mine)

    def expand(self) -> bool:
        """All known blogs are through: take in the next hop, if wanted; whether there is one."""
        if self._share is not None or self._all_met:
            return False
        if not follow(self.store, self.run, self.options):
            self._all_met = True  # Scrapy asks several times whether there is more
            return False
        self.load_blogs()
        self.frontier.more_blogs()
        return True

    # What the frontier needs of the store.

    def next_blog(self) -> BlogRow | None:
        """A blog that is not in work yet."""
        return ledger.blog_row(self.store, self._queue.popleft()) if self._queue else None

    def tasks(self, lane: Lane, limit: int) -> list[Task]:
        """The lane's next waiting tasks."""
        now = lane.discovering
        found = ledger.waiting(
            self.store, lane.blog.id, limit=limit, but=lane.pending, discovery=now, lists=now
        )
        found = walking.in_turn(lane, found)
        if not lane.discovering or not lane.blog.again or all(one.refused is None for one in found):
            return found
        barren = earlier.fruitless(self.store, lane.blog.id)
        for task in (known := [one for one in found if one.refused is not None and one.role in barren]):
            lane.pending.add(task.url_id)
            self.add(refused_again(task, self.scene(lane, discovery.recorded_as(task.url, task.role))))
        return [one for one in found if one not in known]

    def advance(self, lane: Lane) -> bool:
        """Discovery leads to the decision what is read, that to reading, reading to the end."""
        blog = lane.blog.id
        if ledger.blog_row(self.store, blog).state in ("failed", "stopped"):
            self._report(lane)
            return False
        if lane.discovering:
            if not self._walk_archive(lane):
                return self._settle(lane)
            return True
        more, told = walking.go_on(self.store, self.run, lane)
        self.note(blog, told)
        if more:
            return True
        if self.options.verify and ask_sources(self.store, self.run, blog):
            return True
        if not decisions.drain(self.store, self.run, blog):
            return True
        self._writer.finished(blog)
        self._report(lane)
        self._warn_if_empty(lane)
        return False

    def _settle(self, lane: Lane) -> bool:
        """It is decided what is read; whether that is to be done."""
        if lane.settled:
            late_posts.take_in(self.store, self.run, lane.blog.id, walked=True)
        else:
            decisions.settle(self.store, self.run, lane.blog.id, self._limits, walked=not lane.put_off)
        self.counts["blogs"] += self.options.dry_run
        lane.settled, lane.discovering = True, False
        if not lane.trail.on:
            lane.named.clear()
            lane.walk = Walk()
        return not self.options.dry_run

    # What the scheduler and the spider need.

    def scene(self, lane: Lane, way: str = "", url: str = "") -> Scenery:
        """What is known of a lane's blog, for an answer of some way of discovery; of its own pages, for that
        at `url`."""
        blog = lane.blog
        name = discovery.first_page_of(url) if way == Role.ARCHIVE else way
        return Scenery(
            scene=Scene(
                home=blog.home,
                prefix=blog.prefix,
                platform=blog.platform,
                again=blog.again,
                beyond_rest=blog.beyond_rest,
                knows_pages=blog.knows_pages,
                form=walking.form_of(self.store, lane) if way == Role.ARCHIVE else None,
            ),
            named=Named(lane.named.get(name, set())),
            shown=lane.home.links if lane.home is not None else (),
            sitemaps=self.frontier.host_of(url).sitemaps if way == Role.HOME else (),
            before=earlier.links_of_home(self.store, blog.id) if way == Role.HOME and blog.again else (),
        )

    def take(self, harvests: Iterable[Harvest]) -> None:
        """Take answers; a store that cannot be written ends the crawl with nothing half stored."""
        for harvest in harvests:
            if self.failure is None:
                try:
                    self.add(harvest)
                except TrackgraphError as exc:
                    self.failure = exc

    def leave(self, harvest: Harvest) -> None:
        """Take a task that is not asked for: discovery tries what its host does not forbid."""
        task, lane = harvest.task, self.frontier.lanes.get(harvest.task.blog)
        if lane is not None and task.role in DISCOVERY[1:]:
            instead = discovery.forbidden(task.url, task.role.value, self.scene(lane).scene)
            harvest = replace(harvest, asks=lookups_to_asks(instead))
        self.add(harvest)

    def add(self, harvest: Harvest) -> None:
        """Take an answer to be stored soon. Raises StoreError."""
        lane = self.frontier.lanes.get(harvest.task.blog)
        if lane is not None:
            if (seed := seed_again(lane, harvest)) is not None:
                self.frontier.put_back(seed)
                return
            harvest = walking.not_again(self._writer, lane, bounded(lane, as_left(lane, harvest)))
            if harvest.blog is not None and harvest.blog.prefix and harvest.task.role is not Role.HOME:
                lane.blog = replace(lane.blog, prefix=harvest.blog.prefix)
            self._count(lane, harvest)
            harvest = walking.remember(lane, harvest)
            if lane.trail.on is not False and harvest.task.role in (Role.POST, Role.ARCHIVE):
                scene = self.scene(lane, Role.ARCHIVE, harvest.url)
                harvest = walking.led_by_posts(self.store, lane, harvest, scene, self.options)
        detail(harvest)
        self._buffer.append(harvest)
        if self._is_time():
            self.flush()

    def _is_time(self) -> bool:
        """Whether what waits is to be stored: while another process is at it, further answers are read."""
        waiting = len(self._buffer)
        if waiting < BATCH and time.monotonic() - self._flushed <= FLUSH_SECONDS:
            return False
        return self._share is None or waiting >= MOST or self.store.is_free()

    def note(self, blog: int | None, events: Iterable[Event]) -> None:
        """Count events that belong to no answer."""
        self._loose += [(blog, event) for event in events]

    def flush(self) -> None:
        """Store what is waiting; a StoreError is kept in `failure` and raised."""
        batch, self._buffer = self._buffer, []
        loose, self._loose = self._loose, []
        self._flushed = time.monotonic()
        if not batch and not loose:
            return
        try:
            self._keep(batch, loose)
        except Exception as exc:
            self.failure = exc
            raise
        self.frontier.stored(batch)

    def _keep(self, batch: Sequence[Harvest], loose: Sequence[Loose]) -> None:
        try:
            self._write(batch, loose)
        except TrackgraphError:
            raise
        except Exception:  # noqa: BLE001
            # Some answer holds what no row takes: the others are stored, and it alone is counted as a fault.
            for harvest in batch:
                self._keep_one(harvest)
            self._write([], loose)

    def _keep_one(self, harvest: Harvest) -> None:
        try:
            self._write([harvest])
        except TrackgraphError:
            raise
        except Exception as exc:  # noqa: BLE001
            self.tell_fault(harvest.task, exc)
            self._write([failed_page(harvest.task, "fault", harvest.status)])

    def _write(self, batch: Sequence[Harvest], loose: Sequence[Loose] = ()) -> None:
        written = self._writer.write(batch, loose)
        self.counts["posts"] += written.posts
        for blog, url, reason in written.dropped:
            if (lane := self.frontier.lanes.get(blog)) is not None:
                lane.read.discard(hash(url))
                lane.problems.update([reason] if reason else ())

    def tell_fault(self, task: Task, exc: Exception) -> None:
        """The first fault with its traceback; the others are counted as errors of the name "fault"."""
        self.counts["faults"] += 1
        if self.counts["faults"] == 1:
            log.warning(
                "a fault of trackgraph in reading %s (further ones are counted)", task.url, exc_info=exc
            )
        else:
            log.debug("a fault in reading %s: %r", task.url, exc)

    @property
    def unstored(self) -> int:
        """Answers that are fetched and not stored."""
        return len(self._buffer)

    def known_as(self, task: Task, url: str) -> str | None:
        """What its blog knows a page as that a post leads to (see `Writer.known_as`)."""
        return self._writer.known_as(task, url)

    def stop_blog(self, lane: Lane, reason: str, task: Task | None = None) -> None:
        """Leave a blog as it stands: what waits of it goes on waiting. `task`: whose answer ends it."""
        self.flush()
        sent = sum(one.sent for one in (*lane.tasks, *((task,) if task else ()))) + bool(task)
        if sent:
            # Requests of tasks that wait again: no answer of theirs is stored that would count them.
            self.counts["requests"] += sent
            lane.requests += sent
            runs.count(self.store, self.run, {"requests": sent})
        self.frontier.drop(lane.blog.id)
        ledger.set_blog(self.store, lane.blog.id, state="stopped", reason=reason)
        self._writer.finished(lane.blog.id)
        self._report(lane, f"stopped: {reason}")

    def _count(self, lane: Lane, harvest: Harvest) -> None:
        self.counts["requests"] += harvest.requests
        lane.requests += harvest.requests
        # A post that another address leads to is read once more, and counted once; so is an entry that
        # another page of its listing repeats.
        if harvest.page is not None and harvest.task.role in (Role.POST, Role.ARCHIVE):
            lane.read.add(hash(harvest.url))
        known = len(lane.listed)
        lane.listed.update(_marks(harvest))
        self.counts["linkbacks"] += len(lane.listed) - known
        lane.sources += harvest.task.role is Role.SOURCE and harvest.fetched
        if harvest.state == "failed" and harvest.task.role is not Role.SOURCE:
            lane.problems[harvest.reason or "unknown"] += 1

    def _report(self, lane: Lane, ending: str = "") -> None:
        row = ledger.blog_row(self.store, lane.blog.id)
        self.counts["blogs"] += 1
        self.counts["failed"] += row.state == "failed"
        report(lane, row, ending)

    def _warn_if_empty(self, lane: Lane) -> None:
        """A home page was read and led to no post: most often the seed is a post, or a feed. Or the blog had
        posts, and went elsewhere without a word."""
        if lane.home is None:
            return
        had = ledger.has_posts(self.store, lane.blog.id)
        if had and (not lane.blog.again or self._names_posts(lane)):
            return
        told = not had and earlier.told_of(self.store, self.run, lane.blog.id, "no_posts")
        self.note(lane.blog.id, [Event(what="warning", reason="no_posts", example=lane.blog.home)])
        if told:
            return  # it may be a blog that is still to begin; `status` goes on counting it
        warn_of_none(lane, had=had, owner=None if had else owner_of_posts(self.store, lane.blog.id))

    def _names_posts(self, lane: Lane) -> bool:
        return any(way.get("found") for way in ledger.ways_of(self.store, lane.blog.id).values())

    def counters(self) -> dict[str, int]:
        """The counters for the display. What waits is counted anew at most for a hundredth of the time."""
        now = time.monotonic()
        if self.counts["requests"] and now >= self._count_at:
            self.counts["waiting"], most = ledger.waiting_posts(self.store, self.run)
            self.counts["slowest"] = int(most * self.options.delay)
            self._count_at = now + 100 * (time.monotonic() - now)
        self.counts["discovering"] = sum(lane.discovering for lane in self.frontier.lanes.values())
        self.counts["discovering"] += len(self._queue)
        return dict(self.counts)

    def end(self) -> None:
        """The crawl is over in this process: store what is left, say how it ended."""
        if self.failure is None:
            self.flush()
            self.done = self.frontier.empty
        if self._held is not None:
            with self._held:
                runs.finish_run(self.store, self.run, "finished" if self.done else "interrupted")

    def _walk_archive(self, lane: Lane) -> bool:
        """Where no way is complete, the blog's own pages are walked, from its home page; whether they are."""
        if lane.walked:
            return False
        if lane.home is None:
            # Resumed: the home page was read by a process that is gone.
            ledger.rearm_home(self.store, self.run, lane.blog.id)
            return True
        lane.walked = True
        scene = self.scene(lane, Role.ARCHIVE, lane.blog.home)
        told = walking.first_page(self.store, self.run, self._writer, lane, scene, self.options)
        lane.trail.on = told is not None and walking.may_be_led(self.options)
        if told is None:
            return False
        self.add(told)
        self.flush()
        return True


def _marks(harvest: Harvest) -> Iterator[int]:
    """What tells the entries of a post's listing apart, whichever of its pages shows them."""
    post = harvest.task.post_url or harvest.url
    seen: Counter[int] = Counter()
    for one in harvest.linkbacks:
        mark = hash((post, one.kind, one.source, one.title, one.author, one.published))
        yield hash((mark, seen[mark]))
        seen[mark] += 1
