"""Renaming a card where it stands in a list: an editor over its row."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.board.card_face import CardFace
from kanbert_desktop.ui.board.gestures import title_place
from kanbert_desktop.ui.board.title_editor import TitleEditor

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


def keep_title_drafts(renaming: RenamingDelegate, desk: Desk) -> None:
    """Where the panel keeps them as well."""
    renaming.draft_of = lambda key: desk.draft(title_place(key))
    renaming.put_aside.connect(lambda key, text: desk.keep_draft(title_place(key), text))
