"""Expressions are as those of `re`, but compiled when they are first asked."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest

import crawler
from crawler.words.expressions import _Late, expression


@pytest.mark.parametrize(
    ("pattern", "flags", "text", "found"),
    [
        ("b+", 0, "abbc", "bb"),
        ("B+", re.I, "abbc", "bb"),
        ("B+", 0, "abbc", None),
        ("é", re.I, "CAFÉ", "É"),
        ("x$", re.M, "x\ny", "x"),
        ("x$", 0, "x\ny", None),
    ],
)
def test_an_expression_finds_what_re_finds(pattern: str, flags: int, text: str, found: str | None) -> None:
    late, plain = expression(pattern, flags), re.compile(pattern, flags)
    for _ in range(2):
        match = late.search(text)
        assert (match[0] if match else None) == found
    assert late.sub("-", text) == plain.sub("-", text)
    assert (late.pattern, late.flags) == (plain.pattern, plain.flags)


def test_an_expression_is_compiled_when_it_is_first_asked() -> None:
    broken = expression("(")
    assert broken.pattern == "("
    with pytest.raises(re.error):
        broken.search("x")


def _kept(value: Any) -> Iterator[_Late]:
    if isinstance(value, _Late):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _kept(one)


def test_all_expressions_can_be_compiled() -> None:
    names = [one.name for one in pkgutil.walk_packages(crawler.__path__, "crawler.")]
    modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
    found = [one for module in modules for value in vars(module).values() for one in _kept(value)]
    assert len(found) > 200
    for one in found:
        assert re.compile(one.pattern, one.flags).pattern == one.pattern
