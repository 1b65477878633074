frappe.pages["stakeholder-map"].on_page_load = (wrapper) => {
	wrapper.loaded = stakeholder_crm.load_maps().then(() => new stakeholder_crm.StakeholderMap(wrapper));
};

frappe.pages["stakeholder-map"].on_page_show = async (wrapper) => (await wrapper.loaded).show();
