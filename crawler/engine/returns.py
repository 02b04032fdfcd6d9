"""Where a blog is looked for that moved to a host at which it cannot be read: it may be back. Pure."""

from __future__ import annotations

from dataclasses import replace

from crawler import urls
from crawler.engine.frontier import Lane, again
from crawler.harvest import Harvest, Role, Task
from crawler.seeds import seed_of


def seed_again(lane: Lane, harvest: Harvest) -> Task | None:
    """The home page that the seed names, to be asked once where the one on the new host fails; else None."""
    if lane.left is not None or not _fails_blog(harvest):
        return None
    seed = seed_of(lane.blog.seed).home
    if urls.host(seed) == urls.host(lane.blog.home):
        return None
    lane.left = harvest
    return again(harvest.task, seed) if harvest.fetched else replace(harvest.task, url=seed)


def as_left(lane: Lane, harvest: Harvest) -> Harvest:
    """The harvest; where the seed's home page fails as well, it tells why the new one does."""
    left = lane.left
    if left is None or not _fails_blog(harvest):
        return harvest
    return replace(
        harvest, url=left.url, state=left.state, reason=left.reason, status=left.status, blog=left.blog
    )


def _fails_blog(harvest: Harvest) -> bool:
    failed = harvest.blog is not None and harvest.blog.state == "failed"
    return failed and harvest.task.role is Role.HOME
