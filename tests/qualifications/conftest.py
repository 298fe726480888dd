from collections.abc import Iterator
from typing import Any

import pytest

from qualifications import vocabulary as words


@pytest.fixture(autouse=True)
def _catalogue(vocabulary: None, db: Any) -> Iterator[None]:
    """All tests of this room stand on the catalogue as shipped."""
    yield
    words.unpin()
