"""Processes Qt's events until the windows have done what they still had to do by themselves."""

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

SOON_MS = 50
"""A longer timer is meant for the user, not for the next turns of the event loop."""


def process_until_idle() -> None:
    """Returns when no event is left and no single timer of a window or of its parts fires soon.

    Layout requests, refreshes and reads of more rows start one another; a turn of the event loop handles only what
    was there when it began, so no fixed number of turns is enough.
    """
    dispatcher = QAbstractEventDispatcher.instance()
    assert dispatcher is not None
    while dispatcher.processEvents(QEventLoop.ProcessEventsFlag.AllEvents) or _is_more_to_come():
        pass


def _is_more_to_come() -> bool:
    return any(
        timer.isActive() and timer.isSingleShot() and timer.interval() <= SOON_MS
        for window in QApplication.topLevelWidgets()
        for timer in window.findChildren(QTimer)
    )
