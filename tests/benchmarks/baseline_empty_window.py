"""Baseline of start and memory: a window with nothing but one word. Reports when that was painted, then stays.

It imports PySide6 in the ordinary way. Without the word it would load no font, which every readable window does.
"""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from benchmarks.reporting import write_report


class Word(QLabel):
    was_painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.was_painted:
            self.was_painted = True
            result = {"painted": time.monotonic_ns(), "cpu": time.process_time_ns()}
            QTimer.singleShot(0, lambda: write_report(result))


application = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(Word("Boards"))
window.resize(1440, 900)
window.show()
sys.exit(application.exec())
