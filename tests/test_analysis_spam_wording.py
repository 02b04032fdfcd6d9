"""What spam says, among the signs that blogs put around an excerpt."""

import pytest

from analysis.spam_wording import goods

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
