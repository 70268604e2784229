"""Page shown while the browser is open."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Person
from kanbert_desktop.domain.errors import InvalidInput, KanbertError
from kanbert_desktop.ui.sign_in.method_form import entrance_words
from kanbert_desktop.ui.sign_in.paste_url import PasteFallback
from kanbert_desktop.ui.sign_in.step_header import CardHead
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import set_icon, set_property
from kanbert_desktop.ui.widgets.accessibility import speak
from kanbert_desktop.ui.widgets.centred_page import CentredCard, LockLine, Paragraph, plain_label, row
from kanbert_desktop.ui.widgets.copy_button import CopyButton
from kanbert_desktop.ui.widgets.flow_layout import BreakingRow
from kanbert_desktop.ui.widgets.literal_text import PlainLabel
from kanbert_desktop.ui.widgets.scrolling import use_overlay_bars

LINES = 6


class LinkField(QPlainTextEdit):
    """Selectable, never editable; Tab goes on to what comes next. It holds state and challenge, no secret."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        use_overlay_bars(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # A link has no blanks to break at.
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)

    def dress(self) -> None:
        self.setAccessibleName(tr("Link to the sign-in"))
        self.setFixedHeight(self.fontMetrics().lineSpacing() * LINES + self._theme.px(18))


FALLBACK_AFTER = 60
"""Seconds without an answer after which the paste field opens by itself."""
SPOKEN_AT = (300, 60)
LONGEST_NAME = 80
"""Characters: a server says what somebody is called."""


class Attempt(Protocol):
    """One sign-in under way, as `app.sign_in.SignIn` is."""

    @property
    def link(self) -> str: ...
    @property
    def deadline(self) -> datetime: ...
    def cancel(self) -> None: ...
    def tell_no_browser(self, told: Callable[[], None]) -> None: ...
    def open_again(self) -> None: ...
    def paste(self, url: str) -> None: ...
    def decide(self, comes_in: bool) -> None: ...


