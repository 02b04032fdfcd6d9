"""Topics, and how much the blogs around took notice of each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis import tag_topics
from analysis.bursts import bursts
from analysis.columns import TOPICS
from analysis.counts import current
from analysis.rates import fitted_prior, prior_votes, ratio_low, smoothed
from analysis.tables import shaped
from analysis.terms import primary
from analysis.text_topics import Found, Text, found_topics

if TYPE_CHECKING:
    from analysis.corpus import Corpus

SAME_AGE = 90
"""Posts of one blog that were published so many days apart, or fewer, are of the same age."""
_FAR = 10**7
"""More days than any date has: the last of the year 9999 is the 2,932,896th."""


def topics(corpus: Corpus) -> pd.DataFrame:
    """The table `columns.TOPICS`: hottest first, then by the lower end of the yield, then by name."""
    names, members = corpus.topics, corpus.topic_posts
    if not len(names):
        return shaped(TOPICS, {c.name: [] for c in TOPICS})
    voices = _voices(corpus)
    votes = members.merge(voices, on="post")
    frame = names.join(_noticed(corpus, members, len(names)))
    frame["votes"] = _distinct(votes, ["topic", "source_site"], len(names))
    prior = fitted_prior(frame["votes"], frame["posts"])
    frame["yield"], frame["yield_low"], frame["yield_high"] = smoothed(frame["votes"], frame["posts"], prior)
    frame["lift"] = _lifts(corpus, members, voices, len(names))
    frame["recent_votes"] = _distinct(votes[votes["window"] == 0], ["topic", "source_site"], len(names))
    before = votes[votes["window"] > 0]
    frame["earlier_votes"] = _distinct(before, ["topic", "source_site", "window"], len(names))
    frame["earlier_posts"] = _earlier_posts(corpus, members, len(names))
    frame["hot"] = _hot(frame)
    frame["bursts"] = _bursts(votes, voices, len(names))
    frame["half_life"] = _half_lives(corpus, members, len(names))
    order = ["hot", "yield_low", "topic", "origin", "language"]
    ascending = [False, False, True, True, True]
    return shaped(TOPICS, frame.sort_values(order, ascending=ascending, kind="stable", na_position="last"))


def memberships(corpus: Corpus) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables `Corpus.topics` and `Corpus.topic_posts`; a name holds no "; ", which separates names."""
    there = corpus.posts.index[~corpus.posts["gone"]]
    tags = corpus.tags[corpus.tags["post"].isin(there)]
    tagged, spellings = tag_topics.members(tags)
    found = found_topics(_texts(corpus, there.difference(pd.Index(tagged["post"]))))
    rows = [(len(spellings) + n, post) for n, topic in enumerate(found) for post in topic.posts]
    members = pd.concat([tagged, pd.DataFrame(rows, columns=["topic", "post"], dtype="int64")])
    names = pd.DataFrame({"topic": spellings + _labels(found, spellings)}, dtype="object")
    names["topic"] = names["topic"].str.replace(";", ",")
    names["origin"] = ["tags"] * len(spellings) + ["text"] * len(found)
    language = members["post"].map(corpus.posts["language"].map(primary)).groupby(members["topic"])
    names["language"] = (
        language.first().where(language.nunique() == 1, "").reindex(names.index, fill_value="")
    )
    names["posts"] = members.groupby("topic").size().reindex(names.index, fill_value=0)
    return names, members


def _labels(found: list[Found], tags: list[str]) -> list[str]:
    """The names of topics found in texts, each its own: texts of two languages may say the same words."""
    said = Counter(tags + [topic.label for topic in found])
    names = [f"{t.label} ({t.language})" if said[t.label] > 1 else t.label for t in found]
    before = [names[:place].count(name) for place, name in enumerate(names)]
    return [f"{name} {more + 1}" if more else name for name, more in zip(names, before, strict=True)]


def of_posts(corpus: Corpus) -> pd.Series[Any]:
    """The names of each post's topics, separated by "; ", by row of `corpus.posts`; "" for none."""
    members = corpus.topic_posts.sort_values(["post", "topic"], kind="stable")
    named = members["topic"].map(corpus.topics["topic"]).groupby(members["post"]).agg("; ".join)
    return named.astype("object").reindex(corpus.posts.index, fill_value="")


def _texts(corpus: Corpus, rows: pd.Index[Any]) -> list[Text]:
    """What posts without tags say, and what the pages say that cite them."""
    pairs = current(corpus)
    said = (
        (pairs["title"] + " " + pairs["excerpt"])[pairs["clean"]].groupby(pairs["target_page"]).agg(" ".join)
    )
    posts = corpus.posts.loc[rows]
    heard = said.reindex(posts["page"], fill_value="").tolist()
    own = (posts["title"] + " " + posts["excerpt"]).tolist()
    languages = map(primary, posts["language"])
    every = zip(posts.index, posts["blog_id"], languages, own, heard, strict=True)
    return [Text(int(post), int(blog), tongue, f"{a} {b}") for post, blog, tongue, a, b in every]


