"""Baseline of start and memory: an empty window. Reports when it was painted, then stays."""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from benchmarks.reporting import write_report


class EmptyWindow(QMainWindow):
    was_painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.was_painted:
            self.was_painted = True
            result = {"painted": time.monotonic_ns(), "cpu": time.process_time_ns()}
            QTimer.singleShot(0, lambda: write_report(result))


application = QApplication(sys.argv)
window = EmptyWindow()
window.resize(1440, 900)
window.show()
sys.exit(application.exec())
