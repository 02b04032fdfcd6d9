"""The next hop of a crawl: blogs that are cited or cite most join the run."""

from __future__ import annotations

from crawler import store
from crawler.engine.addresses import Permitted
from crawler.engine.following import most_referenced
from crawler.harvest import Event
from crawler.options import CrawlOptions
from crawler.seeds import named_homes, prefix_of
from crawler.store import ledger, runs
from crawler.store.ledger import NewBlog


def follow(kept: store.Store, run: int, options: CrawlOptions) -> int:
    """Enter the blogs of the next hop into the run; how many they are."""
    hop, met = ledger.last_hop(kept, run)
    if options.dry_run or hop >= options.follow:
        return 0
    room = max(0, options.max_blogs - met) if options.max_blogs else None
    found = most_referenced(ledger.references(kept, run), known=ledger.prefixes(kept, run))
    permitted = Permitted(named_homes(runs.seeds_of(kept, run)), options.reach)
    homes = [home for home in found if permitted.url(home)]
    if len(homes) < len(found):
        private = next(home for home in found if not permitted.url(home))
        skip = Event(what="skip", reason="private_address", example=private, count=len(found) - len(homes))
        runs.note(kept, run, skip)
    new = [NewBlog(seed=home, home=home, prefix=prefix_of(home), hops=hop + 1) for home in homes[:room]]
    return ledger.add_blogs(kept, run, new)
