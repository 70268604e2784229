"""Restored window: position, size, state, screen, board and card; saved continuously."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QDataStream, QEvent, QIODevice, QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QScreen, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.settings import GEOMETRY
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.window.desktop_integration import SessionEndHandler
from kanbert_desktop.ui.window.main_window import MainWindow
from kanbert_desktop.ui.window.window_frame import DEFAULT_SIZE
from support.fake_application import FakeApplication
from support.fake_service import HEAT

MAGIC, MAJOR, MINOR = 0x1D9D0CB, 3, 0


def opened_again(application: FakeApplication, theme: Theme, qtbot: QtBot) -> MainWindow:
    again = MainWindow(application, theme, application.current_account.now)  # type: ignore[arg-type]
    qtbot.addWidget(again)
    with qtbot.waitExposed(again):
        again.show()
    return again


def saved_geometry(place: QRect, *, screen: int, screen_width: int) -> str:
    """Geometry in Qt's format for a window at that position."""
    data = QByteArray()
    stream = QDataStream(data, QIODevice.OpenModeFlag.WriteOnly)
    stream.setVersion(QDataStream.Version.Qt_4_0)
    stream.writeUInt32(MAGIC)
    stream.writeUInt16(MAJOR)
    stream.writeUInt16(MINOR)
    stream << place << place
    stream.writeInt32(screen)
    stream.writeUInt8(0)
    stream.writeUInt8(0)
    stream.writeInt32(screen_width)
    stream << place
    return bytes(data.toBase64().data()).decode("ascii")


def test_the_geometry_is_saved_while_the_window_is_open(
    window: MainWindow, application: FakeApplication, theme: Theme, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.window_state._timer.timeout):
        window.resize(1000, 700)
        qtbot.waitUntil(lambda: window.width() == 1000)
    assert (opened_again(application, theme, qtbot).size().toTuple()) == (1000, 700)


def test_a_maximised_window_is_restored_with_its_normal_size(
    window: MainWindow, application: FakeApplication, theme: Theme, qtbot: QtBot
) -> None:
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: window.width() == 1000)
    window.showMaximized()
    qtbot.waitUntil(lambda: window.width() > 1500)
    window.close()
    again = opened_again(application, theme, qtbot)
    qtbot.waitUntil(lambda: again.isMaximized() and again.width() > 1500)
    again.showNormal()
    qtbot.waitUntil(lambda: again.size().toTuple() == (1000, 700))


@pytest.mark.parametrize("left", [-2400, 2600])
def test_a_window_on_a_missing_screen_is_restored_visibly(
    application: FakeApplication, theme: Theme, qtbot: QtBot, left: int
) -> None:
    application.sign_in()
    application.settings.put(
        GEOMETRY, saved_geometry(QRect(left, 100, 900, 600), screen=1, screen_width=1920)
    )
    again = opened_again(application, theme, qtbot)
    room = QGuiApplication.primaryScreen().availableGeometry()
    qtbot.waitUntil(lambda: room.contains(again.frameGeometry()))


