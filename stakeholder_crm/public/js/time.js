/**
 * A stored datetime (in the site's time zone) as a Date, for display in any time zone.
 *
 * @param {string} stored  "YYYY-MM-DD HH:mm:ss"
 * @returns {Date}
 */
export function instant(stored) {
	return moment.tz(stored, frappe.boot.time_zone.system).toDate();
}

function format(date, options) {
	const language = (frappe.boot.lang || "en").replace("_", "-");
	return new Intl.DateTimeFormat(language, options).format(date);
}

/** Date and time, such as "Tue, 24 Nov, 14:00", in the user's time zone or another one. */
export function day_and_hour(stored, time_zone = frappe.boot.time_zone.user) {
	return format(instant(stored), {
		weekday: "short",
		day: "numeric",
		month: "short",
		year: stored.startsWith(`${new Date().getFullYear()}-`) ? undefined : "numeric",
		hour: "2-digit",
		minute: "2-digit",
		hourCycle: "h23",
		timeZone: time_zone,
	});
}

/** A date, such as "Tue, 24 Nov". */
export function short_day(day) {
	return format(moment.utc(day).toDate(), {
		weekday: "short",
		day: "numeric",
		month: "short",
		timeZone: "UTC",
	});
}

/** Whether two time zones show different times at that moment. */
export function hours_differ(stored, time_zone) {
	return day_and_hour(stored, time_zone) !== day_and_hour(stored);
}

/** Offer the IANA names in a Time Zone field. */
export function offer_time_zones(frm, fieldname = "time_zone") {
	if (!Intl.supportedValuesOf) return;
	const zones = ["UTC", ...Intl.supportedValuesOf("timeZone")];
	frm.set_df_property(fieldname, "options", zones);
	frm.fields_dict[fieldname].set_data?.(zones);
}
