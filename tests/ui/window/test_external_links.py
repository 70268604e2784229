"""Web pages and folders are opened by a child process without the bundle's environment and secrets."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.window.link_handler import ExternalUrlHandler
from support.child_process import run_in_child_process

OPENER = """#!/bin/sh
env > "{place}.env"
printf '%s' "$1" > "{place}"
"""


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, screen: str) -> Path:
    """The file to which a script, in place of the desktop's opener, writes what it was asked to open."""
    program = tmp_path / "xdg-open"
    program.write_text(OPENER.format(place=tmp_path / "opened"), "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("KANBERT_CLIENT_SECRET", "the-client-secret")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/bundle/_internal")
    monkeypatch.setattr(sys, "_MEIPASS", "/opt/bundle/_internal", raising=False)
    return tmp_path / "opened"


@pytest.fixture
def links(qapp: QApplication) -> Iterator[ExternalUrlHandler]:
    parent = QObject()
    made = ExternalUrlHandler(parent)
    yield made
    shiboken6.delete(parent)


@pytest.mark.usefixtures("links")
@pytest.mark.parametrize(
    "address", ["https://kanbert.test/cards/1?a=b%20c&d=%3D#e", "mailto:mira@kanbert.test"]
)
def test_a_web_page_opens_with_its_full_url(opened: Path, qtbot: QtBot, address: str) -> None:
    assert QDesktopServices.openUrl(QUrl(address))
    qtbot.waitUntil(lambda: opened.exists() and opened.read_text("utf-8") == address)
    variables = opened.with_name("opened.env").read_text("utf-8")
    assert "/opt/bundle" not in variables
    assert "the-client-secret" not in variables


@pytest.mark.usefixtures("links")
def test_a_folder_opens_too(opened: Path, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "Mein Ordner"
    folder.mkdir()
    assert QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
    qtbot.waitUntil(lambda: opened.exists() and opened.read_text("utf-8").endswith("/Mein%20Ordner"))
    assert opened.read_text("utf-8").startswith("file:///")


def test_a_destroyed_handler_is_unset() -> None:
    """In a process of its own: PySide6 6.12.0 crashed here."""
    run_in_child_process(_open_after_its_end)


def _open_after_its_end() -> None:
    application = QApplication([])
    parent = QObject()
    assert ExternalUrlHandler(parent).parent() is parent
    shiboken6.delete(parent)
    QDesktopServices.openUrl(QUrl("file:///nowhere/at/all"))
    application.processEvents()
