frappe.pages["stakeholder-network"].on_page_load = (wrapper) => {
	wrapper.loaded = stakeholder_crm.load_maps().then(() => new stakeholder_crm.StakeholderNetwork(wrapper));
};

frappe.pages["stakeholder-network"].on_page_show = async (wrapper) => (await wrapper.loaded).show();
