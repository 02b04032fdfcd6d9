"""Links that a label names as a post's topics: "Categories: A, B", "Tags: C", "テーマ：D", "分类: E"."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from crawler import urls
from crawler.facts.teasers import in_teaser
from crawler.markup.document import Document, fold
from crawler.markup.links import Anchor
from crawler.records import Region
from crawler.words.expressions import expression

_NEEDLES = frozenset((
    "categor", "tags", "filed", "posted in", "posted to", "topic", "カテゴリ", "テーマ", "タグ",
    "分类", "分類",
    "标签", "標籤", "태그", "분류", "rubri", "mots-cl", "kategori", "schlagw", "stichw", "etiqueta",
    "рубрик", "раздел",
    "метки", "теги", "keywords", "labels", "publié dans", "classé dans", "publicado en", "archivado en",
    "pubblicato in", "abgelegt", "etiket", "etichet", "štítk", "štitk", "značk", "rubric", "rubriik",
    "sildid",
    "avainsan", "kateg", "címk", "κατηγορί", "ετικέτ",
    "катего", "позначк", "етикет", "קטגור", "תגי", "تصنيف",
    "دسته", "برچسب", "chuyên mục", "thẻ", "từ khóa", "trefwoord", "oznak", "žymos", "emneord",
    "stikkord", "หมวดหมู่", "ป้ายกำกับ", "publicerat i", "tagi", "teemad", "tag:", "tag :", "taggar", "etiquet",
    "marcador", "etykiet", "birkas", "merki", "aihealue", "мітк", "тагове", "ознак", "꼬리표", "카테고리",
    "關鍵", "关键", "แท็ก", "टैग", "श्रेणी", "وسوم", "danh mục",
))  # fmt: skip
_LABEL = expression(
    r"(?:\A|[\s|·•(\[/,;—–-])"
    # "Previous in this category:" leads to posts.
    r"(?<!\bthis\s)(?<!\bsame\s)(?<!dieser\s)(?<!cette\s)(?<!\besta\s)(?<!questa\s)(?<!nesta\s)"
    r"(?<!этой\s)"
    # "Popular Topics" are the whole site's.
    r"(?<!popular\s)(?<!trending\s)(?<!hot\s)(?<!top\s)(?<!all\s)"
    r"(?:(?:filed|posted|archived|categorized|tagged)\s+(?:in|under|to|as|with)|"
    r"(?:publié|classé)\s+dans|(?:publicado|archivado)\s+en|pubblicato\s+in|abgelegt\s+(?:in|unter)|"
    r"categor(?:y|ies)|(?:defined )?tags(?: for this entry)?|tag|topics?|keywords|labels|"
    r"(?:catégories?|mots[- ]clés?|rubriques?|kategorien?|rubrik|schlag(?:worte|wörter)|"
    r"stich(?:worte|wörter)|"
    r"etiquetas|categorías?|categorias?|categorie|kategori(?:e|er)?|"
    r"рубрик[аи]|раздел|метки|теги|publicerat i|"
    r"v rubrice|(?:etiquetes|categorii|kategori(?:a|en|ler|je|jos|at)|kategóri(?:a|e|ák)|etiket(?:ler|ter)?|"
    r"etikett(?:er)?|etichet(?:ele|e|te)?|štítky|značky|rubrika|rubriik|rubriigid|"
    r"sildid|tagi[dt]?|taggar|marcador(?:es)?|etykiety|etiket(?:ak|at?)|birkas|merki|aihealue(?:et)?|"
    r"avainsanat|aiheet|címkék|címke|κατηγορί(?:α|ες)|ετικέτ(?:α|ες)|категорі[яї]|категори(?:[яи]|ј[ае])|"
    r"мітки|тагове|ознаке|꼬리표|關鍵[字詞]|关键[字词]|позначки|етикети|קטגוריות?|קטגוריה|תגיות|"
    r"תגים|(?:ال)?تصنيف(?:ات)?|(?:ال)?وسوم|دسته(?:\u200c?(?:ها|بندی(?:\u200c?ها)?))?|برچسب(?:\u200c?ها)?|"
    r"kategorij[ae]|kategooria|टैग|श्रेणी(?:याँ)?|chuyên mục|danh mục|thẻ|từ khóa|trefwoorden|oznake|"
    r"žymos|emneord|stikkord)(?=\s*[:：»]))|หมวดหมู่|ป้ายกำกับ|แท็ก|"
    r"カテゴリー?|テーマ|タグ|(?:個人|个人)?(?:分类|分類)|标签|標籤|태그|분류|카테고리)\s*(?P<colon>[:：»]?)\s*\Z",
    re.I,
)
# What stands between the links of one label.
_JOINT = expression(r"[\s,、，/|·•]*(?:and|und|et|y|e|en|och|og|и)?\s*", re.I)
_LABEL_TAGS = frozenset(
    {"span", "strong", "b", "em", "i", "h2", "h3", "h4", "h5", "h6", "div", "dt", "label", "small"}
)
_ICONS = frozenset({"i", "svg", "img"})
_LABEL_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_HOLDERS = frozenset({"li", "ul", "ol", "span", "div", "p", "dd", "em", "strong", "small", "td"})
_HIGHEST = 4
_LONGEST_LABEL = 40
# A label as it is written, with the spaces that indent it: what is longer is more than a label.
_LONGEST_RAW = 300
_MOST_LINKS = 300
_MOST_TOPICS = 40
_NO_TOPIC = expression(
    r"permalink|permanent|comment|track\s?back|edit\b|email|rss|引用|评论|評論|コメント|トラックバック|댓글|트랙백|パーマリンク|固定リンク|個別(?:ページ|記事)|最新記事|固定链接|固定連結|永久链接|永久連結|퍼머링크|고유주소|\A\W*\d+\W*\Z",
    re.I,
)


def read_labelled(document: Document, anchors: list[Anchor], behind: int) -> list[Anchor]:
    """The links of the page's own site behind such labels in its content, in document order; what stands from
    the element `behind` on (-1 for none) says nothing of the post."""
    if not document.held(_NEEDLES):
        return []
    near = [a for a in anchors if a.link.region is Region.CONTENT and (behind < 0 or a.number < behind)]
    found: dict[int, Anchor] = {}
    site = urls.site(document.url)
    for anchor in near[:_MOST_LINKS]:
        its = urls.site(anchor.link.url)
        if not (its == site or its.endswith(f".{site}")) or not _follows(document, anchor.node, found):
            continue
        if _NO_TOPIC.search(anchor.link.text) or _leads_here(document, anchor.link.url):
            continue
        if not in_teaser(document, anchor.number):
            found[anchor.node.mem_id] = anchor
    links = [each for each in found.values() if 0 < len(each.link.text) <= 80]
    return links if len(links) <= _MOST_TOPICS else []


def _leads_here(document: Document, url: str) -> bool:
    """Whether a link goes to this page or a place on it: its comments, the form for a new one."""
    return urls.identity(url) == urls.identity(document.url)


def _follows(document: Document, node: LexborNode, found: dict[int, Anchor]) -> bool:
    """Whether a label stands right before a link, or one of its links and what joins them."""
    here: LexborNode | None = node
    for step in range(_HIGHEST):
        if here is None or (step and here.tag not in _HOLDERS and not _is_titled_inline(here)):
            return False
        before, text = _before(here)
        if _LABEL.search(text):
            return True
        if before is not None or text.strip():
            return before is not None and _is_led_by(document, before, text, found)
        here = here.parent
    return False


def _is_led_by(document: Document, before: LexborNode, text: str, found: dict[int, Anchor]) -> bool:
    """Whether the element before a link is the label, or one of its links; `text` stands between the two."""
    if before.tag in _LABEL_TAGS:
        text = text.lstrip(":： ")  # <b>Tags</b>: A
    if not _JOINT.fullmatch(text):
        return False
    if _holds(document, before, found):
        return True
    label: LexborNode | None = before
    if before.tag in _ICONS and not before.text().strip():
        label, text = _before(before)
        if _LABEL.search(text):
            return True
        if label is None or text.strip():
            return False
    said = fold(label.text()[:_LONGEST_RAW]) if label is not None and label.tag in _LABEL_TAGS else ""
    return len(said) <= _LONGEST_LABEL and _LABEL.search(said) is not None


def _is_titled_inline(heading: LexborNode) -> bool:
    """Whether a heading goes on a line that a label begins, as each of Sina's tags is one: no list below."""
    before = _before(heading)[0] if heading.tag in _LABEL_HEADINGS else None
    return before is not None and before.tag in ("span", "b", "strong", "label", *_LABEL_HEADINGS)


def _before(node: LexborNode) -> tuple[LexborNode | None, str]:
    """The element before a node, and the text between them."""
    texts: list[str] = []
    each = node.prev
    while each is not None and not each.is_element_node:
        if each.is_text_node:
            texts.append(each.text_content or "")
        each = each.prev
    return each, fold("".join(reversed(texts)))[-_LONGEST_LABEL:]


def _holds(document: Document, node: LexborNode, found: dict[int, Anchor]) -> bool:
    """Whether an element is one of the found links, or an item that holds one as its last."""
    if node.mem_id in found:
        return True
    if node.tag not in _LABEL_HEADINGS and (
        node.tag not in ("li", "span", "div", "em", "strong") or document.within(node, *_LABEL_HEADINGS)
    ):
        return False
    return any(document.elements[link].mem_id in found for link in document.within(node, "a")[-2:])
