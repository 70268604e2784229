"""Fixtures of the whole window with sample data."""

from ui.layout.conftest import signed_out_window_fixture, theme, window_fixture

__all__ = ["signed_out_window_fixture", "theme", "window_fixture"]
