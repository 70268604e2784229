"""Questions before quitting, signing out and removing an account's data."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.accounts.sign_out import UnsentCounts
from kanbert_desktop.app.messages.status_texts import is_offline
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.events import SyncState, SyncStatus
from kanbert_desktop.ui.cards.texts import today
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.centred_page import Paragraph, plain_label
from kanbert_desktop.ui.widgets.file_dialogs import ask_save_path
from kanbert_desktop.ui.widgets.flow_layout import FlowLayout
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars

_MAX_SCREEN_SHARE = 0.95
"""The frame of the dialog needs space too."""


class QuestionDialog(QDialog):
    """A question with a row of buttons; opened with `open()`, Esc cancels. Subclasses call `_set_content`."""

    def __init__(self, window_title: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(window_title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme

    def _set_content(self, title: str, texts: Sequence[str], buttons: FlowLayout, parent: QWidget) -> None:
        """The texts scroll on a screen that is lower than the dialog; the buttons are always in sight."""
        label = plain_label("panel")
        label.setText(title)
        label.setWordWrap(True)
        content, area = QWidget(), QScrollArea()
        box = QVBoxLayout(content)
        box.setContentsMargins(28, 24, 28, 12)
        box.setSpacing(10)
        box.addWidget(label)
        for text in texts:
            paragraph = Paragraph("lead")
            paragraph.setText(text)
            paragraph.setMinimumWidth(min(self._theme.px(504), parent.width() - 120))
            box.addWidget(paragraph)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setAccessibleName(title)
        area.setWidget(content)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        add_overlay_scroll_bars(area)
        self._text_bar = area.verticalScrollBar()
        outer, row = QVBoxLayout(self), QVBoxLayout()
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(area, 1)
        row.setContentsMargins(28, 10, 28, 24)
        row.addLayout(buttons)
        outer.addLayout(row)
        width = min(max(box.sizeHint().width(), outer.sizeHint().width()), parent.width() - 40)
        height = box.totalHeightForWidth(width) + row.totalHeightForWidth(width)
        self.resize(width, min(height, round(parent.screen().availableSize().height() * _MAX_SCREEN_SHARE)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scrolls the texts, which never have the focus."""
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if pages is None:
            super().keyPressEvent(event)
        else:
            self._text_bar.setValue(self._text_bar.value() + pages * self._text_bar.pageStep())

    def _button(
        self, text: str, kind: str, action: Callable[[], object], *, is_default: bool = False
    ) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", kind)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: action())
        if is_default:
            button.setDefault(True)
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        return button

    def _answer(self, action: Callable[[], object]) -> Callable[[], None]:
        """Returns a function that closes the dialog before it runs the action."""

        def close_and_run() -> None:
            self.close()
            action()

        return close_and_run


class QuitDialog(QuestionDialog):
    """Asks before quitting while the last changes cannot be saved. `save_requested`: save once more, then quit."""

    save_requested = Signal()
    quit_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(tr("Quit"), theme, parent)
        cancel = self._button(tr("Cancel"), "bare", self.close)
        self.quit_button = self._button(
            tr("Quit without saving"), "danger", self._answer(self.quit_requested.emit)
        )
        self.save_button = self._button(
            tr("Save and quit"), "primary", self._answer(self.save_requested.emit), is_default=True
        )
        text = tr(
            "Your last changes could not be saved: they are in memory only and will be lost if you "
            "quit now. Free some disk space, then save and quit."
        )
        buttons = FlowLayout([cancel], [self.quit_button, self.save_button])
        self._set_content(tr("Not everything has been saved yet."), [text], buttons, parent)


