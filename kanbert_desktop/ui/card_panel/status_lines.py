"""Lines about the state of the card's text: unsent changes, and drafts left with Esc."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Mark
from kanbert_desktop.ui.cards.view_model import mark_and_reason_text
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_style_property
from kanbert_desktop.ui.widgets.accessibility import announce, set_editable
from kanbert_desktop.ui.widgets.literal_text import PlainLabel


class UnsentLine(QWidget):
    """The card's unsent changes; hidden if there are none. Shows icon and text, never colour alone."""

    decision_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mark, self._reason = Mark.NONE, ""
        self._icon = PlainLabel(self)
        self.text_label = PlainLabel(self)
        self.text_label.setObjectName("savedWords")
        self.text_label.setWordWrap(True)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self.decide_button = QPushButton(self)
        self.decide_button.setProperty("kind", "link")
        self.decide_button.clicked.connect(self.decision_requested)
        box.addWidget(self.text_label, 1)
        box.addWidget(self.decide_button, 0, Qt.AlignmentFlag.AlignTop)
        self.apply_appearance()

    def show_mark(self, mark: Mark, reason: str) -> None:
        """Shows the mark; `reason` is the reason why the change is unsent."""
        if (mark, reason) != (self._mark, self._reason):
            self._mark, self._reason = mark, reason
            self.apply_appearance()

    def apply_appearance(self) -> None:
        """Updates texts, icons and colours after a change of theme or language."""
        self.text_label.setText(mark_and_reason_text(self._mark, self._reason))
        name, color = {
            Mark.CONFLICT: ("triangle-alert", "warn"),
            Mark.REJECTED: ("circle-alert", "bad"),
        }.get(self._mark, ("cloud-upload", "muted"))
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap(name, self._theme.color(color), self._theme.px(15), ratio))
        set_style_property(self.text_label, "tone", color)
        self.decide_button.setText(tr("Decide"))
        self.decide_button.setAccessibleName(tr("Show decisions"))
        self.decide_button.setVisible(self._needs_decision)
        cursor = Qt.CursorShape.PointingHandCursor if self._needs_decision else Qt.CursorShape.ArrowCursor
        self.text_label.setCursor(cursor)
        self.setVisible(self._mark is not Mark.NONE)

    @property
    def _needs_decision(self) -> bool:
        return self._mark in (Mark.CONFLICT, Mark.REJECTED)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the text acts like the button."""
        super().mouseReleaseEvent(event)
        is_inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and is_inside and self._needs_decision:
            self.decision_requested.emit()


class DraftLine(QWidget):
    """A draft below the field that was left with Esc, to be continued or discarded; hidden if there is none."""

    resumed = Signal()
    discarded = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon, self.text_label = PlainLabel(self), PlainLabel(self)
        self.text_label.setProperty("role", "muted")
        self.text_label.setTextFormat(Qt.TextFormat.PlainText)
        self.text_label.setWordWrap(True)
        self.resume_button, self.discard_button = QPushButton(self), QPushButton(self)
        for button in (self.resume_button, self.discard_button):
            button.setProperty("kind", "link")
        self.resume_button.clicked.connect(self.resumed)
        self.discard_button.clicked.connect(self.discarded)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self._icon)
        box.addWidget(self.text_label, 1)
        box.addWidget(self.resume_button)
        box.addWidget(self.discard_button)
        self.hide()
        self.apply_appearance()

    def announce(self) -> None:
        """Tells a screen reader that the text was kept."""
        announce(self, self.text_label.text())

    def set_editable(self, can_write: bool) -> None:
        set_editable(can_write, self.resume_button)

    def apply_appearance(self) -> None:
        """Updates texts, icons and colours after a change of theme or language."""
        self.text_label.setText(tr("Draft saved here"))
        self.resume_button.setText(tr("Continue"))
        self.resume_button.setAccessibleName(tr("Continue with the draft"))
        self.discard_button.setText(tr("Discard"))
        self.discard_button.setAccessibleName(tr("Discard the draft"))
        size, ratio = self._theme.px(15), self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap("pencil-line", self._theme.color("muted"), size, ratio))
