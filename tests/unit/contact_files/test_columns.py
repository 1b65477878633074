"""Whose file it is, and what its columns are taken for."""

import pytest

from stakeholder_crm.domain.contact_files import targets
from stakeholder_crm.domain.contact_files.headers import labels_of, place_of, recognise, targets_of
from stakeholder_crm.domain.contact_files.read_row import columns_of
from stakeholder_crm.testing import address_books as books


@pytest.mark.parametrize(
	("header", "source"),
	[
		(books.CIVICRM, "CiviCRM"),
		(books.GOOGLE, "Google Contacts"),
		(books.GOOGLE_UNTIL_2023, "Google Contacts"),
		(books.OUTLOOK, "Outlook"),
		(books.OUTLOOK_ON_THE_WEB, "Outlook"),
		(("Name", "Email", "Phone"), "Other CSV"),
		((), "Other CSV"),
	],
)
def test_the_header_says_which_program_wrote_it(header, source):
	assert recognise(header) == source
	assert recognise([f" {words.upper()} " for words in header]) == source


def taken(header: tuple[str, ...]) -> dict[str, list[str]]:
	found: dict[str, list[str]] = {}
	for position, target in columns_of(header).mapping.items():
		found.setdefault(target, []).append(header[position])
	return found


def test_civicrm():
	assert taken(books.CIVICRM) == {
		"Person or Organisation": ["Contact Type"],
		"Do Not Email": ["Do Not Email", "No Bulk Emails (User Opt Out)", "On Hold"],
		"Do Not Phone": ["Do Not Phone"],
		"Do Not Write Letters": ["Do Not Mail"],
		"Do Not Text": ["Do Not Sms"],
		"Full Name": ["Display Name"],
		"Language": ["Preferred Language"],
		"First Name": ["First Name"],
		"Middle Name": ["Middle Name"],
		"Last Name": ["Last Name"],
		"Name Suffix": ["Individual Suffix"],
		"Role": ["Job Title"],
		"Has Died": ["Deceased", "Deceased Date"],
		"Organisation": ["Organization Name", "Current Employer"],
		"Street": ["Street Address", "Supplemental Address 1", "Supplemental Address 2"],
		"City": ["City"],
		"Postal Code": ["Postal Code"],
		"Country": ["Country"],
		"Region": ["State"],
		"Phone": ["Phone"],
		"Phone Extension": ["Phone Extension"],
		"Email": ["Email"],
	}


def test_outlook_leaves_out_what_nobody_answers():
	phones = taken(books.OUTLOOK)["Phone"]
	assert "Mobile Phone" in phones
	assert not {"Business Fax", "Pager", "Telex", "ISDN", "TTY/TDD Phone", "Assistant's Phone"} & set(phones)
	assert taken(books.OUTLOOK)["Street"][:3] == ["Business Street", "Business Street 2", "Business Street 3"]
	assert taken(books.OUTLOOK_ON_THE_WEB)["Email"] == [
		"E-mail Address",
		"E-mail 2 Address",
		"E-mail 3 Address",
	]


@pytest.mark.parametrize("header", [books.GOOGLE, books.GOOGLE_UNTIL_2023])
def test_google(header):
	found = taken(header)
	assert found["Email"][0] == "E-mail 1 - Value"
	assert found["Phone"][0] == "Phone 1 - Value"
	assert found["Whole Address"] == ["Address 1 - Formatted"]
	assert len(found["Organisation"]) == len(found["Role"]) == 1
	labels = columns_of(header).labels
	assert header[labels[header.index("Phone 1 - Value")]] in ("Phone 1 - Label", "Phone 1 - Type")


@pytest.mark.parametrize("header", [books.CIVICRM, books.GOOGLE, books.GOOGLE_UNTIL_2023, books.OUTLOOK])
def test_no_notes_and_no_birthdays_are_taken(header):
	kept = {words for columns in taken(header).values() for words in columns}
	assert not {"Notes", "Note", "Birthday", "Birth Date", "Gender", "Government ID Number"} & kept


def test_every_default_is_a_choice_that_people_have():
	for header in (books.CIVICRM, books.GOOGLE, books.GOOGLE_UNTIL_2023, books.OUTLOOK):
		assert set(columns_of(header).mapping.values()) <= set(targets.TARGETS)


def test_addresses_of_several_places_are_told_apart():
	assert [place_of(words) for words in ("Business City", "Address 2 - City", "City")] == [
		"business",
		"address 2",
		"",
	]
	assert labels_of(("E-mail 1 - Value", "Name")) == {}
	assert targets_of(("Home Office", "Work-Email", "Home-Phone-Mobile")) == ["Skip", "Email", "Phone"]


def header_of(text: str) -> list[str]:
	return text.split(",")


