"""What was just added, said in the capture window itself, with the way to take it back."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from kanbert_desktop.app.boards.service import Desk, Wish
from kanbert_desktop.app.messages.status_texts import title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.ui import icons
from kanbert_desktop.ui.centred_card import plain_label
from kanbert_desktop.ui.literal_text import PlainLabel
from kanbert_desktop.ui.speaking import speak
from kanbert_desktop.ui.theme import Theme


class AddedLine(QWidget):
    """Hidden until something was added."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._wish: Wish | None = None
        self._sign = PlainLabel(self)
        self.words = plain_label("", self)
        self.undo = QPushButton(self)
        self.undo.setProperty("kind", "link")
        self.undo.clicked.connect(self._take_back)
        box = QHBoxLayout(self)
        box.setContentsMargins(8, 0, 0, 0)
        box.setSpacing(8)
        for part in (self._sign, self.words, self.undo):
            box.addWidget(part)
        box.addStretch(1)
        self.hide()

    def tell(self, words: str, wish: Wish | None) -> None:
        self._wish = wish
        self.words.setText(words)
        self.undo.setVisible(wish is not None)
        self.show()
        speak(self, words)

    def dress(self) -> None:
        self.undo.setText(tr("Undo"))
        sign = icons.pixmap("check", self._theme.color("ok"), self._theme.px(16), self.devicePixelRatioF())
        self._sign.setPixmap(sign)

    def _take_back(self) -> None:
        wish, self._wish = self._wish, None
        if wish is None:
            return
        try:
            undone = self._desk.undo_change(wish.entry.id)
        except KanbertError as error:
            self.tell(" ".join(title_and_message(error)), None)
            return
        if undone is not None:
            self.tell(tr("Taken back: {what}", what=undone.text), None)
