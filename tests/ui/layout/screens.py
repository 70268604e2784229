"""Every place of the window, and how a test gets there: pages, panels, popovers, menus, questions."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.accounts.sign_out import UnsentCounts
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.errors import Cancelled, InvalidInput
from kanbert_desktop.domain.events import LoadProgressed, SignInExpired, SyncState, SyncStatus
from kanbert_desktop.ui.commands.actions import CommandId
from kanbert_desktop.ui.navigation.history import PageKind
from kanbert_desktop.ui.window.sign_out import SignOutDialog
from support.fake_service import NOW, WEB
from ui.layout.capture_screens import capture, capture_window, captured
from ui.layout.window_fixture import OPENED, Seat

Way = Callable[[Seat], object]

# Who is signed in.


def board(seat: Seat) -> None:
    seat.workspace.navigator.open_board(WEB)


def panel(seat: Seat) -> None:
    board(seat)
    seat.board.open_card(OPENED)


def unfolded_panel(seat: Seat) -> None:
    """With its description being written, its history open and a sub-task's place in sight."""
    panel(seat)
    shown = seat.board.panel
    shown.history.header_button.click()
    shown.description.edit()
    shown.composer.field.setFocus()


def board_key(key: Qt.Key) -> Way:
    """That single key on the opened card."""

    def press(seat: Seat) -> None:
        board(seat)
        seat.board.focus_board(OPENED)
        view = seat.board.columns_view.view_of(OPENED)
        assert view is not None
        QTest.keyClick(view.cards, key)

    return press


def card_menu(seat: Seat) -> None:
    """As the menu key opens it; Qt tells a window alone of that key."""
    board(seat)
    seat.board.focus_board(OPENED)
    view = seat.board.columns_view.view_of(OPENED)
    assert view is not None
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), view.cards.mapToGlobal(QPoint()))
    QApplication.sendEvent(view.cards, asked)


def in_panel(part: str) -> Way:
    """The button of that name in the panel."""

    def press(seat: Seat) -> None:
        panel(seat)
        holder, _, name = part.partition(".")
        getattr(getattr(seat.board.panel, holder), name).click()

    return press


def quick_add(seat: Seat) -> None:
    board(seat)
    seat.board.open_quick_add()
    field = QApplication.focusWidget()
    if field is not None:
        QTest.keyClicks(field, "2 @")


def no_match(seat: Seat) -> None:
    board(seat)
    seat.board.filter_bar.field.setText("xqz due:never")


def several(seat: Seat) -> None:
    """Selected, so that the head counts them."""
    board_key(Qt.Key.Key_A)(seat)
    seat.board.controller.selection.select([OPENED, CardKey("2")])


def view_menu(seat: Seat) -> None:
    board(seat)
    seat.board.sorting.button.open_menu()


def go(kind: PageKind) -> Way:
    return lambda seat: seat.workspace.navigator.open_page(kind)


def question(number: int) -> Way:
    def show(seat: Seat) -> None:
        seat.workspace.navigator.open_page(PageKind.ATTENTION)
        seat.workspace.navigator.page(PageKind.ATTENTION).list.setCurrentRow(number)  # type: ignore[union-attr]

    return show


def search(seat: Seat) -> None:
    seat.workspace.search("Κάρτα")


def deleted(seat: Seat) -> None:
    seat.desktop.desk.delete_card("20")
    seat.workspace.navigator.open_page(PageKind.DELETED)


def palette(text: str) -> Way:
    def show(seat: Seat) -> None:
        board(seat)
        seat.workspace.handlers()[CommandId.PALETTE]()
        field = QApplication.focusWidget()
        if text and field is not None:
            QTest.keyClicks(field, text)

    return show


def command(name: CommandId) -> Way:
    return lambda seat: seat.window.window_actions[name].trigger()


def sync(seat: Seat) -> None:
    board(seat)
    seat.desktop.desk.add_card(WEB, "Νέα")
    seat.workspace.show_sync_popover()


def standing(status: SyncStatus) -> Way:
    def show(seat: Seat) -> None:
        board(seat)
        seat.application.tell_status(status)

    return show


def strip(order: Callable[[Seat], object]) -> Way:
    """One of the lasting notices above the page."""

    def show(seat: Seat) -> None:
        board(seat)
        order(seat)
        assert seat.window.banner_controller is not None
        seat.window.banner_controller.refresh()

    return show


