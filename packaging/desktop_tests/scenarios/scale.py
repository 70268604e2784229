"""The window fits and is sharp at each scale of the screen, with a larger screen for the largest."""

from desktop_tests.desktop import SCREEN, Size
from desktop_tests.user import DesktopUser

LARGE_SCREEN: Size = (2880, 1800)
SCALES = ((1.25, SCREEN), (1.5, SCREEN), (2.0, LARGE_SCREEN))
_DIFFERENCE = 0.02
"""A screen offers only scales that divide it into whole units."""
_ROUNDING = 1
"""KWin gives windows whole pixels, which are parts of units."""


def walk(user: DesktopUser) -> None:
    shown = SCREEN
    for scale, screen in SCALES:
        if screen != shown:
            user.log_out()
            user.log_in([screen])
            shown = screen
        user.open_board()
        with user.step(f"scale-{int(scale * 100)}", f"The window at {scale:.0%} of {screen[0]}×{screen[1]}"):
            _scale(user, scale, screen)
    user.log_out()
    user.log_in()


def _scale(user: DesktopUser, scale: float, screen: Size) -> None:
    user.desktop.set_scales(scale)
    user.wait_for(lambda: _fits(user, screen, scale), "the window within the screen")
    user.wait_for(
        lambda: abs(user.desktop.pixels_per_unit(user.window()) - scale) < _DIFFERENCE, "a sharp window"
    )
    user.click("New card", "button")
    user.reader.has_focus_on("Title of the new card")
    user.desktop.press_keys("Escape")


def _fits(user: DesktopUser, screen: Size, scale: float) -> bool:
    frame = user.window().frame
    right, bottom = (size / scale + _ROUNDING for size in screen)
    return (
        min(frame.x, frame.y) >= -_ROUNDING
        and frame.x + frame.width <= right
        and frame.y + frame.height <= bottom
    )
