"""Paints the content of a card: state, title, due date, counts and assignee."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from kanbert_desktop.domain.board import Mark
from kanbert_desktop.ui.cards.geometry import PAD_X, PENDING, CardGeometry
from kanbert_desktop.ui.cards.pixmaps import DRAGGED_OPACITY, RENDER_HINTS, CardPartPixmaps, Chip
from kanbert_desktop.ui.cards.texts import DueTone, due_icon
from kanbert_desktop.ui.cards.view_model import CardViewModel, CardVisualState, mark_text
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.contrast import contrast_ratio
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import draw_text_line, mirrored_rect
from kanbert_desktop.ui.widgets.painting import AVATAR_SIZE


class CardPainter:
    """Paints one card on a pixmap of `CardBodyPixmaps`; created for each card."""

    def __init__(
        self, painter: QPainter, parts: CardPartPixmaps, geometry: CardGeometry, ratio: float
    ) -> None:
        self._painter = painter
        self._parts = parts
        self._theme = parts.theme
        self._geometry = geometry
        self._ratio = ratio
        painter.setRenderHints(RENDER_HINTS)

    def paint(self, card: CardViewModel, visual_state: CardVisualState) -> None:
        if visual_state.dragged:
            self._painter.setOpacity(DRAGGED_OPACITY)
        if card.has_state:
            self._state(card.mark)
        self._title(card)
        if card.has_meta:
            self._meta(card, visual_state)

    def _state(self, mark: Mark) -> None:
        is_rejected = mark is Mark.REJECTED
        tone, name = ("bad", "circle-alert") if is_rejected else ("warn", "triangle-alert")
        rect, edge = self._geometry.card, self._px(PAD_X)
        # A chip may come nearer to the card's edge than text without a background.
        available = rect.width() - 1.5 * edge
        chip = self._parts.fitted_chip(Chip(mark_text(mark), name, tone, f"{tone}-soft"), available)
        self._chip(QPointF(rect.left() + edge, self._geometry.state_top), chip)

    def _title(self, card: CardViewModel) -> None:
        rect, top = self._geometry.card, self._geometry.title_top
        left, width = rect.left() + self._px(PAD_X), rect.width() - 2 * self._px(PAD_X)
        self._painter.setFont(self._theme.pixmap_font("title"))
        self._painter.setPen(self._theme.color("text"))
        for number, line in enumerate(self._geometry.lines):
            draw_text_line(
                self._painter, QRectF(left, top + number * self._px(18), width, self._px(18)), line
            )
        if card.mark is Mark.PENDING:
            size = self._px(PENDING)
            self._icon("cloud-upload", "muted", QPointF(left + width - size, top + 1), size)

    def _meta(self, card: CardViewModel, visual_state: CardVisualState) -> None:
        left = self._geometry.card.left() + self._px(PAD_X)
        right = self._geometry.card.right() - self._px(PAD_X)
        if card.avatar_color:
            size = self._px(AVATAR_SIZE)
            right -= size
            self._avatar(card, visual_state, QRectF(right, self._geometry.meta_top, size, size))
        top = self._geometry.meta_top + self._px(1)
        if card.flag_color:
            self._flag(card.flag_color, QPointF(left, top + self._px(3)))
            left += self._px(22)
        if card.due:
            left = self._due(card, visual_state, left, top) + self._px(8)
        for name, text in _counts(card):
            width = self._count_width(text)
            if left + width > right - self._px(6):
                break
            self._count(name, text, left, top)
            left += width + self._px(10)

    def _avatar(self, card: CardViewModel, visual_state: CardVisualState, rect: QRectF) -> None:
        mirrored = self._mirrored(rect)
        if visual_state.is_highlighted:
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(self._theme.color("card"))
            self._painter.drawEllipse(mirrored.adjusted(-2, -2, 2, 2))
        pixmap = self._parts.avatar(card.initials, card.avatar_color, self._ratio)
        self._painter.drawPixmap(mirrored.topLeft(), pixmap)

    def _flag(self, flag: str, position: QPointF) -> None:
        color = (
            readable_color(QColor(flag), self._theme) if flag.startswith("#") else self._theme.color("muted")
        )
        size = self._px(15)
        self._draw(icons.pixmap("flag", color, size, self._ratio), position)

    def _due(self, card: CardViewModel, visual_state: CardVisualState, left: float, top: float) -> float:
        plain = "card" if visual_state.is_highlighted else "chip"
        text_color, background = {
            DueTone.OVERDUE: ("bad", "bad-soft"),
            DueTone.SOON: ("warn", "warn-soft"),
            DueTone.PLAIN: ("muted", plain),
        }[card.due_tone]
        return self._chip(QPointF(left, top), Chip(card.due, due_icon(card.due_tone), text_color, background))

    def _chip(self, position: QPointF, chip: Chip) -> float:
        """Returns the right end of the chip."""
        pixmap = self._parts.chip(chip, self._ratio)
        self._draw(pixmap, position)
        return position.x() + pixmap.deviceIndependentSize().width()

    def _text(self, text: str, font: QFont, color: str, position: QPointF) -> None:
        """Paints one line of text in the row of chips and counts."""
        self._painter.setFont(font)
        self._painter.setPen(self._theme.color(color))
        line = QRectF(position.x(), position.y(), self._geometry.card.right() - position.x(), self._px(20))
        draw_text_line(self._painter, self._mirrored(line), text)

    def _count_width(self, text: str) -> float:
        return self._px(14 + 4) + QFontMetricsF(self._theme.pixmap_font("chip")).horizontalAdvance(text)

    def _count(self, name: str, text: str, left: float, top: float) -> None:
        self._icon(name, "muted", QPointF(left, top + self._px(3)), self._px(14))
        self._text(text, self._theme.pixmap_font("chip"), "muted", QPointF(left + self._px(18), top))

    def _icon(self, name: str, color: str, position: QPointF, size: int) -> None:
        self._draw(icons.pixmap(name, self._theme.color(color), size, self._ratio), position)

    def _draw(self, pixmap: QPixmap, position: QPointF) -> None:
        self._painter.drawPixmap(
            self._mirrored(QRectF(position, pixmap.deviceIndependentSize())).topLeft(), pixmap
        )

    def _mirrored(self, rect: QRectF) -> QRectF:
        return mirrored_rect(self._painter, rect, self._geometry.card)

    def _px(self, pixels: float) -> int:
        return self._theme.px(pixels)


def _counts(card: CardViewModel) -> list[tuple[str, str]]:
    """Returns icon and text of the counts; comments are left out first."""
    counts = []
    if card.sub_tasks:
        counts.append(("list-checks", f"{card.sub_tasks_done}/{card.sub_tasks}"))
    if card.comments:
        counts.append(("message-square", str(card.comments)))
    return counts


def readable_color(color: QColor, theme: Theme) -> QColor:
    """Returns a colour chosen elsewhere, darkened or lightened until its contrast with a card is 3:1."""
    background = theme.color("card")
    for _ in range(12):
        if contrast_ratio(color, background) >= 3:
            return color
        color = color.lighter(120) if theme.is_dark else color.darker(120)
    return theme.color("muted")
