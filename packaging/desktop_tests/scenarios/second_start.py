"""A second start brings the open window to the front."""

from desktop_tests.desktop import Ability
from desktop_tests.other_program import open_file_manager
from desktop_tests.program import ENTRY
from desktop_tests.user import DesktopUser


def walk(user: DesktopUser) -> None:
    user.open_board()
    if Ability.DASH in user.desktop.abilities:
        _from_the_menu(user)
    with user.step("second-start", "Another start from the dash or the menu brings it to the front"):
        open_file_manager(user)
        if Ability.DASH in user.desktop.abilities:
            user.desktop.click_dash(ENTRY)
        else:
            user.desktop.launch(ENTRY)
        user.wait_for_focus()
        user.require(len(user.own_windows()) == 1, "there is one window", user.own_windows())


def _from_the_menu(user: DesktopUser) -> None:
    with user.step("dash-menu", "The icon's menu offers what the program can do at once"):
        open_file_manager(user)
        user.desktop.open_dash_menu(ENTRY)
    with user.step("dash-action", "My work is shown, in the one window, in front"):
        user.desktop.choose("My Work")
        user.wait_for_focus("My work")
        user.require(len(user.own_windows()) == 1, "there is one window", user.own_windows())
