"""The words by which pages call linkbacks, in the languages of the engines' translations."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from crawler.records import Kind
from crawler.words.expressions import expression
from crawler.words.linkback_words import AMBIGUOUS, PINGBACK, PINGS, TRACKBACK, WEBMENTION

_BY = (
    r"(?:by|from|von|vom|de|da|di|par|por|door|van|av|af|fra|från|od|przez|z|din|на|от|від|από(?:\s+(?:τον/την|την/τον|τον|την|το))?|oleh|dari|"
    r"بواسطة|توسط|מאת|โดย|từ|bởi|來自|来自|由|által|,?\s?kirjoitti|by:|(?:-\s)?autor(?=:))"
)
_AND = (
    r"(?:\s*(?:/|／|&|＆|\+|,|、|・|と|[와과]|and|or|und|oder|et|ou|y|o|e|en|of|och|eller|og|"
    r"и|или|та|й|і|i|a|lub|oraz|ve|veya|dan|atau|ja|și|si|και|và|és|ir|un|与|與|和|及)\s*)"
)
_WORDS = (
    ("one", "ein", "un", "une", "uno", "en", "ett", "een", "één", "하나"),
    ("two", "zwei", "deux", "dos", "due", "dois", "twee", "två"),
    ("three", "drei", "trois", "tres", "tre", "três", "drie"),
    ("four", "vier", "quatre", "cuatro", "quattro", "fyra", "fire"),
    ("five", "fünf", "cinq", "cinco", "cinque", "vijf", "fem"),
)  # fmt: skip
_LONGEST_WORD = 40
_COUNTS = {word: number for number, words in enumerate(_WORDS, start=1) for word in words}
NUMBER = rf"(?:\d{{1,4}}|no|{'|'.join(_COUNTS)}|keine?|aucun|nessun|sin|нет|sem|geen)"


_NONE = expression(
    r"\W*(?:none|nothing|no (?:trackbacks|pingbacks|pings|webmentions|mentions|reactions|responses|repl|one)|"
    r"there (?:are|is) no|keine|noch keine|aucun|pas de|nessun|ningun|sin |nenhum|geen|нет |没有|暂无|沒有|"
    r"ありません|ない|없습니다)|"
    r".{0,20}(?:はありません|がありません|バックありません|이 없습니다)",
    re.I,
)


_SENT = expression(r"\W*(?:トラックバック(?:送信)?先|(?:track|ping)backs? (?:sent|to)\b|pinged sites)", re.I)


@cache
def _label() -> re.Pattern[str]:
    kinds = f"(?:(?P<p>{PINGBACK}|{PINGS})|(?P<t>{TRACKBACK})|(?P<w>{WEBMENTION}))"
    return re.compile(rf"[\W_]*{kinds}\s*(?P<by>{_BY}(?=\s|:|\Z))?\s*(?P<colon>[:：])?\s*", re.I)


def kind_of_label(text: str) -> Kind | None:
    """The kind that a label before an entry's link states: "Pingback:", "Trackback von"; None for other text.

    The whole text must be the label, and it must say more than the bare word (a colon, "by").
    """
    match = _label().fullmatch(text)
    if match is None or not (match["by"] or match["colon"]):
        return None
    return _kind(match)


def without_label(text: str) -> tuple[Kind | None, str]:
    """A text that begins with such a label as its kind and what follows; (None, text) where it does not."""
    match = _label().match(text)
    if match is None or not (match["by"] or match["colon"]):
        return None, text
    return _kind(match), text[match.end() :]


def kind_of_name(text: str) -> Kind | None:
    """The kind that a single word names ("Trackback", "ピンバック"); None for other text."""
    return _kind_of_word(text) if len(text) <= _LONGEST_WORD else _named_kind(text)


def _named_kind(text: str) -> Kind | None:
    match = _label().fullmatch(text)
    return _kind(match) if match else None


# The words that stand where a kind may stand are the same ones again and again: months, "says", "by".
_kind_of_word = lru_cache(maxsize=4096)(_named_kind)


@cache
def _heading() -> re.Pattern[str]:
    # Beside a word for linkbacks these are sure; alone they head other things.
    beside = rf"(?:{_AND}(?:tweet-?backs?|mentions?))?"
    word = f"(?:{PINGBACK}|{PINGS}|{TRACKBACK}|{WEBMENTION}|{_LINKBACKS})"
    number = rf"(?:[\(\[（'‘]?\s*(?P<n>{NUMBER})\s*[\)\]）'’]?\s*(?:件の|件|개|个|個|条|條|則|则|篇)?)"
    tail = (
        r"(?:\s*[:：]?\s*[\(\[（:：'‘]?\s*全?(?P<m>\d{1,4}|하나)\s*(?:件|개|个|個|条|條|則|则|篇)?\s*[\)\]）'’]?"
        r"(?:[를을가이]?\s*(?:받았|달렸|있)습니다)?)"  # "트랙백 하나 받았습니다"
    )
    of = "to|for|on|em|en|på|zu|zum|sur|pour|à|para|a|su|op|till|til|к|do"
    others = "(?:from|by|on|von|auf) (?:other|anderen|others)(?: (?:web)?(?:blogs|logs|sites))?"
    received = (
        r"(?:\s+(?:ricevut[ie]|reçue?s|recibid[oa]s|recebid[oa]s|received|erhalten|ontvangen|mottagna|"
        r"so far))?"
    )
    article = rf"(?:\s+(?:(?:{of}|(?<=list\s)of)\b.{{0,160}}|{others})|\s*一覧(?:です[。.]?)?|\s*列表|一覽)?"
    said = r"(?:(?:this (?:post|entry|article) (?:now )?has|there (?:are|is)(?: currently)?)\s+)?"
    whose = (
        r"(?:この\w{2,6}(?:(?:へ|に対する)?の|に対する|[にへ](?=トラックバックして))|(?:受け取った|受信した|いただいた|頂いた|皆(?:様|さん)からの)|"
        r"(?:記事|エントリー?|投稿)?「[^」]{1,60}」(?:への|に対する)|"
        r"받은\s+|收到的\s*|[이위] (?:글|포스트)(?:에|에 (?:걸린|남긴|달린|대한|연결된)|의)?\s+)?"
    )
    further = (
        r"(?:(?:weitere|further|other|more|list of|liste des|lista de|blog|"
        r"received|incoming|article|entry|page|this (?:post|page|article|entry)['’]s)[\s-]+)?"
    )
    listed = r"(?:[\s-]+(?:list|liste|lista)|\s*(?:列表|一覽|一览|목록))?"
    address = r"(?:\s*\(\s*(?:trackback\s+)?ur[li]\s*\))?"
    return re.compile(
        rf"[\W_]*{said}{whose}{number}?\s*{further}(?P<first>{word})(?P<more>{_AND}{word})*{beside}{listed}{received}{tail}?\s*[:：]?{address}{article}\s*[:：]?[\W_]*",
        re.I,
    )


_AMBIGUOUS = expression(AMBIGUOUS, re.I)
_LISTED = expression("收到的\\s*引用|引用(?:列表|一覽|一览)")
_VAGUE = expression(PINGS, re.I)
_THIS = "(?:this|the) (?:post|entry|article)"
_LINKBACKS = (
    f"linkbacks?|blog reactions|(?:other |external |incoming )?(?:links?|references?) to {_THIS}|"
    f"(?:other )?(?:sites?|(?:we)?blogs?|pages?|posts?) (?:that )?(?:link|refer)(?:r?ing|s)? to {_THIS}|"
    f"who link(?:s|ed) to {_THIS}|(?:this |the )?(?:post|entry|article) (?:is |was )?linked (?:to )?by|"
    "verweise auf diesen (?:artikel|beitrag|eintrag)|enlaces a esta entrada|"
    "links? para est[ea] (?:post|artigo|mensagem)|hiperligações para esta mensagem|"
    "liens? (?:vers|pointant vers) (?:cet article|ce billet)|collegamenti a questo (?:post|articolo)|"
    "backlinks?|incoming links?|enlaces entrantes|liens entrants|verweise|"
    "(?:referenced|tracked|pinged) by|paluulinkit|"
    # One word for both, the end of the first left out.
    r"(?:track-?\s?(?:und|and|&|/|en|och|e|et|y)\s?ping-?|"
    r"ping-?\s?(?:und|and|&|/|en|och|e|et|y)\s?track-?)backs?|"
    "(?:ссылки|ссылаются) на эт(?:у запись|от пост|у статью)|"
    # Blogger's "Links to this post".
    "links zu diesem post|liens vers ce message|(?:vínculos|enlaces) a esta (?:entrada|publicación)|"
    "link a questo post|links para (?:esta|a) postagem|links naar deze (?:post|blogpost)|"
    "ссылки на это сообщение|посилання на ц(?:ю публікацію|ей допис)|linki do tego posta|"
    "odkazy na tento příspěvek|hivatkozások (?:ehhez a )?bejegyzéshez|bu yayına verilen bağlantılar|"
    "länkar till (?:detta|det här) inlägg(?:et)?|links til dette indlæg|lenker til dette innlegget|"
    "linkit tähän tekstiin|σύνδεσμοι σε αυτήν την ανάρτηση|קישורים לרשומה זו|روابط هذه الرسالة|"
    "पोस्ट के लिंक|इस पोस्ट के लिंक|ลิงก์ไปยังบทความนี้|liên kết (?:tới|đến) bài đăng này|"
    "link ke posting ini|linkovi na ovaj post|linkuri către această postare|"
    "この投稿へのリンク|(?:此博文的|此帖子的|指向此帖子的)链接|(?:此文章的|連結至此文章的)連結|"
    "(?:이 글에|이 게시물에) 대한 링크|"
    "(?:blogs?|sitios|páginas|entradas) que enlazan (?:a )?est[ae] (?:entrada|artículo|post)"
)
# These head other things as often, where no number stands beside them.
_NUMBERED = expression(
    "(?:referenced|tracked|pinged) by|backlinks?|incoming links?|enlaces entrantes|liens entrants|verweise|"
    + PINGS,
    re.I,
)


# "Referencias (TrackBacks)": the language's own word, and the one that is known.
_EXPLAINED = expression(r"[^\W\d_]{4,20}\s\((?P<word>(?:track|ping)-?backs?)\)\W*", re.I)
# "TRACKBACK トラックバック (2)", "트랙백(Trackback)": the word in both scripts.
_ENGLISH = r"(?:track|ping)-?backs?"
_OTHER = r"[^\x00-\x7f（）［］／｜・：](?:[^\x00-\x7f（）［］／｜・：]|\s(?=[^\x00-\x7f])){1,30}?"
_JOINT = r"\s*(?:[-–—/／|｜・:：(（\[［]\s*)?"
_TWICE = expression(
    rf"\W*(?:(?P<a>{_ENGLISH}){_JOINT}(?P<b>{_OTHER})|(?P<c>{_OTHER}){_JOINT}(?P<d>{_ENGLISH}))"
    r"\s*[)）\]］]?(?P<rest>\W*|\W*\d{1,4}\W*)",
    re.I,
)


# "ﾄﾗｯｸﾊﾞｯｸ", with its marks of voice apart: pages for mobile telephones, and narrow side bars.
_HALF_WIDTH = expression("[\uff61-\uff9f]+")
# "2 pings a day", "Trackbacks: 50 %"
_OFTEN = expression(r"\bpings?\s+(?:a|per)\s+(?:second|minute|hour|day|week|month|year)\b|\d\s*%", re.I)


@lru_cache(maxsize=4096)
def read_heading(text: str) -> tuple[Kind, int | None] | None:
    """What a heading says of the section below it: its kind, and the number of linkbacks that it states.

    "3 Trackbacks", "TrackBack (2)", "Trackbacks/Pingbacks", "トラックバック(3)". The kind is unknown where it
    names several. None where the text is no such heading.
    """
    if len(text) > 200:
        return None
    if (explained := _EXPLAINED.fullmatch(text)) is not None:
        text = explained["word"]
    text = _said_once(text if text.isascii() else _HALF_WIDTH.sub(_in_full_width, text))
    match = _heading().fullmatch(text)
    if match is None:
        return None
    if not match["more"] and _AMBIGUOUS.fullmatch(match["first"]) and not _LISTED.search(text):
        return None
    if _OFTEN.search(text) is not None:
        return None
    number = match["n"] or match["m"]
    if not number and not match["more"] and _NUMBERED.fullmatch(match["first"]):
        return None
    count = _stated(number) if number else None
    vague = match["more"] or _VAGUE.fullmatch(match["first"])
    return (Kind.UNKNOWN if vague else kind_of_name(match["first"]) or Kind.UNKNOWN), count


def _in_full_width(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def _said_once(text: str) -> str:
    """A heading that says one kind in English and in another script, in English alone."""
    twice = None if text.isascii() else _TWICE.fullmatch(text)
    if twice is None:
        return text
    english, other = twice["a"] or twice["d"], twice["b"] or twice["c"]
    return f"{english}{twice['rest']}" if kind_of_name(other) is kind_of_name(english) else text


def _stated(number: str) -> int | None:
    """A number in digits or words; None where it counts no linkbacks: no page lists a billion."""
    if number.isdigit():
        return int(number) if len(number) < 10 else None
    return _COUNTS.get(number.lower(), 0)


_COUNT = expression(r"\d{1,4}")
_COUNTED = expression(r"\s*[(（\[]?\s*\d{1,4}\s*[)）\]]?\W*\Z")


def may_head(text: str) -> bool:
    """Whether a text is but a word that heads listings and other things as often ("引用")."""
    return _AMBIGUOUS.fullmatch(_COUNTED.sub("", text).strip(" :：")) is not None


def counted_name(text: str) -> int:
    """The number behind such a word ("引用 (2)"); 0 where there is none, or the text is another."""
    number = _COUNT.search(text) if may_head(text) else None
    return int(number[0]) if number is not None else 0


_SAID = (
    "replies|comments|responses|reactions|likes|kommentare|antworten|reaktionen|réponses|réactions|commentaires|"
    "respuestas|comentarios|reacciones|respostas|risposte|reacties|antwoorden|svar"
)
_ANSWERS = f"(?:{_SAID}|reply|comment|reposts)"
_MENTIONS = expression(
    rf"\W*(?:\d{{1,3}}\s+)?(?:{_ANSWERS}{_AND}(?:other |andere |autres |otras )?)?"
    r"(?:mentions?(?: (?:elsewhere|(?:around|from|on|across) the web))?|"
    r"mentioned (?:by|on|elsewhere)|"
    r"erwähnungen(?: (?:im (?:netz|web)|anderswo))?|erwähnt (?:von|bei|auf)|mentionné par|"
    r"menciones|menções|menzioni|vermeldingen|omnämnanden|omtaler|wzmianki|упоминания|言及)"
    rf"(?:{_AND}{_ANSWERS})?\W*\d{{0,3}}\W*",
    re.I,
)


def heads_mentions(text: str) -> bool:
    """Whether a text is but a word that heads webmentions and other mentions as often."""
    return len(text) <= _LONGEST_WORD and _MENTIONS.fullmatch(text) is not None


# No "around the web" alone, which heads what the author read, and no "Reply elsewhere", which asks for it.
_HEARD = (
    f"(?:{_SAID}|mentions|discussions?|conversations?|erwähnungen|menciones|menções|menzioni|vermeldingen|"
    "omnämnanden|reações|reazioni|reaktioner|wzmianki|odpowiedzi|упоминания|отклики)"
)
_FROM_THE_WEB = expression(
    rf"\W*(?:\d{{1,3}}\s+)?{_HEARD}(?:{_AND}{_HEARD})?\s+"
    r"(?:(?:(?:from )?(?:around|across)|from|on) the (?:web|internet|indieweb)|"
    r"(?:from |on )?(?:elsewhere|other (?:sites|blogs|websites))|"
    r"(?:aus dem|im) (?:netz|web|internet)|(?:von )?anderswo|d[’']ailleurs|(?:sur le|du) web|"
    r"(?:de|en|desde) (?:la web|internet)|de otras webs|dal web|(?:na|da) (?:web|internet)|"
    r"(?:auf|von|op|van|på|från|fra|en|de|em|su|da|na|w|на|в|sur|d[’'])\s?(?:anderen?|andr[ea]|d[’']autres|autres|"
    r"otros|otras|outros|altri|других|innych) "
    r"(?:seiten|sites|webseiten|websites|blogs|blogg(?:er|ar)|sider|sidor|sitios|siti|сайтах|блогах|stronach|blogach)|"
    r"op het web|в (?:сети|интернете)|w sieci|(?:van )?elders|(?:via|from|by) web-?mentions?)\W*\d{0,3}\W*",
    re.I,
)


def heads_answers_of_the_web(text: str) -> bool:
    """Whether a text heads what other sites said of a post: "Responses from around the web"."""
    return len(text) <= _LONGEST_WORD and _FROM_THE_WEB.fullmatch(text) is not None


def says_sent(text: str) -> bool:
    """Whether a heading is that of the pages that the post itself pinged."""
    return bool(_SENT.match(text))


def says_none(text: str) -> bool:
    """Whether a line below a heading says that there are no linkbacks."""
    return bool(_NONE.match(text))


def _kind(match: re.Match[str]) -> Kind:
    if match["t"]:
        return Kind.TRACKBACK
    return Kind.PINGBACK if match["p"] else Kind.WEBMENTION
