frappe.pages["quick-log"].on_page_load = (wrapper) => {
	wrapper.scrm_page = new stakeholder_crm.QuickLog(wrapper);
};

frappe.pages["quick-log"].on_page_show = (wrapper) => wrapper.scrm_page.on_show();
