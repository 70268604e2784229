"""What the workspace shows of the account's events."""

from kanbert_desktop.domain.events import LoadProgressed
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication


def test_no_event_reaches_a_workspace_that_was_shut_down(
    window: MainWindow, application: FakeApplication
) -> None:
    workspace = window.workspace
    application.bus.publish(LoadProgressed(1, 38, 20, done=False))
    assert workspace.sidebar.load_progress.isVisibleTo(workspace.sidebar)
    workspace.shut_down()
    application.bus.publish(LoadProgressed(38, 38, 900, done=True))
    assert workspace.sidebar.load_progress.isVisibleTo(workspace.sidebar)
