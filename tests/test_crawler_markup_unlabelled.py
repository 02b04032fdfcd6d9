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


MARKED = {
    "pl": "Jabłka podsmażyć, ciasto schłodzić. Proszę państwa, to świetny przepis na szarlotkę, dziękuję.",
    "cs": "Příliš sladké švestky vaříme bez cukru. Dnes jsme měli svíčkovou a bylo to výborné, že ano.",
    "sk": "Ďakujem veľmi pekne, že ste prišli. Čerešne už dozreli, niečo ešte treba doniesť, šťastná cesta.",
    "hu": "A főzés öröme, és a kertből szedett zöldségek: hűvös őszi este, görögdinnye, fűszerek, erdő.",
    "hr": "Šteta što nije bilo žlice. Đak je učio cijelu noć. Hoćeš li još čaja? Možda ćemo doći, čini se.",
    "ro": "Fără îndoială că mâncarea aceasta e foarte bună, şi ţara noastră are multe reţete vechi.",
    "tr": "Bugün hava çok güzel, İstanbul'da yürüyüş yaptık. Şarkılar söyledik ve dağları gördük.",
    "lt": "Šiandien buvo graži diena, važiavome prie jūros ir radome gintarą. Ačiū visiems, šį įrašą.",
    "lv": "Šodien bija skaista diena, mēs braucām uz jūru. Paldies, kas lasīja. Ļoti žēl, ģimenē ķīļi.",
}  # fmt: skip
WESTERN = {
    **{name: TEXTS[name] for name in ("de", "fr")},
    "es": "¿Dónde está mi montaña? El año pasado comí piñones en Málaga, y también jamón; ¡qué pingüino!",
    "pt": "Não há razões para a ação, coração e pão. Você é avô? São três lições, à noite, público.",
    "is": "Það er gott að vera á Íslandi, þar sem við borðum fisk. Ég fór í bæinn og sá ýmislegt fólk.",
    "sv": "Åäö är svåra bokstäver för många. Hälsningar från Malmö där vi åker båt på sjön.",
    "et": "Täna oli ilus päev, käisime õues ja sõime jõe ääres. Õhtul soe, põder, mõõk, šokolaad, žanr.",
    "two": "Où être français, déjà à la plage, çà et là, naïf. ¿Dónde está mi montaña? Piñones, año.",
    "signs": "It cost £30 or €35 — that’s 20° and 30 m² ± 5, ½ cup, ¼ tsp, ³ ¶ “quotes” © µm ¹ ² ¾ × 2 ÷ 3.",
}  # fmt: skip
LABELS = ["", "<meta charset=iso-8859-1>"]


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        *((name, "cp1250") for name in ("pl", "cs", "sk", "hu", "hr", "ro")),
        *((name, "iso8859_2") for name in ("pl", "cs", "sk", "hu", "hr", "ro")),
        ("tr", "cp1254"), ("lt", "cp1257"), ("lv", "cp1257"),
    ],
)  # fmt: skip
def test_letters_with_marks_tell_the_encoding(language: str, encoding: str, label: str) -> None:
    text = f"<p>{MARKED[language]}</p>" * 3
    assert decode(f"{label}{text}".encode(encoding)).text == f"{label}{text}"


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("language", WESTERN)
def test_western_text_stays_what_it_is(language: str, label: str) -> None:
    text = f"<p>{WESTERN[language]}</p>" * 4
    assert decode(f"{label}{text}".encode("cp1252")).text == f"{label}{text}"


def test_a_few_marks_do_not_outweigh_a_label() -> None:
    body = "<meta charset=iso-8859-1><p>Jaros³aw and Zdzis³awa</p>".encode("cp1252")
    assert "Jaros³aw" in decode(body).text


@pytest.mark.parametrize("language", ["ja", "ru", "el"])
def test_a_western_label_is_not_believed_of_another_script(language: str) -> None:
    encoding = {"ja": "euc_jp", "ru": "cp1251", "el": "cp1253"}[language]
    body = f"<meta charset=iso-8859-1><p>{TEXTS[language]}</p>".encode(encoding)
    assert TEXTS[language] in decode(body).text


def test_quotes_tell_iso_from_what_windows_makes_of_it() -> None:
    body = "<meta charset=iso-8859-2><p>„Święta” – źródło</p>".encode("cp1250")
    assert "„Święta” – źródło" in decode(body).text


def test_kana_without_a_label_are_no_chinese() -> None:
    text = "きょうはいいてんきです。トラックバックありがとうございました。またのおこしをおまちしております。"
    assert decode(f"<p>{text}</p>".encode("euc_jp")).text == f"<p>{text}</p>"