def _voices(corpus: Corpus) -> pd.DataFrame:
    """Clean linkbacks that are references, with `post`, `window` (0 the last, 1 before it …), `month`; NaN
    and "" where nothing dates them."""
    pairs = current(corpus)
    voices = pairs.loc[pairs["voice"], ["target_page", "source_site", "day", "dated"]]
    return voices.assign(
        post=corpus.page_posts[voices["target_page"].to_numpy()],
        window=((corpus.today - voices["day"]) // corpus.options.window_days).clip(lower=0),
        month=voices["dated"].str[:7],
    )


def _distinct(votes: pd.DataFrame, by: list[str], topics: int) -> Any:
    """For each topic how many of its votes differ in the columns `by`, of which "topic" is one."""
    kept = votes.drop_duplicates(by)
    return np.bincount(kept["topic"].to_numpy(dtype=np.int64), minlength=topics)


def _noticed(corpus: Corpus, members: pd.DataFrame, topics: int) -> pd.DataFrame:
    """`share_noticed` of each topic: the share of its posts that list a clean linkback."""
    pairs = current(corpus)
    drew = np.zeros(len(corpus.posts), dtype=float)
    drew[corpus.page_posts[pairs.loc[pairs["clean"], "target_page"].to_numpy()]] = 1.0
    share = pd.Series(drew[members["post"].to_numpy()]).groupby(members["topic"].to_numpy()).mean()
    return pd.DataFrame({"share_noticed": share.reindex(range(topics), fill_value=0.0)})


def _earlier_posts(corpus: Corpus, members: pd.DataFrame, topics: int) -> Any:
    """Posts of each topic that are known to be published before the window."""
    old = corpus.posts["day"].astype("float64") <= corpus.today - corpus.options.window_days
    kept = members[old.to_numpy()[members["post"].to_numpy()]]
    return np.bincount(kept["topic"].to_numpy(dtype=np.int64), minlength=topics)


def _hot(topics: pd.DataFrame) -> Any:
    """Against all topics together, each site and window counted in the whole as in its parts: a site that
    cites ever more has one vote a window in the whole, and ever more over its topics. A topic with neither
    votes nor posts from before has no earlier rate to compare with."""
    recent, earlier = topics["recent_votes"], topics["earlier_votes"]
    now, then = float(recent.sum()), float(earlier.sum())
    worth = prior_votes(recent, earlier, now / (now + then)) if now + then else 0.0
    compared = (recent + earlier > 0) & (earlier + topics["earlier_posts"] > 0)
    return np.where(compared, ratio_low(recent, earlier, now, then, worth), np.nan)


def _bursts(votes: pd.DataFrame, voices: pd.DataFrame, topics: int) -> list[str]:
    """Over the months from the first vote of the crawl to the last; one vote a site, topic and month."""
    voices, votes = voices[voices["month"] != ""], votes[votes["month"] != ""]
    if not len(voices):
        return [""] * topics
    months = pd.period_range(voices["month"].min(), voices["month"].max(), freq="M").astype("str")
    # Of all topics together, so that a vote for two topics counts twice in the whole as in its parts.
    cast = votes.drop_duplicates(["topic", "source_site", "month"])
    table = cast.groupby(["topic", "month"]).size().unstack(fill_value=0)
    table = table.reindex(index=range(topics), columns=months, fill_value=0)
    totals = table.sum(axis=0).tolist()
    return [
        "; ".join(f"{months[b.start]}..{months[b.end]} ({b.weight:.2f})" for b in bursts(hits, totals))
        for hits in table.to_numpy().tolist()
    ]


def _lifts(corpus: Corpus, members: pd.DataFrame, voices: pd.DataFrame, topics: int) -> list[float]:
    """Referring sites of a topic's posts over those of the same blogs' other posts of the same age."""
    posts = corpus.posts
    sites = voices.groupby("post")["source_site"].nunique().reindex(posts.index, fill_value=0).to_numpy()
    dated = posts[~posts["gone"] & posts["day"].notna()].sort_values(["blog_id", "day"], kind="stable")
    # Blogs are laid far apart on one line of days, so that one search finds the neighbours of every post.
    line = dated["blog_id"].to_numpy() * _FAR + dated["day"].to_numpy(dtype=np.int64)
    place = np.full(len(posts), -1)
    place[dated.index.to_numpy()] = np.arange(len(dated))
    drawn = sites[dated.index.to_numpy()]
    groups = members.groupby("topic")["post"]
    on_topic = {topic: np.sort(place[rows.to_numpy()]) for topic, rows in groups}
    return [_lift(line, drawn, on_topic[topic]) if topic in on_topic else np.nan for topic in range(topics)]


def _lift(line: Any, drawn: Any, own: Any) -> float:
    """The lift of the topic whose posts stand at the places `own`. `line`: the days of all dated posts, one
    blog behind the other; `drawn`: the referring sites of each of them. Posts without others of their age
    are left out; NaN where no site cites these others."""
    own = own[own >= 0]
    first, last = (
        np.searchsorted(line, line[own] - SAME_AGE),
        np.searchsorted(line, line[own] + SAME_AGE, "right"),
    )
    every = np.concatenate([[0], np.cumsum(drawn)])
    mine = np.concatenate([[0], np.cumsum(drawn[own])])
    own_first, own_last = np.searchsorted(own, first), np.searchsorted(own, last)
    others = (last - first) - (own_last - own_first)
    sites = (every[last] - every[first]) - (mine[own_last] - mine[own_first])
    compared = others > 0
    expected = (sites[compared] / others[compared]).sum()
    return float(drawn[own][compared].sum() / expected) if expected > 0 else float("nan")


def _half_lives(corpus: Corpus, members: pd.DataFrame, topics: int) -> Any:
    """Of linkbacks with a date, those without a link among them; those before the post was published count
    as on its day."""
    pairs = current(corpus)
    drew = pairs[pairs["clean"] & ~pairs["reaction"]]
    post = corpus.page_posts[drew["target_page"].to_numpy()]
    published = corpus.posts["day"].astype("float64").to_numpy()[post]
    known = pd.DataFrame({"post": post, "delay": (drew["day"] - published).clip(lower=0)}).dropna()
    delays = known.sort_values("delay", kind="stable").groupby("post")["delay"]
    half = delays.agg(lambda values: values.iloc[(len(values) - 1) // 2])
    medians = members["post"].map(half).groupby(members["topic"]).median()
    return medians.reindex(range(topics)).to_numpy(dtype=float)
