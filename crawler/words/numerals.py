"""Numbers of other scripts as ASCII digits: full-width, Indic and Arabic ones, and dates in Chinese words."""

from __future__ import annotations

import re

_ZEROS = "０٠۰०০੦૦୦௦౦೦൦๐໐༠၀០"
_DIGITS = str.maketrans(
    {chr(ord(zero) + n): str(n) for zero in _ZEROS for n in range(10)} | {"：": ":", "／": "/"}
)
_OTHER = re.compile(f"[{''.join(f'{zero}-{chr(ord(zero) + 9)}' for zero in _ZEROS)}]")
_WORDS = {word: str(n) for n, word in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0", "元": "1"}
_TEN = "十"
_IN_WORDS = re.compile(f"[{''.join(_WORDS)}{_TEN}]")
_WORDS |= {digit: digit for digit in "0123456789"}
_WORD = f"[{''.join(_WORDS)}{_TEN}]"
_SPELT = re.compile(rf"({_WORD}{{1,4}})年({_WORD}{{1,2}})月({_WORD}{{1,3}})([日号])")


def with_digits(text: str) -> str:
    """The text with all such numbers in ASCII digits; as it is where it has none.

    Of numbers in words only those of whole dates are: "二〇〇六年三月十四日", "平成十八年三月四日".
    """
    if text.isascii():
        return text
    if _OTHER.search(text) is not None:
        text = text.translate(_DIGITS)
    return _SPELT.sub(_spelt, text) if "年" in text and _IN_WORDS.search(text) else text


def _spelt(match: re.Match[str]) -> str:
    year, month, day = (_number(match[place]) for place in (1, 2, 3))
    return f"{year}年{month}月{day}{match[4]}"


def _number(words: str) -> str:
    """A number below 100 with its tens ("二十三"), or digit by digit ("二〇〇六")."""
    tens, ten, ones = words.partition(_TEN)
    spelt = "".join(_WORDS.get(word, "") for word in (ones if ten else words))
    return f"{_WORDS.get(tens, '1')}{spelt or '0'}" if ten else spelt
