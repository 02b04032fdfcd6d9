"""The fields of one record as they are gathered from its lines, and what they are once all have been read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from crawler.markup.document import fold
from crawler.records import Kind
from crawler.told.words import width
from crawler.words.dated import named
from crawler.words.read_more import without_more

_LONGEST_TITLE = 200
_LONGEST_NAME = 40
_FEW_WORDS = 4
_SHORT = 26
# How much longer than a name a record's text is.
_TIMES = 3
_LONGEST_HEAD = 60
_PARTED = re.compile(r"[»«|｜›:：]| [-–—] ")
_SAID = re.compile(r"\A\W*[\[(]?(?:…|\.\.)|[.!?…。！？、,\])]\W*\Z")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class Told:
    """One record as far as its lines tell it; `proofs` counts the signs that it is one, `labels` those of
    them that are labels, `labelled` says that the title stands behind a label, `before` is the number
    of texts that stand before the title, `beside` is a name that stands on the title's line: the
    blog's, where there is more of the record than that, `signed` the number of texts that stand before
    a line that is but a date (-1: there is none), `tag` is that of the last text's line, `alike` says
    that the date's line has it too, `heads` that the title is bold or a heading."""

    title: str = ""
    site: str = ""
    date: str | None = None
    kind: Kind | None = None
    proofs: int = 0
    labels: int = 0
    labelled: bool = False
    before: int = 0
    beside: str = ""
    signed: int = -1
    tag: str = ""
    alike: bool = False
    heads: bool = False
    texts: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def excerpt(self) -> str:
        """What is neither title nor label nor date."""
        return without_more(fold(" ".join(text for text, _ in self.texts)))


def settle(told: Told) -> None:
    """A record whose link is its blog, or a bare address, has its title in its first, short line of text;
    where there is none, the link's words stand for it."""
    if told.title and "»" in told.site and "»" not in told.title:
        told.title, told.site = told.site, told.title  # "Site » Title": a pingback's own title
    if told.title and told.title == told.site:
        told.site = ""
    _take_name_beside(told)
    _take_signature(told)
    if told.title and told.texts:
        _take_line_above(told)
    if not told.title:
        _take_title(told)


def _take_name_beside(told: Told) -> None:
    """A name on the title's line is the blog's where there is more of the record, else its text."""
    if told.beside and told.site:
        told.title = told.title or told.beside  # "Trackback from SITE: TITLE [DATE]"
    elif told.beside and (told.texts or told.date):
        told.site = told.beside
    elif told.beside:
        told.texts.append((told.beside, False))


def _take_line_above(told: Told) -> None:
    """The first line of text may be the blog's name above the title; or it is the title, and what was taken
    for that the blog's name."""
    text, bold = told.texts[0]
    name_above = told.before == 1 and not told.site and named(text) == text
    if name_above and bold and told.heads:
        told.site = told.texts.pop(0)[0]  # the blog's name and the title both head the record
    elif bold and (told.before or len(told.texts) > 1) and not (told.site or told.labelled):
        told.title, told.site = "", told.title  # its title is that line
    elif _is_signed_below(told):
        told.title, told.site = told.texts.pop(0)[0], told.title
    elif name_above and not bold and len(told.texts) > 1:
        told.site = told.texts.pop(0)[0]  # a name above the title, and a text below it


def _take_title(told: Told) -> None:
    """The title of a record whose link is none: its first line of text, else the blog's name."""
    text, bold = told.texts[0] if told.texts else ("", False)
    if len(text) <= _LONGEST_TITLE and (bold or len(told.texts) > 1):
        told.title = text.strip(" :：#")
        del told.texts[0]
    if told.title == told.site:
        told.site = ""
    told.title = told.title or told.site


def _is_signed_below(told: Told) -> bool:
    """Whether a title without a link and a text stand above the link, the blog's name beside the date."""
    if not told.title or told.site or told.labelled or told.date is None:
        return False
    if (
        not 2 <= told.before == len(told.texts)
        or len(told.title) > _LONGEST_NAME
        or _PARTED.search(told.title)
    ):
        return False
    title = told.texts[0][0]
    return len(title) <= _LONGEST_HEAD and _LETTER.search(title) is not None and not _SAID.search(title)


def _take_signature(told: Told) -> None:
    """A last line behind the date is the blog's name: behind a text, or a short one where there is none; so
    is a short one that stands right before the date in a line of its kind."""
    if not told.title or told.site or not told.texts:
        return
    if told.alike and told.signed == 1 < len(told.texts) and _may_name(told, 0):
        told.site = told.texts.pop(0)[0]  # TITLE, SITE, DATE and a text, each a line of its own
        return
    last, bold = told.texts[-1]
    before = told.alike and told.before < told.signed == len(told.texts)
    behind = told.signed == len(told.texts) - 1
    if last == named(last) and _is_short(last) and (behind or (before and not bold)):
        told.site = told.texts.pop()[0]


def name_alike(records: Sequence[Told]) -> None:
    """Records that all have a short name right below their titles, or all at the ends of their texts: their
    blogs'. One alone may have a short line of text there."""
    for at in (0, -1):
        found = {told.texts[at][0] for told in records if _may_name(told, at)}
        if len(found) == len(records) > 1:
            for told in records:
                told.site = told.texts.pop(at)[0]


def _may_name(told: Told, at: int) -> bool:
    if not told.title or told.site or told.before or len(told.texts) < 2:
        return False
    (text, bold), rest = told.texts[at], told.excerpt
    return not bold and text == named(text) and _is_short(text) and len(rest) > _TIMES * len(text)


def _is_short(name: str) -> bool:
    """Whether a name is too short for a text: a few words, a few characters of East Asian scripts."""
    short = len(name.split()) <= _FEW_WORDS and width(name) <= _SHORT
    return short and "…" not in name and "..." not in name
