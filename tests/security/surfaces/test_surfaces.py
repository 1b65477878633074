"""No cell of the matrix leaks, and no surface is blind."""

import pytest

from tests.security.surfaces import matrix, world
from tests.security.surfaces.table import SURFACES


@pytest.fixture(scope="module")
def results():
	return {}


@pytest.fixture
def there(users):
	return world.build()


def test_the_whole_matrix(there):
	found = list(matrix.rows(there))
	print(matrix.table(found))
	leaks = {
		(cell.surface.name, cell.viewer): sorted(cell.leaks) for row in found for cell in row if cell.leaks
	}
	print("LEAKS")
	[print(k, v) for k, v in leaks.items()]
	print("BLIND", [row[0].surface.name for row in found if matrix.blind(row)])
	assert not leaks
	assert not [row[0].surface.name for row in found if matrix.blind(row)]
