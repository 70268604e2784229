"""Fields while an input method composes text: nothing is lost with the focus, and nothing lies over it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.card_panel.rich_text import RichTextEditor
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.text_editors import GrowingTextEdit, GrowingTitleEdit
from kanbert_desktop.ui.widgets.text_fields import InputMethodLineEdit, InputMethodMixin
from plugins.screen import focus
from support.input_method import SURE, UNSURE, commit, compose, text_of

MakeField = Callable[[Theme, QWidget], InputMethodMixin]
FIELDS: dict[str, MakeField] = {
    "a line": lambda _theme, parent: InputMethodLineEdit(parent),
    "plain text": lambda _theme, parent: GrowingTextEdit(parent),
    "formatted text": RichTextEditor,
}


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture(params=FIELDS)
def field(request: pytest.FixtureRequest, theme: Theme, parent: QWidget) -> InputMethodMixin:
    return FIELDS[request.param](theme, parent)


@pytest.fixture
def title(parent: QWidget, qtbot: QtBot) -> GrowingTitleEdit:
    """The title of a card, with the focus."""
    field = GrowingTitleEdit(parent)
    field.show_title("Bread")
    parent.show()
    focus(qtbot, field)
    return field


def take_focus(field: QWidget) -> None:
    """As when another window is used."""
    lost = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QCoreApplication.sendEvent(field, lost)


def test_composed_text_stays_when_the_focus_goes(field: InputMethodMixin) -> None:
    commit(field, SURE)
    compose(field, UNSURE)
    assert text_of(field) == SURE
    take_focus(field)
    assert text_of(field) == SURE + UNSURE
    assert not field.is_composing
    compose(field, "")
    assert text_of(field) == SURE + UNSURE


def test_text_that_the_input_method_has_committed_itself_is_there_once(field: InputMethodMixin) -> None:
    compose(field, UNSURE)
    commit(field, SURE)
    take_focus(field)
    assert text_of(field) == SURE


def test_a_handler_that_takes_the_focus_doubles_nothing(parent: QWidget) -> None:
    field = GrowingTextEdit(parent)
    compose(field, UNSURE)
    field.textChanged.connect(lambda: take_focus(field))
    commit(field, SURE)
    assert text_of(field) == SURE


def test_the_placeholder_does_not_lie_over_composed_text(parent: QWidget) -> None:
    field = GrowingTextEdit(parent)
    field.setPlaceholderText("Write")
    compose(field, UNSURE)
    assert field.placeholderText() == ""
    field.setPlaceholderText("Schreiben")
    assert field.placeholderText() == ""
    compose(field, "")
    assert field.placeholderText() == "Schreiben"


def test_a_long_composition_makes_its_field_grow(parent: QWidget) -> None:
    field = GrowingTextEdit(parent, min_lines=1)
    parent.show()
    field.resize(120, field.height())
    before = field.height()
    compose(field, UNSURE * 20)
    assert field.height() > before
    compose(field, "")
    assert field.height() == before


def test_a_title_from_the_server_waits_for_the_composition(title: GrowingTitleEdit) -> None:
    title.moveCursor(title.textCursor().MoveOperation.End)
    compose(title, UNSURE)
    title.show_title("Rolls")
    assert title.is_composing
    assert text_of(title) == "Bread"
    compose(title, "")
    assert text_of(title) == "Rolls"


def test_a_title_from_the_server_replaces_nothing_that_was_composed(
    title: GrowingTitleEdit, qtbot: QtBot
) -> None:
    title.moveCursor(title.textCursor().MoveOperation.End)
    compose(title, UNSURE)
    title.show_title("Rolls")
    with qtbot.waitSignal(title.committed) as committed:
        title.clearFocus()
    assert committed.args == [f"Bread{UNSURE}"]
