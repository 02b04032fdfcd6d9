"""Whether a page says in words that its post takes linkbacks."""

from __future__ import annotations

import re

from crawler.markup.around import around_words
from crawler.markup.document import Document
from crawler.words.expressions import expression

TRACKBACK_WORDS = frozenset((
    "track this back",
    "trackback", "track back", "トラックバック", "引用通告", "引用地址", "引用網址", "引用 url", "引用url",
    "トラバ", "트랙백", "엮인글", "글걸기", "rétrolien", "retroenlace", "трекб", "трэкб",
))  # fmt: skip
_SAYING = TRACKBACK_WORDS | {
    "pings", "pingbacks ", "i pingback ", "pingbacki ",
    "pinging is", "pingen ist", "i ping ", "pingar ", "pingi ", "pingy ", "пинги", "уведомления",
    "geri bildirim", "引用功能", "引用目前", "引用已", "引用被",
}  # fmt: skip
_CLOSED = expression(
    r"(?:\b(?:both comments and pings|pings?|pinging)|track\s?backs?|pingbacks?(?: and trackbacks?)?)"
    r"\s+(?:are|is)\s+(?:both\s+|currently\s+|now\s+){0,2}"
    r"(?:closed|disabled|not allowed|off)|track\s?backs? (?:for|on|to) [^.<>]{3,40} (?:are|is) closed|"
    r"trackbacks?/?(?:pingbacks?)?\s*(?:\([^)]*\))?:?\s*closed\b"
    r"|(?:(?:pings|trackbacks|pingbacks) sind|pingen ist) (?:derzeit |momentan |zurzeit |zur zeit |"
    r"im augenblick |im moment )?(?:geschlossen|deaktiviert|nicht erlaubt)"
    r"|(?:pings|trackbacks|pingbacks) zijn (?:momenteel |op dit moment )?(?:gesloten|"
    r"uitgeschakeld|niet toegestaan)"
    r"|(?:pingar|pingbacks|trackbacks) är (?:för närvarande )?(?:stängda|avstängda|avslagna)"
    r"|(?:pings|trackbacks|pingbacks) er (?:lukket|stengt)"
    r"|ping(?:back)?i (?:są )?(?:obecnie )?(?:zamknięte|wyłączone)"
    r"|(?:pingy|pingbacks|pingbacky|trackbacky) jsou (?:uzavřen[éy]|vypnuty)"
    r"|geri bildirimler (?:şu anda )?kapalı"
    r"|beide kommentare und pings sind|(?:trackbacks?|rétroliens?|pings?|pingbacks?) (?:sont|"
    r"est) (?:actuellement )?(?:fermés?|désactivés?|clos)"
    r"|(?:trackbacks|pings|pingbacks) (?:están|esta) (?:actualmente )?(?:cerrados|desactivados)"
    r"|(?:trackbacks|pings|pingbacks) (?:estão|está) (?:atualmente )?(?:fechados|desativados)"
    r"|(?:trackback|ping|pingback) (?:sono|è) (?:attualmente )?(?:chius[io]|disabilitat[io])"
    r"|(?:trackbacks|rétroliens|pings) (?:pour|de|sur|à) [^.<>]{3,30} sont (?:fermés|désactivés|clos)"
    r"|トラックバック(?:は|の受付は|を).{0,12}(?:締め切|終了|停止|受け付けて(?:い|お)(?:ません|りません)|できません)"
    r"|(?:пинги|трекбеки|уведомления) (?:сейчас )?(?:закрыты|запрещены|отключены)|引用(?:通告|功能)?"
    r"(?:目前|现在|現在)?(?:皆|都)?(?:已|被)?(?:经|經)?(?:关闭|關閉)|트랙백.{0,8}(?:닫|받지)",
    re.I,
)  # fmt: skip
_OPEN = expression(
    r"leave(?: a(?: response| comment)?,? or)?(?: a)? <?[^.<>]{0,60}track\s?back"
    r"|(?:send|post|place)(?: a(?: response| comment)?,? or)?(?: a)? [^.<>]{0,60}track\s?back[^.<>]{0,40}"
    r"(?:from your|to this|ur[li])"
    r"|(?:(?:responses|comments) are currently closed, but you can)\b.{0,160}?track\s?back"
    r"|einen? <?[^.<>]{0,40}trackback.{0,60}(?:setzen|senden|hinterlassen|schicken)"
    r"|(?:track\s?|ping)backs? (?:are|is) (?:currently )?(?:open|enabled|welcome)|(?:pings|"
    r"trackbacks|pingbacks) sind (?:derzeit )?(?:erlaubt|möglich|offen|aktiviert)"
    r"|(?:trackbacks|pingbacks|pings) (?:sont ouverts|están abiertos|estão abert[oa]s|jsou otevřené)"
    r"|(?:trackback|pingback|ping) sono aperti|ping(?:back)?i otwarte"
    r"|(?:faire|envoyer|laisser) un (?:trackback|rétrolien)|(?:dejar?|enviar?|haga|"
    r"hacer)(?: un)? trackback|(?:deixar?|enviar?) um trackback"
    r"|(?:lasciare?|fare|inviare) un trackback|een trackback (?:plaatsen|sturen|achterlaten)"
    r"|(?:отправить|оставить) (?:трекбек|trackback)",
    re.I | re.S,
)  # fmt: skip
_CLOSING_WORDS = (
    "closed", "disabled", "not allowed", "geschlossen", "deaktiviert", "nicht erlaubt", "fermé",
    "désactivé", "cerrados",
    "desactivados", "fechados", "desativados", "chius", "disabilitat", "締め切", "終了",
    "停止", "受け付けて", "закрыты",
    "запрещены", "отключены", "关闭", "關閉", "트랙백", "できません", "gesloten", "uitgeschakeld",
    "niet toegestaan", "stängda", "avslagna", "lukket", "stengt", "zamknięte", "wyłączone", "uzavřen",
    "vypnuty",
    "kapalı",
)  # fmt: skip
# What stands of them in the source too where letters beyond ASCII are written as entities.
_CLOSING_STEMS = frozenset(
    max([*re.findall("[ -~]{4,}", word), ""], key=len) or word for word in _CLOSING_WORDS
)
_OPENING_WORDS = (
    "leave a", "send a", "post a", "place a", "you can", "setzen", "senden", "hinterlassen", "schicken",
    "are open", "ingback",
    "are enabled", "welcome", "erlaubt", "möglich", "faire un", "envoyer un", "laisser un", "trackback",
)  # fmt: skip
# One of them stands in whatever `_OPEN` matches.
_INVITING = (
    "leave ", "send ", "post ", "place ", "you can", "een trackback ", "setzen", "senden", "hinterlassen",
    "schicken", "open", "enabled", "welcome", "erlaubt", "möglich", "offen", "faire un", "envoyer un",
    "laisser un", "aktiviert", "ouverts", "abiertos", "abert", "otevřené", "aperti", "otwarte",
    "deja", "envia", "haga", "hacer", "deixa", "lascia", "fare un", "inviare un", "отправить",
    "оставить",
)  # fmt: skip


def read_accepts(document: Document, *, known: bool) -> str | None:
    """ "closed" or "open" where the page says so in words, "open" where its ping URL is `known`."""
    if known and not document.has(*_CLOSING_STEMS):
        return "open"
    pieces = list(around_words(document, _SAYING, before=200, behind=200))
    if any(_CLOSED.search(piece) for piece in pieces if any(word in piece for word in _CLOSING_WORDS)):
        return "closed"
    if known or any(_invites(piece) for piece in pieces):
        return "open"
    return None


def _invites(piece: str) -> bool:
    """Whether a piece of text asks for linkbacks; its verbs are looked for first, which costs a tenth."""
    if not any(word in piece for word in _OPENING_WORDS):
        return False
    lower = piece.lower()
    return any(verb in lower for verb in _INVITING) and _OPEN.search(piece) is not None
