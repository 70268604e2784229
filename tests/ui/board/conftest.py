"""Fixtures of the board page on a real service and store."""

from support.board_fixture import board_fixture, list_of_column, page, theme
from support.british_locale import british
from support.long_column import long_column

__all__ = ["board_fixture", "british", "list_of_column", "long_column", "page", "theme"]
