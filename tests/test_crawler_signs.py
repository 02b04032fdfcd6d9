"""Quick tests that stand before slow expressions: whatever an expression finds must pass them.

Here alone tests look behind the public door: words and their signs are two lists made by hand, and nothing
else would show that one of them has a word more.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from re import _constants as codes
from re import _parser as parser
from typing import Any

import pytest

from crawler.facts import entry_dates, wording
from crawler.words import ping_words, read_more

MOST = 400


def _texts(tree: Iterable[tuple[Any, Any]]) -> list[str]:
    """Texts of which one takes each branch of a parsed expression, the first of all others beside it."""
    parts = [list(dict.fromkeys(_texts_of(code, value)))[:MOST] for code, value in tree]
    first = [part[0] for part in parts]
    return [
        "".join((*first[:i], text, *first[i + 1 :])) for i, part in enumerate(parts) for text in part
    ] or [""]


def _texts_of(code: Any, value: Any) -> Iterator[str]:
    if code in (codes.LITERAL, codes.RANGE):
        yield chr(value if code is codes.LITERAL else value[0])
    elif code is codes.BRANCH:
        for tree in value[1]:
            yield from _texts(tree)
    elif code is codes.SUBPATTERN:
        yield from _texts(value[3])
    elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        low, high, tree = value
        for times in {low, max(low, min(1, int(high)))}:
            yield from (text * times for text in _texts(tree))
    elif code is codes.IN:
        negated = value[0][0] is codes.NEGATE
        yield from ["Q"] if negated else [text for each in value for text in _texts_of(*each)]
    elif code is codes.CATEGORY:
        yield {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " "}.get(value, "Q")
    elif code in (codes.ANY, codes.NOT_LITERAL):
        yield "Q"
    else:  # what looks ahead or behind, and places
        yield ""


def found_by(pattern: str) -> list[str]:
    """Texts that an expression finds: one for each of its words, in the case in which they are written."""
    expression = re.compile(pattern, re.I)
    around = (f"{before}{text}{behind}" for text in _texts(parser.parse(pattern)) for before, behind in ENDS)
    return [text for text in around if expression.search(text)]


ENDS = (("", ""), (" ", " "), ("Q 1", " 1"), ("", ": Qa"), (". ", ""))


@pytest.mark.parametrize(
    ("pattern", "signs", "least"),
    [
        (wording._AUTHOR_WORD, wording._AUTHOR_SIGNS, 130),
        (wording._WROTE, wording._WRITTEN_SIGNS, 60),
        (wording._SAID, wording._SAID_SIGNS, 12),
        *((way.pattern.pattern, way.signs, 1) for way in wording._WAYS if way.signs),
        (entry_dates._CHANGED.pattern, entry_dates._CHANGING, 20),
        (ping_words._INTRODUCTION.pattern, ping_words.INTRODUCING, 8),
    ],
)
def test_a_text_that_an_expression_finds_holds_one_of_its_signs(
    pattern: str, signs: Collection[str], least: int
) -> None:
    found = found_by(pattern)
    assert len(found) >= least
    assert [text for text in found if not any(sign in text.lower() for sign in signs)] == []


def test_words_that_lead_on_end_as_they_are_told_by() -> None:
    found = found_by(read_more._ENDING.pattern)
    assert len(found) >= 100
    ends = (text.rstrip().rstrip(read_more._SIGNS).rstrip().lower() for text in found)
    assert [text for text in ends if not text.endswith(read_more._LAST)] == []
