"""The documentation's pictures, taken from a demo site that is being served.

Usage: python -m dev.screenshots <address> <folder>, after `make demo`, with the bench's Python.
Pictures whose names end in -phone are taken at phone width.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from dev.progress import say
from dev.system import program

PASSWORD = "demo"
FLAGS = (
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
)
SIZES = {
	"": {"viewport": {"width": 1280, "height": 860}, "device_scale_factor": 1},
	"-phone": {
		"viewport": {"width": 390, "height": 844},
		"device_scale_factor": 2,
		"is_mobile": True,
		"has_touch": True,
	},
}


@dataclass(frozen=True, slots=True)
class Picture:
	"""One page to show.

	Attributes:
		name: of the file, without its ending.
		user: whose Desk it is, the part before @demo.example.
		route: what follows /app; {} is replaced by the name of the record found.
		find: DocType, field and value that find the record.
		wait_for: a selector that is there when the page is complete.
		phone: whether it is shown at phone width as well.
	"""

	name: str
	user: str
	route: str
	wait_for: str
	find: tuple[str, str, str] | None = None
	phone: bool = True


WAITING = quote(json.dumps(["in", ["Awaiting Approval", "Scheduled", "Blocked", "Needs Review", "Failed"]]))
QUAY = "The quay: from a trial to an agreement"
PICTURES = (
	Picture("workspace", "outreach", "/outreach", ".layout-main-section .widget"),
	Picture(
		"community-leader",
		"outreach",
		"/community-leader/{}",
		".form-tabs",
		("Community Leader", "display_name", "Amara Okonjo"),
	),
	Picture(
		"meeting",
		"outreach",
		"/stakeholder-meeting/{}",
		".form-tabs, .form-layout .grid-row",
		("Stakeholder Meeting", "subject", QUAY),
	),
	Picture("brief", "outreach", "/meeting-brief/{}", ".form-layout", ("Meeting Brief", "subject", QUAY)),
	Picture(
		"log",
		"outreach",
		"/meeting-log/{}",
		".form-layout .grid-row",
		("Meeting Log", "subject", "The quay: one map, two pens"),
	),
	Picture(
		"thank-yous",
		"manager",
		f"/thank-you-follow-up?status={WAITING}",
		".list-row-container .list-row",
		phone=False,
	),
	Picture("follow-up-health", "manager", "/query-report/Follow-up Health", ".dt-row"),
	Picture(
		"by-hand",
		"outreach",
		"/thank-you-follow-up/{}",
		".scrm-script",
		("Thank You Follow Up", "stakeholder_name", "Samuel Adeyemi"),
	),
	Picture("losing-touch", "outreach", "/query-report/Losing Touch", ".dt-row", phone=False),
)


def main(address: str, folder: Path) -> None:
	folder.mkdir(parents=True, exist_ok=True)
	with sync_playwright() as playwright:
		browser = playwright.chromium.launch(executable_path=program("chromium"), args=list(FLAGS))
		for suffix in SIZES:
			for user in sorted({picture.user for picture in PICTURES}):
				_take_all(browser, address, folder, suffix, user)
		browser.close()


def _take_all(browser: Browser, address: str, folder: Path, suffix: str, user: str) -> None:
	context = browser.new_context(base_url=address, **SIZES[suffix])
	answer = context.request.post("/api/method/login", form={"usr": f"{user}@demo.example", "pwd": PASSWORD})
	if not answer.ok:
		raise SystemExit(f"{user}@demo.example cannot log in: run `make demo` first.")
	page = context.new_page()
	for picture in PICTURES:
		if picture.user == user and (picture.phone or not suffix):
			_take(page, picture, folder / f"{picture.name}{suffix}.png")
	context.close()


def _take(page: Page, picture: Picture, file: Path) -> None:
	page.goto("/app" + picture.route.replace("{}", _found(page, picture)))
	page.wait_for_selector(picture.wait_for, timeout=60_000)
	page.wait_for_load_state("networkidle")
	page.wait_for_timeout(1500)
	page.screenshot(path=file)
	# Flat colours of a screen: a palette is a third of the size and looks the same.
	Image.open(file).convert("RGB").quantize(192, dither=Image.Dither.NONE).save(file, optimize=True)
	say(f"• {file}")


def _found(page: Page, picture: Picture) -> str:
	if not picture.find:
		return ""
	doctype, field, value = picture.find
	query = {
		"filters": json.dumps([[field, "=", value]]),
		"order_by": "creation desc",
		"limit_page_length": "1",
	}
	answer = page.context.request.get(f"/api/resource/{doctype}", params=query)
	return answer.json()["data"][0]["name"]


if __name__ == "__main__":
	main(sys.argv[1].rstrip("/"), Path(sys.argv[2]))
