"""News as loud as was chosen: shown by a real notification service, or handed to the window and the tray."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from devtools.child_processes import ChildProcesses
from kanbert_desktop.app.notifications import Notification
from kanbert_desktop.app.settings import NOTIFICATIONS, NOTIFY_ASSIGNED
from kanbert_desktop.app.tasks import Tasks
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.events import SyncStatusChanged
from kanbert_desktop.ui.notifications import NotificationPresenter
from kanbert_desktop.ui.window.main_window import MainWindow
from plugins.qt_loop import QtLoop
from support.fake_application import FakeApplication
from support.fake_service import ME
from support.notification_service import NotificationService, start_notification_service
from support.real_window import wait_until
from support.session_bus import private_bus

Life = Callable[[Coroutine[Any, Any, None]], None]
FIRST = "Cookie-Banner nach Rechtsprüfung anpassen"


@dataclass
class Surrounded:
    """Stands for window and tray."""

    opened_card: CardKey | None = None
    has_tray: bool = False
    quiet: list[Notification] = field(default_factory=list)
    in_tray: list[Notification] = field(default_factory=list)

    def is_card_open(self, card: CardKey) -> bool:
        return card == self.opened_card

    def show_in_window(self, notice: Notification) -> None:
        self.quiet.append(notice)

    def show_in_tray(self, notice: Notification) -> bool:
        if self.has_tray:
            self.in_tray.append(notice)
        return self.has_tray


@dataclass
class Ear:
    """Somebody who is told, and what a colleague does."""

    application: FakeApplication
    around: Surrounded
    telling: NotificationPresenter
    pressed: list[Notification] = field(default_factory=list)

    def given(self, *cards: str) -> None:
        """Each of these cards is mine from now on, by somebody else's doing."""
        desk = self.application.open_account.service
        mine = [replace(desk.require_card(card), assignee=ME.id) for card in cards]
        self.application.receive_cards(*mine)


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChildProcesses]:
    with private_bus(monkeypatch) as children:
        yield children


@pytest.fixture
def desktop(bus: ChildProcesses) -> NotificationService:
    return start_notification_service(bus, "body", "actions")


@pytest.fixture
def ear(application: FakeApplication, window: MainWindow, qt_loop: QtLoop) -> Iterator[Ear]:
    application.tasks.close()
    application.tasks = Tasks()
    around = Surrounded()
    telling = NotificationPresenter(application, application.open_account.service, around, window, batch_ms=0)  # type: ignore[arg-type]
    made = Ear(application, around, telling)
    telling.activated.connect(made.pressed.append)
    yield made
    telling.stop()
    qt_loop(telling.close())
    qt_loop(application.tasks.close())
    application.tasks = _Ended()


class _Ended:
    """What is left of the tasks for whoever closes them once more."""

    def close(self) -> None:
        """They are closed."""


def test_a_notice_of_the_desktop_leads_to_its_card(
    ear: Ear, desktop: NotificationService, qt_loop: QtLoop
) -> None:
    async def life() -> None:
        ear.given("1")
        shown = await asyncio.to_thread(desktop.shown)
        assert (shown.title, shown.text) == ("1 card was assigned to you", FIRST)
        assert shown.actions == ["default", "Open"]
        desktop.activate(shown.number)
        await wait_until(lambda: ear.pressed, "the press")

    qt_loop(life())
    assert [notice.card for notice in ear.pressed] == ["1"]
    assert (ear.around.quiet, ear.around.in_tray) == ([], [])


def test_what_one_pull_brings_is_one_notice(ear: Ear, desktop: NotificationService, qt_loop: QtLoop) -> None:
    async def life() -> None:
        ear.given("1")
        ear.given("2", "3")
        shown = await asyncio.to_thread(desktop.shown)
        assert shown.title == "3 cards were assigned to you"

    qt_loop(life())
    assert desktop.is_quiet()


def test_quiet_leaves_it_to_window_and_tray(ear: Ear, desktop: NotificationService, qt_loop: QtLoop) -> None:
    ear.application.settings.put(NOTIFICATIONS, "quiet")

    async def life() -> None:
        ear.given("1")
        await wait_until(lambda: ear.around.quiet, "the quiet notice")

    qt_loop(life())
    assert [(notice.text, notice.card) for notice in ear.around.quiet] == [(FIRST, "1")]
    assert desktop.is_quiet()


def test_off_says_nothing_and_nothing_is_kept_for_later(
    ear: Ear, desktop: NotificationService, qt_loop: QtLoop
) -> None:
    ear.application.settings.put(NOTIFICATIONS, "off")

    async def life() -> None:
        ear.given("1")
        await wait_until(lambda: not ear.telling._timer.isActive(), "the moment of telling")
        ear.application.settings.put(NOTIFICATIONS, "on")
        ear.given("2")
        shown = await asyncio.to_thread(desktop.shown)
        assert shown.text == "Photo shoot briefing: sofas, daylight studio"

    qt_loop(life())
    assert desktop.is_quiet()


def test_a_kind_that_is_not_wanted_is_left_out(
    ear: Ear, desktop: NotificationService, qt_loop: QtLoop
) -> None:
    ear.application.settings.put(NOTIFY_ASSIGNED, False)

    async def life() -> None:
        ear.given("1")
        await wait_until(lambda: not ear.telling._timer.isActive(), "the moment of telling")
        ear.application.settings.put(NOTIFY_ASSIGNED, True)
        ear.given("2")
        assert (await asyncio.to_thread(desktop.shown)).title == "1 card was assigned to you"

    qt_loop(life())
    assert desktop.is_quiet()


def test_the_card_that_lies_open_before_its_reader_is_no_news(
    ear: Ear, desktop: NotificationService, qt_loop: QtLoop
) -> None:
    ear.around.opened_card = CardKey("1")

    async def life() -> None:
        ear.given("1", "2")
        assert "sofas" in (await asyncio.to_thread(desktop.shown)).text

    qt_loop(life())
    assert desktop.is_quiet()


def test_without_a_service_the_tray_says_it(ear: Ear, bus: ChildProcesses, qt_loop: QtLoop) -> None:
    ear.around.has_tray = True

    async def life() -> None:
        ear.given("1")
        await wait_until(lambda: ear.around.in_tray, "the tray's notice")

    qt_loop(life())
    assert ear.around.quiet == []


def test_without_service_and_tray_it_is_said_quietly(ear: Ear, bus: ChildProcesses, qt_loop: QtLoop) -> None:
    async def life() -> None:
        ear.given("1")
        await wait_until(lambda: ear.around.quiet, "the quiet notice")

    qt_loop(life())
    assert ear.around.quiet[0].card == "1"


def test_after_the_end_nothing_is_heard(ear: Ear, desktop: NotificationService, qtbot: QtBot) -> None:
    ear.telling.stop()
    ear.given("1")
    ear.application.bus.publish(SyncStatusChanged(ear.application.open_account.service.sync.status()))
    assert not ear.telling._timer.isActive()
    assert desktop.is_quiet()
