"""A finger scrolls a column."""

from desktop_tests.user import SHORTCODE, DesktopUser

COUNT = 12
_MARGIN = 60


def walk(user: DesktopUser) -> None:
    user.open_board()
    for number in range(COUNT):
        user.server.colleague.add(SHORTCODE, f"Further down {number}")
    user.program.run_verb("sync")
    user.wait_for(lambda: len(user.cards("New")) > COUNT, "a long column")
    column, cards = user.rectangle_of("To do, * cards", "list"), user.cards("New")
    x, top, bottom = column.centre[0], column.y + _MARGIN, column.y + column.height - _MARGIN
    # What a list does not show, a screen reader does not see.
    user.reader.wait_until_gone(f"{cards[-1]}, To do*", "list item")
    with user.step("finger", "A finger scrolls a column to its end, and drags no card"):
        for _ in range(_swipes(column.height, len(cards))):
            user.desktop.swipe((x, bottom), (x, top))
        user.reader.find(f"{cards[-1]}, To do*", "list item")
        user.require(user.cards("New") == cards, "no card is moved", user.cards("New"))
    user.desktop.swipe((x, top), (x, bottom))


def _swipes(height: float, cards: int) -> int:
    """Enough of them for the tallest cards."""
    return 1 + int(cards * _TALLEST / (height - 2 * _MARGIN))


_TALLEST = 110
