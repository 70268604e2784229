"""A finger scrolls a column."""

from desktop_tests.user import DesktopUser


def walk(user: DesktopUser) -> None:
    user.open_board()
    column = user.rectangle_of("To do, * cards", "list")
    first = user.cards("New")[0]
    before = user.rectangle_of(f"{first}, To do*", "list item")
    with user.step("finger", "A finger scrolls a column, and drags no card"):
        x = column.centre[0]
        user.desktop.swipe((x, column.y + column.height - 60), (x, column.y + 60))
        user.wait_for(
            lambda: user.rectangle_of(f"{first}, To do*", "list item").y < before.y - 20,
            "the column to scroll",
        )
        user.require(user.cards("New")[0] == first, "no card is moved", user.cards("New"))
    user.desktop.swipe((x, column.y + 60), (x, column.y + column.height - 60))
