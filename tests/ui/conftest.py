"""Fixtures of the window on a fake application."""

from support.fake_window import application, english, new_window, panel, theme, window

__all__ = ["application", "english", "new_window", "panel", "theme", "window"]
