"""The window on screen."""

from support.played_window import application, english, window

__all__ = ["application", "english", "window"]
