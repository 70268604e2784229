"""What tests that look at the screen share."""

from collections.abc import Iterator

import pytest

from kanbert_desktop.ui.style.theme import Scheme, Theme
from ui.shapes.speaking import speaking


@pytest.fixture(params=[Scheme.LIGHT, Scheme.DARK])
def scheme(request: pytest.FixtureRequest, theme: Theme) -> Iterator[str]:
    """In English, worn from here on; afterwards it is light again."""
    with speaking("en"):
        theme.use(request.param)
        yield request.param
        theme.use(Scheme.LIGHT)