def test_the_first_window_is_no_larger_than_the_screen(
    application: FakeApplication, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kanbert_desktop.ui.window.window_frame.DEFAULT_SIZE", DEFAULT_SIZE * 4)
    window = MainWindow(application, theme, application.current_account.now)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert window.width() < room.width()
    assert window.height() < room.height()


def as_if_on_wayland(monkeypatch: pytest.MonkeyPatch) -> None:
    """For the decisions that depend on it: the events are those of the test's own platform."""
    monkeypatch.setattr(QGuiApplication, "platformName", staticmethod(lambda: "wayland"))


def test_a_small_screen_on_wayland_has_room_for_panel_and_frame(
    application: FakeApplication, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_if_on_wayland(monkeypatch)
    small = QSize(823, 514)
    monkeypatch.setattr(QScreen, "availableSize", lambda _screen: small)
    window = MainWindow(application, theme, application.current_account.now)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    assert window.minimumSize() == QSize(720, 434)
    assert window.height() <= 434
    assert window.width() <= 823
    small = QSize(600, 400)
    window.screen().availableGeometryChanged.emit(QRect(QPoint(), small))
    assert window.minimumSize() == window.size() == QSize(600, 320)
    small = QSize(1440, 900)
    QApplication.sendEvent(window, QEvent(QEvent.Type.DevicePixelRatioChange))
    assert window.minimumSize() == QSize(720, 480)


class OtherScreen:
    """A smaller one, with more pixels per unit."""

    def devicePixelRatio(self) -> float:
        return 2

    def availableSize(self) -> QSize:
        return QSize(1000, 600)


def test_a_window_on_two_screens_of_wayland_fits_the_one_whose_scale_it_got(
    application: FakeApplication, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = MainWindow(application, theme, application.current_account.now)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    window.resize(1200, 800)
    as_if_on_wayland(monkeypatch)
    both = [window.screen(), OtherScreen()]
    monkeypatch.setattr(QGuiApplication, "screens", staticmethod(lambda: both))
    QApplication.sendEvent(window, QEvent(QEvent.Type.ScreenChangeInternal))
    assert window.size() == QSize(1200, 800)
    monkeypatch.setattr(QWidget, "devicePixelRatioF", lambda _window: 1.5)
    QApplication.sendEvent(window, QEvent(QEvent.Type.DevicePixelRatioChange))
    assert window.size() == QSize(1000, 520)


@pytest.mark.parametrize("case", [(0, 500), (38, 434)], ids=["framed", "frames itself"])
def test_a_compositor_that_draws_the_frame_decides_on_the_size(
    application: FakeApplication,
    theme: Theme,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    case: tuple[int, int],
) -> None:
    title_bar, height = case
    as_if_on_wayland(monkeypatch)
    window = MainWindow(application, theme, application.current_account.now)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    monkeypatch.setattr(QWindow, "frameMargins", lambda _window: QMargins(0, title_bar, 0, 0))
    window.show()
    window.resize(800, 500)
    monkeypatch.setattr(QScreen, "availableSize", lambda _screen: QSize(823, 514))
    QApplication.sendEvent(window, QEvent(QEvent.Type.DevicePixelRatioChange))
    assert window.size() == QSize(800, height)


@pytest.mark.parametrize("maximised", [False, True])
def test_a_window_that_starts_minimised_is_restored_as_it_was(
    application: FakeApplication, theme: Theme, qtbot: QtBot, maximised: bool
) -> None:
    window = MainWindow(application, theme, application.current_account.now)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    if maximised:
        window.setWindowState(Qt.WindowState.WindowMaximized)
    window.show_minimised()
    assert window.isVisible()
    assert window.isMinimized()
    window.bring_to_front()
    assert not window.isMinimized()
    assert window.isMaximized() is maximised


def test_on_wayland_a_window_that_nobody_asked_for_is_not_shown(
    application: FakeApplication, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_if_on_wayland(monkeypatch)
    window = MainWindow(application, theme, application.current_account.now)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    window.setWindowState(Qt.WindowState.WindowMaximized)
    window.show_minimised()
    assert not window.isVisible()
    window.bring_to_front()
    assert window.isVisible()
    assert window.isMaximized()


def test_board_and_card_are_restored(
    window: MainWindow, application: FakeApplication, theme: Theme, qtbot: QtBot
) -> None:
    window.workspace.navigator.open_board(HEAT)
    window.workspace.navigator.open_card("71")
    window.close()
    again = opened_again(application, theme, qtbot)
    qtbot.waitUntil(lambda: again.workspace.board.opened_card == "71")
    assert again.workspace.board.board == HEAT


SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication([])
from kanbert_desktop.ui.window.main_window import MainWindow
from kanbert_desktop.ui.style.theme import Theme
from support.fake_application import FakeApplication
application = FakeApplication(Path(sys.argv[1]))
application.sign_in()
window = MainWindow(application, Theme(app, "light"), application.current_account.now)
window.show()
app.processEvents()
if sys.argv[2:]:
    window.setGeometry(*map(int, sys.argv[2:]))
    app.processEvents()
print(window.screen().name(), *window.geometry().getRect())
window.close()
application.close_account()
"""


def run_window(profile: Path, screens: dict[str, QRect], *place: int) -> list[str]:
    """Runs the window in a process with these screens; returns the screen's name and the window's rectangle."""
    layout = [
        {"name": name, **dict(zip(("x", "y", "width", "height"), room.getRect(), strict=True)), "dpr": 1}
        | {"logicalDpi": 96, "logicalBaseDpi": 96}
        for name, room in screens.items()
    ]
    service = profile / "screens.json"
    service.write_text(json.dumps({"windowFrameMargins": False, "screens": layout}))
    process = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(profile), *map(str, place)],
        env={
            **os.environ,
            "QT_QPA_PLATFORM": f"offscreen:configfile={service}",
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return process.stdout.split()


def test_the_window_is_restored_on_its_screen(profile: Path) -> None:
    left, right = QRect(0, 0, 1280, 800), QRect(1280, 0, 1920, 1080)
    place = ["1500", "100", "900", "600"]
    assert run_window(profile, {"left": left, "right": right}, *map(int, place)) == ["right", *place]
    assert run_window(profile, {"left": left, "right": right}) == ["right", *place]
    name, *numbers = run_window(profile, {"left": left})
    assert name == "left"
    assert left.contains(QRect(*map(int, numbers)))


class FakeQtSession:
    """Stands for Qt's session manager, which a test cannot create."""

    def __init__(self) -> None:
        self.restart: list[str] = []
        self.discard = ["something"]

    def setRestartCommand(self, text: list[str]) -> None:
        self.restart = text

    def setDiscardCommand(self, text: list[str]) -> None:
        self.discard = text


def test_a_session_end_reported_by_qt_saves_all_and_sets_the_restart_command(
    window: MainWindow, application: FakeApplication, qapp: QApplication
) -> None:
    saved: list[str] = []
    end = SessionEndHandler(application, lambda: saved.append("all"), window)  # type: ignore[arg-type]
    session = FakeQtSession()
    end._commit(session)  # type: ignore[arg-type]
    end._save_state(session)  # type: ignore[arg-type]
    assert saved == ["all"]
    assert session.restart[-2:] == ["--profile", str(application.folder)]
    assert session.discard == []
