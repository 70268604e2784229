"""A colleague, a desktop that shows notifications, and the program between them, all real."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from kanbert_desktop.app.settings import NOTIFY_DUE, Settings
from support.colleague import Colleague
from support.notification_service import NotificationService, start_notification_service
from support.sandbox import RunningSandbox
from support.session_bus import private_bus
from support.terminal import Terminal
from support.window_processes import OpenWindow, WindowProcess


@dataclass
class Desktop:
    """`board` is one that the window does not show."""

    window: WindowProcess
    terminal: Terminal
    service: NotificationService
    colleague: Colleague
    board: dict[str, str]

    def sync(self) -> None:
        assert self.terminal.run("sync").exit_code == 0


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[NotificationService]:
    with private_bus(monkeypatch) as bus:
        yield start_notification_service(bus, "body", "actions")


@pytest.fixture
def desktop(
    service: NotificationService, own_terminal: Terminal, own_sandbox: RunningSandbox, open_window: OpenWindow
) -> Desktop:
    own_terminal.json("sync")
    # The sample data has cards that are due today on any day.
    Settings(own_terminal.profile / "settings.json").put(NOTIFY_DUE, False)
    window = open_window(own_terminal)
    board = own_terminal.json("boards")[-1]
    return Desktop(window, own_terminal, service, Colleague(own_sandbox.state), board)


def test_an_assigned_card_is_shown_by_the_desktop_and_a_click_leads_to_the_inbox(desktop: Desktop) -> None:
    me = desktop.terminal.json("status")["user"]["id"]
    desktop.terminal.json("add", desktop.board["shortcode"], "By myself", "--assignee", "me")
    desktop.sync()
    desktop.colleague.add(desktop.board["shortcode"], "Please take over", assignee_id=me)
    desktop.sync()
    notice = desktop.service.shown()
    assert (notice.title, notice.text) == ("1 card was assigned to you", "Please take over")
    assert not desktop.window.shows("^Inbox – ")
    desktop.service.activate(notice.number)
    desktop.window.wait_until(lambda: desktop.window.shows("^Inbox – "))
    assert desktop.service.is_quiet()
