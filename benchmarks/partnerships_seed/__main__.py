"""Usage: python -m benchmarks.partnerships_seed <site> [--stakeholders 100000], from inside the sites folder."""

import argparse

from benchmarks.connection import connected
from benchmarks.partnerships_seed.seed import FULL, seed


def main() -> None:
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("site")
	parser.add_argument("--stakeholders", type=int, default=FULL)
	arguments = parser.parse_args()
	with connected(arguments.site):
		print(seed(arguments.stakeholders))


if __name__ == "__main__":
	main()
