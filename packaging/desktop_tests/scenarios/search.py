"""The desktop's search finds cards, also while the program is closed, and opens one in front of another program."""

from desktop_tests.other_program import open_file_manager
from desktop_tests.user import BOARD, DesktopUser


def walk(user: DesktopUser) -> None:
    user.open_board()
    title, other = user.cards("WIP")[:2]
    open_file_manager(user)
    _find(user, title, "search", "The desktop finds a card while its title is typed")
    _open(user, title, "search-opened", "It opens in the window, in front")
    user.desktop.press_keys("Control_L", "q")
    user.wait_for(lambda: not user.own_windows(), "the end of the program")
    _find(user, other, "search-closed", "The desktop finds a card while the program is closed")
    _open(user, other, "search-started", "The program starts and shows it")
    user.desktop.press_keys("Escape")


def _find(user: DesktopUser, title: str, name: str, caption: str) -> None:
    with user.step(name, caption):
        found = user.desktop.search(title[:10])
        user.require(title in found, "the card is among the results", found)


def _open(user: DesktopUser, title: str, name: str, caption: str) -> None:
    with user.step(name, caption):
        user.desktop.open_found(title)
        user.reader.find(f"Card {title}", "panel")
        user.wait_for_focus(BOARD)