class SignInPage(CentredCard):
    """`wait_for` shows an attempt; `end` says how it ended. `left` asks for the page before, `again` for a new attempt.

    `ask` shows between the two, seldom, that somebody else has signed in than the person who was here.
    """

    left = Signal()
    again = Signal()

    def __init__(self, theme: Theme, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("signInPage")
        self._now = now
        self._attempt: Attempt | None = None
        self._ended: KanbertError | None = None
        self._people: tuple[Person, Person] | None = None
        self._with_browser = True
        self._has_found_none = False
        self._seconds = 1.0
        self._seconds_left = 0
        self._make_parts(theme)
        self._lay_out()
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._count_down)
        self.dress()

    def wait_for(self, attempt: Attempt, *, with_browser: bool = True) -> None:
        """`with_browser`: one was asked to open; without, the link is all there is and stands there in full."""
        self._attempt, self._ended, self._people = attempt, None, None
        self._with_browser, self._has_found_none = with_browser, False
        attempt.tell_no_browser(lambda: self._say_no_browser(attempt))
        self._seconds = max(1.0, (attempt.deadline - self._now()).total_seconds())
        self._seconds_left = round(self._seconds)
        self.fallback.fold()
        self.link.setPlainText(attempt.link)
        self.dress()
        self._count_down()
        self._tick.start()
        if not with_browser:
            self.fallback.unfold()
        first = self.open_again if with_browser else self.copy_link
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_no_browser(self, attempt: Attempt) -> None:
        """None is installed, or none could be started: the link is all there is, as on a computer without a screen."""
        is_over = attempt is not self._attempt or self._ended is not None or self._people is not None
        if is_over or self._has_found_none:
            return
        had_focus = self.open_again.hasFocus()
        self._with_browser, self._has_found_none = False, True
        self.fallback.unfold()
        self.dress()
        if had_focus:
            self.copy_link.setFocus(Qt.FocusReason.OtherFocusReason)
        speak(self, self.text.text())

    def ask(self, former: Person, person: Person) -> None:
        """May `person` come in where `former` was? Nothing is stored before the answer."""
        self._people = former, person
        self._tick.stop()
        self.fallback.fold()
        self.link.clear()
        self._show_parts()
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        speak(self, f"{self.title.text()} {self.text.text()}")

    def end(self, error: KanbertError) -> None:
        """The attempt is over; what was pasted or copied is of no use any more."""
        self._attempt, self._ended, self._people = None, error, None
        self._tick.stop()
        self.fallback.fold()
        self.link.clear()
        self._show_parts()
        self.try_again.setFocus(Qt.FocusReason.OtherFocusReason)
        speak(self, self.title.text())

    def cancel(self) -> None:
        if self._attempt is not None:
            self._attempt.cancel()
        self._tick.stop()
        self.left.emit()

    def dress(self) -> None:
        super().dress()
        self.head.dress()
        self.lock.dress()
        self.fallback.dress()
        self.link.dress()
        self.open_again.setText(tr("Open again"))
        set_property(self.copy_link, "kind", "" if self._with_browser else "primary")
        self.copy_link.dress(tr("Copy link"))
        self.try_again.setText(tr("Try again"))
        self.come_in.setText(tr("Continue"))
        self.cancel_button.setText(tr("Cancel"))
        self.cancel_button.setAccessibleName(tr("Cancel"))
        set_icon(self.open_again, self._theme, "external-link", "on-accent")
        set_icon(self.try_again, self._theme, "rotate-cw", "on-accent")
        waiting = tr("Waiting for your browser") if self._with_browser else tr("Waiting for your sign-in")
        self._waiting.setText(waiting)
        self.bar.setAccessibleName(tr("Time left"))
        self._show_parts()

    def _make_parts(self, theme: Theme) -> None:
        self.head = CardHead(theme)
        self.title = plain_label("dialog")
        self.text = Paragraph("lead")
        self.title.setWordWrap(True)
        self.open_again, self.try_again, self.come_in = QPushButton(), QPushButton(), QPushButton()
        self.copy_link = CopyButton(theme, lambda: self._attempt.link if self._attempt else "")
        self.link = LinkField(theme)
        for button in (self.open_again, self.try_again, self.come_in):
            button.setProperty("kind", "primary")
        self.cancel_button = QPushButton()
        self.cancel_button.setProperty("kind", "bare")
        self._escape = PlainLabel("Esc")
        self._escape.setProperty("role", "muted")
        self._waiting, self._time = plain_label("title"), plain_label("muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        # Hidden as one where nobody waits any more, so that its gaps go with it.
        self._lower = QWidget()
        self._line = QFrame()
        self._line.setObjectName("line")
        self.fallback = PasteFallback(theme)
        self.lock = LockLine(theme)
        self.open_again.clicked.connect(self._on_open_again)
        self.try_again.clicked.connect(self.again)
        self.come_in.clicked.connect(self._on_come_in)
        self.cancel_button.clicked.connect(self.cancel)
        self.fallback.pasted.connect(self._on_pasted)

    def _lay_out(self) -> None:
        self.head.steps.show_step(1)
        column = self.column
        column.addWidget(self.head)
        column.addSpacing(28)
        column.addWidget(self.title)
        column.addSpacing(12)
        column.addWidget(self.text)
        column.addSpacing(16)
        column.addWidget(self.link)
        column.addSpacing(12)
        leave = QWidget()
        leave.setLayout(row(self.cancel_button, self._escape))
        column.addWidget(
            BreakingRow([self.open_again, self.try_again, self.come_in, self.copy_link], [leave])
        )
        column.addWidget(self._lower)
        lower = QVBoxLayout(self._lower)
        lower.setContentsMargins(0, 24, 0, 0)
        lower.setSpacing(0)
        lower.addLayout(row(self._waiting, 1, self._time))
        lower.addSpacing(8)
        lower.addWidget(self.bar)
        lower.addSpacing(24)
        lower.addWidget(self._line)
        lower.addSpacing(18)
        lower.addWidget(self.fallback)
        self.below.addWidget(self.lock)

    def _show_parts(self) -> None:
        waiting = self._ended is None and self._people is None
        for part in (self.copy_link, self._lower):
            part.setVisible(waiting)
        self.open_again.setVisible(waiting and self._with_browser)
        self.link.setVisible(waiting and not self._with_browser)
        self.try_again.setVisible(self._ended is not None)
        self.come_in.setVisible(self._people is not None)
        title, text = self._words()
        self.title.setText(title)
        self.text.setText(text)

    def _words(self) -> tuple[str, str]:
        if self._people is not None:
            return self._question(*self._people)
        return entrance_words(self._ended) if self._ended is not None else self._waiting_words()

    def _question(self, former: Person, person: Person) -> tuple[str, str]:
        return tr("Somebody else has signed in"), tr(
            "Until now {former} was here. In the browser {person} has signed in. Nothing is stored yet. "
            "If this is you, continue; the boards of both stay separate. If not, cancel: another person on this "
            "computer may have answered in your place.",
            former=_named(former),
            person=_named(person),
        )

    def _waiting_words(self) -> tuple[str, str]:
        if self._with_browser:
            return tr("Continue in your browser"), tr(
                "We have opened the Kanbert sign-in page. Sign in and allow access there. "
                "This window notices by itself, so you can close the browser tab afterwards."
            )
        if self._has_found_none:
            return tr("Continue in a browser elsewhere"), tr(
                "No browser was found on this computer. Copy the link and open it on any computer or phone, "
                "sign in and allow access there. The last page will not load there: copy its address and paste it below."
            )
        return tr("Continue in a browser elsewhere"), tr(
            "No browser can be opened here. Open this link on any computer or phone, sign in and allow access there. "
            "The last page will not load there: copy its address and paste it below."
        )

    def _count_down(self) -> None:
        if self._attempt is None:
            return
        left = max(0, round((self._attempt.deadline - self._now()).total_seconds()))
        minutes, seconds = divmod(left, 60)
        self._time.setText(tr("{time} left", time=f"{minutes}:{seconds:02d}"))
        self.bar.setValue(round(1000 * left / self._seconds))
        if self._seconds - left >= FALLBACK_AFTER and not self.fallback.was_touched:
            self.fallback.unfold()
        for moment in SPOKEN_AT:
            if self._seconds_left > moment >= left:
                speak(self, tr("%n minute(s) left to sign in", moment // 60))
        self._seconds_left = left

    def _on_open_again(self) -> None:
        if self._attempt is not None:
            self._attempt.open_again()

    def _on_come_in(self) -> None:
        if self._attempt is not None:
            self._attempt.decide(True)

    def _on_pasted(self, address: str) -> None:
        if self._attempt is None:
            return
        try:
            self._attempt.paste(address)
        except InvalidInput as error:
            self.fallback.refuse(error)
        else:
            self.fallback.taken()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        else:
            super().keyPressEvent(event)


def _named(person: Person) -> str:
    """So that two people of one name can be told apart."""
    name, email = person.name[:LONGEST_NAME], person.email[:LONGEST_NAME]
    return f"{name} ({email})" if email and email != name else name or person.id[:LONGEST_NAME]
