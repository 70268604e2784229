"""What was said about the card, oldest first."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial

from PySide6.QtCore import QLocale, Qt, QTime
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.html_text import text_pieces
from kanbert_desktop.app.boards.service import Desk
from kanbert_desktop.app.messages.status_texts import is_offline, is_without_network, local_time
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Card, Comment, CommentKey, Mark, Person, PersonId
from kanbert_desktop.domain.events import SyncState
from kanbert_desktop.ui.board.card_face import marked_words
from kanbert_desktop.ui.board.due_words import due_words, short_date
from kanbert_desktop.ui.board.panel.safe_html import SafeView
from kanbert_desktop.ui.board.people import AVATAR, avatar
from kanbert_desktop.ui.cut_note import CutNote, only_the_beginning, without_formatting
from kanbert_desktop.ui.literal_text import PlainLabel
from kanbert_desktop.ui.restyle import set_property
from kanbert_desktop.ui.tab_order import tab_after
from kanbert_desktop.ui.theme import Theme

_TONES = {Mark.REFUSED: "bad", Mark.CONFLICT: "warn"}


def said_at(moment: datetime, today: date) -> str:
    """Say "Today 09:18", or "20 Nov 17:40", by this computer's clock."""
    local = local_time(moment)
    days = (local.date() - today).days
    day = due_words(local.date(), today) if days in (0, -1) else short_date(local.date(), today)
    clock = QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
    return f"{day} {clock}"


class CommentRow(QWidget):
    """One comment: face, name, time, text, and whether it is on its way."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = PlainLabel(self)
        self._name = PlainLabel(self)
        # However long a name is, the panel keeps its width.
        self._name.setMinimumWidth(1)
        self._name.setProperty("role", "strong")
        self._when = PlainLabel(self)
        self._when.setProperty("role", "muted")
        self.text = SafeView(theme, self)
        self.note = CutNote(theme, self.text.accessibleName, self)
        self.why = PlainLabel(self)
        self.why.setObjectName("savedWords")
        self.why.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name)
        head.addWidget(self._when, 1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(head)
        words.addWidget(self.why)
        words.addWidget(self.text)
        words.addWidget(self.note)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 4)
        box.setSpacing(10)
        box.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(words, 1)

    def show_comment(self, comment: Comment, when: str, why: str, desk: Desk) -> None:
        """`why` says that it is unsent, and for what reason; "" where it is there."""
        nobody = Person(PersonId(""), tr("Unknown person"), "")
        author = comment.author or nobody
        size = self._theme.px(AVATAR + 2)
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(avatar(self._theme, author, size, ratio, desk.everybody()))
        self._name.setText(author.name)
        notes = [when, tr("public") if comment.is_public else ""]
        self._when.setText(" · ".join(note for note in notes if note))
        self.why.setText(why)
        self.why.setVisible(bool(why))
        set_property(self.why, "tone", _TONES.get(comment.mark, "muted"))
        self.text.setAccessibleName(tr("Comment by {name}", name=author.name))
        self.text.show_html(comment.text, partial(name_of, desk))
        allowed = self.text.shown
        if allowed.is_whole:
            self.note.tell("" if allowed.is_rich else without_formatting())
        else:
            self.note.tell(only_the_beginning(), partial(text_pieces, comment.text, partial(name_of, desk)))


class Comments(QWidget):
    """Says in words where nothing can be shown; Tab comes to the first of them from `tab_from`."""

    def __init__(self, desk: Desk, theme: Theme, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._theme, self._today = desk, theme, today
        self.tab_from: QWidget | None = None
        self._rows: dict[CommentKey, CommentRow] = {}
        self._shown: dict[CommentKey, tuple[Comment, str, str]] = {}
        self.label = PlainLabel(self)
        self.count = PlainLabel(self)
        for part in (self.label, self.count):
            part.setProperty("role", "label")
        self.state = PlainLabel(self)
        self.state.setProperty("role", "muted")
        self.state.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(self.label)
        head.addStretch(1)
        head.addWidget(self.count)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(head)
        box.addWidget(self.state)
        box.addLayout(self._list)
        self.dress()

    def show_card(self, card: Card) -> None:
        listed = self._desk.comments(card.key)
        wished = {comment.key for comment in listed}
        for key in [key for key in self._rows if key not in wished]:
            row = self._rows.pop(key)
            self._shown.pop(key, None)
            self._list.removeWidget(row)
            row.deleteLater()
        for comment in listed:
            self._put(comment)
        if self.tab_from is not None:
            tab_after(self.tab_from, *(self._rows[comment.key].text for comment in listed))
        self.count.setText(str(len(listed)) if listed else "")
        self._say_state(self._desk.comments_state(card.key), bool(listed))

    def dress(self) -> None:
        """Theme or language changed."""
        self.label.setText(tr("Comments"))
        self._shown.clear()

    def _put(self, comment: Comment) -> None:
        when = said_at(comment.created_at, self._today()) if comment.created_at else ""
        row = self._rows.get(comment.key)
        if row is None:
            row = self._rows[comment.key] = CommentRow(self._theme, self)
            self._list.addWidget(row)
        why = marked_words(comment.mark, self._desk.why_comment_unsent(comment, datetime.now(UTC)))
        if self._shown.get(comment.key) != (comment, when, why):
            self._shown[comment.key] = (comment, when, why)
            row.show_comment(comment, when, why, self._desk)

    def _say_state(self, state: str, has_comments: bool) -> None:
        """As the badge has it: there is one status."""
        status = self._desk.status()
        words = {
            "unreadable": tr("Comments cannot be read here. Writing works."),
            "loading": tr("Loading comments …"),
            "failed": tr("The comments could not be loaded. Open the card again to try once more."),
        }.get(state, "" if has_comments else tr("No comments yet."))
        if state in ("loading", "failed") and status.state is SyncState.NEEDS_SIGN_IN:
            words = tr("Comments are read as soon as you have signed in again.")
        elif state in ("loading", "failed") and is_without_network(status):
            words = tr("Comments are read as soon as there is a network.")
        elif state in ("loading", "failed") and is_offline(status):
            words = tr("Comments are read as soon as Kanbert answers.")
        self.state.setText(words)
        self.state.setVisible(bool(words))


def name_of(desk: Desk, person: str) -> str:
    known = desk.person(person)
    return known.name if known else tr("Unknown person")
