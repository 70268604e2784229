"""Fixtures of the whole window with sample data of every kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.style.theme import Scheme, Theme
from ui.layout.locale_fixture import in_language
from ui.layout.window_fixture import WindowFixture, open_window_fixture


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """One theme for all tests: each theme follows the system as long as the application lives. Tests that change it
    restore it.
    """
    return Theme(qapp, "light")


@pytest.fixture
def window_fixture(profile: Path, theme: Theme, qtbot: QtBot) -> Iterator[WindowFixture]:
    """The window, signed in."""
    with open_window_fixture(profile, theme, qtbot, signed_in=True) as ready:
        yield ready


@pytest.fixture
def signed_out_window_fixture(profile: Path, theme: Theme, qtbot: QtBot) -> Iterator[WindowFixture]:
    """The window, signed out."""
    with open_window_fixture(profile, theme, qtbot, signed_in=False) as ready:
        yield ready


@pytest.fixture(params=[Scheme.LIGHT, Scheme.DARK])
def scheme(request: pytest.FixtureRequest, theme: Theme) -> Iterator[str]:
    """Applies a scheme, in English; the light scheme is restored afterwards."""
    with in_language("en"):
        theme.configure(request.param)
        yield request.param
        theme.configure(Scheme.LIGHT)
