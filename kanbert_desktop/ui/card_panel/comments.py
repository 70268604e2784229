"""Comments of the card, and the field for a new one."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, Qt, QTime, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.html_text import MENTION_SIGN, iter_text, to_html
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.messages.status_texts import is_offline, is_without_network, local_time
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, CardKey, Comment, CommentKey, Mark, Person, PersonId
from kanbert_desktop.domain.events import SyncState
from kanbert_desktop.ui.card_panel.layout import EDGE, FRAME, within_frame
from kanbert_desktop.ui.card_panel.rich_text import SafeHtmlView
from kanbert_desktop.ui.cards.texts import due_text, short_date
from kanbert_desktop.ui.cards.view_model import mark_and_reason_text
from kanbert_desktop.ui.commands.actions import native_key_text
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import mirrored_margins, set_button_icon, set_style_property
from kanbert_desktop.ui.widgets.accessibility import (
    read_only_text,
    set_editable,
    set_reading_order,
    set_tab_order_after,
)
from kanbert_desktop.ui.widgets.full_text import ShortenedNote, shortened_note_text, unformatted_note_text
from kanbert_desktop.ui.widgets.literal_text import PlainLabel
from kanbert_desktop.ui.widgets.painting import AVATAR_SIZE, avatar_pixmap
from kanbert_desktop.ui.widgets.popups import Menu, open_menu_above
from kanbert_desktop.ui.widgets.text_editors import GrowingTextEdit

if TYPE_CHECKING:
    from kanbert_desktop.ui.card_panel.mention_assistance import MentionAssistance

_TONES = {Mark.REJECTED: "bad", Mark.CONFLICT: "warn"}
_DRAFT_MS = 400


class Comments(QWidget):
    """Shows a text if there are no comments to show.

    The tab order continues from `tab_predecessor` to the first comment.
    """

    def __init__(
        self, service: BoardService, theme: Theme, today: Callable[[], date], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._service, self._theme, self._today = service, theme, today
        self.tab_predecessor: QWidget | None = None
        self._rows: dict[CommentKey, CommentRow] = {}
        self._shown: dict[CommentKey, tuple[Comment, str, str]] = {}
        self.label = PlainLabel(self)
        self.count = PlainLabel(self)
        for label in (self.label, self.count):
            label.setProperty("role", "label")
        self.state = PlainLabel(self)
        self.state.setProperty("role", "muted")
        self.state.setWordWrap(True)
        header = QHBoxLayout()
        header.addWidget(self.label)
        header.addStretch(1)
        header.addWidget(self.count)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(header)
        box.addWidget(self.state)
        box.addLayout(self._list)
        self.apply_appearance()

    def show_card(self, card: Card) -> None:
        comments = self._service.comments(card.key)
        present = {comment.key for comment in comments}
        for key in [key for key in self._rows if key not in present]:
            row = self._rows.pop(key)
            self._shown.pop(key, None)
            self._list.removeWidget(row)
            row.deleteLater()
        for comment in comments:
            self._update_row(comment)
        if self.tab_predecessor is not None:
            set_tab_order_after(self.tab_predecessor, *(self._rows[comment.key].text for comment in comments))
        self.count.setText(str(len(comments)) if comments else "")
        self._show_state(self._service.comments_state(card.key), bool(comments))

    def apply_appearance(self) -> None:
        """Updates texts, icons and colours after a change of theme or language."""
        self.label.setText(tr("Comments"))
        self._shown.clear()

    def _update_row(self, comment: Comment) -> None:
        when = moment_text(comment.created_at, self._today()) if comment.created_at else ""
        row = self._rows.get(comment.key)
        if row is None:
            row = self._rows[comment.key] = CommentRow(self._theme, self)
            self._list.addWidget(row)
        reason = mark_and_reason_text(
            comment.mark, self._service.why_comment_unsent(comment, datetime.now(UTC))
        )
        if self._shown.get(comment.key) != (comment, when, reason):
            self._shown[comment.key] = (comment, when, reason)
            row.show_comment(comment, when, reason, self._service)

    def _show_state(self, state: str, has_comments: bool) -> None:
        """Shows why comments are missing, in the words of the sync status."""
        status = self._service.sync.status()
        text = {
            "unreadable": tr("You cannot read comments here, but you can add them."),
            "loading": tr("Loading comments …"),
            "failed": tr("The comments could not be loaded. Open the card again to retry."),
        }.get(state, "" if has_comments else tr("No comments yet."))
        if state in ("loading", "failed") and status.state is SyncState.NEEDS_SIGN_IN:
            text = tr("Comments load when you have signed in again.")
        elif state in ("loading", "failed") and is_without_network(status):
            text = tr("Comments load when you are online.")
        elif state in ("loading", "failed") and is_offline(status):
            text = tr("Comments load when Kanbert responds.")
        self.state.setText(text)
        self.state.setVisible(bool(text))


class CommentRow(QWidget):
    """One comment: avatar, name, time, text and its unsent state."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._avatar = PlainLabel(self)
        self._name = PlainLabel(self)
        # The panel keeps its width, however long a name is.
        self._name.setMinimumWidth(1)
        self._name.setProperty("role", "strong")
        self._when = PlainLabel(self)
        self._when.setProperty("role", "muted")
        self.text = SafeHtmlView(theme, self)
        self.note = ShortenedNote(theme, self.text.accessibleName, self)
        self.unsent_reason = PlainLabel(self)
        self.unsent_reason.setObjectName("savedWords")
        self.unsent_reason.setWordWrap(True)
        header = QHBoxLayout()
        header.setSpacing(8)
        header.addWidget(self._name)
        header.addWidget(self._when, 1)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(header)
        column.addWidget(self.unsent_reason)
        column.addWidget(self.text)
        column.addWidget(self.note)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 4)
        box.setSpacing(10)
        box.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(column, 1)

    def show_comment(self, comment: Comment, when: str, reason: str, service: BoardService) -> None:
        """Shows the comment. `reason` is the reason why it is unsent; "" if it was sent."""
        unknown = Person(PersonId(""), tr("Unknown person"), "")
        author = comment.author or unknown
        size = self._theme.px(AVATAR_SIZE + 2)
        ratio = self.devicePixelRatioF()
        self._avatar.setPixmap(avatar_pixmap(self._theme, author, size, ratio, service.all_people()))
        self._name.setText(author.name)
        notes = [when, tr("visible to clients") if comment.is_public else ""]
        self._when.setText(" · ".join(note for note in notes if note))
        self.unsent_reason.setText(reason)
        self.unsent_reason.setVisible(bool(reason))
        set_style_property(self.unsent_reason, "tone", _TONES.get(comment.mark, "muted"))
        self.text.setAccessibleName(tr("Comment by {name}", name=author.name))
        self.text.show_html(comment.text, partial(person_name, service))
        allowed = self.text.displayed
        if allowed.is_complete:
            self.note.show_note("" if allowed.is_rich else unformatted_note_text())
        else:
            self.note.show_note(
                shortened_note_text(), partial(iter_text, comment.text, partial(person_name, service))
            )


