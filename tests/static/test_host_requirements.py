"""What we depend on can be installed beside what each host depends on: the pins they share with us, as released."""

import pytest
import tomllib
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version

from tests.static.project import ROOT

FRAPPE_15 = ("phonenumbers==8.13.55", "python-dateutil~=2.8.2", "vobject~=0.9.7")
FRAPPE_16 = ("phonenumbers~=9.0.21", "python-dateutil~=2.9.0.post0", "vobject~=0.9.9")
HOSTS = {
	"Frappe 15.72": FRAPPE_15,
	"ERPNext 15.71": (*FRAPPE_15, "holidays~=0.28", "rapidfuzz~=3.12.2"),
	"Frappe 16.4": FRAPPE_16,
	"ERPNext 16.18": (*FRAPPE_16, "holidays~=0.87", "rapidfuzz~=3.14.3"),
}
# What a version of ours asks for in turn, where a host pins that: by the first version that asks for it.
FURTHER = {
	"holidays": {"0.40": "python-dateutil", "0.86": "python-dateutil", "0.87": "python-dateutil>=2.9.0.post0"}
}


@pytest.mark.parametrize("host", HOSTS)
def test_our_requirements_fit_beside_a_hosts(host: str) -> None:
	theirs = {one.name: one.specifier for one in map(Requirement, HOSTS[host])}
	project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
	ours = {one.name: one.specifier for one in map(Requirement, project["dependencies"])}
	refused = {name for name in ours if name in theirs and not _versions(ours[name], theirs[name])}
	assert refused == set()
	for name, asked in FURTHER.items():
		both = ours[name] & theirs.get(name, SpecifierSet())
		fits = {version for version in asked if version in both and _fits(asked[version], theirs)}
		assert fits, f"{host}: no version of {name} goes with what it pins"


def test_the_hosts_that_the_app_names_are_those_we_resolve_against() -> None:
	bench = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["bench"]["frappe-dependencies"]
	named = SpecifierSet(bench["frappe"])
	seen = [host.partition(" ")[2] for host in HOSTS if host.startswith("Frappe")]
	assert [version for version in seen if version not in named] == []
	assert "15.71" not in named
	assert "17.0" not in named


def _versions(ours: SpecifierSet, theirs: SpecifierSet) -> set[Version]:
	"""Those of the versions which either names that both allow: two ranges that meet do so at a bound of one."""
	bounds = {Version(one.version) for one in (*ours, *theirs)}
	return {version for version in bounds if version in ours and version in theirs}


def _fits(asked: str, theirs: dict[str, SpecifierSet]) -> bool:
	requirement = Requirement(asked)
	return bool(_versions(requirement.specifier or SpecifierSet(">=0"), theirs[requirement.name]))
