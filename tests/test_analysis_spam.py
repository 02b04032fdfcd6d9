"""Spam: what each reason takes and what it must leave alone; the user's lists; near-duplicates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_examples import examples

from analysis import load, near_duplicates
from analysis.spam import WEIGHTS
from analysis.spam_lists import is_rule
from analysis.terms import content_words, words
from crawler.errors import TrackgraphError
from tests.made_network import ALPHA, BETA, Network


def copies(texts: list[str], sites: list[str]) -> dict[int, str]:
    return near_duplicates.copies([words(text) for text in texts], sites)


_TEXT = "a long story about growing tomatoes on the balcony in the summer of last year"


def _judged(
    tmp_path: Path, *entries: dict[str, Any], summary: str | None = None, **options: Any
) -> list[tuple[float, str]]:
    """Score and names of the reasons of each linkback, by its source; `summary` is the posts'."""
    network = Network()
    network.run(1)
    for blog in (ALPHA, BETA):
        network.blog(blog)
    title = "Growing tomatoes on the balcony"
    for number in range(10):
        facts: dict[str, Any] = {"title": title, "tags": ["Garden"], "language": "en", "excerpt": summary}
        network.post(ALPHA, f"{ALPHA}{number}", **facts)
    for number, entry in enumerate(entries):
        facts = {"post": f"{ALPHA}{number % 10}", "title": "Tomatoes", **entry}
        target, source = facts.pop("post"), facts.pop("source", "https://x.example/1")
        tongue, linked = facts.pop("language", None), facts.pop("linked", False)
        if tongue is not None and source not in network.home_of:
            network.home_of[source] = network.post(BETA, source, title=entry["title"], language=tongue)
        if linked:
            network.link(source, target)
        if verdict := facts.pop("verdict", None):
            network.evidence(source, target, verdict, status=facts.pop("status", 200))
        network.linkback(target, source, repeat=number, **facts)
    with load(network.write(tmp_path / "made.db"), **options) as corpus:
        pairs = corpus.pairs.sort_values(["source_url", "target_page"])
        names = [r.split(":")[0] for r in pairs["spam_reasons"]]
        joined = ["+".join(p.split(":")[0] for p in r.split("; ")) for r in pairs["spam_reasons"]]
        assert len(names) == len(entries)
        return list(zip(pairs["spam_score"].tolist(), joined, strict=True))


