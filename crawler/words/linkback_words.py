"""The words for linkbacks in the translations of blog engines, as parts of expressions; longer ones first.

A word that names other things as often ("notice", "feedback", "mention") is left out, or stands in
`AMBIGUOUS` as well, where it heads a section only beside a second word.
"""

from __future__ import annotations

from html.entities import codepoint2name

_ENDINGS = r"(?:s|i|ów|y|ů|-?uri|-ak|ler|lar|ar|er|erne|ene|en|ek|it|id|\(s\))?"

TRACKBACK = (
    rf"track-?back{_ENDINGS}(?: pings?)?|track backs?|"
    # Romance
    "rétroliens?|retroliens?|retroenlaces?|retroenllaç(?:os)?|retroligazóns?|enlaces de referencia|"
    "riferimenti esterni|"
    # Germanic
    "rückverfolgungen|rückverweise?|tillbakaspår(?:ning(?:ar)?|en)?|tilbagesporing(?:er)?|tilbakesporing(?:er)?|"
    # Slavic, Baltic
    "обратн(?:ые|ая|ых) ссыл(?:к[иа]|ок)|трекб[еэ]к(?:ов|ів|[иіва])?|трэкб[еэ]ки?|зворотн[іе] посилання|"
    "zpětn[éý] odkazy?|spätn[éý] odkazy?|ślady|odnośniki zwrotne|povratn[aei] (?:vez[aei]|sled[i]?|pozivi?)|"
    "повратн[ае] вез[ае]|обратн[иа] връзк[иа]|тр[ае]кбек(?:ове|ът|а)?|sledilniki?|"
    # others of Europe
    "paluuviit(?:teet|teitä|että|e)|trackback nuorodos|visszakövetés(?:ek)?|atzera-loturak|"
    "tagasisideviide|tagasisideviited|"
    "pasgjurmim(?:et|e)?|hysbysiad(?:au)? cydnabod|უკუბმული|geri izlemeler(?:i)?|geri izleme|"
    # Africa, South and South-East Asia
    "trakinyuma|lacak balik|jejak balik|raratmalik|ট্র্যাকব্যাক|ট্রাকব্যাক|"
    r"دنبالک(?:\u200c?ها)?|แทร็?[กค]แบ็?[กค]|ट्रैकबैक|"
    'ٹریک\u200c?بیک|طراقبک|(?:ال)?تعقيبات(?: "?trackback"?)?|تراكباك|טראקבא?קים|טרקבקים|טראקבא?ק|'
    # East Asia
    "トラックバック元|トラックバックしている(?:ウェブログ|ブログ|サイト)|トラックバック|トラバ|来自外部的引用|站外引用|外部引用|引用通告|引用通知|引用|트랙백들|트랙백|엮인글|먼댓글|걸린글|글걸기"
)
PINGBACK = (
    rf"pingback 引用通告|pingback-viide|pingback-ak?|ping-?back{_ENDINGS}|"
    # Romance, Germanic
    "notific(?:a|he)|retroping(?:s)?|ping zurück|tilbakeping(?:er)?|"
    # Slavic, Baltic, Greek
    "уведомлени[ея]|п[иі]н[гґ]б[еэ]к(?:ов|ів|[иіа])?|сповіщення|povratni ping(?:ovi)?|повратни пинг(?:ови)?|"
    "spätné upozor(?:n)?eni[ea]|atpings?|πίνγκμπακ|"
    # others of Europe
    "hysbysiad(?:au)? cyfeirio|geri bildirim(?:ler)?|"
    # Africa, South and South-East Asia
    "pinginyuma|ping balik|pingmalik|পিংব্যাক|පින්ග්බැඳුම|پنگ\u200c?بیک|پ[يی]نگ ?با[كک]|"
    r"[ปพ]ิงแบ็?[กค]|पिंगबैक|"
    'פינגבא?קים|פינגבא?ק|(?:ال)?تنبيه(?:ات)?(?: "?pingback"?)?|بازتاب(?:\u200cها)?|'
    # East Asia
    "ピンバック|핑백|自动引用通知|自動引用通知|自動引用通告"
)
# Pings of any kind, and of other kinds: WordPress calls both kinds of linkbacks so.
PINGS = (
    "ping-uri|ping-ak|ping-id|pingichean|pingiau|pingovi|pingler|pingar|pingje|pingi|pingy|ping通告|pings?|"
    "пингувања|пингови|πινγκ|פינגים|핑"
)
WEBMENTION = "web[- ]?mentions?|web-?menciones|web-?mención|web-?menções|web-?menção|ウェブメンション|웹멘션"
# These head other things as often: traces, citations, notices. Beside a second word they are sure.
AMBIGUOUS = (
    "ślady|引用|notific(?:a|he)|уведомлени[ея]|сповіщення|(?:ال)?تنبيه(?:ات)?|بازتاب(?:\u200cها)?|"
    "geri bildirim(?:ler)?|riferimenti esterni|povratn[aei] vez[aei]|повратн[ае] вез[ае]"
)
# Lower-case pieces of what pages call linkbacks, in the languages that WordPress and other engines are
# translated to: a page that holds none of them names none.
_WRITTEN = (
    "trackback", "pingback", "webmention", "web mention", "webmenc", "ウェブメンション", "linkback",
    "backlink", "incoming link", "to this post", "to this entry", "to this article", "referenced by",
    "linked by", "linked to by",
    "tracked by", "pinged by", "verweise", "entrantes", "esta entrada", "entrants",
    "cet article", "ce billet", "на эту запись", "на этот пост", "на эту статью",
    "este artículo", "esta mensagem", "questo post", "questo articolo", "este post", "este artigo",
    "トラックバック", "ﾄﾗｯｸﾊﾞｯｸ", "ピンバック", "引用", "트랙백", "핑백", "엮인글", "글걸기",
    "обратн", "трекб", "трэкб", "пингб",
    "уведомлени", "зворотн", "пінгб", "пінґб", "сповіщення", "повратн", "rétrolien", "retrolien",
    "retroenlace", "enlaces de referencia", "retroenllaç", "retroping", "zpětné odkazy", "zpětný odkaz",
    "spätné odkazy", "spätný odkaz", "spätné upozor", "povratn", "pasgjurmim", "tagasisidevii",
    "atping", "πίνγκμπακ", "უკუბმული", "hysbysiad", "jejak balik", "ping balik", "pingmalik",
    "raratmalik", "pinginyuma", "trakinyuma", "পিংব্যাক", "ট্র্যাকব্যাক", "پنگ", "ٹریک", "geri izleme",
    "geri bildirim", "lacak balik", "tillbakaspårning", "tilbagesporing", "tilbakesporing",
    "tilbakeping", "paluuviit", "paluulink", "visszakövetés", "ślady", "odnośniki zwrotne", "טראקב", "פינגב",
    "تعقيبات", "تنبيه", "referência", "referencia",
    "diesem post", "ce message", "a esta publicación", "esta postagem", "deze post", "deze blogpost",
    "это сообщение", "цю публікацію", "цей допис", "tego posta", "tento příspěvek", "bejegyzéshez",
    "bu yayına", "detta inlägg", "dette indlæg", "dette innlegget", "tähän tekstiin", "αυτήν την ανάρτηση",
    "לרשומה זו", "هذه الرسالة", "पोस्ट के लिंक", "ลิงก์ไปยัง", "bài đăng này", "posting ini", "ovaj post",
    "această postare", "この投稿へ", "帖子的链接", "文章的連結", "대한 링크", " pings", "pings (",
    "track-back", "track back", "ping-back", "web-men", "webmenç", "웹멘션", "トラバ", "먼댓글",
    "rückverfolgung", "rückverweis", "retroligaz", "tillbakaspår", "тракбек", "sledilnik",
    "걸린글", "geri İzleme",
    "ping zurück", "atzera-lotura", "پینگ", "پينگ", "طراقبک", "تراكباك", "ট্রাকব্যাক", "טרקב", "පින්ග්", "пинґб",
    "دنبالک", "แทร", "ิงแบ", "ट्रैकबैक", "पिंगबैक",
)  # fmt: skip


def _with_entities(needle: str) -> str:
    """A word as pages of old write it, with the entities of HTML 3 for the letters beyond ASCII."""
    return "".join(f"&{codepoint2name[ord(c)]};" if 0x80 < ord(c) < 0x100 else c for c in needle)


NEEDLES = (*_WRITTEN, *(form for word in _WRITTEN if (form := _with_entities(word)) != word))
"""Pieces of lower-case source, one of which stands wherever a page names linkbacks."""
