"""The session ends while a comment is half written; after the next log-in it is still there."""

from desktop_tests.user import DesktopUser

WORDS = "Half a comment, as I was call"


def walk(user: DesktopUser) -> None:
    user.open_board()
    title = user.cards("WIP")[0]
    with user.step("half-a-comment", "A comment is half written"):
        _open_card(user, title)
        user.click("Write a comment", "text")
        user.desktop.type_text(WORDS)
        user.wait_for(lambda: WORDS in user.reader.text("Write a comment"), "the words in the field")

    def look() -> None:
        with user.step("log-off", "The user logs off meanwhile"):
            pass

    user.log_off(look)
    user.log_in()
    with user.step("draft", "After the next log-in it is still there"):
        user.open_board()
        _open_card(user, title)
        user.wait_for(lambda: WORDS in user.reader.text("Write a comment"), "the words in the field")
        user.require(WORDS not in user.server.comments(title), "nothing was sent")
    user.desktop.press_keys("Escape")


def _open_card(user: DesktopUser, title: str) -> None:
    user.click(f"{title}, In progress*", "list item")
    user.reader.find(f"Card {title}", "panel")
