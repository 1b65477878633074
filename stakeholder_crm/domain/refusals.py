"""Whether a mail server's rejection means that the address does not exist.

A bounced address is never used again. So a rejection that may be caused by our server, the sender's address or a
policy does not count: in doubt the address is kept.
"""

import re

# RFC 3463, 3.2: the mailbox, its system, its syntax, moved; RFC 7505: its domain accepts no e-mail. X.1.7 and X.1.8 are
# about the sender's address, X.1.0 does not say which address, and an ambiguous one (X.1.4) exists.
_BAD_ADDRESS = re.compile(r"5\.(?:1\.(?:[1236]|10)|2\.1)$")
# RFC 3463, 3.3: "the mailbox exists, but is not accepting messages", permanently or not: the text decides.
_DISABLED = re.compile(r"[245]\.2\.1$")
_FOR_GOOD = re.compile(
	r"disabled|inactive|not active|deactivated|closed|discontinued|terminated|not accepting messages"
)
# RFC 3463, 3.2 and 3.8: our own fault, or a policy, whatever the text.
_NEVER_THEIRS = re.compile(r"[245]\.(?:1\.[078]|7\.\d{1,3})$")
_UNDEFINED = re.compile(r"[245]\.0\.0$")
# RFC 5321, 4.2.3: "no access, or command rejected for policy reasons" are among their meanings.
_MAILBOX_CODES = frozenset({550, 551, 553})

_ENHANCED = r"[245]\.\d{1,3}\.\d{1,3}"
# At the beginning, after the reply code, or as qmail writes it: "(#5.1.1)".
_OWN_CODE = re.compile(rf"^#?({_ENHANCED})(?![\d.])|#({_ENHANCED})(?![\d.])")
_REPLY = re.compile(r"^(?P<code>[245]\d\d)(?:[ -]|$)\s*(?P<text>.*)", re.DOTALL)
_DIAGNOSTIC_TYPE = re.compile(r"^\s*[\w-]+\s*;\s*")
# The text of the rejecting server, quoted by the reporting one (Postfix, Exchange Online).
_QUOTED_REPLY = re.compile(r"(?:\bsaid:|->)\s*(?=[245]\d\d\b)")

# A server's reply has lines of 512 characters (RFC 5321, 4.5.3.1.5), and few of them.
_LOOKED_AT = 2000
_ADDRESS_OR_QUOTED = re.compile(r"<[^<>]*>|\S+@\S+|\"[^\"\s]*\"|'[^'\s]*'")
_NO_WORD = re.compile(r"[^\w'./:#-]+")

