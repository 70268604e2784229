"""Theme, design tokens, style sheet, system font, mirrored style sheet."""

import re
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from kanbert_desktop.app.settings import DesktopPreferences
from kanbert_desktop.cached_values import cached_value
from kanbert_desktop.resources import resource
from kanbert_desktop.ui.style import icons

AVATAR_COLORS = ("blue", "violet", "green", "orange", "red", "teal")
_TOKEN = re.compile(r"@([a-z][a-z-]*)(?::(\d+))?")
# Desktops default to 9–11 pt (macOS: 13 pt). Only a size outside this range is a user preference.
_DEFAULT_POINTS = (9.0, 13.0)
_FAMILIES = ("Inter",)
_CLASS_WITH_OWN_FONT = "QMenu"
"""Every desktop theme of Qt that has fonts for classes of widgets has one for this."""
_COMPACT_SPACING, _COMPACT_ROW = 0.6, 0.87
# The smallest click target, 24 px at any text size: an unsteady hand must be able to hit it.
_MIN_ROW_HEIGHT = 24
_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "card",
    QPalette.ColorRole.AlternateBase: "column",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "bad",
    QPalette.ColorRole.ToolTipBase: "text",
    QPalette.ColorRole.ToolTipText: "window",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on-accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "strong-line",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Shadow: "shadow",
}
_SIDE = re.compile(r"(?<=-)(left|right)(?=[-:])")
_FOUR_SIDES = re.compile(r"\b(padding|margin):\s*([^\s;]+)\s+([^\s;]+)\s+([^\s;]+)\s+([^\s;]+)\s*;")
_OPPOSITE = {"left": "right", "right": "left"}


class DesignTokens(NamedTuple):
    """`colors`: name → (light, dark) as `#RRGGBB`; `fonts`: name → (pixels at 100 %, weight); `popups`: name → pixels."""

    colors: dict[str, tuple[str, str]]
    fonts: dict[str, tuple[int, int]]
    popups: dict[str, int]
    high_contrast: dict[str, tuple[str, str]]
    """Those of the colours that differ where the desktop asks for high contrast."""


@cache
def design_tokens() -> DesignTokens:
    path = resource("styles/tokens.toml")
    return DesignTokens(*cached_value("tokens", [str(path)], lambda: _read_tokens(path)))


def _read_tokens(
    path: Path,
) -> tuple[
    dict[str, tuple[str, str]], dict[str, tuple[int, int]], dict[str, int], dict[str, tuple[str, str]]
]:
    import tomllib  # noqa: PLC0415  once in each version

    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return (
        {name: (light, dark) for name, (light, dark) in table["colors"].items()},
        {name: (pixels, weight) for name, (pixels, weight) in table["fonts"].items()},
        table["popups"],
        {name: (light, dark) for name, (light, dark) in table["high-contrast"].items()},
    )


class Scheme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_LEAST_SCALE, _ALWAYS_FITS, _MOST_SCALE = 0.8, 2.0, 3.0
_CONTRAST, _HIGH_CONTRAST = 4.5, 7.0
"""Of text, by WCAG 2.2: levels AA and AAA."""
_LEAST_WINDOW = (360, 240)
"""Pixels, at 100 % text size, that every page needs: the smallest window at 200 %."""


