"""Layout of both versions: side by side, or stacked in a narrow window."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.attention.detail import SideBySideView


@pytest.fixture
def versions(qtbot: QtBot) -> Iterator[SideBySideView]:
    parts = QPushButton("Mine, on this computer"), QPushButton("Theirs, in Kanbert")
    page, made = QWidget(), SideBySideView(parts, 16)
    qtbot.addWidget(page)
    made.setParent(page)
    made.resize(800, 300)
    page.show()
    yield made
    page.close()


def offsets(versions: SideBySideView) -> tuple[int, int]:
    """Horizontal and vertical offset of the second version."""
    mine, theirs = versions._parts
    return theirs.x() - mine.x(), theirs.y() - mine.y()


def test_wide_versions_are_side_by_side(versions: SideBySideView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: offsets(versions)[0] > 300)
    assert offsets(versions)[1] == 0


def test_narrow_versions_are_stacked_and_not_cut_off(versions: SideBySideView, qtbot: QtBot) -> None:
    narrow = max(part.minimumSizeHint().width() for part in versions._parts) + 20
    assert versions.minimumSizeHint().width() <= narrow
    versions.resize(narrow, 300)
    qtbot.waitUntil(lambda: offsets(versions)[1] > 0)
    assert offsets(versions)[0] == 0
    versions.resize(800, 300)
    qtbot.waitUntil(lambda: offsets(versions)[1] == 0)
