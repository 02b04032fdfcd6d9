"""Nearly the same text from several sites: MinHash over runs of words, by bands."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from analysis.terms import words

SHINGLE, LEAST_WORDS = 3, 8
HASHES, BANDS = 64, 16
SAME = 0.8
"""Estimated Jaccard similarity of the sets of word triples from which two texts are the same."""

_PRIME = (1 << 31) - 1


def copies(texts: Sequence[str], sites: Sequence[str]) -> dict[int, str]:
    """For the place of each text that another site has nearly word for word: a phrase that names that site.

    Texts under eight words are no evidence and are passed over. Deterministic.
    """
    buckets: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    prints: dict[int, NDArray[np.int64]] = {}
    for place, text in enumerate(texts):
        spoken = words(text)
        if sites[place] and len(spoken) >= LEAST_WORDS:
            prints[place] = signature(spoken)
            for band, rows in enumerate(np.split(prints[place], BANDS)):
                buckets[band, rows.tobytes()].append(place)
    found: dict[int, str] = {}
    for places in buckets.values():
        _note(places, sites, prints, found)
    return {place: f"nearly the same text from {site}" for place, site in found.items()}


def signature(spoken: Sequence[str]) -> NDArray[np.int64]:
    """The smallest hash of the text's word triples under each of 64 hash functions."""
    grams = {" ".join(spoken[i : i + SHINGLE]) for i in range(max(1, len(spoken) - SHINGLE + 1))}
    values = np.array(sorted(zlib.crc32(gram.encode()) % _PRIME for gram in grams), dtype=np.int64)
    factors, shifts = _functions()
    return np.asarray(((factors[:, None] * values[None, :] + shifts[:, None]) % _PRIME).min(axis=1))


@cache
def _functions() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    generator = np.random.default_rng(1)
    return generator.integers(1, _PRIME, HASHES), generator.integers(0, _PRIME, HASHES)


def _note(
    places: Sequence[int], sites: Sequence[str], prints: dict[int, NDArray[np.int64]], found: dict[int, str]
) -> None:
    # One text of each site is enough, and keeps a bucket of a thousand copies from becoming a million pairs.
    first = list({sites[place]: place for place in reversed(places)}.values())[:50]
    for one, other in combinations(first, 2):
        if (prints[one] == prints[other]).mean() >= SAME:
            found.setdefault(one, sites[other])
            found.setdefault(other, sites[one])
    for place in places:
        twin = next((p for p in first if p in found and (prints[p] == prints[place]).mean() >= SAME), None)
        if twin is not None:
            found.setdefault(place, sites[twin] if sites[twin] != sites[place] else found[twin])
