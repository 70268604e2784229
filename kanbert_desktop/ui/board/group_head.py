"""The head of a group of cards inside a column: its name, how many, and whether it is folded."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.sorting import Group
from kanbert_desktop.ui import icons
from kanbert_desktop.ui.mirrored import placed, write
from kanbert_desktop.ui.theme import Theme

HEIGHT = 30


@dataclass(frozen=True, slots=True)
class GroupHead:
    """A row like a card's, that is none; `key` is no card's."""

    key: CardKey
    name: str
    title: str
    count: int
    folded: bool

    @property
    def spoken(self) -> str:
        if self.folded:
            return tr("{title}, %n card(s), folded", self.count, title=self.title)
        return tr("{title}, %n card(s), fold", self.count, title=self.title)


def head_of(group: Group) -> GroupHead:
    return GroupHead(CardKey(f"group:{group.name}"), group.name, group.title, group.count, group.folded)


class GroupPainter:
    """Draws a head into its row."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def paint(self, painter: QPainter, head: GroupHead, row: QRect, *, hovered: bool, focused: bool) -> None:
        theme, px = self._theme, self._theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(row).adjusted(2, 3, -2, -3)
        painter.setBrush(theme.color("hover") if hovered else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent"), 2) if focused else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(place, 6, 6)
        side, middle = px(14), row.center().y() + 1
        arrow = icons.pixmap(
            "chevron-right" if head.folded else "chevron-down",
            theme.color("muted"),
            side,
            painter.device().devicePixelRatio(),
        )
        sign = placed(painter, QRectF(row.left() + px(6), middle - side // 2, side, side), row)
        painter.drawPixmap(sign.topLeft(), arrow)
        self._paint_words(painter, head, row)
        painter.restore()

    def _paint_words(self, painter: QPainter, head: GroupHead, row: QRect) -> None:
        theme, count = self._theme, str(head.count)
        place = row.adjusted(theme.px(26), 0, -theme.px(10), 0)
        font = theme.font("label")
        measure = QFontMetrics(font)
        room = place.width() - measure.horizontalAdvance(count) - theme.px(8)
        title = measure.elidedText(head.title, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        write(painter, placed(painter, place, row), title)
        painter.setPen(theme.color("muted"))
        left = measure.horizontalAdvance(title) + theme.px(8)
        write(painter, placed(painter, place.adjusted(left, 0, 0, 0), row), count)
