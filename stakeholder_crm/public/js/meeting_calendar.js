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
		/** Asked for when the host has loaded its calendar, of which there are two. */
		get options() {
			return {
				allDaySlot: false,
				scrollTime: "07:00:00",
				// Frappe treats every meeting as an all-day event, which would leave the hours empty.
				eventDataTransform: (meeting) => ({ ...meeting, allDay: false }),
				...(frappe.FullCalendar ? for_16(narrow) : for_15(narrow)),
			};
		},
	};
}

/** FullCalendar 3. */
function for_15(narrow) {
	return {
		timeFormat: "HH:mm",
		slotLabelFormat: "HH:mm",
		noEventsMessage: __("No meetings in this period."),
		eventRender: (event, element) => show_status(event, event.status, element),
		...(narrow && {
			defaultView: "listWeek",
			header: { left: "prev, title, next", right: "listWeek, month" },
			titleFormat: "D MMM YYYY",
			views: { listWeek: { buttonText: __("Week") }, month: { titleFormat: "MMM YYYY" } },
			height: "auto",
			eventLimit: true,
		}),
	};
}

/** FullCalendar 6. */
function for_16(narrow) {
	const hours = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
	const month = { month: "short", year: "numeric" };
	return {
		eventTimeFormat: hours,
		slotLabelFormat: hours,
		noEventsContent: __("No meetings in this period."),
		eventDidMount: ({ event, el }) => show_status(event, event.extendedProps.status, $(el)),
		...(narrow && {
			initialView: "listWeek",
			headerToolbar: { left: "prev,title,next", center: "", right: "listWeek,dayGridMonth" },
			titleFormat: { day: "numeric", ...month },
			views: { listWeek: { buttonText: __("Week") }, dayGridMonth: { titleFormat: month } },
			height: "auto",
			dayMaxEvents: true,
		}),
	};
}

function show_status(event, status, element) {
	const color = status_color("Stakeholder Meeting", status);
	const told = __(status, null, "Stakeholder Meeting");
	element.addClass("scrm-event").attr("title", `${event.title} · ${told}`);
	element.css({ "--scrm-event-bg": `var(--bg-${color})`, "--scrm-event-text": `var(--text-on-${color})` });
	if (["Cancelled", "Postponed"].includes(status)) element.addClass("scrm-event-off");
}
