"""Topics that authors gave: tags brought together over case, accents and plural."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pandas as pd

_NO_TOPIC = frozenset(
    (
        *("uncategorized", "uncategorised", "allgemein", "non classe", "sin categoria", "senza categoria"),
        *("sem categoria", "geen categorie", "bez kategorii", "без рубрики", "未分類", "未分类", "미분류"),
    )
)
"""What software files a post under when its author chose nothing, folded."""
_GAPS = re.compile(r"[\s_-]+")


def members(tags: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Posts of each topic (`topic`, `post`, each pair once), and the spelling of each topic by its number.

    Spellings that fold to the same are one topic, shown as most posts spell it, of equals the first in the
    alphabet. A plural is one topic with its singular where some post carries the singular.
    """
    keys = merged_plurals({tag: folded(tag) for tag in tags["tag"].unique()})
    frame = tags.assign(key=tags["tag"].map(keys))
    frame = frame[~frame["key"].isin(_NO_TOPIC) & (frame["key"] != "")]
    spellings: dict[str, Counter[str]] = {}
    for key, tag in zip(frame["key"], frame["tag"], strict=True):
        spellings.setdefault(key, Counter())[tag] += 1
    order = sorted(spellings)
    shown = [min(spellings[key], key=lambda tag: (-spellings[key][tag], tag)) for key in order]
    number = {key: place for place, key in enumerate(order)}
    out = pd.DataFrame({"topic": frame["key"].map(number).astype("int64"), "post": frame["post"]})
    return out.drop_duplicates(ignore_index=True), shown


def folded(tag: str) -> str:
    """A tag without case, accents, leading "#", and with hyphens and underscores as spaces."""
    # Twice, because folding the case can bring forth letters that compatibility decomposes, and the reverse.
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", tag).casefold()).casefold()
    # Only Latin, Greek and Cyrillic accents fold: in other scripts combining signs are letters.
    base = "".join(c for c in parts if not "\u0300" <= c <= "\u036f")
    return _GAPS.sub(" ", unicodedata.normalize("NFC", base)).strip().lstrip("# ")


def merged_plurals(keys: dict[str, str]) -> dict[str, str]:
    """Each tag's key, plurals replaced by the singular where that is itself a key."""
    known = set(keys.values())
    return {tag: next((s for s in _singulars(key) if s in known), key) for tag, key in keys.items()}


def _singulars(key: str) -> list[str]:
    if len(key) < 4 or not key.endswith("s") or key.endswith(("ss", "us", "is", "news")):
        return []
    longer = [key[:-3] + "y"] if key.endswith("ies") else []
    return [key[:-1], *longer, *([key[:-2]] if key.endswith("es") else [])]
