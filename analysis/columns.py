"""Every column of every table that is reported: its name, type, title and definition, in one place.

Reports and exports take headings, tooltips and documentation from here. Table names are the attributes of
`analysis.summary.Summary`.
"""

from __future__ import annotations

from analysis.blog_columns import BLOGS
from analysis.column import Column
from analysis.post_columns import POSTS

__all__ = [
    "BLOGS",
    "COVERAGE",
    "LINKBACKS",
    "MONTHS",
    "POSTS",
    "PROBLEMS",
    "PROSPECTS",
    "REFERENCES",
    "RUNS",
    "SITES",
    "TABLES",
    "TOPICS",
    "UNDATED",
    "Column",
]

UNDATED = "undated"
"""In the place of a month: nothing says when these linkbacks came."""

LINKBACKS = (
    Column("target", "string", "Post", "The post that lists it."),
    Column("target_title", "string", "Post's title", "The title of that post."),
    Column("blog", "string", "Blog", "The blog of that post."),
    Column("source", "string", "Source", "The citing page as written; empty where the entry has no link."),
    Column("source_site", "string", "Source site", "Registrable domain of the source."),
    Column(
        "source_blog", "string", "Source blog", "The crawled blog that the source belongs to, where it does."
    ),
    Column(
        "source_post",
        "string",
        "Source post",
        "The crawled post that the source is, where it is one, as the table of posts writes it.",
    ),
    Column("kinds", "string", "Kinds", "Kinds that the listings give, separated by '+'."),
    Column(
        "subtype",
        "string",
        "Subtype",
        "Of webmentions: mention, reply, like, repost, bookmark, rsvp, reaction.",
    ),
    Column("listed", "int64", "Listed", "Rows of the listings that show this pair."),
    Column("self", "boolean", "Self", "Source on the same site as the target."),
    Column(
        "reaction",
        "boolean",
        "Reaction",
        "Only a like, repost, bookmark or an act that the page does not tell: it makes no reference.",
    ),
    Column("spam_score", "float64", "Spam score", "Sum of the reasons' weights, 0 to 1."),
    Column("spam", "boolean", "Spam", "Spam score at or over the threshold."),
    Column(
        "spam_reasons",
        "string",
        "Spam reasons",
        "Signs of spam with their evidence; their weights add up to the score.",
    ),
    Column(
        "found",
        "boolean",
        "Link found",
        "Whether the source, read as a post of a crawled blog, links to the post in its content; empty where "
        "the crawl did not read it.",
    ),
    Column(
        "verdict",
        "string",
        "Verdict",
        "verified, removed, unreachable; empty where the source was not fetched.",
    ),
    Column("answer", "string", "Answer", "What the fetched source answered: its status, or why none came."),
    Column(
        "verified_exact",
        "boolean",
        "Verified exactly",
        "Whether the fetched source links to exactly the address of the post, not to another spelling of it.",
    ),
    Column("clean", "boolean", "Clean", "Neither self, spam, removed nor gone."),
    Column("title", "string", "Title", "Title of the source, as listed."),
    Column("site", "string", "Site name", "Name of the citing site, as listed."),
    Column("author", "string", "Author", "Author of the entry, as listed."),
    Column("excerpt", "string", "Excerpt", "Excerpt, as listed."),
    Column("published", "string", "Listed date", "Date that the listing shows, ISO 8601."),
    Column("dated", "string", "Date used", "Date by which it is counted; empty where nothing dates it."),
    Column(
        "dated_by",
        "string",
        "Dated by",
        "What gave the date: source (its publication), listing, url (of the source), or first_seen.",
    ),
    Column("recent", "boolean", "Recent", "Dated in the window: the last 180 days of the crawl unless told."),
    Column("listing", "string", "Evidence", "The page on which a visitor sees the entry."),
    Column("convention", "string", "Convention", "The reader that found it."),
    Column("first_run", "int64", "First run", "Run that saw it first."),
    Column("last_run", "int64", "Last run", "Run that saw it last."),
    Column(
        "gone",
        "boolean",
        "Gone",
        "Whether the last reading of the whole listing found it no more; such rows count nowhere else.",
    ),
    Column(
        "moderated",
        "boolean",
        "Moderated",
        "Listed no more, though the source was seen to link: somebody took it out of the listing.",
    ),
    Column("gone_run", "Int64", "Gone since", "Run that found it no more; empty where it is still listed."),
    Column(
        "gone_because",
        "string",
        "Gone because",
        "Why it is listed no more: what became of its post, of its source or of the listing, or that this is "
        "not known; empty where it is still listed.",
    ),
)

