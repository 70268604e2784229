"""A second start, from the menu of the dash icon, brings the open window to the front."""

from desktop_tests.other_program import open_file_manager
from desktop_tests.program import ENTRY
from desktop_tests.user import DesktopUser


def walk(user: DesktopUser) -> None:
    user.open_board()
    with user.step("dash-menu", "The icon's menu offers what the program can do at once"):
        open_file_manager(user)
        user.desktop.open_dash_menu(ENTRY)
    with user.step("second-start", "My work is shown, in the one window, in front"):
        user.desktop.choose("My Work")
        user.wait_for_focus("My work")
        user.require(len(user.own_windows()) == 1, "there is one window", user.own_windows())
    with user.step("dash-click", "A click on the icon brings it to the front"):
        open_file_manager(user)
        user.desktop.click_dash(ENTRY)
        user.wait_for_focus()
