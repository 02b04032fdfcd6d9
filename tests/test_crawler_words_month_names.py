"""Dates as WordPress prints them in the languages that it is translated to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.words.dates import read_date
from crawler.words.month_names import month_of, with_english_months

READ = [
    ("3 d’abril de 2013 9:05", "ca", "2013-04-03T09:05"),
    ("3 febr. 2013", "ca", "2013-02-03"),
    ("3. كانونی دووه‌م 2013 09:05", "ckb", "2013-01-03T09:05"),
    ("21 Tachwedd 2013 9:07 pm", "cy", "2013-11-21T21:07"),
    ("21 Aŭgusto 2013 9:07 ptm", "eo", "2013-08-21T21:07"),
    ("21. jaan 2013 9:07 p.l.", "et", "2013-01-21T21:07"),
    ("2013(e)ko urtarrila 3a", "eu", "2013-01-03"),
    ("می 21, 2013 9:07 ب.ظ", "fa-IR", "2013-05-21T21:07"),
    ("21 An t-Ògmhios 2013 9:07 f", "gd-GB", "2013-06-21T21:07"),
    ("21 Am Màrt 2013 9:07 m", "gd", "2013-03-21T09:07"),
    ("3. Listopad 2013. 9:05", "hr", "2013-10-03T09:05"),
    ("3 listopada 2013", "pl-PL", "2013-11-03"),
    ("3. lis 2013", "cs", "2013-11-03"),
    ("2013-01-21 9:07 du.", "hu-HU", "2013-01-21T21:07"),
    ("1月 3, 2013 9:05 AM", "ja", "2013-01-03T09:05"),
    ("3 12월 2013", "ko", "2013-12-03"),
    ("21 იანვარი 2013", "ka-GE", "2013-01-21"),
    ("2013. gada 3. janvāris 9.05", "lv", "2013-01-03T09:05"),
    ("2013 m. sausio 3 d. 9:05", "lt", "2013-01-03T09:05"),
    ("јануари 3, 2013 9:05 am", "mk-MK", "2013-01-03T09:05"),
    ("3. јануара 2013. 09:05", "sr-RS", "2013-01-03T09:05"),
    ("21 Mac 2013 9:07 pm", "ms-MY", "2013-03-21T21:07"),
    ("21.01.2013 9:07 пп", "ru-RU", "2013-01-21T21:07"),
    ("21. Avgust, 2013 9:07 pop", "sl-SI", "2013-08-21T21:07"),
    ("21 Shtator, 2013", "sq", "2013-09-21"),
    ("21 Nopémber 2013", "su-ID", "2013-11-21"),
    ("21 januari, 2013 9:07 e m", "sv-SE", "2013-01-21T21:07"),
    ("Machi 21, 2013 9:07 um", "sw", "2013-03-21T21:07"),
    ("জানুয়ারি 21, 2013 9:07 অপরাহ্ন", "bn-BD", "2013-01-21T21:07"),
    ("21 अक्टूबर 2013", "hi-IN", "2013-10-21"),
    ("2013 ජනවාරි 3 9:05", "si-LK", "2013-01-03T09:05"),
    ("தை 21, 2013 9:07 பிப", "ta-LK", "2013-01-21T21:07"),
    ("மார்ச் 21, 2013", "ta-IN", "2013-03-21"),
    ("มกราคม 3, 2013", "th", "2013-01-03"),
    ("3 ม.ค. 2556", "th", "2013-01-03"),
    ("วันจันทร์ที่ 3 พฤษภาคม พ.ศ. 2553", "th", "2010-05-03"),
    ("ဇန်နဝါရီ 3, 2013", "my-MM", "2013-01-03"),
    ("2013-يىل 3-يانۋار", "ug-CN", "2013-01-03"),
    ("جنوری 3, 2013", "ur", "2013-01-03"),
    ("3 كانون الثاني، 2013", "ar", "2013-01-03"),
    ("3. Tháng Một 2013 9:07 chiều", "vi", "2013-01-03T21:07"),
    ("3 снежня 2013", "be", "2013-12-03"),
    ("3 avqust 2013", "az", "2013-08-03"),
    ("3 Հունվարի 2013", "hy", "2013-01-03"),
    ("Hunyo 3, 2013", "fil", "2013-06-03"),
    ("3 Desember 2013", "af", "2013-12-03"),
    # the short forms of Unicode's locales, as Blogger prints them
    ("14 сент. 2010 г.", "ru", "2010-09-14"),
    ("5 нояб. 2012", "", "2012-11-05"),
    ("7 серп. 2011 р.", "uk", "2011-08-07"),
    ("3 листоп. 2011", "uk", "2011-11-03"),
    ("14 aoû 2009", "fr", "2009-08-14"),
    ("2 noiem. 2010", "ro", "2010-11-02"),
    ("9 rugs. 2010", "lt", "2010-09-09"),
    ("5 tammik. 2010", "fi", "2010-01-05"),
    ("3 sen 2010", "az", "2010-09-03"),
    ("5 қаңтар 2013", "kk", "2013-01-05"),
    ("7 يونيه 2008", "ar", "2008-06-07"),
    ("5 לינואר 2009", "he", "2009-01-05"),
    # scripts of India
    ("12 फ़र॰ 2010", "hi", "2010-02-12"),
    ("12 सप्टेंबर 2010", "mr", "2010-09-12"),
    ("मार्च ५, २०१२", "ne", "2012-03-05"),
    ("5 જાન્યુઆરી 2011", "gu", "2011-01-05"),
    ("5 ਅਗਸਤ 2011", "pa", "2011-08-05"),
    ("25 ಡಿಸೆಂಬರ್ 2011", "kn", "2011-12-25"),
    ("1 ఏప్రిల్ 2010", "te", "2010-04-01"),
    ("ഒക്ടോബർ 9, 2012", "ml", "2012-10-09"),
    ("8 செப். 2010", "ta", "2010-09-08"),
    ("2 ফেব্রুয়ারী 2012", "bn", "2012-02-02"),
]

# Words that are months in one language, in texts of others; parts of dates; other words between figures.
NOT_READ = [
    ("3 pro 2013", "es"),
    ("Top 10 pro 2013", None),
    ("3 دووه 2013", "ckb"),
    ("3 کتاب، 2013", "fa"),
    ("3 বছর 2013", "bn"),
    ("3月, 2013", "ja"),
    ("3 um 2013", "sw"),
    ("มกราคม 3", "th"),
    ("2013. gada pārskats", "lv"),
    ("2013(e)ko liburua 3", "eu"),
    ("5 am 2013", "en"),
    ("3 sen 2010", "sv"),
    ("5 bal 2012", "de"),
    ("5 kov 2012", None),
    ("5 там 2012", "ru"),
    ("5 мам 2012", "ru"),
    ("4 elo 2010", "it"),
]


@pytest.mark.parametrize(("text", "language", "expected"), READ)
def test_dates_of_translations(text: str, language: str, expected: str) -> None:
    assert read_date(text, language) == expected


@pytest.mark.parametrize(("text", "language"), NOT_READ)
def test_no_dates(text: str, language: str | None) -> None:
    assert read_date(text, language) is None


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("9:07 um", "pt", "09:07"),
        ("9:07 m", "en", "09:07"),
        ("9:07 um", "sw", "21:07"),
        ("9:07 f", "gd", "21:07"),
    ],
)
def test_letters_of_one_language_say_nothing_in_others(text: str, language: str, expected: str) -> None:
    assert read_date(f"2013-01-21 {text}", language) == f"2013-01-21T{expected}"


def test_one_word_for_two_months() -> None:
    assert [month_of("listopad", tag) for tag in ("hr", "cs", "")] == [10, 11, 11]
    assert month_of("monat", "de") is None


@given(st.text())
def test_texts_without_months_of_signs_are_kept(text: str) -> None:
    if text.isascii():
        assert with_english_months(text) == text
    assert isinstance(read_date(text, "th"), str | None)
