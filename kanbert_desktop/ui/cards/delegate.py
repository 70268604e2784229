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
from kanbert_desktop.ui.cards.commands import title_place
from kanbert_desktop.ui.cards.geometry import EDGE, CardMeasure
from kanbert_desktop.ui.cards.painter import CardPainter
from kanbert_desktop.ui.cards.pixmaps import CardBodies, CardParts
from kanbert_desktop.ui.cards.view_model import CardFace, CardLook, flag_words, marked_words
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import placed, write
from kanbert_desktop.ui.widgets.literal_text import wrapped_tip
from kanbert_desktop.ui.widgets.text_fields import TitleEditor

Index = QModelIndex | QPersistentModelIndex


class RenamingDelegate(QStyledItemDelegate):
    """`renamed` carries the card and the new title; the model is never written to.

    `put_aside` carries the card and what Escape left unsaved; `draft_of` gives it back, "" where there is none.
    """

    renamed = Signal(object, str)
    put_aside = Signal(object, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.draft_of: Callable[[CardKey], str] = lambda _key: ""
        self._key: CardKey | None = None
        self._title = self._draft = ""
        self._is_accepted = False

    def face_at(self, _index: Index) -> CardFace | None:
        """None where the row is no card."""
        raise NotImplementedError

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        editor = TitleEditor(parent)
        editor.setObjectName("renameCard")
        editor.accepted.connect(lambda: self._commit(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        face = self.face_at(index)
        # A pull must not replace what is being typed: Qt asks again whenever the row changes.
        if isinstance(editor, TitleEditor) and face is not None and not editor.is_started:
            self._key, self._title, self._is_accepted = face.key, face.title, False
            self._draft = self.draft_of(face.key)
            editor.start(face.title, self._draft)
            # Only the beginning is there, and it must not take the place of the whole.
            editor.setReadOnly(face.is_cut)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape ends editing, which is Qt's part; what was typed is kept."""
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_escape and event.type() is QEvent.Type.KeyPress and isinstance(watched, TitleEditor):
            text = watched.text()
            if self._key is not None and text and text != self._title:
                self.put_aside.emit(self._key, text)
        return super().eventFilter(watched, event)

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        face = self.face_at(index)
        if not isinstance(editor, TitleEditor) or face is None or face.is_cut:
            return
        # A draft that was only shown again stays one until Enter says otherwise.
        if self._is_accepted or not self._draft or editor.text() != self._draft:
            self.renamed.emit(face.key, editor.text())

    def _commit(self, editor: TitleEditor) -> None:
        self._is_accepted = True
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)


def keep_title_drafts(renaming: RenamingDelegate, desk: BoardService) -> None:
    """Where the panel keeps them as well."""
    renaming.draft_of = lambda key: desk.draft(title_place(key))
    renaming.put_aside.connect(lambda key, text: desk.save_draft(title_place(key), text))


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


RowOf = Callable[[Index], CardFace | GroupHead | None]
LookOf = Callable[[CardFace, bool], CardLook]
"""A face and whether it is selected; hover and focus are the delegate's business."""
_SELECTED = QStyle.StateFlag.State_Selected
_HOVERED = QStyle.StateFlag.State_MouseOver
_FOCUSED = QStyle.StateFlag.State_HasFocus
# About two screens of cards: more would cost memory, fewer would paint the same card twice while scrolling.
_PICTURES = 96


class CardPictures:
    """Cards already painted, the least recently used thrown away first; one store for a whole board."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.moves: Callable[[], bool] = lambda: True
        """False with reduced motion."""
        self.measure = CardMeasure(theme)
        self._bodies, self._parts = CardBodies(theme), CardParts(theme)
        self._pictures: OrderedDict[object, QPixmap] = OrderedDict()

    def forget(self) -> None:
        """Theme or text size changed."""
        self.measure = CardMeasure(self.theme)
        self._bodies, self._parts = CardBodies(self.theme), CardParts(self.theme)
        self._pictures.clear()

    def picture(self, face: CardFace, look: CardLook, size: QSize, ratio: float) -> QPixmap:
        """The whole row, with the card's shadow and focus ring."""
        name = (face, look, size.width(), ratio)
        picture = self._pictures.get(name)
        if picture is None:
            picture = self._pictures[name] = self._painted(face, look, size, ratio)
            if len(self._pictures) > _PICTURES:
                self._pictures.popitem(last=False)
        else:
            self._pictures.move_to_end(name)
        return picture

    def _painted(self, face: CardFace, look: CardLook, size: QSize, ratio: float) -> QPixmap:
        picture = self._bodies.picture(look, size, ratio).copy()
        geometry = self.measure.geometry(face, QRect(0, 0, size.width(), size.height()))
        painter = QPainter(picture)
        # A picture knows no direction of its own.
        painter.setLayoutDirection(QGuiApplication.layoutDirection())
        CardPainter(painter, self._parts, geometry, ratio).paint(face, look)
        painter.end()
        return picture


class CardDelegate(RenamingDelegate):
    """Knows no cards: what stands in a row, and how it is met, is asked for each time."""

    def __init__(self, pictures: CardPictures, row_of: RowOf, look_of: LookOf, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._row_of = row_of
        self._groups = GroupPainter(pictures.theme)
        self.opacity_of: Callable[[CardKey], float] = lambda _key: 1.0
        self._look_of = look_of

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        face = self._row_of(index)
        row: QRect = option.rect
        state: QStyle.StateFlag = option.state
        hovered, focused = _HOVERED in state, _FOCUSED in state
        if isinstance(face, GroupHead):
            self._groups.paint(painter, face, row, hovered=hovered, focused=focused)
        if not isinstance(face, CardFace):
            return
        look = self._look_of(face, _SELECTED in state)._replace(hovered=hovered, focused=focused)
        ratio = painter.device().devicePixelRatio()
        painter.setOpacity(self.opacity_of(face.key))
        painter.drawPixmap(row.topLeft(), self._pictures.picture(face, look, row.size(), ratio))
        painter.setOpacity(1.0)

    def face_at(self, index: Index) -> CardFace | None:
        row = self._row_of(index)
        return row if isinstance(row, CardFace) else None

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Only a title that did not fit is worth repeating, and never as rich text; what its flag means, why it has its mark."""
        face = self.face_at(index)
        lines = self._pictures.measure.geometry(face, option.rect).lines if face else ()
        told = [face.title] if face is not None and lines[-1].endswith("…") else []
        if face is not None and face.flag:
            told.append(flag_words(face))
        if face is not None and face.mark is not Mark.NONE:
            told.append(marked_words(face.mark, face.why))
        if told:
            QToolTip.showText(event.globalPos(), wrapped_tip(*told), view)
        else:
            QToolTip.hideText()
        return True

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        row: QRect = option.rect
        height = max(row.height(), self._pictures.theme.px(56))
        editor.setGeometry(
            row.left() + EDGE - 1, row.top() + EDGE - 1, row.width() - 2 * EDGE + 2, height - EDGE
        )
