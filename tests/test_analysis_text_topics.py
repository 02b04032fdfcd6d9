"""Topics found in texts: which posts they have, and what they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import load
from analysis.text_topics import Text, found_topics, without_boilerplate
from tests.made_network import ALPHA, Network


def _texts(language: str, first: str, second: str, extra: str = "") -> list[Text]:
    return [Text(n, n // 2 % 2, language, f"{extra} {(first, second)[n % 2]} {n}") for n in range(24)]


def test_topics_are_found_in_texts() -> None:
    found = found_topics(_texts("en", "tomato garden compost seeds", "railway station train ticket"))
    assert len(found) >= 1
    assert all(len({post % 2 for post in topic.posts}) == 1 for topic in found)
    assert found == found_topics(
        list(reversed(_texts("en", "tomato garden compost seeds", "railway station train ticket")))
    )


@pytest.mark.parametrize("posts", [8, 24])
def test_texts_that_topics_explain_exactly_warn_of_nothing(posts: int) -> None:
    kinds = ("bread crumb flour", "rails steam train")
    texts = [Text(n, n, "en", kinds[n % 2]) for n in range(posts)]
    assert [topic.posts for topic in found_topics(texts)] == [tuple(range(k, posts, 2)) for k in (0, 1)]


def test_topics_are_found_in_scripts_without_spaces() -> None:
    texts = [Text(n, n, "ja", ("庭のトマトを育てる", "電車でローマへ行く")[n % 2]) for n in range(24)]
    assert all(len({post % 2 for post in topic.posts}) == 1 for topic in found_topics(texts))


@pytest.mark.parametrize(
    ("said", "labels"),
    [
        (("kiln glaze wheel and 1999", "sail rope 42 boat of"), ["boat, rope, sail", "glaze, kiln, wheel"]),
        (("für öfen brot mehl", "über köln züge"), ["brot, mehl, öfen", "köln, züge, über"]),
        (
            ("билет и вокзал для поезда", "из муки тесто и хлеб"),
            ["билет, вокзал, поезда", "муки, тесто, хлеб"],
        ),
        (("λίγο και ψωμί ως ελιά", "τρένο και πλοίο στο κύμα"), ["ελιά, λίγο, ψωμί", "κύμα, πλοίο, τρένο"]),
        (("हिन्दी में कंपोस्ट खेतों", "रेलवे से स्टेशन टिकट"), ["कंपोस्ट, खेतों, हिन्दी", "टिकट, रेलवे, स्टेशन"]),
        (("庭のトマトを育てる", "電車でローマへ行く"), ["トマト, 庭, 育", "ローマ, 行, 電車"]),
        (("园艺 番茄", "火车 车站"), ["园艺, 番茄", "火车, 车站"]),
        (("밀가루 반죽", "기차 시간"), ["가루, 밀가, 반죽", "기차, 시간"]),
        # What over half of all posts say is no term, and no topic borrows one of another.
        (("clay kiln glaze", "clay rope sail"), ["glaze, kiln", "rope, sail"]),
        # What a topic says twice stands first; what another topic says as well stands last.
        (("wheel kiln glaze wheel ash", "sail rope boat sail"), ["sail, boat, rope", "wheel, glaze, kiln"]),
        (
            (
                *("clay fire kiln wheel", "clay dough oven salt", "rope sail ship"),
                *("clay fire kiln wheel", "dough oven salt", "rope sail ship"),
            ),
            ["dough, oven, salt", "fire, kiln, wheel", "rope, sail, ship"],
        ),
    ],
)
def test_topics_are_called_by_the_words_that_set_them_apart(said: tuple[str, ...], labels: list[str]) -> None:
    texts = [Text(n, n, "", said[n % len(said)]) for n in range(12 * len(labels))]
    assert [topic.label for topic in found_topics(texts)] == labels


def test_posts_are_on_each_topic_that_makes_up_a_quarter_of_them() -> None:
    """Post 36 says as much of one as of another, post 37 far more of one; post 38 says nothing."""
    said = ["kiln glaze wheel", "sail rope boat", "dough oven salt"] * 12
    said += ["kiln glaze wheel sail rope boat", "kiln glaze wheel " * 9 + "boat", ""]
    found = found_topics([Text(n, n, "", text) for n, text in enumerate(said)])
    mixed = {topic.posts[0]: set(topic.posts) & {36, 37, 38} for topic in found}
    assert mixed == {0: {36, 37}, 1: {36}, 2: set()}


@pytest.mark.parametrize(("posts", "topics"), [(7, 0), (8, 2), (35, 2), (36, 3), (47, 3), (48, 4)])
def test_a_topic_for_each_dozen_posts_two_at_least(posts: int, topics: int) -> None:
    kinds = ("kiln glaze wheel", "sail rope boat", "dough oven salt", "piano flute drum")
    assert len(found_topics([Text(n, n, "", kinds[n % 4]) for n in range(posts)])) == topics


def test_topics_are_told_by_language_then_label() -> None:
    texts = [
        Text(n, n, ("fr", "de")[n // 2 % 2], ("kiln glaze wheel", "sail rope boat")[n % 2]) for n in range(48)
    ]
    assert [(t.language, t.label) for t in found_topics(texts)] == [
        (language, label) for language in ("de", "fr") for label in ("boat, rope, sail", "glaze, kiln, wheel")
    ]


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [Text(0, 0, "en", "tomato garden")] * 3,
        [Text(n, 0, "", "") for n in range(20)],
        [Text(n, n, "", f"word{n} other{n}") for n in range(20)],
        [Text(n, n, "", "kiln glaze wheel" if n < 7 else "") for n in range(20)],
    ],
    ids=["none", "few", "empty", "no word in two posts", "seven that say something"],
)
def test_few_or_empty_texts_give_no_topics(texts: list[Text]) -> None:
    assert found_topics(texts) == []


def test_terms_in_over_half_of_a_blogs_posts_are_dropped() -> None:
    spoken = [["more", "a"], ["more", "b"], ["more", "c"], ["more", "d"]]
    assert without_boilerplate(spoken, [1, 1, 1, 2]) == [["a"], ["b"], ["c"], ["more", "d"]]


@pytest.mark.parametrize(
    ("languages", "tags", "names"),
    [
        (("en",), [], ["boat, rope, sail", "glaze, kiln, wheel"]),
        (
            ("en", "fr"),
            [],
            [
                "boat, rope, sail (en)",
                "boat, rope, sail (fr)",
                "glaze, kiln, wheel (en)",
                "glaze, kiln, wheel (fr)",
            ],
        ),
        (("en",), ["boat, rope, sail"], ["boat, rope, sail", "boat, rope, sail (en)", "glaze, kiln, wheel"]),
    ],
)
def test_each_topic_has_a_name_of_its_own(
    languages: tuple[str, ...], tags: list[str], names: list[str], tmp_path: Path
) -> None:
    network = Network()
    network.run(1)
    network.blog(ALPHA)
    for n in range(24):
        said = ("boat rope sail", "glaze kiln wheel")[n // 2 % 2]
        for language in languages:
            network.post(ALPHA, f"{ALPHA}{language}{n}", title=said, language=language)
    for tag in tags:
        network.post(ALPHA, f"{ALPHA}tagged", tags=[tag], language="en")
    with load(network.write(tmp_path / "made.db")) as corpus:
        assert sorted(corpus.topics["topic"]) == names


def test_regions_of_one_language_have_their_topics_together(tmp_path: Path) -> None:
    network = Network()
    network.run(1)
    network.blog(ALPHA)
    for n in range(12):
        said = ("tomaten garten kompost samen", "bahnhof fahrkarte lokomotive schiene")[n // 2 % 2]
        network.post(ALPHA, f"{ALPHA}{n}", title=f"{said} {n}", language=("de", "de_AT", "DE-ch")[n % 3])
    with load(network.write(tmp_path / "made.db")) as corpus:
        assert set(corpus.topics["origin"]) == {"text"}
        assert set(corpus.topics["language"]) == {"de"}
        assert corpus.topics["posts"].tolist() == [6, 6]
