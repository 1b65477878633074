"""The documentation's pictures, taken from a demo site that is being served.

Usage: python -m dev.screenshots <address> <folder>, after `make demo`, with the bench's Python.
With a third argument, `v16`, what the Desk of another host looks like, in files whose names begin so.
Pictures whose names end in -phone are taken at phone width, those in -dark in dark mode.
"""

import json
import re
import sys
import time
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import APIResponse, Browser, BrowserContext, Page, sync_playwright

from dev.progress import say
from dev.system import program

PASSWORD = "demo"
PRIVACY = "/api/method/stakeholder_crm.api.privacy"
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
	"-dark": {"viewport": {"width": 1280, "height": 860}, "device_scale_factor": 1},
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
		dark: whether it is shown in dark mode as well.
		height: of the screen on a desk, in pixels, where more is to be seen than usual.
	"""

	name: str
	user: str
	route: str
	wait_for: str
	find: tuple[str, str, str] | None = None
	phone: bool = True
	dark: bool = False
	height: int = 860

	def sizes(self) -> set[str]:
		"""The endings of its files' names."""
		return {"", *(["-phone"] if self.phone else []), *(["-dark"] if self.dark else [])}


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
	Picture("follow-up-health", "manager", "/query-report/Follow-up Health", ".dt-row", phone=False),
	Picture(
		"by-hand",
		"outreach",
		"/thank-you-follow-up/{}",
		".scrm-script",
		("Thank You Follow Up", "stakeholder_name", "Samuel Adeyemi"),
	),
	Picture("partnerships", "manager", "/partnerships", ".scrm-question", dark=True, height=1400),
	Picture("losing-touch", "outreach", "/query-report/Losing Touch", ".dt-row", phone=False),
	Picture("partnership-health", "manager", "/query-report/Partnership Health", ".dt-row", dark=True),
	Picture(
		"you-said-we-did", "manager", "/query-report/You Said We Did?place=Saltmarsh", ".dt-row", dark=True
	),
	Picture("retention-review", "manager", "/query-report/Retention Review", ".dt-row", phone=False),
	Picture(
		"erasure",
		"safeguarding",
		"/erasure-request/{}",
		".scrm-erased",
		("Erasure Request", "status", "Erased"),
		phone=False,
	),
	Picture(
		"access-log", "safeguarding", "/stakeholder-access-log", ".list-row-container .list-row", phone=False
	),
)
# What looks different on another host: frame, sidebar, lists, forms.
HOST_PICTURES = (
	Picture("home", "outreach", "/", ".desktop-icon"),
	PICTURES[0],
	PICTURES[1],
	PICTURES[2],
	Picture("thank-yous", "outreach", "/thank-you-follow-up", ".list-row-container .list-row"),
	Picture("map", "outreach", "/stakeholder-map", ".scrm-map-table"),
)
# Whose time is over, in the pictures' story.
KEPT_TOO_LONG = (("Community Leader", 40), ("Activist", 12), ("Partner Agency", 3))
FORGOTTEN = {"full_name": "Rosa Lindqvist", "causes": "Night buses", "status": "Active"}
ERASURE_SECONDS = 120


def main(address: str, folder: Path, host: str = "") -> None:
	folder.mkdir(parents=True, exist_ok=True)
	pictures = PICTURES
	if host:
		pictures = tuple(replace(picture, name=f"{host}-{picture.name}") for picture in HOST_PICTURES)
	with sync_playwright() as playwright:
		browser = playwright.chromium.launch(executable_path=program("chromium"), args=list(FLAGS))
		if not host:
			_tell_the_story(browser, address)
		for suffix in SIZES:
			for user in sorted({picture.user for picture in pictures}):
				taken = [
					picture for picture in pictures if picture.user == user and suffix in picture.sizes()
				]
				_take_all(logged_in(browser, address, suffix, user), taken, folder, suffix)
		browser.close()


