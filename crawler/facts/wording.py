"""Whose name a short line of text gives: "Posted by Ann at 8:10", "Napsal Jan, 3. 5. 2010", "Ann · 3 May"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import cache
from typing import NamedTuple

from crawler.markup.needles import Automaton
from crawler.words.dated import cut_date, named
from crawler.words.dates import read_date
from crawler.words.expressions import expression
from crawler.words.weekdays import is_weekday

# Words that end a name wherever they stand, and those that may be part of one unless figures follow.
_BEHIND = (
    "at|on|in|am|um|a las|à|em|en|i|dans|vom|op|unter|filed|w|v|в|во|у|posted|published|with|no comments|"
    "comments?|permalink|publié|publicado|pubblicato|日期|日時|日付|작성일|등록일|날짜|发表于|發表於|às|"
    "alle|and filed|under|wrote|"
    "veröffentlicht|geschrieben|verfasst|gepostet|erstellt|eingestellt|und wurde|abgelegt|"
    "dne|dňa|dnia|pe|în|dins|vào|ngày|lúc|เมื่อ|trong|pada|dalam|tanggal|στις|στο|στην|kl\\.?|klo|klockan|"
    "表示回数|閲覧数|於|于|بتاريخ|في|در|تاریخ|בתאריך|בקטגוריה|бр|року|на|kategoria|kategorie|kategori|rubrika|za"
)
_BEFORE_FIGURES = "the|le|el|il|la|los|den|a|di|del|il giorno|o|la data de|d\\.|dana|dne|την"
_STOP = (
    rf"(?=\s*(?:$|[|｜│·•—–/(\[<:,،;@。]|\se-?mail\b|\s(?:{_BEHIND}|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,|"
    rf"\S+\s\d{{1,2}}(?:st|nd|rd|th)?,)(?:\s|$)|(?<!\b[Vv]an)\s(?:{_BEFORE_FIGURES})\s(?=\D{{0,14}}\d)|\s(?:\d|[۰-۹٠-٩]|-\s|ב-?\d)"
    r"|\s(?:午前|午後|오전|오후|上午|下午|晚上|早上|凌晨|中午)\s?\d|\s(?:u|om|ob|kell|plkst\.|ที่|पर|ב-)\s(?=\d)"
    r"|\s(?:(?:related\s)?[^\W\d_]{2,16}|(?:catégories?|rubrique|date|mots-clés|étiquettes)\s)[:：](?!:))"
    # "Dr. Ann Lee" goes on behind the stop.
    r"|(?<=[^\W\d_]{2})(?<!\b[DM]r)(?<!\bMrs)(?<!\bMs)(?<!\bProf)\.(?:\s|$))"
)
# "a trackback from your own site", "von deiner Seite": no names.
_NO_NAME = (
    r"(?:der|die|das|la|le|el|the way|(?-i:the|a|an|this|that|my|your|"
    r"our|their|another|other|dem|den|deine[rmns]?|"
    r"ihre[rmns]?|eine[rmns]?|unsere[rmns]?|votre|ton|vos|notre|un|une|una|tu|su|il|lo|tuo|tua|nostro|seu|"
    r"sua|um|uma|jouw|je|uw|een|het|в|во|на|для))"
)
_NAME = rf"(?P<name>(?!{_NO_NAME}\s)[^\W\d_][^|｜│<>\n]{{0,60}}?)"
_WRITTEN = (
    "posted", "written", "published", "submitted", "geschrieben", "veröffentlicht", "verfasst", "eingestellt",
    "publié", "rédigé", "escrito", "publicado", "postado", "pubblicato", "postato", "inviato", "scritto",
    "inserito", "redatto", "geplaatst", "gepost", "gepubliceerd", "ingezonden", "skrevet", "skrivet",
    "publicerat", "publisert", "postet", "lagt inn", "lagt ind", "upplagd", "inlagd", "indsendt",
    "opublikowan[eoy]", "dodan[eoy]", "publikováno", "enviado", "contributed", "authored", "napisan[eoy]",
    "erstellt", "gepostet", "eingetragen", "gespeichert", "escrit", "publicat", "postat", "scris", "đăng",
    "viết", "ditulis", "diposting", "diposkan", "dipublikasikan", "γράφτηκε", "αναρτήθηκε", "δημοσιεύτηκε",
    "δημοσιεύθηκε", "публикувано", "написано", "נכתב", "פורסם", "نوشته شده", "ارسال شده", "نشرت", "نشر",
    "objavljeno", "zveřejněno",
)  # fmt: skip
_WROTE = f"(?:{'|'.join(_WRITTEN)})"
_WRITTEN_SIGNS = frozenset(word.partition("[")[0] for word in _WRITTEN)
_BEFORE_NAME = (
    r"\s+(?:by|von|par|por|da|door|av|af|per|przez|oleh|bởi|od|от|"
    r"από(?:\s+(?:τον/την|την/τον|τον|την))?|על[ -]ידי|ע\"י|توسط|بواسطة)\s*:?\s+"
)
_AUTHOR_WORD = (
    r"(?:(?:投稿者|作成者|記入者|登録者(?!数)|書いた人|書き手|文責|(?<![^\s|｜│])文(?=\s*[:：])|發表人|发表人|(?<![のこ本にをが])投稿(?![日時さしへにのをは一])|作者[是為为]?|提交者|[張张]貼者|张贴者|[发發]帖者|게시자|प्रस्तुतकर्ता|著者|筆者|執筆者|发布者|發佈者|发表者|發表者|撰文|发布(?=\s*[:：])|"
    r"發佈(?=\s*[:：])|글쓴이|작성자|โดย)|(?<![^\W_])(?:автор(?:ом|ка)?|пользователем|(?:разместил|добавил)а?(?=\s*:)|napisał[ay]?|kirjoittanut|kirjoittaja|lähettänyt|"
    r"julkaissut|posted by|author|autor(?:ka)?|auteur|autore|napsala?|vložila?|přidala?|publikovala?|"
    r"zveřejnila?|napísala?|vystavila?|uverejnila?(?: používateľ)?|аутор|objavila?|"
    r"szerző|írta|közzétette|bejegyezte|beküldte|yazan|yazar|gönderen|ekleyen|"
    r"forfatter|skribent|författare|συντάκτης|συγγραφέας|كتبها|كتبه|الكاتب|بقلم|نویسنده|מאת|tác giả|"
    r"người đăng|penulis|autorius|autors|avtor(?:ica)?|paskelbė|(?:pa)?rašė|publicējis|postitas|"
    r"napisao|objavio|(?:објави|написа|постави)(?:о|ла)|oleh:?|bởi:?|بواسطة|"
    r"توسط|scris de|publicat de|postat de)(?![^\W_])|"
    r"(?<![^\W_])(?:by|von|par|por|di|da|door|av|af|words|texte?|texto|testo):)"
    r"\s*[:：]?\s*"
)
# One of them stands in whatever `_AUTHOR_WORD` matches.
_AUTHOR_SIGNS = frozenset((
    "投稿", "作成者", "記入者", "登録者", "書いた人", "書き手", "文", "發表人", "提交者", "发表人", "作者",
    "貼者", "贴者", "帖者", "게시자", "प्रस्तुतकर्ता", "著者", "筆者", "執筆者", "布者", "佈者",
    "表者", "发布", "發佈", "글쓴이", "작성자", "โดย", "автор", "пользователем", "разместил",
    "добавил", "napisa", "kirjoitta", "lähettänyt", "julkaissut", "posted by", "aut", "napsal",
    "vložil", "přidal", "publikoval", "zveřejnil", "napísal", "vystavil", "uverejnil", "аутор",
    "objavi", "szerző", "írta", "közzétette", "bejegyezte", "beküldte", "yaza", "gönderen",
    "ekleyen", "forfatter", "skribent", "författare", "συντάκτης", "συγγραφέας", "كتبه", "avtor", "الكاتب",
    "بقلم", "نویسنده", "מאת", "tác giả", "người đăng", "penulis", "paskelbė", "rašė", "publicējis",
    "postitas", "објави", "написа", "постави", "oleh", "bởi", "بواسطة", "توسط", "scris de",
    "publicat de", "postat de", "by:", "von:", "par:", "por:", "di:", "da:", "door:", "av:", "af:",
    "words:", "text:", "texte:", "texto:", "testo:",
))  # fmt: skip
_SAID = (
    r"\s+(?:(?:schrieb|wrote|skrev|posted)(?: (?:this|it|dies|das))? (?:am|on|den)\s|"
    r"(?:发表于|發表於|发布于|發佈於|发布在|escribió el|a écrit le|ha scritto il)\s?)(?=.{0,12}\d)"
)
_SAID_SIGNS = frozenset((
    "schrieb", "wrote", "skrev", "posted", "发表于", "發表於", "发布于", "發佈於", "发布在", "escribió",
    "écrit", "scritto",
))  # fmt: skip
_WROTE_ON = expression(_SAID, re.I)
# "This entry was posted on …", "Article posted on …": what is written, and nobody.
_NOBODY = r"(?:entry|article|post|story|item|originally|first|last|was|it)"
_PASSIVE = r"(?<!\bwas)(?<!\bis)(?<!\bbeen)"


class _Way(NamedTuple):
    """A way to say who wrote something; a text that holds none of its signs (lower case), where it has any,
    does not: they are looked for in one pass, which costs a hundredth of the expressions."""

    pattern: re.Pattern[str]
    signs: Set[str] = frozenset()


_CERTAIN = (
    _Way(
        expression(
            r"(?:^|\s|[此本这這][则則篇]?(?:条目|條目|文章?|日志|日誌))由(?![于於])\s*(?P<name>[^\s|]{1,40}?)\s*(?:發表|发表|發佈|发布|張貼|张贴|撰写|撰寫|[于於])"
        ),
        {"由"},
    ),
    # "NAME 在 2012-10-21 發表於 TOPIC"
    _Way(
        expression(r"^(?P<name>[^\s|\d由][^|\d由]{0,38}?)\s+在\s?\d[^|]{6,30}(?:發表|发表)"), {"發表", "发表"}
    ),
    # Wretch: "NAME 在 無名小站 於 10:20 PM 發表"
    _Way(
        expression(r"^(?P<name>[A-Za-z][\w.-]{1,30})\s在\s?[^|]{1,24}?\s?於\s?[^|]{4,24}?\s?發表"),
        {"發表"},
    ),
    # PIXNET; "2012年10月21日 由 NAME 发表在" is said above.
    _Way(
        expression(r"^(?P<name>[A-Za-z][\w.-]{1,30}|[^\s|\d由][^|\d由]{0,38}?)\s+(?:發表在|发表在)\s"),
        {"發表在", "发表在"},
    ),
    # cnblogs: "posted @ 2012-03-04 10:20 NAME 阅读(33)"
    _Way(expression(r"posted @ [\d: -]{10,18}\s(?P<name>[^|\d]\S{0,30}) 阅读"), {"阅读"}),
    _Way(expression(_WROTE + _BEFORE_NAME + _NAME + _STOP, re.I), _WRITTEN_SIGNS),
    _Way(expression(_WROTE + r"\s.{3,40}?" + _BEFORE_NAME + _NAME + _STOP, re.I), _WRITTEN_SIGNS),
    _Way(expression(_AUTHOR_WORD + _NAME + _STOP, re.I), _AUTHOR_SIGNS),
    _Way(expression(rf"^(?!{_NOBODY}\b){_NAME}{_PASSIVE}{_SAID}", re.I), _SAID_SIGNS),
    _Way(
        expression(
            r"^(?!posted|published|updated|written|date|time|on\b|at\b|today|filed|(?:by|von|par|por|door|af|av)\b)(?P<name>[^\W\d_][^|<>\d:,]{1,30}?(?:(?<=\w)\d{1,4})?)"
            r"\s(?:at|@|um)\s\d{1,2}[:.]\d\d",
            re.I,
        )
    ),
    _Way(expression(r"\btarafından\s+(?!yaz|yay|gön|ekl|oluş)" + _NAME + _STOP, re.I), {"arafından"}),
    _Way(
        expression(
            r"(?:опубликова(?:но|ла?)|написал(?:а|\(а\))?|"
            r"написа(?:в|в\(ла\))|опублікува(?:но|ла?|в))\s*:?\s+"
            # WordPress's own way to write the day, in Russian words: "Март 4, 2015"
            r"(?!(?:январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь)\s\d)"
            + _NAME
            + _STOP,
            re.I,
        ),
        {"публ", "аписал", "аписав"},
    ),
    # The verb comes last: "3 Mart 2012 tarihinde Derya Kaya tarafından yazıldı"
    _Way(
        expression(
            r"(?:^|(?:\d|[|·•—–,:]|\btarihinde|\bgünü|\bbu yazı|\bkategorisin(?:e|de)|को)\s+)"
            r"(?P<name>(?!tarihinde|günü|bu yazı)[^\W\d_](?:(?!\skategorisin)[^|<>\n·•—–,:\d]){1,40}?)\s+"
            r"(?:tarafından|द्वारा)",
            re.I,
        ),
        {"arafından", "द्वारा"},
    ),
)
_POSTED = _Way(
    expression(
        rf"(?:posted|written|published|submitted)(?:\s[^|]{{3,40}}?)??{_BEFORE_NAME}{_NAME}{_STOP}", re.I
    ),
    {"posted", "written", "published", "submitted"},
)
# A preposition alone makes a by-line only where the line is one: named so, dated, or beginning with it.
_PREPOSITION = _Way(
    expression(
        r"(?:^|[\s|·•(])(?:by|von|par|por|di|door|przez|av|af|per|eftir(?! hádegi)|od|од|от|від|द्वारा|"
        r"από(?:\s+(?:τον/την|την/τον|τον|την))?)\s+(?!τ[οη]ν?[\s/])" + _NAME + _STOP,
        re.I,
    )
)
# Romanian's "by" is the "of" of others, who do not say it behind a date.
_MONTHS = "ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie"
_WAYS = (
    *_CERTAIN,
    _Way(
        expression(rf"\b(?:{_MONTHS})\s+\d{{4}},?\s+de\s+(?:către\s+)?{_NAME}{_STOP}", re.I),
        frozenset(_MONTHS.split("|")),
    ),
    _PREPOSITION,
    # Drupal's Garland: "11. Mai 2009 - 9:30 — Silke"
    _Way(expression(r"\d\s-\s\d{1,2}:\d\d\s—\s(?P<name>[^\W\d_][^|<>@\n—–]{0,40})\Z"), {"—"}),
    # WordPress 1.5: "Filed under: A — NAME @ 10:12 am", its copies "— NAME @ May 6, 2008 4:10 pm",
    # "9. März 2011, NAME @ 10:12"
    _Way(
        expression(
            r"(?:[—–|]|\d,)\s(?P<name>[^\W\d_][^|<>@\n—–]{0,40}?)\s@\s"
            r"(?:(?:19|20)\d\d-\d\d?-\d\d?\s|(?:[^\W\d_]{3,10}\.?\s\d{1,2},?|\d{1,2}\.?\s[^\W\d_]{3,10})\s(?:19|20)\d\d,?\s)?\d{1,2}[:.h]\d\d"
        ),
        {"@"},
    ),
)
# "Photo by NAME": whose name it is that of a part of the post.
_OF_OTHERS = expression(
    r"(?:photos?|photographs?|photography|images?|pictures?|illustrations?|art(?:work)?|music|lyrics|"
    r"translat(?:ed|ion)|fotos?|bild(?:er)?|übersetzt|traduit|traducido|tradotto)\s*\Z",
    re.I,
)
_DIGIT = expression(r"\d")
_POSTED_BY = expression(rf"(?:posted|written)\s+by\s+{_NAME}{_STOP}(?P<when>.{{6,60}})", re.I)
_WRITING = expression(
    rf"\b{_WROTE}\b|\b(?:filed|updated)\b|\A\W*(?:(?:by|von|par|por)\b|{_AUTHOR_WORD})", re.I
)
_BEFORE_DATE = expression(r"(?:[,—–|·•-]|\s(?:on|am|le|el|il|op|em|den))\s*\Z")
_ON = expression(r"\s(?:on|am|le|el|il|op)\s*\Z")
# As Movable Type's Japanese templates say "by": "花子 (2010年10月 2日 09:15)".
_BRACKETED = expression(
    r"(?P<name>(?!.{0,6}(?:投稿|更新|公開|作成|日時|日付|時間|時刻))[\u3041-\u9fff\uac00-\ud7a3][^|()（）\d\n。、]{0,20}?)"
    r"\s*[(（]\s*(?P<date>[^()（）]{6,40})\s*[)）]"
)
_FULL_NAME = expression(r"[^\W\d_][\w.'’-]+(?: [^\W\d_][\w.'’-]*){1,2}")
_PARTICLES = frozenset(
    (
        "van",
        "von",
        "der",
        "den",
        "de",
        "di",
        "da",
        "du",
        "del",
        "la",
        "le",
        "al",
        "bin",
        "y",
        "i",
        "e",
        "and",
        "und",
        "et",
        "&",
    )
)
_LEAD = expression(
    rf"{_WROTE}{_BEFORE_NAME}|{_AUTHOR_WORD}|(?:by|von|par|por|di|da|door|av|af|od|przez)\s", re.I
)
_PART = expression(r"\s+[|·•]\s+")
_NO_PERSON = expression(
    r"\b(?:comments?|read(?:ing)?|min(?:utes?)?|more|permalink|link|edit|print|share|uncategori[sz]ed|words?|"
    r"leave|views?|reply|kommentare?|commentaires?|comentarios?|tags?|category|trackbacks?|blog|posts?|time)\b",
    re.I,
)
# A day of the week or a month is nobody: "by Monday", "by the end of March".
_NO_ONE = expression(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|"
    r"september|october|november|december|"
    r"today|tomorrow|now|then|hand|chance|email|rss|it|him|her|them|me|us)\b|"
    # "Posted by  at May 4, 2003": the template's name was left empty.
    r"(?-i:at|on|in|am|um)\Z",
    re.I,
)
_MONTH_NAMES_OF_PEOPLE = expression(r"(?:april|june|august)\s+[^\W\d_]", re.I)


def given_names(lines: Sequence[tuple[str, bool]]) -> Iterator[tuple[int, str, bool]]:
    """The names that the lines give, the surest first: what by-lines say in so many words, then that of the
    surest pattern, then of the first line; each with its line's place, and whether words say that it is one.
    Each line comes with whether the page's markup calls it a by-line."""
    called = [(place, line) for place, line in enumerate(lines) if line[1]]
    each = list(enumerate(lines))
    ways = [(_POSTED, called)] if 0 < len(called) < len(each) else []
    held = [_signs().places(text.encode("utf-8", "replace").lower()).keys() for text, _ in lines]
    for way, among in (*ways, *((way, each) for way in _WAYS)):
        sure = way is not _PREPOSITION
        for place, (text, is_byline) in among:
            if way.signs and held[place].isdisjoint(way.signs):
                continue
            match = way.pattern.search(text)
            if match is None or not is_name(match["name"].strip()):
                continue
            if not sure and _OF_OTHERS.search(text, 0, match.start() + 1):
                continue
            if sure or is_byline or match.start() == 0 or _DIGIT.search(text):
                yield place, match["name"].strip(" -–—.,|[]"), sure


