"""Theme: contrast in both schemes, known tokens, live changes."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QStyleHints
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QPushButton,
    QRadioButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kanbert_desktop.app.settings import DesktopPreferences
from kanbert_desktop.resources import resource
from kanbert_desktop.ui.cards.painter import readable_color
from kanbert_desktop.ui.style.contrast import contrast_ratio
from kanbert_desktop.ui.style.theme import AVATAR_COLORS, Theme, design_tokens
from support.appearance import appearance_restored

__all__ = ["appearance_restored"]

GROUNDS = ("window", "sidebar", "column", "card", "raised", "hover", "card-hover", "accent-soft")
TEXT_PAIRS = [
    *(("text", ground) for ground in (*GROUNDS, "chip")),
    *(("muted", ground) for ground in (*GROUNDS, "chip")),
    *(("accent", ground) for ground in ("window", "card", "raised", "accent-soft")),
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    ("on-accent", "accent-pressed"),
    ("text", "pressed"),
    ("muted", "pressed"),
    *((tone, f"{tone}-soft") for tone in ("ok", "warn", "bad")),
    *((tone, ground) for tone in ("ok", "warn", "bad") for ground in ("card", "raised", "window")),
    *((f"person-{hue}", f"person-{hue}-soft") for hue in AVATAR_COLORS),
    ("new", "accent-soft"),
    ("wip", "warn-soft"),
    ("approved", "ok-soft"),
    ("window", "text"),
]
GNOME_ACCENTS = (
    "#3584E4",
    "#2190A4",
    "#3A944A",
    "#C88800",
    "#ED5B00",
    "#E62D42",
    "#D56199",
    "#9141AC",
    "#6F8396",
)
EDGE_PAIRS = [
    *(("strong-line", ground) for ground in ("window", "column", "card", "raised")),
    *(("accent", ground) for ground in ("window", "sidebar", "column", "card", "raised", "accent-soft")),
    *((column, "column") for column in ("backlog", "new", "wip", "completed", "approved", "closed", "other")),
]

BUTTON_KINDS = ("primary", "quiet", "danger", "segment", "bare", "link", "disclosure")


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Theme:
    return Theme(qapp, request.param)


@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read(theme: Theme, ink: str, ground: str) -> None:
    assert contrast_ratio(theme.color(ink), theme.color(ground)) >= 4.5


@pytest.mark.parametrize("accent", GNOME_ACCENTS)
@pytest.mark.parametrize("high_contrast", [False, True])
def test_any_accent_of_the_desktop_can_be_read(theme: Theme, accent: str, high_contrast: bool) -> None:
    theme.follow_desktop(DesktopPreferences(accent=accent, high_contrast=high_contrast))
    least = 7.0 if high_contrast else 4.5
    for ground in ("window", "card", "raised", "accent-soft"):
        assert contrast_ratio(theme.color("accent"), theme.color(ground)) >= least
    for ground in ("accent", "accent-hover", "accent-pressed"):
        assert contrast_ratio(theme.color("on-accent"), theme.color(ground)) >= 4.5
    assert contrast_ratio(theme.color("text"), theme.color("accent-soft")) >= least


def test_high_contrast_of_the_desktop_is_followed_live(theme: Theme) -> None:
    grounds = ("window", "sidebar", "column", "card", "raised", "hover", "pressed", "chip")
    theme.follow_desktop(DesktopPreferences(high_contrast=True))
    assert all(contrast_ratio(theme.color("text"), theme.color(ground)) >= 14 for ground in grounds)
    assert all(contrast_ratio(theme.color("muted"), theme.color(ground)) >= 7 for ground in grounds)
    assert contrast_ratio(theme.color("line"), theme.color("card")) >= 3
    theme.follow_desktop(DesktopPreferences())
    assert theme.color("text") == QColor(design_tokens().colors["text"][theme.is_dark])


def test_large_text_of_the_desktop_multiplies_the_users_size(qapp: QApplication) -> None:
    theme = Theme(qapp, "light", text_scale=1.2)
    before = theme.scale
    theme.follow_desktop(DesktopPreferences(text_scale=1.25))
    assert theme.scale == pytest.approx(before * 1.25)
    assert qapp.font().pixelSize() == theme.font("text").pixelSize() == round(13 * theme.scale)


def test_the_colour_scheme_of_the_desktop_is_followed_live_unless_the_user_chose_one(
    qapp: QApplication,
) -> None:
    theme, chosen = Theme(qapp, "system"), Theme(qapp, "light")
    seen = []
    for scheme in ("dark", "light", "dark"):
        for one in (theme, chosen):
            one.follow_desktop(DesktopPreferences(color_scheme=scheme))
        seen.append((theme.is_dark, chosen.is_dark, theme.color("window").lightness() < 128))
    assert seen == [(True, False, True), (False, False, False), (True, False, True)]
    theme.follow_desktop(DesktopPreferences())
    assert theme.is_dark is (qapp.styleHints().colorScheme() is Qt.ColorScheme.Dark)


@pytest.mark.parametrize(
    ("seen", "is_dark"),
    [(Qt.ColorScheme.Unknown, True), (Qt.ColorScheme.Light, False), (Qt.ColorScheme.Dark, True)],
)
def test_at_a_start_the_colour_scheme_said_last_counts_only_where_qt_knows_none(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, seen: Qt.ColorScheme, is_dark: bool
) -> None:
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda _hints: seen)
    assert Theme(qapp, "system", desktop=DesktopPreferences(color_scheme="dark")).is_dark is is_dark


def test_motion_alone_styles_nothing_again(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.follow_desktop(DesktopPreferences(reduced_motion=True))
    assert theme.desktop.reduced_motion


@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_edges_can_be_seen(theme: Theme, edge: str, ground: str) -> None:
    assert contrast_ratio(theme.color(edge), theme.color(ground)) >= 3


@pytest.mark.parametrize("sheet", sorted(resource("styles").glob("*.qss")), ids=lambda path: path.name)
def test_style_sheets_name_only_known_tokens(sheet: Path) -> None:
    known = design_tokens()
    names = re.findall(r"@([a-z][a-z-]*)", sheet.read_text("utf-8"))
    assert names
    for name in names:
        is_font = name.removeprefix("font-") in known.fonts
        is_popup = name.removeprefix("popup-") in known.popups
        assert name in {"px", "ring"} or name in known.colors or is_font or is_popup, name


def test_style_sheets_contain_no_literal_colours() -> None:
    sheets = list(resource("styles").glob("*.qss"))
    assert sheets
    for sheet in sheets:
        assert not re.findall(r":[^;{}]*#[0-9A-Fa-f]{3,8}\b", sheet.read_text("utf-8")), sheet.name


def test_another_scheme_applies_at_once(qapp: QApplication, qtbot: QtBot) -> None:
    theme = Theme(qapp, "light")
    with qtbot.waitSignal(theme.changed):
        theme.configure("dark")
    assert theme.is_dark
    assert qapp.palette().window().color() == QColor(design_tokens().colors["window"][1])
    assert design_tokens().colors["accent"][1].lower() in qapp.styleSheet().lower()


def test_the_systems_scheme_is_followed_live(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = Theme(qapp, "system")
    # No desktop reports a scheme to Qt here, so the test replaces the query.
    monkeypatch.setattr(Theme, "_wants_dark", lambda _self: True)
    with qtbot.waitSignal(theme.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.is_dark


def test_a_chosen_scheme_stays_whatever_the_system_says(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = Theme(qapp, "light")
    monkeypatch.setattr(Theme, "_wants_dark", lambda _self: True)
    with qtbot.assertNotEmitted(theme.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert not theme.is_dark


def test_an_unknown_scheme_counts_as_the_systems(qapp: QApplication) -> None:
    assert Theme(qapp, "sepia").scheme == "system"


def test_text_grows_with_its_scale(qapp: QApplication) -> None:
    theme = Theme(qapp, "light", text_scale=2.0)
    assert theme.font("text").pixelSize() >= 2 * 13 * 0.9
    assert theme.px(10) == round(10 * theme.scale)


def test_a_colour_from_the_server_becomes_readable_on_a_card(theme: Theme) -> None:
    for name in ("#FFFFFF", "#000000", "#FFFF00", "#252A33"):
        assert contrast_ratio(readable_color(QColor(name), theme), theme.color("card")) >= 3


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0])
def test_a_radio_button_stays_round_at_every_text_size(qapp: QApplication, scale: float) -> None:
    theme = Theme(qapp, "light", scale)
    found = re.search(
        r"QRadioButton::indicator \{ width: (\d+)px; height: \d+px; border-radius: (\d+)px",
        theme.style_sheet(),
    )
    assert found
    # Qt draws a square if the radius exceeds half of the size including the border.
    assert int(found[1]) + 4 - 1 <= 2 * int(found[2]) <= int(found[1]) + 4


@pytest.mark.parametrize(
    ("button_class", "name", "value"),
    [
        (QPushButton, "kind", ""),
        *((QPushButton, "kind", kind) for kind in BUTTON_KINDS),
        *(
            (QPushButton, "objectName", name)
            for name in ("filterChip", "smallChip", "columnTitle", "barButton")
        ),
        (QToolButton, "kind", ""),
        (QRadioButton, "kind", ""),
    ],
)
def test_the_ring_is_all_that_shows_a_button_reached_by_tab(
    theme: Theme, qtbot: QtBot, button_class: type[QAbstractButton], name: str, value: str
) -> None:
    window, button = QWidget(), button_class()
    button.setText("Save this")
    button.setProperty(name, value)
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(button)
    with qtbot.waitActive(window):
        window.show()
    button.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(button.hasFocus)
    window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)
    clicked = button.grab().toImage()
    # As the Tab key does: the styles of Qt then draw a frame of their own inside the button.
    window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, True)
    assert button.grab().toImage() == clicked
