"""Popups are completely visible, in small windows and at the edges of the screen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.resources import resource
from kanbert_desktop.ui.board.page import BoardPage
from kanbert_desktop.ui.cards.month_picker import DAYS, WEEKS
from kanbert_desktop.ui.cards.pickers import DueDatePicker
from kanbert_desktop.ui.style.theme import Theme
from support.board_fixture import TODAY


@pytest.fixture(params=[("en", 1.0), ("de", 1.0), ("de", 1.5), ("en", 2.0)], ids=str)
def appearance(request: pytest.FixtureRequest, qapp: QApplication, theme: Theme) -> Iterator[None]:
    language, scale = request.param
    use_language(qapp, language, resource("translations"))
    theme.configure("light", scale)
    yield
    theme.configure("light", 1.0)
    use_language(qapp, "en", resource("translations"))


@pytest.fixture
def small(theme: Theme, qtbot: QtBot) -> QWidget:
    """The smallest possible window, with a field in each corner."""
    assert theme
    window = QWidget()
    qtbot.addWidget(window)
    window.setFixedSize(720, 480)
    for position in ((4, 4), (640, 4), (4, 440), (640, 440)):
        field = QWidget(window)
        field.setGeometry(*position, 76, 32)
    with qtbot.waitExposed(window):
        window.show()
    return window


def all_in_sight(popup: DueDatePicker) -> None:
    grid = popup.calendar.grid
    model, header, least = grid.model(), grid.horizontalHeader(), grid.fontMetrics()
    cells = [model.index(row, column) for row in range(WEEKS) for column in range(DAYS)]
    assert popup.rect().contains(grid.geometry().translated(grid.parentWidget().pos()))
    for index in cells:
        cell = grid.visualRect(index)
        assert grid.viewport().rect().contains(cell)
        assert cell.width() >= least.horizontalAdvance(str(index.data())), index.data()
        assert cell.height() >= least.height(), index.data()
    for day in range(DAYS):
        name = model.headerData(day, Qt.Orientation.Horizontal)
        assert header.sectionSize(day) >= header.fontMetrics().horizontalAdvance(name), name


def opened(small: QWidget, corner: int, theme: Theme, qtbot: QtBot) -> DueDatePicker:
    field = small.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)[corner]
    popup = DueDatePicker(theme, None, TODAY, small)
    qtbot.addWidget(popup)
    popup.open_below(field)
    with qtbot.waitExposed(popup):
        pass
    return popup


@pytest.mark.usefixtures("appearance")
def test_the_calendar_shows_all_of_its_weeks_and_days(small: QWidget, theme: Theme, qtbot: QtBot) -> None:
    all_in_sight(opened(small, 0, theme, qtbot))


@pytest.mark.usefixtures("appearance")
def test_the_calendar_of_the_open_card_does_so_too(page: BoardPage, qtbot: QtBot) -> None:
    page.resize(720, 480)
    page.open_card(CardKey("7"))
    qtbot.mouseClick(page.panel.fields.due, Qt.MouseButton.LeftButton)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, DueDatePicker)
    with qtbot.waitExposed(popup):
        pass
    all_in_sight(popup)
    popup.close()


@pytest.mark.parametrize("corner", range(4))
@pytest.mark.usefixtures("appearance")
def test_it_opens_on_the_screen_wherever_its_field_is(
    small: QWidget, theme: Theme, qtbot: QtBot, corner: int
) -> None:
    screen = QGuiApplication.primaryScreen().availableGeometry()
    for position in (screen.topLeft(), screen.bottomRight() - QPoint(720, 480)):
        small.move(position)
        popup = opened(small, corner, theme, qtbot)
        assert screen.contains(popup.geometry())
        popup.close()
