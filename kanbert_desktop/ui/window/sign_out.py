"""Sign-out and removal of an account's data, with their dialogs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.accounts.sign_out import UnsentCounts, UnsentPolicy
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.messages.status_texts import is_offline
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.events import SyncState, SyncStatus
from kanbert_desktop.ui.cards.texts import today
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.centred_page import Paragraph, plain_label
from kanbert_desktop.ui.widgets.flow_layout import FlowLayout
from kanbert_desktop.ui.widgets.popups import ask_save_path
from kanbert_desktop.ui.window.menus import SIGN_OUT_TASK


class SignOutCommand(QObject):
    """`shown` returns the current page; `error_occurred` carries why the account is still signed in."""

    error_occurred = Signal(object)
    data_removed = Signal()

    def __init__(
        self, application: Application, theme: Theme, shown: Callable[[], QWidget | None], window: QWidget
    ) -> None:
        super().__init__(window)
        self._application, self._theme, self._shown, self._window = application, theme, shown, window

    def start(self) -> None:
        """Signs out at once if nothing is unsent, else asks first."""
        unsent = self._application.count_unsent()
        if not unsent.total:
            self.sign_out("refuse")
            return

        status = self._application.require_service().sync.status()
        question = SignOutDialog(unsent, status, self._theme, self._window)
        question.chosen.connect(self.sign_out)
        question.export_requested.connect(lambda file: self.sign_out("discard", Path(file)))
        question.open()

    def sign_out(self, pending: UnsentPolicy, file: Path | None = None) -> None:
        """`file`: unsent changes are exported there first."""
        self._application.tasks.start(SIGN_OUT_TASK, self._sign_out(pending, file))

    def ask_to_remove_data(self, account: KnownAccount) -> None:
        """Always asks: the removal cannot be undone."""
        try:
            unsent = self._application.count_unsent_of(account)
        except KanbertError as error:
            self.error_occurred.emit(error)
            return
        question = RemoveDataDialog(account, unsent, self._theme, self._window)
        question.confirmed.connect(lambda: self._start_removal(account, discard=unsent.total > 0))
        question.open()

    def _start_removal(self, account: KnownAccount, *, discard: bool) -> None:
        self._application.tasks.start(SIGN_OUT_TASK, self._remove_data(account, discard=discard))

    async def _remove_data(self, account: KnownAccount, *, discard: bool) -> None:
        with self._disabled_page():
            await self._application.remove_account(account, discard=discard)
            self.data_removed.emit()

    async def _sign_out(self, pending: UnsentPolicy, file: Path | None) -> None:
        with self._disabled_page():
            if file is not None:
                await self._application.export_and_sign_out(file)
            else:
                await self._application.sign_out(pending)

    @contextmanager
    def _disabled_page(self) -> Iterator[None]:
        """Disables the page: text typed while the store closes could not be saved.

        Reports errors and enables the page again.
        """
        shown = self._shown()
        if shown is not None:
            shown.setEnabled(False)
        try:
            yield
        except KanbertError as error:
            self.error_occurred.emit(error)
        finally:
            if shown is not None and shown is self._shown():
                shown.setEnabled(True)


class SignOutDialog(QDialog):
    """Opened with `open()`; `chosen` carries "send" or "keep", `export_requested` the file to export to.

    Sending is not offered where `status` rules it out; the dialog then says why.
    """

    chosen = Signal(str)
    export_requested = Signal(str)

    def __init__(self, unsent: UnsentCounts, status: SyncStatus, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        why_not = _why_unsent_text(status)
        self.setWindowTitle(tr("Sign out"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title, text = plain_label("panel"), Paragraph("lead")
        title.setText(tr("%n change(s) is/are not sent yet.", unsent.total))
        text.setText(
            " ".join(
                part
                for part in (
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
                if part
            )
        )
        title.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 24, 28, 24)
        box.setSpacing(10)
        box.addWidget(title)
        box.addWidget(text)
        box.addSpacing(12)
        box.addLayout(self._buttons(can_send=not why_not))
        text.setMinimumWidth(min(theme.px(504), parent.width() - 120))
        width = min(box.sizeHint().width(), parent.width() - 40)
        self.resize(width, box.totalHeightForWidth(width))

    def _buttons(self, *, can_send: bool) -> FlowLayout:
        stay = self._button(tr("Cancel"), "bare")
        stay.clicked.connect(self.close)
        export = self._button(tr("Export and discard"), "danger")
        export.clicked.connect(self._choose_export_file)
        keep = self._button(tr("Keep for next time"), "plain" if can_send else "primary")
        keep.clicked.connect(lambda: self._choose("keep"))
        if not can_send:
            keep.setDefault(True)
            keep.setFocus(Qt.FocusReason.OtherFocusReason)
            return FlowLayout([stay], [export, keep])
        send = self._button(tr("Send and sign out"), "primary")
        send.clicked.connect(lambda: self._choose("send"))
        send.setDefault(True)
        send.setFocus(Qt.FocusReason.OtherFocusReason)
        return FlowLayout([stay], [export, keep, send])

    def _button(self, text: str, kind: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", kind)
        button.setAutoDefault(False)
        return button

    def _choose(self, choice: str) -> None:
        self.close()
        self.chosen.emit(choice)

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


class RemoveDataDialog(QDialog):
    """Opened with `open()`."""

    confirmed = Signal()

    def __init__(self, account: KnownAccount, unsent: UnsentCounts, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Remove this account's data"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title, text = plain_label("panel"), Paragraph("lead")
        title.setText(tr("Remove this account's data from this computer?"))
        text.setText(_removed_data_text(account))
        title.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 24, 28, 24)
        box.setSpacing(10)
        box.addWidget(title)
        box.addWidget(text)
        texts = [text]
        if unsent.total:
            warning = Paragraph("lead")
            warning.setText(_lost_changes_text(unsent))
            box.addWidget(warning)
            texts.append(warning)
        box.addSpacing(12)
        box.addLayout(self._buttons(tr("Discard and remove") if unsent.total else tr("Remove")))
        for one in texts:
            one.setMinimumWidth(min(theme.px(504), parent.width() - 120))
        width = min(box.sizeHint().width(), parent.width() - 40)
        self.resize(width, box.totalHeightForWidth(width))

    def _buttons(self, text: str) -> FlowLayout:
        self.cancel_button = self._button(tr("Cancel"), "plain")
        self.cancel_button.clicked.connect(self.close)
        self.remove_button = self._button(text, "danger")
        self.remove_button.clicked.connect(self._confirm)
        # A hasty Enter must not remove anything.
        self.cancel_button.setDefault(True)
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        return FlowLayout([self.cancel_button], [self.remove_button])

    def _button(self, text: str, kind: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", kind)
        button.setAutoDefault(False)
        return button

    def _confirm(self) -> None:
        self.close()
        self.confirmed.emit()


def _removed_data_text(account: KnownAccount) -> str:
    name = account.name or account.email or account.user
    server_name = tr("Sample data") if account.sandbox else account.server.partition("://")[2]
    return tr(
        "{name} ({place}): boards, drafts, backups, the sign-in and the name of the account are "
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
