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
from kanbert_desktop.ui.card_list.model import CardRow, Group, GroupedRows, Index
from kanbert_desktop.ui.cards.delegate import RenamingDelegate
from kanbert_desktop.ui.cards.painter import readable
from kanbert_desktop.ui.cards.texts import Tone, column_color, due_icon
from kanbert_desktop.ui.cards.view_model import CardFace, flag_words, mark_words
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import placed, write
from kanbert_desktop.ui.widgets.literal_text import wrapped_tip
from kanbert_desktop.ui.widgets.painting import draw_marked, paint_avatar

_TONES = {Tone.PAST: ("bad", "bad-soft"), Tone.SOON: ("warn", "warn-soft"), Tone.PLAIN: ("muted", "chip")}


class RowDelegate(RenamingDelegate):
    """`is_chosen` says of a card, and whether it is selected, whether that is to be seen: or the panel shows it."""

    def __init__(
        self,
        theme: Theme,
        rows: GroupedRows,
        view: QAbstractItemView,
        is_chosen: Callable[[CardRow, bool], bool],
    ) -> None:
        super().__init__(view)
        self._theme, self._rows, self._view, self._is_chosen = theme, rows, view, is_chosen

    def face_at(self, index: Index) -> CardFace | None:
        shown = self._rows.at(index)
        return shown.face if isinstance(shown, CardRow) else None

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(1, 1, -1, -1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = self._rows.at(index)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        if isinstance(shown, Group):
            self._heading(painter, QRectF(option.rect), shown)
        elif shown is not None:
            self._card(painter, QRectF(option.rect), shown, option.state)
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """The whole title, what the flag means, why the card waits; never read as rich text."""
        shown = self._rows.at(index)
        face = shown.face if isinstance(shown, CardRow) else None
        words = "\n".join(filter(None, (face.title, flag_words(face), face.why))) if face else ""
        QToolTip.showText(event.globalPos(), wrapped_tip(words), view, option.rect)
        return True

    def _heading(self, painter: QPainter, room: QRectF, group: Group) -> None:
        px, color = self._theme.px, self._theme.color
        room = room.adjusted(12, room.height() - px(30), -12, 0)
        ink = color("bad" if group.is_pressing else "text")
        left = self._words(painter, room, group.name, "strong", ink) + 8
        room.setLeft(room.left() + left)
        left = self._words(painter, room, str(len(group.rows)), "label", color("muted")) + 8
        if group.note:
            room.setLeft(room.left() + left)
            self._words(painter, room, group.note, "meta", color("muted"))

    def _card(self, painter: QPainter, room: QRectF, row: CardRow, state: QStyle.StateFlag) -> None:
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
        inner.setRight(self._right(painter, inner, row) - 12)
        self._left(painter, inner, row)

    def _left(self, painter: QPainter, room: QRectF, row: CardRow) -> None:
        px, color = self._theme.px, self._theme.color
        dot = QRectF(room.left(), room.top() + room.height() / 4 - px(4), px(8), px(8))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(column_color(row.column)))
        painter.drawEllipse(self._there(painter, dot))
        room.setLeft(room.left() + px(8) + 10)
        upper = QRectF(room.left(), room.top(), room.width(), room.height() / 2)
        ink = color("muted" if row.is_away else "text")
        look = (self._theme.font("title"), ink, color("accent"))
        draw_marked(painter, self._there(painter, upper), row.face.title, row.title_marks, look)
        lower = upper.translated(0, room.height() / 2)
        look = (self._theme.font("meta"), color("muted"), color("accent"))
        words, marks = (row.snippet, row.marks) if row.snippet else (row.place, ())
        draw_marked(painter, self._there(painter, lower), words, marks, look)

    def _right(self, painter: QPainter, room: QRectF, row: CardRow) -> float:
        """Person, due date, priority and state from the right edge; returns the leftmost pixel used."""
        px, face = self._theme.px, row.face
        right, middle = room.right(), room.center().y()
        if row.is_away:
            right = self._sign(painter, right, middle, "archive", self._theme.color("muted"))
        if face.hue:
            place = QRectF(right - px(22), middle - px(11), px(22), px(22))
            paint_avatar(painter, self._theme, self._there(painter, place), face.initials, face.hue)
            right = place.left() - 8
        if face.due:
            ink, ground = _TONES[face.due_tone]
            right = self._chip(painter, right, middle, (face.due, due_icon(face.due_tone)), (ink, ground))
        if face.flag:
            seen = face.flag.startswith("#")
            flag = readable(QColor(face.flag), self._theme) if seen else self._theme.color("muted")
            right = self._sign(painter, right, middle, "flag", flag)
        if face.mark in (Mark.REJECTED, Mark.CONFLICT):
            tone = "bad" if face.mark is Mark.REJECTED else "warn"
            words, sign = mark_words(face.mark), "circle-alert" if tone == "bad" else "triangle-alert"
            if self._chip_width(words) > (right - room.left()) / 2:
                # The title comes first; the tooltip and a screen reader say the state in words.
                right = self._sign(painter, right, middle, sign, self._theme.color(tone))
            else:
                right = self._chip(painter, right, middle, (words, sign), (tone, f"{tone}-soft"))
        elif face.mark is Mark.PENDING:
            right = self._sign(painter, right, middle, "cloud-upload", self._theme.color("muted"))
        return right

    def _chip(
        self, painter: QPainter, right: float, middle: float, what: tuple[str, str], colors: tuple[str, str]
    ) -> float:
        """`what` are words and icon, `colors` ink and ground."""
        px, (words, icon), (ink, ground) = self._theme.px, what, colors
        wide = self._chip_width(words)
        place = QRectF(right - wide, middle - px(10), wide, px(20))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(ground))
        painter.drawRoundedRect(self._there(painter, place), 5, 5)
        sign = icons.pixmap(icon, self._theme.color(ink), px(12), self._view.devicePixelRatioF())
        at = QRectF(int(place.left()) + px(6), int(middle - px(6)), px(12), px(12))
        painter.drawPixmap(self._there(painter, at).topLeft(), sign)
        self._words(painter, place.adjusted(px(22), 0, 0, 0), words, "chip", self._theme.color(ink))
        return place.left() - 8

    def _chip_width(self, words: str) -> float:
        return self._theme.px(28) + QFontMetricsF(self._theme.font("chip")).horizontalAdvance(words)

    def _sign(self, painter: QPainter, right: float, middle: float, icon: str, color: QColor) -> float:
        size = self._theme.px(15)
        sign = icons.pixmap(icon, color, size, self._view.devicePixelRatioF())
        place = QRectF(int(right - size), int(middle - size / 2), size, size)
        painter.drawPixmap(self._there(painter, place).topLeft(), sign)
        return right - size - 8

    def _words(self, painter: QPainter, room: QRectF, words: str, font: str, ink: QColor) -> float:
        """Returns the width drawn."""
        painter.setFont(self._theme.font(font))
        painter.setPen(ink)
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        write(painter, self._there(painter, room), shown)
        return metrics.horizontalAdvance(shown)

    def _there(self, painter: QPainter, place: QRectF) -> QRectF:
        return placed(painter, place, self._view.viewport().rect())
