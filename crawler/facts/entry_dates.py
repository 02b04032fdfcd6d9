"""When a post was written, by what its markup dates: microformats, `time`, and microdata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler.facts.own_marks import (
    MOST_MARKED,
    in_own_article,
    is_of_answer,
    is_of_comment,
    marked_content,
)
from crawler.facts.teasers import in_teaser
from crawler.markup.document import Document, classes, fold
from crawler.markup.links import in_region
from crawler.markup.mark_names import MarkNames
from crawler.records import Region
from crawler.words.dated import cut_date
from crawler.words.dates import read_date
from crawler.words.expressions import expression

DATES = (
    ".dt-published", ".published", ".entry-date", ".post-date", ".postdate", ".date-published",
    ".wp-block-post-date",
)  # fmt: skip
_LONGEST_DATE = 80
_DAY_LENGTH = len("2006-03-14")
_IN_UTC = ("Z", "+00:00")
_SHORTEST_DATE = 6
_LONGEST_LINE = 40
_LINES = ("p", "div", "small", "em", "i", "span")
_MOST_LINES = 400
_OF_OTHERS = re.compile(r"quot|cit[ae]|event|caption|updat|modif|copy|foot|expire")
_FEW = 3
_YEARS = MarkNames(re.compile(r"\.(?:[\w-]*[-_])?year\Z").match)
_CHANGED = re.compile(
    r"(?:(?:last |was )(?:modified|updated|edited|changed)|\bupdated|aktualisiert am|"
    r"zuletzt (?:geändert|aktualisiert|bearbeitet)|mise? à jour|"
    r"(?:dernière|última) (?:modification|mise à jour|actualización|modificación|atualização)|"
    r"ultim[oa] (?:aggiornamento|modifica)|laatst (?:gewijzigd|bijgewerkt)|"
    r"最終更新日?|更新日|最后(?:更新|修改)|최종 수정)"
    r"(?: by \D{2,40}?(?= on\b))?(?: on| at| am| le| il| el| op)?\s*[:：]?\s*(?P<when>.{6,40})",
    re.I,
)
# One of them stands in whatever `_CHANGED` matches.
_CHANGING = (
    "modif", "updated", "edited", "changed", "aktualisiert", "geändert", "bearbeitet", "à jour",
    "actualización", "atualização", "aggiornamento", "gewijzigd", "bijgewerkt", "更新", "修改", "최종 수정",
)  # fmt: skip
# "Veröffentlicht am 3. Mai 2009", "Publié le 3 mai 2009", "投稿日：2009年5月3日"
_PUBLISHING = (
    "veröffentlicht", "erschienen am", "erstellt am", "geschrieben am", "eingestellt am", "gepostet am",
    "publié", "posté le", "mis en ligne", "mise en ligne", "écrit le", "rédigé le",
    "publicado", "publicada", "escrito el", "fecha:", "data:", "pubblicato", "pubblicata", "scritto il",
    "inserito il", "geplaatst op", "gepubliceerd", "publicerad", "publicerat", "publisert", "udgivet",
    "opublikowan", "dodano", "publikováno", "zveřejněno", "közzétéve", "опубликован", "дата:", "добавлено",
    "опубліковано", "δημοσιεύτηκε", "δημοσιεύθηκε", "yayınlanma", "投稿日", "公開日", "掲載日", "作成日",
    "发表于", "發表於", "发布于", "發佈於", "发布时间", "發布時間", "작성일", "등록일",
)  # fmt: skip
_JOINT = r"(?:am|le|el|il|em|op|den|on|dne|in data|tarihi|er)\b"
_PUBLISHED = expression(
    rf"(?<!\w)(?:{'|'.join(map(re.escape, _PUBLISHING))})\w{{0,3}}"
    rf"(?:\s+(?:von|par|por|da|door|av|af|przez)\s[^.!?\d]{{2,40}}?(?=\s{_JOINT}))?"
    rf"\W{{0,4}}(?:{_JOINT})?\W{{0,4}}(?=(?P<when>\S.{{5,35}}))",
    re.I,
)
# "/2006/03/14/a-walk", and uCoz's "/blog/a_walk/2006-03-14-18", whose last number is the post's.
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)(?:/(0[1-9]|1[0-2])/(0[1-9]|[12]\d|3[01])(?:/|\Z)|"
    r"-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])-\d+/?\Z)"
)
_MONTH_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/")
_MOST_SAID = 8
_DAY = (("year",), ("month",), ("day", "date"))
_CLOCK = (("hour",), ("min", "minute"))


def marked_time(document: Document, marks: Iterable[str]) -> str:
    """The machine-readable date of the first element with these marks that has one; an element that is called
    the last change as well only where no other has."""
    nodes = marked_content(document, marks)
    shown = ""
    for node in sorted(nodes, key=_is_change) if marks is DATES else nodes:
        if shown and _is_change(node):
            return shown
        if node.tag in ("article", "div", "section", "li", "body") and document.within(node, "p"):
            continue
        if ("wp-block-post-date" in classes(node) and _is_listed(node)) or is_of_comment(node):
            continue
        if marks is DATES and _is_said_change(node):
            continue
        value = machine_date(document, node)
        if (value or marks is DATES) and not in_teaser(document, document.order(node)):
            if value:
                return value
            shown = shown or _shown(node)
    return ""


def _shown(node: LexborNode) -> str:
    """The date that an element called the publication says in words: it counts before that of a change."""
    return _said_date(node) if "published" in classes(node) else ""


def _said_date(node: LexborNode) -> str:
    text = fold(node.text(separator=" ")[:400])
    return text if len(text) <= _LONGEST_DATE and read_date(text) is not None else ""


def _is_change(node: LexborNode) -> bool:
    return "updated" in (names := classes(node)) and not names & {"published", "dt-published"}


def said_change(text: str) -> re.Match[str] | None:
    """Where a line calls a date that of the last change: the date is the group `when`."""
    return _CHANGED.search(text) if any(map(text.lower().__contains__, _CHANGING)) else None


def _is_said_change(node: LexborNode) -> bool:
    """Whether the line that holds a date alone calls it that of the last change, as Minimal Mistakes does,
    whose name for it in the markup is that of the publication: "Updated: February 1, 2021"."""
    line = fold(node.parent.text()[:_LONGEST_DATE]) if node.parent is not None else ""
    said = said_change(line)
    return said is not None and said.start() == 0 and said["when"] == fold(node.text()[:_LONGEST_DATE])


def _is_listed(node: LexborNode) -> bool:
    """Whether the element stands in a list: block themes show further posts below the post."""
    each = node.parent
    while each is not None and each.tag != "body":
        if each.tag == "li":
            return True
        each = each.parent
    return False


def published_time(document: Document) -> str:
    """The first `time[datetime]` or microdata property of the content that the page marks as the
    publication."""
    elements, attributes = document.elements, document.attributes
    times = [i for i in document.tags("time") if _is_publication(attributes[i], time=True)]
    if document.has("datepublished"):
        times += [i for i, held in enumerate(attributes) if held and _is_publication(held, time=False)]
    for number in sorted(set(times)):
        node = elements[number]
        if in_region(document, node) is not Region.CONTENT or is_of_comment(node) or is_of_answer(node):
            continue
        if found := _stated(document, node):
            return found
    # Ikiwiki says it in the page's footer, others in an aside of the article.
    alone = elements[times[0]] if len(set(times)) == 1 else None
    if alone is None or in_region(document, alone) is not Region.NAVIGATION or is_of_comment(alone):
        return ""
    own = "pubdate" in attributes[times[0]] or in_own_article(document, alone)
    return _stated(document, alone) if own else ""


def _stated(document: Document, node: LexborNode) -> str:
    """The date of an element as it states it for machines, else in words that are a date."""
    return machine_date(document, node) or _said_date(node)


def _is_publication(held: Mapping[str, str | None], *, time: bool) -> bool:
    return (time and "pubdate" in held) or "datePublished" in (held.get("itemprop") or "").split()


def only_time(document: Document, end: int) -> str:
    """The date of the one `time[datetime]` that stands alone in its element in the content, up to the element
    `end` (-1: none), at which the comments begin; "" where several state different days."""
    found: list[str] = []
    for number in document.tags("time")[:MOST_MARKED]:
        if 0 <= end <= number:
            break
        node = document.elements[number]
        alone = node.parent is not None and fold(node.parent.text()[:80]) == fold(node.text()[:80])
        if alone and in_region(document, node) is Region.CONTENT and not is_of_comment(node):
            found += [] if in_teaser(document, number) else [machine_date(document, node)]
    days = {date[: len("2006-03-14")] for date in found}
    return found[0] if len(days) == 1 else ""


def lone_date(document: Document, end: int) -> str:
    """The day that lines of the content say and nothing else, up to the element `end` (-1: none), at which
    the comments begin; "" where they say several."""
    found: list[str] = []
    for number in document.tags(*_LINES)[:_MOST_LINES]:
        if 0 <= end <= number:
            break
        node = document.elements[number]
        small = document.end(number) - number <= _FEW and document.within(node, "p", "div") in ([], [number])
        text = fold(node.text()[:_LONGEST_DATE]) if small and _stands_alone(document, node) else ""
        cut = cut_date(text, None) if _SHORTEST_DATE <= len(text) <= _LONGEST_LINE else None
        if cut is None or (cut[0] + cut[2]).strip(" ,.:|()–—-"):
            continue
        if in_region(document, node) is Region.CONTENT and not is_of_comment(node):
            found += [] if in_teaser(document, number) else [cut[1]]
    days = {date[: len("2006-03-14")] for date in found}
    return found[0] if len(days) == 1 else ""


def _stands_alone(document: Document, node: LexborNode) -> bool:
    """Whether no bare words stand beside an element, and neither it nor what holds it is called other than a
    post's date."""
    holder = node.parent
    if holder is None or (node.tag not in ("p", "div") and holder.text(deep=False).strip()):
        return False
    return not any(map(_OF_OTHERS.search, document.classes_of(node) | classes(holder)))


