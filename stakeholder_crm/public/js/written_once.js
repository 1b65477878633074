/**
 * The form of append-only records.
 *
 * Frappe enables a form only with write permission, which nobody has here. For a new record, create
 * permission is used instead, as on the server.
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
