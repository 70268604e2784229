"""A colleague comments; a click on the notification opens the card in the window, in front."""

from desktop_tests.other_program import open_file_manager
from desktop_tests.user import SHORTCODE, DesktopUser

TITLE = "Ask the printer for a date"
COMMENT = "The printer can do it on Friday."


def walk(user: DesktopUser) -> None:
    user.open_board()
    with user.step("assigned", "The desktop shows that a card was assigned"):
        open_file_manager(user)
        card = user.server.colleague.add(SHORTCODE, TITLE, assignee_id=user.server.own_id())
        user.program.run_verb("sync")
        user.wait_for(lambda: user.desktop.notification(TITLE) is not None, "the notification")
    user.desktop.tidy_up()
    with user.step("notification", "The desktop shows what a colleague wrote"):
        user.server.colleague.comment(card, f"<p>{COMMENT}</p>")
        user.program.run_verb("sync")
        user.wait_for(lambda: user.desktop.notification(COMMENT) is not None, "the notification")
    with user.step("notification-clicked", "A click opens the card, in front of the other program"):
        place = user.desktop.notification(COMMENT)
        user.require(place is not None, "it is still shown")
        if place is not None:
            user.desktop.click(place.centre)
        user.wait_for_focus("Inbox")
        user.reader.find(f"Card {TITLE}", "panel")
    user.desktop.press_keys("Escape")
