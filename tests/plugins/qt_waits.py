"""Waits for Qt with one generous deadline: a busy machine stands still for seconds, and no passing test waits that long."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot, _WaitWidgetContextManager
from pytestqt.wait_signal import SignalBlocker

DEADLINE_MILLISECONDS = 60_000


class PatientBot(QtBot):
    """A `QtBot` whose deadline is not five seconds."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = DEADLINE_MILLISECONDS) -> None:
        super().waitUntil(callback, timeout=timeout)

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


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Replaces the one of pytest-qt."""
    assert qapp
    return PatientBot(request)
