"""The page that the window shows while the account's file of an older version is updated."""

import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.resources import resource
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.window.file_update import FileUpdatePage, run_beside_window
from kanbert_desktop.ui.window.main_window import MainWindow
from support.fake_application import FakeApplication


def test_the_page_is_shown_until_the_file_is_open(window: MainWindow, application: FakeApplication) -> None:
    before = window.pages.currentWidget()
    application.current_account.is_updating_file = True
    window.show_current_account()
    page = window.pages.currentWidget()
    assert isinstance(page, FileUpdatePage)
    assert page.title_label.text() == "Updating your data …"
    application.current_account.is_updating_file = False
    window.show_current_account()
    assert window.pages.currentWidget() is before


def test_it_speaks_german(qapp: QApplication, theme: Theme) -> None:
    page = FileUpdatePage(theme)
    use_language(qapp, "de", resource("translations"))
    page.apply_appearance()
    assert page.title_label.text() == "Ihre Daten werden aktualisiert …"
    assert "einige Sekunden" in page.below_label.text()
    page.deleteLater()


def test_the_window_goes_on_while_the_file_is_updated(qapp: QApplication) -> None:
    shown = threading.Event()
    QTimer.singleShot(0, qapp, shown.set)
    assert run_beside_window(lambda: shown.wait(30))


def test_an_error_is_raised_where_it_was_waited_for(qapp: QApplication) -> None:
    def fail() -> None:
        raise ValueError("wished")

    with pytest.raises(ValueError, match="wished"):
        run_beside_window(fail)
