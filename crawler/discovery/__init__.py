"""Where a blog's posts are: feeds, sitemaps, WordPress REST, archives. Pure: bytes in, records out.

How a crawler uses it, one blog at a time:

1. the home page is read: `start(page, scene)` gives the first lookups (cheapest complete way first);
2. robots.txt was read: `from_robots(body, scene)` gives the sitemaps that it names;
3. each answer of a lookup: `read(lookup.url, lookup.way, status=…, headers=…, body=…, scene=…)` gives an
   `Answer` with posts and further lookups, other ways where this one failed among them;
4. no lookup is left: `needs_archive(…)` says whether the blog's own pages must be walked; then
   `read_archive(page, scene=…, known=…)` for the home page and for every answer of way "archive";
5. `may_infer(…)` and `rule_holds(…)` decide which posts need no fetch, `due(…)` which are fetched again,
   `plan(…)` what all this costs.

Nothing here makes a request, reads a clock or a setting, or raises for what a server sent.
"""

from crawler.discovery.answers import Answer, Lookup, Scene, Trap
from crawler.discovery.archives import read_archive
from crawler.discovery.classify import Role, Verdict, classify, shape, shapes_of
from crawler.discovery.sitemaps import from_robots
from crawler.discovery.ways import needs_archive, read, start

__all__ = [
    "Answer",
    "Lookup",
    "Role",
    "Scene",
    "Trap",
    "Verdict",
    "classify",
    "from_robots",
    "needs_archive",
    "read",
    "read_archive",
    "shape",
    "shapes_of",
    "start",
]
