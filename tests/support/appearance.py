"""The application's look belongs to all tests of a worker: whoever puts on another one gives it back."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="module", autouse=True)
def appearance_restored(qapp: QApplication) -> Iterator[None]:
    """For a module that makes themes of its own; the one of its neighbours may live as long as the session."""
    font, palette, sheet = qapp.font(), qapp.palette(), qapp.styleSheet()
    yield
    qapp.setFont(font)
    qapp.setPalette(palette)
    qapp.setStyleSheet(sheet)
