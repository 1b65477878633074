"""Data flows one way; import-linter holds the contracts that pyproject.toml writes down."""

import subprocess
import sys
from pathlib import Path

import grimp

from tests.static.project import ROOT


def test_the_contracts_are_kept() -> None:
	program = Path(sys.executable).parent / "lint-imports"
	run = subprocess.run(
		[program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
	)
	assert run.returncode == 0, run.stdout + run.stderr


def test_no_module_is_imported_by_one_that_it_imports() -> None:
	graph = grimp.build_graph("stakeholder_crm", cache_dir=None, exclude_type_checking_imports=True)
	mutual = [
		f"{module} and {imported}"
		for module in graph.modules
		for imported in graph.find_modules_directly_imported_by(module)
		if graph.chain_exists(importer=imported, imported=module)
	]
	assert mutual == []
