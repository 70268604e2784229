"""Delegate that paints cards and group headers from cached pixmaps, and renames cards in place."""

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeGuard

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QGuiApplication, QHelpEvent, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from kanbert_desktop.app.boards.local_data import LocalData
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey, Mark
from kanbert_desktop.domain.sorting import Group
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.ui.cards.commands import title_draft_key
from kanbert_desktop.ui.cards.geometry import EDGE, CardMeasure
from kanbert_desktop.ui.cards.painter import CardPainter
from kanbert_desktop.ui.cards.pixmaps import CardBodyPixmaps, CardPartPixmaps
from kanbert_desktop.ui.cards.view_model import (
    CardViewModel,
    CardVisualState,
    flag_text,
    mark_and_reason_text,
)
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import draw_text_line, mirrored_rect
from kanbert_desktop.ui.widgets.literal_text import wrapped_tooltip

if TYPE_CHECKING:
    from kanbert_desktop.ui.widgets.text_editors import TitleEditor

Index = QModelIndex | QPersistentModelIndex


def _is_title_editor(watched: QObject) -> TypeGuard["TitleEditor"]:
    from kanbert_desktop.ui.widgets.text_editors import TitleEditor  # noqa: PLC0415  on first use

    return isinstance(watched, TitleEditor)


