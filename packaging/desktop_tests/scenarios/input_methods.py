"""Chinese and Japanese are composed in a card, a comment and the palette, and no key of it reaches the program."""

from __future__ import annotations

from desktop_tests.desktop import Rectangle
from desktop_tests.other_program import open_file_manager
from desktop_tests.user import SHORTCODE, DesktopUser

CHINESE, JAPANESE = "libpinyin", "anthy"
CITY, CAPITAL = "北京", "とうきょう"
SYLLABLES = "にほん"
NEW_CARD, COMMENT = "Title of the new card", "Write a comment"
PALETTE = "Go to a board, card, person or command"
_NEAR = 120
"""Units between the line that is typed and the candidates, which a shell places beside it."""


def walk(user: DesktopUser) -> None:
    user.open_board()
    try:
        user.desktop.use_input_method(CHINESE)
        _add_card(user)
        user.desktop.use_input_method(JAPANESE)
        _comment(user)
        _find(user)
    finally:
        user.desktop.use_input_method("")
    _leave(user)


def _add_card(user: DesktopUser) -> None:
    with user.step("chinese", "Chinese is composed in a new card, with the candidates beside it"):
        user.click("New card", "button")
        user.reader.has_focus_on(NEW_CARD)
        _compose(user, "beijing", CITY)
        place = user.desktop.candidates()
        field = user.rectangle_of(NEW_CARD, "text")
        user.require(
            place is not None and _is_near(place, field), "the candidates are at the field", place, field
        )
    with user.step("chinese-given-up", "The Escape key gives the composition up, and leaves the field open"):
        user.desktop.press_keys("Escape")
        user.wait_for(lambda: user.desktop.composed_text() == "", "the end of the composition")
        user.reader.has_focus_on(NEW_CARD)
        user.require(user.reader.text(NEW_CARD) == "", "nothing was typed", user.reader.text(NEW_CARD))
    with user.step(
        "chinese-card", "The space bar takes the candidate; only then does the Enter key add the card"
    ):
        _compose(user, "beijing", CITY)
        user.desktop.press_keys(" ")
        user.wait_for(lambda: user.reader.text(NEW_CARD) == CITY, "the characters in the field")
        user.require(CITY not in _titles(user), "no card was added")
        user.desktop.press_keys("Return")
        user.wait_for(lambda: _titles(user).count(CITY) == 1, "the card")
        user.desktop.press_keys("Escape")


def _comment(user: DesktopUser) -> None:
    with user.step("japanese", "Japanese is composed in a comment; Ctrl+Enter does not send it yet"):
        user.click(f"{CITY}, *", "list item")
        user.reader.find(f"Card {CITY}", "panel")
        # A letter on the board is a command, whatever the input method.
        user.desktop.press_keys("c")
        user.reader.has_focus_on(COMMENT)
        country = _convert(user)
        user.desktop.press_keys("Control_L", "Return")
        user.reader.has_focus_on(COMMENT)
        user.require(user.desktop.composed_text() == country, "it is still composed")
    with user.step("japanese-kept", "What is composed becomes text when another program comes to the front"):
        user.desktop.press_keys("Return")
        user.wait_for(lambda: user.reader.text(COMMENT) == country, "the characters in the field")
        _compose(user, "toukyou", CAPITAL)
        open_file_manager(user)
        user.wait_for(lambda: user.reader.text(COMMENT) == country + CAPITAL, "the text in the field")
        user.open_program()
    with user.step("japanese-comment", "Ctrl+Enter sends it once"):
        user.reader.has_focus_on(COMMENT)
        user.desktop.press_keys("Control_L", "Return")
        user.wait_for(lambda: user.server.comments(CITY).count(country + CAPITAL) == 1, "the comment")


def _find(user: DesktopUser) -> None:
    with user.step("japanese-palette", "In the palette the arrow keys choose among the candidates first"):
        user.desktop.press_keys("Control_L", "k")
        user.reader.has_focus_on(PALETTE)
        first = _convert(user)
        user.desktop.press_keys("Down")
        user.wait_for(lambda: user.desktop.composed_text() not in ("", first), "the next candidate")
        chosen = user.desktop.composed_text()
        user.desktop.press_keys("Return")
        user.wait_for(lambda: user.reader.text(PALETTE, "text") == chosen, "the characters in the field")
    user.desktop.press_keys("Escape")


def _leave(user: DesktopUser) -> None:
    user.desktop.press_keys("Escape")
    user.open_board()


def _compose(user: DesktopUser, keys: str, shown: str) -> None:
    user.wait_for(user.desktop.accepts_composition, "a field that takes composed text")
    user.desktop.type_text(keys)
    user.wait_for(lambda: user.desktop.composed_text() == shown, f"“{shown}” to be composed")


def _convert(user: DesktopUser) -> str:
    """Composes Japanese and converts it to the first candidate, which is the one that was chosen last."""
    _compose(user, "nihonn", SYLLABLES)
    user.desktop.press_keys(" ")
    user.wait_for(lambda: user.desktop.composed_text() not in ("", SYLLABLES), "the conversion")
    return user.desktop.composed_text()


def _titles(user: DesktopUser) -> list[str]:
    return [card["title"] for card in user.program.run_verb("cards", SHORTCODE)]


def _is_near(place: Rectangle, field: Rectangle) -> bool:
    """Above or below the field, where it begins."""
    gap = max(place.y - (field.y + field.height), field.y - (place.y + place.height))
    return gap < _NEAR and place.x < field.x + field.width
