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
    Question,
    Reason,
    Value,
)
from kanbert_desktop.domain.untrusted_text import shorten
from kanbert_desktop.ui.attention.text_difference import (
    MOST_CHARACTERS,
    MOST_LINES,
    MOST_READ,
    Marked,
    marked_words,
)
from kanbert_desktop.ui.attention.texts import (
    advice,
    card_title,
    choice_words,
    has_own_text,
    mine_text,
    reason_words,
    title_of,
)
from kanbert_desktop.ui.attention.version_view import Side
from kanbert_desktop.ui.cards.texts import field_name, value_words, wished_fields, wished_text
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.flow_layout import Flow
from kanbert_desktop.ui.widgets.full_text import CutNote, Read
from kanbert_desktop.ui.widgets.scrolling import use_overlay_bars

_Way = QBoxLayout.Direction


class Beside(QWidget):
    def __init__(self, parts: tuple[QWidget, QWidget], spacing: int) -> None:
        super().__init__()
        self._parts = parts
        self._box = QBoxLayout(_Way.LeftToRight, self)
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
        self._box.setDirection(_Way.LeftToRight if needed <= self.width() else _Way.TopToBottom)


DANGEROUS = frozenset({"discard", "remove"})
MANY = 50
"""So many changes of one question are shown; all of them are copied and decided."""
_OF_MANY = 400
"""Characters of each of them."""
_WRITTEN = (Field.TITLE, Field.DESCRIPTION)


