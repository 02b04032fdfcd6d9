"""The labels of a record's fields ("Title:", "来自:"), and the same words as the headers of a table."""

from __future__ import annotations

import re

from crawler.markup.lines import Line
from crawler.words.dated import SENT
from crawler.words.expressions import expression

_LINK = "[\ue000-\uf8ff]"
_LABELS = {
    "title": r"title|subject|headline|response|标题|標題|题目|題名|"
    r"記事(?:名|タイトル)|エントリー名|タイトル|件名|제목|titel|titre|título|"
    r"titolo|título do post|título de la entrada|títol|titol|заголовок|тема|tittel|rubrik|tytuł|nadpis|název|"
    r"otsikko|başlık|τίτλος|naslov|titlu|(?:글\s?|포스트\s?)제목|문서\s?제목|(?:文章)?(?:标题|標題)|主题|主題|titulek|cím|"
    r"название|назва|заглавие|العنوان|عنوان|כותרת|tiêu đề|ชื่อเรื่อง|judul",
    "site": r"(?:blog|weblog|site|source)(?: ?name)?|name ?/ ?(?:we)?blog|"
    r"(?:ブログ|ウェブログ|サイト)(?:名|タイトル)?|сайт|"
    r"blogi|blogg|weblogg|блог|webnapló|przysłała?|nadesłała?|poslala?|beküldte|skickat av|sendt af|"
    r"bitácora|(?:nome do|nombre del|nom du|nome del) (?:we)?blog|blogue|bloc|sitio|sito|webseite|"
    r"来自|來自|来源|來源|送信元|投稿元|発信元|参照元|引用来自|引用來自|引用自|引自|部落格(?:名稱)?|博客(?:名称)?|보낸\s?(?:곳|이|사람)|"
    r"블로그(?:\s?이름|명)?|출처|(?:网站|站点)(?:名称)?|(?:網站|站名)(?:名稱)?|strona|webbplats|nettsted|hjemmeside|"
    r"ιστολόγιο|المدونة|וובלוג|בלוג|وبلاگ|บล็อก|"
    r"(?:track ?back|pingback|linkback) from|"
    r"tracked (?:from|by)|from|von|herkunft|источник",
    "excerpt": r"excerpt|summary|description|content|摘要|(?:内容|內容)(?:摘要|提要)?|概要|抜粋|本文|要約|"
    r"내용|요약|본문|auszug|extrait|extracto|estratto|résumé|fragmento?|brano|excerto|passage|uittreksel|цитата|выдержка|"
    r"resumen|resumo|resum|riassunto|zusammenfassung|samenvatting|sammanfattning|utdrag|uddrag|streszczenie|"
    r"výňatek|úryvek|kivonat|ote|özet|απόσπασμα|rezumat|отрывок|уривок|откъс|alıntı|tartalom|المقتطف|"
    r"תקציר|خلاصه|چکیده|trích dẫn|ข้อความ|ringkasan",
    "date": r"tracked|aufgenommen|verlinkt|trackbacked|trackback(?:ed)? on|date|time|received|posted|left on|"
    r"sent on|tracked on|"
    r"引用时间|引用時間|"
    r"时间|時間|日期|日付|日時|時刻|(?:トラックバック|受信|送信|登録|投稿|発信)日時?|受信|날짜|일시|작성일|등록일|(?:보낸|받은)\s?(?:시각|시간|날짜)|التاريخ|תאריך|تاریخ|ngày|วันที่|tanggal|datum|data|fecha|дата|время|dato|dátum|päivä(?:ys|määrä)?|tarih|"
    rf"ημερομηνία|(?:{SENT})(?: (?:on|am|le|el|il|op))?",
    "url": r"ur[li]|address|link|链接|網址|网址|주소|アドレス",
}  # fmt: skip
LABEL = expression(
    rf"(?:(?!{_LINK})[\W_]){{0,4}}(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items())
    + r")\s*[:：]+\s*",
    re.I,
)
NEXT_LABEL = expression(rf"\s?[|,;/・]{{0,3}}\s+[(（]?(?=(?:{'|'.join(_LABELS.values())})\s*[:：])", re.I)
"""What parts one field from the label of the next on a line of several."""
_SEVERAL = expression(r"\s*[/／（(]")
_HEADER = expression("|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items()), re.I)


def is_label(text: str) -> bool:
    """Whether a text is the word of a label, and no more."""
    return _HEADER.fullmatch(text.strip(" :：")) is not None


def header_of(line: Line) -> str | None:
    """Which field a heading cell of a table names; None for other text."""
    # "ブログ名／日時" over a cell of two lines: the first word is that of the first.
    match = _HEADER.fullmatch(_SEVERAL.split(line.text.strip(" :："))[0])
    return match.lastgroup if match else None
