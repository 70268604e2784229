"""Delegates of cards and group headers, renaming in place."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

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

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey, Mark
from kanbert_desktop.domain.sorting import Group
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
from kanbert_desktop.ui.widgets.text_fields import TitleEditor

Index = QModelIndex | QPersistentModelIndex


class RenameDelegate(QStyledItemDelegate):
    """`renamed` carries the card and the new title; the model is never written to.

    `put_aside` carries the card and what Escape left unsaved; `draft_of` gives it back, "" where there is none.
    """

    renamed = Signal(object, str)
    rename_cancelled = Signal(object, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.draft_of: Callable[[CardKey], str] = lambda _key: ""
        self._key: CardKey | None = None
        self._title = self._draft = ""
        self._is_accepted = False

    def card_at(self, _index: Index) -> CardViewModel | None:
        """None where the row is no card."""
        raise NotImplementedError

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        editor = TitleEditor(parent)
        editor.setObjectName("renameCard")
        editor.accepted.connect(lambda: self._commit(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        face = self.card_at(index)
        # A pull must not replace what is being typed: Qt asks again whenever the row changes.
        if isinstance(editor, TitleEditor) and face is not None and not editor.is_started:
            self._key, self._title, self._is_accepted = face.key, face.title, False
            self._draft = self.draft_of(face.key)
            editor.start(face.title, self._draft)
            # Only the beginning is there, and it must not take the place of the whole.
            editor.setReadOnly(face.is_title_shortened)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape ends editing, which is Qt's part; what was typed is kept."""
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_escape and event.type() is QEvent.Type.KeyPress and isinstance(watched, TitleEditor):
            text = watched.text()
            if self._key is not None and text and text != self._title:
                self.rename_cancelled.emit(self._key, text)
        return super().eventFilter(watched, event)

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        face = self.card_at(index)
        if not isinstance(editor, TitleEditor) or face is None or face.is_title_shortened:
            return
        # A draft that was only shown again stays one until Enter says otherwise.
        if self._is_accepted or not self._draft or editor.text() != self._draft:
            self.renamed.emit(face.key, editor.text())

    def _commit(self, editor: TitleEditor) -> None:
        self._is_accepted = True
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)


def save_title_drafts(renaming: RenameDelegate, desk: BoardService) -> None:
    """Where the panel keeps them as well."""
    renaming.draft_of = lambda key: desk.local.draft(title_draft_key(key))
    renaming.rename_cancelled.connect(lambda key, text: desk.local.save_draft(title_draft_key(key), text))


GROUP_HEADER_HEIGHT = 30


@dataclass(frozen=True, slots=True)
class GroupHeader:
    """A row like a card's, that is none; `key` is no card's."""

    key: CardKey
    name: str
    title: str
    count: int
    is_folded: bool

    @property
    def accessible_text(self) -> str:
        if self.is_folded:
            return tr("{title}, %n card(s), folded", self.count, title=self.title)
        return tr("{title}, %n card(s), fold", self.count, title=self.title)


def group_header_of(group: Group) -> GroupHeader:
    return GroupHeader(CardKey(f"group:{group.name}"), group.name, group.title, group.count, group.folded)


class GroupPainter:
    """Draws a head into its row."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def paint(
        self, painter: QPainter, head: GroupHeader, row: QRect, *, hovered: bool, focused: bool
    ) -> None:
        theme, px = self._theme, self._theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(row).adjusted(2, 3, -2, -3)
        painter.setBrush(theme.color("hover") if hovered else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent"), 2) if focused else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(place, 6, 6)
        side, middle = px(14), row.center().y() + 1
        arrow = icons.pixmap(
            "chevron-right" if head.is_folded else "chevron-down",
            theme.color("muted"),
            side,
            painter.device().devicePixelRatio(),
        )
        sign = mirrored_rect(painter, QRectF(row.left() + px(6), middle - side // 2, side, side), row)
        painter.drawPixmap(sign.topLeft(), arrow)
        self._paint_words(painter, head, row)
        painter.restore()

    def _paint_words(self, painter: QPainter, head: GroupHeader, row: QRect) -> None:
        theme, count = self._theme, str(head.count)
        place = row.adjusted(theme.px(26), 0, -theme.px(10), 0)
        font = theme.font("label")
        measure = QFontMetrics(font)
        room = place.width() - measure.horizontalAdvance(count) - theme.px(8)
        title = measure.elidedText(head.title, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        draw_text_line(painter, mirrored_rect(painter, place, row), title)
        painter.setPen(theme.color("muted"))
        left = measure.horizontalAdvance(title) + theme.px(8)
        draw_text_line(painter, mirrored_rect(painter, place.adjusted(left, 0, 0, 0), row), count)


RowOf = Callable[[Index], CardViewModel | GroupHeader | None]
VisualStateOf = Callable[[CardViewModel, bool], CardVisualState]
"""A face and whether it is selected; hover and focus are the delegate's business."""
_SELECTED = QStyle.StateFlag.State_Selected
_HOVERED = QStyle.StateFlag.State_MouseOver
_FOCUSED = QStyle.StateFlag.State_HasFocus
# About two screens of cards: more would cost memory, fewer would paint the same card twice while scrolling.
_PICTURES = 96


