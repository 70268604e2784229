"""Paints the visible cards, each from a picture made once, and opens the rename editor over them."""

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, QSize
from PySide6.QtGui import QGuiApplication, QHelpEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QToolTip, QWidget

from kanbert_desktop.domain.board import CardKey, Mark
from kanbert_desktop.ui.board.card_body import CardBodies
from kanbert_desktop.ui.board.card_face import CardFace, flag_words, marked_words
from kanbert_desktop.ui.board.card_geometry import EDGE, CardMeasure
from kanbert_desktop.ui.board.card_look import CardLook
from kanbert_desktop.ui.board.card_paint import CardPainter
from kanbert_desktop.ui.board.card_parts import CardParts
from kanbert_desktop.ui.board.group_head import GroupHead, GroupPainter
from kanbert_desktop.ui.board.renaming import Index, RenamingDelegate
from kanbert_desktop.ui.literal_text import wrapped_tip
from kanbert_desktop.ui.theme import Theme

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
