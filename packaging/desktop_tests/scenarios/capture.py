"""A card is written while another program is in front, as by a key bound to `--capture`."""

from desktop_tests.other_program import open_file_manager
from desktop_tests.user import DesktopUser

TITLE = "Written over another program"


def walk(user: DesktopUser) -> None:
    user.open_board()
    with user.step("other-program", "Another program is in front"):
        open_file_manager(user)
    with user.step("capture", "The capture window is in front of it, with the keyboard"):
        user.program.start("--capture")
        user.wait_for_focus("New card")
        user.desktop.type_text(TITLE)
        user.reader.find("Title of the new card", "text")
    with user.step("captured", "The card is on the server"):
        user.desktop.press_keys("Return")
        user.wait_for(lambda: user.server.count(TITLE) == 1, "the card on the server")
        user.desktop.press_keys("Escape")
    user.open_program()
