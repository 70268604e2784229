"""A window of its own on a screen with other pixels: `python -m ui.shapes.scaled PICTURE` with QT_SCALE_FACTOR.

Writes the window's picture, and tells as JSON what of it is not made for those pixels.
"""

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QLabel

from kanbert_desktop.ui.cards.view_model import CardVisualState
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication
from ui.layout.locale_fixture import in_language
from ui.layout.screen_visits import process_layout
from ui.layout.screens import panel
from ui.layout.window_fixture import OPEN_CARD, WindowFixture, fill_sample

SIZE = (1200, 760)


def blurred(window: MainWindow) -> Iterator[str]:
    """Pictures that are stretched to the screen's pixels."""
    ratio = window.devicePixelRatioF()
    for button in window.findChildren(QAbstractButton):
        icon = button.icon()
        if button.isVisible() and not icon.isNull() and button.iconSize() * ratio not in _sizes(button):
            yield f"{type(button).__name__} {button.objectName()} {button.accessibleName()}"
    for label in window.findChildren(QLabel):
        drawn = label.pixmap()
        if label.isVisible() and not drawn.isNull() and drawn.devicePixelRatio() != ratio:
            yield f"{type(label).__name__} {label.objectName()}"


def _sizes(button: QAbstractButton) -> list[QSize]:
    return button.icon().availableSizes()


def cropped_icons(seat: WindowFixture) -> Iterator[str]:
    """Cards whose picture has other pixels than their row."""
    view = seat.board.columns_view.view_of(OPEN_CARD)
    assert view is not None
    ratio, row = seat.window.devicePixelRatioF(), view.cards.card_rect(OPEN_CARD).size()
    face = view.model.card(view.model.index_of(OPEN_CARD))
    assert face is not None
    picture: QPixmap = seat.board._pixmaps.pixmap(face, CardVisualState(), row, ratio)
    if picture.size() != row * ratio or picture.devicePixelRatio() != ratio:
        yield f"{picture.size()} for {row}"


def blurred_lines(seat: WindowFixture, whole: QImage) -> Iterator[str]:
    """Hairlines that lie between two pixels, hence have half their colour."""
    ratio, wanted = seat.window.devicePixelRatioF(), seat.window.theme.color("line").rgb()
    for line in seat.board.panel.findChildren(QFrame, "panelLine"):
        middle = (line.mapTo(seat.window, QPoint(line.width() // 2, 0))) * ratio
        rows = range(max(0, middle.y() - 2), min(whole.height(), middle.y() + 4))
        if line.isVisible() and not any(whole.pixel(middle.x(), y) == wanted for y in rows):
            yield f"at {middle.y()}"


def main(picture: Path) -> None:
    application = QApplication(["scaled"])
    with tempfile.TemporaryDirectory() as folder, in_language("en"):
        played = FakeApplication(Path(folder))
        fill_sample(played.sign_in())
        window = MainWindow(played, Theme(application, "light"), played.current_account.now)  # type: ignore[arg-type]
        window.resize(*SIZE)
        window.show()
        seat = WindowFixture(window, played)
        process_layout()
        panel(seat)
        process_layout()
        whole = window.grab().toImage()
        whole.save(str(picture))
        told = {
            "ratio": window.devicePixelRatioF(),
            "blurred": list(blurred(window)),
            "cut": list(cropped_icons(seat)),
            "faint": list(blurred_lines(seat, whole)),
        }
        sys.stdout.write(json.dumps(told))
        sys.stdout.flush()
        # The window and its parts would be taken down one by one, which proves nothing here.
        os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
