"""The window on a played application."""

from support.played_window import application, english, panel, theme, window

__all__ = ["application", "english", "panel", "theme", "window"]
