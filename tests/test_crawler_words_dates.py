"""Dates in every form that the engines print, and texts that must not be taken for one."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.words.dates import read_date, stated_date

DATES = [
    ("March 4th, 2006 at 3:05 pm", None, "2006-03-04T15:05"),
    ("4 Mar 2006", None, "2006-03-04"),
    ("苹果发表于2006-3-14 08:05", None, "2006-03-14T08:05"),
    ("更新2006/3/14", "zh", "2006-03-14"),
    ("29/05/07 08:12", "ja", "2007-05-29T08:12"),
    ("03/05/07 08:12", "ja-x-dmy", "2007-05-03T08:12"),
    ("06/05/07", "ja", "2006-05-07"),
    ("Wed May 24 10:02:11 BST 2006", None, "2006-05-24T10:02:11"),
    ("Mon Jan 02 15:04:05 +0900 2006", None, "2006-01-02T15:04:05+09:00"),
    ("Wed May 34 10:02:11 2006", None, None),
    ("24-05-’06 10:02", None, "2006-05-24T10:02"),
    ("05-06-'06", "en", "2006-06-05"),
    ("03/04/06", "en", "2006-03-04"),
    ("03/04/2006", "fr", "2006-04-03"),
    ("25/12/2006", None, "2006-12-25"),
    ("09-06-12 (Fri) 9:21", None, "2009-06-12T09:21"),
    ("03/04/2006 (Mon)", None, "2006-04-03"),
    ("Saturday, 03/04/2006", "fr", "2006-03-04"),
    ("Mo, 03/04/2006", "en", "2006-04-03"),
    ("08/03/12（水）", "ja", "2008-03-12"),
    ("le 11/05/2006 à 18:40", None, "2006-05-11T18:40"),
    ("Colette, il 11/05/2006", "en", "2006-05-11"),
    ("11/05/2006", "en-x-dmy", "2006-05-11"),
    ("11/05/2006", "fr-x-mdy", "2006-11-05"),
    ("11.05.2006", "en-x-mdy", "2006-11-05"),
    ("11.05.2006", "en", "2006-05-11"),
    ("11 mai 2006", "fr-x-mdy", "2006-05-11"),
    ("11.09.2011 23:31", None, "2011-09-11T23:31"),
    ("21/11/2008 a las 13:06", "es", "2008-11-21T13:06"),
    ("Desember 30, 2015 at 4:36 am", "id", "2015-12-30T04:36"),
    ("2005年03月24日 17:11", None, "2005-03-24T17:11"),
    ("2006年3月4日 午後3時5分", None, "2006-03-04T15:05"),
    ("2006年03月04日(土) 15:05:33", None, "2006-03-04T15:05:33"),
    ("2006년 3월 4일 오후 3:05", None, "2006-03-04T15:05"),
    ("2006/03/04 15:05", None, "2006-03-04T15:05"),
    ("2006.03.04", None, "2006-03-04"),
    ("Tue, 14 Mar 2006 08:05:00 +0900", None, "2006-03-14T08:05:00+09:00"),
    ("Tue, 14 Mar 06 08:05 EST", None, "2006-03-14T08:05-05:00"),
    ("2006-03-14T08:05:00Z", None, "2006-03-14T08:05:00Z"),
    ("2006-03-14 08:05", None, "2006-03-14T08:05"),
    ("14. März 2006 um 15:05", None, "2006-03-14T15:05"),
    ("14. März 2006, 15.05 Uhr", None, "2006-03-14T15:05"),
    ("le 14 février 2006 à 15 h 05", None, "2006-02-14T15:05"),
    ("14 février 2006 à 15h05", None, "2006-02-14T15:05"),
    ("1er août 2006", None, "2006-08-01"),
    ("14 de marzo de 2006 a las 15:05", None, "2006-03-14T15:05"),
    ("14 de março de 2006 às 15:05", None, "2006-03-14T15:05"),
    ("Março 14th, 2006", None, "2006-03-14"),
    ("14 marzo 2006 alle 15:05", None, "2006-03-14T15:05"),
    ("14 maart 2006 om 15:05", None, "2006-03-14T15:05"),
    ("14 марта 2006 в 15:05", None, "2006-03-14T15:05"),
    ("Март 14, 2006", None, "2006-03-14"),
    ("14 marca 2006 o 15:05", None, "2006-03-14T15:05"),
    ("14 mars, 2006 kl. 15:05", None, "2006-03-14T15:05"),
    ("14 Mart 2006, 15:05", None, "2006-03-14T15:05"),
    ("14 Şubat 2006", None, "2006-02-14"),
    ("14 مارس 2006", None, "2006-03-14"),
    ("三月 14, 2006", None, "2006-03-14"),
    ("2006 年 3 月 14 日 下午 3:05", None, "2006-03-14T15:05"),
    ("2006-3-4", None, "2006-03-04"),
    ("平成18年3月4日", None, "2006-03-04"),
    ("2006. március 14. 15:05", None, "2006-03-14T15:05"),
    ("۱۲ آبان ۱۳۸۸ در ۱۱:۳۰", None, "2009-11-03T11:30"),
    ("نوشته شده در سه‌شنبه ۱ فروردین ۱۳۸۷", None, "2008-03-20"),
    ("اسفند ۳۰ام, ۱۳۸۷", None, "2009-03-20"),
    ("دی 11, 1388", None, "2010-01-01"),
    ("تاریخ: 1388/08/12", None, "2009-11-03"),
    ("1388/08/12", "fa-IR", "2009-11-03"),
    ("1388/08/12", None, None),
    ("تاریخ 1430/08/12", None, None),
    ("۳۲ آبان ۱۳۸۸", None, None),
    ("۱۲ مهٔ ۲۰۱۱", "fa", "2011-05-12"),
    ("۱۳۸۴/۱۲/۱۳", "fa", "2006-03-04"),
    ("民國96年7月8日", None, "2007-07-08"),
    ("פורסם ב-14 באוקטובר 2009 מאת יעל", None, "2009-10-14"),
    ("March 2006", None, "2006-03"),
    ("Tracked on March 14, 2006 03:05 PM", None, "2006-03-14T15:05"),
    ("Tracked on March 14, 2006 at 12:05 AM", None, "2006-03-14T00:05"),
    ("3:05 pm, March 4, 2006", None, "2006-03-04T15:05"),
    ("20060314", None, "2006-03-14"),
    ("20060314T0805", None, "2006-03-14T08:05"),
    ("— March 6, 2006 #", None, "2006-03-06"),
    ("June 20, 2007 10:45 PM", None, "2007-06-20T22:45"),
    ("14-03-2006 15:05", None, "2006-03-14T15:05"),
    ("2006-03-14T08:05:00.123+0900", None, "2006-03-14T08:05:00+09:00"),
    ("12.5.06", None, "2006-05-12"),
    ("17.07, 2011 @ 18:22", None, "2011-07-17T18:22"),
    ("2006/03/1410:11 am", None, "2006-03-14T10:11"),
    ("March 14, 20068:05", None, "2006-03-14T08:05"),
    ("06/03/04", "ja", "2006-03-04"),
    ("Dezember 24th, 2007 | 8:15", None, "2007-12-24T08:15"),
    ("on 14 Mar 2006 at 3:05 p.m.", None, "2006-03-14T15:05"),
    ("2006年3月4日 15時", None, "2006-03-04T15:00"),
    ("14 Tháng Ba, 2006 lúc 8:05", None, "2006-03-14T08:05"),
    ("Tháng Mười Hai 4, 2006", None, "2006-12-04"),
    ("Ngày 4 tháng 3 năm 2006", None, "2006-03-04"),
    ("14 במרץ 2006", None, "2006-03-14"),
    ("14 مارس، 2006", None, "2006-03-14"),
    ("14. ožujka 2006.", None, "2006-03-14"),
    ("14 март 2006", None, "2006-03-14"),
    ("14. marca 2006", None, "2006-03-14"),
    ("14 de xuño de 2006", None, "2006-06-14"),
    ("14. märts 2006", None, "2006-03-14"),
    ("March 4, 2006 15:05 GMT+0100", None, "2006-03-04T15:05+01:00"),
    ("Sat Mar 04 2006 15:05:09 GMT+0900 (JST)", None, "2006-03-04T15:05:09+09:00"),
    ("2006-03-04 15:05:09 JST", None, "2006-03-04T15:05:09+09:00"),
    ("2006-03-04 15:05:09 UTC", None, "2006-03-04T15:05:09+00:00"),
    ("2006-03-04 15:05:09+01", None, "2006-03-04T15:05:09+01:00"),
    ("2006-03-04 10:00-18:00", None, "2006-03-04T10:00"),
    ("Mon Mar 06 15:05:09 CST 2006", "zh-CN", "2006-03-06T15:05:09+08:00"),
    ("Mon Mar 06 15:05:09 CST 2006", "en", "2006-03-06T15:05:09-06:00"),
    ("4. Juli 2006, 15:05 MESZ", "de", "2006-07-04T15:05+02:00"),
    ("Samstag, den 4. Maerz 2006", "de", "2006-03-04"),
    ("Oct 4 '06 3:05pm", None, "2006-10-04T15:05"),
    ("marzo 4, 2006 a las 3:05 p. m.", "es", "2006-03-04T15:05"),
    ("2006-ko urriaren 4-an", "eu", "2006-10-04"),
    ("4 лют. 2006", "uk", "2006-02-04"),
    ("Mart 4, 2006 03:05 ÖS", "tr", "2006-03-04T15:05"),
    ("4 Kasım 2006, 3:05 öö", "tr", "2006-11-04T03:05"),
    ("２００６年３月４日　１５：０５", "ja", "2006-03-04T15:05"),
    ("２００６／０３／０４", "ja", "2006-03-04"),
    ("二〇〇六年三月十四日", "zh", "2006-03-14"),
    ("平成十八年十二月二十三日", "ja", "2006-12-23"),
    ("2006年十二月四日", "zh", "2006-12-04"),
    ("٤ مارس ٢٠٠٦", "ar", "2006-03-04"),
    ("४ मार्च २००६", "hi", "2006-03-04"),
]

NO_DATES = [
    ("03/04/06", None),
    ("abc2006-3-14", None),
    ("版本3.5.12", "zh"),
    ("10:30 am 03/04/2006", None),
    ("so 03/02/2008", None),
    ("03/04/2006 (Thu)", None),
    ("03/04/2006, Nils", None),
    ("14.brumaire 2006", None),
    ("14 tháng 2006", None),
    ("ba tháng mười năm 2006", None),
    ("3 comments", None),
    ("2006", None),
    ("2006-13-45", None),
    ("10:30", None),
    ("ratio 200610:11", None),
    ("http://10.1.2010:8080/", None),
    ("12 monkeys 1995", None),
    ("192.168.10.12", None),
    ("1.2.3", None),
    ("http://example.com/2006/03/14/x", None),
    ("http://example.com/2006/03/14/", None),
    ("6 months ago", None),
    ("May I ask 20", None),
    ("30 February 2006", None),
    ("555-12-2006", None),
    ("31/31/2006", None),
    ("version 4.2.2006.1", None),
    ("version 10.04, 2010", None),
    ("14 March 1850", None),
    ("March 14", None),
    ("", None),
    ("03/04/2006", None),
    ("ISBN 0-12-345678-9", None),
    ("comments 12 / 3 / 4", None),
    ("page 3 of 12, 2006 edition", None),
    ("1,234,567", None),
    ("12/2006", None),
    ("$12.30.2006x", None),
    ("mt-tb.cgi/2006", None),
    ("Chapter 3. Marching 2006", None),
    ("#2006-03-14-05", None),
    ("00/00/2006", None),
    ("14/14/06", None),
    ("v2006.03", None),
    ("Mar 99, 2006", None),
    ("deciembre 14, 2006", None),
    ("२०", None),
    ("10.0.0.1:8080", None),
    ("comment-2006-1", None),
    ("3:05 pm", None),
    ("vor 3 Tagen", None),
    ("há 2 dias", None),
    ("3日前", None),
    ("Monday at 10:00", None),
    ("2006年", None),
    ("二十三日", None),
    ("三月十四日", None),
    ("第二〇〇六回", None),
    ("84/12/13", "fa"),
    ("Oct 4 '84", None),
    ("3月4日", None),
]


@pytest.mark.parametrize(("text", "language", "expected"), DATES)
def test_reads(text: str, language: str | None, expected: str) -> None:
    assert read_date(text, language) == expected


@pytest.mark.parametrize(("text", "language"), NO_DATES)
def test_reads_nothing(text: str, language: str | None) -> None:
    assert read_date(text, language) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2006-03-14T08:05:00.000Z", "2006-03-14T08:05:00.000Z"),
        ("2006-03-14 08:05", "2006-03-14T08:05"),
        (" 2006-03-14t08:05:00 +0900\n", "2006-03-14T08:05:00+0900"),
        ("1985-03-14", "1985-03-14"),
        ('2006-03-14T08:05:00+01:00">x', "2006-03-14T08:05:00+01:00"),
        ("2006-03-14T08:05:00<a class=", "2006-03-14T08:05:00"),
        ("Tue, 14 Mar 2006 08:05:00 +0900", "2006-03-14T08:05:00+09:00"),
        ("0000-00-00T00:00:00", None),
        ("0001-01-01T00:00:00", None),
        ("-0001-11-30T00:00:00+00:00", None),
        ("1970-01-01T00:00:00Z", None),
        ("2006-13-45T08:05:00Z", None),
        ("2006-02-30", None),
        ("9999-12-31", None),
        ("2006", None),
        ("soon", None),
        ("", None),
    ],
)
def test_what_is_stated_for_machines_is_kept_where_it_is_a_date(text: str, expected: str | None) -> None:
    assert stated_date(text) == expected


@given(st.text(max_size=200), st.sampled_from([None, "en", "fr", "ja"]))
def test_never_raises_and_gives_iso(text: str, language: str | None) -> None:
    found = read_date(text, language)
    assert found is None or len(found) == 7 or datetime.fromisoformat(found)


@given(st.datetimes(min_value=datetime(1995, 1, 1), max_value=datetime(2060, 1, 1)))
def test_reads_what_it_gives(moment: datetime) -> None:
    stated = moment.replace(microsecond=0).isoformat()
    assert read_date(stated) == stated
    assert read_date(f"{moment:%B} {moment.day}, {moment.year} at {moment:%H:%M}") == stated[:16]


def test_a_long_text_is_read_at_its_beginning_only() -> None:
    assert read_date("word " * 100_000 + "March 4, 2006") is None
