"""What each host asks of its visitors: robots.txt, pace and back-off; and how busy it is. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime

from protego import Protego

from crawler.binary import plain_text

LONGEST_CRAWL_DELAY = 30.0
"""Seconds: a longer Crawl-delay is cut to this, and the user is told."""
LONGEST_WAIT = 600.0
"""Seconds: a host that asks for a longer wait (Retry-After) has its blog stopped instead."""
LONGEST_WAIT_FOR_SOURCES = 60.0
"""Seconds: a host that is asked for sources of linkbacks, and wants a longer wait, is left alone."""
SLOWEST = 60.0
"""Seconds between requests that repeated 429s can lead to."""
PATIENCE = 5
"""Failures in a row, refusals among them, after which a host is left alone."""
LONGEST_RULES = 512_000
"""Bytes of a robots.txt that are read (RFC 9309, 2.5, wants 500 KiB at least)."""
_DELAY = re.compile(
    r"^([^\S\n]*crawl-delay\s*:\s*\d+)(?:[.,](\d+))?[ \t]*(?:s|secs?|seconds?)?(?=\s*(?:#|$))", re.I | re.M
)
"""A Crawl-delay with a comma, or with its unit, as people write it."""
_VERSION = re.compile(r"^([^\S\n]*user-agent\s*:\s*[\w-]+)/[^\r\n]*", re.I | re.M)


@dataclass(slots=True)
class Host:
    """One host and port. `next_at` is the clock's time of the next allowed request, `counted` the IP address
    (its name, as long as that is not known) under which the request on its way is counted.

    `foreign`: it is asked for sources of linkbacks only, and has one try; `lost_by` says how that failed.
    `rules` are those of robots.txt once it was asked for; None means that everything is allowed; `closed_for`
    says why they could not be read; `sitemaps` are those that it names, for all blogs of the host.
    """

    name: str
    delay: float
    asked_robots: bool = False
    rules: Protego | None = None
    closed: bool = False
    closed_for: str = ""
    busy: bool = False
    counted: str = ""
    next_at: float = 0.0
    failures: int = 0
    robots_facts: tuple[tuple[str, int | float | None], ...] = ()
    crawl_delay: float | None = field(default=None)
    foreign: bool = False
    lost_by: str = ""
    sitemaps: tuple[str, ...] = ()

    def allows(self, url: str, agent: str) -> bool:
        """Whether robots.txt lets us fetch this URL."""
        if self.closed:
            return False
        return self.rules is None or bool(self.rules.can_fetch(url, agent))

    def learn_robots(
        self, status: int | None, body: bytes, agent: str, *, obey_delay: bool, unread: str = ""
    ) -> None:
        """Take in the answer for robots.txt; `status` None means that none came.

        4xx allows everything; 5xx, 429 and rules that are there and could not be read (`unread`, why) forbid
        everything (RFC 9309, 2.3.1); a page of HTML in its place has no rules. Crawl-delay is applied up to
        `LONGEST_CRAWL_DELAY`, from the next request on.
        """
        self.asked_robots = True
        refused = status is not None and (status >= 500 or status == 429)
        self.closed_for = f"it answers {status}" if refused else unread
        self.closed = bool(self.closed_for)
        if status == 200:
            self.rules = Protego.parse(_rules(body))
            stated = self.rules.crawl_delay(agent)
            self.crawl_delay = float(stated) if stated else None
            if self.crawl_delay and obey_delay:
                self._go_slower(min(self.crawl_delay, LONGEST_CRAWL_DELAY))
        self.robots_facts = (
            ("status", status),
            ("crawl_delay", self.crawl_delay),
            ("applied_delay", self.delay),
        )

    def _go_slower(self, delay: float) -> None:
        """Wait at least so long between requests, the one that comes next among them."""
        more = max(0.0, delay - self.delay)
        self.delay += more
        self.next_at += more

    def answered(self, now: float) -> None:
        """An answer came: the next request after the delay."""
        self.busy, self.failures = False, 0
        self.next_at = max(self.next_at, now + self.delay)

    def failed(self, now: float, wait: float, *, again: bool = False) -> None:
        """No answer came: the next request after `wait`. `again`: nor did one before for the same post, which
        says no more of the host."""
        self.busy = False
        self.failures += not again
        self.next_at = max(self.next_at, now + max(wait, self.delay))

    def slow_down(self, now: float, wait: float, *, again: bool = False) -> None:
        """The host asked for less: wait, and go half as fast from then on. `again` as in `failed`."""
        self.busy = False
        self.failures += not again
        self.delay = max(self.delay, min(SLOWEST, self.delay * 2))
        self.next_at = max(self.next_at, now + max(wait, self.delay))

    def leave(self, reason: str) -> None:
        """Nothing more is asked of it in this run."""
        self.asked_robots = self.closed = True
        self.lost_by = reason

    def adopt(self, delay: float) -> None:
        """A blog of this host joins the crawl: from now on it is one like the others."""
        self.foreign = False
        if self.lost_by:
            self.asked_robots = self.closed = False
            self.lost_by, self.failures, self.delay = "", 0, delay

    @property
    def denial(self) -> str:
        """The name of the reason for which it does not let us fetch what it does not allow."""
        return self.lost_by or ("robots_unavailable" if self.closed else "robots")

    @property
    def lost(self) -> bool:
        """Whether it failed or refused so often in a row that it is left alone."""
        return self.failures >= PATIENCE


def in_words(seconds: float) -> str:
    """A time that a host asks for, for people: "700 s", "5 h", "3 days", "7979 years"."""
    for length, unit in ((365 * 86_400, "years"), (86_400, "days"), (3_600, "h")):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} s"


def _rules(body: bytes) -> str:
    """The text of a robots.txt, names of agents without the version that log files show behind them, and
    delays as numbers. Of a longer one the whole lines: the first letters of a rule would forbid far more."""
    text = plain_text(body[:LONGEST_RULES])
    if len(body) > LONGEST_RULES:
        text = text[: max(text.rfind("\n"), text.rfind("\r")) + 1]
    return _DELAY.sub(lambda said: f"{said[1]}.{said[2] or 0}", _VERSION.sub(r"\1", text))


def retry_after(value: str | None, *, wall: float) -> float | None:
    """Seconds to wait by a Retry-After header (seconds or an HTTP date); None where it has none that is read.

    `wall` is the time of the day in Unix seconds.
    """
    if not value:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        stated = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    # HTTP's dates are UTC, those without a zone among them (RFC 9110, 5.6.7).
    return max(0.0, (stated if stated.tzinfo else stated.replace(tzinfo=UTC)).timestamp() - wall)
