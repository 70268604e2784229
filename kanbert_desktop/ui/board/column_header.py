"""Header of a column, and the rail of a folded column."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Column
from kanbert_desktop.ui.cards.texts import column_color, column_title
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import mirrored_margins, mirrored_rect, set_style_property
from kanbert_desktop.ui.widgets.fitting_widget import FittingWidget
from kanbert_desktop.ui.widgets.literal_text import PlainLabel, literal

_MARGIN = 2
"""Pixels around the count."""
RAIL_WIDTH = 40


class ColumnHeader(FittingWidget):
    """A click on the name folds the column."""

    fold_requested = Signal()
    menu_requested = Signal(object)

    def __init__(self, column: Column, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = column
        self._theme = theme
        self._title = QPushButton(self)
        self._title.setObjectName("columnTitle")
        self._title.clicked.connect(self.fold_requested)
        self._count = PlainLabel(self)
        self._count.setObjectName("columnCount")
        box = self._box = QHBoxLayout(self)
        box.setSpacing(4)
        box.addWidget(self._title)
        box.addWidget(self._count)
        box.addStretch(1)
        self._count_texts: tuple[str, ...] = ("",)
        self._counts = (0, 0)
        self.limit: int | None = None
        self.set_count(0, 0)
        self.apply_appearance()

    def tab_stops(self) -> tuple[QWidget, ...]:
        return (self._title,)

    def set_count(self, shown: int, count: int) -> None:
        """Shows `shown` cards that pass the filter, of `count`."""
        self._counts = (shown, count)
        name = column_title(self._column)
        self._title.setText(name)
        if shown == count:
            self._title.setAccessibleName(tr("{column}, {count} cards, fold", column=name, count=count))
            self._count_texts = (str(count),)
        else:
            text = tr("{column}, {shown} of {count} cards, fold", column=name, shown=shown, count=count)
            self._title.setAccessibleName(text)
            self._count_texts = (
                tr("{shown} of {count}", shown=shown, count=count),
                f"{shown}/{count}",
                str(shown),
            )
        if self.limit is not None:
            self._add_limit(self.limit, is_exceeded=count > self.limit)
        set_style_property(self._count, "over", self.limit is not None and count > self.limit)
        self._count.setToolTip(self._count_texts[0] if len(self._count_texts) > 1 else "")
        self.fit()

    def set_limit(self, limit: int | None) -> None:
        """The most cards that the column should show."""
        if limit != self.limit:
            self.limit = limit
            self.set_count(*self._counts)

    def _add_limit(self, limit: int, *, is_exceeded: bool) -> None:
        said = tr("limit {limit}, exceeded", limit=limit) if is_exceeded else tr("limit {limit}", limit=limit)
        self._title.setAccessibleName(f"{self._title.accessibleName()}, {said}")
        longest = self._count_texts[0]
        sign = f"{self._count_texts[-1]} > {limit}" if is_exceeded else self._count_texts[-1]
        self._count_texts = (f"{longest} · {said}", sign)

    def fit(self) -> None:
        """Shows the longest form of the count that fits beside the name."""
        edges = self._box.contentsMargins()
        available = self.width() - edges.left() - edges.right() - 2 * self._box.spacing()
        available -= self._title.sizeHint().width() + _MARGIN
        advance = self._count.fontMetrics().horizontalAdvance
        self._count.setText(
            next((text for text in self._count_texts if advance(text) <= available), self._count_texts[-1])
        )

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(event.globalPos())

    def apply_appearance(self) -> None:
        """Updates texts, icons and colours after a change of theme or language."""
        self._box.setContentsMargins(mirrored_margins(self._theme.px(14) + 8, 6, 4, 2))
        self._title.setToolTip(tr("Fold this column"))
        self.fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(column_color(self._column)))
        middle, size = self._title.geometry().center().y() + 1, self._theme.px(8)
        painter.drawEllipse(mirrored_rect(painter, QRectF(11, middle - size / 2, size, size), self.rect()))
        painter.end()


class ColumnRail(QAbstractButton):
    """Painted, because Qt style sheets cannot rotate text."""

    def __init__(self, column: Column, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = column
        self._theme = theme
        self._count = ""
        self.is_drop_target = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.set_count(0, 0)

    def set_count(self, shown: int, count: int) -> None:
        """Shows `shown` cards that pass the filter, of `count`."""
        name = column_title(self._column)
        self.setText(name)
        self.setToolTip(literal(tr("Unfold {column}", column=name)))
        if shown == count:
            self._count = str(count)
            self.setAccessibleName(tr("{column}, {count} cards, folded", column=name, count=count))
        else:
            self._count = f"{shown}/{count}"
            text = tr("{column}, {shown} of {count} cards, folded", column=name, shown=shown, count=count)
            self.setAccessibleName(text)
        self.update()

    def set_drop_target(self, is_target: bool) -> None:
        self.is_drop_target = is_target
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(RAIL_WIDTH), 200)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        background = "accent-soft" if self.is_drop_target else "hover" if self.underMouse() else "column"
        ring = self.is_drop_target or self.hasFocus()
        painter.setPen(QPen(theme.color("accent"), 2) if ring else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(background))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        self._paint_text(painter)
        painter.end()

    def _paint_text(self, painter: QPainter) -> None:
        theme, middle = self._theme, self.width() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(column_color(self._column)))
        painter.drawEllipse(QPointF(middle, theme.px(20)), theme.px(4), theme.px(4))
        painter.setPen(theme.color("muted"))
        painter.setFont(theme.font("label"))
        count = QRectF(0, theme.px(30), self.width(), theme.px(22))
        fits = painter.fontMetrics().horizontalAdvance(self._count) <= count.width() - 2
        text = self._count if fits else self._count.partition("/")[0]
        painter.drawText(count, Qt.AlignmentFlag.AlignCenter, text)
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font("strong"))
        painter.translate(middle, theme.px(62))
        painter.rotate(90)
        line = theme.px(22)
        rect = QRectF(0, -line / 2, max(0, self.height() - theme.px(70)), line)
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())