@cache
def _signs() -> Automaton:
    """The signs of all ways."""
    return Automaton(sign for way in (_POSTED, *_WAYS) for sign in way.signs)


def is_lead(text: str) -> bool:
    """Whether a text is but the words that a name follows: "Posted by"."""
    return _LEAD.fullmatch(f"{text.strip(' :')} ") is not None


def is_capital(name: str) -> bool:
    """Whether a name is one word, or each of its words has a capital ("hÓra"), where its script has them: no
    name is "ground up" in "from the ground up"."""
    words = name.split()
    return len(words) == 1 or all(
        word.lower() != word or word[0].upper() == word[0] or word in _PARTICLES for word in words
    )


def is_name(text: str) -> bool:
    """Whether a text may be a name: of one letter only where one may be a word, and no day or month."""
    # Days alone: some are names of people elsewhere, "Domingo Cruz".
    if is_weekday(text) or (_NO_ONE.match(text) and not _MONTH_NAMES_OF_PEOPLE.match(text)):
        return False
    return len(text) > 1 or (len(text) == 1 and ord(text) > 0x2E7F)


def signed_name(text: str, linked: frozenset[str] = frozenset()) -> str:
    """The name in a line that is but a name of two or three words and a date, in either order, among the
    parts of a line: "Ann Lee, 3 May 2006", "3 May 2006 · 5 min · Ann Lee". What is one of the `linked` texts
    of the line may be a topic, and is none."""
    if (bracketed := _BRACKETED.match(text)) is not None and _is_date(bracketed["date"]):
        return bracketed["name"].strip()
    parts = _PART.split(text)
    if len(parts) > 1:
        names = list(dict.fromkeys(part for part in _persons(parts) if not _is_linked(part, linked)))
        if not names:
            return next(filter(None, map(_dated_person, parts)), "")
        return names[0] if len(names) == 1 and any(map(_is_date, parts)) else ""
    cut = cut_date(text, None)
    if cut is None or cut[2].strip() or not _BEFORE_DATE.search(cut[0]):
        return ""
    name = named(cut[0])
    return name if is_person(name) else ""