GERMAN = header_of(
	"Anrede,Vorname,Weitere Vornamen,Nachname,Firma,Abteilung,Position,Straße geschäftlich,Straße geschäftlich 2,"
	"Ort geschäftlich,Postleitzahl geschäftlich,Land/Region geschäftlich,Straße privat,Weitere Straße,Weiterer Ort,"
	"Weiteres/r Bundesland/Kanton,Telefon Assistent,Fax geschäftlich,Telefon geschäftlich,Telefon (privat 2),"
	"Mobiltelefon,E-Mail-Adresse,E-Mail-Typ,E-Mail: Angezeigter Name,E-Mail 2: Adresse,Notizen"
)
FRENCH = header_of(
	"Prénom,Deuxième prénom,Nom,Société,Rue (bureau),Ville (bureau),Dép/Région (bureau),Code postal (bureau),"
	"Pays/Région (bureau),Téléphone de l'assistant(e),Télécopie (bureau),Téléphone (bureau),Téléphone société,"
	"Tél. mobile,Adresse de messagerie,Nom complet de l'adresse de messagerie,Adresse de messagerie 2,Notes"
)
SPANISH = header_of(
	"Nombre,Segundo nombre,Apellidos,Organización,Puesto,Calle del trabajo,Ciudad de trabajo,"
	"Código postal del trabajo,País o región del trabajo,Home Street,Otra calle,Otro código postal,Business Fax,"
	"Teléfono del trabajo,Particular,Mobile Phone,E-mail Address,Nombre de pantalla de correo electrónico,"
	"Dirección de correo electrónico 2,Notes"
)
ITALIAN = header_of(
	"Titolo,Nome,Secondo nome,Cognome,Società,Posizione,Via (uff.),Città (uff.),CAP (uff.),Altra via,Altro CAP,"
	"Telefono assistente,Fax (uff.),Ufficio,Abitazione,Cellulare,Telefono principale società,Cercapersone,"
	"Indirizzo posta elettronica,Nome visualizzato posta elettronica,Notes"
)
PORTUGUESE = header_of(
	"Primeiro nome,Segundo nome,Sobrenome,Empresa,Cargo,Rua do endereço comercial,Cidade do endereço comercial,"
	"CEP do endereço comercial,País/Região da Empresa,Endereço residencial,Cidade do endereço residencial,"
	"Fax Comercial,Telefone Comercial,Telefone residencial,Telefone celular,Endereço de email,Anotações"
)


@pytest.mark.parametrize(
	("header", "emails", "phones", "city"),
	[
		(GERMAN, 2, ["Telefon geschäftlich", "Telefon (privat 2)", "Mobiltelefon"], "business"),
		(FRENCH, 2, ["Téléphone (bureau)", "Téléphone société", "Tél. mobile"], "business"),
		(SPANISH, 2, ["Teléfono del trabajo", "Particular", "Mobile Phone"], "business"),
		(ITALIAN, 1, ["Ufficio", "Abitazione", "Cellulare", "Telefono principale società"], "business"),
		(PORTUGUESE, 1, ["Telefone Comercial", "Telefone residencial", "Telefone celular"], "business"),
	],
)
def test_outlook_in_other_languages(header, emails, phones, city):
	assert recognise(header) == "Outlook"
	found = taken(tuple(header))
	for target in ("First Name", "Middle Name", "Last Name", "Organisation"):
		assert len(found[target]) == 1
	assert len(found["Email"]) == emails
	assert found["Phone"] == phones
	assert place_of(found["City"][0]) == city
	# Streets, towns and codes of one place are one address.
	assert {place_of(words) for words in found["Postal Code"]} <= {
		place_of(words) for words in found["Street"]
	}


def test_thunderbird_is_not_outlook():
	header = header_of(
		"First Name,Last Name,Display Name,Primary Email,Secondary Email,Screen Name,Work Phone,Home Phone,Fax Number,"
		"Pager Number,Mobile Number,Home Address,Home Address 2,Home City,Home ZipCode,Job Title,Organization"
	)
	assert targets_of(["Primäre E-Mail-Adresse", "Sekundäre E-Mail-Adresse", "E-mailadres"]) == ["Email"] * 3
	assert targets_of(["Première adresse électronique", "Adresse électronique secondaire"]) == ["Email"] * 2
	assert recognise(header) == "Thunderbird"
	found = taken(tuple(header))
	assert found["Email"] == ["Primary Email", "Secondary Email"]
	assert found["Phone"] == ["Work Phone", "Home Phone", "Mobile Number"]
	assert found["Street"] == ["Home Address", "Home Address 2"]


@pytest.mark.parametrize(
	("header", "expected"),
	[
		("Name,Vorname", ["Last Name", "First Name"]),
		("Nombre,Apellidos", ["First Name", "Last Name"]),
		("Nome,Apelido", ["First Name", "Last Name"]),
		("Nome,Sobrenome,Apelido", ["First Name", "Last Name", "Skip"]),
		("Nom,E-Mail", ["Full Name", "Email"]),
		("Name,Given Name,Family Name", ["Full Name", "First Name", "Last Name"]),
		("first_name,last_name,phone_mobile", ["First Name", "Last Name", "Phone"]),
		("firstName,emailAddress,primary_address_city", ["First Name", "Email", "City"]),
		("Company Phone,Company Name,Company Address", ["Phone", "Organisation", "Street"]),
		("Contact No,Phone No", ["Phone", "Phone"]),
		# Not places of a person, and not understood.
		("Ufficio,Abitazione,Reparto,E-mail Type", ["Skip"] * 4),
	],
)
def test_a_header_is_understood_by_its_words_and_its_neighbours(header, expected):
	assert targets_of(header_of(header)) == expected


def test_places_of_one_address_go_together():
	header = ("Mailing Street", "Mailing City", "Other Street", "País/Região da Empresa", "Cidade comercial")
	assert [place_of(words) for words in header] == ["mailing", "mailing", "other", "business", "business"]
