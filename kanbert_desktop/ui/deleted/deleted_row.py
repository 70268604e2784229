"""One deleted card: what it was, where, when, how it comes back; and the button that brings it back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.undo_steps import Deletion
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.untrusted_text import shortened
from kanbert_desktop.ui.centred_card import plain_label
from kanbert_desktop.ui.restyle import set_property


class RestoreButton(QPushButton):
    """`stepped` carries -1 or 1: arrows go from one to the next."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


class DeletedRow(QFrame):
    def __init__(self, deletion: Deletion, where: str, parent: QWidget) -> None:
        """`where` names board and time."""
        super().__init__(parent)
        self.setObjectName("deletedRow")
        self.deletion = deletion
        self.title, self.place, self.how = plain_label("title"), plain_label("muted"), plain_label("muted")
        self.title.setText(shortened(deletion.title))
        self.title.setWordWrap(True)
        self.place.setText(where)
        self.how.setText(how_words(deletion))
        for label in (self.place, self.how):
            label.setWordWrap(True)
        self.restore = RestoreButton(tr("Restore"))
        words = tr("Restore “{title}”", title=deletion.title)
        self.restore.setAccessibleName(words)
        self.restore.setAccessibleDescription(f"{where}. {how_words(deletion)}")
        set_property(self, "sent", not deletion.is_unsent)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for label in (self.title, self.place, self.how):
            texts.addWidget(label)
        box = QHBoxLayout(self)
        box.setContentsMargins(14, 10, 12, 10)
        box.setSpacing(16)
        box.addLayout(texts, 1)
        box.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignVCenter)


def how_words(deletion: Deletion) -> str:
    if deletion.is_unsent:
        return tr("Not sent yet: comes back as it was.")
    return tr("Comes back as a new card, without its comments.")
