"""Posts that others of the crawl began to cite: their listings may have grown, though no feed tells it."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, select, update

from crawler.discovery.inference import COMMENTS_ALONE
from crawler.harvest import Role
from crawler.store.schema import blogs, ledger, links, posts, runs, urls
from crawler.store.statements import chunks
from crawler.urls import host, identity, unwrapped

CITED = "cited"
"""Why a post that was read is due again: the ledger's reason, until it is decided on."""


def mark_cited(connection: Connection, run: int) -> None:
    """Mark the posts to which, under any spelling, posts of other blogs link that the run before `run` read
    first, if they were not read since. Where a blog states counts of linkbacks, these tell of new ones."""
    began = select(runs.c.started).where(runs.c.id == run - 1).scalar_subquery()
    alone = blogs.c.platform.in_(sorted(COMMENTS_ALONE)) | (blogs.c.inference == "broken")
    untold = posts.c.count.is_(None) | posts.c.blog.in_(select(blogs.c.id).where(alone))
    silent = (posts.c.fetched < began) & untold & posts.c.gone_run.is_(None)
    if connection.execute(select(posts.c.id).where(silent).limit(1)).first() is None:
        return
    prefixes = connection.execute(select(blogs.c.id, blogs.c.prefix))
    hosts = {row.id: _host(f"http://{row.prefix}") for row in prefixes}
    citing = _cited_lately(connection, run - 1, set(hosts.values()))
    cited = {_host(name) for name in citing}
    wanted = select(posts.c.url, posts.c.blog, urls.c.url.label("text")).where(silent)
    wanted = wanted.join(urls, posts.c.url == urls.c.id)
    due: set[int] = set()
    for part in chunks(blog for blog, name in hosts.items() if name in cited):
        for row in connection.execute(wanted.where(posts.c.blog.in_(part))):
            if citing.get(identity(row.text), {row.blog}) - {row.blog}:
                due.add(row.url)
    for keys in chunks(sorted(due)):
        rows = (ledger.c.role == Role.POST) & (ledger.c.state == "done") & ledger.c.url.in_(keys)
        connection.execute(update(ledger).where(rows).values(reason=CITED))


def _cited_lately(connection: Connection, run: int, hosts: set[str]) -> dict[str, set[int]]:
    """By identity, what the posts that a run read first cite on some hosts, and the blogs that do."""
    # Named as a list, so that a database begins with these few pages and not with all links.
    new = links.c.page.in_(select(posts.c.url).where(posts.c.first_read == run))
    rows = select(urls.c.url, posts.c.blog).select_from(links).join(urls, links.c.target == urls.c.id)
    rows = rows.join(posts, links.c.page == posts.c.url).where(new, links.c.region == "content")
    found: dict[str, set[int]] = defaultdict(set)
    ours: dict[str, bool] = {}
    for url, blog in connection.execute(rows):
        # By host first: after a first crawl these are all the links that there are.
        if (name := host(unwrapped(url))) not in ours:
            ours[name] = _host(identity(f"http://{name}/")) in hosts
        if ours[name]:
            found[identity(url)].add(blog)
    return found


def _host(url: str) -> str:
    return host(url).removeprefix("www.")
