"""Words in the lines of a record that are no field themselves, and the names that stand between them."""

from __future__ import annotations

import re

from crawler.told.field_labels import LABEL
from crawler.told.joints import SITE_WORDS
from crawler.words.dated import named
from crawler.words.expressions import expression
from crawler.words.labels import kind_of_label
from crawler.words.read_more import MORE_WORDS

FILLER = expression(
    r"\W*+(?:#?\d{1,4}|(?:(?:track ?backs?|ping ?backs?|trackbacked|tracked|tracked back|post|"
    r"引用|トラックバック|ピンバック|から|より|트랙백|엮인글|핑백|本[篇文](?:文章)?引用自此|delete|del|edit|編集|削除|삭제|수정|编辑|删除|刪除|"
    r"\d{1,3}(?:\.(?:\d{1,3}|\*+)){3}|said|says|"
    rf"wrote|schrieb|sagte|meinte|écrit|dit|escribió|dijo|scrive|schreef|zei|skrev|{MORE_WORDS})\W*+){{1,3}})?\W*+",
    re.I,
)
MARK = expression(r"[\[(](?P<kind>track|ping)back[\])]\s*", re.I)
URL = expression(r"(?:(?:track|ping)back\s*:\s*)?(?:https?://|www\.)\S+\Z", re.I)
SITE_LINE = expression(rf"\W{{0,3}}(?:{SITE_WORDS})\s*[:：]?\s+(?P<site>\S.{{0,90}})", re.I)
YEARLESS = expression(r"(?:[^\W\d_]{3,9}\.? \d{1,2}|\d{1,2}\.? [^\W\d_]{3,9})[.,]? \d{1,2}:\d\d")
NO_YEAR = expression(r"(?<!\d)\d{1,2}:\d\d")
UNREAD_DATE = expression(r"\d{1,2}([./-])\d{1,2}\1\d{2,4}(?:\D+\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]m)?)?", re.I)
SAYS_WHEN = expression(r"\W*(?:(?:track|ping)back\W+)?(?:posted|received|sent|tracked)?(?:\W+on)?\W*", re.I)

# What a blog's signature begins with; "by" and its kin begin a person's as well.
FROM_BLOG = expression(r"\A\W*(?:from|via|depuis|fra|från)\s+", re.I)

_ROLE = expression(r"\s*\[(?:visitor|member|guest|besucher|visiteur|visitante)\]\s*\Z", re.I)
# arXiv: "[SITE@ host/path…]".
_HOST_BEHIND = expression(r"\s*@ (?:[\w-]+\.)+[a-z]{2,}\S*\Z", re.I)
_SAID_FROM = expression(r"(?:track|ping) ?back (?:from|by|von|de|da|van|från|fra|od)\s+", re.I)
_ADDRESS_BEHIND = expression(r"\s*\(\s*https?://[^\s()]*\s*\)\Z", re.I)
_LINKED_WITH = expression(
    r"(?P<site>.{1,60}?)\s+(?:link(?:ed|s) (?:with|from|(?:to|here|back) (?:with|in|from))|"
    r"(?:has )?(?:linked to|referenced) th(?:is|e) (?:post|entry|article)?\s*(?:with|in|from)?|"
    r"wrote an? (?:entry|post)(?: called)?|"
    r"(?:пишет|написал[аи]?|пише) (?:об этом )?в (?:статье|записи|посте|блоге|статті))\s*[:：]?\s*[\"“„«]?",
    re.I,
)
_SET_OFF = expression(
    r"\W{0,3}?(?:(?P<name>[^\[\]()【】:：»›→]{2,60}?)\s*[:：»›→「『]+|"
    r"[\[【［(（](?P<inner>[^\[\]()【】［］（）]{2,60})[\]】］)）])\s*"
)
# Words that lead to any title.
_LEADS = expression(
    r"\W*(?:re|see(?: also)?|also|more|update[ds]?|via|related|new|added|fixed|changed|example|note|ps|edit|"
    r"links?|here|read|from|on|at|by|in|(?:the )?(?:we)?blog|(?:the )?site|siehe(?: auch)?|voir(?: aussi)?|"
    r"関連|参考|追記)\b(?!\s+\w+\s+\w)",
    re.I,
)
# What no blog's name begins with, before a link that may be the name itself: "by the weblog LINK".
NO_NAME = expression(
    r"\W*(?:the|a|an|our|my|this|user|member|der|die|das|le|la|les|il|el|los|(?:we)?blog|site|ブログ|博客|部落格)\b",
    re.I,
)
# The title before a line's one link, which is the blog: "TITLE (LINK)", "TITLE @ LINK", "“TITLE” — LINK".
_PLACE = "[\ue000-\uf8ff]"
_TEXT = "[^\ue000-\uf8ff]"
_LINKED_BLOG = expression(
    rf"(?:(?P<title>{_TEXT}+?)\s*(?:[\[【［(（「]\s*{_PLACE}\s*[\]】］)）」]|\s@\s*{_PLACE})|"
    rf"[\"“„«「『](?P<quoted>[^\"“”„«»「」『』\ue000-\uf8ff]+)[\"”“»」』]\s*[-–—,|]?\s*{_PLACE})(?P<rest>{_TEXT}*)"
)
_ENDS = (".", "!", "?", "…", "。", "！", "？")
_MOST_WORDS = 6
_SHORTEST_TITLE = 2

