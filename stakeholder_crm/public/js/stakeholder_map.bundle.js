import { StakeholderMap } from "./maps/map_page";

frappe.provide("stakeholder_crm");

Object.assign(window.stakeholder_crm, { StakeholderMap });
