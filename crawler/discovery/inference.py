"""Which posts need no fetch: those that their blog states to have no comments and no linkbacks.

WordPress's `slash:comments` counts approved comments and linkbacks together, so a post with 0 lists nothing.
A plugin or theme can leave linkbacks out of the number; so the rule is checked on posts that were read: those
that list linkbacks prove it (their numbers only agree if linkbacks are counted), and some of the posts with 0
are read where that proof is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

PROOF = 3
"""Read posts with linkbacks, all of them agreeing with their counts, that prove the rule."""
ONE_IN = 30
"""Of so many posts with count 0 one is read at first, whatever else is known."""
SAMPLE = 5
"""Posts with count 0 that are read where no post with linkbacks can prove the rule."""
COMMENTS_ALONE = frozenset(
    ("blogger", "dotclear", "drupal", "movabletype", "nucleus", "serendipity", "typepad")
)
"""Software whose feeds count people's comments, and no linkbacks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A post that was read: what its blog stated, and what its whole listing showed.

    `count` is None where nothing was stated. `complete` is false where a page of the listing was missed.
    """

    count: int | None
    comments: int
    linkbacks: int
    complete: bool = True


def says_of_linkbacks(platform: str | None, inference: str) -> bool:
    """Whether the counts that a blog states may take in linkbacks: by its software, and by what was seen when
    the rule was checked (`blogs.inference`)."""
    return platform not in COMMENTS_ALONE and inference != "broken"


def sample_to_check(zeros: Sequence[str], *, proven: bool | None = None) -> tuple[str, ...]:
    """Posts with count 0 to be read as a check, evenly spread, the first one always among them.

    `zeros` in the order in which the blog names them: in the feed by number of comments the first ones would
    be those with linkbacks that a plugin keeps out of the number. `proven`: what `rule_holds` said of the
    posts read so far. True or None (nothing read yet): one in `ONE_IN`; False: all of them.
    """
    if proven is False:
        return tuple(zeros)
    return spread(zeros, len(zeros) // ONE_IN)


def more_to_check(zeros: Sequence[str]) -> tuple[str, ...]:
    """Further posts with count 0, to be read where the read ones could not prove the rule."""
    return spread(zeros, min(SAMPLE, len(zeros)))


def rule_holds(readings: Iterable[Reading]) -> bool | None:
    """Whether the blog's counts take in linkbacks; None where what was read cannot tell.

    False as soon as one whole listing shows linkbacks and more entries than the count. True where at least
    `PROOF` posts with linkbacks agree, or `SAMPLE` posts with count 0 list nothing; one post of each kind
    counts as proof together. More stated than shown says nothing: a theme may hide entries.
    """
    agreeing = empty = 0
    for reading in readings:
        if reading.count is None:
            continue
        if reading.linkbacks and reading.comments + reading.linkbacks > reading.count:
            return False
        if reading.linkbacks and reading.complete and reading.comments + reading.linkbacks == reading.count:
            agreeing += 1
        elif reading.count == 0 and reading.complete:
            empty += 1
    return True if agreeing >= PROOF or empty >= SAMPLE or (agreeing and empty) else None


def spread(items: Sequence[str], wanted: int) -> tuple[str, ...]:
    """So many of the items, evenly from the first to the last; all of them where fewer are there."""
    if wanted >= len(items):
        return tuple(items)
    if wanted <= 1:
        return tuple(items[: max(wanted, 0)])
    return tuple(items[round(n * (len(items) - 1) / (wanted - 1))] for n in range(wanted))
