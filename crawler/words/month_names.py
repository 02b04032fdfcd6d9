"""The names of the months, as the translations of blog engines print them.

Where two languages use one word for two months, the page's language decides; without it the more common one
is meant.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Twelve months of a language, each with its forms (nominative, genitive, short) joined by "/".
_MONTHS = """
january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept october/oct november/nov december/dec
januar/jänner/jän februar/feber märz/mrz/maerz april mai juni juli august september oktober/okt november dezember/dez
janvier/janv février/févr/fév mars avril/avr mai juin juillet/juil août/aoû septembre octobre novembre décembre/déc
enero/ene febrero marzo abril/abr mayo junio julio agosto/ago septiembre/setiembre octubre noviembre diciembre/dic
janeiro fevereiro/fev março abril maio junho julho agosto setembro/set outubro/out novembro dezembro
gennaio/gen febbraio marzo aprile maggio/mag giugno/giu luglio/lug agosto settembre ottobre/ott novembre dicembre
januari februari maart/mrt april mei juni juli augustus/aug september oktober november december
января/январь/янв февраля/февраль/фев/февр марта/март/мар апреля/апрель/апр мая/май июня/июнь/июн июля/июль/июл августа/август/авг сентября/сентябрь/сен/сент октября/октябрь/окт ноября/ноябрь/ноя/нояб декабря/декабрь/дек
stycznia/styczeń/sty lutego/luty/lut marca/marzec kwietnia/kwiecień/kwi maja czerwca/czerwiec/cze lipca/lipiec/lip sierpnia/sierpień/sie września/wrzesień/wrz października/październik/paź listopada/listopad/lis grudnia/grudzień/gru
januari februari mars april maj juni juli augusti september oktober november december
januari/jan februari/peb maret april mei juni juli agustus/agu/agt september/sep oktober/okt november desember/des
ocak/oca şubat/şub mart nisan/nis mayıs haziran/haz temmuz/tem ağustos/ağu eylül/eyl ekim/eki kasım/kas aralık/ara
يناير/كانون-الثاني فبراير/شباط مارس/آذار أبريل/إبريل/نيسان مايو/أيار يونيو/يونيه/يونية/حزيران يوليو/يوليه/يولية/تموز أغسطس/آب سبتمبر/أيلول أكتوبر/تشرين-الأول نوفمبر/تشرين-الثاني ديسمبر/كانون-الأول
januar februar marts april maj juni juli august september oktober november december
januar februar mars april mai juni juli august september oktober november desember
tammikuuta/tammikuu helmikuuta/helmikuu maaliskuuta/maaliskuu huhtikuuta/huhtikuu toukokuuta/toukokuu kesäkuuta/kesäkuu heinäkuuta/heinäkuu elokuuta/elokuu syyskuuta/syyskuu lokakuuta/lokakuu marraskuuta/marraskuu joulukuuta/joulukuu
ledna/leden února/únor března/březen dubna/duben května/květen června/červen července/červenec srpna/srpen září října/říjen listopadu prosince/prosinec
січня/січень лютого/лютий березня/березень квітня/квітень травня/травень червня/червень липня/липень серпня/серпень вересня/вересень жовтня/жовтень листопада/листопад грудня/грудень
január február március/márc április/ápr május/máj június/jún július/júl augusztus szeptember/szept október november december
gener febrer març abril maig juny juliol agost setembre octubre novembre desembre
ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
ιανουαρίου/ιανουάριος φεβρουαρίου/φεβρουάριος μαρτίου/μάρτιος απριλίου/απρίλιος μαΐου/μάιος ιουνίου/ιούνιος ιουλίου/ιούλιος αυγούστου/αύγουστος σεπτεμβρίου/σεπτέμβριος οκτωβρίου/οκτώβριος νοεμβρίου/νοέμβριος δεκεμβρίου/δεκέμβριος
ינואר/בינואר/לינואר פברואר/בפברואר/לפברואר מרץ/במרץ/למרץ אפריל/באפריל/לאפריל מאי/במאי/למאי יוני/ביוני/ליוני יולי/ביולי/ליולי אוגוסט/באוגוסט/לאוגוסט ספטמבר/בספטמבר/לספטמבר אוקטובר/באוקטובר/לאוקטובר נובמבר/בנובמבר/לנובמבר דצמבר/בדצמבר/לדצמבר
януари февруари март април май юни юли август септември октомври ноември декември
siječnja/siječanj veljače/veljača ožujka/ožujak travnja/travanj svibnja/svibanj lipnja/lipanj srpnja/srpanj kolovoza/kolovoz rujna/rujan listopada studenoga/studenog/studeni prosinca/prosinac
januar februar marec april maj junij julij avgust/avg september oktober november december
јануар/јан фебруар/феб март/мар април/апр мај јун јул август/авг септембар/сеп октобар/окт новембар/нов децембар/дец
januara/januára februara/februára marca/marta apríla mája júna júla augusta/avgusta septembra/septembar októbra/oktobar novembra/novembar decembra/decembar
jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember
xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro decembro
janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember
ژانویه فوریه مارس آوریل مه ژوئن ژوئیه/جولای اوت/آگوست سپتامبر اکتبر نوامبر دسامبر
janvāris/janvārī februāris/februārī marts/martā aprīlis/aprīlī maijs/maijā jūnijs/jūnijā jūlijs/jūlijā augusts/augustā septembris/septembrī oktobris/oktobrī novembris/novembrī decembris/decembrī
sausio/sausis vasario/vasaris kovo/kovas balandžio/balandis gegužės/gegužė birželio/birželis liepos/liepa rugpjūčio/rugpjūtis rugsėjo/rugsėjis spalio/spalis lapkričio/lapkritis gruodžio/gruodis
јануари февруари март април мај јуни јули август септември/септ октомври/окт ноември/ное/ноем декември
јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра
студзеня/студзень лютага/люты сакавіка/сакавік красавіка/красавік мая/травень чэрвеня/чэрвень ліпеня/ліпень жніўня/жнівень верасня/верасень кастрычніка/кастрычнік лістапада/лістапад снежня/снежань
janar shkurt/shk mars prill maj qershor/qer korrik gusht shtator/sht tetor/tet nëntor/nën dhjetor/dhj
urtarrila/urtarrilaren/urtarrilak/urt otsaila/otsailaren/otsailak/ots martxoa/martxoaren/martxoak apirila/apirilaren/apirilak maiatza/maiatzaren/maiatzak ekaina/ekainaren/ekainak/eka uztaila/uztailaren/uztailak/uzt abuztua/abuztuaren/abuztuak iraila/irailaren/irailak urria/urriaren/urriak azaroa/azaroaren/azaroak abendua/abenduaren/abenduak
januaro februaro marto aprilo majo junio julio aŭgusto/aŭg septembro oktobro novembro decembro
ionawr chwefror/chwe mawrth/maw ebrill/ebr mai mehefin/meh gorffennaf awst medi hydref/hyd tachwedd/tach rhagfyr/rhag
faoilleach/faoi gearran/gearr màrt giblean/gibl cèitean/cèit ògmhios/ògmh iuchar/iuch lùnastal/lùna sultain/sult dàmhair/dàmh samhain/samh dùbhlachd/dùbh
januari pebruari/péb mac april mei jun julai ogos/ogo september oktober nopember/nop disember/dis
januari febuari machi aprili méi juni julai agosti septemba oktoba novemba disemba
enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre
januarie februarie maart april mei junie julie augustus september oktober november desember
yanvar fevral mart aprel may iyun iyul avqust sentyabr/sentabr oktyabr/oktabr noyabr dekabr
jaan veebr märts apr mai juuni juuli aug sept okt nov dets
gen febr/feb març abr maig juny jul ag/ago set oct nov des
xan feb mar abr mai xuñ xul ago set out nov dec
ian feb mar apr mai iun iul aug sep oct noi/noiem dec
იანვარი/იან თებერვალი/თებ მარტი/მარ აპრილი/აპრ მაისი/მაი ივნისი/ივნ ივლისი/ივლ აგვისტო/აგვ სექტემბერი/სექ ოქტომბერი/ოქტ ნოემბერი/ნოე დეკემბერი/დეკ
հունվարի/հունվար փետրվարի/փետրվար մարտի/մարտ ապրիլի/ապրիլ մայիսի/մայիս հունիսի/հունիս հուլիսի/հուլիս օգոստոսի/օգոստոս սեպտեմբերի/սեպտեմբեր հոկտեմբերի/հոկտեմբեր նոյեմբերի/նոյեմբեր դեկտեմբերի/դեկտեմբեր
հնվ փտվ մրտ ապր մյս հնս հլս օգս սեպ հոկ նոյ դեկ
қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан
ιαν φεβ μαρ απρ μάι ιουν ιουλ αυγ σεπ οκτ νοε δεκ
яну/янв фев мар апр май юни юли авг сеп окт ное дек
січ лют бер/берез кві/квіт тра/трав чер/черв лип сер/серп вер/верес жов/жовт лис/лист/листоп гру/груд
сту лют сак кра май чэр ліп жні вер кас ліс сне
一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月
"""  # noqa: E501

# Words that are months in one language only, and other words or other months elsewhere.
_OF_LANGUAGE = {
    "hr": "sij velj ožu tra svi lip srp kol ruj lis/listopad/listopada stu pro",
    "cs": "led úno bře dub kvě čer/čvn čvc srp zář říj lis pro",
    "fi": "tammi/tammik helmi/helmik maalis/maalisk huhti/huhtik touko/toukok kesä/kesäk heinä/heinäk "
    "elo/elok syys/syysk loka/lokak marras/marrask joulu/jouluk",
    "lt": "saus vas kov bal geg birž liep rugp rugs spal lapkr gruod",
    "az": "yan fev mar apr may iyn iyl avq sen okt noy dek",
    "uz": "yan fev mar apr may iyn iyl avg sen okt noy dek",
    "kk": "қаң ақп нау сәу мам мау шіл там қыр қаз қар жел",
    "eu": "urt ots mar api mai eka uzt abu ira urr aza abe",
}
# Names of several words ("_" joins them), and of scripts whose vowel signs are no letters.
_PHRASES = """
كانون_الثاني شباط آذار/اذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول
كانونی_دووهم شوبات ئازار نیسان ئایار حوزهیران تهمموز ئاب ئهیلول تشرینی_یهكهم تشرینی_دووهم كانونی_یهكهم
يانۋار فېۋرال مارت ئاپرېل ماي ئىيۇن ئىيۇل ئاۋغۇست سېنتەبىر ئۆكتەبىر نويابىر دېكابىر
جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
ژانویه/ژانویهٔ فوریه/فوریهٔ مارس آوریل مه/می ژوئن جولای/ژوئیه/ژوئیهٔ آگوست/اوت سپتامبر/سپتمبر اکتبر نوامبر دسامبر
জানুয়ারি/জানুয়ারী/জানু ফেব্রুয়ারি/ফেব্রুয়ারী/ফেব্রু/ফেব মার্চ এপ্রিল/এপ্রি মে জুন জুলাই/জুল আগস্ট/অগাষ্ট/অগা/আগ সেপ্টেম্বর/সেপ্টে/সেপ অক্টোবর/অক্টো নভেম্বর/নভে ডিসেম্বর/ডিসে
जनवरी/जन॰ फरवरी/फ़रवरी/फ़र॰ मार्च अप्रैल मई जून जुलाई/जुल॰ अगस्त/अग॰ सितंबर/सितम्बर/सित॰ अक्टूबर/अक्तूबर/अक्तू॰ नवंबर/नवम्बर/नव॰ दिसंबर/दिसम्बर/दिस॰
जानेवारी/जाने फेब्रुवारी/फेब्रु मार्च एप्रिल/एप्रि मे जून जुलै ऑगस्ट/ऑग सप्टेंबर/सप्टें ऑक्टोबर/ऑक्टो नोव्हेंबर/नोव्हें डिसेंबर/डिसें
जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर
જાન્યુઆરી/જાન્યુ ફેબ્રુઆરી/ફેબ્રુ માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ સપ્ટેમ્બર/સપ્ટે ઑક્ટોબર/ઑક્ટો નવેમ્બર/નવે ડિસેમ્બર/ડિસે
ਜਨਵਰੀ/ਜਨ ਫ਼ਰਵਰੀ/ਫਰਵਰੀ/ਫ਼ਰ ਮਾਰਚ ਅਪ੍ਰੈਲ/ਅਪ੍ਰੈ ਮਈ ਜੂਨ ਜੁਲਾਈ/ਜੁਲਾ ਅਗਸਤ/ਅਗ ਸਤੰਬਰ/ਸਤੰ ਅਕਤੂਬਰ/ਅਕਤੂ ਨਵੰਬਰ/ਨਵੰ ਦਸੰਬਰ/ਦਸੰ
ಜನವರಿ/ಜನ ಫೆಬ್ರವರಿ/ಫೆಬ್ರ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್/ಏಪ್ರಿ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್/ಆಗ ಸೆಪ್ಟೆಂಬರ್/ಸೆಪ್ಟೆಂ ಅಕ್ಟೋಬರ್/ಅಕ್ಟೋ ನವೆಂಬರ್/ನವೆಂ ಡಿಸೆಂಬರ್/ಡಿಸೆಂ
జనవరి/జన ఫిబ్రవరి/ఫిబ్ర మార్చి ఏప్రిల్/ఏప్రి మే జూన్ జులై/జూలై ఆగస్టు/ఆగ సెప్టెంబర్/సెప్టెం అక్టోబర్/అక్టో నవంబర్/నవం డిసెంబర్/డిసెం
ജനുവരി/ജനു ഫെബ്രുവരി/ഫെബ്രു മാർച്ച്/മാർ ഏപ്രിൽ/ഏപ്രി മേയ് ജൂൺ ജൂലൈ ഓഗസ്റ്റ്/ഓഗ സെപ്റ്റംബർ/സെപ്റ്റം ഒക്ടോബർ/ഒക്‌ടോബർ/ഒക്ടോ നവംബർ/നവം ഡിസംബർ/ഡിസം
ජනවාරි/ජන පෙබරවාරි/පෙබ මාර්තු අප්‍රේල්/අප්‍රේ මැයි ජූනි ජූලි අගෝස්තු/අගෝ සැප්තැම්බර්/සැප් ඔක්තෝබර්/ඔක් නොවැම්බර්/නොවැ දෙසැම්බර්/දෙසැ
ஜனவரி/தை/ஜன பிப்ரவரி/மாசி/பிப் மார்ச்/பங்குனி/மார் ஏப்ரல்/சித்திரை/ஏப் மே/வைகாசி ஜூன்/ஆனி ஜூலை/ஆடி ஆகஸ்ட்/ஆவணி/ஆக செப்டம்பர்/புரட்டாதி/செப் அக்டோபர்/ஐப்பசி/அக் நவம்பர்/கார்த்திகை/நவ டிசம்பர்/மார்கழி/டிச
มกราคม/ม.ค. กุมภาพันธ์/ก.พ. มีนาคม/มี.ค. เมษายน/เม.ย. พฤษภาคม/พ.ค. มิถุนายน/มิ.ย. กรกฎาคม/ก.ค. สิงหาคม/ส.ค. กันยายน/ก.ย. ตุลาคม/ต.ค. พฤศจิกายน/พ.ย. ธันวาคม/ธ.ค.
ဇန်နဝါရီ ဖေဖော်ဝါရီ/ေဖေဖာ်ဝါရီ မတ် ဧပြီ/ဧြပီ မေ/ေမ ဇွန် ဇူလိုင် သြဂုတ်/ဩဂုတ် စက်တင်ဘာ အောက်တိုဘာ/ေအာက်တိုဘာ နိုဝင်ဘာ ဒီဇင်ဘာ
"""  # noqa: E501
_ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
# The scripts of `_PHRASES`; the signs of Chinese, Japanese and Korean stand behind numbers.
_SCRIPTS = "\u0620-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u1000-\u109f"
_PHRASED = re.compile(f"[{_SCRIPTS}]")
_SIGNED = re.compile(f"[{_SCRIPTS}月월]")
_JOINERS = re.compile("[\u200b-\u200d]")
# "1月 3, 2013", "3 1월 2013": a format made for names of months, filled with numbers.
_NUMBERED = re.compile(r"(?<![年년\d])(?<![年년]\s)(?<!\d)(1[0-2]|[1-9])[月월](?!\s*\d{1,2}\s*[日일])")
# Years of the Thai calendar; the one behind a Thai month is no other. Blogger calls them so: "พ.ศ. 2553".
_THAI_YEAR = re.compile(r"(?<=[\u0e00-\u0e7f.])(\s+)(?:พ\.ศ\.\s*)?(25[3-9]\d|26[0-4]\d)(?!\d)")
# "4 มี.ค. 52": what no day and no year of the common calendar is.
_SHORT_THAI_YEAR = re.compile(r"(?<=\d)(\s[\u0e00-\u0e7f.]{3,12}\s)(4[6-9]|5\d|6\d)(?!\d)")
_THAI_YEARS_AHEAD = 543
# A month by two names: "آذار/مارس".
_EITHER = re.compile(r"(?P<a>[^\W\d_]{3,12}) ?/ ?(?P<b>[^\W\d_]{3,12})")


def month_of(name: str, language: str) -> int | None:
    """The number of the month that a name of one word means; None where it is no month's name. `language` is
    a BCP 47 tag in lower case, "" where it is not known."""
    word = bare(name)
    return _own_months(language[:2]).get(word) or _months().get(word)


def with_english_months(text: str) -> str:
    """A text in which the months of several words, of signs and of numbers are English names."""
    if text.isascii() or _SIGNED.search(text) is None:
        return text
    text = _JOINERS.sub("", unicodedata.normalize("NFC", text))
    if "25" in text or "26" in text:
        text = _THAI_YEAR.sub(lambda m: f"{m[1]}{int(m[2]) - _THAI_YEARS_AHEAD}", text)
    if _PHRASED.search(text) is not None:
        text = _SHORT_THAI_YEAR.sub(lambda m: f"{m[1]}{2500 + int(m[2]) - _THAI_YEARS_AHEAD}", text)
        pattern, numbers = _phrases()
        text = pattern.sub(lambda m: f" {_ENGLISH[numbers[m[1]] - 1]} ", text)
        text = _EITHER.sub(_one_of_both, text) if "/" in text else text
    return " ".join(_NUMBERED.sub(lambda m: f" {_ENGLISH[int(m[1]) - 1]} ", text).split())


def _one_of_both(match: re.Match[str]) -> str:
    """The first of two names, where they are of the same month."""
    number = month_of(match["a"], "")
    return match["a"] if number is not None and number == month_of(match["b"], "") else match[0]


def bare(word: str) -> str:
    """A month's name without case and accents, so that spellings with and without them are one."""
    if word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFKD", word.replace("İ", "i").casefold())
    return "".join(c for c in folded if not unicodedata.combining(c)).replace("ı", "i")


@cache
def _months() -> dict[str, int]:
    table: dict[str, int] = {}
    for line in _MONTHS.strip().splitlines():
        for name, number in _row(line).items():
            table.setdefault(bare(name), number)
    return table


@cache
def _own_months(language: str) -> dict[str, int]:
    return {bare(name): number for name, number in _row(_OF_LANGUAGE.get(language, "")).items()}


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, int]]:
    numbers: dict[str, int] = {}
    for line in _PHRASES.strip().splitlines():
        numbers |= {
            _JOINERS.sub("", unicodedata.normalize("NFC", name.replace("_", " "))): number
            for name, number in _row(line).items()
        }
    names = sorted(numbers, key=len, reverse=True)
    return re.compile(rf"(?<![^\W\d_])({'|'.join(map(re.escape, names))})(?![^\W\d_])\.?"), numbers


def _row(line: str) -> dict[str, int]:
    months = enumerate(line.split(), start=1)
    return {name: number for number, names in months for name in names.split("/")}
