"""Command palette widget: type a few letters, Enter opens the first match."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.quick_open import (
    FEW_MATCHES,
    Match,
    MatchQuality,
    QuickOpenIndex,
    QuickOpenTarget,
    TargetKind,
)
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.palette.results import ROW_HEIGHT, Describe, ResultList
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.centred_page import plain_label
from kanbert_desktop.ui.widgets.popup_windows import ShadowBehind
from kanbert_desktop.ui.widgets.stepped_search import SteppedSearch
from kanbert_desktop.ui.widgets.text_fields import EnterLineEdit

PALETTE_WIDTH, TOP_MARGIN, BOTTOM_MARGIN = 620, 72, 48
_LEAST_SHARE = 0.8
"""Of a low page's height that the palette may take."""
_EDGE = 10
_MAX_SIMILAR, _MAX_OTHERS = 8, 4
ResultSection = tuple[str, Sequence[Match]]


class PaletteField(EnterLineEdit):
    """Arrow keys, Page Up and Page Down belong to the list; Escape and focus loss close the palette."""

    navigation_key_pressed = Signal(int)
    closed = Signal()

    _STEERING = frozenset(
        {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Escape}
    )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in self._STEERING:
            self.navigation_key_pressed.emit(event.key())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        temporary = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
        if event.reason() not in temporary:
            self.closed.emit()