def says_publication(document: Document) -> bool:
    """Whether the page has any of the words by which languages say that something was published."""
    return document.has(*_PUBLISHING)


def date_in_words(text: str) -> str:
    """The day that a page's text says behind such words; "" where it says none, or several."""
    found: list[str] = []
    for said in islice(_PUBLISHED.finditer(text), _MOST_SAID):
        cut = cut_date(said["when"], None)
        found += [cut[1]] if cut is not None and not cut[0].strip() else []
    return found[0] if len({date[:_DAY_LENGTH] for date in found}) == 1 else ""


def day_in_address(url: str) -> str:
    """The day that a post's address says; "" where it says none."""
    said = _IN_ADDRESS.search(url)
    return "-".join(filter(None, said.groups())) if said is not None else ""


def month_in_address(url: str) -> str:
    """The month that a post's address says; "" where it says none."""
    said = _MONTH_IN_ADDRESS.search(url)
    return "-".join(said.groups()) if said is not None else ""


def date_in_parts(document: Document, end: int) -> str:
    """The date whose year, month and day are elements of their own, called so, in figures (Xuite), up to the
    element `end` (-1: none); "" where there is none."""
    for mark in _YEARS.on(document):
        for node in document.marked(mark)[:_FEW]:
            if 0 <= end <= document.order(node) or in_region(document, node) is not Region.CONTENT:
                continue
            stem, holder = mark.removesuffix("year"), node.parent or node
            day, clock = (
                [_part_of(document, holder, stem, part) for part in parts] for parts in (_DAY, _CLOCK)
            )
            if all(map(str.isdigit, day)):
                shown = (
                    f"{'-'.join(day)} {':'.join(clock)}" if all(map(str.isdigit, clock)) else "-".join(day)
                )
                return read_date(shown) or ""
    return ""


