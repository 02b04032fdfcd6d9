"""The words of a text, for comparing texts of any language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u1056-\u1059\u17b4-\u17d3\u200c\u200d"
)
"""What stands on or between the letters of a word: vowels of Indian scripts, points, accents, joiners."""
_WORD = re.compile(rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*|['’][^\W_]+)*")
_UNSPACED = re.compile("[\u0e01-\u0eff\u1000-\u109f\u1780-\u17d3぀-ヿ㐀-䶿一-鿿가-힯豈-﫿]+")
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
    """Lower-case words in order; runs of scripts without spaces (Chinese, Japanese, Thai …) and of Korean as
    overlapping pairs of signs. Accents may stand apart from their letters."""
    if "<" in text or "&" in text or "://" in text:
        text = _MARKUP.sub(" ", text)
    plain = text.isascii()
    found: list[str] = _WORD.findall((text if plain else unicodedata.normalize("NFC", text)).casefold())
    if plain or not _UNSPACED.search(text):
        return found
    return [piece for word in found for piece in _pieces(word)]


def content_words(text: str) -> set[str]:
    """The `carrying` words of a text; the first five letters count, so that endings do not part them."""
    return _content(words(text))


def carrying(spoken: Iterable[str]) -> list[str]:
    """Words that can carry a subject, in order: four letters or more, pairs of signs, no numbers."""
    return [word for word in spoken if (len(word) > 3 or _UNSPACED.match(word)) and not word.isdigit()]


def _content(spoken: Iterable[str]) -> set[str]:
    return {word[:5] for word in carrying(spoken)}


def _pieces(word: str) -> list[str]:
    if not _UNSPACED.search(word):
        return [word]
    runs = _UNSPACED.findall(word)
    pairs = [run[i : i + 2] for run in runs for i in range(max(1, len(run) - 1))]
    return pairs + [part for part in _UNSPACED.split(word) if part]
