"""The words of a text, for comparing texts of any language."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CJK = re.compile(r"[぀-ヿ㐀-䶿一-鿿가-힯豈-﫿]+")
_MARKUP = re.compile(r"<[^>]*>|&\w+;|https?://\S+")


def words(text: str) -> list[str]:
    """Lower-case words in order; runs of Chinese, Japanese or Korean script as overlapping pairs of signs."""
    out: list[str] = []
    for match in _WORD.finditer(_MARKUP.sub(" ", text).casefold()):
        out.extend(_pieces(match[0]))
    return out


def content_words(text: str) -> set[str]:
    """Words that can carry a subject: four letters or more (the first five count, so that endings do not
    part them), pairs of signs as they are, no numbers."""
    return {word[:5] for word in words(text) if (len(word) > 3 or _CJK.match(word)) and not word.isdigit()}


def _pieces(word: str) -> list[str]:
    if not _CJK.search(word):
        return [word]
    runs = _CJK.findall(word)
    pairs = [run[i : i + 2] for run in runs for i in range(max(1, len(run) - 1))]
    return pairs + [part for part in _CJK.split(word) if part]
