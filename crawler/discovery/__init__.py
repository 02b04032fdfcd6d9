"""Where a blog's posts are: feeds, sitemaps, WordPress REST, archives. Pure: bytes in, records out.

How a crawler uses it, one blog at a time:

1. the home page is read: `start(page, scene)` gives the first lookups (cheapest complete way first);
2. robots.txt was read: `from_robots(body, url)` gives the sitemaps that it names, `own_sitemaps(…, scene)`
   those of the blog;
3. each answer of a lookup: `read(lookup.url, lookup.way, status=…, headers=…, body=…, scene=…)` gives an
   `Answer` with posts and further lookups, other ways where this one failed among them;
4. no lookup is left: `needs_archive(…)` says whether the blog's own pages must be walked; then
   `read_archive(page, scene=…, known=…)` for the home page and for every answer of way "archive";
5. a complete way "counts" names every post that has comments or linkbacks: those of REST that it does not
   name have none. `sample_to_check(…)` and `rule_holds(…)` tell whether that is to be relied on,
   `plan(…)` tells what all this costs; when a post is fetched again says `crawler.schedule`.

Nothing here makes a request, reads a clock or a setting, or raises for what a server sent.
"""

from crawler.discovery.answers import Answer, Lookup, Scene, Trap
from crawler.discovery.archives import FRAME, form_of_numbers, form_shown, read_archive, read_beside
from crawler.discovery.classify import LinkUse, Verdict, classify
from crawler.discovery.date_places import A_MONTH, A_YEAR, UNDATED, date_place, is_year, month_place
from crawler.discovery.doors import door
from crawler.discovery.forms import Form, learn
from crawler.discovery.inference import Reading, more_to_check, rule_holds, sample_to_check
from crawler.discovery.kinds import FIRST_DATE, kind_of
from crawler.discovery.page_numbers import first_page_of, page_number
from crawler.discovery.planning import Plan, plan
from crawler.discovery.rest import may_have_rest
from crawler.discovery.sitemaps import from_head, from_robots, own_sitemaps, usual_sitemap
from crawler.discovery.ways import forbidden, needs_archive, read, recorded_as, start

__all__ = [
    "A_MONTH",
    "A_YEAR",
    "FIRST_DATE",
    "FRAME",
    "UNDATED",
    "Answer",
    "Form",
    "LinkUse",
    "Lookup",
    "Plan",
    "Reading",
    "Scene",
    "Trap",
    "Verdict",
    "classify",
    "date_place",
    "door",
    "first_page_of",
    "forbidden",
    "form_of_numbers",
    "form_shown",
    "from_head",
    "from_robots",
    "is_year",
    "kind_of",
    "learn",
    "may_have_rest",
    "month_place",
    "more_to_check",
    "needs_archive",
    "own_sitemaps",
    "page_number",
    "plan",
    "read",
    "read_archive",
    "read_beside",
    "recorded_as",
    "rule_holds",
    "sample_to_check",
    "start",
    "usual_sitemap",
]
