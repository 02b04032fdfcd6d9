"""The headline numbers, and what they depend on: for the page's head, and `summary.json` for programs."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.corpus import Options
from analysis.counts import voices
from reports.formats import one_line

_LONGEST_LIST = 100
"""Characters of a list of hosts, which may have thousands."""


def totals(frames: Mapping[str, pd.DataFrame]) -> dict[str, int]:
    """Sums of columns that the tables show, each row counted as it stands there."""
    posts, blogs, linkbacks = frames["posts"], frames["blogs"], frames["linkbacks"]
    brought = there(posts)["reach_by_listings"]
    return {
        "blogs": len(blogs),
        "crawled_last": int((blogs["last_run"] == frames["runs"]["run"].max()).sum()),
        "posts": int(blogs["posts_known"].sum()),
        "gone": len(posts) - len(there(posts)),
        "fetched": int(blogs["posts_fetched"].sum()),
        "accepting": int(blogs["posts_accepting"].sum()),
        "with_listing": int(blogs["posts_with_listing"].sum()),
        "linkbacks": int(posts["linkbacks"].sum()),
        "clean": int(posts["clean"].sum()),
        "self": int(posts["self"].sum()),
        "spam": int(posts["spam"].sum()),
        "removed": int(posts["removed"].sum()),
        "old_open": int(blogs["old_open"].sum()),
        "old_open_spam": int(blogs["old_open_spam"].sum()),
        "sites": int(linkbacks["source_site"][voices(linkbacks)].nunique()),
        "clean_sites": int((frames["sites"]["clean"] > 0).sum()),
        "helped": int((brought > 0).sum()),
        "hurt": int((brought < 0).sum()),
    }


def there(posts: pd.DataFrame) -> pd.DataFrame:
    """Posts that are not gone: readers may still be led to the others, and find nothing."""
    kept: pd.DataFrame = posts[~posts["gone"].fillna(False).astype(bool)]
    return kept


def opinions(options: Options) -> list[str]:
    """What the numbers depend on besides the store, in words; lists and threshold where the user set them."""
    days = options.window_days
    said = [f"recent: the last {'day' if days == 1 else f'{days:,} days'}"]
    if options.spam_threshold != Options().spam_threshold:
        said.append(f"spam from a score of {options.spam_threshold:g}")
    for rules, what in ((options.deny, "always"), (options.allow, "never")):
        if rules:
            said.append(f"{what} spam: {one_line(', '.join(rules), _LONGEST_LIST)}")
    return said
