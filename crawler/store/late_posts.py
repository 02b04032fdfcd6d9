"""Posts that are named after it was decided what is read: by other posts, or by lists that were put off."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select, update

from crawler.harvest import Role
from crawler.store.opening import Store
from crawler.store.schema import blogs, ledger, urls


def is_walked(ways: Mapping[str, Any]) -> bool:
    """Whether a blog's own lists were walked to their end in this run, by what `ways` say."""
    archive = ways.get(Role.ARCHIVE, {})
    return bool(archive.get("complete")) and not archive.get("kept")


def take_in(store: Store, run: int, blog: int, *, walked: bool) -> tuple[int, str]:
    """Posts that were named after the decision, by other posts or by lists that were put off, are read as
    well: how many these are, and one of them. `walked`: all lists were walked by now."""
    named = (ledger.c.blog == blog) & (ledger.c.role == Role.POST) & (ledger.c.state == "known")
    wanted = select(func.count().label("number"), func.min(urls.c.url).label("example"))
    with store.writing() as connection:
        row = connection.execute(wanted.join(urls, ledger.c.url == urls.c.id).where(named)).one()
        change = update(ledger).where(named).values(state="waiting", reason=None, run=run, tries=0)
        connection.execute(change)
        ways = connection.execute(select(blogs.c.ways).where(blogs.c.id == blog)).scalar_one()
        if walked and is_walked(ways):
            now = int(time.time())
            connection.execute(update(blogs).where(blogs.c.id == blog).values(walked=now))
    return row.number, row.example or ""
