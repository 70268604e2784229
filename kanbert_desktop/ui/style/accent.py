"""Tokens of the desktop's accent colour, made readable on the program's own grounds."""

from collections.abc import Callable

from PySide6.QtGui import QColor

from kanbert_desktop.ui.style.contrast import contrast_ratio

_GROUNDS = ("window", "sidebar", "column", "card", "raised")
_SOFT_SHARE = {False: 0.12, True: 0.22}
_STEP = 0.01


def accent_colors(
    accent: str, own: Callable[[str], QColor], least: float, *, is_dark: bool
) -> dict[str, QColor]:
    """`own` returns the program's colours. The hue stays; it becomes darker or lighter until it has a contrast of `least`."""
    soft = _mixed(QColor(accent), own("card"), _SOFT_SHARE[is_dark])
    strong = _readable(QColor(accent), [*map(own, _GROUNDS), soft], least, is_dark=is_dark)
    return {
        "accent": strong,
        "accent-hover": _shifted(strong, 0.06 if is_dark else -0.06),
        "accent-pressed": _shifted(strong, 0.12 if is_dark else -0.12),
        "accent-soft": soft,
    }


def _readable(color: QColor, grounds: list[QColor], least: float, *, is_dark: bool) -> QColor:
    step = _STEP if is_dark else -_STEP
    while min(contrast_ratio(color, ground) for ground in grounds) < least:
        moved = _shifted(color, step)
        if moved == color:
            break
        color = moved
    return color


def _shifted(color: QColor, by: float) -> QColor:
    lightness = min(max(color.lightnessF() + by, 0.0), 1.0)
    return QColor.fromHslF(max(color.hslHueF(), 0.0), color.hslSaturationF(), lightness)


def _mixed(color: QColor, ground: QColor, share: float) -> QColor:
    def part(one: float, other: float) -> float:
        return share * one + (1 - share) * other

    return QColor.fromRgbF(
        part(color.redF(), ground.redF()),
        part(color.greenF(), ground.greenF()),
        part(color.blueF(), ground.blueF()),
    )
