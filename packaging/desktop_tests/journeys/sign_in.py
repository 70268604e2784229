"""Signs in with a real browser, which the program opens through the desktop, and comes back."""

from desktop_tests.user import DesktopUser
from devtools.browser import follow_last_link, sign_in_and_allow

BROWSER = "chromium"


def _is_page_in_front(user: DesktopUser) -> bool:
    """While a page is loading, the title of the window is an address."""
    return any(
        BROWSER in window.app_id and window.has_focus and "Kanbert" in window.title
        for window in user.desktop.windows()
    )


def walk(user: DesktopUser) -> None:
    keys = user.server.credentials
    with user.step("sign-in", "Server and client ID are filled in"):
        user.reader.write(keys["url"], "Server address", "text")
        user.reader.write(keys["client_id"], "Client ID", "text")
        user.wait_for_focus()
    with user.step("browser", "The browser comes to the front with the login page"):
        user.click("Sign in with your browser", "button")
        user.wait_for(lambda: _is_page_in_front(user), "the page in front")
    with user.step("browser-done", "The browser says that the user is signed in"):
        text = sign_in_and_allow(user.browser, keys["email"], keys["password"])
        user.require("You are signed in" in text, "the browser says so", text)
    with user.step("back", "The last page leads back to the window, which is in front"):
        user.require(follow_last_link(user.browser), "the page has a link")
        _confirm(user)
        user.wait_for_focus()
    with user.step("signed-in", "The window has the boards"):
        user.reader.find("Up to date, *", "button")
        status = user.program.run_verb("status")
        user.require(status["user"]["email"] == keys["email"], "a verb is signed in too", status)
        user.browser.close()
        user.open_board()


def _confirm(user: DesktopUser) -> None:
    """The browser asks whether it may open another program."""
    user.desktop.press_keys("Tab")
    user.desktop.press_keys("Return")
