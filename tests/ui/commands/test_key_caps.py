"""Keys are split into caps, and found by their names."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.commands.key_caps import KeyCaps, caps_of, key_names
from kanbert_desktop.ui.style.theme import Theme


@pytest.mark.parametrize(
    ("keys", "caps"),
    [
        ("Ctrl+Shift+M", [["Ctrl", "Shift", "M"]]),
        ("Ctrl++ · Ctrl+=", [["Ctrl", "+"], ["Ctrl", "="]]),
        ("Ctrl+,", [["Ctrl", ","]]),
        ("Ctrl+.", [["Ctrl", "."]]),
        ("G, C", [["G", "C"]]),
        ("1 … 6", [["1", "6"]]),
        ("@ · # · !", [["@"], ["#"], ["!"]]),
        ("Shift+Arrow keys", [["Shift", "Arrow keys"]]),
    ],
)
def test_every_key_is_one_cap(keys: str, caps: list[list[str]]) -> None:
    assert [[part.text for part in one if part.is_cap] for one in caps_of(keys)] == caps


@pytest.mark.parametrize(
    ("keys", "name"), [("Ctrl+K", "ctrl"), ("Ctrl+K", "k"), ("Ctrl++", "+"), ("PgUp", "pgup")]
)
def test_a_key_is_found_by_its_name(keys: str, name: str) -> None:
    assert name in key_names(keys)


def test_caps_are_drawn_and_a_screen_reader_reads_the_keys(theme: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    one, both = KeyCaps(theme, "F5", parent), KeyCaps(theme, "F5 · Ctrl+R", parent)
    assert both.text() == "F5 · Ctrl+R"
    assert both.width() > one.width()
    assert both.height() == one.height()
    image = both.grab().toImage()
    assert theme.color("raised").name() in {
        image.pixelColor(x, image.height() // 2).name() for x in range(image.width())
    }


def test_long_alternatives_stand_below_each_other(theme: Theme, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    one, both = (
        KeyCaps(theme, "Ctrl+Shift+Left", parent),
        KeyCaps(theme, "Ctrl+Shift+Left · Ctrl+Shift+Right", parent),
    )
    assert both.height() >= 2 * one.height()
