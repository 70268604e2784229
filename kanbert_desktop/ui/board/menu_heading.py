"""A heading inside a menu: Qt's own sections lose their words under a style sheet."""

from PySide6.QtWidgets import QMenu

from kanbert_desktop.ui.literal_text import menu_words


def add_heading(menu: QMenu, words: str) -> None:
    menu.addAction(menu_words(words)).setEnabled(False)
