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
