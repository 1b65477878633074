frappe.views.calendar["Stakeholder Meeting"] = stakeholder_crm.meeting_calendar();
