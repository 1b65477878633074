"""What says "do not write" in another program is not lost."""

import pytest

from stakeholder_crm.domain.contact_files import targets as t
from stakeholder_crm.domain.contact_files.contact import Contact, ContactPoint, Refused
from stakeholder_crm.domain.contact_files.gather import ReadOptions
from stakeholder_crm.domain.contact_files.headers import targets_of
from stakeholder_crm.domain.contact_files.opt_outs import opt_outs_in
from stakeholder_crm.domain.contact_files.read_row import columns_of, read_row
from stakeholder_crm.domain.contact_files.refusal_columns import denies, means_opt_out, means_refused

PERSON = {"Name": "Mira Osei", "Email": "mira@example.org", "Phone": "+254712345678"}


def read(mapping: dict[int, str] | None = None, **more: str) -> Contact:
	row = {**PERSON, **more}
	return read_row(list(row.values()), columns_of(list(row), mapping), ReadOptions("Activist"))


@pytest.mark.parametrize(
	("headers", "target"),
	[
		("Email Opt Out,email_opt_out,HasOptedOutOfEmail,EmailBouncedReason", t.NO_EMAIL),
		("Email Address is Opted Out,emailAddressIsOptedOut,Invalid Email,invalid_email", t.NO_EMAIL),
		("Opt Out,is_opt_out,No Bulk Emails (User Opt Out),On Hold,Home-On Hold", t.NO_EMAIL),
		("UNSUB_TIME,CLEAN_TIME,Unsubscribed,Unsubscribed from all email", t.NO_EMAIL),
		("Opted out of email: Marketing Information,Email hard bounce reason", t.NO_EMAIL),
		("Blacklist,is_blacklisted,message_bounce,Do not allow Bulk Emails", t.NO_EMAIL),
		("Keine E-Mails,Pas de courriel,No enviar correos,Non inviare e-mail,Não enviar e-mail", t.NO_EMAIL),
		("Newsletter abbestellt,No desea recibir correos,Geen e-mail", t.NO_EMAIL),
		("donotbulkemail,Refus mailing,Niet mailen,Refus e-mail", t.NO_EMAIL),
		("Ne souhaite pas être appelée,No quiere ser llamada,Non vuole essere chiamata", t.NO_PHONE),
		("Ne souhaite plus être contacté,No desea ser contactada", t.NO_CONTACT),
		("federal_donotcall,Should not be called,Unsafe to call", t.NO_PHONE),
		("Stop SMS,donotsms", t.NO_TEXT),
		("Send Marketing Materials,Accepts Email Marketing", t.MAY_EMAIL),
		("Todestag,Décès,Fallecida,Fecha de defunción,Data decesso,Óbito,Умер,Is dead", t.DECEASED),
		("Safety (Contact Points),Safe to contact,Allow Email,Ok to text,Blocked,STOP,Unsafe", t.ASK),
		("Do Not Call,DoNotCall,do_not_call,Phone Number is Opted Out,Phone Blacklisted", t.NO_PHONE),
		(
			"Nicht anrufen,Ne pas appeler,No llamar,Non chiamare,Não ligar,Niet bellen,Не звонить,Nie dzwonić",
			t.NO_PHONE,
		),
		("Do Not Sms,SMS opt out,No text messages", t.NO_TEXT),
		("Do Not Mail,Do not allow Mails,Keine Briefe", t.NO_LETTERS),
		("Do Not Contact,do_not_contact,Nicht kontaktieren,Ne pas contacter,No contactar", t.NO_CONTACT),
		("Do not call or text,Kontakt nicht erlaubt,Ne plus contacter,Не беспокоить", t.NO_CONTACT),
		("Darf nicht kontaktiert werden,Não perturbe", t.NO_CONTACT),
		("Email Marketing,email_opt_in,Subscription Status", t.MAY_EMAIL),
		("mobile_opt_in", t.MAY_TEXT),
		("Deceased,Deceased Date,is_deceased,Date of Death,Verstorben,Fallecido", t.DECEASED),
		(
			"Do not disclose,Is globally ineligible,Werbesperre,Kontaktverbot,Werbewiderspruch,Consent,GDPR,Einwilligung",
			t.ASK,
		),
		(
			"Do Not Trade,Fax Opt Out,Do Not Fax,OPTIN_TIME,UNSUB_REASON,No. of calls,Notes,Status",
			t.LEAVE_OUT,
		),
	],
)
def test_a_column_that_says_so_is_taken_for_it_or_asked_about(headers, target):
	assert dict.fromkeys(targets_of(headers.split(","))) == {target: None}


