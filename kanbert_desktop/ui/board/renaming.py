"""Renaming a card where it stands in a list: an editor over its row."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Signal
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kanbert_desktop.ui.board.card_face import CardFace
from kanbert_desktop.ui.board.title_editor import TitleEditor

Index = QModelIndex | QPersistentModelIndex


class RenamingDelegate(QStyledItemDelegate):
    """`renamed` carries the card and the new title; the model is never written to."""

    renamed = Signal(object, str)

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
            editor.start(face.title)

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        face = self.face_at(index)
        if isinstance(editor, TitleEditor) and face is not None:
            self.renamed.emit(face.key, editor.text())

    def _commit(self, editor: TitleEditor) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