TOPICS = (
    Column(
        "topic",
        "string",
        "Topic",
        "The author's spelling used most, or the label of a topic found in the texts.",
    ),
    Column("origin", "string", "Origin", "tags (the authors gave it) or text (found by NMF on TF-IDF)."),
    Column("language", "string", "Language", "Language of the posts; empty where not stated or mixed."),
    Column("posts", "int64", "Posts", "Posts on the topic."),
    Column(
        "votes",
        "int64",
        "Votes",
        "Distinct referring sites of clean linkbacks to them, one vote for each site, topic and window.",
    ),
    Column(
        "share_noticed",
        "float64",
        "Share noticed",
        "Share of its posts that drew at least one clean linkback.",
    ),
    Column(
        "yield",
        "float64",
        "Yield",
        "Votes per post; the fewer its posts, the nearer to the average of all topics (gamma-Poisson).",
    ),
    Column("yield_low", "float64", "Yield, low", "Lower end of its 90 % interval."),
    Column("yield_high", "float64", "Yield, high", "Upper end of its 90 % interval."),
    Column(
        "lift",
        "float64",
        "Lift",
        "Referring sites of its posts, over what the same blogs' other posts of the same age (published "
        "within 90 days of each) have on average.",
    ),
    Column("recent_votes", "int64", "Recent votes", "Votes in the window."),
    Column(
        "earlier_votes",
        "int64",
        "Earlier votes",
        "Votes before it, one for each site and window of its length.",
    ),
    Column("earlier_posts", "int64", "Earlier posts", "Posts on the topic published before the window."),
    Column(
        "hot",
        "float64",
        "Hot",
        "How many times the topic's share of all votes has grown in the window, at least: over 1 is growth "
        "for sure. Empty where the topic has neither votes nor posts from before the window.",
    ),
    Column(
        "bursts",
        "string",
        "Bursts",
        "Months in which votes came far more often than else (Kleinberg, s = 2, γ = 1): start..end (weight).",
    ),
    Column(
        "half_life",
        "float64",
        "Half-life, days",
        "Median days until a post of the topic has half of its linkbacks.",
    ),
)

PROSPECTS = (
    Column("topic", "string", "Topic", "One of the blog's main topics."),
    Column(
        "blog",
        "string",
        "Blog",
        "A blog that shows linkbacks of others, and whose newest posts do not all say that they take none.",
    ),
    Column("title", "string", "Blog's title", "The blog's name."),
    Column(
        "score",
        "float64",
        "Score",
        "Relevance × harmonic percentile, 0 to 100: the default order, and nothing else.",
    ),
    Column(
        "relevance",
        "float64",
        "Relevance",
        "Cosine of the blog's topics and the topics that posts on this one are on, 0 to 1.",
    ),
    Column(
        "harmonic_percentile",
        "float64",
        "Harmonic percentile",
        "Percentile (0-100) of the blog's harmonic centrality within the crawl.",
    ),
    Column("on_topic", "int64", "Posts on it", "The blog's posts on the topic."),
    Column(
        "accepting_share",
        "float64",
        "Accepting",
        "Share that takes linkbacks, of its ten newest posts that say so or not; empty where none does.",
    ),
    Column("stated_posts", "int64", "Of posts", "How many posts that is."),
    Column(
        "listed_share",
        "float64",
        "Gets listed",
        "Share of the references that other sites' posts make, as the crawl read them, which its listings "
        "show; empty where none was found.",
    ),
    Column("references_found", "int64", "Of references", "How many references that is."),
    Column(
        "days_to_listing",
        "float64",
        "Days to listing",
        "Median days from a citing post's publication to the date in the listing.",
    ),
    Column("comments_per_post", "float64", "Comments a post", "Mean of people's comments on its posts."),
    Column("spam_share", "float64", "Spam share", "Share of its linkbacks that are judged spam."),
    Column("latest", "string", "Newest post", "Date of its newest post."),
    Column(
        "active",
        "boolean",
        "Active",
        "Whether that was in the last 365 days of the crawl, and the blog could be crawled when it was last "
        "tried. Blogs that are not, or undated, stand last.",
    ),
)

