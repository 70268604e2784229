"""Keys: whether one letter alone is a command, and the way to the sheet of all of them."""

from collections.abc import Callable

from kanbert_desktop.app.settings import SINGLE_KEYS
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.settings.act_button import ActButton
from kanbert_desktop.ui.settings.in_step import InStep
from kanbert_desktop.ui.settings.row import Row
from kanbert_desktop.ui.settings.section import Section
from kanbert_desktop.ui.settings.switch import Switch
from kanbert_desktop.ui.theme import Theme


def keys_section(theme: Theme, in_step: InStep, show_sheet: Callable[[], object]) -> Section:
    single = Switch(theme)
    in_step.bind(SINGLE_KEYS, single)
    return Section(
        lambda: tr("Shortcuts"),
        (
            Row(
                theme,
                lambda: tr("Single keys"),
                lambda: tr(
                    "N, M, D, A and the other letters, 1 to 6, / and ?. Off: menus, the command palette and keys "
                    "with Ctrl do the same."
                ),
                [single],
            ),
            Row(
                theme,
                lambda: tr("All keys on one sheet"),
                controls=[ActButton(theme, lambda: tr("Keyboard shortcuts"), show_sheet, "keyboard")],
            ),
        ),
    )
