"""One value of a table as a reader sees it: its text, what it sorts by, and the link that it may become."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from analysis.columns import Column
from analysis.spam import WEIGHTS
from reports.addresses import readable

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DECIMALS = {
    "grade": 0,
    "harmonic_percentile": 0,
    "pagerank_percentile": 0,
    "referring_sites_180d_percentile": 0,
    "harmonic": 3,
    "pagerank": 4,
    "half_life": 0,
    "blog_median": 1,
    "median_linkbacks": 1,
    "score": 0,
    "days_to_listing": 0,
    "comments_per_post": 1,
}
SIGN = re.compile(rf"(^|; )({'|'.join(WEIGHTS)}): ")
"""A sign of spam, in front of its evidence; the last group is its name."""
_WHOLE = 1000
"""From here on decimals say nothing."""
REMEMBERED = 20_000
"""Texts whose form is kept: posts, blogs and words of a column stand in many rows."""
SHARES = frozenset({"share_noticed", "accepting_share", "listed_share", "spam_share"})
_SIGNED = frozenset({"reach_by_listings"})
DATES = frozenset({"published", "dated", "first_date", "last_date", "latest"})
TIMES = frozenset({"started", "finished"})
NUMERIC = frozenset({"int64", "Int64", "float64"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A value ready to be shown. `order`: what it sorts by where not the text; `href`: safe or None."""

    text: str
    order: str | None = None
    href: str | None = None


EMPTY = Shown("")


def shown(value: Any, column: Column) -> Shown:
    """The value as the reports show it; a missing one is the empty text."""
    if missing(value):
        return EMPTY
    if column.dtype == "boolean":
        return Shown("yes" if value else "no")
    if column.dtype in NUMERIC:
        return _number(value, column.name)
    return _text(str(value), column.name)


def missing(value: Any) -> bool:
    """None, NA, NaN and the empty text are all "not stated"."""
    return value is None or value is pd.NA or value == "" or (isinstance(value, float) and math.isnan(value))


def clean_text(text: str) -> str:
    """Text without the characters that neither XML nor a spreadsheet can hold; line breaks and tabs stay."""
    return text if text.isprintable() else _CONTROL.sub("", text)


def one_line(text: str, limit: int = 0) -> str:
    """Text on one line, cut at `limit` characters with an ellipsis; 0 cuts nothing."""
    folded = " ".join(clean_text(text).split())
    return folded if not limit or len(folded) <= limit else f"{folded[: limit - 1].rstrip()}…"


def web_link(url: str) -> str | None:
    """The URL where a browser may follow it (http, https); None for `javascript:`, `data:` and the like."""
    text = clean_text(url).strip()
    return text if text.lower().startswith(("http://", "https://")) else None


def reasons(text: str) -> str:
    """Signs of spam in words, each with the weight that it adds to the score."""
    return SIGN.sub(lambda sign: f"{sign[1]}{sign_name(sign[2])} ({WEIGHTS[sign[2]]:g}): ", text)


def sign_name(sign: str) -> str:
    """What a sign of spam is called where people read it."""
    return sign.replace("_", " ")


@lru_cache(maxsize=REMEMBERED)
def bare(url: str) -> str:
    """A URL as people say it: in its own script, without scheme, `www.` and closing slash."""
    text = re.sub(r"^https?://(?:www\.)?", "", one_line(url), flags=re.I)
    return readable(text.rstrip("/") or text)


def language_tag(value: Any) -> str | None:
    """The language as an HTML `lang` attribute; None where what was stated is no language tag."""
    if missing(value):
        return None
    tag = str(value).replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else None


def amount(value: Any, name: str = "") -> str:
    """A number in running text: 1,204; 3.2; "none stated" where there is none."""
    return "none stated" if missing(value) else _number(value, name).text


def _number(value: Any, name: str) -> Shown:
    whole_weight = name == "weight" and float(value).is_integer()
    if name in _DECIMALS or (isinstance(value, float) and not whole_weight):
        return _real(float(value), name)
    whole = int(value)
    return Shown(f"{whole:,}", str(whole) if abs(whole) > 999 else None)


def _real(value: float, name: str) -> Shown:
    if math.isinf(value):
        return Shown("∞" if value > 0 else "−∞", "1e308" if value > 0 else "-1e308")
    if name in SHARES:
        return Shown(f"{value:.0%}", f"{value:.6g}")
    decimals = _DECIMALS.get(name) if abs(value) < _WHOLE else 0
    text = f"{value:,.{decimals}f}" if decimals is not None else _significant(value)
    if name in _SIGNED and text != "0":
        text = f"+{text}" if value > 0 else f"−{text.lstrip('-')}"
    return Shown(text, f"{value:.10g}")


def _significant(value: float) -> str:
    """Two decimals where they say enough, else two significant digits: 3.20, 0.42, 0.0031, 0."""
    if value == 0:
        return "0"
    if abs(value) >= 0.095:
        return f"{value:,.2f}"
    return f"{value:.2g}" if abs(value) >= 1e-4 else f"{value:.1e}"


@lru_cache(maxsize=REMEMBERED)
def _text(value: str, name: str) -> Shown:
    text = one_line(value)
    if name == "spam_reasons":
        return Shown(reasons(text))
    if name in DATES:
        return Shown(text[:10], text if len(text) > 10 else None)
    if name in TIMES:
        return Shown(text[:16].replace("T", " "), text)
    return Shown(readable(text) if name == "source_site" else text, None, web_link(text))
