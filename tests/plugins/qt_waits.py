"""Waits for Qt with one generous deadline: a busy machine stands still for seconds, and no passing test waits that long."""

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot, _WaitWidgetContextManager
from pytestqt.wait_signal import SignalBlocker

DEADLINE_MILLISECONDS = 60_000
LOST_SECONDS = 5
"""If no window has the keyboard for so long, the window manager has missed the one that was mapped last."""


class LongTimeoutBot(QtBot):
    """A `QtBot` whose deadline is not five seconds."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = DEADLINE_MILLISECONDS) -> None:
        begun = time.monotonic()

        def is_met() -> bool | None:
            if time.monotonic() - begun > LOST_SECONDS:
                _give_the_keyboard_to_a_window()
            return callback()

        super().waitUntil(is_met, timeout=timeout)

    def keyClick(self, widget: QWidget | None, *arguments: object, **named: object) -> None:  # type: ignore[override]
        """Waits until a widget has the keyboard if `widget` is None: `QTest` ends the process without one."""
        super().keyClick(widget or self._widget_with_keyboard(), *arguments, **named)  # type: ignore[no-untyped-call]

    def keyClicks(self, widget: QWidget | None, *arguments: object, **named: object) -> None:  # type: ignore[override]
        """As `keyClick`."""
        super().keyClicks(widget or self._widget_with_keyboard(), *arguments, **named)  # type: ignore[no-untyped-call]

    def _widget_with_keyboard(self) -> QWidget | None:
        self.waitUntil(lambda: QApplication.focusWidget() is not None)
        return QApplication.focusWidget()

    def waitSignal(
        self,
        signal: SignalInstance,
        *,
        timeout: int = DEADLINE_MILLISECONDS,
        raising: bool | None = None,
        check_params_cb: Callable[..., bool] | None = None,
    ) -> SignalBlocker:
        return super().waitSignal(signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb)

    def waitExposed(
        self, widget: QWidget, *, timeout: int = DEADLINE_MILLISECONDS
    ) -> _WaitWidgetContextManager:
        return super().waitExposed(widget, timeout=timeout)

    @contextmanager
    def waitActive(  # type: ignore[override]  # also a context manager
        self, widget: QWidget, *, timeout: int = DEADLINE_MILLISECONDS
    ) -> Generator[None, None, None]:
        """Repeats the request: a window manager may miss a window that was just mapped."""

        def is_active() -> bool:
            if not widget.isActiveWindow():
                widget.activateWindow()
            return widget.isActiveWindow()

        yield
        self.waitUntil(is_active, timeout=timeout)


def _give_the_keyboard_to_a_window() -> None:
    kinds = (Qt.WindowType.Window, Qt.WindowType.Dialog)
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    windows = [widget for widget in shown if widget.windowType() in kinds]
    if windows and QApplication.activeWindow() is None:
        (QApplication.activeModalWidget() or windows[-1]).activateWindow()


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Replaces the one of pytest-qt."""
    assert qapp
    return LongTimeoutBot(request)
