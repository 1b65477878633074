import { el } from "./dom";

/** Form handlers that say above the comment box what the vault does not do. */
export const comment_hint = {
	refresh(frm) {
		const box = frm.footer?.wrapper?.find(".comment-box .comment-input-container")[0];
		if (!box || box.previousElementSibling?.classList.contains("scrm-comment-hint")) return;
		const text = __("Comments are not encrypted. Do not write who a Confidential person is.");
		box.before(el("p", { class: "scrm-comment-hint text-muted small mb-2" }, text));
	},
};
