import pytest

from stakeholder_crm.domain.absence_subjects import is_absence_subject


@pytest.mark.parametrize(
	"subject",
	[
		"Automatic reply: Thank you",
		"AUTOMATIC REPLY",
		"Auto reply: Thank you",
		"Auto-Reply: Thank you",
		"[Autoreply] Thank you",
		"AUTO: Amina Diallo is out of the office (returning 1 December)",
		"Out of Office: Thank you",
		"Out of office AutoReply: Thank you",
		"Automatische Antwort: Vielen Dank",
		"Abwesenheitsnotiz: Vielen Dank",
		"Abwesend: Vielen Dank",
		"Réponse automatique : Merci",
		"Réponse automatique\u00a0: Merci",
		"Reponse automatique: Merci",
		"Message d’absence",
		"Absent(e) du bureau : Merci",
		"Nicht im Büro: Vielen Dank",
		"Ausência temporária: Obrigado",
		"不在办公室：谢谢",
		"Respuesta automática: Gracias",
		"Fuera de la oficina: Gracias",
		"Resposta automática: Obrigado",
		"Risposta automatica: Grazie",
		"Automatisch antwoord: Bedankt",
		"Răspuns automat: Mulțumesc",
		"Odpowiedź automatyczna: Dziękuję",
		"Automatická odpověď: Děkuji",
		"Automatikus válasz: Köszönöm",
		"Autosvar: Tack",
		"Automatisk svar: Tak",
		"Automaattinen vastaus: Kiitos",
		"Otomatik yanıt: Teşekkürler",
		"Автоматический ответ: Спасибо",
		"Автоматична відповідь: Дякую",
		"Αυτόματη απάντηση: Ευχαριστώ",
		"رد تلقائي: شكرا",
		"תשובה אוטומטית: תודה",
		"自动答复: 谢谢",
		"自動応答: ありがとう",
		"자동 회신: 감사합니다",
		"Trả lời tự động: Cảm ơn",
		"Balasan otomatis: Terima kasih",
		"Jibu la kiotomatiki: Asante",
		"خودکار جواب: شکریہ",
		"ራስ-ሰር ምላሽ: አመሰግናለሁ",
		"ავტომატური პასუხი: მადლობა",
		"Automatisierte Antwort: Vielen Dank",
		"Répondeur automatique : Merci",
		"Mensaje automático: Gracias",
		"I am currently out of the office Re: Thank you",
		"On leave: Thank you",
		"In Elternzeit: Vielen Dank",
		"En congé : Merci",
		"[EXTERNAL] Automatic reply: Thank you",
		"[EXT] [Office] Automatische Antwort: Vielen Dank",
		"EXT: Réponse automatique : Merci",
		"***SPAM*** Out of office: Thank you",
	],
)
def test_programs_begin_so(subject):
	assert is_absence_subject(subject)


@pytest.mark.parametrize(
	"subject",
	[
		"",
		"Re: Thank you",
		"Re: Automatic reply: Thank you",
		"AW: Automatische Antwort: Vielen Dank",
		"Auto parts",
		"Autonomy of the centre",
		"Vacation plans",
		"Absence of the interpreter",
		"Urlaub im Dezember",
		"Thank you for your automatic reply:",
		"Automatic replying machines",
		"[EXTERNAL] Re: Thank you",
		"[EXTERNAL] Re: Automatic reply: Thank you",
		"External: thank you",
		"Away next week",
		"On leave until Monday, but I will come",
		"[Office] Holiday plans",
	],
)
def test_people_begin_so(subject):
	assert not is_absence_subject(subject)


@pytest.mark.parametrize("part", ["* ", "[", "[a]", "*a", "ext:", "_ [*"])
def test_a_long_subject_comes_to_an_end(part):
	assert not is_absence_subject(part * 100_000)