class CardPixmaps:
    """Cards already painted, the least recently used thrown away first; one store for a whole board."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.may_animate: Callable[[], bool] = lambda: True
        """False with reduced motion."""
        self.measure = CardMeasure(theme)
        self._bodies, self._parts = CardBodyPixmaps(theme), CardPartPixmaps(theme)
        self._pixmaps: OrderedDict[object, QPixmap] = OrderedDict()

    def clear(self) -> None:
        """Theme or text size changed."""
        self.measure = CardMeasure(self.theme)
        self._bodies, self._parts = CardBodyPixmaps(self.theme), CardPartPixmaps(self.theme)
        self._pixmaps.clear()

    def pixmap(self, face: CardViewModel, look: CardVisualState, size: QSize, ratio: float) -> QPixmap:
        """The whole row, with the card's shadow and focus ring."""
        name = (face, look, size.width(), ratio)
        picture = self._pixmaps.get(name)
        if picture is None:
            picture = self._pixmaps[name] = self._painted(face, look, size, ratio)
            if len(self._pixmaps) > _PICTURES:
                self._pixmaps.popitem(last=False)
        else:
            self._pixmaps.move_to_end(name)
        return picture

    def _painted(self, face: CardViewModel, look: CardVisualState, size: QSize, ratio: float) -> QPixmap:
        picture = self._bodies.pixmap(look, size, ratio).copy()
        geometry = self.measure.geometry(face, QRect(0, 0, size.width(), size.height()))
        painter = QPainter(picture)
        # A picture knows no direction of its own.
        painter.setLayoutDirection(QGuiApplication.layoutDirection())
        CardPainter(painter, self._parts, geometry, ratio).paint(face, look)
        painter.end()
        return picture


class CardDelegate(RenameDelegate):
    """Knows no cards: what stands in a row, and how it is met, is asked for each time."""

    def __init__(self, pictures: CardPixmaps, row_of: RowOf, look_of: VisualStateOf, parent: QObject) -> None:
        super().__init__(parent)
        self._pixmaps = pictures
        self._row_of = row_of
        self._groups = GroupPainter(pictures.theme)
        self.opacity_of: Callable[[CardKey], float] = lambda _key: 1.0
        self._look_of = look_of

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        face = self._row_of(index)
        row: QRect = option.rect
        state: QStyle.StateFlag = option.state
        hovered, focused = _HOVERED in state, _FOCUSED in state
        if isinstance(face, GroupHeader):
            self._groups.paint(painter, face, row, hovered=hovered, focused=focused)
        if not isinstance(face, CardViewModel):
            return
        look = self._look_of(face, _SELECTED in state)._replace(hovered=hovered, focused=focused)
        ratio = painter.device().devicePixelRatio()
        painter.setOpacity(self.opacity_of(face.key))
        painter.drawPixmap(row.topLeft(), self._pixmaps.pixmap(face, look, row.size(), ratio))
        painter.setOpacity(1.0)

    def card_at(self, index: Index) -> CardViewModel | None:
        row = self._row_of(index)
        return row if isinstance(row, CardViewModel) else None

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Only a title that did not fit is worth repeating, and never as rich text; what its flag means, why it has its mark."""
        face = self.card_at(index)
        lines = self._pixmaps.measure.geometry(face, option.rect).lines if face else ()
        told = [face.title] if face is not None and lines[-1].endswith("…") else []
        if face is not None and face.flag_color:
            told.append(flag_text(face))
        if face is not None and face.mark is not Mark.NONE:
            told.append(mark_and_reason_text(face.mark, face.mark_reason))
        if told:
            QToolTip.showText(event.globalPos(), wrapped_tooltip(*told), view)
        else:
            QToolTip.hideText()
        return True

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        row: QRect = option.rect
        height = max(row.height(), self._pixmaps.theme.px(56))
        editor.setGeometry(
            row.left() + EDGE - 1, row.top() + EDGE - 1, row.width() - 2 * EDGE + 2, height - EDGE
        )