# Right behind the link only: elsewhere these words join any others.
OF_SITE = expression(
    r"(?:(?:de|di|du|des|dal|van|av|af|od|från|fra|από|от|"
    r"со? (?:сайта|блога)|из блога|מאת|من|از|z bloga|ze strony)\s+|,\s*|"
    r"(?:auf|op|på|hos|bei|z|ze|su|a|em|no|na)\s+(?-i:(?=[\"«„“A-ZÀ-ÞŠŽĆČ])))(?P<site>\S.{0,59})",
    re.I,
)


_QUOTED = expression(r"[“\"„]([^“”\"„]{2,80})[”\"“]")


def bare_site(text: str) -> str:
    """A blog's name without what stands around it: "Trackback from", a role, the address."""
    text = _HOST_BEHIND.sub("", _ROLE.sub("", text))
    text = quoted[1] if (quoted := _QUOTED.fullmatch(text)) is not None else text
    return _ADDRESS_BEHIND.sub("", _SAID_FROM.sub("", text))


def site_before(text: str) -> str:
    """The blog's name that stands before the title; "" where the text is none."""
    match = _LINKED_WITH.fullmatch(text)
    return named(match["site"]) if match is not None else ""


def set_off_before(text: str) -> str:
    """The name that stands before the title and is set off from it: "SITE: ", "SITE » ", "[SITE] "; "" where
    the text is none: a label, or words that lead to any title."""
    match = _SET_OFF.fullmatch(text)
    if match is None or LABEL.match(text) or _LEADS.match(text) or kind_of_label(text) is not None:
        return ""
    name = match["name"] or match["inner"]
    return "" if len(name.split()) > _MOST_WORDS or FILLER.fullmatch(name) else named(name)


def parted_by_blog(text: str) -> tuple[str, str] | None:
    """The title that stands before a line's only link, and what stands behind it, where the link is the blog;
    else None."""
    match = _LINKED_BLOG.fullmatch(text)
    title = (match["title"] or match["quoted"]).strip() if match is not None else ""
    if match is None or letters(title) < _SHORTEST_TITLE or title.endswith((*_ENDS, ":", "：")):
        return None
    if LABEL.match(title) or _LEADS.match(title) or kind_of_label(f"{title}:") is not None:
        return None
    return title, match["rest"].strip(" ,;-–—|·.)")


def letters(text: str) -> int:
    """How many letters and digits a text has."""
    return sum(c.isalnum() for c in text)


def width(text: str) -> int:
    """How much a text says: a character of East Asian scripts as much as two of others."""
    return len(text) + sum(character > "\u2e7f" for character in text)


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return text.rstrip().endswith(_ENDS)
