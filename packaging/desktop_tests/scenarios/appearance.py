"""Text size and contrast of the desktop are followed at once."""

from desktop_tests.pictures import contrast
from desktop_tests.user import DesktopUser

LARGE = 1.25


def walk(user: DesktopUser) -> None:
    user.open_board()
    name = "Go to a board, card, person or command"
    height = user.rectangle_of(name).height
    try:
        with user.step("large-text", "Large text"):
            user.desktop.set_text_scale(LARGE)
            user.wait_for(lambda: user.rectangle_of(name).height > height * 1.1, "a larger button")
    finally:
        user.desktop.set_text_scale(1)
    user.wait_for(lambda: user.rectangle_of(name).height == height, "the former size")
    before = contrast(user.picture_of(user.window()))
    try:
        with user.step("contrast", "High contrast"):
            user.desktop.set_high_contrast(True)
            user.wait_for(lambda: contrast(user.picture_of(user.window())) > before * 1.02, "more contrast")
    finally:
        user.desktop.set_high_contrast(False)
