"""The pictures of what is printed, taken from a demo site that is being served.

Usage: python -m dev.print_screenshots <address> <folder>, after `make demo`, with the bench's Python.
"""

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from dev.screenshots import FLAGS, Picture, found, logged_in, shoot
from dev.system import program

QUAY = "The quay: from a trial to an agreement"
ABOUT = (
	Picture("print-meeting", "outreach", "Stakeholder Meeting", "", ("Stakeholder Meeting", "subject", QUAY)),
	Picture(
		"print-person",
		"outreach",
		"Community Leader",
		"",
		("Community Leader", "display_name", "Amara Okonjo"),
	),
	Picture(
		"print-confidential", "safeguarding", "Activist", "", ("Activist", "confidentiality", "Confidential")
	),
	Picture(
		"print-log",
		"outreach",
		"Meeting Log",
		"",
		("Meeting Log", "subject", "The quay: one map, two pens"),
	),
	Picture("print-brief", "outreach", "Meeting Brief", "", ("Meeting Brief", "subject", QUAY)),
)
# A4 at 96 dots an inch, and its margins.
WIDTH, HEIGHT = 794, 1123
MARGINS = "body { padding: 57px !important; }"


def main(address: str, folder: Path) -> None:
	with sync_playwright() as playwright:
		browser = playwright.chromium.launch(executable_path=program("chromium"), args=list(FLAGS))
		for picture in ABOUT:
			context = logged_in(browser, address, "", picture.user)
			page = context.new_page()
			_take(page, picture, folder / f"{picture.name}.png")
			context.close()
		browser.close()


def _take(page: Page, picture: Picture, file: Path) -> None:
	page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
	page.emulate_media(media="print")
	name = found(page, picture)
	page.goto(f"/printview?doctype={picture.route}&name={name}&format={picture.route}&no_letterhead=1")
	page.locator(".print-format").wait_for()
	page.add_style_tag(content=MARGINS)
	shoot(page, file)


if __name__ == "__main__":
	main(sys.argv[1].rstrip("/"), Path(sys.argv[2]))
