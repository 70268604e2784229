"""At every place of the window, in several languages and sizes: is each text translated, and is all of it there?"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.main_window import SMALLEST
from kanbert_desktop.ui.theme import Theme
from ui.shapes.places import INSIDE, OUTSIDE
from ui.shapes.seat import seated
from ui.shapes.speaking import CLOSING, OPENING, speaking
from ui.shapes.visiting import Look, settle, visit
from ui.shapes.walk import cut, untranslated


@contextmanager
def text_size(theme: Theme, scale: float) -> Iterator[None]:
    theme.use(theme.scheme, scale)
    try:
        yield
    finally:
        theme.use(theme.scheme, 1.0)


def walk_everywhere(
    profile: Path, theme: Theme, qtbot: QtBot, *looks: Look, size: tuple[int, int] | None = None
) -> str:
    found = ""
    for signed_in, ways in ((True, INSIDE), (False, OUTSIDE)):
        folder = profile / str(signed_in)
        folder.mkdir()
        with seated(folder, theme, qtbot, signed_in=signed_in) as seat:
            if size is not None:
                seat.window.resize(*size)
                settle()
            found += visit(seat, ways, *looks)
    return found


def test_no_word_was_forgotten_in_translation_and_a_longer_language_fits(
    profile: Path, theme: Theme, qtbot: QtBot
) -> None:
    with speaking("pseudo"):
        found = walk_everywhere(profile, theme, qtbot, untranslated, lambda: cut("[", "]"))
    assert not found, found


@pytest.mark.parametrize(("language", "scale"), [("en", 1.0), ("en", 2.0), ("de", 1.0), ("de", 2.0)])
def test_no_text_is_cut(profile: Path, theme: Theme, qtbot: QtBot, language: str, scale: float) -> None:
    with speaking(language, marked=True), text_size(theme, scale):
        found = walk_everywhere(profile, theme, qtbot, lambda: cut(OPENING, CLOSING))
    assert not found, found


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_text_is_cut_in_the_smallest_window(
    profile: Path, theme: Theme, qtbot: QtBot, language: str
) -> None:
    with speaking(language, marked=True):
        found = walk_everywhere(profile, theme, qtbot, lambda: cut(OPENING, CLOSING), size=SMALLEST)
    assert not found, found
