"""Local change history of the card, and its texts."""

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
    FieldValue,
    UserAction,
)
from kanbert_desktop.ui.card_panel.comments import moment_text
from kanbert_desktop.ui.cards.texts import field_name, value_text
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_button_icon, set_style_property
from kanbert_desktop.ui.widgets.literal_text import PlainLabel
from kanbert_desktop.ui.widgets.scrolling import hide_scroll_bars

MAX_VALUE_LENGTH = 140
"""Characters of one value; the full text is in its own field."""
_TONES = {ChangeStatus.REJECTED: "bad", ChangeStatus.NEEDS_DECISION: "warn"}


class History(QWidget):
    """Button that unfolds a list, which the arrow keys navigate."""

    def __init__(
        self, service: BoardService, theme: Theme, now: Callable[[], datetime], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._service, self._theme, self._now = service, theme, now
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
        """Updates texts, icons and colours after a change of theme or language."""
        is_open = self.header_button.isChecked()
        self.header_button.setText(tr("Changed on this computer"))
        self.header_button.setAccessibleName(
            tr("Changed on this computer, unfolded") if is_open else tr("Changed on this computer, folded")
        )
        self.list.setAccessibleName(tr("Changes made on this computer, newest first"))
        self.empty.setText(tr("Nothing was changed on this computer."))
        set_button_icon(
            self.header_button, self._theme, "chevron-down" if is_open else "chevron-right", "muted"
        )
        self._shown = []
        if is_open:
            self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _on_toggled(self, is_open: bool) -> None:
        self.list.setVisible(is_open)
        self.empty.setVisible(False)
        self.apply_appearance()

    def _fill(self) -> None:
        entries = self._service.card_history(self._key) if self._key is not None else []
        texts = [(action_text(self._service, entry.row.change), self._when(entry)) for entry in entries]
        self.empty.setVisible(not texts)
        self.list.setVisible(bool(texts))
        if texts == self._shown:
            return
        self._shown = texts
        row = self.list.currentRow()
        self.list.clear()
        for entry, (what, when) in zip(entries, texts, strict=True):
            item = QListWidgetItem(self.list)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{what}. {when}")
            self.list.setItemWidget(item, HistoryEntryView(what, when, _TONES.get(entry.status, "muted")))
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self._fit()

    def _when(self, entry: HistoryEntry) -> str:
        now = self._now()
        time = moment_text(entry.row.made_at, now.astimezone().date())
        return f"{time} · {change_status_text(self._service, entry, now)}"

    def _fit(self) -> None:
        """Makes the list as high as its rows: the panel scrolls, not the list."""
        height = 4
        for number in range(self.list.count()):
            item = self.list.item(number)
            widget = self.list.itemWidget(item)
            if isinstance(widget, HistoryEntryView):
                item.setSizeHint(QSize(0, widget.height_for(max(80, self.width() - 8))))
                height += item.sizeHint().height()
        self.list.setFixedHeight(height)


class HistoryEntryView(QFrame):
    """One change; the list provides its accessible text."""

    def __init__(self, action: str, details: str, tone: str) -> None:
        super().__init__()
        self.setObjectName("historyRow")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        box = QVBoxLayout(self)
        box.setContentsMargins(6, 4, 6, 4)
        box.setSpacing(1)
        for text, role in ((action, "meta"), (details, "muted")):
            label = PlainLabel(self)
            label.setProperty("role", role)
            label.setWordWrap(True)
            label.setText(text)
            box.addWidget(label)
        set_style_property(label, "tone", tone)

    def height_for(self, width: int) -> int:
        """Returns the height for wrapped lines; the fonts of the style sheet decide it."""
        for label in self.findChildren(QLabel):
            label.ensurePolished()
        return self.heightForWidth(width) + 6


def action_text(service: BoardService, action: UserAction) -> str:
    """Returns one line per field."""
    match action:
        case CreateCard():
            return tr("Card added: “{title}”", title=_short(str(action.fields.get(Field.TITLE) or "")))
        case EditCard():
            lines = [
                _edit_line(service, field, action.old.get(field), value)
                for field, value in action.new.items()
            ]
            return "\n".join(lines)
        case AddComment():
            return tr("Comment: {text}", text=_short(_first(action.text)))
        case DeleteCard():
            return tr("Card deleted")
        case DecisionMade():
            return tr("Decided: {choice}", choice=_choice_words(action.choice))


def change_status_text(service: BoardService, entry: HistoryEntry, now: datetime) -> str:
    match entry.status:
        case ChangeStatus.SENT:
            return tr("Sent")
        case ChangeStatus.NOT_SENT | ChangeStatus.NEEDS_DECISION | ChangeStatus.REJECTED:
            reason = service.why_entry_unsent(entry.entry, now) if entry.entry is not None else ""
            return " · ".join(part for part in (_UNSENT[entry.status](), reason) if part)
        case ChangeStatus.DISCARDED:
            return tr("Discarded")
        case ChangeStatus.WITHDRAWN:
            return tr("Undone before it was sent")
        case ChangeStatus.REPLACED:
            return tr("Included in a later change")
        case ChangeStatus.UNDONE:
            return tr("Undone")


_UNSENT: dict[ChangeStatus, Callable[[], str]] = {
    ChangeStatus.NOT_SENT: lambda: tr("Saved here, not sent"),
    ChangeStatus.NEEDS_DECISION: lambda: tr("Needs your decision"),
    ChangeStatus.REJECTED: lambda: tr("Not accepted"),
}


def _edit_line(service: BoardService, field: Field, old_value: FieldValue, new_value: FieldValue) -> str:
    if field is Field.DESCRIPTION:
        return tr("Description changed: “{text}”", text=_short(_first(str(new_value or ""))))
    old, new = (_short(value_text(service, field, value)) for value in (old_value, new_value))
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
