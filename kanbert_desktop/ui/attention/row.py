"""One waiting decision in the list: sign, title, why, where and when."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.app.messages.status_texts import moment
from kanbert_desktop.domain.changes import Question, Reason
from kanbert_desktop.ui import icons
from kanbert_desktop.ui.attention.words import SIGNS, place_of, reason_words, title_of
from kanbert_desktop.ui.centred_card import plain_label
from kanbert_desktop.ui.literal_text import PlainLabel
from kanbert_desktop.ui.restyle import set_property
from kanbert_desktop.ui.theme import Theme

_CIRCLE = 28


class AttentionRow(QFrame):
    def __init__(self, desk: Desk, question: Question, now: datetime, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("attentionRow")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        sign = PlainLabel(self)
        name, tone = SIGNS[question.first.reason or Reason.UNCLEAR]
        sign.setObjectName("attentionSign")
        sign.setProperty("tone", tone)
        sign.setFixedSize(theme.px(_CIRCLE), theme.px(_CIRCLE))
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        sign.setPixmap(icons.pixmap(name, theme.color(tone), theme.px(14), self.devicePixelRatioF()))
        place = " · ".join(
            part for part in (place_of(desk, question), moment(question.entries[-1].made_at, now)) if part
        )
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for words, role in (
            (title_of(desk, question), "strong"),
            (reason_words(question), "meta"),
            (place, "muted"),
        ):
            label = plain_label(role, self)
            label.setWordWrap(True)
            label.setText(words)
            texts.addWidget(label)
        box = QHBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 10)
        box.setSpacing(12)
        box.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(texts, 1)

    def height_for(self, width: int) -> int:
        """The style sheet's fonts decide how high wrapped lines are."""
        for label in self.findChildren(QLabel):
            label.ensurePolished()
        return self.heightForWidth(width) + 6

    def show_chosen(self, is_chosen: bool) -> None:
        set_property(self, "chosen", is_chosen)
