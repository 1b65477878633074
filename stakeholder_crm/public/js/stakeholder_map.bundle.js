import { StakeholderMap } from "./maps/map_page";
import { StakeholderNetwork } from "./maps/network_page";

frappe.provide("stakeholder_crm");

Object.assign(window.stakeholder_crm, { StakeholderMap, StakeholderNetwork });
