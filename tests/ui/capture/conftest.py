"""The window on a played application."""

from support.fake_window import application, english, panel, theme, window

__all__ = ["application", "english", "panel", "theme", "window"]
