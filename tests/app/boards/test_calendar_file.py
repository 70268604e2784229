"""The calendar file that is kept up to date: written after changes, reported once where that fails, tried again."""

import os
import stat
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.boards import calendar_file
from kanbert_desktop.app.boards.calendar_file import CalendarFile
from kanbert_desktop.app.boards.local_data import CALENDAR_FILE
from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.events import BoardsChanged, EventBus
from support.fake_application import FakeTasks
from support.fake_service import HEAT, WEB, OpenAccount, card, open_fake_account

DAY = date(2026, 12, 1)
Run = Callable[[Callable[[], bool]], None]


@pytest.fixture
def desktop(profile: Path) -> Iterator[OpenAccount]:
    opened = open_fake_account(profile, EventBus())
    opened.local_cards.remove_cards([each.key for each in list(opened.local_cards.cards())])
    opened.receive_cards(
        card(1, "Eins", Column.NEW, due=DAY),
        card(2, "Zwei", Column.NEW, HEAT, due=DAY),
        card(3, "Ohne Datum", Column.NEW),
    )
    yield opened
    opened.store.close()


@pytest.fixture
def tasks() -> Iterator[FakeTasks]:
    made = FakeTasks()
    yield made
    made.close()


@pytest.fixture
def wait(tasks: FakeTasks, qtbot: QtBot) -> Run:
    """Runs tasks and timers until a condition is met."""

    def run(is_met: Callable[[], bool]) -> None:
        def check() -> bool:
            tasks.run_pending()
            return is_met()

        qtbot.waitUntil(check)

    return run


@pytest.fixture
def path(tmp_path: Path, desktop: OpenAccount, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(calendar_file, "_DELAY_MS", 0)
    found = tmp_path / "termine.ics"
    desktop.service.local.save_value(CALENDAR_FILE, str(found))
    return found


@pytest.fixture
def kept(path: Path, desktop: OpenAccount, tasks: FakeTasks, qtbot: QtBot) -> Iterator[CalendarFile]:
    owner = QObject()
    made = CalendarFile(desktop.service, desktop.bus, tasks, owner)  # type: ignore[arg-type]
    yield made
    made.close()


def titles(path: Path) -> set[str]:
    if not path.exists():
        return set()
    return {str(event["SUMMARY"]) for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")}


def test_it_is_written_soon_after_the_start(kept: CalendarFile, path: Path, wait: Run) -> None:
    wait(lambda: titles(path) == {"Eins", "Zwei"})
    assert kept is not None
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_change_reads_the_changed_cards_alone(
    kept: CalendarFile, path: Path, desktop: OpenAccount, wait: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait(lambda: titles(path) == {"Eins", "Zwei"})
    assert kept is not None
    monkeypatch.setattr(desktop.service.calendar, "dated_cards", None)
    desktop.service.edit_card("3", {Field.DUE: DAY + timedelta(days=1), Field.TITLE: "Drei"})
    wait(lambda: titles(path) == {"Eins", "Zwei", "Drei"})
    desktop.service.edit_card("1", {Field.DUE: None})
    wait(lambda: titles(path) == {"Zwei", "Drei"})
    desktop.service.move_card("2", Column.CLOSED)
    desktop.service.delete_card("3")
    wait(lambda: titles(path) == set())


def test_the_cards_of_a_closed_board_leave_it(
    kept: CalendarFile, path: Path, desktop: OpenAccount, wait: Run
) -> None:
    wait(lambda: titles(path) == {"Eins", "Zwei"})
    assert kept is not None
    boards = desktop.local_cards.boards
    boards[HEAT] = boards[HEAT]._replace(is_running=False)
    desktop.bus.publish(BoardsChanged())
    wait(lambda: titles(path) == {"Eins"})


def test_a_file_that_cannot_be_written_is_reported_once_and_tried_again(
    kept: CalendarFile, path: Path, desktop: OpenAccount, wait: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait(lambda: titles(path) == {"Eins", "Zwei"})
    reported: list[KanbertError] = []
    kept.failed.connect(reported.append)
    path.unlink()
    path.mkdir()
    desktop.service.edit_card("1", {Field.TITLE: "Alt"})
    wait(lambda: len(reported) == 1)
    desktop.service.edit_card("1", {Field.TITLE: "Neu"})
    wait(lambda: kept._retry.isActive() and not kept._is_writing and not kept._timer.isActive())
    assert len(reported) == 1
    path.rmdir()
    kept._retry.start(0)
    wait(lambda: titles(path) == {"Neu", "Zwei"})
    # The file is in place before its writer has ended.
    wait(lambda: not kept._is_writing and not kept._retry.isActive())
    path.unlink()
    path.mkdir()
    desktop.service.edit_card("1", {Field.TITLE: "Noch neuer"})
    wait(lambda: len(reported) == 2)


def test_a_failed_write_leaves_the_old_file(
    kept: CalendarFile, path: Path, desktop: OpenAccount, wait: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait(lambda: titles(path) == {"Eins", "Zwei"})
    reported: list[KanbertError] = []
    kept.failed.connect(reported.append)

    def no_space(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kanbert_desktop.app.boards.export.replace_file", no_space)
    desktop.service.edit_card("1", {Field.TITLE: "Neu"})
    wait(lambda: bool(reported))
    assert titles(path) == {"Eins", "Zwei"}


def test_nothing_is_written_after_it_was_closed(
    kept: CalendarFile, path: Path, desktop: OpenAccount, wait: Run, tasks: FakeTasks
) -> None:
    wait(lambda: titles(path) == {"Eins", "Zwei"})
    kept.close()
    desktop.service.add_card(WEB, "Danach", due=DAY)
    tasks.run_pending()
    assert not kept._timer.isActive()
    assert titles(path) == {"Eins", "Zwei"}
