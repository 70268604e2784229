"""Paints the days and entries of the inbox."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from kanbert_desktop.app.boards.inbox.entries import InboxEntry, NewsKind
from kanbert_desktop.domain.untrusted_text import neutralise_direction
from kanbert_desktop.ui.inbox.model import ICONS, AnyIndex, DayHeading, EntryTexts, InboxModel
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import draw_text_line, mirrored_rect
from kanbert_desktop.ui.widgets.literal_text import wrapped_tooltip

_URGENT = frozenset({NewsKind.DELETED, NewsKind.MENTIONED})
_BETWEEN = " · "
_MAX_BOARD_SHARE = 0.3
"""Of a row's width, for the board's name."""


class InboxDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, rows: InboxModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme, self._rows, self._view = theme, rows, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = self._rows.row_at(index)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        if isinstance(row, DayHeading):
            self._paint_heading(painter, QRectF(option.rect), row)
        elif row is not None:
            self._paint_entry(painter, QRectF(option.rect), row, option.state)
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        """The whole text, never as rich text."""
        row = self._rows.row_at(index)
        texts = self._rows.texts_of(row) if isinstance(row, InboxEntry) else None
        text = "\n".join((texts.title, *texts.news)) if texts is not None else ""
        QToolTip.showText(event.globalPos(), wrapped_tooltip(text), view, option.rect)
        return True

    def _paint_heading(self, painter: QPainter, area: QRectF, heading: DayHeading) -> None:
        area = area.adjusted(14, area.height() - self._theme.px(28), -12, 0)
        width = self._paint_text(painter, area, self._rows.heading_text(heading), "strong", "text")
        area.setLeft(area.left() + width + 8)
        self._paint_text(painter, area, str(heading.size), "label", "muted")

    def _paint_entry(
        self, painter: QPainter, area: QRectF, entry: InboxEntry, state: QStyle.StateFlag
    ) -> None:
        px, texts = self._theme.px, self._rows.texts_of(entry)
        self._paint_background(painter, area, state)
        inner = area.adjusted(14, 6, -14, -6)
        if not entry.is_read:
            self._paint_dot(painter, inner)
        inner.setLeft(inner.left() + px(8) + 10)
        upper = QRectF(inner.left(), inner.top(), inner.width(), inner.height() / 2)
        lower = upper.translated(0, inner.height() / 2)
        upper.setRight(self._paint_at_end(painter, upper, texts.time) - 10)
        self._paint_text(painter, upper, texts.title, "strong" if not entry.is_read else "title", "text")
        self._paint_news(painter, lower, entry, texts)

    def _paint_news(self, painter: QPainter, area: QRectF, entry: InboxEntry, texts: EntryTexts) -> None:
        """The news come before the board's name, which is left out where the first of them needs its space."""
        px, kind = self._theme.px, entry.kinds[0]
        metrics = QFontMetricsF(self._theme.font("meta"))
        start = area.left() + px(14) + 7
        board = metrics.elidedText(texts.board, Qt.TextElideMode.ElideRight, area.width() * _MAX_BOARD_SHARE)
        needed = metrics.horizontalAdvance(_with_rest(texts.news, 1))
        if start + needed + 10 + metrics.horizontalAdvance(board) <= area.right():
            area.setRight(self._paint_at_end(painter, area, board) - 10)
        tone = "accent" if kind in _URGENT or not entry.is_read else "muted"
        icon = icons.pixmap(
            ICONS[kind],
            self._theme.color("bad" if kind is NewsKind.DELETED else tone),
            px(14),
            self._view.devicePixelRatioF(),
        )
        at = QRectF(int(area.left()), int(area.center().y() - px(7)), px(14), px(14))
        painter.drawPixmap(self._mirrored(painter, at).topLeft(), icon)
        area.setLeft(start)
        shown = next(
            (
                text
                for number in range(len(texts.news), 1, -1)
                if metrics.horizontalAdvance(text := _with_rest(texts.news, number)) <= area.width()
            ),
            _with_rest(texts.news, 1),
        )
        self._paint_text(painter, area, shown, "meta", "text" if not entry.is_read else "muted")

    def _paint_background(self, painter: QPainter, area: QRectF, state: QStyle.StateFlag) -> None:
        color = self._theme.color
        background = area.adjusted(2, 2, -2, -2)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(color("accent"), 1))
            painter.setBrush(color("accent-soft"))
        else:
            painter.setPen(QPen(color("line"), 1))
            painter.setBrush(color("card-hover" if state & QStyle.StateFlag.State_MouseOver else "card"))
        painter.drawRoundedRect(background.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(QPen(color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(background.adjusted(1, 1, -1, -1), 8, 8)

    def _paint_dot(self, painter: QPainter, inner: QRectF) -> None:
        size = self._theme.px(8)
        dot = QRectF(inner.left(), inner.top() + inner.height() / 4 - size / 2, size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        painter.drawEllipse(self._mirrored(painter, dot))

    def _paint_at_end(self, painter: QPainter, area: QRectF, text: str) -> float:
        """Returns the leftmost pixel used."""
        width = QFontMetricsF(self._theme.font("meta")).horizontalAdvance(text)
        rect = QRectF(area.right() - width, area.top(), width + 1, area.height())
        self._paint_text(painter, rect, text, "meta", "muted")
        return rect.left()

    def _paint_text(self, painter: QPainter, area: QRectF, text: str, font: str, color: str) -> float:
        """Returns the width drawn."""
        painter.setFont(self._theme.font(font))
        painter.setPen(self._theme.color(color))
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(neutralise_direction(text), Qt.TextElideMode.ElideRight, area.width())
        draw_text_line(painter, self._mirrored(painter, area), shown)
        return metrics.horizontalAdvance(shown)

    def _mirrored(self, painter: QPainter, rect: QRectF) -> QRectF:
        return mirrored_rect(painter, rect, self._view.viewport().rect())


def _with_rest(news: Sequence[str], number: int) -> str:
    """So many of the news, and how many there are beside them."""
    rest = len(news) - number
    return _BETWEEN.join([*news[:number], *([f"+{rest}"] if rest else [])])
