"""List of open questions and its rows."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.messages.status_texts import moment_text
from kanbert_desktop.domain.changes import Question, Reason
from kanbert_desktop.ui.attention.texts import REASON_ICONS, location_text, reason_text, title_text
from kanbert_desktop.ui.style import icons
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_style_property
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.finger_input import FingerInput
from kanbert_desktop.ui.widgets.literal_text import PlainLabel
from kanbert_desktop.ui.widgets.scrolling import hide_scroll_bars

_SIDES = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ICON_CIRCLE_SIZE = 28


class QuestionList(QListWidget):
    """Rows are widgets; the selected one shows whether the list has the focus."""

    def __init__(self) -> None:
        super().__init__()
        # The page has an overlay bar in its margin.
        hide_scroll_bars(self)
        FingerInput(self)

    def setItemWidget(self, item: QListWidgetItem, widget: QWidget | None) -> None:
        super().setItemWidget(item, widget)
        if widget is not None:
            set_style_property(widget, "focused", self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_focus()

    def _show_focus(self) -> None:
        for number in range(self.count()):
            row = self.itemWidget(self.item(number))
            if row is not None:
                set_style_property(row, "focused", self.hasFocus())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, Right and Ctrl+Enter belong to the page."""
        saves = event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _SIDES or saves:
            event.ignore()
        else:
            super().keyPressEvent(event)


class QuestionRow(QFrame):
    def __init__(self, service: BoardService, question: Question, now: datetime, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("attentionRow")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        icon = PlainLabel(self)
        name, tone = REASON_ICONS[question.first.reason or Reason.OUTCOME_UNKNOWN]
        icon.setObjectName("attentionSign")
        icon.setProperty("tone", tone)
        icon.setFixedSize(theme.px(_ICON_CIRCLE_SIZE), theme.px(_ICON_CIRCLE_SIZE))
        icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        icon.setPixmap(icons.pixmap(name, theme.color(tone), theme.px(14), self.devicePixelRatioF()))
        location = " · ".join(
            part
            for part in (location_text(service, question), moment_text(question.entries[-1].made_at, now))
            if part
        )
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for text, role in (
            (title_text(service, question), "strong"),
            (reason_text(question), "meta"),
            (location, "muted"),
        ):
            label = plain_label(role, self)
            label.setWordWrap(True)
            label.setText(text)
            texts.addWidget(label)
        box = QHBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 10)
        box.setSpacing(12)
        box.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(texts, 1)

    def height_for(self, width: int) -> int:
        """Height of the wrapped lines with the style sheet's fonts."""
        for label in self.findChildren(QLabel):
            label.ensurePolished()
        return self.heightForWidth(width) + 6

    def set_selected(self, is_chosen: bool) -> None:
        set_style_property(self, "chosen", is_chosen)
