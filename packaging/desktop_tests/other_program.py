"""A program of somebody else that is in front."""

from desktop_tests.desktop import Window
from desktop_tests.user import DesktopUser

_SECONDS = 60
"""A file manager starts slowly where no portal of the desktop runs yet."""


def open_file_manager(user: DesktopUser) -> None:
    """Raises it where it is open already."""
    if not _windows(user):
        user.desktop.session.start("file-manager", ["nautilus", "--new-window", "/usr/share"])
        user.wait_for(lambda: bool(_windows(user)), "the file manager", seconds=_SECONDS)
    user.desktop.raise_window(_windows(user)[0])
    user.wait_for(lambda: _windows(user)[0].has_focus, "the file manager in front")


def _windows(user: DesktopUser) -> list[Window]:
    return [window for window in user.desktop.windows() if "nautilus" in window.app_id.lower()]
