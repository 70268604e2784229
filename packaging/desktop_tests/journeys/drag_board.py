"""A card is dragged onto another board in the sidebar."""

from desktop_tests.user import SHORTCODE, DesktopUser

OTHER = "Herbstkatalog"


def walk(user: DesktopUser) -> None:
    user.open_board()
    title = user.cards("New")[0]
    start = user.point_of(f"{title}, To do*", "list item")
    end = user.point_of(f"*{OTHER}*", "tree item")

    def look() -> None:
        with user.step("drag-board", "The board under the pointer is marked"):
            titles = [card["title"] for card in user.program.run_verb("cards", SHORTCODE)]
            user.require(title in titles, "nothing is moved on the way")

    user.drag(start, end, look)
    with user.step("on-the-board", "The card belongs to the other board, on the server too"):
        user.wait_for(
            lambda: title not in [card["title"] for card in user.program.run_verb("cards", SHORTCODE)],
            "the card to leave",
        )
