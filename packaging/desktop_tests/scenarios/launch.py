"""The program is started from the dash, or from the menu where there is none."""

from desktop_tests.desktop import Ability
from desktop_tests.program import APP_ID, ENTRY
from desktop_tests.user import DesktopUser


def walk(user: DesktopUser) -> None:
    with user.step("launch", "The program opens, with its own name and icon"):
        if Ability.DASH in user.desktop.abilities:
            user.desktop.click_dash(ENTRY)
        else:
            user.desktop.launch(ENTRY)
        window = user.window()
        user.require(window.app_id == APP_ID, "the window belongs to the desktop file", window)
        user.wait_for_focus()
        user.reader.find("Connect to Kanbert")