class Theme(QObject):
    """Colours, fonts and style sheet of the program. `changed` is emitted after all three are applied, and by `redraw`."""

    changed = Signal()

    def __init__(
        self,
        application: QApplication,
        scheme: str = Scheme.SYSTEM,
        text_scale: float = 1.0,
        *,
        compact: bool = False,
        desktop: DesktopPreferences = DesktopPreferences(),  # noqa: B008  frozen
        has_style_sheet: bool = True,
    ) -> None:
        """Without a style sheet until `apply_style_sheet` if `has_style_sheet` is False."""
        super().__init__(application)
        self._has_style_sheet = has_style_sheet
        self._application = application
        self._scheme = _known_scheme(scheme)
        self._text_scale, self._compact = text_scale, compact
        self.desktop = desktop
        self._is_following = False
        self._most_scale = _MOST_SCALE
        self._system_font = _system_font()
        self._family = self._current_family()
        self._colors: dict[str, QColor] = {}
        self._accent_colors: dict[str, QColor] | None = None
        self._fonts: dict[str, QFont] = {}
        self.scale = 1.0
        self.is_dark = self._wants_dark()
        self.apply()
        application.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def configure(self, scheme: str, text_scale: float | None = None, *, compact: bool | None = None) -> None:
        """`scheme` is "system", "light" or "dark"; `text_scale` multiplies the system's text size (1.0 is 100 %)."""
        self._scheme = _known_scheme(scheme)
        self._text_scale = text_scale or self._text_scale
        self._compact = self._compact if compact is None else compact
        self.is_dark = self._wants_dark()
        self.apply()

    def follow_system_font(self) -> None:
        """Applies a changed text size or font family of the desktop. Call after each change of its theme.

        With that, Qt takes the desktop's own fonts for menus, buttons and other classes of widgets again.
        """
        font = _system_font()
        if font != self._system_font:
            self._system_font = font
            self.apply()
        elif QApplication.font(_CLASS_WITH_OWN_FONT) != self.font("text"):  # type: ignore[call-overload]  # takes no bytes
            self._application.setFont(self.font("text"))

    def redraw(self) -> None:
        """Has what is drawn for one pixel ratio drawn again, as a window went to a screen with another one."""
        self.changed.emit()

    def follow_desktop(self, desktop: DesktopPreferences) -> None:
        """Applies what the desktop's own settings say now."""
        before, was_dark, self.desktop = self.desktop, self.is_dark, desktop
        self._is_following = True
        self.is_dark = self._wants_dark()
        looks = (before.text_scale, before.high_contrast, before.accent, was_dark)
        if looks != (desktop.text_scale, desktop.high_contrast, desktop.accent, self.is_dark):
            self.apply()

    @property
    def scheme(self) -> Scheme:
        return self._scheme

    def color(self, name: str) -> QColor:
        """The colour `name` of tokens.toml in the current scheme."""
        if name not in self._colors:
            self._colors[name] = self._accents().get(name) or self._own_color(name)
        return self._colors[name]

    def _own_color(self, name: str) -> QColor:
        tokens = design_tokens()
        stronger = tokens.high_contrast.get(name) if self.desktop.high_contrast else None
        return QColor((stronger or tokens.colors[name])[self.is_dark])

    def _accents(self) -> dict[str, QColor]:
        """The tokens of the desktop's accent colour, if it has one."""
        if self._accent_colors is None:
            self._accent_colors = {}
            if self.desktop.accent:
                from kanbert_desktop.ui.style.accent import accent_colors  # noqa: PLC0415  on desktops with one

                least = _HIGH_CONTRAST if self.desktop.high_contrast else _CONTRAST
                self._accent_colors = accent_colors(
                    self.desktop.accent, self._own_color, least, is_dark=self.is_dark
                )
        return self._accent_colors

    def font(self, name: str) -> QFont:
        """The font `name` of tokens.toml, scaled."""
        if name not in self._fonts:
            pixels, weight = design_tokens().fonts[name]
            font = QFont(self._family, -1, weight)
            font.setPixelSize(self.px(pixels))
            # Hinted widths are rounded to whole pixels, which sets small text too wide.
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[name] = font
        return self._fonts[name]

    def pixmap_font(self, name: str) -> QFont:
        """`font(name)` for what is painted on a widget and on a pixmap: on both, letters have no coloured edges."""
        key = f"pixmap-{name}"
        if key not in self._fonts:
            font = QFont(self.font(name))
            font.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias)
            self._fonts[key] = font
        return self._fonts[key]

    def icon(self, name: str, color: str = "muted", size: int = 16) -> QIcon:
        """Lucide icon in a colour of this theme, scaled with the text."""
        return icons.icon(name, self.color(color), self.px(size))

    def px(self, pixels: float) -> int:
        """Scales pixels at 100 % text size to the current text size."""
        return round(pixels * self.scale)

    def spacing(self, pixels: float) -> int:
        """Like `px`, for spacing; smaller in compact density."""
        return self.px(pixels * _COMPACT_SPACING if self._compact else pixels)

    def row_height(self, pixels: float) -> int:
        """Like `px`, for the height of a list row; smaller in compact density."""
        return max(_MIN_ROW_HEIGHT, self.px(pixels * _COMPACT_ROW if self._compact else pixels))

    def _current_scale(self) -> float:
        return max(_LEAST_SCALE, min(self._most_scale, self._wanted_scale()))

    def _wanted_scale(self) -> float:
        low, high = _DEFAULT_POINTS
        points = self._system_font.pointSizeF()
        system = 1.0 if points <= 0 else points / min(max(points, low), high)
        return system * self._text_scale * self.desktop.text_scale

    def fit_window(self, width: int, height: int) -> None:
        """Limits the text size to what leaves a window of that size usable; up to 200 % always is."""
        limit = min(width / _LEAST_WINDOW[0], height / _LEAST_WINDOW[1])
        self._most_scale = max(_ALWAYS_FITS, min(_MOST_SCALE, limit))
        if self._current_scale() != self.scale:
            self.apply()

    @property
    def is_limited(self) -> bool:
        """Whether the window is too small for the chosen text size."""
        chosen = self._text_scale * self.desktop.text_scale
        return chosen > _ALWAYS_FITS and self.scale == self._most_scale < _MOST_SCALE

    @property
    def percent_shown(self) -> int:
        """The text size that the window has room for, as the user chooses it."""
        return round(100 * self._text_scale * self.scale / self._wanted_scale())

    def apply(self) -> None:
        self.scale = self._current_scale()
        self._family = self._current_family()
        self._colors.clear()
        self._accent_colors = None
        self._fonts.clear()
        self._application.setFont(self.font("text"))
        self._application.setPalette(self._palette())
        if self._has_style_sheet:
            self._application.setStyleSheet(self.style_sheet())
        self.changed.emit()

    def apply_style_sheet(self) -> None:
        """Call when all widgets of a start exist: each is then styled once."""
        self._has_style_sheet = True
        self._application.setStyleSheet(self.style_sheet())

    def style_sheet(self) -> str:
        """All of `resources/styles/*.qss` with their tokens replaced."""
        values: dict[str, str] = {}

        def value(match: re.Match[str]) -> str:
            found = values.get(match[0])
            if found is None:
                found = values[match[0]] = self._token_value(match)
            return found

        sheets = sorted(resource("styles").glob("*.qss"))
        plain = _TOKEN.sub(value, "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets))
        if QGuiApplication.layoutDirection() is Qt.LayoutDirection.LeftToRight:
            return plain

        return mirrored_style_sheet(plain)

    def _token_value(self, match: re.Match[str]) -> str:
        name, number = match[1], match[2]
        if name == "px" and number:
            return f"{self.px(int(number))}px"
        if name == "ring" and number:
            # Half of the size and its 2 px border: with a larger radius Qt draws a square.
            return f"{(self.px(int(number)) + 4) // 2}px"
        if name.startswith("font-"):
            font = self.font(name.removeprefix("font-"))
            return f"font-size: {font.pixelSize()}px; font-weight: {int(font.weight())}"
        if name.startswith("popup-"):
            return f"{design_tokens().popups[name.removeprefix('popup-')]}px"
        return self.color(name).name()

    def _current_family(self) -> str:
        bundled = next((family for family in _FAMILIES if QFontDatabase.hasFamily(family)), None)
        return bundled or QFontInfo(self._system_font).family()

    def _wants_dark(self) -> bool:
        if self._scheme is not Scheme.SYSTEM:
            return self._scheme is Scheme.DARK
        seen, said = QGuiApplication.styleHints().colorScheme(), self.desktop.color_scheme
        # At a start Qt may know better: what was said then is from an earlier run.
        if said and (self._is_following or seen is Qt.ColorScheme.Unknown):
            return said == "dark"
        return seen is Qt.ColorScheme.Dark

    def _on_system_changed(self) -> None:
        if self._scheme is Scheme.SYSTEM and self.is_dark != self._wants_dark():
            self.is_dark = self._wants_dark()
            self.apply()

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, name in _ROLES.items():
            palette.setColor(role, self.color(name))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("strong-line"))
        return palette


def _system_font() -> QFont:
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)


def _known_scheme(scheme: str) -> Scheme:
    return Scheme(scheme) if scheme in set(Scheme) else Scheme.SYSTEM


class AppearanceWatcher(QObject):
    """Tells the theme of the desktop's font and of the pixel ratio of a window's screen, when they change.

    Watches with an event filter instead of overriding `event`.

    Everything a window paints is painted within its `event`. If that were a Python method, PySide would keep an error
    raised while painting until the outermost call returned, continue painting in the meantime, and crash (measured with
    PySide 6.11.3).
    """

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        window.installEventFilter(self)

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ThemeChange:
            self._theme.follow_system_font()
        elif event.type() is QEvent.Type.DevicePixelRatioChange:
            self._theme.redraw()
        return False


def mirrored_style_sheet(sheet: str) -> str:
    """Swaps left and right in selectors and in four-value padding and margin.

    Qt mirrors `text-align` and the like itself.
    """
    swapped = _SIDE.sub(lambda side: _OPPOSITE[side[1]], sheet)
    return _FOUR_SIDES.sub(r"\1: \2 \5 \4 \3;", swapped)
