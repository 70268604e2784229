"""Paints a day: its number, its cards in the colour of their clients, and what has the focus."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple, Protocol, cast

from PySide6.QtCore import QLocale, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QToolTip, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey, Mark
from kanbert_desktop.ui.calendar.card_labels import CardLabel, CardLabels
from kanbert_desktop.ui.calendar.day_layout import DayLayout, day_layout
from kanbert_desktop.ui.calendar.day_model import DayModel, Index
from kanbert_desktop.ui.calendar.days import CalendarKind, day_number, is_weekend
from kanbert_desktop.ui.cards.delegate import RenameDelegate
from kanbert_desktop.ui.cards.texts import column_color
from kanbert_desktop.ui.cards.view_model import CardViewModel
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import draw_text_line, mirrored_rect
from kanbert_desktop.ui.widgets.literal_text import wrapped_tooltip

_MIN_WIDTH_WITH_CODE = 150
_MARK_ICONS = {
    Mark.PENDING: ("cloud-upload", "muted"),
    Mark.CONFLICT: ("triangle-alert", "warn"),
    Mark.REJECTED: ("circle-alert", "bad"),
}
_FIELD_WIDTH, _FIELD_HEIGHT = 240, 56
_INK, _BAR, _PAD, _ICON, _DOT = 2, 3, 5, 14, 7
_WIDTH_WITH_PADDING = 44
"""Pixels, at 100 % text size, of a day whose number and figure of further cards have space between them."""


class DayVisualState(NamedTuple):
    """`stop` is the number of the focused card of the day, -1 for the day itself, None without the focus."""

    stop: int | None = None
    is_drop_target: bool = False
    selected: frozenset[CardKey] = frozenset()
    dragged: frozenset[CardKey] = frozenset()
    opened: CardKey | None = None


class DayView(Protocol):
    """The view whose days are painted."""

    def visual_state(self, day: date) -> DayVisualState: ...
    def current_card(self) -> CardViewModel | None: ...
    def card_rect(self, key: CardKey) -> QRect: ...
    def viewport(self) -> QWidget: ...
    def devicePixelRatioF(self) -> float: ...


class DayDelegate(RenameDelegate):
    """Renames the focused card of a day in place."""

    def __init__(
        self, theme: Theme, days: DayModel, labels: CardLabels, view: DayView, *, today: Callable[[], date]
    ) -> None:
        super().__init__(cast("QObject", view))
        self._theme, self._days, self._labels, self._view = theme, days, labels, view
        self._today = today

    def card_at(self, _index: Index) -> CardViewModel | None:
        return self._view.current_card()

    def updateEditorGeometry(self, editor: QWidget, _option: QStyleOptionViewItem, _index: Index) -> None:
        """Over the card, and wide enough for a title."""
        card, visible = self._view.current_card(), self._view.viewport().rect()
        if card is None:
            return
        place = self._view.card_rect(card.key)
        size = QSize(max(place.width(), self._theme.px(_FIELD_WIDTH)), self._theme.px(_FIELD_HEIGHT))
        left = place.right() + 1 - size.width() if editor.isRightToLeft() else place.left()
        left = max(0, min(left, visible.width() - size.width()))
        top = max(0, min(place.top(), visible.height() - size.height()))
        editor.setGeometry(QRect(QPoint(left, top), size))

    def layout_of(self, cell: QRect, day: date) -> DayLayout:
        return day_layout(cell, len(self._days.keys_on(day)), self._days.range.kind, self._theme)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        day = self._days.day_at(index)
        state, keys = self._view.visual_state(day), self._days.keys_on(day)
        places = self.layout_of(option.rect, day)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self._paint_background(painter, option.rect, day, state)
        self._paint_number(painter, option.rect, places, day, len(keys) - len(places.cards))
        for number, (key, place) in enumerate(zip(keys, places.cards, strict=False)):
            label = self._labels.get(key)
            if label is not None:
                self._paint_card(painter, mirrored_rect(painter, place, option.rect), label, state)
            if state.stop == number:
                self._paint_ring(painter, mirrored_rect(painter, place, option.rect), 5)
        if places.more is not None:
            self._paint_more(painter, option.rect, places, len(keys) - len(places.cards))
            if state.stop == len(places.cards):
                self._paint_ring(painter, mirrored_rect(painter, places.more, option.rect), 5)
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Shows title, board, column and client of a card as tooltip, never as rich text."""
        day = self._days.day_at(index)
        stop = self.layout_of(option.rect, day).stop_at(event.pos())
        keys = self._days.keys_on(day)
        label = self._labels.get(keys[stop]) if stop is not None and stop < len(keys) else None
        QToolTip.showText(
            event.globalPos(), wrapped_tooltip(label.tooltip) if label is not None else "", view, option.rect
        )
        return True

    def _paint_background(self, painter: QPainter, cell: QRect, day: date, state: DayVisualState) -> None:
        color = self._theme.color
        fill = "window" if not self._days.range.is_main(day) else "column" if is_weekend(day) else "card"
        painter.fillRect(cell, color("accent-soft" if state.is_drop_target else fill))
        painter.setPen(QPen(color("line"), 1))
        edge = QRectF(cell).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawLine(edge.bottomLeft(), edge.bottomRight())
        side = mirrored_rect(painter, QRectF(edge.right(), edge.top(), 0, edge.height()), edge)
        painter.drawLine(side.topLeft(), side.bottomLeft())
        if state.is_drop_target or state.stop == -1:
            self._paint_ring(painter, QRectF(cell).adjusted(0, 0, -1, -1), 4)

    def _paint_ring(self, painter: QPainter, place: QRectF, radius: float) -> None:
        painter.setPen(QPen(self._theme.color("accent"), _INK))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), radius, radius)

    def _paint_number(
        self, painter: QPainter, cell: QRect, places: DayLayout, day: date, others: int
    ) -> None:
        """`others` are the cards that have no room."""
        px, color, head = self._theme.px, self._theme.color, places.head
        text, is_today = day_number(day), day == self._today()
        painter.setFont(self._theme.font("strong" if is_today else "label"))
        advance = QFontMetricsF(painter.font()).horizontalAdvance
        if advance(text) + 2 * _PAD > head.width():
            # A narrow cell has no room for the month.
            text = QLocale().toString(day.day)
        needed = advance(text)
        width = max(px(22), needed + px(12))
        if places.more == head:
            # The figure beside it must stay readable in a narrow cell.
            figure = QFontMetricsF(self._theme.font("label")).horizontalAdvance(f"+{others}")
            least = needed + (2 * _PAD if is_today else 2)
            width = max(least, min(width, head.width() - figure - 2 * _PAD))
        pill = QRectF(head.left(), head.top() + (head.height() - px(22)) / 2, width, px(22))
        pill = mirrored_rect(painter, pill, cell)
        if is_today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent"))
            painter.drawRoundedRect(pill, px(11), px(11))
        ink = "on-accent" if is_today else "text" if self._days.range.is_main(day) else "muted"
        painter.setPen(color(ink))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_more(self, painter: QPainter, cell: QRect, places: DayLayout, count: int) -> None:
        if places.more is None:
            return
        painter.setFont(self._theme.font("label"))
        painter.setPen(self._theme.color("muted"))
        # In a narrow cell the figure ends at the edge, so that it stays apart from the number of the day.
        end = _PAD if places.more.width() >= self._theme.px(_WIDTH_WITH_PADDING) else 0
        place = mirrored_rect(painter, places.more.adjusted(_PAD, 0, -end, 0), cell)
        # Beside the number of the day, and in a narrow cell, only the figure has room.
        in_head, text = places.more == places.head, tr("+%n more", count)
        if in_head or painter.fontMetrics().horizontalAdvance(text) > place.width():
            text = f"+{count}"
        draw_text_line(painter, place, text, at_end=in_head)

    def _paint_card(self, painter: QPainter, place: QRectF, label: CardLabel, state: DayVisualState) -> None:
        color, px = self._theme.color, self._theme.px
        is_marked = label.key in state.selected or label.key == state.opened
        if label.key in state.dragged:
            painter.setOpacity(0.4)
        soft = f"person-{label.color}-soft" if label.color and not label.is_done else "chip"
        painter.setPen(QPen(color("accent"), 1) if is_marked else Qt.PenStyle.NoPen)
        painter.setBrush(color("accent-soft" if is_marked else soft))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        bar = QRectF(place.left() + 2, place.top() + 3, px(_BAR), place.height() - 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(f"person-{label.color}" if label.color else "strong-line"))
        painter.drawRoundedRect(mirrored_rect(painter, bar, place), 1.5, 1.5)
        inner = place.adjusted(px(_BAR) + _PAD, 0, -_PAD, 0)
        if self._days.range.kind is CalendarKind.WEEK:
            upper = QRectF(inner.left(), inner.top() + 2, inner.width(), (inner.height() - 4) / 2)
            self._paint_title(painter, place, upper, label, with_code=False)
            lower = upper.translated(0, upper.height())
            self._paint_board(painter, place, lower, label)
        else:
            self._paint_title(
                painter, place, inner, label, with_code=place.width() >= px(_MIN_WIDTH_WITH_CODE)
            )
        painter.setOpacity(1)

    def _paint_board(self, painter: QPainter, card: QRectF, area: QRectF, label: CardLabel) -> None:
        """The colour of the dot is that of the column, as in other lists."""
        size = self._theme.px(_DOT)
        dot = QRectF(area.left(), area.center().y() - size / 2, size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(column_color(label.column)))
        painter.drawEllipse(mirrored_rect(painter, dot, card))
        area = area.adjusted(size + _PAD, 0, 0, 0)
        self._paint_text(painter, card, area, label.board, ("meta", "muted"))

    def _paint_title(
        self, painter: QPainter, card: QRectF, area: QRectF, label: CardLabel, *, with_code: bool
    ) -> None:
        px = self._theme.px
        icon = "clock-alert" if label.is_overdue else "check" if label.is_done else ""
        if icon:
            self._paint_icon(painter, card, QRectF(area), icon, "bad" if label.is_overdue else "muted")
            area = area.adjusted(px(_ICON) + 4, 0, 0, 0)
        if label.mark in _MARK_ICONS:
            name, tone = _MARK_ICONS[label.mark]
            self._paint_icon(painter, card, area.adjusted(area.width() - px(_ICON), 0, 0, 0), name, tone)
            area = area.adjusted(0, 0, -px(_ICON) - 4, 0)
        if with_code and label.code:
            width = QFontMetricsF(self._theme.font("chip")).horizontalAdvance(label.code)
            if width <= area.width() / 3:
                self._paint_text(
                    painter,
                    card,
                    area.adjusted(area.width() - width - 1, 0, 0, 0),
                    label.code,
                    ("chip", "muted"),
                )
                area = area.adjusted(0, 0, -width - 6, 0)
        self._paint_text(painter, card, area, label.title, ("label", "muted" if label.is_done else "text"))

    def _paint_icon(self, painter: QPainter, card: QRectF, area: QRectF, name: str, tone: str) -> None:
        size = self._theme.px(_ICON)
        drawn = icons.pixmap(name, self._theme.color(tone), size, self._view.devicePixelRatioF())
        place = QRectF(round(area.left()), round(area.center().y() - size / 2), size, size)
        painter.drawPixmap(mirrored_rect(painter, place, card).topLeft(), drawn)

    def _paint_text(
        self, painter: QPainter, card: QRectF, area: QRectF, text: str, style: tuple[str, str]
    ) -> None:
        """`style` is the font and the colour."""
        painter.setFont(self._theme.font(style[0]))
        painter.setPen(self._theme.color(style[1]))
        shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        draw_text_line(painter, mirrored_rect(painter, area, card), shown)
