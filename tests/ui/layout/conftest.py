"""The whole window with everything in it, for tests that look at all of its places."""

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
    """One for all: each listens to the system as long as the application lives. Who changes it puts it back."""
    return Theme(qapp, "light")


@pytest.fixture
def window_fixture(profile: Path, theme: Theme, qtbot: QtBot) -> Iterator[WindowFixture]:
    """Signed in."""
    with open_window_fixture(profile, theme, qtbot, signed_in=True) as ready:
        yield ready


@pytest.fixture
def signed_out_window_fixture(profile: Path, theme: Theme, qtbot: QtBot) -> Iterator[WindowFixture]:
    """Nobody is signed in."""
    with open_window_fixture(profile, theme, qtbot, signed_in=False) as ready:
        yield ready


@pytest.fixture(params=[Scheme.LIGHT, Scheme.DARK])
def scheme(request: pytest.FixtureRequest, theme: Theme) -> Iterator[str]:
    """In English, worn from here on; afterwards it is light again."""
    with in_language("en"):
        theme.configure(request.param)
        yield request.param
        theme.configure(Scheme.LIGHT)
