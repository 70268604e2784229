"""Notifications by a real notification service, the tray or the window."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QObject, Signal
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
from support.inbox_rows import receive_news
from support.notification_service import NotificationService, start_notification_service
from support.real_window import wait_until
from support.session_bus import private_bus

FIRST = "Cookie-Banner nach Rechtsprüfung anpassen"


class FakeTray(QObject):
    """A tray that records messages; invisible unless `is_visible` is set."""

    message_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_visible = False
        self.messages: list[tuple[str, str]] = []

    def show_message(self, title: str, text: str) -> None:
        self.messages.append((title, text))


@dataclass
class Notified:
    """A presenter with a fake tray, and what it showed."""

    application: FakeApplication
    tray: FakeTray
    presenter: NotificationPresenter
    open_cards: set[CardKey] = field(default_factory=set)
    activated: list[Notification] = field(default_factory=list)
    quiet: list[Notification] = field(default_factory=list)

    def assign(self, *cards: str) -> None:
        """Assigns these cards to the user, as another user would."""
        service, now = self.application.open_account.service, datetime.now(UTC)
        receive_news(
            service, [(service.require_card(card), now, [("assigned", "", ME.id)]) for card in cards]
        )


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChildProcesses]:
    with private_bus(monkeypatch) as children:
        yield children


@pytest.fixture
def desktop(bus: ChildProcesses) -> NotificationService:
    return start_notification_service(bus, "body", "actions")


@pytest.fixture
def notified(application: FakeApplication, window: MainWindow, qt_loop: QtLoop) -> Iterator[Notified]:
    application.tasks.close()
    application.tasks = Tasks()
    tray, open_cards = FakeTray(), set()
    presenter = NotificationPresenter(
        application,  # type: ignore[arg-type]
        application.open_account.service,
        tray,  # type: ignore[arg-type]
        open_cards.__contains__,
        window,
        batch_ms=0,
    )
    created = Notified(application, tray, presenter, open_cards)
    presenter.activated.connect(lambda notification, _token: created.activated.append(notification))
    presenter.quiet_notification.connect(created.quiet.append)
    yield created
    presenter.stop()
    qt_loop(presenter.close())
    qt_loop(application.tasks.close())
    application.tasks = _Ended()


class _Ended:
    """Replaces the closed tasks, because the application closes its tasks again."""

    def close(self) -> None:
        """Already closed."""


def test_a_desktop_notification_opens_its_card(
    notified: Notified, desktop: NotificationService, qt_loop: QtLoop
) -> None:
    async def scenario() -> None:
        notified.assign("1")
        shown = await asyncio.to_thread(desktop.shown)
        assert (shown.title, shown.text) == ("1 card was assigned to you", FIRST)
        assert shown.actions == ["default", "Open"]
        desktop.activate(shown.number)
        await wait_until(lambda: notified.activated, "the press")

    qt_loop(scenario())
    assert [notification.card for notification in notified.activated] == ["1"]
    assert (notified.quiet, notified.tray.messages) == ([], [])


def test_events_of_one_pull_are_one_notification(
    notified: Notified, desktop: NotificationService, qt_loop: QtLoop
) -> None:
    async def scenario() -> None:
        notified.assign("1")
        notified.assign("2", "3")
        shown = await asyncio.to_thread(desktop.shown)
        assert shown.title == "3 cards were assigned to you"

    qt_loop(scenario())
    assert desktop.is_quiet()


def test_quiet_notifications_are_left_to_window_and_tray(
    notified: Notified, desktop: NotificationService, qt_loop: QtLoop
) -> None:
    notified.application.settings.put(NOTIFICATIONS, "quiet")

    async def scenario() -> None:
        notified.assign("1")
        await wait_until(lambda: notified.quiet, "the quiet notice")

    qt_loop(scenario())
    assert [(notification.text, notification.card) for notification in notified.quiet] == [(FIRST, "1")]
    assert desktop.is_quiet()


def test_off_shows_nothing_and_keeps_nothing_for_later(
    notified: Notified, desktop: NotificationService, qt_loop: QtLoop
) -> None:
    notified.application.settings.put(NOTIFICATIONS, "off")

    async def scenario() -> None:
        notified.assign("1")
        await wait_until(lambda: not notified.presenter._timer.isActive(), "the moment of the notification")
        notified.application.settings.put(NOTIFICATIONS, "on")
        notified.assign("2")
        shown = await asyncio.to_thread(desktop.shown)
        assert shown.text == "Photo shoot briefing: sofas, daylight studio"

    qt_loop(scenario())
    assert desktop.is_quiet()


def test_a_switched_off_kind_is_left_out(
    notified: Notified, desktop: NotificationService, qt_loop: QtLoop
) -> None:
    notified.application.settings.put(NOTIFY_ASSIGNED, False)

    async def scenario() -> None:
        notified.assign("1")
        await wait_until(lambda: not notified.presenter._timer.isActive(), "the moment of the notification")
        notified.application.settings.put(NOTIFY_ASSIGNED, True)
        notified.assign("2")
        assert (await asyncio.to_thread(desktop.shown)).title == "1 card was assigned to you"

    qt_loop(scenario())
    assert desktop.is_quiet()


def test_the_open_card_is_not_notified(
    notified: Notified, desktop: NotificationService, qt_loop: QtLoop
) -> None:
    notified.open_cards.add(CardKey("1"))

    async def scenario() -> None:
        notified.assign("1", "2")
        assert "sofas" in (await asyncio.to_thread(desktop.shown)).text

    qt_loop(scenario())
    assert desktop.is_quiet()


def test_without_a_service_the_tray_shows_it(
    notified: Notified, bus: ChildProcesses, qt_loop: QtLoop
) -> None:
    notified.tray.is_visible = True

    async def scenario() -> None:
        notified.assign("1")
        await wait_until(lambda: notified.tray.messages, "the tray's notice")

    qt_loop(scenario())
    assert notified.quiet == []


def test_without_service_and_tray_the_window_shows_it(
    notified: Notified, bus: ChildProcesses, qt_loop: QtLoop
) -> None:
    async def scenario() -> None:
        notified.assign("1")
        await wait_until(lambda: notified.quiet, "the quiet notice")

    qt_loop(scenario())
    assert notified.quiet[0].card == "1"


def test_after_stop_nothing_is_detected(
    notified: Notified, desktop: NotificationService, qtbot: QtBot
) -> None:
    notified.presenter.stop()
    notified.assign("1")
    notified.application.bus.publish(
        SyncStatusChanged(notified.application.open_account.service.sync.status())
    )
    assert not notified.presenter._timer.isActive()
    assert desktop.is_quiet()
