"""The words of a text, for comparing texts of any language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CJK = re.compile(r"[぀-ヿ㐀-䶿一-鿿가-힯豈-﫿]+")
_MARKUP = re.compile(r"<[^>]*>|&\w+;|https?://\S+")


@dataclass(frozen=True, slots=True)
class Said:
    """The content words of a text, and the script that most of their letters belong to ("" for none)."""

    terms: frozenset[str]
    script: str


NOTHING = Said(frozenset(), "")


def primary(language: str) -> str:
    """ "de" of "de-AT" and of "de_at": a language without its region; "" for none."""
    return language.replace("_", "-").partition("-")[0].lower()


def said_in(text: str) -> Said:
    """What a text says, for comparing it with another: only texts of one script can share terms."""
    return said_by(words(text))


def said_by(spoken: Iterable[str]) -> Said:
    """The same of the words of a text."""
    terms = frozenset(_content(spoken))
    if all(map(str.isascii, terms)):
        return Said(terms, "LATIN" if terms else "")
    letters = Counter(script_of(letter) for term in terms for letter in term)
    letters.pop("", None)
    # Of equally many letters the first name, so that the order of a set decides nothing.
    return Said(terms, min(letters, key=lambda name: (-letters[name], name)) if letters else "")


@lru_cache(maxsize=20_000)
def script_of(letter: str) -> str:
    """ "LATIN", "CYRILLIC", "CJK" …: the script of a letter; Chinese signs and both kana are one, because
    Japanese mixes them. "" for what is no letter."""
    if not letter.isalpha():
        return ""
    if letter.isascii():
        return "LATIN"
    name = unicodedata.name(letter, "").partition(" ")[0]
    return "CJK" if name in ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "CJK") else name


def words(text: str) -> list[str]:
    """Lower-case words in order; runs of Chinese, Japanese or Korean script as overlapping pairs of signs."""
    if "<" in text or "&" in text or "://" in text:
        text = _MARKUP.sub(" ", text)
    found: list[str] = _WORD.findall(text.casefold())
    if text.isascii() or not _CJK.search(text):
        return found
    return [piece for word in found for piece in _pieces(word)]


def content_words(text: str) -> set[str]:
    """Words that can carry a subject: four letters or more (the first five count, so that endings do not
    part them), pairs of signs as they are, no numbers."""
    return _content(words(text))


def _content(spoken: Iterable[str]) -> set[str]:
    return {word[:5] for word in spoken if (len(word) > 3 or _CJK.match(word)) and not word.isdigit()}


def _pieces(word: str) -> list[str]:
    if not _CJK.search(word):
        return [word]
    runs = _CJK.findall(word)
    pairs = [run[i : i + 2] for run in runs for i in range(max(1, len(run) - 1))]
    return pairs + [part for part in _CJK.split(word) if part]