class Decision(QWidget):
    """`decided` carries the choice; `later` puts it off; `edit_wished` asks for the card itself."""

    decided = Signal(str)
    later = Signal()
    edit_wished = Signal()

    def __init__(
        self, desk: BoardService, question: Question, number: tuple[int, int], now: datetime, theme: Theme
    ) -> None:
        """`number` is (which, of how many)."""
        super().__init__()
        self.setObjectName("decision")
        self.question, self.entry = question, question.first
        self._desk, self._theme = desk, theme
        self.choices = QButtonGroup(self)
        self._words = {choice: choice_words(question, choice) for choice in desk.choices_for(self.entry)}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._scrolled(self._body(number, now)), 1)
        box.addWidget(self._foot())

    @property
    def is_two_sided(self) -> bool:
        return self.entry.reason is Reason.CHANGED_REMOTELY and isinstance(self.entry.change, EditCard)

    def choose(self, choice: str) -> None:
        for button in self.choices.buttons():
            if button.property("choice") == choice:
                button.setChecked(True)

    def show_only_needed(self, is_narrow: bool) -> None:
        """What there is no room for can be done by keys or by hand."""
        for button in self._spare:
            button.setHidden(is_narrow)
        self._foot_box.setContentsMargins(*((12, 12, 12, 12) if is_narrow else (32, 12, 32, 12)))

    def focus_first(self) -> None:
        chosen = self.choices.checkedButton()
        (chosen or self.main_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        chosen = self.choices.checkedButton()
        if chosen is not None:
            self.decided.emit(chosen.property("choice"))

    def copy_mine(self) -> None:
        QGuiApplication.clipboard().setText(mine_text(self._desk, self.question))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if (
            key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.save()
        elif key == Qt.Key.Key_Escape:
            self.later.emit()
        elif self.is_two_sided and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.choose("mine" if (key == Qt.Key.Key_Left) is not self.isRightToLeft() else "theirs")
        else:
            super().keyPressEvent(event)

    def _scrolled(self, body: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        use_overlay_bars(area, sideways=True)
        return area

    def _body(self, number: tuple[int, int], now: datetime) -> QWidget:
        body = QWidget()
        body.setObjectName("decisionBody")
        box = QVBoxLayout(body)
        box.setContentsMargins(32, 22, 32, 24)
        box.setSpacing(4)
        title = plain_label("page")
        title.setText(title_of(self._desk, self.question))
        title.setWordWrap(True)
        count = plain_label("muted")
        count.setText(tr("{which} of {all}", which=number[0], all=number[1]))
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(count, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(head)
        said = tr(
            "{reason}. You changed it at {time}.",
            reason=reason_words(self.question).rstrip("."),
            time=moment_text(self.entry.made_at, now),
        )
        box.addWidget(self._wrapped(said, "muted"))
        box.addSpacing(16)
        if self.is_two_sided:
            box.addWidget(self._sides())
            self._add_both(box)
        else:
            box.addWidget(self._mine())
        box.addSpacing(10)
        box.addWidget(self._wrapped(advice(self._desk, self.question), "muted"))
        box.addStretch(1)
        return body

    def _wrapped(self, words: str, role: str = "") -> QLabel:
        label = plain_label(role)
        label.setWordWrap(True)
        label.setText(words)
        return label

    def _sides(self) -> QWidget:
        mine = Side(tr("Mine, on this computer"), tr("Mine, on this computer"), self._theme)
        theirs = Side(tr("Theirs, in Kanbert"), tr("Theirs, in Kanbert"), self._theme)
        wished, other = wished_fields(self.entry.change), self.entry.theirs or {}
        was = self.entry.change.old if isinstance(self.entry.change, EditCard) else {}
        for field, value in wished.items():
            theirs_now = other.get(field)
            here = value_words(self._desk, field, value, MOST_READ)
            there = value_words(self._desk, field, theirs_now, MOST_READ)
            before = self._before(field, was.get(field))
            name = field_name(field)
            mine.add_value(name, self._marked(field, here, there), self._reading(field, value), before)
            theirs.add_value(name, self._marked(field, there, here), self._reading(field, theirs_now), before)
        for choice, side in (("mine", mine), ("theirs", theirs)):
            side.fill()
            self._add_choice(side.radio, choice)
        self.choose("mine" if Field.DESCRIPTION in wished else "theirs")
        return Beside((mine, theirs), 16)

    def _marked(self, field: Field, text: str, other: str) -> Marked:
        """A date, a person or a column differs as a whole: there is nothing in it to point at."""
        return marked_words(text, other if field in _WRITTEN else text, self._theme)

    def _reading(self, field: Field, value: Value) -> Read:
        return lambda: (value_words(self._desk, field, value),)

    def _before(self, field: Field, value: Value) -> str:
        if field is Field.DESCRIPTION:
            return ""
        return tr("was {value}", value=value_words(self._desk, field, value))

    def _add_choice(self, button: QRadioButton, choice: str) -> None:
        button.setProperty("choice", choice)
        self.choices.addButton(button)

    def _add_both(self, box: QVBoxLayout) -> None:
        if "both" in self._words:
            both = QRadioButton(self._words["both"])
            self._add_choice(both, "both")
            box.addSpacing(10)
            box.addWidget(both)

    def _mine(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("side")
        box = QVBoxLayout(frame)
        box.setContentsMargins(16, 12, 16, 14)
        box.setSpacing(6)
        if self.question.is_about_board:
            box.addWidget(self._wrapped(tr("%n of your change(s)", len(self.question.entries)), "label"))
            for entry in self.question.entries[:MANY]:
                box.addWidget(self._wrapped(card_title(self._desk, entry), "strong"))
                box.addWidget(self._wrapped(shorten(self._wished(entry, _OF_MANY), _OF_MANY)))
            left = len(self.question.entries) - MANY
            if left > 0:
                box.addWidget(self._wrapped(tr("and %n more", left), "muted"))
            return frame
        box.addWidget(self._wrapped(tr("Your change"), "label"))
        self._add_wished(box)
        return frame

    def _add_wished(self, box: QVBoxLayout) -> None:
        """Of a long text its beginning, and the way to all of it."""
        text = self._wished(self.entry, MOST_READ)
        lines = text[:MOST_CHARACTERS].split("\n")[:MOST_LINES]
        shown = "\n".join(lines)
        box.addWidget(self._wrapped(shown))
        if len(shown) < len(text):
            note = CutNote(self._theme, lambda: tr("Your change"), self)
            note.tell(tr("This is only a part of a long text."), lambda: (self._wished(self.entry),))
            box.addWidget(note)

    def _wished(self, entry: Entry, most: int | None = None) -> str:
        """`most`: at least so much of a longer text."""
        if entry.reason is Reason.MASS_DELETION:
            return reason_words(self.question)
        text = wished_text(self._desk, entry.change, most)
        if isinstance(entry.change, AddComment):
            return f"{tr('Comment')}: {text}"
        return text or tr("Delete the card")

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("decisionFoot")
        copy = self._button(tr("Copy my text"), "bare", self.copy_mine)
        later = self._button(tr("Decide later"), "bare", self.later.emit)
        self._spare = [copy, later] if has_own_text(self.question) else [later]
        if self.is_two_sided:
            self.main_button = self._button(tr("Save this decision"), "primary", self.save)
            choices = [self.main_button]
        else:
            choices = self._plain_choices()[::-1]
        self._foot_box = Flow([copy] if copy in self._spare else [], [later, *choices])
        foot.setLayout(self._foot_box)
        return foot

    def _plain_choices(self) -> list[QPushButton]:
        """The first is what is done by Enter."""
        buttons = []
        for number, (choice, words) in enumerate(self._words.items()):
            kind = "primary" if number == 0 else "danger" if choice in DANGEROUS else "plain"
            button = self._button(words, kind, partial(self.decided.emit, choice))
            buttons.append(button)
        is_card = isinstance(self.entry.change, EditCard | CreateCard) and not self.question.is_about_board
        if is_card and "retry" in self._words:
            buttons.insert(1, self._button(tr("Edit card"), "plain", self.edit_wished.emit))
        self.main_button = buttons[0]
        return buttons

    def _button(self, words: str, kind: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", kind)
        button.setAutoDefault(kind == "primary")
        button.clicked.connect(lambda _checked=False: act())
        return button
