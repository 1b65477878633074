"""Which refusals say that nobody has an address, in the words that mail servers use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.refusals import is_bad_address, is_bad_address_by_report

NOBODY_THERE = [
	# Postfix, also for the domains that it takes mail for and hands on.
	(550, "5.1.1 <amina@example.org>: Recipient address rejected: User unknown in local recipient table"),
	(550, "5.1.1 <amina@example.org>: Recipient address rejected: User unknown in relay recipient table"),
	(550, "<amina@example.org>: Recipient address rejected: User unknown in virtual mailbox table"),
	# Google, over several lines.
	(
		550,
		"5.1.1 The email account that you tried to reach does not exist. Please try\n"
		"5.1.1 double-checking the recipient's email address for typos or unnecessary spaces.",
	),
	(550, "5.2.1 The email account that you tried to reach is disabled."),
	# Exchange.
	(550, "5.1.1 RESOLVER.ADR.RecipNotFound; not found"),
	(550, "5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup"),
	# qmail writes the enhanced code at the end.
	(550, "sorry, no mailbox here by that name (#5.1.1 - chkuser)"),
	(553, "sorry, no mailbox here by that name."),
	# sendmail, Domino, Exim, Dovecot, Courier and others.
	(550, "5.1.1 <amina@example.org>... User unknown"),
	(550, "amina@example.org... No such user"),
	(550, "User amina@example.org (amina@example.org) not listed in Domino Directory"),
	(550, "Unknown user"),
	(550, "No such user here"),
	(550, "<amina@example.org> User doesn't exist: amina@example.org"),
	(550, "Mailbox does not exist!"),
	(550, "Mailbox not found"),
	(550, "5.0.0 <amina@example.org> User unknown"),
	(550, "Invalid recipient <amina@example.org>"),
	(550, "unknown or illegal alias: amina@example.org"),
	(550, "<amina@example.org> is not a valid mailbox"),
	(550, "This recipient e-mail address was not found in the recipient's e-mail system"),
	(550, "The account is no longer in use"),
	(551, "not our customer"),
	(553, "This user doesn't have a provider.example account (amina@provider.example)"),
	(511, "5.1.1 no such address"),
	# A name or a page that sounds like a policy says nothing.
	(550, "<spam.policy@limit.example>: user unknown"),
	(550, "5.1.1 User unknown. See our anti-spam pages"),
	# Other languages.
	(550, "Benutzer unbekannt"),
	(550, "Empfänger existiert nicht"),
	(550, "5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient."),
	(550, "Utilisateur inconnu"),
	(550, "Usuario desconocido"),
	(550, "Utente sconosciuto"),
	(550, "Usuário inexistente"),
	(550, "Пользователь не найден"),
	(550, 'Unknown local part "amina"'),
	# The mailbox is there, and will take nothing any more (RFC 3463, 3.3 and 3.2).
	(550, "5.2.1 Mailbox disabled, not accepting messages"),
	(550, "5.2.1 This account has been deactivated"),
	(550, "5.2.1 <amina@example.org>... User unknown"),
	(550, "5.1.6 Destination mailbox has moved, no forwarding address"),
]

SOMETHING_ELSE = [
	# Our address or our account, told at RCPT TO.
	(550, "5.1.8 Sender address rejected: Domain not found"),
	(550, "5.1.8 Access denied, bad outbound sender"),
	(550, "5.1.7 <office@office.example>: Sender address rejected: undeliverable address"),
	(550, "5.1.0 Address rejected"),
	(550, "#5.1.0 Address rejected."),
	(550, "5.1.0 <office@office.example> User unknown"),
	(550, "5.1.90 Your message can't be sent because you've reached your daily limit for message recipients"),
	(
		550,
		"Verification failed for <office@office.example>\nCalled: 192.0.2.1\nSent: RCPT TO:<office@office.example>\n"
		"Response: 550 No such user here\nSender verify failed",
	),
	(550, "Sender verify failed"),
	(550, "sorry, your envelope sender is in my badmailfrom list"),
	(553, "sorry, your envelope sender domain must exist (#5.7.1)"),
	(550, "5.1.1 Sender rejected: no such user"),
	(550, "You must send HELO first. No such user"),
	(550, "Your account does not exist"),
	# Relaying, and domains that this server does not serve.
	(550, "relay not permitted"),
	(550, "5.7.1 Unable to relay for amina@example.org"),
	(550, "unknown user or relaying denied"),
	(550, "User unknown; relay not permitted"),
	(551, "User not local; please try <amina@example.net>"),
	(551, "User not local"),
	(553, "sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"),
	(553, "sorry, that domain isn't in my list of allowed rcpthosts"),
	(550, "authentication required: unknown user"),
	# Policy and block lists.
	(550, "Blocked by spam policy"),
	(550, "Administrative prohibition"),
	(
		550,
		"SC-001 (COL004) Unfortunately, messages from 192.0.2.1 weren't sent. Part of their network is on our block list",
	),
	(550, "5.7.1 Service unavailable; client [192.0.2.1] blocked using zen.spamhaus.org"),
	(550, "5.7.1 <amina@example.org>: Recipient address rejected: User unknown"),
	(553, "http://www.spamhaus.org/query/bl?ip=192.0.2.1"),
	(550, "5.7.606 Access denied, banned sending IP [192.0.2.1]"),
	(550, "5.7.26 This mail has been blocked because the sender is unauthenticated"),
	(550, "5.4.1 <amina@example.org>: Recipient address rejected: Access denied"),
	(550, "5.1.1 <amina@example.org>: Refused due to recipient preferences"),
	(550, "5.1.1 <amina@example.org> 192.0.2.1 has sent to too many recipients this hour"),
	(
		550,
		"5.1.1 <amina@example.org>: Recipient address rejected: undeliverable address: host said: 550 blocked",
	),
	(550, "Rejected by policy: no such user"),
	(550, "DMARC check failed"),
	# Says that something is wrong, and not what.
	(550, "Requested action not taken: mailbox unavailable"),
	(550, ""),
	(550, "Rejected"),
	(553, "mailbox name not allowed"),
	(550, "<amina@example.org>: Recipient address rejected"),
	(554, "no such user"),
	# There, but not now.
	(550, "5.2.2 Mailbox full"),
	(552, "5.2.2 user unknown, over quota"),
	(
		550,
		"5.2.1 The user you are trying to contact is receiving mail at a rate that prevents more from being delivered",
	),
	(550, "User unknown. Please try again later"),
	# The code is that of a disabled mailbox, the words are not.
	(550, "5.2.1 Mailbox temporarily disabled: amina@example.org"),
	(550, "5.2.1 Service unavailable"),
	(550, "5.2.1 Message from you was refused by the user"),
	(550, "5.2.1 User is on holiday and accepts no mail"),
	(550, "5.2.1 Your message was rejected: account disabled for bulk mail"),
	# Several have it, rather than nobody.
	(550, "5.1.4 Recipient address ambiguous"),
	(550, "5.1.4 RESOLVER.ADR.Ambiguous; ambiguous address"),
	# Who says so could not look.
	(550, "5.1.1 User unknown; temporary lookup failure"),
	(550, "LDAP lookup failure: user not found"),
	(550, "Address verification in progress: user unknown"),
	(550, "unable to verify address; account does not exist"),
	(550, "Backscatter protection: user unknown"),
	(550, "TLS required; user not found"),
	(550, "Too many invalid recipients"),
	(550, "Directory harvest attack: user unknown"),
	# The sender's address in other languages.
	(550, "Absender Adresse existiert nicht"),
	(550, "Benutzer unbekannt: Absender"),
	(550, "Adresse inconnue de l'expéditeur"),
	(550, "Dirección del remitente: la cuenta no existe"),
	(550, "Indirizzo inesistente del mittente"),
	(550, "Remetente recusado: conta inexistente"),
	(550, "5.1.5 fine"),
	(550, "5.1.9 relayed to a system that does not speak SMTP"),
]


@pytest.mark.parametrize(("code", "text"), NOBODY_THERE)
def test_nobody_has_the_address(code, text):
	assert is_bad_address(code, text)
	assert is_bad_address_by_report("5.0.0", f"smtp; {code} {text}")


@pytest.mark.parametrize(("code", "text"), SOMETHING_ELSE)
def test_the_address_is_not_to_blame(code, text):
	assert not is_bad_address(code, text)
	assert not is_bad_address_by_report("5.0.0", f"smtp; {code} {text}")


@pytest.mark.parametrize(
	("status", "diagnostic", "bad"),
	[
		("5.1.1", "", True),
		("5.1.2", "", True),
		("5.1.3", "", True),
		("5.1.6", "", True),
		("5.1.10", "", True),
		("5.2.1", "", True),
		("5.1.4", "", False),
		("5.2.1", "smtp; 550 5.2.1 Service unavailable", False),
		("5.1.0", "", False),
		("5.1.7", "", False),
		("5.1.8", "", False),
		("5.7.1", "", False),
		("5.7.509", "", False),
		("5.1.351", "", False),
		("5.2.2", "", False),
		("5.0.0", "", False),
		("4.4.7", "", False),
		# What the server said goes before what the report makes of it.
		("5.1.1", "smtp; 550 5.7.1 IP address blacklisted by recipient", False),
		("5.1.1", "SMTP; 550 Requested action not taken: mailbox unavailable", False),
		("5.1.1", "smtp; 552 5.2.2 Over quota", False),
		("5.1.1", "smtp;550-5.1.1 The email account that you tried to reach does not exist", True),
		("5.1.8", "smtp; 550 5.1.1 User unknown", False),
		("5.7.1", "SMTP; 553 Invalid recipient <amina@example.org>", False),
		("5.5.0", "smtp;550 5.1.1 User unknown", True),
		("5.2.0", "SMTP; 550 <amina@example.org>: User unknown", True),
		("5.0.0", "smtp; 5.1.0 - Unknown address error 550-'5.7.1 Access denied'", False),
		("5.0.0", "smtp; 5.1.1 no such address", True),
		("5.1.1", 'X-Postfix; unknown user: "amina"', True),
		("5.0.0", "x-unix; unknown user", True),
		("5.0.0", "x-unix; the disk is full", False),
		("5.0.0", "X-Postfix; host mx.example[192.0.2.1] said: 550 <a@x.example>: User unknown", True),
		("5.0.0", "X-Postfix; host mx.example[192.0.2.1] said: 550 5.7.1 blocked", False),
		("5.1.351", "smtp;550 5.1.351 Remote server returned unknown recipient -> 550 User unknown", True),
		("5.1.351", "smtp;550 5.1.351 Remote server returned unknown recipient -> 550 5.7.1 Spam", False),
		# In reply to our address, not to theirs.
		("5.1.1", "X-Postfix; host mx said: 550 User unknown (in reply to MAIL FROM command)", False),
	],
)
def test_what_a_report_says(status, diagnostic, bad):
	assert is_bad_address_by_report(status, diagnostic) == bad


@given(st.integers(200, 599), st.sampled_from(["5.1.0", "5.1.7", "5.1.8", "5.7.0", "5.7.26"]), st.text())
def test_a_code_that_blames_us_is_never_read_as_theirs(code, enhanced, text):
	assert not is_bad_address(code, f"{enhanced} {text}")
	assert not is_bad_address_by_report(enhanced, text)


@given(st.text(), st.text())
def test_nothing_that_a_server_says_breaks_it(status, diagnostic):
	assert is_bad_address_by_report(status, diagnostic) in (True, False)
