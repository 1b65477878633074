import { status_color } from "./indicators";

const NARROW = 768;

/** Frappe's calendar of meetings: in the user's time zone, coloured by status, as a list on phones. */
export function meeting_calendar() {
	const narrow = window.innerWidth < NARROW;
	return {
		fields: ["name", "subject", "starts_on", "ends_on", "status"],
		field_map: {
			id: "name",
			start: "starts_on",
			end: "ends_on",
			title: "subject",
			allDay: "all_day",
		},
		update_event_method: "stakeholder_crm.api.calendars.move_meeting",
		options: {
			timeFormat: "HH:mm",
			slotLabelFormat: "HH:mm",
			allDaySlot: false,
			scrollTime: "07:00:00",
			noEventsMessage: __("No meetings in this period."),
			// Frappe treats every meeting as an all-day event, which would leave the hours empty.
			eventDataTransform: (meeting) => ({ ...meeting, allDay: false }),
			eventRender: show_status,
			...(narrow ? for_phones() : {}),
		},
	};
}

function for_phones() {
	return {
		defaultView: "listWeek",
		header: { left: "prev, title, next", right: "listWeek, month" },
		titleFormat: "D MMM YYYY",
		views: { listWeek: { buttonText: __("Week") }, month: { titleFormat: "MMM YYYY" } },
		height: "auto",
		eventLimit: true,
	};
}

function show_status(event, element) {
	const color = status_color("Stakeholder Meeting", event.status);
	const status = __(event.status, null, "Stakeholder Meeting");
	element.addClass("scrm-event").attr("title", `${event.title} · ${status}`);
	element.css({ "--scrm-event-bg": `var(--bg-${color})`, "--scrm-event-text": `var(--text-on-${color})` });
	if (["Cancelled", "Postponed"].includes(event.status)) element.addClass("scrm-event-off");
}
