"""Marks and completions of a query field, made when something is first typed: a start needs neither."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QLineEdit

from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.ui.style.theme import Theme

if TYPE_CHECKING:
    from kanbert_desktop.domain.query.completion import Completion
    from kanbert_desktop.domain.query.spelling import Language
    from kanbert_desktop.ui.widgets.completion_list import CompletionList


class QueryAssistance(QObject):
    """Belongs to the field. `completion_list` is None until something was typed."""

    def __init__(self, field: QLineEdit, service: BoardService, theme: Theme) -> None:
        super().__init__(field)
        self._field, self._service, self._theme = field, service, theme
        self.completion_list: CompletionList | None = None
        field.textChanged.connect(self._build)
        field.textEdited.connect(self.offer)

    def _build(self) -> None:
        from kanbert_desktop.ui.search.recognised_terms import RecognisedTerms  # noqa: PLC0415
        from kanbert_desktop.ui.widgets.completion_list import CompletionList  # noqa: PLC0415  once something is typed

        self._field.textChanged.disconnect(self._build)
        RecognisedTerms(self._field, self._theme)
        self.completion_list = CompletionList(self._field, self._theme)

    def offer(self) -> None:
        """Offers what may be typed next."""
        if self.completion_list is None:
            self._build()
        if self.completion_list is not None:
            self.completion_list.offer(self._completions())

    def _completions(self) -> "Sequence[Completion]":
        return self._service.search.completions(
            self._field.text(), self._field.cursorPosition(), query_language()
        )


def query_language() -> "Language":
    """The language in which keywords are offered."""
    return "de" if QLocale().language() is QLocale.Language.German else "en"
