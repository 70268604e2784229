"""Writes on a card: its state, title, due date, counts and person."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from kanbert_desktop.domain.board import Mark
from kanbert_desktop.ui.cards.geometry import PAD_X, PENDING, CardGeometry
from kanbert_desktop.ui.cards.pixmaps import DRAGGED_OPACITY, CardPartPixmaps, Chip
from kanbert_desktop.ui.cards.texts import DueTone, due_icon
from kanbert_desktop.ui.cards.view_model import CardViewModel, CardVisualState, mark_text
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import draw_text_line, mirrored_rect
from kanbert_desktop.ui.widgets.painting import AVATAR_SIZE


class CardPainter:
    """Writes one card with one painter, over a picture of `CardBodies`; made anew for each card."""

    def __init__(
        self, painter: QPainter, parts: CardPartPixmaps, geometry: CardGeometry, ratio: float
    ) -> None:
        self._painter = painter
        self._parts = parts
        self._theme = parts.theme
        self._geometry = geometry
        self._ratio = ratio
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)

    def paint(self, face: CardViewModel, look: CardVisualState) -> None:
        if look.dragged:
            self._painter.setOpacity(DRAGGED_OPACITY)
        if face.has_state:
            self._state(face.mark)
        self._title(face)
        if face.has_meta:
            self._meta(face, look)

    def _state(self, mark: Mark) -> None:
        refused = mark is Mark.REJECTED
        tone, name = ("bad", "circle-alert") if refused else ("warn", "triangle-alert")
        card, edge = self._geometry.card, self._px(PAD_X)
        # It may come nearer to the card's end than words without a ground do.
        room = card.width() - 1.5 * edge
        chip = self._parts.fitted_chip(Chip(mark_text(mark), name, tone, f"{tone}-soft"), room)
        self._chip(QPointF(card.left() + edge, self._geometry.state_top), chip)

    def _title(self, face: CardViewModel) -> None:
        card, top = self._geometry.card, self._geometry.title_top
        left, width = card.left() + self._px(PAD_X), card.width() - 2 * self._px(PAD_X)
        self._painter.setFont(self._theme.font("title"))
        self._painter.setPen(self._theme.color("text"))
        for number, line in enumerate(self._geometry.lines):
            draw_text_line(
                self._painter, QRectF(left, top + number * self._px(18), width, self._px(18)), line
            )
        if face.mark is Mark.PENDING:
            size = self._px(PENDING)
            self._icon("cloud-upload", "muted", QPointF(left + width - size, top + 1), size)

    def _meta(self, face: CardViewModel, look: CardVisualState) -> None:
        left = self._geometry.card.left() + self._px(PAD_X)
        right = self._geometry.card.right() - self._px(PAD_X)
        if face.avatar_color:
            size = self._px(AVATAR_SIZE)
            right -= size
            self._avatar(face, look, QRectF(right, self._geometry.meta_top, size, size))
        top = self._geometry.meta_top + self._px(1)
        if face.flag_color:
            self._flag(face.flag_color, QPointF(left, top + self._px(3)))
            left += self._px(22)
        if face.due:
            left = self._due(face, look, left, top) + self._px(8)
        for name, words in _counts(face):
            wide = self._count_width(words)
            if left + wide > right - self._px(6):
                break
            self._count(name, words, left, top)
            left += wide + self._px(10)

    def _avatar(self, face: CardViewModel, look: CardVisualState, place: QRectF) -> None:
        there = self._there(place)
        if look.is_highlighted:
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(self._theme.color("card"))
            self._painter.drawEllipse(there.adjusted(-2, -2, 2, 2))
        picture = self._parts.avatar(face.initials, face.avatar_color, self._ratio)
        self._painter.drawPixmap(there.topLeft(), picture)

    def _flag(self, flag: str, place: QPointF) -> None:
        color = (
            readable_color(QColor(flag), self._theme) if flag.startswith("#") else self._theme.color("muted")
        )
        size = self._px(15)
        self._draw(icons.pixmap("flag", color, size, self._ratio), place)

    def _due(self, face: CardViewModel, look: CardVisualState, left: float, top: float) -> float:
        plain = "card" if look.is_highlighted else "chip"
        ink, ground = {
            DueTone.OVERDUE: ("bad", "bad-soft"),
            DueTone.SOON: ("warn", "warn-soft"),
            DueTone.PLAIN: ("muted", plain),
        }[face.due_tone]
        return self._chip(QPointF(left, top), Chip(face.due, due_icon(face.due_tone), ink, ground))

    def _chip(self, place: QPointF, chip: Chip) -> float:
        """Returns where it ends."""
        picture = self._parts.chip(chip, self._ratio)
        self._draw(picture, place)
        return place.x() + picture.deviceIndependentSize().width()

    def _words(self, words: str, font: QFont, ink: str, place: QPointF) -> None:
        """One line in a row of chips and counts."""
        self._painter.setFont(font)
        self._painter.setPen(self._theme.color(ink))
        line = QRectF(place.x(), place.y(), self._geometry.card.right() - place.x(), self._px(20))
        draw_text_line(self._painter, self._there(line), words)

    def _count_width(self, words: str) -> float:
        return self._px(14 + 4) + QFontMetricsF(self._theme.font("chip")).horizontalAdvance(words)

    def _count(self, name: str, words: str, left: float, top: float) -> None:
        self._icon(name, "muted", QPointF(left, top + self._px(3)), self._px(14))
        self._words(words, self._theme.font("chip"), "muted", QPointF(left + self._px(18), top))

    def _icon(self, name: str, color: str, place: QPointF, size: int) -> None:
        self._draw(icons.pixmap(name, self._theme.color(color), size, self._ratio), place)

    def _draw(self, picture: QPixmap, place: QPointF) -> None:
        self._painter.drawPixmap(
            self._there(QRectF(place, picture.deviceIndependentSize())).topLeft(), picture
        )

    def _there(self, place: QRectF) -> QRectF:
        return mirrored_rect(self._painter, place, self._geometry.card)

    def _px(self, pixels: float) -> int:
        return self._theme.px(pixels)


def _counts(face: CardViewModel) -> list[tuple[str, str]]:
    """No room: comments go first, then sub-tasks."""
    counts = []
    if face.sub_tasks:
        counts.append(("list-checks", f"{face.sub_tasks_done}/{face.sub_tasks}"))
    if face.comments:
        counts.append(("message-square", str(face.comments)))
    return counts


def readable_color(color: QColor, theme: Theme) -> QColor:
    """A colour chosen elsewhere, darkened or lightened until it can be told from a card (3:1)."""
    ground = theme.color("card")
    for _ in range(12):
        if contrast_ratio(color, ground) >= 3:
            return color
        color = color.lighter(120) if theme.is_dark else color.darker(120)
    return theme.color("muted")


def contrast_ratio(one: QColor, other: QColor) -> float:
    """WCAG 2.2 contrast ratio, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: QColor) -> float:
    linear = [_linear(part) for part in (color.redF(), color.greenF(), color.blueF())]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
