"""Setting: whether the desktop's own search finds cards."""

from kanbert_desktop.app.desktop_search.permission import is_search_on
from kanbert_desktop.app.settings import DESKTOP_SEARCH, Settings
from kanbert_desktop.app.system.desktop_files import is_search_installed
from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.settings.controls import Switch
from kanbert_desktop.ui.settings.rows import SettingRow
from kanbert_desktop.ui.style.theme import Theme


class DesktopSearchRow(SettingRow):
    """Not bound to the setting: until the user has chosen, the administrator's file decides."""

    def __init__(self, theme: Theme, settings: Settings) -> None:
        self._settings = settings
        self.switch = Switch(theme)
        self.switch.chosen.connect(self._choose)
        super().__init__(
            theme,
            lambda: tr("Cards in the desktop's search"),
            lambda: tr(
                "GNOME's overview and KRunner find the cards of this computer, also while the window is closed."
            ),
            [self.switch],
            locked_reason=_missing,
        )

    def apply_appearance(self) -> None:
        self.switch.show_value(is_search_on(self._settings) and not _missing())
        super().apply_appearance()

    def _choose(self, on: bool) -> None:
        self._settings.put(DESKTOP_SEARCH, "on" if on else "off")


def _missing() -> str:
    """What has to be done first, or ""."""
    return "" if is_search_installed() else tr("“kanbert-desktop integrate” in a terminal sets it up.")
