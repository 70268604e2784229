"""Every screen of the window and how a test opens it: pages, panels, popovers, menus, questions."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.accounts.sign_out import UnsentCounts
from kanbert_desktop.app.boards.saved_views import SavedView, SavedViews, ViewLayout
from kanbert_desktop.app.boards.templates import Template, Templates
from kanbert_desktop.app.settings import FIRST_HINTS
from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.errors import Cancelled, InvalidInput
from kanbert_desktop.domain.events import (
    BoardsChanged,
    LoadProgressed,
    SavedViewsChanged,
    SignInExpired,
    SyncState,
    SyncStatus,
)
from kanbert_desktop.domain.recurrence import Recurrence, RecurrenceUnit
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.ui.calendar.days import CalendarKind
from kanbert_desktop.ui.commands.actions import CommandId
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.window.first_hints import HINTS
from kanbert_desktop.ui.window.question_dialogs import SignOutDialog
from support.fake_service import ME, NOW, WEB
from support.inbox_rows import receive_news
from ui.layout.capture_screens import capture, capture_window_of, open_capture_window
from ui.layout.window_fixture import OPEN_CARD, WindowFixture

OpenScreen = Callable[[WindowFixture], object]

# Signed in.


def board(fixture: WindowFixture) -> None:
    fixture.workspace.navigator.open_board(WEB)


def panel(fixture: WindowFixture) -> None:
    board(fixture)
    fixture.board.open_card(OPEN_CARD)


def expanded_panel(fixture: WindowFixture) -> None:
    """Opens the panel with the description in the editor, the history unfolded and the sub-task field visible."""
    panel(fixture)
    shown = fixture.board.panel
    shown.history.header_button.click()
    shown.description.edit()
    shown.composer.field.setFocus()


def comment_draft(fixture: WindowFixture) -> None:
    panel(fixture)
    composer = fixture.board.panel.composer
    composer.field.setPlainText("Μισή πρόταση")
    composer.save_draft()


def board_key(key: Qt.Key) -> OpenScreen:
    """Presses that key on the focused card."""

    def press(fixture: WindowFixture) -> None:
        board(fixture)
        fixture.board.focus_board(OPEN_CARD)
        view = fixture.board.columns_view.view_of(OPEN_CARD)
        assert view is not None
        QTest.keyClick(view.cards, key)

    return press


def card_menu(fixture: WindowFixture) -> None:
    """Opens the card menu with the menu key; Qt only sends this event to a window."""
    board(fixture)
    fixture.board.focus_board(OPEN_CARD)
    view = fixture.board.columns_view.view_of(OPEN_CARD)
    assert view is not None
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), view.cards.mapToGlobal(QPoint()))
    QApplication.sendEvent(view.cards, asked)


def in_panel(part: str) -> OpenScreen:
    """Clicks the button of that name in the panel."""

    def press(fixture: WindowFixture) -> None:
        panel(fixture)
        holder, _, name = part.partition(".")
        getattr(getattr(fixture.board.panel, holder), name).click()

    return press


def quick_add(fixture: WindowFixture) -> None:
    board(fixture)
    fixture.board.open_quick_add()
    field = QApplication.focusWidget()
    if field is not None:
        QTest.keyClicks(field, "2 @")


def no_match(fixture: WindowFixture) -> None:
    board(fixture)
    fixture.board.filter_bar.field.setText("xqz due:never")


def several(fixture: WindowFixture) -> None:
    """Selects several cards, so that the header shows their number."""
    board_key(Qt.Key.Key_A)(fixture)
    fixture.board.controller.selection.select([OPEN_CARD, CardKey("2")])


def view_menu(fixture: WindowFixture) -> None:
    board(fixture)
    fixture.board.sorting.button.open_menu()


def first_hints(fixture: WindowFixture) -> None:
    """They stay from then on."""
    board(fixture)
    fixture.application.settings.put(FIRST_HINTS, " ".join(HINTS))
    fixture.workspace.show_first_hints()


def open_page(kind: PageKind) -> OpenScreen:
    return lambda fixture: fixture.workspace.navigator.open_page(kind)


def calendar(kind: CalendarKind) -> OpenScreen:
    """The days of the account's clock, with their cards."""

    def show(fixture: WindowFixture) -> None:
        fixture.workspace.navigator.open_page(PageKind.CALENDAR)
        page = fixture.workspace.navigator.page(PageKind.CALENDAR)
        page.show_kind(kind)  # type: ignore[union-attr]
        page.show_day(NOW.date() + timedelta(days=3))  # type: ignore[union-attr]
        page.loader.finish()  # type: ignore[union-attr]

    return show


def question(number: int) -> OpenScreen:
    def show(fixture: WindowFixture) -> None:
        fixture.workspace.navigator.open_page(PageKind.ATTENTION)
        fixture.workspace.navigator.page(PageKind.ATTENTION).question_list.setCurrentRow(number)  # type: ignore[union-attr]

    return show


