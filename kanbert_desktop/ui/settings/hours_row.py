"""Setting of hours booked: ask for them in the browser, try them with an access token, or stop."""

from collections.abc import Callable

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.messages.hours_texts import hours_problem_text, hours_rejection_text
from kanbert_desktop.app.messages.status_texts import moment_text
from kanbert_desktop.app.overview.hours import HoursState, LoadedPart
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.domain.events import HoursBookedChanged
from kanbert_desktop.ui.settings.rows import ActionButton, SettingRow, SettingsSection
from kanbert_desktop.ui.style.theme import Theme
from kanbert_desktop.ui.widgets.accessibility import announce

HOURS_TRIAL_TASK = "hours-trial"


class HoursRow(SettingRow):
    """Off at first. `ask` starts the sign-in in the browser that also asks for hours booked."""

    def __init__(
        self, theme: Theme, application: Application, service: BoardService, ask: Callable[[], object]
    ) -> None:
        self._application, self._hours, self._ask = application, service.overview.hours, ask
        self.show_button = ActionButton(theme, self._show_text, self._show)
        self.stop_button = ActionButton(theme, lambda: tr("Stop"), self._stop)
        super().__init__(
            theme, lambda: tr("Hours booked"), self._hint_text, [self.show_button, self.stop_button]
        )

    def apply_appearance(self) -> None:
        super().apply_appearance()
        is_on = self._hours.is_on
        had_focus = (self.stop_button if not is_on else self.show_button).hasFocus()
        self.show_button.setVisible(not is_on)
        self.stop_button.setVisible(is_on)
        if had_focus:
            (self.stop_button if is_on else self.show_button).setFocus()

    @property
    def _needs_browser(self) -> bool:
        return self._application.current_account.sign_in_method != "token"

    def _show_text(self) -> str:
        return tr("Allow in the browser …") if self._needs_browser else tr("Show hours")

    def _hint_text(self) -> str:
        if self._hours.is_on:
            loaded = self._hours.loaded_at(LoadedPart.RECENT)
            text = tr("The overview shows the hours of the last twelve weeks, also offline.")
            if loaded is None:
                return f"{text} {tr('They are being loaded.')}"
            now = self._application.current_account.now()
            return f"{text} {tr('Last loaded: {time}', time=moment_text(loaded, now))}."
        problem = hours_problem_text(self._hours.state)
        if problem:
            return problem
        text = tr("Shows in the overview how many hours were booked, by week, board and person.")
        if self._needs_browser:
            return f"{text} {tr('Kanbert asks in the browser whether this program may read them.')}"
        return f"{text} {tr('The access token of this account has to allow it (efforts:read).')}"

    def _show(self) -> None:
        if self._needs_browser:
            self._ask()
        elif not self._application.tasks.is_running(HOURS_TRIAL_TASK):
            self.show_hint(tr("Asking Kanbert …"))
            self._application.tasks.start(HOURS_TRIAL_TASK, self._try_token())

    async def _try_token(self) -> None:
        try:
            await self._application.switch_on_hours()
        except KanbertError as error:
            answer = hours_rejection_text(error)
            self.show_hint(answer, is_problem=True)
            announce(self, answer)

    def _stop(self) -> None:
        self._hours.set_state(HoursState.OFF)


def hours_section(
    theme: Theme, application: Application, service: BoardService, ask: Callable[[], object]
) -> tuple[SettingsSection, Callable[[], None]]:
    """Returns the section and the function that unsubscribes it."""
    row = HoursRow(theme, application, service, ask)
    end = application.bus.subscribe(HoursBookedChanged, lambda _event: row.apply_appearance())
    return SettingsSection(lambda: tr("Overview"), (row,)), end