class Palette(QFrame):
    """`chosen` carries a `QuickOpenTarget`, after the focus has been restored."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self._theme, self._page = theme, parent
        self._before: QWidget | None = None
        self._index: QuickOpenIndex | None = None
        self._initial_sections: Callable[[], Sequence[ResultSection]] = list
        self._describe: Describe = lambda _target: None
        self._is_index_complete = False
        self._similar_matches: Iterator[list[Match]] | None = None
        self._steps = SteppedSearch(self)
        self._found: list[Match] = []
        self._similar: list[Match] = []
        self.field = PaletteField(self)
        self.field.setObjectName("paletteField")
        self.result_list = ResultList(theme, self)
        self.no_results_label = plain_label("muted", self)
        self.no_results_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._idle = QTimer(self, singleShot=True, interval=0)
        self._build_layout()
        self._connect()
        self.hide()
        ShadowBehind(self)
        self.apply_appearance()

    def open(
        self,
        index: QuickOpenIndex,
        initial_sections: Callable[[], Sequence[ResultSection]],
        describe: Describe = lambda _target: None,
    ) -> None:
        """`initial_sections` is shown before anything is typed; `describe` returns more details of a result."""
        if self.isVisible():
            self.close_palette()
            return
        self._before = QApplication.focusWidget()
        self._index, self._initial_sections = index, initial_sections
        self._describe = describe
        self._is_index_complete = False
        self.field.clear()
        self._search()
        self._update_position()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._idle.start()

    def close_palette(self) -> None:
        """Restores the previous focus."""
        if self.isHidden():
            return
        self._idle.stop()
        self._steps.stop()
        self._index = self._similar_matches = None
        had_focus = self.field.hasFocus()
        before, self._before = self._before, None
        self.hide()
        # The widget may have been deleted: only widgets of the window can be used.
        exists = any(widget is before for widget in self._page.window().findChildren(QWidget))
        if had_focus and exists and before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply_appearance(self) -> None:
        self.setAccessibleName(tr("Command palette"))
        self.field.setPlaceholderText(tr("Go to a board, card, person or command"))
        self.field.setAccessibleName(tr("Go to a board, card, person or command"))
        self.no_results_label.setText(tr("No results."))

    def _build_layout(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, _EDGE - 2)
        box.setSpacing(0)
        box.addWidget(self.field)
        box.addWidget(self.result_list)
        box.addWidget(self.no_results_label)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._accept)
        self.field.navigation_key_pressed.connect(self._on_navigation_key)
        self.field.closed.connect(self.close_palette)
        self.result_list.match_activated.connect(self._activate)
        self._steps.found.connect(self._on_found)
        self._idle.timeout.connect(self._run_slice)
        self._page.installEventFilter(self)

    def _search(self) -> None:
        """Shows the matches now, or the present ones until the others are known a few frames later."""
        self._similar = []
        self._similar_matches = None
        if self._index is None:
            return
        # Details of cards may have changed since the last letter.
        self.result_list.describe_with(self._describe)
        self._steps.start(self._index.find_in_steps(self.field.text()))

    def _on_found(self, found: list[Match]) -> None:
        self._found, text = found, self.field.text()
        if self._index is not None and self._is_index_complete and text.strip() and len(found) < FEW_MATCHES:
            self._similar_matches = self._index.find_similar(text)
        self._idle.start()
        self._show()

    def _run_slice(self) -> None:
        """Indexes some cards while the event loop is idle and nothing is searched for, or compares some of them."""
        if self._index is None or self._steps.is_running:
            return
        if not self._is_index_complete:
            self._is_index_complete = not self._index.load_next_slice()
            self._idle.start()
            if self._is_index_complete and self.field.text().strip():
                self._search()
            return
        more = next(self._similar_matches, None) if self._similar_matches is not None else None
        if more is None:
            self._similar_matches = None
            return
        known = {match.target for match in (*self._found, *self._similar)}
        self._similar += [match for match in more if match.target not in known]
        self._show(keep_selection=True)
        self._idle.start()

    def _show(self, *, keep_selection: bool = False) -> None:
        typed = bool(self.field.text().strip())
        similar = (tr("Similar names"), self._similar[:_MAX_SIMILAR])
        sections = [*results_by_kind(self._found), similar] if typed else self._initial_sections()
        self.result_list.show_sections(sections, keep_selection=keep_selection)
        self.result_list.setVisible(bool(self.result_list.matches))
        self.no_results_label.setVisible(not self.result_list.matches)
        self._fit()
        self._announce()

    def _announce(self) -> None:
        announce(self.field, self.result_list.current_text() or self.no_results_label.text())

    def _on_navigation_key(self, key: int) -> None:
        self._steps.finish()
        match key:
            case Qt.Key.Key_Escape:
                self.close_palette()
                return
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.result_list.move_selection(-1 if key == Qt.Key.Key_Up else 1)
            case _:
                self.result_list.move_page(-1 if key == Qt.Key.Key_PageUp else 1)
        self._announce()

    def _accept(self) -> None:
        self._steps.finish()
        chosen = self.result_list.current_match()
        if chosen is not None:
            self._activate(chosen)

    def _activate(self, match: Match) -> None:
        target: QuickOpenTarget = match.target
        self.close_palette()
        self.chosen.emit(target)

    def _update_position(self) -> None:
        available = self._page.rect()
        width = min(self._theme.px(PALETTE_WIDTH), available.width() - 32)
        top, _below = self._margins()
        self.setGeometry((available.width() - width) // 2, top, width, self.height())
        self._fit()

    def _fit(self) -> None:
        """As high as the results, within the window."""
        field = self.field.sizeHint().height()
        available = self._page.height() - sum(self._margins()) - field
        inner = self.result_list.preferred_height() if self.result_list.matches else self._theme.px(72)
        inner = max(self._theme.row_height(ROW_HEIGHT), min(available, inner))
        self.result_list.setFixedHeight(inner)
        self.no_results_label.setFixedHeight(inner)
        self.resize(self.width(), field + inner + _EDGE)

    def _margins(self) -> tuple[int, int]:
        """Above and below; in a low page they give way to the results."""
        above, below = self._theme.px(TOP_MARGIN), self._theme.px(BOTTOM_MARGIN)
        most = self._page.height() * (1 - _LEAST_SHARE)
        share = min(1.0, most / (above + below))
        return round(above * share), round(below * share)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() is QEvent.Type.Resize and self.isVisible():
            self._update_position()
        return super().eventFilter(watched, event)


def results_by_kind(matches: Sequence[Match]) -> list[ResultSection]:
    """Kinds in order of their best match, cards last unless one has exactly that name; then letters within words."""
    good = [match for match in matches if match.quality < MatchQuality.PART]
    kinds: dict[TargetKind, list[Match]] = {}
    for match in good or matches:
        kinds.setdefault(match.target.kind, []).append(match)
    ordered = sorted(kinds, key=lambda kind: (not _has_exact(kinds[kind]), kind is TargetKind.CARD))
    sections: list[ResultSection] = [(_heading(kind), kinds[kind][:_MAX_SIMILAR]) for kind in ordered]
    if good:
        sections.append((tr("Other matches"), _other_matches(matches)))
    return sections


def _has_exact(matches: Sequence[Match]) -> bool:
    return any(match.quality is MatchQuality.EXACT for match in matches)


def _other_matches(matches: Sequence[Match]) -> list[Match]:
    """The letters stand within a word. Some of each, because commands alone would fill the list."""
    parts = [match for match in matches if match.quality is MatchQuality.PART]
    others = [match for match in parts if match.target.kind is not TargetKind.CARD][:_MAX_OTHERS]
    cards = [match for match in parts if match.target.kind is TargetKind.CARD]
    return [*others, *cards[: _MAX_SIMILAR - len(others)]]


def _heading(kind: TargetKind) -> str:
    match kind:
        case TargetKind.COMMAND:
            return tr("Commands")
        case TargetKind.TEMPLATE:
            return tr("New from template")
        case TargetKind.BOARD:
            return tr("Boards")
        case TargetKind.VIEW:
            return tr("Views")
        case TargetKind.PERSON:
            return tr("People")
        case TargetKind.CARD:
            return tr("Cards")