_SOMEBODY = (
	r"(?:user|username|mail ?box|inbox|local[ -]part|recipient|addressee|(?:e-?mail |destination )?address|account|alias"
	r"|customer|subscriber|member|person)"
)
_BETWEEN = (
	r"(?: (?:user|account|e-?mail|mail|address|name|mailbox|specified|requested|given|for|with|at|is|was|has|been"
	r"|currently|this|that|you|tried|to|reach|here|s|local|host|status:?|:|-))*"
)
_GONE = re.compile(
	"|".join(
		(
			rf"\b(?:no such|unknown|non-?existent)(?: or (?:illegal|invalid))?(?: local| mail| e-?mail| virtual)* {_SOMEBODY}\b",
			r"\binvalid (?:e-?mail )?(?:user|mail ?box|recipient|addressee)\b",
			rf"\b{_SOMEBODY}{_BETWEEN}[:,]? ?(?:unknown|not known|not found|(?:could|can) ?not be found|non-?existent"
			r"|(?:do|does|did) not exist|(?:does|did|do)n't exist|not exist(?:s|ing)?\b|not (?:a )?valid\b|not recogni[sz]ed"
			r"|no longer (?:available|active|valid|in use|exists?|employed|here|works|with|on|at)\b|deleted|removed)",
			r"\b(?:recipient|mail ?box)(?: address)?(?: is)? invalid\b",
			r"\bno (?:mail ?box|user|account|recipient|one|body|person)(?: here| found)? (?:by|with|of|under) th(?:at|is) (?:name|address)",
			rf"\bnot (?:a|an) (?:known|valid|existing) {_SOMEBODY}\b",
			r"\bnot our (?:customer|user)\b",
			r"\bnot (?:listed|found) in (?:the )?(?:domino|public|directory|address book|recipient)",
			r"\b(?:doesn't|does not) have an? \S+ account\b",
			# German, Dutch, French, Spanish, Italian, Portuguese, Polish, Russian.
			r"\b(?:benutzer|empf(?:ä|ae?)nger|postfach|adresse)(?: ist)? (?:unbekannt|existiert nicht|nicht (?:gefunden|vorhanden))",
			r"\bunbekannte[rs]? (?:benutzer|empf|adresse|postfach)|\bgebruiker (?:is )?onbekend|\bonbekende gebruiker",
			r"\b(?:utilisateur|destinataire|adresse|compte)(?: est)? (?:inconnue?|inexistante?|invalide|n'existe pas)",
			r"\b(?:usuario|buz[oó]n|destinatario|cuenta) (?:desconocid[oa]|inexistente|no existe|no encontrad[oa])",
			r"\b(?:utente|casella|destinatario|indirizzo) (?:sconosciut[oa]|inesistente|non esiste|non trovat[oa])",
			r"\b(?:usu[aá]rio|destinat[aá]rio|caixa postal|conta) (?:desconhecid[oa]|inexistente|n[aã]o (?:existe|encontrad[oa]))",
			r"\bnieznany u[zż]ytkownik|\bu[zż]ytkownik nie istnieje|\bпользователь не (?:найден|существует)",
		)
	)
)
# The sender's address, our server, our log-in, or a domain that this server does not serve.
_OURS = re.compile(
	r"\bsender|\bsending\b|\bsubmitter|\boriginator|mail ?from\b|\bfrom (?:address|domain)|\bfrom:|envelope.from|return.?path|reverse.path"
	r"|\bhelo\b|\behlo\b|\brelay(?:ing|ed)?\b(?! recipient table)|rcpthosts|not local\b|authenticat|\bauth\b|log ?in\b"
	r"|absender|afzender|exp[eé]diteu|remi?tente|remetente|mittente|avs[aä]nda|a[fv]sender|nadawc|отправител"
	r"|call-?(?:out|back|ed)|verification (?:failed|in progress)|\bverify failed|unable to verify|backscatter"
	r"|\byour (?:ip|server|host|hostname|domain|account|network|provider|mail ?server|client|address|e-?mail address|envelope|system|isp)\b"
)
# The server could not check the address.
_NOT_NOW = re.compile(
	r"tempor|gr[ea]y-?list|in progress|maintenance|(?:look-?up|ldap|database|directory) (?:\w+ )?(?:fail|error|time)"
)
_POLICY = re.compile(
	r"spam|\bube\b|blocked|blocking|(?:block|black|deny|reject).?list|black ?hole|\brbl\b|dnsbl|barracuda|sorbs|reputation"
	r"|banned|polic(?:y|ies)|prohibit|denied|not (?:allowed|permitted|authori[sz]ed)|restrict|preferences|suspicious"
	r"|content|virus|malware|quota|\bfull\b|exceed|\blimit|too (?:many|much|large|big|fast|quick)|\brate\b"
	r"|try (?:again|later)|again later|\btls\b|locked\b|security|suspended|\bptr\b|\brdns\b|reverse dns|\bspf\b|dkim|dmarc"
	r"|\bip\b|\bbulk\b|unsolicited|abuse|harvest|attack"
)


def is_bad_address(code: int, text: str, status: str = "") -> bool:
	"""Whether a permanent rejection means that the address does not exist (RFC 3463; RFC 5321, 4.2.3).

	A specific enhanced code decides, unless the text contradicts it. The reply codes 550, 551 and 553 alone only mean
	that the mailbox is unavailable: then the text must say that it does not exist.

	Args:
		code: the reply code.
		text: the server's text, which may begin with an enhanced code.
		status: the enhanced code of a report, if any.
	"""
	own = _own_code(text)
	if _NEVER_THEIRS.match(own) or _NEVER_THEIRS.match(status):
		return False
	words = _words(text[:_LOOKED_AT])
	if _OURS.search(words) or _NOT_NOW.search(words):
		return False
	gone = bool(_GONE.search(words))
	policy = bool(_POLICY.search(words))
	if _DISABLED.match(own) and words != own:
		return gone or (bool(_FOR_GOOD.search(words)) and not policy)
	if own and not _UNDEFINED.match(own):
		return bool(_BAD_ADDRESS.match(own)) and (gone or not policy)
	return code in _MAILBOX_CODES and gone and not policy


def is_bad_address_by_report(status: str, diagnostic: str) -> bool:
	"""The same for one recipient in a report (RFC 3464).

	Args:
		status: its ``Status``, as an enhanced code.
		diagnostic: its ``Diagnostic-Code``: the text of the rejecting server; may be empty. It has priority over the
			status, which the reporting server may have derived from the reply code.
	"""
	words = " ".join(_DIAGNOSTIC_TYPE.sub("", diagnostic).split())
	words = _QUOTED_REPLY.split(words)[-1]
	reply = _REPLY.match(words)
	if reply:
		return is_bad_address(int(reply["code"]), reply["text"], status)
	if _own_code(words):
		return is_bad_address(0, words, status)
	if _UNDEFINED.match(status):
		return is_bad_address(550, words, status)
	return is_bad_address(0, f"{status} {words}")


def _own_code(text: str) -> str:
	found = _OWN_CODE.search(text.strip())
	return (found[1] or found[2]) if found else ""


def _words(text: str) -> str:
	"""The text in lower case, without addresses, which may contain any words."""
	return " ".join(_NO_WORD.sub(" ", _ADDRESS_OR_QUOTED.sub(" ", text)).lower().split())