class SignOutDialog(QuestionDialog):
    """Asks what to do with unsent changes.

    `chosen` carries "send" or "keep", `export_requested` the file to export to. Sending is not offered where `status`
    rules it out; the dialog then says why.
    """

    chosen = Signal(str)
    export_requested = Signal(str)

    def __init__(self, unsent: UnsentCounts, status: SyncStatus, theme: Theme, parent: QWidget) -> None:
        super().__init__(tr("Sign out"), theme, parent)
        why_not = _why_unsent_text(status)
        parts = (
            _not_sendable_text(unsent),
            why_not,
            tr(
                "Keep them on this computer for your next sign-in, or export them to a file "
                "before they are discarded here."
            )
            if why_not
            else tr(
                "Send them now, keep them on this computer for your next sign-in, or export "
                "them to a file before they are discarded here."
            ),
        )
        text = " ".join(part for part in parts if part)
        buttons = self._buttons(can_send=not why_not)
        self._set_content(tr("%n change(s) is/are not sent yet.", unsent.total), [text], buttons, parent)

    def _buttons(self, *, can_send: bool) -> FlowLayout:
        cancel = self._button(tr("Cancel"), "bare", self.close)
        export = self._button(tr("Export and discard"), "danger", self._choose_export_file)
        keep = self._button(
            tr("Keep for next time"),
            "plain" if can_send else "primary",
            self._answer(lambda: self.chosen.emit("keep")),
            is_default=not can_send,
        )
        if not can_send:
            return FlowLayout([cancel], [export, keep])
        send = self._button(
            tr("Send and sign out"),
            "primary",
            self._answer(lambda: self.chosen.emit("send")),
            is_default=True,
        )
        return FlowLayout([cancel], [export, keep, send])

    def _choose_export_file(self) -> None:
        """Opens the system's save dialog; cancelling it returns to this dialog."""
        name = tr("kanbert-not-sent-{date}", date=today().isoformat())
        ask_save_path(self, tr("Export unsent changes"), name, {"json": tr("Export")}, self._export)

    def _export(self, path: Path) -> None:
        self.close()
        self.export_requested.emit(str(path))


def _why_unsent_text(status: SyncStatus) -> str:
    if status.state is SyncState.NEEDS_SIGN_IN:
        return tr("Kanbert asks you to sign in again, so nothing can be sent now.")
    if is_offline(status):
        return tr("Kanbert cannot be reached, so nothing can be sent now.")
    return ""


def _not_sendable_text(unsent: UnsentCounts) -> str:
    """What sending alone does not settle."""
    return " ".join(
        sentence
        for count, sentence in (
            (unsent.parked, tr("%n need(s) your decision first.", unsent.parked)),
            (unsent.drafts, tr("%n is/are draft(s).", unsent.drafts)),
            (unsent.unreadable, tr("%n was/were made by a newer version.", unsent.unreadable)),
        )
        if count
    )


class RemoveDataDialog(QuestionDialog):
    """Asks before an account's data is removed from this computer."""

    confirmed = Signal()

    def __init__(self, account: KnownAccount, unsent: UnsentCounts, theme: Theme, parent: QWidget) -> None:
        super().__init__(tr("Remove this account's data"), theme, parent)
        # Cancel is the default: a hasty Enter must not remove anything.
        self.cancel_button = self._button(tr("Cancel"), "plain", self.close, is_default=True)
        text = tr("Discard and remove") if unsent.total else tr("Remove")
        self.remove_button = self._button(text, "danger", self._answer(self.confirmed.emit))
        texts = [_removed_data_text(account)]
        if unsent.total:
            texts.append(_lost_changes_text(unsent))
        buttons = FlowLayout([self.cancel_button], [self.remove_button])
        self._set_content(tr("Remove this account's data from this computer?"), texts, buttons, parent)


def _removed_data_text(account: KnownAccount) -> str:
    name = account.name or account.email or account.user
    server_name = tr("Sample data") if account.sandbox else account.server.partition("://")[2]
    return tr(
        "{name} ({place}): boards, saved views, templates, drafts, backups, the sign-in and the name of the account are "
        "removed from this computer. Nothing changes in Kanbert.",
        name=name,
        place=server_name,
    )


def _lost_changes_text(unsent: UnsentCounts) -> str:
    counts = " ".join(
        sentence
        for count, sentence in (
            (unsent.total, tr("%n change(s) is/are not sent yet.", unsent.total)),
            (unsent.parked, tr("%n need(s) your decision first.", unsent.parked)),
            (unsent.drafts, tr("%n is/are draft(s).", unsent.drafts)),
            (unsent.unreadable, tr("%n was/were made by a newer version.", unsent.unreadable)),
        )
        if count
    )
    return f"{counts} {tr('All of this would be lost. To keep it, cancel and sign out instead.')}"