@pytest.mark.parametrize(
	("column", "cell", "avoided"),
	[
		("On Hold", "On Hold Bounce", ("Email",)),
		("On Hold", "On Hold Opt Out", ("Email",)),
		("On Hold", "2", ("Email",)),
		("On Hold", "No", ()),
		("On Hold", "0", ()),
		("Email Opt Out", "TRUE", ("Email",)),
		("UNSUB_TIME", "2024-03-01 10:00:00", ("Email",)),
		("Do not allow Emails", "Do Not Allow", ("Email",)),
		("Do not allow Emails", "Allow", ()),
		("Nicht anrufen", "Nein", ()),
		("Do Not Sms", "x", ("SMS", "WhatsApp")),
		("Email Marketing", "Unsubscribed", ("Email",)),
		("Email Marketing", "Non-subscribed", ("Email",)),
		("Email Marketing", "Subscribed", ()),
		("email_opt_in", "false", ("Email",)),
		("mobile_opt_in", "0", ("SMS", "WhatsApp")),
		("Do Not Contact", "1", ("Email", "Letter", "Phone", "SMS", "WhatsApp")),
	],
)
def test_a_cell_counts_unless_it_plainly_says_no(column, cell, avoided):
	contact = read(**{column: cell})
	assert contact.avoided == avoided
	assert {point.channel for point in contact.points if point.unsafe} == {"Email", "Phone"} & set(avoided)
	assert contact.do_not_contact is (column == "Do Not Contact")


def test_of_tags_and_notes_only_those_count_that_say_so():
	mapping = {0: t.FULL_NAME, 1: t.EMAIL, 2: t.PHONE, 3: t.NO_CONTACT}
	assert read(mapping, Tags="donor, volunteer").avoided == ()
	assert read(mapping, Tags="donor, do not call").avoided == ("Phone",)
	assert read(mapping, Notes="Met in 2020. Do not visit.").do_not_contact
	with pytest.raises(Refused, match="has_died"):
		read(mapping, Notes="Deceased 2019")
	assert read(mapping, Flag="donor").do_not_contact


def test_who_is_refused_has_opted_out_nevertheless():
	row = {
		"Name": "Mira Osei",
		"Email": "MIRA@Example.org",
		"Work Email": "x@@y",
		"Phone": "12",
		"Opt Out": "1",
	}
	with pytest.raises(Refused) as caught:
		read_row(list(row.values()), columns_of(list(row)), ReadOptions("Activist"))
	assert caught.value.opted_out == ("MIRA@example.org",)


def test_the_label_of_a_number_may_say_so():
	row = {"Name": "Mira Osei", "Phone 1 - Label": "Do not call", "Phone 1 - Value": "+254712345678"}
	contact = read_row(list(row.values()), columns_of(list(row)), ReadOptions("Activist"))
	assert contact.points == (ContactPoint("Phone", "+254712345678", unsafe=True),)


@pytest.mark.parametrize(
	("text", "said"),
	[
		("* myContacts ::: Do not contact", {t.NO_CONTACT}),
		("DNC", {t.NO_CONTACT}),
		("Do Not Allow", {t.ASK}),
		("Do not visit her, ever, as long as she has not called", {t.ASK}),
		("She has to be told whether her consent of last year was enough", set()),
		("", set()),
	],
)
def test_what_people_wrote_of_their_own_accord(text, said):
	assert opt_outs_in(text) == said


@pytest.mark.parametrize("cell", ["2020-01-01", "1", "Yes", "On 3 May"])
def test_a_date_of_death_alone_says_that_somebody_has_died(cell):
	with pytest.raises(Refused, match="has_died"):
		read(**{"Deceased": "", "Deceased Date": cell})
	assert read(**{"Deceased": "0", "Deceased Date": "0000-00-00"}).full_name == "Mira Osei"


