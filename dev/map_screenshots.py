"""The pictures of the Stakeholder Map and of the Network, with as many people on them as their names say.

Usage, with the bench's Python, from inside its sites folder, after `make demo`:
python -m dev.map_screenshots <address> <site> <folder>. Everybody who is added is taken away again.
"""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from dev.screenshots import FLAGS, logged_in, shoot
from dev.system import program

MAP, NETWORK = "/app/stakeholder-map", "/app/stakeholder-network"
DARK = "document.documentElement.setAttribute('data-theme', 'dark')"
TO_THE_CHART = "document.querySelector('.scrm-map-toolbar').scrollIntoView(); window.scrollBy(0, -70)"


@dataclass(frozen=True, slots=True)
class Picture:
	"""One picture: its file's name without the ending, the page, the size, and whether it is dark."""

	name: str
	path: str
	suffix: str = ""
	dark: bool = False


# How many people are added to the demo's before these are taken.
PICTURES = {
	12: (
		Picture("map-40", MAP),
		Picture("map-40-dark", MAP, dark=True),
		Picture("map-phone", MAP, "-phone"),
	),
	0: (
		Picture("network", NETWORK),
		Picture("network-dark", NETWORK, dark=True),
		Picture("network-phone", NETWORK, "-phone"),
	),
	2000: (
		Picture("map-2000", MAP),
		Picture("map-2000-dark", MAP, dark=True),
		Picture("map-2000-phone", MAP, "-phone"),
	),
}


def main(address: str, site: str, folder: Path) -> None:
	with sync_playwright() as playwright:
		browser = playwright.chromium.launch(executable_path=program("chromium"), args=list(FLAGS))
		for people, pictures in PICTURES.items():
			_add_people(site, people)
			for picture in pictures:
				_take(browser, address, picture, folder / f"{picture.name}.png")
		_add_people(site, 0)
		browser.close()


def _add_people(site: str, count: int) -> None:
	subprocess.run([sys.executable, "-m", "benchmarks.map_people", site, str(count)], check=True)


def _take(browser: Browser, address: str, picture: Picture, file: Path) -> None:
	context = logged_in(browser, address, picture.suffix, "manager")
	page: Page = context.new_page()
	page.goto(picture.path)
	page.wait_for_selector('.scrm-map[aria-busy="false"]', timeout=60_000)
	if picture.dark:
		page.evaluate(DARK)
	if picture.suffix:
		page.evaluate(TO_THE_CHART)
	page.wait_for_load_state("networkidle")
	page.wait_for_timeout(1500)
	shoot(page, file)
	context.close()


if __name__ == "__main__":
	main(sys.argv[1].rstrip("/"), sys.argv[2], Path(sys.argv[3]).resolve())