def search(fixture: WindowFixture) -> None:
    fixture.workspace.page_opener.search("Κάρτα")


def saved_view(layout: ViewLayout, query: str = "") -> OpenScreen:
    """Opens a view among others in the sidebar."""

    def show(fixture: WindowFixture) -> None:
        others = SavedView("Άλλη", "is:overdue")
        SavedViews(fixture.open_account.service).set_all([SavedView("Προβολή", query, layout), others])
        fixture.application.bus.publish(SavedViewsChanged())
        fixture.workspace.navigator.open_view("Προβολή")

    return show


def new_view(fixture: WindowFixture) -> None:
    board(fixture)
    fixture.workspace.views.commands.ask_new("due:x")


def deleted(fixture: WindowFixture) -> None:
    fixture.open_account.service.delete_card("20")
    fixture.workspace.navigator.open_page(PageKind.DELETED)


def template(title: str, **more: object) -> Template:
    """One that repeats, with texts in a script that English and German texts do not have."""
    recurrence = Recurrence(RecurrenceUnit.WEEK, date(2026, 11, 24), (0, 2, 4), 2)
    made = Template(title, "<p>Περιγραφή</p>", board=WEB, due="fri", recurrence=recurrence)
    return replace(made, **more)


def templates(fixture: WindowFixture) -> None:
    saved = Templates(fixture.open_account.service)
    saved.put(template("Αναφορά"))
    saved.put(template("Παύση", is_paused=True))
    saved.put(template("Χωρίς πίνακα", board="gone"))
    fixture.workspace.navigator.open_page(PageKind.TEMPLATES)


def edited_template(fixture: WindowFixture) -> None:
    templates(fixture)
    fixture.workspace.template_commands.edit("Αναφορά")


def board_that_is_gone(fixture: WindowFixture) -> None:
    boards, gone = fixture.open_account.local_cards.boards, BoardId("gone")
    boards[gone] = boards[WEB]._replace(id=gone)
    fixture.workspace.navigator.open_board(gone)
    del boards[gone]
    fixture.application.bus.publish(BoardsChanged())


def palette(text: str) -> OpenScreen:
    def show(fixture: WindowFixture) -> None:
        board(fixture)
        fixture.workspace.handlers()[CommandId.PALETTE]()
        field = QApplication.focusWidget()
        if text and field is not None:
            QTest.keyClicks(field, text)

    return show


def command(name: CommandId) -> OpenScreen:
    return lambda fixture: fixture.window.window_actions[name].trigger()


def sync(fixture: WindowFixture) -> None:
    board(fixture)
    fixture.open_account.service.add_card(WEB, "Νέα")
    fixture.workspace.show_sync_popover()


def with_status(status: SyncStatus) -> OpenScreen:
    def show(fixture: WindowFixture) -> None:
        board(fixture)
        fixture.application.publish_status(status)

    return show


def banner(order: Callable[[WindowFixture], object]) -> OpenScreen:
    """Shows one of the lasting banners above the page."""

    def show(fixture: WindowFixture) -> None:
        board(fixture)
        order(fixture)
        assert fixture.window.banner_controller is not None
        fixture.window.banner_controller.refresh()

    return show


def cannot_write(fixture: WindowFixture) -> None:
    fixture.open_account.sync_control.can_write = False


def sign_in_again(fixture: WindowFixture) -> None:
    board(fixture)
    fixture.application.bus.publish(SignInExpired())


def toast(fixture: WindowFixture) -> None:
    board(fixture)
    fixture.board.commands.delete([CardKey("20")])


def warning(fixture: WindowFixture) -> None:
    board(fixture)
    fixture.board.commands.rename(OPEN_CARD, "")


def sign_out(fixture: WindowFixture) -> None:
    SignOutDialog(
        UnsentCounts(pending=3, parked=2, drafts=1, unreadable=1),
        SyncStatus(),
        fixture.board._theme,
        fixture.window,
    ).open()


def account(fixture: WindowFixture) -> None:
    fixture.workspace.sidebar.account_button.click()


def inbox(fixture: WindowFixture) -> None:
    """Opens the inbox with news of every kind."""
    desktop = fixture.open_account
    cards = [card for key in ("1", "2", "3", "4") if (card := desktop.service.card(key)) is not None]
    kinds = (
        [("moved", "New", "WIP"), ("due", "2026-12-01", "2026-12-03"), ("assigned", "u2", ME.id)],
        [("mentioned", "", "Λέα, κοίτα"), ("commented", "", "Ναι")],
        [("renamed", "Παλιά", "Νέα"), ("due", "2026-12-01", "")],
        [("deleted", "Παλιά", ""), ("assigned", ME.id, "")],
    )
    start = datetime.now(UTC)
    news = [
        (card, start - timedelta(days=day), of_card)
        for day, (card, of_card) in enumerate(zip(cards, kinds, strict=True))
    ]
    receive_news(desktop.service, news, who="u2")
    fixture.workspace.navigator.open_page(PageKind.INBOX)


