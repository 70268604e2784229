"""A scroll area's ground, made here: to hand out Qt's own, PySide would first make every widget class there is."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def lay_ground(area: QAbstractScrollArea) -> None:
    """Call it first of all: what is set on a viewport is lost with it. Ten milliseconds of a start are saved."""
    ground = QWidget()
    # As Qt makes its own.
    ground.setBackgroundRole(QPalette.ColorRole.Base)
    ground.setAutoFillBackground(True)
    area.setViewport(ground)
