"""The inspections find what they are meant to find."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.style.theme import Theme
from support.idle_events import process_until_idle
from ui.layout.contrast import low_contrast_texts
from ui.layout.focus_rings import FocusRings
from ui.layout.inspection import cut_off_texts, untranslated


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 200)
    QVBoxLayout(made)
    made.show()
    yield made
    made.hide()


def put(window: QWidget, part: QWidget) -> None:
    layout = window.layout()
    assert layout is not None
    layout.addWidget(part)
    process_until_idle()


def test_an_untranslated_text_is_found(window: QWidget) -> None:
    put(window, QLabel("[Ûñđö~~] Redo"))
    assert [fault for fault in untranslated() if "Redo" in fault]


def test_a_text_beyond_its_widget_is_found(window: QWidget) -> None:
    label = QLabel("[a text that is too long for so little room]")
    label.setFixedWidth(60)
    put(window, label)
    assert any("clips" in fault for fault in cut_off_texts("[", "]"))


def test_an_elided_text_is_found(window: QWidget) -> None:
    put(window, QLabel("[a text that is too …"))
    assert any("elides" in fault for fault in cut_off_texts("[", "]"))


def test_an_elided_text_that_tooltip_and_screen_reader_tell_in_full_is_no_fault(window: QWidget) -> None:
    label = QLabel("[a text that is too …")
    label.setToolTip("[a text that is too long]")
    put(window, label)
    assert cut_off_texts("[", "]")
    label.setAccessibleName("[a text that is too long]")
    assert not cut_off_texts("[", "]")


def test_a_complete_and_dark_text_is_no_fault(window: QWidget) -> None:
    put(window, QLabel("[Ûñđö~~]"))
    assert (list(untranslated()), list(cut_off_texts("[", "]")), list(low_contrast_texts())) == ([], [], [])


def test_a_text_with_too_little_contrast_is_found(window: QWidget) -> None:
    label = QLabel("Undo")
    label.setStyleSheet("color: #9AA4B2; background: white;")
    put(window, label)
    assert [fault for fault in low_contrast_texts() if "#9aa4b2" in fault]


def test_a_button_without_focus_ring_is_found(window: QWidget, qtbot: QtBot) -> None:
    plain, silent = QPushButton("plain"), QPushButton("silent")
    silent.setStyleSheet("QPushButton, QPushButton:focus { border: none; }")
    put(window, plain)
    put(window, silent)
    assert [fault.rpartition(" ")[2] for fault in FocusRings(qtbot).missing_in(window)] == ["“silent”"]
