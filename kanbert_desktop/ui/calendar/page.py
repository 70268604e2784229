"""Calendar page: header, grid of days, trays and the card panel."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kanbert_desktop.app.boards.calendar import CalendarQuestion, CardsByDay, CardTest, Tray, Trays
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.events import (
    BoardsChanged,
    CardsChanged,
    EventBus,
    SyncStatusChanged,
    WriteAccessChanged,
)
from kanbert_desktop.ui.calendar.card_labels import CardLabels
from kanbert_desktop.ui.calendar.choices import CalendarChoices, save_choices, saved_choices
from kanbert_desktop.ui.calendar.controller import CalendarController
from kanbert_desktop.ui.calendar.days import (
    CalendarKind,
    CalendarRange,
    day_title,
    first_weekday,
    range_title,
)
from kanbert_desktop.ui.calendar.grid import CalendarGrid
from kanbert_desktop.ui.calendar.header import CalendarHeader
from kanbert_desktop.ui.calendar.loading import CalendarLoader
from kanbert_desktop.ui.calendar.trays import TRAYS_WIDTH, TrayPanel, TrayRows
from kanbert_desktop.ui.card_list.controller import CardListController
from kanbert_desktop.ui.card_panel.host import CardPanelHost, CardPanelPage
from kanbert_desktop.ui.cards.commands import CardCommands
from kanbert_desktop.ui.cards.pickers import CardPickers
from kanbert_desktop.ui.cards.texts import Midnight, today
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.style.widget_style import UNLIMITED
from kanbert_desktop.ui.widgets.literal_text import literal
from kanbert_desktop.ui.widgets.page_scroll_area import PageScrollArea

if TYPE_CHECKING:
    from kanbert_desktop.domain.query import Hint
    from kanbert_desktop.ui.calendar.printout import CalendarPrintout
    from kanbert_desktop.ui.widgets.finger_tracker import FingerTracker

_SIDE_BY_SIDE_MIN_WIDTH = 800
"""Below it the trays are under the grid."""
_TRAYS_HEIGHT = 190
_NO_TRAYS = Trays(Tray(), Tray())
_REFRESH_MS = 20
"""Changes that come within this time are shown together: a page of a sync is several events."""


class CalendarPage(CardPanelPage, QWidget):
    """`closed` asks for the previous page."""

    closed = Signal()

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
        self.setObjectName("calendarPage")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._service, self._theme, self._today = service, theme, now
        self._shown_today = now()
        self._choices = saved_choices(service.local)
        self._trays: Trays | None = None
        self._followed: CardKey | None = None
        self._main = QWidget(self)
        self._content = QWidget(self._main)
        self._content.setObjectName("calendarContent")
        self._labels, self._rows = CardLabels(service, now), TrayRows(service, now)
        shown = CalendarRange(self._choices.kind, now(), first_weekday())
        self.header = CalendarHeader(theme, service, self._content)
        self.grid = CalendarGrid(
            theme, self._labels, shown, self._content, today=now, view_model=self._rows.view_model
        )
        self.trays = TrayPanel(theme, self._rows, self._content)
        self.controller = CalendarController(service, self.grid, commands, theme, today=now)
        self.tray_controller = CardListController(
            service, self.trays.card_list, commands, theme, CardPickers(service, commands, theme, now)
        )
        self.panel_host = CardPanelHost(
            self, self._main, service=service, commands=commands, theme=theme, today=now
        )
        self.loader = CalendarLoader(service, self)
        self._refresh_timer = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._build_layout()
        self._connect()
        self._unsubscribers = [
            bus.subscribe(CardsChanged, self._on_cards),
            bus.subscribe(BoardsChanged, lambda _event: self._reload()),
            bus.subscribe(WriteAccessChanged, lambda _event: self._reload()),
            bus.subscribe(SyncStatusChanged, self._on_status),
        ]
        self.apply_appearance()

    # Called by the navigator.

    def open(self) -> None:
        """Updates the calendar and sets the focus."""
        self._notice_midnight()
        self._refresh_boards()
        self.refresh()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.opened_card is not None:
            self.grid.focus_card(self.opened_card)

    def unsubscribe(self) -> None:
        self.loader.stop()
        for unsubscribe in self._unsubscribers:
            unsubscribe()

    def printable(self, printed_at: str) -> "CalendarPrintout":
        """The days shown, with board and filter in its notes."""
        from kanbert_desktop.ui.calendar.print_content import calendar_content  # noqa: PLC0415  seldom needed
        from kanbert_desktop.ui.calendar.printout import CalendarPrintout  # noqa: PLC0415
        from kanbert_desktop.ui.printing.page_layout import PrintStyle  # noqa: PLC0415

        self.loader.finish()
        text = self.header.field.text().strip()
        notes = (
            self.header.boards.currentText(),
            tr("Filter: {filter}", filter=tr("“{text}”", text=text)) if text else "",
        )
        content = calendar_content(self._service, self.range, self.grid.days.cards, self._today(), notes)
        return CalendarPrintout(content, PrintStyle(self._theme), printed_at)

    # Which days are shown.

    @property
    def range(self) -> CalendarRange:
        return self.grid.days.range

    def show_day(self, day: date) -> None:
        """Shows the week or month of that day, and focuses it."""
        self._show_range(self.range.around(day))
        self.grid.focus_day(self.range.anchor)

    def show_today(self) -> None:
        self.show_day(self._today())

    def show_kind(self, kind: str) -> None:
        """Shows a month or a week around the focused day."""
        self._choose(self._choices._replace(kind=CalendarKind(kind)))
        day = self.grid.focused_day
        self._show_range(CalendarRange(CalendarKind(kind), day, first_weekday()))
        self.grid.focus_day(day)

    def show_board(self, board: str) -> None:
        """Shows the cards of one board; "" for all."""
        self._choose(self._choices._replace(board=board))
        self.refresh()

    def turn(self, steps: int) -> None:
        """Shows the next or previous month or week, with the same day focused."""
        self.show_day(self.range.moved(self.grid.focused_day, steps))

    def _choose(self, choices: CalendarChoices) -> None:
        self._choices = choices
        save_choices(self._service.local, choices)

    def _show_range(self, shown: CalendarRange) -> None:
        if shown != self.range:
            self.grid.show_range(shown)
            self._close_day()
            self.refresh()
        self.header.apply_appearance(shown.kind)
        self._show_title()

    # Contents.

    def refresh(self) -> None:
        """Shows the current cards."""
        self._refresh_timer.stop()
        self.loader.load(self._question(), self._test())
        self.panel_host.refresh()

    def _question(self) -> CalendarQuestion:
        running = [board.id for board in self._service.boards()]
        boards = [BoardId(self._choices.board)] if self._choices.board in running else running
        return CalendarQuestion(self.range.first, self.range.last, self._today(), boards)

    def _test(self) -> CardTest | None:
        """Returns None without a filter."""
        text = self.header.field.text()
        parsed = self._service.search.card_filter(text) if text.strip() else None
        self.header.field.setToolTip(literal(_hints(parsed.hints)) if parsed is not None else "")
        return parsed.matches if parsed is not None and not parsed.is_empty else None

    def _on_days(self, cards: CardsByDay) -> None:
        self.grid.show_cards(cards)
        followed, self._followed = self._followed, None
        if followed is not None:
            self.grid.focus_card(followed)
        if self.trays.day is not None:
            self._open_day(self.trays.day)
        self._show_count()

    def _on_trays(self, trays: Trays) -> None:
        self._trays = trays
        if self.trays.day is None:
            self.trays.show_trays(trays)

    def _open_day(self, day: date) -> None:
        """Lists all cards of a day beside the grid."""
        self.trays.show_day(day, day_title(day, self._today()), self.grid.days.keys_on(day))

    def _enter_day(self, day: date) -> None:
        self._open_day(day)
        if self.grid.days.keys_on(day):
            self.trays.card_list.focus_card()
        else:
            self.trays.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_day(self) -> None:
        if self.trays.day is None:
            return
        had_focus = self.trays.isAncestorOf(self.focusWidget() or self)
        self.trays.show_trays(self._trays or _NO_TRAYS)
        if had_focus:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_count(self) -> None:
        selected = len(self.grid.selected)
        count = sum(len(keys) for keys in self.grid.days.cards.values())
        text = tr("%n card(s) selected", selected) if selected else tr("%n card(s)", count)
        if text != self.header.count.text():
            self.header.count.setText(text)

    def _show_title(self) -> None:
        self.header.title.setText(range_title(self.range))

    # Set-up.

    def _build_layout(self) -> None:
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setContentsMargins(16, 0, 16, 12)
        self._body.setSpacing(12)
        self._body.addWidget(self.grid, 1)
        self._body.addWidget(self.trays)
        box = QVBoxLayout(self._content)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.header)
        box.addLayout(self._body, 1)
        self._area = PageScrollArea(self._content, self._main)
        outer = QVBoxLayout(self._main)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def _connect(self) -> None:
        self._refresh_timer.timeout.connect(self.refresh)
        self.loader.days_loaded.connect(self._on_days)
        self.loader.trays_loaded.connect(self._on_trays)
        self._connect_header()
        self._connect_grid()
        self._connect_trays()
        self.panel_host.changed.connect(self._on_panel_changed)
        self.panel_host.closed.connect(self._on_panel_closed)
        self._theme.changed.connect(self.apply_appearance)
        Midnight(self).passed.connect(self._notice_midnight)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.header.focus_field)

    def _connect_header(self) -> None:
        self.header.range_requested.connect(self.turn)
        self.header.today_requested.connect(self.show_today)
        self.header.kind_chosen.connect(self.show_kind)
        self.header.board_chosen.connect(self.show_board)
        self.header.text_changed.connect(self.refresh)
        self.header.field_left.connect(self.grid.setFocus)

    def _connect_grid(self) -> None:
        self.grid.focus_moved.connect(lambda rect: self._area.reveal(self.grid.viewport(), rect))
        self.grid.painted.connect(self.loader.note_painted)
        self.grid.range_left.connect(self.turn)
        self.grid.day_left.connect(self.show_day)
        self.grid.today_requested.connect(self.show_today)
        self.grid.day_opened.connect(self._enter_day)
        self.grid.selection_changed.connect(self._show_count)
        self.grid.dropped.connect(lambda keys, _day: self._follow(keys[0]))
        self.controller.open_requested.connect(self.open_card)
        self.controller.back_requested.connect(self._back)
        self.controller.card_followed.connect(self._follow_to)

    def _connect_trays(self) -> None:
        self.trays.day_closed.connect(self._close_day)
        self.trays.emptied.connect(self.grid.setFocus)
        self.trays.card_list.drag_started.connect(self._drag_from_tray)
        self.trays.card_list.touch_drag_started.connect(self._drag_from_tray_by_touch)
        self.trays.card_list.dropped.connect(lambda keys: self.controller.move_to_day(keys, None))
        self.tray_controller.open_requested.connect(self.open_card)
        self.tray_controller.back_requested.connect(self._back_from_tray)

    def _drag_from_tray(self, key: CardKey, grab_point: object) -> None:
        cards = self.trays.card_list
        self.controller.drag(cards, key, cards.selected_or_current_keys(), grab_point)  # type: ignore[arg-type]

    def _drag_from_tray_by_touch(
        self, key: CardKey, grab_point: QPoint, place: QPoint, finger: "FingerTracker"
    ) -> None:
        """A card that is put back at once shows its menu."""
        from kanbert_desktop.ui.cards.touch_drag import TouchDrag  # noqa: PLC0415  few have a touch screen

        cards = self.trays.card_list
        image = self.controller.drag_image(key, cards.selected_or_current_keys(), grab_point)
        if image is not None:
            by_touch = TouchDrag(cards, image, finger, place)
            by_touch.put_back.connect(cards.finger_input.show_menu)

    def _follow(self, key: CardKey) -> None:
        self._followed = key

    def _follow_to(self, key: CardKey, day: date) -> None:
        """Keeps the focus on a card that was moved, also beyond the days shown."""
        self._follow(key)
        if self.range.position(day) is None:
            self.show_day(day)
            self.grid.focus_card(key)

    def _on_panel_changed(self) -> None:
        self._arrange()
        self.grid.opened_card = self.trays.card_list.opened_card = self.opened_card
        self.grid.viewport().update()
        self.trays.card_list.viewport().update()

    def _on_panel_closed(self, key: CardKey) -> None:
        if self.trays.card_list.grouped_model.index_of(key).isValid() and self.grid.days.day_of(key) is None:
            self.trays.card_list.focus_card(key)
        else:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            self.grid.focus_card(key)

    def _back(self) -> None:
        """Escape closes the panel first, then the opened day."""
        if self.opened_card is not None:
            self.panel_host.close()
        elif self.trays.day is not None:
            self._close_day()
        else:
            self.closed.emit()

    def _back_from_tray(self) -> None:
        """Escape returns to the grid."""
        if self.opened_card is None and self.trays.day is None:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._back()

    # Changes.

    def _on_cards(self, event: CardsChanged) -> None:
        self._labels.drop(event.cards)
        self.loader.note_changed(event.cards)
        self._rows.invalidate(event.cards)
        self.controller.forget()
        if self.isVisible() and not self._refresh_timer.isActive():
            self._refresh_timer.start()

    def _on_status(self, event: SyncStatusChanged) -> None:
        if self.opened_card is not None:
            self.panel.on_status(event.status)

    def _reload(self) -> None:
        """Boards, clients or people have changed: a card of a closed board is not shown any longer."""
        self._labels.drop_all()
        self.loader.forget()
        self._rows.invalidate(None)
        self.controller.forget()
        if self.isVisible():
            self._refresh_boards()
            self._refresh_timer.start()

    def _refresh_boards(self) -> None:
        self.header.show_boards(self._service.boards(), self._choices.board)

    def _notice_midnight(self) -> None:
        """Marks the new day. Also called when the window comes to the front: a clock or a time zone may have changed."""
        if self._today() != self._shown_today:
            self._shown_today = self._today()
            self._reload()
            self.grid.days.update_names()

    def apply_appearance(self) -> None:
        self.setAccessibleName(tr("Calendar"))
        weekday = first_weekday()
        if weekday != self.range.first_weekday:
            self.grid.show_range(self.range._replace(first_weekday=weekday))
        self._labels.drop_all()
        self._rows.invalidate(None)
        self.controller.forget()
        self.header.apply_appearance(self.range.kind)
        self._refresh_boards()
        self._show_title()
        self.grid.apply_appearance()
        self.trays.apply_appearance()
        self.panel_host.apply_appearance()
        if self.isVisible():
            self.refresh()
        self._arrange()

    def _arrange(self) -> None:
        """Places the trays beside the grid, or below it in a narrow page."""
        self.panel_host.update_layout()
        px, direction = self._theme.px, QBoxLayout.Direction
        is_wide = self._main.width() >= px(_SIDE_BY_SIDE_MIN_WIDTH)
        self._body.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        size = QSize(px(TRAYS_WIDTH), UNLIMITED) if is_wide else QSize(UNLIMITED, px(_TRAYS_HEIGHT))
        self.trays.setMaximumSize(size)
        self.trays.setMinimumSize(size.width() if is_wide else 0, 0 if is_wide else size.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.save_drafts()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.apply_appearance()
        elif event.type() is QEvent.Type.ActivationChange:
            self._notice_midnight()


def _hints(hints: "Sequence[Hint]") -> str:
    from kanbert_desktop.app.boards.search import hint_text  # noqa: PLC0415  once something is typed

    return "\n".join(map(hint_text, hints))
