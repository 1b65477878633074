/**
 * The form of records that are created and never edited.
 *
 * Frappe shows a form to fill in only to those who may also write; nobody may write these. While a
 * record is new, the right to create is the right that counts; the server asks for nothing else.
 */
export const written_once = {
	setup(frm) {
		const fetch_permissions = frm.fetch_permissions.bind(frm);
		frm.fetch_permissions = () => {
			fetch_permissions();
			if (frm.is_new()) frm.perm = frm.perm.map((level) => ({ ...level, write: level.create }));
		};
		frm.fetch_permissions();
	},
};
