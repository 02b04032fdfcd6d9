"""Texts of other alphabets whose pages say nothing, or wrongly, of how they are written."""

import pytest

from crawler.markup.encoding import decode

TEXTS = {
    "ru": "Сегодня была хорошая погода, и мы гуляли в парке. Обратные ссылки на эту запись ниже.",
    "uk": "Сьогодні була гарна погода, і ми гуляли в парку. Зворотні посилання нижче.",
    "el": "Σήμερα είχε καλό καιρό και περπατήσαμε στο πάρκο. Οι αναφορές είναι παρακάτω.",
    "he": "היום היה מזג אוויר יפה וטיילנו בפארק. הפניות לרשומה זו נמצאות למטה בעמוד.",
    "ar": "كان الطقس اليوم جميلا ومشينا في الحديقة. التعقيبات على هذه التدوينة في الأسفل.",
    "th": "วันนี้อากาศดี เราจึงไปเดินเล่นในสวนสาธารณะ ลิงก์ย้อนกลับอยู่ด้านล่าง",
    "de": "Heute war schönes Wetter, darum gingen wir im Park spazieren. Rückverweise: größer als früher.",
    "fr": "Hier il faisait beau, alors nous nous sommes promenés dans la forêt. Les rétroliens sont là-bas.",
    "ja": "今日は天気がよかったので、公園を散歩しました。トラックバックは下にあります。",
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("ru", "cp1251"), ("ru", "koi8_r"), ("ru", "iso8859_5"), ("uk", "cp1251"), ("uk", "koi8_u"),
        ("el", "cp1253"), ("el", "iso8859_7"), ("he", "cp1255"), ("he", "iso8859_8"), ("ar", "cp1256"),
        ("th", "cp874"), ("de", "cp1252"), ("fr", "iso8859_1"), ("ja", "euc_jp"), ("ja", "cp932"),
    ],
)  # fmt: skip
def test_a_page_without_a_label_is_read(language: str, encoding: str) -> None:
    body = f"<h1>{TEXTS[language]}</h1>".encode(encoding, "ignore")
    assert decode(body).text == body.decode(encoding)


@pytest.mark.parametrize("encoding", ["euc_jp", "shift_jis"])
def test_a_page_knows_better_than_a_server_that_labels_all_alike(encoding: str) -> None:
    body = f"<meta charset={encoding}><h1>{TEXTS['ja']}</h1>".encode(encoding)
    assert TEXTS["ja"] in decode(body, "text/html; charset=iso-8859-1").text


def test_a_server_is_believed_where_the_page_cannot_be_right() -> None:
    body = f"<meta charset=euc-jp><h1>{TEXTS['de']}</h1>".encode("cp1252")
    assert TEXTS["de"] in decode(body, "text/html; charset=iso-8859-1").text
