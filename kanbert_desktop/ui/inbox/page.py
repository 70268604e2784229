"""Inbox page: filters, the list by day, the card of an entry beside it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.inbox.entries import InboxEntry, InboxFilter, count_matching, matches
from kanbert_desktop.app.boards.inbox.texts import filter_text
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.events import (
    BoardsChanged,
    CardsChanged,
    EventBus,
    InboxChanged,
    SyncStatusChanged,
)
from kanbert_desktop.ui.card_panel.host import CardPanelHost, CardPanelPage
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.cards.texts import Midnight, long_date, today
from kanbert_desktop.ui.commands.actions import single_keys
from kanbert_desktop.ui.inbox.model import InboxModel
from kanbert_desktop.ui.inbox.snooze import popup_below, snooze_menu
from kanbert_desktop.ui.inbox.view import InboxCommand, InboxList
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce
from kanbert_desktop.ui.widgets.centred_page import EmptyState, plain_label
from kanbert_desktop.ui.widgets.flow_layout import FlowLayout
from kanbert_desktop.ui.widgets.popups import Menu

MAX_WIDTH = 920


class InboxPage(CardPanelPage, QWidget):
    """`closed` asks for the previous page; `undo_offered` carries a text and what takes the mark back."""

    closed = Signal()
    message = Signal(str)
    undo_offered = Signal(str, object)

    def __init__(
        self,
        service: BoardService,
        bus: EventBus,
        theme: Theme,
        commands: CardCommands,
        *,
        now: Callable[[], date] = today,
    ) -> None:
        super().__init__()
        self.setObjectName("inboxPage")
        # Escape must work on the empty page too.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._service, self._inbox, self._theme, self._today = service, service.inbox, theme, now
        self.filter = InboxFilter.ALL
        self._entries: list[InboxEntry] = []
        self._main = QWidget(self)
        # Screen readers read in this order.
        self._top = QWidget(self._main)
        self._names = QWidget(self._top)
        self._title, self._count = plain_label("page", self._names), plain_label("muted", self._names)
        self.done_button, self.snooze_button, self.read_all_button = (
            QPushButton(self._top) for _ in range(3)
        )
        self.filter_buttons = {chosen: QPushButton(self._top) for chosen in InboxFilter}
        self.inbox_model = InboxModel(service, theme, now)
        self.inbox_list = InboxList(self.inbox_model, theme, self._main)
        self.empty_state = EmptyState(theme, "inbox", "ok", self._main)
        self.panel_host = CardPanelHost(
            self, self._main, service=service, commands=commands, theme=theme, today=now
        )
        self._refresh_timer = QTimer(self, singleShot=True, interval=0)
        self._build_layout()
        self._connect()
        self._unsubscribers = [
            bus.subscribe(InboxChanged, lambda _event: self._refresh_soon()),
            bus.subscribe(CardsChanged, lambda _event: self._refresh_panel()),
            bus.subscribe(BoardsChanged, lambda _event: self._refresh_soon()),
            bus.subscribe(SyncStatusChanged, self._on_status),
        ]
        self.apply_appearance()

    # Called by the navigator.

    def open(self) -> None:
        """Shows the current entries and sets the focus."""
        self.refresh()
        self._focus()

    def unsubscribe(self) -> None:
        for unsubscribe in self._unsubscribers:
            unsubscribe()

    def show_card(self, card: CardKey) -> None:
        """Opens the entry about this card; another filter may hide it."""
        if not self.inbox_model.index_of(card).isValid():
            self.set_filter(InboxFilter.ALL)
        if self.inbox_model.index_of(card).isValid():
            self.inbox_list.make_current(card)
            self.open_current()

    def refresh(self) -> None:
        """Keeps the current entry, or takes the one that took its place."""
        self._refresh_timer.stop()
        current, row = self.inbox_list.current_entry(), self.inbox_list.currentIndex().row()
        top, had_focus = self.inbox_list.verticalScrollBar().value(), self.inbox_list.hasFocus()
        self._entries = self._inbox.entries(self._today())
        shown = [one for one in self._entries if matches(one, self.filter) or self._is_open(one)]
        self.inbox_model.show(shown)
        if current is not None:
            self.inbox_list.make_current(current.card, row)
        self.inbox_list.verticalScrollBar().setValue(top)
        self.inbox_list.setVisible(bool(shown))
        self.empty_state.setVisible(not shown)
        if had_focus and not shown:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif shown and self.hasFocus():
            # The first entry has come to an empty page.
            self.inbox_list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_texts()
        self.panel_host.refresh()

    def set_filter(self, chosen: InboxFilter) -> None:
        self.filter = chosen
        self.close_card()
        self.refresh()
        self.inbox_list.make_current(None)

    def apply_appearance(self) -> None:
        self._title.setText(tr("Inbox"))
        self.setAccessibleName(tr("Inbox"))
        self.inbox_list.setAccessibleName(tr("Inbox"))
        self.inbox_list.width_limit.set_width(self._theme.px(MAX_WIDTH))
        for button, text, key, icon in (
            (self.done_button, tr("Done"), "E", "check"),
            (self.snooze_button, tr("Snooze"), "H", "clock"),
            (self.read_all_button, tr("Mark all as read"), "", "check-check"),
        ):
            # Qt sets icon and text close to each other.
            button.setText(f" {text}")
            button.setAccessibleName(text)
            button.setToolTip(single_keys.with_key(text, key) if key else text)
            button.setIcon(self._theme.icon(icon, "muted"))
        self.inbox_model.remeasure()
        self.panel_host.apply_appearance()
        self.refresh()
        self.panel_host.update_layout()

    # The entry's card.

    def open_current(self) -> None:
        """Opens the card and marks the entry read; of a deleted card there is only the entry."""
        entry = self.inbox_list.current_entry()
        if entry is None:
            return
        self._inbox.mark_read([entry])
        if self._service.card(entry.card) is not None:
            self.panel_host.open(entry.card)
        else:
            self.close_card()
            announce(self.inbox_list, self.inbox_model.texts_of(entry).spoken)
        self.refresh()

    # Marks.

    def run(self, command: InboxCommand) -> None:
        match command:
            case InboxCommand.OPEN:
                self.open_current()
            case InboxCommand.DONE:
                self.mark_done()
            case InboxCommand.SNOOZE:
                self.ask_snooze()
            case InboxCommand.TOGGLE_READ:
                self._toggle_read()
            case InboxCommand.NEXT:
                self._step(1)
            case InboxCommand.PREVIOUS:
                self._step(-1)

    def mark_done(self) -> None:
        entry = self.inbox_list.current_entry()
        if entry is not None:
            self._inbox.mark_done([entry])
            self._leave([entry], tr("Done: {title}", title=self.inbox_model.texts_of(entry).title))

    def ask_snooze(self) -> None:
        if self.inbox_list.current_entry() is not None:
            popup_below(
                self.inbox_list, snooze_menu(self.inbox_list, self._theme, self._today(), self.snooze)
            )

    def snooze(self, until: date | None) -> None:
        entry = self.inbox_list.current_entry()
        if entry is None or until is None:
            return
        if until <= self._today():
            self.message.emit(tr("Choose a day after today."))
            return
        self._inbox.snooze([entry], until)
        self._leave([entry], tr("Snoozed until {day}", day=long_date(until, self._today())))

    def mark_all_read(self) -> None:
        self._inbox.mark_read([one for one in self._entries if matches(one, self.filter)])
        self.refresh()

    def _toggle_read(self) -> None:
        entry = self.inbox_list.current_entry()
        if entry is not None:
            self._inbox.mark_read([entry], is_read=not entry.is_read)
            self.refresh()

    def _leave(self, entries: Sequence[InboxEntry], text: str) -> None:
        """The next entry becomes the current one; the toast brings the last one back."""
        was_open = self.opened_card is not None
        self.close_card()
        self.refresh()
        self._focus()
        if was_open:
            self.open_current()
        self.undo_offered.emit(text, partial(self._restore, entries))

    def _restore(self, entries: Sequence[InboxEntry]) -> None:
        self._inbox.restore(entries)
        self.refresh()
        self.inbox_list.make_current(entries[0].card)
        self._focus()

    def _step(self, by: int) -> None:
        """With a card open, the next one is opened."""
        before = self.inbox_list.current_entry()
        self.inbox_list.step(by)
        if self.opened_card is not None and self.inbox_list.current_entry() != before:
            self.open_current()
            self.inbox_list.setFocus(Qt.FocusReason.OtherFocusReason)

    # Set-up.

    def _build_layout(self) -> None:
        for chosen, button in self.filter_buttons.items():
            button.setObjectName("filterChip")
            button.setCheckable(True)
            # Makes screen readers announce a radio button.
            button.setAutoExclusive(True)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _checked=False, chosen=chosen: self.set_filter(chosen))
        for button, action in (
            (self.done_button, self.mark_done),
            (self.snooze_button, self.ask_snooze),
            (self.read_all_button, self.mark_all_read),
        ):
            button.setProperty("kind", "quiet")
            button.clicked.connect(action)
        self._top.setMaximumWidth(self._theme.px(MAX_WIDTH))
        top = QVBoxLayout(self._top)
        top.setContentsMargins(4, 0, 4, 0)
        top.setSpacing(8)
        titles = QVBoxLayout(self._names)
        titles.setContentsMargins(0, 0, 0, 0)
        titles.setSpacing(2)
        titles.addWidget(self._title)
        titles.addWidget(self._count)
        buttons = [self.done_button, self.snooze_button, self.read_all_button]
        top.addLayout(FlowLayout([self._names], buttons, spacing=4))
        top.addLayout(FlowLayout(list(self.filter_buttons.values()), spacing=4))
        box = QVBoxLayout(self._main)
        box.setContentsMargins(16, 20, 16, 0)
        box.setSpacing(8)
        box.addWidget(self._top)
        box.addWidget(self.inbox_list, 1)
        box.addWidget(self.empty_state, 1)

    def _connect(self) -> None:
        self._refresh_timer.timeout.connect(self.refresh)
        self.inbox_list.command_triggered.connect(self.run)
        self.inbox_list.digit_pressed.connect(self._on_digit)
        self.inbox_list.menu_requested.connect(self._open_menu)
        self.inbox_list.selectionModel().currentChanged.connect(lambda *_: self._show_buttons())
        self.panel_host.closed.connect(lambda _card: self._focus())
        self._theme.changed.connect(self.apply_appearance)
        Midnight(self).passed.connect(self._refresh_soon)

    def _show_texts(self) -> None:
        counts = count_matching(self._entries)
        unread = counts[InboxFilter.UNREAD]
        count = tr("%n entry(s)", len(self._entries)) if self._entries else ""
        self._count.setText(
            " · ".join(part for part in (tr("%n unread", unread) if unread else "", count) if part)
        )
        for chosen, button in self.filter_buttons.items():
            number = counts[chosen]
            button.setChecked(chosen is self.filter)
            # Makes the group one tab stop. Qt does so only after one of the buttons has had the focus.
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if chosen is self.filter else Qt.FocusPolicy.ClickFocus
            )
            button.setText(f"{filter_text(chosen)}  {number}" if number else filter_text(chosen))
            button.setAccessibleName(f"{filter_text(chosen)}, {number}")
        if not self.empty_state.isHidden():
            is_filtered = self.filter is not InboxFilter.ALL and bool(self._entries)
            title = tr("Nothing here.") if is_filtered else tr("All caught up.")
            self.empty_state.apply_appearance(title, self._empty_hint(is_filtered))
        self._show_buttons()

    def _empty_hint(self, is_filtered: bool) -> str:
        if is_filtered:
            return tr("Other entries are in “{filter}”.", filter=filter_text(InboxFilter.ALL))
        snoozed = self._inbox.snoozed(self._today())
        if snoozed and snoozed[0].until is not None:
            day = long_date(snoozed[0].until, self._today())
            return tr("%n entry(s) snoozed, the next one until {day}", len(snoozed), day=day)
        return tr(
            "What others change on cards that you are assigned to, made, watch, commented on or follow appears here."
        )

    def _show_buttons(self) -> None:
        has_current = self.inbox_list.current_entry() is not None
        self.done_button.setEnabled(has_current)
        self.snooze_button.setEnabled(has_current)
        self.read_all_button.setEnabled(any(not one.is_read for one in self._entries))

    def _open_menu(self, position: QPoint) -> None:
        entry = self.inbox_list.current_entry()
        if entry is None:
            return
        menu = Menu(self.inbox_list)
        menu.setAccessibleName(tr("Inbox"))
        toggle = tr("Mark as unread") if entry.is_read else tr("Mark as read")
        for text, command, key in (
            (tr("Open card"), InboxCommand.OPEN, "Return"),
            (tr("Done"), InboxCommand.DONE, "E"),
            (tr("Snooze"), InboxCommand.SNOOZE, "H"),
            (toggle, InboxCommand.TOGGLE_READ, "U"),
        ):
            has_key = single_keys.is_on or len(key) > 1
            action = menu.addAction(f"{text}\t{key}" if has_key else text)
            action.triggered.connect(lambda _checked=False, command=command: self.run(command))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_at(position)

    def _is_open(self, entry: InboxEntry) -> bool:
        """An entry that opening has marked read stays under “Unread” until its card is closed."""
        return self.filter is InboxFilter.UNREAD and entry.card == self.opened_card

    def _focus(self) -> None:
        if self.inbox_list.isVisibleTo(self):
            self.inbox_list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_digit(self, digit: int) -> None:
        filters = list(InboxFilter)
        if digit <= len(filters):
            self.set_filter(filters[digit - 1])

    def _refresh_soon(self) -> None:
        if self.isVisible():
            self._refresh_timer.start()

    def _refresh_panel(self) -> None:
        if self.isVisible():
            self.panel_host.refresh()

    def _on_status(self, event: SyncStatusChanged) -> None:
        if self.opened_card is not None:
            self.panel.on_status(event.status)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.opened_card is not None:
            self.close_card()
            self.refresh()
        else:
            self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel_host.update_layout()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.save_drafts()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.apply_appearance()
