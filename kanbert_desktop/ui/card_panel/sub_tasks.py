"""Sub-tasks: the check box completes one, a field adds the next."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, CardKey, Column
from kanbert_desktop.domain.untrusted_text import shorten
from kanbert_desktop.ui.card_panel.layout import FRAME
from kanbert_desktop.ui.cards.texts import OPEN_COLUMNS
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import mirrored_margins, set_style_property
from kanbert_desktop.ui.widgets.accessibility import set_editable, set_reading_order, set_tab_order_before
from kanbert_desktop.ui.widgets.literal_text import PlainLabel, literal, menu_text
from kanbert_desktop.ui.widgets.text_fields import InputMethodLineEdit

if TYPE_CHECKING:
    from kanbert_desktop.ui.cards.line_assistance import LineAssistance

_RING = 4
"""Pixels around the box of a check box, for the ring that shows the keyboard."""


class SubTaskRow(QWidget):
    """One sub-task.

    `completion_requested` carries the sub-task and its new column, `open_requested` the sub-task to open.
    """

    completion_requested = Signal(object, object)
    open_requested = Signal(object)

    def __init__(self, theme: Theme, key: CardKey, parent: QWidget) -> None:
        super().__init__(parent)
        self._key, self._text = key, ""
        self.check_box = CheckBox(theme, self)
        self.title = QPushButton(self)
        self.title.setObjectName("subTaskTitle")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.check_box)
        row.addWidget(self.title, 1)
        self.check_box.clicked.connect(self._on_click)
        self.title.clicked.connect(lambda: self.open_requested.emit(self._key))

    def show_card(self, card: Card) -> None:
        done = card.column not in OPEN_COLUMNS
        self.check_box.setChecked(done)
        self.check_box.setAccessibleName(tr("Completed: {title}", title=card.title))
        self._text = shorten(card.title)
        self.title.setAccessibleName(tr("Open {title}", title=card.title))
        self.title.setToolTip(literal(self._text))
        set_style_property(self.title, "done", done)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = max(20, self.title.width() - 14)
        text = self.title.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, width)
        self.title.setText(menu_text(text))

    def _on_click(self, checked: bool) -> None:
        self.completion_requested.emit(self._key, Column.COMPLETED if checked else Column.NEW)


class SubTasks(QWidget):
    """Reuses its rows, so that the focus survives a sync."""

    completion_requested = Signal(object, object)
    open_requested = Signal(object)
    add_requested = Signal(object)

    def __init__(
        self, service: BoardService, theme: Theme, today: Callable[[], date], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._service, self._theme, self._today = service, theme, today
        self._rows: dict[CardKey, SubTaskRow] = {}
        self.label = PlainLabel(self)
        self.count = PlainLabel(self)
        for label in (self.label, self.count):
            label.setProperty("role", "label")
        self.field = InputMethodLineEdit(self)
        self.field.setObjectName("subTaskField")
        self.field.returnPressed.connect(self._add)
        self.field.textChanged.connect(self._on_first_text)
        header = QHBoxLayout()
        header.setContentsMargins(mirrored_margins(FRAME, 0, 0, 0))
        header.addWidget(self.label)
        header.addStretch(1)
        header.addWidget(self.count)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._list.setContentsMargins(mirrored_margins(FRAME - _RING, 0, 0, 0))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(header)
        box.addLayout(self._list)
        box.addWidget(self.field)
        self._box = box
        self.apply_appearance()

    def show_card(self, card: Card) -> None:
        sub_tasks = self._service.sub_tasks(card.key)
        present = {sub_task.key for sub_task in sub_tasks}
        for key in [key for key in self._rows if key not in present]:
            row = self._rows.pop(key)
            self._list.removeWidget(row)
            row.deleteLater()
        for position, sub_task in enumerate(sub_tasks):
            self._update_row(sub_task, position)
        self._set_tab_order([self._rows[sub_task.key] for sub_task in sub_tasks])
        done, total = self._service.sub_task_count(card.key)
        self.count.setText(tr("{done} of {all}", done=done, all=total) if total else "")

    def _set_tab_order(self, rows: list[SubTaskRow]) -> None:
        set_reading_order(*rows, self.field)
        set_tab_order_before(self.field, [stop for row in rows for stop in (row.check_box, row.title)])

    def set_editable(self, can_write: bool) -> None:
        set_editable(can_write, self.field, *(row.check_box for row in self._rows.values()))

    def clear_submitted(self) -> None:
        self.field.clear()

    def apply_appearance(self) -> None:
        """Updates texts, icons and colours after a change of theme or language."""
        self.label.setText(tr("Sub-tasks"))
        self.field.setPlaceholderText(tr("Add a sub-task"))
        self.field.setAccessibleName(tr("Add a sub-task"))

    def _update_row(self, sub_task: Card, position: int) -> None:
        row = self._rows.get(sub_task.key)
        if row is None:
            row = self._rows[sub_task.key] = SubTaskRow(self._theme, sub_task.key, self)
            row.completion_requested.connect(self.completion_requested)
            row.open_requested.connect(self.open_requested)
        if self._list.indexOf(row) != position:
            self._list.removeWidget(row)
            self._list.insertWidget(position, row)
        row.show_card(sub_task)

    def _on_first_text(self) -> None:
        self.field.textChanged.disconnect(self._on_first_text)
        self.assistance.refresh()

    @cached_property
    def assistance(self) -> "LineAssistance":
        """What is understood of the line and completes it; made when something is first typed."""
        from kanbert_desktop.ui.cards.card_lines import CardLines  # noqa: PLC0415  once something is typed
        from kanbert_desktop.ui.cards.line_assistance import LineAssistance  # noqa: PLC0415
        from kanbert_desktop.ui.cards.understood_words import ChipRow  # noqa: PLC0415

        chips = ChipRow(self.field, self._theme, self)
        self._box.addWidget(chips)
        lines = CardLines(self._service, self._today, names_boards=False)
        return LineAssistance(self.field, chips, self._theme, lines)

    def _add(self) -> None:
        text = " ".join(self.field.text().split())
        if text:
            self.add_requested.emit(self.assistance.read(text))


class CheckBox(QCheckBox):
    """Painted: a style sheet would need one image of the check mark per colour."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(16) + 2 * _RING, self._theme.px(24))

    def hitButton(self, _position: object) -> bool:
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        color, size = self._theme.color, self._theme.px(16)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, top = float(_RING), (self.height() - size) / 2
        box = QRectF(left, top, size, size).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.hasFocus():
            painter.setPen(QPen(color("accent"), 2))
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 6, 6)
        if self.isChecked():
            painter.setPen(QPen(color("accent"), 1))
            painter.setBrush(color("accent"))
        else:
            painter.setPen(QPen(color("accent" if self.underMouse() else "strong-line"), 1.4))
            painter.setBrush(color("card"))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            pen = QPen(color("on-accent"), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            points = ((0.24, 0.52), (0.43, 0.70), (0.76, 0.32))
            painter.drawPolyline([QPointF(left + x * size, top + y * size) for x, y in points])
        painter.end()