class CommentComposer(QWidget):
    """`comment_submitted` carries the HTML and whether everyone with access may read it.

    The text stays until `clear_submitted`.
    """

    comment_submitted = Signal(str, bool)

    def __init__(self, service: BoardService, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._service, self._theme = service, theme
        self._key: CardKey | None = None
        self._is_public, self._can_write = False, True
        self.field = GrowingTextEdit(self)
        self.field.setObjectName("commentField")
        self.note = PlainLabel(self)
        self.note.setProperty("role", "muted")
        # Two lines are no higher than the button: the panel does not jump when the note comes.
        self.note.setWordWrap(True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.audience = QPushButton(self)
        self.audience.setProperty("kind", "quiet")
        self.audience.setObjectName("audience")
        self.audience.clicked.connect(self._choose_audience)
        self.send = QPushButton(self)
        self.send.setProperty("kind", "primary")
        self.send.clicked.connect(self._send)
        self._draft_timer = QTimer(self, singleShot=True, interval=_DRAFT_MS)
        self._draft_timer.timeout.connect(self.save_draft)
        self._build_layout()
        self.field.submitted.connect(self._send)
        self.field.offers_other_submit = True
        self.field.other_submitted.connect(self._send_to_clients)
        self.field.textChanged.connect(self._on_text)
        self.field.textChanged.connect(self._on_first_sign)
        self.apply_appearance()

    def show_card(self, key: CardKey) -> None:
        if self._key == key:
            return
        self.save_draft()
        self._key = key
        self._is_public = False
        self.field.setPlainText(self._service.local.draft(self._draft_key()))
        self._draft_timer.stop()
        self._show_note(tr("Draft saved here") if self.field.toPlainText().strip() else "")
        self.apply_appearance()

    def release_card(self) -> None:
        """Saves the draft; the field is filled again when a card is shown."""
        self.save_draft()
        self._key = None

    def set_editable(self, can_write: bool) -> None:
        """With read-only access the draft stays; it can be sent once write access returns."""
        self._can_write = can_write
        set_editable(can_write, self.field, self.audience)
        self.field.setPlaceholderText(tr("Write a comment") if can_write else read_only_text())
        self._show_send()

    @property
    def is_being_written(self) -> bool:
        """Whether there is a text and the window's focus is in it."""
        return bool(self.field.toPlainText().strip()) and self.window().focusWidget() is self.field

    def clear_submitted(self) -> None:
        self.field.clear()
        self.save_draft()

    def save_draft(self) -> None:
        self._draft_timer.stop()
        if self._key is not None:
            text = self.field.toPlainText()
            self._service.local.save_draft(self._draft_key(), text if text.strip() else "")
            self._show_note(tr("Draft saved here") if text.strip() else "")

    def apply_appearance(self) -> None:
        """Updates texts, icons and colours after a change of theme or language."""
        self.field.setPlaceholderText(tr("Write a comment"))
        self.field.setAccessibleName(tr("Write a comment"))
        self.field.fit()
        self.audience.setText(tr("Clients too") if self._is_public else tr("Project team only"))
        self.audience.setAccessibleName(tr("Comment visible to: {audience}", audience=self.audience.text()))
        name = "globe" if self._is_public else "users"
        set_button_icon(self.audience, self._theme, name, "muted", 14)
        self.send.setText(tr("Send"))
        self.send.setAccessibleName(tr("Send comment"))
        self.send.setToolTip(native_key_text("Ctrl+Return"))
        self.audience.setToolTip(
            tr("{key} sends this comment to clients too", key=native_key_text("Ctrl+Shift+Return"))
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.field.fit()

    def _build_layout(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.audience)
        row.addWidget(self.note, 1)
        row.addWidget(self.send)
        box = QVBoxLayout(self)
        self._box = box
        # The button below the field has a frame too.
        box.setContentsMargins(mirrored_margins(EDGE - FRAME, 12, EDGE, 14))
        box.setSpacing(8)
        box.addLayout(within_frame(self.field))
        box.addLayout(row)
        set_reading_order(self.audience, self.note, self.send)

    def _on_text(self) -> None:
        self._show_send()
        self._show_note("")
        self._draft_timer.start()

    def _on_first_sign(self) -> None:
        if MENTION_SIGN in self.field.toPlainText():
            self.field.textChanged.disconnect(self._on_first_sign)
            self.mentions.refresh()

    @cached_property
    def mentions(self) -> "MentionAssistance":
        """Made when "@" is first typed."""
        from kanbert_desktop.ui.card_panel.mention_assistance import MentionAssistance  # noqa: PLC0415
        from kanbert_desktop.ui.cards.understood_words import ChipRow  # noqa: PLC0415

        chips = ChipRow(self.field, self._theme, self)
        self._box.insertLayout(1, within_frame(chips))
        return MentionAssistance(self.field, chips, self._service, self._theme)

    def _show_send(self) -> None:
        self.send.setEnabled(self._can_write and bool(self.field.toPlainText().strip()))

    def _send(self) -> None:
        self._submit(is_public=self._is_public)

    def _send_to_clients(self) -> None:
        """Whoever may read this comment, the next one is for the audience that is shown."""
        self._submit(is_public=True)

    def _submit(self, *, is_public: bool) -> None:
        text = self.field.toPlainText().strip()
        if text and self._can_write:
            html = self.mentions.html(text) if MENTION_SIGN in text else to_html(text)
            self.comment_submitted.emit(html, is_public)

    def _show_note(self, text: str) -> None:
        self.note.setText(text)

    def _choose_audience(self) -> None:
        menu = Menu(self)
        menu.setAccessibleName(self.audience.accessibleName())
        for text, is_public in ((tr("Project team only"), False), (tr("Clients too"), True)):
            action = menu.addAction(self._theme.icon("globe" if is_public else "users", "muted"), text)
            action.triggered.connect(lambda _checked=False, public=is_public: self._set_audience(public))
        open_menu_above(self.audience, menu)

    def _set_audience(self, is_public: bool) -> None:
        self._is_public = is_public
        self.apply_appearance()

    def _draft_key(self) -> str:
        return f"comment:{self._key}"


def moment_text(moment: datetime, today: date) -> str:
    """Returns "Today 09:18" or "20 Nov 17:40" in local time."""
    local = local_time(moment)
    days = (local.date() - today).days
    day = due_text(local.date(), today) if days in (0, -1) else short_date(local.date(), today)
    time = QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
    return f"{day} {time}"


def person_name(service: BoardService, person_id: str) -> str:
    person = service.person(person_id)
    return person.name if person else tr("Unknown person")
