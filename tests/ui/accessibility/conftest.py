"""What a screen reader is told, in English."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.layout.locale_fixture import in_language


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    with in_language("en"):
        yield
