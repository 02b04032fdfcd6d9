"""What Movable Type and TypePad say around a ping, in the languages of their templates."""

from __future__ import annotations

import re

from crawler.words.expressions import expression

# What the words of an entry are, where neither its id nor an English word marks it.
TRANSLATED = (
    "送信元", "トラックバック時刻", "ウェブログ", "概要", "verlinkt am", "trackbacké", "tracké",
    "getracked op", "beziehen sich auf diesen eintrag", "liens qui référencent",
    "weblogs que le referencian", "desde", "來自", "来自",
)  # fmt: skip
LABELS = {
    "title": r"title|題名|記事(?:名|タイトル)|タイトル|件名|titel|titre|título",
    "excerpt": r"excerpt|概要|内容|本文|要約|抜粋|auszug|extrait|extracto|resumo|resumen|"
    r"samenvatting|riassunto",
    "site": r"weblog|blog(?: name)?|ウェブログ(?:名)?|ブログ(?:名|タイトル)?|サイト(?:名|タイトル)?|from",
    "date": r"tracked(?: on)?|date|日付|日時|時刻|(?:受信|送信|投稿|登録)日時?|datum|fecha|"
    r"トラックバック(?:時刻|日時)|gesendet(?: am)?",
}
LABEL = expression(
    "|".join(rf"(?P<{name}>{words})" for name, words in LABELS.items()).join((r"\W*(?:", r")\s*[:：]\s*")),
    re.I,
)
TRACKED = expression(
    r"\W{0,4}(?:tracked on|tracked:|tracked at|received on|トラックバック時刻|トラックバック日時|受信日時?|"
    r"gesendet am|verlinkt am|trackbacké (?:sur|le)|tracké (?:sur|le)|publicado en|seguido el|ricevuto il|"
    r"rastreado em|getracked op|رسیده در تاریخ|دنبالک در|引用(?:時間|时间)|引用[於于])\s*[:：]?\s*",
    re.I,
)
_FROM = "from|blogista|送信元|de|desde|von|van|da|av|af|fra|från|od|z(?: blogu)?|от|از"
FROM = expression(
    rf"\W*(?:{_FROM})(?:\s*[:：]?\s+|[\x22”]\s*)(?P<site>\S.*)|\W*(?:送信元|[來来]自)\s*[:：]?\s*(?P<ja>\S.*)|"
    # Cocolog, where nothing else stands between the title and the end of its line.
    r"\s*[\[［]\s*(?P<inner>[^\[\]［］]{1,60}?)\s*[\]］]\s*\Z",
    re.I | re.S,
)
BARE_FROM = expression(rf"\W*(?:{_FROM})\W*", re.I)
# "Trackback from SITE", as other software says it.
SAID_FROM = expression(
    r"(?:(?:\b(?:track|ping) ?back|バック) (?:from|by|von|de|da|van)|\btracked (?:on|by|from)|"
    r"引用自|引用[来來]自|引自)\s*[:：]?\s*\Z",
    re.I,
)
# What stands between an entry's "[Read More]" and its date, in whatever language: "Sporet den", "Notifié le".
TRACKED_ANYHOW = expression(r"[^\w.!?]*(?:[^\W\d]+[^\w.!?]+){0,3}")
# What stands in whatever introduces a list, lower case.
INTRODUCING = frozenset((
    "listed below are links", "このエントリーのトラックバック一覧", "このエントリーを参照しているウェブログ",
    "トラックバックしているウェブログ", "この一覧は、次の", "このリストは、次の",
    "beziehen sich auf", "liens qui r", "weblogs que le", "weblogs die",
))  # fmt: skip
_INTRODUCTION = expression(
    r"listed below are links to (?:weblogs|blogs) that reference|このエントリーのトラックバック一覧|"
    r"このエントリーを参照しているウェブログ|トラックバックしているウェブログ|この(?:一覧|リスト)は、次のエントリー|"
    r"weblogs beziehen sich auf diesen eintrag|liens qui référencent|weblogs que le referencian|"
    r"weblogs die verwijzen",
    re.I,
)
# "This list refers to the following entry: TITLE": the link is the post itself, also on the next line.
NAMES_POST = expression(r"次のエントリー.{0,16}\Z", re.S)


def introduces(text: str) -> bool:
    """Whether a text says that trackbacks follow: "Listed below are links to weblogs that reference"."""
    lower = text.lower()
    return any(words in lower for words in INTRODUCING) and _INTRODUCTION.search(text) is not None
