"""What the lines of one record say: title, blog, excerpt, date, by labels and the words between them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborNode

from crawler.lists.list_items import is_clipped
from crawler.markup.document import Document, attribute, fold
from crawler.markup.lines import LINK_SIGNS, Line, lines, link_number
from crawler.told.dealing import is_home
from crawler.told.field_labels import LABEL, NEXT_LABEL
from crawler.told.fields import Told, settle
from crawler.told.joints import pieces, text_behind
from crawler.told.pieces import LONGEST_CELL, LONGEST_META, LONGEST_SITE, LineFields
from crawler.told.words import (
    FILLER,
    FROM_BLOG,
    MARK,
    NO_YEAR,
    SITE_LINE,
    UNREAD_DATE,
    YEARLESS,
    ends_sentence,
    letters,
    parted_by_blog,
)
from crawler.words.dated import cut_date, named
from crawler.words.dates import read_date
from crawler.words.read_more import leads_on, parted_by_more

# Elements of one record; what is larger holds several.
_LARGEST_RECORD = 300
_WAY_UP = re.compile(r"#[a-z_-]*", re.I)
_ENDS = re.compile(r"[\w.!?。…]\s*(?:[-–—|·•(\[（]|(?<=[.!?。…]))\s*\Z")
# "TEXT. [SITE] DATE"
_SIGNED = re.compile(r"(?<=[.!?。！？…])\s*[\[【［]\s*([^\[\]【】［］]{1,40}?)\s*[\]】］]\s*\Z")
_SHORT_FIELDS = frozenset({"site", "title", "date", "url"})
_DAY = len("2006-03-14")


def tell(
    record: Iterable[Line], own: frozenset[int], language: str | None, columns: dict[int, str], home: str = ""
) -> Told:
    """The fields of a record. `own` are the `mem_id`s of its links to the citing page; `columns` names the
    fields of a table's columns; `home` are the words of its link to the blog's home page."""
    told = Told(site=home, proofs=bool(home))
    known: set[int] = set()
    for line in record:
        # "Title (text)" over a cell of several lines: the further ones tell themselves.
        label = columns.get(line.column) if line.column >= 0 and line.column not in known else None
        known.add(line.column)
        _Reading(told, line, own, language).read(label)
    settle(told)
    return told


def told_of(document: Document, nodes: Iterable[LexborNode], link: LexborNode, language: str | None) -> Told:
    """What some elements tell of the one page that a link of theirs leads to."""
    href = attribute(link, "href")
    read = lines(document, nodes, _LARGEST_RECORD)
    links = [a for line in read for a in line.links]
    own = frozenset(a.mem_id for a in links if attribute(a, "href") == href)
    home = next((fold(a.text()) for a in links if is_home(attribute(a, "href"), href)), "")
    return tell(read, own, language, {}, home)


class _Reading(LineFields):
    """One line of a record, read into what is told already."""

    def read(self, label: str | None) -> None:
        if self._dated_by_place():
            return
        text = self._without_mark()
        further: list[str] = []
        if label is None and (match := LABEL.match(text)) is not None:
            label, text = match.lastgroup or "", text[match.end() :]
            self._kind(match[0])
            if label in _SHORT_FIELDS:
                text, *further = NEXT_LABEL.split(text, maxsplit=1)
        if label is None:
            self._plain(text)
            return
        self.told.proofs += 1
        self.told.labels += 1
        self._labelled(label, text)
        for labels in further:  # "Blog: SITE, date: DATE"
            self._labels(self.line.shown(labels))

    def _without_mark(self) -> str:
        """The line without the mark that says what it tells of: its kind is taken."""
        text = self.line.text
        if (mark := MARK.search(text)) is None:
            return text
        self._kind(mark[0])
        self.told.labels += 2
        return MARK.sub("", text)

    def _labelled(self, label: str, text: str) -> None:
        """What stands behind a label."""
        if label == "site":
            if self.told.site and not self.told.title:
                # "Quoted by: TITLE", and then the blog: what was taken for it before is the title.
                self.told.title, self.told.site = self.told.site, ""
            self._segments(text, "site")
        elif label == "title" and (number := link_number(text[:1] or " ")) >= 0:
            # "Response: TITLE at SITE on DATE"
            self._named_title(fold(self.line.links[number].text()))
            self._segments(text[1:], "")
        elif label != "url":
            self._take(label, self.line.shown(text))

    def _dated_by_place(self) -> bool:
        """A date that is the link to the record's own place on the page; whether nothing else is said."""
        for number, link in enumerate(self.line.links) if not self.told.date else ():
            own_place = "#" in attribute(link, "href") and link.mem_id not in self.own
            if own_place and (date := read_date(fold(link.text()), self.language)):
                for part in link.css("time[datetime], abbr[title]")[:1]:
                    date = read_date(attribute(part, "datetime") or attribute(part, "title")) or date
                self._dated(date)
                rest = self.line.text.replace(LINK_SIGNS[number], "")
                return FILLER.fullmatch(rest) is not None and not self._holds_own()
        return False

    def _plain(self, text: str) -> None:
        """A line without a label: told in words between which the fields stand, or a piece of text."""
        if self.told.title and (parts := self._parted_by_more(text)) is not None:
            for part in filter(None, parts):
                self._plain(part)
            return
        numbers = (number for c in text if (number := link_number(c)) >= 0)
        own = next((number for number in numbers if self.line.links[number].mem_id in self.own), None)
        if own is None:
            self._unlinked(text)
        else:
            self._linked(text, own)

    def _linked(self, text: str, number: int) -> None:
        """A line with the link to the citing page: fields, and maybe a text behind them."""
        short = len(text) <= LONGEST_META
        if short and self._is_blog_linked(text):
            return
        parts = text_behind(text, text.index(LINK_SIGNS[number]), self.language)
        if parts is not None:
            self._plain(parts[0])
            self.told.texts.append((self.line.shown(parts[1]), False))
        elif short:
            self._between_words(text, signed=-1)
        else:
            self._titled(text, number)

    def _unlinked(self, text: str) -> None:
        """A line without that link: a signature, date and names, the blog's name, or a piece of text."""
        short, shown = len(text) <= LONGEST_META, self.line.shown(text)
        if short and self.told.title and (self._is_signed_text(shown) or self._is_signature(shown)):
            return
        if short and read_date(text, self.language) and self._is_meta(text):
            self._between_words(text, signed=len(self.told.texts))
        elif short and (site := SITE_LINE.fullmatch(text)) is not None and not ends_sentence(text):
            self._sited(site["site"])
        elif shown and not (FILLER.fullmatch(shown) or YEARLESS.fullmatch(shown) or self._is_way_up(text)):
            self._text(shown, dated=short)

    def _between_words(self, text: str, *, signed: int) -> None:
        self.told.alike = self.told.tag == self.line.tag
        self.told.signed = signed
        self._segments(text, "")

    def _text(self, shown: str, *, dated: bool) -> None:
        """A piece of text: the bold words that it begins with stand apart; where it may be `dated`, a date
        that ends it is the record's. A name in a cell is the blog's."""
        lead = fold(self.line.lead)
        if lead and lead != shown and shown.startswith(lead) and not self.line.links:
            self.told.texts.append((lead, True))
            shown = shown[len(lead) :].strip()
        if dated and (cut := cut_date(shown, self.language)) and _ENDS.search(cut[0]) and not letters(cut[2]):
            self._dated(cut[1])
            shown = cut[0].strip(" -–—|·•([（")
        if self.line.column >= 0 and self.told.title and named(shown) == shown and len(shown) <= LONGEST_CELL:
            self._celled(shown)
            return
        self.told.texts.append((shown, self.line.bold))
        self.told.tag = self.line.tag

    def _is_way_up(self, text: str) -> bool:
        """Whether a line is but a link to a part of this page: "Top of page"."""
        if len(self.line.links) != 1 or text != LINK_SIGNS[0]:
            return False
        return _WAY_UP.fullmatch(attribute(self.line.links[0], "href")) is not None

    def _is_blog_linked(self, text: str) -> bool:
        """Whether a line is a title, its blog as the link and no more than a date; takes them where it is."""
        told = self.told
        parted = parted_by_blog(text) if not (told.title or told.site) else None
        if parted is None or len(self.line.links) != 1 or not named(fold(self.line.links[0].text())):
            return False
        title, rest = parted
        cut = cut_date(rest, self.language) if rest else None
        if rest and (cut is None or named(cut[0]) or letters(cut[2])):
            return False
        if told.texts and (cut is None or "【" not in text):
            return False  # below a text only "TITLE【BLOG】at DATE", as livedoor has it
        dated = cut_date(title, self.language) if cut is None else None
        if dated is not None and _ENDS.search(dated[0]) and not letters(dated[2]):
            title, cut = dated[0].strip(" -–—|·•([（"), dated  # "TITLE – DATE (BLOG)"
        told.title, told.site, told.labelled = title, fold(self.line.links[0].text()), True
        if cut is not None:
            self._dated(cut[1])
        return True

    def _parted_by_more(self, text: str) -> tuple[str, str] | None:
        """What stands before and behind "[Read More]" on a line: a text's end, and the blog and the date."""
        for number, link in enumerate(self.line.links):
            before, found, behind = text.partition(LINK_SIGNS[number])
            if found and leads_on(fold(link.text())):
                return before.rstrip(" [(（［【"), behind.lstrip(" ])）］】")
        return parted_by_more(text)

    def _celled(self, name: str) -> None:
        """A name in a cell of its own: the blog's, where the row has a date or a text besides."""
        if self.told.beside or self.told.site:
            self.told.texts.append((name, False))
        else:
            self.told.beside = name

    def _is_meta(self, text: str) -> bool:
        """Whether nothing but dates and names stands in a line without a link to the citing page."""
        plain = (piece for name, piece in pieces(text) if name == "")
        rest = [each for each in plain if len(each) > LONGEST_SITE or not read_date(each, self.language)]
        return sum(len(piece) for piece in rest if not FILLER.fullmatch(piece)) <= 12

    def _is_signed_text(self, text: str) -> bool:
        """Whether a line is a text, the blog's name in brackets and a date; takes all three where it is."""
        cut = cut_date(text, self.language)
        signed = _SIGNED.search(cut[0]) if cut is not None and not letters(cut[2]) else None
        name = named(signed[1]) if signed is not None else ""
        if cut is None or signed is None or not name:
            return False
        self._dated(cut[1])
        self.told.site = self.told.site or name
        self.told.texts.append((cut[0][: signed.start()].rstrip(), False))
        return True

    def _is_signature(self, text: str) -> bool:
        """Whether a line is but a date and the blog's name before or behind it; takes both where it is."""
        cut = cut_date(text, self.language)
        names = [name for name in (named(cut[0]), named(cut[2])) if name] if cut else []
        if (
            cut is None
            or len(names) != 1
            or cut[0].rstrip().endswith((":", "："))
            or letters(names[0]) < letters(FROM_BLOG.sub("", cut[0]) + cut[2]) // 2
        ):
            return False
        if (known := self.told.date) and known[:_DAY] != cut[1][:_DAY]:
            return True  # of another entry, that links nothing
        self._dated(cut[1])
        if not self.told.beside:  # "Spårat 21 januari" below "TITLE från SITE"
            self.told.site = self.told.site or names[0]
        return True

    def _segments(self, text: str, first: str) -> None:
        for name, piece in pieces(text, first):
            self._segment(name, piece)

    def _segment(self, name: str, piece: str) -> None:
        """One piece of a line, and the word that stands before it."""
        anchored = [number for c in piece if (number := link_number(c)) >= 0]
        mine = [n for n in anchored if self.line.links[n].mem_id in self.own]
        if name == "date" and not mine and (cut := cut_date(piece, self.language)):
            self._dated(cut[1])
            self._before_date(named(cut[0]))
            self._behind_date(cut[2])
        elif mine and name != "site":
            self._titled(piece, mine[0])
        elif name == "site" or (name and not any(c.isdigit() for c in piece)):
            self._sited(piece, mine)
        elif (name == "date" and len(piece) <= 40 and NO_YEAR.search(piece)) or NO_YEAR.fullmatch(piece):
            self._timed(piece)
        elif len(piece) <= 60 and (cut := cut_date(self._without_tools(piece), self.language)):
            self._dated_piece(cut)
        elif UNREAD_DATE.fullmatch(piece):
            self.told.proofs += 1  # a date that can be read in two ways
        elif FILLER.fullmatch(shown := self._without_tools(piece)) is None:
            if self._holds_own() and (name := named(shown)):
                self._beside(name)
            else:
                self.told.texts.append((shown, self.line.bold))

    def _timed(self, piece: str) -> None:
        """A date without a year, or an hour: of a day that is told already the hour is taken."""
        self.told.proofs += 1
        if len(self.told.date or "") == _DAY:
            self.told.date = read_date(f"{self.told.date}, {piece}", self.language)

    def _dated_piece(self, cut: tuple[str, str, str]) -> None:
        """A piece cut at its date: the blog's name stands beside that, or the end of a text."""
        self._dated(cut[1])
        if name := named(cut[0]) or named(cut[2]):
            self._beside(name)
        elif ends_sentence(text := cut[0].rstrip(" ([（［-–—|")) or is_clipped(text := cut[2].strip()):
            self.told.texts.append((text, False))

    def _before_date(self, name: str) -> None:
        """A name between "at" and the date: the blog's. "From TITLE at SITE" links the title."""
        told = self.told
        if (
            name
            and told.site
            and not told.title
            and any(fold(link.text()) == told.site for link in self.line.links if link.mem_id in self.own)
        ):
            told.title, told.site = told.site, ""
        told.site = told.site or name

    def _behind_date(self, text: str) -> None:
        """What follows a date on its line: a text, where it is set off by a colon."""
        if (shown := self._without_tools(text)).startswith((":", "：")):
            self.told.texts.append((shown.lstrip(" :："), False))
