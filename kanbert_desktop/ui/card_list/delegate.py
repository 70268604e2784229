"""How a heading and a card's row are painted."""

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
    """`is_chosen` says of a card, and whether it is selected, whether that is to be seen: or the panel shows it."""

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
        """The whole title, what the flag means, why the card waits; never read as rich text."""
        shown = self._rows.item_at(index)
        face = shown.card if isinstance(shown, CardRow) else None
        words = "\n".join(filter(None, (face.title, flag_text(face), face.mark_reason))) if face else ""
        QToolTip.showText(event.globalPos(), wrapped_tooltip(words), view, option.rect)
        return True

    def _paint_heading(self, painter: QPainter, room: QRectF, group: RowGroup) -> None:
        px, color = self._theme.px, self._theme.color
        room = room.adjusted(12, room.height() - px(30), -12, 0)
        ink = color("bad" if group.is_urgent else "text")
        left = self._paint_text(painter, room, group.name, "strong", ink) + 8
        room.setLeft(room.left() + left)
        left = self._paint_text(painter, room, str(len(group.rows)), "label", color("muted")) + 8
        if group.note:
            room.setLeft(room.left() + left)
            self._paint_text(painter, room, group.note, "meta", color("muted"))

    def _paint_card(self, painter: QPainter, room: QRectF, row: CardRow, state: QStyle.StateFlag) -> None:
        color = self._theme.color
        ground = room.adjusted(2, 2, -2, -2)
        focused = bool(state & QStyle.StateFlag.State_HasFocus) and self._view.hasFocus()
        if self._is_chosen(row, bool(state & QStyle.StateFlag.State_Selected)):
            painter.setPen(QPen(color("accent"), 1))
            painter.setBrush(color("accent-soft"))
        else:
            painter.setPen(QPen(color("line"), 1))
            hovered = state & QStyle.StateFlag.State_MouseOver
            painter.setBrush(color("card-hover" if hovered else "card"))
        painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if focused:
            painter.setPen(QPen(color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), 8, 8)
        inner = ground.adjusted(12, 5, -12, -5)
        inner.setRight(self._paint_right(painter, inner, row) - 12)
        self._paint_left(painter, inner, row)

    def _paint_left(self, painter: QPainter, room: QRectF, row: CardRow) -> None:
        px, color = self._theme.px, self._theme.color
        dot = QRectF(room.left(), room.top() + room.height() / 4 - px(4), px(8), px(8))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(column_color(row.column)))
        painter.drawEllipse(self._mirrored(painter, dot))
        room.setLeft(room.left() + px(8) + 10)
        upper = QRectF(room.left(), room.top(), room.width(), room.height() / 2)
        ink = color("muted" if row.is_archived_or_done else "text")
        look = (self._theme.font("title"), ink, color("accent"))
        draw_highlighted(painter, self._mirrored(painter, upper), row.card.title, row.title_highlights, look)
        lower = upper.translated(0, room.height() / 2)
        look = (self._theme.font("meta"), color("muted"), color("accent"))
        words, marks = (row.snippet, row.snippet_highlights) if row.snippet else (row.location, ())
        draw_highlighted(painter, self._mirrored(painter, lower), words, marks, look)

    def _paint_right(self, painter: QPainter, room: QRectF, row: CardRow) -> float:
        """Person, due date, priority and state from the right edge; returns the leftmost pixel used."""
        px, face = self._theme.px, row.card
        right, middle = room.right(), room.center().y()
        if row.is_archived_or_done:
            right = self._paint_icon(painter, right, middle, "archive", self._theme.color("muted"))
        if face.avatar_color:
            place = QRectF(right - px(22), middle - px(11), px(22), px(22))
            paint_avatar(
                painter, self._theme, self._mirrored(painter, place), face.initials, face.avatar_color
            )
            right = place.left() - 8
        if face.due:
            ink, ground = _TONES[face.due_tone]
            right = self._paint_chip(
                painter, right, middle, (face.due, due_icon(face.due_tone)), (ink, ground)
            )
        if face.flag_color:
            seen = face.flag_color.startswith("#")
            flag = (
                readable_color(QColor(face.flag_color), self._theme) if seen else self._theme.color("muted")
            )
            right = self._paint_icon(painter, right, middle, "flag", flag)
        if face.mark in (Mark.REJECTED, Mark.CONFLICT):
            tone = "bad" if face.mark is Mark.REJECTED else "warn"
            words, sign = mark_text(face.mark), "circle-alert" if tone == "bad" else "triangle-alert"
            if self._chip_width(words) > (right - room.left()) / 2:
                # The title comes first; the tooltip and a screen reader say the state in words.
                right = self._paint_icon(painter, right, middle, sign, self._theme.color(tone))
            else:
                right = self._paint_chip(painter, right, middle, (words, sign), (tone, f"{tone}-soft"))
        elif face.mark is Mark.PENDING:
            right = self._paint_icon(painter, right, middle, "cloud-upload", self._theme.color("muted"))
        return right

    def _paint_chip(
        self, painter: QPainter, right: float, middle: float, what: tuple[str, str], colors: tuple[str, str]
    ) -> float:
        """`what` are words and icon, `colors` ink and ground."""
        px, (words, icon), (ink, ground) = self._theme.px, what, colors
        wide = self._chip_width(words)
        place = QRectF(right - wide, middle - px(10), wide, px(20))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(ground))
        painter.drawRoundedRect(self._mirrored(painter, place), 5, 5)
        sign = icons.pixmap(icon, self._theme.color(ink), px(12), self._view.devicePixelRatioF())
        at = QRectF(int(place.left()) + px(6), int(middle - px(6)), px(12), px(12))
        painter.drawPixmap(self._mirrored(painter, at).topLeft(), sign)
        self._paint_text(painter, place.adjusted(px(22), 0, 0, 0), words, "chip", self._theme.color(ink))
        return place.left() - 8

    def _chip_width(self, words: str) -> float:
        return self._theme.px(28) + QFontMetricsF(self._theme.font("chip")).horizontalAdvance(words)

    def _paint_icon(self, painter: QPainter, right: float, middle: float, icon: str, color: QColor) -> float:
        size = self._theme.px(15)
        sign = icons.pixmap(icon, color, size, self._view.devicePixelRatioF())
        place = QRectF(int(right - size), int(middle - size / 2), size, size)
        painter.drawPixmap(self._mirrored(painter, place).topLeft(), sign)
        return right - size - 8

    def _paint_text(self, painter: QPainter, room: QRectF, words: str, font: str, ink: QColor) -> float:
        """Returns the width drawn."""
        painter.setFont(self._theme.font(font))
        painter.setPen(ink)
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        draw_text_line(painter, self._mirrored(painter, room), shown)
        return metrics.horizontalAdvance(shown)

    def _mirrored(self, painter: QPainter, place: QRectF) -> QRectF:
        return mirrored_rect(painter, place, self._view.viewport().rect())
