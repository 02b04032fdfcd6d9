"""Topics found in texts, for posts that carry no tags: TF-IDF, NMF, labels by c-TF-IDF, for each language."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.terms import carrying, words

LEAST_POSTS, POSTS_PER_TOPIC, MOST_TOPICS = 8, 12, 40
"""A language with fewer posts gets no topics; else one for each dozen posts, from 2 to 40."""
SHARE = 0.25
"""A post is on each topic that makes up at least so much of it."""
BOILERPLATE = 0.5
"""A term in more than this share of a blog's posts is the blog's furniture."""
LABEL_TERMS = 3
_ENDINGS, _LOANS = re.compile("[ぁ-ゟ]+"), re.compile("[ァ-ヺー]{2,}")
"""Hiragana are the particles and endings of Japanese, which carry no subject; a run of katakana is a word."""


@dataclass(frozen=True, slots=True)
class Text:
    """What is said in and about one post, without markup, and whose it is."""

    post: int
    blog: int
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A topic: its label, its language, and its posts."""

    label: str
    language: str
    posts: tuple[int, ...]


def found_topics(texts: Sequence[Text]) -> list[Found]:
    """Topics of all languages, by language, then label. Deterministic; [] for few or empty texts."""
    by_language: dict[str, list[Text]] = {}
    for text in texts:
        by_language.setdefault(text.language, []).append(text)
    return [topic for language in sorted(by_language) for topic in _of_language(by_language[language])]


def _of_language(texts: list[Text]) -> list[Found]:
    texts = sorted(texts, key=lambda t: t.post)
    spoken = without_boilerplate([_terms(t.text) for t in texts], [t.blog for t in texts])
    if sum(bool(terms) for terms in spoken) < LEAST_POSTS:
        return []
    counts, vocabulary = _counted(spoken)
    if not len(vocabulary):
        return []
    weights = _factors(counts, min(MOST_TOPICS, max(2, len(texts) // POSTS_PER_TOPIC)))
    member = _memberships(weights)
    labels = _labels(counts, vocabulary, member)
    topics = [
        Found(label, texts[0].language, tuple(texts[row].post for row in np.flatnonzero(column)))
        for label, column in zip(labels, member.T, strict=True)
        if column.sum() >= 2
    ]
    return sorted(topics, key=lambda t: (t.label, t.posts))


def without_boilerplate(spoken: list[list[str]], blogs: list[int]) -> list[list[str]]:
    """The terms of each post less those that stand in over half of its blog's posts (of three or more)."""
    posts, holding = Counter(blogs), Counter[tuple[int, str]]()
    for terms, blog in zip(spoken, blogs, strict=True):
        holding.update((blog, term) for term in set(terms))
    return [
        [t for t in terms if posts[blog] < 3 or holding[blog, t] <= BOILERPLATE * posts[blog]]
        for terms, blog in zip(spoken, blogs, strict=True)
    ]


def _terms(text: str) -> list[str]:
    others = _LOANS.sub(" ", _ENDINGS.sub(" ", text))
    return carrying(words(others)) + _LOANS.findall(text)


def _counted(spoken: list[list[str]]) -> tuple[sparse.csr_matrix[Any], list[str]]:
    """Counts of terms that stand in at least two posts and at most half of them."""
    documents = Counter(term for terms in spoken for term in set(terms))
    most = len(spoken) // 2
    vocabulary = sorted(term for term, count in documents.items() if 2 <= count <= most)
    number = {term: place for place, term in enumerate(vocabulary)}
    cells = Counter((row, number[t]) for row, terms in enumerate(spoken) for t in terms if t in number)
    rows, columns = zip(*cells, strict=True) if cells else ((), ())
    shape = (len(spoken), len(vocabulary))
    return sparse.csr_matrix(
        (list(cells.values()), (rows, columns)), shape=shape, dtype=np.float64
    ), vocabulary


def _factors(counts: sparse.csr_matrix[Any], topics: int) -> NDArray[np.float64]:
    """Weight of each topic (columns) in each post (rows)."""
    from sklearn.decomposition import NMF
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.feature_extraction.text import TfidfTransformer

    weighted = TfidfTransformer(sublinear_tf=True).fit_transform(counts)
    topics = min(topics, *weighted.shape)
    model = NMF(topics, init="nndsvd", max_iter=300, random_state=0)
    # Where factors fit exactly, the error that is left, of which nothing is made, may be rounded below zero.
    with warnings.catch_warnings(), np.errstate(invalid="ignore"):
        # Topics settle long before the factors do, and the number of rounds is part of the method.
        warnings.simplefilter("ignore", ConvergenceWarning)
        return np.asarray(model.fit_transform(weighted))


def _memberships(weights: NDArray[np.float64]) -> NDArray[np.bool_]:
    # Rounded, so that the last bits of another processor's arithmetic move no post.
    total = weights.sum(axis=1, keepdims=True)
    share = np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)
    return np.asarray(np.round(share, 6) >= SHARE)


def _labels(counts: sparse.csr_matrix[Any], vocabulary: list[str], member: NDArray[np.bool_]) -> list[str]:
    """The three terms that set each topic apart (fewer where its posts share fewer): frequency in it ×
    log(1 + mean size / frequency in all)."""
    in_topic = np.asarray((counts.T @ member.astype(np.float64)).T)
    overall = np.asarray(counts.sum(axis=0)).reshape(-1)
    score = np.round(in_topic * np.log1p(in_topic.sum(axis=1).mean() / overall), 9)
    best = np.argsort(-score, axis=1, kind="stable")[:, :LABEL_TERMS]
    chosen = (row[held[row] > 0] for row, held in zip(best, score, strict=True))
    return [", ".join(vocabulary[term] for term in row) for row in chosen]
