"""How programs begin the subject of an absence notice, in many languages.

Outlook and Exchange translate "Automatic reply:" and put it before the subject that they answer; older ones, and
others, say that a person is out of office.
"""

import re

from stakeholder_crm.domain.plain_letters import without_marks

_BEGINNINGS = (
	# English
	*("Automatic reply", "Automated reply", "Automatic response", "Automated response", "Automatic answer"),
	*("Auto reply", "Autoreply", "Auto response", "Autoresponse", "Auto responder", "Autoresponder"),
	*("Out of office", "Out of the office", "Away from the office", "Vacation reply", "Vacation response"),
	*("Automatically generated reply", "Absence notification", "Notification of absence"),
	*("I am out of office", "I am out of the office", "I am currently out of the office"),
	*("I'm out of the office", "I'm currently out of the office", "Currently out of the office"),
	*("I will be out of the office", "I'll be out of the office"),
	# German, Dutch, Afrikaans
	*("Automatisierte Antwort", "Automatische E-Mail-Antwort", "Abwesenheitsagent", "Abwesenheitsinfo"),
	*("Automatisch bericht", "Outomatiese antwoord"),
	*("Automatische Antwort", "Automatische Rückantwort", "Automatische Abwesenheit", "Abwesenheitsnotiz"),
	*(
		"Abwesenheitsnachricht",
		"Abwesenheitsmeldung",
		"Abwesenheitsbenachrichtigung",
		"Abwesenheitsassistent",
	),
	*("Automatisch antwoord", "Automatische reactie", "Automatische antwoord", "Afwezigheidsbericht"),
	*("Afwezigheidsassistent", "Afwezigheidsmelding"),
	# French, Spanish, Catalan, Basque, Portuguese, Italian, Romanian
	*("Réponse automatique", "Réponse auto", "Absence du bureau", "Absent du bureau", "Absente du bureau"),
	*(
		"Absent(e) du bureau",
		"Message d'absence",
		"Avis d'absence",
		"Notification d'absence",
		"En dehors du bureau",
	),
	*("Hors du bureau", "Réponse d'absence"),
	*(
		"Respuesta automática",
		"Autorespuesta",
		"Fuera de la oficina",
		"Fuera de oficina",
		"Ausente de la oficina",
	),
	*("Resposta automàtica", "Fora de l'oficina", "Erantzun automatikoa"),
	*("Resposta automática", "Fora do escritório", "Ausente do escritório"),
	*("Risposta automatica", "Risponditore automatico", "Fuori sede", "Fuori ufficio", "Răspuns automat"),
	*("Répondeur automatique", "Message automatique", "Mensaje automático", "Contestación automática"),
	*("Mensagem automática", "Messaggio automatico", "Assente dall'ufficio"),
	# Danish, Norwegian, Swedish, Icelandic, Finnish, Estonian, Latvian, Lithuanian
	*(
		"Automatisk svar",
		"Automatiskt svar",
		"Automatsvar",
		"Autosvar",
		"Fraværsmeddelelse",
		"Fraværsmelding",
	),
	*(
		"Fraværsassistent",
		"Frånvaromeddelande",
		"Sjálfvirkt svar",
		"Automaattinen vastaus",
		"Poissaoloilmoitus",
	),
	*("Automaatvastus", "Automātiska atbilde", "Automatinis atsakymas"),
	# Polish, Czech, Slovak, Slovene, Croatian, Bosnian, Serbian, Hungarian, Albanian, Greek, Turkish
	*("Odpowiedź automatyczna", "Automatyczna odpowiedź", "Autoodpowiedź", "Automatická odpověď"),
	*("Automatická odpoveď", "Samodejni odgovor", "Automatski odgovor", "Automatikus válasz"),
	*("Përgjigje automatike", "Αυτόματη απάντηση", "Otomatik yanıt", "Otomatik cevap"),
	# Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian
	*("Автоматический ответ", "Автоответ", "Автоматична відповідь", "Автовідповідь", "Аўтаматычны адказ"),
	*("Автоматичен отговор", "Аутоматски одговор", "Автоматски одговор"),
	# Kazakh, Azerbaijani, Georgian, Armenian; Welsh, Irish, Maltese
	*("Автоматты жауап", "Avtomatik cavab", "ავტომატური პასუხი", "Ավտոմատ պատասխան"),
	*("Ateb awtomatig", "Freagra uathoibríoch", "Tweġiba awtomatika"),
	# Swahili, Amharic, Urdu, Bengali, Filipino
	*(
		"Jibu la kiotomatiki",
		"Jibu otomatiki",
		"ራስ-ሰር ምላሽ",
		"خودکار جواب",
		"স্বয়ংক্রিয় উত্তর",
		"Awtomatikong tugon",
	),
	# Arabic, Hebrew, Persian, Hindi
	*("رد تلقائي", "الرد التلقائي", "תשובה אוטומטית", "מענה אוטומטי", "پاسخ خودکار", "स्वचालित उत्तर"),
	# Chinese, Japanese, Korean, Vietnamese, Thai, Indonesian, Malay
	*("自动答复", "自动回复", "自動回覆", "自動回復", "自動答覆", "自動応答", "自動返信", "不在通知"),
	*("자동 회신", "자동 응답", "부재 중 알림", "Trả lời tự động", "ตอบกลับอัตโนมัติ", "การตอบกลับอัตโนมัติ"),
	*("Balasan otomatis", "Balasan automatik", "Jawapan automatik"),
)
# People may begin a subject this way too; programs add a colon.
_BEFORE_A_COLON = (
	*(
		"Auto",
		"OOO",
		"OOF",
		"Away",
		"Vacation",
		"On vacation",
		"Holiday",
		"On holiday",
		"Annual leave",
		"On leave",
		"Maternity leave",
		"Parental leave",
		"Absence",
		"Absent",
		"Absente",
		"Abwesend",
		"Abwesenheit",
		"Urlaub",
		"Afwezig",
	),
	*("Afwezigheid", "Assente", "Ausente", "Ausencia", "Ausência", "Fravær", "Ikke til stede", "Frånvaro"),
	*(
		"Ferien",
		"In Elternzeit",
		"Congés",
		"En congé",
		"En vacances",
		"De vacaciones",
		"In ferie",
		"Op vakantie",
	),
	*("Außer Haus", "Nicht im Büro", "Niet aanwezig", "Niet op kantoor", "Assenza", "Ausencia temporal"),
	*(
		"Ausência temporária",
		"Respuesta automatizada",
		"Нет на рабочем месте",
		"Vắng mặt",
		"不在办公室",
		"外出",
	),
	*(
		"부재 중",
		"Frånvarande",
		"Poissa",
		"Nieobecność",
		"Poza biurem",
		"Mimo kancelář",
		"Házon kívül",
		"Нет на работе",
	),
	*("Ofis dışında", "Εκτός γραφείου", "În afara biroului"),
)


def is_absence_subject(subject: str) -> bool:
	"""Whether a subject begins like an automatic absence notice; a reply to one ("Re: …") does not.

	Args:
		subject: decoded; may be empty.
	"""
	return bool(_NOTICE.match(_plain(subject[:_LOOKED_AT])))


def _plain(text: str) -> str:
	"""In lower case, without accents, hyphens and double spaces, which notices may lack."""
	return " ".join(without_marks(text.casefold()).replace("’", "'").replace("-", " ").split())


def _any_of(beginnings: tuple[str, ...]) -> str:
	return "|".join(sorted(map(re.escape, map(_plain, beginnings)), key=len, reverse=True))


_LOOKED_AT = 200
# Prefixes that gateways add to external e-mails: "[EXTERNAL]", "***SPAM***", "EXT:".
_TAGS = r"(?:\s*(?:\[[^\[\]]{1,40}\]|\*{1,5}[^*]{1,40}\*{1,5}|(?:ext(?:ern(?:al|e)?)?|spam) ?:)){0,3}"
_NOTICE = re.compile(rf"{_TAGS}[\W_]*(?:(?:{_any_of(_BEGINNINGS)})(?!\w)|(?:{_any_of(_BEFORE_A_COLON)}) ?:)")
