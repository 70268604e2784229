"""A card is dragged to another column."""

from desktop_tests.user import DesktopUser


def walk(user: DesktopUser) -> None:
    user.open_board()
    title = user.cards("New")[0]
    start = user.point_of(f"{title}, To do*", "list item")
    end = user.rectangle_of("In progress, * cards", "list")

    def look() -> None:
        with user.step("drag-columns", "A card is dragged to another column"):
            user.require(user.server.status(title) == "New", "nothing is moved on the way")

    user.drag(start, (end.centre[0], end.y + 60), look)
    with user.step("dropped", "It is there, on the server too"):
        user.reader.find(f"{title}, In progress*", "list item")
        user.wait_for(lambda: user.server.status(title) == "WIP", "the server to have it")