def cannot_write(seat: Seat) -> None:
    seat.desktop.outside.can_write = False


def sign_in_again(seat: Seat) -> None:
    board(seat)
    seat.application.bus.publish(SignInExpired())


def toast(seat: Seat) -> None:
    board(seat)
    seat.board.commands.delete([CardKey("20")])


def warning(seat: Seat) -> None:
    board(seat)
    seat.board.commands.rename(OPENED, "")


def sign_out(seat: Seat) -> None:
    SignOutDialog(
        UnsentCounts(pending=3, parked=2, drafts=1, unreadable=1),
        SyncStatus(),
        seat.board._theme,
        seat.window,
    ).open()


def account(seat: Seat) -> None:
    seat.workspace.sidebar.account_button.click()


def loading(seat: Seat) -> None:
    seat.workspace.pages.setCurrentWidget(seat.workspace.loading_page)
    seat.application.bus.publish(LoadProgressed(12, 38, 412))


OFFLINE = SyncStatus(SyncState.WAITING_FOR_NETWORK, pending=2, last_sync=NOW, offline_since=NOW)
INSIDE: dict[str, Way] = {
    "board": board,
    "panel": panel,
    "panel being written in": unfolded_panel,
    "move": board_key(Qt.Key.Key_M),
    "due": board_key(Qt.Key.Key_D),
    "assignee": board_key(Qt.Key.Key_A),
    "priority": board_key(Qt.Key.Key_P),
    "card menu": card_menu,
    "status in the panel": in_panel("head.status"),
    "more in the panel": in_panel("head.more"),
    "due in the panel": in_panel("fields.due"),
    "visibility in the panel": in_panel("fields.visibility"),
    "audience": in_panel("composer.audience"),
    "quick add": quick_add,
    "no match": no_match,
    "several cards": several,
    "view": view_menu,
    "my work": go(PageKind.MY_WORK),
    "search without words": go(PageKind.SEARCH),
    "search": search,
    "deleted": deleted,
    "settings": go(PageKind.SETTINGS),
    "about": command(CommandId.ABOUT),
    "capture": capture,
    "captured": captured,
    "palette": palette(""),
    "palette for commands": palette(">"),
    "cheat sheet": command(CommandId.SHORTCUTS),
    "sync": sync,
    "toast": toast,
    "warning": warning,
    "sign out": sign_out,
    "account": account,
    "loading": loading,
    "sending": standing(SyncStatus(SyncState.SENDING, pending=2, last_sync=NOW)),
    "offline": standing(OFFLINE),
    "sign in again": sign_in_again,
    "sample data": strip(lambda seat: setattr(seat.application, "is_sample_data", True)),
    "damaged store": strip(lambda seat: setattr(seat.application, "rescued", object())),
    "locked keyring": strip(lambda seat: setattr(seat.application, "keyring_problem", "keyring_locked")),
    "read only": strip(cannot_write),
    **{f"question {number}": question(number) for number in range(4)},
}


# Nobody is signed in.


def way_in(kind: str) -> Way:
    def show(seat: Seat) -> None:
        seat.window.first_run_page.methods.select(kind)  # type: ignore[arg-type]
        if not seat.window.first_run_page.methods.server_options._body.isVisible():
            seat.window.first_run_page.methods.server_options.toggle_button.click()

    return show


def waiting(seat: Seat) -> None:
    seat.window.first_run_page.methods.browser_form.client_id_field.edit.setText("42")
    seat.window.first_run_page.methods.browser_form.submit_button.click()


def pasting(seat: Seat) -> None:
    waiting(seat)
    seat.window.waiting_page.paste_form.expand()
    seat.window.waiting_page.paste_form.show_error(InvalidInput("not_the_final_address"))


def refused(seat: Seat) -> None:
    waiting(seat)
    seat.window.waiting_page.show_failure(Cancelled("denied"))


def keyring(seat: Seat) -> None:
    entrance = seat.window._sign_in_pages
    assert entrance is not None
    seat.window._show_page(entrance.keyring_page)
    entrance.keyring_page.show_problem("keyring_absent")


OUTSIDE: dict[str, Way] = {
    "first run": lambda _seat: None,
    "with a secret": way_in("secret"),
    "with a token": way_in("token"),
    "browser": waiting,
    "pasting": pasting,
    "refused": refused,
    "keyring": keyring,
    "capture": capture_window,
    "cheat sheet": command(CommandId.SHORTCUTS),
}