def test_a_column_that_is_asked_about_is_left_out_until_somebody_has_chosen():
	assert read(Consent="No").avoided == ()
	chosen = {0: t.FULL_NAME, 1: t.EMAIL, 2: t.PHONE, 3: t.MAY_EMAIL}
	assert read(chosen, Consent="No").avoided == ("Email",)


@pytest.mark.parametrize(
	("function", "text", "said"),
	[
		(means_refused, " NO ", True),
		(means_refused, "", True),
		(means_refused, "opted out", False),
		(denies, "Opted out", True),
		(denies, "Bounced", True),
		(denies, "", False),
		(denies, "-", False),
		(denies, "2020-01-01 10:00", False),
		(denies, "Opted in", False),
		(denies, "Hard Bounce", True),
		(denies, "Suppressed", True),
		(denies, "Désabonné", True),
		(denies, "Not allowed", True),
		(denies, "0.0", True),
		(denies, "Active, unsubscribed in May", True),
		(denies, "Ei", True),
		(denies, "Yes", False),
		(means_opt_out, "Do not contact", True),
		(means_opt_out, "UNSUBSCRIBED", True),
		(means_opt_out, "Don't call, please", True),
		(means_opt_out, "Contact her", False),
		(means_opt_out, "unsubscribed " + "x" * 60, False),
	],
)
def test_words_of_cells(function, text, said):
	assert function(text) is said


@pytest.mark.parametrize(
	("row", "kind"),
	[
		({"Name": "Night Buses", "Is a Company": "TRUE"}, "Partner Agency"),
		({"Name": "Mira Osei", "Is a Company": "FALSE"}, "Activist"),
	],
)
def test_odoo_says_who_is_a_company(row, kind):
	columns = columns_of(list(row))
	assert read_row(list(row.values()), columns, ReadOptions(kind)).full_name == row["Name"]
	other = {"Partner Agency": "Activist", "Activist": "Partner Agency"}[kind]
	with pytest.raises(Refused):
		read_row(list(row.values()), columns, ReadOptions(other))


@pytest.mark.parametrize(
	("row", "numbers"),
	[
		({"Phone": "+254712345678", "Phone Extension": "102"}, ["+254712345678 ext. 102"]),
		({"Durchwahl": "102", "Telefon": "+254712345678"}, ["+254712345678 ext. 102"]),
		({"Phone": "+254712345678", "Ext.": "102"}, ["+254712345678 ext. 102"]),
		(
			{"Work Phone": "+254712345678", "Work Phone Ext": "7", "Home Phone": "+254722345678"},
			["+254712345678 ext. 7", "+254722345678"],
		),
		({"Phone Extension": "102"}, []),
		(
			{
				"Home-Phone-Phone": "+254712345678",
				"Home-Phone-Mobile": "+254722345678",
				"Home-Phone Extension-Phone": "7",
			},
			["+254712345678 ext. 7", "+254722345678"],
		),
		(
			{
				"Work Phone": "+254712345678 ::: +254722345678",
				"Home Phone": "+254732345678",
				"Work Phone Extension": "7",
			},
			["+254712345678 ext. 7", "+254722345678", "+254732345678"],
		),
	],
)
def test_the_extension_of_a_number_has_a_column_of_its_own(row, numbers):
	whole = {"Name": "A", **row}
	contact = read_row(list(whole.values()), columns_of(list(whole)), ReadOptions("Activist"))
	assert list(contact.phones) == numbers


def test_an_extension_of_nobody_knows_which_number_is_refused():
	row = {"Name": "A", "Work Phone": "+254712345678", "Mobile": "+254722345678", "Extension": "7"}
	with pytest.raises(Refused) as caught:
		read_row(list(row.values()), columns_of(list(row)), ReadOptions("Activist"))
	assert (caught.value.problem, caught.value.column, caught.value.value) == (
		"whose_extension",
		"Extension",
		"7",
	)
