"""A card is dragged onto another board in the sidebar, which gets a copy."""

from desktop_tests.user import SHORTCODE, DesktopUser

OTHER, CODE = "Filialfinder", "FIL"


def walk(user: DesktopUser) -> None:
    user.open_board()
    title = user.cards("New")[0]
    start = user.point_of(f"{title}, To do*", "list item")
    end = user.point_of(f"Board {OTHER}, *", "table cell")

    def look() -> None:
        with user.step("drag-board", "The board under the pointer is marked"):
            user.require(user.server.boards(title) == [SHORTCODE], "nothing is copied on the way")

    user.drag(start, end, look)
    with user.step("on-the-board", "The other board has a copy, on the server too"):
        user.wait_for(
            lambda: sorted(user.server.boards(title)) == sorted([CODE, SHORTCODE]), "the copy on the server"
        )
