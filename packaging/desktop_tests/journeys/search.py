"""The overview finds cards, also while the window is closed, and opens one."""

from desktop_tests.user import BOARD, DesktopUser


def walk(user: DesktopUser) -> None:
    user.open_board()
    title = user.cards("WIP")[0]
    with user.step("search", "The overview finds a card while its title is typed"):
        found = user.desktop.search(title[:10])
        user.require(title in found, "the card is among the results", found)
    with user.step("search-opened", "A click opens it in the window"):
        user.desktop.open_found(title)
        user.reader.find(f"Card {title}", "panel")
        user.wait_for_focus(BOARD)
    user.desktop.press_keys("Escape")
