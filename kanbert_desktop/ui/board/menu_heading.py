"""A heading inside a menu: Qt's own sections lose their words under a style sheet."""

from PySide6.QtWidgets import QMenu


def add_heading(menu: QMenu, words: str) -> None:
    menu.addAction(words.replace("&", "&&")).setEnabled(False)
