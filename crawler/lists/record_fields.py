"""The fields of one record as they are gathered from its lines, and what they are once all have been read."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.markup.document import fold
from crawler.records import Kind
from crawler.words.dated import named
from crawler.words.read_more import without_more

_LONGEST_TITLE = 200
_LONGEST_NAME = 40
_FEW_WORDS = 4
_SHORT = 26


@dataclass(slots=True)
class Told:
    """One record as far as its lines tell it; `proofs` counts the signs that it is one, `labels` those of
    them that are labels, `labelled` says that the title stands behind a label, `before` is the number
    of texts that stand before the title, `beside` is a name that stands on the title's line: the
    blog's, where there is more of the record than that, `signed` the number of texts that stand before
    a line that is but a date (-1: there is none), `listed` says that the last text is an item of a
    list, `heads` that the title is bold or a heading."""

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
    listed: bool = False
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
    if told.beside and not told.site:
        if told.texts or told.date:
            told.site = told.beside
        else:
            told.texts.append((told.beside, False))
    elif told.beside and not told.title:
        told.title = told.beside  # "Trackback from SITE: TITLE [DATE]"
    _take_signature(told)
    if not told.texts:
        told.title = told.title or told.site
        return
    text, bold = told.texts[0]
    if told.title and told.heads and bold and told.before == 1 and not told.site and named(text) == text:
        told.site = told.texts.pop(0)[0]  # the blog's name and the title both head the record
        return
    if told.title and bold and (told.before or len(told.texts) > 1) and not (told.site or told.labelled):
        told.title, told.site = "", told.title
    if told.title and told.before == 1 < len(told.texts) and not (bold or told.site) and named(text) == text:
        told.site = told.texts.pop(0)[0]  # a name above the title, and a text below it
    if told.title:
        return
    if len(text) <= _LONGEST_TITLE and (bold or len(told.texts) > 1):
        told.title = text.strip(" :：#")
        del told.texts[0]
    if told.title == told.site:
        told.site = ""
    told.title = told.title or told.site


def _take_signature(told: Told) -> None:
    """A last line behind the date is the blog's name: behind a text, or a short one where there is none."""
    if not told.title or told.site or not 0 <= told.signed == len(told.texts) - 1:
        return
    last = told.texts[-1][0]
    if last == named(last) and len(last) <= _LONGEST_NAME and (told.signed or _is_short(last)):
        told.site = told.texts.pop()[0]


def _is_short(name: str) -> bool:
    """Whether a name is too short for a text: a few words, a few characters of East Asian scripts."""
    width = sum(2 if character > "\u2e7f" else 1 for character in name)
    return len(name.split()) <= _FEW_WORDS and width <= _SHORT and "…" not in name and "..." not in name
