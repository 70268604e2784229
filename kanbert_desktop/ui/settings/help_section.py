"""What helps somebody who helps: diagnostics to copy, the log's folder, and about the program."""

from collections.abc import Callable

from kanbert_desktop import __version__
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.settings import UPDATE_CHECK
from kanbert_desktop.app.translation import tr
from kanbert_desktop.app.updates import Announcement
from kanbert_desktop.ui.actions import Name
from kanbert_desktop.ui.settings.act_button import ActButton, CopyText
from kanbert_desktop.ui.settings.in_step import InStep
from kanbert_desktop.ui.settings.row import Row
from kanbert_desktop.ui.settings.section import Section
from kanbert_desktop.ui.settings.switch import Switch
from kanbert_desktop.ui.theme import Theme


def help_section(
    theme: Theme, application: Application, in_step: InStep, command: Callable[[Name], object]
) -> Section:
    """`command` carries out what stands in the menu as well."""
    logs = str(application.environment.logs)
    look = Switch(theme)
    if application.updates.can_look:
        in_step.bind(UPDATE_CHECK, look)
    return Section(
        lambda: tr("Help"),
        (
            Row(
                theme,
                lambda: tr("Diagnostics"),
                lambda: tr(
                    "Versions, counts and checks in one text. No card text, names or passwords are in it."
                ),
                [ActButton(theme, lambda: tr("Copy"), lambda: command(Name.DIAGNOSTICS), "copy")],
            ),
            Row(
                theme,
                lambda: tr("Log folder"),
                lambda: logs,
                [
                    ActButton(theme, lambda: tr("Open folder"), lambda: command(Name.LOGS), "folder-open"),
                    CopyText(theme, lambda: tr("Copy path"), lambda: logs),
                ],
            ),
            Row(
                theme,
                lambda: tr("Look for a newer version"),
                lambda: tr("Once a day. It is only told, never installed."),
                [look],
                fixed_by=lambda: (
                    "" if application.updates.can_look else tr("This build has no address for it.")
                ),
            ),
            Row(
                theme,
                lambda: tr("Version"),
                lambda: _version(application.updates.newer),
                [ActButton(theme, lambda: tr("About"), lambda: command(Name.ABOUT), "info")],
            ),
        ),
    )


def _version(newer: Announcement | None) -> str:
    here = f"Kanbert Desktop {__version__}"
    return f"{here} · {tr('{version} is available', version=newer.version)}" if newer is not None else here
