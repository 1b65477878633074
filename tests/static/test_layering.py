"""Data flows one way; import-linter holds the contracts that pyproject.toml writes down."""

import subprocess
import sys
from pathlib import Path

from tests.static.project import ROOT


def test_the_contracts_are_kept() -> None:
	program = Path(sys.executable).parent / "lint-imports"
	run = subprocess.run(
		[program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
	)
	assert run.returncode == 0, run.stdout + run.stderr
