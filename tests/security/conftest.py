"""The same transaction, jobs and clock as the integration tests."""

from tests.integration.conftest import (  # noqa: F401
	freeze,
	jobs,
	mail_sink,
	module_transaction,
	run_after_commit,
	smtp_server,
	transaction,
)
