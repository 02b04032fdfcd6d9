"""What a plan is made of: the ledger after the decision which posts will be read, with none read yet."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from crawler.discovery.inference import PROOF, SAMPLE, Reading, more_to_check, rule_holds
from crawler.harvest import EXTRAS, Role
from crawler.seeds import in_scope, seed_of
from crawler.store.opening import Store
from crawler.store.schema import blogs, ledger, posts, urls
from crawler.urls import host


def planned(store: Store, run: int) -> list[dict[str, Any]]:
    """For each blog of a run whose posts were looked for: what `discovery.plan` wants to know."""
    columns = (
        blogs.c.id,
        blogs.c.seed,
        blogs.c.prefix,
        blogs.c.first_run,
        urls.c.url,
        blogs.c.ways,
        blogs.c.robots,
        blogs.c.inference,
    )
    with store.reading() as connection:
        rows = connection.execute(
            select(*columns, blogs.c.state, blogs.c.reason)
            .join(urls, blogs.c.home == urls.c.id)
            .where(blogs.c.last_run == run)
            .order_by(blogs.c.id)
        ).all()
        return [_planned(connection, run, row) for row in rows]


def _planned(connection: Connection, run: int, row: Any) -> dict[str, Any]:
    mine = (ledger.c.blog == row.id) & (ledger.c.url == posts.c.url) & (posts.c.blog == row.id)
    due = mine & (ledger.c.state == "waiting")
    known = select(urls.c.url).join(posts, posts.c.url == urls.c.id)
    known = known.where(posts.c.blog == row.id, posts.c.gone_run.is_(None))
    pages = ledger.alias("page")
    further = select(func.count()).where(pages.c.post.in_(select(posts.c.id).where(due)))
    further = further.where(pages.c.role.in_((Role.LISTING, *EXTRAS)), pages.c.fetched.is_not(None))
    spent = select(func.coalesce(func.sum(ledger.c.tries), 0))
    spent = spent.where(ledger.c.blog == row.id, ledger.c.run == run, ledger.c.role != Role.POST)
    # robots.txt was asked for as well: at first also of the host which only led on to the blog's.
    hosts = {host(row.url), host(seed_of(row.seed).home)} if row.first_run == run else {row.url}
    return {
        "blog": row.url,
        "ways": row.ways,
        "to_read": _number(connection, due) + _still_to_check(connection, row.inference, mine, due),
        # A blog that moves in this run names its posts anew; those at their old addresses lead there.
        "posts": sum(in_scope(url, row.prefix) for url in connection.execute(known).scalars()),
        "spent": connection.execute(spent).scalar_one() + len(hosts),
        "further": connection.execute(further).scalar_one(),
        "delay": row.robots.get("applied_delay"),
        "failed": row.reason if row.state == "failed" else None,
    }


def _still_to_check(connection: Connection, inference: str, mine: Any, due: Any) -> int:
    """Posts that will be read to prove the rule of inference, where too few with comments can do it."""
    if inference != "unchecked":
        return 0
    # As if what a post counts were linkbacks: these prove the rule, with a post that has none fewer of them.
    talked = min(PROOF, _number(connection, due & (posts.c.count > 0)))
    silent = min(SAMPLE, _number(connection, due & (posts.c.count == 0)))
    read = [Reading(count=1, comments=0, linkbacks=1)] * talked
    if rule_holds(read + [Reading(count=0, comments=0, linkbacks=0)] * silent):
        return 0
    left = _number(connection, mine & (ledger.c.state == "skipped") & (ledger.c.reason == "no_comments"))
    return len(more_to_check([""] * left))


def _number(connection: Connection, those: Any) -> int:
    return connection.execute(select(func.count()).select_from(posts.join(ledger, those))).scalar_one()
