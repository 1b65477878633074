"""The surfaces, one row each. A DocType or an endpoint of ours that is on no row fails a test.

A row's ``shows`` says whether somebody entitled finds the records there; where nobody does, the row holds
what no user at all may learn.
"""

from tests.security.surfaces.change_surfaces import CHANGE_SURFACES
from tests.security.surfaces.host_surfaces import HOST_SURFACES
from tests.security.surfaces.our_surfaces import OUR_SURFACES
from tests.security.surfaces.trace_surfaces import TRACE_SURFACES

SURFACES = (*HOST_SURFACES, *TRACE_SURFACES, *CHANGE_SURFACES, *OUR_SURFACES)

# These name no stakeholder, or only a number; which role reads them is in docs/roles.md.
NAMELESS = (
	*("Contact Suppression", "Stakeholder CRM Settings", "Agency Liaison", "Stakeholder Access Log"),
	*("Stakeholder Likeness Key", "Calendar Feed", "Engagement Plan Template", "ERPNext Link"),
	*("Duplicate Exception", "Address Book Link", "Sealed Text"),
)
