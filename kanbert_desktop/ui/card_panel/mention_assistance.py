"""Mentions in a comment that is being typed: completed after "@", marked, and taken literally on request."""

import re

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QPlainTextEdit

from kanbert_desktop.app.boards.html_text import MENTION_SIGN, to_html
from kanbert_desktop.app.boards.mentions import Mention, MentionablePeople
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Person
from kanbert_desktop.domain.query.completion import MAX_COMPLETIONS, Completion
from kanbert_desktop.domain.untrusted_text import shorten
from kanbert_desktop.ui.cards.understood_words import Chip, ChipRow, LiteralKey, mark_words
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.completion_list import CompletionList, cursor_in, text_of

_TYPED = re.compile(rf"(?:^|[^\w.%+/-])({MENTION_SIGN}((?:[^\s@]+ ?)?[^\s@]*))$")
"""An "@" and at most two words of a name."""
_MAX_LABEL = 60


class MentionAssistance(QObject):
    """Belongs to the field. A name that was taken literally stays so until the field is empty."""

    def __init__(self, field: QPlainTextEdit, chips: ChipRow, service: BoardService, theme: Theme) -> None:
        super().__init__(field)
        self._field, self._chips, self._service, self._theme = field, chips, service, theme
        self._literal: frozenset[str] = frozenset()
        self._known: tuple[Person, ...] = ()
        self._people = MentionablePeople(())
        self._completion_list = CompletionList(field, theme, preselects=True)
        LiteralKey(field).pressed.connect(self.toggle_literal)
        chips.pressed.connect(self.toggle_literal)
        field.textChanged.connect(self.refresh)

    def html(self, text: str) -> str:
        """The comment as it is sent."""
        return to_html(text, [(one.span, one.person.id) for one in self._mentions(text)])

    def refresh(self) -> None:
        """Shows whom the text mentions, and offers names for the one that is being typed."""
        text = self._field.toPlainText()
        if not text:
            self._literal = frozenset()
        mentions = self._mentions(text)
        mark_words(self._field, (one.span for one in mentions), self._theme)
        self._show(mentions)
        self._completion_list.offer(self._completions() if self._field.hasFocus() else [])

    def toggle_literal(self) -> None:
        """Takes the names literally; if none is a mention, understands them again."""
        names = frozenset(
            self._people.text_of(one.person) for one in self._mentions(self._field.toPlainText())
        )
        self._literal = self._literal | names if names else frozenset()
        self.refresh()
        text = (
            tr("Taken literally.") if names else self._chips.accessibleName() or tr("Nothing is recognised.")
        )
        announce(self._field, text)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mentions(self, text: str) -> list[Mention]:
        people = tuple(self._service.all_people())
        if people != self._known:
            self._known, self._people = people, MentionablePeople(people)
        return [
            one for one in self._people.find(text) if self._people.text_of(one.person) not in self._literal
        ]

    def _show(self, mentions: list[Mention]) -> None:
        people = {one.person.id: one.person for one in mentions}.values()
        self._chips.show_chips(
            tuple(
                Chip(
                    "at-sign",
                    self._people.text_of(one),
                    tr("Mentions {name}", name=self._people.text_of(one)),
                )
                for one in people
            )
        )

    def _completions(self) -> list[Completion]:
        line, cursor = text_of(self._field), cursor_in(self._field)
        match = _TYPED.search(line[:cursor])
        if match is None or line[cursor : cursor + 1].isalnum():
            return []
        if any(one.span[0] == match.start(1) for one in self._people.find(line)):
            return []
        return [
            Completion(match.span(1), f"{MENTION_SIGN}{text} ", shorten(text, _MAX_LABEL))
            for person in self._people.beginning_with(match[2], MAX_COMPLETIONS)
            for text in [self._people.text_of(person)]
        ]
