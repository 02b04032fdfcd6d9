"""The columns of the table of posts, the widest of all: what it lists, what is clean, how it is found."""

from __future__ import annotations

from analysis.column import Column

POSTS = (
    Column("url", "string", "Post", "URL of the post, as its blog writes it."),
    Column("blog", "string", "Blog", "Home page of the blog that the post belongs to."),
    Column("title", "string", "Title", "The post's title."),
    Column("author", "string", "Author", "The post's author, where stated."),
    Column("published", "string", "Published", "Date of publication as stated, ISO 8601."),
    Column("language", "string", "Language", "Language of the post, as stated."),
    Column("tags", "string", "Tags", "The author's tags and categories, separated by '; '."),
    Column(
        "topics",
        "string",
        "Topics",
        "Topics that count the post, as the table of topics names them, separated by '; '.",
    ),
    Column("listed", "int64", "Listed", "Rows that the post's listings show now, repeats included."),
    Column(
        "linkbacks",
        "int64",
        "Linkbacks",
        "Distinct pairs of source page and target page among the listed rows.",
    ),
    Column("trackbacks", "int64", "Trackbacks", "Linkbacks that a listing calls trackback."),
    Column("pingbacks", "int64", "Pingbacks", "Linkbacks that a listing calls pingback."),
    Column(
        "webmentions",
        "int64",
        "Webmentions",
        "Linkbacks that a listing calls webmention, likes and reposts included.",
    ),
    Column("unknown", "int64", "Kind unknown", "Linkbacks whose kind no listing says."),
    Column(
        "reactions",
        "int64",
        "Reactions",
        "Linkbacks that are only likes, reposts, bookmarks or untold acts: no reference is made of them.",
    ),
    Column("self", "int64", "Self", "Linkbacks whose source is on the same site as the post."),
    Column(
        "spam",
        "int64",
        "Spam",
        "Linkbacks with a spam score at or over the threshold; reasons stand with each linkback.",
    ),
    Column(
        "verified",
        "Int64",
        "Verified",
        "Linkbacks whose source was fetched and links to the post; empty where no source was fetched.",
    ),
    Column(
        "verified_exact",
        "Int64",
        "Verified exactly",
        "Those of them that link to exactly the listed address; empty where no source was fetched.",
    ),
    Column(
        "removed",
        "Int64",
        "Removed",
        "Linkbacks whose source answers 200 without the link, or 410; empty where no source was fetched.",
    ),
    Column(
        "unreachable",
        "Int64",
        "Unreachable",
        "Linkbacks whose source gave any other answer or none; empty where no source was fetched.",
    ),
    Column("clean", "int64", "Clean", "Linkbacks less self, spam and removed ones, each counted out once."),
    Column(
        "referring_sites",
        "int64",
        "Referring sites",
        "Distinct sites among the clean linkbacks. The default ranking: one voice, one vote.",
    ),
    Column(
        "announced",
        "Int64",
        "Announced",
        "The number of linkbacks that the page itself states, where it states one.",
    ),
    Column(
        "complete",
        "boolean",
        "Complete",
        "Whether the announced number equals the listed one; empty where none is announced.",
    ),
    Column(
        "comments",
        "Int64",
        "Comments",
        "People's comments: the feed's count less the listed linkbacks, else those on the page.",
    ),
    Column(
        "accepts",
        "string",
        "Accepts",
        "Whether the post takes linkbacks: open (it says so, or where to send them), closed, or not stated.",
    ),
    Column(
        "closed_run",
        "Int64",
        "Closed since",
        "Run that found it closed though an earlier one had found it open; empty where none did.",
    ),
    Column(
        "old_open",
        "boolean",
        "Old and open",
        "Over a year old at the end of the crawl, and says that it takes linkbacks; empty without a date.",
    ),
    Column("blog_median", "float64", "Blog's median", "Median of linkbacks per known post of the same blog."),
    Column(
        "click_depth",
        "Int64",
        "Click depth",
        "Links from the blog's home page by the shortest way; empty where no way was found.",
    ),
    Column(
        "in_feed",
        "boolean",
        "In feed",
        "Whether a feed of the blog names the post; empty where no feed was read.",
    ),
    Column(
        "in_sitemap",
        "boolean",
        "In sitemap",
        "Whether the blog's sitemap names the post; empty where none was read.",
    ),
    Column(
        "indexable",
        "boolean",
        "Indexable",
        "No noindex, not blocked by robots.txt; empty where the page was not read.",
    ),
    Column(
        "self_canonical",
        "boolean",
        "Self-canonical",
        "The canonical URL is the post itself, or none is stated; empty where the page was not read.",
    ),
    Column(
        "internal_inlinks",
        "int64",
        "Internal inlinks",
        "Pages of the same blog with an in-content link to the post.",
    ),
    Column("reach", "float64", "Reach", "Expected visits per 1,000 random readers."),
    Column(
        "reach_outside",
        "float64",
        "Reach from outside",
        "The same, with starts at other sites' home pages only.",
    ),
    Column(
        "reach_by_listings",
        "float64",
        "Reach by listings",
        "Reach less reach with the listing links left out. Above 0: linkbacks left on other posts bring "
        "readers here. Below 0: listings lead more readers away, to the pages that cite, than they bring.",
    ),
    Column(
        "grade", "float64", "Discoverability", "Percentile (0-100) of reach from outside within the crawl."
    ),
    Column(
        "orphan",
        "string",
        "Orphan",
        "yes, no, or 'inconclusive: why'; a verdict only from a complete crawl of the blog.",
    ),
    Column(
        "reading",
        "string",
        "How known",
        "read (its page was), inferred (its feed says that there is nothing to read), or unread.",
    ),
    Column("gone", "boolean", "Gone", "Whether the last visit found the post gone."),
)
