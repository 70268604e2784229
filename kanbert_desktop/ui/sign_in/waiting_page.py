"""Page shown while the browser is open."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Person
from kanbert_desktop.domain.errors import InvalidInput, KanbertError
from kanbert_desktop.ui.sign_in.method_form import sign_in_error_texts
from kanbert_desktop.ui.sign_in.paste_url import PasteUrlForm
from kanbert_desktop.ui.sign_in.step_header import CardHeader
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_button_icon, set_style_property
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.centred_page import (
    CentredPage,
    Paragraph,
    PrivacyNote,
    horizontal_box,
    plain_label,
)
from kanbert_desktop.ui.widgets.copy_button import CopyButton
from kanbert_desktop.ui.widgets.flow_layout import WrappingRow
from kanbert_desktop.ui.widgets.literal_text import PlainLabel
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars

if TYPE_CHECKING:
    from kanbert_desktop.app.accounts.sign_in import PendingSignIn

VISIBLE_LINES = 6
PASTE_FORM_AFTER_SECONDS = 60
"""Seconds without a response after which the paste form opens."""
ANNOUNCED_AT = (300, 60)
MAX_NAME_LENGTH = 80
"""Characters of a person's name from the server."""


class LinkView(QPlainTextEdit):
    """Read-only, selectable URL; Tab moves the focus. It contains state and code challenge, but no secret."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        add_overlay_scroll_bars(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # A URL has no spaces to break at.
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)

    def apply_appearance(self) -> None:
        self.setAccessibleName(tr("Link to the sign-in"))
        self.setFixedHeight(self.fontMetrics().lineSpacing() * VISIBLE_LINES + self._theme.px(18))


class WaitingPage(CentredPage):
    """Waits for the browser: remaining time, URL, paste form.

    Call `show_attempt`, then `show_failure` at the end. In between, `ask_account_change` asks if another user signed in
    than before. `closed` asks for the previous page, `retry_requested` for a new attempt.
    """

    closed = Signal()
    retry_requested = Signal()

    def __init__(self, theme: Theme, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("signInPage")
        self._now = now
        self._attempt: PendingSignIn | None = None
        self._ended: KanbertError | None = None
        self._people: tuple[Person, Person] | None = None
        self._with_browser = True
        self._has_no_browser = self._asks_for_hours = False
        self._total_seconds = 1.0
        self._seconds_left = 0
        self._make_parts(theme)
        self._build_layout()
        self._countdown_timer = QTimer(self, interval=1000)
        self._countdown_timer.timeout.connect(self._count_down)
        self.apply_appearance()

    def show_attempt(
        self, attempt: "PendingSignIn", *, with_browser: bool = True, asks_for_hours: bool = False
    ) -> None:
        """`with_browser`: a browser is opening. Otherwise the full URL is shown. `asks_for_hours`: for hours booked."""
        self._attempt, self._ended, self._people = attempt, None, None
        self._with_browser, self._has_no_browser = with_browser, False
        self._asks_for_hours = asks_for_hours
        attempt.set_no_browser_handler(lambda: self._show_no_browser(attempt))
        self._total_seconds = max(1.0, (attempt.deadline - self._now()).total_seconds())
        self._seconds_left = round(self._total_seconds)
        self.paste_form.collapse()
        self.link_view.setPlainText(attempt.link)
        self.apply_appearance()
        self._count_down()
        self._countdown_timer.start()
        if not with_browser:
            self.paste_form.expand()
        first = self.open_again_button if with_browser else self.copy_link_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_no_browser(self, attempt: "PendingSignIn") -> None:
        """No browser is installed or none could be started: shows the URL, as on a computer without a screen."""
        is_over = attempt is not self._attempt or self._ended is not None or self._people is not None
        if is_over or self._has_no_browser:
            return
        had_focus = self.open_again_button.hasFocus()
        self._with_browser, self._has_no_browser = False, True
        self.paste_form.expand()
        self.apply_appearance()
        if had_focus:
            self.copy_link_button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.text_label.text())

    def ask_account_change(self, former: Person, person: Person) -> None:
        """Asks whether `person` may sign in where `former` was. Nothing is stored before the answer."""
        self._people = former, person
        self._countdown_timer.stop()
        self.paste_form.collapse()
        self.link_view.clear()
        self._show_parts()
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self.title_label.text()} {self.text_label.text()}")

    def show_failure(self, error: KanbertError) -> None:
        """Shows how the attempt ended; a pasted or copied URL is no longer valid."""
        self._attempt, self._ended, self._people = None, error, None
        self._countdown_timer.stop()
        self.paste_form.collapse()
        self.link_view.clear()
        self._show_parts()
        self.retry_button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.title_label.text())

    def cancel(self) -> None:
        if self._attempt is not None:
            self._attempt.cancel()
        self._countdown_timer.stop()
        self.closed.emit()

    def apply_appearance(self) -> None:
        super().apply_appearance()
        self.header.apply_appearance()
        self.privacy_note.apply_appearance()
        self.paste_form.apply_appearance()
        self.link_view.apply_appearance()
        self.open_again_button.setText(tr("Open again"))
        set_style_property(self.copy_link_button, "kind", "" if self._with_browser else "primary")
        self.copy_link_button.apply_appearance(tr("Copy link"))
        self.retry_button.setText(tr("Try again"))
        self.continue_button.setText(tr("Continue"))
        self.cancel_button.setText(tr("Cancel"))
        self.cancel_button.setAccessibleName(tr("Cancel"))
        set_button_icon(self.open_again_button, self._theme, "external-link", "on-accent")
        set_button_icon(self.retry_button, self._theme, "rotate-cw", "on-accent")
        waiting = tr("Waiting for your browser") if self._with_browser else tr("Waiting for your sign-in")
        self._waiting_label.setText(waiting)
        self.progress_bar.setAccessibleName(tr("Time left"))
        self._show_parts()

    def _make_parts(self, theme: Theme) -> None:
        self.header = CardHeader(theme)
        self.title_label = plain_label("dialog")
        self.text_label = Paragraph("lead")
        self.title_label.setWordWrap(True)
        self.open_again_button, self.retry_button, self.continue_button = (
            QPushButton(),
            QPushButton(),
            QPushButton(),
        )
        self.copy_link_button = CopyButton(theme, lambda: self._attempt.link if self._attempt else "")
        self.link_view = LinkView(theme)
        for button in (self.open_again_button, self.retry_button, self.continue_button):
            button.setProperty("kind", "primary")
        self.cancel_button = QPushButton()
        self.cancel_button.setProperty("kind", "bare")
        self._escape = PlainLabel("Esc")
        self._escape.setProperty("role", "muted")
        self._waiting_label, self._time_label = plain_label("title"), plain_label("muted")
        self.progress_bar = QProgressBar()
        self.progress_bar.setTextVisible(False)
        self.progress_bar.setRange(0, 1000)
        # One widget, so that hiding it hides its gaps too.
        self._lower = QWidget()
        self._line = QFrame()
        self._line.setObjectName("line")
        self.paste_form = PasteUrlForm(theme)
        self.privacy_note = PrivacyNote(theme)
        self.open_again_button.clicked.connect(self._on_open_again)
        self.retry_button.clicked.connect(self.retry_requested)
        self.continue_button.clicked.connect(self._on_continue)
        self.cancel_button.clicked.connect(self.cancel)
        self.paste_form.pasted.connect(self._on_pasted)

    def _build_layout(self) -> None:
        self.header.steps.show_step(1)
        column = self.card_layout
        column.addWidget(self.header)
        column.addSpacing(28)
        column.addWidget(self.title_label)
        column.addSpacing(12)
        column.addWidget(self.text_label)
        column.addSpacing(16)
        column.addWidget(self.link_view)
        column.addSpacing(12)
        leave = QWidget()
        leave.setLayout(horizontal_box(self.cancel_button, self._escape))
        column.addWidget(
            WrappingRow(
                [self.open_again_button, self.retry_button, self.continue_button, self.copy_link_button],
                [leave],
            )
        )
        column.addWidget(self._lower)
        lower = QVBoxLayout(self._lower)
        lower.setContentsMargins(0, 24, 0, 0)
        lower.setSpacing(0)
        lower.addLayout(horizontal_box(self._waiting_label, 1, self._time_label))
        lower.addSpacing(8)
        lower.addWidget(self.progress_bar)
        lower.addSpacing(24)
        lower.addWidget(self._line)
        lower.addSpacing(18)
        lower.addWidget(self.paste_form)
        self.footer_layout.addWidget(self.privacy_note)

    def _show_parts(self) -> None:
        waiting = self._ended is None and self._people is None
        for part in (self.copy_link_button, self._lower):
            part.setVisible(waiting)
        self.open_again_button.setVisible(waiting and self._with_browser)
        self.link_view.setVisible(waiting and not self._with_browser)
        self.retry_button.setVisible(self._ended is not None)
        self.continue_button.setVisible(self._people is not None)
        title, text = self._title_and_text()
        self.title_label.setText(title)
        self.text_label.setText(text)

    def _title_and_text(self) -> tuple[str, str]:
        if self._people is not None:
            return self._question_texts(*self._people)
        return sign_in_error_texts(self._ended) if self._ended is not None else self._waiting_texts()

    def _question_texts(self, former: Person, person: Person) -> tuple[str, str]:
        return tr("Another account has signed in"), tr(
            "Previously {former} was signed in here. {person} has signed in with the browser. Nothing "
            "has been saved yet. If this is you, continue; the boards of both accounts stay separate. "
            "If not, cancel: another user of this computer may have responded to the sign-in.",
            former=_person_text(former),
            person=_person_text(person),
        )

    def _waiting_texts(self) -> tuple[str, str]:
        if self._with_browser and self._asks_for_hours:
            return tr("Continue in your browser"), tr(
                "Kanbert asks in your browser whether this program may also read hours booked. Allow access there. "
                "This window then continues automatically, and you can close the browser tab."
            )
        if self._with_browser:
            return tr("Continue in your browser"), tr(
                "The Kanbert sign-in page is open in your browser. Sign in and allow access there. "
                "This window then continues automatically, and you can close the browser tab."
            )
        if self._has_no_browser:
            return tr("Continue on another device"), tr(
                "No browser was found on this computer. Copy the link and open it on any computer or phone, "
                "sign in and allow access there. The last page will not load there: copy its address and paste it below."
            )
        return tr("Continue on another device"), tr(
            "No browser can be opened here. Open this link on any computer or phone, sign in and allow access there. "
            "The last page will not load there: copy its address and paste it below."
        )

    def _count_down(self) -> None:
        if self._attempt is None:
            return
        left = max(0, round((self._attempt.deadline - self._now()).total_seconds()))
        minutes, seconds = divmod(left, 60)
        self._time_label.setText(tr("{time} left", time=f"{minutes}:{seconds:02d}"))
        self.progress_bar.setValue(round(1000 * left / self._total_seconds))
        if self._total_seconds - left >= PASTE_FORM_AFTER_SECONDS and not self.paste_form.was_toggled_by_user:
            self.paste_form.expand()
        for moment in ANNOUNCED_AT:
            if self._seconds_left > moment >= left:
                announce(self, tr("%n minute(s) left to sign in", moment // 60))
        self._seconds_left = left

    def _on_open_again(self) -> None:
        if self._attempt is not None:
            self._attempt.reopen_browser()

    def _on_continue(self) -> None:
        if self._attempt is not None:
            self._attempt.answer_confirmation(True)

    def _on_pasted(self, address: str) -> None:
        if self._attempt is None:
            return
        try:
            self._attempt.paste_url(address)
        except InvalidInput as error:
            self.paste_form.show_error(error)
        else:
            self.paste_form.show_accepted()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        else:
            super().keyPressEvent(event)


def _person_text(person: Person) -> str:
    """Name with e-mail address, to tell people of the same name apart."""
    name, email = person.name[:MAX_NAME_LENGTH], person.email[:MAX_NAME_LENGTH]
    return f"{name} ({email})" if email and email != name else name or person.id[:MAX_NAME_LENGTH]
