"""Local change history."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.card_history import ChangeStatus, HistoryEntry
from kanbert_desktop.app.boards.html_text import leading_text
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.changes import (
    AddComment,
    CreateCard,
    DecisionMade,
    DeleteCard,
    EditCard,
    Field,
    UserAction,
    Value,
)
from kanbert_desktop.ui.card_panel.comments import moment_text
from kanbert_desktop.ui.cards.texts import field_name, value_text
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_button_icon, set_style_property
from kanbert_desktop.ui.widgets.literal_text import PlainLabel
from kanbert_desktop.ui.widgets.scrolling import hide_scroll_bars

MAX_VALUE_LENGTH = 140
"""Characters of one value; the whole text stands in its own field."""


def action_text(desk: BoardService, deed: UserAction) -> str:
    """One line for each field."""
    match deed:
        case CreateCard():
            return tr("Card added: “{title}”", title=_short(str(deed.fields.get(Field.TITLE) or "")))
        case EditCard():
            lines = [_edit_line(desk, field, deed.old.get(field), value) for field, value in deed.new.items()]
            return "\n".join(lines)
        case AddComment():
            return tr("Comment: {text}", text=_short(_first(deed.text)))
        case DeleteCard():
            return tr("Card deleted")
        case DecisionMade():
            return tr("Decided: {choice}", choice=_choice_words(deed.choice))


def change_status_text(desk: BoardService, remembered: HistoryEntry, now: datetime) -> str:
    match remembered.status:
        case ChangeStatus.SENT:
            return tr("Sent")
        case ChangeStatus.NOT_SENT | ChangeStatus.NEEDS_DECISION | ChangeStatus.REJECTED:
            why = desk.why_entry_unsent(remembered.entry, now) if remembered.entry is not None else ""
            return " · ".join(part for part in (_UNSENT[remembered.status](), why) if part)
        case ChangeStatus.DISCARDED:
            return tr("Discarded")
        case ChangeStatus.WITHDRAWN:
            return tr("Taken back before it was sent")
        case ChangeStatus.REPLACED:
            return tr("Went into a later change")
        case ChangeStatus.UNDONE:
            return tr("Taken back")


_UNSENT: dict[ChangeStatus, Callable[[], str]] = {
    ChangeStatus.NOT_SENT: lambda: tr("Saved here, not sent"),
    ChangeStatus.NEEDS_DECISION: lambda: tr("Needs your decision"),
    ChangeStatus.REJECTED: lambda: tr("Not accepted"),
}


def _edit_line(desk: BoardService, field: Field, was: Value, wished: Value) -> str:
    if field is Field.DESCRIPTION:
        return tr("Description changed: “{text}”", text=_short(_first(str(wished or ""))))
    old, new = (_short(value_text(desk, field, value)) for value in (was, wished))
    return tr("{field}: {old} → {new}", field=field_name(field), old=old, new=new)


def _choice_words(choice: str) -> str:
    match choice:
        case "retry":
            return tr("Try again")
        case "restore":
            return tr("Restore as new card")
        case "keep":
            return tr("Keep for now")
        case "remove":
            return tr("Remove here")
        case _:
            return tr("Discard")


def _first(html: str) -> str:
    return leading_text(html, 2 * MAX_VALUE_LENGTH)[0]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MAX_VALUE_LENGTH else f"{line[: MAX_VALUE_LENGTH - 1]}…"


_TONES = {ChangeStatus.REJECTED: "bad", ChangeStatus.NEEDS_DECISION: "warn"}


class HistoryRow(QFrame):
    """One change; the list speaks for it."""

    def __init__(self, what: str, when: str, tone: str) -> None:
        super().__init__()
        self.setObjectName("historyRow")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        box = QVBoxLayout(self)
        box.setContentsMargins(6, 4, 6, 4)
        box.setSpacing(1)
        for words, role in ((what, "meta"), (when, "muted")):
            label = PlainLabel(self)
            label.setProperty("role", role)
            label.setWordWrap(True)
            label.setText(words)
            box.addWidget(label)
        set_style_property(label, "tone", tone)

    def height_for(self, width: int) -> int:
        """The style sheet's fonts decide how high wrapped lines are."""
        for label in self.findChildren(QLabel):
            label.ensurePolished()
        return self.heightForWidth(width) + 6


class History(QWidget):
    """A head that unfolds, and a list that the arrow keys walk through."""

    def __init__(
        self, desk: BoardService, theme: Theme, now: Callable[[], datetime], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._service, self._theme, self._now = desk, theme, now
        self._key: CardKey | None = None
        self._shown: list[tuple[str, str]] = []
        self.header_button = QPushButton(self)
        self.header_button.setProperty("kind", "disclosure")
        self.header_button.setCheckable(True)
        self.list = QListWidget(self)
        self.list.setObjectName("historyList")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        hide_scroll_bars(self.list)
        self.empty = PlainLabel(self)
        self.empty.setProperty("role", "muted")
        self.empty.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.header_button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.list)
        box.addWidget(self.empty)
        self.header_button.toggled.connect(self._on_toggled)
        self._on_toggled(False)

    def show_card(self, card: Card) -> None:
        self._key = card.key
        if self.header_button.isChecked():
            self._fill()

    def apply_appearance(self) -> None:
        """Theme or language changed."""
        opened = self.header_button.isChecked()
        self.header_button.setText(tr("Changed on this computer"))
        self.header_button.setAccessibleName(
            tr("Changed on this computer, unfolded") if opened else tr("Changed on this computer, folded")
        )
        self.list.setAccessibleName(tr("Changes made on this computer, the newest first"))
        self.empty.setText(tr("Nothing was changed on this computer."))
        set_button_icon(
            self.header_button, self._theme, "chevron-down" if opened else "chevron-right", "muted"
        )
        self._shown = []
        if opened:
            self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _on_toggled(self, opened: bool) -> None:
        self.list.setVisible(opened)
        self.empty.setVisible(False)
        self.apply_appearance()

    def _fill(self) -> None:
        remembered = self._service.card_history(self._key) if self._key is not None else []
        told = [(action_text(self._service, one.row.change), self._when(one)) for one in remembered]
        self.empty.setVisible(not told)
        self.list.setVisible(bool(told))
        if told == self._shown:
            return
        self._shown = told
        row = self.list.currentRow()
        self.list.clear()
        for one, (what, when) in zip(remembered, told, strict=True):
            item = QListWidgetItem(self.list)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{what}. {when}")
            self.list.setItemWidget(item, HistoryRow(what, when, _TONES.get(one.status, "muted")))
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self._fit()

    def _when(self, one: HistoryEntry) -> str:
        now = self._now()
        said = moment_text(one.row.made_at, now.astimezone().date())
        return f"{said} · {change_status_text(self._service, one, now)}"

    def _fit(self) -> None:
        """As high as all of its rows: the panel scrolls, not the list."""
        height = 4
        for number in range(self.list.count()):
            item = self.list.item(number)
            shown = self.list.itemWidget(item)
            if isinstance(shown, HistoryRow):
                item.setSizeHint(QSize(0, shown.height_for(max(80, self.width() - 8))))
                height += item.sizeHint().height()
        self.list.setFixedHeight(height)
