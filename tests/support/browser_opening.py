"""Opens a page and waits for the thread that does it."""

import threading

from kanbert_desktop.identity.browser import open_in_browser


def open_and_wait(url: str) -> bool:
    """Returns whether a browser may have opened."""
    before = set(threading.enumerate())
    outcome = open_in_browser(url)
    for thread in set(threading.enumerate()) - before:
        if thread.name == "open browser":
            assert thread.daemon
            thread.join(60)
    return outcome.result(60)
