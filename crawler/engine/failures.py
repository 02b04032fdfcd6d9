"""What failures mean, and the harvests of answers that bring nothing: failed, skipped, not modified. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from crawler.harvest import BlogFacts, Harvest, Role, Task

ANSWERED = ("too_large", "content_type", "content_encoding", "private_address", "not_reading", "proxy")
"""Failures that are no sign of a host in trouble."""
FINAL = ("dns", "refused", "tls")
"""Failures that another try a little later would only repeat."""
NO_RULES = (*FINAL, "dns_timeout", "unreachable", "private_address", "content_type")
"""Failures of robots.txt that tell of no rules: the page asked for next fails alike, or there is no text."""
_SKIPS = ("private_address", "moved_away", "content_type")
"""Reasons for which a page is left out, rather than lost."""

_SAID = {
    "dns": "its host name is unknown",
    "dns_timeout": "its host name cannot be looked up now (the DNS gives no answer)",
    "refused": "it refuses the connection",
    "timeout": "it does not answer in time",
    "private_address": "its address is private",
    "too_large": "its home page is too large",
    "content_type": "its home page is no text",
    "content_encoding": "its home page is packed in a way that is not known",
    "tls": "its encryption (TLS) fails",
    "unreachable": "it cannot be reached",
    "cut_off": "its answer breaks off",
    "broken_connection": "it closes the connection without an answer",
    "bad_answer": "its answer is no HTTP",
    "redirect_nowhere": "it redirects to no address of the web",
    "redirect_loop": "its redirects lead in a circle",
    "redirect_limit": "it redirects too often",
    "other_page": "its home page shows nothing of the blog (for sale, under maintenance, a login?)",
    "fault": "its home page cannot be read (a fault of trackgraph)",
}


def said_of(reason: str) -> str:
    """A failure in words, of a page that is not the home page."""
    return (
        _SAID.get(reason, reason.replace("_", " ")).replace("its home page", "it").replace("its answer", "it")
    )


def is_turned_away(task: Task, status: int | None) -> bool:
    """Whether a post is kept from us, though it may be there: by a password, or by what guards its host."""
    refused = status is not None and 400 <= status < 500 and status not in (404, 410, 429)
    return refused and task.role in (Role.POST, Role.LISTING)


def failed_page(task: Task, reason: str, status: int | None) -> Harvest:
    """A task that is not done, and why; that of a home page fails its blog."""
    # Nothing is sent to a private address; what redirects there answered.
    fetched = reason != "private_address" or status is not None or bool(task.via)
    failed = _plain(task, "failed", status=status, reason=reason, fetched=fetched)
    if task.role is Role.HOME:
        return replace(failed, blog=BlogFacts(state="failed", reason=_words(reason, task, status)))
    return replace(failed, state="skipped") if reason in _SKIPS else failed


def not_modified(task: Task) -> Harvest:
    """A page that is as it was when it was read last; it keeps its validators."""
    return _plain(task, "done", status=304, unchanged=True, etag=task.etag, last_modified=task.last_modified)


def led_on(task: Task, target: str, status: int) -> Harvest:
    """A post that leads to a page which its blog knows: that is read on its own, and once."""
    there = replace(task, url=target, via=(*task.via, task.url))
    return Harvest(task=there, url=target, state="done", status=status, led=True)


def _plain(task: Task, state: str, **facts: Any) -> Harvest:
    return Harvest(task=task, url=task.url.partition("#")[0], state=state, **facts)


def _words(reason: str, task: Task, status: int | None) -> str:
    led = task.via or status is not None
    said = "it redirects to a private address" if reason == "private_address" and led else _SAID.get(reason)
    said = said or (
        f"its home page answers {reason[5:]}" if reason.startswith("http_") else reason.replace("_", " ")
    )
    return f"cannot be crawled: {said} ({task.url})"
