"""Where Tab goes: what is added later would else be reached after everything that was there before."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_after(stop: QWidget, *others: QWidget) -> None:
    """From one to the next; Qt puts a widget after another one, never before."""
    for before, after in pairwise((stop, *others)):
        QWidget.setTabOrder(before, after)


def tab_before(stop: QWidget, others: Iterable[QWidget]) -> None:
    """The others come between `stop` and whatever Tab came from so far."""
    known = {stop, *others}
    before = stop.previousInFocusChain()
    while before is not None and (before in known or before.focusPolicy() is Qt.FocusPolicy.NoFocus):
        before = before.previousInFocusChain()
        if before is stop:
            # Nothing else in this window takes the keyboard.
            return
    if before is not None:
        tab_after(before, *others, stop)
