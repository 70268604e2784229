"""One question: both versions, choices."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.messages.status_texts import moment_text
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.changes import (
    AddComment,
    CreateCard,
    EditCard,
    Entry,
    Field,
    FieldValue,
    Question,
    Reason,
)
from kanbert_desktop.domain.untrusted_text import shorten
from kanbert_desktop.ui.attention.text_difference import (
    MAX_CHARACTERS,
    MAX_COMPARED,
    MAX_LINES,
    HighlightedText,
    highlight_difference,
)
from kanbert_desktop.ui.attention.texts import (
    advice_text,
    card_title,
    choice_text,
    has_user_text,
    my_text,
    reason_text,
    title_text,
)
from kanbert_desktop.ui.attention.version_view import VersionView
from kanbert_desktop.ui.cards.texts import changed_fields, changed_values_text, field_name, value_text
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.flow_layout import FlowLayout, in_two_lines
from kanbert_desktop.ui.widgets.full_text import ShortenedNote, TextSource
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars

_Direction = QBoxLayout.Direction
DESTRUCTIVE_CHOICES = frozenset({"discard", "remove"})
MAX_SHOWN_CHANGES = 50
"""Changes of one question that are shown; all of them are copied and decided."""
_OF_MANY = 400
"""Characters of each of them."""
_TEXT_FIELDS = (Field.TITLE, Field.DESCRIPTION)


class SideBySideView(QWidget):
    def __init__(self, parts: tuple[QWidget, QWidget], spacing: int) -> None:
        super().__init__()
        self._parts = parts
        self._box = QBoxLayout(_Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)
        for part in parts:
            self._box.addWidget(part, 1)

    def minimumSizeHint(self) -> QSize:
        widest = max(part.minimumSizeHint().width() for part in self._parts)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = sum(part.minimumSizeHint().width() for part in self._parts) + self._box.spacing()
        self._box.setDirection(_Direction.LeftToRight if needed <= self.width() else _Direction.TopToBottom)


class QuestionDetail(QWidget):
    """`decided` carries the choice; `postponed` asks for the next question; `edit_requested` asks for the card."""

    decided = Signal(str)
    postponed = Signal()
    edit_requested = Signal()

    def __init__(
        self, service: BoardService, question: Question, number: tuple[int, int], now: datetime, theme: Theme
    ) -> None:
        """`number` is (index, count)."""
        super().__init__()
        self.setObjectName("decision")
        self.question, self.entry = question, question.first
        self._service, self._theme = service, theme
        self.choice_group = QButtonGroup(self)
        self._both_button: QRadioButton | None = None
        self._choice_texts = {
            choice: choice_text(question, choice) for choice in service.choices_for(self.entry)
        }
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._scrolled(self._body(number, now)), 1)
        box.addWidget(self._footer())
        self.set_narrow(False)

    @property
    def is_two_sided(self) -> bool:
        return self.entry.reason is Reason.CHANGED_REMOTELY and isinstance(self.entry.change, EditCard)

    def select_choice(self, choice: str) -> None:
        for button in self.choice_group.buttons():
            if button.property("choice") == choice:
                button.setChecked(True)

    def set_narrow(self, is_narrow: bool, *, is_single: bool = False) -> None:
        """Hides buttons whose function is also available elsewhere; alone on the page, offers the way back."""
        self._back_button.setVisible(is_single)
        if self._both_button is not None:
            text = self._choice_texts["both"]
            self._both_button.setText(in_two_lines(text) if is_single else text)
            self._both_button.setAccessibleName(text)
        side = 16 if is_single else 32
        self._body_layout.setContentsMargins(side, 22, side, 24)
        for button in self._optional_buttons:
            button.setHidden(is_narrow)
        self._footer_layout.setContentsMargins(*((12, 12, 12, 12) if is_narrow else (32, 12, 32, 12)))

    def focus_selected_choice(self) -> None:
        chosen = self.choice_group.checkedButton()
        (chosen or self.main_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def confirm(self) -> None:
        chosen = self.choice_group.checkedButton()
        if chosen is not None:
            self.decided.emit(chosen.property("choice"))

    def copy_my_text(self) -> None:
        QGuiApplication.clipboard().setText(my_text(self._service, self.question))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if (
            key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.confirm()
        elif key == Qt.Key.Key_Escape:
            self.postponed.emit()
        elif self.is_two_sided and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.select_choice("mine" if (key == Qt.Key.Key_Left) is not self.isRightToLeft() else "theirs")
        else:
            super().keyPressEvent(event)

    def _scrolled(self, body: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        add_overlay_scroll_bars(area, horizontal=True)
        return area

    def _body(self, number: tuple[int, int], now: datetime) -> QWidget:
        body = QWidget()
        body.setObjectName("decisionBody")
        box = self._body_layout = QVBoxLayout(body)
        box.setSpacing(4)
        title = plain_label("page")
        title.setText(title_text(self._service, self.question))
        title.setWordWrap(True)
        count = plain_label("muted")
        count.setText(tr("{which} of {all}", which=number[0], all=number[1]))
        header = QHBoxLayout()
        header.addWidget(self._make_back_button(), 0, Qt.AlignmentFlag.AlignTop)
        header.addWidget(title, 1)
        header.addWidget(count, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(header)
        text = tr(
            "{reason}. You changed it at {time}.",
            reason=reason_text(self.question).rstrip("."),
            time=moment_text(self.entry.made_at, now),
        )
        box.addWidget(self._wrapped(text, "muted"))
        box.addSpacing(16)
        if self.is_two_sided:
            box.addWidget(self._versions())
            self._add_both(box)
        else:
            box.addWidget(self._my_change())
        box.addSpacing(10)
        box.addWidget(self._wrapped(advice_text(self._service, self.question), "muted"))
        box.addStretch(1)
        return body

    def _make_back_button(self) -> QToolButton:
        button = self._back_button = QToolButton()
        button.setIcon(self._theme.icon("chevron-right" if self.isRightToLeft() else "chevron-left", "text"))
        button.setAccessibleName(tr("Back to the list"))
        button.setToolTip(tr("Back to the list"))
        button.clicked.connect(self.postponed)
        return button

    def _wrapped(self, text: str, role: str = "") -> QLabel:
        label = plain_label(role)
        label.setWordWrap(True)
        label.setText(text)
        return label

    def _versions(self) -> QWidget:
        mine = VersionView(tr("Mine, on this computer"), tr("Mine, on this computer"), self._theme)
        theirs = VersionView(tr("Theirs, in Kanbert"), tr("Theirs, in Kanbert"), self._theme)
        changed, other = changed_fields(self.entry.change), self.entry.theirs or {}
        was = self.entry.change.old if isinstance(self.entry.change, EditCard) else {}
        for field, value in changed.items():
            theirs_now = other.get(field)
            mine_text = value_text(self._service, field, value, MAX_COMPARED)
            theirs_text = value_text(self._service, field, theirs_now, MAX_COMPARED)
            before = self._before(field, was.get(field))
            name = field_name(field)
            mine.add_value(
                name, self._marked(field, mine_text, theirs_text), self._reader_of(field, value), before
            )
            theirs.add_value(
                name, self._marked(field, theirs_text, mine_text), self._reader_of(field, theirs_now), before
            )
        for choice, side in (("mine", mine), ("theirs", theirs)):
            side.add_stretch()
            self._add_choice(side.radio_button, choice)
        self.select_choice("mine" if Field.DESCRIPTION in changed else "theirs")
        return SideBySideView((mine, theirs), 16)

    def _marked(self, field: Field, text: str, other: str) -> HighlightedText:
        """Highlights differences in text; a date, a person or a column differs as a whole."""
        return highlight_difference(text, other if field in _TEXT_FIELDS else text, self._theme)

    def _reader_of(self, field: Field, value: FieldValue) -> TextSource:
        return lambda: (value_text(self._service, field, value),)

    def _before(self, field: Field, value: FieldValue) -> str:
        if field is Field.DESCRIPTION:
            return ""
        return tr("was {value}", value=value_text(self._service, field, value))

    def _add_choice(self, button: QRadioButton, choice: str) -> None:
        button.setProperty("choice", choice)
        self.choice_group.addButton(button)

    def _add_both(self, box: QVBoxLayout) -> None:
        if "both" in self._choice_texts:
            both = self._both_button = QRadioButton(self._choice_texts["both"])
            self._add_choice(both, "both")
            box.addSpacing(10)
            box.addWidget(both)

    def _my_change(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("side")
        box = QVBoxLayout(frame)
        box.setContentsMargins(16, 12, 16, 14)
        box.setSpacing(6)
        if self.question.is_about_board:
            box.addWidget(self._wrapped(tr("Your %n change(s)", len(self.question.entries)), "label"))
            for entry in self.question.entries[:MAX_SHOWN_CHANGES]:
                box.addWidget(self._wrapped(card_title(self._service, entry), "strong"))
                box.addWidget(self._wrapped(shorten(self._change_text(entry, _OF_MANY), _OF_MANY)))
            left = len(self.question.entries) - MAX_SHOWN_CHANGES
            if left > 0:
                box.addWidget(self._wrapped(tr("and %n more", left), "muted"))
            return frame
        box.addWidget(self._wrapped(tr("Your change"), "label"))
        self._add_change_text(box)
        return frame

    def _add_change_text(self, box: QVBoxLayout) -> None:
        """Shows the beginning of a long text, with a button for the full text."""
        text = self._change_text(self.entry, MAX_COMPARED)
        lines = text[:MAX_CHARACTERS].split("\n")[:MAX_LINES]
        shown = "\n".join(lines)
        box.addWidget(self._wrapped(shown))
        if len(shown) < len(text):
            note = ShortenedNote(self._theme, lambda: tr("Your change"), self)
            note.show_note(tr("Only part of this text is shown."), lambda: (self._change_text(self.entry),))
            box.addWidget(note)

    def _change_text(self, entry: Entry, at_least: int | None = None) -> str:
        """`at_least`: returns at least that much of a longer text."""
        if entry.reason is Reason.MASS_DELETION:
            return reason_text(self.question)
        text = changed_values_text(self._service, entry.change, at_least)
        if isinstance(entry.change, AddComment):
            return f"{tr('Comment')}: {text}"
        return text or tr("Delete the card")

    def _footer(self) -> QFrame:
        footer = QFrame()
        footer.setObjectName("decisionFoot")
        copy = self._button(tr("Copy my text"), "bare", self.copy_my_text)
        later = self._button(tr("Decide later"), "bare", self.postponed.emit)
        self._optional_buttons = [copy, later] if has_user_text(self.question) else [later]
        if self.is_two_sided:
            self.main_button = self._button(tr("Save this decision"), "primary", self.confirm)
            choices = [self.main_button]
        else:
            choices = self._plain_choices()[::-1]
        self._footer_layout = FlowLayout([copy] if copy in self._optional_buttons else [], [later, *choices])
        footer.setLayout(self._footer_layout)
        return footer

    def _plain_choices(self) -> list[QPushButton]:
        """The first choice is the default button."""
        buttons = []
        for number, (choice, text) in enumerate(self._choice_texts.items()):
            kind = "primary" if number == 0 else "danger" if choice in DESTRUCTIVE_CHOICES else "plain"
            button = self._button(text, kind, partial(self.decided.emit, choice))
            buttons.append(button)
        is_card = isinstance(self.entry.change, EditCard | CreateCard) and not self.question.is_about_board
        if is_card and "retry" in self._choice_texts:
            buttons.insert(1, self._button(tr("Edit card"), "plain", self.edit_requested.emit))
        self.main_button = buttons[0]
        return buttons

    def _button(self, text: str, kind: str, action: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", kind)
        button.setAutoDefault(kind == "primary")
        button.clicked.connect(lambda _checked=False: action())
        return button
