"""The headline numbers: what the page says at its head, and `summary.json` to programs."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.counts import voices


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