def _part_of(document: Document, holder: LexborNode, stem: str, names: tuple[str, ...]) -> str:
    number = next(iter(document.marked_within(holder, *(stem + name for name in names))), None)
    return fold(document.elements[number].text()[:_LONGEST_DATE]) if number is not None else ""


def machine_date(document: Document, node: LexborNode) -> str:
    """datetime, content or an abbreviation's title of an element or the time in it, which microformats may
    give in an empty `value-title`; "" where it has none."""
    number = document.order(node)
    if document.names[number] not in ("time", "abbr"):
        inner = document.within(node, "time", "abbr", "meta")
        if ".value-title" in document.marks:
            inner = inner + document.marked_within(node, ".value-title")
        number = next((i for i in inner if _is_dated(document, i)), number)
    held = document.attributes[number]
    for name in ("datetime", "content", "title") if held else ():
        value = (held.get(name) or "").strip()
        if value[:4].isdigit() and len(value) >= 8 and value[4].isascii():
            return seen_day(value, _seen(document, number)) if value[-1] == "Z" else value
    return ""


def _seen(document: Document, number: int) -> str:
    """The date that an element shows."""
    return read_date(fold(document.elements[number].text()[:_LONGEST_DATE])) or ""


def seen_day(stated: str, shown: str) -> str:
    """A time for machines; where it is in UTC and `shown` is the day before or behind, that: software writes
    the author's midnight so, and readers see the day that the author gave."""
    days = [(read_date(each) or "")[:_DAY_LENGTH] for each in (stated, shown)]
    if not stated.endswith(_IN_UTC) or min(map(len, days)) < _DAY_LENGTH:
        return stated
    first, second = map(date.fromisoformat, days)
    return shown if abs(first - second) == timedelta(days=1) else stated


def _is_dated(document: Document, number: int) -> bool:
    """Whether an element is `time[datetime]`, `abbr[title]` or `meta[itemprop=datePublished]`."""
    held, name = document.attributes[number], document.names[number]
    if name == "meta":
        return "datePublished" in (held.get("itemprop") or "").split()
    return ("datetime" if name == "time" else "title") in held
