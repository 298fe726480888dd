import pytest

from jobboard import assets


@pytest.fixture(autouse=True, scope="session")
def built_assets() -> None:
    """Style bundle, font and icons as set-up makes them."""
    assets.main()
