"""The palette opens over the window, finds a card and goes there."""

from desktop_tests.user import DesktopUser

FIELD = "Go to a board, card, person or command"


def walk(user: DesktopUser) -> None:
    user.open_board()
    title = user.cards("WIP")[0]
    with user.step("palette", "The palette finds a card while its title is typed"):
        user.desktop.press_keys("Control_L", "k")
        user.reader.has_focus_on(FIELD)
        user.desktop.type_text(title[:12])
        user.reader.find(f"{title}*", "list item")
    with user.step("palette-card", "The Enter key opens it"):
        user.desktop.press_keys("Return")
        user.reader.find(f"Card {title}", "panel")
    user.desktop.press_keys("Escape")
