"""Compares the window's states, in both themes and languages, with reference screenshots.

A state that changed leaves three images below build/screenshots. If the change is intended, look at them and run with
KEEP_SCREENSHOTS=1: that replaces the references.
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.style.theme import Scheme, Theme
from support.idle_events import process_until_idle
from ui.layout.locale_fixture import in_language
from ui.layout.window_fixture import WindowFixture, open_window_fixture
from ui.screenshots.image_diff import MAX_DIFFERENT_SHARE, difference, different_blocks, save_compressed
from ui.screenshots.states import SCREEN_STATES, WINDOW, fill_sample

PICTURES = Path(__file__).with_name("references")
LEFT = Path(__file__).resolve().parents[3] / "build" / "screenshots"


@pytest.fixture(params=["en", "de"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with in_language(request.param):
        yield request.param


@pytest.fixture(params=[Scheme.LIGHT, Scheme.DARK])
def scheme(request: pytest.FixtureRequest, theme: Theme) -> Iterator[str]:
    theme.configure(request.param)
    yield request.param
    theme.configure(Scheme.LIGHT)


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The screenshots contain times in the local time zone."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def shown(language: str, scheme: str, profile: Path, theme: Theme, qtbot: QtBot) -> Iterator[WindowFixture]:
    with open_window_fixture(profile, theme, qtbot, fill=fill_sample) as ready:
        ready.window.resize(WINDOW)
        process_until_idle()
        yield ready


def image(fixture: WindowFixture, name: str) -> QImage:
    card = SCREEN_STATES[name]
    card.open(fixture)
    process_until_idle()
    rect = card.crop(fixture)
    assert fixture.window.rect().contains(rect), rect
    return fixture.window.grab(rect).toImage()


@pytest.mark.parametrize("name", SCREEN_STATES)
def test_screenshots_match_the_references(
    name: str, shown: WindowFixture, scheme: str, language: str
) -> None:
    seen, stored = image(shown, name), PICTURES / f"{name}-{scheme}-{language}.png"
    if os.environ.get("KEEP_SCREENSHOTS"):
        save_compressed(seen, stored)
    expected = QImage(str(stored))
    far = different_blocks(seen, expected)
    if far > MAX_DIFFERENT_SHARE:
        LEFT.mkdir(parents=True, exist_ok=True)
        images = {"seen": seen, "expected": expected, "difference": difference(seen, expected)}
        for what, one in images.items():
            one.save(str(LEFT / f"{stored.stem}-{what}.png"))
    assert far <= MAX_DIFFERENT_SHARE, f"{far:.1%} of {stored.stem} has changed; look at {LEFT}"


def test_an_additional_word_is_detected() -> None:
    expected = QImage(str(PICTURES / "no-match-light-en.png")).convertToFormat(QImage.Format.Format_RGB32)
    seen = QImage(expected)
    painter = QPainter(seen)
    painter.setPen(QColor("black"))
    painter.drawText(20, 40, "never")
    painter.end()
    assert different_blocks(expected, expected) == 0
    assert different_blocks(seen, expected) > MAX_DIFFERENT_SHARE
    assert different_blocks(seen.copy(0, 0, 90, 90), expected) == 1
