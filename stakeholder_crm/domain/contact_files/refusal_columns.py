"""Columns in which other programs store opt-outs, and the meaning of their cells.

Contacting someone despite an opt-out is the harm to prevent. So a header that means an opt-out in any of these
languages is recognised, or the user is asked, and a cell counts as an opt-out unless it clearly says no.
"""

import re
from types import MappingProxyType

from stakeholder_crm.domain.contact_files import targets as t

# Headers of CiviCRM, SuiteCRM, EspoCRM, Salesforce, Mailchimp, HubSpot, Odoo, Dynamics and NationBuilder that the
# words below do not cover, as written by headers.plain.
_KNOWN = MappingProxyType(
	{
		"do not mail": t.NO_LETTERS,
		"do not allow mails": t.NO_LETTERS,
		# About sharing data, not about contacting.
		"do not trade": t.LEAVE_OUT,
		"opt out": t.NO_EMAIL,
		"opted out": t.NO_EMAIL,
		"is opt out": t.NO_EMAIL,
		"optout": t.NO_EMAIL,
		"unsubscribed": t.NO_EMAIL,
		"blacklist": t.NO_EMAIL,
		"blacklisted": t.NO_EMAIL,
		"is blacklisted": t.NO_EMAIL,
		"bounce": t.NO_EMAIL,
		"message bounce": t.NO_EMAIL,
		"unsub time": t.NO_EMAIL,
		"clean time": t.NO_EMAIL,
		"is email bounced": t.NO_EMAIL,
		"email1 is bad": t.NO_EMAIL,
		"is mobile bad": t.NO_PHONE,
		"email status": t.MAY_EMAIL,
		"email marketing": t.MAY_EMAIL,
		"email marketing status": t.MAY_EMAIL,
		"email permission status": t.MAY_EMAIL,
		"marketing status": t.MAY_EMAIL,
		"email opt in": t.MAY_EMAIL,
		"email optin": t.MAY_EMAIL,
		"subscribed": t.MAY_EMAIL,
		"subscription status": t.MAY_EMAIL,
		"accepts marketing": t.MAY_EMAIL,
		"accepts email marketing": t.MAY_EMAIL,
		"send marketing materials": t.MAY_EMAIL,
		"accepts sms marketing": t.MAY_TEXT,
		"mobile opt in": t.MAY_TEXT,
		"sms opt in": t.MAY_TEXT,
		"dnc": t.NO_PHONE,
		# When and how someone opted in is not an opt-out.
		"optin time": t.LEAVE_OUT,
		"optin ip": t.LEAVE_OUT,
		"confirm time": t.LEAVE_OUT,
		"unsub campaign title": t.LEAVE_OUT,
		"unsub campaign id": t.LEAVE_OUT,
		"unsub reason": t.LEAVE_OUT,
		"unsub reason other": t.LEAVE_OUT,
		"clean campaign title": t.LEAVE_OUT,
		"clean campaign id": t.LEAVE_OUT,
	}
)
_DIED = re.compile(
	r"\b(is )?(deceased|dead)( date| closed)?|date (of death|deceased)|death ?date|(has )?died( on)?|passed away|dod"
	r"|(ist )?verstorben(e|er)?( am)?|(ist )?gestorben( am)?|todes(datum|tag)|sterbedatum|decede?e?( le)?|deces"
	r"|date (de|du) deces|date deces|fallecid[oa]|difunt[oa]|fecha de (fallecimiento|defuncion)|decedut[oa]|defunt[oa]"
	r"|data (di|del) (morte|decesso)|data decesso|falecid[oa]|obito|data (de|do) (obito|falecimento)|overleden"
	r"|overlijdensdatum|zmarl[ay]?|data smierci|умер(ла)?|дата смерти"
)
_EMAIL = r"e ?mails?|e ?mailing|e ?mailen|e ?mailed|mailed|mailen|bulk|bulk ?(e ?)?mails?|newsletters?|mailings?|mails?|courriels?|correos?( electronicos?)?|marketing|werbung"
_PHONE = (
	r"(phone)?calls?|called|calling|appelee?|llamad[oa]|chiamat[oa]|gebeld|phoned|phoning|ring|rung|phones?|telephone|tel|dial|anrufen|anrufe|telefonieren|telefon|appeler|appels?|telephoner|llamar"
	r"|llamadas|telefonear|angerufen|dzwonic|звонить|chiamare|telefonare|chiamate|ligar|ligacoes|telefonar|bellen"
)
_TEXT = r"sms|texts?|texted|texting|text messages?|whatsapp|mms"
_LETTERS = r"post|postal|postal ?mail|bulkpostalmail|letters?|direct mail|briefe?|courriers?|lettres|cartas?|lettere|correo postal"
_ANY = (
	r"contact|contacted|contactee?|contactad[oa]|contattat[oa]|contatad[oa]|contacting|disturb|disturbed|approach|approached|write|written|writing|kontaktieren|kontakt|anschreiben|stoeren|storen|contacter|deranger|ecrire"
	r"|kontaktiert|angeschrieben|perturbar|perturbe|kontaktowac|беспокоить|писать|контактировать"
	r"|contactar|molestar|escribir|contattare|disturbare|scrivere|contatar|escrever|benaderen|contacteren"
)
_NOT = r"(?:do|does|must|may|should|shall|not to be|can) not|not to|(?:does|must|should)n t|dont|don t|donot|never|nicht|keine?n?|ne( \w+)? pas|ne( \w+)? plus|plus de|pas de|pas d|nie|не|no(?! of\b)|non|nao|niet|geen"
_STOPPED = (
	r"opt(ed)? ?out|optout|unsub(scribed?|scription)?|black ?list(ed)?|block ?list(ed)?|suppress(ed|ion)|invalid"
	r"|\w*optout|blocked|quarantine|complain(t|ts|ed)|spam|refus|refuses|stop|npai|dnc|withdr(ew|awn)|revoked|widerrufen|declined|remove[d]? from( \w+)? list|leave( \w+)? alone|left alone|unsafe|not safe|danger(ous)?"
	r"|bounced?|hard bounce|quarantined|ineligible|abgemeldet|abbestellt|gesperrt|\w*sperre|sperrvermerk"
	r"|\w*verbot|widersprochen|\w*widerspruch|отписан|отказ|desabonne|desinscrit|opposition|liste noire|baja|lista negra|disiscritt[oa]"
	r"|cancellat[oa]|descadastrad[oa]|cancelad[oa]|uitgeschreven|afgemeld"
)
_CHANNELS = (
	(re.compile(rf"\b({_EMAIL})\b"), t.NO_EMAIL),
	(re.compile(rf"\b({_PHONE})\b"), t.NO_PHONE),
	(re.compile(rf"\b({_TEXT})\b"), t.NO_TEXT),
	(re.compile(rf"\b({_LETTERS})\b"), t.NO_LETTERS),
	(re.compile(rf"\b({_ANY})\b"), t.NO_CONTACT),
)
_CHANNEL_WORDS = "|".join((_EMAIL, _PHONE, _TEXT, _LETTERS, _ANY))
# "Anrufe nicht erlaubt", "No desea recibir correos": in either order, with a few words in between.
_REFUSES = re.compile(
	rf"\b({_NOT})( \w+){{0,3}} ({_CHANNEL_WORDS})\b|\b({_CHANNEL_WORDS})( \w+){{0,1}} (nicht|not|niet)\b"
	rf"|\b({_STOPPED})\b|\bdo not\b|\bon hold\b"
)
_STOPPED_NOW = re.compile(rf"\b({_STOPPED})\b")
# "Contact No", "Phone No": a number.
_NUMBER = re.compile(r"(\w+ ){1,2}no")
_AGREES = re.compile(
	rf"\b(ok|okay|safe|may|can|willing|happy)\b( \w+){{0,2}} ({_CHANNEL_WORDS})\b|\b({_CHANNEL_WORDS}) (ok|okay|safe)\b"
	r"|\baccepts?\b|\ballow(s|ed)?\b|\bsafety\b|\bis safe\b|\b(is )?(contact|reach|mail)able\b"
	r"|"
	r"\bopt(ed)? ?in\b|\boptin\b|\bsubscri(bed|ption)\b|\bconsent\b|\bpermission\b|\bgdpr\b|\bdsgvo\b|\brgpd\b"
	r"|\beinwilligung\b|\bconsentement\b|\bconsentimiento\b|\bconsenso\b|\bconsentimento\b|\btoestemming\b"
)
_NO = frozenset(
	(
		*(
			"",
			"0",
			"0.0",
			"no",
			"n",
			"false",
			"f",
			"off",
			"-",
			"none",
			"null",
			"n/a",
			"na",
			"nein",
			"falsch",
			"non",
		),
		*(
			"faux",
			"falso",
			"não",
			"nao",
			"nee",
			"nie",
			"hayır",
			"нет",
			"لا",
			"0000-00-00",
			"0000-00-00 00:00:00",
		),
		*(
			"allow",
			"allowed",
			"subscribed",
			"active",
			"ok",
			"valid",
			"opted in",
			"opt in",
			"opt-in",
			"confirmed",
		),
		*("alive", "living"),
	)
)
# A number, or the date of the opt-in, but not "0".
_AGREED = re.compile(
	r"(?!0[0.]*$|0000)\d[\d :./+tz-]*|[x✓✔☑✅]|(y|yes|true|t|on|ja|j|oui|o|si|sí|s|sim|da|да|tak|evet|نعم|wahr|vrai|vero|verdadero"
	r"|verdadeiro|(single|double|confirmed) opt[ -]?in|opt(ed)?[ -]?in|subscribed|subscriber|active|enabled|checked"
	r"|confirmed|valid|verified|deliverable|allow(ed)?|ok|okay|send|given|granted|agreed|accepted|consented|express"
	r"|explicit|implied|marketing|abonniert|angemeldet|eingewilligt|erteilt|erlaubt|abonnée?|inscrite?|accord"
	r"|suscrit[oa]|iscritt[oa]|inscrit[oa])\b.*"
)
# These mean neither yes nor no.
_SAY_NOTHING = frozenset(("", "-", "none", "null", "n/a", "na", "unknown", "?"))
_SAYS_STOP = re.compile(
	r"do ?n[o']t (contact|e-?mail|call|phone|text|sms|write|disturb).{0,20}|dnc|unsubscribed|opted[ -]?out|opt[ -]?out"
	r"|unsafe( .{1,20})?|not safe( .{1,20})?|do not use|stop|blacklist(ed)?|unsubscribe|suppressed|gesperrt"
	r"|kontaktsperre|werbesperre|sperrvermerk|abgemeldet|désinscrite?|désabonnée?|liste noire|dad[oa] de baja|lista negra"
	r"|consent (was |is )?(withdrawn|revoked)|(withdrew|revoked|no) consent|leave (her |him |them |me )?alone"
	r"|(wants to be )?left alone|(hat )?widersprochen|(einwilligung )?widerrufen|auskunftssperre"
	r"|disiscritt[oa]|descadastrad[oa]|uitgeschreven"
	r"|deceased|verstorben|nicht kontaktieren|ne pas contacter|no contactar|non contattare|não contatar"
)
_LONGEST_STOP = 40
# Dynamics writes its names as one word.
_IN_ONE_WORD = re.compile(r"\b(do|does)not(?=[a-z])|\bdont(?=(bulk|e?mail|phone|call|contact|text|sms|post))")


