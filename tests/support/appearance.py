"""Restores the application's appearance, which all tests of a worker share."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="module", autouse=True)
def appearance_restored(qapp: QApplication) -> Iterator[None]:
    """For a module that makes its own themes; the shared one may live as long as the session."""
    font, palette, sheet = qapp.font(), qapp.palette(), qapp.styleSheet()
    yield
    qapp.setFont(font)
    qapp.setPalette(palette)
    qapp.setStyleSheet(sheet)
