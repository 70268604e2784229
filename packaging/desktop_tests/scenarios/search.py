"""The desktop's search finds cards, and opens one in front of another program."""

from desktop_tests.other_program import open_file_manager
from desktop_tests.user import BOARD, DesktopUser


def walk(user: DesktopUser) -> None:
    user.open_board()
    title = user.cards("WIP")[0]
    open_file_manager(user)
    with user.step("search", "The desktop finds a card while its title is typed"):
        found = user.desktop.search(title[:10])
        user.require(title in found, "the card is among the results", found)
    with user.step("search-opened", "It opens in the window, in front"):
        user.desktop.open_found(title)
        user.reader.find(f"Card {title}", "panel")
        user.wait_for_focus(BOARD)
    user.desktop.press_keys("Escape")