def refusal_target(words: str) -> str:
	"""The target of a column about opt-outs or deaths.

	Args:
			words: its header, as written by ``headers.plain``.

	Returns:
			A target, ``ASK`` if it is unclear, or an empty text if it is about something else.
	"""
	words = _IN_ONE_WORD.sub("do not ", words)
	if words in _KNOWN:
		return _KNOWN[words]
	if _DIED.fullmatch(words):
		return t.DECEASED
	if words.endswith("on hold"):
		# CiviCRM's, for one location or all: "Home-On Hold".
		return t.NO_EMAIL
	if _NUMBER.fullmatch(words):
		return ""
	if _REFUSES.search(words):
		named = {target for pattern, target in _CHANNELS if pattern.search(words)}
		if len(named) > 1:
			# "Email contact not allowed", "Do not call or text": several channels are named.
			return t.NO_CONTACT if len(named - {t.NO_CONTACT}) > 1 else next(iter(named - {t.NO_CONTACT}))
		return next(iter(named), t.ASK)
	return t.ASK if _AGREES.search(words) else ""


def means_refused(text: str) -> bool:
	"""Whether a cell of such a column says that it does not apply. Any other text says that it does.

	CiviCRM writes "On Hold Bounce", Mailchimp a date, Dynamics "Do Not Allow".

	Args:
		text: of the cell.
	"""
	return text.strip().casefold() in _NO


def denies(text: str) -> bool:
	"""Whether a cell of an opt-in column means no. It does unless it clearly says yes.

	Args:
		text: of the cell.
	"""
	answer = text.strip().casefold()
	return answer not in _SAY_NOTHING and (not _AGREED.fullmatch(answer) or bool(_STOPPED_NOW.search(answer)))


def means_opt_out(text: str) -> bool:
	"""Whether a cell is an opt-out by itself, whatever its column is called.

	Args:
		text: of the cell.
	"""
	return len(text) <= _LONGEST_STOP and bool(_SAYS_STOP.fullmatch(text.strip().casefold()))
