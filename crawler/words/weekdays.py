"""The names of the days of the week, as the translations of blog engines print them beside dates."""

from __future__ import annotations

import re

# A look-up, and no expression: this many words cost a tenth of a second to compile. "_" joins two words.
_WRITTEN = """
monday tuesday wednesday thursday friday saturday sunday
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
lundi mardi mercredi jeudi vendredi samedi dimanche
lunes martes miércoles jueves viernes sábado domingo
segunda segunda-feira terça terça-feira quarta quarta-feira quinta quinta-feira sexta sexta-feira
lunedì martedì mercoledì giovedì venerdì sabato domenica
dilluns dimarts dimecres dijous divendres dissabte diumenge
luns mércores xoves venres
luni marți marţi miercuri joi vineri sâmbătă sîmbătă duminică
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag
maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai
maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina
poniedziałek wtorek środa czwartek piątek sobota niedziela
pondělí úterý středa čtvrtek pátek neděle pondelok utorok streda štvrtok piatok nedeľa
ponedjeljak ponedeljak utorak srijeda sreda četvrtak petak subota nedjelja nedelja
ponedeljek torek četrtek petek
понедельник вторник среда четверг пятница суббота воскресенье
понеділок вівторок середа четвер п'ятниця п’ятниця субота неділя
понеделник сряда четвъртък петък събота неделя понедељак уторак четвртак петак недеља
hétfő kedd szerda csütörtök péntek szombat vasárnap
pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis sekmadienis
pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena svētdiena
esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev
pazartesi salı çarşamba perşembe cuma cumartesi pazar
δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή
senin selasa rabu kamis jumat jum'at sabtu minggu
thứ_hai thứ_ba thứ_tư thứ_năm thứ_sáu thứ_bảy chủ_nhật
الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد
دوشنبه سه‌شنبه چهارشنبه پنجشنبه پنج‌شنبه جمعه شنبه یکشنبه یک‌شنبه
יום_שני יום_שלישי יום_רביעי יום_חמישי יום_שישי יום_שבת שבת יום_ראשון
วันจันทร์ วันอังคาร วันพุธ วันพฤหัสบดี วันศุกร์ วันเสาร์ วันอาทิตย์
วันจันทร์ที่ วันอังคารที่ วันพุธที่ วันพฤหัสบดีที่ วันศุกร์ที่ วันเสาร์ที่ วันอาทิตย์ที่
월요일 화요일 수요일 목요일 금요일 토요일 일요일
日曜日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日
星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 周一 周二 周三 周四 周五 周六 周日
週一 週二 週三 週四 週五 週六 週日
"""
_NAMES = frozenset(name.replace("_", " ") for name in _WRITTEN.split())
_WORD = r"[^\s\d,;|｜()（）\[\]]+"
_BEHIND = re.compile(
    rf"[\s,]{{0,2}}[(（\[]?(?P<day>{_WORD}(?: {_WORD})?)[)）\]]?(?=\s*(?:\Z|[\d,;|｜·•(（\[-]))"
)
_BEFORE = re.compile(rf"(?:(?P<first>{_WORD}) )?(?P<last>{_WORD})[.,]?\s*\Z")
_LONGEST = 24


def is_weekday(text: str) -> bool:
    """Whether a text is but the full name of a day, in any of these languages."""
    return len(text) <= _LONGEST and text.lower().strip(" .,") in _NAMES


def weekday_before(text: str, place: int) -> int:
    """Where the day of the week begins that stands right before a place; the place where none does."""
    match = _BEFORE.search(text, max(0, place - _LONGEST), place)
    if match is None:
        return place
    if match["first"] and is_weekday(f"{match['first']} {match['last']}"):
        return match.start("first")
    return match.start("last") if is_weekday(match["last"]) else place


def weekday_behind(text: str, place: int) -> int:
    """Where the day of the week ends that stands right behind a place, and no name goes on behind it ("Sunday
    Times"); the place where none does."""
    match = _BEHIND.match(text, place)
    return match.end() if match is not None and is_weekday(match["day"]) else place
