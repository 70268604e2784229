"""Signs in with a real browser, which the program opens through the desktop, and comes back."""

import time

from desktop_tests.desktop import Window
from desktop_tests.pictures import brightness
from desktop_tests.user import DesktopUser
from devtools.browser import follow_last_link, sign_in_and_allow

BROWSER = "chromium"
_DIMMED = 0.7
"""The brightness below which a page lies under a question."""
_READ_SECONDS = 1


def _browser(user: DesktopUser) -> Window | None:
    """The window in front, if it is the browser with a page; while a page is loading, its title is an address."""
    windows = (window for window in user.desktop.windows() if window.has_focus)
    return next(
        (window for window in windows if BROWSER in window.app_id and "Kanbert" in window.title), None
    )


def walk(user: DesktopUser) -> None:
    keys = user.server.credentials
    with user.step("sign-in", "Server and client ID are filled in"):
        user.reader.write(keys["url"], "Server address", "text")
        user.reader.write(keys["client_id"], "Client ID", "text")
        user.wait_for_focus()
    with user.step("browser", "The browser comes to the front with the login page"):
        user.click("Sign in with your browser", "button")
        user.wait_for(lambda: _browser(user) is not None, "the page in front")
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
    """The browser asks whether it may open another program, and takes no answer before it can be read."""
    user.wait_for(lambda: _is_dimmed(user), "the browser's question")
    for key in ("Tab", "Return"):
        time.sleep(_READ_SECONDS)
        user.desktop.press_keys(key)


def _is_dimmed(user: DesktopUser) -> bool:
    window = _browser(user)
    return window is not None and brightness(user.picture_of(window)) < _DIMMED
