"""Banners: whole where there is room, one line with a button for the rest in a low window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.banner import Banner, BannerBar, BannerContent, BannerKind

TEXT = "The file with your boards was damaged. Your changes were recovered; the rest is downloaded again."
LOCKED = "The keyring is locked. Unlock it to continue."


class Pressed(list[str]):
    """What the buttons of the banners were pressed for."""

    def content(self, text: str, button: str, *more: str) -> BannerContent:
        others = tuple(((lambda name=name: name), (lambda name=name: self.append(name))) for name in more)
        return BannerContent(lambda: text, lambda: button, lambda: self.append(button), others)


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot) -> Iterator[BannerBar]:
    """At the top of a window of 720 by 480 pixels."""
    window = QWidget()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    box.setContentsMargins(0, 0, 0, 0)
    made = BannerBar(theme, window)
    box.addWidget(made)
    box.addStretch(1)
    window.resize(720, 480)
    window.show()
    yield made
    window.hide()


@pytest.fixture
def large_text(theme: Theme) -> Iterator[None]:
    theme.configure("light", 2.0)
    yield
    theme.configure("light", 1.0)


def whole_banners(bar: BannerBar) -> list[Banner]:
    """Those of the popup."""
    assert bar.popup is not None
    return bar.popup.findChildren(Banner)


def test_a_banner_is_whole_where_there_is_room(bar: BannerBar, qtbot: QtBot) -> None:
    bar.show_banner(BannerKind.RECOVERED, Pressed().content(TEXT, "OK"))
    banner = bar.banners[BannerKind.RECOVERED]
    qtbot.waitUntil(lambda: banner.height() == banner.whole_height(720))
    assert banner.text_label.text() == TEXT
    assert banner.all_button is None


@pytest.mark.usefixtures("large_text")
def test_a_tall_banner_becomes_one_line_in_a_low_window(bar: BannerBar, qtbot: QtBot) -> None:
    bar.show_banner(BannerKind.RECOVERED, Pressed().content(TEXT, "OK"))
    banner = bar.banners[BannerKind.RECOVERED]
    qtbot.waitUntil(lambda: banner.text_label.text().endswith("…"))
    qtbot.waitUntil(lambda: bar.height() < 80)
    assert TEXT.startswith(banner.text_label.text()[:-1])
    assert (
        banner.text_label.toolTip() == banner.text_label.accessibleName() == banner.accessibleName() == TEXT
    )
    assert banner.all_button is not None
    assert banner.all_button.accessibleName() == "Show the whole notice"
    bar.window().resize(720, 1200)
    qtbot.waitUntil(lambda: banner.text_label.text() == TEXT)
    assert not banner.all_button.isVisible()


@pytest.mark.usefixtures("large_text")
def test_the_most_important_of_several_banners_stays(bar: BannerBar, qtbot: QtBot) -> None:
    pressed = Pressed()
    bar.show_banner(BannerKind.RECOVERED, pressed.content(TEXT, "OK"))
    bar.show_banner(BannerKind.KEYRING, pressed.content(LOCKED, "Try again"))
    first, second = bar.banners[BannerKind.KEYRING], bar.banners[BannerKind.RECOVERED]
    qtbot.waitUntil(lambda: first.isVisible() and not second.isVisible())
    assert first.all_button is not None
    assert first.all_button.accessibleName() == "Show 1 more notice"
    bar.hide_banner(BannerKind.KEYRING)
    assert second.isVisible()


@pytest.mark.usefixtures("large_text")
def test_the_popup_has_every_text_and_button(bar: BannerBar, qtbot: QtBot) -> None:
    pressed = Pressed()
    bar.show_banner(BannerKind.CRASH_REPORT, pressed.content(TEXT, "Show", "Copy", "Delete report"))
    bar.show_banner(BannerKind.KEYRING, pressed.content(LOCKED, "Try again"))
    shown = bar.banners[BannerKind.KEYRING]
    assert shown.all_button is not None
    qtbot.keyClick(shown.all_button, Qt.Key.Key_Space)
    locked, crashed = whole_banners(bar)
    assert [banner.text_label.text() for banner in (locked, crashed)] == [LOCKED, TEXT]
    assert locked.button.hasFocus()
    qtbot.mouseClick(crashed.more_buttons[1], Qt.MouseButton.LeftButton)
    assert pressed == ["Delete report"]
    qtbot.waitUntil(lambda: bar.popup is None)


@pytest.mark.usefixtures("large_text")
def test_the_popup_has_the_addition_that_one_line_leaves_out(bar: BannerBar, qtbot: QtBot) -> None:
    content = Pressed().content("Sample data, only on this computer.", "Connect to Kanbert")
    bar.show_banner(BannerKind.RECOVERED, Pressed().content(TEXT, "OK"))
    bar.show_banner(BannerKind.SAMPLE_DATA, content._replace(addition=lambda: "It stays here."))
    shown = bar.banners[BannerKind.RECOVERED]
    assert shown.all_button is not None
    qtbot.keyClick(shown.all_button, Qt.Key.Key_Space)
    assert whole_banners(bar)[1].text_label.text() == "Sample data, only on this computer. It stays here."


@pytest.mark.usefixtures("large_text")
def test_a_popup_does_not_outlive_its_banner(bar: BannerBar, qtbot: QtBot) -> None:
    bar.show_banner(BannerKind.RECOVERED, Pressed().content(TEXT, "OK"))
    shown = bar.banners[BannerKind.RECOVERED]
    assert shown.all_button is not None
    qtbot.keyClick(shown.all_button, Qt.Key.Key_Space)
    bar.hide_banner(BannerKind.RECOVERED)
    qtbot.waitUntil(lambda: bar.popup is None)


@pytest.mark.usefixtures("large_text")
def test_a_long_button_gives_way_to_the_text(bar: BannerBar, qtbot: QtBot) -> None:
    bar.show_banner(BannerKind.BOARD_GONE, Pressed().content(TEXT, "Show another of the many boards here"))
    banner = bar.banners[BannerKind.BOARD_GONE]
    qtbot.waitUntil(lambda: banner.text_label.text().startswith("The file with your"))
    assert not banner.button.isVisible()
