"""The form that the addresses of a blog's posts share, learned from those that its feed names.

Software of any kind is told so: `?e=12`, `read.php?12`, `PermaLink,guid,0c1d….aspx`, `?q=node/12`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from crawler.seeds import in_scope

FEWEST = 3
"""Posts of which at least a form is learned."""
_PARTS = re.compile(r"[/?&=.,:;]|[^/?&=.,:;]+")
_BETWEEN = "/?&=.,:;"
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY_LENGTH = 8
_MANY = 5
_WORDS = re.compile(r"[^\W\d_]{3,}(?:[-_][^\W\d_]{3,})*(?:[-_]|(?=\d))")
_LAST_WORD = re.compile(r"[^\W\d_]+[-_]?\Z")
# Parts that say nothing: what servers call their scripts and files.
_COMMON = frozenset(("index", "default", "php", "php3", "html", "htm", "shtml", "asp", "aspx", "cgi", "jsp"))


@dataclass(frozen=True, slots=True)
class Form:
    """A form of addresses below a blog's prefix.

    `sure`: a word or number of it tells posts from other pages, so that nothing else need say so. `numbered`:
    there is a number in all that differs.
    """

    pattern: re.Pattern[str]
    sure: bool
    numbered: bool

    def fits(self, url: str, prefix: str) -> bool:
        """Whether an address has the form."""
        return in_scope(url, prefix) and self.pattern.fullmatch(_below(url, prefix)) is not None


def learn(posts: Iterable[str], prefix: str) -> Form | None:
    """The form of most of the posts at these addresses; None where they are too few, or differ too much."""
    written = {_below(url, prefix) for url in posts if in_scope(url, prefix)}
    groups: dict[str, list[list[str]]] = {}
    for one in sorted(written):
        parts = _PARTS.findall(one)
        groups.setdefault("".join(part if part in _BETWEEN else "a" for part in parts), []).append(parts)
    largest = max(groups.values(), key=len, default=[])
    if len(largest) < FEWEST or len(largest) * 2 <= len(written):
        return None
    columns = list(zip(*largest, strict=True))
    kinds = [_kind(column) for column in columns]
    if "words" not in kinds and "numbers" not in kinds and "mixed" not in kinds:
        return None
    named = any(
        kind == "fixed" and _is_telling(column[0]) for kind, column in zip(kinds, columns, strict=True)
    )
    return Form(
        pattern=re.compile("".join(map(_pattern, kinds, columns))),
        sure=named or "numbers" in kinds or "mixed" in kinds,
        numbered="words" not in kinds,
    )


def _below(url: str, prefix: str) -> str:
    """What stands behind the blog's prefix, from the slash on, without the fragment."""
    parts = url.partition("#")[0].partition("://")[2].split("/", prefix.count("/"))
    return (
        "/" + parts[-1] if len(parts) > prefix.count("/") else "/" + url.partition("#")[0].rpartition("/")[2]
    )


def _kind(column: tuple[str, ...]) -> str:
    """What differs at a place: nothing ("fixed"), "numbers", texts with numbers in each ("mixed"), "words".

    A number is one, whether it differs or not: all that the feed names may be of one year.
    """
    if all(part.isdecimal() for part in column):
        return "numbers"
    if len(set(column)) == 1:
        return "fixed"
    return "mixed" if all(any(map(str.isdigit, part)) for part in column) else "words"


def _pattern(kind: str, column: tuple[str, ...]) -> str:
    if kind == "fixed":
        return re.escape(column[0])
    if kind == "numbers" and all(len(part) >= _DAY_LENGTH for part in column):
        return rf"\d{{{min(map(len, column))},{max(map(len, column))}}}"
    if kind == "numbers":
        return r"(?:19|20)\d\d" if all(map(_YEAR.fullmatch, column)) else r"\d{1,10}"
    if kind == "words":
        return rf"[^{_BETWEEN}]+"
    if word := _word_before(column):
        return rf"{re.escape(word)}(?=[^{_BETWEEN}]*\d)[^{_BETWEEN}]+"
    # "12-a-title", where "2" is the number of a page.
    lettered = all(any(map(str.isalpha, part)) for part in column)
    letter = rf"(?=[^{_BETWEEN}]*[^\W\d_])" if lettered else ""
    return rf"(?=[^{_BETWEEN}]*\d){letter}[^{_BETWEEN}]+"


def _word_before(column: tuple[str, ...]) -> str:
    """The word with which all of many texts begin ("blog-entry-12"), where those of lists may have another
    one ("blog-category-3"); else nothing."""
    found = _WORDS.match(column[0]) if len(set(column)) >= _MANY else None
    words = found[0] if found else ""
    while not all(one.startswith(words) for one in column):
        words = _LAST_WORD.sub("", words)
    return words


def _is_telling(part: str) -> bool:
    return len(part) > 1 and any(map(str.isalpha, part)) and part.lower() not in _COMMON
