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
from ui.layout.capture_screens import capture, capture_window_of, open_capture_window
from ui.layout.window_fixture import OPEN_CARD, WindowFixture

OpenScreen = Callable[[WindowFixture], object]

# Who is signed in.


def board(seat: WindowFixture) -> None:
    seat.workspace.navigator.open_board(WEB)


def panel(seat: WindowFixture) -> None:
    board(seat)
    seat.board.open_card(OPEN_CARD)


def expanded_panel(seat: WindowFixture) -> None:
    """With its description being written, its history open and a sub-task's place in sight."""
    panel(seat)
    shown = seat.board.panel
    shown.history.header_button.click()
    shown.description.edit()
    shown.composer.field.setFocus()


def board_key(key: Qt.Key) -> OpenScreen:
    """That single key on the opened card."""

    def press(seat: WindowFixture) -> None:
        board(seat)
        seat.board.focus_board(OPEN_CARD)
        view = seat.board.columns_view.view_of(OPEN_CARD)
        assert view is not None
        QTest.keyClick(view.cards, key)

    return press


def card_menu(seat: WindowFixture) -> None:
    """As the menu key opens it; Qt tells a window alone of that key."""
    board(seat)
    seat.board.focus_board(OPEN_CARD)
    view = seat.board.columns_view.view_of(OPEN_CARD)
    assert view is not None
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), view.cards.mapToGlobal(QPoint()))
    QApplication.sendEvent(view.cards, asked)


def in_panel(part: str) -> OpenScreen:
    """The button of that name in the panel."""

    def press(seat: WindowFixture) -> None:
        panel(seat)
        holder, _, name = part.partition(".")
        getattr(getattr(seat.board.panel, holder), name).click()

    return press


def quick_add(seat: WindowFixture) -> None:
    board(seat)
    seat.board.open_quick_add()
    field = QApplication.focusWidget()
    if field is not None:
        QTest.keyClicks(field, "2 @")


def no_match(seat: WindowFixture) -> None:
    board(seat)
    seat.board.filter_bar.field.setText("xqz due:never")


def several(seat: WindowFixture) -> None:
    """Selected, so that the head counts them."""
    board_key(Qt.Key.Key_A)(seat)
    seat.board.controller.selection.select([OPEN_CARD, CardKey("2")])


def view_menu(seat: WindowFixture) -> None:
    board(seat)
    seat.board.sorting.button.open_menu()


def open_page(kind: PageKind) -> OpenScreen:
    return lambda seat: seat.workspace.navigator.open_page(kind)


def question(number: int) -> OpenScreen:
    def show(seat: WindowFixture) -> None:
        seat.workspace.navigator.open_page(PageKind.ATTENTION)
        seat.workspace.navigator.page(PageKind.ATTENTION).list.setCurrentRow(number)  # type: ignore[union-attr]

    return show


def search(seat: WindowFixture) -> None:
    seat.workspace.search("Κάρτα")


def deleted(seat: WindowFixture) -> None:
    seat.open_account.service.delete_card("20")
    seat.workspace.navigator.open_page(PageKind.DELETED)


def palette(text: str) -> OpenScreen:
    def show(seat: WindowFixture) -> None:
        board(seat)
        seat.workspace.handlers()[CommandId.PALETTE]()
        field = QApplication.focusWidget()
        if text and field is not None:
            QTest.keyClicks(field, text)

    return show


def command(name: CommandId) -> OpenScreen:
    return lambda seat: seat.window.window_actions[name].trigger()


def sync(seat: WindowFixture) -> None:
    board(seat)
    seat.open_account.service.add_card(WEB, "Νέα")
    seat.workspace.show_sync_popover()


def with_status(status: SyncStatus) -> OpenScreen:
    def show(seat: WindowFixture) -> None:
        board(seat)
        seat.application.publish_status(status)

    return show


def banner(order: Callable[[WindowFixture], object]) -> OpenScreen:
    """One of the lasting notices above the page."""

    def show(seat: WindowFixture) -> None:
        board(seat)
        order(seat)
        assert seat.window.banner_controller is not None
        seat.window.banner_controller.refresh()

    return show


def cannot_write(seat: WindowFixture) -> None:
    seat.open_account.sync_control.can_write = False


def sign_in_again(seat: WindowFixture) -> None:
    board(seat)
    seat.application.bus.publish(SignInExpired())


def toast(seat: WindowFixture) -> None:
    board(seat)
    seat.board.commands.delete([CardKey("20")])


def warning(seat: WindowFixture) -> None:
    board(seat)
    seat.board.commands.rename(OPEN_CARD, "")


def sign_out(seat: WindowFixture) -> None:
    SignOutDialog(
        UnsentCounts(pending=3, parked=2, drafts=1, unreadable=1),
        SyncStatus(),
        seat.board._theme,
        seat.window,
    ).open()


def account(seat: WindowFixture) -> None:
    seat.workspace.sidebar.account_button.click()


def loading(seat: WindowFixture) -> None:
    seat.workspace.pages.setCurrentWidget(seat.workspace.loading_page)
    seat.application.bus.publish(LoadProgressed(12, 38, 412))


OFFLINE = SyncStatus(SyncState.WAITING_FOR_NETWORK, pending=2, last_sync=NOW, offline_since=NOW)
SIGNED_IN_SCREENS: dict[str, OpenScreen] = {
    "board": board,
    "panel": panel,
    "panel being written in": expanded_panel,
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
    "my work": open_page(PageKind.MY_WORK),
    "search without words": open_page(PageKind.SEARCH),
    "search": search,
    "deleted": deleted,
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
    "sample data": banner(lambda seat: setattr(seat.application, "is_sample_data", True)),
    "damaged store": banner(lambda seat: setattr(seat.application, "recovery_report", object())),
    "locked keyring": banner(lambda seat: setattr(seat.application, "keyring_problem", "keyring_locked")),
    "read only": banner(cannot_write),
    **{f"question {number}": question(number) for number in range(4)},
}


# Nobody is signed in.


def sign_in_method(kind: str) -> OpenScreen:
    def show(seat: WindowFixture) -> None:
        seat.window.first_run_page.methods.select(kind)  # type: ignore[arg-type]
        if not seat.window.first_run_page.methods.server_options._body.isVisible():
            seat.window.first_run_page.methods.server_options.toggle_button.click()

    return show


def waiting(seat: WindowFixture) -> None:
    seat.window.first_run_page.methods.browser_form.client_id_field.edit.setText("42")
    seat.window.first_run_page.methods.browser_form.submit_button.click()


def paste_url(seat: WindowFixture) -> None:
    waiting(seat)
    seat.window.waiting_page.paste_form.expand()
    seat.window.waiting_page.paste_form.show_error(InvalidInput("not_the_final_address"))


def rejected(seat: WindowFixture) -> None:
    waiting(seat)
    seat.window.waiting_page.show_failure(Cancelled("denied"))


def keyring(seat: WindowFixture) -> None:
    entrance = seat.window._sign_in_pages
    assert entrance is not None
    seat.window._show_page(entrance.keyring_page)
    entrance.keyring_page.show_problem("keyring_absent")


SIGNED_OUT_SCREENS: dict[str, OpenScreen] = {
    "first run": lambda _seat: None,
    "with a secret": sign_in_method("secret"),
    "with a token": sign_in_method("token"),
    "browser": waiting,
    "pasting": paste_url,
    "refused": rejected,
    "keyring": keyring,
    "capture": capture_window_of,
    "cheat sheet": command(CommandId.SHORTCUTS),
}
