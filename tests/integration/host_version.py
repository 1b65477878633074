"""What differs between the hosts that the tests run on."""

import frappe

# Where a hook narrows a list, Frappe 16 looks up each time what was shared with its reader; 15 only beside User
# Permissions and where owners alone may read.
SHARES_ASKED_A_LIST = 1 if int(frappe.__version__.split(".")[0]) >= 16 else 0
