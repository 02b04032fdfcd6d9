"""What spam says, among the signs that blogs put around an excerpt."""

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest

from analysis import spam_wording
from analysis.spam_wording import generator_phrase, goods, goods_in_host

GOODS = [
    ("Online casino bonus", ["casino"]),
    ("CASINO", ["casino"]),
    ("Refinancing made easy", ["refinancing"]),
    ("Kredit ohne Schufa", ["kredit ohne schufa"]),
    ("Rachat de crédit", ["rachat de crédit"]),
    ("Préstamos rápidos", ["préstamos rápidos"]),
    ("günstig online kaufen", ["günstig online kaufen"]),
    ("günstig kaufen", ["günstig kaufen"]),
    ("billig kaufen", ["billig kaufen"]),
    ("acheter montres pas cher", ["acheter montres pas cher"]),
    ("buy watches online", ["buy watches online"]),
    ("no prescription", ["no prescription"]),
    ("Казино", ["казино"]),
    ("купить часы недорого", ["купить часы недорого"]),
    ("出会い系サイト", ["出会い系"]),
    ("ブランドコピー", ["ブランドコピー"]),
    ("激安 ブランド", ["激安 ブランド"]),
    ("激安ブランド、激安 ブランド", ["激安 ブランド"]),
    ("ルイヴィトン 財布", ["ヴィトン 財布"]),
    ("コーチ アウトレット", ["コーチ アウトレット"]),
    ("通販激安", ["通販激安"]),
    ("オンラインカジノ", ["オンラインカジノ"]),
    ("Potenzmittel", ["potenzmittel"]),
    ("Kredite trotz Schufa", ["kredite trotz schufa"]),
    ("займы онлайн", ["займы онлайн"]),
    ("时时彩", ["时时彩"]),
    ("激安通販", ["激安通販"]),
    ("六合彩", ["六合彩"]),
    ("토토사이트", ["토토사이트"]),
    ("Casıno", ["casıno"]),
    ("Caſino", ["caſino"]),
]
NONE = [
    "Tomatoes and how to grow them",
    "Privatgespräch über Gärten",
    "prés salés, günstig gelegen",
    "Gewinn ohne Garantie",
    "Огород и теплица",
    "町の記録",
    "通販で本を買った",
    "スープのコピー",
    "財布を落とした",
    "サッカーのコーチと話す",
    "Ein Kredit für das Haus",
    "G. and PR",
]


@pytest.mark.parametrize("around", ["{}", "[…] {} […]", "« {} »", "écrit: {}.", "町 {} 。"])
@pytest.mark.parametrize(("text", "expected"), GOODS)
def test_goods(text: str, expected: list[str], around: str) -> None:
    assert goods(around.format(text), "http://a.example/x", frozenset()) == expected


@pytest.mark.parametrize("around", ["{}", "[…] {} […]", "町 {} 。"])
@pytest.mark.parametrize("text", NONE)
def test_no_goods(text: str, around: str) -> None:
    assert not goods(around.format(text), "http://a.example/x", frozenset())


@pytest.mark.parametrize(
    ("text", "url", "subject", "expected"),
    [
        ("", "http://a.example/Cheap-Watches/casino.html", (), ["casino", "cheap watches"]),
        ("", "http://casino.example/tomatoes", (), []),  # the host is another sign
        ("Casino casino", "http://a.example/casino", (), ["casino"]),
        ("Poker", "http://a.example/x", ("poker",), []),
        ("Texas holdem", "http://a.example/x", ("texas",), ["texas holdem"]),
        ("Texas holdem", "http://a.example/x", ("texas", "holde"), []),
    ],
)
def test_what_a_path_says_counts_and_what_the_post_is_about_does_not(
    text: str, url: str, subject: tuple[str, ...], expected: list[str]
) -> None:
    assert goods(text, url, subject) == expected


@pytest.mark.parametrize(
    ("url", "subject", "expected"),
    [
        ("http://online-casino.example/", (), "casino"),
        ("http://bestcasinobonus.example/x", (), "casino"),
        ("http://cheap-watches.example/", (), "cheap watches"),
        ("http://casino.example/", ("casin",), ""),
        ("http://pokerface.example/", (), ""),
        ("http://a.example/casino", (), ""),
    ],
)
def test_goods_after_which_a_host_is_named(url: str, subject: tuple[str, ...], expected: str) -> None:
    assert goods_in_host(url, subject) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("... [Trackback] READ MORE ON TO THIS TOPIC", "READ MORE ON TO THIS TOPIC"),
        ("I read more books on this", ""),
        ("", ""),
        (f"Read {'x' * 30} infos {'y' * 17} on this topic", f"Read {'x' * 30} infos {'y' * 17} "),
    ],
)
def test_a_phrase_of_a_generator_is_told_by_its_first_signs(text: str, expected: str) -> None:
    assert generator_phrase(text) == expected


def _texts(parsed: Any) -> list[str]:
    """Texts that an expression fits: one of each alternative, with and without what may be left out."""
    texts = [""]
    for operation, what in parsed:
        parts = _parts(str(operation), what)
        texts = [text + part for text in texts for part in dict.fromkeys(parts)]
    return texts


def _parts(operation: str, what: Any) -> list[str]:
    match operation:
        case "LITERAL":
            return [chr(what)]
        case "ANY" | "IN" | "NOT_LITERAL":
            return ["0", " ", "q"]
        case "SUBPATTERN":
            return _texts(what[-1])
        case "BRANCH":
            return [text for one in what[1] for text in _texts(one)]
        case "MAX_REPEAT" | "MIN_REPEAT":
            least, most, repeated = what
            return [text * times for times in (least, min(least + 1, most)) for text in _texts(repeated)]
    assert operation in ("AT", "ASSERT_NOT"), "no text is read there"
    return [""]


@pytest.mark.parametrize(
    ("phrases", "found", "number"),
    [
        (spam_wording._GOODS, lambda text: goods(text, "", ()), 600),
        (spam_wording._PITCHES, lambda text: goods(text, "", ()), 250),
        (spam_wording._GENERATORS, generator_phrase, 1_800),
    ],
    ids=["goods", "pitches", "generators"],
)
def test_no_phrase_is_passed_over_unsearched(
    phrases: re.Pattern[str], found: Callable[[str], object], number: int
) -> None:
    """Most texts are told by their words to hold none: those that do must not be among them."""
    parsed = import_module("re._parser").parse(phrases.pattern, phrases.flags)
    texts = [text for one in _texts(parsed) for text in (one, one.upper()) if phrases.search(text)]
    assert len(texts) > number, "of each alternative there is one"
    assert [text for text in texts if not found(text)] == []