def loading(fixture: WindowFixture) -> None:
    fixture.workspace.pages.setCurrentWidget(fixture.workspace.loading_page)
    fixture.application.bus.publish(LoadProgressed(12, 38, 412))


OFFLINE = SyncStatus(SyncState.WAITING_FOR_NETWORK, pending=2, last_sync=NOW, offline_since=NOW)
SIGNED_IN_SCREENS: dict[str, OpenScreen] = {
    "board": board,
    "panel": panel,
    "panel being written in": expanded_panel,
    "panel with a draft of a comment": comment_draft,
    "move": board_key(Qt.Key.Key_M),
    "due": board_key(Qt.Key.Key_D),
    "assignee": board_key(Qt.Key.Key_A),
    "priority": board_key(Qt.Key.Key_P),
    "quick look": board_key(Qt.Key.Key_Q),
    "board for copies": board_key(Qt.Key.Key_B),
    "card menu": card_menu,
    "status in the panel": in_panel("header.column_button"),
    "more in the panel": in_panel("header.menu_button"),
    "due in the panel": in_panel("fields.due"),
    "visibility in the panel": in_panel("fields.visibility"),
    "audience": in_panel("composer.audience"),
    "quick add": quick_add,
    "no match": no_match,
    "several cards": several,
    "view": view_menu,
    "empty inbox": open_page(PageKind.INBOX),
    "inbox": inbox,
    "my work": open_page(PageKind.MY_WORK),
    "calendar": calendar(CalendarKind.MONTH),
    "calendar week": calendar(CalendarKind.WEEK),
    "overview": open_page(PageKind.OVERVIEW),
    "search without words": open_page(PageKind.SEARCH),
    "search": search,
    "view as a list": saved_view(ViewLayout.LIST),
    "view as columns": saved_view(ViewLayout.COLUMNS),
    "broken view": saved_view(ViewLayout.LIST, "due:x"),
    "new view": new_view,
    "deleted": deleted,
    "templates": templates,
    "template": edited_template,
    "board that is gone": board_that_is_gone,
    "settings": open_page(PageKind.SETTINGS),
    "about": command(CommandId.ABOUT),
    "capture": capture,
    "captured": open_capture_window,
    "palette": palette(""),
    "palette for commands": palette(">"),
    "cheat sheet": command(CommandId.SHORTCUTS),
    "sync": sync,
    "toast": toast,
    "warning": warning,
    "sign out": sign_out,
    "account": account,
    "loading": loading,
    "sending": with_status(SyncStatus(SyncState.SENDING, pending=2, last_sync=NOW)),
    "offline": with_status(OFFLINE),
    "sign in again": sign_in_again,
    "sample data": banner(lambda fixture: setattr(fixture.application, "is_sample_data", True)),
    "damaged store": banner(lambda fixture: setattr(fixture.application, "recovery_report", object())),
    "locked keyring": banner(
        lambda fixture: setattr(fixture.application.current_account, "keyring_problem", "keyring_locked")
    ),
    "read only": banner(cannot_write),
    **{f"question {number}": question(number) for number in range(4)},
    "first hints": first_hints,
}


# Signed out.


def sign_in_method(kind: str) -> OpenScreen:
    def show(fixture: WindowFixture) -> None:
        fixture.window.access.first_run_page.methods.select(kind)  # type: ignore[arg-type]
        if not fixture.window.access.first_run_page.methods.redirect_options._body.isVisible():
            fixture.window.access.first_run_page.methods.redirect_options.toggle_button.click()

    return show


def waiting(fixture: WindowFixture) -> None:
    fixture.window.access.first_run_page.methods.browser_form.client_id_field.edit.setText("42")
    fixture.window.access.first_run_page.methods.browser_form.submit_button.click()


def paste_url(fixture: WindowFixture) -> None:
    waiting(fixture)
    fixture.window.access.waiting_page.paste_form.expand()
    fixture.window.access.waiting_page.paste_form.show_error(InvalidInput("not_the_final_address"))


def rejected(fixture: WindowFixture) -> None:
    waiting(fixture)
    fixture.window.access.waiting_page.show_failure(Cancelled("denied"))


def keyring(fixture: WindowFixture) -> None:
    page = fixture.window.access.pages.keyring_page
    fixture.window.show_page(page)
    page.show_problem("keyring_absent")


SIGNED_OUT_SCREENS: dict[str, OpenScreen] = {
    "first run": lambda _fixture: None,
    "with a secret": sign_in_method("secret"),
    "with a token": sign_in_method("token"),
    "browser": waiting,
    "pasting": paste_url,
    "refused": rejected,
    "keyring": keyring,
    "capture": capture_window_of,
    "cheat sheet": command(CommandId.SHORTCUTS),
}
