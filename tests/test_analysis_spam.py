"""Spam: what each reason takes and what it must leave alone; the user's lists; near-duplicates."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import load
from analysis.near_duplicates import copies
from analysis.spam import covers
from analysis.terms import content_words, words
from tests.made_network import ALPHA, BETA, Network

_TEXT = "a long story about growing tomatoes on the balcony in the summer of last year"


def _judged(tmp_path: Path, *entries: dict[str, str], **options: object) -> list[tuple[float, str]]:
    """Score and names of the reasons of each linkback, in the order of its source."""
    network = Network()
    network.run(1)
    for blog in (ALPHA, BETA):
        network.blog(blog)
    for number in range(10):
        network.post(ALPHA, f"{ALPHA}{number}", title="Growing tomatoes on the balcony", tags=["Garden"])
    for number, entry in enumerate(entries):
        facts = {"post": f"{ALPHA}{number % 10}", "title": "Tomatoes", "repeat": number, **entry}
        network.linkback(facts.pop("post"), facts.pop("source", "https://x.example/1"), **facts)  # type: ignore[arg-type]
    with load(network.write(tmp_path / "made.db"), **options) as corpus:  # type: ignore[arg-type]
        pairs = corpus.pairs.sort_values(["source_url", "target_page"])
        names = [r.split(":")[0] for r in pairs["spam_reasons"]]
        joined = ["+".join(p.split(":")[0] for p in r.split("; ")) for r in pairs["spam_reasons"]]
        assert len(names) == len(entries)
        return list(zip(pairs["spam_score"].tolist(), joined, strict=True))


SPAM = [
    ({"source": "http://192.0.2.7/"}, "ip_address"),
    ({"source": "http://[2001:db8::1]:8080/x"}, "ip_address"),
    ({"excerpt": "see http://a.example/ and http://b.example/"}, "link_stuffed"),
    ({"excerpt": '<a href="/1">tomatoes</a> <a href="/2">seeds</a>'}, "link_stuffed"),
    ({"excerpt": "[url=a]tomatoes[/url] [url=b]seeds[/url]"}, "link_stuffed"),
    ({"excerpt": "tomatoes with viagra and a casino"}, "spam_words"),
    ({"source": "https://x.example/cheap-viagra-casino"}, "spam_words"),
    ({"excerpt": "[...] Find More Informations to that Topic [...] tomatoes"}, "generator_wording"),
    ({"excerpt": "Great post. I really enjoyed tomatoes"}, "generator_wording"),
]
FINE = [
    ({}, ""),
    ({"title": ""}, ""),
    ({"excerpt": "tomatoes, see http://a.example/"}, ""),
    ({"excerpt": "tomatoes on my balcony, from specialists in socialism"}, ""),
    ({"excerpt": "an evening of poker with tomatoes"}, "spam_word"),
    ({"excerpt": "more information about this year's tomatoes"}, ""),
    ({"excerpt": "short"}, ""),
    (
        {"title": "Voyage", "excerpt": "railways through mountains toward southern harbours"},
        "no_shared_terms",
    ),
    ({"source": "https://1.2.3.example/x"}, ""),
    (
        {
            "source": f"{ALPHA}9",
            "title": "",
            "excerpt": "railways through mountains toward southern harbours",
        },
        "",
    ),
]


@pytest.mark.parametrize(("entry", "reason"), SPAM)
def test_spam(tmp_path: Path, entry: dict[str, str], reason: str) -> None:
    [(score, reasons)] = _judged(tmp_path, entry)
    assert reason in reasons.split("+")
    assert score >= 0.5


@pytest.mark.parametrize(("entry", "reason"), FINE)
def test_no_spam(tmp_path: Path, entry: dict[str, str], reason: str) -> None:
    [(score, reasons)] = _judged(tmp_path, entry)
    assert (reasons, score < 0.5) == (reason, True)


def test_one_site_that_pings_many_unrelated_posts(tmp_path: Path) -> None:
    off = {"title": "Voyage", "excerpt": "railways through mountains toward southern harbours"}
    six = [{"source": f"https://x.example/{n}", **off} for n in range(6)]
    assert {reasons for _, reasons in _judged(tmp_path, *six)} == {"no_shared_terms+many_unrelated_posts"}
    (tmp_path / "made.db").unlink()
    related = [{"source": f"https://x.example/{n}"} for n in range(6)]
    assert {reasons for _, reasons in _judged(tmp_path, *related)} == {""}


def test_a_burst_needs_stated_dates(tmp_path: Path) -> None:
    nine = [{"source": f"https://x.example/{n}", "published": "2004-11-01"} for n in range(9)]
    assert {reasons for _, reasons in _judged(tmp_path, *nine)} == {"burst"}
    (tmp_path / "made.db").unlink()
    seen = [{"source": f"https://x.example/{n}"} for n in range(9)]
    assert {reasons for _, reasons in _judged(tmp_path, *seen)} == {""}


def test_allow_wins_over_deny_and_both_over_the_score(tmp_path: Path) -> None:
    bad = {"source": "http://192.0.2.7/x"}
    assert _judged(tmp_path, bad, allow=("192.0.2.7",), deny=("192.0.2.7",)) == [(0.0, "allowed")]
    (tmp_path / "made.db").unlink()
    assert _judged(tmp_path, {}, deny=("x.example",)) == [(1.0, "denied")]


@pytest.mark.parametrize(
    ("rule", "url", "expected"),
    [
        ("x.example", "https://x.example/1", True),
        ("x.example", "https://blog.x.example/1", True),
        ("https://x.example/", "http://x.example/1", True),
        ("x.example/spam", "https://x.example/spam/1", True),
        ("x.example", "https://notx.example/1", False),
        ("x.example/spam", "https://x.example/spammer", False),
        ("x.example", "https://y.example/x.example", False),
        ("", "https://x.example/1", False),
        ("x.example", "", False),
    ],
)
def test_what_a_list_entry_covers(rule: str, url: str, expected: bool) -> None:
    assert covers(rule, url) is expected


def test_the_same_text_from_several_sites_is_copied() -> None:
    other = "something else entirely is said here in a good number of other words"
    assert set(copies([_TEXT, f"{_TEXT}!", other], ["x.example", "y.example", "z.example"])) == {0, 1}


@pytest.mark.parametrize(
    ("texts", "sites"),
    [
        ([], []),
        ([_TEXT, _TEXT], ["x.example", "x.example"]),
        (["a short text", "a short text"], ["x.example", "y.example"]),
        ([_TEXT, _TEXT], ["x.example", ""]),
    ],
)
def test_what_is_no_copy(texts: list[str], sites: list[str]) -> None:
    assert copies(texts, sites) == {}


@settings(max_examples=30)
@given(st.lists(st.sampled_from("abcdefghij"), min_size=8, max_size=30), st.integers(1, 4))
def test_exact_copies_are_always_found(letters: list[str], times: int) -> None:
    texts = [" ".join(letters)] * (times + 1)
    assert len(copies(texts, [f"s{n}.example" for n in range(times + 1)])) == times + 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tomatoes & soup, 2004", ["tomatoes", "soup", "2004"]),
        ("<b>Größe</b> http://x.example/1", ["grösse"]),
        ("庭のトマト", ["庭の", "のト", "トマ", "マト"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_content_words_fold_endings_and_leave_numbers_out() -> None:
    assert content_words("tomatoes tomato of 2004 and 庭の") == {"tomat", "庭の"}
