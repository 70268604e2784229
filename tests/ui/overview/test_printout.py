"""The overview on paper."""

import subprocess
from pathlib import Path

from pytestqt.qtbot import QtBot

from kanbert_desktop.ui.overview.page import OverviewPage
from kanbert_desktop.ui.printing.print_job import PrintController
from kanbert_desktop.ui.window.main_window import MainWindow


def test_a_pdf_has_every_figure(page: OverviewPage, window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    printed = page.printable("Printed today")
    controller = PrintController(window)
    path = tmp_path / "overview.pdf"
    with qtbot.waitSignal(controller.saved):
        controller.write_pdf(printed, path)
    text = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True
    ).stdout
    for part in (
        "Overview: Website-Relaunch",
        "Overdue: 5",
        "In progress",
        "3, exceeded",
        "Lea Sommer",
        "Page 1 of",
    ):
        assert part in text
    assert printed.pages == text.count("Printed today")


def test_the_shown_page_is_printed(page: OverviewPage, window: MainWindow) -> None:
    printed = window.workspace.print_and_export._current_printable()
    assert printed is not None
    assert printed.title == "Overview: Website-Relaunch"
