"""Fixtures of what a screen reader is given, in English."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.layout.conftest import signed_out_window_fixture, theme, window_fixture
from ui.layout.locale_fixture import in_language

__all__ = ["signed_out_window_fixture", "theme", "window_fixture"]


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    with in_language("en"):
        yield
