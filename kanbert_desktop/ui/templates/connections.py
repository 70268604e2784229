"""Connects the page of templates with the commands."""

from collections.abc import Callable

from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.ui.templates.commands import TemplateCommands
from kanbert_desktop.ui.templates.page import TemplatesPage


def connect_templates_page(
    page: TemplatesPage, commands: TemplateCommands, current_board: Callable[[], BoardId | None]
) -> None:
    """`current_board` is preset for a new template, and used by one without a board of its own."""
    page.new_requested.connect(lambda: commands.ask_new(current_board()))
    page.use_requested.connect(lambda title: commands.use(title, current_board()))
    page.edit_requested.connect(lambda title: commands.edit(title, current_board()))
    page.remove_requested.connect(commands.remove)
    page.pause_requested.connect(lambda title, is_paused: commands.set_paused(title, is_paused=is_paused))
    page.export_requested.connect(commands.export)
    page.import_requested.connect(commands.ask_import)
