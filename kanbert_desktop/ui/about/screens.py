"""What only the window's side knows of this computer, for diagnostics."""

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget


def screens(window: QWidget) -> Iterator[str]:
    """In English: it is read by whoever helps. A screen's own name may tell where somebody works, and is left out."""
    yield f"platform {QGuiApplication.platformName()}, style {QApplication.style().name()}"
    yield f"screen reader {'on' if QAccessible.isActive() else 'off'}"
    for number, screen in enumerate(QGuiApplication.screens(), start=1):
        here = ", the window is on it" if screen is window.screen() else ""
        yield f"{number}: {_screen(screen)}{here}"
    yield f"window {window.width()} × {window.height()} at {window.devicePixelRatioF():g}"


def _screen(screen: QScreen) -> str:
    size = screen.size()
    dots = f"{screen.logicalDotsPerInch():.0f} dpi, {screen.devicePixelRatio():g} pixels to one"
    return f"{size.width()} × {size.height()}, {dots}, {screen.refreshRate():.0f} Hz"