def _tell_the_story(browser: Browser, address: str) -> None:
	"""Let time pass for some, and forget one person, so that there is something to show."""
	manager = logged_in(browser, address, "", "manager").request
	for kind, days in KEPT_TOO_LONG:
		query = {
			"filters": json.dumps([["status", "=", "Active"]]),
			"order_by": "name",
			"limit_page_length": "1",
		}
		(person,) = manager.get(f"/api/resource/{kind}", params=query).json()["data"]
		until = str(date.today() - timedelta(days=days))
		_ok(manager.put(f"/api/resource/{kind}/{person['name']}", data={"retain_until": until}))
	outreach = logged_in(browser, address, "", "outreach").request
	lead = logged_in(browser, address, "", "safeguarding").request
	person = _ok(outreach.post("/api/resource/Activist", data=FORGOTTEN))["data"]
	request = {
		"stakeholder_type": "Activist",
		"stakeholder": person["name"],
		"reason": "Data Subject Request",
		"asked_by": "Herself, by phone",
	}
	name = {"name": _ok(outreach.post("/api/resource/Erasure Request", data=request))["data"]["name"]}
	_ok(lead.post(f"{PRIVACY}.approve_erasure", data={**name, "note": "Called back on the known number"}))
	_ok(lead.post(f"{PRIVACY}.erase", data=name))
	deadline = time.monotonic() + ERASURE_SECONDS
	while _ok(lead.post(f"{PRIVACY}.erasure_progress", data=name))["message"]["status"] != "Erased":
		if time.monotonic() > deadline:
			raise SystemExit("The erasure is not carried out: is the demo's worker running?")
		time.sleep(1)


def _ok(answer: APIResponse) -> dict[str, Any]:
	if not answer.ok:
		raise SystemExit(f"{answer.url}: {answer.text()}")
	return answer.json()


def logged_in(browser: Browser, address: str, suffix: str, user: str) -> BrowserContext:
	"""The Desk of a user of the demo site, in one of the sizes."""
	context = browser.new_context(base_url=address, **SIZES[suffix])
	answer = context.request.post("/api/method/login", form={"usr": f"{user}@demo.example", "pwd": PASSWORD})
	if not answer.ok:
		raise SystemExit(f"{user}@demo.example cannot log in: run `make demo` first.")
	# What a page sends with each change, so that no other site can.
	home = context.request.get("/app").text()
	token = re.search(r'csrf_token = "(\w+)"', home)
	context.set_extra_http_headers({"X-Frappe-CSRF-Token": token[1] if token else ""})
	return context


def _take_all(context: BrowserContext, pictures: list[Picture], folder: Path, suffix: str) -> None:
	page = context.new_page()
	for picture in pictures:
		_take(page, picture, folder / f"{picture.name}{suffix}.png", suffix)
	context.close()


def _take(page: Page, picture: Picture, file: Path, suffix: str) -> None:
	if suffix != "-phone":
		page.set_viewport_size({"width": 1280, "height": picture.height})
	page.goto("/app" + picture.route.replace("{}", found(page, picture)))
	page.wait_for_selector(picture.wait_for, timeout=60_000)
	if suffix == "-dark":
		page.evaluate("document.documentElement.dataset.theme = 'dark'")
	page.wait_for_load_state("networkidle")
	page.wait_for_timeout(1500)
	shoot(page, file)


def shoot(page: Page, file: Path) -> None:
	"""Take what is on the screen."""
	page.screenshot(path=file)
	# Flat colours of a screen: a palette is a third of the size and looks the same.
	Image.open(file).convert("RGB").quantize(192, dither=Image.Dither.NONE).save(file, optimize=True)
	say(f"• {file}")


def found(page: Page, picture: Picture) -> str:
	"""The name of the record that a picture shows; empty where it shows none."""
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
	main(sys.argv[1].rstrip("/"), Path(sys.argv[2]), *sys.argv[3:4])
