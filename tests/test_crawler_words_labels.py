"""The words by which the translations of WordPress and other engines call linkbacks."""

from __future__ import annotations

import pytest

from crawler.lists.announced import headings
from crawler.markup.document import Document
from crawler.records import Kind
from crawler.words.labels import kind_of_label, kind_of_name, read_heading, without_label

TRACKBACKS = (
    "Trackback", "Rétrolien", "Retroenllaç", "Tilbakesporing", "Tilbagesporing", "Tillbakaspårning",
    "Обратная ссылка", "Трекбек", "Zpětný odkaz", "Spätný odkaz", "Povratni poziv", "Povratna sled",
    "Paluuviite", "Visszakövetés", "Tagasisideviide", "Pasgjurmim", "Hysbysiad Cydnabod", "უკუბმული",
    "Geri İzleme", "Lacak balik", "Jejak balik", "Raratmalik", "Trakinyuma", "ট্র্যাকব্যাক", "ٹریک‌بیک",
    "طراقبک", "טראקבאק", "トラックバック", "引用通告", "트랙백", "Trackbacky", "Trackback-uri",
)  # fmt: skip
PINGBACKS = (
    "Pingback", "Ping-Back", "Retroping", "Tilbakeping", "Пинґбек", "Пінґбек", "Пингбэк", "Povratni ping",
    "Повратни пинг", "Spätné upozornenie", "Atpings", "Πίνγκμπακ", "Pingback-viide", "Pingback-a",
    "Hysbysiad Cyfeirio", "Pinginyuma", "Ping balik", "Pingmalik", "পিংব্যাক", "پنگ‌بیک", "پينگ باك", "פינגבאק",
    "ピンバック", "핑백", "Pingbacky", "Pingbackar",
)  # fmt: skip
# They name other things as often: labels only before an entry's link, headings only beside a second word.
DOUBTFUL = ("Уведомление", "Notifica", "بازتاب", "引用", "Povratna veza", "Повратна веза", "التنبيهات")
OTHERS = (
    "Visszajelzés", "Aipua", "Παράθεση", "გამოხმაურება", "通告", "Следење", "Resondado", "Päivitysilmoitus",
    "Comments", "Komentāri", "One thought on “Trackback”", "Ein Kommentar zu", "Pingpong", "Pingvin",
    "Track", "Backlash", "Povratni", "Повратни", "Hysbysiad", "Odkaz", "Atsauce", "",
)  # fmt: skip


@pytest.mark.parametrize(
    ("word", "kind"),
    [(word, Kind.TRACKBACK) for word in TRACKBACKS] + [(word, Kind.PINGBACK) for word in PINGBACKS],
)
def test_words_of_kinds(word: str, kind: Kind) -> None:
    assert kind_of_name(word) is kind
    assert [kind_of_label(f"{word}{mark}") for mark in (":", " :", "：", "")] == [kind, kind, kind, None]
    assert without_label(f"{word}: Steps: a count") == (kind, "Steps: a count")
    assert [read_heading(text) for text in (word, f"{word} (3)", f"3 {word}", f"{word}: 3")] == [
        (kind, None), (kind, 3), (kind, 3), (kind, 3)
    ]  # fmt: skip
    assert read_heading(f"{word} / Webmentions (2)") == (Kind.UNKNOWN, 2)


@pytest.mark.parametrize("word", DOUBTFUL)
def test_doubtful_words_head_nothing_alone(word: str) -> None:
    assert kind_of_label(f"{word}:") is not None
    assert read_heading(word) is None
    assert read_heading(f"{word} (3)") is None
    assert read_heading(f"Trackback & {word}") == (Kind.UNKNOWN, None)


@pytest.mark.parametrize("word", OTHERS)
def test_other_words(word: str) -> None:
    assert [
        kind_of_name(word),
        kind_of_label(f"{word}:"),
        read_heading(word),
        read_heading(f"{word} (3)"),
    ] == [None] * 4
    assert without_label(f"{word}: Steps") == (None, f"{word}: Steps")


@pytest.mark.parametrize("word", ["Pings", "Pingi", "Pingar", "Ping-uri", "Πινγκ", "Пингови", "핑"])
def test_pings_may_be_of_both_kinds(word: str) -> None:
    assert read_heading(word) is None
    assert read_heading(f"{word} (3)") == (Kind.UNKNOWN, 3)


@pytest.mark.parametrize(
    "heading",
    [
        "2 Track-backs", "Track backs (2)", "Ping-backs (2)", "Web-mentions (2)", "トラバ (2)", "טרקבקים (2)",
        "پینگ باک (2)", "دنبالک\u200cها (2)", "แทร็กแบ็ก (2)", "ปิงแบ็ก (2)",
        "웹멘션 (2)", "Webmenções (2)", "Atzera-loturak (2)", "Rückverfolgungen (2)",
    ],
)  # fmt: skip
def test_a_heading_is_seen_in_its_page(heading: str) -> None:
    page = Document(f"<html><body><h3>{heading}</h3><ul></ul></body></html>", "https://orchard.example/1")
    assert [number for _, number in headings(page)] == [2]


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("Article webmentions", True),
        ("Received webmentions (2)", True),
        ("Incoming trackbacks", True),
        ("This page’s webmentions", True),
        # of the whole blog, the author's own, and of another thing
        ("Recent webmentions", False),
        ("Sent webmentions", False),
        ("Articles about webmentions", False),
        ("Page speed and webmentions", False),
    ],
)
def test_headings_that_say_whose_linkbacks_they_are(text: str, heads: bool) -> None:
    assert (read_heading(text) is not None) is heads