_OFF = {"title": "Voyage", "excerpt": "railways through mountains toward southern harbours"}

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
    ({"excerpt": "[…]never knew that opinions could be this varied. tomatoes[…]"}, "generator_wording"),
    ({"title": "Cheap watches online", "source": "https://w.example/1"}, "spam_words"),
    ({"excerpt": "best discount tomatoes, free shipping, no prescription"}, "spam_words"),
    ({"title": "Fast loans no credit check"}, "spam_words"),
    ({"title": "My casino", "source": "https://casino-bonus.example/1"}, "spam_host"),
    ({"title": "My casino", "source": "https://bestcasino.example/1"}, "spam_host"),
    ({"title": "poker", "source": "https://x.example/"}, "home_page"),
    ({"title": "Tomatoes", "source": "https://poker-room.example"}, "home_page"),
    ({"title": "出会い系とアダルトサイト", "source": "https://x.example/1"}, "spam_words"),
    ({"title": "казино и виагра", "source": "https://x.example/1"}, "spam_words"),
]
FINE = [
    ({}, ""),
    ({"title": ""}, ""),
    ({"excerpt": "tomatoes, see http://a.example/"}, ""),
    ({"excerpt": "tomatoes on my balcony, from specialists in socialism"}, ""),
    ({"excerpt": "an evening of poker with tomatoes"}, "spam_word"),
    ({"excerpt": "more information about this year's tomatoes"}, ""),
    ({"excerpt": "short"}, ""),
    (_OFF, "no_shared_terms"),
    ({"source": "https://1.2.3.example/x"}, ""),
    ({"source": "https://x.example/"}, "home_page"),
    ({"source": "https://x.example/?p=7"}, ""),
    ({"source": "https://x.example/", "kind": "webmention"}, ""),
    ({"title": "Where to buy it online"}, ""),
    ({"title": "Tomatoes, and the links that we recommend this week"}, ""),
    ({"title": "Trackbacks and backlinks to tomatoes"}, ""),
    ({"excerpt": "a shop for tomatoes with free shipping"}, "spam_word"),
    ({"title": "A walk past the casino"}, "spam_word"),
    ({"source": "https://cheap-eats.example/1"}, ""),
    ({"title": "Путешествие", "excerpt": "железная дорога через горы к южным гаваням"}, ""),
    ({"title": "春の電車", "excerpt": "山を越えて南の港へ向かう鉄道の旅"}, ""),
    ({**_OFF, "linked": True, "language": "en", "source": f"{BETA}1"}, ""),
    ({**_OFF, "verdict": "verified"}, ""),
    ({**_OFF, "verdict": "unreachable"}, "unreachable+no_shared_terms"),
    ({**_OFF, "verdict": "removed", "status": 200}, "no_link_back+no_shared_terms"),
    ({**_OFF, "verdict": "removed", "status": 410}, "no_shared_terms"),
    ({**_OFF, "language": "fr", "source": f"{BETA}1"}, ""),
    ({**_OFF, "language": "en-GB", "source": f"{BETA}1"}, "no_shared_terms"),
    ({**_OFF, "source": f"{ALPHA}9"}, ""),
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
    six = [{"source": f"https://x.example/{n}", **_OFF} for n in range(6)]
    found = _judged(tmp_path, *six)
    assert {reasons for _, reasons in found} == {"no_shared_terms+many_unrelated_posts"}
    assert all(score < 0.5 for score, _ in found)
    (tmp_path / "made.db").unlink()
    related = [{"source": f"https://x.example/{n}"} for n in range(6)]
    assert {reasons for _, reasons in _judged(tmp_path, *related)} == {""}


@pytest.mark.parametrize(
    ("posts", "related", "crowd"), [(5, 0, True), (4, 0, False), (6, 2, True), (6, 3, False)]
)
def test_so_many_unrelated_posts_are_many(posts: int, related: int, crowd: bool, tmp_path: Path) -> None:
    sent: list[dict[str, Any]] = [{"source": f"https://x.example/{n}", **_OFF} for n in range(posts)]
    found = _judged(
        tmp_path, *({**one, "title": "Tomatoes"} if n < related else one for n, one in enumerate(sent))
    )
    assert {"many_unrelated_posts" in reasons for _, reasons in found} == {crowd}


def test_pages_that_cite_the_post_make_no_crowd(tmp_path: Path) -> None:
    """Five of six of Beta's linkbacks are seen to link: the sixth is judged by itself."""
    six = [{"source": f"{BETA}{n}", "language": "en", "linked": n < 5, **_OFF} for n in range(6)]
    assert [reasons for _, reasons in _judged(tmp_path, *six)] == [""] * 5 + ["no_shared_terms"]


def test_a_post_on_a_good_is_cited_by_posts_on_it(tmp_path: Path) -> None:
    network = Network()
    network.run(1)
    network.blog(ALPHA)
    network.post(ALPHA, f"{ALPHA}1", title="Poker and the new casino law")
    network.linkback(f"{ALPHA}1", "https://law.example/1", title="Poker, casinos and the casino law")
    network.linkback(f"{ALPHA}1", "https://law.example/2", title="Poker, casinos and viagra, xanax")
    with load(network.write(tmp_path / "made.db")) as corpus:
        assert corpus.pairs["spam_reasons"].tolist() == ["", "spam_words: viagra, xanax"]


SOFT = ("home_page", "copied_text", "no_shared_terms", "many_unrelated_posts", "burst", "unreachable")


@pytest.mark.parametrize("reason", [*SOFT, "spam_word", "spam_host", "no_link_back"])
def test_no_soft_reason_is_enough(reason: str) -> None:
    assert WEIGHTS[reason] < 0.5


def test_the_two_reasons_of_one_sign_are_not_enough_even_of_a_dead_source() -> None:
    names = ("no_shared_terms", "many_unrelated_posts", "unreachable")
    assert sum(WEIGHTS[name] for name in names) < 0.5


def test_a_page_that_looks_back_on_many_posts_is_no_burst(tmp_path: Path) -> None:
    nine = [{"source": "https://x.example/2004", "published": "2004-11-01"} for n in range(9)]
    assert {reasons for _, reasons in _judged(tmp_path, *nine)} == {""}


@pytest.mark.parametrize(
    ("days", "reasons"),
    [((8,), "burst"), ((7,), ""), ((7, 7), ""), ((4, 4), "")],
    ids=["eight", "seven", "seven a day", "eight in two days"],
)
def test_so_many_pages_of_one_day_are_a_burst(days: tuple[int, ...], reasons: str, tmp_path: Path) -> None:
    dated = [f"2004-11-0{day}" for day, number in enumerate(days, 1) for _ in range(number)]
    sent = [{"source": f"https://x.example/{n}", "published": day} for n, day in enumerate(dated)]
    assert {found for _, found in _judged(tmp_path, *sent)} == {reasons}


def test_a_burst_needs_stated_dates(tmp_path: Path) -> None:
    nine = [{"source": f"https://x.example/{n}", "published": "2004-11-01"} for n in range(9)]
    assert {reasons for _, reasons in _judged(tmp_path, *nine)} == {"burst"}
    (tmp_path / "made.db").unlink()
    seen = [{"source": f"https://x.example/{n}"} for n in range(9)]
    assert {reasons for _, reasons in _judged(tmp_path, *seen)} == {""}


@pytest.mark.parametrize(
    ("second", "reasons"),
    [
        ({}, "copied_text"),
        ({"excerpt": f"{_TEXT}!"}, "copied_text"),
        ({"source": "https://x.example/2"}, ""),
        ({"excerpt": "tomatoes on a balcony, and what the wind did to them in a wet and windy June"}, ""),
        ({"title": "Tomatoes", "linked": True, "language": "en", "source": f"{BETA}1"}, ""),
    ],
)
def test_a_text_that_another_site_has_too(second: dict[str, Any], reasons: str, tmp_path: Path) -> None:
    first = {"source": "https://x.example/1", "excerpt": _TEXT}
    found = _judged(tmp_path, first, {"source": "https://y.example/1", "excerpt": _TEXT, **second})
    assert [names for _, names in found] == [reasons, reasons]


@pytest.mark.parametrize(
    ("summary", "entry", "reasons"),
    [
        (_TEXT, {"excerpt": _TEXT}, "copied_text"),
        (_TEXT, {"excerpt": f"{_TEXT.capitalize()} [...]"}, "copied_text"),
        (f"{_TEXT}, and about much else that grew there before it", {"excerpt": _TEXT}, "copied_text"),
        ("tomatoes " * 3 + _TEXT, {"excerpt": _TEXT}, ""),
        (None, {"excerpt": _TEXT}, ""),
        (_TEXT, {"excerpt": "a long story about growing tomatoes"}, ""),
        (
            _TEXT,
            {"excerpt": f"My neighbour tells {_TEXT}: here is what I make of it, and more"},
            "",
        ),
        (_TEXT, {"excerpt": _TEXT, "source": f"{ALPHA}9"}, ""),
        (_TEXT, {"title": "T", "excerpt": _TEXT, "source": f"{BETA}1", "linked": True, "language": "en"}, ""),
    ],
)
def test_an_excerpt_that_is_the_posts_own_text(
    summary: str | None, entry: dict[str, Any], reasons: str, tmp_path: Path
) -> None:
    [(_, names)] = _judged(tmp_path, entry, summary=summary)
    assert names == reasons


def test_a_text_that_is_copied_twice_counts_once(tmp_path: Path) -> None:
    both = [{"source": f"https://{name}.example/1", "excerpt": _TEXT, "post": f"{ALPHA}0"} for name in "xy"]
    assert _judged(tmp_path, *both, summary=_TEXT) == [(0.25, "copied_text")] * 2


def test_allow_wins_over_deny_and_both_over_the_score(tmp_path: Path) -> None:
    bad = {"source": "http://192.0.2.7/x"}
    assert _judged(tmp_path, bad, allow=("192.0.2.7",), deny=("192.0.2.7",)) == [(0.0, "allowed")]
    (tmp_path / "made.db").unlink()
    assert _judged(tmp_path, {}, deny=("x.example",)) == [(1.0, "denied")]


@pytest.mark.parametrize(
    "rule",
    ["", "  ", "not a host", "casino", "https://", "http:///x", "ftp://x.example/", "mailto:a@x.example",
     "/spam", "*.x.example", ".", "x..example", "https://x y.example/",
     "x.example y.example", "x.example,y.example"],
)  # fmt: skip
def test_what_can_cover_nothing(rule: str, tmp_path: Path) -> None:
    assert not is_rule(rule)
    with pytest.raises(TrackgraphError, match="--deny"):
        _judged(tmp_path, {}, deny=(rule,))


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


@pytest.mark.parametrize(("number", "copied"), [(7, False), (8, True)])
def test_so_many_words_are_evidence_of_a_copy(number: int, copied: bool) -> None:
    text = " ".join("abcdefgh"[:number])
    assert bool(copies([text, text], ["x.example", "y.example"])) is copied


@pytest.mark.parametrize(
    ("title", "excerpt", "reasons"),
    [
        ("Tomatoes and compost", _OFF["excerpt"], "no_shared_terms"),
        ("Tomatoes", _OFF["excerpt"], ""),
        ("", _OFF["excerpt"], ""),
        ("Tomatoes and compost", "railways through mountains", "no_shared_terms"),
        ("Tomatoes and compost", "railways mountains", ""),
        ("Хлеб из муки", "вокзал поезда билеты горы", "no_shared_terms"),
        ("Хлеб из муки", "поезда railways through mountains", ""),
        ("Tomatoes and compost", "вокзал поезда билеты Roma", ""),
        ("トマトトマト", "電車駅前広場切符売場", "no_shared_terms"),
        ("कंपोस्ट खेतों", "रेलवे स्टेशन टिकटघर पहाड़", "no_shared_terms"),
        ("कंपोस्ट खेतों", "रेलवे स्टेशन टिकटघर खेतों", ""),
    ],
)
def test_who_says_little_shares_nothing_by_chance(
    title: str, excerpt: str, reasons: str, tmp_path: Path
) -> None:
    network = Network()
    network.run(1)
    network.blog(ALPHA)
    network.linkback(
        network.post(ALPHA, f"{ALPHA}1", title=title), "https://x.example/1", title="Voyage", excerpt=excerpt
    )
    with load(network.write(tmp_path / "made.db")) as corpus:
        assert [found.partition(":")[0] for found in corpus.pairs["spam_reasons"]] == [reasons]


@settings(max_examples=examples(30))
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
        ("Bread の", ["bread", "の"]),
        ("เรือใบ boat", ["เร", "รื", "ือ", "อใ", "ใบ", "boat"]),
        ("हिन्दी में कंपोस्ट", ["हिन्दी", "में", "कंपोस्ट"]),
        ("مُدَوَّنَة، القلم", ["مُدَوَّنَة", "القلم"]),
        ("Cafe\u0301 me\u0301moire", ["café", "mémoire"]),
        ("it’s o'clock 'quoted'", ["it’s", "o'clock", "quoted"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_content_words_fold_endings_and_leave_numbers_out() -> None:
    assert content_words("tomatoes tomato of 2004 and 庭の") == {"tomat", "庭の"}
    assert content_words("Für Öfen из муки что и вокзал") == {"öfen", "муки", "вокза"}
