"""The words that lead on to the rest of a text, and texts that only sound like them."""

import pytest

from crawler.words.read_more import leads_on, parted_by_more, without_more


@pytest.mark.parametrize(
    "text",
    ["[Read More]", "Read more »", "続きを読む", "(more)", "more", "Keep reading", "Lire la suite…"],
)
def test_words_of_a_link(text: str) -> None:
    assert leads_on(text)


@pytest.mark.parametrize("text", ["", "Moreover", "Read more books"])
def test_other_words_of_a_link(text: str) -> None:
    assert not leads_on(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Owls hunt at night [Read More]", "Owls hunt at night"),
        ("Owls hunt at night Read more »", "Owls hunt at night"),
        ("Owls hunt... Read More", "Owls hunt..."),
        ("Owls hunt. more", "Owls hunt."),
        ("夜になると鳴く。続きを読む", "夜になると鳴く。"),
        ("夜になると鳴く [続きを読む]", "夜になると鳴く"),
        ("夜になると鳴くmore", "夜になると鳴く"),
        ("Owls hunt (more...)", "Owls hunt"),
        ("Owls hunt furthermore", "Owls hunt furthermore"),
        ("Owls need more", "Owls need more"),
        ("What more can owls do?", "What more can owls do?"),
        ("You can read more about owls", "You can read more about owls"),
        ("Spread more", "Spread more"),
        (f"{'Owls read more. ' * 30}Read more", f"{'Owls read more. ' * 29}Owls read more."),
        (f"{'Owls read more. ' * 30}At night", f"{'Owls read more. ' * 30}At night"),
        ("", ""),
    ],
)
def test_at_the_end_of_a_text(text: str, left: str) -> None:
    assert without_more(text) == left


MORE = (  # noqa: SIM905
    "read more/read on/read the rest/read the rest of this entry/read more of this post/"
    "read more of this article/continue reading/続きを読む/つづきを見る/続きはこちら/記事を開く/"
    "すべて表示/继续阅读/繼續閱讀/прочети още/阅读全文/查看更多/더 보기/더보기/계속 읽기/читать дальше/"
    "читать далее/weiterlesen/mehr lesen/lire la suite/leer más/leia mais/leggi tutto/leggi ancora/"
    "continua a leggere/continuar leyendo/continuar lendo/continuar a ler/continuer à lire/"
    "continuer la lecture/lees meer/lees verder/meer lezen/läs mer/läs vidare/læs mere/læs videre/"
    "lue lisää/en savoir plus/seguir leyendo/llegir més/czytaj dalej/czytaj więcej/číst dál/číst dále/"
    "číst více/čítať ďalej/preberi več/pročitaj više/читать полностью/читати далі/citește mai departe/"
    "devamını oku/διαβάστε περισσότερα"
).split("/")


@pytest.mark.parametrize("more", MORE)
@pytest.mark.parametrize("form", ["Owls hunt. {}", "Owls hunt. {} »", "Owls hunt. [{}…]", "Owls hunt. ({}) "])
def test_at_the_end_of_a_text_in_any_language(form: str, more: str) -> None:
    for words in (more, more.upper()):
        assert without_more(form.format(words)).rstrip() == "Owls hunt."


@pytest.mark.parametrize("more", MORE)
def test_such_words_within_a_text(more: str) -> None:
    assert without_more(f"Owls hunt. {more} owls") == f"Owls hunt. {more} owls"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("夜になると鳴く [続きを読む] 納屋日記", ("夜になると鳴く", "納屋日記")),
        ("Owls hunt [Read More] Barn", ("Owls hunt", "Barn")),
        ("Owls hunt [more or less] Barn", None),
        ("Owls hunt, more of them", None),
    ],
)
def test_in_the_middle_of_a_line(text: str, parts: tuple[str, str] | None) -> None:
    assert parted_by_more(text) == parts
