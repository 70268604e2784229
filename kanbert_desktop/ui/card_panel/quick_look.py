"""The whole text of a card in a pop-up that takes no focus."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.html_text import leading_text
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import DONE_COLUMNS, Card
from kanbert_desktop.domain.untrusted_text import shorten
from kanbert_desktop.ui.card_panel.comments import person_name
from kanbert_desktop.ui.card_panel.rich_text import SafeHtmlView
from kanbert_desktop.ui.cards.texts import column_title, long_date, priority_title
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import set_reading_order
from kanbert_desktop.ui.widgets.literal_text import PlainLabel
from kanbert_desktop.ui.widgets.popup_windows import ShadowBehind
from kanbert_desktop.ui.widgets.scrolling import add_overlay_scroll_bars

WIDTH, EDGE, GAP = 380, 14, 8
MAX_SUB_TASKS = 20
_SPOKEN = 2_000
"""So many characters of the description are announced."""


class QuickLookView(QFrame):
    """A child of the window, which it cannot leave."""

    def __init__(
        self, service: BoardService, theme: Theme, today: Callable[[], date], window: QWidget
    ) -> None:
        super().__init__(window)
        self._window, self._today = window, today
        self.setObjectName("quickLook")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._service, self._theme = service, theme
        self.title, self.facts, self.sub_tasks, self._keys = (PlainLabel(self) for _ in range(4))
        self.title.setProperty("role", "strong")
        for label in (self.facts, self._keys):
            label.setProperty("role", "muted")
        for label in (self.title, self.facts, self.sub_tasks, self._keys):
            label.setWordWrap(True)
        self.description = SafeHtmlView(theme, self)
        self.description.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget(self)
        inner.setObjectName("quickLookInner")
        self._text = QVBoxLayout(inner)
        self._text.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        self._text.setSpacing(8)
        for part in (self.title, self.facts, self.description, self.sub_tasks):
            self._text.addWidget(part)
        self._text.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setWidget(inner)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        add_overlay_scroll_bars(self.area)
        self._keys.setContentsMargins(EDGE, 0, EDGE, 10)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(6)
        box.addWidget(self.area, 1)
        box.addWidget(self._keys)
        set_reading_order(self.area, self._keys)
        self.hide()
        ShadowBehind(self)

    def show_card(self, card: Card) -> None:
        self.title.setText(shorten(card.title))
        self.facts.setText(" · ".join(self._facts(card)))
        self.description.setVisible(bool(card.description.strip()))
        self.description.show_html(card.description, partial(person_name, self._service))
        lines = list(self._sub_task_lines(card))
        self.sub_tasks.setVisible(bool(lines))
        self.sub_tasks.setText("\n".join(lines))
        self._keys.setText(tr("Arrow keys: other cards · Enter opens · Esc closes"))
        self.setAccessibleName(tr("Quick look: {title}", title=shorten(card.title)))
        self.area.verticalScrollBar().setValue(0)

    def spoken_text(self, card: Card) -> str:
        """What a screen reader says of the card."""
        text, _is_all = leading_text(card.description, _SPOKEN, partial(person_name, self._service))
        parts = (self.title.text(), self.facts.text(), text, self.sub_tasks.text())
        return "\n".join(part for part in parts if part)

    def open_beside(self, anchor: QRect) -> None:
        """`anchor`: the card, in coordinates of the window."""
        window = self._window.rect()
        width = min(self._theme.px(WIDTH), window.width() - 2 * GAP)
        self.description.fit_width(width - 2 - 2 * EDGE)
        self._text.invalidate()
        height = self._text.totalHeightForWidth(width - 2) + self._keys.heightForWidth(width - 2) + 10
        height = min(height, window.height() - 2 * GAP)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        before, after = anchor.left() - GAP - width, anchor.right() + GAP
        sides = (before, after) if is_mirrored else (after, before)
        left = next(
            (side for side in sides if 0 <= side <= window.width() - width), window.width() - width - GAP
        )
        top = max(GAP, min(anchor.top(), window.height() - GAP - height))
        self.setGeometry(QRect(QPoint(left, top), QPoint(left + width - 1, top + height - 1)))
        self.show()
        self.raise_()

    def scroll_page(self, step: int) -> bool:
        """Returns False if all of the text is in sight."""
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + step * bar.pageStep())
        return bar.maximum() > 0

    def _facts(self, card: Card) -> Iterator[str]:
        yield column_title(card.column)
        if card.due is not None:
            yield tr("due {due}", due=long_date(card.due, self._today()))
        if card.assignee is not None:
            yield person_name(self._service, card.assignee)
        if card.priority is not None:
            yield priority_title(card.priority)

    def _sub_task_lines(self, card: Card) -> Iterator[str]:
        sub_tasks = self._service.sub_tasks(card.key)
        for one in sub_tasks[:MAX_SUB_TASKS]:
            yield f"{'☑' if one.column in DONE_COLUMNS else '☐'} {shorten(one.title, 200)}"
        if len(sub_tasks) > MAX_SUB_TASKS:
            yield tr("and %n more", len(sub_tasks) - MAX_SUB_TASKS)
