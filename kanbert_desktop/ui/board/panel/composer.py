"""Where a comment is written: its draft is kept, and it says who will read it."""

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.html_text import to_html
from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.ui.allowing import allow, reading_only
from kanbert_desktop.ui.board.panel.grown_text import LongText
from kanbert_desktop.ui.button_icon import set_icon
from kanbert_desktop.ui.literal_text import PlainLabel
from kanbert_desktop.ui.menu_below import open_above
from kanbert_desktop.ui.speaking import read_in_order
from kanbert_desktop.ui.theme import Theme

_DRAFT_MS = 400


class Composer(QWidget):
    """`wished` carries HTML and whether everybody may read it; the text stays until `taken`."""

    wished = Signal(str, bool)

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._key: CardKey | None = None
        self._is_public, self._can_write = False, True
        self.field = LongText(self)
        self.field.setObjectName("commentField")
        self.note = PlainLabel(self)
        self.note.setProperty("role", "muted")
        self.audience = QPushButton(self)
        self.audience.setProperty("kind", "quiet")
        self.audience.setObjectName("audience")
        self.audience.clicked.connect(self._choose_audience)
        self.send = QPushButton(self)
        self.send.setProperty("kind", "primary")
        self.send.clicked.connect(self._send)
        self._draft_timer = QTimer(self, singleShot=True, interval=_DRAFT_MS)
        self._draft_timer.timeout.connect(self.keep_draft)
        self._lay_out()
        self.field.sent.connect(self._send)
        self.field.textChanged.connect(self._on_text)
        self.dress()

    def show_card(self, key: CardKey) -> None:
        if self._key == key:
            return
        self.keep_draft()
        self._key = key
        self._is_public = False
        self.field.setPlainText(self._desk.draft(self._place()))
        self._draft_timer.stop()
        self._say(tr("Draft saved here") if self.field.toPlainText().strip() else "")
        self.dress()

    def allow(self, can_write: bool) -> None:
        """A draft stays: it can be sent once writing is given back."""
        self._can_write = can_write
        allow(can_write, self.field, self.audience)
        self.field.setPlaceholderText(tr("Write a comment") if can_write else reading_only())
        self._show_send()

    def taken(self) -> None:
        self.field.clear()
        self.keep_draft()

    def keep_draft(self) -> None:
        self._draft_timer.stop()
        if self._key is not None:
            text = self.field.toPlainText()
            self._desk.keep_draft(self._place(), text if text.strip() else "")
            self._say(tr("Draft saved here") if text.strip() else "")

    def dress(self) -> None:
        """Theme or language changed."""
        self.field.setPlaceholderText(tr("Write a comment"))
        self.field.setAccessibleName(tr("Write a comment"))
        self.field.fit()
        self.audience.setText(tr("Everyone with access") if self._is_public else tr("Project team only"))
        self.audience.setAccessibleName(tr("Who reads it: {audience}", audience=self.audience.text()))
        name = "globe" if self._is_public else "users"
        set_icon(self.audience, self._theme, name, "muted", 14)
        self.send.setText(tr("Comment"))
        self.send.setAccessibleName(tr("Send comment"))
        keys = QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText)
        self.send.setToolTip(keys)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.field.fit()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.audience)
        row.addStretch(1)
        row.addWidget(self.note)
        row.addWidget(self.send)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 12, 20, 14)
        box.setSpacing(8)
        box.addWidget(self.field)
        box.addLayout(row)
        read_in_order(self.audience, self.note, self.send)

    def _on_text(self) -> None:
        self._show_send()
        self._say("")
        self._draft_timer.start()

    def _show_send(self) -> None:
        self.send.setEnabled(self._can_write and bool(self.field.toPlainText().strip()))

    def _send(self) -> None:
        text = self.field.toPlainText().strip()
        if text and self._can_write:
            self.wished.emit(to_html(text), self._is_public)

    def _say(self, words: str) -> None:
        self.note.setText(words)

    def _choose_audience(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(self.audience.accessibleName())
        for words, is_public in ((tr("Project team only"), False), (tr("Everyone with access"), True)):
            action = menu.addAction(self._theme.icon("globe" if is_public else "users", "muted"), words)
            action.triggered.connect(lambda _checked=False, wish=is_public: self._set_audience(wish))
        open_above(self.audience, menu)

    def _set_audience(self, is_public: bool) -> None:
        self._is_public = is_public
        self.dress()

    def _place(self) -> str:
        return f"comment:{self._key}"
