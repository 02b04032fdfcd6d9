"""What the pieces of one line say of a record: by the link, a label, or the words between them."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.markup.document import fold
from crawler.markup.lines import LINK_SIGNS, Line, link_number
from crawler.records import Kind
from crawler.told.field_labels import LABEL, NEXT_LABEL, is_label
from crawler.told.fields import Told
from crawler.told.words import (
    FILLER,
    NO_NAME,
    OF_SITE,
    SAYS_WHEN,
    URL,
    bare_site,
    ends_sentence,
    letters,
    set_off_before,
    site_before,
)
from crawler.words.dated import cut_date, named, signed_date
from crawler.words.dates import read_date
from crawler.words.expressions import expression

# A day of the week in brackets of its own may stand within: "(2006-07-23(日) 21:40)".
_BRACKETS = expression(
    r"[【\[［(（「〔]\s*(?P<inner>(?:[(（][^()（）]{1,12}[)）]|[^】\]］)）」〕]){1,100}?)\s*[】\]］)）」〕]"
)
_AFTER_SITE = expression(r"[\ue000-\uf8ff]\s*[:：]\s*(?P<text>[^\s\ue000-\uf8ff].{3,})\Z")
LONGEST_META = 160
_BEHIND_SLASH = expression(r"[／/|｜]\s*([^／/|｜\s](?:[^／/|｜]{0,38}[^／/|｜\s。.!?！？…])?)")
_AFTER_TITLE = expression(r"\A\s*[.;]\s+")
_QUOTES = ('"', "“", "„")
LONGEST_SITE = 60
_MOST_WORDS = 5
LONGEST_CELL = 40
_LONGEST_LABEL = 12
_UNCLOSED = expression(r"\A[(（\[［【](?=[^)）\]］】]*\Z)")
_OPENS = expression(r"[\[【［]")
_CITES = expression(r"\s*引用了?(?:本文|此文|本篇)?\s*[:：]\s*\Z")


class LineFields:
    """One line of a record, and how its pieces become fields of what is told already."""

    def __init__(self, told: Told, line: Line, own: frozenset[int], language: str | None) -> None:
        self.told, self.line, self.own, self.language = told, line, own, language

    def _titled(self, piece: str, number: int) -> None:
        """A piece with the link itself: its words are the title, what follows is blog, date or text."""
        words = fold(self.line.links[number].text())
        lead, _, rest = piece.partition(LINK_SIGNS[number])
        self._before_title(lead, words)
        if not URL.match(words) and not FILLER.fullmatch(words):
            self._linked_words(words)
        self._behind_title(rest)

    def _before_title(self, lead: str, words: str) -> None:
        """What stands before the link on its line: the blog, the date, or a text that "here" links."""
        shown = self._without_tools(lead)
        if site := site_before(shown):
            self.told.site = self.told.site or site
            self.told.proofs += 1
        elif (date := read_date(shown, self.language)) is not None:
            self._dated(date)
            self.told.site = self.told.site or self._named_behind_date(shown) or self._led_by_name(shown)
        elif shown and shown == fold(self.line.lead) == named(shown) and not is_label(shown):
            self.told.site = self.told.site or shown  # "<b>SITE</b> TITLE"
        elif name := set_off_before(shown) if not self.told.title else "":
            self.told.site = self.told.site or name  # no proof of a record
        elif FILLER.fullmatch(words) and (
            letters(lead) > _LONGEST_LABEL or ends_sentence(lead.rstrip(" [(（"))
        ):
            self.told.texts.append((shown.rstrip(" [(（"), False))

    def _linked_words(self, words: str) -> None:
        """The words of the link: the title, or the blog where the title is known."""
        if self.told.labelled and not self.told.site:
            self.told.site = words
        elif not self.told.title:
            self.told.title, self.told.before = words, len(self.told.texts)
            self.told.heads = self.line.bold
        elif not self.told.site and words != self.told.title:
            self.told.site = words

    def _behind_title(self, rest: str) -> None:
        """What stands behind the link on its line: brackets, a name set off by a slash, labels, or a text."""
        rest = rest.strip().lstrip("」』")  # "「TITLE」（SITE）"
        if (bracket := _BRACKETS.match(rest)) is not None:
            self._bracketed(bracket["inner"])
            rest = rest[bracket.end() :]
        shown = _AFTER_TITLE.sub("", self._without_tools(rest)).strip(" :：-–—»")
        if (parted := _BEHIND_SLASH.fullmatch(shown)) is not None and not self.told.site:
            self._beside(named(parted[1]))
            return
        shown = _UNCLOSED.sub("", shown)  # "TITLE (SITE - DATE)", cut at the dash
        if LABEL.match(shown):
            self._labels(shown)
        elif shown and not FILLER.fullmatch(shown):
            self._rest(shown)

    def _named_behind_date(self, lead: str) -> str:
        """The name between a date and a colon before the link: "[DATE] SITE: TITLE"; "" for none."""
        cut = cut_date(lead, self.language) if lead.endswith((":", "：")) else None
        name = named(_CITES.sub("", cut[2])) if cut is not None else ""
        return name if len(name.split()) <= _MOST_WORDS else ""

    def _led_by_name(self, lead: str) -> str:
        """The bold words that begin a line whose title stands behind a date: "<b>SITE</b> DATE TITLE"."""
        bold = fold(self.line.lead)
        cut = cut_date(lead, self.language) if bold else None
        alone = cut is not None and cut[0].strip() == bold and not letters(cut[2])
        return named(bold) if alone else ""

    def _bracketed(self, inner: str) -> None:
        """What stands in brackets right behind the link: the date, the blog, or both: "(SITE, DATE)"."""
        cut = cut_date(inner, self.language)
        if cut is None:
            self._sited(inner)
            return
        self._dated(cut[1])
        if cut[0].rstrip().endswith((",", "，", "、", "-", "–", "—", "|", "｜", "/", "／", "·", ";", ":")):
            self.told.site = self.told.site or named(cut[0])

    def _labels(self, shown: str) -> None:
        """Labels and fields on the link's own line: "Blog: SITE Date: DATE"."""
        for part in NEXT_LABEL.split(shown):
            if (match := LABEL.match(part)) is not None and match.lastgroup != "url":
                self.told.proofs += 1
                self.told.labels += 1
                self._take(match.lastgroup or "", part[match.end() :].strip(" |,;/"))

    def _rest(self, shown: str) -> None:
        """What stands right behind the link: a date and the blog's name, or a text that a date may end."""
        cut = cut_date(shown, self.language)
        if cut is None and (site := OF_SITE.fullmatch(shown)) is not None and named(site["site"]):
            self._beside(named(site["site"]))
            return
        if cut is None and self._is_name_and_date(shown):
            self._beside(shown)
            return
        if cut is None or letters(cut[2]) > LONGEST_SITE:
            self.told.texts.append((shown, False))
            return
        self._dated(cut[1])
        name = "" if shown.startswith(_QUOTES) else named(cut[0]) or named(cut[2])
        if (joined := OF_SITE.match(cut[0])) and named(joined["site"]):
            self._beside(named(joined["site"]))
        elif name and letters(name) >= letters(cut[0] + cut[2]) - 2:
            self._beside(name)
        elif (text := cut[0].strip(" ([（-–—")) and not SAYS_WHEN.fullmatch(text):
            self.told.texts.append((text, False))

    def _is_name_and_date(self, shown: str) -> bool:
        """Whether a few words right behind the link are all that its line has besides a date: the blog."""
        if named(shown) != shown or len(shown.split()) > _MOST_WORDS or len(self.line.text) > LONGEST_META:
            return False
        cut = cut_date(self.line.shown(self.line.text), self.language)
        return (
            cut is not None
            and cut[0].rstrip(" -–—|｜ㅣ·•,，、([（［@於于").endswith(shown)
            and not letters(cut[2])
        )

    def _sited(self, piece: str, mine: Sequence[int] = ()) -> None:
        """A blog's name; of two links to the citing page the second is the title."""
        if len(mine) > 1:
            piece, _, rest = piece.partition(LINK_SIGNS[mine[1]])
            self._titled(LINK_SIGNS[mine[1]] + rest, mine[1])
        if len(mine) == 1 and (behind := _AFTER_SITE.search(piece)) is not None:
            # "Trackback from SITE: TEXT"
            self._rest(self.line.shown(behind["text"]))
            piece = piece[: behind.start() + 1]
        if len(mine) == 1 and (name := set_off_before(piece.partition(LINK_SIGNS[mine[0]])[0])):
            # "Trackback by SITE: TITLE"
            self.told.site = self.told.site or name
            self.told.proofs += 1
            self._titled(piece[piece.index(LINK_SIGNS[mine[0]]) :], mine[0])
            return
        if len(mine) == 1 and (name := self._signer(piece, mine[0])):
            # "Post on DATE by SITE TITLE"
            self.told.site = self.told.site or name
            self._titled(LINK_SIGNS[mine[0]], mine[0])
            return
        shown = bare_site(self._without_tools(piece))
        if shown != self.line.shown(piece):
            shown = named(shown) or shown  # "SITE on", before the link that is the date
        if (cut := cut_date(shown, self.language)) and named(cut[0]):
            words = fold(self.line.links[mine[0]].text()) if mine else ""
            if words in cut[0]:  # else the date is one of the link's own words
                self._dated(cut[1])
                shown = words or named(cut[0])
        if shown and not URL.match(shown):
            shown = shown if _OPENS.search(shown) else shown.rstrip("]】］")
            self.told.site = self.told.site or shown.strip(" :：.,;《「『【")
        self.told.proofs += 1

    def _signer(self, piece: str, number: int) -> str:
        """The blog that stands right before the link at a line's end, behind "by" and a date; "" for none."""
        before, _, behind = piece.partition(LINK_SIGNS[number])
        if self.told.title or not self.told.date or behind.strip():
            return ""
        return "" if NO_NAME.match(before) else named(before)

    def _beside(self, name: str) -> None:
        """A name on the title's line; a second one is text."""
        if self.told.beside or not self._holds_own():
            self.told.texts.append((name, self.line.bold))
        elif not self.told.site:
            self.told.beside = name

    def _take(self, name: str, value: str) -> None:
        told = self.told
        if not value:
            return
        if name == "date":
            self._dated_by(value)
        elif name == "title":
            self._named_title(value)
        elif name == "site":
            told.site = told.site or value
        else:
            told.texts.append((value, False))

    def _named_title(self, value: str) -> None:
        """A title behind a label: what was taken for it before is the blog."""
        told = self.told
        if told.title and not told.labelled and not told.site:
            told.site = told.title
        told.title, told.labelled = value, True

    def _dated_by(self, value: str) -> None:
        """A date behind a label; ExpressionEngine says the blog and the sender's address before it."""
        value = signed_date(value)
        if (cut := cut_date(value, self.language)) is not None:
            self.told.date = self.told.date or cut[1]
            self.told.site = self.told.site or named(cut[0])

    def _dated(self, date: str) -> None:
        self.told.date = self.told.date or date
        self.told.proofs += 1

    def _kind(self, label: str) -> None:
        lower = label.lower()
        if "ping" in lower:
            self.told.kind = Kind.PINGBACK
        elif "track" in lower or "引用" in lower:
            self.told.kind = Kind.TRACKBACK

    def _holds_own(self) -> bool:
        return any(link.mem_id in self.own for link in self.line.links)

    def _without_tools(self, piece: str) -> str:
        """A piece as shown, links to other places than the citing page left out."""
        kept = [c for c in piece if (n := link_number(c)) < 0 or self.line.links[n].mem_id in self.own]
        return self.line.shown("".join(kept))
