"""Names in lines of text, by every word that says who wrote something, and lines that hold no such word."""

import pytest

from crawler.facts.wording import given_names

WRITTEN = (  # noqa: SIM905
    "posted/written/published/submitted/contributed/authored/geschrieben/veröffentlicht/verfasst/eingestellt/"
    "erstellt/gepostet/eingetragen/gespeichert/publié/rédigé/escrito/publicado/postado/enviado/pubblicato/"
    "postato/inviato/scritto/inserito/redatto/geplaatst/gepost/gepubliceerd/ingezonden/skrevet/skrivet/"
    "publicerat/publisert/postet/lagt inn/lagt ind/upplagd/inlagd/indsendt/opublikowano/dodane/napisany/"
    "publikováno/zveřejněno/escrit/publicat/postat/scris/đăng/viết/ditulis/diposting/diposkan/dipublikasikan/"
    "γράφτηκε/αναρτήθηκε/δημοσιεύτηκε/δημοσιεύθηκε/публикувано/написано/objavljeno"
).split("/")
BEFORE = (  # noqa: SIM905
    "投稿者/作成者/記入者/登録者/書いた人/書き手/文責/發表人/发表人/作者/张贴者/发帖者/게시자/著者/筆者/執筆者/发布者/發佈者/发表者/"
    "發表者/撰文/提交者/글쓴이/작성자/โดย/प्रस्तुतकर्ता/автор/пользователем/napisał/kirjoittanut/kirjoittaja/lähettänyt/"
    "julkaissut/author/autor/autorka/auteur/autore/napsala/vložil/přidala/publikoval/zveřejnila/napísal/"
    "vystavila/uverejnil/аутор/objavila/szerző/írta/közzétette/bejegyezte/beküldte/yazan/yazar/gönderen/"
    "ekleyen/forfatter/skribent/författare/συντάκτης/συγγραφέας/penulis/autorius/paskelbė/rašė/publicējis/"
    "postitas/napisao/objavio/објавио/написала/поставио/oleh/bởi/tác giả/người đăng/by/von/par/por/di/da/"
    "door/av/af/words/text/texte/texto/testo"
).split("/")
NAMELESS = (
    "A walk by the sea on a long day",
    "Two of us went down to the river",
    "3 May 2006 at 8:10",
    "Filed under: Garden",
    "",
)


def names(text: str) -> list[str]:
    return [name for _, name, sure in given_names([(text, False)]) if sure]


@pytest.mark.parametrize("word", WRITTEN)
def test_who_wrote_it(word: str) -> None:
    for said in (word, word.capitalize(), word.upper()):
        assert names(f"{said} by Nora Lind")[0] == "Nora Lind"


@pytest.mark.parametrize("word", BEFORE)
def test_a_word_before_the_name(word: str) -> None:
    for said in (word, word.capitalize(), word.upper()):
        assert names(f"{said}: Nora Lind")[0] == "Nora Lind"


@pytest.mark.parametrize("verb", ["wrote", "schrieb", "skrev", "posted", "escribió el", "a écrit le"])
def test_a_verb_behind_the_name(verb: str) -> None:
    on = "" if verb.endswith(("el", "le")) else " on"
    assert names(f"Nora Lind {verb}{on} 3 May 2006")[0] == "Nora Lind"


@pytest.mark.parametrize("text", NAMELESS)
def test_lines_without_such_words(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Filed under: Clay — Bo @ 4:10 pm", ["Bo"]),
        ("Filed under: Clay — Bo @ May 6, 2008 4:10 pm", ["Bo"]),
        ("Filed under: Clay — Bo Lee @ 6 May 2008 16:10", ["Bo Lee"]),
        ("6. Mai 2008, Bo Lee @ 16:10", ["Bo Lee"]),
        ("May 6, 2008, Tuesday @ 16:10", []),
        ("May 6, Bo Lee @ the fair", []),
        ("Filed under: Clay — 6 pots @ May 6, 2008 4:10 pm", []),
        ("Pots — three @ May fair", []),
        ("A fair — Bo @ Room 12, 2008 kilns", []),
    ],
)
def test_a_name_before_the_sign_of_a_time(line: str, told: list[str]) -> None:
    assert names(line) == told
