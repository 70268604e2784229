"""The program itself, started at its front door; says when the first frame with cards was painted, then stays."""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent

from benchmarks.telling import tell
from kanbert_desktop.main import run
from kanbert_desktop.ui.board.card_list import CardList


class FirstFrame:
    """Its moment is that of the last list with cards that was painted before Qt came to anything else."""

    def __init__(self) -> None:
        self.told: dict[str, int] = {}
        self.is_over = False

    def note(self) -> None:
        if self.is_over:
            return
        if not self.told:
            QTimer.singleShot(0, self._tell)
        lists = self.told.get("lists", 0) + 1
        self.told = {"painted": time.monotonic_ns(), "cpu": time.process_time_ns(), "lists": lists}

    def _tell(self) -> None:
        self.is_over = True
        tell(self.told)


def watch(frame: FirstFrame) -> None:
    paint = CardList.paintEvent

    def noted(cards: CardList, event: QPaintEvent) -> None:
        paint(cards, event)
        if cards.model().rowCount():
            frame.note()

    CardList.paintEvent = noted  # type: ignore[assignment, method-assign]  # nothing of the program knows that it is measured


watch(FirstFrame())
sys.exit(run(sys.argv[1:]))
