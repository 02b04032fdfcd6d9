"""The spider: what each answer, redirect, error and failure means for the task that asked."""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from typing import Any

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings

from crawler import discovery, urls
from crawler.engine import failures
from crawler.engine.download import BROKE_OFF, CROWDED, Refused
from crawler.engine.frontier import Lane, again, host_name, robots_url
from crawler.engine.homes import refreshed, respelt
from crawler.engine.hosts import (
    LONGEST_CRAWL_DELAY,
    LONGEST_WAIT,
    LONGEST_WAIT_FOR_SOURCES,
    Host,
    in_words,
    retry_after,
)
from crawler.engine.reading import Reply, in_blog, read_reply, without_answer
from crawler.engine.replies import conditional, header, location, reply_of
from crawler.engine.sending import Sender
from crawler.engine.session import Session
from crawler.errors import TrackgraphError
from crawler.harvest import DISCOVERY, EXTRAS, BlogFacts, Event, Harvest, Role, Task

log = logging.getLogger("trackgraph")

MOST_REDIRECTS = 10
MOST_TRIES = 3
_REDIRECTS = (301, 302, 303, 307, 308)
_BUSY = (429, 503)
_BROKEN = (500, 502, 504, 520, 521, 522, 523, 524)


class BlogsSpider(Spider):
    """Reads blogs. It yields nothing: harvests go to the session, which stores them in batches, and requests
    come from the ledger.

    `python -m scrapy crawl blogs -a seeds=URL,FILE… [-a store=PATH]`; others as in `crawler/arguments.py`.
    """

    name = "blogs"
    sender: Sender

    def __init__(self, session: Session, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.session = session

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Our settings in anybody's project: the downloader that keeps to GET and to permitted addresses."""
        super().update_settings(settings)
        settings.setmodule("crawler.settings")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **arguments: Any) -> BlogsSpider:
        """Make the spider in a session that is given, or in one of its own by the arguments."""
        from crawler.arguments import session_for

        session = arguments.pop("session", None) or session_for(arguments)
        spider: BlogsSpider = super().from_crawler(crawler, session=session)
        spider.sender = Sender(crawler, spider)
        return spider

    async def start(self) -> Any:
        """No requests for Scrapy's scheduler: while this goes on, they are sent as their hosts allow it."""
        await self.sender.run()
        return
        yield

    # Answers

    def parse(self, response: Response) -> None:
        """An answer of any status: one harvest, or none where the task goes on elsewhere or again."""
        self.session.take(self._parsed(response))

    def _parsed(self, response: Response) -> list[Harvest]:
        task: Task = response.meta["task"]
        host = self.session.frontier.host_of(task.url)
        now = time.monotonic()
        try:
            return self._taken(task, response, host, now)
        except TrackgraphError:
            raise
        except Exception as exc:  # noqa: BLE001
            # One page that trips a reader must not stop a crawl of thousands, nor leave its blog unfinished.
            self.session.tell_fault(task, exc)
            host.busy = False
            return self._give_up(task, "fault", response.status)
        finally:
            self.session.frontier.release(task)

    def _taken(self, task: Task, response: Response, host: Host, now: float) -> list[Harvest]:
        if response.status in _BUSY or response.status in _BROKEN:
            return self._refused(task, response, host, now)
        if failures.is_turned_away(task, response.status):
            host.failed(now, 0.0)
            return self._once_more(task, f"http_{response.status}", response.status, host)
        host.answered(now)
        if response.status in _REDIRECTS:
            return self._redirected(task, response)
        return self._answered(task, response)

    def _answered(self, task: Task, response: Response) -> list[Harvest]:
        if task.role is Role.ROBOTS:
            return self._robots(task, response.status, response.body)
        lane = self._lane(task)
        if lane is None:
            return []
        if task.is_probe:
            return self._probed(task, lane, response.status)
        if response.status == 304 and conditional(response):
            return [failures.not_modified(task)]
        if task.guessed and response.status in (404, 410):
            return self._unguessed(task)
        if task.role is Role.POST and not task.via:
            lane.spellings.stayed(task.url)
        if response.status != 200 and task.role not in DISCOVERY[1:]:
            return [failures.failed_page(task, f"http_{response.status}", response.status)]
        return self._read(task, lane, response)

    def _read(self, task: Task, lane: Lane, response: Response) -> list[Harvest]:
        """What a page says, unless it only sends its readers on to another address."""
        reply = reply_of(response)
        way = discovery.recorded_as(task.url, task.role)
        harvest = read_reply(task, reply, self.session.scene(lane, way, reply.url))
        if not all(self.session.permitted.url(one.url) for one in harvest.asks if one.role is Role.HOME):
            return self._give_up(task, "private_address", response.status)
        sent = self._sent_on(task, harvest, reply)
        if sent is not None:
            return self._led(task, sent, response.status)
        if task.role is Role.POST:
            lane.dead_ends.met(harvest)
        if BROKE_OFF in response.flags:
            told = Event(what="warning", reason=BROKE_OFF, example=task.asked)
            harvest = replace(harvest, events=(*harvest.events, told))
        return [self._after(lane, harvest)]

    def _sent_on(self, task: Task, harvest: Harvest, reply: Reply) -> str | None:
        """Where a post without linkbacks, or a home page, sends its readers on to; None where it does not, or
        where that is not obeyed."""
        obeyed: tuple[str | None, ...] = (None,)
        if task.role is Role.POST and not harvest.linkbacks:
            # One that has left its blog is no post of it any more.
            sent, obeyed = refreshed(reply.body, reply.url), (None, "moved_away")
        elif task.role is Role.HOME and harvest.page is not None:
            sent = respelt(harvest.page, reply.body)
        else:
            return None
        return sent if sent is not None and self._no_redirect(task, sent) in obeyed else None

    def _after(self, lane: Lane, harvest: Harvest) -> Harvest:
        """The lane learns what the home page said, before the next answers are read."""
        if harvest.task.role is Role.HOME:
            facts = harvest.blog or BlogFacts()
            lane.home = harvest.page
            lane.home_named = harvest.home_named
            if facts.home and harvest.page is None:
                log.warning(
                    "%s is a feed: what is crawled is the blog that it names, %s", harvest.url, facts.home
                )
            lane.blog = replace(
                lane.blog,
                home=facts.home or lane.blog.home,
                prefix=facts.prefix or lane.blog.prefix,
                platform=facts.platform or lane.blog.platform,
            )
        return harvest

    def _robots(self, task: Task, status: int | None, body: bytes, *, unread: str = "") -> list[Harvest]:
        origin = task.asked
        host = self.session.frontier.host_of(origin)
        obey = self.session.options.delay > 0
        host.learn_robots(status, body, "trackgraph", obey_delay=obey, unread=unread)
        host.sitemaps = discovery.from_robots(body, task.url) if status == 200 else ()
        there = self.session.frontier.host_of(task.url)
        if task.via and task.url == robots_url(task.url) and not there.asked_robots:
            there.learn_robots(status, body, "trackgraph", obey_delay=obey, unread=unread)
            there.sitemaps = host.sitemaps
        if (host.crawl_delay or 0) > LONGEST_CRAWL_DELAY:
            log.warning(
                "%s asks for a Crawl-delay of %g s: %g s are kept", host.name, host.crawl_delay, host.delay
            )
        lane = self._lane(task)
        facts = None
        if lane is not None and urls.host(lane.blog.home) == urls.host(origin):
            facts = BlogFacts(robots=host.robots_facts)
        return [Harvest(task=task, url=origin, state="done", status=status, blog=facts)]

    def _redirected(self, task: Task, response: Response) -> list[Harvest]:
        to = location(response)
        return self._led(task, urls.absolute(to, task.url) if to else None, response.status)

    def _led(self, task: Task, target: str | None, status: int) -> list[Harvest]:
        """A page leads to another address, by a redirect or a refresh; None where it says none."""
        reason = self._no_redirect(task, target)
        if task.guessed and target is not None:
            same = urls.identity(target) == urls.identity(task.asked)
            if same and (lane := self._lane(task)) is not None:
                lane.spellings.stayed(task.asked)
            if same or reason is not None:
                return self._unguessed(task)
        if reason is None and target is not None:
            return self._followed(task, target.partition("#")[0], status)
        if task.role is Role.ROBOTS:
            return self._robots(task, 404, b"")
        return self._give_up(task, reason or "redirect", status)

    def _followed(self, task: Task, target: str, status: int) -> list[Harvest]:
        """A redirect leads on: to be fetched, unless a post leads to a page that its blog knows."""
        lane = self._lane(task)
        if task.role is Role.POST and lane is not None:
            lane.spellings.led(task.url, target)
            same = urls.identity(target) == urls.identity(task.asked)
            if not same and (reason := lane.dead_ends.reason(task, target)) is not None:
                # As it answered when another post was led there.
                return [failures.failed_page(task, reason, 200)]
            known = None if same else self.session.known_as(task, target)
            if known == "no_post":
                return [failures.failed_page(task, "moved_away", status)]
            if known == "post":
                return [failures.led_on(task, target, status)]
        self.session.frontier.put_back(again(task, target))
        return []

    def _unguessed(self, task: Task) -> list[Harvest]:
        """A post is not where it was guessed to be: it is asked for where its blog names it."""
        self.session.frontier.put_back(
            replace(task, url=task.asked, via=task.via[1:], guessed=False, tries=task.tries + 1)
        )
        return []

    def _no_redirect(self, task: Task, target: str | None) -> str | None:
        """Why a redirect is not followed; None where it is."""
        if target is None:
            return "redirect_nowhere"
        if target.partition("#")[0] in {one.partition("#")[0] for one in (task.url, *task.via)}:
            return "redirect_loop"
        if len(task.via) >= MOST_REDIRECTS:
            return "redirect_limit"
        if not self.session.permitted.url(target):
            return "private_address"
        lane = self._lane(task)
        if task.role in (Role.POST, Role.ARCHIVE) and lane is not None:
            home = task.role is Role.POST and urls.identity(target) == urls.identity(lane.blog.home)
            return None if in_blog(target, self.session.scene(lane).scene) and not home else "moved_away"
        return None

    def _refused(self, task: Task, response: Response, host: Host, now: float) -> list[Harvest]:
        """429, 503 and other errors of the server: wait as long as it says, go slower, give up in the end."""
        if task.role is Role.ROBOTS and response.status in _BROKEN:
            host.answered(now)
            return self._robots(task, response.status, b"")
        stated = retry_after(header(response, "Retry-After"), wall=time.time())
        wait = stated if stated is not None else self.session.options.retry_wait * 2**task.tries
        if response.status in _BUSY:
            host.slow_down(now, wait, again=task.was_put_off)
        else:
            host.failed(now, 0.0 if self._given_up(task) else wait, again=task.was_put_off)
        if host.foreign or task.role is Role.SOURCE:
            leave = wait > LONGEST_WAIT_FOR_SOURCES or host.lost
            return self._give_up_source(task, f"http_{response.status}", host, response.status, leave=leave)
        reason = f"http_{response.status}"
        if wait > LONGEST_WAIT or (stated or 0) * (task.tries + 1) > LONGEST_WAIT:
            more = " once more" if wait <= LONGEST_WAIT else ""
            return self._lose(task, reason, response.status, host, f"asks to wait {in_words(wait)}{more}")
        # Of a post, a 503 without a time to wait may mean the post as well.
        busy = response.status in _BUSY
        busy = busy and (response.status == 429 or stated is not None or task.role is not Role.POST)
        return self._once_more(task, reason, response.status, host, busy=busy)

    # Failures

    def failed(self, task: Task, error: Exception) -> None:
        """No answer, or one that is not taken."""
        self.session.take(self._failed(task, error))

    def _failed(self, task: Task, error: Exception) -> list[Harvest]:
        host = self.session.frontier.host_of(task.url)
        now = time.monotonic()
        try:
            reason = error.reason if isinstance(error, Refused) else type(error).__name__
            if reason == CROWDED:
                self.session.frontier.hand_back(task)
                return []
            if reason in failures.ANSWERED:
                host.answered(now)
                return self._give_up(task, reason)
            wait = 0.0 if self._given_up(task) else self.session.options.retry_wait * 2**task.tries
            host.failed(now, wait, again=task.was_put_off)
            if host.foreign or task.role is Role.SOURCE:
                return self._give_up_source(task, reason, host, leave=host.lost)
            return self._once_more(task, reason, None, host)
        finally:
            self.session.frontier.release(task)

    def _once_more(
        self, task: Task, reason: str, status: int | None, host: Host, *, busy: bool = False
    ) -> list[Harvest]:
        """Another try, for a post behind others where it is not the host that asked to wait (`busy`)."""
        lost = task.is_probe or (host.lost and task.role is not Role.HOME)
        probe = self._probe(task, host) if lost and not busy else None
        if lost and probe is None:
            return self._lose(task, reason, status, host, f"does not answer any more: {reason}")
        ended: list[Harvest] = []
        # What fails for robots.txt by the DNS is tried again with the page that is asked for next.
        in_vain = reason in failures.FINAL or failures.is_turned_away(task, status)
        in_vain = in_vain or (reason == "dns_timeout" and task.role is Role.ROBOTS)
        if task.tries + 1 < (1 if in_vain else self._most_tries(task)):
            put = self.session.frontier.put_back if busy else self.session.frontier.put_off
            put(again(task))
            log.debug("%s: %s, one more try", task.url, reason)
        else:
            ended = self._give_up(task, reason, status)
        if probe is not None:
            self.session.frontier.put_back(probe)
        return ended

    def _probe(self, task: Task, host: Host) -> Task | None:
        """What tells broken posts, feeds and sitemaps from a broken host: its blog's home page, asked once
        more; None where it is not they that fail."""
        lane = self._lane(task)
        if lane is None or task.role in (Role.ROBOTS, Role.HOME) or self._is_elsewhere(task, lane):
            return None
        lane.probing = host
        return Task(url=lane.blog.home, blog=task.blog, role=Role.HOME)

    def _is_elsewhere(self, task: Task, lane: Lane) -> bool:
        """Whether a listing is kept by another host than the blog's."""
        return task.role in EXTRAS and urls.host(task.url) != urls.host(lane.blog.home)

    def _probed(self, task: Task, lane: Lane, status: int) -> list[Harvest]:
        """The home page answered: the host lives, and its broken pages have one try each from now on."""
        if status != 200:
            return self._give_up(task, f"http_{status}", status)
        lane.brittle = True
        if lane.probing is not None:
            lane.probing.failures = 0
        return [Harvest(task=task, url=task.url, state="done", status=status)]

    def _most_tries(self, task: Task) -> int:
        lane = self._lane(task)
        brittle = lane is not None and lane.brittle and task.role in (Role.POST, Role.ARCHIVE)
        return 1 if brittle or task.broken else MOST_TRIES

    def _given_up(self, task: Task) -> bool:
        """Whether a post has had its last try: the host, asked for others between, need not rest."""
        return (task.role is Role.POST or task.broken) and task.tries + 1 >= self._most_tries(task)

    def _lose(self, task: Task, reason: str, status: int | None, host: Host, why: str) -> list[Harvest]:
        """A host is left alone: its blog is stopped. One that keeps listings for others stops none."""
        lane = self._lane(task)
        if lane is not None and self._is_elsewhere(task, lane):
            host.leave(reason)
            return self._give_up(task, reason, status)
        self._stop(task, f"{host.name} {why}")
        return []

    def _give_up_source(
        self, task: Task, reason: str, host: Host, status: int | None = None, *, leave: bool
    ) -> list[Harvest]:
        """A source has one try, and never stops the blog that lists it. A host of sources that does not
        answer for its robots.txt is left alone."""
        if host.foreign and (leave or task.role is Role.ROBOTS):
            host.leave(reason)
        if task.role is Role.ROBOTS:
            return [Harvest(task=task, url=task.asked, state="done", status=status)]
        return self._give_up(task, reason, status)

    def _give_up(self, task: Task, reason: str, status: int | None = None) -> list[Harvest]:
        if task.role is Role.ROBOTS:
            unread = "" if reason in failures.NO_RULES else failures.said_of(reason)
            found = self._robots(task, status, b"", unread=unread)
            return [replace(one, fetched=reason != "private_address") for one in found]
        if task.is_probe:
            self._stop(task, f"{host_name(task.url)} does not answer any more: {reason}")
            return []
        lane = self._lane(task)
        if lane is not None and task.role in (Role.REST, Role.SITEMAP, Role.FEED):
            way = discovery.recorded_as(task.url, task.role)
            return [without_answer(task, reason, status, self.session.scene(lane, way))]
        return [failures.failed_page(task, reason, status)]

    def _stop(self, task: Task, reason: str) -> None:
        lane = self._lane(task)
        if lane is not None:
            self.session.stop_blog(lane, reason, task)

    def _lane(self, task: Task) -> Lane | None:
        return self.session.frontier.lanes.get(task.blog)
