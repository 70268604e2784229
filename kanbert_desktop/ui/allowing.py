"""Controls that change something: grey, with the reason, where this account may only read."""

from PySide6.QtWidgets import QWidget

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.literal_text import literal


def reading_only() -> str:
    return tr("You can read here, not change.")


def allow(can_write: bool, *controls: QWidget) -> None:
    """To be called after they were dressed: their tooltip gives way to the reason."""
    why = reading_only()
    for control in controls:
        control.setEnabled(can_write)
        control.setAccessibleDescription("" if can_write else why)
        if not can_write:
            control.setToolTip(literal(why))
        elif control.toolTip() == why:
            control.setToolTip("")
