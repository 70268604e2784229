"""One line about the card's unsent changes; not there where there are none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Mark
from kanbert_desktop.ui.cards.view_model import marked_words
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_property
from kanbert_desktop.ui.widgets.accessibility import allow, speak
from kanbert_desktop.ui.widgets.literal_text import PlainLabel


class SavedLine(QWidget):
    """Colour never says it alone: there are always an icon and words. `decide_wished`: what has to be decided is asked for."""

    decide_wished = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mark, self._why = Mark.NONE, ""
        self._icon = PlainLabel(self)
        self.words = PlainLabel(self)
        self.words.setObjectName("savedWords")
        self.words.setWordWrap(True)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self.decide = QPushButton(self)
        self.decide.setProperty("kind", "link")
        self.decide.clicked.connect(self.decide_wished)
        box.addWidget(self.words, 1)
        box.addWidget(self.decide, 0, Qt.AlignmentFlag.AlignTop)
        self.dress()

    def show_mark(self, mark: Mark, why: str) -> None:
        """`why` says why it has not been sent."""
        if (mark, why) != (self._mark, self._why):
            self._mark, self._why = mark, why
            self.dress()

    def dress(self) -> None:
        """Theme or language changed."""
        self.words.setText(marked_words(self._mark, self._why))
        name, color = {
            Mark.CONFLICT: ("triangle-alert", "warn"),
            Mark.REJECTED: ("circle-alert", "bad"),
        }.get(self._mark, ("cloud-upload", "muted"))
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap(name, self._theme.color(color), self._theme.px(15), ratio))
        set_property(self.words, "tone", color)
        self.decide.setText(tr("Decide"))
        self.decide.setAccessibleName(tr("Show what to decide"))
        self.decide.setVisible(self._needs_decision)
        pointer = Qt.CursorShape.PointingHandCursor if self._needs_decision else Qt.CursorShape.ArrowCursor
        self.words.setCursor(pointer)
        self.setVisible(self._mark is not Mark.NONE)

    @property
    def _needs_decision(self) -> bool:
        return self._mark in (Mark.CONFLICT, Mark.REJECTED)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The words themselves lead there too."""
        super().mouseReleaseEvent(event)
        is_inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and is_inside and self._needs_decision:
            self.decide_wished.emit()


class DraftLine(QWidget):
    """Hidden while there is no draft."""

    resumed = Signal()
    discarded = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon, self.words = PlainLabel(self), PlainLabel(self)
        self.words.setProperty("role", "muted")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.resume, self.discard = QPushButton(self), QPushButton(self)
        for button in (self.resume, self.discard):
            button.setProperty("kind", "link")
        self.resume.clicked.connect(self.resumed)
        self.discard.clicked.connect(self.discarded)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self._icon)
        box.addWidget(self.words, 1)
        box.addWidget(self.resume)
        box.addWidget(self.discard)
        self.hide()
        self.dress()

    def say(self) -> None:
        """A screen reader hears that nothing is lost."""
        speak(self, self.words.text())

    def allow(self, can_write: bool) -> None:
        allow(can_write, self.resume)

    def dress(self) -> None:
        """Theme or language changed."""
        self.words.setText(tr("Draft saved here"))
        self.resume.setText(tr("Continue"))
        self.resume.setAccessibleName(tr("Continue with the draft"))
        self.discard.setText(tr("Discard"))
        self.discard.setAccessibleName(tr("Discard the draft"))
        size, ratio = self._theme.px(15), self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap("pencil-line", self._theme.color("muted"), size, ratio))
