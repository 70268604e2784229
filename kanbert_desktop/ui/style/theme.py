"""Theme, design tokens, style sheet, system font, mirrored style sheet."""

import re
import tomllib
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from kanbert_desktop.resources import resource
from kanbert_desktop.ui.style import icons


class DesignTokens(NamedTuple):
    """`colors`: name → (light, dark) as `#RRGGBB`; `fonts`: name → (pixels at 100 %, weight)."""

    colors: dict[str, tuple[str, str]]
    fonts: dict[str, tuple[int, int]]


@cache
def design_tokens() -> DesignTokens:
    table = tomllib.loads(resource("styles/tokens.toml").read_text(encoding="utf-8"))
    return DesignTokens(
        {name: (light, dark) for name, (light, dark) in table["colors"].items()},
        {name: (pixels, weight) for name, (pixels, weight) in table["fonts"].items()},
    )


AVATAR_COLORS = ("blue", "violet", "green", "orange", "red", "teal")


_TOKEN = re.compile(r"@([a-z][a-z-]*)(?::(\d+))?")
# Desktops ship 9 to 11 points (13 on macOS) as their ordinary size; only what lies outside is a wish for other text.
_DEFAULT_POINTS = (9.0, 13.0)
_FAMILIES = ("Inter",)
_COMPACT_SPACING, _COMPACT_ROW = 0.6, 0.87
# What a shaking hand still hits (U18), at any text size.
_MIN_ROW_HEIGHT = 24


class Scheme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The look of the whole program; `changed` comes after palette, font and style sheet are in place."""

    changed = Signal()

    def __init__(
        self,
        application: QApplication,
        scheme: str = Scheme.SYSTEM,
        text_scale: float = 1.0,
        *,
        compact: bool = False,
    ) -> None:
        super().__init__(application)
        self._application = application
        self._scheme = _known_scheme(scheme)
        self._text_scale, self._compact = text_scale, compact
        self._system_font = _system_font()
        self._family = self._current_family()
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[str, QFont] = {}
        self.scale = 1.0
        self.is_dark = self._wants_dark()
        self.apply()
        application.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def configure(self, scheme: str, text_scale: float | None = None, *, compact: bool | None = None) -> None:
        """`scheme` is "system", "light" or "dark"; `text_scale` multiplies the system's own (1.0 is 100 %)."""
        self._scheme = _known_scheme(scheme)
        self._text_scale = text_scale or self._text_scale
        self._compact = self._compact if compact is None else compact
        self.is_dark = self._wants_dark()
        self.apply()

    def follow_system_font(self) -> None:
        """The desktop's own text size or family may have changed."""
        font = _system_font()
        if font != self._system_font:
            self._system_font = font
            self.apply()

    @property
    def scheme(self) -> Scheme:
        return self._scheme

    def color(self, name: str) -> QColor:
        """The colour called `name` in tokens.toml, in the present theme."""
        if name not in self._colors:
            self._colors[name] = QColor(design_tokens().colors[name][self.is_dark])
        return self._colors[name]

    def font(self, name: str) -> QFont:
        """The font called `name` in tokens.toml, scaled."""
        if name not in self._fonts:
            pixels, weight = design_tokens().fonts[name]
            font = QFont(self._family, -1, weight)
            font.setPixelSize(self.px(pixels))
            # Hinted widths are rounded to whole pixels, which sets small text too wide.
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[name] = font
        return self._fonts[name]

    def icon(self, name: str, color: str = "muted", size: int = 16) -> QIcon:
        """Lucide's icon in a colour of this theme, as large as the text wants it."""
        return icons.icon(name, self.color(color), self.px(size))

    def px(self, pixels: float) -> int:
        """Pixels at 100 % text size, scaled to the present one: for all that must grow with text."""
        return round(pixels * self.scale)

    def spacing(self, pixels: float) -> int:
        """The same for empty room around things, of which a compact density leaves less."""
        return self.px(pixels * _COMPACT_SPACING if self._compact else pixels)

    def row_height(self, pixels: float) -> int:
        """The same for the height of a row in a list."""
        return max(_MIN_ROW_HEIGHT, self.px(pixels * _COMPACT_ROW if self._compact else pixels))

    def _current_scale(self) -> float:
        low, high = _DEFAULT_POINTS
        points = self._system_font.pointSizeF()
        system = 1.0 if points <= 0 else points / min(max(points, low), high)
        return max(0.8, min(2.0, system * self._text_scale))

    def apply(self) -> None:
        self.scale = self._current_scale()
        self._family = self._current_family()
        self._colors.clear()
        self._fonts.clear()
        self._application.setFont(self.font("text"))
        self._application.setPalette(self._palette())
        self._application.setStyleSheet(self.style_sheet())
        self.changed.emit()

    def style_sheet(self) -> str:
        """All of `resources/styles/*.qss` with their tokens filled in."""
        sheets = sorted(resource("styles").glob("*.qss"))
        plain = "\n".join(
            _TOKEN.sub(self._token_value, sheet.read_text(encoding="utf-8")) for sheet in sheets
        )
        if QGuiApplication.layoutDirection() is Qt.LayoutDirection.LeftToRight:
            return plain

        return mirrored_style_sheet(plain)

    def _token_value(self, match: re.Match[str]) -> str:
        name, number = match[1], match[2]
        if name == "px" and number:
            return f"{self.px(int(number))}px"
        if name == "ring" and number:
            # Half of it and of its border of 2 px: a larger radius than that, and Qt draws a square.
            return f"{(self.px(int(number)) + 4) // 2}px"
        if name.startswith("font-"):
            font = self.font(name.removeprefix("font-"))
            return f"font-size: {font.pixelSize()}px; font-weight: {int(font.weight())}"
        return self.color(name).name()

    def _current_family(self) -> str:
        wished = next((family for family in _FAMILIES if QFontDatabase.hasFamily(family)), None)
        return wished or QFontInfo(self._system_font).family()

    def _wants_dark(self) -> bool:
        if self._scheme is Scheme.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._scheme is Scheme.DARK

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


def _system_font() -> QFont:
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)


def _known_scheme(scheme: str) -> Scheme:
    return Scheme(scheme) if scheme in set(Scheme) else Scheme.SYSTEM


class SystemFontWatcher(QObject):
    """Watches from outside: all that a window paints is painted within its `event`.

    Were that in Python, PySide would keep a fault in any paint until the outermost call returned, let the rest be
    painted meanwhile, and crash (measured: PySide 6.11.3).
    """

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        window.installEventFilter(self)

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ThemeChange:
            self._theme.follow_system_font()
        return False


_SIDE = re.compile(r"(?<=-)(left|right)(?=[-:])")
_FOUR_SIDES = re.compile(r"\b(padding|margin):\s*([^\s;]+)\s+([^\s;]+)\s+([^\s;]+)\s+([^\s;]+)\s*;")
_OPPOSITE = {"left": "right", "right": "left"}


def mirrored_style_sheet(sheet: str) -> str:
    """What it says of left is said of right; words after a colon, such as `text-align: left`, Qt turns itself."""
    swapped = _SIDE.sub(lambda side: _OPPOSITE[side[1]], sheet)
    return _FOUR_SIDES.sub(r"\1: \2 \5 \4 \3;", swapped)
