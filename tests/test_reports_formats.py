"""How one value of a table is shown: text, what it sorts by, and the link that it may become."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis.columns import Column
from reports.formats import EMPTY, Shown, amount, bare, language_tag, one_line, shown, web_link


def _shown(value: Any, name: str, dtype: str) -> Shown:
    return shown(value, Column(name, dtype, "Title", "A definition."))


@pytest.mark.parametrize(
    ("value", "name", "dtype", "text", "order"),
    [
        (7, "clean", "Int64", "7", None),
        (999, "clean", "Int64", "999", None),
        (1000, "clean", "Int64", "1,000", "1000"),
        (-1204, "clean", "Int64", "-1,204", "-1204"),
        (3.0, "weight", "float64", "3", None),
        (3.25, "weight", "float64", "3.25", "3.25"),
        (3.0, "yield", "float64", "3.00", "3"),
        (0.095, "yield", "float64", "0.10", "0.095"),
        (0.0949, "yield", "float64", "0.095", "0.0949"),
        (0.0001, "yield", "float64", "0.0001", "0.0001"),
        (0.00001, "yield", "float64", "1.0e-05", "1e-05"),
        (1234.567, "yield", "float64", "1,235", "1234.567"),
        (0.0, "yield", "float64", "0", "0"),
        (99.6, "grade", "float64", "100", "99.6"),
        (5, "grade", "Int64", "5", "5"),
        (33.4, "referring_sites_180d_percentile", "float64", "33", "33.4"),
        (0.12345, "pagerank", "float64", "0.1235", "0.12345"),
        (0.5, "listed_share", "float64", "50%", "0.5"),
        (2.5, "reach_by_listings", "float64", "+2.50", "2.5"),
        (-2.5, "reach_by_listings", "float64", "−2.50", "-2.5"),
        (0.0, "reach_by_listings", "float64", "0", "0"),
        (float("inf"), "half_life", "float64", "∞", "1e308"),
        (float("-inf"), "half_life", "float64", "−∞", "-1e308"),
        (True, "spam", "boolean", "yes", None),
        (False, "spam", "boolean", "no", None),
        ("2004-11-05", "published", "string", "2004-11-05", None),
        ("2004-11-05T08:30", "published", "string", "2004-11-05", "2004-11-05T08:30"),
        ("2004-11", "latest", "string", "2004-11", None),
        ("2004-11-05T08:30:00+00:00", "started", "string", "2004-11-05 08:30", "2004-11-05T08:30:00+00:00"),
        ("2004-11-05T08:30", "title", "string", "2004-11-05T08:30", None),
        (" two\n lines\x00 ", "title", "string", "two lines", None),
        ("xn--bcher-kva.example", "source_site", "string", "bücher.example", None),
        ("xn--bcher-kva.example", "title", "string", "xn--bcher-kva.example", None),
        (
            "ip_address: 192.0.2.7; no_shared_terms: title and excerpt share no term",
            "spam_reasons",
            "string",
            "ip address (0.5): 192.0.2.7; no shared terms (0.2): title and excerpt share no term",
            None,
        ),
        (
            "spam_words: poker, a spam_word: b",
            "spam_reasons",
            "string",
            "spam words (0.5): poker, a spam_word: b",
            None,
        ),
        ("no_sign: x", "spam_reasons", "string", "no_sign: x", None),
        ("spam_words: poker", "excerpt", "string", "spam_words: poker", None),
    ],
)
def test_values(value: Any, name: str, dtype: str, text: str, order: str | None) -> None:
    found = _shown(value, name, dtype)
    assert (found.text, found.order, found.href) == (text, order, None)


@pytest.mark.parametrize("value", [None, pd.NA, float("nan"), ""])
def test_what_is_not_stated_is_empty(value: Any) -> None:
    for dtype in ("boolean", "float64", "Int64", "string"):
        assert _shown(value, "reach", dtype) == EMPTY
    assert (amount(value), language_tag(value)) == ("none stated", None)


@pytest.mark.parametrize(
    ("url", "target", "said"),
    [
        ("https://www.a.example/b/", "https://www.a.example/b/", "a.example/b"),
        (" HTTP://A.example/\x00 ", "HTTP://A.example/", "A.example"),
        ("http://wwwa.example/", "http://wwwa.example/", "wwwa.example"),
        ("/", None, "/"),
        ("javascript:alert(1)//http://", None, "javascript:alert(1)//http:"),
        ("data:text/html,x", None, "data:text/html,x"),
        ("ftp://a.example/", None, "ftp://a.example"),
    ],
)
def test_only_the_web_is_linked(url: str, target: str | None, said: str) -> None:
    assert (web_link(url), bare(url)) == (target, said)
    assert _shown(url, "url", "string").href == target


@pytest.mark.parametrize(
    ("text", "limit", "line"),
    [("abc", 0, "abc"), ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("a b c", 3, "a…"), (" a\tb ", 3, "a b")],
)
def test_a_text_is_cut_with_an_ellipsis(text: str, limit: int, line: str) -> None:
    assert one_line(text, limit) == line


@pytest.mark.parametrize(
    ("stated", "tag"),
    [("de", "de"), ("pt_BR", "pt-BR"), ("zh-Hant-TW", "zh-Hant-TW"), ("German?", None), ("d", None)],
)
def test_a_language_is_a_tag_or_none(stated: str, tag: str | None) -> None:
    assert language_tag(stated) == tag
