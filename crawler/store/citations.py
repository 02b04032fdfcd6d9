"""Posts that others of the crawl began to cite: their listings may have grown, though no feed tells it."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from crawler.harvest import Role
from crawler.store.schema import ledger, links, posts, runs

CITED = "cited"
"""Why a post that was read is due again: the ledger's reason, until it is decided on."""


def mark_cited(connection: Connection, run: int) -> None:
    """Mark the posts to which posts of other blogs link that the run before `run` read first, if they were
    not read since. Where a blog states counts, these tell of new linkbacks."""
    began = select(runs.c.started).where(runs.c.id == run - 1).scalar_subquery()
    cited, citing = posts.alias("cited"), posts.alias("citing")
    silent = (cited.c.fetched < began) & cited.c.count.is_(None) & cited.c.gone_run.is_(None)
    if connection.execute(select(cited.c.id).where(silent).limit(1)).first() is None:
        return
    found = links.join(citing, citing.c.url == links.c.page).join(cited, cited.c.url == links.c.target)
    # Named as a list, so that a database begins with these few pages and not with all links.
    new = links.c.page.in_(select(posts.c.url).where(posts.c.first_read == run - 1))
    others = (links.c.region == "content") & (cited.c.blog != citing.c.blog)
    wanted = select(cited.c.url).select_from(found).where(new, others, silent)
    rows = (ledger.c.role == Role.POST) & (ledger.c.state == "done") & ledger.c.url.in_(wanted)
    connection.execute(update(ledger).where(rows).values(reason=CITED))
