"""Lines of another program become cards."""

from desktop_tests.user import SHORTCODE, DesktopUser

COUNT = 25
TITLES = [f"Pasted line {number:02}" for number in range(1, COUNT + 1)]


def walk(user: DesktopUser) -> None:
    user.open_board()
    user.desktop.set_clipboard("\n".join(TITLES))
    with user.step("paste", f"{COUNT} lines of the clipboard are {COUNT} cards"):
        user.desktop.press_keys("2")
        user.desktop.press_keys("Control_L", "v")
        user.wait_for(
            lambda: set(TITLES) <= {card["title"] for card in user.program.run_verb("cards", SHORTCODE)},
            "all cards",
        )
        user.wait_for(
            lambda: [user.server.count(title) for title in TITLES] == [1] * COUNT,
            "each card once on the server",
        )
