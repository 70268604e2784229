"""The buttons that open a page."""

import pytest
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.sidebar.buttons import PageButton
from kanbert_desktop.ui.style.theme import Theme


def test_only_another_content_is_painted(theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    button = PageButton(theme, "inbox")
    qtbot.addWidget(button)
    updates: list[str] = []
    monkeypatch.setattr(button, "update", lambda: updates.append(button.accessibleName()))
    for count in (None, None, 2, 2, 3):
        button.set_content("Inbox", count, f"Inbox, {count}")
    assert updates == ["Inbox, None", "Inbox, 2", "Inbox, 3"]
