"""Restart the throw-away bench's own servers under whatever is running."""

from dev import services


def restart_mariadb() -> None:
	"""Stop MariaDB, which takes every connection away, and start it again."""
	services.stop("mariadb")
	services.ensure()


def restart_redis() -> None:
	"""Stop both Redis servers, which forget everything, and start them again."""
	services.stop("redis_cache")
	services.stop("redis_queue")
	services.ensure()
