"""A label of one line that ends in an ellipsis where it is too narrow."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.widgets import literal_text
from kanbert_desktop.ui.widgets.literal_text import ElidedLabel
from support.painted_text import painted_texts


@pytest.fixture
def label(qtbot: QtBot) -> Iterator[ElidedLabel]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 100)
    made = ElidedLabel("Relaunch of the <b>website</b>", window)
    made.resize(500, 30)
    window.show()
    yield made
    window.hide()


def painted(label: ElidedLabel) -> str:
    return "".join(one.text for one in painted_texts(label))


@pytest.fixture
def tooltips(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was shown. Qt's own keeps the text of an earlier test for a moment."""
    shown: list[str] = []
    monkeypatch.setattr(
        literal_text, "QToolTip", SimpleNamespace(showText=lambda _at, text, _by: shown.append(text))
    )
    return shown


def point_at(label: ElidedLabel) -> None:
    place = QPoint(5, 5)
    QApplication.sendEvent(label, QHelpEvent(QEvent.Type.ToolTip, place, label.mapToGlobal(place)))


def test_a_text_that_fits_is_whole_and_has_no_tooltip(label: ElidedLabel, tooltips: list[str]) -> None:
    assert painted(label) == "Relaunch of the <b>website</b>"
    point_at(label)
    assert tooltips == [""]


def test_a_text_that_does_not_fit_is_shortened_and_whole_in_the_tooltip(
    label: ElidedLabel, tooltips: list[str]
) -> None:
    label.resize(100, 30)
    assert painted(label).startswith("Relaunch")
    assert painted(label).endswith("…")
    label.setToolTip("Client")
    point_at(label)
    assert [text.replace("\u200b", "") for text in tooltips] == ["Relaunch of the <b>website</b>\nClient"]
