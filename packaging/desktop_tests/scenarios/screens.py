"""The window goes to a second screen of another scale, is sharp there and opens its menus there; then that screen is unplugged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop_tests import pictures
from desktop_tests.desktop import Rectangle, Size
from desktop_tests.input_devices import RIGHT, Point
from desktop_tests.user import DesktopUser

SIZE: Size = (2160, 1350)
"""Of both screens: those of KWin are of one size. Has room for the window at each of the scales."""
SCALES = (1.0, 1.5)
FIRST, SECOND = 0, 1
PALETTE = "Go to a board, card, person or command"
_DIFFERENCE = 0.02
"""A screen offers only scales that divide it into whole units."""
_SMALLEST = 150
"""Units of width and height that a menu has at least."""
_NEAR = 80
"""Units between the middle of a card and what opens below it."""
_INTO_COLUMN = 60
_LITTLE = 0.01
"""Of a screen: less than the smallest popup."""
_BORDER = 2
"""Units of a window's own frame, and of KWin's rounding."""


def walk(user: DesktopUser) -> None:
    user.log_out()
    user.log_in([SIZE, SIZE])
    user.desktop.set_scales(*SCALES)
    user.open_board()
    _use_second(user)
    _unplug_under_menu(user)
    _unplug_under_drag(user)
    user.log_out()
    user.log_in()


def _use_second(user: DesktopUser) -> None:
    with user.step("second-screen", "The window is sharp on a screen of another scale, and fits it"):
        _send_to_second(user)
    with user.step("second-menu", "The menu of a card opens there"):
        _require_beside(user, _point_of_card(user), lambda: _open_menu(user))
    user.desktop.press_keys("Escape")
    with user.step("second-popup", "The calendar of a due date too"):
        user.click(f"{_card(user)}, In progress*", "list item")
        user.reader.find(f"Card {_card(user)}", "panel")
        _require_beside(user, _point_of_card(user), lambda: user.desktop.press_keys("d"))
    for _ in range(2):
        user.desktop.press_keys("Escape")
    with user.step("first-screen", "Back on the first one the window is sharp again"):
        user.desktop.send_to_screen(user.window(), FIRST)
        _wait_until_on(user, FIRST)


def _unplug_under_menu(user: DesktopUser) -> None:
    _send_to_second(user)
    _open_menu(user)
    with user.step(
        "menu-unplugged", "Its screen is unplugged below the open menu: the window is on the other one"
    ):
        user.desktop.set_scales(SCALES[FIRST])
        _wait_until_on(user, FIRST)
    with user.step("palette-after-menu", "It takes keys and clicks there"):
        user.desktop.press_keys("Escape")
        # Only then does Qt take keys for the window.
        user.reader.has_focus_on(f"{_card(user)}, In progress*")
        user.desktop.press_keys("Control_L", "k")
        user.reader.has_focus_on(PALETTE)
        user.desktop.press_keys("Escape")


def _unplug_under_drag(user: DesktopUser) -> None:
    user.desktop.set_scales(*SCALES)
    _send_to_second(user)
    title = _card(user)
    with user.step("drag-unplugged", "Its screen is unplugged below a dragged card: nothing is lost"):
        _drag(user, title, "Completed", lambda: user.desktop.set_scales(SCALES[FIRST]))
        _wait_until_on(user, FIRST)
        user.require(user.server.count(title) == 1, "the card is there once")
    with user.step("drag-again", "The next drag works"):
        _drag(user, title, "Backlog")
        user.wait_for(lambda: user.server.status(title) == "Backlog", "the card in its column")


def _card(user: DesktopUser) -> str:
    """In a short column, where it can be seen whatever other scenarios did."""
    return user.cards("WIP")[0]


def _point_of_card(user: DesktopUser) -> Point:
    return user.point_of(f"{_card(user)}, In progress*", "list item")


def _open_menu(user: DesktopUser) -> None:
    user.desktop.click(_point_of_card(user), RIGHT)


def _drag(user: DesktopUser, title: str, column: str, then: Callable[[], None] | None = None) -> None:
    start = user.point_of(f"{title}, *", "list item")
    end = user.rectangle_of(f"{column}, * cards", "list")
    user.drag(start, (end.centre[0], end.y + _INTO_COLUMN), then)


def _send_to_second(user: DesktopUser) -> None:
    user.desktop.send_to_screen(user.window(), SECOND)
    _wait_until_on(user, SECOND)


def _wait_until_on(user: DesktopUser, number: int) -> None:
    screen = user.desktop.screens[number]

    def fits() -> bool:
        frame = user.window().frame
        return (
            screen.frame.has(frame.centre)
            and frame.width <= screen.frame.width + _BORDER
            and frame.height <= screen.frame.height + _BORDER
        )

    user.wait_for(fits, "the window within the screen")
    user.wait_for(
        lambda: abs(user.desktop.pixels_per_unit(user.window()) - screen.scale) < _DIFFERENCE,
        "a sharp window",
    )


def _require_beside(user: DesktopUser, point: Point, open_: Callable[[], None]) -> None:
    """What opens is seen on the second screen alone, at the point."""
    before = {number: _screenshot(user, number, "before") for number in (FIRST, SECOND)}
    open_()
    found: list[Rectangle] = []

    def is_open() -> bool:
        found[:] = _changed(user, SECOND, before[SECOND])
        return any(min(area.width, area.height) >= _SMALLEST for area in found)

    user.wait_for(is_open, "something on the second screen")
    local = (point[0] - user.desktop.screens[SECOND].x, point[1])
    user.require(_enlarged(found[0]).has(local), "it opens where it belongs", found, local)
    share = pictures.changed_share(before[FIRST], _screenshot(user, FIRST, "after"))
    user.require(share < _LITTLE, "at most a clock changes on the other screen", share)


def _screenshot(user: DesktopUser, number: int, name: str) -> Path:
    file = user.desktop.session.folder / f"{name}-{number}.png"
    user.desktop.screenshot_of_screen(number, file)
    return file


def _changed(user: DesktopUser, number: int, before: Path) -> list[Rectangle]:
    """What encloses all that is different now, in units of that screen; nothing if nothing is."""
    area = pictures.changed_area(before, _screenshot(user, number, "after"))
    scale = pictures.width(before) / user.desktop.screens[number].frame.width
    return [Rectangle(*(value / scale for value in area))] if area else []


def _enlarged(area: Rectangle) -> Rectangle:
    return Rectangle(area.x - _NEAR, area.y - _NEAR, area.width + 2 * _NEAR, area.height + 2 * _NEAR)
