"""The columns of the table of blogs: what is known of each, what it lists, when it closes, its authority."""

from __future__ import annotations

from analysis.column import Column

BLOGS = (
    Column("url", "string", "Blog", "Home page of the blog."),
    Column("title", "string", "Title", "The blog's name."),
    Column("platform", "string", "Platform", "Its software, where it says so."),
    Column("posts_known", "int64", "Posts known", "Posts that any way of discovery named, less those gone."),
    Column("posts_fetched", "int64", "Posts fetched", "Posts whose page was read."),
    Column(
        "posts_inferred",
        "int64",
        "Posts inferred",
        "Posts known from REST or feed to have neither comments nor linkbacks.",
    ),
    Column("posts_with_listing", "int64", "With listing", "Posts that list at least one linkback."),
    Column("posts_accepting", "int64", "Accepting", "Posts that say they take linkbacks."),
    Column(
        "closes_after",
        "Int64",
        "Closes after, days",
        "Age in days from which its posts take no linkbacks any more; empty where no age parts them.",
    ),
    Column(
        "old_open", "int64", "Old and open", "Posts that are over a year old and say they take linkbacks."
    ),
    Column("old_open_spam", "int64", "Spam on these", "Linkbacks judged spam that these list."),
    Column("listed", "int64", "Listed", "Rows that its posts' listings show."),
    Column("linkbacks", "int64", "Linkbacks", "Distinct pairs among them."),
    Column("self", "int64", "Self", "Linkbacks from the same site."),
    Column("spam", "int64", "Spam", "Linkbacks judged spam."),
    Column("clean", "int64", "Clean", "Linkbacks less self, spam and removed."),
    Column(
        "referring_sites",
        "int64",
        "Referring sites",
        "Distinct sites among the clean linkbacks of all its posts.",
    ),
    Column(
        "referring_sites_180d",
        "int64",
        "Recent sites",
        "Those of the window: the last 180 days of the crawl unless told.",
    ),
    Column(
        "referring_sites_180d_percentile",
        "float64",
        "Recent sites' percentile",
        "Percentile (0-100) of it within the crawl.",
    ),
    Column("median_linkbacks", "float64", "Median per post", "Median of linkbacks per known post."),
    Column(
        "harmonic",
        "float64",
        "Harmonic centrality",
        "Sum over other blogs of 1/distance to this blog, divided by n - 1.",
    ),
    Column(
        "harmonic_percentile", "float64", "Harmonic percentile", "Percentile (0-100) of it within the crawl."
    ),
    Column("pagerank", "float64", "PageRank", "PageRank on clean references between blogs, damping 0.85."),
    Column(
        "pagerank_percentile", "float64", "PageRank percentile", "Percentile (0-100) of it within the crawl."
    ),
    Column("community", "Int64", "Community", "Number of its community, largest first."),
    Column(
        "complete",
        "boolean",
        "Crawl complete",
        "Whether the last crawl of it ended by itself with nothing waiting, failed or left out by a limit.",
    ),
    Column(
        "state",
        "string",
        "State",
        "queued, discovering, crawling, finished, stopped or failed, with the reason.",
    ),
    Column("last_run", "int64", "Last run", "The last run that crawled it."),
)
