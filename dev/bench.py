"""The whole throw-away bench, step by step; what is done already is left alone."""

from dev import desk_assets, paths, python_env, services, site, source, stamps, system


def ensure(*, browser: bool = False) -> None:
	"""Build what is missing and start the servers.

	Args:
		browser: whether Chromium is wanted too.
	"""
	paths.make_folders()
	with stamps.only_one("build", "building"):
		system.check_interpreters()
		system.install_packages(browser)
		python_env.build()
		source.unpack()
		site.write_apps_txt()
		services.ensure()
		desk_assets.build()
