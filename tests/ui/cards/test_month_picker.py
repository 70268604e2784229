"""The calendar of the date pop-ups: weeks as the locale says, keys, today, screen reader."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.resources import resource
from kanbert_desktop.ui.cards.month_picker import DAYS, MonthPicker
from kanbert_desktop.ui.cards.pickers import DueDatePicker
from kanbert_desktop.ui.style.theme import Theme
from support.board_fixture import TODAY

HORIZONTAL, SPOKEN = Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole
MONDAY, SUNDAY = "Monday", "Sunday"
_K = Qt.Key


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    use_language(qapp, "de", resource("translations"))
    yield
    use_language(qapp, "en", resource("translations"))


@pytest.fixture
def american() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


def new_picker(theme: Theme, qtbot: QtBot, selected: date = TODAY, today: date = TODAY) -> MonthPicker:
    # Without a parent of its own a test needs no window.
    picker = MonthPicker(theme, selected, today, None)  # type: ignore[arg-type]
    qtbot.addWidget(picker)
    return picker


@pytest.fixture
def picker(theme: Theme, qtbot: QtBot) -> MonthPicker:
    return new_picker(theme, qtbot)


def press(picker: MonthPicker, qtbot: QtBot, *keys: Qt.Key) -> date | None:
    for key in keys:
        qtbot.keyClick(picker.grid, key)
    return picker.grid.focused_day


def first_name(picker: MonthPicker) -> object:
    return picker.grid.days.headerData(0, HORIZONTAL, SPOKEN)


@pytest.mark.usefixtures("british")
def test_in_britain_a_week_begins_on_monday(picker: MonthPicker) -> None:
    assert first_name(picker) == MONDAY
    assert picker.grid.days.date_at(picker.grid.days.index(0, 0)) == date(2026, 10, 26)


@pytest.mark.usefixtures("american")
def test_in_america_it_begins_on_sunday(picker: MonthPicker) -> None:
    assert first_name(picker) == SUNDAY
    # November 2026 begins on a Sunday.
    assert picker.grid.days.date_at(picker.grid.days.index(0, 0)) == date(2026, 11, 1)


@pytest.mark.usefixtures("german")
def test_in_german_it_begins_on_monday_with_german_names(picker: MonthPicker) -> None:
    names = [picker.grid.days.headerData(day, HORIZONTAL) for day in range(DAYS)]
    assert names == ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"]
    assert picker.title_label.text() == "November 2026"


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ((_K.Key_Left,), date(2026, 11, 23)),
        ((_K.Key_Right,), date(2026, 11, 25)),
        ((_K.Key_Up,), date(2026, 11, 17)),
        ((_K.Key_Down,), date(2026, 12, 1)),
        ((_K.Key_PageUp,), date(2026, 10, 24)),
        ((_K.Key_PageDown, _K.Key_PageDown), date(2027, 1, 24)),
        ((_K.Key_Home,), date(2026, 11, 1)),
        ((_K.Key_End,), date(2026, 11, 30)),
        ((_K.Key_End, _K.Key_PageDown, _K.Key_PageDown, _K.Key_PageDown), date(2027, 2, 28)),
        ((_K.Key_PageDown, _K.Key_T), TODAY),
    ],
)
def test_keys_move_between_days_and_months(
    picker: MonthPicker, qtbot: QtBot, keys: tuple[Qt.Key, ...], day: date
) -> None:
    assert press(picker, qtbot, *keys) == day
    assert picker.grid.days.is_in_month(day)


def test_shift_turns_years(picker: MonthPicker, qtbot: QtBot) -> None:
    qtbot.keyClick(picker.grid, _K.Key_PageDown, Qt.KeyboardModifier.ShiftModifier)
    assert picker.grid.focused_day == date(2027, 11, 24)
    assert picker.title_label.text() == "November 2027"


def test_enter_chooses_the_focused_day(picker: MonthPicker, qtbot: QtBot) -> None:
    with qtbot.waitSignal(picker.day_chosen) as chosen:
        press(picker, qtbot, _K.Key_Right, _K.Key_Return)
    assert chosen.args == [date(2026, 11, 25)]


def test_a_click_chooses_a_day_of_the_next_month_too(picker: MonthPicker, qtbot: QtBot) -> None:
    grid = picker.grid
    grid.fix_size()
    place = grid.visualRect(grid.days.index_of(date(2026, 12, 2))).center()
    with qtbot.waitSignal(picker.day_chosen) as chosen:
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [date(2026, 12, 2)]


def test_buttons_and_wheel_turn_the_month(picker: MonthPicker, qtbot: QtBot) -> None:
    qtbot.mouseClick(picker.next_button, Qt.MouseButton.LeftButton)
    assert picker.title_label.text() == "December 2026"
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(picker.grid.viewport(), wheel)
    assert picker.title_label.text() == "November 2026"


@pytest.mark.parametrize(
    ("end", "keys"), [(date.min, (_K.Key_Up, _K.Key_PageUp)), (date.max, (_K.Key_Down, _K.Key_PageDown))]
)
def test_it_stops_at_the_first_and_the_last_date_there_is(
    theme: Theme, qtbot: QtBot, end: date, keys: tuple[Qt.Key, ...]
) -> None:
    picker = new_picker(theme, qtbot, selected=end)
    assert press(picker, qtbot, *keys) == end
    assert not picker.grid.grab().isNull()


@pytest.mark.usefixtures("british")
def test_a_screen_reader_hears_the_whole_date_and_which_is_today(picker: MonthPicker) -> None:
    days = picker.grid.days
    assert days.data(days.index_of(date(2026, 11, 25)), SPOKEN) == "Wednesday, 25 November 2026"
    assert days.data(days.index_of(TODAY), SPOKEN) == "Tuesday, 24 November 2026, Today"
    found = QAccessible.queryAccessibleInterface(picker.grid)
    assert found.role() == QAccessible.Role.Table
    assert found.text(QAccessible.Text.Name) == "Calendar"


@pytest.mark.usefixtures("british")
def test_weekends_are_those_of_the_locale(picker: MonthPicker) -> None:
    assert [picker.grid.days.is_weekend(date(2026, 11, day)) for day in (20, 21, 22, 23)] == [
        False,
        True,
        True,
        False,
    ]


def test_down_goes_from_the_field_to_the_days_and_page_keys_turn_months(theme: Theme, qtbot: QtBot) -> None:
    popup = DueDatePicker(theme, None, TODAY, None)  # type: ignore[arg-type]
    qtbot.addWidget(popup)
    with qtbot.waitExposed(popup):
        popup.show()
    qtbot.keyClick(popup.field, _K.Key_PageDown)
    assert popup.calendar.grid.focused_day == date(2026, 12, 24)
    qtbot.keyClick(popup.field, _K.Key_Down)
    assert popup.focusWidget() is popup.calendar.grid
    with qtbot.waitSignal(popup.chosen) as chosen:
        qtbot.keyClick(popup.calendar.grid, _K.Key_Return)
    assert chosen.args == [date(2026, 12, 24)]


def test_a_typed_date_is_shown_in_the_calendar(theme: Theme, qtbot: QtBot) -> None:
    popup = DueDatePicker(theme, None, TODAY, None)  # type: ignore[arg-type]
    qtbot.addWidget(popup)
    popup.field.setText("2027-03-05")
    assert popup.calendar.grid.selected == date(2027, 3, 5)
    assert popup.calendar.title_label.text() == "March 2027"
