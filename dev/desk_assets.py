"""placeholder"""


def build() -> None:
	"""placeholder"""
