import { show_connections } from "./connections";
import { offer_stakeholders } from "./origin";
import { offer_employees } from "./team";

// The field and most of these forms exist only if ERPNext is installed.
const CONNECTED = [
	...["Community Leader", "Activist", "Partner Agency", "Stakeholder Meeting", "Stakeholder Commitment"],
	...["Customer", "Employee", "Lead", "Project", "Prospect", "Supplier", "Task"],
];

for (const doctype of CONNECTED) {
	frappe.ui.form.on(doctype, { refresh: show_connections });
}
for (const doctype of ["Lead", "Prospect"]) {
	frappe.ui.form.on(doctype, { refresh: offer_stakeholders });
}
frappe.ui.form.on("Stakeholder Meeting", { refresh: offer_employees });
