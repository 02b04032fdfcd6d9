"""Nearly the same text: from several sites (MinHash over runs of words, by bands), or the post's own."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

SHINGLE, LEAST_WORDS = 3, 8
HASHES, BANDS = 64, 16
SAME = 0.8
"""Estimated Jaccard similarity of the sets of word triples from which two texts are the same."""

_PRIME = (1 << 31) - 1
_AT_ONCE = 1 << 16
"""So many triples are hashed at once."""

Longs = NDArray[np.int64]


def copies(spoken: Sequence[Sequence[str]], sites: Sequence[str]) -> dict[int, str]:
    """For the place of each text, given as its `words`, that another site has nearly word for word: a phrase
    that names that site.

    Texts under eight words, or of no site, are no evidence and are passed over. Deterministic.
    """
    places = [n for n, said in enumerate(spoken) if sites[n] and len(said) >= LEAST_WORDS]
    if not places:
        return {}
    prints = _signatures([spoken[place] for place in places])
    found: dict[int, str] = {}
    placed = [sites[place] for place in places]
    for bucket in _buckets(prints):
        _note(bucket, placed, prints, found)
    return {places[row]: f"nearly the same text from {site}" for row, site in sorted(found.items())}


def repeats(said: Sequence[str], original: Sequence[str]) -> bool:
    """Whether a text, given as its `words`, is nearly word for word the beginning of another: listings cut
    what they show. Under eight words it is no evidence."""
    if len(said) < LEAST_WORDS:
        return False
    one, other = _runs(said), _runs(original[: len(said)])
    return len(one & other) >= SAME * len(one | other)


def _runs(said: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(*(said[n:] for n in range(SHINGLE)), strict=False))


def _signatures(spoken: Sequence[Sequence[str]]) -> Longs:
    """A row for each text: the smallest hash of its word triples under each of 64 hash functions."""
    out = np.empty((len(spoken), HASHES), dtype=np.int64)
    sizes = np.array([len(said) - SHINGLE + 1 for said in spoken])
    first = 0
    while first < len(spoken):
        last = first + max(1, int(np.searchsorted(np.cumsum(sizes[first:]), _AT_ONCE)))
        values, starts = _triples(spoken[first:last]), np.cumsum(sizes[first:last]) - sizes[first:last]
        for number, (factor, shift) in enumerate(zip(*_functions(), strict=True)):
            out[first:last, number] = np.minimum.reduceat((factor * values + shift) % _PRIME, starts)
        first = last
    return out


def _triples(spoken: Sequence[Sequence[str]]) -> Longs:
    """A number for each run of three words of each text, one text after the other."""
    known: dict[str, int] = {}
    numbers = np.array([_number(word, known) for said in spoken for word in said], dtype=np.int64)
    ends = np.cumsum([len(said) for said in spoken])
    runs = numbers[:-2] * 31 % _PRIME * 31 + numbers[1:-1] * 17 + numbers[2:]
    inside = np.ones(len(numbers), dtype=bool)
    inside[ends - 1] = inside[ends - 2] = False
    return np.asarray(runs[inside[:-2]] % _PRIME)


def _number(word: str, known: dict[str, int]) -> int:
    found = known.get(word)
    return known.setdefault(word, zlib.crc32(word.encode()) % _PRIME) if found is None else found


@cache
def _functions() -> tuple[Longs, Longs]:
    generator = np.random.default_rng(1)
    return generator.integers(1, _PRIME, HASHES), generator.integers(0, _PRIME, HASHES)


def _buckets(prints: Longs) -> Iterator[list[int]]:
    """Rows that agree in a band of their signatures, ascending; each band's buckets in a stated order."""
    for band in np.split(prints, BANDS, axis=1):
        order = np.lexsort(band.T)
        ordered = band[order]
        cuts = np.flatnonzero((ordered[1:] != ordered[:-1]).any(axis=1)) + 1
        for begin, end in zip([0, *cuts.tolist()], [*cuts.tolist(), len(order)], strict=True):
            if end - begin > 1:
                yield sorted(order[begin:end].tolist())


def _alike(one: Longs, other: Longs) -> bool:
    return bool(np.count_nonzero(one == other) >= SAME * HASHES)


def _note(bucket: Sequence[int], sites: Sequence[str], prints: Longs, found: dict[int, str]) -> None:
    # One text of each site is enough, and keeps a bucket of a thousand copies from becoming a million pairs.
    first = list({sites[row]: row for row in reversed(bucket)}.values())[:50]
    for one, other in combinations(first, 2):
        if not (one in found and other in found) and _alike(prints[one], prints[other]):
            found.setdefault(one, sites[other])
            found.setdefault(other, sites[one])
    for row in (row for row in bucket if row not in found):
        twin = next((r for r in first if r in found and _alike(prints[r], prints[row])), None)
        if twin is not None:
            found[row] = sites[twin] if sites[twin] != sites[row] else found[twin]
