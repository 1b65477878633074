"""A contact as it is kept with the row that it was read from."""

from hypothesis import given
from hypothesis import strategies as st

from stakeholder_crm.domain.contact_files.contact import Contact, ContactPoint, as_values, from_values

TEXT = st.text(max_size=20)


@given(
	TEXT,
	st.lists(st.builds(ContactPoint, st.sampled_from(("Email", "Phone")), TEXT, st.booleans())),
	st.dictionaries(TEXT, TEXT),
	st.lists(TEXT),
)
def test_what_is_kept_of_a_contact_is_all_of_it(name, points, fields, avoided):
	contact = Contact(name, points=tuple(points), fields=fields, avoided=tuple(avoided))
	again = from_values({"full_name": name, **as_values(contact)})
	assert again == contact