class RenameDelegate(QStyledItemDelegate):
    """`renamed` carries the card and the new title; the model is never written.

    `rename_cancelled` carries the card and the text that Escape left unsaved.
    """

    renamed = Signal(object, str)
    rename_cancelled = Signal(object, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._drafts: LocalData | None = None
        self._key: CardKey | None = None
        self._title = self._draft = ""
        self._is_accepted = False

    def use_drafts(self, drafts: LocalData) -> None:
        """Restores and stores unfinished titles where the card panel does."""
        self._drafts = drafts
        self.rename_cancelled.connect(lambda key, text: drafts.save_draft(title_draft_key(key), text))

    def card_at(self, _index: Index) -> CardViewModel | None:
        """Returns None if the row is no card."""
        raise NotImplementedError

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        from kanbert_desktop.ui.widgets.text_editors import TitleEditor  # noqa: PLC0415  on first use

        editor = TitleEditor(parent)
        editor.setObjectName("renameCard")
        editor.accepted.connect(lambda: self._commit(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        card = self.card_at(index)
        # A pull must not replace what is being typed: Qt sets the data again whenever the row changes.
        if _is_title_editor(editor) and card is not None and not editor.is_started:
            self._key, self._title, self._is_accepted = card.key, card.title, False
            self._draft = self._drafts.draft(title_draft_key(card.key)) if self._drafts is not None else ""
            editor.start(card.title, self._draft)
            # Only the beginning is shown, and it must not replace the full title.
            editor.setReadOnly(card.is_title_shortened)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape ends editing (Qt's part); the typed text is kept as a draft.

        Qt's part would come before the editor, which leaves the keys to an input method while text is composed.
        """
        if _is_title_editor(watched) and watched.is_composing:
            if isinstance(event, QKeyEvent):
                return False
            if event.type() is QEvent.Type.FocusOut:
                watched.commit_composed_text()
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_escape and event.type() is QEvent.Type.KeyPress and _is_title_editor(watched):
            text = watched.text()
            if self._key is not None and text and text != self._title:
                self.rename_cancelled.emit(self._key, text)
        return super().eventFilter(watched, event)

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        card = self.card_at(index)
        if not _is_title_editor(editor) or card is None or card.is_title_shortened:
            return
        # A restored draft that was not edited stays a draft until Enter.
        if self._is_accepted or not self._draft or editor.text() != self._draft:
            self.renamed.emit(card.key, editor.text())

    def _commit(self, editor: "TitleEditor") -> None:
        self._is_accepted = True
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)


GROUP_HEADER_HEIGHT = 30
_RADIUS = 6


@dataclass(frozen=True, slots=True)
class GroupHeader:
    """A row that is no card; `key` is not the key of a card."""

    key: CardKey
    name: str
    title: str
    count: int
    is_folded: bool
    lane_count: int = 0
    is_end: bool = False

    @property
    def accessible_text(self) -> str:
        if self.is_end:
            return ""
        if self.is_folded:
            return tr("{title}, %n card(s), folded", self.count, title=self.title)
        return tr("{title}, %n card(s), fold", self.count, title=self.title)


def group_header_of(group: Group) -> GroupHeader:
    return GroupHeader(
        CardKey(f"lane-end:{group.name}" if group.is_end else f"group:{group.name}"),
        group.name,
        group.title,
        group.count,
        group.folded,
        lane_count=group.lane_count,
        is_end=group.is_end,
    )


def band_rect(row: QRect) -> QRect:
    """Returns the part of a header's row that is coloured."""
    return row.adjusted(0, 3, 0, -3)


class GroupPainter:
    """Paints a group header into its row."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        header: GroupHeader,
        row: QRect,
        *,
        hovered: bool,
        focused: bool,
        leads: bool = True,
        joins: tuple[bool, bool] = (False, False),
    ) -> None:
        """`leads`: the column is the first one on the screen. The header of a lane has its title there only.

        `joins`: the header of a lane goes on to the left and to the right.
        """
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(band_rect(row)).adjusted(2, 0, -2, 0)
        if header.lane_count:
            self._paint_band(painter, row, joins)
        painter.setBrush(theme.color("hover") if hovered else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent"), 2) if focused else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        if leads or not header.lane_count:
            self._paint_title(painter, header, row)
        elif header.count:
            self._paint_count(painter, header, row)
        painter.restore()

    def _paint_band(self, painter: QPainter, row: QRect, joins: tuple[bool, bool]) -> None:
        """Where the band goes on it has no rounded corners."""
        left, right = (-_RADIUS if is_joined else 2 for is_joined in joins)
        painter.save()
        painter.setClipRect(row)
        painter.setBrush(self._theme.color("line"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(band_rect(row)).adjusted(left, 0, -right, 0), _RADIUS, _RADIUS)
        painter.restore()

    def _paint_title(self, painter: QPainter, header: GroupHeader, row: QRect) -> None:
        theme, px = self._theme, self._theme.px
        side, middle = px(14), row.center().y() + 1
        chevron = icons.pixmap(
            "chevron-right" if header.is_folded else "chevron-down",
            theme.color("muted"),
            side,
            painter.device().devicePixelRatio(),
        )
        icon_rect = mirrored_rect(painter, QRectF(row.left() + px(6), middle - side // 2, side, side), row)
        painter.drawPixmap(icon_rect.topLeft(), chevron)
        self._paint_text(painter, header, row)

    def _paint_count(self, painter: QPainter, header: GroupHeader, row: QRect) -> None:
        """Paints the number of cards that a lane has in this column."""
        painter.setFont(self._theme.font("label"))
        painter.setPen(self._theme.color("muted"))
        rect = row.adjusted(self._theme.px(10), 0, -self._theme.px(10), 0)
        draw_text_line(painter, mirrored_rect(painter, rect, row), str(header.count))

    def _paint_text(self, painter: QPainter, header: GroupHeader, row: QRect) -> None:
        theme, count = self._theme, str(header.lane_count or header.count)
        rect = row.adjusted(theme.px(26), 0, -theme.px(10), 0)
        font = theme.font("label")
        measure = QFontMetrics(font)
        available = rect.width() - measure.horizontalAdvance(count) - theme.px(8)
        title = measure.elidedText(header.title, Qt.TextElideMode.ElideRight, available)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        draw_text_line(painter, mirrored_rect(painter, rect, row), title)
        painter.setPen(theme.color("muted"))
        left = measure.horizontalAdvance(title) + theme.px(8)
        draw_text_line(painter, mirrored_rect(painter, rect.adjusted(left, 0, 0, 0), row), count)


RowOf = Callable[[Index], CardViewModel | GroupHeader | None]
VisualStateOf = Callable[[CardViewModel, bool], CardVisualState]
"""Returns the state of a card for "is it selected"; the delegate adds hover and focus."""
_SELECTED = QStyle.StateFlag.State_Selected
_HOVERED = QStyle.StateFlag.State_MouseOver
_FOCUSED = QStyle.StateFlag.State_HasFocus
# More than one screen of cards: many more would cost memory, 80 KiB each, fewer would repaint cards while scrolling.
_MAX_PIXMAPS = 64


class CardPixmaps:
    """Least-recently-used cache of painted cards, one for a whole board.

    The first screen of cards is painted without them, a quarter quicker: a start waits for it.
    """

    def __init__(self, theme: Theme, may_animate: Callable[[], bool] = lambda: True) -> None:
        """`may_animate` returns False with reduced motion."""
        self.theme, self.may_animate = theme, may_animate
        self.measure = CardMeasure(theme)
        self._bodies, self._parts = CardBodyPixmaps(theme), CardPartPixmaps(theme)
        self._pixmaps: OrderedDict[object, QPixmap] = OrderedDict()
        self._first_screen: set[object] | None = set()

    def clear(self) -> None:
        """Drops everything after a change of theme or text size."""
        self.measure = CardMeasure(self.theme)
        self._bodies, self._parts = CardBodyPixmaps(self.theme), CardPartPixmaps(self.theme)
        self._pixmaps.clear()

    def drop_painted(self) -> None:
        """Drops the cards; most of them take less than a third of a millisecond to paint again."""
        self._pixmaps.clear()

    def paint(
        self,
        painter: QPainter,
        card: CardViewModel,
        visual_state: CardVisualState,
        row: QRect,
        opacity: float = 1.0,
    ) -> None:
        """Paints the row on a widget, with the card's shadow and focus ring."""
        ratio = painter.device().devicePixelRatio()
        # Between the pixels of the screen a pixmap looks different.
        if opacity == 1.0 and ratio.is_integer() and self._is_first(card, visual_state, row.width(), ratio):
            painter.save()
            painter.translate(row.topLeft())
            painter.drawPixmap(0, 0, self._bodies.pixmap(visual_state, row.size(), ratio))
            self._paint_content(painter, card, visual_state, row.size(), ratio)
            painter.restore()
            return
        painter.setOpacity(opacity)
        painter.drawPixmap(row.topLeft(), self.pixmap(card, visual_state, row.size(), ratio))
        painter.setOpacity(1.0)

    def _is_first(self, *name: object) -> bool:
        """Whether the card belongs to the first screen, which ends with a second paint of one of its cards."""
        if self._first_screen is None:
            return False
        if name in self._first_screen or len(self._first_screen) >= _MAX_PIXMAPS:
            self._first_screen = None
            return False
        self._first_screen.add(name)
        return True

    def pixmap(
        self, card: CardViewModel, visual_state: CardVisualState, size: QSize, ratio: float
    ) -> QPixmap:
        """Returns the painted row, with the card's shadow and focus ring."""
        name = (card, visual_state, size.width(), ratio)
        pixmap = self._pixmaps.get(name)
        if pixmap is None:
            if len(self._pixmaps) >= _MAX_PIXMAPS:
                # Before the new one is painted: most are equally large, and it gets the memory of this one.
                self._pixmaps.popitem(last=False)
            pixmap = self._pixmaps[name] = self._paint(card, visual_state, size, ratio)
        else:
            self._pixmaps.move_to_end(name)
        return pixmap

    def _paint(
        self, card: CardViewModel, visual_state: CardVisualState, size: QSize, ratio: float
    ) -> QPixmap:
        pixmap = self._bodies.pixmap(visual_state, size, ratio).copy()
        painter = QPainter(pixmap)
        self._paint_content(painter, card, visual_state, size, ratio)
        painter.end()
        return pixmap

    def _paint_content(
        self, painter: QPainter, card: CardViewModel, visual_state: CardVisualState, size: QSize, ratio: float
    ) -> None:
        geometry = self.measure.geometry(card, QRect(0, 0, size.width(), size.height()))
        # A pixmap has no layout direction of its own.
        painter.setLayoutDirection(QGuiApplication.layoutDirection())
        CardPainter(painter, self._parts, geometry, ratio).paint(card, visual_state)


class CardDelegate(RenameDelegate):
    """Holds no cards: asks for the row's content and its state at each paint."""

    def __init__(
        self,
        pixmaps: CardPixmaps,
        row_of: RowOf,
        state_of: VisualStateOf,
        opacity_of: Callable[[CardKey], float],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._pixmaps = pixmaps
        self._row_of, self._state_of, self._opacity_of = row_of, state_of, opacity_of
        self._groups = GroupPainter(pixmaps.theme)
        self.leads: Callable[[], bool] = lambda: True
        """Returns whether the column is the first open one on the screen."""
        self.joins = (False, False)
        """Whether the headers of lanes go on to the left and to the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card = self._row_of(index)
        row: QRect = option.rect
        state: QStyle.StateFlag = option.state
        hovered, focused = _HOVERED in state, _FOCUSED in state
        if isinstance(card, GroupHeader) and not card.is_end:
            self._groups.paint(
                painter, card, row, hovered=hovered, focused=focused, leads=self.leads(), joins=self.joins
            )
        if not isinstance(card, CardViewModel):
            return
        visual_state = self._state_of(card, _SELECTED in state)._replace(hovered=hovered, focused=focused)
        self._pixmaps.paint(painter, card, visual_state, row, self._opacity_of(card.key))

    def card_at(self, index: Index) -> CardViewModel | None:
        row = self._row_of(index)
        return row if isinstance(row, CardViewModel) else None

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Shows the full title if it was elided, the name of the priority and the reason of the card's mark.

        Never as rich text from the server.
        """
        card = self.card_at(index)
        lines = self._pixmaps.measure.geometry(card, option.rect).lines if card else ()
        paragraphs = [card.title] if card is not None and lines[-1].endswith("…") else []
        if card is not None and card.flag_color:
            paragraphs.append(flag_text(card))
        if card is not None and card.mark is not Mark.NONE:
            paragraphs.append(mark_and_reason_text(card.mark, card.mark_reason))
        if paragraphs:
            QToolTip.showText(event.globalPos(), wrapped_tooltip(*paragraphs), view)
        else:
            QToolTip.hideText()
        return True

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        row: QRect = option.rect
        height = max(row.height(), self._pixmaps.theme.px(56))
        editor.setGeometry(
            row.left() + EDGE - 1, row.top() + EDGE - 1, row.width() - 2 * EDGE + 2, height - EDGE
        )
