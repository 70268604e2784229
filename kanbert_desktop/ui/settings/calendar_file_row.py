"""Setting of the calendar file: choose it, or keep none."""

from pathlib import Path

from kanbert_desktop.app.boards.local_data import CALENDAR_FILE
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.events import CalendarFileChosen, EventBus
from kanbert_desktop.domain.untrusted_text import to_single_line
from kanbert_desktop.ui.settings.rows import ActionButton, SettingRow
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.file_dialogs import ask_save_path


class CalendarFileRow(SettingRow):
    """Off at first. The path belongs to this account on this computer."""

    def __init__(self, theme: Theme, service: BoardService, bus: EventBus) -> None:
        self._service, self._bus = service, bus
        self.choose_button = ActionButton(theme, lambda: tr("Choose file …"), self._choose, "calendar-days")
        self.stop_button = ActionButton(theme, lambda: tr("Stop"), lambda: self.set_path(""))
        super().__init__(
            theme,
            lambda: tr("Calendar file"),
            self._hint_text,
            [self.choose_button, self.stop_button],
        )

    def apply_appearance(self) -> None:
        super().apply_appearance()
        self.stop_button.setVisible(bool(self._service.local.value(CALENDAR_FILE)))

    def set_path(self, path: str) -> None:
        """Keeps that file from now on; "" stops it, and leaves the file as it is."""
        had_focus = self.stop_button.hasFocus()
        self._service.local.save_value(CALENDAR_FILE, path)
        self._bus.publish(CalendarFileChosen())
        self.apply_appearance()
        if had_focus:
            self.choose_button.setFocus()

    def _hint_text(self) -> str:
        path = self._service.local.value(CALENDAR_FILE)
        if path:
            return tr("Due dates of this account are kept up to date in {path}.", path=to_single_line(path))
        return tr(
            "Keeps the due dates of this account in an .ics file that other calendars can read. Titles and "
            "descriptions are in it."
        )

    def _choose(self) -> None:
        kinds = {"ics": tr("iCalendar for calendars")}
        ask_save_path(self, tr("Calendar file"), "Kanbert", kinds, self._save)

    def _save(self, path: Path) -> None:
        self.set_path(str(path))
