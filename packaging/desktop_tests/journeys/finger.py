"""A finger scrolls a column."""

from desktop_tests.user import SHORTCODE, DesktopUser

COUNT = 12
_LEAST = 60
"""How far the cards move at least: the finger moves farther."""


def walk(user: DesktopUser) -> None:
    user.open_board()
    for number in range(COUNT):
        user.server.colleague.add(SHORTCODE, f"Further down {number}")
    user.program.run_verb("sync")
    user.wait_for(lambda: len(user.cards("New")) > COUNT, "a long column")
    column, cards = user.rectangle_of("To do, * cards", "list"), user.cards("New")
    x, top, bottom = column.centre[0], column.y + 60, column.y + column.height - 60
    before = _top_of(user, cards[0])
    with user.step("finger", "A finger scrolls a column, and drags no card"):
        user.desktop.swipe((x, bottom), (x, top))
        user.wait_for(lambda: _top_of(user, cards[0]) < before - _LEAST, "the column to scroll")
        user.require(user.cards("New") == cards, "no card is moved", user.cards("New"))
    user.desktop.swipe((x, top), (x, bottom))


def _top_of(user: DesktopUser, title: str) -> float:
    return user.rectangle_of(f"{title}, To do*", "list item").y
