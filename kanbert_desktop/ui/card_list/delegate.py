"""Paints headings and rows of the card list."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from kanbert_desktop.domain.board import Mark
from kanbert_desktop.ui.card_list.model import AnyIndex, CardRow, GroupedCardModel, RowGroup
from kanbert_desktop.ui.cards.delegate import RenameDelegate
from kanbert_desktop.ui.cards.painter import readable_color
from kanbert_desktop.ui.cards.texts import DueTone, column_color, due_icon
from kanbert_desktop.ui.cards.view_model import CardViewModel, flag_text, mark_text
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import draw_text_line, mirrored_rect
from kanbert_desktop.ui.widgets.literal_text import wrapped_tooltip
from kanbert_desktop.ui.widgets.painting import draw_highlighted, paint_avatar

_TONES = {
    DueTone.OVERDUE: ("bad", "bad-soft"),
    DueTone.SOON: ("warn", "warn-soft"),
    DueTone.PLAIN: ("muted", "chip"),
}


class CardRowDelegate(RenameDelegate):
    """`is_chosen` tells whether a row is highlighted: selected in the list, or open in the panel."""

    def __init__(
        self,
        theme: Theme,
        rows: GroupedCardModel,
        view: QAbstractItemView,
        is_chosen: Callable[[CardRow, bool], bool],
    ) -> None:
        super().__init__(view)
        self._theme, self._rows, self._view, self._is_chosen = theme, rows, view, is_chosen

    def card_at(self, index: AnyIndex) -> CardViewModel | None:
        shown = self._rows.item_at(index)
        return shown.card if isinstance(shown, CardRow) else None

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: AnyIndex) -> None:
        editor.setGeometry(option.rect.adjusted(1, 1, -1, -1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        shown = self._rows.item_at(index)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        if isinstance(shown, RowGroup):
            self._paint_heading(painter, QRectF(option.rect), shown)
        elif shown is not None:
            self._paint_card(painter, QRectF(option.rect), shown, option.state)
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        """Shows the full title, the flag's meaning and the pending state as tooltip, never as rich text."""
        shown = self._rows.item_at(index)
        card = shown.card if isinstance(shown, CardRow) else None
        text = "\n".join(filter(None, (card.title, flag_text(card), card.mark_reason))) if card else ""
        QToolTip.showText(event.globalPos(), wrapped_tooltip(text), view, option.rect)
        return True

    def _paint_heading(self, painter: QPainter, area: QRectF, group: RowGroup) -> None:
        px, color = self._theme.px, self._theme.color
        area = area.adjusted(12, area.height() - px(30), -12, 0)
        ink = color("bad" if group.is_urgent else "text")
        left = self._paint_text(painter, area, group.name, "strong", ink) + 8
        area.setLeft(area.left() + left)
        left = self._paint_text(painter, area, str(group.count), "label", color("muted")) + 8
        if group.note:
            area.setLeft(area.left() + left)
            self._paint_text(painter, area, group.note, "meta", color("muted"))

    def _paint_card(self, painter: QPainter, area: QRectF, row: CardRow, state: QStyle.StateFlag) -> None:
        color = self._theme.color
        background = area.adjusted(2, 2, -2, -2)
        focused = bool(state & QStyle.StateFlag.State_HasFocus) and self._view.hasFocus()
        if self._is_chosen(row, bool(state & QStyle.StateFlag.State_Selected)):
            painter.setPen(QPen(color("accent"), 1))
            painter.setBrush(color("accent-soft"))
        else:
            painter.setPen(QPen(color("line"), 1))
            hovered = state & QStyle.StateFlag.State_MouseOver
            painter.setBrush(color("card-hover" if hovered else "card"))
        painter.drawRoundedRect(background.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if focused:
            painter.setPen(QPen(color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(background.adjusted(1, 1, -1, -1), 8, 8)
        inner = background.adjusted(12, 5, -12, -5)
        inner.setRight(self._paint_right(painter, inner, row) - 12)
        self._paint_left(painter, inner, row)

    def _paint_left(self, painter: QPainter, area: QRectF, row: CardRow) -> None:
        px, color = self._theme.px, self._theme.color
        dot = QRectF(area.left(), area.top() + area.height() / 4 - px(4), px(8), px(8))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(column_color(row.column)))
        painter.drawEllipse(self._mirrored(painter, dot))
        area.setLeft(area.left() + px(8) + 10)
        upper = QRectF(area.left(), area.top(), area.width(), area.height() / 2)
        ink = color("muted" if row.is_archived_or_done else "text")
        style = (self._theme.font("title"), ink, color("accent"))
        draw_highlighted(painter, self._mirrored(painter, upper), row.card.title, row.title_highlights, style)
        lower = upper.translated(0, area.height() / 2)
        style = (self._theme.font("meta"), color("muted"), color("accent"))
        text, marks = (row.snippet, row.snippet_highlights) if row.snippet else (row.location, ())
        draw_highlighted(painter, self._mirrored(painter, lower), text, marks, style)

    def _paint_right(self, painter: QPainter, area: QRectF, row: CardRow) -> float:
        """Paints person, due date, priority and state from the right edge; returns the leftmost pixel used."""
        px, card = self._theme.px, row.card
        right, middle = area.right(), area.center().y()
        if row.is_archived_or_done:
            right = self._paint_icon(painter, right, middle, "archive", self._theme.color("muted"))
        if card.avatar_color:
            rect = QRectF(right - px(22), middle - px(11), px(22), px(22))
            paint_avatar(
                painter, self._theme, self._mirrored(painter, rect), card.initials, card.avatar_color
            )
            right = rect.left() - 8
        if card.due:
            color, background = _TONES[card.due_tone]
            right = self._paint_chip(
                painter, right, middle, (card.due, due_icon(card.due_tone)), (color, background)
            )
        if card.flag_color:
            seen = card.flag_color.startswith("#")
            flag = (
                readable_color(QColor(card.flag_color), self._theme) if seen else self._theme.color("muted")
            )
            right = self._paint_icon(painter, right, middle, "flag", flag)
        if card.mark in (Mark.REJECTED, Mark.CONFLICT):
            tone = "bad" if card.mark is Mark.REJECTED else "warn"
            text, icon = mark_text(card.mark), "circle-alert" if tone == "bad" else "triangle-alert"
            if self._chip_width(text) > (right - area.left()) / 2:
                # The title has priority; tooltip and screen reader give the state as text.
                right = self._paint_icon(painter, right, middle, icon, self._theme.color(tone))
            else:
                right = self._paint_chip(painter, right, middle, (text, icon), (tone, f"{tone}-soft"))
        elif card.mark is Mark.PENDING:
            right = self._paint_icon(painter, right, middle, "cloud-upload", self._theme.color("muted"))
        return right

    def _paint_chip(
        self, painter: QPainter, right: float, middle: float, what: tuple[str, str], colors: tuple[str, str]
    ) -> float:
        """`what` is text and icon, `colors` foreground and background."""
        px, (text, icon), (color, background) = self._theme.px, what, colors
        width = self._chip_width(text)
        rect = QRectF(right - width, middle - px(10), width, px(20))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(background))
        painter.drawRoundedRect(self._mirrored(painter, rect), 5, 5)
        icon_pixmap = icons.pixmap(icon, self._theme.color(color), px(12), self._view.devicePixelRatioF())
        at = QRectF(int(rect.left()) + px(6), int(middle - px(6)), px(12), px(12))
        painter.drawPixmap(self._mirrored(painter, at).topLeft(), icon_pixmap)
        self._paint_text(painter, rect.adjusted(px(22), 0, 0, 0), text, "chip", self._theme.color(color))
        return rect.left() - 8

    def _chip_width(self, text: str) -> float:
        return self._theme.px(28) + QFontMetricsF(self._theme.font("chip")).horizontalAdvance(text)

    def _paint_icon(self, painter: QPainter, right: float, middle: float, icon: str, color: QColor) -> float:
        size = self._theme.px(15)
        icon_pixmap = icons.pixmap(icon, color, size, self._view.devicePixelRatioF())
        rect = QRectF(int(right - size), int(middle - size / 2), size, size)
        painter.drawPixmap(self._mirrored(painter, rect).topLeft(), icon_pixmap)
        return right - size - 8

    def _paint_text(self, painter: QPainter, area: QRectF, text: str, font: str, color: QColor) -> float:
        """Returns the width drawn."""
        painter.setFont(self._theme.font(font))
        painter.setPen(color)
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        draw_text_line(painter, self._mirrored(painter, area), shown)
        return metrics.horizontalAdvance(shown)

    def _mirrored(self, painter: QPainter, rect: QRectF) -> QRectF:
        return mirrored_rect(painter, rect, self._view.viewport().rect())
