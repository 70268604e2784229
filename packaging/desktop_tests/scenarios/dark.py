"""The dark style of the desktop is followed at once."""

from desktop_tests.pictures import brightness
from desktop_tests.user import DesktopUser


def walk(user: DesktopUser) -> None:
    user.open_board()
    _see(user, light=True)
    try:
        with user.step("dark", "Dark style"):
            user.desktop.set_dark(True)
            _see(user, light=False)
    finally:
        user.desktop.set_dark(False)
    _see(user, light=True)


def _see(user: DesktopUser, *, light: bool) -> None:
    wanted = "a light window" if light else "a dark window"
    user.wait_for(lambda: (brightness(user.picture_of(user.window())) > 0.5) is light, wanted)
