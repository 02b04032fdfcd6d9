"""Rates with their uncertainty: votes per post, and votes now against votes before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

LOW, HIGH = 0.05, 0.95
"""Ends of the 90 % interval."""

MOST_SHAPE = 100.0
"""Where topics do not differ more than chance makes them, their rates are taken to differ by a tenth, or by
what their common mean itself may be off, where few votes make it."""

LEAST_VOTES, MOST_VOTES = 2.0, 100.0
"""What the crawl's share of recent votes is worth, at least and at most, against a topic's own."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Prior:
    """A gamma distribution of rates: mean shape/rate. Both 0 where nothing was counted at all."""

    shape: float
    rate: float


def fitted_prior(votes: ArrayLike, posts: ArrayLike) -> Prior:
    """The gamma prior of rates votes/posts by the method of moments, posts as weights.

    mean m = Σv/Σn; variance between topics t = Σn(v/n - m)²/Σn - m·K/Σn (what chance alone makes), at
    least m²/100, and at least m²/Σv, the variance of m; shape = m²/t, rate = m/t.
    """
    v, n = np.asarray(votes, dtype=float), np.asarray(posts, dtype=float)
    total = n.sum()
    mean = v.sum() / total if total else 0.0
    if mean == 0:
        return Prior(0.0, 0.0)
    spread = float((n * (v / n - mean) ** 2).sum() / total - mean * len(n) / total)
    variance = max(spread, mean**2 / min(MOST_SHAPE, v.sum()))
    return Prior(mean**2 / variance, mean / variance)


def smoothed(votes: ArrayLike, posts: ArrayLike, prior: Prior) -> tuple[Floats, Floats, Floats]:
    """Posterior mean (shape + v)/(rate + n), and the ends of its 90 % interval. Zeros for the empty prior."""
    shape = prior.shape + np.asarray(votes, dtype=float)
    rate = prior.rate + np.asarray(posts, dtype=float)
    if prior.rate == 0:
        zeros = np.zeros_like(rate)
        return zeros, zeros.copy(), zeros.copy()
    return shape / rate, special.gammaincinv(shape, LOW) / rate, special.gammaincinv(shape, HIGH) / rate


def prior_votes(recent: ArrayLike, earlier: ArrayLike, share: float) -> float:
    """How many votes the crawl's own share of recent ones is worth, for each topic: from 2 to 100.

    The method of moments over topics: with n votes of which x = r/n are recent, variance between topics
    t = (Σn(x - share)² - K·share·(1 - share)) / (Σn - Σn²/Σn), K topics with votes; worth =
    share·(1 - share)/t - 1. The more alike the topics are, the more it takes to stand out.
    """
    r, e = np.asarray(recent, dtype=float), np.asarray(earlier, dtype=float)
    n = (r + e)[r + e > 0]
    chance = share * (1 - share)
    room = n.sum() - (n**2).sum() / n.sum() if len(n) else 0.0
    if room <= 0 or chance == 0:
        return LEAST_VOTES
    spread = float((n * (r[r + e > 0] / n - share) ** 2).sum() - len(n) * chance) / room
    return float(np.clip(chance / spread - 1, LEAST_VOTES, MOST_VOTES)) if spread > 0 else MOST_VOTES


def ratio_low(
    recent: ArrayLike, earlier: ArrayLike, all_recent: float, all_earlier: float, worth: float = 2.0
) -> Floats:
    """Lower end of the 90 % interval of (recent/all_recent) / (earlier/all_earlier).

    Of recent + earlier votes the share p that is recent is Beta(worth·s + recent, worth·(1 - s) + earlier),
    where s is the crawl's own share all_recent/(all_recent + all_earlier) and `worth` is `prior_votes`; with
    its 5 % quantile q the bound is q/(1 - q) × all_earlier/all_recent. NaN where the crawl has no vote in one
    of the two times.
    """
    r, e = np.asarray(recent, dtype=float), np.asarray(earlier, dtype=float)
    if all_recent <= 0 or all_earlier <= 0:
        return np.full(r.shape, np.nan)
    share = all_recent / (all_recent + all_earlier)
    q = special.betaincinv(r + worth * share, e + worth * (1 - share), LOW)
    return np.asarray(q / (1 - q) * all_earlier / all_recent)
