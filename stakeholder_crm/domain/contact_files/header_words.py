"""The words in column headers of address books, in the languages they are written in.

A header is a few of these words: "Straße geschäftlich 2", "Téléphone (domicile)", "Work ZipCode". A header with any
other word is not recognised, and the user chooses. The words are folded: lower case, without accents.
"""

from collections.abc import Mapping

from stakeholder_crm.domain.contact_files import targets as t

BUSINESS, HOME, OTHER, MAIN, FILLER = "business", "home", "other", "primary", ""
MAILING, BILLING, SHIPPING = "mailing", "billing", "shipping"
# "Name" may be the full name or a part of it, depending on the other columns.
ANY_NAME, ANY_LAST_NAME = "any name", "any last name"

_TARGETS: Mapping[str, str] = {
	t.FULL_NAME: "full name, display name, complete name, formatted name, contact name, anzeigename, angezeigter name,"
	" vollstandiger name, nom complet, nom affiche, nom a afficher, nombre completo, nombre para mostrar, nome completo,"
	" nome visualizzato, nome para exibicao, nome de exibicao",
	ANY_NAME: "name, nom, nombre, nome, naam",
	ANY_LAST_NAME: "apelido",
	t.FIRST_NAME: "first name, given name, firstname, forename, vorname, rufname, prenom, nombre de pila, primo nome,"
	" primeiro nome, nome proprio, voornaam",
	t.MIDDLE_NAME: "middle name, additional name, weitere vornamen, zweiter vorname, deuxieme prenom, segundo nombre,"
	" secondo nome, segundo nome",
	t.LAST_NAME: "last name, family name, lastname, surname, nachname, familienname, zuname, nom de famille, apellido,"
	" apellidos, primer apellido, cognome, sobrenome, achternaam",
	t.SUFFIX: "suffix, name suffix, individual suffix, namenszusatz, suffixe, sufijo, suffisso, sufixo",
	t.ALIAS: "safe alias, alias",
	t.ORGANISATION: "organisation, organization, company, employer, current employer, related company, firma,"
	" unternehmen, arbeitgeber, societe, entreprise, organisme, empresa, compania, organizacion, societa, azienda,"
	" ditta, organizzazione, organizacao, company name, account name, organization name, organisation name, bedrijf",
	t.ROLE: "job title, job position, position, role, leadership role, organization title,"
	" organization 1 title, organization 2 title, account title, funktion,"
	" stellung, rolle, fonction, puesto, cargo, posizione, qualifica, funcao",
	t.KIND: "contact type, company type, person or organisation",
	t.IS_COMPANY: "is a company, is company",
	t.EMAIL: "email, emails, mail, mails, e mail, emailadresse, mailadresse, emailadres, mailadres, adresse electronique, courriel, messagerie, correo,"
	" correo electronico, posta elettronica, adresse de messagerie, endereco de email, correio eletronico, email1,"
	" email2, email3",
	t.PHONE: "phone, telephone, tel, telefon, telefono, telefone, telefoon, mobiele telefoon, huistelefoon, telefonnummer, rufnummer, haupttelefon, autotelefon, contact no, contact number,"
	" diensttelefon, privattelefon, festnetz, festnetznummer, mobile, mobile phone, mobil, mobiltelefon,"
	" mobilnummer, mobilfunk, handy, handynummer, cell, cell phone, cellphone, portable, movil, cellulare, celular,"
	" telemovel, whatsapp",
	t.EXTENSION: "extension, phone extension, ext, extn, durchwahl, nebenstelle, ramal",
	t.ADDRESS: "whole address, address, address1, addresses, adresse, anschrift, direccion, domicilio postal, indirizzo, endereco, morada, adres",
	t.STREET: "street, street2, street address, address line, supplemental address, strasse, rue, calle, via, rua,"
	" straat, extended address",
	t.POSTAL_CODE: "postal code, zip, zip code, zipcode, postcode, postalcode, zip postal code, postleitzahl, plz,"
	" code postal, codigo postal, codice postale, cap, cep",
	t.CITY: "city, town, ort, stadt, wohnort, ville, ciudad, localidad, citta, cidade, localidade, plaats",
	t.REGION: "state, county, region, province, bundesland, kanton, bundesland kanton, dep region, state province,"
	" state region, provincia, estado, provincia o estado, regione, regiao",
	t.COUNTRY: "country, country region, land, land region, pays, pays region, pais, pais region, pais o region,"
	" pais regiao, paese, paese area geografica, nazione",
	t.LANGUAGE: "language, preferred language, sprache, langue, idioma, lingua, taal",
	t.TIME_ZONE: "time zone, timezone, zeitzone, fuseau horaire, zona horaria, fuso orario, fuso horario",
	t.COMMUNITY: "community",
	t.CONSTITUENCY: "constituency",
	t.CAUSES: "cause, causes",
	t.JURISDICTION: "jurisdiction",
	t.SERVICES: "services",
}
_PLACES: Mapping[str, str] = {
	BUSINESS: "business, work, office, geschaftlich, dienstlich, dienstliche, dienstlicher, beruflich, werk, zakelijke, arbeit, bureau, professionnel,"
	" professionnelle, travail, trabajo, comercial, uff, ufficio, lavoro, trabalho, account",
	HOME: "home, private, privat, privater, huis, domicile, personnel, personnelle, particular, domicilio, casa, personal, ab,"
	" abitazione, residencial, residenza, residencia",
	MAILING: "mailing",
	BILLING: "billing, invoice",
	SHIPPING: "shipping, delivery",
	OTHER: "other, alternate, alternative, alt, additional, secondary, sekundar, sekundare, zweite, deuxieme, tweede, weiteres, weitere, weiterer, andere, autre,"
	" secondaire, otro, otra, secundario, secundaria, altro, altra, secondario, secondaria, outro, outra, car, auto,"
	" voiture, automovil, carro",
	MAIN: "primary, main, primar, primare, premiere, eerste, principal, principale, principais, primario, primaria, preferred",
	FILLER: "1, 2, 3, 4, 5, value, line, number, numero, nummer, no, nr, num, de, du, la, le, l, d, del, da, do, dos,"
	" dell, della, des, der, die, das, of, the, o, e, ou, or, and, r, s",
}


def _by_words(table: Mapping[str, str]) -> dict[tuple[str, ...], str]:
	return {
		tuple(phrase.split()): meaning for meaning, phrases in table.items() for phrase in phrases.split(",")
	}


TARGET_WORDS = _by_words(_TARGETS)
PLACE_WORDS = _by_words(_PLACES)
LONGEST = max(map(len, TARGET_WORDS))
