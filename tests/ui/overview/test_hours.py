"""Hours booked on the overview page and on paper."""

import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.overview.hours import HoursState
from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.resources import resource
from kanbert_desktop.ui.overview.bar_table import NAME, BarTable
from kanbert_desktop.ui.overview.hours_content import hours_text
from kanbert_desktop.ui.overview.page import OverviewPage
from kanbert_desktop.ui.printing.print_job import PrintController
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication


def spoken(table: BarTable) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(table.bars.data(table.bars.index(n, NAME), role)) for n in range(table.bars.rowCount())]


def titles(page: OverviewPage) -> list[str]:
    return [section.title.text() for section in page._hours if section.isVisible()]


def test_nothing_shows_unless_they_are_switched_on(page: OverviewPage) -> None:
    assert titles(page) == []


def test_weeks_boards_and_people_are_shown(hours_page: OverviewPage) -> None:
    hours_page._choose("all")
    assert titles(hours_page) == [
        "Hours booked per week",
        "Hours booked per board",
        "Hours booked per person",
    ]
    weeks, boards, people = hours_page.hours
    assert weeks.bars.rowCount() == 12
    assert {row.name for row in people.bars.section.rows} == {"Mira Kessler", "Lea Sommer", "Kai Ehemalig"}
    assert boards.bars.section.rows[0].name == "Website-Relaunch"
    assert hours_page.figures is not None
    assert hours_page.figures.hours is not None
    booked = hours_text(hours_page.figures.hours.boards[0].minutes)
    assert spoken(boards)[0] == f"Website-Relaunch, {booked} hours"
    assert "Last loaded" in hours_page._hours[0].note.text()


def test_a_board_has_no_list_of_boards(hours_page: OverviewPage) -> None:
    assert titles(hours_page) == ["Hours booked per week", "Hours booked per person"]
    assert [row.name for row in hours_page.hours[1].bars.section.rows] == ["Mira Kessler"]


def test_boards_and_people_lead_to_their_open_cards(
    hours_page: OverviewPage, window: MainWindow, qtbot: QtBot
) -> None:
    asked: list[str] = []
    hours_page.query_requested.connect(asked.append)
    hours_page._choose("all")
    for table in hours_page.hours:
        table.setFocus()
        for _ in range(table.bars.rowCount()):
            qtbot.keyClick(table, Qt.Key.Key_Return)
            qtbot.keyClick(table, Qt.Key.Key_Down)
    assert sorted(asked) == [
        'assignee:"Lea Sommer" is:open',
        'assignee:"Mira Kessler" is:open',
        "is:open board:FERN",
        "is:open board:KAT",
        "is:open board:WEB",
    ], "weeks, and people who are gone, lead nowhere"


@pytest.mark.parametrize("state", [one for one in HoursState if one not in ("", "on")])
def test_the_page_says_why_they_were_switched_off(
    hours_page: OverviewPage, application: FakeApplication, state: HoursState, qtbot: QtBot
) -> None:
    application.require_service().overview.hours.set_state(state)
    qtbot.waitUntil(lambda: titles(hours_page) == ["Hours booked"])
    assert "switched off" in hours_page._hours[0].note.text()
    assert not hours_page.hours[0].isVisible()


def test_before_the_first_load_the_page_says_so(page: OverviewPage, application: FakeApplication) -> None:
    application.require_service().overview.hours.set_state(HoursState.ON)
    page.refresh()
    assert titles(page) == ["Hours booked"]
    assert page._hours[0].note.text() == "They are being loaded."


def test_they_are_printed(hours_page: OverviewPage, window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    hours_page._choose("all")
    controller, path = PrintController(window), tmp_path / "overview.pdf"
    with qtbot.waitSignal(controller.saved):
        controller.write_pdf(hours_page.printable("Printed today"), path)
    text = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True
    ).stdout
    weeks = hours_page.hours[0].bars.section.rows
    for part in (
        "Hours booked per week",
        "Hours booked per board",
        weeks[3].number_text,
        "Kai Ehemalig",
        "Last loaded",
    ):
        assert part in text


@pytest.mark.parametrize(
    ("minutes", "english", "german"),
    [(0, "0", "0"), (60, "1", "1"), (90, "1.5", "1,5"), (75, "1.25", "1,25"), (20, "0.33", "0,33")],
)
def test_hours_have_as_many_places_as_they_need(
    page: OverviewPage, minutes: int, english: str, german: str
) -> None:
    assert hours_text(minutes) == english

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    use_language(application, "de", resource("translations"))
    assert hours_text(minutes) == german
