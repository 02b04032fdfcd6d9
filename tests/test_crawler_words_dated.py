"""A date cut out of a line, and the name beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.words.dated import cut_date, named
from crawler.words.dates import read_date


@pytest.mark.parametrize(
    ("text", "language", "before", "date", "behind"),
    [
        ("Pear Yard, 18 Jul 2004 10:15", "en", "Pear Yard, ", "2004-07-18T10:15", ""),
        ("— Грушевый сад, 15 февраля 2009", "ru", "— Грушевый сад, ", "2009-02-15", ""),
        ("2006/03/16 10:00 배밭", "ko", "", "2006-03-16T10:00", " 배밭"),
        ("[梨園] 2006-09-11 07:30", "ja", "[梨園] ", "2006-09-11T07:30", ""),
        ("2006/12/3(日) 午後 9:10 [ 梨園 ]", "ja", "", "2006-12-03T21:10", " [ 梨園 ]"),
        ("da Il pero il 13 marzo 2007: Pere.", "it", "da Il pero il ", "2007-03-13", ": Pere."),
        ("May 3, 2004 and May 5, 2004", "en", "", "2004-05-03", " and May 5, 2004"),
        # The day of the week belongs to the date, before it or behind it, in any language.
        ("배밭 2010년 9월 6일 월요일", "ko", "배밭 ", "2010-09-06", ""),
        ("Hruškovec, četvrtak, 5. ožujka 2009", "hr", "Hruškovec, ", "2009-03-05", ""),
        ("梨園 2009年3月4日（水曜日）", "ja", "梨園 ", "2009-03-04", ""),
        ("Armutluk, 5 Mart 2009 Perşembe", "tr", "Armutluk, ", "2009-03-05", ""),
        ("4 March 2006 Sunday Times", "en", "", "2006-03-04", " Sunday Times"),
        # A number behind the time is none of its seconds.
        ("4 March 2006 10:20 12 comments", "en", "", "2006-03-04T10:20", " 12 comments"),
        ("le 4 mars 2006 à 10h20 12 réactions", "fr", "le ", "2006-03-04T10:20", " 12 réactions"),
        ("4 March 2006 10:20:12 30 comments", "en", "", "2006-03-04T10:20:12", " 30 comments"),
        ("4 March 2006 10:20 : 12", "en", "", "2006-03-04T10:20:12", ""),
        ("2006年3月4日 10時20分 12秒", "ja", "", "2006-03-04T10:20:12", ""),
    ],
)
def test_a_date_is_cut_out(text: str, language: str, before: str, date: str, behind: str) -> None:
    assert cut_date(text, language) == (before, date, behind)


@pytest.mark.parametrize("text", ["", "Pear Yard", "03/04/2006", "x" * 190 + " 3 May 2004"])
def test_nothing_is_cut_where_no_date_can_be_read(text: str) -> None:
    assert cut_date(text, None) is None


@given(st.text(max_size=120), st.dates())
def test_the_pieces_are_the_text_without_the_date(text: str, day: object) -> None:
    line = f"{text} {day}"
    cut = cut_date(line, "en")
    if cut is None:
        assert read_date(line, "en") is None
    else:
        assert line.startswith(cut[0])
        assert line.endswith(cut[2])
        assert read_date(line[len(cut[0]) : len(line) - len(cut[2])], "en") == cut[1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Pear Yard, ", "Pear Yard"),
        ("— Грушевый сад, ", "Грушевый сад"),
        (" [ 梨園 ]", "梨園"),
        ("from Pear Yard on ", "Pear Yard"),
        ("Enlazado por Peral, ", "Peral"),
        ("Le Monde le ", "Le Monde"),
        ("Verger, reçu le ", "Verger"),
        ("引自: 食谱 ", "食谱"),
        ("Pear Yard | ", "Pear Yard"),
        ("Pear Yard linked to this post on ", "Pear Yard"),
        ("linked to this post on ", ""),
        ("Trees (old) ", "Trees (old)"),
    ],
)
def test_a_name_beside_a_date(text: str, name: str) -> None:
    assert named(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        " | ",
        "Mon, ",
        " am |",
        "Cut above the bud. ",
        "#12",
        "[Read more]",
        "12",
        "word " * 20,
        "Trackbacké sur ",
        "Eingetragen am ",
        ": from ",
        "来自",
    ],
)
def test_no_name(text: str) -> None:
    assert named(text) == ""
