"""A colleague assigns a card; a click on the notification opens it in the window, in front."""

from desktop_tests.other_program import open_file_manager
from desktop_tests.user import SHORTCODE, DesktopUser

TITLE = "Ask the printer for a date"


def walk(user: DesktopUser) -> None:
    user.open_board()
    with user.step("notification", "The desktop shows that a card was assigned"):
        open_file_manager(user)
        user.server.colleague.add(SHORTCODE, TITLE, assignee_id=user.server.own_id())
        user.program.start("sync")
        user.wait_for(lambda: user.desktop.notification(TITLE) is not None, "the notification")
    with user.step("notification-clicked", "A click opens it, in front of the other program"):
        place = user.desktop.notification(TITLE)
        user.require(place is not None, "it is still shown")
        if place is not None:
            user.desktop.click(place.centre)
        user.wait_for_focus("Inbox")
        user.reader.find(f"Card {TITLE}", "panel")
    user.desktop.press_keys("Escape")