def _dated_person(part: str) -> str:
    """The full name in a part that is but it, a word and a date: "Ann Lee on March 3, 2006 10:31 AM"."""
    cut = cut_date(part, None)
    lead = _ON.search(cut[0]) if cut is not None and not cut[2].strip() else None
    name = cut[0][: lead.start()] if cut is not None and lead is not None else ""
    return name if is_person(name) else ""


def _is_linked(part: str, linked: frozenset[str]) -> bool:
    """Whether a part is one link, or several side by side."""
    for text in sorted(linked, key=len, reverse=True):
        part = part.replace(text, "", 1)
    return not part.strip()


def _persons(parts: list[str]) -> Iterator[str]:
    """Those of the parts of a line that look like a person's full name and are no words of templates."""
    for part in parts:
        if any(map(str.isupper, part)) and is_person(part) and not _is_date(part):
            yield part


def is_person(text: str) -> bool:
    """Whether a text is two or three words, each with a capital where its script has them: "Ann de Wit"."""
    return is_capital(text) and _FULL_NAME.fullmatch(text) is not None and not _NO_PERSON.search(text)


def _is_date(text: str) -> bool:
    """Whether a text is a date, in whichever order its figures are."""
    return len(text) <= 40 and read_date(text, "en") is not None


def tells_of_writing(text: str) -> bool:
    """Whether a sentence says that something was written or filed."""
    return _WRITING.search(text) is not None


def before_verb(text: str) -> str:
    """The name in "NAME wrote on DATE"; the whole text where it says no such thing."""
    said = _WROTE_ON.search(text)
    return text[: said.start()] if said else text


# What stands behind a name of the press: "Ann Lee, Staff Writer", "Ann Lee, ABC Sports".
_ROLE = expression(
    r"\s*,\s[^,]{0,40}?(?:\b(?:staff|writer|editor|correspondent|reporter|columnist|contributor|news|"
    r"special (?:to|for))\b|(?-i:\b(?!III\b)[A-Z]{3,}\b)).*\Z",
    re.I | re.S,
)


def without_role(name: str) -> str:
    """A name without the office or the house of whoever bears it."""
    return name if name.isupper() else _ROLE.sub("", name) or name


def posted_by(text: str) -> tuple[str, str] | None:
    """The first name that a long text says posted something, and the date behind it; None where none."""
    match = _POSTED_BY.search(text)
    if match is None or not is_name(match["name"].strip()):
        return None
    date = read_date(match["when"])
    return (match["name"].strip(" -–—.,|[]"), date) if date is not None else None
