"""Sub-tasks and their check box."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, CardKey, Column
from kanbert_desktop.domain.untrusted_text import shorten
from kanbert_desktop.ui.cards.texts import OPEN_COLUMNS
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_style_property
from kanbert_desktop.ui.widgets.accessibility import set_editable, set_reading_order, set_tab_order_before
from kanbert_desktop.ui.widgets.literal_text import PlainLabel, literal, menu_text
from kanbert_desktop.ui.widgets.text_fields import InputMethodLineEdit


class CheckBox(QCheckBox):
    """Painted, because a style sheet would need a picture file for the tick in each colour."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(24), self._theme.px(24))

    def hitButton(self, _place: object) -> bool:
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        color, side = self._theme.color, self._theme.px(16)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, top = (self.width() - side) / 2, (self.height() - side) / 2
        box = QRectF(left, top, side, side).adjusted(0.5, 0.5, -0.5, -0.5)
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
            painter.drawPolyline([QPointF(left + x * side, top + y * side) for x, y in points])
        painter.end()


class SubTaskRow(QWidget):
    """`ticked` carries the wished column; `opened` asks for the sub-task's own panel."""

    completion_requested = Signal(object, object)
    open_requested = Signal(object)

    def __init__(self, theme: Theme, key: CardKey, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = key
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
        self._words = shorten(card.title)
        self.title.setAccessibleName(tr("Open {title}", title=card.title))
        self.title.setToolTip(literal(self._words))
        set_style_property(self.title, "done", done)
        self._fit()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]  # only handed on
        self._fit()

    def _fit(self) -> None:
        words = getattr(self, "_words", "")
        wide = max(20, self.title.width() - 14)
        text = self.title.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, wide)
        self.title.setText(menu_text(text))

    def _on_click(self, checked: bool) -> None:
        self.completion_requested.emit(self._key, Column.COMPLETED if checked else Column.NEW)


class SubTasks(QWidget):
    """Rows are kept while they stay, so that focus survives a sync."""

    completion_requested = Signal(object, object)
    open_requested = Signal(object)
    add_requested = Signal(str)

    def __init__(self, desk: BoardService, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._service, self._theme = desk, theme
        self._rows: dict[CardKey, SubTaskRow] = {}
        self.label = PlainLabel(self)
        self.count = PlainLabel(self)
        for part in (self.label, self.count):
            part.setProperty("role", "label")
        self.field = InputMethodLineEdit(self)
        self.field.setObjectName("subTaskField")
        self.field.returnPressed.connect(self._add)
        head = QHBoxLayout()
        head.addWidget(self.label)
        head.addStretch(1)
        head.addWidget(self.count)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(head)
        box.addLayout(self._list)
        box.addWidget(self.field)
        self.apply_appearance()

    def show_card(self, card: Card) -> None:
        shown = self._service.sub_tasks(card.key)
        wished = {sub_task.key for sub_task in shown}
        for key in [key for key in self._rows if key not in wished]:
            row = self._rows.pop(key)
            self._list.removeWidget(row)
            row.deleteLater()
        for place, sub_task in enumerate(shown):
            self._put(sub_task, place)
        self._keep_order([self._rows[sub_task.key] for sub_task in shown])
        done, total = self._service.sub_task_count(card.key)
        self.count.setText(tr("{done} of {all}", done=done, all=total) if total else "")

    def _keep_order(self, rows: list[SubTaskRow]) -> None:
        set_reading_order(*rows, self.field)
        set_tab_order_before(self.field, [stop for row in rows for stop in (row.check_box, row.title)])

    def set_editable(self, can_write: bool) -> None:
        set_editable(can_write, self.field, *(row.check_box for row in self._rows.values()))

    def clear_submitted(self) -> None:
        self.field.clear()

    def apply_appearance(self) -> None:
        """Theme or language changed."""
        self.label.setText(tr("Sub-tasks"))
        self.field.setPlaceholderText(tr("Add a sub-task"))
        self.field.setAccessibleName(tr("Add a sub-task"))

    def _put(self, sub_task: Card, place: int) -> None:
        row = self._rows.get(sub_task.key)
        if row is None:
            row = self._rows[sub_task.key] = SubTaskRow(self._theme, sub_task.key, self)
            row.completion_requested.connect(self.completion_requested)
            row.open_requested.connect(self.open_requested)
        if self._list.indexOf(row) != place:
            self._list.removeWidget(row)
            self._list.insertWidget(place, row)
        row.show_card(sub_task)

    def _add(self) -> None:
        title = " ".join(self.field.text().split())
        if title:
            self.add_requested.emit(title)
