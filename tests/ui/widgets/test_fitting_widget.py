"""A widget whose parts depend on its width looks at it when that, or a part, has changed."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.widgets.fitting_widget import FittingWidget
from support.idle_events import process_until_idle


class _Counter(FittingWidget):
    def __init__(self) -> None:
        super().__init__()
        self.part = QLabel("short", self)
        self.widths: list[int] = []
        QHBoxLayout(self).addWidget(self.part)

    def fit(self) -> None:
        self.widths.append(self.width())


def test_it_fits_itself_after_another_size_and_another_text(qtbot: QtBot) -> None:
    widget = _Counter()
    qtbot.addWidget(widget)
    widget.resize(300, 40)
    widget.show()
    qtbot.waitUntil(lambda: 300 in widget.widths)
    widget.resize(200, 40)
    qtbot.waitUntil(lambda: widget.widths[-1] == 200)
    for change in (partial(widget.part.setText, "a much longer text"), widget.part.hide):
        # What is still to come of an earlier change would count as this one's.
        process_until_idle()
        widget.widths.clear()
        change()
        qtbot.waitUntil(lambda: bool(widget.widths))