REFERENCES = (
    Column("source", "string", "Citing page", "The citing page."),
    Column("target", "string", "Cited post", "The cited post."),
    Column("source_blog", "string", "Citing blog", "Its crawled blog, else its site."),
    Column("target_blog", "string", "Cited blog", "The cited post's blog."),
    Column("listed", "boolean", "Listed", "A listing shows it; empty where it was not looked at since."),
    Column(
        "found",
        "boolean",
        "Found",
        "Whether the citing page, as it was read last, links there; empty where nobody read it.",
    ),
    Column("kinds", "string", "Kinds", "Kinds that listings give it."),
    Column("self", "boolean", "Self", "Both ends on one site."),
    Column("clean", "boolean", "Clean", "Neither self, spam nor removed."),
    Column(
        "verdict",
        "string",
        "Verdict",
        "verified, removed, unreachable; empty where the source was not fetched.",
    ),
    Column("rel", "string", "rel", "rel values of the link that was found."),
    Column("anchor", "string", "Anchor text", "Anchor text of the link that was found."),
    Column(
        "accepts", "string", "Accepts", "Whether the cited post takes linkbacks: open, closed, or not stated."
    ),
    Column("first_date", "string", "First date", "Earliest date of the linkbacks that make it."),
    Column("last_date", "string", "Last date", "Latest date of them."),
    Column(
        "evidence", "string", "Evidence", "Page on which it can be seen: the listing, else the citing page."
    ),
)

SITES = (
    Column("site", "string", "Site", "Registrable domain of the sources."),
    Column(
        "name",
        "string",
        "Name",
        "Title of its crawled blog, where it holds one; else the name that listings give it most often.",
    ),
    Column(
        "url",
        "string",
        "Address",
        "Home page of its crawled blog, where it holds one; else the host of most of its sources.",
    ),
    Column("linkbacks", "int64", "Linkbacks", "Distinct pairs whose source is on it."),
    Column("clean", "int64", "Clean", "Clean ones among them."),
    Column("posts", "int64", "Posts cited", "Distinct posts that it references."),
    Column("blogs", "int64", "Blogs cited", "Distinct blogs that it references."),
    Column("spam", "int64", "Spam", "Linkbacks from it that are judged spam."),
    Column("crawled", "boolean", "Crawled", "Whether it holds a crawled blog."),
    Column("first_date", "string", "First", "Earliest date of its linkbacks."),
    Column("last_date", "string", "Last", "Latest date of its linkbacks."),
)

MONTHS = (
    Column("month", "string", "Month", "Year and month of the date used, or undated."),
    Column("kind", "string", "Kind", "trackback, pingback, webmention or unknown."),
    Column("linkbacks", "int64", "Linkbacks", "Distinct pairs dated in the month."),
    Column("clean", "int64", "Clean", "Clean ones among them."),
)

COVERAGE = (
    Column("what", "string", "What", "What was counted."),
    Column("count", "int64", "Count", "How many."),
    Column("of", "Int64", "Of", "Out of how many, where that has a meaning."),
    Column("note", "string", "Note", "What it means for the numbers."),
)

PROBLEMS = (
    Column("blog", "string", "Blog", "The blog; empty where it concerns the whole run."),
    Column("run", "int64", "Run", "The run."),
    Column("what", "string", "What", "skip, error, warning or trap."),
    Column("reason", "string", "Reason", "Its name."),
    Column("count", "int64", "Count", "How often."),
    Column("example", "string", "Example", "First URL that it happened to."),
)

RUNS = (
    Column("run", "int64", "Run", "Number of the run."),
    Column("started", "string", "Started", "ISO 8601, UTC."),
    Column("finished", "string", "Finished", "ISO 8601, UTC; empty while running or after a kill."),
    Column("state", "string", "State", "running, finished or interrupted."),
    Column(
        "posts_read",
        "Int64",
        "Posts read",
        "Posts whose page this run read or found unchanged: only on these it can see what is new or lost.",
    ),
    Column("new", "int64", "New", "Linkbacks listed now that this run saw first."),
    Column("new_clean", "int64", "New, clean", "Clean ones among them."),
    Column("new_spam", "int64", "New, spam", "Those among them that are judged spam."),
    Column("lost", "int64", "Lost", "Linkbacks that this run found listed no more."),
    Column("closed", "int64", "Closed", "Posts that this run found closed, and an earlier one open."),
    Column("version", "string", "Version", "Version of trackgraph that crawled."),
    Column("seeds", "int64", "Seeds", "Number of seeds."),
)

TABLES: dict[str, tuple[Column, ...]] = {
    "posts": POSTS,
    "blogs": BLOGS,
    "topics": TOPICS,
    "prospects": PROSPECTS,
    "linkbacks": LINKBACKS,
    "references": REFERENCES,
    "sites": SITES,
    "months": MONTHS,
    "coverage": COVERAGE,
    "problems": PROBLEMS,
    "runs": RUNS,
}
