"""A card is dragged to another place in *My order*."""

from desktop_tests.user import DesktopUser

_COLUMN = "New"


def walk(user: DesktopUser) -> None:
    user.open_board()
    with user.step("my-order", "The board is sorted by the user"):
        user.click("View", "button")
        user.choose("My order, this computer only")
    first, second, third = user.cards(_COLUMN)[:3]
    start = user.point_of(f"{first}, To do*", "list item")
    below = user.rectangle_of(f"{third}, To do*", "list item")

    def look() -> None:
        with user.step("drag-order", "A line shows between which cards it falls"):
            user.require(user.cards(_COLUMN)[:3] == [first, second, third], "nothing is moved on the way")

    user.drag(start, (below.centre[0], below.y + below.height - 4), look)
    with user.step("ordered", "It has its new place"):
        user.wait_for(lambda: user.cards(_COLUMN)[:3] == [second, third, first], "the new order")
